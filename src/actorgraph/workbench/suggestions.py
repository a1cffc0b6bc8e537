"""Suggestions while somebody types: at most eight, actors first, then articles."""

from collections.abc import Sequence

from actorgraph.workbench.actor_lines import actor_link, article_link
from actorgraph.workbench.catalogue_rows import ActorRow, ArticleRow
from actorgraph.workbench.desk import Desk
from actorgraph.workbench.rendering import page
from actorgraph.workbench.results import find
from actorgraph.workbench.search import Search
from actorgraph.workbench.visit import Answer, Visit

SHORTEST_IN_CHARACTERS = 2
MOST = 8
MOST_ACTORS = 6


def show(desk: Desk, visit: Visit) -> Answer:
    """Return the suggestions for what was typed so far, as a part of a page."""
    search = Search.read(visit)
    actors: Sequence[ActorRow] = ()
    articles: Sequence[ArticleRow] = ()
    if len(search.words) >= SHORTEST_IN_CHARACTERS:
        found = find(desk, Search(search.words))
        # Nobody is led to people at risk one by one.
        actors = [actor for actor in found.actors if not actor.is_protected][:MOST_ACTORS]
        articles = found.articles[: MOST - len(actors)]
    return page(
        "suggestions",
        visit,
        search=search,
        actors=[(actor_link(actor), len(actor.articles)) for actor in actors],
        articles=[article_link(article) for article in articles],
    )
