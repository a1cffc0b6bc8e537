"""The work on one article: from a source to its graph and its direct edges, as N-Quads."""

from dataclasses import dataclass

import pyoxigraph as ox

from actorgraph.corpus.source import Source
from actorgraph.stores.contract import DERIVED
from actorgraph.stores.edges import edges_of
from actorgraph.stores.policy import Policy


@dataclass(frozen=True, slots=True)
class Settings:
    """How articles are read: the model, the policy for direct edges if it is local, and the
    language if the user says which it is.
    """

    model: str
    rule: Policy | None = None
    language: str | None = None

    @property
    def code(self) -> str:
        """The part of the settings that changes a graph: our version, the model and its version."""
        from importlib.metadata import PackageNotFoundError, version

        from actorgraph.graph.mint import VERSION

        try:
            return f"{VERSION} {self.model} {version(self.model)}"
        except PackageNotFoundError:
            return f"{VERSION} {self.model}"


def prepare(settings: Settings) -> None:
    """Load what the first article would have to wait for. Raises ModelError."""
    from actorgraph.pipeline import extract
    from actorgraph.text.reading import read_text

    text = "Ready\n\nThe minister spoke to the press on Monday."
    extract(read_text(text), model=settings.model)


def process_article(source: Source, settings: Settings) -> bytes:
    """Return an article's graph as sorted N-Quads, its direct edges in their own graph.

    The same source and settings always give the same bytes. Raises ArticleError.
    """
    from actorgraph.pipeline import extract
    from actorgraph.text.reading import read_bytes

    article = read_bytes(
        source.content,
        published=source.published,
        publisher=source.publisher,
        url=source.url,
        title=source.title,
        charset=source.encoding,
        language=settings.language,
        name=source.name,
    )
    graph = extract(article, model=settings.model)
    quads = {_quad(triple, graph.iri) for triple in graph.triples}
    if settings.rule is not None:
        quads |= {_quad(triple, DERIVED) for triple in edges_of(graph, settings.rule)}
    content = ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""
    return b"".join(sorted(content.splitlines(keepends=True)))


def _quad(triple: ox.Triple, graph: ox.NamedNode) -> ox.Quad:
    return ox.Quad(triple.subject, triple.predicate, triple.object, graph)
