"""What people decided last, as the review pages list it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from actorgraph.text.review import Decision
from actorgraph.text.verdicts import Verdict
from actorgraph.workbench.desk import Desk

MOST_LISTED = 6
MOST_WORDS = 60
# What a decision about two actors says of them.
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
    entries = [*_verdicts(review.verdicts, reader), *_decisions(review.decisions, reader)]
    entries.sort(key=lambda entry: entry.date)
    return entries[: -MOST_LISTED - 1 : -1]


def last_claim(desk: Desk, reader: str) -> str:
    """Return the claim that a reader decided last; empty if there is none."""
    own = [verdict for verdict in desk.review.verdicts if verdict.by == reader]
    return own[-1].claim if own else ""


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


def _verdicts(verdicts: Iterable[Verdict], reader: str) -> Iterator[Lately]:
    for verdict in verdicts:
        did = "were unsure of" if verdict.verdict == "unsure" else verdict.verdict
        yield Lately(
            by=_name(verdict.by, reader),
            did=did,
            words=shortened(verdict.words) or verdict.claim,
            date=readable(verdict.date),
            address=f"/review?claim={verdict.claim}",
        )


def _decisions(decisions: Iterable[Decision], reader: str) -> Iterator[Lately]:
    for decision in decisions:
        names = " and ".join(name for name in (decision.first, decision.second) if name)
        yield Lately(
            by=_name(decision.by, reader),
            did=DECIDED.get(decision.kind, decision.kind),
            words=names,
            date=readable(decision.date),
            address="/review/who?state=all",
        )
