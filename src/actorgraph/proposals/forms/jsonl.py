"""Our own form: JSON Lines, one claim a line, with the fields of `Proposal`."""

from collections.abc import Iterator
from pathlib import Path

from actorgraph.proposals.forms.fields import lines_of
from actorgraph.proposals.proposal import Proposal, read_proposal

MAKER = ""


def read(path: Path) -> Iterator[Proposal]:
    """Yield the claims of a file. Raises ProposalError."""
    for number, record in lines_of(path):
        yield read_proposal(record, f"{path}:{number}")
