"""Forgetting: remove an article, or a person and everything about them, from a store."""

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from actorgraph.errors import GraphError
from actorgraph.graph.article_graph import ArticleGraph
from actorgraph.graph.facts import Facts, Node
from actorgraph.redaction.exposure import Exposure, identifying_words
from actorgraph.redaction.people import (
    claims_of,
    kinds_of_actors,
    names_of,
    participants,
    read_facts,
)
from actorgraph.redaction.words import folded
from actorgraph.stores.contract import Store
from actorgraph.stores.memory import MemoryStore
from actorgraph.vocabulary.vocab import AG, RDFS, iri_text, local_name

FORGOTTEN = ox.Literal("a name that was forgotten")


def forget(store: Store, who: str) -> Store:
    """Return a store without an article (by its IRI or the end of it) or an actor (by IRI or name).

    With an actor go the claims that involve it or are attributed to it, the claims contained in
    those, and every text that contains one of its names, including the article's text. Other
    offsets and hashes stay. Raises GraphError if no article or actor matches.
    """
    graphs = [store.graph_of(article) for article in store.articles()]
    others = [graph for graph in graphs if who not in (graph.iri.value, local_name(graph.iri))]
    if len(others) < len(graphs):
        return MemoryStore.of(others)
    facts = read_facts(store.triples())
    actors = _called(facts, who)
    if not actors:
        raise GraphError(
            "no article or actor in these graphs has this name",
            remedy="give an IRI, or a name as written",
        )
    exposure = _exposure(facts, actors, who)
    return MemoryStore.of(_without(graph, actors, exposure) for graph in graphs)


def _called(facts: Facts, who: str) -> set[ox.NamedNode]:
    """Return the actors with this IRI or name."""
    kinds = kinds_of_actors()
    wanted = {who, folded(who)}
    found = set()
    for node in facts:
        # An article has a title, but is not an actor.
        is_article = facts.has(node, AG.sha256)
        if is_article or not isinstance(node, ox.NamedNode) or facts.types(node).isdisjoint(kinds):
            continue
        names = {node.value, *map(folded, names_of(facts, node))}
        if names & wanted:
            found.add(node)
    return found


def _exposure(
    facts: Facts,
    actors: set[ox.NamedNode],
    who: str,
) -> Exposure:
    """Return the words and names by which these actors would still be recognised."""
    names = {folded(who)}
    words: set[str] = set()
    for actor in actors:
        names.update(folded(label) for label in facts.values(actor, RDFS.label))
        words.update(identifying_words(facts, actor))
    words.update(name for name in names if " " not in name)
    return Exposure(
        frozenset(actors),
        frozenset(),
        frozenset(words),
        frozenset(names),
    )


def _without(
    graph: ArticleGraph,
    actors: set[ox.NamedNode],
    exposure: Exposure,
) -> ArticleGraph:
    facts = read_facts(graph.triples)
    removed = {iri_text(node) for node in _removed(facts, actors)}
    triples = []
    for triple in graph.triples:
        if iri_text(triple.subject) in removed or iri_text(triple.object) in removed:
            continue
        if _is_revealing(triple, exposure):
            # A node must keep a label.
            if triple.predicate == RDFS.label:
                triples.append(ox.Triple(triple.subject, triple.predicate, FORGOTTEN))
            continue
        triples.append(triple)
    return ArticleGraph(graph.iri, tuple(_without_unused_spans(triples, graph.iri)))


def _removed(facts: Facts, actors: set[ox.NamedNode]) -> Iterator[Node]:
    """Yield the nodes that go: actors, their claims, identity links and reviewers' decisions."""
    yield from actors
    yield from _claims_about(facts, actors)
    for node in facts:
        is_link = "IdentityLink" in facts.types(node)
        if is_link and not actors.isdisjoint(facts.nodes(node, AG.subject)):
            yield node
    for actor in actors:
        yield from facts.nodes(actor, AG.decision)


def _claims_about(
    facts: Facts,
    actors: set[ox.NamedNode],
) -> set[ox.NamedNode]:
    """Return the claims that involve these actors, and those contained in them at any depth."""
    claims = claims_of(facts)
    found = {claim for claim in claims if not actors.isdisjoint(participants(facts, claim))}
    # A statement may quote a statement that contains a claim.
    while True:
        contained = {
            claim for claim in claims if not found.isdisjoint(facts.nodes(claim, AG.saidIn))
        }
        if contained <= found:
            return found
        found |= contained


def _is_revealing(triple: ox.Triple, exposure: Exposure) -> bool:
    return isinstance(triple.object, ox.Literal) and exposure.reveals(triple.object.value)


def _without_unused_spans(
    triples: Iterable[ox.Triple], article: ox.NamedNode
) -> Iterator[ox.Triple]:
    """Leave out spans that nothing refers to any longer: they show where the name was."""
    kept = list(triples)
    referred_to = {triple.object for triple in kept}
    for triple in kept:
        is_span = iri_text(triple.subject).startswith(f"{article.value}#char=")
        if not is_span or triple.subject in referred_to:
            yield triple
