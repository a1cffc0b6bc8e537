"""Tables for a spreadsheet: a row per claim, with its certainty, and a row per actor."""

from collections import defaultdict
from collections.abc import Iterable

import pyoxigraph as ox

from actorgraph.graph.facts import Facts
from actorgraph.graph.records import ClaimFacts
from actorgraph.stores.contract import Store
from actorgraph.views.exports.accepted import accepted_claims
from actorgraph.views.tables import write_csv
from actorgraph.vocabulary.roles import ROLES
from actorgraph.vocabulary.vocab import AG

CLAIM_COLUMNS = (
    "claim",
    "class",
    "doers",
    "verb",
    "others",
    "certainty",
    "denied",
    "according to",
    "time",
    "words",
    "begin",
    "end",
    "not before",
    "not after",
    "confidence",
    "accepted",
    "article",
    "doers' ids",
    "others' ids",
)
ACTOR_COLUMNS = (
    "actor",
    "name",
    "kind",
    "other names",
    "identity",
    "unnamed",
    "protected",
    "claims",
)


def claims_csv(store: Store) -> str:
    """Write a row per claim: who, what, to whom, how certain, the source, and the words."""
    facts = Facts(store.triples())
    accepted = accepted_claims(store)
    claims = sorted(facts.claims, key=lambda claim: claim.value)
    rows = (_claim_row(facts, facts.claim(claim), accepted) for claim in claims)
    return write_csv(CLAIM_COLUMNS, rows)


def actors_csv(store: Store) -> str:
    """Write a row per actor, place or document in a claim, with the number of its claims."""
    facts = Facts(store.triples())
    claims_of: dict[ox.NamedNode, set[ox.NamedNode]] = defaultdict(set)
    for claim in facts.claims:
        for actor in facts.claim(claim).in_roles(*ROLES):
            claims_of[actor].add(claim)
    actors = sorted(claims_of, key=lambda actor: actor.value)
    rows = (_actor_row(facts, actor, len(claims_of[actor])) for actor in actors)
    return write_csv(ACTOR_COLUMNS, rows)


def _claim_row(
    facts: Facts,
    claim: ClaimFacts,
    accepted: set[str],
) -> list[str]:
    node = claim.iri
    possible = claim.in_roles("possibleAgent")
    doers = "; ".join(labels(facts, claim.doers))
    return [
        node.value,
        claim.kind,
        doers or " or ".join(labels(facts, possible)),
        claim.verb or claim.title,
        "; ".join(labels(facts, claim.counterparts)),
        claim.certainty,
        facts.value(node, AG.negated),
        "; ".join(labels(facts, claim.sources)),
        claim.time,
        *_evidence(facts, node),
        facts.value(node, AG.notBefore),
        facts.value(node, AG.notAfter),
        facts.value(node, AG.confidence),
        _boolean(node.value in accepted),
        facts.value(node, AG.reportedIn),
        _iris(claim.doers or possible),
        _iris(claim.counterparts),
    ]


def _evidence(facts: Facts, claim: ox.NamedNode) -> tuple[str, str, str]:
    """Return the words that a claim rests on, where they begin and where they end."""
    spans = facts.spans(claim, AG.evidence)
    if not spans:
        return "", "", ""
    words = " … ".join(span.words for span in spans if span.words)
    return words, str(spans[0].begin), str(spans[-1].end)


def _actor_row(facts: Facts, node: ox.NamedNode, claims: int) -> list[str]:
    actor = facts.actor(node)
    return [
        node.value,
        actor.label,
        actor.kind,
        "; ".join(actor.aliases),
        actor.identity,
        _boolean(actor.unnamed),
        _boolean(actor.protected),
        str(claims),
    ]


def labels(facts: Facts, nodes: Iterable[ox.NamedNode]) -> list[str]:
    """Return the labels of some nodes, in their order."""
    return [facts.label(node) for node in nodes]


def _iris(nodes: Iterable[ox.NamedNode]) -> str:
    return " ".join(node.value for node in nodes)


def _boolean(truth: bool) -> str:
    return "true" if truth else "false"
