"""LangExtract: JSON Lines of documents, each with `extractions` and their `attributes`.

An extraction is a claim if its attributes name a participant; its text is the quotation, and the
verb is an attribute, or else the class of the extraction.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from actorgraph.proposals.forms.fields import known_fields, lines_of
from actorgraph.proposals.forms.records import proposal_of
from actorgraph.proposals.proposal import Proposal

MAKER = "LangExtract"


def read(path: Path) -> Iterator[Proposal]:
    """Yield the claims of a file. Raises ProposalError."""
    for number, document in lines_of(path):
        if not isinstance(document, dict):
            continue
        name = str(document.get("document_id") or "")
        for place, extraction in enumerate(document.get("extractions") or ()):
            if not isinstance(extraction, dict):
                continue
            proposal = _proposal(extraction, f"{number}.{place}")
            if proposal is not None:
                yield replace(proposal, article=name)


def _proposal(extraction: Mapping[str, Any], identifier: str) -> Proposal | None:
    attributes = extraction.get("attributes")
    if not isinstance(attributes, dict):
        return None
    record = {**attributes, "quotation": extraction.get("extraction_text")}
    if "verb" not in known_fields(record):
        record["verb"] = extraction.get("extraction_class")
    proposal = proposal_of(record, maker=MAKER, identifier=identifier)
    if proposal is None:
        return None
    interval = extraction.get("char_interval")
    begin = interval.get("start_pos") if isinstance(interval, dict) else None
    return replace(proposal, begin=begin) if isinstance(begin, int) else proposal
