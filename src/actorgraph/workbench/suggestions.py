"""Suggestions while somebody types: at most eight, actors first, then articles."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import pyoxigraph as ox

from actorgraph.graph.review.elsewhere import Elsewhere
from actorgraph.workbench.actor_lines import actor_link, article_link
from actorgraph.workbench.catalogue_rows import ActorRow, ArticleRow
from actorgraph.workbench.desk import Desk
from actorgraph.workbench.elsewhere import elsewhere_of, may_be_taken, proposals
from actorgraph.workbench.rendering import page
from actorgraph.workbench.results import find
from actorgraph.workbench.search import Search
from actorgraph.workbench.visit import Answer, Visit

SHORTEST_IN_CHARACTERS = 2
MOST = 8
MOST_ACTORS = 6
MOST_LOOKED_AT = 24  # names to choose from are sought among so many


def show(desk: Desk, visit: Visit) -> Answer:
    """Return the suggestions for what was typed so far, as a part of a page."""
    if visit.first("as") == "names":
        return _names(desk, visit)
    search = Search.read(visit)
    actors: Sequence[ActorRow] = ()
    articles: Sequence[ArticleRow] = ()
    if len(search.words) >= SHORTEST_IN_CHARACTERS and desk.has_catalogue:
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


def _names(desk: Desk, visit: Visit) -> Answer:
    """Return as options of a field whom a correction may take from any article.

    In a store without a catalogue it is those of whom the words are the whole name.
    """
    words = visit.first("q")
    proposed: list[tuple[Elsewhere, int]] = []
    if len(words) < SHORTEST_IN_CHARACTERS:
        proposed = []
    elif desk.has_catalogue:
        found = find(desk, Search(words, thing="actor")).actors
        proposed = list(islice(_nameable(desk, found[:MOST_LOOKED_AT]), MOST_ACTORS))
    else:
        proposed = [(named, 0) for named in islice(proposals(desk, words), MOST_ACTORS)]
    return page("names_elsewhere", visit, proposed=proposed)


def _nameable(desk: Desk, rows: Iterable[ActorRow]) -> Iterator[tuple[Elsewhere, int]]:
    """Yield those who may be taken to another article, and in how many they are."""
    for row in rows:
        node = ox.NamedNode(row.iri)
        if may_be_taken(desk, node):
            yield elsewhere_of(desk, node), len(row.articles)
