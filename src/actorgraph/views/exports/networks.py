"""Networks for Gephi and its like: GraphML and GEXF, whose every edge says how certain it is."""

import re
from typing import TYPE_CHECKING, Any

from actorgraph.stores.contract import Store
from actorgraph.views.exports.accepted import taking_part
from actorgraph.views.exports.rdf import ILLEGAL
from actorgraph.views.projection import gather, projection

if TYPE_CHECKING:
    import networkx

DATES = ("time", "notBefore", "notAfter")
# The roles of those whom a derived edge can tie; who is only possibly an agent is tied to nobody.
TIED = ("agent", "target", "recipient")


def graphml(store: Store) -> str:
    """Write the network as GraphML."""
    import networkx as nx

    return "\n".join(nx.generate_graphml(_network(store))) + "\n"


def gexf(store: Store) -> str:
    """Write the network as GEXF."""
    import networkx as nx

    # networkx stamps the day into the file; the same graph must give the same bytes.
    text = "\n".join(nx.generate_gexf(_network(store))) + "\n"
    return re.sub(r'lastmodifieddate="[^"]*"', "", text)


def _network(store: Store) -> "networkx.MultiDiGraph":
    """Flatten the projection: every attribute a text or a number that XML can hold, no attribute empty of type."""
    graph = projection(store)
    _add_claims(graph, store)
    for attributes in [held for _, held in graph.nodes(data=True)] + [
        held for *_, held in graph.edges(data=True)
    ]:
        for key, value in list(attributes.items()):
            attributes[key] = _plain(value)
        if "label" in attributes:
            attributes["label"] += _reserve(attributes)
    return graph


def _add_claims(graph: "networkx.MultiDiGraph", store: Store) -> None:
    """Give each claim's node and edges its dates and whether the policy accepted it, and each edge its count."""
    told, tied = gather(store), taking_part(store)
    taken = {claim for claim, _ in tied}
    for node, attributes in graph.nodes(data=True):
        if "certainty" in attributes:
            attributes |= _dates(told[node]) | {"accepted": node in taken}
    for begin, end, attributes in graph.edges(data=True):
        claim = attributes["claim"]
        if attributes["role"] in TIED:
            taken_part = bool({(claim, begin), (claim, end)} & tied)
        else:
            taken_part = {(claim, begin), (claim, end)} <= tied
        attributes |= _dates(told[claim])
        attributes |= {"accepted": taken_part, "count": graph.number_of_edges(begin, end)}


def _dates(facts: dict[str, list[str]]) -> dict[str, str]:
    return {name: facts[name][0] for name in DATES if facts.get(name)}


def _reserve(attributes: dict[str, Any]) -> str:
    """Say in a label what is not simply asserted: many tools show nothing but labels."""
    reserve = [
        attributes.get("certainty", "asserted"),
        "denied" if attributes.get("denied") else "asserted",
    ]
    said = ", ".join(word for word in reserve if word != "asserted")
    return f" ({said})" if said else ""


def _plain(value: Any) -> Any:
    if isinstance(value, bool | int | float):
        return value
    text = "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return ILLEGAL.sub("\ufffd", text)
