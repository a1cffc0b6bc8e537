"""The facets of a search: what else one can choose, and how many claims each choice leaves."""

from collections import Counter
from dataclasses import dataclass
from functools import cache

from actorgraph.vocabulary.lexicon import label
from actorgraph.vocabulary.vocab import subclasses
from actorgraph.workbench.actor_lines import ALL_LEVELS
from actorgraph.workbench.catalogue_rows import NOBODY_NAMED, THE_ARTICLE, UNDATED, year_of
from actorgraph.workbench.claims import LEVEL_WORDS, TONE_WORDS, UNTITLED
from actorgraph.workbench.found import UNDECIDED, Found
from actorgraph.workbench.tally import Counts

HEADINGS = {
    "sure": "How sure",
    "tone": "Harm or help",
    "kind": "Kind of event",
    "with": "Who takes part",
    "by": "Who says so",
    "article": "Article",
    "when": "Year and month",
    "reviewed": "Reviewed",
    "did": "Who did it",
    "to": "To whom",
    "sort": "Kind of actor",
}
TONES = {**TONE_WORDS, "neutral": "Neither", "denied": "Denied"}
VERDICTS = {
    "accepted": "Accepted",
    "corrected": "Corrected",
    "rejected": "Rejected",
    "unsure": "Unsure",
    UNDECIDED: "Not yet",
}
SPEAKERS = {THE_ARTICLE: "the article", NOBODY_NAMED: "nobody named"}
THINGS = {"actor": "Actors", "claim": "Claims", "statement": "Statements", "article": "Articles"}
# The lists whose choices have an order of their own; the others begin with the most frequent.
ORDERED = {
    "sure": ALL_LEVELS,
    "tone": tuple(TONES),
    "reviewed": tuple(VERDICTS),
    "when": (),
}
# A list shows so many choices at once, and at most so many in all.
SHOWN_AT_ONCE = 6
MOST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that one can choose: its words, how many claims it leaves, and its address."""

    words: str
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class Facet:
    """A list of choices; `rest` are those shown on demand."""

    name: str
    heading: str
    choices: tuple[Choice, ...]
    rest: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is chosen: in which list, its words, and the address without it."""

    heading: str
    words: str
    address: str


def things(found: Found) -> list[tuple[str, Choice]]:
    """Return how many actors, claims, statements and articles are found, with their addresses."""
    search = found.search
    listed = []
    for thing, count in found.counts.items():
        listed.append((thing, Choice(THINGS[thing], count, search.of(thing).address)))
    return listed


def chosen(found: Found) -> list[Chosen]:
    """Return what is chosen, in the order of the lists."""
    search = found.search
    taken = []
    if search.thing:
        taken.append(Chosen("What", THINGS[search.thing], search.of("").address))
    for name, value in search.chosen.items():
        words = words_of(found, name, value)
        taken.append(Chosen(HEADINGS[name], words, search.without(name).address))
    return taken


def facets(found: Found) -> list[Facet]:
    """Return the lists of choices that are not chosen yet, without those of a single choice."""
    lists = []
    for name, counts in _counted(found).items():
        if name in found.search.chosen and name != "when":
            continue
        facet = _facet(found, name, counts)
        if len(facet.choices) > 1:
            lists.append(facet)
    return lists


def _counted(found: Found) -> Counts:
    counts = dict(found.field_counts)
    counts["when"] = _times(counts["when"], found.search.chosen.get("when", ""))
    counts["reviewed"] = found.verdict_counts
    if found.search.thing == "actor":
        return {"sort": found.actor_kinds, **counts}
    return counts


def _times(months: Counter[str], value: str) -> Counter[str]:
    """Return years; within a chosen year, its months."""
    if value:
        return Counter({month: count for month, count in months.items() if month != value})
    years: Counter[str] = Counter()
    for month, count in months.items():
        years[year_of(month)] += count
    return years


def _facet(found: Found, name: str, counts: Counter[str]) -> Facet:
    # Of 100,000 actors, only the first are sorted.
    frequent = counts.most_common(None if name in ORDERED else 2 * MOST_SHOWN)
    frequent.sort(key=lambda pair: _place(name, *pair))
    values = [value for value, _ in frequent[:MOST_SHOWN]]
    choices = []
    for value in values:
        address = found.search.with_choice(name, value).address
        choices.append(Choice(words_of(found, name, value), counts[value], address))
    return Facet(
        name,
        HEADINGS[name],
        tuple(choices[:SHOWN_AT_ONCE]),
        tuple(choices[SHOWN_AT_ONCE:]),
    )


def _place(name: str, value: str, count: int) -> tuple[int, str]:
    """Return the place of a choice: by its own order if it has one, else by its count."""
    if name == "when":
        return int(value == UNDATED), value
    if name in ORDERED:
        order = ORDERED[name]
        return order.index(value) if value in order else len(order), value
    return -count, value


def words_of(found: Found, name: str, value: str) -> str:
    """Return a chosen value in words."""
    fixed = {"sure": LEVEL_WORDS, "tone": TONES, "reviewed": VERDICTS, "by": SPEAKERS}.get(name, {})
    if value in fixed:
        return fixed[value]
    if name in ("kind", "sort"):
        return label(value) if value in _classes() else value
    if name == "article":
        return _title(found, value)
    if name in ("with", "by", "did", "to"):
        actor = found.find_actor(value)
        return actor.name if actor else value
    return value


@cache
def _classes() -> frozenset[str]:
    return subclasses("Claim") | subclasses("Actor") | {"Place", "Document"}


def _title(found: Found, value: str) -> str:
    article = found.find_article(value)
    if article is None:
        return value
    return article.title or UNTITLED
