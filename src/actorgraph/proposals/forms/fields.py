"""What the forms share: JSON and tables read strictly, and the many names of the same fields."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from actorgraph.errors import ProposalError

LARGEST_FILE_IN_BYTES = 1 << 30
LONGEST_LINE_IN_CHARACTERS = 10_000_000
# The names that tools and their users give to the same field, in lower case.
ALIASES = {
    "who": ("who", "agent", "actor", "subject", "doer", "perpetrator", "source_entity", "head"),
    "whom": ("whom", "target", "object", "patient", "victim", "target_entity", "tail"),
    "recipients": ("recipient", "recipients", "addressee", "beneficiary"),
    "verb": ("verb", "predicate", "action", "relation", "relationship", "event", "trigger"),
    "source": ("source", "speaker", "attributed_to", "attribution", "according_to"),
    "certainty": ("certainty", "factuality", "modality"),
    "time": ("time", "date", "when"),
    "quotation": ("quotation", "quote", "evidence", "source_text", "sentence", "text"),
    "article": ("article", "document", "document_id", "doc_id", "file", "file_path"),
}
CERTAINTIES = {
    "asserted": "asserted",
    "certain": "asserted",
    "true": "asserted",
    "alleged": "alleged",
    "suspected": "alleged",
    "reported": "alleged",
    "possible": "possible",
    "uncertain": "possible",
    "intended": "intended",
    "planned": "intended",
    "requested": "requested",
}
DENIALS = frozenset({"false", "denied", "negated", "no"})
TRUTHS = frozenset({"true", "yes", "1"})


def read_text(path: Path) -> str:
    """Return a file's text. Raises ProposalError if it is too large or not UTF-8."""
    try:
        if path.stat().st_size > LARGEST_FILE_IN_BYTES:
            raise ProposalError("is larger than 1 GB", where=path, remedy="split it")
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ProposalError("is not UTF-8", where=path, remedy="convert it") from error
    except OSError as error:
        reason = error.strerror or "cannot be read"
        raise ProposalError(reason, where=path, remedy="check the path") from error
    return text


def read_json(path: Path, text: str | None = None) -> Any:
    """Return the value of a JSON file, or of one line of it. Raises ProposalError."""
    try:
        return json.loads(read_text(path) if text is None else text)
    except (ValueError, RecursionError) as error:
        reason = " ".join(str(error).split()) or "nested too deeply"
        raise ProposalError(f"is not JSON: {reason}", where=path, remedy="check it") from error


def lines_of(path: Path) -> Iterator[tuple[int, Any]]:
    """Yield the number and the value of each line of JSON Lines. Raises ProposalError."""
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        if len(line) > LONGEST_LINE_IN_CHARACTERS:
            raise ProposalError("a line is longer than 10 MB", where=where, remedy="split it")
        yield number, read_json(Path(where), line)


def rows_of(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table by column, whose names are in lower case with underscores.

    The table is separated by tabs if its first line has one, else by commas. Raises ProposalError.
    """
    text = read_text(path)
    first = text.partition("\n")[0]
    separator = "\t" if "\t" in first else ","
    csv.field_size_limit(LONGEST_LINE_IN_CHARACTERS)
    try:
        table = list(csv.reader(io.StringIO(text), delimiter=separator, strict=True))
    except csv.Error as error:
        raise ProposalError(f"is not a table: {error}", where=path, remedy="check it") from error
    if not table:
        raise ProposalError("is empty", where=path, remedy="give a table with a header")
    return list(_by_column(table, path))


def _by_column(table: list[list[str]], path: Path) -> Iterator[dict[str, str]]:
    header = [column_name(name) for name in table[0]]
    for number, values in enumerate(table[1:], 2):
        if not any(values):
            continue
        if len(values) != len(header):
            what = f"a row has {len(values)} columns instead of {len(header)}"
            raise ProposalError(what, where=f"{path}:{number}", remedy="check it")
        yield {name: value.strip() for name, value in zip(header, values, strict=True)}


def column_name(name: str) -> str:
    """Return a column's name in lower case with underscores."""
    return "_".join(name.strip().casefold().replace("-", " ").split())


def known_fields(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return those fields of a record that mean something to us, by our names.

    The first alias that is given counts. Values that are no text, number or list of them are left
    out.
    """
    by_name = {column_name(str(name)): value for name, value in record.items()}
    found: dict[str, Any] = {}
    for field, aliases in ALIASES.items():
        for alias in aliases:
            value = by_name.get(alias)
            if value not in (None, "", []):
                found[field] = value
                break
    found.update(_how_sure(by_name, found.pop("certainty", None)))
    return {name: value for name, value in found.items() if name == "denied" or _is_plain(value)}


def _how_sure(record: Mapping[str, Any], certainty: object) -> Iterator[tuple[str, Any]]:
    word = str(certainty or "").strip().casefold()
    if word in DENIALS:
        yield "denied", True
    elif word in CERTAINTIES:
        yield "certainty", CERTAINTIES[word]
    for name in ("denied", "negated", "negation"):
        if str(record.get(name, "")).strip().casefold() in TRUTHS:
            yield "denied", True


def _is_plain(value: object) -> bool:
    values = value if isinstance(value, list) else [value]
    return all(isinstance(item, str | int | float) for item in values)


def texts(value: object) -> tuple[str, ...]:
    """Return a text, or a list of texts, as texts without the empty ones."""
    values = value if isinstance(value, list) else [value]
    listed = [str(item).strip() for item in values if item is not None]
    return tuple(item for item in listed if item)
