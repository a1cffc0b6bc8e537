"""Answers in Python: as a table of a notebook, and in pandas."""

import sys
from collections.abc import Mapping

import pyoxigraph as ox
import pytest

from actorgraph.answer import Answer
from actorgraph.answer_html import MOST_ROWS
from actorgraph.errors import QueryError

PORT = ox.NamedNode("https://w3id.org/actorgraph/id/actor/port-linden")
HELPS = ox.NamedNode("https://w3id.org/actorgraph/helps")
MARA = ox.NamedNode("https://w3id.org/actorgraph/id/actor/mara-quill")
ROWS = Answer(("who", "words"), ((MARA, ox.Literal("<b>& more")), (PORT, None)))
TRIPLES = Answer(triples=(ox.Triple(MARA, HELPS, PORT),))


def test_a_notebook_shows_a_table() -> None:
    shown = ROWS._repr_html_()
    assert shown.startswith("<table><tr><th")
    assert shown.count("<tr>") == 3
    assert "&lt;b&gt;&amp; more" in shown
    assert "<b>" not in shown
    # The local name is shown, and the whole IRI is a title.
    assert f'title="{MARA.value}">mara-quill<' in shown
    assert shown.endswith("<p>2 rows</p>")


def test_a_column_is_escaped() -> None:
    shown = Answer(('x"><script>',), ())._repr_html_()
    assert "<script" not in shown
    assert shown.endswith("<p>0 rows</p>")


def test_a_long_table_is_cut() -> None:
    rows = tuple((ox.Literal(str(number)),) for number in range(MOST_ROWS + 1))
    shown = Answer(("n",), rows)._repr_html_()
    assert shown.count("<tr>") == MOST_ROWS + 1
    assert f"{MOST_ROWS + 1} rows; the first {MOST_ROWS}" in shown


@pytest.mark.parametrize(
    ("answer", "columns", "rows"),
    [
        (ROWS, ("who", "words"), ((MARA, ox.Literal("<b>& more")), (PORT, None))),
        (TRIPLES, ("subject", "predicate", "object"), [(MARA, HELPS, PORT)]),
        (Answer(truth=True), ("answer",), [(ox.Literal("yes"),)]),
        (Answer(truth=False), ("answer",), [(ox.Literal("no"),)]),
    ],
)
def test_every_answer_is_a_table(answer: Answer, columns: object, rows: object) -> None:
    assert answer.table() == (columns, rows)


def test_pandas_has_the_texts() -> None:
    pytest.importorskip("pandas")
    frame = ROWS.to_pandas()
    records: list[Mapping[str, object]] = frame.to_dict("records")
    assert records == [
        {"who": MARA.value, "words": "<b>& more"},
        {"who": PORT.value, "words": None},
    ]
    assert list(Answer(("who", "words")).to_pandas().columns) == ["who", "words"]
    assert len(TRIPLES.to_pandas()) == 1


def test_without_pandas_the_error_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(QueryError, match="pip install pandas"):
        ROWS.to_pandas()
