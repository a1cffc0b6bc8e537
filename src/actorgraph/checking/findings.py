"""A finding of a check, and those of the graph of links: is every link explained, and does it tie whom it may tie?"""

from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from actorgraph.stores.contract import LINKS, Store
from actorgraph.vocabulary.vocab import AG, OWL, RDF, iri_text, local_name

EXPLAINED = {
    AG.ActorTie: OWL.sameAs,
    AG.EventTie: AG.sameEventAs,
    AG.ContradictionTie: AG.contradicts,
}
AGAIN = "link the articles again"
NO_ARTICLE = (LINKS, ox.DefaultGraph())
Link = tuple[object, object, object]


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One fault: the node that has it, the rule that it breaks, what is wrong and what to do about it."""

    node: str
    rule: str
    message: str
    remedy: str


def check_links(store: Store) -> Iterator[Finding]:
    """Yield what is wrong between links, ties and articles; what a tie must have is left to the shapes.

    Where the store holds no article, as with a file of links alone, whom they tie is not looked at.
    """
    links = {link for kind in EXPLAINED.values() for link in _told(store, kind)}
    ties = {tie: node for kind in EXPLAINED for node, tie in _ties(store, kind)}
    for first, kind, other in sorted(links - ties.keys(), key=str):
        message = f"no tie explains the {local_name(kind)} to {local_name(other)}"
        yield Finding(iri_text(first), "link-explained", message, AGAIN)
    for tie in sorted(ties.keys() - links, key=str):
        message = f"the tie explains a {local_name(tie[1])} that is not there"
        yield Finding(ties[tie], "tie-explains", message, AGAIN)
    if store.articles():
        ends = {end for first, _, other in links | ties.keys() for end in (first, other)}
        for end in sorted((end for end in ends if isinstance(end, ox.NamedNode)), key=str):
            yield from _held(store, end)


def _told(store: Store, link: ox.NamedNode) -> Iterator[Link]:
    for quad in store.match(None, link, None, LINKS):
        yield quad.subject, link, quad.object


def _ties(store: Store, kind: ox.NamedNode) -> Iterator[tuple[str, Link]]:
    """Yield the ties of a kind and the link that each explains; one without its ends is left to the shapes."""
    for quad in store.match(None, RDF.type, kind, LINKS):
        ends = {q.predicate: q.object for q in store.match(quad.subject, None, None, LINKS)}
        if AG.firstTied in ends and AG.secondTied in ends:
            yield iri_text(quad.subject), (ends[AG.firstTied], EXPLAINED[kind], ends[AG.secondTied])


def _held(store: Store, end: ox.NamedNode) -> Iterator[Finding]:
    """Yield what is wrong with one of those tied: no article tells of it, or it must never be tied."""
    told = [q for q in store.match(end, None, None, None) if q.graph_name not in NO_ARTICLE]
    if not told:
        yield Finding(end.value, "link-told", "it is tied, and no article tells of it", AGAIN)
    roles = (AG.agent, AG.possibleAgent, AG.target, AG.recipient, AG.place)
    cast = {end, *(quad.object for quad in told if quad.predicate in roles)}
    if any(_withheld(store, node) for node in cast if isinstance(node, ox.NamedNode)):
        message = "somebody unnamed or at risk is tied across articles, or a claim in which they take part"
        yield Finding(end.value, "link-withheld", message, AGAIN)


def _withheld(store: Store, node: ox.NamedNode) -> bool:
    marks = (q for p in (AG.unnamed, AG.protected) for q in store.match(node, p, None, None))
    return any(iri_text(quad.object) == "true" for quad in marks)
