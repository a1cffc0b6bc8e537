"""The parts of the stores one by one: files, ledger, seal, lock, policies, edges, marks."""

import errno
import json
import os
import sqlite3
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from actorgraph.errors import GraphError, QueryError, StoreError
from actorgraph.graph.article_graph import ArticleGraph
from actorgraph.stores.contract import ARTICLES, DERIVED, LINKS, VOCABULARY, EdgeCount, Origin
from actorgraph.stores.digests import graph_digest
from actorgraph.stores.disk import edge_upkeep, link_upkeep, recovery
from actorgraph.stores.disk.exchange import exchange
from actorgraph.stores.disk.faults import BACKUP_TRIES, backup, fault, faults, is_engines
from actorgraph.stores.disk.full_text import Passage, find_passages
from actorgraph.stores.disk.layout import (
    FIRST,
    FORMAT,
    LEDGER,
    NAME,
    Layout,
    is_store,
    read_layout,
    sweep,
    write_layout,
)
from actorgraph.stores.disk.ledger import Ledger, Row
from actorgraph.stores.disk.ledger_file import index_fault
from actorgraph.stores.disk.lock import Lock
from actorgraph.stores.disk.reading_cache import ReadingCache
from actorgraph.stores.disk.seal import break_seal, broken_files, read_seal, write_seal
from actorgraph.stores.edges import check_policy, edges_of, find_edges
from actorgraph.stores.graph_files import LINKS_FILE, read_graphs
from actorgraph.stores.merging import empty_database, in_both, merged_quad, only_in, vocabulary
from actorgraph.stores.policy import Policy, find_policy, policies
from actorgraph.stores.remote.marks import edges_graph, is_mark, marks, policy_mark
from actorgraph.vocabulary.vocab import AG, DCT, INDIVIDUALS, NIF, OWL, RDF, RDFS

EXAMPLE = "https://example.org/"
A, B, C = (ox.NamedNode(f"{EXAMPLE}{name}") for name in "abc")
ARTICLE, OTHER = (ox.NamedNode(f"{ARTICLES}{number:016x}") for number in (1, 2))
CLAIM = ox.NamedNode(f"{EXAMPLE}claim")


def literal(text: str) -> ox.Literal:
    return ox.Literal(text)


def claim_graph(article: ox.NamedNode = ARTICLE, claim: ox.NamedNode = CLAIM) -> ArticleGraph:
    """Return the graph of an article in which A consulted B."""
    triples = (
        ox.Triple(article, RDF.type, AG.Article),
        ox.Triple(claim, RDF.type, AG.Claim),
        ox.Triple(claim, RDF.type, AG.Action),
        ox.Triple(claim, RDF.type, AG.Consult),
        ox.Triple(claim, AG.reportedIn, article),
        ox.Triple(claim, AG.agent, A),
        ox.Triple(claim, AG.target, B),
        ox.Triple(claim, AG.factuality, AG.Asserted),
        ox.Triple(claim, AG.negated, ox.Literal(False)),
    )
    return ArticleGraph(article, triples)


# ── policies and edges ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("sparql", "local"),
    [
        ("# scope: claim\nSELECT", True),
        ("SELECT\n# scope: claim  \n", True),
        ("# scope: claims\nSELECT", False),
        ("SELECT # scope: claim", False),
        ("", False),
    ],
)
def test_a_policy_says_whether_it_is_local(sparql: str, local: bool) -> None:
    assert Policy("own", sparql).is_local == local


def test_the_packaged_policies() -> None:
    assert policies() == sorted(policies())
    assert {"default", "generous", "strict"} <= set(policies())
    for name in policies():
        check_policy(find_policy(name))


def test_a_policy_in_a_file_has_the_name_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "policy-own.rq"
    path.write_text("SELECT")
    assert find_policy(path) == find_policy(str(path)) == Policy("own", "SELECT")


@pytest.mark.parametrize("policy", ["none", "", "../default", "none.rq", "/none/policy.rq"])
def test_a_policy_that_is_not_there_is_an_error(policy: str) -> None:
    with pytest.raises(QueryError) as caught:
        find_policy(policy)
    assert "\n" not in str(caught.value)


def test_an_edge_has_the_same_node_from_each_claim() -> None:
    policy = find_policy("default")
    first = edges_of(claim_graph(), policy)
    second = edges_of(claim_graph(OTHER, C), policy)
    assert ox.Triple(A, AG.consulted, B) in first
    assert edge_upkeep.nodes_in(first) == edge_upkeep.nodes_in(second)
    assert list(first) == sorted(first, key=str)


def test_edges_of_an_article_do_not_depend_on_others() -> None:
    quads = empty_database()
    for graph in (claim_graph(), claim_graph(OTHER, C)):
        quads.load(in_both(graph.iri, graph.triples), format=ox.RdfFormat.N_QUADS)
    policy = find_policy("default")
    apart = {*edges_of(claim_graph(), policy), *edges_of(claim_graph(OTHER, C), policy)}
    assert find_edges(quads, policy) == apart


def test_a_row_without_three_iris_makes_no_edge() -> None:
    policy = Policy(
        "own", "SELECT ?claim ?from ?to WHERE { ?claim ag:agent ?from ; ag:negated ?to }"
    )
    assert edges_of(claim_graph(), policy) == ()


# ── the merged graph ──────────────────────────────────────────────────────────────────────────────


def test_the_vocabulary_names_every_class_by_its_label() -> None:
    terms = vocabulary()
    assert any(t.subject == AG.Claim and t.predicate == RDFS.label for t in terms)
    assert all(t.subject.value.startswith(VOCABULARY.value) for t in terms)  # type: ignore[union-attr]
    names = list(empty_database().named_graphs())
    assert names == [VOCABULARY]


def test_triples_are_written_to_their_graph_and_the_merged_one() -> None:
    lines = in_both(ARTICLE, [ox.Triple(A, RDFS.label, literal("a .\n"))]).decode().splitlines()
    assert len(lines) == 2
    assert lines[1].endswith(f"{ARTICLE} .")
    quads = ox.Store()
    quads.load("\n".join(lines).encode(), format=ox.RdfFormat.N_QUADS)
    assert len(quads) == 2


def test_only_what_no_other_graph_has_goes_from_the_merged_graph() -> None:
    shared, own = ox.Triple(A, RDFS.label, literal("a")), ox.Triple(B, RDFS.label, literal("b"))
    quads = ox.Store()
    quads.load(
        in_both(ARTICLE, [shared, own]) + in_both(OTHER, [shared]), format=ox.RdfFormat.N_QUADS
    )
    assert only_in(quads, ARTICLE, [shared, own]) == [own]
    assert merged_quad(own).graph_name == ox.DefaultGraph()


# ── graph files ───────────────────────────────────────────────────────────────────────────────────

TURTLE = f"<{ARTICLE.value}> a {AG.Article} . {A} {RDFS.label} 'a' ."


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("graph.ttl", TURTLE),
        ("graph.nt", f'{ARTICLE} {RDF.type} {AG.Article} .\n{A} {RDFS.label} "a" .\n'),
        ("graph.trig", f"{{ {TURTLE} }}"),
        ("graph.nq", f'{ARTICLE} {RDF.type} {AG.Article} {ARTICLE} .\n{A} {RDFS.label} "a" .\n'),
    ],
)
def test_each_format_is_read(name: str, content: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(content)
    graphs = read_graphs(tmp_path / name)
    assert list(graphs) == [ARTICLE]
    assert len(graphs[ARTICLE]) == 2


def test_a_folder_means_its_graph(tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text(TURTLE)
    (tmp_path / LINKS_FILE).write_text("")
    assert list(read_graphs(tmp_path)) == [ARTICLE]
    (tmp_path / "graph.ttl").unlink()
    assert read_graphs(tmp_path) == {}


def test_a_file_of_links_needs_no_article(tmp_path: Path) -> None:
    (tmp_path / "any.nq").write_text(f"{A} {OWL.sameAs} {B} {LINKS} .\n")
    assert list(read_graphs(tmp_path / "any.nq")) == [LINKS]


def test_triples_about_triples_are_left_out(tmp_path: Path) -> None:
    triple = f"<<( {A} {RDFS.label} 'a' )>>"
    (tmp_path / "graph.ttl").write_text(f"{TURTLE} {B} {RDF.type} {C} . {B} <x:y> {triple} .")
    assert len(read_graphs(tmp_path / "graph.ttl")[ARTICLE]) == 3


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("none.ttl", None, "No such file"),
        ("graph.xml", "<x/>", "not a graph format"),
        ("graph.ttl", "a b", "broken ttl"),
        ("graph.ttl", "", "no ag:Article"),
        ("other.nq", "", "no ag:Article"),
        ("graph.ttl", f"{A} a {B} .", "no ag:Article"),
    ],
)
def test_what_is_not_a_graph_is_refused(
    name: str, content: str | None, reason: str, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / name).write_text(content)
    with pytest.raises(GraphError, match=reason) as caught:
        read_graphs(tmp_path / name)
    assert name in str(caught.value)


# ── layout, seal and lock ─────────────────────────────────────────────────────────────────────────


def test_a_layout_comes_back_as_it_was_written(tmp_path: Path) -> None:
    assert not is_store(tmp_path)
    layout = read_layout(tmp_path, create=True)
    assert layout == Layout(tmp_path, FORMAT, FIRST)
    assert layout.graphs.parent == layout.ledger.parent == layout.folder
    write_layout(layout.following())
    assert is_store(tmp_path)
    assert read_layout(tmp_path, create=False).name == "data-2"
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"format": 2}',
        '{"format": "x", "data": "data-1"}',
        '{"format": 2, "data": "x"}',
    ],
)
def test_a_broken_layout_is_an_error(text: str, tmp_path: Path) -> None:
    (tmp_path / NAME).write_text(text)
    with pytest.raises(StoreError, match=NAME):
        read_layout(tmp_path, create=True)


def test_a_newer_layout_asks_for_a_newer_version(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text(json.dumps({"format": FORMAT + 1, "data": FIRST}))
    with pytest.raises(StoreError, match="upgrade"):
        read_layout(tmp_path, create=False)


@pytest.mark.parametrize(
    ("names", "usable"),
    [
        ([], True),
        (["lock"], True),
        ([".store.json-a1b2"], True),
        ([".actorgraph-a1b2"], True),
        (["lock", FIRST], True),
        (["notes.txt"], False),
        (["data-2"], False),
        ([FIRST, "notes.txt"], False),
    ],
)
def test_a_store_is_made_only_where_nothing_else_is(
    names: list[str], usable: bool, tmp_path: Path
) -> None:
    for name in names:
        if name.startswith("data-"):
            (tmp_path / name).mkdir()
        else:
            (tmp_path / name).write_text("")
    if usable:
        assert read_layout(tmp_path, create=True).name == FIRST
        return
    with pytest.raises(StoreError, match=r"not empty|store\.json is missing"):
        read_layout(tmp_path, create=True)


@pytest.mark.parametrize(
    ("ledger", "usable"),
    [
        (None, True),
        ("", True),
        ("CREATE TABLE articles (iri TEXT)", True),
        ("CREATE TABLE articles (iri TEXT); INSERT INTO articles VALUES ('a')", False),
    ],
)
def test_an_unfinished_store_is_taken_over_while_it_has_no_article(
    ledger: str | None, usable: bool, tmp_path: Path
) -> None:
    (tmp_path / FIRST / "graphs").mkdir(parents=True)
    if ledger is not None:
        connection = sqlite3.connect(tmp_path / FIRST / LEDGER)
        connection.executescript(ledger)
        connection.close()
    if usable:
        assert read_layout(tmp_path, create=True).name == FIRST
        return
    with pytest.raises(StoreError, match=r"not empty|store\.json is missing"):
        read_layout(tmp_path, create=True)


def test_folders_that_do_not_count_are_swept(tmp_path: Path) -> None:
    for number in (1, 2, 3):
        (tmp_path / f"data-{number}").mkdir()
    (tmp_path / "notes").mkdir()
    sweep(Layout(tmp_path, FORMAT, "data-2"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data-2", "notes"]


def sealed(folder: Path) -> Layout:
    layout = Layout(folder, FORMAT, FIRST)
    layout.graphs.mkdir(parents=True)
    write_layout(layout)
    (layout.graphs / "1.sst").write_bytes(b"table")
    (layout.graphs / "2.log").write_bytes(b"log")
    (layout.graphs / "LOCK").write_bytes(b"")
    write_seal(layout, {})
    return layout


def test_a_sealed_store_is_unbroken(tmp_path: Path) -> None:
    layout = sealed(tmp_path)
    assert broken_files(layout) == []
    seal = read_seal(layout) or {}
    assert sorted(seal) == ["data-1/graphs/1.sst", "data-1/graphs/2.log", NAME]


def test_changed_and_missing_files_are_noticed(tmp_path: Path) -> None:
    layout = sealed(tmp_path)
    (layout.graphs / "1.sst").write_bytes(b"tabel")
    (layout.graphs / "2.log").unlink()
    findings = broken_files(layout)
    assert len(findings) == 2
    assert "2.log is missing" in findings[0]
    assert "1.sst" in findings[1]


def test_a_broken_seal_is_gone(tmp_path: Path) -> None:
    layout = sealed(tmp_path)
    assert len(break_seal(layout)) == 3
    assert read_seal(layout) is None
    assert broken_files(layout) == []
    assert break_seal(layout) == {}


@pytest.mark.parametrize("text", ["", "[]", '{"a": 1}', '{"a": ["x", 1, "y"]}'])
def test_a_seal_that_cannot_be_read_is_a_finding(text: str, tmp_path: Path) -> None:
    layout = sealed(tmp_path)
    (tmp_path / "seal.json").write_text(text)
    assert broken_files(layout) == ["seal.json is damaged"]


def test_hashes_of_unchanged_tables_are_reused(tmp_path: Path) -> None:
    layout = sealed(tmp_path)
    earlier = {
        name: (size, time, "known") for name, (size, time, _) in (read_seal(layout) or {}).items()
    }
    write_seal(layout, earlier)
    seal = read_seal(layout) or {}
    assert seal["data-1/graphs/1.sst"][2] == "known"
    assert seal["data-1/graphs/2.log"][2] != "known"


def test_one_writer_or_many_readers(tmp_path: Path) -> None:
    writer = Lock(tmp_path / "lock")
    assert (tmp_path / "lock").read_text() == f"{os.getpid()}\n"
    for shared in (False, True):
        with pytest.raises(StoreError, match=f"process {os.getpid()}"):
            Lock(tmp_path / "lock", shared=shared)
    writer.release()
    writer.release()
    assert writer.is_released
    readers = [Lock(tmp_path / "lock", shared=True) for _ in range(2)]
    with pytest.raises(StoreError, match="reading"):
        Lock(tmp_path / "lock")
    for reader in readers:
        reader.release()
    Lock(tmp_path / "lock").release()


# ── faults ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("error", "cause"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "the disk is full"),
        (sqlite3.OperationalError("database or disk is full"), "the disk is full"),
        (OSError("IO error: No space left on device"), "the disk is full"),
        (PermissionError(errno.EACCES, "Permission denied"), "it cannot be written here"),
        (sqlite3.OperationalError("attempt to write a readonly database"), "cannot be written"),
        (sqlite3.DatabaseError("file is not a database"), "it is damaged"),
        (RuntimeError("Corruption: bad magic"), "it is damaged"),
        (OSError(errno.EMFILE, "Too many open files"), "too many files are open"),
        (OSError(errno.EIO, "Input/output error"), "the disk failed: Input/output error"),
    ],
)
def test_a_failure_below_is_a_store_error_on_one_line(error: Exception, cause: str) -> None:
    with pytest.raises(StoreError, match=cause) as caught, faults(Path("place")):
        raise error
    assert str(caught.value).startswith("place: ")
    assert "\n" not in str(caught.value)


def test_a_defect_of_ours_stays_what_it_is() -> None:
    with pytest.raises(RuntimeError, match="ours"), faults(Path("place")):
        raise RuntimeError("ours")
    assert not is_engines(RuntimeError("ours"))
    assert isinstance(fault(Path("place"), OSError("x" * 999)), StoreError)


# ── the ledger ────────────────────────────────────────────────────────────────────────────────────

PASSAGES = [Passage("name", A.value, "Ann Lee"), Passage("title", ARTICLE.value, "Ferry talks")]
ROW = Row(ARTICLE.value, "digest", 7, "key", "rank", "wire-1")


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """Return a ledger with one article."""
    new = Ledger(tmp_path / LEDGER)
    new.begin([ROW])
    with new.writing():
        new.record(ROW, PASSAGES)
    return new


def test_an_article_is_under_way_until_it_is_recorded(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / LEDGER)
    ledger.begin([ROW])
    assert ledger.pending() == [ROW]
    assert recovery.is_interrupted(ledger)
    assert ledger.row(ROW.iri) is None
    with ledger.writing():
        ledger.record(ROW, PASSAGES)
    assert ledger.pending() == []
    assert not recovery.is_interrupted(ledger)
    assert ledger.row(ROW.iri) == ROW
    assert list(ledger.rows()) == list(ledger.underived()) == [ROW]


def test_a_transaction_that_fails_leaves_nothing(ledger: Ledger) -> None:

    def fail() -> None:
        with ledger.writing():
            ledger.delete(ROW.iri)
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert ledger.row(ROW.iri) == ROW
    assert ledger.passages_of(ROW.iri) == PASSAGES


def test_an_article_keeps_its_number_and_its_sources(ledger: Ledger) -> None:
    number = ledger.article_id(ROW.iri)
    newer = Row(ROW.iri, "other", 1, "key-2", "rank", "wire-2")
    with ledger.writing():
        ledger.record(newer, [])
    assert ledger.article_id(ROW.iri) == number
    assert ledger.has_read("key")
    assert ledger.has_read("key-2")
    assert ledger.passages_of(ROW.iri) == []
    with ledger.writing():
        assert ledger.delete(ROW.iri) == number
        assert ledger.delete(ROW.iri) is None
    assert not ledger.has_read("key")
    assert ledger.totals()["articles"] == 0


@pytest.mark.parametrize(
    ("match", "kinds", "expected"),
    [
        ('"ferry"', ["title"], 1),
        ('"ferry"', ["name"], 0),
        ('"fer"*', ["name", "title"], 1),
        ('"ann" "lee"', ["name"], 1),
        ('"ann" "talks"', ["name", "title"], 0),
    ],
)
def test_the_index_finds_words_by_kind(
    match: str, kinds: list[str], expected: int, ledger: Ledger
) -> None:
    rows = ledger.search(match, kinds, 9)
    assert len(rows) == expected
    assert all(row[2] == ROW.iri for row in rows)


def test_articles_are_named_by_iri_or_source(ledger: Ledger) -> None:
    assert ledger.named("wire-1", "x") == ledger.named("x", ROW.iri) == [ROW]
    assert ledger.named("x", "y") == []


def test_values_about_the_store_can_be_changed(ledger: Ledger) -> None:
    assert ledger.get("policy") == ""
    for value in ("a", "b", ""):
        with ledger.writing():
            ledger.set("policy", value)
        assert ledger.get("policy") == value


def test_counts_of_edges_come_in_order(ledger: Ledger) -> None:
    few, many = EdgeCount("n1", "a", "e", "b", 1), EdgeCount("n2", "a", "e", "c", 5)
    with ledger.writing():
        ledger.set_counts([("n1", few), ("n2", many)])
        ledger.mark_derived(ROW.iri)
    assert ledger.edge_counts() == [many, few]
    assert ledger.edge_counts(1) == [many]
    assert list(ledger.underived()) == []
    with ledger.writing():
        ledger.set_counts([("n2", None)])
    assert ledger.edge_counts() == [few]
    with ledger.writing():
        ledger.forget_edges()
    assert ledger.edge_counts() == []
    assert len(list(ledger.underived())) == 1


def test_a_copy_of_a_ledger_has_its_rows_and_its_index(ledger: Ledger, tmp_path: Path) -> None:
    copy = Ledger(tmp_path / "copy.sqlite")
    copy.copy_tables(tmp_path / LEDGER)
    ledger.back_up(tmp_path / "backup.sqlite")
    for other in (copy, Ledger(tmp_path / "backup.sqlite", readonly=True)):
        assert list(other.rows()) == [ROW]
        assert len(other.search('"ferry"', ["title"], 9)) == 1
        assert other.damage() == []
    assert index_fault(tmp_path / "copy.sqlite") is None


def test_an_index_out_of_step_is_noticed(ledger: Ledger, tmp_path: Path) -> None:
    ledger.connection.execute("UPDATE passages SET words = 'other'")
    ledger.close()
    assert index_fault(tmp_path / LEDGER)


def test_readings_are_valid_while_article_and_rules_are_the_same(
    ledger: Ledger, tmp_path: Path
) -> None:
    cache = ReadingCache(ledger, tmp_path)
    assert cache.unread("rules") == [ROW.iri]
    assert cache.count_changed() == 1
    cache.save("rules", [(ROW.iri, {"actors": "b", "reports": "t", "wording": "w"})])
    assert cache.unread("rules") == []
    assert cache.unread("other rules") == [ROW.iri]
    assert list(cache.every("actors")) == ["b"]
    assert cache.part_of("wording", ROW.iri) == "w"
    with ledger.writing():
        ledger.record(Row(ROW.iri, "new digest", 1), [])
    assert cache.count_changed() == 1


# ── passages and digests ──────────────────────────────────────────────────────────────────────────

ACTOR = ox.NamedNode(f"{INDIVIDUALS}actor/ann")
SPAN = ox.NamedNode(f"{ARTICLE.value}#char=0,3")


@pytest.mark.parametrize(
    ("triple", "expected"),
    [
        (ox.Triple(ACTOR, RDFS.label, literal("Ann")), ("name", ACTOR.value, "Ann")),
        (ox.Triple(AG.Claim, RDFS.label, literal("claim")), None),
        (ox.Triple(CLAIM, AG.quotation, literal("We wait")), ("quotation", CLAIM.value, "We wait")),
        (ox.Triple(ARTICLE, DCT.title, literal("Ferry")), ("title", ARTICLE.value, "Ferry")),
        (ox.Triple(CLAIM, AG.evidence, SPAN), ("evidence", CLAIM.value, "the words")),
        (ox.Triple(CLAIM, AG.evidence, A), None),
        (ox.Triple(ox.BlankNode(), DCT.title, literal("Ferry")), None),
        (ox.Triple(CLAIM, AG.verb, literal("urge")), None),
    ],
)
def test_passages_by_kind(triple: ox.Triple, expected: tuple[str, str, str] | None) -> None:
    words = ox.Triple(SPAN, NIF.anchorOf, literal("the words"))
    passages = find_passages([triple, words, triple])
    assert passages == ([Passage(*expected)] if expected else [])


def test_a_digest_does_not_depend_on_the_order() -> None:
    triples = list(claim_graph().triples)
    assert graph_digest(triples) == graph_digest(triples[::-1])
    assert graph_digest(triples) != graph_digest(triples[1:])
    codes = [link_upkeep.triple_code(triple) for triple in triples]
    assert link_upkeep.links_digest(codes) == link_upkeep.links_digest(codes[::-1])
    assert link_upkeep.links_digest(codes) != link_upkeep.links_digest(codes[1:])
    assert link_upkeep.links_digest([]).startswith("0 ")


# ── transactions and upkeep ───────────────────────────────────────────────────────────────────────


def database(*graphs: ArticleGraph) -> ox.Store:
    quads = ox.Store()
    for graph in graphs:
        quads.load(in_both(graph.iri, graph.triples), format=ox.RdfFormat.N_QUADS)
    return quads


def quads_of(quads: ox.Store, name: ox.NamedNode | ox.DefaultGraph) -> set[ox.Triple]:
    return {quad.triple for quad in quads.quads_for_pattern(None, None, None, name)}


def test_an_exchange_replaces_a_graph_and_keeps_what_others_state() -> None:
    shared = ox.Triple(A, RDFS.label, literal("a"))
    old, new = (
        ox.Triple(A, RDFS.comment, literal("old")),
        ox.Triple(A, RDFS.comment, literal("new")),
    )
    quads = database(ArticleGraph(ARTICLE, (shared, old)), ArticleGraph(OTHER, (shared,)))
    removed = set(quads.quads_for_pattern(None, None, None, ARTICLE))
    exchange(quads, removed, {ARTICLE: [new], DERIVED: []}, dropped=ARTICLE)
    assert quads_of(quads, ARTICLE) == {new}
    assert quads_of(quads, ox.DefaultGraph()) == {shared, new}
    exchange(quads, set(), {ARTICLE: [old]})
    assert quads_of(quads, ox.DefaultGraph()) == {shared, new, old}


def with_edges(*graphs: ArticleGraph) -> ox.Store:
    quads = database(*graphs)
    edges = find_edges(quads, find_policy("default"))
    quads.load(in_both(DERIVED, edges), format=ox.RdfFormat.N_QUADS)
    return quads


def test_an_edge_of_one_claim_goes_whole_with_it() -> None:
    quads = with_edges(claim_graph())
    assert edge_upkeep.claims_of(quads, ARTICLE) == {CLAIM}
    resting = edge_upkeep.edges_resting_on(quads, [CLAIM])
    assert {quad.triple for quad in resting} == quads_of(quads, DERIVED)
    assert edge_upkeep.edges_resting_on(quads, [C]) == set()


def test_an_edge_of_two_claims_loses_one() -> None:
    quads = with_edges(claim_graph(), claim_graph(OTHER, C))
    (node,) = edge_upkeep.nodes_in(quads.quads_for_pattern(None, None, None, DERIVED))
    resting = edge_upkeep.edges_resting_on(quads, [CLAIM])
    assert len(resting) == 2
    assert {quad.object for quad in resting} == {CLAIM}
    ((name, count),) = edge_upkeep.count_claims(quads, [node])
    assert count is not None
    assert (name, count.claims, count.subject) == (node.value, 2, A.value)
    assert list(edge_upkeep.count_claims(quads, [C])) == [(C.value, None)]


def tie(first: ox.NamedNode, second: ox.NamedNode) -> list[ox.Triple]:
    node, rule = ox.NamedNode(f"{EXAMPLE}tie"), ox.NamedNode(f"{EXAMPLE}rule")
    return [
        ox.Triple(first, OWL.sameAs, second),
        ox.Triple(node, RDF.type, AG.ActorTie),
        ox.Triple(node, AG.firstTied, first),
        ox.Triple(node, AG.secondTied, second),
        ox.Triple(node, AG.tiedBy, rule),
        ox.Triple(rule, RDFS.label, literal("a rule")),
    ]


def test_a_tie_goes_with_an_article_of_one_of_its_ends() -> None:
    graph = ArticleGraph(ARTICLE, (ox.Triple(A, AG.mention, SPAN),))
    links = tie(A, B)
    quads = database(graph, ArticleGraph(LINKS, tuple(links)))
    resting = link_upkeep.links_resting_on(quads, ARTICLE)
    # With the last tie of a rule its description goes, too.
    assert {quad.triple for quad in resting} == set(links)
    assert link_upkeep.links_resting_on(quads, OTHER) == set()


def test_a_tie_goes_if_one_of_its_ends_is_to_be_protected() -> None:
    quads = database(ArticleGraph(LINKS, tuple(tie(A, B))))
    protected = ox.Triple(B, AG.protected, ox.Literal(True))
    assert link_upkeep.links_resting_on(quads, OTHER, [protected])
    assert not link_upkeep.links_resting_on(quads, OTHER, [ox.Triple(B, RDFS.label, literal("b"))])


def test_ends_that_no_article_describes_are_unknown() -> None:
    described = ArticleGraph(ARTICLE, (ox.Triple(A, RDF.type, AG.Person),))
    quads = database(described, ArticleGraph(LINKS, tuple(tie(A, B))))
    assert link_upkeep.unknown_ends(quads) == {str(B)}


@pytest.mark.parametrize(
    ("stored", "begun", "recorded"),
    [
        ("old", "new", "old"),
        ("new", "new", "new"),
        (None, "new", None),
        ("other", "new", "other"),
    ],
    ids=["before the graph", "after the graph", "removed", "someone else's graph"],
)
def test_an_interrupted_article_is_recovered_as_the_graphs_have_it(
    stored: str | None, begun: str, recorded: str | None, tmp_path: Path
) -> None:
    graphs = {name: [ox.Triple(A, RDFS.label, literal(name))] for name in ("old", "new", "other")}
    ledger = Ledger(tmp_path / LEDGER)
    with ledger.writing():
        ledger.record(Row(ARTICLE.value, graph_digest(graphs["old"]), 1, "key"), [])
    ledger.begin([Row(ARTICLE.value, graph_digest(graphs[begun]), 1, "key-2")])
    quads = database(ArticleGraph(ARTICLE, tuple(graphs[stored]))) if stored else ox.Store()
    recovery.recover_articles(quads, ledger)
    assert not ledger.pending()
    assert ledger.get(recovery.EDGES_OUTDATED) == "1"
    row = ledger.row(ARTICLE.value)
    assert (row.digest if row else None) == (graph_digest(graphs[recorded]) if recorded else None)


def test_nothing_is_recovered_where_nothing_was_interrupted(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / LEDGER)
    recovery.recover_articles(ox.Store(), ledger)
    assert ledger.get(recovery.EDGES_OUTDATED) == ""


# ── marks of a remote store ───────────────────────────────────────────────────────────────────────


def test_marks_are_about_the_graph_of_the_edges() -> None:
    triples = marks(
        ARTICLE, Origin("key", "rank", "wire"), digest="digest", keys=["key", "key-2"], rule=""
    )
    assert {triple.subject for triple in triples} == {edges_graph(ARTICLE)}
    assert edges_graph(ARTICLE).value.endswith(ARTICLE.value[-16:])
    assert all(is_mark(triple) for triple in triples)
    # What is empty is not marked: here the policy.
    assert len(triples) == 5
    assert not is_mark(ox.Triple(A, AG.restsOn, CLAIM))


def test_each_policy_has_a_mark_of_its_own() -> None:
    assert policy_mark(None) == ""
    names = {policy_mark(find_policy(name)) for name in policies()}
    assert len(names) == len(policies())


class Racing:
    """A database whose copy fails some times, as beside a writer that compacts."""

    def __init__(self, failures: int, error: Exception) -> None:
        self.failures, self.error = failures, error

    def backup(self, target: str) -> None:
        Path(target).mkdir()
        if self.failures:
            self.failures -= 1
            raise self.error


MISMATCH = OSError("Corruption: Sst file size mismatch")
# The log grew while it was copied.
GROWN = RuntimeError("Corruption: File smaller than expected for copy: 004813.log")


@pytest.mark.parametrize(
    ("failures", "error", "copied"),
    [
        (0, MISMATCH, True),
        (2, MISMATCH, True),
        (2, GROWN, True),
        (BACKUP_TRIES - 1, MISMATCH, True),
        (BACKUP_TRIES, MISMATCH, False),
        (1, OSError("permission denied"), False),
        (1, RuntimeError("nothing of the engine's"), False),
    ],
)
def test_a_copy_beside_a_writer_is_tried_again(
    failures: int, error: Exception, copied: bool, tmp_path: Path
) -> None:
    racing: Any = Racing(failures, error)
    if copied:
        backup(racing, tmp_path / "copy")
        assert (tmp_path / "copy").is_dir()
        return
    with pytest.raises(type(error), match=str(error)):
        backup(racing, tmp_path / "copy")
