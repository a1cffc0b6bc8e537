"""RDF/XML: an element per node and per property, well-formed for any text and any class.

Oxigraph and rdflib (`pretty-xml`) name elements after classes, and fail where a name is not XML.
"""

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

from actorgraph.errors import GraphError
from actorgraph.graph.facts import Facts
from actorgraph.graph.triples import Node, Properties, Term
from actorgraph.stores.contract import Store
from actorgraph.views.exports.rdf import ILLEGAL, prefixes
from actorgraph.vocabulary.vocab import XSD

# How an IRI must end to be the name of an element that every XML reader accepts.
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*+$")
# The characters of a name, the last of an IRI first.
END_BACKWARDS = re.compile(r"[A-Za-z0-9_.-]*+")
REPLACEMENT = "\ufffd"
# A bare carriage return would be read as a line feed.
ESCAPES = {"\r": "&#xD;"}


def rdf_xml(store: Store) -> str:
    """Write RDF/XML; characters that XML cannot hold are replaced.

    Raises GraphError if the name of a property cannot be an element's.
    """
    facts = Facts(store.triples())
    declared = [f"\n  xmlns:{name}={quoteattr(iri)}" for name, iri in prefixes().items()]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>\n',
        f"<rdf:RDF{''.join(declared)}>\n",
    ]
    for node in facts:
        lines += _description(node, facts.properties(node))
    return "".join([*lines, "</rdf:RDF>\n"])


def _description(node: Node, properties: Properties) -> Iterator[str]:
    yield f"  <rdf:Description {_reference(node, 'rdf:about')}>\n"
    for predicate, values in properties.items():
        for value in values:
            yield f"    {_property(predicate, value)}\n"
    yield "  </rdf:Description>\n"


def _reference(node: Term, attribute: str) -> str:
    if isinstance(node, ox.NamedNode):
        return f"{attribute}={quoteattr(node.value)}"
    # A label of a blank node may begin with a digit, an XML name may not.
    label = "b" + str(node).removeprefix("_:")
    return f"rdf:nodeID={quoteattr(label)}"


def _property(predicate: ox.NamedNode, value: Term) -> str:
    name, declaration = _element(predicate.value)
    if isinstance(value, ox.Literal):
        text = escape(ILLEGAL.sub(REPLACEMENT, value.value), ESCAPES)
        return f"<{name}{declaration}{_literal_attribute(value)}>{text}</{name}>"
    return f"<{name}{declaration} {_reference(value, 'rdf:resource')}/>"


def _literal_attribute(literal: ox.Literal) -> str:
    if literal.language:
        return f" xml:lang={quoteattr(literal.language)}"
    if literal.datatype == XSD.string:
        return ""
    return f" rdf:datatype={quoteattr(literal.datatype.value)}"


def _element(iri: str) -> tuple[str, str]:
    """Return an element's name and, where no prefix fits, the declaration of one."""
    ending = _ending(iri)
    if not ending:
        raise GraphError(
            "XML has no name for this property",
            where=iri,
            remedy="write another format, such as .ttl",
        )
    for name, namespace in prefixes().items():
        local = iri.removeprefix(namespace)
        if iri.startswith(namespace) and NAME.fullmatch(local):
            return f"{name}:{local}", ""
    namespace = iri.removesuffix(ending)
    return f"own:{ending}", f" xmlns:own={quoteattr(namespace)}"


def _ending(iri: str) -> str:
    """Return the longest end of an IRI that is a name in XML; empty if there is none."""
    backwards = END_BACKWARDS.match(iri[::-1])
    length = backwards.end() if backwards else 0
    name = NAME.search(iri[len(iri) - length :])
    return name[0] if name else ""
