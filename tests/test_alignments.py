"""Alignments and PLOVER's scheme: every mapping has its reason, all are consistent, and no report
becomes a fact by them.
"""

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from actorgraph.vocabulary.vocab import (
    AG,
    DCT,
    FILES,
    ONTOLOGY,
    OWL,
    RDF,
    RDFS,
    SKOS,
    defined,
    literals_of_all,
    ontology,
)
from tests.test_ontology import reasoned

ROOT = Path(__file__).parent.parent
HOME = ONTOLOGY.rstrip("#")
ALIGNMENTS = sorted((ROOT / "ontology" / "alignments").glob("*.ttl"))
PLOVER = ROOT / "ontology" / "plover.ttl"
WANTED = {"sem", "prov", "schema", "foaf", "org", "time", "skos", "nif", "oa", "ftm", "wikidata"}
LOGICAL = {RDFS.subClassOf, RDFS.subPropertyOf}
NEAR = {SKOS.closeMatch, SKOS.relatedMatch}
# What the others' own ontologies forbid and conclude, so that consistency with them is more than
# with ourselves.
THEIRS = """
@prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix org: <http://www.w3.org/ns/org#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .
foaf:Person rdfs:subClassOf foaf:Agent ; owl:disjointWith foaf:Organization .
foaf:Organization rdfs:subClassOf foaf:Agent . foaf:Group rdfs:subClassOf foaf:Agent .
foaf:Document a owl:Class ; owl:disjointWith foaf:Organization .
org:Organization owl:equivalentClass foaf:Organization .
prov:Activity a owl:Class ; owl:disjointWith prov:Entity .
prov:wasDerivedFrom rdfs:domain prov:Entity ; rdfs:range prov:Entity .
skos:Concept a owl:Class . skos:ConceptScheme a owl:Class ; owl:disjointWith skos:Concept .
nif:RFC5147String rdfs:subClassOf nif:String . nif:Context rdfs:subClassOf nif:String .
"""
STORY = """
<urn:a> a ag:Person . <urn:b> a ag:Organisation . <urn:c> a ag:Group ; ag:protected true .
<urn:report> a ag:Document . <urn:story> a ag:Article .
<urn:1> a ag:Claim , ag:Action , ag:Assault ;
  ag:agent <urn:a> ; ag:target <urn:b> ; ag:recipient <urn:c> ;
  ag:attributedTo <urn:report> , <urn:c> ; ag:reportedIn <urn:story> ;
  ag:factuality ag:Alleged ; ag:negated true .
<urn:2> a ag:Claim , ag:Relation , ag:HeadOf ;
  ag:subject <urn:a> ; ag:object <urn:b> ; ag:reportedIn <urn:story> .
<urn:3> a ag:Claim , ag:Attitude , ag:Wish ; ag:holder <urn:a> ; ag:reportedIn <urn:story> .
"""
PREFIX = f"@prefix ag: <{ONTOLOGY}> .\n"


def triples(path: Path) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE)]


def mappings(path: Path) -> list[ox.Triple]:
    return [t for t in triples(path) if t.predicate in LOGICAL | NEAR]


def test_the_vocabularies_are_those_that_are_wanted() -> None:
    assert {path.stem for path in ALIGNMENTS} == WANTED
    assert not {path.name for path in ALIGNMENTS} & set(FILES), "the tool itself reads none of them"


@pytest.mark.parametrize("path", ALIGNMENTS, ids=lambda path: path.stem)
def test_each_mapping_has_its_reason(path: Path) -> None:
    told = triples(path)
    axioms = {t.subject for t in told if t.predicate == RDF.type and t.object == OWL.Axiom}
    parts = {node: {t.predicate: t.object for t in told if t.subject == node} for node in axioms}
    reasons = {
        (part[OWL.annotatedSource], part[OWL.annotatedProperty], part[OWL.annotatedTarget]): part[
            RDFS.comment
        ]
        for part in parts.values()
    }
    assert {(t.subject, t.predicate, t.object) for t in mappings(path)} == set(reasons)
    assert len(axioms) == len(reasons) > 2
    assert all(
        reason.language == "en" and reason.value.endswith(".") for reason in reasons.values()
    )
    assert all(defined(source) and source.value.startswith(ONTOLOGY) for source, _, _ in reasons)
    assert not any(target.value.startswith(ONTOLOGY) for _, _, target in reasons)


@pytest.mark.parametrize("path", [*ALIGNMENTS, PLOVER], ids=lambda path: path.stem)
def test_a_file_says_what_it_is_and_declares_what_it_uses(path: Path) -> None:
    told = triples(path)
    (header,) = [t.subject for t in told if t.predicate == RDF.type and t.object == OWL.Ontology]
    home = (
        f"{HOME}/alignments/{path.stem}" if path != PLOVER else HOME.replace("ontology", "plover")
    )
    assert header.value == home
    said = {t.predicate: t.object.value for t in told if t.subject == header}
    assert said[OWL.versionIRI] == f"{home}/{said[OWL.versionInfo]}"
    assert {DCT.title, DCT.description, DCT.license} <= set(said)
    kinds = {t.subject: t.object for t in told if t.predicate == RDF.type}
    for node in {node for t in mappings(path) for node in (t.subject, t.object)}:
        assert node in kinds
        if node.value.startswith(ONTOLOGY):
            same = ontology().store.quads_for_pattern(node, RDF.type, kinds[node])
            assert next(iter(same), None), f"{node} is something else in the ontology"


@pytest.mark.parametrize("name", ["prov", "schema", "foaf", "org", "time", "skos"])
def test_terms_of_others_exist(name: str) -> None:
    """rdflib keeps closed lists of the terms of these six."""
    from rdflib import namespace

    known = getattr(namespace, {"schema": "SDO"}.get(name, name.upper()))
    targets = [t.object.value for t in mappings(ROOT / "ontology" / "alignments" / f"{name}.ttl")]
    assert targets
    for target in targets:
        # rdflib writes schema.org either way.
        assert re.split("[/#]", target)[-1] in known, target


def test_no_claim_becomes_an_event_an_action_or_a_fact() -> None:
    """Claims are below what speaks of nodes alone: a report stays a report, whoever reads it."""
    reports = {
        AG[name]
        for name in ("Claim", "Action", "Relation", "Attitude", "Statement", "participant", "agent")
    }
    logical = {
        (t.subject, t.object)
        for path in ALIGNMENTS
        for t in mappings(path)
        if t.predicate in LOGICAL
    }
    assert [target.value for source, target in logical if source in reports] == [
        "http://www.w3.org/ns/prov#Entity"
    ]
    assert not [
        pair for pair in logical if pair[0] in {AG[edge] for _, edge in literals_of_all("direct")}
    ]


def everything() -> str:
    return "\n".join(path.read_text("utf-8") for path in (*ALIGNMENTS, PLOVER)) + THEIRS


def test_a_reasoner_finds_ontology_alignments_and_a_graph_consistent(tmp_path: Path) -> None:
    assert reasoned(tmp_path, everything() + STORY) == []


def test_a_reasoner_sees_through_the_alignments(tmp_path: Path) -> None:
    wrong = "<urn:4> a ag:Organisation , <http://xmlns.com/foaf/0.1/Person> ."
    assert reasoned(tmp_path, wrong) == []
    assert reasoned(tmp_path, everything() + wrong) == ["inconsistent"]


def test_no_edge_between_actors_follows() -> None:
    """OWL RL, by owlrl: nothing ties one actor to another that the story did not tie."""
    owlrl = pytest.importorskip("owlrl")
    from rdflib import Graph, URIRef

    lexicon = {
        AG[name] for name in ("frame", "cueFrame", "nounFrame", "headWord", "marker", "titleWord")
    }
    logic = [quad.triple for quad in ontology().store if isinstance(quad.object, ox.NamedNode)]
    logic = [
        t for t in logic if t.subject.value.startswith(ONTOLOGY) and t.predicate not in lexicon
    ]
    told = [
        quad.triple for quad in ox.parse(PREFIX + everything() + STORY, format=ox.RdfFormat.TURTLE)
    ]
    graph = Graph().parse(
        data=ox.serialize(logic + told, format=ox.RdfFormat.N_TRIPLES) or b"", format="nt"
    )
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    actors = {URIRef(f"urn:{name}") for name in "abc"}
    assert (
        URIRef("urn:a"),
        URIRef(RDF.type.value),
        URIRef("http://xmlns.com/foaf/0.1/Agent"),
    ) in graph
    assert [
        p
        for s, p, o in graph
        if s in actors and o in actors and not (s == o and p.endswith("#sameAs"))  # type: ignore[attr-defined]
    ] == []


def test_plover_has_a_concept_for_each_code_and_no_other() -> None:
    told = triples(PLOVER)
    codes = {t.subject: t.object.value for t in told if t.predicate == SKOS.notation}
    carried = {code: AG[kind] for kind, code in literals_of_all("ploverCode")}
    assert sorted(codes.values()) == sorted(carried)
    for concept, code in codes.items():
        matched = [
            t.object
            for t in told
            if t.subject == concept and t.predicate in {SKOS.exactMatch, SKOS.closeMatch}
        ]
        assert matched == [carried[code]]
        near = any(t.subject == concept and t.predicate == SKOS.closeMatch for t in told)
        assert not near or any(
            t.subject == concept and t.predicate == SKOS.scopeNote for t in told
        ), "say what differs"


def test_plover_concepts_are_labelled_defined_and_placed() -> None:
    told = triples(PLOVER)
    concepts = {t.subject for t in told if t.predicate == RDF.type and t.object == SKOS.Concept}
    assert len(concepts) == 20
    for predicate in (SKOS.prefLabel, SKOS.definition, SKOS.inScheme):
        assert sorted(str(t.subject) for t in told if t.predicate == predicate) == sorted(
            map(str, concepts)
        )
    quadrants = {t.object for t in told if t.predicate == SKOS.broader}
    assert quadrants == {t.object for t in told if t.predicate == SKOS.hasTopConcept}
    assert len(quadrants) == 4


def test_plover_keeps_its_licence_and_keeps_apart() -> None:
    notice = (ROOT / "ontology" / "plover.LICENSE-CC-BY-SA-4.0").read_text("utf-8")
    assert "creativecommons.org/licenses/by-sa/4.0/" in notice
    assert "Open Event Data Alliance" in notice
    assert DCT.license in {t.predicate for t in triples(PLOVER) if "by-sa/4.0" in str(t.object)}
    others = [path for path in (ROOT / "ontology").rglob("*.ttl") if path != PLOVER]
    assert [path.name for path in others if "actorgraph/plover" in path.read_text("utf-8")] == []
