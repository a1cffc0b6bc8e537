"""Proposals from records with known fields, whatever they are called."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from actorgraph.proposals.forms.fields import known_fields, texts
from actorgraph.proposals.proposal import Proposal


def proposal_of(record: Mapping[str, Any], *, maker: str, identifier: str = "") -> Proposal | None:
    """Return the proposal of a record; None if it names no event, or nobody who takes part."""
    fields = known_fields(record)
    verb = " ".join(texts(fields.get("verb")))
    who = texts(fields.get("who"))
    whom = texts(fields.get("whom"))
    recipients = texts(fields.get("recipients"))
    if not verb or not (who or whom or recipients):
        return None
    proposal = Proposal(
        verb=verb.replace("_", " "),
        who=who,
        whom=whom,
        recipients=recipients,
        maker=maker,
        identifier=identifier,
    )
    single: dict[str, Any] = {
        name: " ".join(texts(fields[name]))
        for name in ("source", "certainty", "time", "quotation", "article")
        if name in fields
    }
    return replace(proposal, denied=bool(fields.get("denied")), **single)
