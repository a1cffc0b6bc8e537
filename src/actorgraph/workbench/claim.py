"""The page of one claim: its words in their context, its card, and what people decided."""

from dataclasses import dataclass

from actorgraph.views.page.entries import Claim
from actorgraph.workbench.claims import Reading, read_claims
from actorgraph.workbench.desk import Desk, individual
from actorgraph.workbench.rendering import page
from actorgraph.workbench.visit import NOT_HERE, Answer, Visit

CONTEXT_IN_CHARACTERS = 240


@dataclass(frozen=True, slots=True)
class Context:
    """The words before a claim's, the claim's own, and those after."""

    before: str
    words: str
    after: str


def show(desk: Desk, visit: Visit) -> Answer:
    """Show the claim at a path such as `claim/CODE`."""
    iri = individual(visit.path)
    if iri is None or not desk.contains(iri):
        return NOT_HERE
    reading = read_claims(desk, [iri])
    claim = reading.claim(visit.path.partition("/")[2])
    if claim is None:
        return NOT_HERE
    card = reading.card(claim)
    return page("claim", visit, card=card, context=_context(reading, claim))


def _context(reading: Reading, claim: Claim) -> Context | None:
    """Return the words around a claim's; None where they are withheld."""
    text = reading.entries.text(claim)
    if text is None or not claim.evidence:
        return None
    begin = claim.begin
    end = max(end for _, end in claim.evidence)
    first = text.rfind("\n", 0, begin) + 1
    last = text.find("\n", end)
    before = text[max(first, begin - CONTEXT_IN_CHARACTERS) : begin]
    after = text[end : min(end + CONTEXT_IN_CHARACTERS, last if last >= 0 else len(text))]
    return Context(before, text[begin:end], after)
