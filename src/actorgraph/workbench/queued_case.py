"""A claim in the queue: what it says in short, why it may be wrong, and why it matters."""

from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from actorgraph.graph.facts import Facts
from actorgraph.graph.records import ClaimFacts
from actorgraph.graph.review.queue import Item, queue
from actorgraph.views.page.entries import joined
from actorgraph.vocabulary.lexicon import label
from actorgraph.vocabulary.vocab import AG, RDFS, local_name
from actorgraph.workbench.catalogued_claims import DOERS, PARTIES
from actorgraph.workbench.claims import ATTITUDE, STATEMENT


@dataclass(frozen=True, slots=True)
class Case:
    """A claim in the queue: what it says in short, why it may be wrong, and why it matters.

    `article` and `actors` are the ends of IRIs, `level` is one of LEVEL_WORDS, `names` are those of
    all who take part, folded.
    """

    iri: ox.NamedNode
    code: str
    article: str
    kind: str
    level: str
    says: str
    rule: str
    confidence: float
    doubt: str
    weights: tuple[str, ...]
    urgency: float
    actors: frozenset[str]
    names: frozenset[str]

    @property
    def order(self) -> tuple[bool, float, str]:
        """Its place: with a reason to doubt it first, then by how much it matters."""
        return not self.doubt, -self.urgency, self.code

    @property
    def kind_words(self) -> str:
        """The label of its class."""
        return label(self.kind)


def cases_in(facts: Facts, article: str) -> Iterator[Case]:
    """Yield the claims of an article, which is given by the end of its IRI."""
    for item in queue(facts):
        yield _case(facts, item, article)


def _case(facts: Facts, item: Item, article: str) -> Case:
    claim = facts.claim(item.claim)
    actors = [actor for role in claim.roles.values() for actor in role]
    return Case(
        iri=item.claim,
        code=local_name(item.claim),
        article=article,
        kind=claim.kind,
        level=_level(claim),
        says=_says(facts, claim),
        rule=_rule(facts, item.claim),
        confidence=item.confidence,
        doubt=item.doubt,
        weights=item.reasons,
        urgency=item.urgency,
        actors=frozenset(map(local_name, actors)),
        names=frozenset(facts.label(actor).casefold() for actor in actors),
    )


def _level(claim: ClaimFacts) -> str:
    if claim.is_attitude:
        return ATTITUDE
    if claim.kind == "Statement":
        return STATEMENT
    # Someone else's graph may have a claim without any certainty.
    return claim.certainty if claim.factuality else "asserted"


def _says(facts: Facts, claim: ClaimFacts) -> str:
    doers = joined([facts.label(actor) for actor in claim.in_roles(*DOERS)])
    parties = joined([facts.label(actor) for actor in claim.in_roles(*PARTIES)])
    verb = claim.verb or label(claim.kind)
    return " · ".join(part for part in (doers, verb, parties) if part)


def _rule(facts: Facts, claim: ox.NamedNode) -> str:
    rule = facts.node(claim, AG.foundBy)
    return facts.value(rule, RDFS.label) if rule else ""
