"""All pages of the workbench by name."""

from collections.abc import Callable
from dataclasses import replace

from actorgraph.workbench import (
    actor,
    article,
    ask,
    claim,
    editor,
    explorer,
    home,
    results,
    suggestions,
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
}


def show(desk: Desk, visit: Visit) -> Answer:
    """Make the page that a visit asks for. Raises KeyError if there is no such page."""
    return VIEWS[visit.view](desk, replace(visit, waiting=waiting(desk)))
