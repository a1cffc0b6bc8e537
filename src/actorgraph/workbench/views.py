"""All pages of the workbench by name."""

from collections.abc import Callable
from contextlib import suppress

from actorgraph.workbench import claim, deciding, review, review_events, review_who, unsaved
from actorgraph.workbench.desk import Desk
from actorgraph.workbench.visit import Answer, Visit

View = Callable[[Desk, Visit], Answer]
VIEWS: dict[str, View] = {
    "claim": claim.show,
    "events": review_events.show,
    "prepare": deciding.prepare,
    "review": review.show,
    "sign-in": unsaved.show_sign_in,
    "unsaved": unsaved.show,
    "who": review_who.show,
}


def show(desk: Desk, visit: Visit) -> Answer:
    """Make the page that a visit asks for. Raises KeyError if there is no such page."""
    return VIEWS[visit.view](desk, visit)


def warm(desk: Desk) -> None:
    """Read what whole pages need before the first visit: a child keeps it, but not if it is slow.

    Nothing is raised: whatever fails here fails again in the page, which says so.
    """
    for read in (review.warm, review_who.warm):
        with suppress(Exception):
            read(desk)
