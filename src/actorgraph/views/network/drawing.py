"""Drawing the network page through pyvis, with our own template."""

from typing import TYPE_CHECKING, Any

from actorgraph.checking.check import of_sound
from actorgraph.graph.facts import Facts
from actorgraph.stores.contract import Store
from actorgraph.views.network.layout import positions
from actorgraph.views.network.scripts import FOLDER, network_templates
from actorgraph.views.network.sparql import (
    SPARQL_SCRIPT,
    SPARQL_STYLE,
    allow_engine,
    question_contents,
)
from actorgraph.views.page.assets import asset, content_policy, joined
from actorgraph.views.page.contents import contents
from actorgraph.views.projection import project

if TYPE_CHECKING:
    import networkx
    from pyvis.network import Network

VENDORED = "vendor/vis-network.min.js"
# In this order: each script uses only what an earlier one defines while it loads.
SCRIPTS = (
    "text.js",
    "model.js",
    "history.js",
    "paths.js",
    "draw.js",
    "labels.js",
    "map.js",
    "words.js",
    "article.js",
    "cards.js",
    "lists.js",
    "timeline.js",
    "tour.js",
    "pen.js",
    "writers.js",
    "keys.js",
    "main.js",
)
STYLES = ("page.css",)
# What pyvis gives every node; any other value was set by a user who styles the network further.
PYVIS_DEFAULTS = {
    "color": "#97c2fc",
    "shape": "custom",
    "physics": False,
}
OWN_KEYS = ("x", "y", "color")
ADDED_KEYS = ("x", "y", "label", "color", "shape", "size", "from", "to", "width", "id")
Row = dict[str, Any]


@of_sound
def render(
    store: Store,
    *,
    title: str | None = None,
    page: str = "",
    with_sparql: bool = False,
) -> str:
    """Draw a store as a page that needs nothing else: the same store always gives the same bytes.

    `page` is the file of the page to read, to which the network links. Raises GraphError if the
    graph breaks the rules of its vocabulary.
    """
    drawn = network(store, title=title, page=page, with_sparql=with_sparql)
    return str(drawn.generate_html(notebook=False))


def network(
    store: Store,
    *,
    title: str | None = None,
    page: str = "",
    with_sparql: bool = False,
) -> "Network":
    """Return the pyvis network of a store: directed, in place, without physics.

    `with_sparql` puts the engine and every quad into the page, so that it answers questions. Users
    may add nodes and edges or colour them; our template renders and escapes whatever they add.
    """
    questions = question_contents(store) if with_sparql else None
    facts = Facts(store.triples())
    return draw(facts, project(facts), title=title, page=page, questions=questions)


def draw(
    facts: Facts,
    graph: "networkx.MultiDiGraph",
    *,
    title: str | None = None,
    home: str = "",
    page: str = "",
    questions: Row | None = None,
) -> "Network":
    """Draw a graph and its projection.

    `home` is the index to which a community's page leads back, and `page` the page to read.
    `questions` is the result of question_contents if the page is to answer SPARQL.
    """
    from pyvis.network import Network

    drawn = Network(directed=True, cdn_resources="in_line")
    drawn.toggle_physics(False)
    drawn.set_template_dir(str(FOLDER), "page.html.jinja")
    drawn.templateEnv = network_templates()
    names = sorted(graph.nodes)
    _add_nodes_and_edges(drawn, graph, names)
    held = contents(graph, facts, names)
    titles = [article["title"] for article in held["articles"]]
    own_nodes, own_edges = len(names), graph.number_of_edges()
    drawn.templateEnv.globals.update(
        title=title or " · ".join(titles),
        home=home,
        page=page,
        contents=held,
        questions=questions,
        placed=lambda nodes, edges: placed(nodes, edges, own_nodes, own_edges),
        **_code(with_sparql=questions is not None),
    )
    return drawn


def _add_nodes_and_edges(
    drawn: "Network", graph: "networkx.MultiDiGraph", names: list[str]
) -> None:
    """Give pyvis the nodes by number, with their places, and the edges."""
    places = positions(graph)
    numbers = {name: number for number, name in enumerate(names)}
    for name, number in numbers.items():
        x, y = places[name]
        # pyvis would label a node without a label with its number.
        label = graph.nodes[name]["label"] or " "
        drawn.add_node(
            number,
            label=label,
            shape="custom",
            x=x,
            y=y,
            physics=False,
        )
    for begin, end in graph.edges():
        drawn.add_edge(numbers[begin], numbers[end])


def _code(*, with_sparql: bool) -> dict[str, str]:
    """Return the scripts and styles of a page, and the security policy that allows just these."""
    scripts, styles = list(SCRIPTS), list(STYLES)
    if with_sparql:
        scripts.append(SPARQL_SCRIPT)
        styles.append(SPARQL_STYLE)
    vendored = asset(FOLDER, VENDORED)
    script, style = joined(FOLDER, scripts), joined(FOLDER, styles)
    policy = content_policy([vendored, script], style)
    if with_sparql:
        policy = allow_engine(policy)
    return {
        "vendored": vendored,
        "script": script,
        "style": style,
        "policy": policy,
    }


def placed(
    nodes: list[Row],
    edges: list[Row],
    own_nodes: int,
    own_edges: int,
) -> Row:
    """Return what the page needs of pyvis's nodes and edges: the places, and what users added.

    The first `own_nodes` nodes and `own_edges` edges are the graph's; `contents` describes them.
    """
    return {
        "nodes": [_styled(node, OWN_KEYS) for node in nodes[:own_nodes]],
        "added": [_styled(node, ADDED_KEYS) for node in nodes[own_nodes:]],
        "ties": [_styled(edge, ADDED_KEYS) for edge in edges[own_edges:]],
    }


def _styled(row: Row, keys: tuple[str, ...]) -> Row:
    """Return the plain values under these keys that differ from what pyvis sets by default."""
    styled = {}
    for key in keys:
        value = row.get(key)
        if isinstance(value, str | int | float) and value != PYVIS_DEFAULTS.get(key):
            styled[key] = value
    return styled
