"""PLOVER events as tables, as NGEC and POLECAT write them: tabs, a row for each event."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from actorgraph.errors import ProposalError
from actorgraph.proposals.forms.fields import rows_of
from actorgraph.proposals.proposal import Proposal
from actorgraph.vocabulary.vocab import subclasses

MAKER = "a PLOVER coder"
SEVERAL = ";"


def read(path: Path) -> Iterator[Proposal]:
    """Yield the events of a file. Raises ProposalError."""
    classes = {name.casefold(): name for name in subclasses("Action")}
    for number, row in enumerate(rows_of(path), 2):
        kind = row.get("event_type")
        if kind is None:
            what = "has no column Event Type"
            raise ProposalError(what, where=path, remedy="export the coder's table")
        yield Proposal(
            kind=classes.get(kind.casefold(), ""),
            verb=" ".join(filter(None, (kind.casefold(), row.get("event_mode", "")))),
            who=_names(row, "actor_name"),
            whom=_names(row, "recipient_name"),
            quotation=row.get("sentence", "") or row.get("event_text", ""),
            time=row.get("event_date", "")[:10],
            article=row.get("story", "") or row.get("story_id", ""),
            maker=MAKER,
            identifier=row.get("event_id", "") or str(number),
        )


def _names(row: Mapping[str, str], name: str) -> tuple[str, ...]:
    parts = (part.strip() for part in row.get(name, "").split(SEVERAL))
    return tuple(part for part in parts if part and part != "None")
