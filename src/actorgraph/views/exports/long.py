"""Long Turtle: one object a line under one table of prefixes, in an order that a person and a diff can follow."""

import re
from collections.abc import Sequence
from functools import cache

import pyoxigraph as ox

from actorgraph.stores.contract import Store
from actorgraph.views.exports.rdf import prefixes, told
from actorgraph.vocabulary.vocab import AG, NIF, ONTOLOGY, RDF, RDFS, XSD, superclasses

# What may stand behind a prefix without an escape.
LOCAL = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
INDENT = "\n        "
BARE = {"boolean": r"true|false", "integer": r"[+-]?[0-9]+", "decimal": r"[+-]?[0-9]*\.[0-9]+"}
# First the article, then who is in it, what is claimed of them, whatever else there is, and the many spans last.
ORDER = ("Article", "Actor", "Place", "Document", "Claim")
LAST = len(ORDER) + 1


def long_turtle(store: Store) -> str:
    """Write Turtle for reading and for diffs: subjects by kind and number, `a` and the label first, an object a line."""
    subjects: dict[object, list[ox.Triple]] = {}
    for triple in told(store):
        subjects.setdefault(triple.subject, []).append(triple)
    head = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes().items())
    ordered = sorted(subjects.items(), key=lambda item: (_rank(item[1]), natural(str(item[0]))))
    return head + "".join(_subject(subject, triples) for subject, triples in ordered)


def natural(text: str) -> list[tuple[int, str]]:
    """Return a key that sorts the numbers in a text by their size: char=9 before char=10."""
    return [
        (int(part), part) if part.isdigit() else (-1, part) for part in re.split(r"([0-9]+)", text)
    ]


def term(node: object) -> str:
    """Spell a term as Turtle: by prefix where one fits, a boolean or number bare."""
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
    """Write a text of several lines as several lines."""
    body, quote, tag = quoted[1:].rpartition('"')
    if "\\n" not in body:
        return quoted
    lines = re.sub(r"\\(.)", lambda escape: "\n" if escape[1] == "n" else escape[0], body)
    return f'""{quote}{lines}""{quote}{tag}'


@cache
def _spaces() -> list[tuple[str, str]]:
    return sorted(prefixes().items(), key=lambda item: -len(item[1]))


def _iri(iri: str) -> str:
    for name, space in _spaces():
        if iri.startswith(space) and LOCAL.fullmatch(iri[len(space) :]):
            return f"{name}:{iri[len(space) :]}"
    return str(ox.NamedNode(iri))


def _rank(triples: Sequence[ox.Triple]) -> int:
    kinds = [
        t.object.value
        for t in triples
        if t.predicate == RDF.type and isinstance(t.object, ox.NamedNode)
    ]
    ours = [kind.removeprefix(ONTOLOGY) for kind in kinds if kind.startswith(ONTOLOGY)]
    above = {name for kind in ours if _known(kind) for name in superclasses(kind)}
    if any(triple.predicate == NIF.beginIndex for triple in triples):
        return LAST
    return next((place for place, name in enumerate(ORDER) if name in above), len(ORDER))


def _known(kind: str) -> bool:
    try:
        return bool(AG[kind])
    except KeyError:
        return False


def _subject(subject: object, triples: Sequence[ox.Triple]) -> str:
    held: dict[ox.NamedNode, list[str]] = {}
    for triple in triples:
        held.setdefault(triple.predicate, []).append(term(triple.object))
    lines = [f"\n{term(subject)}"]
    for predicate, objects in sorted(held.items(), key=lambda item: _place(item[0])):
        values = sorted(objects, key=natural)
        if predicate == RDF.type:
            lines.append(f"    a {' , '.join(values)} ;")
        elif len(values) == 1:
            lines.append(f"    {term(predicate)} {values[0]} ;")
        else:
            lines.append(
                f"    {term(predicate)}{' ,'.join(f'{INDENT}{value}' for value in values)} ;"
            )
    return "\n".join([*lines, ".\n"])


def _place(predicate: ox.NamedNode) -> tuple[bool, bool, str]:
    return predicate != RDF.type, predicate != RDFS.label, term(predicate)
