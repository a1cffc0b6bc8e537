"""Packed articles: whatever is added and removed, a store is what one made afresh would be."""

import dataclasses
import json
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actorgraph.corpus.builders import Task
from actorgraph.corpus.ingest import ingest
from actorgraph.corpus.work import Settings
from actorgraph.errors import QueryError, StoreError
from actorgraph.graph.article_graph import ArticleGraph
from actorgraph.server import answering
from actorgraph.stores import whole_graphs
from actorgraph.stores.contract import ARTICLES, DERIVED, LINKS, MERGED, Entry
from actorgraph.stores.disk import rebuild
from actorgraph.stores.disk.diskstore import DiskStore
from actorgraph.stores.disk.exchange import exchange, pack_article
from actorgraph.stores.disk.full_text import KINDS
from actorgraph.stores.disk.layout import (
    FORMAT,
    LEDGER,
    UNPACKED,
    read_layout,
    write_layout,
)
from actorgraph.stores.disk.layout import (
    GRAPHS as GRAPHS_FOLDER,
)
from actorgraph.stores.disk.rebuild import FEWEST_LOOSE, compact
from actorgraph.stores.disk.seal import write_seal
from actorgraph.stores.disk.verify import verify
from actorgraph.stores.memory import MemoryStore
from actorgraph.stores.opening import open_disk_to_read
from actorgraph.stores.packing import (
    PACKED,
    articles_in,
    common_triples,
    count_triples,
    graph_names,
    graph_triples,
    graphs_with,
    has_graph,
    match_named,
    pack,
    packed_articles,
    unpack_articles,
    unpacked_turtle,
)
from actorgraph.stores.snapshot import SnapshotStore
from actorgraph.stores.whole_graphs import WholeGraphs, needs_of
from actorgraph.vocabulary.vocab import AG, INDIVIDUALS, RDF, RDFS
from tests.serving import serving

ROOT = Path(__file__).parent.parent
CODES = [f"{number:016x}" for number in range(3)]
NAMES = [ox.NamedNode(ARTICLES + code) for code in CODES]
# An article without a code cannot be packed.
PLAIN = ox.NamedNode("https://example.org/article")
ACTOR = ox.NamedNode(f"{INDIVIDUALS}actor/Q1")
# Nodes of each article, of two of them, and of none.
NODES = [
    *NAMES,
    *(ox.NamedNode(f"{INDIVIDUALS}claim/{code}-1") for code in CODES),
    ox.NamedNode(f"{INDIVIDUALS}pair/{CODES[0]}-{CODES[1]}"),
    ACTOR,
    ox.NamedNode(f"{INDIVIDUALS}claim/{CODES[0]}{CODES[1]}"),
]
VALUES = [*NODES, ox.Literal("words"), ox.Literal(7)]
TRIPLES = st.builds(
    ox.Triple,
    st.sampled_from(NODES),
    st.sampled_from([RDF.type, AG.mention]),
    st.sampled_from(VALUES),
)
GRAPHS = st.frozensets(TRIPLES, max_size=8)
STEPS = st.lists(st.tuples(st.sampled_from([*NAMES, PLAIN, LINKS]), GRAPHS), max_size=8)


def quads_of(graphs: dict[ox.NamedNode, frozenset[ox.Triple]]) -> set[ox.Quad]:
    return {
        ox.Quad(triple.subject, triple.predicate, triple.object, name)
        for name, triples in graphs.items()
        for triple in triples
    }


def change(quads: ox.Store, name: ox.NamedNode, triples: Iterable[ox.Triple]) -> None:
    """Replace a graph as a store on disk does: of an article, or the links."""
    removed = set(match_named(quads, None, None, None, name))
    exchange(quads, removed, {name: sorted(triples, key=str)}, name if name != LINKS else None)


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_any_changes_leave_what_a_store_made_afresh_has(
    steps: list[tuple[ox.NamedNode, frozenset[ox.Triple]]],
) -> None:
    quads = ox.Store()
    graphs: dict[ox.NamedNode, frozenset[ox.Triple]] = {}
    for name, triples in steps:
        change(quads, name, triples)
        graphs[name] = triples
        everything = quads_of(graphs)
        merged = {quad.triple for quad in quads.quads_for_pattern(None, None, None, MERGED)}
        assert merged == {quad.triple for quad in everything}
        assert set(match_named(quads, None, None, None, None)) == everything
    named = {name for name, triples in graphs.items() if triples}
    assert named <= set(graph_names(quads)) <= set(graphs)
    for name, triples in graphs.items():
        assert set(graph_triples(quads, name)) == triples
        assert count_triples(quads, name) == len(triples)
        assert has_graph(quads, name) or not triples


@settings(max_examples=40, deadline=None)
@given(STEPS, st.sampled_from(NAMES))
def test_graphs_of_both_forms_live_in_one_store(
    steps: list[tuple[ox.NamedNode, frozenset[ox.Triple]]], packed: ox.NamedNode
) -> None:
    """Articles of an earlier version are named graphs; packing one changes nothing to be read."""
    quads = ox.Store()
    graphs: dict[ox.NamedNode, frozenset[ox.Triple]] = {}
    for place, (name, triples) in enumerate(steps):
        change(quads, name, triples)
        graphs[name] = triples
        if place == len(steps) // 2:
            unpack_articles(quads)
            assert not any(packed_articles(quads))
        if graph_triples(quads, packed) and packed not in packed_articles(quads):
            pack_article(quads, packed)
        assert set(match_named(quads, None, None, None, None)) == quads_of(graphs)
        merged = {quad.triple for quad in quads.quads_for_pattern(None, None, None, MERGED)}
        assert merged == {quad.triple for quad in quads_of(graphs)}


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
ODD_NAMES = [
    ox.NamedNode(f"{ARTICLES}{CODES[0]}#char=0,5"),
    ox.NamedNode(f"{INDIVIDUALS}actor/%C3%A9-(x)'*!&=,;~"),
    ox.NamedNode(f"{INDIVIDUALS}actor/岩"),
    ox.NamedNode(f"{INDIVIDUALS}a.b.-"),
    ox.NamedNode("urn:x:"),
]
LITERALS = st.one_of(
    st.builds(ox.Literal, TEXTS),
    st.builds(lambda text: ox.Literal(text, language="en-gb"), TEXTS),
    st.builds(lambda text: ox.Literal(text, datatype=ox.NamedNode("urn:x:kind")), TEXTS),
    st.builds(ox.Literal, st.integers()),
    st.builds(ox.Literal, st.booleans()),
    st.builds(ox.Literal, st.floats(allow_nan=False)),
)


@settings(max_examples=60, deadline=None)
@given(
    st.frozensets(
        st.builds(
            ox.Triple,
            st.sampled_from(ODD_NAMES),
            st.sampled_from([RDF.type, RDFS.label, *ODD_NAMES]),
            st.one_of(LITERALS, st.sampled_from(ODD_NAMES)),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_any_triples_come_back_as_they_were_packed(triples: frozenset[ox.Triple]) -> None:
    text = pack(triples)
    assert text == pack(sorted(triples, key=str, reverse=True))
    parsed = ox.parse(unpacked_turtle(text), format=ox.RdfFormat.TURTLE)
    assert {quad.triple for quad in parsed} == triples
    quads = ox.Store()
    exchange(quads, set(), {NAMES[0]: list(triples)}, NAMES[0])
    whole = WholeGraphs(quads).query(f"CONSTRUCT {{ ?s ?p ?o }} FROM {NAMES[0]} {{ ?s ?p ?o }}")
    assert {str(triple) for triple in whole} == {
        str(quad.triple) for quad in quads.quads_for_pattern(None, None, None, MERGED)
    }


@settings(max_examples=60, deadline=None)
@given(GRAPHS, st.sampled_from([*NAMES, PLAIN]))
def test_what_has_the_code_of_an_article_is_its_own(
    triples: frozenset[ox.Triple], name: ox.NamedNode
) -> None:
    own = {triple for triple in triples if name in articles_in(triple)}
    assert set(common_triples(name, triples)) == triples - own


def test_a_damaged_text_is_an_error_of_the_store(tmp_path: Path) -> None:
    for content in ("3", "3 %%", "3 AAAA", "3 ä"):
        with pytest.raises(OSError, match="Corruption"):
            unpacked_turtle(ox.Literal(content))
    with filled(tmp_path / "store") as store:
        (own,) = store.quads.quads_for_pattern(NAMES[0], PACKED, None, PACKED)
        store.quads.remove(own)
        store.quads.add(ox.Quad(NAMES[0], PACKED, ox.Literal("3 AAAA"), PACKED))
        with pytest.raises(StoreError, match="damaged"):
            store.triples_of(NAMES[0])
    assert any(line.startswith(NAMES[0].value) for line in verify(tmp_path / "store"))


# ── on disk ──────────────────────────────────────────────────────────────────


def article(number: int, words: str = "words", claims: int = 3) -> ArticleGraph:
    """Return the graph of an article with claims of its own, and of an actor whom all name."""
    iri = NAMES[number] if number < len(NAMES) else ox.NamedNode(f"{ARTICLES}{number:016x}")
    code = iri.value.removeprefix(ARTICLES)
    triples = {
        ox.Triple(iri, RDF.type, AG.Article),
        ox.Triple(ACTOR, RDF.type, AG.Person),
        ox.Triple(ACTOR, RDFS.label, ox.Literal("Ann")),
    }
    for place in range(claims):
        claim = ox.NamedNode(f"{INDIVIDUALS}claim/{code}-{place}")
        triples |= {
            ox.Triple(claim, RDF.type, AG.Claim),
            ox.Triple(claim, AG.reportedIn, iri),
            ox.Triple(claim, AG.agent, ACTOR),
            ox.Triple(claim, AG.quotation, ox.Literal(f"{words} {place}")),
        }
    return ArticleGraph(iri, tuple(sorted(triples, key=str)))


def filled(folder: Path, count: int = 3) -> DiskStore:
    store = DiskStore(folder)
    store.put(Entry(article(number)) for number in range(count))
    store.derive()
    return store


def as_earlier(folder: Path, count: int = 3) -> Path:
    """Make a store as the version before packing left it."""
    with filled(folder, count) as store:
        unpack_articles(store.quads)
    layout = dataclasses.replace(read_layout(folder, create=False), version=2)
    write_layout(layout)
    write_seal(layout, {})
    assert verify(folder) == []
    return folder


def contents(folder: Path) -> set[ox.Quad]:
    with DiskStore(folder, readonly=True) as store:
        return set(store.contents())


def test_each_triple_of_an_article_is_stored_once(tmp_path: Path) -> None:
    with filled(tmp_path / "store") as store:
        own = ox.Triple(ox.NamedNode(f"{INDIVIDUALS}claim/{CODES[0]}-0"), AG.agent, ACTOR)
        shared = ox.Triple(ACTOR, RDF.type, AG.Person)
        stored = list(store.quads.quads_for_pattern(own.subject, own.predicate, own.object, None))
        assert [quad.graph_name for quad in stored] == [MERGED]
        assert graphs_with(store.quads, own) == [NAMES[0]]
        assert graphs_with(store.quads, shared) == NAMES
        store.remove(NAMES[:2])
        assert graphs_with(store.quads, shared) == NAMES[2:]
        store.remove(NAMES[2:])
        assert not list(store.match(ACTOR))
        assert store.articles() == []
    assert verify(tmp_path / "store") == []


@pytest.mark.parametrize("seed", range(3))
def test_a_store_after_many_changes_equals_one_made_afresh(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    now: dict[int, ArticleGraph] = {}
    with DiskStore(tmp_path / "changed") as store:
        for turn in range(12):
            numbers = chance.sample(range(5), 2)
            if chance.random() < 0.3:
                store.remove([article(number).iri for number in numbers])
                for number in numbers:
                    now.pop(number, None)
            else:
                graphs = [article(number, f"{turn}", chance.randrange(4)) for number in numbers]
                store.put(map(Entry, graphs))
                now.update(zip(numbers, graphs, strict=True))
        store.derive()
    with DiskStore(tmp_path / "afresh") as store:
        store.put(map(Entry, now.values()))
        store.derive()
    assert contents(tmp_path / "changed") == contents(tmp_path / "afresh")
    merged = []
    for name in ("changed", "afresh"):
        assert verify(tmp_path / name) == []
        with DiskStore(tmp_path / name, readonly=True) as store:
            merged.append({quad.triple for quad in store.match()})
    assert merged[0] == merged[1]


def test_what_derived_edges_state_too_stays_with_them(tmp_path: Path) -> None:
    claim = ox.NamedNode(f"{INDIVIDUALS}claim/{CODES[0]}-0")
    both = ox.Triple(claim, AG.agent, ACTOR)
    with filled(tmp_path / "store") as store:
        store.insert(DERIVED, [both])
        store.drop(DERIVED)
        assert ox.Quad(*both) in store.quads
        store.insert(DERIVED, [both])
        store.remove(NAMES[:1])
        assert ox.Quad(*both) in store.quads
        store.drop(DERIVED)
        assert ox.Quad(*both) not in store.quads


# ── stores of the version before ─────────────────────────────────────────────


def test_a_store_of_the_version_before_is_read_as_it_is(tmp_path: Path) -> None:
    store = as_earlier(tmp_path / "store")
    with filled(tmp_path / "new") as new:
        expected = set(new.contents())
    before = (store / "store.json").read_bytes()
    with open_disk_to_read(store) as opened:
        assert set(opened.contents()) == expected
        assert opened.triples_of(NAMES[0]) != []
        assert ("articles to compact", "3") in opened.stats()
    assert (store / "store.json").read_bytes() == before


def test_a_store_of_the_version_before_is_written_and_compacted(tmp_path: Path) -> None:
    store = as_earlier(tmp_path / "store")
    with DiskStore(store) as opened:
        assert list(packed_articles(opened.quads)) == []
        opened.put([Entry(article(1, "other words"))])
        opened.remove(NAMES[:1])
        opened.derive()
        assert list(packed_articles(opened.quads)) == [NAMES[1]]
        assert ("articles to compact", "1") in opened.stats()
    assert verify(store) == []
    assert json.loads((store / "store.json").read_text())["format"] == FORMAT
    before = contents(store)
    with DiskStore(store) as opened:
        compact(opened)
        assert sorted(packed_articles(opened.quads), key=str) == NAMES[1:]
        assert opened.ledger.get(UNPACKED) == ""
        assert "articles to compact" not in dict(opened.stats())
    assert verify(store) == []
    assert contents(store) == before


COMPACT = """
import sys
from actorgraph.stores.disk.diskstore import DiskStore
from actorgraph.stores.disk.rebuild import compact
with DiskStore(sys.argv[1], create=False) as store:
    print("open", flush=True)
    compact(store)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_compacting_a_store_of_the_version_before_may_be_killed_at_any_moment(
    tmp_path: Path,
) -> None:
    chance = random.Random(22)
    template = as_earlier(tmp_path / "template", 60)
    before = contents(template)
    store = tmp_path / "store"
    shutil.copytree(template, store)
    command = [sys.executable, "-c", COMPACT, str(store)]
    packed = 0
    for turn in range(10):
        running = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
        assert running.stdout is not None
        running.stdout.readline()
        time.sleep(chance.random() ** 2 * 0.6)
        running.send_signal(signal.SIGKILL)
        running.communicate()
        assert contents(store) == before, turn
        with DiskStore(store) as opened:
            # What was packed stays so: the next run goes on.
            count = sum(1 for _ in packed_articles(opened.quads))
        assert count >= packed
        assert verify(store) == [], turn
        packed = count
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    assert contents(store) == before
    with DiskStore(store, readonly=True) as opened:
        assert sum(1 for _ in packed_articles(opened.quads)) == 60
    assert verify(store) == []


def unlabelled(quads: ox.Store) -> set[str]:
    """Return quads without the labels of blank nodes, which the engine gives anew."""
    return {re.sub("_:[0-9a-f]+", "_:b", str(quad)) for quad in quads}


@pytest.mark.parametrize("most", [9, 999])
def test_compacting_a_store_leaves_every_quad_as_it_was(
    most: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rebuild, "MOST_TRIPLES", most)
    blank, odd = ox.BlankNode("someone"), ox.NamedNode("https://example.org/a(b)'c")
    values = [ox.Literal(text) for text in ("two\nlines", 'a "quotation"', "岩 \\ x", "1.50")]
    values += [ox.Literal("1.50", datatype=odd), ox.Literal("words", language="en-gb")]
    with filled(tmp_path / "store") as store:
        store.add(ArticleGraph(PLAIN, (ox.Triple(PLAIN, RDF.type, AG.Article),)))
        store.insert(odd, [ox.Triple(ACTOR, RDFS.label, value) for value in values])
        store.insert(blank, [ox.Triple(blank, RDFS.seeAlso, odd)])
        before = unlabelled(store.quads)
        compact(store)
        assert unlabelled(store.quads) == before
        assert {path.name for path in store.layout.folder.iterdir()} == {GRAPHS_FOLDER, LEDGER}


def test_compacting_a_store_mends_its_merged_graph(tmp_path: Path) -> None:
    with filled(tmp_path / "store") as store:
        before = set(store.quads)
        lost = next(store.quads.quads_for_pattern(None, AG.quotation, None, MERGED))
        store.quads.remove(lost)
        store.quads.add(ox.Quad(ACTOR, RDFS.label, ox.Literal("Nobody says it")))
    (finding,) = verify(tmp_path / "store")
    assert "actorgraph compact" in finding
    with DiskStore(tmp_path / "store") as store:
        compact(store)
        assert set(store.quads) == before
    assert verify(tmp_path / "store") == []


def test_a_store_that_doubled_is_made_small(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    with filled(folder, FEWEST_LOOSE - 1) as store:
        store.tidy()
        assert store.layout.name == "data-1", "too few to be worthwhile"
        # An article that replaces another is not compressed either.
        store.add(article(0, "other words"))
        before = set(store.quads)
        store.tidy()
        assert store.layout.name == "data-2"
        assert set(store.quads) == before
        assert len(store.passages("other", KINDS, 9)) == 3
        store.put(Entry(article(number)) for number in range(100, 100 + FEWEST_LOOSE - 2))
        store.tidy()
        assert store.layout.name == "data-2", "it has not doubled"
        store.put(Entry(article(number)) for number in range(200, 202))
        store.tidy()
        assert store.layout.name == "data-3"
    assert verify(folder) == []


@pytest.mark.parametrize("bound", ["MOST_TRIPLES", "LEAST_ROOM_IN_BYTES"])
def test_a_large_store_or_a_full_disk_is_left_as_it_is(
    bound: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rebuild, bound, {"MOST_TRIPLES": 99}.get(bound, 1 << 60))
    with filled(tmp_path / "store", FEWEST_LOOSE) as store:
        store.tidy()
        assert store.layout.name == "data-1"


def test_a_run_over_a_corpus_makes_the_store_small(tmp_path: Path) -> None:
    with filled(tmp_path / "store", FEWEST_LOOSE) as store:
        ingest(store, [], Task(Settings("none"), "tests.workers:process_plain"))
        assert store.layout.name == "data-2"
    assert verify(tmp_path / "store") == []


# ── queries that name graphs ─────────────────────────────────────────────────

CODE = CODES[0]
QUERIES = [
    "SELECT ?s ?p ?o { ?s ?p ?o }",
    "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g",
    f"SELECT ?s ?p ?o {{ GRAPH <{ARTICLES}{CODE}> {{ ?s ?p ?o }} }}",
    f"SELECT ?s ?o {{ GRAPH <{ARTICLES}{CODE}> {{ ?s ag:agent ?o }} ?o a ag:Person }}",
    f"PREFIX a: <{ARTICLES}> SELECT * {{ GRAPH a:{CODE} {{ ?s ?p ?o }} }}",
    f"SELECT * {{ GRAPH<{ARTICLES}{CODE}>{{ ?s ?p ?o }} }}",
    f"SELECT * {{ VALUES ?g {{ <{ARTICLES}{CODE}> }} GRAPH ?g {{ ?s a ?o }} }}",
    f"SELECT * FROM <{ARTICLES}{CODE}> {{ ?s ?p ?o }}",
    f"SELECT * FROM <{ARTICLES}{CODE}> FROM <{ARTICLES}{CODES[1]}> {{ ?s ?p ?o }}",
    f"SELECT * FROM <{ARTICLES}{CODE}> FROM <{DERIVED.value}> {{ ?s ?p ?o }}",
    f"SELECT * FROM NAMED <{ARTICLES}{CODE}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
    f"SELECT * FROM NAMED <{ARTICLES}{CODE}> {{ ?s ?p ?o }}",
    f"SELECT * {{ GRAPH <{DERIVED.value}> {{ ?s ?p ?o }} }}",
    "SELECT * { GRAPH <https://example.org/nothing> { ?s ?p ?o } }",
    f"ASK {{ GRAPH ?g {{ ?s ?p ?o }} FILTER (?g = <{PACKED.value}>) }}",
    f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH <{ARTICLES}{CODES[2]}> {{ ?s ?p ?o }} }}",
    "# a comment that says GRAPH ?g\nSELECT ('GRAPH' AS ?words) { ?s a ag:Article }",
]


def rows(result: object) -> list[str]:
    if isinstance(result, ox.QueryBoolean):
        return [str(bool(result))]
    if isinstance(result, ox.QueryTriples):
        return sorted(map(str, result))
    assert isinstance(result, ox.QuerySolutions)
    names = sorted(variable.value for variable in result.variables)
    return sorted(str([str(row[name]) for name in names]) for row in result)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, MemoryStore]:
    """A folder with a store and a snapshot of it, and what they have in memory."""
    folder = tmp_path_factory.mktemp("whole")
    memory = MemoryStore.of(map(article, range(3)))
    memory.derive("default")
    with filled(folder / "store") as store:
        store.snapshot(folder / "snapshot")
    return folder, memory


def test_queries_are_answered_as_in_memory(whole: tuple[Path, MemoryStore]) -> None:
    folder, memory = whole
    snapshot = SnapshotStore(folder / "snapshot")
    with DiskStore(folder / "store") as writer:
        for sparql in QUERIES:
            assert rows(writer.query(sparql)) == rows(memory.query(sparql)), sparql
            assert rows(snapshot.query(sparql)) == rows(memory.query(sparql)), sparql
    snapshot.close()
    with DiskStore(folder / "store", readonly=True) as reader:
        for sparql in [*QUERIES, *QUERIES]:
            assert rows(reader.query(sparql)) == rows(memory.query(sparql)), sparql
    # Nothing is left of the graphs that were made.
    assert {path.name for path in folder.iterdir()} == {"store", "snapshot"}


def test_a_writer_sees_what_it_has_just_written(tmp_path: Path) -> None:
    sparql = f"SELECT * {{ GRAPH {NAMES[0]} {{ ?s ag:quotation ?o }} }}"
    with filled(tmp_path / "store") as store:
        assert len(rows(store.query(sparql))) == 3
        store.put([Entry(article(0, "new", 1))])
        assert len(rows(store.query(sparql))) == 1
        store.remove(NAMES[:1])
        assert rows(store.query(sparql)) == []


def test_too_many_graphs_are_refused_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole_graphs, "MOST_GRAPHS", 2)
    with filled(tmp_path / "store") as store:
        with pytest.raises(QueryError, match="FROM NAMED"):
            store.query("SELECT * { GRAPH ?g { ?s ?p ?o } }")
        assert rows(store.query(QUERIES[2])) != []


@pytest.mark.parametrize(
    ("sparql", "names", "reads_any", "alone"),
    [
        (f"ASK {{ GRAPH <{ARTICLES}{CODE}> {{}} }}", 1, False, False),
        ("ASK { GRAPH ?g {} }", 0, True, False),
        ("ASK { GRAPH $g {} }", 0, True, False),
        ("ASK { GRAPH ex:a {} }", 0, True, False),
        ("ASK { GRAPH <relative> {} }", 0, True, False),
        ("ASK FROM <urn:x:a> { GRAPH ?g {} }", 1, False, True),
        ("ASK FROM NAMED <urn:x:a> FROM <urn:x:b> {}", 2, False, True),
        ("ASK FROM ex:a { GRAPH ?g {} }", 0, True, True),
        ("ASK { GRAPHex:a {} }", 0, True, False),
    ],
)
def test_the_graphs_that_a_query_names(
    sparql: str, names: int, reads_any: bool, alone: bool
) -> None:
    needs = needs_of(sparql)
    assert needs is not None
    assert (len(needs.names), needs.all, needs.alone) == (names, reads_any, alone)


@pytest.mark.parametrize(
    "sparql",
    ["ASK {}", "ASK { ?s ag:graph 'GRAPH ?g' } # FROM <urn:x:a>", "ASK { ?graph a ?from }"],
)
def test_words_that_name_no_graph(sparql: str) -> None:
    assert needs_of(sparql) is None


def test_an_update_of_a_snapshot_sees_whole_graphs(tmp_path: Path) -> None:
    with filled(tmp_path / "store") as store:
        store.snapshot(tmp_path / "snapshot")
    snapshot = SnapshotStore(tmp_path / "snapshot")
    assert set(snapshot.contents()) == contents(tmp_path / "store")
    update = f"DELETE WHERE {{ GRAPH {NAMES[0]} {{ ?s {AG.agent} ?o }} }}"
    snapshot.update(update, root=INDIVIDUALS, prefixes={})
    assert not any(quad.predicate == AG.agent for quad in snapshot.match(graph=NAMES[0]))
    assert len(list(snapshot.match(None, AG.agent))) == 6


# ── behind the server ────────────────────────────────────────────────────────


def job(**settings: object) -> dict[str, object]:
    bounds = {"rows": 1_000, "answer": 1_000_000, "root": INDIVIDUALS, "from": []}
    return {**bounds, "default": None, "named": None, **settings}


def test_a_child_answers_from_packed_graphs(whole: tuple[Path, MemoryStore]) -> None:
    folder, memory = whole
    quads = ox.Store.read_only(str(folder / "snapshot"))
    _, body = answering.list_graphs(quads, job(media="text/csv"), {})
    # There are no direct edges, and what is empty is not listed.
    names = [name for name in memory.graph_names() if name != DERIVED]
    sizes = [f"{name.value},{len(memory.triples_of(name))}" for name in names]
    assert body.decode().split() == ["graph,triples", *sizes]
    head, body = answering.graph(
        quads, job(media="application/n-triples", graph=NAMES[0].value), {}
    )
    assert head["status"] == 200
    assert set(body.decode().splitlines()) == {f"{t} ." for t in memory.triples_of(NAMES[0])}
    head, _ = answering.graph(quads, job(media="text/turtle", graph=PACKED.value), {})
    assert head["status"] == 404
    counting = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    for settled in (
        {"text": counting, "default": [NAMES[0].value]},
        {"text": counting.replace("{", f"FROM {NAMES[0]} {{", 1), "from": [NAMES[0].value]},
    ):
        head, body = answering.query(quads, job(media="text/csv", **settled), {})
        assert body.split() == [b"n", str(len(memory.triples_of(NAMES[0]))).encode()]


def test_a_server_answers_from_packed_graphs(tmp_path: Path) -> None:
    with filled(tmp_path / "store"):
        pass
    with serving(tmp_path, "--store", tmp_path / "store") as server:
        text = f"SELECT (COUNT(*) AS ?n) {{ GRAPH {NAMES[0]} {{ ?s ?p ?o }} ?o a ag:Person }}"
        for _ in range(2):
            reply = server.query(text)
            assert json.loads(reply.body)["results"]["bindings"][0]["n"]["value"] == "3"
        reply = server.ask(f"/graphs?{urlencode({'graph': NAMES[1].value})}")
        assert reply.status == 200
        hidden = urlencode({"graph": PACKED.value})
        assert server.ask(f"/graphs?{hidden}").status == 404
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
