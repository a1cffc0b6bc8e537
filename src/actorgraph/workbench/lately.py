"""What people decided last, as the review pages list it."""

from dataclasses import dataclass

from actorgraph.text.review_changes import Entry
from actorgraph.text.verdicts import Verdict
from actorgraph.workbench.desk import Desk

MOST_LISTED = 6
MOST_WORDS = 60
# What a decision says of the claim or the actors, where its kind alone does not.
DECIDED = {
    "same": "said to be one",
    "different": "said to be two",
    "unlink": "unlinked",
    "unsure": "were unsure of",
}


@dataclass(frozen=True, slots=True)
class Lately:
    """One decision: who made it, what, about which words, when, and where one can see it."""

    by: str
    did: str
    words: str
    date: str
    address: str


def lately(desk: Desk, reader: str) -> list[Lately]:
    """Return the newest decisions, those about claims and those about actors."""
    review = desk.review
    entries: list[Entry] = [*review.verdicts, *review.decisions]
    entries.sort(key=lambda entry: readable(entry.date))
    return [_line(entry, reader) for entry in entries[: -MOST_LISTED - 1 : -1]]


def last_claim(desk: Desk, reader: str) -> str:
    """Return the claim that a reader decided last; empty if there is none."""
    verdicts = reversed(desk.review.verdicts)
    return next((verdict.claim for verdict in verdicts if verdict.by == reader), "")


def shortened(words: str) -> str:
    """Return words on one line, cut where they are long."""
    line = " ".join(words.split())
    if len(line) <= MOST_WORDS:
        return line
    return line[:MOST_WORDS].rpartition(" ")[0] + " …"


def readable(date: str) -> str:
    """Return a moment without its seconds: `2026-11-28 20:14`."""
    return date.replace("T", " ")[:16]


def _name(by: str, reader: str) -> str:
    if by and by == reader:
        return "You"
    return by or "Somebody"


def _line(entry: Entry, reader: str) -> Lately:
    if isinstance(entry, Verdict):
        kind = entry.verdict
        words = shortened(entry.words) or entry.claim
        address = f"/review?claim={entry.claim}"
    else:
        kind = entry.kind
        words = " and ".join(name for name in (entry.first, entry.second) if name)
        address = "/review/who?state=all"
    return Lately(
        by=_name(entry.by, reader),
        did=DECIDED.get(kind, kind),
        words=words,
        date=readable(entry.date),
        address=address,
    )
