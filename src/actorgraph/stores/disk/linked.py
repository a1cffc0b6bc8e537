"""The graph of links in a store on the disk: whether it is what the articles give, and what of it goes with an article."""

import hashlib
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from actorgraph.stores.disk.edges import claims_of
from actorgraph.stores.disk.ledger import Ledger
from actorgraph.stores.memory import LINKS
from actorgraph.vocabulary.vocab import AG, OWL, RDF

# In the ledger: the digest of the graph of links; STALE where articles changed since; HALF while it is written in several
# strokes, of which a writer that opens the store leaves nothing; else nothing.
KEY, STALE, HALF = "links", "stale", "half"
ENDS = (AG.firstTied, AG.secondTied)
EXPLAINED = {
    AG.ActorTie: OWL.sameAs,
    AG.EventTie: AG.sameEventAs,
    AG.ContradictionTie: AG.contradicts,
}


def outdate(ledger: Ledger) -> None:
    """Note that articles changed since they were linked; belongs into the ledger's `writing`."""
    if ledger.told(KEY):
        ledger.tell(KEY, STALE)


def code(triple: ox.Triple) -> bytes:
    """Return the digest of one triple, 16 bytes."""
    return hashlib.blake2b(str(triple).encode(), digest_size=16).digest()


def digest(codes: Iterable[bytes]) -> str:
    """Return the digest of triples by those of each, in whatever order; each of them once."""
    count = total = 0
    for found in codes:
        count, total = count + 1, (total + int.from_bytes(found)) % (1 << 128)
    return f"{count} {total:032x}"


def is_stale(quads: ox.Store, ledger: Ledger) -> bool:
    """Tell whether there are links that are not those of the articles as they are now."""
    return ledger.told(KEY) in ("", STALE) and any(True for _ in _links(quads))


def resting(
    quads: ox.Store, article: ox.NamedNode, coming: Iterable[ox.Triple] = ()
) -> set[ox.Quad]:
    """Return what of the graph of links rests on an article as it stands, or must not stand beside what is coming.

    That is every tie of its actors and claims with the link it explains, every happening of its claims with all origins
    of it, and every tie of whoever is unnamed or at risk in the graph that comes.
    """
    if not any(True for _ in _links(quads)):
        return set()
    claims = claims_of(quads, article)
    cast = {quad.subject for quad in quads.quads_for_pattern(None, AG.mention, None, article)}
    marked = {triple.subject for triple in coming if triple.predicate in (AG.unnamed, AG.protected)}
    ties = {
        quad.subject
        for node in claims | cast | marked
        for end in ENDS
        for quad in _links(quads, None, end, node)
    }
    happenings = {quad.object for claim in claims for quad in _links(quads, claim, AG.tellsOf)}
    gone = {quad for tie in ties for quad in _tie(quads, tie)}
    gone |= {quad for happening in happenings for quad in _happening(quads, happening)}
    return gone | _idle_rules(quads, gone)


def loose(quads: ox.Store) -> set[str]:
    """Return what is tied, or tells of a happening, and stands in no article."""
    found = {quad.object for end in ENDS for quad in _links(quads, None, end)}
    found |= {
        quad.subject for role in (AG.tellsOf, AG.origin) for quad in _links(quads, None, role)
    }
    return {
        str(node) for node in found if isinstance(node, ox.NamedNode) and not _is_told(quads, node)
    }


def _links(
    quads: ox.Store, first: object = None, role: ox.NamedNode | None = None, other: object = None
) -> Iterator[ox.Quad]:
    return quads.quads_for_pattern(first, role, other, LINKS)  # type: ignore[arg-type]


def _tie(quads: ox.Store, node: object) -> Iterator[ox.Quad]:
    """Yield all that tells of a tie: its node, and the link it explains."""
    told = list(_links(quads, node))
    yield from told
    ends = {quad.predicate: quad.object for quad in told}
    for kind in (
        quad.object for quad in told if quad.predicate == RDF.type and quad.object in EXPLAINED
    ):
        yield from _links(quads, ends[AG.firstTied], EXPLAINED[kind], ends[AG.secondTied])  # type: ignore[index]


def _happening(quads: ox.Store, node: object) -> Iterator[ox.Quad]:
    """Yield all that tells of a happening, of its claims, and of their origins."""
    yield from _links(quads, node)
    for told in _links(quads, None, AG.tellsOf, node):
        yield told
        for origin in _links(quads, told.subject, AG.origin):
            yield origin
            yield from _links(quads, origin.object)


def _idle_rules(quads: ox.Store, gone: set[ox.Quad]) -> set[ox.Quad]:
    """Return what tells of the rules by which no tie is left."""
    rules = {quad.object for quad in gone if quad.predicate == AG.tiedBy}
    idle = (
        rule for rule in rules if all(quad in gone for quad in _links(quads, None, AG.tiedBy, rule))
    )
    return {quad for rule in idle for quad in _links(quads, rule)}


def _is_told(quads: ox.Store, node: ox.NamedNode) -> bool:
    found = quads.quads_for_pattern(node, RDF.type, None, None)
    return any(
        isinstance(quad.graph_name, ox.NamedNode) and quad.graph_name != LINKS for quad in found
    )
