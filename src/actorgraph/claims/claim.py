"""The records of claims, which rules yield.

Actors are given by their keys, statements by their places among the claims of the article.
"""

from dataclasses import dataclass
from typing import TypeVar

from actorgraph.text.article import Span
from actorgraph.times.time import Time


@dataclass(frozen=True, slots=True)
class Governor:
    """A word from which a claim inherits its factuality or negation: `accused` of `accused of X`.

    `entry` is what the table of governors has; empty where the form alone shows it: `to stop X`.
    """

    span: Span
    entry: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What an article reports, and how: `rule` is the name of the rule that found it.

    `marker` is the words that show its factuality.
    """

    kind: str
    evidence: tuple[Span, ...]
    rule: str
    factuality: str = "Asserted"
    negated: bool = False
    marker: str = ""
    governors: tuple[Governor, ...] = ()
    confidence: float = 0.5
    attributed_to: tuple[int, ...] = ()
    said_in: int | None = None
    same_events: tuple[int, ...] = ()


AnyClaim = TypeVar("AnyClaim", bound=Claim)


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(Claim):
    """Somebody does something.

    `cue` is the words that say so, `frame` the entry of the lexicon that gave the class; empty if
    no entry fits. Of an event noun, `likelihood` is how likely it names an event where it is, and
    `noun_of` the verb that it comes from.
    """

    verb: str
    cue: Span
    frame: str = ""
    likelihood: float | None = None
    noun_of: str = ""
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
    """Somebody says something.

    `content` is what is said, from its first word to its last; `parts` are its stretches without
    the cue between them, `quotations` those in quotation marks.
    """

    kind: str = "Statement"
    content: tuple[Span, ...]
    mode: str
    quotations: tuple[Span, ...] = ()
    parts: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation(Claim):
    """One actor's place in another: `subject` heads, represents or belongs to `object`.

    `title` is as written, and `office` its entry in the lexicon. `tenure` is former, acting or
    designate; None if the office is simply held.
    """

    subject: int
    object: int
    title: str | None = None
    office: str | None = None
    tenure: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attitude(Claim):
    """Somebody thinks of, wants, judges or brings up what `content` says; hearsay has no holder."""

    verb: str
    cue: Span
    holders: tuple[int, ...]
    content: tuple[Span, ...]
