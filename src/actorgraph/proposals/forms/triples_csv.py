"""Triples as a table with a header: subject, predicate, object, and what else is known.

Columns may also be called head, relation and tail; quotation, article, source, certainty, denied
and date are read, too.
"""

from collections.abc import Iterator
from pathlib import Path

from actorgraph.errors import ProposalError
from actorgraph.proposals.forms.fields import rows_of
from actorgraph.proposals.forms.records import proposal_of
from actorgraph.proposals.proposal import Proposal

MAKER = "a table of triples"


def read(path: Path) -> Iterator[Proposal]:
    """Yield the rows of a file. Raises ProposalError."""
    for number, row in enumerate(rows_of(path), 2):
        proposal = proposal_of(row, maker=MAKER, identifier=str(number))
        if proposal is None:
            what = "a row has no predicate, or neither subject nor object"
            remedy = "name the columns subject, predicate, object"
            raise ProposalError(what, where=f"{path}:{number}", remedy=remedy)
        yield proposal
