"""An article, its cast and its claims become one graph, written as Turtle whose bytes never change."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from actorgraph.actors import Actor
from actorgraph.claims import Gap
from actorgraph.claims.claim import Claim
from actorgraph.graph.mint import Mint
from actorgraph.text.article import Article
from actorgraph.vocabulary.vocab import AG, NIF, RDF, SKOS, ontology

# A description longer than this is a piece of the article's text, not a name; a shareable graph leaves it out.
A_FEW_WORDS = 48
TYPE = str(RDF.type)


@dataclass(frozen=True, slots=True)
class ArticleGraph:
    """The graph of one article: its IRI names the graph; the triples are sorted and hold no blank node."""

    iri: ox.NamedNode
    triples: tuple[ox.Triple, ...]

    def to_turtle(self) -> str:
        """Write Turtle: the same triples always give the same bytes."""
        return turtle(self.triples)


def turtle(triples: Iterable[ox.Triple]) -> str:
    """Write triples as Turtle in a fixed order under the ontology's prefix table."""
    ordered = sorted(set(triples), key=_order)
    spans = {t.subject for t in ordered if t.predicate == NIF.beginIndex}
    ordered.sort(key=lambda t: t.subject in spans)  # claims first, the many spans behind them
    used = {prefix: iri for prefix, iri in sorted(ontology().prefixes.items()) if prefix}
    return (ox.serialize(ordered, format=ox.RdfFormat.TURTLE, prefixes=used) or b"").decode()


def _order(triple: ox.Triple) -> tuple[str, bool, str, str]:
    predicate = str(triple.predicate)
    return (str(triple.subject), predicate != TYPE, predicate, str(triple.object))


def build(
    article: Article,
    actors: Sequence[Actor],
    claims: Sequence[Claim],
    gaps: Sequence[Gap] = (),
    *,
    parser: str,
) -> ArticleGraph:
    """Mint the graph of one article; `parser` names the model that read it, as `name/version`."""
    mint = Mint(article, actors, claims, gaps, parser)
    triples = {ox.Triple(*triple) for triple in mint.triples()}
    return ArticleGraph(mint.article_iri, tuple(sorted(triples, key=_order)))


def shareable(graph: ArticleGraph) -> ArticleGraph:
    """Leave the article's words out and keep offsets and hashes: verifiable by whoever has the text, not anonymous."""
    withheld = {NIF.anchorOf, NIF.isString, AG.quotation}
    kept = (t for t in graph.triples if t.predicate not in withheld)
    short = [t for t in kept if t.predicate != SKOS.altLabel or len(_words(t)) <= A_FEW_WORDS]
    spoken = (triple for triple in graph.triples if triple.predicate == NIF.anchorOf)
    digests = {ox.Triple(t.subject, AG.digest, ox.Literal(digest(_words(t)))) for t in spoken}
    return ArticleGraph(graph.iri, tuple(sorted({*short, *digests}, key=_order)))


def digest(words: str) -> str:
    """Return the first 16 hexadecimal digits of the SHA-256 of a span's words, by which they are known again."""
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def _words(triple: ox.Triple) -> str:
    return triple.object.value if isinstance(triple.object, ox.Literal) else ""
