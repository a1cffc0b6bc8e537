"""The rows of a catalogue: an actor, a claim, an article, a tie and a gap in a few words each."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from actorgraph.vocabulary.vocab import INDIVIDUALS
from actorgraph.workbench.ragged import Numbers

NAMED_KINDS = ("Person", "Government", "Organisation")
UNDATED = "undated"
YEAR_LENGTH = 4
# Who says so where no actor does.
THE_ARTICLE, NOBODY_NAMED = "article", "nobody"


def _no_numbers() -> Numbers:
    return np.zeros(0, np.uint32)


@dataclass(slots=True)
class ActorRow:
    """An actor, merged from all who are the same; `claims` and `articles` are numbers.

    `names` are the other names, `offices` texts such as `president, France`; `members` says how
    many actors of single articles are one here.
    """

    number: int
    iri: str
    name: str
    kind: str
    names: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    is_unnamed: bool = False
    is_protected: bool = False
    members: int = 1
    claims: Numbers = field(default_factory=_no_numbers, compare=False)
    articles: Numbers = field(default_factory=_no_numbers, compare=False)

    @property
    def value(self) -> str:
        """What a field of a search calls it: its path."""
        return self.iri.removeprefix(INDIVIDUALS)

    @property
    def is_named(self) -> bool:
        """Whether this is somebody with a name of their own, not a group or a place."""
        return self.kind in NAMED_KINDS and not self.is_unnamed and not self.is_protected


@dataclass(slots=True)
class ClaimRow:
    """A claim; actors and articles are numbers.

    `level` is one of the page's levels or `attitude`; `month` such as `2017-05`, a year, or
    `undated`. `sure` is the confidence from 0 to 1. `speakers` are who says so, nobody if it is the
    article; `places` are where it happened, and `inside` the statements that it is said in.
    """

    number: int
    iri: str
    article: int
    kind: str = "Claim"
    level: str = "asserted"
    tone: str = "neutral"
    month: str = UNDATED
    sure: float = 1.0
    is_denied: bool = False
    is_set_aside: bool = False
    doers: tuple[int, ...] = ()
    parties: tuple[int, ...] = ()
    speakers: tuple[int, ...] = ()
    places: tuple[int, ...] = ()
    inside: tuple[int, ...] = ()

    @property
    def code(self) -> str:
        """The end of its IRI, as decisions name it."""
        return self.iri.rpartition("/")[2]

    @property
    def year(self) -> str:
        """The year of its month, or `undated`."""
        return year_of(self.month)

    @property
    def voice(self) -> str:
        """Who says so if no actor does: the article, or nobody named; empty if an actor does."""
        if self.speakers:
            return ""
        return NOBODY_NAMED if self.level == "alleged" else THE_ARTICLE

    @property
    def participants(self) -> frozenset[int]:
        """All who take part in it or say so."""
        return frozenset((*self.doers, *self.parties, *self.speakers))

    @property
    def is_statement(self) -> bool:
        """Whether it is somebody's words."""
        return self.level == "statement"


@dataclass(slots=True)
class ArticleRow:
    """An article; `issued` is a date as far as it is known.

    Its claims have numbers in a row.
    """

    number: int
    iri: str
    title: str
    issued: str
    claims: Sequence[int] = ()

    @property
    def value(self) -> str:
        """What a field of a search calls it: its path."""
        return self.iri.removeprefix(INDIVIDUALS)


@dataclass(frozen=True, slots=True)
class Tie:
    """What links two articles: two actors, two events, or two claims that contradict each other."""

    kind: str
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A sentence without a claim: its article's number, where it is, and the reason."""

    article: int
    begin: int
    end: int
    reason: str


def year_of(month: str) -> str:
    """Return the year of a month, or `undated`."""
    return month if month == UNDATED else month[:YEAR_LENGTH]
