"""The store on the disk: replaced and removed whole, searched, written anew, and nothing left of
what was forgotten.
"""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from urllib.parse import quote

import pyoxigraph as ox
import pytest

from actorgraph.errors import QueryError, StoreError
from actorgraph.graph.article_graph import ArticleGraph
from actorgraph.language.parsing import FAST_MODEL
from actorgraph.pipeline import build
from actorgraph.query import ask
from actorgraph.search import search
from actorgraph.stores.contract import DERIVED, MERGED, VOCABULARY, Entry
from actorgraph.stores.disk.diskstore import DiskStore
from actorgraph.stores.disk.forgetting import articles_naming, forget
from actorgraph.stores.disk.layout import FAILURES
from actorgraph.stores.disk.rebuild import back_up, compact
from actorgraph.stores.disk.verify import verify
from actorgraph.stores.edges import edges_of
from actorgraph.stores.memory import MemoryStore
from actorgraph.stores.packing import match_named
from actorgraph.stores.policy import find_policy
from actorgraph.text.reading import read_text
from actorgraph.vocabulary.vocab import AG

Run = Callable[..., CompletedProcess[str]]
TEXTS = (
    "Ferry talks in Port Marrow\n\nNorway's foreign minister, Zdenka Ørsted-Quill, urged "
    "Iceland to end the dispute. "
    '"We need a mediator," Ørsted-Quill told reporters. Sweden helped the dockers.',
    "Ferry talks end\n\nSweden's prime minister, Jon Abbot, thanked Norway. Sweden helped Norway. "
    '"The ferries sail again," Abbot said on Monday. Norway accused Iceland of delay.',
    (
        "Iceland answers\n\nIceland accused Norway of delay on Tuesday. "
        "Sweden helped Norway again in June."
    ),
)


@pytest.fixture(scope="module")
def graphs() -> list[ArticleGraph]:
    built = [build(read_text(text, published="2019-05"), model=FAST_MODEL) for text in TEXTS]
    return [graph.articles()[0] for graph in built]


def stored(folder: Path, graphs: list[ArticleGraph]) -> Path:
    with DiskStore(folder / "store") as store:
        store.put(Entry(graph, source=f"wire-{place}") for place, graph in enumerate(graphs))
        store.derive()
    return folder / "store"


def told(store: MemoryStore) -> set[ox.Quad]:
    return set(store.contents())


def in_memory(graphs: list[ArticleGraph], policy: str = "default") -> MemoryStore:
    store = MemoryStore.of(graphs)
    store.derive(policy)
    return store


# ── articles come, change and go whole ───────────────────────────────────────


def test_what_is_stored_is_what_is_held_in_memory(
    graphs: list[ArticleGraph], tmp_path: Path
) -> None:
    path = stored(tmp_path, graphs)
    with DiskStore(path, create=False) as store:
        assert told(store) == told(in_memory(graphs))
        assert store.articles() == sorted((graph.iri for graph in graphs), key=str)
        assert set(ask(store, "who-helped-whom").rows) == set(
            ask(in_memory(graphs), "who-helped-whom").rows
        )
    assert verify(path) == []


def test_an_article_is_replaced_and_removed_whole(
    graphs: list[ArticleGraph], tmp_path: Path
) -> None:
    fewer = ArticleGraph(
        graphs[1].iri, tuple(t for t in graphs[1].triples if t.predicate != AG.verb)
    )
    with DiskStore(stored(tmp_path, graphs)) as store:
        store.add(fewer)
        store.derive()
        assert told(store) == told(in_memory([graphs[0], fewer, graphs[2]]))
        store.remove([graphs[1].iri])
        assert told(store) == told(in_memory([graphs[0], graphs[2]]))
        assert search(store, "Abbot") == []
        store.remove([graphs[0].iri, graphs[2].iri])
        assert told(store) == set()
        assert store.edge_counts() == []
    assert verify(tmp_path / "store") == []


@pytest.mark.parametrize("policy", ["strict", "default", "generous"])
def test_edges_and_their_counts_follow_each_article(
    policy: str, graphs: list[ArticleGraph], tmp_path: Path
) -> None:
    """Whatever comes and goes, the edges are those that the policy derives from what is there."""
    with DiskStore(tmp_path / "store") as store:
        store.derive(policy)
        rule = store.policy()
        assert rule == find_policy(policy)
        held: list[ArticleGraph] = []
        for graph in graphs:
            edges = edges_of(graph, rule) if rule and rule.is_local else None
            store.put([Entry(graph, edges)])
            held.append(graph)
            assert store.is_derived() == rule.is_local
            store.derive()
            assert told(store) == told(in_memory(held, policy))
        for graph in graphs[:2]:
            store.remove([graph.iri])
            held.remove(graph)
            store.derive()
            assert told(store) == told(in_memory(held, policy))
            counts = {dyad.node: dyad.claims for dyad in store.edge_counts()}
            rests = [
                str(q.subject.value)
                for q in store.quads.quads_for_pattern(None, AG.restsOn, None, DERIVED)
            ]
            assert counts == {node: rests.count(node) for node in rests}


def test_two_articles_add_up_to_one_edge(graphs: list[ArticleGraph], tmp_path: Path) -> None:
    with DiskStore(stored(tmp_path, graphs)) as store:
        assert max(dyad.claims for dyad in store.edge_counts()) >= 2
        assert store.edge_counts(1)[0].edge == AG.aided.value


def test_another_policy_replaces_the_edges_and_stays(
    graphs: list[ArticleGraph], tmp_path: Path
) -> None:
    path = stored(tmp_path, graphs)
    with DiskStore(path) as store:
        store.derive("strict")
        assert told(store) == told(in_memory(graphs, "strict"))
    with DiskStore(path) as store:
        store.derive()
        assert store.policy() == find_policy("strict")
        with pytest.raises(QueryError, match="no acceptance policy"):
            store.derive("nonsense")
        assert told(store) == told(in_memory(graphs, "strict"))


def test_a_broken_policy_clears_nothing(graphs: list[ArticleGraph], tmp_path: Path) -> None:
    (tmp_path / "own.rq").write_text("# scope: claim\nSELECT ?s WHERE { ?s ?p ?o }", "utf-8")
    with DiskStore(stored(tmp_path, graphs)) as store:
        before = told(store)
        with pytest.raises(QueryError, match="selects"):
            store.derive(tmp_path / "own.rq")
        assert told(store) == before
        assert store.is_derived()


def test_a_snapshot_is_an_oxigraph_database(graphs: list[ArticleGraph], tmp_path: Path) -> None:
    with DiskStore(stored(tmp_path, graphs)) as store:
        store.snapshot(tmp_path / "from-disk")
        everything = set(store.match(graph=None))
        merged = set(store.match())
    in_memory(graphs).snapshot(tmp_path / "from-memory")
    for name in ("from-disk", "from-memory"):
        quads = ox.Store.read_only(str(tmp_path / name))
        assert set(match_named(quads, None, None, None, None)) == everything
        assert set(quads.quads_for_pattern(None, None, None, MERGED)) == merged
    assert set(ox.Store.read_only(str(tmp_path / "from-memory"))) == everything | merged
    assert any(quad.graph_name == VOCABULARY for quad in everything)
    with pytest.raises(StoreError, match="already exists"):
        MemoryStore().snapshot(tmp_path / "from-disk")


# ── searching ────────────────────────────────────────────────────────────────


def test_search_finds_names_quotations_and_evidence(
    graphs: list[ArticleGraph], tmp_path: Path
) -> None:
    with DiskStore(stored(tmp_path, graphs), readonly=True) as store:
        assert {hit.kind for hit in search(store, "ØRSTED quill")} >= {"name"}
        (quotation,) = search(store, "mediator", kinds=["quotation"])
        assert quotation.words == "We need a mediator"
        assert quotation.article == graphs[0].iri.value
        assert {hit.kind for hit in search(store, "thanked Norway")} == {"evidence"}
        assert search(store, "ferr*", kinds=["title"])
        assert search(store, "ferr") == []
        assert len(search(store, "Norway", limit=2)) == 2
        for odd in ("AND OR", "NEAR(", "words:x", "a" * 10_000, "Norway' OR 1"):
            assert search(store, odd) == []
        for nothing in ('"', "*", "", "a " * 100):
            with pytest.raises(QueryError, match="word"):
                search(store, nothing)
        with pytest.raises(QueryError, match="not a kind"):
            search(store, "x", kinds=["verb"])


# ── rewritten, copied, forgotten ─────────────────────────────────────────────


def test_compact_and_backup_change_no_claim(graphs: list[ArticleGraph], tmp_path: Path) -> None:
    path = stored(tmp_path, graphs)
    with DiskStore(path) as store:
        before, hits, dyads = told(store), search(store, "Norway"), store.edge_counts()
        compact(store)
        assert (told(store), search(store, "Norway"), store.edge_counts()) == (before, hits, dyads)
        back_up(store, tmp_path / "copy")
        with pytest.raises(StoreError, match="already exists"):
            back_up(store, tmp_path / "copy")
        store.remove([graphs[0].iri])
    assert sorted(item.name for item in path.glob("data-*")) == ["data-2"]
    assert verify(path) == verify(tmp_path / "copy") == []
    with DiskStore(tmp_path / "copy", readonly=True) as copy:
        assert told(copy) == before


def forms(name: str) -> list[bytes]:
    """How a name might stand in a file: in three encodings, escaped for RDF, for JSON, for an IRI,
    and as a slug.
    """
    escaped = name.encode("ascii", "backslashreplace").decode()
    rdf = "".join(sign if ord(sign) < 128 else f"\\u{ord(sign):04X}" for sign in name)
    texts = [
        name,
        name.casefold(),
        escaped,
        rdf,
        json.dumps(name)[1:-1],
        quote(name),
        name.replace(" ", "-"),
    ]
    codes = ("utf-8", "utf-16-le", "utf-16-be")
    return [
        *{text.encode(code) for text in texts for code in codes},
        b"rsted-quill",
        b"Zdenka",
        b"zdenka",
    ]


def holding(folder: Path, signs: list[bytes]) -> list[str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return [
        path.name
        for path in files
        for content in [path.read_bytes()]
        if any(sign in content for sign in signs)
    ]


@pytest.mark.parametrize("by", ["name", "article"])
def test_nothing_is_left_of_what_was_forgotten(
    by: str, graphs: list[ArticleGraph], tmp_path: Path
) -> None:
    path = stored(tmp_path, graphs)
    signs = forms("Zdenka Ørsted-Quill")
    (path / FAILURES).write_text(
        '{"source": "wire-0", "reason": "Zdenka \\u00d8rsted-Quill", "remedy": "x"}\n'
        '{"source": "other", "reason": "y", "remedy": "x"}\n',
        "utf-8",
    )
    assert holding(path, signs), "the test looks for what was never there"
    with DiskStore(path) as store:
        found = (
            articles_naming(store, "zdenka ørsted-quill")
            if by == "name"
            else [store.find("wire-0")]
        )
        assert found == [graphs[0].iri]
        forget(store, found, "Zdenka Ørsted-Quill")
        assert told(store) == told(in_memory(graphs[1:]))
    assert holding(path, signs) == []
    assert '"other"' in (path / FAILURES).read_text("utf-8")
    assert verify(path) == []


def test_a_rebuild_that_was_interrupted_leaves_the_store_as_it_was(
    graphs: list[ArticleGraph], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = stored(tmp_path, graphs)

    def fails(layout: object) -> None:
        raise OSError(5, "Input/output error")

    with DiskStore(path) as store:
        before = told(store)
        with monkeypatch.context() as patch:
            patch.setattr("actorgraph.stores.disk.rebuild.write_layout", fails)
            with pytest.raises(StoreError, match="Input/output error"):
                compact(store)
    assert (path / "data-2").exists()
    with DiskStore(path) as store:
        assert told(store) == before
    assert not (path / "data-2").exists()


# ── the commands ─────────────────────────────────────────────────────────────


def test_the_commands_take_a_store(run: Run, tmp_path: Path) -> None:
    for place, text in enumerate(TEXTS[1:]):
        (tmp_path / f"wire-{place}.txt").write_text(text, "utf-8")
    done = run("build", "wire-0.txt", "wire-1.txt", "--fast", "--store", "store", cwd=tmp_path)
    assert (done.returncode, done.stderr.strip()) == (0, "")
    codes = [line.rpartition("/")[2] for line in done.stdout.split()]
    assert len(codes) == 2
    assert not (tmp_path / "out").exists()

    def ask_cli(*arguments: str) -> str:
        done = run(*arguments, "--store", "store", cwd=tmp_path)
        assert done.returncode == 0, done
        return done.stdout

    assert "2 rows" in ask_cli("query", "who-helped-whom")
    assert "1 row" in ask_cli("query", "who-helped-whom", codes[0])
    assert ask_cli("query", "who-helped-whom", "--policy", "strict", "--evidence").count("helped")
    assert "no problems found" in ask_cli("check")
    assert "ferries sail again" in ask_cli("search", "ferries", "--kind", "quotation")
    assert ask_cli("view", codes[0], "-o", "page.html") == "page.html\n"
    assert ask_cli("export", "-o", "all.nq") == "all.nq\n"
    assert ask_cli("export", codes[1], "-o", "one.ttl") == "one.ttl\n"
    claim = ask_cli("search", "helped Norway", "--kind", "evidence", "--limit", "1").split()[-1]
    assert "factuality" in ask_cli("explain", claim)
    assert "articles          2" in ask_cli("stats", "--edges", "1")
    assert ask_cli("verify") == "OK: every article matches its recorded digest\n"
    assert ask_cli("compact") == "store\n"
    assert ask_cli("backup", "copy") == "copy\n"
    assert codes[0] in ask_cli("remove", codes[0])
    assert "articles          1" in ask_cli("stats")
    assert codes[1] in ask_cli("forget", "Sweden")
    assert "articles          0" in ask_cli("stats")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["query", "who-helped-whom", "--store", "none"], "no store here"),
        (["stats", "--store", "none"], "no store here"),
        (["stats", "--store", "wire.txt"], "not a directory"),
        (["explain", "x"], "--store DIR"),
        (["remove", "nobody", "--store", "STORE"], "no article of this name"),
        (["forget", "nobody", "--store", "STORE"], "no article holds this"),
        (["forget", "Norway", "--store", "STORE"], "--yes"),
        (["search", "?", "--store", "STORE"], "no word to search for"),
        (["view", "nobody", "--store", "STORE"], "no article of this name"),
        (["backup", "wire.txt", "--store", "STORE"], "already exists"),
        (["build", "wire.txt", "--store", "wire.txt"], "not a directory"),
        (["ingest", "wire.txt", "--store", "wire.txt"], "not a directory"),
        (["ingest", "none", "--store", "new"], "no such file or folder"),
        (["ingest", "corpus.xlsx", "--store", "new"], "corpus"),
        (
            ["ingest", "corpus.jsonl", "--store", "new", "--column", "body=text"],
            "is not a known column",
        ),
    ],
)
def test_bad_input_is_one_line(
    arguments: list[str], words: str, run: Run, graphs: list[ArticleGraph], tmp_path: Path
) -> None:
    path = stored(tmp_path, graphs)
    for name in ("wire.txt", "corpus.xlsx", "corpus.jsonl"):
        (tmp_path / name).write_text(TEXTS[1], "utf-8")
    done = run(
        *(str(path) if argument == "STORE" else argument for argument in arguments), cwd=tmp_path
    )
    assert done.returncode == 2, done
    assert words in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "new").exists()
