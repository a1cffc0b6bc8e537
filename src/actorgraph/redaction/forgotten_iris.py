"""The IRIs of graphs from which somebody was forgotten: none contains a name."""

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import unquote

import pyoxigraph as ox

from actorgraph.errors import GraphError
from actorgraph.graph.article_graph import ArticleGraph
from actorgraph.redaction.exposure import Exposure
from actorgraph.vocabulary.vocab import INDIVIDUALS, ONTOLOGY

# The rooms of our IRIs whose names come from us and not from an article.
OURS = frozenset({"rule", "run", "article"})
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Names = dict[ox.NamedNode, ox.NamedNode]


def without_names_in_iris(
    graphs: Sequence[ArticleGraph], exposure: Exposure
) -> Iterator[ArticleGraph]:
    """Give neutral names to nodes whose IRIs reveal somebody, as those of relatives may.

    Triples with addresses elsewhere that reveal somebody are left out. Raises GraphError if a name
    would remain.
    """
    names = _new_names(graphs, exposure)
    for graph in graphs:
        triples = tuple(_renamed(graph.triples, names, exposure))
        _refuse_remains(triples, exposure)
        yield ArticleGraph(graph.iri, triples)


def _new_names(graphs: Iterable[ArticleGraph], exposure: Exposure) -> Names:
    iris: set[str] = set()
    for graph in graphs:
        for triple in graph.triples:
            iris.update(iri.value for iri in _iris(triple))
    revealing = [iri for iri in sorted(iris) if _is_nodes(iri) and _reveals(iri, exposure)]
    names: Names = {}
    number = 0
    for iri in revealing:
        name = iri
        # An earlier run may have left neutral names.
        while name in iris:
            number += 1
            name = f"{INDIVIDUALS}{_room(iri)}/forgotten-{number}"
        names[ox.NamedNode(iri)] = ox.NamedNode(name)
        iris.add(name)
    return names


def _renamed(triples: Iterable[ox.Triple], names: Names, exposure: Exposure) -> Iterator[ox.Triple]:
    for triple in triples:
        subject, value = triple.subject, triple.object
        if isinstance(subject, ox.NamedNode):
            subject = names.get(subject, subject)
        if isinstance(value, ox.NamedNode):
            value = names.get(value, value)
        renamed = ox.Triple(subject, triple.predicate, value)
        is_elsewhere = any(not iri.value.startswith(INDIVIDUALS) for iri in _iris(renamed))
        if not (is_elsewhere and _is_revealing(renamed, exposure)):
            yield renamed


def _refuse_remains(triples: Iterable[ox.Triple], exposure: Exposure) -> None:
    if any(_is_revealing(triple, exposure) for triple in triples):
        raise GraphError(
            "the graph would still contain the name, so nothing was written",
            remedy="remove the name from its IRIs, or report this",
        )


def _is_revealing(triple: ox.Triple, exposure: Exposure) -> bool:
    return any(_reveals(iri.value, exposure) for iri in _iris(triple))


def _iris(triple: ox.Triple) -> Iterator[ox.NamedNode]:
    for term in (triple.subject, triple.object):
        if isinstance(term, ox.NamedNode):
            yield term


def _is_nodes(iri: str) -> bool:
    return iri.startswith(INDIVIDUALS) and _room(iri) not in OURS


def _reveals(iri: str, exposure: Exposure) -> bool:
    is_ours = iri.startswith(ONTOLOGY) or (iri.startswith(INDIVIDUALS) and not _is_nodes(iri))
    return not is_ours and exposure.reveals(unquote(iri.removeprefix(INDIVIDUALS)))


def _room(iri: str) -> str:
    """Return the first segment of one of our IRIs: `actor`, `claim`, `rule`."""
    return iri.removeprefix(INDIVIDUALS).partition("/")[0]
