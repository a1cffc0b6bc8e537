"""JSON-LD: an object per node, under the context that `ontology/context.jsonld` publishes.

rdflib's `json-ld` neither sorts its nodes nor shortens values by their datatype in the context.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import pyoxigraph as ox

from actorgraph.graph.facts import Facts
from actorgraph.graph.triples import Node, Term
from actorgraph.stores.contract import Store
from actorgraph.views.exports.long import natural
from actorgraph.views.exports.rdf import prefixes
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

# Numbers that every JSON reader represents exactly.
EXACT = re.compile(r"0|-?[1-9][0-9]{0,14}")
# JSON has these types itself.
NATIVE = ("string", "boolean", "integer")
Context = Mapping[str, Any]


def context() -> dict[str, Any]:
    """Return the context: the prefixes, and each class and property of ours by its local name."""
    terms: dict[str, Any] = {"@version": 1.1} | prefixes()
    for name in sorted(_own("Class")):
        terms[name] = ONTOLOGY + name
    for name in sorted(_own("ObjectProperty")):
        terms[name] = {"@id": ONTOLOGY + name, "@type": "@id"}
    for name in sorted(_own("DatatypeProperty")):
        terms[name] = _datatype_entry(name)
    return terms


def json_ld(store: Store) -> str:
    """Write JSON-LD that contains its context, so that reading it fetches nothing."""
    facts = Facts(store.triples())
    table = _without_ambiguous(context(), facts)
    nodes = {_name(node, table): node for node in facts}
    graph = [_node(name, facts, nodes[name], table) for name in sorted(nodes, key=natural)]
    document = {"@context": table, "@graph": graph}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _own(kind: str) -> set[str]:
    """Return the local names of our classes or properties."""
    quads = ontology().store.quads_for_pattern(None, RDF.type, OWL[kind])
    iris = [iri_text(quad.subject) for quad in quads]
    return {iri.removeprefix(ONTOLOGY) for iri in iris if iri.startswith(ONTOLOGY)}


def _datatype_entry(name: str) -> Any:
    """Return a property's entry; it names the datatype of the values unless JSON has it."""
    ranges = ontology().store.quads_for_pattern(AG[name], RDFS.range, None)
    kinds = [local_name(quad.object) for quad in ranges]
    if len(kinds) != 1 or kinds[0] in NATIVE:
        return ONTOLOGY + name
    return {"@id": ONTOLOGY + name, "@type": XSD[kinds[0]].value}


def _without_ambiguous(table: Context, facts: Facts) -> dict[str, Any]:
    """Leave out a name that is also the scheme of an IRI in this graph: it would be misread."""
    schemes = {iri.partition(":")[0] for iri in _iris(facts)}
    return {name: entry for name, entry in table.items() if name not in schemes}


def _iris(facts: Facts) -> Iterator[str]:
    """Yield every IRI of a graph, those of datatypes included."""
    for node in facts:
        for triple in facts.triples(node):
            yield triple.predicate.value
            for term in (triple.subject, triple.object):
                if isinstance(term, ox.NamedNode):
                    yield term.value
                elif isinstance(term, ox.Literal):
                    yield term.datatype.value


def _short_iri(iri: str, table: Context) -> str:
    """Shorten an IRI by a prefix of the context, if one fits."""
    for name in prefixes():
        namespace = table.get(name)
        if not namespace or not iri.startswith(namespace):
            continue
        local = iri.removeprefix(namespace)
        # `prefix://local` would be read as an absolute IRI.
        if not local.startswith("//"):
            return f"{name}:{local}"
    return iri


def _name(node: Term, table: Context) -> str:
    if isinstance(node, ox.NamedNode):
        return _short_iri(node.value, table)
    return str(node)


def _key(iri: str, table: Context) -> str:
    """Return the context's name for a class or property of ours, else its IRI, shortened."""
    name = iri.removeprefix(ONTOLOGY)
    entry = table.get(name)
    if isinstance(entry, dict):
        entry = entry["@id"]
    if iri.startswith(ONTOLOGY) and entry == iri:
        return name
    return _short_iri(iri, table)


def _node(
    name: str,
    facts: Facts,
    node: Node,
    table: Context,
) -> dict[str, Any]:
    values: dict[str, list[Any]] = defaultdict(list)
    for predicate, objects in facts.properties(node).items():
        for term in objects:
            if predicate == RDF.type and isinstance(term, ox.NamedNode):
                values["@type"].append(_key(term.value, table))
                continue
            key = _key(predicate.value, table)
            values[key].append(_value(term, table.get(key), table))
    row: dict[str, Any] = {"@id": name}
    for key in sorted(values):
        ordered = sorted(values[key], key=_value_key)
        is_single = len(ordered) == 1
        row[key] = ordered[0] if is_single else ordered
    return row


def _value_key(value: Any) -> list[tuple[int, str]]:
    return natural(json.dumps(value, ensure_ascii=False))


def _value(value: Term, entry: object, table: Context) -> Any:
    """Write a value as briefly as the property's entry in the context allows."""
    coerced = entry.get("@type") if isinstance(entry, dict) else None
    if isinstance(value, ox.Literal):
        return _literal(value, coerced, table)
    name = _name(value, table)
    return name if coerced == "@id" else {"@id": name}


def _literal(literal: ox.Literal, coerced: str | None, table: Context) -> Any:
    text = literal.value
    if literal.language:
        return {"@value": text, "@language": literal.language}
    if literal.datatype == XSD.string:
        return {"@value": text} if coerced else text
    if literal.datatype.value == coerced:
        return text
    if coerced is None and literal.datatype == XSD.boolean and text in ("true", "false"):
        return text == "true"
    if coerced is None and literal.datatype == XSD.integer and EXACT.fullmatch(text):
        return int(text)
    return {
        "@value": text,
        "@type": _short_iri(literal.datatype.value, table),
    }
