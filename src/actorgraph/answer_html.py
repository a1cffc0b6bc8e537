"""An answer as an HTML table, for notebooks."""

from collections.abc import Iterable, Sequence
from html import escape

import pyoxigraph as ox

from actorgraph.vocabulary.vocab import iri_text, local_name

# A notebook becomes slow with more.
MOST_ROWS = 200
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None


def html_table(columns: Sequence[str], rows: Sequence[Sequence[Term]]) -> str:
    """Return columns and rows as HTML; of a long table, the beginning."""
    lines = [_html_row("th", (escape(column) for column in columns))]
    for row in rows[:MOST_ROWS]:
        lines.append(_html_row("td", map(_html_cell, row)))
    count = "1 row" if len(rows) == 1 else f"{len(rows)} rows"
    if len(rows) > MOST_ROWS:
        count = f"{count}; the first {MOST_ROWS} are shown"
    return f"<table>{''.join(lines)}</table><p>{count}</p>"


def _html_row(tag: str, cells: Iterable[str]) -> str:
    # Each text is written in its own direction, whatever is around it.
    return "<tr>" + "".join(f'<{tag} dir="auto">{cell}</{tag}>' for cell in cells) + "</tr>"


def _html_cell(term: Term) -> str:
    """Return a term as HTML: an IRI by its local name, with all of it as a title."""
    if term is None:
        return ""
    text = iri_text(term)
    if isinstance(term, ox.NamedNode):
        return f'<span title="{escape(text)}">{escape(local_name(term))}</span>'
    return escape(text)
