"""When: finds the words that tell a time, and resolves them against the day of publication."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from actorgraph.text.article import Article, Span
from actorgraph.times import periods
from actorgraph.times.dates import MONTHS, Reading
from actorgraph.times.forms import Found, Kind, scan
from actorgraph.times.periods import UNKNOWN, Period
from actorgraph.times.time import Time

STRICT = frozenset(
    {"in", "since", "until", "till", "during", "throughout", "the year", "the night of"}
)
# After these a bare number may count something and a bare month name somebody.
LOOSE = frozenset({"by", "before", "after", "from", "through", "up to", "around", "of"})
OPENING = frozenset({"since", "after"})
CLOSING = frozenset({"until", "till", "before", "by", "through", "up to"})
# These are counted from the publication even where they end a range.
DEICTIC = frozenset({"named", "weekend", "unit", "ago"})
LONGEST_LEAD = 40
LEAD = re.compile(
    r"(?<![\w-])(?:(?:in\s+|of\s+)?(?P<naming>the year)|"
    r"(?:(?:on|in|during|since|by)\s+)?the\s+(?P<portion>(?:morning|afternoon|evening|night|early hours|week|weekend|month|day)\s+of)|"
    r"(?P<word>between|from|since|after|until|till|before|by|through|up to|in|on|at|during|throughout|around|of)(?:\s+the)?)\s+$",
    re.IGNORECASE,
)
DETERMINER = re.compile(
    r"(?:(?<!\w)(?:the|an?|its|his|her|their|our|my|your)|['’]s)\s+$", re.IGNORECASE
)
NOUN = re.compile(
    r"\s+(?!(?:and|or|but|that|when|while|as|at|in|on|of|for|to|with|by|from|until|till|since|after|before|about|against|over|"
    r"into|under|between|through|during|without|because|if|so|than|then|though|although|where|who|whom|whose|which|what|why|how|"
    r"he|she|it|they|we|you|i|his|her|its|their|our|the|an?|this|these|those|there|not|no|only|also|just|more|"
    r"is|was|are|were|be|been|has|have|had|do|does|did|will|would|can|could|may|might|must|shall|should|"
    r"said|says|told|saw|amid|via|per|inclusive|onwards?|alone|when|both|all|some|many|most|several|another|"
    r"last|next|earlier|later|\w+ly|\w+ed)\b)[a-z]"
)
VERB = re.compile(
    r"\s+(?:\w+ed|is|was|has|had|will|would|became|took|came|went|won|lost|left|said|told|made|began|spoke|met)\b"
)
COUNTED = re.compile(r"\s+(?:cases|instances|places|locations|copies|units|votes)\b")
ONWARDS = re.compile(r"\s+(?:on|onwards?)\b")
LISTED = re.compile(rf"(?:,|,?\s+(?:and|or))\s+(?:\d{{4}}|{'|'.join(MONTHS)})\b")
POSSESSIVE = re.compile(r"['’]s?(?!\w)")


@dataclass(frozen=True, slots=True)
class TimeMention:
    """The words that tell a time; an `adjectival` one dates the noun beside it, not what is done."""

    span: Span
    time: Time
    kind: Kind


@dataclass(frozen=True, slots=True)
class Seen:
    """A form in its surroundings: the preposition before it, if any, and what stands next to it."""

    text: str
    found: Found
    lead: str
    begin: int
    describes: bool

    @property
    def end(self) -> int:
        """Where the form ends."""
        return self.found.match.end()

    def followed_by(self, pattern: re.Pattern[str]) -> bool:
        """Tell whether the words after it begin so."""
        return bool(pattern.match(self.text, self.end))


def find_times(article: Article) -> tuple[TimeMention, ...]:
    """Return the times that the article's title, headings and paragraphs tell, in the order of the text.

    Bare weekdays, months and words such as "yesterday" are resolved against `article.published` as far as its precision
    allows; what stays unknown has no EDTF string (or, for a month without a year, `XXXX-04`) and no bounds.
    """
    anchor = periods.published(article.published)
    read = (block.span for block in article.blocks if block.kind != "notice")
    return tuple(mention for span in read for mention in _mentions(article.text, span, anchor))


def _mentions(text: str, span: Span, anchor: Period) -> Iterator[TimeMention]:
    seen = [_look_around(text, span.begin, found) for found in scan(text, span.begin, span.end)]
    taken, before = -1, None
    for index, here in enumerate(seen):
        if index == taken:
            continue
        mention = _range(here, seen[index + 1], anchor) if index + 1 < len(seen) else None
        taken = index + 1 if mention else taken
        mention = mention or _single(here, anchor, joined=_joined(before, here))
        before = here if mention and mention.kind == "date" else None
        if mention:
            yield mention


def _look_around(text: str, floor: int, found: Found) -> Seen:
    begin = found.match.start()
    before = text[max(floor, begin - LONGEST_LEAD) : begin]
    lead = LEAD.search(before)
    word = lead and (lead["word"] or ("the year" if lead["naming"] else "the night of"))
    word = " ".join((word or "").lower().split())
    here = Seen(text, found, word, begin - len(before) + lead.start() if lead else begin, False)
    named = bool(DETERMINER.search(before)) and here.followed_by(NOUN) and word != "the year"
    return replace(here, describes=named or here.followed_by(POSSESSIVE))


def _joined(before: Seen | None, here: Seen) -> bool:
    """Tell whether it stands in a row with another of its form: "in 2014, 2015 and 2016"."""
    if before is None or before.found.form != here.found.form or here.followed_by(NOUN):
        return False
    joint = here.text[before.end : here.found.match.start()].strip(", \n")
    comma = "," in here.text[before.end : here.found.match.start()]
    return joint in ("and", "or") or (comma and not joint and here.followed_by(LISTED))


def _range(low: Seen, high: Seen, anchor: Period) -> TimeMention | None:
    gap = low.text[low.end : high.found.match.start()]
    if (
        low.found.form.kind != "date"
        or high.found.form.kind != "date"
        or not 1 <= len(gap) <= 10
        or low.describes
    ):
        return None
    joint = gap.strip().lower()
    worded = (low.lead == "between" and joint == "and") or (
        low.lead == "from" and joint in ("to", "until", "till", "through")
    )
    dashed = joint in ("-", "–", "—") and low.found.form == high.found.form
    counts = low.found.form.bare == "year" and high.followed_by(NOUN)
    if (not worded and not dashed) or (
        counts and not DETERMINER.search(low.text[max(0, low.begin - 8) : low.begin])
    ):
        return None
    begin = low.begin if low.lead else low.found.match.start()
    return _mention(
        low.text,
        Span(begin, high.end),
        _stretch(low.found, high.found, anchor),
        "adjectival" if counts else "interval",
    )


def _stretch(low: Found, high: Found, anchor: Period) -> Period:
    """Resolve the ends of a range against each other: the one with a year lends it to the one without."""
    end = high.resolve(Reading(UNKNOWN))
    if end.first:
        begin = low.resolve(Reading(anchor if low.form.name in DEICTIC else end))
    else:
        begin = low.resolve(Reading(anchor))
        end = high.resolve(
            Reading(anchor) if high.form.name in DEICTIC else Reading(begin, "after")
        )
    return periods.between(begin, end)


def _single(seen: Seen, anchor: Period, *, joined: bool) -> TimeMention | None:
    form, start = seen.found.form, seen.found.match.start()
    if form.kind != "date":
        # "1500-50 people" counts people; "the 2014-15 season" dates a season.
        counts = form.name == "years" and not seen.describes and seen.followed_by(NOUN)
        period = seen.found.resolve(Reading(anchor))
        kind: Kind = (
            "adjectival"
            if seen.describes
            else "date"
            if (period.edtf or "/").find("/") < 0
            else form.kind
        )
        return None if counts else _mention(seen.text, Span(start, seen.end), period, kind)
    if not (seen.found.licensed or joined or _tells_time(seen)):
        return None
    period = seen.found.resolve(Reading(anchor, "near" if seen.lead in CLOSING else "past"))
    enclosed = form.bare == "year" and seen.text[start - 1 : start] == "("
    starts = seen.lead == "from" and (seen.followed_by(ONWARDS) or seen.text[seen.begin] == "F")
    if seen.describes or enclosed or seen.lead == "of" or (seen.lead == "from" and not starts):
        return _mention(seen.text, Span(start, seen.end), period, "adjectival")
    span = Span(seen.begin, seen.end)
    if starts or seen.lead in OPENING:
        return _mention(seen.text, span, periods.onwards(period), "interval")
    if seen.lead in CLOSING:
        return _mention(seen.text, span, periods.up_to(period), "interval")
    kind = "interval" if ".." in (period.edtf or "") else "date"
    return _mention(
        seen.text, span, periods.roughly(period) if seen.lead == "around" else period, kind
    )


def _tells_time(seen: Seen) -> bool:
    """Tell whether its surroundings make a time of a bare month, year or season."""
    bare, start = seen.found.form.bare, seen.found.match.start()
    if bare == "month":
        return _is_month(seen, seen.found.match["month"])
    if bare == "season":
        return seen.lead in STRICT or seen.describes
    if seen.text[start - 1 : start] == "(" and seen.text[seen.end : seen.end + 1] == ")":
        return True
    if seen.lead in LOOSE and not seen.describes:
        return not seen.followed_by(NOUN)
    return seen.describes or (seen.lead in STRICT and not seen.followed_by(COUNTED))


def _is_month(seen: Seen, name: str) -> bool:
    """Tell a month from a name of somebody; of the months, only May is a common surname."""
    surname = name == "May"
    if seen.describes and not (surname and seen.followed_by(POSSESSIVE)):
        return True
    if seen.lead in STRICT:
        return not (
            surname
            and (seen.followed_by(POSSESSIVE) or (seen.lead != "in" and seen.followed_by(VERB)))
        )
    return (
        seen.lead in LOOSE
        and not surname
        and not re.match(r"\s+[A-Z][a-z]", seen.text[seen.end : seen.end + 4])
    )


def _mention(text: str, span: Span, period: Period, kind: Kind) -> TimeMention:
    known = period.edtf is not None
    not_before = f"{period.first}T00:00:00" if known and period.first else None
    not_after = f"{period.last}T23:59:59" if known and period.last else None
    return TimeMention(
        span, Time(text[span.begin : span.end], period.edtf, not_before, not_after), kind
    )
