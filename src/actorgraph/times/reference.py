"""What a time expression is resolved with: its words, and the time that it is counted from."""

from dataclasses import dataclass

from actorgraph.times.periods import UNKNOWN, Period, Sense
from actorgraph.times.time_words import NUMERALS, PARTS


@dataclass(frozen=True, slots=True)
class Reference:
    """The period from which a time is counted, and the direction in which it is looked for.

    `story` is the time that the article gave last, from which `two days later` is counted.
    """

    period: Period
    sense: Sense = "past"
    story: Period = UNKNOWN


@dataclass(frozen=True, slots=True)
class Words:
    """The words in the named groups of a form."""

    groups: dict[str, str | None]

    def text(self, group: str) -> str:
        """Return a group's words in lower case; empty where the article does not have them."""
        return " ".join((self.groups.get(group) or "").lower().split())

    def last(self, group: str) -> str:
        """Return the last word of a group in lower case: `coming` of `this coming`."""
        return self.text(group).rpartition(" ")[2]

    def number(self, group: str) -> int | None:
        """Return a group's number: 12 for `12` and for `twelve`, None for `a hundred`."""
        text = self.text(group)
        if text.isdecimal():
            return int(text)
        tens, hyphen, ones = text.partition("-")
        if hyphen:
            # `twenty-two`
            return NUMERALS[tens] + NUMERALS[ones]
        return NUMERALS.get(text)

    def part(self) -> str | None:
        """Return `early`, `mid` or `late` where the words name a part: `at the beginning of`."""
        words = self.text("part").removeprefix("the ")
        if not words:
            return None
        return PARTS.get(words.split()[0], "late")
