"""RDF/XML: an element per node and per property, well-formed whatever a text or a class's name contains."""

import re
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

from actorgraph.errors import GraphError
from actorgraph.stores.contract import Store
from actorgraph.views.exports.rdf import ILLEGAL, prefixes, told
from actorgraph.vocabulary.vocab import XSD

# How an IRI must end to be the name of an element that every XML reader takes.
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*$")
# A bare carriage return would be read as a line feed.
KEPT = {"\r": "&#xD;"}


def rdf_xml(store: Store) -> str:
    """Write RDF/XML: a mark stands for each character that XML cannot hold, not even escaped.

    Oxigraph's own writer makes elements of classes whose names fit none. Raises GraphError where a property's does not.
    """
    subjects: dict[object, list[ox.Triple]] = {}
    for triple in told(store):
        subjects.setdefault(triple.subject, []).append(triple)
    spaces = "".join(f"\n  xmlns:{name}={quoteattr(iri)}" for name, iri in prefixes().items())
    nodes = "".join(
        line for subject, triples in subjects.items() for line in _node(subject, triples)
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{spaces}>\n{nodes}</rdf:RDF>\n'


def _node(subject: object, triples: Sequence[ox.Triple]) -> Iterator[str]:
    yield f"  <rdf:Description {_named(subject, 'rdf:about')}>\n"
    for triple in triples:
        yield f"    {_property(triple)}\n"
    yield "  </rdf:Description>\n"


def _named(node: object, attribute: str) -> str:
    if isinstance(node, ox.NamedNode):
        return f"{attribute}={quoteattr(node.value)}"
    return f"rdf:nodeID={quoteattr('b' + str(node).removeprefix('_:'))}"


def _property(triple: ox.Triple) -> str:
    name, space = _element(triple.predicate.value)
    thing = triple.object
    if not isinstance(thing, ox.Literal):
        return f"<{name}{space} {_named(thing, 'rdf:resource')}/>"
    kind = (
        f" xml:lang={quoteattr(thing.language)}"
        if thing.language
        else f" rdf:datatype={quoteattr(thing.datatype.value)}"
    )
    if thing.datatype == XSD.string:
        kind = ""
    text = escape(ILLEGAL.sub("\ufffd", thing.value), KEPT)
    return f"<{name}{space}{kind}>{text}</{name}>"


def _element(iri: str) -> tuple[str, str]:
    """Return an element's name and, where no prefix fits, the declaration of one."""
    found = NAME.search(iri)
    if found is None:
        raise GraphError(
            "XML has no name for this property",
            where=iri,
            remedy="write another format, such as .ttl",
        )
    for name, space in prefixes().items():
        if iri.startswith(space) and NAME.fullmatch(iri[len(space) :]):
            return f"{name}:{iri[len(space) :]}", ""
    return f"own:{found[0]}", f" xmlns:own={quoteattr(iri[: found.start()])}"
