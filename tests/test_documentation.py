"""docs/ontology.html and docs/ontology.ttl: made from the ontology as it is, whole, and of use
where they are opened.
"""

import html
import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from actorgraph.vocabulary.vocab import AG, ONTOLOGY, RDFS, SKOS, local_name, ontology, subclasses
from tests.scripts import load_script
from tests.test_ontology import KINDS, TERMS, objects
from tests.test_profile import judged

ROOT = Path(__file__).parent.parent
WHOLE = ROOT / "docs" / "ontology.ttl"
PAGE = (ROOT / "docs" / "ontology.html").read_text("utf-8")
REMEDY = "If intended: make docs"


@pytest.mark.parametrize("term", TERMS, ids=local_name)
def test_the_page_tells_of_every_term(term: ox.NamedNode) -> None:
    parts = re.split(r'<div class="property entity" id="([^"]*)">', PAGE)
    entry = dict(zip(parts[1::2], parts[2::2], strict=True)).get(local_name(term))
    assert entry is not None, REMEDY
    shown = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", entry)).split())
    assert term.value in shown
    for predicate in (RDFS.label, SKOS.definition, SKOS.example, AG.counterExample):
        for told in objects(term, predicate):
            assert " ".join(told.value.split()) in shown, REMEDY


def test_the_page_stands_alone_and_each_anchor_is_one() -> None:
    assert re.findall(r"<(?:script|img|iframe)[^>]*\ssrc=|@import|url\(", PAGE) == []
    assert [
        link
        for link in re.findall(r'<link[^>]*href="([^"]*)"', PAGE)
        if not link.startswith("data:")
    ] == []
    anchors = re.findall(r'\sid="([^"]*)"', PAGE)
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r'href="#([^"]+)"', PAGE)) <= set(anchors)


def test_the_one_file_is_the_ontology_as_it_is() -> None:
    assert WHOLE.read_text("utf-8") == load_script("documentation").whole(), REMEDY


def test_the_page_is_what_pylode_makes_of_it() -> None:
    pytest.importorskip("pylode", reason="pip install actorgraph[docs] brings pyLODE")
    assert load_script("documentation").page() == PAGE, REMEDY


def test_the_one_file_is_owl_2_dl() -> None:
    assert judged(WHOLE) == []


def test_the_one_file_loads_in_pyoxigraph_rdflib_and_owlready2(tmp_path: Path) -> None:
    owlready2 = pytest.importorskip("owlready2")
    from rdflib import Graph

    store = ox.Store()
    store.load(path=WHOLE, format=ox.RdfFormat.TURTLE)
    graph = Graph().parse(WHOLE)
    assert len(store) == len(graph) > 3000
    path = tmp_path / "ontology.nt"
    path.write_bytes(
        ox.serialize((quad.triple for quad in store), format=ox.RdfFormat.N_TRIPLES) or b""
    )
    loaded = owlready2.World().get_ontology(ONTOLOGY).load(fileobj=path.open("rb"))
    assert {term.name for term in loaded.classes()} >= subclasses("Claim") | subclasses("Actor")
    kinds = (
        loaded.classes(),
        loaded.object_properties(),
        loaded.data_properties(),
        loaded.annotation_properties(),
    )
    names = {term.name for kind in (*kinds, loaded.individuals()) for term in kind}
    assert {local_name(term) for term in TERMS} <= names
    assert len(kinds) + 1 == len(KINDS)


def test_what_is_left_out_is_data() -> None:
    whole = {quad.triple for quad in ox.parse(path=WHOLE, format=ox.RdfFormat.TURTLE)}
    rest = {quad.triple for quad in ontology().store} - whole
    assert whole - {quad.triple for quad in ontology().store} == set()
    assert [t for t in rest if t.subject.value.startswith(ONTOLOGY)] == []
