"""Ranges: two times that are the ends of one, as `between 2014 and 2016`."""

from actorgraph.text.article import Span
from actorgraph.times import periods
from actorgraph.times.context import DETERMINER, NOUN, Expression
from actorgraph.times.form import FormMatch
from actorgraph.times.mentioned import time_mention
from actorgraph.times.periods import UNKNOWN, Period
from actorgraph.times.reference import Reference
from actorgraph.times.time import Kind, TimeMention

DASHES = ("-", "–", "—")
LONGEST_GAP = 10  # characters between the ends of a range: `June and early July`
LONGEST_DETERMINER = 8  # characters, as of `their `


def read_range(low: Expression, high: Expression, reference: Reference) -> TimeMention | None:
    """Read two times as the ends of one: `between 2014 and 2016`, `3 May – 6 June`."""
    dates = low.match.form.kind == high.match.form.kind == "date"
    if not dates or low.describes or not _are_joined(low, high):
        return None
    # `between 1500 and 2000 people` counts them; `the 2014–2016 war` dates it.
    describes = low.match.form.bare == "year" and high.precedes(NOUN)
    if describes and not _is_determined(low):
        return None
    period = _period_of_range(low.match, high.match, reference.period)
    kind: Kind = "adjectival" if describes else "interval"
    return time_mention(low.text, Span(low.begin, high.end), period, kind)


def _are_joined(low: Expression, high: Expression) -> bool:
    """Return whether the words between two times make a range of them."""
    gap = low.text[low.end : high.match.begin]
    if not 1 <= len(gap) <= LONGEST_GAP:
        return False
    joint = gap.strip().lower()
    if joint in DASHES:
        return low.match.form == high.match.form
    if low.lead == "between":
        return joint == "and"
    return low.lead == "from" and joint in ("to", "until", "till", "through")


def _is_determined(expression: Expression) -> bool:
    earliest = max(0, expression.begin - LONGEST_DETERMINER)
    before = expression.text[earliest : expression.begin]
    return DETERMINER.search(before) is not None


def _period_of_range(low: FormMatch, high: FormMatch, anchor: Period) -> Period:
    """Resolve the ends of a range; the one with a year gives it to the one without."""
    end = high.resolve(Reference(UNKNOWN))
    if end.first:
        # `from June to August 2015`
        begin = low.resolve(Reference(anchor if low.form.deictic else end))
        return periods.between(begin, end)
    begin = low.resolve(Reference(anchor))
    # `from November to February`
    reference = Reference(begin, "after")
    if high.form.deictic:
        # `from 2015 to today`
        reference = Reference(anchor)
    return periods.between(begin, high.resolve(reference))
