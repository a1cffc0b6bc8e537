"""The graph of one article: built from its actors and claims, and made shareable."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from actorgraph.actors import Actor
from actorgraph.claims import Gap
from actorgraph.claims.claim import Claim
from actorgraph.graph.mint import Naming, mint
from actorgraph.graph.turtle import in_order, turtle
from actorgraph.text.article import Article
from actorgraph.vocabulary.vocab import (
    AG,
    NIF,
    SKOS,
)

# A longer description is a piece of the article's text, not a name: a shareable graph omits it.
LONGEST_NAME = 48
# How many hexadecimal digits of a SHA-256 identify a span's words.
DIGEST_LENGTH = 16


@dataclass(frozen=True, slots=True)
class ArticleGraph:
    """The graph of one article, named by the article's IRI; its triples are sorted.

    It holds no blank node.
    """

    iri: ox.NamedNode
    triples: tuple[ox.Triple, ...]

    def to_turtle(self) -> str:
        """Write Turtle: the same triples always give the same bytes."""
        return turtle(self.triples)


def build(
    article: Article,
    actors: Sequence[Actor],
    claims: Sequence[Claim],
    gaps: Sequence[Gap] = (),
    *,
    parser: str,
) -> ArticleGraph:
    """Build the graph of one article; `parser` names the model that read it, as `name/version`."""
    naming = Naming(article, actors, claims)
    parts = mint(article, actors, claims, gaps, naming=naming, parser=parser)
    triples = tuple(ox.Triple(*part) for part in in_order(parts))
    return ArticleGraph(naming.article, triples)


def shareable(graph: ArticleGraph) -> ArticleGraph:
    """Leave out the article's words, but keep offsets and hashes.

    Whoever has the text can verify the graph; it is not anonymous.
    """
    triples = []
    for triple in graph.triples:
        if not _reveals_text(triple):
            triples.append(triple)
        if triple.predicate == NIF.anchorOf:
            hashed = ox.Literal(digest(_words(triple)))
            triples.append(ox.Triple(triple.subject, AG.digest, hashed))
    return ArticleGraph(graph.iri, tuple(in_order(triples)))


def _reveals_text(triple: ox.Triple) -> bool:
    if triple.predicate in (NIF.anchorOf, NIF.isString, AG.quotation):
        return True
    is_alias = triple.predicate == SKOS.altLabel
    return is_alias and len(_words(triple)) > LONGEST_NAME


def digest(words: str) -> str:
    """Return the first 16 hexadecimal digits of the SHA-256 of a span's words."""
    return hashlib.sha256(words.encode()).hexdigest()[:DIGEST_LENGTH]


def _words(triple: ox.Triple) -> str:
    if isinstance(triple.object, ox.Literal):
        return triple.object.value
    return ""
