"""How much waits for a decision: the number in the head of each page."""

from functools import lru_cache

import pyoxigraph as ox

from actorgraph.text.review_file import Review
from actorgraph.workbench.catalogue import SURE_ENOUGH, Catalogue
from actorgraph.workbench.desk import Desk, TooLarge
from actorgraph.workbench.review_pairs import Pair, pairs_of


def waiting(desk: Desk) -> int:
    """Return how many claims, pairs of actors and pairs of events wait for a decision.

    Nothing is counted in a store that is too large.
    """
    try:
        return waiting_claims(desk) + waiting_pairs(desk) + waiting_events(desk)
    except TooLarge:
        return 0


def waiting_claims(desk: Desk) -> int:
    """Return how many claims the tool is unsure of, and nobody has decided."""
    catalogue = desk.catalogue
    decided = sum(_is_unsure(catalogue, code) for code in desk.verdicts)
    return catalogue.unsure - decided


def waiting_pairs(desk: Desk) -> int:
    """Return how many ties between actors nobody has confirmed or undone."""
    review = desk.review
    if not review.decisions:
        return len(desk.catalogue.ties_of("ActorTie"))
    return _undecided(desk, review)


def waiting_events(desk: Desk) -> int:
    """Return how many events in two articles have a claim that nobody has decided."""
    verdicts = desk.verdicts
    count = 0
    for tie in desk.catalogue.ties_of("EventTie"):
        codes = (tie.first.rpartition("/")[2], tie.second.rpartition("/")[2])
        if not all(code in verdicts for code in codes):
            count += 1
    return count


@lru_cache(maxsize=1)
def _undecided(desk: Desk, review: Review) -> int:
    # The review is there so that another one is counted again.
    pairs = pairs_of(desk)
    count = 0
    for tie in desk.catalogue.ties_of("ActorTie"):
        ends = (ox.NamedNode(tie.first), ox.NamedNode(tie.second))
        if not pairs.decided(Pair(*ends, names=("", ""))):
            count += 1
    return count


def _is_unsure(catalogue: Catalogue, code: str) -> bool:
    claim = catalogue.claim(code)
    return claim is not None and claim.sure < SURE_ENOUGH and not claim.is_set_aside
