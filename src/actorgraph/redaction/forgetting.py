"""Forgetting: an article, or a person with all that is told of them, leaves a store; the rest stays as it is."""

from collections.abc import Iterator

import pyoxigraph as ox

from actorgraph.errors import GraphError
from actorgraph.graph.article_graph import ArticleGraph
from actorgraph.redaction.exposure import ROLES, Exposure, Told, folded, telling
from actorgraph.stores.contract import Store
from actorgraph.stores.memory import MemoryStore
from actorgraph.vocabulary.vocab import RDFS, iri_text, local_name, subclasses

FORGOTTEN = ox.Literal("a name that was forgotten")


def forget(store: Store, who: str) -> Store:
    """Return a store without an article (by its IRI or the end of it) or an actor (by IRI, or by a name it is called).

    With an actor go the claims that it takes part in or is the source of, what is said in those, and every text that
    holds one of its names, the article's own included; offsets and hashes of the rest stay. Raises GraphError where
    nothing and nobody is called so.
    """
    graphs = [
        ArticleGraph(
            iri, tuple(q.triple for q in store.match(graph=iri))
        )
        for iri in store.articles()
    ]
    kept = [graph for graph in graphs if who not in (graph.iri.value, local_name(graph.iri))]
    if len(kept) < len(graphs):
        return MemoryStore.of(kept)
    told = Told(store.triples())
    actors = _called(told, who)
    if not actors:
        raise GraphError(
            "no article and nobody in these graphs is called so",
            remedy="give an IRI, or a name as written",
        )
    names = frozenset(
        {folded(who)} | {folded(name) for actor in actors for name in told.values(actor, "label")}
    )
    words = {name for name in names if " " not in name} | {
        word for actor in actors for word in telling(told, actor)
    }
    known = Exposure(frozenset(actors), frozenset(), frozenset(words), names)
    return MemoryStore.of(_without(graph, actors, known) for graph in graphs)


def _called(told: Told, who: str) -> set[str]:
    kinds = subclasses("Actor") | {"Place", "Document"}
    everybody = [
        subject
        for subject in told.facts
        if told.kinds(subject) & kinds and "sha256" not in told.facts[subject]
    ]
    names = {
        a: {a, *map(folded, told.values(a, "label")), *map(folded, told.values(a, "altLabel"))}
        for a in everybody
    }
    return {actor for actor in everybody if names[actor] & {who, folded(who)}}


def _without(graph: ArticleGraph, actors: set[str], known: Exposure) -> ArticleGraph:
    told = Told(graph.triples)
    gone = actors | _claims_of(told, actors)
    gone |= {
        s
        for s in told.facts
        if "IdentityLink" in told.kinds(s) and set(told.values(s, "subject")) & actors
    }
    gone |= {value for actor in actors for value in told.values(actor, "decision")}
    kept = (
        t
        for t in graph.triples
        if iri_text(t.subject) not in gone and iri_text(t.object) not in gone
    )
    triples = [silent for triple in kept if (silent := _silent(triple, known)) is not None]
    return ArticleGraph(graph.iri, tuple(_used(triples, graph.iri)))


def _claims_of(told: Told, actors: set[str]) -> set[str]:
    """Return the claims that tell of an actor, and those said in them, however deep."""
    claims = told.claims()
    gone = {
        claim for claim in claims if any(set(told.values(claim, role)) & actors for role in ROLES)
    }
    while inner := {claim for claim in claims if set(told.values(claim, "saidIn")) & gone} - gone:
        gone |= inner
    return gone


def _silent(triple: ox.Triple, known: Exposure) -> ox.Triple | None:
    """Return a triple as it may stay: none where its text holds the name; a label must stay, and says so."""
    if isinstance(triple.object, ox.Literal) and known.tells(triple.object.value):
        return (
            ox.Triple(triple.subject, triple.predicate, FORGOTTEN)
            if triple.predicate == RDFS.label
            else None
        )
    return triple


def _used(triples: list[ox.Triple], article: ox.NamedNode) -> Iterator[ox.Triple]:
    """Leave out the spans that nothing points to any more: they would still say where the name stands."""
    pointed = {triple.object for triple in triples}
    for triple in triples:
        span = iri_text(triple.subject).startswith(f"{article.value}#char=")
        if not span or triple.subject in pointed:
            yield triple
