"""The line across articles: bearers → ties of actors → tellings → ties of events → origins → the graph of links."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial

import pyoxigraph as ox

from actorgraph.links import topics
from actorgraph.links.actors import BY_PERSON, Tie, tie_actors
from actorgraph.links.actors import RULE as SAME_ACTOR
from actorgraph.links.bearer import Bearer
from actorgraph.links.clusters import Joined
from actorgraph.links.events import Nearness
from actorgraph.links.happenings import Alike, blocks, shared, tie_events
from actorgraph.links.minting import quads
from actorgraph.links.origins import Origin, find_origins
from actorgraph.links.readings import InMemory, Readings
from actorgraph.links.telling import Telling, across
from actorgraph.stores.contract import LINKS
from actorgraph.stores.memory import MemoryStore
from actorgraph.text.review import Decision
from actorgraph.vocabulary.vocab import local_name

# So many texts' weights are held at once; whatever is compared stands near in time, and so near in order.
WEIGHED = 2_000


@dataclass(frozen=True, slots=True)
class Links:
    """What ties the articles: ties of actors and events, the clusters of claims, and where each claim comes from."""

    ties: tuple[Tie, ...]
    happenings: tuple[tuple[Telling, ...], ...]
    origins: tuple[Origin, ...]

    def to_nquads(self) -> str:
        """Write the graph of links as N-Quads: the same links always give the same bytes."""
        written = ox.serialize(self.quads(), format=ox.RdfFormat.N_QUADS) or b""
        return written.decode()

    def count(self, rule: str) -> int:
        """Count the ties that a rule made; those that a person decided count as ties of actors."""
        return sum(
            tie.rule == rule or (tie.rule == BY_PERSON and rule == SAME_ACTOR) for tie in self.ties
        )

    def lines(self) -> list[str]:
        """Return each tie on one line: the rule, the two, the points and the reason."""
        return [
            f"{tie.rule}\t{local_name(tie.first)}\t{local_name(tie.second)}\t"
            f"{f'{tie.score.points:.2f}' if tie.score else 'decided'}\t{tie.reason}"
            for tie in self.ties
        ]

    def quads(self) -> list[ox.Quad]:
        """Return the graph of links, sorted."""
        return sorted(quads(self.ties, self.happenings, self.origins), key=str)

    def triples(self) -> Iterator[ox.Triple]:
        """Yield what the graph of links holds, each triple once, without holding it."""
        return (quad.triple for quad in quads(self.ties, self.happenings, self.origins))


def link(
    store: MemoryStore, decisions: Sequence[Decision] = (), nearness: Nearness | None = None
) -> Links:
    """Find what ties the articles of a store in memory and put it into the graph of links, in the place of what stood there.

    `decisions` are a person's and always win; `nearness` tells how near two verbs are (the parser's vectors, if not
    given). Raises ReviewError where a decision would tie somebody unnamed or at risk, or contradicts another.
    """
    found = tied(InMemory.of(store), decisions, nearness)
    store.drop(LINKS)
    store.insert(LINKS, (quad.triple for quad in found.quads()))
    return found


def tied(
    readings: Readings, decisions: Sequence[Decision] = (), nearness: Nearness | None = None
) -> Links:
    """Find what ties articles by their readings, and write nothing. Raises ReviewError."""
    bearers = list(readings.bearers())
    ties, joined = tie_actors(bearers, decisions)
    event_ties, clusters = tie_events(
        _tellings(readings, bearers, joined), _alike(readings), nearness or _vectors()
    )
    origins = _origins(readings, bearers, clusters, joined)
    return Links(
        (*ties, *event_ties), tuple(tuple(cluster) for cluster in clusters), tuple(origins)
    )


def _tellings(readings: Readings, bearers: Iterable[Bearer], joined: Joined) -> Iterator[Telling]:
    """Yield what articles tell in the terms of all of them, but for what no other article could tell, too."""
    withheld = frozenset(bearer.iri for bearer in bearers if bearer.withheld)
    unnamed = frozenset(bearer.iri for bearer in bearers if bearer.guarded)

    def known_as(iri: str) -> str:
        return "" if iri in unnamed else joined.of(iri)

    keys = shared(across(readings.tellings(), withheld, known_as))
    told = across(readings.tellings(), withheld, known_as)
    return (telling for telling in told if not keys.isdisjoint(blocks(telling)))


def _alike(readings: Readings) -> Alike:
    """Return what tells how alike the subjects of two articles are, from 0 to 1."""
    rare = topics.rarity(wording.words for wording in readings.wordings())

    @lru_cache(WEIGHED)
    def weights(article: str) -> topics.Weights:
        return topics.weighed(readings.wording(article).words, rare)

    @lru_cache(WEIGHED)
    def alike(one: str, other: str) -> float:
        return topics.likeness(weights(one), weights(other))

    return alike


def _origins(
    readings: Readings, bearers: Sequence[Bearer], clusters: Sequence[list[Telling]], joined: Joined
) -> list[Origin]:
    """Return the origins of every event that several claims tell of."""
    casts: dict[str, list[Bearer]] = {
        telling.article: [] for cluster in clusters for telling in cluster
    }
    by_iri: dict[str, list[Bearer]] = {}
    for bearer in bearers:
        by_iri.setdefault(bearer.iri, []).append(bearer)
        if bearer.article in casts:
            casts[bearer.article].append(bearer)
    named: Callable[[str], str] = cache(partial(_named, by_iri, joined, casts))
    copies, agencies = {}, {}
    for article in casts:
        wording = readings.wording(article)
        copies[article], agencies[article] = wording.copy, wording.agencies
    return [o for cluster in clusters for o in find_origins(cluster, copies, named, agencies)]


def _named(
    by_iri: Mapping[str, list[Bearer]],
    joined: Joined,
    casts: Mapping[str, list[Bearer]],
    source: str,
) -> str:
    """Return the name under which a source may be met again; nothing of one who is unnamed or at risk.

    A work that has no name of its own (`a report by the Harbour Fund`) goes by the body or person that its words name.
    """
    bearers = by_iri.get(joined.of(source), [])
    open_ones = [b for b in bearers if not b.guarded]
    if open_ones:
        return min(bearer.label for bearer in open_ones)
    works = [b for b in by_iri.get(source, []) if b.kinds == {"Document"}]
    spoken = {f" {name} " for b in works for name in b.names}
    named = {
        b.label
        for w in works
        for b in casts.get(w.article, ())
        if not b.guarded
        for s in spoken
        if f" {b.names[0]} " in s
    }
    return min(named, default="")


@cache
def _vectors() -> Nearness:
    from actorgraph.language.document import word_likeness

    return cache(word_likeness)
