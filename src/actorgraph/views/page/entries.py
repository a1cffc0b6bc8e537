"""The rows of the page's contents as records: claims and actors, which refer by number."""

from dataclasses import dataclass
from typing import Any

from actorgraph.graph.records import CERTAINTY_IN_WORDS

Row = dict[str, Any]


def shown_name(row: Row) -> str:
    """Return the name of an actor's row as the page shows it."""
    return str(row.get("shown") or row["label"])


Spans = tuple[tuple[int, int], ...]
# Who says so where nobody else does.
ARTICLE = "the article"
# The seven counts of how sure something is, in the order in which the page shows them.
LEVELS = (*CERTAINTY_IN_WORDS, "statement")


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor: `sort` is how it folds on the map, `mentions` are (begin, end, article)."""

    number: int
    name: str
    kind: str
    code: str
    aliases: tuple[str, ...]
    unnamed: bool
    protected: bool
    sort: str
    mentions: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim or attitude; spans are (begin, end) in code points of its article's text.

    `level` is one of LEVELS, or `attitude`. `within` is the number of the statement that contains
    the claim, or -1.
    """

    number: int
    code: str
    kind: str
    kind_label: str
    verb: str
    level: str
    certainty: str
    tone: str
    denied: bool
    is_relation: bool
    time: str
    written: str
    days: tuple[str, ...]
    article: int
    evidence: Spans
    content: Spans
    cue: Spans
    within: int
    doers: tuple[int, ...]
    is_by_one_of: bool
    parties: tuple[int, ...]
    sources: tuple[int, ...]
    same: tuple[int, ...] = ()

    @property
    def is_event(self) -> bool:
        """Whether the claim is about the world, not about what somebody says or thinks."""
        return self.level not in ("statement", "attitude")

    @property
    def begin(self) -> int:
        """Where its evidence begins."""
        return min((begin for begin, _ in self.evidence), default=0)

    @property
    def length(self) -> int:
        """How many characters its evidence has."""
        return sum(end - begin for begin, end in self.evidence)


@dataclass(frozen=True, slots=True)
class Entries:
    """Everything that the page lists; numbers are places in these tuples.

    The attitudes follow the claims; `actors` lacks the numbers of events on the network.
    """

    claims: tuple[Claim, ...]
    actors: dict[int, Actor]
    articles: tuple[Row, ...]

    def without_attitudes(self) -> list[Claim]:
        """Return the claims alone."""
        return [claim for claim in self.claims if claim.level != "attitude"]

    def names(self, numbers: tuple[int, ...]) -> str:
        """Return the names of actors as one phrase: "France, Germany and Lithuania"."""
        return joined([self.actors[number].name for number in numbers])

    def doers(self, claim: Claim) -> str:
        """Return the names of those who act; "police or relatives" where only one of them did."""
        names = [self.actors[number].name for number in claim.doers]
        return joined(names, "or" if claim.is_by_one_of else "and")

    def text(self, claim: Claim) -> str | None:
        """Return the text of a claim's article; None where it is withheld."""
        text: str | None = self.articles[claim.article]["text"]
        return text

    def words(self, claim: Claim) -> str:
        """Return the claim's words in the article; empty where they are withheld."""
        text = self.text(claim)
        if text is None:
            return ""
        parts = [" ".join(text[begin:end].split()) for begin, end in claim.evidence]
        return " … ".join(parts)

    def says_so(self, claim: Claim) -> str:
        """Return who says that a claim is so: "Tanya Lokshina says so"."""
        verb = "say" if len(self.speakers(claim)) > 1 else "says"
        return f"{self.source(claim)} {verb} so"

    def source(self, claim: Claim) -> str:
        """Return the names of those who say that a claim is so."""
        speakers = self.speakers(claim)
        if speakers:
            return self.names(speakers)
        if claim.certainty == "alleged":
            return "nobody named"
        return ARTICLE

    def speakers(self, claim: Claim) -> tuple[int, ...]:
        """Return the innermost who say that a claim is so; nobody if it is the article."""
        if claim.sources:
            return claim.sources
        if claim.within >= 0:
            return self.claims[claim.within].doers
        return ()

    def reading(self, claim: Claim) -> str:
        """Return what was read in a claim, for where its words are withheld: who, what, to whom."""
        parts = [self.doers(claim), claim.verb, self.names(claim.parties)]
        return " · ".join(part for part in parts if part)


def joined(names: list[str], word: str = "and") -> str:
    """Return names as one phrase, with commas and, before the last, a word."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {word} {names[-1]}"


def entries(contents: Row) -> Entries:
    """Read the records of the page's contents."""
    rows = [*contents["claims"], *contents["attitudes"]]
    first_attitude = len(contents["claims"])
    claims = []
    for number, row in enumerate(rows):
        is_attitude = number >= first_attitude
        claims.append(_claim(number, row, contents["classes"], is_attitude=is_attitude))
    actors = {}
    for number, row in enumerate([*contents["nodes"], *contents["others"]]):
        if "claim" not in row:
            actors[number] = _actor(number, row)
    return Entries(tuple(claims), actors, tuple(contents["articles"]))


def _actor(number: int, row: Row) -> Actor:
    mentions = []
    for begin, end, *rest in row.get("mentions", []):
        mentions.append((begin, end, *(rest or [0])))
    return Actor(
        number=number,
        name=shown_name(row),
        kind=row["kind"],
        code=row["id"],
        aliases=tuple(row.get("aliases", ())),
        unnamed=row.get("unnamed", False),
        protected=row.get("protected", False),
        sort=row.get("sort", ""),
        mentions=tuple(mentions),
    )


def _claim(number: int, row: Row, classes: Row, *, is_attitude: bool) -> Claim:
    types = classes[row["kind"]]["types"]
    return Claim(
        number=number,
        code=row["code"],
        kind=row["kind"],
        kind_label=classes[row["kind"]]["label"],
        verb=row["verb"],
        level=_level(row, types, is_attitude=is_attitude),
        certainty=row["certainty"],
        tone=row.get("polarity", "neutral"),
        denied=row.get("denied", False),
        is_relation="Relation" in types,
        time=row.get("time", ""),
        written=row.get("written", ""),
        days=tuple(row.get("span", ())),
        article=row.get("article", 0),
        evidence=_spans(row, "evidence"),
        content=_spans(row, "content"),
        cue=_spans(row, "cue"),
        within=row.get("in", -1),
        doers=_numbers(row, "agents", "possible", "subject", "holders"),
        is_by_one_of="possible" in row,
        parties=_numbers(row, "targets", "recipients", "object"),
        sources=_numbers(row, "by"),
        same=_numbers(row, "same"),
    )


def _level(row: Row, types: list[str], *, is_attitude: bool) -> str:
    if is_attitude:
        return "attitude"
    if "Statement" in types:
        return "statement"
    return str(row["certainty"])


def _spans(row: Row, key: str) -> Spans:
    return tuple((begin, end) for begin, end in row.get(key, ()))


def _numbers(row: Row, *keys: str) -> tuple[int, ...]:
    numbers: list[int] = []
    for key in keys:
        numbers += row.get(key, ())
    return tuple(dict.fromkeys(numbers))
