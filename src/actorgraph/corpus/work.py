"""The work on one article: from its source to its graph and its direct edges, as N-Quads; nothing else goes in or out."""

from dataclasses import dataclass

import pyoxigraph as ox

from actorgraph.corpus.source import Source
from actorgraph.stores.contract import DERIVED
from actorgraph.stores.edges import edges_of
from actorgraph.stores.policy import Policy


@dataclass(frozen=True, slots=True)
class Settings:
    """How articles are read: the parser's model, and the policy by which each gets its direct edges, if it is local."""

    model: str
    rule: Policy | None = None

    @property
    def code(self) -> str:
        """What of the settings changes an article's graph: the model and its version, and ours."""
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

    extract(read_text("Ready\n\nThe minister spoke to the press on Monday."), model=settings.model)


def process_article(source: Source, settings: Settings) -> bytes:
    """Return an article's graph, and in the graph of direct edges those its claims make, as sorted N-Quads.

    Same source, same settings, same bytes. Raises ArticleError.
    """
    from actorgraph.pipeline import extract
    from actorgraph.text.reading import read_bytes

    article = read_bytes(
        source.content,
        published=source.published,
        publisher=source.publisher,
        url=source.url,
        title=source.title,
        name=source.name,
    )
    graph = extract(article, model=settings.model)
    quads = {ox.Quad(t.subject, t.predicate, t.object, graph.iri) for t in graph.triples}
    if settings.rule is not None:
        quads |= {
            ox.Quad(t.subject, t.predicate, t.object, DERIVED)
            for t in edges_of(graph, settings.rule)
        }
    lines = (ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"").splitlines(keepends=True)
    return b"".join(sorted(lines))
