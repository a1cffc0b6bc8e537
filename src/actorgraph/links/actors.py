"""The same actor in several articles: candidates by name, scored, and linked unless a reviewer's
decision or the articles themselves forbid it.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from actorgraph.actors.spellings import letters, name_key
from actorgraph.errors import ReviewError
from actorgraph.links.alike import PROBABLE, SURE, likeness, threshold
from actorgraph.links.clusters import ActorSets, near_places
from actorgraph.links.named_actors import NamedActor
from actorgraph.links.pair_points import PairPoints, Pairs, Points
from actorgraph.links.scoring import Score
from actorgraph.text.review import Decision
from actorgraph.vocabulary.vocab import local_name

RULE = "same actor"
BY_PERSON = "a person's decision"
# From this many articles on, whoever is in more than this share of them counts less as company.
MANY_ARTICLES = 20
OFTEN = 0.05
# Rarity has so many digits: ten articles more rarely change it, so that what was weighed holds.
DIGITS_OF_RARITY = 1


@dataclass(frozen=True, slots=True)
class Tie:
    """A link between two IRIs, the smaller first: its rule, the reason in words, and the score."""

    first: str
    second: str
    rule: str
    reason: str
    score: Score | None = None


def tie_actors(
    actors: Sequence[NamedActor],
    decisions: Sequence[Decision] = (),
    bar: str = PROBABLE,
    weights: PairPoints | None = None,
) -> tuple[list[Tie], ActorSets]:
    """Link the actors of different articles who are the same; return the ties and the sets.

    A link that only the bar `probable` allows says so in its reason. `weights` may remember the
    points of pairs from an earlier run.

    A decision `same` comes first and overrules any score. A decision `different` holds for whole
    sets: no chain of ties connects two actors who were decided to be different. Raises ReviewError
    if decisions contradict each other or would link a guarded actor.
    """
    ordered = sorted(actors, key=lambda actor: (actor.published, actor.article, actor.iri))
    linkable = [actor for actor in ordered if not actor.guarded]
    sets = _separate(linkable, decisions)
    ties = list(_decided_ties(ordered, decisions, sets))
    rare = rarity(linkable)
    for first, second in _candidates(linkable, rare, bar, weights or PairPoints()):
        smaller, larger = sorted((first.iri, second.iri))
        if sets.may_join(smaller, larger):
            sets.join(smaller, larger)
            score = likeness(first, second, rare)
            ties.append(Tie(smaller, larger, RULE, _reason(first, second, score), score))
    return ties, sets


def _reason(first: NamedActor, second: NamedActor, score: Score) -> str:
    if score.points >= _least(first, second, SURE):
        return score.reason
    return f"probably one: {score.reason}"


def _least(first: NamedActor, second: NamedActor, bar: str) -> float:
    """Return the points that a link of two actors needs."""
    return max(threshold(first, bar), threshold(second, bar))


def _candidates(
    actors: Sequence[NamedActor],
    rare: Mapping[str, float],
    bar: str,
    weights: PairPoints,
) -> Iterator[tuple[NamedActor, NamedActor]]:
    """Yield the pairs that reach the threshold, the highest scores first."""
    pairs = Pairs.of(near_places(actors, blocks))
    points = weights.weigh(actors, pairs, rare)
    least = np.array([threshold(actor, bar) for actor in actors])
    enough = np.maximum(least[pairs.firsts], least[pairs.seconds])
    likely = np.flatnonzero(points >= enough)
    candidates = Pairs(pairs.firsts[likely], pairs.seconds[likely])
    order = _order(actors, candidates, points[likely])
    firsts, seconds = candidates.firsts[order].tolist(), candidates.seconds[order].tolist()
    for first, second in zip(firsts, seconds, strict=True):
        yield actors[first], actors[second]


def _order(
    actors: Sequence[NamedActor],
    pairs: Pairs,
    points: Points,
) -> npt.NDArray[np.intp]:
    """Return the order of pairs: the highest points first, then that of the sorted IRIs."""
    ranks = {iri: rank for rank, iri in enumerate(sorted({actor.iri for actor in actors}))}
    rank_of = np.array([ranks[actor.iri] for actor in actors], np.int64)
    firsts, seconds = rank_of[pairs.firsts], rank_of[pairs.seconds]
    # The last key counts most.
    keys = (
        pairs.seconds,
        pairs.firsts,
        np.maximum(firsts, seconds),
        np.minimum(firsts, seconds),
        -points,
    )
    return np.lexsort(keys)


def blocks(actor: NamedActor) -> Iterator[tuple[str, str]]:
    """Yield the keys under which to search for an actor: identity, surname, name."""
    # An identity finds an actor under any name: `Burma` and `Myanmar`.
    if actor.wikidata:
        yield "identity", actor.wikidata
    if "Person" not in actor.kinds:
        for name in actor.names:
            yield "name", letters(name)
        return
    words = actor.names[0].split()
    # `Merkel`, `A. Merkel` and `Angela Merkel` all share the surname.
    yield "surname", words[-1]
    if len(words) > 1:
        yield "name", f"{words[0]} {words[-1]}"


def rarity(actors: Iterable[NamedActor]) -> Mapping[str, float]:
    """Return how significant it is that two articles share a name: 1 if rare, less if frequent.

    The result is empty for few articles, which say nothing about frequency.
    """
    appearances = {(actor.known_as, actor.article) for actor in actors}
    article_count = len({article for _, article in appearances})
    if article_count < MANY_ARTICLES:
        return {}
    most = math.log(1 / OFTEN)
    counts = Counter(name for name, _ in appearances)
    return {
        name: round(min(1.0, math.log(article_count / count) / most), DIGITS_OF_RARITY)
        for name, count in sorted(counts.items())
    }


def _separate(
    actors: Sequence[NamedActor],
    decisions: Sequence[Decision],
) -> ActorSets:
    """Return a set for each actor, with what decisions say must stay separate."""
    articles: dict[str, set[str]] = defaultdict(set)
    for actor in actors:
        articles[actor.iri].add(actor.article)
    different: dict[str, set[str]] = defaultdict(set)
    for decision in decisions:
        if decision.kind == "different":
            firsts = {actor.iri for actor in called(actors, decision.first)}
            seconds = {actor.iri for actor in called(actors, decision.second)}
            for iri in firsts:
                different[iri] |= seconds - {iri}
            for iri in seconds:
                different[iri] |= firsts - {iri}
    return ActorSets(
        _frozen(articles),
        {actor.iri: actor.wikidata for actor in actors if actor.wikidata},
        _frozen(different),
    )


def _frozen(sets: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    return {iri: frozenset(items) for iri, items in sets.items()}


def _decided_ties(
    actors: Sequence[NamedActor], decisions: Sequence[Decision], sets: ActorSets
) -> Iterator[Tie]:
    """Yield the ties of every decision `same`.

    Raises ReviewError if one would link a guarded actor or contradicts a decision `different`.
    """
    for decision in decisions:
        if decision.kind != "same":
            continue
        firsts = called(actors, decision.first)
        seconds = called(actors, decision.second)
        _refuse_guarded([*firsts, *seconds])
        for first, second in _different_pairs(firsts, seconds):
            if not sets.allows(first, second):
                raise ReviewError(
                    "two decisions contradict each other",
                    where=str(decision),
                    remedy="undo one of them",
                )
            sets.join(first, second)
            yield Tie(first, second, BY_PERSON, str(decision))


def _refuse_guarded(actors: Iterable[NamedActor]) -> None:
    guarded = sorted(actor.iri for actor in actors if actor.guarded)
    if guarded:
        raise ReviewError(
            "actors who are unnamed or at risk are never linked",
            where=local_name(guarded[0]),
            remedy="undo this decision",
        )


def _different_pairs(
    firsts: Iterable[NamedActor], seconds: Iterable[NamedActor]
) -> list[tuple[str, str]]:
    """Return the pairs of IRIs, each once and sorted, the smaller IRI first."""
    second_iris = {actor.iri for actor in seconds}
    pairs = set()
    for first in {actor.iri for actor in firsts}:
        for second in second_iris - {first}:
            pairs.add((min(first, second), max(first, second)))
    return sorted(pairs)


def called(actors: Sequence[NamedActor], name: str) -> list[NamedActor]:
    """Return the actors that a decision means: by IRI, end of an IRI, or a name."""
    by_iri = [actor for actor in actors if name in (actor.iri, local_name(actor.iri))]
    if by_iri:
        return by_iri
    folded = name_key(name)
    return [actor for actor in actors if folded in actor.names]
