"""KGGen: a JSON object whose `relations` are lists of subject, predicate and object."""

from collections.abc import Iterator
from pathlib import Path

from actorgraph.errors import ProposalError
from actorgraph.proposals.forms.fields import read_json
from actorgraph.proposals.proposal import Proposal

MAKER = "KGGen"
PARTS = 3


def read(path: Path) -> Iterator[Proposal]:
    """Yield the relations of a file. Raises ProposalError."""
    graph = read_json(path)
    relations = graph.get("relations") if isinstance(graph, dict) else None
    if not isinstance(relations, list):
        raise ProposalError("has no list of relations", where=path, remedy="export the graph")
    for number, relation in enumerate(relations):
        is_triple = isinstance(relation, list) and len(relation) == PARTS
        if not is_triple or not all(isinstance(part, str) for part in relation):
            what = "a relation is not three texts"
            raise ProposalError(what, where=f"{path}: {number}", remedy="export the graph again")
        subject, predicate, target = relation
        yield Proposal(
            verb=predicate,
            who=(subject,),
            whom=(target,),
            maker=MAKER,
            identifier=str(number),
        )
