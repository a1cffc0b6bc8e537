"""Where articles come from: a folder, JSON lines, a table or a web archive, as a stream."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path

from actorgraph.corpus.own_files import without_own
from actorgraph.corpus.source import (
    ONE_ARTICLE,
    TOO_LARGE,
    Failure,
    Item,
    Source,
    source_within_limit,
)
from actorgraph.corpus.streams import Meter, note_position, open_stream
from actorgraph.corpus.web_archives import pages_in
from actorgraph.errors import ArticleError
from actorgraph.text.days import as_edtf
from actorgraph.text.decoding import check_encoding, decode
from actorgraph.text.forms import read_items
from actorgraph.text.forms.columns import COLUMNS, TEXT, Columns, Row, flat, separator_of
from actorgraph.text.reading import HTML_SUFFIXES, LIMIT

Reader = Callable[[Path, str, Meter], Iterator[Item]]
ARCHIVES = (".zip", ".tar", ".tgz", ".bz2", ".xz", ".7z", ".rar", ".zst")
TEXTS = (".txt", *HTML_SUFFIXES)
DOCUMENTS = (
    ".md",
    ".markdown",
    ".pdf",
    ".docx",
    ".eml",
    ".mhtml",
    ".mht",
    ".rss",
    ".atom",
    ".xml",
    ".json",
)
# JSON may write one byte of text as six; four times the limit is beyond any article.
LONGEST_LINE_IN_BYTES = 4 * LIMIT
LONGEST_MESSAGE_IN_CHARACTERS = 500


class Corpus:
    """The sources under a path, in a fixed order.

    `columns` maps our names (text, published …) to the names of the columns. `encoding` is that of
    texts, pages and tables that are not UTF-8. `warn` is called with one line for whatever is left
    out of all rows alike.
    """

    def __init__(
        self,
        path: Path | str,
        *,
        columns: dict[str, str] | None = None,
        encoding: str | None = None,
        warn: Callable[[str], None] = print,
    ) -> None:
        self.path = Path(path)
        given = columns or {}
        self.columns = Columns(given)
        self.encoding = check_encoding(encoding) if encoding else None
        self.warn = warn
        self.meter = Meter()
        self.ignored: set[str] = set()
        self.has_unread_date = False
        unknown = sorted(set(given) - set(COLUMNS))
        if unknown:
            remedy = f"use {', '.join(COLUMNS)}"
            raise ArticleError("is not a known column", where=unknown[0], remedy=remedy)

    def __iter__(self) -> Iterator[Item]:
        """Yield each source, or why it cannot be one.

        Raises ArticleError if the path itself cannot be read.
        """
        self.check()
        reader = self._reader(self.path)
        if reader is None:
            yield from self._folder()
        else:
            yield from reader(self.path, self.path.name, self.meter)

    def check(self) -> None:
        """Raise ArticleError if the path cannot be read as a corpus."""
        if not self.path.exists():
            raise ArticleError("no such file or folder", where=self.path, remedy="check the path")
        if not self.path.is_dir() and self._reader(self.path) is None:
            endings = ".jsonl, .csv, .warc, .rss, .json, .txt, .html, .pdf …, with or without .gz"
            remedy = f"give a folder, or a file that ends in {endings}"
            raise ArticleError("is not a corpus", where=self.path, remedy=remedy)

    def _reader(self, path: Path) -> Reader | None:
        """Return the function that reads a file of this name; None if there is none."""
        if path.is_dir():
            return None
        ending = _ending(path)
        if ending in TEXTS or ending in DOCUMENTS:
            return self._text
        readers = {
            ".jsonl": self._lines,
            ".ndjson": self._lines,
            ".csv": self._table,
            ".tsv": self._table,
            ".warc": pages_in,
        }
        return readers.get(ending)

    def _folder(self) -> Iterator[Item]:
        root = self.path.resolve()
        paths = [path for path in sorted(self.path.rglob("*")) if path.is_file()]
        paths = without_own(paths)
        self.meter.total = len(paths)
        skipped = 0
        for path in paths:
            name = path.relative_to(self.path).as_posix()
            reader = self._reader(path)
            if not path.resolve().is_relative_to(root):
                # A symbolic link may point anywhere on the machine.
                yield Failure(name, "is outside the folder", "copy the file into it")
            elif reader is not None:
                yield from _guarded(reader(path, name, Meter()), name)
            elif path.suffix.casefold() in ARCHIVES:
                yield Failure(name, "is an archive, which is not opened", "unpack it")
            else:
                skipped += 1
            self.meter.done += 1
        if skipped == 1:
            self.warn("skipped 1 file that is not text")
        elif skipped:
            self.warn(f"skipped {skipped} files that are not text")

    def _text(self, path: Path, name: str, meter: Meter) -> Iterator[Item]:
        with open_stream(path, meter) as file:
            content = file.read(LIMIT + 1)
        if len(content) > LIMIT:
            yield Failure(name, TOO_LARGE, ONE_ARTICLE)
            return
        items = read_items(content, name)
        if items is None:
            yield Source(name, self._in_utf_8(content, name))
            return
        for number, item in enumerate(items, start=1):
            place = name if len(items) == 1 else f"{name}:{number}"
            # The ending says that it is HTML.
            yield Source(
                f"{place}.html" if item.is_page else place,
                item.text.encode(errors="replace"),
                published=item.published,
                publisher=item.publisher,
                url=item.url,
                title=item.title,
            )

    def _in_utf_8(self, content: bytes, name: str) -> bytes:
        """Return a text in UTF-8, from the encoding that is given. Raises ArticleError."""
        if self.encoding is None or _is_utf_8(content):
            return content
        return decode(content, name, self.encoding).encode()

    def _lines(self, path: Path, name: str, meter: Meter) -> Iterator[Item]:
        with open_stream(path, meter) as file:
            for number, line in enumerate(_bounded_lines(file), start=1):
                if not line.strip():
                    continue
                place = f"{name}:{number}"
                note_position(file, meter)
                if len(line) > LONGEST_LINE_IN_BYTES:
                    yield Failure(place, "is a line longer than an article", ONE_ARTICLE)
                else:
                    yield self._json(line, place)

    def _json(self, line: bytes, place: str) -> Item:
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            return Failure(place, "is not JSON", "write one object a line, in UTF-8")
        if not isinstance(row, dict):
            return Failure(place, "is not a JSON object", 'write {"text": "…"}')
        return self._row(row, place)

    def _table(self, path: Path, name: str, meter: Meter) -> Iterator[Item]:
        csv.field_size_limit(LONGEST_LINE_IN_BYTES)
        with open_stream(path, meter) as file:
            # Bytes that are not UTF-8 become surrogates, so that their row fails and not the whole
            # table.
            encoding = self.encoding or "utf-8-sig"
            text = io.TextIOWrapper(file, encoding, errors="surrogateescape", newline="")
            try:
                header = text.readline(LONGEST_LINE_IN_BYTES)
                separator = separator_of(header)
                names = next(csv.reader([header], delimiter=separator), [])
                rows = csv.DictReader(text, names, delimiter=separator)
                yield from self._rows(rows, name, file, meter)
            except csv.Error as error:
                place = f"{name}:{rows.line_num + 1}"
                yield Failure(place, f"is not CSV: {error}", "write it as CSV with a header")

    def _rows(
        self, rows: "csv.DictReader[str]", name: str, file: io.BufferedReader, meter: Meter
    ) -> Iterator[Item]:
        if TEXT not in self.columns.names_in(dict.fromkeys(rows.fieldnames or ())):
            column = self.columns.given.get(TEXT, TEXT)
            yield Failure(name, f"has no column {column!r}", "name it: --column text=NAME")
            return
        for number, row in enumerate(rows, start=1):
            if file.raw.seekable():
                meter.done = file.raw.tell()
            # Under the key None are the cells of a row that is longer than the header.
            cells = {key: value for key, value in row.items() if key is not None}
            yield self._row(cells, f"{name}:{number}")

    def _row(self, row: Row, place: str) -> Item:
        """Return the source that a row describes, or why it describes none."""
        row = flat(row)
        names = self.columns.names_in(row)
        self._warn_of_ignored(row, names)
        given = {ours: row.get(names.get(ours, "")) for ours in COLUMNS}
        failure = _mistyped(given, place)
        if failure is not None:
            return failure
        values = {name: str(value) for name, value in given.items() if value not in (None, "")}
        try:
            content = values.pop(TEXT, "").encode()
            "".join(values.values()).encode()
        except UnicodeEncodeError:
            remedy = "name its encoding, such as --encoding windows-1252"
            return Failure(place, "is not UTF-8, or contains a lone surrogate", remedy)
        identity = values.pop("id", "")
        self._read_date(values, place)
        # A failure names the row, and a source the identifier that it brings.
        return source_within_limit(identity or place, content, failed_as=place, **values)

    def _read_date(self, values: dict[str, str], place: str) -> None:
        """Replace the date of publication by its day; one that cannot be read costs no article."""
        if "published" not in values:
            return
        written = values.pop("published")
        day = as_edtf(written)
        if day is not None:
            values["published"] = day
        elif not self.has_unread_date:
            self.has_unread_date = True
            self.warn(f"{place}: this date cannot be read and is left out: {written[:40]!r}")

    def _warn_of_ignored(self, row: Row, names: dict[str, str]) -> None:
        """Warn once of each column that is not understood."""
        columns = set(map(str, row))
        unknown = sorted(columns - set(names.values()) - self.ignored)
        if unknown:
            self.ignored.update(unknown)
            self.warn(f"ignored columns: {', '.join(unknown)}"[:LONGEST_MESSAGE_IN_CHARACTERS])


def _is_utf_8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    # UTF-16 without accents is valid UTF-8 with a null in every second byte.
    return b"\x00" not in content


def _ending(path: Path) -> str:
    if path.suffix.casefold() == ".gz":
        path = path.with_suffix("")
    return path.suffix.casefold()


def _mistyped(given: Row, place: str) -> Failure | None:
    """Return a failure if the text is missing, or a value is not text."""
    wrong = [name for name, value in given.items() if not isinstance(value, str | int | None)]
    if not isinstance(given[TEXT], str) and TEXT not in wrong:
        wrong.append(TEXT)
    if not wrong:
        return None
    remedy = "name the column: --column text=NAME" if TEXT in wrong else "write text"
    return Failure(place, f"{wrong[0]!r} is not text", remedy)


def _guarded(items: Iterator[Item], name: str) -> Iterator[Item]:
    """Yield a file's sources; if the file cannot be read, only this file fails."""
    try:
        yield from items
    except ArticleError as error:
        yield Failure(name, error.what, error.remedy)


def _bounded_lines(file: io.BufferedReader) -> Iterator[bytes]:
    """Yield the lines of a file, and of a line that is too long its beginning."""
    while line := file.readline(LONGEST_LINE_IN_BYTES + 1):
        yield line
        while len(line) > LONGEST_LINE_IN_BYTES and not line.endswith(b"\n"):
            line = file.readline(LONGEST_LINE_IN_BYTES + 1)
