"""All pages of the workbench by name."""

from collections.abc import Callable
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
    suggestions,
    unsaved,
)
from actorgraph.workbench.desk import Desk
from actorgraph.workbench.visit import Answer, Visit
from actorgraph.workbench.waiting import waiting

View = Callable[[Desk, Visit], Answer]
VIEWS: dict[str, View] = {
    "ask": ask.show,
    "claim": claim.show,
    "actor": actor.show,
    "article": article.show,
    "home": home.show,
    "search": results.show,
    "suggest": suggestions.show,
    "map": explorer.show,
    "query": editor.show,
    "agreement": agreement.show,
    "prepare": deciding.prepare,
    "sign-in": unsaved.show_sign_in,
    "unsaved": unsaved.show,
}


def show(desk: Desk, visit: Visit) -> Answer:
    """Make the page that a visit asks for. Raises KeyError if there is no such page."""
    return VIEWS[visit.view](desk, replace(visit, waiting=waiting(desk)))
