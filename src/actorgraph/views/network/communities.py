"""Linked pages: a graph too large for one page is split into communities, one page each.

Every claim is on exactly one page of its community; the statements around it come along.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from actorgraph.checking.check import of_sound
from actorgraph.errors import GraphError
from actorgraph.graph.facts import Facts
from actorgraph.graph.triples import Node
from actorgraph.stores.contract import Store
from actorgraph.views.network.drawing import draw, render
from actorgraph.views.network.scripts import network_templates
from actorgraph.views.network.springs import springs
from actorgraph.views.projection import project
from actorgraph.vocabulary.vocab import AG

if TYPE_CHECKING:
    import networkx

# A page shows no more nodes, and is no larger.
MOST_NODES = 3000
MOST_BYTES = 4_000_000
# A community's page shows all its claims at once, without asking.
MOST_CLAIMS = 500
# The index names so many actors of each community, and a page's title so many.
NAMED_IN_INDEX = 12
NAMED_IN_TITLE = 3
Claims = list[ox.NamedNode]


@dataclass(frozen=True, slots=True)
class Community:
    """One community's page: its file name, its actors' labels, best known first, and its size."""

    page: str
    actors: list[str]
    nodes: int
    claims: int


def is_too_large(store: Store) -> bool:
    """Return whether a graph has more nodes than one page shows."""
    return len(project(Facts(store.triples()))) > MOST_NODES


@of_sound
def pages(
    store: Store,
    stem: str = "page",
    *,
    with_sparql: bool = False,
) -> dict[str, str]:
    """Return the pages of a store by file name: one, or an index and a page for each community.

    `stem` begins each name: `page.html`, `page-01.html`, … The same store always gives the same
    bytes. A page that answers SPARQL holds the whole graph: raises GraphError if `with_sparql` is
    set and one page does not suffice.
    """
    facts = Facts(store.triples())
    graph = project(facts)
    index_name = f"{stem}.html"
    single = _single_page(facts, graph)
    if single is None and with_sparql:
        raise GraphError(
            "too large for one page, and so for a page that answers SPARQL",
            remedy="ask with: actorgraph query",
        )
    if single is None:
        return _linked_pages(facts, graph, stem, index_name)
    if with_sparql:
        return {index_name: render(store, with_sparql=True)}
    return {index_name: single}


def _single_page(facts: Facts, graph: "networkx.MultiDiGraph") -> str | None:
    """Return the graph as one page, or nothing where that is too large."""
    if len(graph) > MOST_NODES:
        return None
    page = str(draw(facts, graph).generate_html(notebook=False))
    if len(page.encode()) > MOST_BYTES:
        return None
    return page


def _linked_pages(
    facts: Facts, graph: "networkx.MultiDiGraph", stem: str, index_name: str
) -> dict[str, str]:
    groups = _communities(facts, graph)
    digits = max(2, len(str(len(groups))))
    written = {}
    communities = []
    for number, claims in enumerate(groups, start=1):
        name = f"{stem}-{number:0{digits}}.html"
        part = _restricted(facts, claims)
        projected = project(part)
        actors = _actor_labels(part, projected)
        title = ", ".join(actors[:NAMED_IN_TITLE])
        page = draw(part, projected, title=title, home=index_name)
        written[name] = str(page.generate_html(notebook=False))
        communities.append(Community(name, actors, len(projected), len(part.claims)))
    return {
        index_name: _index(communities, len(facts.claims)),
        **written,
    }


def _actor_labels(facts: Facts, graph: "networkx.MultiDiGraph") -> list[str]:
    """Return the labels of a page's actors, those with most claims first."""
    claims = {claim.value for claim in facts.claims}
    ranked = []
    for node, attributes in graph.nodes(data=True):
        if node not in claims:
            ranked.append((-attributes["count"], attributes["label"], node))
    return [label for _, label, _ in sorted(ranked)]


def _index(communities: list[Community], claims: int) -> str:
    """Write the page that leads to the others: each community, and the pages of each actor."""
    pages_of: dict[str, list[str]] = defaultdict(list)
    for community in communities:
        for name in dict.fromkeys(community.actors):
            pages_of[name].append(community.page)
    places = sorted(
        pages_of.items(),
        key=lambda item: (item[0].casefold(), item[0]),
    )
    template = network_templates().get_template("index.html.jinja")
    return template.render(
        listed=communities,
        claims=claims,
        places=places,
        named=NAMED_IN_INDEX,
    )


def _communities(facts: Facts, graph: "networkx.MultiDiGraph") -> list[Claims]:
    """Group the claims: each goes with the node it is, or with its first doer."""
    group_of = _group_of_nodes(graph)
    groups: dict[int, Claims] = {number: [] for number in group_of.values()}
    for claim in sorted(facts.claims, key=lambda node: node.value):
        doers = facts.claim(claim).in_roles("subject", "holder", "agent")
        nearby = [claim, *doers[:1]]
        numbers = [group_of[node.value] for node in nearby if node.value in group_of]
        # A claim that is not on the map, and whose doer is not, goes with the first group.
        number = next(iter(numbers), 0)
        groups.setdefault(number, []).append(claim)
    filled = [claims for claims in groups.values() if claims]
    filled.sort(
        key=lambda claims: (-len(claims), [claim.value for claim in claims]),
    )
    return _bundled(filled)


def _group_of_nodes(graph: "networkx.MultiDiGraph") -> Mapping[str, int]:
    """Return the community of each node, as Louvain's method finds them with a fixed seed."""
    names = sorted(graph)
    numbers = {name: number for number, name in enumerate(names)}
    pairs = set()
    for begin, end in graph.edges():
        if begin != end:
            pairs.add(tuple(sorted((numbers[begin], numbers[end]))))
    found = springs(len(names), sorted(pairs)).communities()
    group_of = {}
    for group, members in enumerate(found):
        for member in members:
            group_of[names[member]] = group
    return group_of


def _bundled(communities: Iterable[Claims]) -> list[Claims]:
    """Cut communities that are too large for a page, and put small ones together on one page."""
    bundles: list[Claims] = []
    for community in communities:
        for start in range(0, len(community), MOST_CLAIMS):
            claims = community[start : start + MOST_CLAIMS]
            if bundles and len(bundles[-1]) + len(claims) <= MOST_CLAIMS:
                bundles[-1].extend(claims)
            else:
                bundles.append(claims)
    return bundles


def _restricted(facts: Facts, claims: Claims) -> Facts:
    """Return the facts without the other claims and the articles that only these are from.

    The statements that contain a claim of the page come along.
    """
    wanted = set(claims)
    for claim in claims:
        statement = facts.node(claim, AG.saidIn)
        while statement is not None and statement not in wanted:
            wanted.add(statement)
            statement = facts.node(statement, AG.saidIn)
    articles: set[Node] = set()
    for claim in wanted:
        articles.update(facts.nodes(claim, AG.reportedIn))

    def belongs(node: Node) -> bool:
        if facts.is_a(node, "Claim"):
            return node in wanted
        return node in articles or not facts.has(node, AG.sha256)

    return facts.only(belongs)
