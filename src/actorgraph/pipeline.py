"""The pipeline from an article to its graph, and the `Graph` that Python users work with."""

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from actorgraph.deadline import DEFAULT_IN_SECONDS, within
from actorgraph.folders import save
from actorgraph.graph import article_graph as graphs
from actorgraph.graph.article_graph import ArticleGraph
from actorgraph.graph.facts import Facts
from actorgraph.graph.review.applying import Unplaced, review
from actorgraph.graph.turtle import turtle
from actorgraph.language.parsing import MODEL
from actorgraph.stores.contract import Store
from actorgraph.stores.memory import MemoryStore
from actorgraph.text.article import Article
from actorgraph.text.reading import read
from actorgraph.text.review import Decision, counting
from actorgraph.text.verdicts import Verdict
from actorgraph.vocabulary.vocab import AG, RDFS, SKOS, iri_text

if TYPE_CHECKING:
    import rdflib

    from actorgraph.actors import Linker
    from actorgraph.answer import Answer
    from actorgraph.proposals.proposal import Proposal
    from actorgraph.views.pages import Form

GRAPH_FILE = "graph.ttl"


class Graph:
    """The graph of one or several articles; a notebook shows it as its page.

    `by_rules` is what the built-in rules find, by which claims of another reader are audited: the
    same store, if the claims are theirs.
    """

    def __init__(self, store: Store, by_rules: Store | None = None) -> None:
        self.store = store
        self.by_rules = by_rules or store

    def query(self, question: str | Path, /, **parameters: str) -> "Answer":
        """Ask a named question, a SPARQL query or the query in a file. Raises QueryError."""
        from actorgraph.query import ask

        return ask(self.store, question, **parameters)

    def explain(self, claim: str) -> str:
        """Explain what a claim rests on.

        `claim` is its IRI, the end of its IRI, or the beginning of that end.
        """
        from actorgraph.views.explain import explain

        return explain(self.store, claim)

    def uncoded(self) -> list[tuple[int, int, str, str]]:
        """Return the clauses that yielded no claim as (begin, end, reason, words).

        Those that name an actor are listed, and event nouns, and sentences that yielded no claim at
        all. The words are empty if the graph does not include them.
        """
        from actorgraph.views.gaps import uncoded

        return uncoded(self.store)

    def view(self, form: "Form" = "page", *, with_sparql: bool = False) -> str:
        """Return the graph as one self-contained HTML file: the page to read, or the network.

        Only the network answers SPARQL.
        """
        from actorgraph.views.pages import render

        return render(self.store, form=form, with_sparql=with_sparql)

    def pages(
        self,
        stem: str = "page",
        form: "Form" = "page",
        *,
        with_sparql: bool = False,
    ) -> dict[str, str]:
        """Return the graph as HTML pages by file name.

        Above 3,000 nodes or 4 MB there is an index and one network per community, else one page.
        Raises GraphError if SPARQL is wanted and one page is not enough.
        """
        from actorgraph.views.pages import pages

        return pages(self.store, stem, form=form, with_sparql=with_sparql)

    def shareable(self) -> "Graph":
        """Return the graph without the articles' words.

        Offsets and hashes stay, so that anyone who has the text can verify each claim.
        """
        return _with_edges(MemoryStore.of(graphs.shareable(graph) for graph in self.articles()))

    def articles(self) -> list[ArticleGraph]:
        """Return the graph of each article, in the order of their IRIs."""
        return [self.store.graph_of(article) for article in self.store.articles()]

    def to_turtle(self, *, shareable: bool = False) -> str:
        """Return the articles' claims as Turtle; the same graph always gives the same bytes."""
        if shareable:
            return self.shareable().to_turtle()
        return turtle(self.store.triples())

    def rdflib(self) -> "rdflib.Dataset":
        """Copy the graph into an rdflib Dataset, with one named graph per article."""
        return self.store.to_rdflib()

    def cast(self) -> dict[str, tuple[frozenset[str], bool]]:
        """Return each actor's names and whether it must never be tied to an identity, by IRI."""
        facts = Facts(self.store.triples())
        cast: dict[str, tuple[frozenset[str], bool]] = {}
        for node in facts:
            # A gap has a reason, and its mentions are not those of an actor.
            if not facts.objects(node, AG.mention) or facts.objects(node, AG.reason):
                continue
            names = facts.values(node, RDFS.label) + facts.values(node, SKOS.altLabel)
            is_guarded = facts.flag(node, AG.unnamed) or facts.flag(node, AG.protected)
            cast[iri_text(node)] = (frozenset(names), is_guarded)
        return cast

    def unheeded(self, decisions: Sequence[Decision]) -> list[Decision]:
        """Return the decisions that fit no actor of this graph."""
        triples = self.store.triples()
        heeded = {triple.object for triple in triples if triple.predicate == AG.decided}
        return [
            decision for decision in counting(decisions) if Literal(str(decision)) not in heeded
        ]

    def judged(self, verdicts: Sequence[Verdict]) -> "Graph":
        """Return the graph with these verdicts on its claims, and no others."""
        graphs = [review(graph, verdicts).graph for graph in self.articles()]
        return _with_edges(MemoryStore.of(graphs))

    def unplaced(self, verdicts: Sequence[Verdict]) -> list[Unplaced]:
        """Return the verdicts on claims that fit no claim of these articles, with the reason."""
        graphs = self.articles()
        found: list[Unplaced] = []
        for graph in graphs:
            found += review(graph, verdicts).unplaced
        facts = Facts(self.store.triples())
        hashes = {facts.value(graph.iri, AG.sha256) for graph in graphs}
        for verdict in verdicts:
            if verdict.article not in hashes:
                found.append(Unplaced(verdict, "the text is not the one that was judged"))
        return found

    def save(self, folder: Path | str) -> None:
        """Write `graph.ttl`, `page.html` and `network.html` into a folder: all, or none.

        Raises GraphError.
        """
        save(Path(folder), self.files())

    def files(self) -> dict[str, str]:
        """Return what `save` writes, by file name."""
        from actorgraph.views.pages import built

        return {GRAPH_FILE: self.to_turtle(), **built(self.store)}

    def __len__(self) -> int:
        return len(self.store.triples())

    def _repr_html_(self) -> str:
        page = escape(self.view())
        return f'<iframe srcdoc="{page}" width="100%" height="640" style="border:0"></iframe>'


def build(
    source: Path | str | Article,
    *,
    published: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    model: str = MODEL,
    decisions: Sequence[Decision] = (),
    verdicts: Sequence[Verdict] = (),
    linker: "Linker | None" = None,
    deadline: float | None = DEFAULT_IN_SECONDS,
    proposals: "Sequence[Proposal] | None" = None,
) -> Graph:
    """Build the graph of one article: a file, `-` for standard input, or an Article.

    `published` is an EDTF date (`2017-08`), from which "last month" is counted. `decisions` about
    identity and `verdicts` on claims overrule the tool, and `linker` proposes identities for names
    that the packaged tables lack. `deadline` is how many seconds reading may take; None sets no
    limit. `proposals` are claims of another reader, taken instead of those of the built-in rules.
    Raises ArticleError, also once the deadline has passed, ModelError, LinkerError.
    """
    from actorgraph.graph.extraction import by_rules, scene_of

    name = source.title if isinstance(source, Article) else str(source)
    with within(deadline, name):
        if isinstance(source, Article):
            article = source
        else:
            article = read(source, published=published, publisher=publisher, url=url)
        scene = scene_of(article, model=model, decisions=decisions, linker=linker)
        found = by_rules(scene)
        if proposals is None:
            return _with_edges(MemoryStore.of([review(found, verdicts).graph]))
        from actorgraph.proposals.claiming import by_reader

        proposed = by_reader(scene, proposals, found)
        reviewed = MemoryStore.of([review(proposed, verdicts).graph])
        return _with_edges(reviewed, MemoryStore.of([found]))


def extract(
    article: Article,
    *,
    model: str = MODEL,
    decisions: Sequence[Decision] = (),
    linker: "Linker | None" = None,
) -> ArticleGraph:
    """Return the graph of an article, not yet in a store. Raises ModelError, LinkerError."""
    from actorgraph.graph.extraction import by_rules, scene_of

    return by_rules(scene_of(article, model=model, decisions=decisions, linker=linker))


def load(*paths: Path | str) -> Graph:
    """Load graphs that were built before.

    A path is a .ttl, .nt, .nq or .trig file, or a folder with a graph.ttl or a links.nq.
    Raises GraphError.
    """
    return _with_edges(MemoryStore.load(*paths))


def _with_edges(store: MemoryStore, by_rules: Store | None = None) -> Graph:
    """Derive the direct edges once, so that asking a question changes nothing."""
    store.derive()
    return Graph(store, by_rules)


def view(
    graph: Graph | Path | str,
    form: "Form" = "page",
    *,
    with_sparql: bool = False,
) -> str:
    """Return a graph, or that of a file, as one self-contained HTML page or network."""
    if not isinstance(graph, Graph):
        graph = load(graph)
    return graph.view(form, with_sparql=with_sparql)
