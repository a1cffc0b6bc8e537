"""Redaction: a graph that can be shared without exposing the people in it.

A shareable graph can be verified against its article, but is not anonymous. A redacted one is the
opposite. docs/redaction.md describes what each option of a policy withholds, and what no policy
can.
"""

import secrets
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pyoxigraph as ox

from actorgraph.errors import GraphError
from actorgraph.graph.article_graph import ArticleGraph, shareable
from actorgraph.redaction.exposure import Exposure, expose
from actorgraph.redaction.forgetting import forget
from actorgraph.redaction.people import actors_in, read_facts
from actorgraph.redaction.placeholders import Pseudonyms, is_placeholder
from actorgraph.redaction.redactor import redact_article
from actorgraph.redaction.rules import DEFAULT, RedactionPolicy, read_policy
from actorgraph.stores.contract import Store
from actorgraph.stores.memory import MemoryStore
from actorgraph.vocabulary.vocab import AG, INDIVIDUALS, ONTOLOGY, OWL, SKOS, iri_text

__all__ = ["RedactionPolicy", "forget", "read_policy", "redact"]

KEY_LENGTH = 32  # bytes
# What may connect a claim or actor with another article, which may be redacted.
CONNECTING = frozenset({AG.sameEventAs, AG.saidIn, OWL.sameAs})


def redact(
    store: Store,
    policy: str | Path = DEFAULT,
    *,
    key: bytes | None = None,
) -> Store:
    """Return a store of the same articles without those whom the policy protects.

    An article without anyone protected or unnamed is kept in its shareable form. Every other one
    loses its name, hash, offsets and words. Pseudonyms depend on a key made for this export, so
    that two exports have none in common; `key` sets it for tests. Raises GraphError if it cannot be
    decided whom to protect, QueryError if the policy is invalid.
    """
    # Before the store is read: an invalid policy is the quicker error.
    rules = read_policy(policy)
    exposure = expose(store, rules)
    pseudonyms = Pseudonyms(key or secrets.token_bytes(KEY_LENGTH))
    graphs = []
    for article in store.articles():
        graph = _redacted(store.graph_of(article), exposure, rules, pseudonyms)
        _refuse_leaks(graph, exposure)
        graphs.append(graph)
    return MemoryStore.of(graphs)


def _redacted(
    graph: ArticleGraph,
    exposure: Exposure,
    policy: RedactionPolicy,
    pseudonyms: Pseudonyms,
) -> ArticleGraph:
    facts = read_facts(graph.triples)
    plain = _without_aliases(graph)
    # Even if nobody withheld takes part, a title may contain a protected name.
    is_withholding = any(map(exposure.withholds, actors_in(facts)))
    if is_withholding or _reveals(plain, exposure):
        return redact_article(graph, facts, exposure, policy, pseudonyms)
    return plain


def _reveals(graph: ArticleGraph, exposure: Exposure) -> bool:
    return any(exposure.reveals(iri_text(triple.object)) for triple in graph.triples)


def _without_aliases(graph: ArticleGraph) -> ArticleGraph:
    """Return a graph's shareable form without aliases, a reviewer's decisions, and connections to
    other articles.
    """
    decisions = {triple.object for triple in graph.triples if triple.predicate == AG.decision}
    kept = []
    for triple in shareable(graph).triples:
        is_left_out = triple.predicate in (SKOS.altLabel, AG.decision)
        # A decision names the actors that it is about.
        if not is_left_out and triple.subject not in decisions:
            kept.append(triple)
    own = {triple.subject for triple in kept}
    return ArticleGraph(graph.iri, tuple(_own_connections(kept, own)))


def _own_connections(
    triples: list[ox.Triple], own: set[ox.NamedNode | ox.BlankNode | ox.Triple]
) -> Iterator[ox.Triple]:
    for triple in triples:
        if triple.predicate not in CONNECTING or triple.object in own:
            yield triple


def _refuse_leaks(graph: ArticleGraph, exposure: Exposure) -> None:
    """Check a finished graph for protected names in any position. Raises GraphError."""
    for triple in graph.triples:
        for node in (triple.subject, triple.object):
            if exposure.reveals(_words_from_article(node)):
                raise GraphError(
                    "the redacted graph would reveal a protected name, so nothing was written",
                    remedy="remove the name from the graph, or report this",
                )


def _words_from_article(node: object) -> str:
    """Return the text of a node, empty if it is from the vocabulary or from redaction."""
    text = unquote(iri_text(node))
    if is_placeholder(text):
        return ""
    if not isinstance(node, ox.NamedNode):
        return text
    if text.startswith(ONTOLOGY):
        return ""
    return text.removeprefix(INDIVIDUALS)
