"""One event in several articles: candidates by party and class, weighed, and clustered by what they score on average."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from actorgraph.links.actors import Tie
from actorgraph.links.clusters import average_linked, neighbours
from actorgraph.links.events import ENOUGH, Nearness, forbidden, sameness
from actorgraph.links.scoring import Score
from actorgraph.links.telling import Telling

RULE, CONTRADICTION = "same event", "contradicting claims"
# Whether two that were never compared are one event nobody knows: it counts neither for nor much against it.
UNCOMPARED = ENOUGH - 2.0
Alike = Callable[[str, str], float]


def tie_events(tellings: Sequence[Telling], alike: Alike, nearness: Nearness) -> tuple[list[Tie], list[list[Telling]]]:
    """Tie the claims of different articles that tell of one event; return ties and the clusters of two and more.

    `alike` tells how alike two articles are, by their IRIs, and `nearness` two verbs, from 0 to 1. Claims of one event
    of which one denies what the other tells are tied as contradicting each other, too.
    """
    ordered = sorted(tellings, key=lambda t: (t.begin or t.published, t.article, t.iri))
    place = {telling.iri: index for index, telling in enumerate(ordered)}
    scores: dict[tuple[int, int], Score] = {}
    for first, second in neighbours(ordered, blocks):
        score = forbidden(first, second) or sameness(first, second, alike(first.article, second.article), nearness)
        scores[place[first.iri], place[second.iri]] = score
    points = {pair: max(score.points, -ENOUGH) for pair, score in scores.items()}
    clusters = [c for c in average_linked(len(ordered), points, ENOUGH, UNCOMPARED) if len(c) > 1]
    ties = [tie for cluster in clusters for tie in _ties(ordered, cluster, scores)]
    return ties, [[ordered[index] for index in cluster] for cluster in clusters]


def blocks(telling: Telling) -> Iterator[tuple[str, str]]:
    """Yield the keys under which a telling is looked for: each party with the class."""
    for party in sorted(telling.parties):
        yield party, telling.kind


def _ties(ordered: Sequence[Telling], cluster: list[int], scores: Mapping[tuple[int, int], Score]) -> Iterator[Tie]:
    """Yield the ties of one cluster: those that were weighed and reach the threshold."""
    for index, low in enumerate(cluster):
        for high in cluster[index + 1 :]:
            score = scores.get((low, high))
            if score is None or score.points < ENOUGH:
                continue
            first, second = sorted((ordered[low], ordered[high]), key=lambda t: t.iri)
            yield Tie(first.iri, second.iri, RULE, score.reason, score)
            if first.negated != second.negated:
                reason = f"one denies what the other tells: {score.reason}"
                yield Tie(first.iri, second.iri, CONTRADICTION, reason, score)
