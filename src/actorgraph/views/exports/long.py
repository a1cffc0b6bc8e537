"""Long Turtle: one object a line under one table of prefixes, for people and for diffs.

rdflib's `longturtle` is similar, but sorts `char=10` before `char=9`, mixes spans with claims, and
would need a copy of the graph in rdflib.
"""

import re
from functools import cache

import pyoxigraph as ox

from actorgraph.graph.facts import Facts
from actorgraph.graph.triples import Node, Properties
from actorgraph.stores.contract import Store
from actorgraph.views.exports.rdf import prefixes
from actorgraph.vocabulary.vocab import (
    NIF,
    ONTOLOGY,
    RDF,
    RDFS,
    XSD,
    defined,
    superclasses,
)

# A local name that needs no escape after its prefix.
LOCAL = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
ESCAPE = re.compile(r"\\(.)")
MOST_DIGITS = 1_000  # of a number that is compared by its size
INDENT = "\n        "
# Literals of these types are written without quotation marks.
BARE = {
    "boolean": r"true|false",
    "integer": r"[+-]?[0-9]+",
    "decimal": r"[+-]?[0-9]*\.[0-9]+",
}
# First the article, then its actors, the claims about them, everything else, and the spans last.
ORDER = ("Article", "Actor", "Place", "Document", "Claim")
OTHERS = len(ORDER)
SPANS = len(ORDER) + 1
# A part of a text: its size if it is a number, and the part itself.
NaturalKey = list[tuple[int, str]]


def long_turtle(store: Store) -> str:
    """Write Turtle: subjects by kind and number, `a` and the label first, an object a line."""
    facts = Facts(store.triples())
    head = [f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes().items()]
    ordered = sorted(
        facts,
        key=lambda node: (_rank(facts, node), natural(str(node))),
    )
    subjects = [_subject(node, facts.properties(node)) for node in ordered]
    return "".join([*head, *subjects])


def natural(text: str) -> NaturalKey:
    """Return a key that sorts the numbers in a text by their size: char=9 before char=10."""
    parts = re.split(r"([0-9]+)", text)
    return [(_size(part), part) for part in parts]


def _size(part: str) -> int:
    # Python reads no number of more than some thousand digits.
    return int(part[:MOST_DIGITS]) if part.isdigit() else -1


def term(node: object) -> str:
    """Write a term as Turtle: by prefix where one fits, a boolean or number without quotes."""
    if isinstance(node, ox.NamedNode):
        return _iri(node.value)
    if not isinstance(node, ox.Literal):
        return str(node)
    if node.language or node.datatype == XSD.string:
        return _text(str(node))
    for name, pattern in BARE.items():
        if node.datatype == XSD[name] and re.fullmatch(pattern, node.value):
            return node.value
    return f"{ox.Literal(node.value)}^^{_iri(node.datatype.value)}"


def _text(quoted: str) -> str:
    """Write a text of several lines as several lines, in three quotation marks."""
    body, quote, tag = quoted[1:].rpartition('"')
    if "\\n" not in body:
        return quoted
    lines = ESCAPE.sub(
        lambda escape: "\n" if escape[1] == "n" else escape[0],
        body,
    )
    return f'""{quote}{lines}""{quote}{tag}'


@cache
def _longest_first() -> list[tuple[str, str]]:
    return sorted(prefixes().items(), key=lambda item: -len(item[1]))


def _iri(iri: str) -> str:
    for name, namespace in _longest_first():
        local = iri.removeprefix(namespace)
        if iri.startswith(namespace) and LOCAL.fullmatch(local):
            return f"{name}:{local}"
    return str(ox.NamedNode(iri))


def _rank(facts: Facts, node: Node) -> int:
    if facts.has(node, NIF.beginIndex):
        return SPANS
    above: set[str] = set()
    for kind in facts.kinds(node):
        if defined(ox.NamedNode(ONTOLOGY + kind)):
            above |= superclasses(kind)
    return next((rank for rank, name in enumerate(ORDER) if name in above), OTHERS)


def _subject(node: Node, properties: Properties) -> str:
    """Write a paragraph: the subject, and its properties a line each."""
    lines = [f"\n{term(node)}"]
    for predicate in sorted(properties, key=_place):
        values = sorted((term(value) for value in properties[predicate]), key=natural)
        lines.append(f"    {_name(predicate)}{_objects(predicate, values)} ;")
    return "\n".join([*lines, ".\n"])


def _name(predicate: ox.NamedNode) -> str:
    if predicate == RDF.type:
        return "a"
    return term(predicate)


def _objects(predicate: ox.NamedNode, values: list[str]) -> str:
    if predicate == RDF.type:
        return " " + " , ".join(values)
    if len(values) == 1:
        return f" {values[0]}"
    return " ,".join(f"{INDENT}{value}" for value in values)


def _place(predicate: ox.NamedNode) -> tuple[bool, bool, str]:
    return predicate != RDF.type, predicate != RDFS.label, term(predicate)
