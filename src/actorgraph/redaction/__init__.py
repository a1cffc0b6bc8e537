"""Redaction: a graph to pass on that protects the people in it, at the price of what can be checked.

A shareable graph is verifiable and not anonymous; a redacted one is the other way round. docs/redaction.md says what each
choice of a policy withholds, and what no policy can.
"""

import re
import secrets
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pyoxigraph as ox

from actorgraph.errors import GraphError
from actorgraph.graph.article_graph import ArticleGraph, shareable
from actorgraph.redaction.exposure import Exposure, Told, expose
from actorgraph.redaction.forgetting import forget
from actorgraph.redaction.rules import DEFAULT, RedactionPolicy, read_policy
from actorgraph.redaction.withheld import MADE, RULES, Retelling
from actorgraph.stores.contract import Store
from actorgraph.stores.memory import MemoryStore
from actorgraph.vocabulary.vocab import AG, INDIVIDUALS, ONTOLOGY, OWL, RDF, RDFS, SKOS, iri_text

# The names that redaction itself gives.
PSEUDONYM = re.compile(rf"{re.escape(INDIVIDUALS)}[a-z]+/withheld-[0-9a-f]{{20}}")
__all__ = ["RedactionPolicy", "forget", "read_policy", "redact"]


def redact(store: Store, policy: str | Path = DEFAULT, *, key: bytes | None = None) -> Store:
    """Return a store that holds the same articles without whom the policy protects.

    An article in which nobody protected or unnamed stands is told in its shareable form; every other one without its
    name, hash, offsets and words. Pseudonyms are keyed HMACs under a key made for this export, so that two exports have
    none in common; `key` gives one for tests. Raises GraphError where it cannot tell whom to protect, QueryError where
    the policy is none.
    """
    rules = read_policy(policy)
    exposure = expose(store, rules)
    secret = key or secrets.token_bytes(32)
    graphs = [_told_again(graph, exposure, rules, secret) for graph in _graphs(store)]
    for graph in graphs:
        _refuse_leaks(graph, exposure)
    return MemoryStore.of(graphs)


def _graphs(store: Store) -> Iterator[ArticleGraph]:
    return map(store.graph_of, store.articles())


def _told_again(
    graph: ArticleGraph, exposure: Exposure, rules: RedactionPolicy, key: bytes
) -> ArticleGraph:
    told = Told(graph.triples)
    plain = _plain(graph)
    hidden = exposure.protected | exposure.unnamed
    if hidden.isdisjoint(told.actors()) and not any(
        exposure.tells(iri_text(t.object)) for t in plain.triples
    ):
        return plain
    retelling = Retelling(told, exposure, rules, key)
    triples = dict.fromkeys(
        [*retelling.article(graph.iri.value), *retelling.claims(), *_rules(graph)]
    )
    return ArticleGraph(retelling.iri("article", graph.iri.value), tuple(triples))


def _rules(graph: ArticleGraph) -> list[ox.Triple]:
    """Return the rules that found the claims: they say how, and of nobody."""
    rules = {t.subject for t in graph.triples if t.predicate == RDF.type and t.object == AG.Rule}
    named = {rule for rule in rules if iri_text(rule).startswith(RULES)}
    return [
        t for t in graph.triples if t.subject in named and t.predicate in (RDF.type, RDFS.label)
    ]


def _plain(graph: ArticleGraph) -> ArticleGraph:
    """Leave out of a shareable graph what the text calls people beside their names, and what a reader decided."""
    left_out = {SKOS.altLabel, AG.decision}
    decisions = {triple.object for triple in graph.triples if triple.predicate == AG.decision}
    kept = [
        t
        for t in shareable(graph).triples
        if t.predicate not in left_out and t.subject not in decisions
    ]
    # What ties this article's claims to another's could lead into one that is told again without its name.
    own = {triple.subject for triple in kept}
    tying = {AG.sameEventAs, AG.saidIn, OWL.sameAs}
    return ArticleGraph(
        graph.iri, tuple(t for t in kept if t.predicate not in tying or t.object in own)
    )


def _refuse_leaks(graph: ArticleGraph, exposure: Exposure) -> None:
    """The last look: nothing is written that still holds a protected name, in whatever place."""
    for triple in graph.triples:
        texts = (_own_words(node) for node in (triple.subject, triple.object))
        if any(exposure.tells(text) for text in texts):
            raise GraphError(
                "the redacted graph would still tell a protected name, so nothing was written",
                remedy="take the name out of the graph, or report this",
            )


def _own_words(node: object) -> str:
    """Return the words of a node that come from an article: not those of the vocabulary, nor of this export."""
    text = unquote(iri_text(node))
    if isinstance(node, ox.NamedNode):
        return (
            ""
            if text.startswith(ONTOLOGY) or PSEUDONYM.fullmatch(text)
            else text.removeprefix(INDIVIDUALS)
        )
    return "" if MADE.fullmatch(text) else text
