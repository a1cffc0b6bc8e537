"""The contract that every store satisfies: in memory, on disk, and behind an address."""

import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from actorgraph.errors import GraphError, QueryError, StoreError
from actorgraph.graph.article_graph import ArticleGraph
from actorgraph.query import ask, questions
from actorgraph.search import search
from actorgraph.stores.contract import (
    ARTICLES,
    DERIVED,
    LINKS,
    MERGED,
    VOCABULARY,
    Entry,
    Origin,
    PersistentStore,
    Store,
)
from actorgraph.stores.disk.diskstore import DiskStore
from actorgraph.stores.edges import edges_of
from actorgraph.stores.memory import MemoryStore
from actorgraph.stores.opening import open_graphs, open_store, open_to_read
from actorgraph.stores.policy import Policy, find_policy
from actorgraph.stores.remote.address import state_folder
from actorgraph.stores.remote.remotestore import RemoteStore
from actorgraph.stores.snapshot import SnapshotStore, is_snapshot
from actorgraph.vocabulary.vocab import AG, RDF, RDFS
from tests.sparql_server import sparql_server

EXAMPLE = "https://example.org/"
KINDS = ("memory", "disk", "remote")
LASTING = ("disk", "remote")
ANN, BEN, CAY = (ox.NamedNode(f"{EXAMPLE}{name}") for name in ("ann", "ben", "cay"))


def article(
    number: int,
    kind: ox.NamedNode = AG.Consult,
    agent: ox.NamedNode = ANN,
    target: ox.NamedNode = BEN,
) -> ArticleGraph:
    """Return the graph of an article with one asserted claim between two actors."""
    iri = ox.NamedNode(f"{ARTICLES}{number:016x}")
    claim = ox.NamedNode(f"{EXAMPLE}claim-{number}")
    triples = [
        ox.Triple(iri, RDF.type, AG.Article),
        ox.Triple(claim, RDF.type, AG.Claim),
        ox.Triple(claim, RDF.type, AG.Action),
        ox.Triple(claim, RDF.type, kind),
        ox.Triple(claim, AG.reportedIn, iri),
        ox.Triple(claim, AG.agent, agent),
        ox.Triple(claim, AG.target, target),
        ox.Triple(claim, AG.factuality, AG.Asserted),
        ox.Triple(claim, AG.negated, ox.Literal(False)),
        ox.Triple(agent, RDFS.label, ox.Literal("Ann")),
    ]
    return ArticleGraph(iri, tuple(sorted(triples, key=str)))


FIRST, SECOND, THIRD = article(1), article(2), article(3, target=CAY)
CONSULTED = ox.Triple(ANN, AG.consulted, BEN)


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[[str], Store]]:
    """Open an empty store of a kind; close it at the end."""
    with sparql_server() as (address, _):
        stores: list[Store] = []

        def open_kind(kind: str) -> Store:
            if kind == "memory":
                stores.append(MemoryStore())
            else:
                stores.append(open_store(tmp_path / "store" if kind == "disk" else address))
            return stores[-1]

        yield open_kind
        for store in stores:
            store.close()


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest, opened: Callable[[str], Store]) -> Store:
    """Return a store of each kind, with two articles."""
    empty = opened(request.param)
    empty.add(FIRST)
    empty.add(SECOND)
    return empty


@pytest.fixture(params=LASTING)
def lasting(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[PersistentStore]:
    """Return an empty store of each kind that outlives the process."""
    with sparql_server() as (address, _):
        place = address if request.param == "remote" else tmp_path / "store"
        with open_store(place) as empty:
            yield empty


def direct_edges(store: Store) -> set[ox.Triple]:
    """Return the direct triples between actors of the example."""
    return {
        quad.triple
        for quad in store.match(graph=DERIVED)
        if str(quad.subject).startswith(f"<{EXAMPLE}")
    }


# ── reading ───────────────────────────────────────────────────────────────────────────────────────


def test_articles_come_back_as_they_went(store: Store) -> None:
    assert store.articles() == [FIRST.iri, SECOND.iri]
    assert set(store.triples_of(FIRST.iri)) == set(FIRST.triples)
    assert set(store.graph_of(SECOND.iri).triples) == set(SECOND.triples)
    assert store.graph_of(SECOND.iri).iri == SECOND.iri
    assert set(store.triples()) == {*FIRST.triples, *SECOND.triples}
    assert store.triples_of(THIRD.iri) == []


def test_contents_name_the_graph_of_each_statement(store: Store) -> None:
    assert {quad.graph_name for quad in store.contents()} == {FIRST.iri, SECOND.iri}
    store.derive()
    quads = store.contents()
    assert {quad.graph_name for quad in quads} == {FIRST.iri, SECOND.iri, DERIVED}
    assert len(quads) == len(set(quads))


def test_contents_do_not_depend_on_the_kind_of_store(
    opened: Callable[[str], Store],
) -> None:
    contents = []
    for kind in KINDS:
        store = opened(kind)
        for graph in (FIRST, SECOND, THIRD):
            store.add(graph)
        store.derive()
        contents.append(set(store.contents()))
    assert contents[0] == contents[1] == contents[2]
    assert contents[0]


def test_graph_names_are_sorted_and_include_the_vocabulary(store: Store) -> None:
    store.derive()
    names = store.graph_names()
    assert names == sorted(names, key=str)
    assert {FIRST.iri, SECOND.iri, DERIVED, VOCABULARY} <= set(names)


@pytest.mark.parametrize(
    ("pattern", "graph", "expected"),
    [
        ((None, AG.agent, None), "first", 1),
        ((None, AG.agent, None), "merged", 2),
        ((None, AG.agent, ANN), "merged", 2),
        ((None, AG.agent, BEN), "merged", 0),
        ((ANN, None, None), "first", 1),
        ((None, None, None), "first", len(FIRST.triples)),
    ],
)
def test_match_looks_in_one_graph_or_in_all(
    pattern: tuple[ox.NamedNode | None, ...], graph: str, expected: int, store: Store
) -> None:
    name = FIRST.iri if graph == "first" else MERGED
    assert len(list(store.match(*pattern, graph=name))) == expected  # type: ignore[arg-type]


def test_match_in_each_graph_names_it(store: Store) -> None:
    quads = list(store.match(ANN, RDFS.label, None, None))
    assert sorted(quad.graph_name.value for quad in quads) == [FIRST.iri.value, SECOND.iri.value]


def test_derived_edges_are_matched_in_a_graph_of_their_own(store: Store) -> None:
    assert list(store.match(graph=DERIVED)) == []
    store.derive()
    edges = list(store.match(None, RDF.type, AG.DerivedEdge, DERIVED))
    assert len(edges) == 1
    assert edges[0].graph_name == DERIVED
    assert len(list(store.match(edges[0].subject, AG.restsOn, None, DERIVED))) == 2


def test_a_query_sees_all_graphs_and_needs_no_prefix(store: Store) -> None:
    result = store.query("SELECT ?claim WHERE { ?claim a ag:Consult ; ag:agent ?who }")
    assert isinstance(result, ox.QuerySolutions)
    assert len(list(result)) == 2


@pytest.mark.parametrize("name", [FIRST.iri.value, FIRST.iri.value.removeprefix(ARTICLES)])
def test_an_article_is_found_by_its_iri_and_the_end_of_it(name: str, store: Store) -> None:
    assert store.known(name) == store.find(name) == FIRST.iri


@pytest.mark.parametrize("name", ["", "nobody", "a b", 'quote"d', "<x>", THIRD.iri.value])
def test_an_unknown_name_is_an_error(name: str, store: Store) -> None:
    assert store.known(name) is None
    with pytest.raises(StoreError, match="no article") as caught:
        store.find(name)
    assert "\n" not in str(caught.value)


def test_a_store_says_where_it_is(opened: Callable[[str], Store], tmp_path: Path) -> None:
    assert opened("memory").where == ""
    assert opened("disk").where == str(tmp_path / "store")
    assert opened("remote").where.startswith("http://127.0.0.1:")


def test_an_rdflib_dataset_has_a_graph_per_article(store: Store) -> None:
    dataset = store.to_rdflib()
    names = {str(graph.identifier) for graph in dataset.graphs() if len(graph)}
    assert {FIRST.iri.value, SECOND.iri.value} <= names
    assert VOCABULARY.value not in names


# ── changing ──────────────────────────────────────────────────────────────────────────────────────


def test_an_article_replaces_its_earlier_graph(store: Store) -> None:
    kept = tuple(triple for triple in FIRST.triples if triple.predicate != AG.target)
    fewer = ArticleGraph(FIRST.iri, kept)
    store.add(fewer)
    assert set(store.triples_of(FIRST.iri)) == set(fewer.triples)
    assert store.articles() == [FIRST.iri, SECOND.iri]


def test_an_article_goes_with_its_edges(store: Store) -> None:
    store.add(THIRD)
    store.derive()
    assert direct_edges(store) == {CONSULTED, ox.Triple(ANN, AG.consulted, CAY)}
    store.remove([THIRD.iri])
    store.derive()
    assert store.articles() == [FIRST.iri, SECOND.iri]
    assert direct_edges(store) == {CONSULTED}
    # What both articles state stays while one of them does.
    store.remove([FIRST.iri])
    store.derive()
    assert direct_edges(store) == {CONSULTED}
    assert len(list(store.match(ANN, RDFS.label))) == 1


def test_removing_what_is_not_there_does_nothing(store: Store) -> None:
    store.remove([THIRD.iri])
    assert store.articles() == [FIRST.iri, SECOND.iri]


def test_closing_twice_does_nothing(store: Store) -> None:
    store.close()
    store.close()


def test_a_store_closes_at_the_end_of_a_block(tmp_path: Path) -> None:
    with open_store(tmp_path / "store") as first:
        first.add(FIRST)
    with open_store(tmp_path / "store", create=False) as second:
        assert second.articles() == [FIRST.iri]


# ── direct edges ──────────────────────────────────────────────────────────────────────────────────


def test_edges_are_derived_on_request_alone(store: Store) -> None:
    assert store.policy() is None
    assert direct_edges(store) == set()
    store.derive()
    assert store.policy() == find_policy("default")
    assert direct_edges(store) == {CONSULTED}


def test_a_second_derivation_changes_nothing(store: Store) -> None:
    store.derive()
    before = set(store.contents())
    store.derive()
    assert set(store.contents()) == before


def test_a_policy_stays_until_another_is_named(store: Store) -> None:
    store.derive("strict")
    store.add(THIRD)
    store.derive()
    assert store.policy() == find_policy("strict")
    store.derive("default")
    assert store.policy() == find_policy("default")


def test_a_policy_of_ones_own_replaces_the_edges(store: Store, tmp_path: Path) -> None:
    own = tmp_path / "policy-own.rq"
    own.write_text(
        "# scope: claim\nSELECT ?claim ?from ?to WHERE { ?claim ag:target ?from ; ag:agent ?to }"
    )
    store.derive()
    store.derive(own)
    policy = store.policy()
    assert policy is not None
    assert policy.name == "own"
    assert direct_edges(store) == {ox.Triple(BEN, AG.consulted, ANN)}


@pytest.mark.parametrize(
    ("sparql", "reason"),
    [
        ("# scope: claim\nSELECT ?claim ?from WHERE { ?claim ag:agent ?from }", "selects"),
        ("# scope: claim\nASK { ?claim ag:agent ?from }", "selects"),
        ("# scope: claim\nSELECT ?claim WHERE", "not valid"),
        ("# scope: claim\nINSERT DATA { <a:a> <a:b> <a:c> }", "only read"),
    ],
)
def test_a_policy_that_is_not_valid_changes_nothing(
    sparql: str, reason: str, store: Store, tmp_path: Path
) -> None:
    store.derive()
    before = set(store.contents())
    (tmp_path / "own.rq").write_text(sparql)
    with pytest.raises(QueryError, match=reason):
        store.derive(tmp_path / "own.rq")
    assert set(store.contents()) == before
    assert store.policy() == find_policy("default")


def test_a_policy_over_several_claims_needs_a_store_here(opened: Callable[[str], Store]) -> None:
    for kind in ("memory", "disk"):
        store = opened(kind)
        store.add(FIRST)
        store.derive("generous")
        assert store.policy() == find_policy("generous")
    remote = opened("remote")
    with pytest.raises(QueryError, match="more than one claim"):
        remote.derive("generous")


# ── asking changes nothing ────────────────────────────────────────────────────────────────────────

NEEDED = {"name": "Ann", "from": "Ann", "to": "Ben", "actor": "Ann"}


@pytest.mark.parametrize("derived", [False, True], ids=["before edges", "after edges"])
def test_asking_changes_nothing(derived: bool, store: Store) -> None:
    if derived:
        store.derive()
    before = set(store.contents())
    names = store.graph_names()
    merged = sorted(map(str, store.match()))
    for question in questions():
        ask(store, question.name, **{name: NEEDED.get(name, "Ann") for name in question.needs})
    ask(store, "SELECT * WHERE { ?s ?p ?o }")
    ask(store, "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    ask(store, "ASK { ?s ?p ?o }")
    assert set(store.contents()) == before
    assert store.graph_names() == names
    assert sorted(map(str, store.match())) == merged


def test_a_question_about_edges_sees_those_derived_before(store: Store) -> None:
    question = "SELECT DISTINCT ?to WHERE { ?from ag:consulted ?to }"
    assert len(ask(store, question)) == 0
    store.derive()
    assert len(ask(store, question)) == 1


# ── stores that last ──────────────────────────────────────────────────────────────────────────────


def test_sources_are_remembered(lasting: PersistentStore) -> None:
    assert not lasting.has_read("key-1")
    assert lasting.origin_of(FIRST.iri) is None
    lasting.put([Entry(FIRST, key="key-1", rank="2", source="wire-1")])
    assert lasting.has_read("key-1")
    assert lasting.origin_of(FIRST.iri) == Origin("key-1", "2", "wire-1")
    assert lasting.known("wire-1") == FIRST.iri
    lasting.mark_read([("key-2", FIRST.iri)])
    assert lasting.has_read("key-2")
    # Another source of the same article: the keys of both stay.
    lasting.put([Entry(FIRST, key="key-3", rank="1", source="wire-3")])
    assert lasting.has_read("key-1")
    assert lasting.has_read("key-2")
    assert lasting.known("wire-1") is None
    lasting.remove([FIRST.iri])
    assert not lasting.has_read("key-1")


def test_a_source_of_two_articles_names_neither(lasting: PersistentStore) -> None:
    lasting.put(Entry(graph, source="wire") for graph in (FIRST, SECOND))
    assert lasting.known("wire") is None


def test_edges_that_come_with_an_article_are_not_derived_again(lasting: PersistentStore) -> None:
    lasting.derive()
    edges = edges_of(FIRST, find_policy("default"))
    lasting.put([Entry(FIRST, edges)])
    assert direct_edges(lasting) == {CONSULTED}
    before = set(lasting.contents())
    lasting.derive()
    assert set(lasting.contents()) == before


def test_figures_and_counts_of_edges(lasting: PersistentStore) -> None:
    lasting.put(map(Entry, (FIRST, SECOND, THIRD)))
    lasting.derive()
    figures = dict(lasting.stats())
    assert figures["articles"] == "3"
    assert figures["direct edges"] == "2"
    assert figures["claims beneath"] == "3"
    counts = lasting.edge_counts()
    assert [count.claims for count in counts] == [2, 1]
    assert (counts[0].subject, counts[0].edge) == (ANN.value, AG.consulted.value)
    assert lasting.edge_counts(1) == counts[:1]
    assert lasting.edge_counts(0) == []


def test_an_empty_store_has_figures_too(lasting: PersistentStore) -> None:
    assert dict(lasting.stats())["articles"] == "0"
    assert lasting.edge_counts() == []
    assert lasting.contents() == []


def test_reports_go_to_the_store_or_to_a_folder_of_the_user(
    opened: Callable[[str], Store], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    disk, remote = opened("disk"), opened("remote")
    assert isinstance(disk, DiskStore)
    assert isinstance(remote, RemoteStore)
    assert disk.report_folder == tmp_path / "store"
    assert remote.report_folder.parent == tmp_path / "state" / "actorgraph"
    # Of several stores of a host, each has its own.
    query = remote.address.query
    other = dataclasses.replace(remote.address, query=f"{query}/other")
    assert state_folder(other) != remote.report_folder


def test_only_a_store_on_disk_knows_outdated_links(opened: Callable[[str], Store]) -> None:
    for kind in ("memory", "remote"):
        assert opened(kind).outdated_links() is None
    disk = opened("disk")
    assert isinstance(disk, DiskStore)
    disk.add(FIRST)
    assert disk.outdated_links() is None
    disk.insert(LINKS, [ox.Triple(ANN, AG.sameEventAs, BEN)])
    assert disk.outdated_links() == 1


# ── opening ───────────────────────────────────────────────────────────────────────────────────────


def test_a_place_decides_the_kind_of_store(tmp_path: Path) -> None:
    with sparql_server() as (address, _):
        with open_store(address) as remote, open_store(tmp_path / "new") as disk:
            assert isinstance(remote, RemoteStore)
            assert isinstance(disk, DiskStore)
        with open_to_read(tmp_path / "new") as reader:
            assert isinstance(reader, DiskStore)
            assert reader.readonly


@pytest.mark.parametrize("kind", LASTING)
def test_what_is_opened_to_read_has_its_edges(kind: str, tmp_path: Path) -> None:
    with sparql_server() as (address, _):
        place = address if kind == "remote" else tmp_path / "store"
        with open_store(place) as writer:
            writer.add(FIRST)
        with open_to_read(place) as reader:
            assert direct_edges(reader) == {CONSULTED}
        with open_to_read(place, "strict") as reader:
            assert reader.policy() == find_policy("strict")


def test_named_articles_of_a_store_are_opened_in_memory(tmp_path: Path) -> None:
    with open_store(tmp_path / "store") as writer:
        writer.put([Entry(FIRST, source="one"), Entry(SECOND, source="two")])
    with open_graphs(["two"], tmp_path / "store") as part:
        assert part.articles() == [SECOND.iri]
        assert part.where == ""
    with open_graphs([], tmp_path / "store") as whole:
        assert whole.articles() == [FIRST.iri, SECOND.iri]


def test_graph_files_are_opened_in_memory(tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text(FIRST.to_turtle())
    with open_graphs([tmp_path], None) as store:
        assert set(store.triples()) == set(FIRST.triples)
    with pytest.raises(GraphError, match="no graph is given"):
        open_graphs([])


def test_nothing_is_made_of_a_store_that_is_missing(tmp_path: Path) -> None:
    for opening in (open_to_read, lambda place: open_store(place, create=False)):
        with pytest.raises(StoreError, match="no store"):
            opening(tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_a_reader_cannot_derive(tmp_path: Path) -> None:
    with open_store(tmp_path / "store") as writer:
        writer.add(FIRST)
    with DiskStore(tmp_path / "store", readonly=True) as reader:
        with pytest.raises(StoreError, match="out of date") as caught:
            reader.derive()
        assert "\n" not in str(caught.value)
        assert len(ask(reader, "SELECT ?claim WHERE { ?claim a ag:Claim }")) == 1
    with open_to_read(tmp_path / "store"):
        pass
    with DiskStore(tmp_path / "store", readonly=True) as reader:
        reader.derive()
        with pytest.raises(StoreError, match="out of date"):
            reader.derive("strict")


# ── copies ────────────────────────────────────────────────────────────────────────────────────────


def test_a_copy_has_the_graphs_the_edges_and_the_policy(store: Store) -> None:
    store.derive("strict")
    before = set(store.contents())
    copy = MemoryStore.copy_of(store)
    assert set(copy.contents()) == before
    assert copy.policy() == find_policy("strict")
    copy.derive()
    assert set(copy.contents()) == before
    copy.remove([FIRST.iri])
    assert set(store.contents()) == before


def test_a_copy_without_edges_derives_its_own(store: Store) -> None:
    copy = MemoryStore.copy_of(store)
    copy.derive()
    assert direct_edges(copy) == {CONSULTED}
    assert direct_edges(store) == set()


def test_a_copy_keeps_a_policy_that_accepted_nothing(store: Store, tmp_path: Path) -> None:
    own = tmp_path / "none.rq"
    own.write_text("# scope: claim\nSELECT ?claim ?from ?to WHERE { ?claim ag:none ?from , ?to }")
    store.derive(own)
    copy = MemoryStore.copy_of(store)
    copy.derive()
    assert direct_edges(copy) == set()


@pytest.mark.parametrize("kind", ["memory", "disk"])
def test_a_snapshot_can_be_updated_and_derived(
    kind: str, opened: Callable[[str], Store], tmp_path: Path
) -> None:
    store = opened(kind)
    assert isinstance(store, MemoryStore | DiskStore)
    store.add(FIRST)
    store.snapshot(tmp_path / "copy")
    assert is_snapshot(tmp_path / "copy")
    assert not is_snapshot(tmp_path / "store")
    with SnapshotStore(tmp_path / "copy") as copy:
        copy.derive()
        assert direct_edges(copy) == {CONSULTED}
        copy.update(
            f"DELETE DATA {{ GRAPH {FIRST.iri} {{ {ANN} {RDFS.label} 'Ann' }} }} ;"
            f" INSERT DATA {{ GRAPH {FIRST.iri} {{ {ANN} {RDFS.label} 'Anna' }} }}",
            root=EXAMPLE,
            prefixes={},
        )
        assert [quad.object for quad in copy.match(ANN, RDFS.label)] == [ox.Literal("Anna")]
    assert direct_edges(store) == set()


def test_a_search_needs_an_index(tmp_path: Path) -> None:
    with open_store(tmp_path / "store") as store:
        assert isinstance(store, DiskStore)
        store.add(FIRST)
        assert search(store, "ann") == []


def test_a_policy_is_written_and_read() -> None:
    policy = Policy("own", "SELECT")
    assert Policy.from_json(policy.to_json()) == policy
    assert Policy.from_json("") is None
