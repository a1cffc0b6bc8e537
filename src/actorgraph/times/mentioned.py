"""A period where the article gives it, as a mention of a time."""

from actorgraph.text.article import Span
from actorgraph.times.periods import Period
from actorgraph.times.time import Kind, Time, TimeMention


def time_mention(text: str, span: Span, period: Period, kind: Kind) -> TimeMention:
    """Return the mention of a period at a span of a text, with its first and last moment."""
    not_before, not_after = None, None
    if period.edtf and period.first:
        not_before = f"{period.first}T00:00:00"
    if period.edtf and period.last:
        not_after = f"{period.last}T23:59:59"
    words = text[span.begin : span.end]
    if "(" in words and text[span.end : span.end + 1] == ")":
        # `on Sunday (3 May)`
        span = Span(span.begin, span.end + 1)
        words += ")"
    return TimeMention(span, Time(words, period.edtf, not_before, not_after), kind)
