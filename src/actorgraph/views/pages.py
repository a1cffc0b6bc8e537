"""The HTML files of a graph: the page to read, the network to explore, linked pages if it is large.

docs/page-data.md says what each contains.
"""

from typing import Literal

from actorgraph.stores.contract import Store
from actorgraph.views.network import communities
from actorgraph.views.network import render as render_network

Form = Literal["page", "network"]
# What `build` writes next to graph.ttl.
FILES: dict[str, Form] = {"page.html": "page", "network.html": "network"}


def render(
    store: Store,
    *,
    form: Form = "page",
    title: str | None = None,
    with_sparql: bool = False,
) -> str:
    """Return a store as one self-contained HTML page; only the network answers SPARQL.

    Raises GraphError if the graph breaks the rules of its vocabulary.
    """
    # The one switch: from here, the page to read will take over the form "page".
    return render_network(store, title=title, with_sparql=with_sparql)


def pages(
    store: Store,
    stem: str = "page",
    *,
    form: Form = "page",
    with_sparql: bool = False,
) -> dict[str, str]:
    """Return the pages of a store by file name; one, unless the graph is too large for that.

    Raises GraphError if SPARQL is wanted and one page is not enough.
    """
    return communities.pages(store, stem, with_sparql=with_sparql)


def built(store: Store) -> dict[str, str]:
    """Return the two files that `build` writes: the page and, linked with it, the network."""
    return {name: render(store, form=form) for name, form in FILES.items()}
