"""Notices: the lines of a page that speak to its reader instead of reporting news.

`Subscribe now`, `Share this article`, `We use cookies`. A notice has two halves: it addresses the
reader, and it is about the site. Neither half alone is enough: a report on newspaper subscriptions
addresses nobody, and a quoted "Join us today" does not speak for the page.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from actorgraph.deadline import check as check_deadline
from actorgraph.text import notice_patterns as patterns

# Scores, in points.
SURE = 4
NEXT_TO_NOTICE = 3  # enough for a line next to a notice
WHOLE_LINE = 5
LABEL = 4

LONGEST_IN_WORDS = 60  # a longer line reports something
LONG_IN_WORDS = 30
SHORT_IN_WORDS = 8
GENERAL_IN_WORDS = 14  # a longer line that says `you` but asks for nothing reports something
LONGEST_IN_CHARACTERS = 600  # spares the patterns a megabyte without a space


@dataclass(frozen=True, slots=True)
class Features:
    """What speaks for a line being a notice (the first four) and against it, in points."""

    furniture: int
    addressed: int
    about_site: int
    manner: int
    reports: int
    declarative: int

    @property
    def score(self) -> int:
        """The sum; a line that addresses nobody is not a sure notice, whatever it names."""
        if self.furniture:
            return self.furniture - self.reports
        notice = self.about_site + self.manner
        if self.addressed:
            notice += self.addressed
        else:
            notice = min(notice, NEXT_TO_NOTICE)
        return notice - self.reports - self.declarative


def find_notices(lines: Sequence[str]) -> list[bool]:
    """Return for each line whether it is a notice; a weak one counts next to a sure one."""
    scores = list(map(_score, lines))
    is_notice = [score >= SURE for score in scores]
    # A run of weak notices counts from either end.
    for place in range(1, len(lines)):
        if is_notice[place - 1] and scores[place] >= NEXT_TO_NOTICE:
            is_notice[place] = True
    for place in range(len(lines) - 2, -1, -1):
        if is_notice[place + 1] and scores[place] >= NEXT_TO_NOTICE:
            is_notice[place] = True
    return is_notice


def _score(line: str) -> int:
    check_deadline()
    if len(line) > LONGEST_IN_CHARACTERS:
        return 0
    return features(line).score


def features(line: str) -> Features:
    """Weigh one line; quotations do not count, since the page does not speak in them."""
    own = patterns.QUOTED.sub(" ", line).strip()
    bare = patterns.LEAD_IN.sub("", own)
    words = len(line.split())
    requests = patterns.IMPERATIVE.match(bare) is not None
    asks = patterns.QUESTION.match(bare) is not None
    names_reader = patterns.READER.search(own) is not None
    names_site = patterns.SITE.search(own) is not None
    topics = {match.group().casefold() for match in patterns.ACCOUNT.finditer(own)}
    is_personal = requests or asks or names_reader
    # `When you sign up for its app, the bank asks for your contacts`: anybody, not this reader
    is_general = names_reader and not (requests or asks or names_site)
    return Features(
        furniture=_furniture(own, bare, words),
        addressed=2 * requests + 2 * asks + names_reader + names_site,
        about_site=min(2 * len(topics), 4) + names_site,
        manner=_manner(words),
        reports=_reports(line.strip(), own),
        declarative=_declarative(bare, words, is_general=is_general, is_personal=is_personal),
    )


def _furniture(own: str, bare: str, words: int) -> int:
    if words > LONGEST_IN_WORDS:
        return 0
    if patterns.FURNITURE.fullmatch(bare):
        return WHOLE_LINE
    if patterns.LABELLED.match(own):
        return LABEL
    return 0


def _manner(words: int) -> int:
    """Weigh the length of a line: a notice is short."""
    if words > LONGEST_IN_WORDS:
        return -3
    if words > LONG_IN_WORDS:
        return -1
    return int(words <= SHORT_IN_WORDS)


def _reports(line: str, own: str) -> int:
    """Weigh how much a line reports: by a verb of saying, a past tense, or as all quotation."""
    points = 0
    if patterns.REPORTED.search(own):
        points += 4
    if patterns.PAST.search(own):
        points += 3
    is_quotation = own != line and not own.strip(" .,!?…")
    if is_quotation:
        points += 2
    return points


def _declarative(bare: str, words: int, *, is_general: bool, is_personal: bool) -> int:
    if is_general and words > GENERAL_IN_WORDS:
        return 3
    if is_personal:
        return 0
    if patterns.DECLARATIVE.match(bare):
        return 2
    return 1
