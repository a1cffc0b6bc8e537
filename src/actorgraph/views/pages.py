"""The HTML files of a graph: the page to read, the network to explore, linked pages if it is large.

docs/page-data.md says what each contains.
"""

from typing import Literal

from actorgraph.checking.check import of_sound
from actorgraph.stores.contract import Store
from actorgraph.stores.graph_files import PAGES
from actorgraph.views.network import communities
from actorgraph.views.network import render as render_network
from actorgraph.views.page.drawing import render as render_page

Form = Literal["page", "network"]
# What `build` writes next to graph.ttl.
FORMS: tuple[Form, ...] = ("page", "network")
FILES = dict(zip(PAGES, FORMS, strict=True))


def render(
    store: Store,
    *,
    form: Form = "page",
    title: str | None = None,
    other: str = "",
    with_sparql: bool = False,
) -> str:
    """Return a store as one self-contained HTML page; only the network answers SPARQL.

    `other` is the file of the other form, to which it links. Raises GraphError if the graph breaks
    the rules of its vocabulary.
    """
    if form == "page" and not with_sparql:
        return render_page(store, title=title, network=other)
    return render_network(store, title=title, page=other, with_sparql=with_sparql)


@of_sound
def pages(
    store: Store,
    stem: str = "page",
    *,
    form: Form = "page",
    with_sparql: bool = False,
) -> dict[str, str]:
    """Return the pages of a store by file name; one, unless the graph is too large for that.

    A large graph becomes linked networks. Raises GraphError if SPARQL is wanted and one page is
    not enough, and as `render` does.
    """
    if form == "page" and not with_sparql and not communities.is_too_large(store):
        page = render(store)
        if len(page.encode()) <= communities.MOST_BYTES:
            return {f"{stem}.html": page}
    return communities.pages(store, stem, with_sparql=with_sparql)


def built(store: Store) -> dict[str, str]:
    """Return the two files that `build` writes: the page and, linked with it, the network."""
    first, second = FILES
    return {
        first: render(store, form=FILES[first], other=second),
        second: render(store, form=FILES[second], other=first),
    }
