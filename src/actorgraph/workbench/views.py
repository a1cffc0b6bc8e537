"""All pages of the workbench by name."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from actorgraph.workbench import (
    actor,
    agreement,
    article,
    ask,
    claim,
    deciding,
    editor,
    explorer,
    home,
    results,
    review,
    review_events,
    review_who,
    suggestions,
    unsaved,
)
from actorgraph.workbench.desk import Desk
from actorgraph.workbench.visit import Answer, Visit
from actorgraph.workbench.waiting import waiting

View = Callable[[Desk, Visit], Answer]
VIEWS: dict[str, View] = {
    "home": home.show,
    "search": results.show,
    "suggest": suggestions.show,
    "article": article.show,
    "actor": actor.show,
    "claim": claim.show,
    "ask": ask.show,
    "map": explorer.show,
    "query": editor.show,
    "review": review.show,
    "who": review_who.show,
    "events": review_events.show,
    "agreement": agreement.show,
    "prepare": deciding.prepare,
    "sign-in": unsaved.show_sign_in,
    "unsaved": unsaved.show,
}


def show(desk: Desk, visit: Visit) -> Answer:
    """Make the page that a visit asks for. Raises KeyError if there is no such page."""
    return VIEWS[visit.view](desk, replace(visit, waiting=waiting(desk)))


def warm(desk: Desk) -> None:
    """Read what whole pages need before the first visit: a child keeps it, but not if it is slow.

    Nothing is raised: whatever fails here fails again in the page, which says so.
    """
    for read in (actor.warm, review.warm, review_who.warm):
        with suppress(Exception):
            read(desk)
