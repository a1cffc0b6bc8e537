"""Tables in Parquet, which GraphRAG writes; pyarrow reads them, an extra of ours."""

from collections.abc import Collection
from pathlib import Path
from typing import Any

from actorgraph.errors import ProposalError
from actorgraph.proposals.forms.fields import LARGEST_FILE_IN_BYTES

ENDING = ".parquet"
EXTRA = "pip install 'actorgraph[parquet]', or export CSV"


def rows_in(path: Path, columns: Collection[str]) -> list[dict[str, Any]]:
    """Return the rows of a table, of its columns only these.

    Raises ProposalError if the file is not Parquet or too large once unpacked, and if pyarrow is
    not installed.
    """
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError:
        raise ProposalError("Parquet needs pyarrow", where=path, remedy=EXTRA) from None
    try:
        with ParquetFile(path) as file:
            _check_size(file.metadata, path)
            present = [name for name in file.schema_arrow.names if name in columns]
            rows: list[dict[str, Any]] = file.read(columns=present).to_pylist()
    except (ArrowException, OSError) as error:
        reason = " ".join(str(error).split())
        raise ProposalError(f"is not Parquet: {reason}", where=path, remedy="check it") from error
    # A table with other columns is one row without any, so that its form is refused.
    return rows if present else [{}]


def _check_size(metadata: Any, path: Path) -> None:
    groups = (metadata.row_group(number) for number in range(metadata.num_row_groups))
    # A small file may unpack to very much.
    if sum(group.total_byte_size for group in groups) > LARGEST_FILE_IN_BYTES:
        raise ProposalError("unpacks to more than 1 GB", where=path, remedy="split it")
