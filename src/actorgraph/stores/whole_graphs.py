"""Queries that name graphs: the graphs of packed articles are made for them, and only then.

A query over the merged graph, as nearly all are, reads the database as it is. One that says GRAPH
or FROM reads a database in which each article that it names has its graph again: of these graphs
alone, in memory, if it reads nothing else; or else a copy of the whole next to the first, by links
to its files, with the graphs added. A variable after GRAPH needs the graphs of all articles.
"""

import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from actorgraph.errors import QueryError
from actorgraph.files import PRIVATE_FOLDER
from actorgraph.sparql import scan
from actorgraph.stores.contract import ARTICLES, QueryResult
from actorgraph.stores.disk.faults import backup
from actorgraph.stores.packing import (
    CODE,
    PACKED,
    in_trig,
    packed_articles,
    packed_text,
)

# A server deletes folders of this name at its end, and `actorgraph forget` looks for them.
PREFIX = ".actorgraph-serve-"
# More would take minutes.
MOST_GRAPHS = 1_000
GRAPHS_AT_A_TIME = 100
KEYWORD = re.compile("graph|from", re.IGNORECASE)
JOINED = re.compile("(graph|from)[^:]")
Names = Sequence[ox.NamedNode]


@dataclass(frozen=True, slots=True)
class Needs:
    """The graphs that a query names.

    `all` says that it may read any, `alone` that it reads no others and not the merged graph.
    """

    names: frozenset[ox.NamedNode]
    all: bool
    alone: bool


def place_of(snapshot: Path) -> Path:
    """Return the folder for the graphs that queries of a snapshot name; it goes with it."""
    return snapshot.with_name(f"{snapshot.name}.graphs")


class WholeGraphs:
    """Answers queries over a database in which articles may be packed.

    With `keeps`, which needs a database that does not change, graphs made for one query serve the
    next ones, too.
    """

    def __init__(self, quads: ox.Store, place: Path | None = None, *, keeps: bool = False) -> None:
        """Make graphs in `place`, a folder on the database's disk: there its files are linked."""
        self._quads = quads
        self._place = place
        self._keeps = keeps
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._copy: ox.Store | None = None
        self._made: set[ox.NamedNode] = set()

    def query(
        self,
        sparql: str,
        default: Names | None = None,
        named: Names | None = None,
        **options: Any,
    ) -> QueryResult:
        """Run a query; `default` and `named` are the graphs of its dataset, if a request names it.

        Raises SyntaxError or QueryError if it is invalid or needs too many graphs, OSError.
        """
        if default is not None or named is not None:
            options |= {"default_graph": list(default or ()), "named_graphs": list(named or ())}
        quads = self._database(needs_of(sparql, default, named))
        return quads.query(sparql, **options)

    def close(self) -> None:
        """Delete what was made; a second call does nothing."""
        # Oxigraph closes a database when nothing refers to it any more.
        self._copy = None
        self._made = set()
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def _database(self, needs: Needs | None) -> ox.Store:
        """Return a database that has the graphs that a query needs."""
        if needs is None:
            return self._quads
        names = self._all_articles() if needs.all else needs.names
        packed = {name for name in names if packed_text(self._quads, name) is not None}
        if not packed:
            return self._quads
        if needs.alone and packed == names:
            memory = ox.Store()
            _add_graphs(memory, self._quads, packed)
            return memory
        copy = self._with_graphs(packed)
        if needs.all:
            copy.remove_graph(PACKED)
        return copy

    def _all_articles(self) -> frozenset[ox.NamedNode]:
        names = frozenset(islice(packed_articles(self._quads), MOST_GRAPHS + 1))
        if len(names) > MOST_GRAPHS:
            raise QueryError(
                f"GRAPH with a variable needs the graphs of more than {MOST_GRAPHS} articles",
                remedy="name the articles with FROM NAMED, or ask with ag:reportedIn",
            )
        return names

    def _with_graphs(self, names: Iterable[ox.NamedNode]) -> ox.Store:
        if not self._keeps:
            self.close()
        if self._copy is None:
            self._copy = self._copied()
        new = set(names) - self._made
        _add_graphs(self._copy, self._quads, new)
        self._made |= new
        return self._copy

    def _copied(self) -> ox.Store:
        try:
            if self._place is not None:
                self._place.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
            self._folder = tempfile.TemporaryDirectory(prefix=PREFIX, dir=self._place)
        except OSError:
            # The place may only be read.
            self._folder = tempfile.TemporaryDirectory(prefix=PREFIX)
        target = Path(self._folder.name) / "graphs"
        backup(self._quads, target)
        return ox.Store(str(target))


def needs_of(sparql: str, default: Names | None = None, named: Names | None = None) -> Needs | None:
    """Return the graphs that a query names; None if it reads the merged graph alone."""
    if default is not None or named is not None:
        return Needs(frozenset([*(default or ()), *(named or ())]), all=False, alone=True)
    terms = list(_graph_terms(sparql))
    if not terms:
        return None
    # With FROM, GRAPH reaches no other graphs than those of FROM NAMED.
    has_dataset = any(keyword == "from" for keyword, _ in terms)
    names = set()
    is_open = False
    for _, term in terms:
        name = _article_or_graph(term)
        if name is not None:
            names.add(name)
        elif not (has_dataset and term["variable"]):
            is_open = True
    return Needs(frozenset(names), all=is_open, alone=has_dataset)


def _graph_terms(sparql: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield what follows GRAPH, FROM and FROM NAMED in a query, each with the keyword."""
    if not KEYWORD.search(sparql):
        return
    keyword = ""
    for lexeme in scan(sparql):
        word = lexeme[0].casefold()
        if lexeme.lastgroup == "space" or (keyword == "from" and word == "named"):
            continue
        if keyword:
            yield keyword, lexeme
        elif lexeme["prefixed"] and JOINED.match(word):
            # The engine reads `GRAPHex:a` as GRAPH and a name; it may also be a name alone.
            yield "graph", lexeme
        keyword = word if lexeme["word"] and word in ("graph", "from") else ""


def _article_or_graph(term: re.Match[str]) -> ox.NamedNode | None:
    """Return the graph that a term names; None if that cannot be said without its prefix."""
    code = CODE.search(term[0])
    if code is not None:
        return ox.NamedNode(ARTICLES + code[0])
    try:
        return ox.NamedNode(term[0][1:-1]) if term["iri"] else None
    except ValueError:
        return None


def _add_graphs(target: ox.Store, source: ox.Store, names: Iterable[ox.NamedNode]) -> None:
    """Give a database the graphs of packed articles."""
    waiting = sorted(names, key=str)
    for begin in range(0, len(waiting), GRAPHS_AT_A_TIME):
        parts = []
        for name in waiting[begin : begin + GRAPHS_AT_A_TIME]:
            text = packed_text(source, name)
            if text is not None:
                parts.append(in_trig(name, text))
        # Many at once: for each load the engine writes a dozen files.
        target.bulk_load(b"".join(parts), format=ox.RdfFormat.TRIG, lenient=True)
