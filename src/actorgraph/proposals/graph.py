"""Audited claims as RDF, in a graph of their own next to the articles'."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence

import pyoxigraph as ox

from actorgraph.graph.mint.naming import slug
from actorgraph.graph.mint.terms import integer, text
from actorgraph.proposals.agreement import agreements
from actorgraph.proposals.auditing import (
    HEDGED,
    NOT_IN_TEXT,
    NOT_JUDGED,
    NOT_SAID,
    OTHER_CLASS,
    ROLES_DIFFER,
    SUPPORTED,
    Finding,
)
from actorgraph.stores.contract import AUDITS
from actorgraph.vocabulary.vocab import AG, INDIVIDUALS, NIF, PROV, RDF, RDFS, XSD

TERMS = {
    SUPPORTED: AG.Supported,
    HEDGED: AG.SupportedButHedged,
    ROLES_DIFFER: AG.RolesDiffer,
    OTHER_CLASS: AG.OtherClass,
    NOT_SAID: AG.NotSaid,
    NOT_IN_TEXT: AG.NotInText,
    NOT_JUDGED: AG.NotJudged,
}
DIGEST_LENGTH = 16
UNKNOWN_MAKER = "unknown"
Parts = tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]


def quads(findings: Iterable[Finding]) -> str:
    """Return audited claims as N-Quads; the same findings give the same bytes."""
    lines = set()
    for subject, predicate, value in _all_parts(list(findings)):
        lines.add(f"{ox.Quad(subject, predicate, value, AUDITS)} .\n")
    return "".join(sorted(lines))


def _all_parts(findings: Sequence[Finding]) -> Iterator[Parts]:
    nodes = [node_of(finding) for finding in findings]
    for finding in findings:
        yield from _parts(finding)
    for place, others in agreements(findings).items():
        for other in others:
            yield nodes[place], AG.agreesWith, nodes[other]


def node_of(finding: Finding) -> ox.NamedNode:
    """Return the IRI of a proposed claim: by what it says of which article, and who made it."""
    record = json.dumps(finding.proposal.to_json(), sort_keys=True)
    digest = hashlib.sha256(f"{finding.article.value}\n{record}".encode()).hexdigest()
    return ox.NamedNode(f"{INDIVIDUALS}proposal/{digest[:DIGEST_LENGTH]}")


def maker_triples(maker: str) -> tuple[ox.NamedNode, list[Parts]]:
    """Return the IRI of whoever made a claim, and what is said of it."""
    name = maker or UNKNOWN_MAKER
    agent = ox.NamedNode(f"{INDIVIDUALS}maker/{slug(name)}")
    return agent, [
        (agent, RDF.type, PROV.SoftwareAgent),
        (agent, RDFS.label, text(name)),
    ]


def _parts(finding: Finding) -> Iterator[Parts]:
    node = node_of(finding)
    proposal = finding.proposal
    agent, described = maker_triples(proposal.maker)
    yield from described
    yield node, RDF.type, AG.ProposedClaim
    yield node, RDFS.label, text(str(proposal))
    yield node, AG.verdict, TERMS[finding.verdict]
    yield node, AG.proposedIn, finding.article
    yield node, PROV.wasAttributedTo, agent
    if finding.claim is not None:
        yield node, AG.comparedWith, finding.claim
    yield from _texts(node, finding)
    yield from _words(node, finding)


def _texts(node: ox.NamedNode, finding: Finding) -> Iterator[Parts]:
    proposal = finding.proposal
    several = (
        (AG.verdictReason, finding.reasons),
        (AG.proposedDoer, proposal.who),
        (AG.proposedParty, proposal.parties),
        (AG.proposedVerb, (proposal.verb,)),
        (AG.proposedSource, (proposal.source,)),
        (AG.proposedCertainty, (proposal.certainty, "denied" if proposal.denied else "")),
    )
    for predicate, values in several:
        for value in values:
            if value:
                yield node, predicate, text(value)


def _words(node: ox.NamedNode, finding: Finding) -> Iterator[Parts]:
    """Yield where the words are; the words themselves stay in the article's graph."""
    place = finding.place
    if place is None:
        return
    yield node, NIF.beginIndex, integer(place.span.begin)
    yield node, NIF.endIndex, integer(place.span.end)
    distance = ox.Literal(f"{place.distance:g}", datatype=XSD.decimal)
    yield node, AG.quotationDistance, distance
