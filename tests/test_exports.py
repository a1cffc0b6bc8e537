"""Exports: every form holds the same claims, gives the same bytes, and stays well-formed whatever a
text contains.
"""

import csv
import io
import json
import os
import re
import stat
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib

from actorgraph.errors import GraphError
from actorgraph.files import PREFIX
from actorgraph.pipeline import build
from actorgraph.stores.contract import DERIVED
from actorgraph.stores.memory import MemoryStore
from actorgraph.text.reading import read_text
from actorgraph.views.exports import FORMATS, export
from actorgraph.views.tables import FORMULA
from actorgraph.vocabulary.vocab import AG

CASES = Path(__file__).parent / "queries"
ENDINGS = sorted(one.ending for one in FORMATS if one.ending)
HOSTILE = """
@prefix ag: <https://w3id.org/actorgraph/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix : <https://example.org/> .
:story a ag:Article .
:a a ag:Organisation ;
  rdfs:label "=cmd|' /C calc'!A1 \\u0001\\u000B\\uFFFE</script><b>&amp; \U0001f600\\u202E" .
:b a ag:Person ; rdfs:label "plain" .
:c a ag:Claim , ag:Action , ag:Assault ; ag:reportedIn :story ;
  ag:agent :a ; ag:target :b ; ag:verb "@beat\\u0002" ;
  ag:factuality ag:Alleged ; ag:negated true .
"""


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore.load(CASES / "who-leads-what" / "data.ttl")


@pytest.fixture
def hostile(tmp_path: Path) -> MemoryStore:
    path = tmp_path / "hostile.ttl"
    path.write_text(HOSTILE, "utf-8")
    return MemoryStore.load(path)


@pytest.mark.parametrize("ending", [".ttl", ".nt", ".jsonld", ".rdf"])
def test_flat_rdf_holds_what_the_articles_tell_and_nothing_derived(
    ending: str, store: MemoryStore, tmp_path: Path
) -> None:
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
def test_quads_keep_the_derived_edges_apart(
    ending: str, store: MemoryStore, tmp_path: Path
) -> None:
    path = tmp_path / f"g{ending}"
    export(store, path)
    graphs = {quad.graph_name for quad in ox.parse(path=path) if quad.predicate == AG.headOf}
    assert graphs == {DERIVED}
    assert sorted(map(str, MemoryStore.load(path).contents())) == sorted(map(str, store.contents()))


def test_the_same_graph_gives_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from actorgraph.stores.memory import MemoryStore\n"
        "from actorgraph.views.exports import FORMATS, export\n"
        "for one in FORMATS: export(MemoryStore.load(sys.argv[1]), "
        "Path(sys.argv[2]) / f'{one.name}.zip', form=one.name)"
    )
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        given = [CASES / "who-harmed-whom" / "data.ttl", tmp_path / name]
        subprocess.run([sys.executable, "-c", code, *map(str, given)], check=True)
    for one in FORMATS:
        first, second = ((tmp_path / name / f"{one.name}.zip").read_bytes() for name in ("a", "b"))
        assert first == second, one.name
        assert first


@pytest.mark.parametrize("ending", ENDINGS)
def test_hostile_text_does_not_break_the_form(
    ending: str, hostile: MemoryStore, tmp_path: Path
) -> None:
    path = tmp_path / f"g{ending}"
    export(hostile, path)
    if ending == ".zip":
        with zipfile.ZipFile(path) as archive:
            tables = [archive.read(name).decode() for name in archive.namelist()]
        assert [table.count("'=cmd") for table in tables] == [1, 1]
        return
    text = path.read_text("utf-8")
    if ending == ".ftm.json":
        assert all(json.loads(line)["schema"] for line in text.splitlines())
        assert not re.search(r"[\x00-\x09\x0b-\x1f]", text)
    elif ending in (".rdf", ".graphml", ".gexf"):
        ElementTree.fromstring(text)
        assert "</script><b>" not in text
    elif ending == ".csv":
        (row,) = csv.DictReader(io.StringIO(text))
        assert row["doers"].startswith("'=")
        assert row["verb"].startswith("'@")
    else:
        form = (
            ox.RdfFormat.JSON_LD
            if ending == ".jsonld"
            else ox.RdfFormat.from_extension(ending.rpartition(".")[2])
        )
        labels = [
            quad.object.value
            for quad in ox.parse(text, format=form)
            if isinstance(quad.object, ox.Literal)
        ]
        assert any("\U0001f600\u202e" in label and "\x0b" in label for label in labels)


@pytest.mark.parametrize(
    ("ending", "read"), [(".graphml", nx.read_graphml), (".gexf", nx.read_gexf)]
)
def test_a_network_says_what_is_only_alleged(
    ending: str, read, hostile: MemoryStore, tmp_path: Path
) -> None:  # type: ignore[no-untyped-def]
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
    export(MemoryStore.load(CASES / "who-was-asked-and-refused" / "data.ttl"), tmp_path / "g.csv")
    rows = list(csv.DictReader((tmp_path / "g.csv").open(encoding="utf-8")))
    refusal = next(row for row in rows if row["claim"].endswith("refuse"))
    assert len(rows) == 4
    assert (refusal["class"], refusal["doers"], refusal["others"]) == (
        "Reject",
        "Carl Berg",
        "Dockers' Union",
    )
    assert (refusal["certainty"], refusal["denied"], refusal["according to"]) == (
        "reported",
        "false",
        "Dockers' Union",
    )


@pytest.mark.parametrize("name", ["g.docx", "g"])
def test_an_unknown_ending_writes_nothing(name: str, store: MemoryStore, tmp_path: Path) -> None:
    with pytest.raises(GraphError, match=r"no format has this ending; use one of \.ttl"):
        export(store, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_written_leaves_what_was_there(store: MemoryStore, tmp_path: Path) -> None:
    (tmp_path / "folder.ttl").mkdir()
    with pytest.raises(GraphError, match="Is a directory"):
        export(store, tmp_path / "folder.ttl")
    (tmp_path / "file").write_text("kept", "utf-8")
    with pytest.raises(GraphError, match="Not a directory"):
        export(store, tmp_path / "file" / "g.ttl")
    assert (tmp_path / "file").read_text("utf-8") == "kept"


def test_nothing_half_written_stays_behind(
    store: MemoryStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "g.ttl"
    path.write_text("kept", "utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(GraphError, match="No space left"):
        export(store, path)
    assert [(found.name, found.read_text("utf-8")) for found in tmp_path.iterdir()] == [
        ("g.ttl", "kept")
    ]


def test_a_written_file_may_be_read_by_others(store: MemoryStore, tmp_path: Path) -> None:
    export(store, tmp_path / "g.ttl")
    (tmp_path / "plain").write_text("", "utf-8")
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("g.ttl", "plain")]
    assert modes[0] == modes[1]


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


@pytest.mark.parametrize("sentence", UNCERTAIN)
def test_no_form_turns_the_uncertain_into_a_fact(sentence: str, tmp_path: Path) -> None:
    """What is alleged, possible, planned, asked for, denied or said by others is a direct edge in
    no form.

    The sentences are read from text here; every kind of claim, reader and policy stands in
    test_traps.py.
    """
    store = build(read_text(f"A headline\n\n{sentence}")).store
    assert any(t.object == AG.Assault or t.object == AG.Threaten for t in store.triples())
    for form in FORMATS:
        path = tmp_path / f"g{form.ending or '.ttl'}"
        export(store, path, form=form.name)
        if path.suffix in (".ttl", ".nt", ".nq", ".trig", ".rdf", ".jsonld"):
            kind = (
                ox.RdfFormat.JSON_LD
                if path.suffix == ".jsonld"
                else ox.RdfFormat.from_extension(path.suffix[1:])
            )
            quads = list(ox.parse(path=path, format=kind))
            assert not [q for q in quads if q.predicate in (AG.assaulted, AG.threatened)]
        elif path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                assert not [
                    name for name in archive.namelist() if b"assaulted" in archive.read(name)
                ]
        else:
            assert "assaulted" not in path.read_text("utf-8")


def test_a_format_can_be_named_whatever_the_ending(store: MemoryStore, tmp_path: Path) -> None:
    export(store, tmp_path / "g.txt", form="nt")
    export(store, tmp_path / "g.nt")
    assert (tmp_path / "g.txt").read_bytes() == (tmp_path / "g.nt").read_bytes()
    with pytest.raises(
        GraphError, match=r"parquet: no format has this name; use one of ttl longturtle"
    ):
        export(store, tmp_path / "g.parquet", form="parquet")


def test_the_tables_go_into_a_folder_or_a_zip(store: MemoryStore, tmp_path: Path) -> None:
    export(store, tmp_path / "both", form="tables")
    export(store, tmp_path / "both.zip")
    with zipfile.ZipFile(tmp_path / "both.zip") as archive:
        packed = {name: archive.read(name) for name in archive.namelist()}
    assert packed == {path.name: path.read_bytes() for path in (tmp_path / "both").iterdir()}
    assert sorted(packed) == ["actors.csv", "claims.csv"]
    actors = {
        row["actor"]: row for row in csv.DictReader(io.StringIO(packed["actors.csv"].decode()))
    }
    for row in csv.DictReader(io.StringIO(packed["claims.csv"].decode())):
        named = [*row["doers' ids"].split(), *row["others' ids"].split()]
        assert named
        assert set(named) <= set(actors)


def test_of_two_tables_both_are_written_or_none(
    store: MemoryStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = os.open
    temporary: list[str] = []

    def full(path: Any, *rest: Any, **options: Any) -> int:
        if PREFIX in str(path):
            temporary.append(str(path))
        if len(temporary) > 1:
            raise OSError(28, "No space left on device")
        return opened(path, *rest, **options)

    monkeypatch.setattr("actorgraph.files.os.open", full)
    with pytest.raises(GraphError, match="both: No space left"):
        export(store, tmp_path / "both", form="tables")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\\t", "\\r", "\\n", "＝", "＋", "－", "＠"])
def test_no_cell_is_run_as_a_formula(start: str, tmp_path: Path) -> None:
    path = tmp_path / "formula.ttl"
    path.write_text(HOSTILE.replace("=cmd", f"{start}cmd"), "utf-8")
    export(MemoryStore.load(path), tmp_path / "both", form="tables")
    for name in ("actors.csv", "claims.csv"):
        rows = list(csv.reader((tmp_path / "both" / name).open(encoding="utf-8", newline="")))
        cells = [cell for row in rows for cell in row]
        assert any(cell.startswith("'") for cell in cells)
        assert not [cell for cell in cells if cell.startswith(FORMULA)]


def test_xml_says_which_property_has_no_name_there(tmp_path: Path) -> None:
    path = tmp_path / "g.ttl"
    path.write_text(HOSTILE + ":a <https://example.org/2024> :b .", "utf-8")
    with pytest.raises(
        GraphError, match=r"https://example\.org/2024: XML has no name for this property"
    ):
        export(MemoryStore.load(path), tmp_path / "g.rdf")
    assert not (tmp_path / "g.rdf").exists()


def test_long_turtle_reads_well_in_a_diff(tmp_path: Path) -> None:
    path = tmp_path / "g.ttl"
    path.write_text(
        HOSTILE.replace(
            'rdfs:label "plain"', 'ag:mention :m10 , :m9 ; rdfs:label "two\\nlines \\"\\\\n\\""'
        ),
        "utf-8",
    )
    export(MemoryStore.load(path), tmp_path / "long.ttl", form="longturtle")
    text = (tmp_path / "long.ttl").read_text("utf-8")
    heads = [line for line in text.splitlines() if line.startswith("@prefix")]
    assert heads == sorted(heads)
    assert text.endswith("\n.\n")
    person = text[text.index("<https://example.org/b>") :].partition("\n.\n")[0]
    assert person.splitlines() == [
        "<https://example.org/b>",
        "    a ag:Person ;",
        '    rdfs:label """two',
        'lines \\"\\\\n\\"""" ;',
        "    ag:mention",
        "        <https://example.org/m9> ,",
        "        <https://example.org/m10> ;",
    ]
    order = [text.index(f"\n<https://example.org/{name}>") for name in ("story", "a", "b", "c")]
    assert order == sorted(order)
    assert set(ox.parse(path=tmp_path / "long.ttl")) == set(ox.parse(path=path))


def test_nobody_unnamed_or_at_risk_is_an_entity_to_be_searched_by(tmp_path: Path) -> None:
    path = tmp_path / "g.ttl"
    path.write_text(
        HOSTILE.replace(":b a ag:Person ;", ":b a ag:Person ; ag:protected true ;"), "utf-8"
    )
    export(MemoryStore.load(path), tmp_path / "g.ftm.json")
    lines = [json.loads(line) for line in (tmp_path / "g.ftm.json").read_text("utf-8").splitlines()]
    assert sorted(line["schema"] for line in lines) == ["Article", "Note", "Organization"]
