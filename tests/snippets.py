"""Small graphs for tests, written as Turtle without its prefixes."""

from pathlib import Path

import pyoxigraph as ox

from actorgraph.graph.article_graph import ArticleGraph
from actorgraph.graph.facts import Facts
from actorgraph.stores.memory import MemoryStore
from actorgraph.views.exports import FORMATS, export
from actorgraph.vocabulary.vocab import ontology

EXAMPLE = "https://example.org/"
ARTICLE = """
ex:article a ag:Article ; dct:title "Port strike" ; dct:publisher "The Example" ;
  dct:issued "2017-08" ; ag:sha256 "00" ; ag:length 80 ; nif:isString "Ann met Bob. Bob slept." .
ex:rule a ag:Rule ; rdfs:label "active verb" .
ex:s1 a ag:Span ; nif:beginIndex 0 ; nif:endIndex 12 ; nif:anchorOf "Ann met Bob." .
ex:s2 a ag:Span ; nif:beginIndex 4 ; nif:endIndex 7 ; nif:anchorOf "met" .
ex:s3 a ag:Span ; nif:beginIndex 13 ; nif:endIndex 23 ; nif:anchorOf "Bob slept." .
ex:ann a ag:Person ; rdfs:label "Ann" ; skos:altLabel "Dr Ann" ; ag:mention ex:s1 .
ex:bob a ag:Person ; rdfs:label "Bob" ; ag:mention ex:s3 .
"""
MEETING = """
ex:meeting a ag:Consult , ag:Action , ag:Claim ; ag:reportedIn ex:article ; ag:foundBy ex:rule ;
  ag:evidence ex:s1 ; ag:cue ex:s2 ; ag:verb "meet" ; ag:factuality ag:Asserted ;
  ag:negated false ; ag:confidence 0.8 ; ag:agent ex:ann ; ag:target ex:bob .
"""


def node(name: str) -> ox.NamedNode:
    """Return an example's IRI."""
    return ox.NamedNode(EXAMPLE + name)


def triples(turtle: str) -> list[ox.Triple]:
    """Read Turtle; every prefix of the ontology is declared, and `ex:` for examples."""
    prefixes = {name: iri for name, iri in ontology().prefixes.items() if name}
    prefixes["ex"] = EXAMPLE
    head = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes.items())
    return [quad.triple for quad in ox.parse(head + turtle, format=ox.RdfFormat.TURTLE)]


def facts(turtle: str) -> Facts:
    """Return the facts of some Turtle."""
    return Facts(triples(turtle))


def store(turtle: str) -> MemoryStore:
    """Return a store with one article's graph."""
    return MemoryStore.of([ArticleGraph(node("article"), tuple(triples(turtle)))])


def exported(store: MemoryStore, folder: Path) -> dict[str, bytes]:
    """Return what each format writes of a store; of a format of several files, all of them."""
    written = {}
    for form in FORMATS:
        path = folder / form.name
        export(store, path, form=form.name)
        files = [path]
        if path.is_dir():
            files = sorted(path.iterdir())
        written[form.name] = b"".join(file.read_bytes() for file in files)
    return written
