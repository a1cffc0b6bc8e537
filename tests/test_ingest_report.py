"""The report of a run over a corpus: counts, reasons, progress; and texts in other encodings."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from actorgraph.commands import progress, reasons
from actorgraph.commands.progress import SECONDS_BETWEEN_LINES, Lines
from actorgraph.commands.reasons import MOST_ROWS, show_reasons
from actorgraph.corpus import report as reports
from actorgraph.corpus.report import Reason, Report
from actorgraph.corpus.source import FAILED, SKIPPED, Failure, Source
from actorgraph.corpus.sources import Corpus
from actorgraph.corpus.streams import Meter
from actorgraph.errors import ArticleError
from actorgraph.stores.graph_files import PAGES
from actorgraph.views.pages import FILES

Run = Callable[..., CompletedProcess[str]]
ENGLISH = "Ferry talks\n\nNorway urged Iceland to end the dispute."
FRENCH = (
    "Les négociations sur le ferry\n\nLe ministre a demandé aux habitants de la ville de ne pas "
    "prendre la route tant que les travaux du pont ne sont pas finis."
)


def failure(number: int, kind: str = FAILED) -> Failure:
    return Failure(f"c.jsonl:{number}", "is not JSON", "write one object a line", kind)


# ── counts and reasons ────────────────────────────────────────────────────────────────────────────


def test_reasons_are_counted_and_the_commonest_is_first() -> None:
    report = Report(added=2, known=3)
    report.fail(Failure("a.txt", "is empty", "leave it out"))
    for number in (4, 5):
        report.fail(failure(number))
    report.fail(failure(6, SKIPPED))
    assert report.reasons() == [
        Reason(FAILED, "is not JSON", "write one object a line", "c.jsonl:4", 2),
        Reason(FAILED, "is empty", "leave it out", "a.txt", 1),
        Reason(SKIPPED, "is not JSON", "write one object a line", "c.jsonl:6", 1),
    ]
    assert report.summary() == "2 added, 3 already known, 0 duplicate, 1 skipped, 3 failed"
    assert (report.built, report.seen) == (6, 9)


def test_reasons_without_number_are_kept_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reports, "MOST_REASONS", 2)
    report = Report()
    for number in range(6):
        report.fail(Failure(f"{number}", f"fault {number}", "report it"))
    counts = {reason.reason: reason.count for reason in report.reasons()}
    assert counts == {"fault 0": 1, "fault 1": 1, reports.OTHER_REASON: 4}
    assert report.failed == 6


def test_a_log_has_a_line_for_each_reason(capsys: pytest.CaptureFixture[str]) -> None:
    found = [
        Reason(FAILED, "is empty", "leave it out", "a\x1b[31m.txt", 7),
        Reason(SKIPPED, "is not English but French", "", "b.txt", 1),
    ]
    show_reasons(found, Path("store/failures.jsonl"))
    first, second, last = capsys.readouterr().err.splitlines()
    assert first == "actorgraph: 7 failed: is empty (for example a\ufffd[31m.txt); leave it out"
    assert second == "actorgraph: 1 skipped: is not English but French (b.txt)"
    assert last.endswith("store/failures.jsonl")
    show_reasons([], Path("store/failures.jsonl"))
    assert capsys.readouterr().err == ""


def test_rare_reasons_are_only_counted(capsys: pytest.CaptureFixture[str]) -> None:
    found = [Reason(FAILED, f"fault {number}", "", "a", 2) for number in range(MOST_ROWS + 3)]
    show_reasons(found, Path("f"))
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == MOST_ROWS + 2
    assert "6 more for 3 other reasons" in lines[-2]


@pytest.mark.parametrize("width", [40, 60, 100])
def test_a_terminal_has_a_table_that_fits(
    width: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    reason = "is not CSV: a quotation mark [b] is never closed"
    reasons._print_table([Reason(FAILED, reason, "write it as CSV with a header", "c.csv:3", 2)])
    shown = capsys.readouterr().err
    assert all(len(line) <= width for line in shown.splitlines())
    words = " ".join(shown.split())
    assert all(word in words for word in ("2", "failed", "[b]", "c.csv"))


# ── progress ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("done", "total", "left"),
    [
        (25, 100, "about 2 min left"),
        (50, 100, "about 40 s left"),
        (1, 200, None),
        (5, 0, None),
        (3, 300, "about 1 h 6 min left"),
    ],
)
def test_a_log_has_a_line_now_and_then(
    done: int, total: int, left: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    now = 100.0
    lines = Lines(Meter(total=total, done=done), clock=lambda: now)
    report = Report(added=20, known=60)
    now += SECONDS_BETWEEN_LINES - 1
    lines.follow(report)
    assert capsys.readouterr().err == ""
    now += 11
    lines.follow(report)
    lines.follow(report)
    (line,) = capsys.readouterr().err.splitlines()
    # What was known beforehand says nothing about how fast articles are read.
    assert line.startswith("actorgraph: 80 articles, 0.5 a second")
    assert (line.rpartition(", ")[2] == left) or (left is None and line.endswith("a second"))


def test_a_terminal_has_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[dict[str, object]] = []
    monkeypatch.setattr(
        "rich.progress.Progress.update", lambda self, task, **fields: shown.append(fields)
    )
    for meter in (Meter(total=10, done=4), Meter(total=0, done=4)):
        with progress._bar(meter) as follow:
            follow(Report(added=3, known=2))
    known, unknown = shown
    assert (known["total"], known["completed"], known["done"]) == (10, 4, 5)
    assert (unknown["total"], unknown["completed"]) == (None, 0)


# ── other languages and encodings ─────────────────────────────────────────────────────────────────


def test_an_article_in_another_language_is_skipped(run: Run, tmp_path: Path) -> None:
    for name, text in (("a.txt", ENGLISH), ("b.txt", FRENCH)):
        (tmp_path / name).write_text(text, "utf-8")
    arguments = ("ingest", tmp_path, "--store", tmp_path / "store", "--fast")
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (
        0,
        "1 added, 0 already known, 0 duplicate, 1 skipped, 0 failed\n",
    ), done.stderr
    assert re.search(r"1 skipped: .*French.* \(b\.txt\); .*--language en", done.stderr)
    (line,) = (tmp_path / "store" / "failures.jsonl").read_text("utf-8").splitlines()
    assert json.loads(line)["kind"] == SKIPPED
    # The store is in the folder of the corpus, and is no part of it.
    again = run(*arguments, "--language", "en")
    assert again.stdout == "1 added, 1 already known, 0 duplicate, 0 skipped, 0 failed\n"
    refused = run(*arguments, "--language", "fr")
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)


@pytest.mark.parametrize("encoding", ["windows-1252", "utf-16-le", "cp1250"])
def test_the_encoding_of_a_corpus_can_be_named(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Žižkov – Čáslav".encode())
    (tmp_path / "b.txt").write_bytes("Ferry – talks".encode(encoding))
    found = list(Corpus(tmp_path, encoding=encoding))
    texts = [item.content.decode() for item in found if isinstance(item, Source)]
    # What is UTF-8 is read as such, whatever the others are.
    assert texts == ["Žižkov – Čáslav", "Ferry – talks"]


def test_a_table_in_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    path.write_bytes("text\nFerry – talks\n".encode("windows-1252"))
    (item,) = Corpus(path)
    assert isinstance(item, Failure)
    assert "--encoding" in item.remedy
    (item,) = Corpus(path, encoding="windows-1252")
    assert isinstance(item, Source)
    assert item.content.decode() == "Ferry – talks"
    with pytest.raises(ArticleError, match="not a known encoding"):
        Corpus(path, encoding="nonsense")


def test_what_was_built_is_not_read_as_articles(tmp_path: Path) -> None:
    folder = tmp_path / "out" / "a"
    folder.mkdir(parents=True)
    for path in (tmp_path / "a.txt", tmp_path / "page.html", folder / "graph.ttl"):
        path.write_text(ENGLISH, "utf-8")
    for name in PAGES:
        (folder / name).write_text("<html></html>", "utf-8")
    names = [item.name for item in Corpus(tmp_path) if isinstance(item, Source)]
    assert names == ["a.txt", "page.html"]
    assert set(PAGES) == set(FILES)
