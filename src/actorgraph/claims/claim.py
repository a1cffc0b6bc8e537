"""What a rule yields: claims. Actors are named by their key (position in the cast), statements by their index."""

from dataclasses import dataclass

from actorgraph.text.article import Span
from actorgraph.times.time import Time


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """An action or a relation, as reported; `marker` are the words that gave its factuality."""

    kind: str
    evidence: tuple[Span, ...]
    rule: str
    factuality: str = "Asserted"
    negated: bool = False
    marker: str = ""
    confidence: float = 0.5
    attributed_to: tuple[int, ...] = ()
    said_in: int | None = None
    same_events: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(Claim):
    """Somebody does something; `cue` are the words that say it, `frame` the entry of the lexicon that gave the class."""

    verb: str
    cue: Span
    frame: str = ""
    agents: tuple[int, ...] = ()
    possible_agents: tuple[int, ...] = ()
    targets: tuple[int, ...] = ()
    recipients: tuple[int, ...] = ()
    places: tuple[int, ...] = ()
    time: Time | None = None
    at_least: int | None = None
    at_most: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Action):
    """Somebody says something: `content` is what is said, `quotations` the parts of it in quotation marks."""

    kind: str = "Statement"
    content: tuple[Span, ...]
    mode: str
    quotations: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation(Claim):
    """Who is what to whom: `subject` heads, represents, belongs to … `object`.

    `title` is as written, `office` its entry in the lexicon, `tenure` former, acting or designate where it is not held plainly.
    """

    subject: int
    object: int
    title: str | None = None
    office: str | None = None
    tenure: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attitude(Claim):
    """Somebody holds, wants, judges or brings up what `content` tells; of hearsay nobody is named as the holder."""

    verb: str
    cue: Span
    holders: tuple[int, ...]
    content: tuple[Span, ...]
