"""One form of time expression: its pattern, and how what it matches is resolved."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from actorgraph.text.article import Span
from actorgraph.times.periods import UNKNOWN, Period
from actorgraph.times.reference import Reference, Words
from actorgraph.times.time import Kind

Resolve = Callable[[Words, Reference], Period]


@dataclass(frozen=True, slots=True)
class Form:
    """One form of time expression.

    `bare` names the group that is not a time unless a preposition is before it. A `deictic` form
    is counted from the publication even where it ends a range.
    """

    name: str
    example: str
    pattern: re.Pattern[str]
    resolve: Resolve
    kind: Kind
    bare: str
    deictic: bool


@dataclass(frozen=True, slots=True)
class FormMatch:
    """A form as it occurs in the text."""

    form: Form
    regex_match: re.Match[str]

    @property
    def begin(self) -> int:
        """The offset of its first character."""
        return self.regex_match.start()

    @property
    def end(self) -> int:
        """The offset behind its last character."""
        return self.regex_match.end()

    @property
    def span(self) -> Span:
        """The stretch of the article that it covers."""
        return Span(self.begin, self.end)

    @property
    def is_bare(self) -> bool:
        """Whether it is nothing but a month, year or season, which may mean something else."""
        filled = {group for group, words in self.regex_match.groupdict().items() if words}
        return filled == {self.form.bare}

    def resolve(self, reference: Reference) -> Period:
        """Return the period; one that leaves the calendar (the year 0) is unknown."""
        try:
            return self.form.resolve(Words(self.regex_match.groupdict()), reference)
        except (ValueError, OverflowError):
            return UNKNOWN


def unknown(words: Words, reference: Reference) -> Period:
    """Leave the time open: the words point to something that only the rest of the text may say."""
    return UNKNOWN


def form(
    name: str,
    example: str,
    source: str,
    resolve: Resolve = unknown,
    *,
    kind: Kind = "date",
    bare: str = "",
    deictic: bool = False,
) -> Form:
    """Return a form; in its pattern a space becomes white space."""
    # A look-behind has a fixed width: there a space is one character.
    source = re.sub(r"(\(\?<[!=][^()]*?) \)", r"\1\\s)", source)
    pattern = re.compile(source.replace(" ", r"(?:\s{1,2})"))
    return Form(name, example, pattern, resolve, kind, bare, deictic)
