"""Exports: every form holds the same claims, gives the same bytes, and stays well-formed whatever a text contains."""

import csv
import io
import stat
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib

from actorgraph.errors import GraphError
from actorgraph.pipeline import build
from actorgraph.reading import read_text
from actorgraph.store import DERIVED, Store
from actorgraph.views.exports import WRITERS, export
from actorgraph.vocab import AG

CASES = Path(__file__).parent / "queries"
ENDINGS = sorted(WRITERS)
HOSTILE = """
@prefix ag: <https://w3id.org/actorgraph/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix : <https://example.org/> .
:story a ag:Article .
:a a ag:Organisation ; rdfs:label "=cmd|' /C calc'!A1 \\u0001\\u000B\\uFFFE</script><b>&amp; \U0001f600\\u202E" .
:b a ag:Person ; rdfs:label "plain" .
:c a ag:Claim , ag:Action , ag:Assault ; ag:reportedIn :story ; ag:agent :a ; ag:target :b ; ag:verb "@beat\\u0002" ;
  ag:factuality ag:Alleged ; ag:negated true .
"""


@pytest.fixture
def store() -> Store:
    return Store.load(CASES / "who-leads-what" / "data.ttl")


@pytest.fixture
def hostile(tmp_path: Path) -> Store:
    path = tmp_path / "hostile.ttl"
    path.write_text(HOSTILE, "utf-8")
    return Store.load(path)


@pytest.mark.parametrize("ending", [".ttl", ".nt", ".jsonld", ".rdf"])
def test_flat_rdf_holds_what_the_articles_tell_and_nothing_derived(ending: str, store: Store, tmp_path: Path) -> None:
    export(store, tmp_path / f"g{ending}")
    export(store, tmp_path / "g.nq")  # derives the direct edges
    export(store, tmp_path / f"again{ending}")
    read = rdflib.Graph().parse(tmp_path / f"again{ending}")
    assert {(str(s), str(p), str(o)) for s, p, o in read} == {
        tuple(str(getattr(term, "value", term)) for term in triple) for triple in store.triples()
    }
    assert (None, rdflib.URIRef(AG.headOf.value), None) not in read
    assert (tmp_path / f"g{ending}").read_bytes() == (tmp_path / f"again{ending}").read_bytes()


@pytest.mark.parametrize("ending", [".nq", ".trig"])
def test_quads_keep_the_derived_edges_apart(ending: str, store: Store, tmp_path: Path) -> None:
    path = tmp_path / f"g{ending}"
    export(store, path)
    graphs = {quad.graph_name for quad in ox.parse(path=path) if quad.predicate == AG.headOf}
    assert graphs == {DERIVED}
    assert sorted(map(str, Store.load(path).told())) == sorted(map(str, store.told()))


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_same_graph_gives_the_same_bytes_in_another_process(ending: str, tmp_path: Path) -> None:
    code = "import sys; from pathlib import Path; from actorgraph.store import Store; from actorgraph.views.exports import export; export(Store.load(sys.argv[1]), Path(sys.argv[2]))"
    for name in ("a", "b"):
        given = [CASES / "who-harmed-whom" / "data.ttl", tmp_path / f"{name}{ending}"]
        subprocess.run([sys.executable, "-c", code, *map(str, given)], check=True)
    assert (tmp_path / f"a{ending}").read_bytes() == (tmp_path / f"b{ending}").read_bytes()


@pytest.mark.parametrize("ending", ENDINGS)
def test_hostile_text_does_not_break_the_form(ending: str, hostile: Store, tmp_path: Path) -> None:
    path = tmp_path / f"g{ending}"
    export(hostile, path)
    text = path.read_text("utf-8")
    if ending in (".rdf", ".graphml", ".gexf"):
        ElementTree.fromstring(text)
        assert "</script><b>" not in text
    elif ending == ".csv":
        (row,) = csv.DictReader(io.StringIO(text))
        assert row["doers"].startswith("'=")
        assert row["verb"].startswith("'@")
    else:
        form = ox.RdfFormat.JSON_LD if ending == ".jsonld" else ox.RdfFormat.from_extension(ending[1:])
        labels = [quad.object.value for quad in ox.parse(text, format=form) if isinstance(quad.object, ox.Literal)]
        assert any("\U0001f600\u202e" in label and "\x0b" in label for label in labels)


@pytest.mark.parametrize(("ending", "read"), [(".graphml", nx.read_graphml), (".gexf", nx.read_gexf)])
def test_a_network_says_what_is_only_alleged(ending: str, read, hostile: Store, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    export(hostile, tmp_path / f"g{ending}")
    network = read(tmp_path / f"g{ending}")
    assert network.is_directed()
    deed = network.nodes["https://example.org/c"]
    assert (deed["certainty"], deed["denied"]) == ("alleged", True)
    assert deed["label"].endswith("(alleged, denied)")
    assert network.nodes["https://example.org/b"]["label"] == "plain"
    assert network.has_edge("https://example.org/a", "https://example.org/c")
    assert network.has_edge("https://example.org/c", "https://example.org/b")


def test_csv_has_a_row_for_each_claim(tmp_path: Path) -> None:
    export(Store.load(CASES / "who-was-asked-and-refused" / "data.ttl"), tmp_path / "g.csv")
    rows = list(csv.DictReader((tmp_path / "g.csv").open(encoding="utf-8")))
    refusal = next(row for row in rows if row["claim"].endswith("refuse"))
    assert len(rows) == 4
    assert (refusal["class"], refusal["doers"], refusal["others"]) == ("Reject", "Carl Berg", "Dockers' Union")
    assert (refusal["certainty"], refusal["denied"], refusal["according to"]) == (
        "reported",
        "false",
        "Dockers' Union",
    )


@pytest.mark.parametrize("name", ["g.docx", "g"])
def test_an_unknown_ending_writes_nothing(name: str, store: Store, tmp_path: Path) -> None:
    with pytest.raises(GraphError, match=r"no format has this ending; use one of \.ttl"):
        export(store, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_written_leaves_what_was_there(store: Store, tmp_path: Path) -> None:
    (tmp_path / "folder.ttl").mkdir()
    with pytest.raises(GraphError, match="Is a directory"):
        export(store, tmp_path / "folder.ttl")
    (tmp_path / "file").write_text("kept", "utf-8")
    with pytest.raises(GraphError, match="Not a directory"):
        export(store, tmp_path / "file" / "g.ttl")
    assert (tmp_path / "file").read_text("utf-8") == "kept"


def test_nothing_half_written_stays_behind(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "g.ttl"
    path.write_text("kept", "utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(GraphError, match="No space left"):
        export(store, path)
    assert [(found.name, found.read_text("utf-8")) for found in tmp_path.iterdir()] == [("g.ttl", "kept")]


def test_a_written_file_may_be_read_by_others(store: Store, tmp_path: Path) -> None:
    export(store, tmp_path / "g.ttl")
    (tmp_path / "plain").write_text("", "utf-8")
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("g.ttl", "plain")]
    assert modes[0] == modes[1]


RDF_ENDINGS = (".ttl", ".nt", ".nq", ".trig", ".rdf", ".jsonld")
UNCERTAIN = [
    "Chad reportedly bombed Niger.",
    "Chad may have bombed Niger.",
    "Chad plans to bomb Niger.",
    "Norway urged Chad to bomb Niger.",
    "Chad did not bomb Niger.",
    "Norway said that Chad had bombed Niger.",
    "If Chad bombs Niger, Norway will act.",
    "Did Chad bomb Niger?",
]


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("sentence", UNCERTAIN)
def test_no_form_turns_the_uncertain_into_a_fact(sentence: str, ending: str, tmp_path: Path) -> None:
    """What is alleged, possible, planned, asked for, denied or said by others is a direct edge in no form."""
    path = tmp_path / f"g{ending}"
    store = build(read_text(f"A headline\n\n{sentence}")).store
    assert any(t.object == AG.Assault or t.object == AG.Threaten for t in store.triples())
    export(store, path)
    if ending in RDF_ENDINGS:
        assert not [q for q in ox.parse(path=path) if q.predicate in (AG.assaulted, AG.threatened)]
    else:
        plain = [line for line in path.read_text("utf-8").splitlines() if "assaulted" in line]
        assert not plain
