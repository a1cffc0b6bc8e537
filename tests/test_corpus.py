"""Corpora: what is read from folders, JSON lines, tables and web archives, and what is refused,
each on its own.
"""

import csv
import gzip
import io
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from actorgraph.corpus.builders import Task
from actorgraph.corpus.ingest import ingest
from actorgraph.corpus.source import Failure, Source
from actorgraph.corpus.sources import Corpus
from actorgraph.corpus.streams import ALLOWANCE_IN_BYTES
from actorgraph.corpus.work import Settings, process_article
from actorgraph.errors import ArticleError
from actorgraph.language.parsing import FAST_MODEL
from actorgraph.search import search
from actorgraph.stores.disk.diskstore import DiskStore
from actorgraph.stores.disk.layout import FAILURES
from actorgraph.stores.policy import find_policy
from actorgraph.text.reading import LIMIT

Run = Callable[..., CompletedProcess[str]]
TEXT = "Ferry talks\n\nNorway urged Iceland to end the dispute."
ROW = {
    "text": TEXT,
    "title": "",
    "published": "2019-05",
    "publisher": "Port News",
    "url": "https://news.example/1",
}


def items(path: Path, **columns: str) -> tuple[list[Source | Failure], list[str]]:
    told: list[str] = []
    return list(Corpus(path, columns=columns, warn=told.append)), told


def failures(found: list[Source | Failure]) -> dict[str, str]:
    return {item.source: item.reason for item in found if isinstance(item, Failure)}


def sources(found: list[Source | Failure]) -> list[Source]:
    return [item for item in found if isinstance(item, Source)]


# ── what is read ──────────────────────────────────────────────────────────────────────────────────


def test_a_folder_gives_its_texts_and_pages_in_order(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "two.html").write_bytes(b"<html>two</html>")
    (tmp_path / "a.txt").write_bytes(b"one")
    (tmp_path / "c.txt.gz").write_bytes(gzip.compress(b"three"))
    (tmp_path / "picture.png").write_bytes(b"x")
    found, told = items(tmp_path)
    assert [(source.name, source.content) for source in sources(found)] == [
        ("a.txt", b"one"),
        ("b/two.html", b"<html>two</html>"),
        ("c.txt.gz", b"three"),
    ]
    assert told == ["skipped 1 file that is not text"]


@pytest.mark.parametrize("packed", [False, True])
def test_lines_and_tables_carry_their_metadata(packed: bool, tmp_path: Path) -> None:
    table = io.StringIO()
    writer = csv.DictWriter(table, [*ROW, "id", "mood"])
    writer.writeheader()
    writer.writerow(ROW | {"id": "wire-7", "mood": "calm"})
    lines = json.dumps(ROW | {"id": "wire-7", "mood": "calm"}) + "\n\n"
    for name, text in (("c.jsonl", lines), ("c.csv", table.getvalue())):
        path = tmp_path / (name + ".gz" if packed else name)
        path.write_bytes(gzip.compress(text.encode()) if packed else text.encode())
        found, told = items(path)
        assert found == [
            Source("wire-7", TEXT.encode(), "2019-05", "Port News", "https://news.example/1")
        ]
        assert told == ["ignored columns: mood"]


def test_columns_can_be_named(tmp_path: Path) -> None:
    (tmp_path / "c.jsonl").write_text(json.dumps({"body": TEXT, "date": "2019", "id": 7}), "utf-8")
    found, told = items(tmp_path / "c.jsonl", text="body", published="date")
    assert found == [Source("7", TEXT.encode(), "2019")]
    assert told == []


@pytest.mark.parametrize("ending", ["warc", "warc.gz"])
def test_a_web_archive_gives_its_pages(ending: str, tmp_path: Path) -> None:
    warcio = pytest.importorskip("warcio.warcwriter")
    from warcio.statusandheaders import StatusAndHeaders

    path = tmp_path / f"crawl.{ending}"
    with path.open("wb") as file:
        writer = warcio.WARCWriter(file, gzip=ending.endswith("gz"))
        for place, (status, kind) in enumerate(
            [("200 OK", "text/html"), ("404 Gone", "text/html"), ("200 OK", "image/png")]
        ):
            head = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.0")
            page = f"<html><body><article><p>{TEXT}</p></article></body></html>".encode()
            address = f"https://news.example/{place}"
            writer.write_record(
                writer.create_warc_record(
                    address, "response", payload=io.BytesIO(page), http_headers=head
                )
            )
    (source,) = sources(items(path)[0])
    assert source.url == "https://news.example/0"
    assert b"Norway urged Iceland" in source.content
    assert source.name.endswith(".html")


# ── what is refused ───────────────────────────────────────────────────────────────────────────────


def test_a_bad_row_fails_alone(tmp_path: Path) -> None:
    bad = {
        "{": "is not JSON",
        "[1]": "is not a JSON object",
        '{"title": "x"}': "'text' is not text",
        '{"text": 7}': "'text' is not text",
        '{"text": "a", "published": ["x"]}': "'published' is not text",
        '{"text": "\\ud800"}': "is not UTF-8, or contains a lone surrogate",
        "[" * 100_000: "is not JSON",
        '{"text": "' + "a" * (LIMIT + 1) + '"}': "is over the limit of 5 MB",
    }
    (tmp_path / "c.jsonl").write_text("\n".join([*bad, json.dumps(ROW)]), "utf-8")
    found, _ = items(tmp_path / "c.jsonl")
    assert list(failures(found).values()) == list(bad.values())
    assert len(sources(found)) == 1


def test_a_table_without_texts_or_in_another_encoding(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("title,words\nx,y\n", "utf-8")
    (tmp_path / "b.csv").write_bytes("text\nÜber\n".encode("latin-1") + b"fine\n")
    assert failures(items(tmp_path / "a.csv")[0]) == {"a.csv": "has no column 'text'"}
    found, _ = items(tmp_path / "b.csv")
    assert failures(found) == {"b.csv:1": "is not UTF-8, or contains a lone surrogate"}
    assert sources(found) == [Source("b.csv:2", b"fine")]


def test_bombs_archives_and_ways_out_of_the_folder_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    bomb = gzip.compress(b"a" * (ALLOWANCE_IN_BYTES + 20_000_000))
    (folder / "bomb.jsonl.gz").write_bytes(bomb)
    (folder / "bomb.txt.gz").write_bytes(bomb)
    (folder / "broken.jsonl.gz").write_bytes(gzip.compress(b"{}" * 100_000)[:-20])
    with zipfile.ZipFile(folder / "more.zip", "w") as archive:
        archive.writestr("../escaped.txt", "x")
    (tmp_path / "secret.txt").write_text(TEXT, "utf-8")
    os.symlink(tmp_path / "secret.txt", folder / "link.txt")
    (folder / "fine.txt").write_text(TEXT, "utf-8")
    found, _ = items(folder)
    assert [source.name for source in sources(found)] == ["fine.txt"]
    reasons = failures(found)
    assert reasons["bomb.jsonl.gz"] in (
        "decompresses to more than 100 times its size",
        "is a line longer than an article",
    )
    assert reasons["bomb.txt.gz"] == "is over the limit of 5 MB"
    assert "broken" in reasons["broken.jsonl.gz"] or "JSON" in str(reasons)
    assert reasons["more.zip"] == "is an archive, which is not opened"
    assert reasons["link.txt"] == "is outside the folder"
    assert not (tmp_path / "escaped.txt").exists()


def test_a_bomb_of_many_lines_ends_the_stream(tmp_path: Path) -> None:
    path = tmp_path / "bomb.jsonl.gz"
    path.write_bytes(gzip.compress(b"\n" * (ALLOWANCE_IN_BYTES + 4_000_000)))
    with pytest.raises(ArticleError, match="decompresses to more than 100 times"):
        list(Corpus(path))


# ── what becomes of it ────────────────────────────────────────────────────────────────────────────


def test_the_work_is_a_pure_function() -> None:
    settings = Settings(FAST_MODEL, find_policy("default"))
    source = Source("one", TEXT.encode(), "2019-05", title="Ferries")
    first, second = (process_article(source, settings) for _ in range(2))
    assert first == second
    assert b'"Ferries"' in first
    assert b"requestedOf" in first
    assert first.splitlines() == sorted(first.splitlines())


def test_one_text_told_twice_is_one_article_whatever_comes_first(tmp_path: Path) -> None:
    told = [ROW | {"published": "2019-06", "id": "b"}, ROW | {"id": "a"}, ROW | {"id": "c"}]
    kept = []
    for place, order in enumerate((told, told[::-1])):
        corpus = tmp_path / f"{place}.jsonl"
        corpus.write_text("".join(json.dumps(row) + "\n" for row in order), "utf-8")
        with DiskStore(tmp_path / f"store-{place}") as store:
            settings = Settings(FAST_MODEL, find_policy("default"))
            report = ingest(store, Corpus(corpus), Task(settings))
            assert (report.added, report.known, report.duplicates) == (1, 0, 2)
            kept.append(sorted(map(str, store.contents())))
            assert any('"2019-05"' in line for line in kept[-1])
            again = ingest(store, Corpus(corpus), Task(settings))
            assert (again.added, again.known, again.duplicates) == (0, 3, 0)
    assert kept[0] == kept[1]


def test_the_command_tells_what_failed_and_goes_on(run: Run, tmp_path: Path) -> None:
    rows = [
        ROW,
        {"text": "..."},
        ROW | {"text": "", "id": "empty"},
        ROW | {"published": "August", "id": "undated"},
    ]
    (tmp_path / "c.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    done = run("ingest", "c.jsonl", "--store", "store", "--fast", cwd=tmp_path)
    assert done.returncode == 1
    # A date that cannot be read costs the date, so this row is a duplicate of the first.
    assert done.stdout == "1 added, 0 already known, 1 duplicate, 0 skipped, 2 failed\n"
    assert "August" in done.stderr
    told = [
        json.loads(line) for line in (tmp_path / "store" / FAILURES).read_text("utf-8").splitlines()
    ]
    assert {failure["source"] for failure in told} == {"c.jsonl:2", "empty"}
    assert all(failure["reason"] and failure["remedy"] for failure in told)
    again = run("ingest", "c.jsonl", "--store", "store", "--fast", cwd=tmp_path)
    assert again.stdout == "0 added, 2 already known, 0 duplicate, 0 skipped, 2 failed\n"
    with DiskStore(tmp_path / "store", readonly=True) as store:
        assert [hit.words for hit in search(store, "ferry", kinds=["title"])] == ["Ferry talks"]


def test_an_unknown_model_is_one_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    done = run("ingest", "a.txt", "--store", "store", "--model", "no_such_model", cwd=tmp_path)
    assert (done.returncode, done.stderr.strip().count("\n")) == (2, 0)
    assert "spaCy model is not installed" in done.stderr
