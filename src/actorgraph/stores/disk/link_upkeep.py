"""The graph of links across articles: is it up to date, and what goes with an article."""

import hashlib
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from actorgraph.stores.contract import EXPLAINED, LINKS, MERGED
from actorgraph.stores.disk.edge_upkeep import claims_of
from actorgraph.stores.disk.ledger import Ledger
from actorgraph.stores.packing import graphs_with, match_named
from actorgraph.vocabulary.vocab import AG, RDF

# The ledger has under this key the digest of the graph of links; OUTDATED if articles changed
# since; HALF while it is written in several transactions, after which an interrupted writer's
# successor drops all links; or nothing.
KEY = "links"
OUTDATED = "stale"
HALF = "half"
ENDS = (AG.firstTied, AG.secondTied)
DIGEST_BYTES = 16
DIGEST_RANGE = 1 << (8 * DIGEST_BYTES)


def mark_outdated(ledger: Ledger) -> None:
    """Note that articles changed since they were linked. Call within the ledger's `writing`."""
    if ledger.get(KEY):
        ledger.set(KEY, OUTDATED)


def triple_code(triple: ox.Triple) -> bytes:
    """Return the digest of one triple, 16 bytes."""
    return hashlib.blake2b(str(triple).encode(), digest_size=DIGEST_BYTES).digest()


def sum_of(codes: Iterable[bytes]) -> tuple[int, int]:
    """Return how many triples there are, and the sum of their codes."""
    count = total = 0
    for code in codes:
        count += 1
        # A sum does not depend on the order, and needs no list of codes in memory.
        total = (total + int.from_bytes(code)) % DIGEST_RANGE
    return count, total


def digest_of_sum(count: int, total: int) -> str:
    """Return the digest of distinct triples from how many they are and the sum of their codes."""
    return f"{count} {total % DIGEST_RANGE:032x}"


def links_digest(codes: Iterable[bytes]) -> str:
    """Return the digest of distinct triples by the code of each, in any order."""
    return digest_of_sum(*sum_of(codes))


def is_outdated(quads: ox.Store, ledger: Ledger) -> bool:
    """Return whether there are links that are not those of the articles as they are now."""
    return ledger.get(KEY) in ("", OUTDATED) and has_links(quads)


def links_resting_on(
    quads: ox.Store,
    article: ox.NamedNode,
    replacement: Iterable[ox.Triple] = (),
) -> set[ox.Quad]:
    """Return what of the graph of links must go when an article's graph is replaced or removed.

    That is every tie of its actors and claims with the link it explains, every shared event of its
    claims with all origins of it, and every tie of anyone who is unnamed or at risk in the
    replacement.
    """
    if not has_links(quads):
        return set()
    claims = claims_of(quads, article)
    mentions = match_named(quads, None, AG.mention, None, article)
    actors = {quad.subject for quad in mentions}
    resting: set[ox.Quad] = set()
    for tie in _ties_of(quads, {*claims, *actors, *_withheld_in(replacement)}):
        resting.update(_whole_tie(quads, tie))
    for event in _events_of(quads, claims):
        resting.update(_whole_event(quads, event))
    return resting | _unused_rules(quads, resting)


def statements_of(quads: ox.Store, node: ox.NamedNode) -> set[ox.Quad]:
    """Return all statements of a tie, a shared event, an origin or a rule, without those it uses.

    That is what its node says of itself, the link that a tie explains, and the claims that belong
    to an event or an origin.
    """
    statements = set(_whole_tie(quads, node))
    for role in (AG.tellsOf, AG.origin):
        statements.update(_links(quads, None, role, node))
    return statements


def unknown_ends(quads: ox.Store) -> set[str]:
    """Return what is tied or belongs to a shared event although no article describes it."""
    nodes: set[object] = set()
    for end in ENDS:
        nodes.update(quad.object for quad in _links(quads, None, end))
    for role in (AG.tellsOf, AG.origin):
        nodes.update(quad.subject for quad in _links(quads, None, role))
    unknown = set()
    for node in nodes:
        if isinstance(node, ox.NamedNode) and not _is_described(quads, node):
            unknown.add(str(node))
    return unknown


def has_links(quads: ox.Store) -> bool:
    """Return whether there are links across articles."""
    return next(_links(quads), None) is not None


def _links(
    quads: ox.Store,
    subject: object = None,
    predicate: ox.NamedNode | None = None,
    object: object = None,
) -> Iterator[ox.Quad]:
    return quads.quads_for_pattern(subject, predicate, object, LINKS)  # type: ignore[arg-type]


def _ties_of(quads: ox.Store, nodes: Iterable[object]) -> set[object]:
    """Return the ties that have one of some nodes as an end."""
    ties: set[object] = set()
    for node in nodes:
        for end in ENDS:
            matches = _links(quads, None, end, node)
            ties.update(quad.subject for quad in matches)
    return ties


def _events_of(quads: ox.Store, claims: Iterable[object]) -> set[object]:
    """Return the shared events that some claims report."""
    events: set[object] = set()
    for claim in claims:
        matches = _links(quads, claim, AG.tellsOf)
        events.update(quad.object for quad in matches)
    return events


def _withheld_in(triples: Iterable[ox.Triple]) -> set[object]:
    """Return who is unnamed or at risk in a graph."""
    return {triple.subject for triple in triples if triple.predicate in (AG.unnamed, AG.protected)}


def _whole_tie(quads: ox.Store, node: object) -> Iterator[ox.Quad]:
    """Yield all statements about a tie: its node's, and the link it explains."""
    statements = list(_links(quads, node))
    yield from statements
    values = {quad.predicate: quad.object for quad in statements}
    for quad in statements:
        if quad.predicate == RDF.type and quad.object in EXPLAINED:
            link = EXPLAINED[quad.object]  # type: ignore[index]
            yield from _links(quads, values[AG.firstTied], link, values[AG.secondTied])


def _whole_event(quads: ox.Store, node: object) -> Iterator[ox.Quad]:
    """Yield all statements about a shared event, its claims, and their origins."""
    yield from _links(quads, node)
    for membership in _links(quads, None, AG.tellsOf, node):
        yield membership
        for origin in _links(quads, membership.subject, AG.origin):
            yield origin
            yield from _links(quads, origin.object)


def _unused_rules(quads: ox.Store, gone: set[ox.Quad]) -> set[ox.Quad]:
    """Return the statements about the rules that no tie is left of."""
    rules = {quad.object for quad in gone if quad.predicate == AG.tiedBy}
    unused: set[ox.Quad] = set()
    for rule in rules:
        if all(quad in gone for quad in _links(quads, None, AG.tiedBy, rule)):
            unused.update(_links(quads, rule))
    return unused


def _is_described(quads: ox.Store, node: ox.NamedNode) -> bool:
    """Return whether an article says what a node is."""
    for quad in quads.quads_for_pattern(node, RDF.type, None, MERGED):
        # The merged graph repeats what the graph of links says.
        if graphs_with(quads, quad.triple) != [LINKS]:
            return True
    return False
