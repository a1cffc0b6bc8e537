"""Graph files: the formats that are read, and the graph each statement belongs to."""

import codecs
import gzip
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import BinaryIO

import pyoxigraph as ox

from actorgraph.errors import GraphError
from actorgraph.nesting import TOO_DEEP, is_json_too_deep, is_too_deep, is_xml_too_deep
from actorgraph.stores.contract import AUDITS, LINKS
from actorgraph.vocabulary.vocab import AG, RDF

Name = ox.NamedNode | ox.BlankNode
GRAPH_FILE = "graph.ttl"
# The pages next to it: the one to read, and the network to explore.
PAGES = ("page.html", "network.html")
# A larger file would need several gigabytes of memory; a store on disk does not.
LARGEST_FILE_IN_BYTES = 256_000_000
MOST_STATEMENTS = 2_000_000
# With prefixes written out; a line of N-Quads is longer than one of Turtle.
MOST_CHARACTERS = 3 * LARGEST_FILE_IN_BYTES
USE_A_STORE = "keep so many articles in a store, and use --store"
LINKS_FILE = "links.nq"  # it may be empty: no two articles are linked
FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
}


def read_graphs(path: Path) -> dict[Name, list[ox.Triple]]:
    """Read one graph file, or that of a folder; return its triples by the graph they belong to.

    A statement outside of a named graph belongs to the file's first article. Raises GraphError if
    the file is missing or broken, or if it has no article in this vocabulary.
    """
    path = graph_file(path)
    quads = _read(path)
    articles = _articles(quads)
    if not articles and not _holds_links(quads, path):
        raise GraphError(
            "not a graph of this vocabulary: it has no ag:Article",
            where=path,
            remedy="give a graph.ttl",
        )
    graphs: dict[Name, list[ox.Triple]] = {}
    for quad in quads:
        name = quad.graph_name
        if isinstance(name, ox.DefaultGraph):
            name = articles[0]
        graphs.setdefault(name, []).append(quad.triple)
    return graphs


def graph_file(path: Path) -> Path:
    """Return a graph file as it is, or that of a folder."""
    if not path.is_dir():
        return path
    # A folder of links has no graph of an article.
    graph, links = path / GRAPH_FILE, path / LINKS_FILE
    return links if links.exists() and not graph.exists() else graph


def _read(path: Path) -> list[ox.Quad]:
    suffix = _suffix(path)
    if suffix not in FORMATS:
        raise GraphError(
            "not a graph format that can be read",
            where=path,
            remedy=f"give {', '.join(FORMATS)}, also with .gz",
        )
    try:
        # Editors on Windows put a byte-order mark in front.
        content = _content(path).removeprefix(codecs.BOM_UTF8)
        if _is_too_deep(content, suffix):
            raise GraphError(TOO_DEEP, where=path, remedy="flatten it, or leave it out")
        parsed = ox.parse(content, format=FORMATS[suffix])
        quads = list(islice(_bounded(parsed, path), MOST_STATEMENTS + 1))
    except OSError as error:
        raise GraphError(
            error.strerror or "cannot be read", where=path, remedy="check the path"
        ) from error
    except SyntaxError as error:
        raise GraphError(
            f"broken {suffix[1:]}: {error.msg}", where=path, remedy="build it again"
        ) from error
    except MemoryError as error:
        # The parser holds one statement in memory, and no more than so much of it.
        raise GraphError(
            "has a name or text of more than 16 MB", where=path, remedy="leave it out"
        ) from error
    if len(quads) > MOST_STATEMENTS:
        what = f"has more than {MOST_STATEMENTS:,} statements"
        raise GraphError(what, where=path, remedy=USE_A_STORE)
    # Triples about triples, of RDF 1.2, repeat what the claims state; RDF 1.1 has the claims alone.
    return [quad for quad in quads if not isinstance(quad.object, ox.Triple)]


def _suffix(path: Path) -> str:
    """Return the ending that tells the format, without that of a compressed file."""
    return path.with_suffix("").suffix if path.suffix == ".gz" else path.suffix


def _is_too_deep(content: bytes, suffix: str) -> bool:
    if suffix == ".jsonld":
        return is_json_too_deep(content)
    if suffix == ".rdf":
        return is_xml_too_deep(content)
    return is_too_deep(content)


def _bounded(quads: Iterable[ox.Quad], path: Path) -> Iterator[ox.Quad]:
    """Yield the statements of a file. Raises GraphError if their names become too long.

    A short file may declare a prefix of a megabyte, and use it a thousand times.
    """
    size = 0
    for quad in quads:
        size += len(str(quad))
        if size > MOST_CHARACTERS:
            raise GraphError(
                "its prefixes or base make names too long to be kept in memory",
                where=path,
                remedy="shorten them",
            )
        yield quad


def _content(path: Path) -> bytes:
    """Return the bytes of a file. Raises GraphError if they are too many, OSError."""
    try:
        with _open(path) as file:
            # A pipe has no size.
            content = file.read(LARGEST_FILE_IN_BYTES + 1)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise GraphError("the gzip file is broken", where=path, remedy="build it again") from error
    if len(content) > LARGEST_FILE_IN_BYTES:
        what = f"has more than {LARGEST_FILE_IN_BYTES // 1_000_000} MB"
        raise GraphError(what, where=path, remedy=USE_A_STORE)
    return content


def _open(path: Path) -> gzip.GzipFile | BinaryIO:
    if path.suffix == ".gz":
        return gzip.open(path)
    return path.open("rb")


def _articles(quads: Sequence[ox.Quad]) -> list[Name]:
    """Return the nodes of the articles, sorted."""
    nodes: set[Name] = set()
    for quad in quads:
        is_article = quad.predicate == RDF.type and quad.object == AG.Article
        if is_article and not isinstance(quad.subject, ox.Triple):
            nodes.add(quad.subject)
    return sorted(nodes, key=str)


def _holds_links(quads: Sequence[ox.Quad], path: Path) -> bool:
    """Return whether a file without articles is one of links, or of audited claims."""
    if not quads:
        return path.name == LINKS_FILE
    return {quad.graph_name for quad in quads} <= {LINKS, AUDITS}
