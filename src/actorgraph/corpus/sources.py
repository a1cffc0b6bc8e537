"""Where articles come from: a folder, JSON lines, a table, or a web archive; one source after the other."""

import csv
import io
import json
import logging
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from actorgraph.corpus.source import COLUMNS, TEXT, Failure, Source
from actorgraph.corpus.streams import Meter, follow, opened
from actorgraph.errors import ArticleError
from actorgraph.text.reading import HTML_SUFFIXES, LIMIT

Item = Source | Failure
ARCHIVES = (".zip", ".tar", ".tgz", ".bz2", ".xz", ".7z", ".rar", ".zst")
TEXTS = (".txt", *HTML_SUFFIXES)
LONGEST_LINE = 4 * LIMIT  # bytes: JSON may write one byte of text in six
# What warcio raises over a broken record, besides its own error.
BROKEN = (ValueError, AttributeError, TypeError, LookupError, EOFError, zlib.error)
ONE_ARTICLE = "give one article, not an archive"
Tell = Callable[[str], None]


class Corpus:
    """The sources under a path, in a fixed order; `columns` says which of its columns is `text`, `published` and so on.

    `tell` is given one line for each thing that is left out for all rows alike.
    """

    def __init__(
        self, path: Path | str, *, columns: dict[str, str] | None = None, tell: Tell = print
    ) -> None:
        self.path = Path(path)
        self.names = {name: name for name in COLUMNS} | (columns or {})
        self.tell, self.meter = tell, Meter()
        self.ignored: set[str] = set()
        strange = sorted(set(self.names) - set(COLUMNS))
        if strange:
            raise ArticleError(
                "no column has this meaning", where=strange[0], remedy=f"use {', '.join(COLUMNS)}"
            )

    def __iter__(self) -> Iterator[Item]:
        """Yield each source, or why it cannot be one. Raises ArticleError where the path itself is none."""
        self.check()
        reader = self._reader(self.path)
        yield from reader(self.path, self.path.name, self.meter) if reader else self._folder()

    def check(self) -> None:
        """Raise ArticleError where the path is nothing that can be read."""
        if not self.path.exists():
            raise ArticleError("no such file or folder", where=self.path, remedy="check the path")
        if not self.path.is_dir() and self._reader(self.path) is None:
            remedy = "give a folder, or a file that ends in .jsonl, .csv, .warc, .txt or .html, with or without .gz"
            raise ArticleError("is no corpus that can be read", where=self.path, remedy=remedy)

    def _reader(self, path: Path) -> Callable[[Path, str, Meter], Iterator[Item]] | None:
        if path.is_dir():
            return None
        ending = _ending(path)
        readers = {
            ".jsonl": self._lines,
            ".ndjson": self._lines,
            ".csv": self._table,
            ".warc": self._archive,
        }
        return readers.get(ending) or (self._text if ending in TEXTS else None)

    def _folder(self) -> Iterator[Item]:
        root = self.path.resolve()
        paths = sorted(path for path in self.path.rglob("*") if path.is_file())
        self.meter.total, left = len(paths), 0
        for path in paths:
            name = path.relative_to(self.path).as_posix()
            reader = self._reader(path)
            if not path.resolve().is_relative_to(root):
                yield Failure(name, "leads out of the folder", "copy the file into it")
            elif reader:
                yield from _guarded(reader(path, name, Meter()), name)
            elif path.suffix.casefold() in ARCHIVES:
                yield Failure(name, "an archive, which is not opened", "unpack it")
            else:
                left += 1
            self.meter.done += 1
        if left:
            self.tell(f"{left} files are no texts and left out")

    def _text(self, path: Path, name: str, meter: Meter) -> Iterator[Item]:
        with opened(path, meter) as file:
            content = file.read(LIMIT + 1)
        if len(content) > LIMIT:
            yield Failure(name, f"over the limit of {LIMIT / 1e6:g} MB", ONE_ARTICLE)
        else:
            yield Source(name, content)

    def _lines(self, path: Path, name: str, meter: Meter) -> Iterator[Item]:
        with opened(path, meter) as file:
            for number, line in enumerate(_bounded(file), start=1):
                if not line.strip():
                    continue
                place = f"{name}:{number}"
                follow(file, meter)
                if len(line) > LONGEST_LINE:
                    yield Failure(place, "a line longer than an article", ONE_ARTICLE)
                else:
                    yield self._json(line, place)

    def _json(self, line: bytes, place: str) -> Item:
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            return Failure(place, "is no JSON", "write one object a line, in UTF-8")
        if not isinstance(row, dict):
            return Failure(place, "is no JSON object", 'write {"text": "…"}')
        return self._row(row, place)

    def _table(self, path: Path, name: str, meter: Meter) -> Iterator[Item]:
        csv.field_size_limit(LONGEST_LINE)
        with opened(path, meter) as file:
            text = io.TextIOWrapper(file, "utf-8-sig", errors="surrogateescape", newline="")
            rows = csv.DictReader(text)
            try:
                if self.names[TEXT] not in (rows.fieldnames or ()):
                    what = f"has no column {self.names[TEXT]!r}"
                    yield Failure(name, what, "name it: --column text=NAME")
                    return
                for number, row in enumerate(rows, start=1):
                    meter.done = file.raw.tell() if file.raw.seekable() else meter.done
                    row.pop(None, None)  # type: ignore[call-overload]
                    yield self._row(dict(row), f"{name}:{number}")
            except csv.Error as error:
                yield Failure(
                    f"{name}:{rows.line_num}",
                    f"is no table: {error}",
                    "write it as CSV with a header",
                )

    def _row(self, row: dict[str, Any], place: str) -> Item:
        self._say_ignored(row)
        told = {ours: row.get(theirs) for ours, theirs in self.names.items()}
        wrong = [name for name, value in told.items() if not isinstance(value, str | int | None)]
        if not isinstance(told[TEXT], str) or wrong:
            remedy = (
                "name the column: --column text=NAME"
                if TEXT in (wrong or [TEXT])
                else "write a text"
            )
            return Failure(place, f"{(wrong or [TEXT])[0]!r} is no text", remedy)
        values = {name: str(value) for name, value in told.items() if value not in (None, "")}
        try:
            content = values.pop(TEXT, "").encode()
            "".join(values.values()).encode()
        except UnicodeEncodeError:
            return Failure(
                place, "is not UTF-8, or holds a lone surrogate", "convert it: iconv -t utf-8"
            )
        if len(content) > LIMIT:
            return Failure(place, f"over the limit of {LIMIT / 1e6:g} MB", ONE_ARTICLE)
        identity = values.pop("id", "")
        return Source(identity or place, content, **values)

    def _archive(self, path: Path, name: str, meter: Meter) -> Iterator[Item]:
        try:
            from warcio.archiveiterator import ArchiveIterator
            from warcio.exceptions import ArchiveLoadFailed
        except ImportError:
            raise ArticleError(
                "WARC needs warcio", where=path, remedy="pip install actorgraph[warc]"
            ) from None
        logging.getLogger("warcio").setLevel(
            logging.CRITICAL
        )  # it prints addresses as they stand in the archive
        with opened(path, meter) as file:
            try:
                for record in ArchiveIterator(file):
                    follow(file, meter)
                    if record.rec_type == "response":
                        yield from _page(record, name)
            except (ArchiveLoadFailed, *BROKEN) as error:
                yield Failure(
                    name,
                    f"is no web archive: {' '.join(str(error).split())[:200]}",
                    "fetch it again",
                )

    def _say_ignored(self, row: dict[str, Any]) -> None:
        strange = sorted(set(map(str, row)) - set(self.names.values()) - self.ignored)
        if strange:
            self.ignored.update(strange)
            self.tell(f"ignored: the columns {', '.join(strange)}"[:500])


def _ending(path: Path) -> str:
    return (path.with_suffix("") if path.suffix.casefold() == ".gz" else path).suffix.casefold()


def _guarded(items: Iterator[Item], name: str) -> Iterator[Item]:
    """Yield a file's sources; where the file itself fails, so does it alone."""
    try:
        yield from items
    except ArticleError as error:
        yield Failure(name, error.what, error.remedy)


def _bounded(file: io.BufferedReader) -> Iterator[bytes]:
    """Yield a file's lines; of one that is too long, its beginning."""
    while line := file.readline(LONGEST_LINE + 1):
        yield line
        while len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            line = file.readline(LONGEST_LINE + 1)


def _page(record: Any, name: str) -> Iterator[Item]:
    """Yield the page that a response of a web archive holds, if it is one."""
    head = record.http_headers
    kind = (head.get_header("Content-Type") or "") if head else ""
    if not head or head.get_statuscode() != "200" or "html" not in kind:
        return
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    place = f"{name}:{record.rec_headers.get_header('WARC-Record-ID') or address}"
    content = record.content_stream().read(LIMIT + 1)
    if len(content) > LIMIT:
        yield Failure(place, f"over the limit of {LIMIT / 1e6:g} MB", ONE_ARTICLE)
        return
    yield Source(f"{place}.html", content, url=address or None)
