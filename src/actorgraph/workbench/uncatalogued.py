"""The first page and the search of a store that is too large for a catalogue.

They show what the indexes of the store have: its articles by date, and actors by their whole names.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

import pyoxigraph as ox

from actorgraph.graph.review.judged import is_guarded
from actorgraph.vocabulary.vocab import DCT
from actorgraph.workbench.claims import ActorLink, article_of
from actorgraph.workbench.desk import Desk, path_of
from actorgraph.workbench.elsewhere import actors_meant
from actorgraph.workbench.questions import grouped
from actorgraph.workbench.rendering import page
from actorgraph.workbench.search import Search
from actorgraph.workbench.visit import Answer, Visit
from actorgraph.workbench.whole_store import first_texts

MOST_ARTICLES = 30
MOST_ACTORS = 50
Node = ox.NamedNode


def show_home(desk: Desk, visit: Visit) -> Answer:
    """Show how many articles there are, the newest ones, and what to ask."""
    return _page(desk, visit, Search())


def show_search(desk: Desk, visit: Visit) -> Answer:
    """Show the actors who have just this name, or else the newest articles."""
    return _page(desk, visit, Search.read(visit))


def _page(desk: Desk, visit: Visit, search: Search) -> Answer:
    return page(
        "uncatalogued",
        visit,
        section="home",
        search=search,
        count=len(desk.articles),
        actors=list(islice(actors_named(desk, search.words), MOST_ACTORS)),
        articles=[article_of(desk, node) for node in _newest(desk)],
        questions=grouped(),
    )


def actors_named(desk: Desk, name: str) -> Iterator[ActorLink]:
    """Yield those who have a whole name, each somebody once, and nobody unnamed or at risk."""
    seen: set[Node] = set()
    if not name:
        return
    for actor in actors_meant(desk, name):
        group = desk.groups.get(actor, [actor])
        if group[0] in seen:
            continue
        seen.add(group[0])
        known = {node: desk.facts(node) for node in group}
        if not any(is_guarded(facts, node) for node, facts in known.items()):
            facts = known[actor]
            yield ActorLink(facts.label(actor), facts.kind(actor), path_of(group[0].value))


@lru_cache(maxsize=1)
def _newest(desk: Desk) -> Sequence[Node]:
    """Return the newest articles."""
    issued = first_texts(desk.store, DCT.issued)
    ordered = sorted(desk.articles, key=lambda node: issued.get(node.value, ""), reverse=True)
    return ordered[:MOST_ARTICLES]
