"""The records of this room: a time, and the words of the article that give it."""

from dataclasses import dataclass, field
from typing import Literal

from actorgraph.text.article import Span

Kind = Literal["date", "interval", "duration", "vague", "adjectival", "hour"]


@dataclass(frozen=True, slots=True)
class Time:
    """A point or period: its words, its EDTF string, and its first and last moment as xsd:dateTime.

    Each is None where the words do not say it. `span` is where the words are, and `counted_from`
    the date, in EDTF, from which `last Tuesday` is counted; None if the words say it all. Two times
    are equal if their words and moments are.
    """

    text: str
    edtf: str | None = None
    not_before: str | None = None
    not_after: str | None = None
    span: Span | None = field(default=None, compare=False)
    counted_from: str | None = field(default=None, compare=False)

    @property
    def first_day(self) -> str:
        """The day on which it begins, or empty if that is not known."""
        return (self.not_before or "")[: len("2015-08-20")]

    @property
    def is_day(self) -> bool:
        """Whether it is one whole day: `2015-08-20`."""
        return len(self.edtf or "") == len("2015-08-20")


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time where the article gives it.

    An `adjectival` one dates a noun next to it, not what is done: `the 1990 treaty`. An `hour` has
    no day of its own: `at 7:30 am`, `minutes later`. `ahead` is what it means if the sentence
    speaks of the future; None if it means the same. `denied` is what it means behind a negation:
    `not until Friday` is on Friday.
    """

    span: Span
    time: Time
    kind: Kind
    ahead: Time | None = None
    denied: Time | None = None
