"""A reviewer's decisions across articles: which of them must be refused."""

from collections.abc import Sequence

from actorgraph.errors import ReviewError
from actorgraph.links.actors import called
from actorgraph.links.readings import Readings
from actorgraph.text.review import Decision


def refuse(decisions: Sequence[Decision], readings: Readings) -> None:
    """Check decisions before they are saved.

    Raises ReviewError if one names nobody, or links somebody who is unnamed or at risk.
    """
    if not decisions:
        return
    actors = list(readings.actors())
    for decision in decisions:
        for name in (decision.first, decision.second):
            meant = called(actors, name)
            if not meant:
                raise ReviewError(
                    "no actor in these graphs has this name",
                    where=name,
                    remedy="use a name as a page shows it",
                )
            if decision.kind == "same" and any(actor.guarded for actor in meant):
                raise ReviewError(
                    "actors who are unnamed or at risk are never linked",
                    where=name,
                    remedy="leave them as they are",
                )
