"""The line from an article to its graph, and the graph as one holds it in Python."""

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from actorgraph.folders import save
from actorgraph.graph import article_graph as graphs
from actorgraph.graph.article_graph import ArticleGraph
from actorgraph.language.document import MODEL, parse
from actorgraph.stores.contract import Store
from actorgraph.stores.memory import MemoryStore
from actorgraph.text.article import Article
from actorgraph.text.reading import read
from actorgraph.text.review import Decision
from actorgraph.vocabulary.vocab import AG

if TYPE_CHECKING:
    import rdflib

    from actorgraph.actors import Linker
    from actorgraph.query import Answer


class Graph:
    """One article's graph, or several articles' together; a notebook shows it as its page."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def query(self, question: str | Path, /, **parameters: str) -> "Answer":
        """Ask a named question, a SPARQL text or the SPARQL of a file. Raises QueryError."""
        from actorgraph.query import ask

        self.store.derive()
        return ask(self.store, question, **parameters)

    def explain(self, claim: str) -> str:
        """Say what a claim rests on; it is named by its IRI, the end of it, or the beginning of that end."""
        from actorgraph.views.explain import explain

        return explain(self.store, claim)

    def uncoded(self) -> list[tuple[int, int, str, str]]:
        """Return the sentences that yielded no claim: begin, end, the reason, and the words where they are kept."""
        from actorgraph.views.gaps import uncoded

        return uncoded(self.store)

    def view(self, *, with_sparql: bool = False) -> str:
        """Draw the graph as one self-contained HTML page; with SPARQL it answers questions, too."""
        from actorgraph.views.page import render

        return render(self.store, with_sparql=with_sparql)

    def pages(self, stem: str = "page", *, with_sparql: bool = False) -> dict[str, str]:
        """Draw the graph as pages by file name: one, or, above 3,000 nodes or 4 MB, an index and one per community.

        Raises GraphError where SPARQL is wanted and one page does not suffice.
        """
        from actorgraph.views.communities import pages

        return pages(self.store, stem, with_sparql=with_sparql)

    def shareable(self) -> "Graph":
        """Leave the articles' words out; offsets and hashes stay, so that whoever has the text can check each claim."""
        return Graph(MemoryStore.of(graphs.shareable(graph) for graph in self.articles()))

    def articles(self) -> list[ArticleGraph]:
        """Return the graph of each article, in the order of their IRIs."""
        return [self.store.graph_of(article) for article in self.store.articles()]

    def to_turtle(self, *, shareable: bool = False) -> str:
        """Write the articles' claims as Turtle: the same graph always gives the same bytes."""
        return graphs.turtle((self.shareable() if shareable else self).store.triples())

    def rdflib(self) -> "rdflib.Dataset":
        """Copy the graph into an rdflib Dataset, one named graph per article."""
        return self.store.to_rdflib()

    def cast(self) -> dict[str, tuple[frozenset[str], bool]]:
        """Return the actors by IRI: the names each is called by, and whether it must never be tied to an identity."""
        from actorgraph.views.projection import gather

        told = gather(self.store)
        return {
            iri: (
                frozenset([*facts.get("label", ()), *facts.get("alias", ())]),
                "true" in (*facts.get("unnamed", ()), *facts.get("protected", ())),
            )
            for iri, facts in told.items()
            if "mention" in facts and "reason" not in facts
        }

    def unheeded(self, decisions: Sequence[Decision]) -> list[Decision]:
        """Return the decisions that no actor of this graph shows: they fit nobody."""
        shown = {triple.object for triple in self.store.triples() if triple.predicate == AG.decided}
        return [decision for decision in decisions if Literal(str(decision)) not in shown]

    def save(self, folder: Path | str) -> None:
        """Write `graph.ttl` and `page.html` into a folder: both, or neither. Raises GraphError."""
        save(Path(folder), {"graph.ttl": self.to_turtle(), "page.html": self.view()})

    def __len__(self) -> int:
        return len(self.store.triples())

    def _repr_html_(self) -> str:
        return f'<iframe srcdoc="{escape(self.view())}" width="100%" height="640" style="border:0"></iframe>'


def build(
    source: Path | str | Article,
    *,
    published: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    model: str = MODEL,
    decisions: Sequence[Decision] = (),
    linker: "Linker | None" = None,
) -> Graph:
    """Build the graph of one article: a file, `-` for standard input, or an Article already read.

    `published` is an EDTF date (`2017-08`), from which "last month" is counted; `decisions` are a person's on identity,
    and `linker` proposes identities for names that the packaged tables lack. Raises ArticleError, ModelError, LinkerError.
    """
    article = (
        source
        if isinstance(source, Article)
        else read(source, published=published, publisher=publisher, url=url)
    )
    return Graph(MemoryStore.of([extract(article, model=model, decisions=decisions, linker=linker)]))


def extract(
    article: Article,
    *,
    model: str = MODEL,
    decisions: Sequence[Decision] = (),
    linker: "Linker | None" = None,
) -> ArticleGraph:
    """Return the graph of an article already read, in no store yet. Raises ModelError, LinkerError."""
    from actorgraph.actors import resolve
    from actorgraph.claims import find_claims, find_gaps, set_scene
    from actorgraph.language.quotations import find_quotations
    from actorgraph.mentions import find_mentions
    from actorgraph.times.find import find_times

    document = parse(article, model=model)
    quotations = find_quotations(document)
    times = find_times(article)
    mentions = find_mentions(document, quotations)
    actors = resolve(document, mentions, quotations, decisions=decisions, linker=linker)
    scene = set_scene(document, actors, quotations, times)
    claims = find_claims(scene)
    gaps = find_gaps(scene, claims)
    return graphs.build(article, actors, claims, gaps, parser=document.parser)


def load(*paths: Path | str) -> Graph:
    """Load graphs built before, from .ttl, .nt, .nq or .trig files or the folders that hold a graph.ttl or a links.nq.

    Raises GraphError.
    """
    return Graph(MemoryStore.load(*paths))


def view(graph: Graph | Path | str, *, with_sparql: bool = False) -> str:
    """Draw a graph, or a graph's file, as one self-contained HTML page; with SPARQL it answers questions, too."""
    return (graph if isinstance(graph, Graph) else load(graph)).view(with_sparql=with_sparql)
