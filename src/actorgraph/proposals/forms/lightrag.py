"""LightRAG: its graph of entities, as GraphML; each edge is a claim that its description words."""

from collections.abc import Iterator
from pathlib import Path

from actorgraph.errors import ProposalError
from actorgraph.proposals.forms.fields import read_text
from actorgraph.proposals.proposal import Proposal

MAKER = "LightRAG"
# LightRAG joins what several chunks say by this.
SEPARATOR = "<SEP>"


def read(path: Path) -> Iterator[Proposal]:
    """Yield the edges of a file. Raises ProposalError."""
    import networkx as nx

    text = read_text(path)
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        # Entities may grow without bounds when they are read.
        raise ProposalError("declares entities", where=path, remedy="remove the declaration")
    try:
        graph = nx.parse_graphml(text)
    except Exception as error:
        raise ProposalError("is not GraphML", where=path, remedy="export it again") from error
    for number, (begin, end, edge) in enumerate(graph.edges(data=True)):
        description = str(edge.get("description") or edge.get("keywords") or "related")
        for part in description.split(SEPARATOR):
            yield Proposal(
                verb=part.strip() or "related",
                who=(_name(begin),),
                whom=(_name(end),),
                maker=MAKER,
                identifier=str(number),
            )


def _name(node: object) -> str:
    return str(node).strip().strip('"')
