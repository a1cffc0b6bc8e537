"""The same event in several articles: candidates by party and class, scored, and clustered by
their average scores.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from actorgraph.links.actors import Tie
from actorgraph.links.clusters import Pair, average_linked, near_places
from actorgraph.links.event_reports import EventReport
from actorgraph.links.events import ENOUGH, Nearness, forbidden, sameness
from actorgraph.links.scoring import Score

RULE = "same event"
CONTRADICTION = "contradicting claims"
# A pair that was never compared may be one event or not: it is only slight evidence against.
UNCOMPARED = ENOUGH - 2.0
# From two articles' IRIs to the likeness of their subjects, from 0 to 1.
Likeness = Callable[[str, str], float]
# A party and a class of actions.
Key = tuple[str, str]
Cluster = list[EventReport]


def tie_events(
    reports: Iterable[EventReport], likeness: Likeness, nearness: Nearness
) -> tuple[list[Tie], list[Cluster]]:
    """Link the claims of different articles that report one event.

    Returns the ties, and the clusters of two claims or more. `likeness` compares the subjects of
    two articles, `nearness` the meanings of two verbs, from 0 to 1. Claims of one event of which
    one denies what the other reports are also tied as contradicting claims.
    """
    ordered = sorted(reports, key=_order)
    comparison = _Comparison(ordered, likeness, nearness)
    # Only pairs that reach the threshold are kept: other scores matter only within their chains.
    near: dict[Pair, Score] = {}
    for pair in near_places(ordered, blocks):
        score = comparison.score(pair)
        if score.points >= ENOUGH:
            near[pair] = score
    clusters = _clusters(comparison, near)
    ties: list[Tie] = []
    for cluster in clusters:
        ties.extend(_ties(ordered, cluster, near))
    return ties, [[ordered[place] for place in cluster] for cluster in clusters]


def _order(report: EventReport) -> tuple[str, str, str]:
    return report.begin or report.published, report.article, report.iri


def blocks(report: EventReport) -> Iterator[Key]:
    """Yield the keys under which to search for a report: each party with the class."""
    # Reports without a common party are never tied, so that they need no comparison.
    for party in sorted(report.parties):
        yield party, report.kind


def shared_keys(reports: Iterable[EventReport]) -> frozenset[Key]:
    """Return the keys that occur in several articles: only these can link a report to another."""
    occurrences: set[tuple[Key, str]] = set()
    for report in reports:
        occurrences.update((key, report.article) for key in blocks(report))
    counts = Counter(key for key, _ in occurrences)
    return frozenset(key for key, count in counts.items() if count > 1)


@dataclass(frozen=True, slots=True)
class _Comparison:
    """Compares reports by their places in the order of time."""

    reports: Sequence[EventReport]
    likeness: Likeness
    nearness: Nearness

    def score(self, pair: Pair) -> Score:
        """Score whether two reports are about one event."""
        first, second = self.reports[pair[0]], self.reports[pair[1]]
        obstacle = forbidden(first, second)
        if obstacle is not None:
            return obstacle
        topic = self.likeness(first.article, second.article)
        return sameness(first, second, topic, self.nearness)


def _clusters(
    comparison: _Comparison,
    near: Mapping[Pair, Score],
) -> list[list[int]]:
    """Return the places of each cluster of two reports or more, sorted.

    Every pair within a chain is scored, also those that do not reach the threshold.
    """
    chains = _chains(near)
    points_by_chain: dict[int, dict[Pair, float]] = {}
    for pair in near_places(comparison.reports, blocks, among=chains):
        low, high = pair
        if chains[low] == chains[high]:
            score = near.get(pair) or comparison.score(pair)
            points = points_by_chain.setdefault(chains[low], {})
            # Minus infinity, which rules a pair out, has no mean.
            points[pair] = max(score.points, -ENOUGH)
    clusters: list[list[int]] = []
    for points in points_by_chain.values():
        clusters.extend(_clusters_of_chain(points))
    return sorted(clusters)


def _chains(pairs: Iterable[Pair]) -> dict[int, int]:
    """Return for each place one that represents all places that a chain of pairs connects to it."""
    from networkx.utils import UnionFind

    chains = UnionFind()
    for low, high in pairs:
        chains.union(low, high)
    return {place: chains[place] for place in list(chains)}


def _clusters_of_chain(points: Mapping[Pair, float]) -> Iterator[list[int]]:
    """Yield the clusters of two places or more of one chain."""
    places = sorted({place for pair in points for place in pair})
    numbers = {place: number for number, place in enumerate(places)}
    numbered = {(numbers[low], numbers[high]): value for (low, high), value in points.items()}
    for cluster in average_linked(len(places), numbered, ENOUGH, UNCOMPARED):
        if len(cluster) > 1:
            yield [places[number] for number in cluster]


def _ties(
    ordered: Sequence[EventReport], cluster: list[int], near: Mapping[Pair, Score]
) -> Iterator[Tie]:
    """Yield the ties of one cluster: the pairs that reach the threshold."""
    for index, low in enumerate(cluster):
        for high in cluster[index + 1 :]:
            if (low, high) in near:
                yield from _pair_ties(ordered[low], ordered[high], near[low, high])


def _pair_ties(
    report: EventReport,
    other: EventReport,
    score: Score,
) -> Iterator[Tie]:
    first, second = sorted((report.iri, other.iri))
    yield Tie(first, second, RULE, score.reason, score)
    if report.negated != other.negated:
        reason = f"one denies what the other tells: {score.reason}"
        yield Tie(first, second, CONTRADICTION, reason, score)
