"""Linking articles step by step: named actors → ties of actors → reports → ties of events → origins
→ the graph of links.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import pyoxigraph as ox

from actorgraph.links.actors import BY_PERSON, Tie, tie_actors
from actorgraph.links.actors import RULE as SAME_ACTOR
from actorgraph.links.alike import PROBABLE
from actorgraph.links.clusters import ActorSets
from actorgraph.links.event_reports import EventReport, comparable_reports
from actorgraph.links.events import Nearness
from actorgraph.links.minting import quads, units
from actorgraph.links.named_actors import NamedActor
from actorgraph.links.origins import Origin, Sources, find_origins
from actorgraph.links.pair_points import PairPoints
from actorgraph.links.readings import Readings, ReadingsInMemory
from actorgraph.links.shared_events import Likeness, blocks, shared_keys, tie_events
from actorgraph.links.topics import Weights, rarity, weighed
from actorgraph.links.topics import likeness as topic_likeness
from actorgraph.stores.contract import LINKS
from actorgraph.stores.disk.link_units import Unit
from actorgraph.stores.memory import MemoryStore
from actorgraph.text.review import Decision, counting
from actorgraph.vocabulary.vocab import local_name

# The weights of so many texts are kept in memory: texts that are compared are close in time, and
# so in order.
REMEMBERED_TEXTS = 5_000


@dataclass(frozen=True, slots=True)
class Links:
    """What links articles: ties of actors and claims, events with several claims, and origins."""

    ties: tuple[Tie, ...]
    shared_events: tuple[tuple[EventReport, ...], ...]
    origins: tuple[Origin, ...]

    def to_nquads(self) -> str:
        """Return the graph of links as N-Quads: the same links always give the same bytes."""
        content = ox.serialize(self.quads(), format=ox.RdfFormat.N_QUADS) or b""
        return content.decode()

    def count(self, rule: str) -> int:
        """Return the number of ties made by a rule; a reviewer's decisions count as actors'."""
        rules = {rule}
        if rule == SAME_ACTOR:
            rules.add(BY_PERSON)
        return sum(tie.rule in rules for tie in self.ties)

    def lines(self) -> list[str]:
        """Return each tie as a line: rule, both ends, points and reason, separated by tabs."""
        return [_line(tie) for tie in self.ties]

    def quads(self) -> list[ox.Quad]:
        """Return the graph of links, sorted."""
        return sorted(quads(self.ties, self.shared_events, self.origins), key=str)

    def units(self) -> Iterator[Unit]:
        """Yield the graph of links in units, each once."""
        return units(self.ties, self.shared_events, self.origins)


def _line(tie: Tie) -> str:
    points = "decided"
    if tie.score:
        points = f"{tie.score.points:.2f}"
    columns = (tie.rule, local_name(tie.first), local_name(tie.second), points, tie.reason)
    return "\t".join(columns)


def link(
    store: MemoryStore,
    decisions: Sequence[Decision] = (),
    nearness: Nearness | None = None,
) -> Links:
    """Find the links between the articles of a store in memory, and replace its graph of links.

    `decisions` are a reviewer's and always win. `nearness` compares the meanings of two verbs; the
    default uses the parser's word vectors. Raises ReviewError if a decision would link somebody
    unnamed or at risk, or contradicts another.
    """
    links = find_links(ReadingsInMemory.of(store), decisions, nearness)
    # Only now, so that a refused decision leaves the former links in place.
    store.drop(LINKS)
    store.insert(LINKS, (quad.triple for quad in links.quads()))
    return links


def find_links(
    readings: Readings,
    decisions: Sequence[Decision] = (),
    nearness: Nearness | None = None,
    *,
    bar: str = PROBABLE,
    weights: PairPoints | None = None,
) -> Links:
    """Find the links between articles from their readings, and write nothing.

    `bar` is how much must agree for a link: `probable` or `sure`. `weights` may remember pairs that
    were weighed before; the links are the same without it.

    Raises ReviewError, as `link` does.
    """
    actors = list(readings.actors())
    actor_ties, sets = tie_actors(actors, counting(decisions), bar, weights)
    reports = _linkable_reports(readings, actors, sets)
    event_ties, clusters = tie_events(reports, _subject_likeness(readings), nearness or _vectors())
    origins = _origins(readings, actors, clusters, sets)
    return Links(
        ties=(*actor_ties, *event_ties),
        shared_events=tuple(tuple(cluster) for cluster in clusters),
        origins=tuple(origins),
    )


def _linkable_reports(
    readings: Readings, actors: Iterable[NamedActor], sets: ActorSets
) -> Iterator[EventReport]:
    """Yield the reports with actors known across articles, except those that nothing can link."""
    withheld = frozenset(actor.iri for actor in actors if actor.withheld)
    guarded = frozenset(actor.iri for actor in actors if actor.guarded)

    def known_as(iri: str) -> str:
        # Two groups with the same description may be different people.
        if iri in guarded:
            return ""
        return sets.of(iri)

    # The reports are read twice, so that only those that can be linked are kept in memory.
    keys = shared_keys(comparable_reports(readings.reports(), withheld, known_as))
    for report in comparable_reports(readings.reports(), withheld, known_as):
        if not keys.isdisjoint(blocks(report)):
            yield report


def _subject_likeness(readings: Readings) -> Likeness:
    """Return a function that compares the subjects of two articles, from 0 to 1."""
    rare = rarity(wording.words for wording in readings.wordings())

    @lru_cache(REMEMBERED_TEXTS)
    def weights(article: str) -> Weights:
        return weighed(readings.wording(article).words, rare)

    @lru_cache(REMEMBERED_TEXTS)
    def likeness(first: str, second: str) -> float:
        return topic_likeness(weights(first), weights(second))

    return likeness


def _origins(
    readings: Readings,
    actors: Sequence[NamedActor],
    clusters: Sequence[list[EventReport]],
    sets: ActorSets,
) -> Iterator[Origin]:
    """Yield the origins of every event that several claims report."""
    articles: dict[str, None] = {}
    for cluster in clusters:
        articles.update(dict.fromkeys(report.article for report in cluster))
    copies, agencies = {}, {}
    for article in articles:
        wording = readings.wording(article)
        copies[article] = wording.copy
        agencies[article] = wording.agencies
    sources = Sources(
        copies,
        _source_names(actors, sets, articles),
        agencies,
    )
    for cluster in clusters:
        yield from find_origins(cluster, sources)


def _source_names(
    actors: Iterable[NamedActor], sets: ActorSets, articles: Iterable[str]
) -> Callable[[str], str]:
    """Return a function from a source's IRI to the name by which other articles may know it.

    The name is empty for anyone unnamed or at risk.
    """
    by_iri: dict[str, list[NamedActor]] = defaultdict(list)
    by_article: dict[str, list[NamedActor]] = {article: [] for article in articles}
    for actor in actors:
        by_iri[actor.iri].append(actor)
        if actor.article in by_article:
            by_article[actor.article].append(actor)

    @cache
    def source_name(source: str) -> str:
        labels = [actor.label for actor in by_iri.get(sets.of(source), ()) if not actor.guarded]
        if labels:
            return min(labels)
        # `a report by the Harbour Fund` has no name of its own: use that of the fund.
        named: set[str] = set()
        for work in by_iri.get(source, ()):
            if work.kinds == {"Document"}:
                named |= _labels_within(work, by_article.get(work.article, ()))
        return min(named, default="")

    return source_name


def _labels_within(
    work: NamedActor,
    actors: Iterable[NamedActor],
) -> set[str]:
    """Return the labels of those actors whose names are part of a work's name."""
    names = [f" {name} " for name in work.names]
    labels = set()
    for actor in actors:
        if not actor.guarded and any(f" {actor.names[0]} " in name for name in names):
            labels.add(actor.label)
    return labels


@cache
def _vectors() -> Nearness:
    from actorgraph.language.parsing import word_likeness

    return cache(word_likeness)
