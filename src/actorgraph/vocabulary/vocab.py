"""The ontology, loaded once: a closed namespace, the prefix table and the lexicon's cues.

Nothing else in the package spells a term: `AG.Request` is an error unless `ontology/` defines it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import PurePath

import pyoxigraph as ox

FILES = (
    "actorgraph.ttl",
    "actions.ttl",
    "attitudes.ttl",
    "relations.ttl",
    "names.ttl",
    "people.ttl",
    "markers.ttl",
)
ONTOLOGY = "https://w3id.org/actorgraph/ontology#"
INDIVIDUALS = "https://w3id.org/actorgraph/id/"


def ontology_text(name: str) -> str:
    """Return the text of one file of `ontology/` by its name, such as `shapes.ttl`."""
    return files("actorgraph.ontology").joinpath(PurePath(name).name).read_text("utf-8")


@dataclass(frozen=True, slots=True)
class Ontology:
    """All triples of the ontology's files, and the prefixes they declare."""

    store: ox.Store
    prefixes: dict[str, str]


@cache
def ontology() -> Ontology:
    """Read the ontology's files into one store."""
    store = ox.Store()
    prefixes: dict[str, str] = {}
    for name in FILES:
        text = ontology_text(name)
        store.load(text, format=ox.RdfFormat.TURTLE)
        # The prefixes come before the first triple, and a parser knows them once it has read it.
        parser = ox.parse(text, format=ox.RdfFormat.TURTLE)
        next(parser)
        prefixes |= parser.prefixes
    return Ontology(store, prefixes)


@cache
def prefixes() -> dict[str, str]:
    """Return the ontology's named prefixes, in order; queries and written graphs need not declare
    their own.
    """
    return {name: iri for name, iri in sorted(ontology().prefixes.items()) if name}


@dataclass(frozen=True)
class Namespace:
    """A prefix's terms as attributes; a closed one knows only what the ontology defines.

    It has no slots, so that a term becomes an attribute when it is first used: a graph needs
    millions of them.
    """

    prefix: str
    closed: bool = False

    def __getattr__(self, local: str) -> ox.NamedNode:
        if local.startswith("__"):
            raise AttributeError(local)
        node = self[local]
        self.__dict__[local] = node
        return node

    def __getitem__(self, local: str) -> ox.NamedNode:
        return _term(self.prefix, local, self.closed)


@cache
def _term(prefix: str, local: str, closed: bool) -> ox.NamedNode:
    node = ox.NamedNode(ontology().prefixes[prefix] + local)
    if closed and not defined(node):
        raise KeyError(f"ontology/ defines no {prefix}:{local}")
    return node


@cache
def defined(node: ox.NamedNode) -> bool:
    """Return whether the ontology defines this term."""
    return next(iter(ontology().store.quads_for_pattern(node, RDF.type, None)), None) is not None


AG = Namespace("ag", closed=True)
NIF, RDF, RDFS, SKOS, OWL = (
    Namespace("nif"),
    Namespace("rdf"),
    Namespace("rdfs"),
    Namespace("skos"),
    Namespace("owl"),
)
DCT, PROV, SCHEMA, XSD, WD = (
    Namespace("dct"),
    Namespace("prov"),
    Namespace("schema"),
    Namespace("xsd"),
    Namespace("wd"),
)


def local_name(node: object) -> str:
    """Return the part of an IRI after its last `#` or `/`: `Request` of `ag:Request`."""
    return str(getattr(node, "value", node)).rpartition("#")[2].rpartition("/")[2]


def literals(subject: str, predicate: str) -> list[str]:
    """Return the literals of a term of ours under one of our annotation properties, sorted."""
    quads = ontology().store.quads_for_pattern(AG[subject], AG[predicate], None)
    return sorted(quad.object.value for quad in quads if isinstance(quad.object, ox.Literal))


def literals_of_all(predicate: str) -> Iterator[tuple[str, str]]:
    """Yield (local name, literal) for every term that carries this annotation property."""
    for subject, literal in carrying(AG[predicate]):
        yield local_name(subject), literal


def carrying(predicate: ox.NamedNode, subject: ox.NamedNode | None = None) -> list[tuple[str, str]]:
    """Return (subject's IRI, literal) for every literal under a property, sorted."""
    quads = ontology().store.quads_for_pattern(subject, predicate, None)
    return sorted(
        (iri_text(q.subject), q.object.value) for q in quads if isinstance(q.object, ox.Literal)
    )


def iri_text(node: object) -> str:
    """Return an IRI's text."""
    return str(getattr(node, "value", node))


@cache
def subclasses(parent: str) -> frozenset[str]:
    """Return the local names of a class of ours and of everything below it."""
    found, waiting = set(), [AG[parent]]
    while waiting:
        node = waiting.pop()
        found.add(local_name(node))
        for quad in ontology().store.quads_for_pattern(None, RDFS.subClassOf, node):
            if local_name(quad.subject) not in found and isinstance(quad.subject, ox.NamedNode):
                waiting.append(quad.subject)
    return frozenset(found)


@cache
def superclasses(child: str) -> frozenset[str]:
    """Return the local names of a class of ours and of every class of ours above it."""
    found, waiting = set(), [AG[child]]
    while waiting:
        node = waiting.pop()
        found.add(local_name(node))
        for quad in ontology().store.quads_for_pattern(node, RDFS.subClassOf, None):
            if isinstance(quad.object, ox.NamedNode) and quad.object.value.startswith(ONTOLOGY):
                waiting.append(quad.object)
    return frozenset(found)
