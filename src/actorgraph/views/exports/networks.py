"""Networks for Gephi and similar tools: GraphML and GEXF; every edge has its certainty."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from actorgraph.graph.facts import Facts
from actorgraph.stores.contract import Store
from actorgraph.views.exports.accepted import taking_part
from actorgraph.views.exports.rdf import ILLEGAL
from actorgraph.views.projection import project
from actorgraph.vocabulary.vocab import AG

if TYPE_CHECKING:
    import networkx

# The roles that a derived edge can connect; a possible agent is connected to nobody.
CONNECTED = ("agent", "target", "recipient")
REPLACEMENT = "\ufffd"
Attributes = dict[str, Any]


def graphml(store: Store) -> str:
    """Write the network as GraphML."""
    import networkx as nx

    return "\n".join(nx.generate_graphml(_network(store))) + "\n"


def gexf(store: Store) -> str:
    """Write the network as GEXF."""
    import networkx as nx

    text = "\n".join(nx.generate_gexf(_network(store))) + "\n"
    # networkx stamps the day into the file; the same graph must give the same bytes.
    return re.sub(r'lastmodifieddate="[^"]*"', "", text)


def _network(store: Store) -> "networkx.MultiDiGraph":
    """Return the projection with attributes that XML can hold: texts, numbers and booleans."""
    facts = Facts(store.triples())
    graph = project(facts)
    _add_claims(graph, facts, taking_part(store))
    for attributes in _every_attributes(graph):
        for key, value in list(attributes.items()):
            attributes[key] = _plain(value)
        if "label" in attributes:
            attributes["label"] += _reservation(attributes)
    return graph


def _every_attributes(graph: "networkx.MultiDiGraph") -> Iterator[Attributes]:
    for _, attributes in graph.nodes(data=True):
        yield attributes
    for *_, attributes in graph.edges(data=True):
        yield attributes


def _add_claims(
    graph: "networkx.MultiDiGraph", facts: Facts, accepted: set[tuple[str, str]]
) -> None:
    """Add dates to each claim's node and edges, and whether the policy accepted them.

    Each edge also counts the edges between its two ends.
    """
    claims = {claim for claim, _ in accepted}
    for node, attributes in graph.nodes(data=True):
        if "certainty" in attributes:
            attributes |= _dates(facts, node)
            attributes["accepted"] = node in claims
    for begin, end, attributes in graph.edges(data=True):
        claim = attributes["claim"]
        ends = {(claim, begin), (claim, end)}
        # An edge in these roles has the claim itself at one end.
        is_half = attributes["role"] in CONNECTED
        attributes |= _dates(facts, claim)
        if is_half:
            attributes["accepted"] = bool(ends & accepted)
        else:
            attributes["accepted"] = ends <= accepted
        attributes["count"] = graph.number_of_edges(begin, end)


def _dates(facts: Facts, claim: str) -> dict[str, str]:
    node = ox.NamedNode(claim)
    dates = {
        "time": facts.value(node, AG.time),
        "notBefore": facts.value(node, AG.notBefore),
        "notAfter": facts.value(node, AG.notAfter),
    }
    return {name: date for name, date in dates.items() if date}


def _reservation(attributes: Attributes) -> str:
    """Return what a label must say, since many tools show nothing else: not simply asserted."""
    words = []
    certainty = attributes.get("certainty", "asserted")
    if certainty != "asserted":
        words.append(certainty)
    if attributes.get("denied"):
        words.append("denied")
    if not words:
        return ""
    return f" ({', '.join(words)})"


def _plain(value: Any) -> bool | int | float | str:
    if isinstance(value, bool | int | float):
        return value
    if isinstance(value, list | tuple):
        value = "; ".join(map(str, value))
    return ILLEGAL.sub(REPLACEMENT, str(value))
