"""The claims of a search: those whose words or whose actors' names hold what was searched for."""

import pyoxigraph as ox

from actorgraph.vocabulary.roles import ROLES
from actorgraph.vocabulary.vocab import AG, NIF, RDFS, SKOS
from actorgraph.workbench.desk import MERGED, Desk

Node = ox.NamedNode


def claims_with(desk: Desk, words: str, most: int) -> list[Node]:
    """Return claims of actors with such a name, then those with such words; at most `most`."""
    folded = " ".join(words.split()).casefold()
    if not folded:
        return []
    found: dict[Node, None] = {}
    for actor in _holding(desk, RDFS.label, folded) | _holding(desk, SKOS.altLabel, folded):
        for role in ROLES:
            for claim in desk.subjects(AG[role], actor):
                found[claim] = None
    for span in _holding(desk, NIF.anchorOf, folded):
        for claim in desk.subjects(AG.evidence, span):
            found[claim] = None
    claims = sorted((node for node in found if desk.objects(node, AG.reportedIn)), key=str)
    return claims[:most]


def _holding(desk: Desk, predicate: Node, folded: str) -> set[Node]:
    """Return the nodes with a text that holds these words, whatever their case."""
    found = set()
    for quad in desk.store.quads_for_pattern(None, predicate, None, MERGED):
        text = quad.object.value if isinstance(quad.object, ox.Literal) else ""
        if folded in text.casefold() and isinstance(quad.subject, Node):
            found.add(quad.subject)
    return found
