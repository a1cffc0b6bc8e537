"""OWL 2 DL: the ontology stands in the profile, by the OWL API's own checker and by conditions that
it overlooks.
"""

import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pyoxigraph as ox
import pytest

from actorgraph.vocabulary.vocab import OWL, RDF, RDFS, SKOS, XSD

ROOT = Path(__file__).parent.parent
FILES = [path for path in sorted((ROOT / "ontology").rglob("*.ttl")) if path.name != "shapes.ttl"]
SAMPLE = ROOT / "graph" / "sample" / "graph.ttl"
PROPERTIES = ("ObjectProperty", "DatatypeProperty", "AnnotationProperty")
# What OWL itself declares, and what it spells its axioms with.
BUILT_IN = {
    RDFS.label,
    RDFS.comment,
    RDFS.seeAlso,
    RDFS.isDefinedBy,
    OWL.versionInfo,
    OWL.priorVersion,
}
SYNTAX = {
    RDF.type,
    *(RDFS[name] for name in ("subClassOf", "subPropertyOf", "domain", "range")),
    *(
        OWL[name]
        for name in (
            "disjointWith",
            "differentFrom",
            "versionIRI",
            "annotatedSource",
            "annotatedProperty",
        )
    ),
    OWL.annotatedTarget,
}
KINDS_OF_THINGS = {
    OWL[name] for name in ("Ontology", "Class", "NamedIndividual", "Axiom", *PROPERTIES)
}
TRAITS = {OWL.FunctionalProperty, OWL.SymmetricProperty}
DATATYPES = {XSD[name] for name in ("string", "boolean", "integer", "decimal", "dateTime")} | {
    RDF.langString
}
RESERVED = tuple(
    term.value.rpartition("#")[0] for term in (OWL.Class, RDF.type, RDFS.label, XSD.string)
)


def triples(*paths: Path) -> list[ox.Triple]:
    return [
        quad.triple for path in paths for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE)
    ]


EVERY = triples(*FILES)


def declared(kind: str) -> set[object]:
    return {t.subject for t in EVERY if t.predicate == RDF.type and t.object == OWL[kind]}


def judged(*paths: Path) -> list[str]:
    script = ROOT / "scripts" / "owl2dl.py"
    done = subprocess.run(
        [sys.executable, str(script), *map(str, paths)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    return [] if done.returncode == 0 else done.stdout.splitlines()


def test_the_whole_ontology_is_owl_2_dl() -> None:
    assert judged() == []


def test_a_graph_and_the_ontology_are_owl_2_dl_together() -> None:
    assert judged(*FILES, SAMPLE) == []


@pytest.mark.parametrize(
    "fault",
    [
        "ag:agent a owl:DatatypeProperty .",
        "ag:Claim ag:unheard ag:Actor .",
        "<urn:x> a ag:Unheard .",
        '<urn:x> ag:agent "Norway" .',
        "owl:Unheard a owl:Class .",
        "ag:agent a owl:TransitiveProperty , owl:FunctionalProperty .",
    ],
)
def test_the_judge_finds_what_the_profile_forbids(fault: str, tmp_path: Path) -> None:
    path = tmp_path / "fault.ttl"
    prefixes = (
        f"@prefix ag: <https://w3id.org/actorgraph/ontology#> .\n@prefix owl: <{RESERVED[0]}#> .\n"
    )
    path.write_text(prefixes + fault, "utf-8")
    assert judged(*FILES, path) != []


def test_every_property_is_of_one_kind_and_declared() -> None:
    kinds = [declared(kind) for kind in PROPERTIES]
    assert [pair for pair in combinations(kinds, 2) if pair[0] & pair[1]] == []
    used = {t.predicate for t in EVERY} - SYNTAX - BUILT_IN
    assert used - set().union(*kinds) == set()


def test_every_class_is_declared() -> None:
    types = {t.object for t in EVERY if t.predicate == RDF.type}
    classes = declared("Class")
    assert types - KINDS_OF_THINGS - TRAITS - classes == set()
    named = {
        node
        for t in EVERY
        if t.predicate in (RDFS.subClassOf, OWL.disjointWith)
        for node in (t.subject, t.object)
    }
    assert named - classes == set()
    assert {t.object for t in EVERY if t.predicate == RDFS.domain} - classes == set()
    assert {t.object for t in EVERY if t.predicate == RDFS.range} - classes - DATATYPES == set()


def test_values_are_of_the_kind_that_their_property_takes() -> None:
    objects, values = declared("ObjectProperty"), declared("DatatypeProperty")
    assert [t for t in EVERY if t.predicate in objects and isinstance(t.object, ox.Literal)] == []
    assert [
        t for t in EVERY if t.predicate in values and not isinstance(t.object, ox.Literal)
    ] == []
    assert {t.object.datatype for t in EVERY if isinstance(t.object, ox.Literal)} <= DATATYPES


def test_a_property_lies_below_one_of_its_kind() -> None:
    for triple in EVERY:
        if triple.predicate == RDFS.subPropertyOf:
            assert [
                kind for kind in PROPERTIES if {triple.subject, triple.object} <= declared(kind)
            ], triple
    traits = {t.subject for t in EVERY if t.predicate == RDF.type and t.object in TRAITS}
    assert traits & declared("AnnotationProperty") == set()


def test_nobody_declares_what_is_reserved() -> None:
    told = {t.subject for t in EVERY if t.predicate == RDF.type and t.object in KINDS_OF_THINGS}
    assert [
        node for node in told if isinstance(node, ox.NamedNode) and node.value.startswith(RESERVED)
    ] == []


def test_terms_of_skos_are_what_skos_says_that_they_are() -> None:
    """Whoever loads SKOS beside the ontology finds each of its terms of one kind."""
    matches = {SKOS[name] for name in ("exactMatch", "closeMatch", "broadMatch", "relatedMatch")}
    notes = {
        SKOS[name] for name in ("altLabel", "definition", "example", "scopeNote", "historyNote")
    }
    assert matches & declared("AnnotationProperty") == set()
    assert notes <= declared("AnnotationProperty")
