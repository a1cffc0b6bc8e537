"""The facets of a search: what else one can choose, and how many claims each choice leaves."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from actorgraph.views.page.entries import LEVELS
from actorgraph.vocabulary.lexicon import label
from actorgraph.vocabulary.vocab import subclasses
from actorgraph.workbench.catalogue import UNDATED, ClaimRow
from actorgraph.workbench.claims import LEVEL_WORDS
from actorgraph.workbench.search import NOBODY_NAMED, THE_ARTICLE, UNDECIDED, Found

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
TONES = {"harm": "Harm", "help": "Help", "neutral": "Neither", "denied": "Denied"}
VERDICTS = {
    "accepted": "Accepted",
    "corrected": "Corrected",
    "rejected": "Rejected",
    "unsure": "Unsure",
    UNDECIDED: "Not yet",
}
SPEAKERS = {THE_ARTICLE: "the article", NOBODY_NAMED: "nobody named"}
THINGS = {"actor": "Actors", "claim": "Claims", "statement": "Statements", "article": "Articles"}
# A list shows so many choices at once, and at most so many in all.
SHOWN_AT_ONCE = 6
MOST_SHOWN = 40
YEAR_LENGTH = 4


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


def _counted(found: Found) -> dict[str, Counter[str]]:
    claims = found.counted_claims
    counts = {
        "sure": Counter(claim.level for claim in claims),
        "tone": _tones(claims),
        "kind": Counter(claim.kind for claim in claims),
        "with": _partners(found, claims),
        "by": _speakers(found, claims),
        "article": _articles(found, claims),
        "when": _times(claims, found.search.chosen.get("when", "")),
        "reviewed": _verdicts(found, claims),
    }
    if found.search.thing == "actor":
        kinds = Counter(actor.kind for actor in found.actors)
        return {"sort": kinds, **counts}
    return counts


def _tones(claims: Iterable[ClaimRow]) -> Counter[str]:
    counts = Counter(claim.tone for claim in claims)
    denied = sum(claim.is_denied for claim in claims)
    if denied:
        counts["denied"] = denied
    return counts


def _partners(found: Found, claims: Iterable[ClaimRow]) -> Counter[str]:
    numbers: Counter[int] = Counter()
    for claim in claims:
        numbers.update({*claim.doers, *claim.parties, *claim.speakers})
    actors = found.catalogue.actors
    # Nobody is narrowed down to people at risk.
    named = {number: count for number, count in numbers.items() if actors[number].is_named}
    return Counter({found.value_of(number): count for number, count in named.items()})


def _speakers(found: Found, claims: Iterable[ClaimRow]) -> Counter[str]:
    counts: Counter[str] = Counter()
    actors = found.catalogue.actors
    for claim in claims:
        if not any(actors[number].is_protected for number in claim.speakers):
            counts.update(found.speakers(claim))
    return counts


def _articles(found: Found, claims: Iterable[ClaimRow]) -> Counter[str]:
    articles = found.catalogue.articles
    numbers = Counter(claim.article for claim in claims)
    return Counter(
        {"article/" + articles[n].iri.rpartition("/")[2]: count for n, count in numbers.items()}
    )


def _times(claims: Iterable[ClaimRow], value: str) -> Counter[str]:
    """Return years; within a chosen year, its months."""
    if not value:
        return Counter(_year(claim.month) for claim in claims)
    return Counter(claim.month for claim in claims if claim.month != value)


def _year(month: str) -> str:
    return month if month == UNDATED else month[:YEAR_LENGTH]


def _verdicts(found: Found, claims: Iterable[ClaimRow]) -> Counter[str]:
    return Counter(found.verdict(claim) for claim in claims)


def _facet(found: Found, name: str, counts: Counter[str]) -> Facet:
    values = sorted(counts, key=lambda value: _place(name, value, counts[value]))[:MOST_SHOWN]
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
    orders = {"sure": (*LEVELS, "attitude"), "tone": tuple(TONES), "reviewed": tuple(VERDICTS)}
    if name in orders:
        return orders[name].index(value) if value in orders[name] else len(orders[name]), value
    if name == "when":
        return int(value == UNDATED), value
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
    return article.title or "An article"
