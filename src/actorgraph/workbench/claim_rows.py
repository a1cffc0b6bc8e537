"""Claims of a catalogue, read from the store as cards."""

from collections.abc import Sequence

import pyoxigraph as ox

from actorgraph.errors import GraphError
from actorgraph.workbench.catalogue_rows import ClaimRow
from actorgraph.workbench.claims import ClaimCard, cards_of
from actorgraph.workbench.desk import Desk


def cards(desk: Desk, claims: Sequence[ClaimRow]) -> list[ClaimCard]:
    """Return claims of a catalogue ready to be shown, in their order.

    Claims of a graph that breaks the rules of the vocabulary are left out.
    """
    if not claims:
        return []
    try:
        return list(cards_of(desk, [ox.NamedNode(claim.iri) for claim in claims]).values())
    except GraphError:
        # One of them is broken: the others can be shown.
        if len(claims) == 1:
            return []
        return [card for claim in claims for card in cards(desk, [claim])]
