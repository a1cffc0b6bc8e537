"""How much waits for a decision: the number in the head of each page."""

from functools import lru_cache

from actorgraph.text.review_file import Review
from actorgraph.workbench.catalogue import SURE_ENOUGH, Catalogue
from actorgraph.workbench.desk import Desk, TooLarge
from actorgraph.workbench.review_pairs import Pairs, pairs_of


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
    """Return how many pairs of actors nobody has confirmed or undone: those of `/review/who`."""
    pairs = pairs_of(desk)
    review = desk.review
    if not pairs.has_names_compared and not review.decisions:
        return len(desk.catalogue.ties_of("ActorTie"))
    return _undecided(pairs, review)


def waiting_events(desk: Desk) -> int:
    """Return how many events in two articles have a claim that nobody has decided."""
    verdicts = desk.verdicts
    decided = 0
    by_first = desk.catalogue.events_by_first
    for code in verdicts:
        decided += sum(second in verdicts for second in by_first.get(code, ()))
    return len(desk.catalogue.ties_of("EventTie")) - decided


@lru_cache(maxsize=1)
def _undecided(pairs: Pairs, review: Review) -> int:
    # The review is there so that another one is counted again.
    return sum(not pairs.decided(pair) for pair in pairs.all)


def _is_unsure(catalogue: Catalogue, code: str) -> bool:
    claim = catalogue.claim(code)
    return claim is not None and claim.sure < SURE_ENOUGH and not claim.is_set_aside
