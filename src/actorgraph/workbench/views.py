"""All pages of the workbench by name."""

from collections.abc import Callable

from actorgraph.workbench import actor, article, claim
from actorgraph.workbench.desk import Desk
from actorgraph.workbench.visit import Answer, Visit

View = Callable[[Desk, Visit], Answer]
VIEWS: dict[str, View] = {
    "claim": claim.show,
    "actor": actor.show,
    "article": article.show,
}


def show(desk: Desk, visit: Visit) -> Answer:
    """Make the page that a visit asks for. Raises KeyError if there is no such page."""
    return VIEWS[visit.view](desk, visit)
