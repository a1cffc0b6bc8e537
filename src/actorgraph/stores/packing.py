"""Articles' graphs, packed: the merged graph has each triple once, and a text has the graph.

A triple that contains an article's code, in an IRI such as `claim/CODE-3`, is the article's own: it
is in the merged graph, and in the text. The others, such as the label of an actor whom several
articles name, are in the article's named graph, too: there it is seen who else states them. So a
triple of the merged graph is stated by the named graphs that hold it, and by the packed articles
whose codes it contains. All changes of one article are one transaction of the engine.

A graph that is not packed is a named graph, as in stores of earlier versions.
"""

import re
import zlib
from base64 import b64decode, b64encode
from collections.abc import Collection, Iterable, Iterator

import pyoxigraph as ox

from actorgraph.stores.contract import ARTICLES, GraphName, Resource, Value
from actorgraph.vocabulary.vocab import INDIVIDUALS, RDF, local_name, prefixes

# The graph, and the property in it, by which an article has its text.
PACKED = ox.NamedNode(f"{INDIVIDUALS}packed")
ALONE = "(?<![0-9a-f]){}(?![0-9a-f])"  # not part of a longer number
CODE = re.compile(ALONE.format("[0-9a-f]{16}"))
PREFIXES = re.compile(rb"(?:@prefix [^\n]*\n)*")
PLAIN = re.compile("[A-Za-z][A-Za-z0-9]*")  # a name that Turtle writes as it is
LEVEL = 6  # of compression; the highest takes three times as long for 2 bytes in 100


def pack(triples: Collection[ox.Triple]) -> ox.Literal:
    """Return triples as a text: how many they are, and compressed Turtle.

    The same triples give the same text.
    """
    # By subject, which Turtle then writes once.
    ordered = sorted(triples, key=str)
    names = {**prefixes(), "id": INDIVIDUALS, "article": ARTICLES}
    content = ox.serialize(ordered, format=ox.RdfFormat.TURTLE, prefixes=names) or b""
    text = b64encode(zlib.compress(content, LEVEL)).decode("ascii")
    return ox.Literal(f"{len(ordered)} {text}")


def unpacked_turtle(text: ox.Literal) -> bytes:
    """Return the Turtle of a packed graph. Raises OSError if the text is damaged."""
    _, _, content = text.value.partition(" ")
    try:
        return zlib.decompress(b64decode(content))
    except (ValueError, zlib.error) as error:
        raise OSError(f"Corruption: a packed graph cannot be read: {error}") from error


def in_trig(article: ox.NamedNode, text: ox.Literal) -> bytes:
    """Return a packed graph as a named graph in TriG. Raises OSError if the text is damaged."""
    content = unpacked_turtle(text)
    # Prefixes are declared outside of graphs.
    declared = PREFIXES.match(content)
    end = declared.end() if declared else 0
    return b"%s%s {\n%s}\n" % (content[:end], str(article).encode(), content[end:])


def packed_text(quads: ox.Store, article: object) -> ox.Literal | None:
    """Return the text of a packed article; None if it is not packed, or not there."""
    if not isinstance(article, ox.NamedNode):
        return None
    for quad in quads.quads_for_pattern(article, PACKED, None, PACKED):
        if isinstance(quad.object, ox.Literal):
            return quad.object
    return None


def packed_articles(quads: ox.Store) -> Iterator[ox.NamedNode]:
    """Yield the articles that are packed."""
    for quad in quads.quads_for_pattern(None, PACKED, None, PACKED):
        if isinstance(quad.subject, ox.NamedNode):
            yield quad.subject


def graph_triples(quads: ox.Store, name: ox.NamedNode | ox.BlankNode) -> list[ox.Triple]:
    """Return the triples of a named graph, packed or not: an article's, links, or others."""
    text = packed_text(quads, name)
    if text is None:
        return [quad.triple for quad in quads.quads_for_pattern(None, None, None, name)]
    return list(_parsed(unpacked_turtle(text)))


def unpack_articles(quads: ox.Store) -> None:
    """Make the graph of each packed article a named graph again. Raises OSError."""
    for article in list(packed_articles(quads)):
        parts = [f"INSERT DATA {{ GRAPH {article} {{"]
        parts += [f"{triple} ." for triple in graph_triples(quads, article)]
        parts.append(f"}} }} ; DELETE WHERE {{ GRAPH {PACKED} {{ {article} {PACKED} ?text }} }}")
        quads.update(" ".join(parts))


def count_triples(quads: ox.Store, name: ox.NamedNode) -> int:
    """Return how many triples a named graph has, packed or not."""
    text = packed_text(quads, name)
    if text is None:
        return sum(1 for _ in quads.quads_for_pattern(None, None, None, name))
    return int(text.value.partition(" ")[0])


def graph_names(quads: ox.Store) -> list[ox.NamedNode]:
    """Return the names of all graphs, sorted."""
    names = set(packed_articles(quads))
    for name in quads.named_graphs():
        # A blank name comes from a file of someone else's; no statement refers to it.
        if isinstance(name, ox.NamedNode) and name != PACKED:
            names.add(name)
    return sorted(names, key=str)


def has_graph(quads: ox.Store, name: ox.NamedNode) -> bool:
    """Return whether there is a graph of a name, packed or not."""
    if name == PACKED:
        return False
    return quads.contains_named_graph(name) or packed_text(quads, name) is not None


# ── whose a triple is ─────────────────────────────────────────────────────────────────────────────


def may_be_packed(article: ox.NamedNode) -> bool:
    """Return whether an article's IRI ends in a code, by which its own triples are known."""
    return CODE.fullmatch(article.value.removeprefix(ARTICLES)) is not None


def articles_in(triple: ox.Triple | ox.Quad) -> set[ox.NamedNode]:
    """Return the articles whose codes are in the IRIs of a triple's subject or object."""
    codes: set[str] = set()
    for term in (triple.subject, triple.object):
        if isinstance(term, ox.NamedNode):
            codes.update(CODE.findall(term.value))
    return {ox.NamedNode(ARTICLES + code) for code in codes}


def common_triples(article: ox.NamedNode, triples: Iterable[ox.Triple]) -> list[ox.Triple]:
    """Return those of an article's triples that are not its own."""
    if not may_be_packed(article):
        return list(triples)
    triples = list(triples)
    code = article.value.removeprefix(ARTICLES)
    has_code = re.compile(ALONE.format(code).encode()).search
    lines = (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").splitlines()
    shared = []
    own_subjects: dict[bytes, bool] = {}
    for triple, line in zip(triples, lines, strict=True):
        # Nearly all are the article's own by their subject, of which many say something.
        subject, _, _ = line.partition(b" ")
        if subject not in own_subjects:
            own_subjects[subject] = subject.startswith(b"<") and bool(has_code(subject))
        if not own_subjects[subject] and article not in articles_in(triple):
            shared.append(triple)
    return shared


def graphs_with(quads: ox.Store, triple: ox.Triple) -> list[ox.NamedNode | ox.BlankNode]:
    """Return the graphs that state a triple of the merged graph, sorted."""
    graphs: list[ox.NamedNode | ox.BlankNode] = []
    holders = quads.quads_for_pattern(
        triple.subject,
        triple.predicate,
        triple.object,
        None,
    )
    for quad in holders:
        if not isinstance(quad.graph_name, ox.DefaultGraph):
            graphs.append(quad.graph_name)
    owners = [name for name in articles_in(triple) if packed_text(quads, name) is not None]
    # Somebody states it, so that with one candidate its text need not be read.
    if graphs or len(owners) > 1:
        owners = [name for name in owners if _states(quads, name, [triple])]
    return sorted({*graphs, *owners}, key=str)


def stated_as_own(
    quads: ox.Store,
    triples: Iterable[ox.Triple],
    without: ox.NamedNode | None = None,
) -> set[ox.Triple]:
    """Return those of some triples that packed articles, without this one, state as their own."""
    by_article: dict[ox.NamedNode, list[ox.Triple]] = {}
    for triple in triples:
        for name in articles_in(triple):
            if name != without:
                by_article.setdefault(name, []).append(triple)
    stated: set[ox.Triple] = set()
    for name, candidates in by_article.items():
        stated |= _states(quads, name, candidates)
    return stated


def _states(quads: ox.Store, name: ox.NamedNode, triples: list[ox.Triple]) -> set[ox.Triple]:
    """Return those of some triples that a packed article states."""
    text = packed_text(quads, name)
    if text is None:
        return set()
    content = unpacked_turtle(text)
    # Reading the text takes fifty times as long as looking for a property in it.
    candidates = {triple for triple in triples if _may_have(content, triple.predicate)}
    return candidates.intersection(_parsed(content)) if candidates else set()


def _may_have(content: bytes, predicate: ox.NamedNode) -> bool:
    """Return whether Turtle may have a property: one with a plain name is written with it."""
    name = local_name(predicate)
    return predicate == RDF.type or not PLAIN.fullmatch(name) or name.encode() in content


def _parsed(content: bytes) -> Iterator[ox.Triple]:
    return (quad.triple for quad in ox.parse(content, format=ox.RdfFormat.TURTLE))


def match_named(
    quads: ox.Store,
    subject: Resource | None,
    predicate: ox.NamedNode | None,
    object: Value | None,
    graph: GraphName | None,
) -> Iterator[ox.Quad]:
    """Yield the quads that match in one graph, packed or not, or in each (None)."""
    if graph is None:
        yield from _match_each(quads, subject, predicate, object)
        return
    text = packed_text(quads, graph)
    if text is None:
        yield from quads.quads_for_pattern(subject, predicate, object, graph)
        return
    wanted = (subject, predicate, object)
    for triple in _parsed(unpacked_turtle(text)):
        parts = (triple.subject, triple.predicate, triple.object)
        if all(term in (None, part) for term, part in zip(wanted, parts, strict=True)):
            yield ox.Quad(*parts, graph)


def _match_each(
    quads: ox.Store,
    subject: Resource | None,
    predicate: ox.NamedNode | None,
    object: Value | None,
) -> Iterator[ox.Quad]:
    for quad in quads.quads_for_pattern(subject, predicate, object, None):
        if not isinstance(quad.graph_name, ox.DefaultGraph):
            if quad.graph_name != PACKED:
                yield quad
            continue
        owners = articles_in(quad)
        if not owners:
            continue
        # A packed article has its own triples in the merged graph alone.
        for name in graphs_with(quads, quad.triple):
            if name in owners and packed_text(quads, name) is not None:
                yield ox.Quad(quad.subject, quad.predicate, quad.object, name)
