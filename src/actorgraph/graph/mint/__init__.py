"""Minting: the nodes of one article are named here, and only here, and described in triples."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pyoxigraph as ox

from actorgraph.actors import Actor
from actorgraph.claims import Gap
from actorgraph.claims.claim import Claim
from actorgraph.deadline import check as check_deadline
from actorgraph.graph.mint.articles import (
    article_triples,
    gap_triples,
    run_triples,
)
from actorgraph.graph.mint.cast import actor_triples
from actorgraph.graph.mint.claims import claim_triples, participants, places_of
from actorgraph.graph.mint.naming import (
    VERSION,
    Naming,
    slug,
)
from actorgraph.graph.mint.spans import Spans
from actorgraph.graph.mint.terms import Triples
from actorgraph.text.article import Article
from actorgraph.vocabulary.kinds import Kind

__all__ = ["VERSION", "Naming", "mint", "slug"]


def mint(
    article: Article,
    actors: Sequence[Actor],
    claims: Sequence[Claim],
    gaps: Sequence[Gap],
    *,
    naming: Naming,
    parser: str,
) -> Triples:
    """Yield every triple of the article, its cast, its claims and its gaps; some come twice."""
    spans = Spans(article, naming)
    yield from article_triples(article, naming, spans)
    yield from run_triples(naming, parser)
    for actor, node in _of_the_article(actors, claims, naming):
        yield from actor_triples(actor, node, naming, spans)
    for claim, node in zip(claims, naming.claims, strict=True):
        check_deadline()
        yield from claim_triples(claim, node, article, naming, spans)
    for gap in gaps:
        yield from gap_triples(gap, naming, spans)
    # Last: by now every span that a triple refers to is known.
    yield from spans.triples()


def _of_the_article(
    actors: Sequence[Actor], claims: Sequence[Claim], naming: Naming
) -> Iterator[tuple[Actor, ox.NamedNode]]:
    """Yield the actors that are named or take part in a claim; others are not of interest."""
    taking_part: set[int] = set()
    places: set[int] = set()
    for claim in claims:
        taking_part.update(participants(claim))
        places.update(places_of(claim))
    for actor, node in zip(actors, naming.actors, strict=True):
        is_named = any(mention.form == "name" for mention in actor.mentions)
        is_named = is_named and actor.where != "only a label"
        acts = actor.key in taking_part
        # A work that nobody uses is no more of interest than a thing, nor is a people: `Muslim`.
        is_idle = actor.kind in ("Document", "Group") and not actor.protected
        is_of_interest = is_named and not is_idle
        if is_of_interest or acts or actor.key in places:
            yield replace(actor, kinds=_kinds(actor, acts=acts)), node


def _kinds(actor: Actor, *, acts: bool) -> tuple[Kind, ...]:
    """Return the classes of an actor here: where something is, nobody acts."""
    # `in Chad`
    if actor.where == "only where" and not acts:
        return ("Place",)
    # `rockets hit Nordvik`
    if actor.where == "town" and acts:
        return "Government", "Place"
    return actor.kinds
