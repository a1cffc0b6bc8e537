"""An answer as text: an aligned table, CSV that is safe in a spreadsheet, JSON, or Turtle."""

import csv
import io
import json
import textwrap
from collections.abc import (
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)

import pyoxigraph as ox

from actorgraph.answer import TRIPLE_COLUMNS, Answer
from actorgraph.answer_html import Term
from actorgraph.errors import QueryError
from actorgraph.graph.turtle import turtle
from actorgraph.stores.contract import Store
from actorgraph.views.lookup import facts_about
from actorgraph.vocabulary.vocab import (
    AG,
    XSD,
    iri_text,
    local_name,
)

WIDEST = 48
GAP, INDENT = " " * 2, " " * 4  # between columns, and before the words that a row rests on
NARROWEST_TEXT = 12
# A spreadsheet takes a cell that begins like this for a formula; some accept the wide forms, too.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# The column of a table whose claims are quoted as evidence.
CLAIM = "claim"


def print_answer(
    answer: Answer,
    *,
    form: str = "table",
    store: Store | None = None,
    width: int | None = None,
) -> str:
    """Render an answer as `table`, `csv`, `json` or `ttl`.

    With a store, each row of a table is followed by its evidence. A table that is wider than
    `width`, in characters, is written as a block of lines for each row. Raises QueryError if Turtle
    is requested and the answer does not consist of triples.
    """
    if answer.triples is not None and form in ("ttl", "table"):
        return turtle(answer.triples)
    if form == "ttl":
        raise QueryError(
            "Turtle holds triples, and this answer has none",
            remedy="ask with CONSTRUCT, or for a table",
        )
    if form == "csv":
        return _csv(answer)
    if form == "json":
        return _json(answer)
    if answer.truth is not None:
        return f"{_yes_or_no(answer.truth)}\n"
    return _table(answer, store, width)


def _yes_or_no(truth: bool) -> str:
    return "yes" if truth else "no"


def _csv(answer: Answer) -> str:
    columns, rows = answer.table()
    texts = ([_text(term) for term in row] for row in rows)
    return write_csv(columns, texts)


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write CSV; no cell is run as a formula."""
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([harmless(cell) for cell in row])
    return lines.getvalue()


def harmless(text: str) -> str:
    """Keep a cell from being run as a formula."""
    if text.startswith(FORMULA):
        return f"'{text}"
    return text


def _parts(triple: ox.Triple) -> tuple[Term, Term, Term]:
    return triple.subject, triple.predicate, triple.object


def _json(answer: Answer) -> str:
    """Write SPARQL 1.1's results in JSON."""
    if answer.truth is not None:
        return json.dumps({"head": {}, "boolean": answer.truth}) + "\n"
    columns, rows = answer.table()
    bindings = [_bindings(columns, row) for row in rows]
    results = {
        "head": {"vars": columns},
        "results": {"bindings": bindings},
    }
    return json.dumps(results, ensure_ascii=False, indent=1) + "\n"


def _bindings(
    columns: Sequence[str],
    row: Sequence[Term],
) -> Mapping[str, object]:
    pairs = zip(columns, row, strict=True)
    # A variable without a value is left out.
    return {name: _binding(term) for name, term in pairs if term}


def _binding(term: Term) -> Mapping[str, object]:
    """Write a term as SPARQL's results in JSON do; a triple as in version 1.2."""
    if isinstance(term, ox.Triple):
        return {
            "type": "triple",
            "value": _bindings(TRIPLE_COLUMNS, _parts(term)),
        }
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if not isinstance(term, ox.Literal):
        return {"type": "bnode", "value": _text(term)}
    literal = {"type": "literal", "value": term.value}
    if term.language:
        return literal | {"xml:lang": term.language}
    if term.datatype == XSD.string:
        return literal
    return literal | {"datatype": term.datatype.value}


def _table(answer: Answer, store: Store | None, width: int | None) -> str:
    """Align the columns; with a store, quote the claim of each row below it, not in a column."""
    hidden = "" if store is None else CLAIM
    columns = [number for number, name in enumerate(answer.columns) if name != hidden]
    heads = [answer.columns[number] for number in columns]
    cells = [[_short(row[number]) for number in columns] for row in answer.rows]
    widths = _widths([heads, *cells])
    if width is not None and _table_width(widths) > width:
        return _blocks(answer, heads, columns, store, width)
    lines = [_line(heads, widths), GAP.join("─" * width for width in widths)]
    for row, texts in zip(answer.rows, cells, strict=True):
        lines.append(_line(texts, widths))
        lines.extend(_evidence_lines(answer, row, store))
    return "\n".join([*lines, "", _count(len(answer.rows))]) + "\n"


def _widths(rows: Sequence[Sequence[str]]) -> list[int]:
    """Return the width of each column."""
    columns = zip(*rows, strict=True)
    return [max(map(len, column)) for column in columns]


def _table_width(widths: Sequence[int]) -> int:
    return sum(widths) + len(GAP) * (len(widths) - 1)


def _count(rows: int) -> str:
    if rows == 1:
        return "1 row"
    return f"{rows} rows"


def _line(texts: Sequence[str], widths: Sequence[int]) -> str:
    padded = [text.ljust(width) for text, width in zip(texts, widths, strict=True)]
    return GAP.join(padded).rstrip()


def _blocks(
    answer: Answer,
    heads: Sequence[str],
    columns: Sequence[int],
    store: Store | None,
    width: int,
) -> str:
    """Write a block of lines for each row: a name and a value a line, what is empty left out."""
    indent = max(map(len, heads)) + len(GAP)
    lines = []
    for row in answer.rows:
        for head, number in zip(heads, columns, strict=True):
            text = _plain(row[number])
            if text:
                lines += _hanging(head.ljust(indent) + text, indent, width)
        for line in _evidence_lines(answer, row, store):
            lines += _hanging(line, len(INDENT), width)
        lines.append("")
    return "\n".join([*lines, _count(len(answer.rows))]) + "\n"


def _hanging(line: str, indent: int, width: int) -> list[str]:
    """Wrap a line; the lines after the first are indented."""
    return textwrap.wrap(
        line,
        max(width, indent + NARROWEST_TEXT),
        subsequent_indent=" " * indent,
        # So that the name of a claim can be copied.
        break_long_words=False,
        break_on_hyphens=False,
    )


def _evidence_lines(
    answer: Answer,
    row: Sequence[Term],
    store: Store | None,
) -> Iterator[str]:
    """Yield the words that a row rests on, a line each; without a store, nothing."""
    if store is None or CLAIM not in answer.columns:
        return
    claim = row[answer.columns.index(CLAIM)]
    if isinstance(claim, ox.NamedNode):
        for words in evidence(store, claim):
            yield f"{INDENT}“{words}”  [{local_name(claim)}]"


def evidence(store: Store, claim: ox.NamedNode) -> list[str]:
    """Return the words that a claim rests on; in a shareable graph, their offsets."""
    facts = facts_about(store, [claim], AG.evidence)
    quotes = []
    for span in facts.spans(claim, AG.evidence):
        offsets = span.iri.rpartition("#char=")[2].replace(",", " to ")
        words = " ".join(span.words.split())
        quotes.append(words or f"characters {offsets}")
    return sorted(quotes)


def _short(term: Term) -> str:
    """Return a cell of a table: a text on one line, which is cut where it is too long."""
    text = _plain(term)
    if len(text) > WIDEST:
        return text[: WIDEST - 1] + "…"
    return text


def _plain(term: Term) -> str:
    """Return a term for people, on one line: of an IRI, the local name."""
    if isinstance(term, ox.NamedNode):
        return local_name(term)
    return " ".join(_text(term).split())


def _text(term: Term) -> str:
    if term is None:
        return ""
    return iri_text(term)
