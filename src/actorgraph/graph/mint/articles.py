"""What a graph says about its article, and about the run that read it."""

from urllib.parse import urlsplit

import pyoxigraph as ox

from actorgraph.claims import Gap
from actorgraph.graph.mint.naming import VERSION, Naming
from actorgraph.graph.mint.spans import Spans
from actorgraph.graph.mint.terms import (
    Triples,
    integer,
    optional_texts,
    text,
)
from actorgraph.text.article import Article, as_iri
from actorgraph.vocabulary.vocab import (
    AG,
    DCT,
    NIF,
    PROV,
    RDF,
    RDFS,
    SCHEMA,
    XSD,
)


def article_triples(article: Article, naming: Naming, spans: Spans) -> Triples:
    """Yield the triples of the article: title, text, publication, notices and headings."""
    node = naming.article
    yield node, RDF.type, AG.Article
    yield node, RDF.type, NIF.Context
    yield node, DCT.title, text(article.title)
    yield node, RDFS.label, text(article.title)
    yield node, NIF.isString, text(article.text)
    yield node, AG.sha256, text(article.sha256)
    yield node, AG.length, integer(len(article.text))
    yield node, DCT.language, text(article.language)
    yield from optional_texts(
        node,
        (DCT.issued, article.published),
        (DCT.publisher, article.publisher),
        (AG.originalSha256, article.original_sha256),
    )
    yield from _address(node, article.url)
    yield from _blocks(article, node, spans)


def _blocks(article: Article, node: ox.NamedNode, spans: Spans) -> Triples:
    for block in article.blocks:
        if block.kind == "notice":
            yield node, AG.notice, spans.node(block.span)
        elif block.kind == "heading":
            yield node, AG.heading, spans.node(block.span)


def _address(node: ox.NamedNode, url: str | None) -> Triples:
    if not url:
        return
    yield node, SCHEMA.url, ox.Literal(url, datatype=XSD.anyURI)
    # Other schemes (`file:`, `data:`) lead nowhere that a reader could follow.
    if urlsplit(url).scheme in ("http", "https"):
        yield node, RDFS.seeAlso, ox.NamedNode(as_iri(url))


def run_triples(naming: Naming, parser: str) -> Triples:
    """Yield the triples of the run: our version, and the model that parsed the article."""
    yield naming.run, RDF.type, PROV.Activity
    yield naming.run, RDFS.label, text(f"actorgraph {VERSION} with {parser}")
    yield naming.run, AG.parser, text(parser)
    yield naming.run, PROV.used, naming.article


def gap_triples(gap: Gap, naming: Naming, spans: Spans) -> Triples:
    """Yield the triples of a clause, event noun or sentence that yielded no claim."""
    node = naming.gap(gap.cue or gap.span)
    yield node, RDF.type, AG.Gap
    yield node, AG.evidence, spans.node(gap.span)
    yield node, AG.reason, text(gap.reason)
    if gap.cue:
        yield node, AG.gapCue, spans.node(gap.cue)
    yield from optional_texts(node, (AG.verb, gap.verb))
