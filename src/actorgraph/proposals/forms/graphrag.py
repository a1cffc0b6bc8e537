"""GraphRAG: its table of claims (covariates) or of relationships, as Parquet, CSV or JSON.

Of a covariate, SUSPECTED is an allegation and FALSE a denial. A relationship has no quotation: its
description is what was done.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from actorgraph.errors import ProposalError
from actorgraph.proposals.forms.fields import CERTAINTIES, DENIALS, read_json, rows_of
from actorgraph.proposals.forms.parquet import ENDING, rows_in
from actorgraph.proposals.proposal import Proposal

MAKER = "GraphRAG"
COLUMNS = (
    *("id", "subject_id", "object_id", "type", "description", "status", "start_date"),
    *("source_text", "source", "target"),
)
NOBODY = ("", "NONE")


def read(path: Path) -> Iterator[Proposal]:
    """Yield the claims of a file. Raises ProposalError."""
    rows = _rows(path)
    for number, row in enumerate(rows):
        if "subject_id" in row:
            yield _claim(row, str(number))
        elif "source" in row and "target" in row:
            yield _relationship(row, str(number))
        else:
            raise ProposalError(
                "is neither a table of claims nor of relationships",
                where=path,
                remedy="export covariates or relationships",
            )


def _rows(path: Path) -> list[dict[str, Any]]:
    if path.suffix == ENDING:
        return rows_in(path, COLUMNS)
    if path.suffix == ".json":
        rows = read_json(path)
        is_table = isinstance(rows, list) and all(isinstance(row, dict) for row in rows)
        if not is_table:
            raise ProposalError("is not a list of records", where=path, remedy="export records")
        return list(rows)
    return list(rows_of(path))


def _claim(row: Mapping[str, Any], number: str) -> Proposal:
    status = _text(row, "status").casefold()
    return Proposal(
        verb=_text(row, "type") or _text(row, "description"),
        who=_names(row, "subject_id"),
        whom=_names(row, "object_id"),
        certainty=CERTAINTIES.get(status, ""),
        denied=status in DENIALS,
        quotation=_text(row, "source_text"),
        time=_text(row, "start_date")[:10],
        maker=MAKER,
        identifier=_text(row, "id") or number,
    )


def _relationship(row: Mapping[str, Any], number: str) -> Proposal:
    return Proposal(
        verb=_text(row, "description") or "related",
        who=_names(row, "source"),
        whom=_names(row, "target"),
        maker=MAKER,
        identifier=_text(row, "id") or number,
    )


def _text(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    return "" if value is None else str(value).strip()


def _names(row: Mapping[str, Any], name: str) -> tuple[str, ...]:
    text = _text(row, name)
    return () if text.upper() in NOBODY else (text,)
