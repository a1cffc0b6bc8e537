"""JSON-LD: one node an object, under the context that `ontology/context.jsonld` publishes and every file carries."""

import json
import re
from collections.abc import Mapping
from typing import Any

import pyoxigraph as ox

from actorgraph.stores.contract import Store
from actorgraph.views.exports.long import natural
from actorgraph.views.exports.rdf import prefixes, told
from actorgraph.vocabulary.vocab import (
    AG,
    ONTOLOGY,
    OWL,
    RDF,
    RDFS,
    XSD,
    iri_text,
    local_name,
    ontology,
)

# Numbers that every JSON reader keeps exactly.
EXACT = re.compile(r"0|-?[1-9][0-9]{0,14}")
# JSON writes these without saying their datatype.
NATIVE = ("string", "boolean", "integer")


def context() -> dict[str, Any]:
    """Return the context: the prefixes, and each class and property of ours by its own name."""
    terms: dict[str, Any] = {"@version": 1.1} | prefixes()
    for name in sorted(_ours("Class")):
        terms[name] = ONTOLOGY + name
    for name in sorted(_ours("ObjectProperty")):
        terms[name] = {"@id": ONTOLOGY + name, "@type": "@id"}
    for name in sorted(_ours("DatatypeProperty")):
        terms[name] = _datatyped(name)
    return terms


def json_ld(store: Store) -> str:
    """Write JSON-LD that carries its context, so that nothing is fetched to read it."""
    triples = told(store)
    table = _fitting(context(), triples)
    nodes: dict[str, list[ox.Triple]] = {}
    for triple in triples:
        nodes.setdefault(_named(triple.subject, table), []).append(triple)
    graph = [_node(name, nodes[name], table) for name in sorted(nodes, key=natural)]
    return json.dumps({"@context": table, "@graph": graph}, ensure_ascii=False, indent=1) + "\n"


def _ours(kind: str) -> set[str]:
    quads = ontology().store.quads_for_pattern(None, RDF.type, OWL[kind])
    found = (quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode))
    return {iri.removeprefix(ONTOLOGY) for iri in found if iri.startswith(ONTOLOGY)}


def _datatyped(name: str) -> Any:
    """Say which datatype a property's values have, where JSON does not say it itself."""
    ranges = ontology().store.quads_for_pattern(AG[name], RDFS.range, None)
    kinds = sorted(local_name(quad.object) for quad in ranges)
    if len(kinds) != 1 or kinds[0] in NATIVE:
        return ONTOLOGY + name
    return {"@id": ONTOLOGY + name, "@type": XSD[kinds[0]].value}


def _fitting(table: dict[str, Any], triples: list[ox.Triple]) -> dict[str, Any]:
    """Leave out what would be misread: a name that some IRI of this graph has for its scheme."""
    terms = (
        term for triple in triples for term in (triple.subject, triple.predicate, triple.object)
    )
    iris = {term.value for term in terms if isinstance(term, ox.NamedNode)}
    iris |= {t.object.datatype.value for t in triples if isinstance(t.object, ox.Literal)}
    schemes = {iri.partition(":")[0] for iri in iris}
    return {name: told for name, told in table.items() if name not in schemes}


def _iri(iri: str, table: Mapping[str, Any]) -> str:
    """Shorten an IRI by a prefix of the context, if one fits."""
    for name in prefixes():
        space = table.get(name)
        local = iri.removeprefix(space) if space else iri
        if local != iri and not local.startswith("//"):
            return f"{name}:{local}"
    return iri


def _named(node: object, table: Mapping[str, Any]) -> str:
    return _iri(node.value, table) if isinstance(node, ox.NamedNode) else str(node)


def _key(iri: str, table: Mapping[str, Any]) -> str:
    """Return the name of ours that the context gives a class or property, else its IRI, shortened."""
    name = iri.removeprefix(ONTOLOGY)
    entry = table.get(name)
    meant = entry["@id"] if isinstance(entry, dict) else entry
    return name if iri.startswith(ONTOLOGY) and meant == iri else _iri(iri, table)


def _node(name: str, triples: list[ox.Triple], table: Mapping[str, Any]) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": name}
    held: dict[str, list[ox.Triple]] = {}
    for triple in triples:
        kind = triple.predicate == RDF.type and isinstance(triple.object, ox.NamedNode)
        key = "@type" if kind else _key(triple.predicate.value, table)
        held.setdefault(key, []).append(triple)
    for key in sorted(held):
        if key == "@type":
            values: list[Any] = [_key(iri_text(triple.object), table) for triple in held[key]]
        else:
            values = [_value(triple.object, table.get(key), table) for triple in held[key]]
        values.sort(key=lambda value: natural(json.dumps(value, ensure_ascii=False)))
        node[key] = values[0] if len(values) == 1 else values
    return node


def _value(thing: object, entry: object, table: Mapping[str, Any]) -> Any:
    """Write a value as shortly as the property's entry in the context allows without a change of meaning."""
    coerced = entry.get("@type") if isinstance(entry, dict) else None
    if not isinstance(thing, ox.Literal):
        name = _named(thing, table)
        return name if coerced == "@id" else {"@id": name}
    if thing.language:
        return {"@value": thing.value, "@language": thing.language}
    if thing.datatype == XSD.string:
        return {"@value": thing.value} if coerced else thing.value
    if coerced is None and thing.datatype == XSD.boolean and thing.value in ("true", "false"):
        return thing.value == "true"
    if coerced is None and thing.datatype == XSD.integer and EXACT.fullmatch(thing.value):
        return int(thing.value)
    kind = thing.datatype.value
    return thing.value if coerced == kind else {"@value": thing.value, "@type": _iri(kind, table)}
