"""Answers: what a question returns, and how Python and notebooks read it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from actorgraph.answer_html import Term, html_table
from actorgraph.errors import QueryError
from actorgraph.vocabulary.vocab import iri_text

if TYPE_CHECKING:
    import pandas

TRIPLE_COLUMNS = ("subject", "predicate", "object")
Row = tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows of terms under columns; or the triples of a CONSTRUCT; or the truth of an ASK."""

    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    triples: tuple[ox.Triple, ...] | None = None
    truth: bool | None = None

    def __iter__(self) -> Iterator[dict[str, str | None]]:
        """Yield each row as a dictionary of texts."""
        for row in self.rows:
            texts = [iri_text(term) if term else None for term in row]
            yield dict(zip(self.columns, texts, strict=True))

    def __len__(self) -> int:
        return len(self.rows if self.triples is None else self.triples)

    def table(self) -> tuple[Sequence[str], Sequence[Sequence[Term]]]:
        """Return columns and rows, also of triples, and of a truth, which is one cell."""
        if self.truth is not None:
            return ("answer",), [(ox.Literal("yes" if self.truth else "no"),)]
        if self.triples is None:
            return self.columns, self.rows
        return TRIPLE_COLUMNS, [
            (term.subject, term.predicate, term.object) for term in self.triples
        ]

    def to_pandas(self) -> "pandas.DataFrame":
        """Return the table as a pandas DataFrame of texts; what has no value is None.

        Raises QueryError if pandas is not installed.
        """
        try:
            import pandas
        except ImportError:
            remedy = "pip install pandas, or iterate over the answer"
            raise QueryError("pandas is not installed", remedy=remedy) from None
        columns, rows = self.table()
        texts = [[iri_text(term) if term else None for term in row] for row in rows]
        return pandas.DataFrame(texts, columns=list(columns), dtype=object)

    def _repr_html_(self) -> str:
        """Return the table as HTML, for a notebook; of a long one, the beginning."""
        return html_table(*self.table())
