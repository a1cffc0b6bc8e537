"""A person's decisions across articles: whom they mean, and which of them must be refused."""

from collections.abc import Sequence

from actorgraph.errors import ReviewError
from actorgraph.links.actors import called
from actorgraph.links.readings import Readings
from actorgraph.text.review import Decision


def refuse(decisions: Sequence[Decision], readings: Readings) -> None:
    """Refuse a decision that names nobody, or ties whoever is unnamed or at risk to somebody; raises ReviewError."""
    if not decisions:
        return
    bearers = list(readings.bearers())
    for decision in decisions:
        for name in (decision.first, decision.second):
            meant = called(bearers, name)
            if not meant:
                raise ReviewError(
                    "nobody in these graphs is called so",
                    where=name,
                    remedy="use a name as a page shows it",
                )
            if decision.kind == "same" and any(bearer.guarded for bearer in meant):
                raise ReviewError(
                    "whoever is unnamed or at risk is never tied to anyone",
                    where=name,
                    remedy="leave them as they are",
                )
