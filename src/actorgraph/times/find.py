"""When: finds the times in an article and resolves them against the day of publication."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from actorgraph.deadline import check as check_deadline
from actorgraph.text.article import Article, Span
from actorgraph.times import periods
from actorgraph.times.context import (
    LISTED,
    NOUN,
    ONWARDS,
    Expression,
    in_context,
    is_time,
)
from actorgraph.times.form_patterns import any_of
from actorgraph.times.forms import scan
from actorgraph.times.mentioned import time_mention
from actorgraph.times.periods import UNKNOWN, Period
from actorgraph.times.ranges import read_range
from actorgraph.times.reference import Reference
from actorgraph.times.time import Kind, Time, TimeMention
from actorgraph.times.time_words import MONTHS, WEEKDAYS
from actorgraph.vocabulary.lexicon import word_set

OPENING_PREPOSITIONS = word_set("openingPrepositions")
CLOSING_PREPOSITIONS = word_set("closingPrepositions")
# Reads one time of the text, counted from a reference.
Reading = Callable[[Reference], TimeMention | None]
LONGEST_DAY = 24  # characters, as of `Wednesday, September 27 `
A_DAY = rf"(?:{any_of((*WEEKDAYS, *MONTHS))}\b|(?:today|tomorrow|yesterday)\b|\d{{1,2}} [A-Z])"
DAY_BEHIND = re.compile(rf"[\s,(]{{0,3}}(?:(?:on|of|the)\s)*{A_DAY}")
DAY_BEFORE = re.compile(rf"{A_DAY}\s?(?:\d{{1,2}}[,\s]{{0,2}}(?:\d{{4}})?)?[,\s(]{{0,3}}$")


def find_times(article: Article) -> tuple[TimeMention, ...]:
    """Return the times in an article's title, headings, datelines and paragraphs, in order.

    Bare weekdays, months and words such as `yesterday` are resolved against `article.published` as
    far as its precision allows, `two days later` against the time given before. What stays unknown
    has no EDTF string (or, for a month without a year, `XXXX-04`) and no bounds.
    """
    finder = _Finder(article.text, periods.published(article.published))
    mentions: list[TimeMention] = []
    for block in article.blocks:
        if block.kind != "notice":
            mentions.extend(finder.times_of(block.span))
    return tuple(mentions)


class _Finder:
    """Reads the times of an article in order, and remembers the last one."""

    def __init__(self, text: str, anchor: Period) -> None:
        self.text = text
        self.anchor = anchor
        self.story = UNKNOWN

    def times_of(self, block: Span) -> Iterator[TimeMention]:
        """Yield the times of a block."""
        matches = scan(self.text, block.begin, block.end)
        expressions = [in_context(self.text, block.begin, match) for match in matches]
        previous: Expression | None = None
        place = 0
        while place < len(expressions):
            check_deadline()
            expression, *following = expressions[place : place + 2]
            is_listed = _continues(previous, expression)
            read = partial(_read, expression, following, is_listed)
            mention = read(self.reference)
            place += 1
            if mention and following and mention.span.end > following[0].match.begin:
                # The other end of the range is read, too.
                place += 1
            previous = None
            if mention:
                yield _counted(mention, self.reference, read)
                if mention.kind == "date":
                    previous = expression
                    period = periods.published(mention.time.edtf)
                    if period.first:
                        self.story = period

    @property
    def reference(self) -> Reference:
        """What times are counted from at this place of the text."""
        return Reference(self.anchor, story=self.story)


def _read(
    expression: Expression,
    following: Sequence[Expression],
    is_listed: bool,
    reference: Reference,
) -> TimeMention | None:
    """Read a time, with the one behind it if they are the ends of a range."""
    if following:
        mention = read_range(expression, following[0], reference)
        if mention:
            return mention
    return _single(expression, reference, is_listed=is_listed)


def _counted(mention: TimeMention, reference: Reference, read: Reading) -> TimeMention:
    """Note where a time is in the text, and what it is counted from."""
    origin = _origin(mention.time, reference, read)

    def counted(time: Time | None) -> Time | None:
        return time and replace(time, span=mention.span, counted_from=origin)

    return replace(
        mention,
        time=counted(mention.time) or mention.time,
        ahead=counted(mention.ahead),
        denied=counted(mention.denied),
    )


def _origin(time: Time, reference: Reference, read: Reading) -> str | None:
    """Return the date from which a time is counted; None if its words say it all."""
    alone = read(Reference(UNKNOWN))
    if time.edtf is None or (alone and alone.time == time):
        return None
    without_story = read(replace(reference, story=UNKNOWN))
    if without_story and without_story.time == time:
        return reference.period.edtf
    return reference.story.edtf


def _continues(previous: Expression | None, expression: Expression) -> bool:
    """Return whether it continues a list of its form: `in 2014, 2015 and 2016`."""
    if previous is None or previous.match.form != expression.match.form:
        return False
    if expression.precedes(NOUN):
        return False
    gap = expression.text[previous.end : expression.match.begin]
    joint = gap.strip(", \n")
    if joint in ("and", "or"):
        return True
    return not joint and "," in gap and expression.precedes(LISTED)


def _single(expression: Expression, reference: Reference, *, is_listed: bool) -> TimeMention | None:
    """Read one time; None where the words are not one."""
    match = expression.match
    if match.form.kind != "date":
        return _not_a_date(expression, reference)
    if match.is_bare and not is_listed and not is_time(expression):
        return None
    sense: periods.Sense = "near" if expression.lead in CLOSING_PREPOSITIONS else "past"
    mention = _date(expression, replace(reference, sense=sense))
    if expression.lead in word_set("prepositionsOfLimits") and mention.kind == "interval":
        at_last = match.resolve(replace(reference, sense="after"))
        denied = time_mention(expression.text, mention.span, at_last, "date")
        mention = replace(mention, denied=denied.time)
    ahead = _date(expression, replace(reference, sense="after"))
    if ahead.time.edtf and ahead.time != mention.time:
        return replace(mention, ahead=ahead.time)
    return mention


def _date(expression: Expression, reference: Reference) -> TimeMention:
    match = expression.match
    period = match.resolve(reference)
    if _is_adjectival(expression):
        return time_mention(expression.text, match.span, period, "adjectival")
    kind, period = _led(expression, period)
    span = Span(expression.begin, expression.end)
    return time_mention(expression.text, span, period, kind)


def _not_a_date(expression: Expression, reference: Reference) -> TimeMention | None:
    """Read a range, duration, vague or counted time, whose form says all."""
    match = expression.match
    if match.form.kind == "hour" and _is_next_to_a_day(expression):
        return None
    # `1500-50 people` counts people; `the 2014-15 season` dates a season.
    counts = match.form.name == "years" and not expression.describes
    if counts and expression.precedes(NOUN):
        return None
    period = match.resolve(reference)
    kind = match.form.kind
    if expression.describes:
        kind = "adjectival"
    elif period.edtf and "/" not in period.edtf:
        # `2014-05` is a month.
        kind = "date"
    return time_mention(expression.text, match.span, period, kind)


def _is_next_to_a_day(expression: Expression) -> bool:
    """`at noon on Friday`, `at 7 am local time (May 3)`: the day says when."""
    following = expression.text[expression.end : expression.end + LONGEST_DAY]
    before = expression.text[max(0, expression.begin - LONGEST_DAY) : expression.begin]
    return bool(DAY_BEHIND.match(following) or DAY_BEFORE.search(before))


def _is_adjectival(expression: Expression) -> bool:
    """Return whether a date belongs to a noun: `the 1990 treaty`, `elections of 2015`."""
    if expression.describes or expression.lead == "of":
        return True
    # `Okafor (2015)`
    if expression.match.form.bare == "year" and expression.opens_parenthesis:
        return True
    # `a letter from 2015`
    return expression.lead == "from" and not _starts_a_period(expression)


def _starts_a_period(expression: Expression) -> bool:
    """Return whether `from` says when something starts: `From Monday`, `from 2015 onwards`."""
    if expression.lead != "from":
        return False
    capital = expression.text[expression.begin] == "F"
    return capital or expression.precedes(ONWARDS)


def _led(expression: Expression, period: Period) -> tuple[Kind, Period]:
    """Return what a date's preposition makes of it: a date, or an interval with an open end."""
    lead = expression.lead
    if lead in OPENING_PREPOSITIONS or _starts_a_period(expression):
        return "interval", periods.onwards(period)
    if lead == "by":
        # `by the end of March`: then at the latest, and most likely then.
        return "date", replace(period, first=None)
    if lead in CLOSING_PREPOSITIONS:
        return "interval", periods.up_to(period)
    if lead == "around":
        period = periods.roughly(period)
    # `more than three years ago` has no beginning.
    is_open = (period.edtf or "").startswith("/")
    kind: Kind = "interval" if is_open else "date"
    return kind, period
