"""Links across articles: each needs a tie that explains it, and none connects a protected actor."""

from collections.abc import Iterator
from typing import NamedTuple

import pyoxigraph as ox

from actorgraph.checking.findings import Finding
from actorgraph.graph.facts import Facts
from actorgraph.stores.contract import EXPLAINED, LINKS, MERGED, Store
from actorgraph.vocabulary.roles import roles_of
from actorgraph.vocabulary.vocab import AG, iri_text, local_name

LINK_AGAIN = "link the articles again"
# The graphs in which no article reports anything.
NOT_REPORTED = (LINKS, MERGED)


class Link(NamedTuple):
    """A link between two actors or two claims."""

    first: object
    kind: ox.NamedNode
    second: object


def check_links(store: Store) -> Iterator[Finding]:
    """Yield what is wrong between links, ties and articles; the shapes say what a tie must have.

    If the store has no article, as with a file of links alone, the ends of the links are not
    checked.
    """
    linked = Facts(quad.triple for quad in store.match(graph=LINKS))
    links = set(_links(linked))
    ties = dict(_ties(linked))
    for link in sorted(links - ties.keys(), key=str):
        message = f"no tie explains the {local_name(link.kind)} to {local_name(link.second)}"
        yield Finding(
            iri_text(link.first),
            "link-explained",
            message,
            LINK_AGAIN,
        )
    for link in sorted(ties.keys() - links, key=str):
        message = f"the tie explains a missing {local_name(link.kind)}"
        yield Finding(ties[link], "tie-explains", message, LINK_AGAIN)
    if store.articles():
        yield from _check_ends(store, links | ties.keys())


def _links(linked: Facts) -> Iterator[Link]:
    for node in linked:
        for kind in EXPLAINED.values():
            for second in linked.objects(node, kind):
                yield Link(node, kind, second)


def _ties(linked: Facts) -> Iterator[tuple[Link, str]]:
    """Yield the link that each tie explains, with the tie; ties without ends are left to the
    shapes.
    """
    for tie_class, kind in EXPLAINED.items():
        for tie in linked.of_type(local_name(tie_class)):
            firsts = linked.objects(tie, AG.firstTied)
            seconds = linked.objects(tie, AG.secondTied)
            if firsts and seconds:
                yield Link(firsts[-1], kind, seconds[-1]), tie.value


def _check_ends(store: Store, links: set[Link]) -> Iterator[Finding]:
    ends = {link.first for link in links} | {link.second for link in links}
    nodes = [end for end in ends if isinstance(end, ox.NamedNode)]
    for node in sorted(nodes, key=str):
        yield from _check_end(store, node)


def _check_end(store: Store, node: ox.NamedNode) -> Iterator[Finding]:
    """Yield the problems of a linked node: no article reports it, or it must not be linked."""
    reported = _reported(store, node)
    if node not in reported:
        message = "it is linked, but no article reports it"
        yield Finding(node.value, "link-told", message, LINK_AGAIN)
    involved = [node]
    for role in roles_of("Action"):
        involved.extend(reported.nodes(node, AG[role]))
    if any(_is_withheld(_reported(store, actor), actor) for actor in involved):
        message = (
            "someone unnamed or at risk is linked across articles, or a claim that involves them"
        )
        yield Finding(node.value, "link-withheld", message, LINK_AGAIN)


def _reported(store: Store, node: ox.NamedNode) -> Facts:
    """Return what all named graphs but that of the links say about one node."""
    quads = store.match(node, graph=None)
    return Facts(quad.triple for quad in quads if quad.graph_name not in NOT_REPORTED)


def _is_withheld(reported: Facts, node: ox.NamedNode) -> bool:
    return reported.flag(node, AG.unnamed) or reported.flag(node, AG.protected)
