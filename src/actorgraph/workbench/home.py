"""The first page: how much there is, who is in it, what needs a person's eyes, and what to ask."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from actorgraph.stores.disk.layout import FAILURES
from actorgraph.workbench import uncatalogued
from actorgraph.workbench.actor_lines import (
    ALL_LEVELS,
    Part,
    actor_line,
    actor_link,
    article_link,
    parts_of,
)
from actorgraph.workbench.catalogue import Catalogue
from actorgraph.workbench.catalogue_rows import ArticleRow
from actorgraph.workbench.claims import LEVEL_WORDS, ActorLink, ArticleLink
from actorgraph.workbench.desk import Desk
from actorgraph.workbench.questions import Form, grouped
from actorgraph.workbench.rendering import counted, page
from actorgraph.workbench.search import Search
from actorgraph.workbench.visit import Answer, Visit
from actorgraph.workbench.waiting import waiting_claims, waiting_events, waiting_pairs

MOST_ACTORS = 8
MOST_SPEAKERS = 6
MOST_ARTICLES = 30
MOST_FAILURES = 20
LEVEL_HEADINGS = {"statement": "Statements", "attitude": "Attitudes"}
# Which questions the page asks; the page of questions has all.
QUESTIONS = (
    "who-harmed-whom",
    "who-helped-whom",
    "who-was-killed-or-held",
    "who-works-with-whom",
    "who-refused-what",
    "who-is-accused-by-whom",
    "who-urged-whom",
    "who-speaks-of-whom",
    "what-did-somebody-say",
    "what-is-alleged-and-by-whom",
    "what-was-denied",
    "claims-on-one-source",
    "what-rests-on-unnamed-sources",
    "which-articles-contradict-each-other",
    "what-changed-between",
    "who-stands-between",
    "who-held-what-office",
    "what-happened-where",
    "everything-about",
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who speaks: how many statements, and how many of the most, in hundredths."""

    link: ActorLink
    statements: int
    share: int
    address: str


@dataclass(frozen=True, slots=True)
class Concern:
    """What needs a person's eyes: how much of it, in words, where, and the key that leads there."""

    count: int
    words: str
    about: str
    address: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """An article in the list; `decided` is the share of its claims that people decided, in %."""

    link: ArticleLink
    claims: int
    parts: tuple[Part, ...]
    sure: str
    decided: int


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that could not be read: which one, and why."""

    article: str
    reason: str


def show(desk: Desk, visit: Visit) -> Answer:
    """Show the first page; of an empty store, how to put something in."""
    if not desk.has_catalogue:
        return uncatalogued.show_home(desk, visit)
    catalogue = desk.catalogue
    levels = levels_shown(desk)
    return page(
        "home",
        visit,
        section="home",
        title=_title(catalogue, sum(levels.values())),
        is_empty=not catalogue.articles,
        levels=[_level(level, levels[level]) for level in ALL_LEVELS if levels[level]],
        actors=[actor_line(catalogue, row) for row in catalogue.named[:MOST_ACTORS]],
        number_of_actors=len(catalogue.named),
        speakers=list(_speakers(catalogue)),
        concerns=_concerns(desk),
        questions=_questions(),
        articles=list(_articles(desk)),
        number_of_articles=len(catalogue.articles),
        failures=_failures(desk.folder),
        most_failures=MOST_FAILURES,
    )


def _title(catalogue: Catalogue, claims: int) -> str:
    articles = counted(len(catalogue.articles), "article")
    verb = "makes" if len(catalogue.articles) == 1 else "make"
    actors = counted(len(catalogue.named), "named actor")
    return f"{articles} {verb} {counted(claims, 'claim')} about {actors}"


def levels_shown(desk: Desk) -> Counter[str]:
    """Count the claims by how sure they are, without those that people rejected or replaced."""
    levels = Counter(desk.catalogue.levels)
    for claim, is_restored in desk.catalogue.overruled(desk.verdicts):
        levels[claim.level] += 1 if is_restored else -1
    return levels


def _level(level: str, count: int) -> tuple[str, str, int, str]:
    words = LEVEL_HEADINGS.get(level) or LEVEL_WORDS[level].capitalize()
    return level, words, count, Search(chosen={"sure": level}).address


def _speakers(catalogue: Catalogue) -> Iterator[Speaker]:
    """Yield those who say most, by the number of their statements."""
    most = catalogue.speakers(MOST_SPEAKERS)
    for actor, statements in most:
        search = Search(thing="statement", chosen={"did": actor.value})
        share = round(100 * statements / most[0][1])
        yield Speaker(actor_link(actor), statements, share, search.address)


def _concerns(desk: Desk) -> list[Concern]:
    catalogue = desk.catalogue
    contradictions = len(catalogue.ties_of("ContradictionTie"))
    return [
        Concern(
            waiting_claims(desk),
            "claims that the tool is unsure of",
            "confidence below 0.60, the likeliest mistakes first",
            "/review",
            "r",
        ),
        Concern(
            waiting_pairs(desk),
            "pairs that may be one person or body",
            _examples(catalogue),
            "/review/who",
            "i",
        ),
        Concern(
            waiting_events(desk),
            "events in two articles",
            "compare how each puts it",
            "/review/events",
            "e",
        ),
        Concern(
            contradictions,
            "contradictions between articles",
            "“It is so” here, “it is not so” there",
            "/ask/which-articles-contradict-each-other",
        ),
        Concern(
            len(catalogue.gaps),
            "sentences without a claim",
            "each with the reason",
            "/search?is=gap",
        ),
        Concern(
            catalogue.groups_at_risk,
            "groups of people at risk",
            "never made individuals, never tied across articles",
            "/ask/which-groups-are-at-risk",
        ),
    ]


def _examples(catalogue: Catalogue) -> str:
    """Return the most mentioned of those who were tied across articles."""
    tied = catalogue.tied[:2]
    return ", ".join(f"{actor.name} in {actor.members} articles" for actor in tied)


def _questions() -> list[tuple[str, list[Form]]]:
    """Return the heading of each group with those of its questions that the page asks."""
    groups = []
    for heading, forms in grouped():
        groups.append((heading, [form for form in forms if form.name in QUESTIONS]))
    return groups


def _articles(desk: Desk) -> Iterator[ArticleLine]:
    decided: Counter[int] = Counter()
    for code in desk.verdicts:
        claim = desk.catalogue.claim(code)
        if claim is not None:
            decided[claim.article] += 1
    for row in desk.catalogue.articles[:MOST_ARTICLES]:
        yield _article(desk, row, decided[row.number])


def _article(desk: Desk, article: ArticleRow, decided: int) -> ArticleLine:
    catalogue = desk.catalogue
    levels = catalogue.levels_of(np.asarray(article.claims, np.int64))
    return ArticleLine(
        link=article_link(article),
        claims=len(article.claims),
        parts=parts_of(levels),
        sure=", ".join(f"{levels[level]} {LEVEL_WORDS[level]}" for level in levels) or "no claim",
        decided=round(100 * decided / max(1, len(article.claims))),
    )


def _failures(folder: Path | None) -> list[Failure]:
    """Return the articles that an ingest could not read, as its report has them."""
    path = folder and folder / FAILURES
    if not path or not path.is_file():
        return []
    found = []
    for line in path.read_text("utf-8", "replace").splitlines():
        failure = _failure(line)
        if failure is not None:
            found.append(failure)
    return found


def _failure(line: str) -> Failure | None:
    try:
        row = json.loads(line)
    except ValueError:
        return None
    if not isinstance(row, dict):
        return None
    return Failure(str(row.get("source", "")), str(row.get("reason", "")))
