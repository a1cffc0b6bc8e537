"""How much waits for a decision: the number in the head of each page."""

from actorgraph.workbench.catalogue import SURE_ENOUGH, Catalogue
from actorgraph.workbench.desk import Desk


def waiting_claims(desk: Desk) -> int:
    """Return how many claims the tool is unsure of, and nobody has decided."""
    catalogue = desk.catalogue
    decided = sum(_is_unsure(catalogue, code) for code in desk.verdicts)
    return len(catalogue.unsure) - decided


def waiting(desk: Desk) -> int:
    """Return how many claims, pairs of actors and pairs of events wait for a decision."""
    catalogue = desk.catalogue
    pairs = len(catalogue.ties_of("ActorTie")) + len(catalogue.ties_of("EventTie"))
    return waiting_claims(desk) + pairs


def _is_unsure(catalogue: Catalogue, code: str) -> bool:
    claim = catalogue.claim(code)
    return claim is not None and claim.sure < SURE_ENOUGH and not claim.is_set_aside
