"""A deadline ends what nothing interrupts: reading a page, parsing, drawing; and what is large is
read in a bounded time, or refused.
"""

import gzip
import random
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

import actorgraph as ag
from actorgraph.cli import cli
from actorgraph.corpus.source import Failure, Source
from actorgraph.corpus.sources import Corpus
from actorgraph.deadline import check, seconds_left, within
from actorgraph.errors import ArticleError
from actorgraph.graph.facts import Facts
from actorgraph.graph.turtle import in_order
from actorgraph.language.parsing import FAST_MODEL
from actorgraph.language.pieces import Piece, batches
from actorgraph.pipeline import Graph
from actorgraph.stores.disk.diskstore import DiskStore
from actorgraph.text import extraction
from actorgraph.text.article import Block, Span
from actorgraph.text.extraction import extract_fields
from actorgraph.text.reading import read_bytes
from actorgraph.views.network import layout
from actorgraph.vocabulary.vocab import AG, RDF
from tests import fuzz

PROSE = "<p>Norway said on Monday that Russia had arrested Ivan Petrov in the town of Oslo.</p>" * 5
# Cells that are never closed take trafilatura a time that grows with their square.
CELLS = f"<html><body><article>{PROSE}{'<tr><td>a' * 29_000}</article></body></html>"
LARGE = f"<html><body><article>{PROSE}{'<b>Oslo</b> ' * 6_000}</article></body></html>"


# ── a page ────────────────────────────────────────────────────────────────────────────────────────


def test_a_page_that_takes_minutes_ends_at_the_deadline() -> None:
    begin = time.process_time()
    with (
        pytest.raises(ArticleError, match=r"^a\.html: .*longer than 1 seconds"),
        within(1, "a.html"),
    ):
        read_bytes(CELLS.encode(), name="a.html")
    # It is not this process that works.
    assert time.process_time() - begin < 5


def test_a_page_ends_at_the_deadline_in_a_thread(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text(CELLS)
    errors: list[ArticleError] = []

    def work() -> None:
        try:
            ag.build(page, deadline=1, model=FAST_MODEL)
        except ArticleError as error:
            errors.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert len(errors) == 1


def test_a_child_reads_a_large_page_as_we_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What is in the current directory is not imported.
    (tmp_path / "trafilatura.py").write_text("raise SystemExit(3)")
    monkeypatch.chdir(tmp_path)
    expected = extract_fields(LARGE)
    monkeypatch.setattr(extraction, "_fields", lambda html: pytest.fail("not in this process"))
    with within(300, "a.html"):
        assert extract_fields(LARGE) == expected
    assert "Petrov" in (expected["text"] or "")


@pytest.mark.parametrize("executable", ["", None, "/nowhere/python"])
def test_a_page_is_read_where_no_child_can_start(
    executable: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", executable)
    with within(300, "a.html"):
        assert "Petrov" in (extract_fields(LARGE)["text"] or "")


def test_a_frozen_program_does_not_start_itself_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(
        extraction, "_fields_from_child", lambda html, seconds: pytest.fail("child")
    )
    with within(300, "a.html"):
        assert "Petrov" in (extract_fields(LARGE)["text"] or "")


def test_a_page_that_ends_its_reader_is_an_error_of_one_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(ArticleError, match=r"^a\.html: .*parsed"), within(300, "a.html"):
        read_bytes(LARGE.encode(), name="a.html")


def test_usual_pages_need_no_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        extraction, "_fields_from_child", lambda html, seconds: pytest.fail("child")
    )
    with within(300, "a.html"):
        read_bytes(f"<html><body>{PROSE * 100}</body></html>".encode(), name="a.html")


# ── the seconds ───────────────────────────────────────────────────────────────────────────────────


def test_seconds_that_are_spent_count() -> None:
    with pytest.raises(ArticleError, match="600"), within(600, "a.txt", spent=601):
        check()
    with within(600, "a.txt", spent=500):
        left = seconds_left()
        assert left is not None
        assert 90 < left <= 100
    assert seconds_left() is None


# ── parsing ───────────────────────────────────────────────────────────────────────────────────────


def _piece(length: int) -> Piece:
    return Piece(Block("paragraph", Span(0, length)), 0, "a" * length)


@pytest.mark.parametrize(
    ("lengths", "expected"),
    [
        ([], [[]]),
        ([10], [[10]]),
        ([20_000, 20_000], [[20_000, 20_000]]),
        ([20_000, 20_000, 1], [[20_000, 20_000], [1]]),
        ([50_000, 50_000], [[50_000], [50_000]]),
        ([1, 40_000, 39_999, 1], [[1], [40_000], [39_999, 1]]),
    ],
)
def test_a_parser_is_given_what_it_reads_in_seconds(
    lengths: list[int], expected: list[list[int]]
) -> None:
    found = batches([_piece(length) for length in lengths])
    assert [[len(piece.text) for piece in batch] for batch in found] == expected


# ── drawing ───────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def small() -> Graph:
    return ag.build(ag.read_text("Norway attacked Chad."), model=FAST_MODEL)


@pytest.mark.parametrize("step", [Graph.view, Graph.to_turtle, Graph.files])
def test_drawing_and_writing_look_at_the_deadline(
    step: Callable[[Graph], object], small: Graph
) -> None:
    with pytest.raises(ArticleError, match=r"^a\.txt"), within(0, "a.txt"):
        _and_not_at_the_end(step, small)


def _and_not_at_the_end(step: Callable[[Graph], object], graph: Graph) -> None:
    step(graph)
    pytest.fail("it did not look at the deadline")


def test_close_pairs_are_those_that_may_overlap() -> None:
    dice = random.Random(4)
    for _ in range(50):
        places = {
            number: [dice.uniform(-300, 300), dice.uniform(-200, 200)] for number in range(40)
        }
        numbers = {id(place): number for number, place in places.items()}
        pairs = [(numbers[id(a)], numbers[id(b)]) for a, b in layout._close_pairs(places)]
        assert len(set(pairs)) == len(pairs)
        assert all(places[a][0] <= places[b][0] for a, b in pairs)
        for a, (x, y) in places.items():
            for b, (across, along) in places.items():
                overlap = abs(x - across) < layout.WIDE and abs(y - along) < layout.HIGH
                if a < b and overlap:
                    assert (a, b) in pairs or (b, a) in pairs


def test_a_crowded_map_is_not_pushed_apart_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "MOST_PUSHES", 1000)
    pushes = []
    push = layout._push
    monkeypatch.setattr(layout, "_push", lambda a, b: (pushes.append(1), push(a, b)))
    layout._separate({number: [number % 7, number % 11] for number in range(60)})
    # The round that passes the limit is the last one.
    assert 1000 < len(pushes) <= 1000 + 60 * 59 / 2


def test_the_command_writes_nothing_if_drawing_takes_too_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(graph: Graph) -> dict[str, str]:
        with within(0, "a.txt"):
            return {}

    monkeypatch.setattr(Graph, "files", endless)
    article, out, store = tmp_path / "a.txt", tmp_path / "out", tmp_path / "store"
    article.write_text("Norway attacked Chad.")
    command = ["build", str(article), "--fast", "-o", str(out), "--store", str(store)]
    result = CliRunner().invoke(cli, command)
    assert isinstance(result.exception, ArticleError)
    assert result.stdout == ""
    assert not out.exists()
    with DiskStore(store, readonly=True) as opened:
        assert not opened.articles()


# ── order ─────────────────────────────────────────────────────────────────────────────────────────


def _triples() -> list[ox.Triple]:
    dice = random.Random(5)
    nodes = [ox.NamedNode(f"a:{'b' * dice.randrange(1, 4)}{number}") for number in range(20)]
    nodes += [ox.BlankNode(f"x{number}") for number in range(5)]
    objects = [*nodes, ox.Literal("a"), ox.Literal("a b"), ox.Literal("a", language="en")]
    predicates = [RDF.type, AG.agent, AG.target]
    return [
        ox.Triple(dice.choice(nodes), dice.choice(predicates), dice.choice(objects))
        for _ in range(400)
    ]


def test_triples_are_in_order_and_each_once() -> None:
    triples = _triples()
    expected = sorted(
        set(triples),
        key=lambda triple: (
            str(triple.subject),
            triple.predicate != RDF.type,
            str(triple.predicate),
            str(triple.object),
        ),
    )
    assert in_order(triples) == expected


def test_facts_are_in_the_order_of_their_triples() -> None:
    triples = _triples()
    facts = Facts(triples)
    ordered = sorted(set(triples), key=str)
    assert list(facts) == list(dict.fromkeys(triple.subject for triple in ordered))
    for node in facts:
        assert set(facts.triples(node)) == {t for t in ordered if t.subject == node}
        for predicate in (RDF.type, AG.agent, AG.target):
            expected = [t.object for t in ordered if (t.subject, t.predicate) == (node, predicate)]
            assert facts.objects(node, predicate) == expected


# ── what is large ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.warc.gz", "a.bin"])
@pytest.mark.parametrize(
    "content",
    [
        b"Norway urged Iceland. " * 300_000,
        random.Random(1).randbytes(100_000),
        gzip.compress(b"Norway urged Iceland. " * 1000),
        b"\x7fELF\x02\x01\x01" + bytes(1000),
        b"\0" * 100_000,
    ],
)
def test_what_is_no_article_is_refused_at_once(name: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    begin = time.process_time()
    with pytest.raises(ArticleError) as error:
        ag.build(path)
    assert "\n" not in str(error.value)
    assert time.process_time() - begin < 5


PAGE = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><p>Norway left.</p></html>"


def _record(body: bytes, length: int | None = None, kind: bytes = b"response") -> bytes:
    claimed = len(body) if length is None else length
    return (
        b"WARC/1.0\r\nWARC-Type: %s\r\nWARC-Record-ID: <urn:x:1>\r\n"
        b"WARC-Target-URI: https://news.example/1\r\n"
        b"Content-Type: application/http\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n"
    ) % (kind, claimed, body)


def _read_archive(path: Path, content: bytes) -> tuple[list[Source], list[Failure]]:
    pytest.importorskip("warcio")
    path.write_bytes(content)
    sources, failures = [], []
    for item in Corpus(path, warn=lambda line: None):
        if isinstance(item, Source):
            sources.append(item)
        else:
            failures.append(item)
    return sources, failures


@pytest.mark.parametrize(
    ("length", "reason"),
    [
        (10**12, "ends before"),
        (len(PAGE) + 500, "ends before"),
        (20, "web archive"),
        (-5, "archive"),
    ],
)
def test_a_record_of_a_false_length_fails(
    length: int, reason: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    content = _record(PAGE, length) + _record(PAGE)
    sources, failures = _read_archive(tmp_path / "a.warc", content)
    assert not sources
    assert reason in failures[0].reason
    assert capfd.readouterr() == ("", "")


def test_records_of_true_length_are_read(tmp_path: Path) -> None:
    encoded = PAGE.replace(b"\r\n\r\n<html>", b"\r\nContent-Encoding: gzip\r\n\r\n<html>")
    head, _, body = encoded.partition(b"\r\n\r\n")
    encoded = head + b"\r\n\r\n" + gzip.compress(body)
    content = _record(PAGE) + _record(encoded) + _record(b"x", kind=b"metadata") * 200
    sources, failures = _read_archive(tmp_path / "a.warc", content)
    assert not failures
    assert [source.content for source in sources] == [b"<html><p>Norway left.</p></html>"] * 2


@pytest.mark.parametrize(
    ("head", "filling"),
    [
        (b"WARC/1.0\r\nWARC-Type: ", b"a"),
        (b"WARC/1.0\r\n", b"A: b\r\n"),
        (_record(b"HTTP/1.1 200 OK\r\n", 1 << 40)[:-4], b"A: b\r\n"),
        (_record(PAGE, 1 << 40)[:-4], b"a"),
        (_record(PAGE), b"\r\n"),
    ],
)
def test_a_member_that_expands_without_end_is_refused(
    head: bytes, filling: bytes, tmp_path: Path
) -> None:
    bomb = gzip.compress(head + filling * (40_000_000 // len(filling)))
    begin = time.process_time()
    with pytest.raises(ArticleError, match="times its size"):
        _read_archive(tmp_path / "a.warc.gz", bomb)
    assert time.process_time() - begin < 10


# ── fuzzing costs ─────────────────────────────────────────────────────────────────────────────────


def test_a_piece_that_costs_too_much_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzz, "_usual_seconds", lambda name: 1.0)
    monkeypatch.setattr(fuzz, "_seconds", lambda name, piece: 10.5)
    with pytest.raises(AssertionError, match="'Norway ' takes"):
        fuzz.costs(b"\0Norway ")
    monkeypatch.setattr(fuzz, "_seconds", lambda name, piece: 9.5)
    fuzz.costs(b"\0Norway ")


def test_the_fuzzer_tries_pieces_of_texts_and_of_pages() -> None:
    pieces = fuzz.seeds("costs")
    assert {piece[0] for piece in pieces} == {0, 1}
    assert all(1 < len(piece) <= fuzz.PIECE for piece in pieces)
    assert len(set(pieces)) == len(pieces) > 60
