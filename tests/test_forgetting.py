"""Forgetting forgets: interrupted anywhere, in every spelling, and wherever the name remains."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from actorgraph.cli import cli
from actorgraph.errors import ActorgraphError, GraphError, StoreError
from actorgraph.graph.article_graph import ArticleGraph
from actorgraph.graph.mint import slug
from actorgraph.graph.name_search import NameSearch
from actorgraph.graph.turtle import turtle
from actorgraph.redaction.forgetting import forget as forget_in_graphs
from actorgraph.redaction.forgetting import namesakes_in
from actorgraph.redaction.namesakes import namesakes
from actorgraph.search import search_unlocked
from actorgraph.stores.contract import LINKS, Entry
from actorgraph.stores.disk.change_marker import ChangeMarker, Marker
from actorgraph.stores.disk.diskstore import DiskStore
from actorgraph.stores.disk.forgetting import articles_naming, forget, places_naming
from actorgraph.stores.disk.layout import FAILURES, WISH, is_forgetting
from actorgraph.stores.disk.neighbours import neighbours_naming
from actorgraph.stores.disk.verify import verify
from actorgraph.stores.disk.wish import Wish, read_wish, write_wish
from actorgraph.stores.memory import MemoryStore
from actorgraph.stores.opening import open_to_read
from actorgraph.text.folding import folded
from actorgraph.text.review import NAME as DECISIONS
from actorgraph.text.review import Decision, write_decisions
from actorgraph.text.review_file import read_decisions
from actorgraph.vocabulary.vocab import AG, DCT, INDIVIDUALS, NIF, OWL, RDF, RDFS

ROOT = Path(__file__).parent.parent
NAME = "Ivan Ørsted-Petrov"
OTHER = "Mara Quill"
ACTORS = f"{INDIVIDUALS}actor/"


def node(number: int, name: str) -> ox.NamedNode:
    return ox.NamedNode(f"{ACTORS}{number:016x}-{slug(name)}")


def article(number: int, *names: str, text: str = "", source: str = "") -> Entry:
    """An article whose actors have these names, as building writes them."""
    iri = ox.NamedNode(f"{INDIVIDUALS}article/{number:016x}")
    triples = [
        ox.Triple(iri, RDF.type, AG.Article),
        ox.Triple(iri, DCT.title, ox.Literal(text or f"Article {number}")),
    ]
    for place, name in enumerate(names):
        actor = node(number, name)
        span = ox.NamedNode(f"{iri.value}#char={place},{place + 1}")
        triples += [
            ox.Triple(actor, RDF.type, AG.Person),
            ox.Triple(actor, RDFS.label, ox.Literal(name)),
            ox.Triple(actor, AG.mention, span),
            ox.Triple(span, NIF.anchorOf, ox.Literal(name)),
        ]
    return Entry(ArticleGraph(iri, tuple(triples)), (), source=source or f"wire-{number}")


def stored(folder: Path, *entries: Entry) -> Path:
    path = folder / "store"
    with DiskStore(path) as store:
        store.put(entries)
        store.derive()
    return path


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which one article, a failure, a decision and a link have the name."""
    folder = tmp_path_factory.mktemp("template")
    path = stored(
        folder,
        article(1, NAME, "Petrov"),
        article(2, OTHER),
        article(3, "Ivan S. Petrov", "I. Petrov", "Ørsted-Petrov"),
    )
    write_remains(path)
    return path


def write_remains(path: Path) -> None:
    lines = [
        {"source": "petrov.html", "reason": f"about {NAME.upper()}", "remedy": "x"},
        {"source": "wire-2", "reason": "y", "remedy": "x"},
    ]
    (path / FAILURES).write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    decisions = [
        Decision("same", NAME, "Petrov", note="by hand"),
        Decision("same", OTHER, "M. Quill"),
    ]
    (path / DECISIONS).write_text(write_decisions(decisions), "utf-8")


@pytest.fixture
def store(template: Path, tmp_path: Path) -> Path:
    return shutil.copytree(template, tmp_path / "store")


def change_marker(path: Path) -> Marker:
    return ChangeMarker(path).read()


def iri(number: int) -> ox.NamedNode:
    return article(number).graph.iri


def holding(folder: Path, name: str = NAME) -> list[str]:
    search = NameSearch.of([name])
    files = (path for path in folder.rglob("*") if path.is_file())
    return [path.name for path in files if search.is_in_file(path)]


@dataclass(frozen=True)
class Outcome:
    exit_code: int
    stdout: str
    stderr: str


def invoke(*arguments: object) -> Outcome:
    """Run a command as `actorgraph` does, where an error is one line and exit code 2."""
    result = CliRunner().invoke(cli, list(map(str, arguments)))
    error = result.exception
    if isinstance(error, ActorgraphError):
        return Outcome(2, result.stdout, f"{result.stderr}{error}\n")
    assert isinstance(error, SystemExit | None), repr(error)
    return Outcome(result.exit_code, result.stdout, result.stderr)


# ── every spelling ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    [
        "IVAN ØRSTED-PETROV",
        "Ivan\nØrsted-Petrov",
        "Ivan\u00a0Ørsted\u2011Petrov",
        "Ivan Ørsted Petrov",
        "ivan orsted petrov",
        "Iv\u00adan Ørs\u200bted-Petrov",
        "Ivan O\u0338rsted-Petrov's brother",
        "Ivan  Ørsted—Petrov",
        "https://example.org/p/Ivan_%C3%98rsted-Petrov.html",
        f"{ACTORS}0000000000000001-ivan-rsted-petrov-s-brother",
        "mailto:ivanorstedpetrov@example.org",
        "Ivan &Oslash;rsted&nbsp;Petrov",
        r"Ivan \u00d8rsted-Petrov",
    ],
)
def test_a_name_is_found_in_every_spelling(text: str) -> None:
    search = NameSearch.of([NAME])
    assert search.is_in(text)
    assert search.is_in_bytes(text.encode())
    assert not search.is_in(text.replace("v", "w", 2).replace("V", "W", 2).replace("p", "b"))


@pytest.mark.parametrize(
    ("name", "text", "is_found"),
    [
        ("Ann", "Annual report", False),
        ("Ann", "ann's report", True),
        ("Martin", "He was smart in school", False),
        ("Li", "https://example.org/life", False),
        ("李明", "记者李明说", True),
        ("محمد علي", "ومحمد علي", True),
        ("Łi", "i", False),
        ("Джордж", "Джо\u0301рдж", True),
        ("ß", "STRASSE", False),
        ("Strauß", "STRAUSS", True),
    ],
)
def test_short_names_are_whole_words(name: str, text: str, is_found: bool) -> None:
    assert NameSearch.of([name]).is_in(text) is is_found


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_a_name_is_found_in_databases(encoding: str) -> None:
    search = NameSearch.of([NAME])
    for text in (NAME, NAME.upper(), NAME.casefold()):
        assert search.is_in_bytes(b"\0\1" + text.encode(encoding) + b"\0")
    for text in (quote(NAME), json.dumps(NAME), "ivan-rsted-petrov", "Ivan%20Orsted%20Petrov"):
        assert search.is_in_bytes(b"\0\1" + text.encode() + b"\0")
    assert not search.is_in_bytes(bytes(range(256)) * 50)


def test_large_files_are_searched_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("actorgraph.graph.name_search.LARGEST_TEXT_IN_BYTES", 100)
    monkeypatch.setattr("actorgraph.graph.name_search.PART_IN_BYTES", 1_000)
    for gap in range(980, 1_000):
        (tmp_path / "file").write_bytes(b"x" * gap + b" Mara Quill " + b"y" * 2_000)
        assert NameSearch.of([OTHER]).is_in_file(tmp_path / "file"), gap
    assert not NameSearch.of(["Jon Abbot"]).is_in_file(tmp_path / "file")


@pytest.mark.parametrize("text", ["Ivan-Petrov 12", "  X ", "a.b/c?d=e", "", "~!", "A1b2"])
def test_plain_letters_fold_as_all_others(text: str) -> None:
    # A letter that is not ASCII takes the other way.
    assert f"{folded(text)} ж".split() == folded(f"{text} ж").split()


# ── everywhere in the store ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "spelling",
    [NAME, "ivan\u00a0ørsted\npetrov", "Ivan O\u0338rsted-Petrov", "IVAN ORSTED PETROV"],
)
def test_nothing_is_left_however_the_name_is_given(spelling: str, store: Path) -> None:
    assert holding(store)
    with DiskStore(store) as opened:
        found = articles_naming(opened, spelling)
        assert found == [iri(1)]
        forgotten = forget(opened, found, spelling)
        assert forgotten.decisions == 1
        assert forgotten.places == ()
        assert places_naming(opened, spelling) == []
    assert holding(store) == []
    assert [decision.first for decision in read_decisions(store)] == [OTHER]
    assert (store / FAILURES).read_text("utf-8").count("\n") == 1
    assert not is_forgetting(store)
    assert verify(store) == []


def test_a_source_and_its_rank_name_somebody(tmp_path: Path) -> None:
    by_file = article(1, source="ivan_orsted_petrov.html")
    by_address = article(2)
    rank = json.dumps(["sm", "https://example.org/Ivan-Ørsted-Petrov", "~"])
    by_address = Entry(by_address.graph, (), rank=rank, source="x")
    path = stored(tmp_path, by_file, by_address, article(3, OTHER))
    with DiskStore(path) as opened:
        assert articles_naming(opened, NAME) == [iri(1), iri(2)]


def test_what_other_graphs_say_goes_with_the_name(store: Path) -> None:
    with DiskStore(store) as opened:
        opened.insert(LINKS, [ox.Triple(node(9, NAME), OWL.sameAs, node(2, OTHER))])
        forget(opened, articles_naming(opened, NAME), NAME)
        assert list(opened.match(graph=LINKS)) == []


def test_a_name_that_is_only_in_a_failure_is_forgotten(store: Path) -> None:
    result = invoke("forget", "Ivan Ørsted-Petrov", "--store", store)
    assert result.exit_code == 0
    write_remains(store)
    again = invoke("forget", NAME, "--store", store)
    assert (again.exit_code, again.stdout) == (0, "")
    assert holding(store) == []
    assert "no article holds this" in invoke("forget", NAME, "--store", store).stderr


@pytest.mark.parametrize("name", ["Minister", "Act", "articles", "Li", "李明"])
def test_a_word_of_every_store_can_be_a_name(name: str, tmp_path: Path) -> None:
    """The vocabulary, SQL and Oxigraph's own files have words, too."""
    path = stored(tmp_path, article(1, name, source="x"), article(2, OTHER, source="y"))
    with DiskStore(path) as opened:
        found = articles_naming(opened, name)
        assert iri(1) in found
        assert forget(opened, found, name).places == ()
    assert not is_forgetting(path)


@pytest.mark.parametrize("place", ["notes.txt", "shards/part-1.nq", "Ivan Ørsted-Petrov.txt"])
def test_the_command_fails_and_names_the_file_that_keeps_the_name(place: str, store: Path) -> None:
    path = store / place
    path.parent.mkdir(exist_ok=True)
    path.write_text("x" if "Petrov" in place else f"met {NAME}", "utf-8")
    result = invoke("forget", NAME, "--store", store)
    assert result.exit_code == 2
    assert place in result.stderr.splitlines()[-1]
    assert not is_forgetting(store)
    with DiskStore(store, readonly=True) as opened:
        assert iri(1) not in opened.articles()


def test_a_store_that_still_has_the_name_answers_nobody(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last look finds what a step overlooked, and the next writer tries again."""
    with monkeypatch.context() as patch, DiskStore(store) as opened:
        patch.setattr("actorgraph.stores.disk.forgetting._forget_failures", lambda *_: None)
        with pytest.raises(StoreError, match=FAILURES):
            forget(opened, articles_naming(opened, NAME), NAME)
    assert is_forgetting(store)
    with pytest.raises(StoreError, match="forgotten"):
        DiskStore(store, readonly=True)
    with open_to_read(store) as opened:
        assert opened.articles() == [iri(2), iri(3)]
    assert holding(store) == []


# ── interrupted ───────────────────────────────────────────────────────────────────────────────────

# Forks from a process that has opened no store, since Oxigraph's threads do not survive a fork.
# The child ends itself, as by SIGKILL, before its n-th step on the disk.
KILLED = """
import os, shutil, sys
from pathlib import Path
from actorgraph.stores.disk import diskstore, forgetting, ledger
from tests import test_forgetting as own
template, place, most = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
CHANGES = ("os.rename", "os.remove", "os.mkdir", "shutil.rmtree")

def in_child(action):
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    try:
        action()
    except BaseException:
        import traceback
        traceback.print_exc()
        os._exit(1)
    os._exit(0)

def forget(path, last):
    count = 0
    def step():
        nonlocal count
        count += 1
        if count == last:
            os._exit(77)
    def watch(event, arguments):
        is_change = event in CHANGES or (event == "open" and arguments[2] & WRITING)
        if is_change and str(path) in str(arguments[0]):
            step()
    flush, execute = diskstore.flush, ledger.Ledger._execute
    def flush_in_step(*arguments):
        step()
        flush(*arguments)
    store = diskstore.DiskStore(path)
    diskstore.flush = forgetting.flush = flush_in_step
    sys.addaudithook(watch)
    forgetting.forget(store, forgetting.articles_naming(store, own.NAME), own.NAME)
    (place / "count").write_text(str(count))
    store.close()

def run(last):
    path = place / f"store-{last}"
    shutil.copytree(template, path)
    marker = own.change_marker(path)
    code = in_child(lambda: forget(path, last))
    assert code == (77 if last else 0), (last, code)
    assert in_child(lambda: own.is_finished(path, marker)) == 0, last
    shutil.rmtree(path)

run(0)
count = int((place / "count").read_text())
steps = sorted({1 + number * (count - 1) // (most - 1) for number in range(most)})
for last in steps:
    run(last)
print(count, len(steps))
"""


def is_finished(path: Path, marker: Marker) -> None:
    """Assert that a store whose forgetting was interrupted says so, and then has forgotten."""
    if is_forgetting(path):
        assert change_marker(path) != marker
        with pytest.raises(StoreError, match="forgotten"):
            DiskStore(path, readonly=True)
        with pytest.raises(StoreError, match="forgotten"):
            search_unlocked(path, "Petrov", limit=5)
        assert any("forgotten" in line for line in verify(path))
        begun = True
    else:
        # Before the wish nothing has changed; after it all is done.
        begun = change_marker(path) != marker
    with open_to_read(path) as opened:
        assert (iri(1) not in opened.articles()) == begun
        assert iri(2) in opened.articles()
    assert not is_forgetting(path)
    if begun:
        assert change_marker(path) != marker
        assert holding(path) == []
        assert [decision.first for decision in read_decisions(path)] == [OTHER]
    with DiskStore(path):
        pass
    assert verify(path) == []


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
def test_killed_at_each_step_a_forgetting_is_finished(template: Path, tmp_path: Path) -> None:
    steps = 60 if os.environ.get("CI") else 9
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(template), str(tmp_path), str(steps)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3_000:]
    count, tried = map(int, done.stdout.split())
    assert count >= 15, "the steps of forgetting were not seen"
    assert tried == min(steps, count)


def test_an_unfinished_forgetting_is_finished_by_every_command(store: Path) -> None:
    with DiskStore(store) as opened:
        write_wish(store, Wish((iri(1).value,), ("wire-1",), NAME, (folded(NAME),)))
        assert opened.is_interrupted()
    result = invoke("verify", "--store", store)
    assert result.exit_code == 1
    assert "compact" in result.stdout
    assert NAME not in result.stdout
    result = invoke("stats", "--store", store)
    assert "articles          2\n" in result.stdout
    assert not (store / WISH).exists()
    assert holding(store) == []
    assert invoke("verify", "--store", store).exit_code == 0


def test_a_wish_that_cannot_be_carried_out_closes_the_store(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with DiskStore(store):
        write_wish(store, Wish((iri(1).value,), (), NAME, ()))

    def fails(layout: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("actorgraph.stores.disk.rebuild.write_layout", fails)
        for command in ("stats", "search x", "compact", "remove x", "query who-helped-whom"):
            result = invoke(*command.split(), "--store", store)
            assert result.exit_code == 2, command
            assert "cannot be finished: the disk is full" in result.stderr
            assert result.stderr.count("\n") == 1
    assert invoke("compact", "--store", store).exit_code == 0
    assert holding(store) == []


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"articles": "x"}', "\xff"])
def test_a_damaged_wish_closes_the_store(text: str, store: Path) -> None:
    (store / WISH).write_text(text, "latin-1")
    for command in ("stats", "compact"):
        result = invoke(command, "--store", store)
        assert result.exit_code == 2
        assert "run actorgraph forget again" in result.stderr
    assert invoke("verify", "--store", store).exit_code == 1


def test_a_wish_is_its_owners_alone_and_read_as_written(tmp_path: Path) -> None:
    assert read_wish(tmp_path) is None
    wish = Wish(("a",), ("b",), NAME, ("c", "d"))
    write_wish(tmp_path, wish)
    assert read_wish(tmp_path) == wish
    assert (tmp_path / WISH).stat().st_mode & 0o777 == 0o600


def test_the_marker_changes_with_forgetting_alone(store: Path) -> None:
    first = change_marker(store)
    with DiskStore(store) as opened:
        opened.put([article(7, OTHER)])
        assert change_marker(store) == first
        write_wish(store, Wish((iri(1).value,), (), "", ()))
        assert change_marker(store) != first
    with DiskStore(store):
        assert change_marker(store) != first
    assert change_marker(store.parent) == Marker(0, is_forgetting=False)


# ── namesakes and neighbours ──────────────────────────────────────────────────────────────────────


def test_namesakes_are_shorter_and_longer_forms() -> None:
    others = [
        "Petrov",
        "Mr Petrov",
        "I. Petrov",
        "Ivan Sergeyevich Petrov",
        "Petrova",
        "O. Petrov",
        "Ivan Lund",
        "Mr",
        "",
    ]
    assert namesakes("Ivan Petrov", others) == others[:4]
    assert namesakes("I. Petrov", ["Ivan Petrov", "Mara Quill"]) == ["Ivan Petrov"]
    assert namesakes("Petrov", ["Ivan Petrov"]) == ["Ivan Petrov"]


def test_namesakes_in_a_store_are_offered_with_the_command(store: Path) -> None:
    result = invoke("forget", NAME, "--store", store)
    assert result.exit_code == 0
    offers = [line for line in result.stderr.splitlines() if "same person" in line]
    assert len(offers) == 2
    assert f"actorgraph forget 'I. Petrov' --store {store}" in offers[0]
    assert f"actorgraph forget 'Ørsted-Petrov' --store {store}" in offers[1]
    assert "Quill" not in result.stderr


def test_what_lies_next_to_a_store_is_listed(store: Path, tmp_path: Path) -> None:
    assert invoke("backup", tmp_path / "copy", "--store", store).exit_code == 0
    with DiskStore(store) as opened:
        (tmp_path / ".actorgraph-serve-x").mkdir()
        opened.snapshot(tmp_path / ".actorgraph-serve-x" / "1")
        opened.snapshot(tmp_path / "snapshot")
    shutil.copytree(tmp_path / "copy", tmp_path / ".other.part")
    (tmp_path / ".other.part" / "store.json").unlink()
    (tmp_path / "export.nq").write_text(f'<a> <b> "{NAME}" .', "utf-8")
    (tmp_path / "old.tar.gz").write_bytes(b"x")
    (tmp_path / "story").mkdir()
    (tmp_path / "story" / "graph.ttl").write_text("ivan ørsted-petrov", "utf-8")
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "store.json").write_text("{", "utf-8")
    (tmp_path / "harmless.txt").write_text(OTHER, "utf-8")
    (tmp_path / "empty").mkdir()
    listed = {one.path.name: one.finding for one in neighbours_naming(store, NAME)}
    assert sorted(listed) == [
        ".actorgraph-serve-x",
        ".other.part",
        "broken",
        "copy",
        "export.nq",
        "old.tar.gz",
        "snapshot",
        "story",
    ]
    assert "server" in listed[".actorgraph-serve-x"]
    assert "forget" in listed["copy"]
    assert "not searched" in listed["old.tar.gz"]
    result = invoke("forget", NAME, "--store", store)
    assert result.exit_code == 0
    assert "copy" in result.stderr
    again = {one.path.name for one in neighbours_naming(store, NAME)}
    assert again == set(listed), "nothing of it was changed"


# ── graph files ───────────────────────────────────────────────────────────────────────────────────


def relatives() -> MemoryStore:
    """A graph in which a relative and a shorter form have nodes of their own."""
    graph = article(1, NAME, f"{NAME}'s brother", "Petrov", OTHER).graph
    elsewhere = ox.NamedNode("https://example.org/people/Ivan_%C3%98rsted-Petrov")
    more = (
        ox.Triple(node(1, OTHER), AG.note, ox.NamedNode("https://example.org/quill")),
        ox.Triple(node(1, OTHER), AG.note, elsewhere),
    )
    return MemoryStore.of([ArticleGraph(graph.iri, (*graph.triples, *more))])


def test_no_iri_of_a_graph_keeps_the_name() -> None:
    kept = forget_in_graphs(relatives(), NAME)
    search = NameSearch.of([NAME, "Petrov"])
    assert not any(search.is_in(str(triple)) for triple in kept.triples())
    assert node(1, OTHER) in {triple.subject for triple in kept.triples()}
    notes = {triple.object.value for triple in kept.triples() if triple.predicate == AG.note}
    assert notes == {"https://example.org/quill"}


def test_neutral_names_do_not_collide() -> None:
    once = forget_in_graphs(relatives(), NAME)
    twice = forget_in_graphs(once, OTHER)
    nodes = {t.subject for t in once.triples() if "forgotten-" in str(t.subject)}
    assert nodes
    assert nodes <= {t.subject for t in twice.triples()}


def test_those_who_lost_their_name_are_offered() -> None:
    offered = namesakes_in(forget_in_graphs(relatives(), NAME), NAME)
    assert offered
    assert all("forgotten-" in iri for iri, _ in offered)


def graph_folder(folder: Path) -> Path:
    path = folder / "story"
    path.mkdir()
    (path / "graph.ttl").write_text(turtle(relatives().triples()), "utf-8")
    for name in ("page.html", "network.html"):
        (path / name).write_text(f"<p>{NAME}", "utf-8")
    decisions = [Decision("same", NAME.upper(), "Petrov"), Decision("same", OTHER, "M. Quill")]
    (path / DECISIONS).write_text(write_decisions(decisions), "utf-8")
    return path


def test_page_and_decisions_next_to_a_graph_forget_too(tmp_path: Path) -> None:
    folder = graph_folder(tmp_path)
    outcome = invoke("forget", NAME, folder / "graph.ttl")
    assert outcome.exit_code == 0, outcome
    assert holding(folder) == []
    assert [decision.first for decision in read_decisions(folder)] == [OTHER]
    assert "may be the same person; if so: actorgraph forget http" in outcome.stderr


@pytest.mark.parametrize("last", [1, 2, 3, 4])
def test_forgetting_in_files_can_be_run_again_after_an_interruption(
    last: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = graph_folder(tmp_path)
    replace, count = os.replace, 0

    def interrupted(old: str, new: str) -> None:
        nonlocal count
        count += 1
        if count == last:
            raise OSError(5, "Input/output error")
        replace(old, new)

    with monkeypatch.context() as patch:
        patch.setattr("actorgraph.files.os.replace", interrupted)
        assert invoke("forget", NAME, folder / "graph.ttl").exit_code == 2
    assert "graph.ttl" in holding(folder)
    assert invoke("forget", NAME, folder / "graph.ttl").exit_code == 0
    assert holding(folder) == []


def test_a_graph_whose_own_iri_has_the_name_is_not_written() -> None:
    iri = ox.NamedNode("https://example.org/ivan-orsted-petrov")
    triples = (*article(1, NAME).graph.triples, ox.Triple(iri, RDF.type, AG.Article))
    graph = ArticleGraph(article(1).graph.iri, triples)
    kept = forget_in_graphs(MemoryStore.of([graph]), NAME)
    assert "petrov" not in str(kept.triples()).casefold()
    with pytest.raises(GraphError):
        forget_in_graphs(kept, NAME)
