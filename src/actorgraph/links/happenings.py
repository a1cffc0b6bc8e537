"""One event in several articles: candidates by party and class, weighed, and clustered by what they score on average."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from actorgraph.links.actors import Tie
from actorgraph.links.clusters import average_linked, near_places
from actorgraph.links.events import ENOUGH, Nearness, forbidden, sameness
from actorgraph.links.scoring import Score
from actorgraph.links.telling import Telling

RULE, CONTRADICTION = "same event", "contradicting claims"
# Whether two that were never compared are one event nobody knows: it counts neither for nor much against it.
UNCOMPARED = ENOUGH - 2.0
Alike = Callable[[str, str], float]
Pair = tuple[int, int]


def tie_events(
    tellings: Iterable[Telling], alike: Alike, nearness: Nearness
) -> tuple[list[Tie], list[list[Telling]]]:
    """Tie the claims of different articles that tell of one event; return ties and the clusters of two and more.

    `alike` tells how alike two articles are, by their IRIs, and `nearness` two verbs, from 0 to 1. Claims of one event
    of which one denies what the other tells are tied as contradicting each other, too.
    """
    ordered = sorted(tellings, key=lambda t: (t.begin or t.published, t.article, t.iri))

    def weigh(low: int, high: int) -> Score:
        first, second = ordered[low], ordered[high]
        return forbidden(first, second) or sameness(
            first, second, alike(first.article, second.article), nearness
        )

    # Only the pairs that are near enough are kept: what else was compared matters within their chains alone.
    near = {
        pair: score
        for pair in near_places(ordered, blocks)
        if (score := weigh(*pair)).points >= ENOUGH
    }
    chains = _chains(near)
    points: dict[int, dict[Pair, float]] = {}
    for low, high in near_places(ordered, blocks, among=chains):
        if chains[low] == chains[high]:
            score = near.get((low, high)) or weigh(low, high)
            points.setdefault(chains[low], {})[low, high] = max(score.points, -ENOUGH)
    clusters = sorted(cluster for pairs in points.values() for cluster in _clusters(pairs))
    ties = [tie for cluster in clusters for tie in _ties(ordered, cluster, near)]
    return ties, [[ordered[place] for place in cluster] for cluster in clusters]


def blocks(telling: Telling) -> Iterator[tuple[str, str]]:
    """Yield the keys under which a telling is looked for: each party with the class."""
    for party in sorted(telling.parties):
        yield party, telling.kind


def shared(tellings: Iterable[Telling]) -> frozenset[tuple[str, str]]:
    """Return the keys that stand in more than one article: nothing else can tie a telling to another."""
    found = {(key, telling.article) for telling in tellings for key in blocks(telling)}
    return frozenset(key for key, count in Counter(key for key, _ in found).items() if count > 1)


def _chains(pairs: Iterable[Pair]) -> dict[int, int]:
    """Return for each place the smallest to which a chain of pairs leads."""
    head: dict[int, int] = {}

    def first(place: int) -> int:
        while head.setdefault(place, place) != place:
            head[place] = place = head[head[place]]
        return place

    for low, high in pairs:
        one, other = sorted((first(low), first(high)))
        head[other] = one
    return {place: first(place) for place in list(head)}


def _clusters(points: Mapping[Pair, float]) -> Iterator[list[int]]:
    """Yield the clusters of two and more among the places of one chain."""
    places = sorted({place for pair in points for place in pair})
    number = {place: index for index, place in enumerate(places)}
    renamed = {(number[low], number[high]): value for (low, high), value in points.items()}
    for cluster in average_linked(len(places), renamed, ENOUGH, UNCOMPARED):
        if len(cluster) > 1:
            yield [places[index] for index in cluster]


def _ties(
    ordered: Sequence[Telling], cluster: list[int], near: Mapping[Pair, Score]
) -> Iterator[Tie]:
    """Yield the ties of one cluster: those that were weighed and reach the threshold."""
    for index, low in enumerate(cluster):
        for high in cluster[index + 1 :]:
            score = near.get((low, high))
            if score is None:
                continue
            first, second = sorted((ordered[low], ordered[high]), key=lambda t: t.iri)
            yield Tie(first.iri, second.iri, RULE, score.reason, score)
            if first.negated != second.negated:
                reason = f"one denies what the other tells: {score.reason}"
                yield Tie(first.iri, second.iri, CONTRADICTION, reason, score)
