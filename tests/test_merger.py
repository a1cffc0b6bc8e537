"""The store: its default graph is the merger of its graphs, in which each triple stands once."""

import pyoxigraph as ox

from actorgraph.checking.inference import infer
from actorgraph.graph.article_graph import ArticleGraph
from actorgraph.query import ask
from actorgraph.stores.contract import INFERRED
from actorgraph.stores.memory import MemoryStore
from actorgraph.vocabulary.vocab import AG, RDF, RDFS

SHARED = (ox.NamedNode("https://example.org/ada"), RDFS.label, ox.Literal("Ada Lund"))


def article(number: int) -> ArticleGraph:
    """An article that names an actor whom others name, too, and makes one claim of her."""
    iri, claim = (
        ox.NamedNode(f"https://example.org/{kind}{number}") for kind in ("story", "claim")
    )
    triples = [
        (iri, RDF.type, AG.Article),
        (SHARED[0], RDF.type, AG.Person),
        SHARED,
        (claim, RDF.type, AG.Claim),
        (claim, AG.reportedIn, iri),
        (claim, AG.agent, SHARED[0]),
    ]
    return ArticleGraph(iri, tuple(ox.Triple(*triple) for triple in triples))


def merged(store: MemoryStore) -> set[ox.Triple]:
    return {
        quad.triple for quad in store.quads.quads_for_pattern(None, None, None, ox.DefaultGraph())
    }


def test_who_stands_in_many_articles_is_counted_once() -> None:
    store = MemoryStore.of(map(article, range(5)))
    rows = list(
        ask(store, "SELECT (COUNT(*) AS ?n) WHERE { ?claim ag:agent ?a . ?a rdfs:label ?name }")
    )
    assert rows == [{"n": "5"}]


def test_the_merged_graph_is_what_the_named_ones_hold_after_every_change() -> None:
    store = MemoryStore.of(map(article, range(3)))
    store.derive()
    infer(store)
    infer(store)
    store.derive("strict")
    store.add(ArticleGraph(article(1).iri, article(1).triples[:3]))  # one article anew, with less
    store.drop(article(2).iri)
    store.drop(INFERRED)
    named = {
        quad.triple for quad in store.quads if not isinstance(quad.graph_name, ox.DefaultGraph)
    }
    assert merged(store) == named
    assert ox.Triple(*SHARED) in named
    assert not [triple for triple in named if "claim1" in str(triple) or "story2" in str(triple)]
    store.drop(article(0).iri)
    store.drop(article(1).iri)
    assert ox.Triple(*SHARED) not in merged(store)
