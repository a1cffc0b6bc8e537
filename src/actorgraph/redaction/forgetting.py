"""Forgetting: remove an article, or a person and everything about them, from a store."""

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from actorgraph.errors import GraphError
from actorgraph.graph.article_graph import ArticleGraph
from actorgraph.graph.facts import Facts
from actorgraph.graph.triples import Node
from actorgraph.redaction.exposure import Exposure
from actorgraph.redaction.forgotten_iris import without_names_in_iris
from actorgraph.redaction.namesakes import namesakes
from actorgraph.redaction.people import (
    claims_of,
    identifying_words,
    kinds_of_actors,
    names_of,
    participants,
    read_facts,
)
from actorgraph.redaction.words import folded
from actorgraph.stores.contract import Store
from actorgraph.stores.memory import MemoryStore
from actorgraph.text.look_alikes import with_latin_look_alikes
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
    remaining = [_without(graph, actors, exposure) for graph in graphs]
    return MemoryStore.of(without_names_in_iris(remaining, exposure))


def namesakes_in(store: Store, who: str) -> list[tuple[str, str]]:
    """Return the IRI and the label of the actors that may be whoever was forgotten.

    These have a shorter or longer form of the name, or shared a word of it and lost their name.
    """
    facts = read_facts(store.triples())
    found = []
    for node in facts:
        if not isinstance(node, ox.NamedNode) or not _is_actor(facts, node):
            continue
        label = facts.label(node)
        if label == FORGOTTEN.value or namesakes(who, names_of(facts, node)):
            found.append((node.value, label))
    return sorted(found)


def _called(facts: Facts, who: str) -> set[ox.NamedNode]:
    """Return the actors with this IRI or name."""
    wanted = {who, *_folded_forms(who)}
    found = set()
    for node in facts:
        if not isinstance(node, ox.NamedNode) or not _is_actor(facts, node):
            continue
        names = {node.value}
        for name in names_of(facts, node):
            names.update(_folded_forms(name))
        if names & wanted:
            found.add(node)
    return found


def _folded_forms(name: str) -> set[str]:
    """Return a name folded, with letters of other scripts as they are and as they look."""
    return {folded(name), folded(with_latin_look_alikes(name))}


def _is_actor(facts: Facts, node: ox.NamedNode) -> bool:
    # An article is a document, too.
    if facts.has(node, AG.sha256):
        return False
    return not facts.types(node).isdisjoint(kinds_of_actors())


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
