"""The line across articles: bearers → ties of actors → tellings → ties of events → origins → the graph of links."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial

import pyoxigraph as ox

from actorgraph.links import topics
from actorgraph.links.actors import BY_PERSON, Tie, tie_actors
from actorgraph.links.actors import RULE as SAME_ACTOR
from actorgraph.links.bearer import Bearer, Facts, facts_of, read_bearers
from actorgraph.links.clusters import Joined
from actorgraph.links.events import Nearness
from actorgraph.links.happenings import tie_events
from actorgraph.links.minting import quads
from actorgraph.links.origins import Copy, Origin, find_origins, runs
from actorgraph.links.telling import Telling, read_tellings
from actorgraph.review import Decision
from actorgraph.store import LINKS, Store
from actorgraph.vocab import AG, DCT, NIF, RDFS, literals, local_name

# How far from either end of a text an agency's name is its credit and no mention.
CREDIT = 120


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
        return sum(tie.rule == rule or (tie.rule == BY_PERSON and rule == SAME_ACTOR) for tie in self.ties)

    def lines(self) -> list[str]:
        """Return each tie on one line: the rule, the two, the points and the reason."""
        return [
            f"{tie.rule}\t{local_name(tie.first)}\t{local_name(tie.second)}\t"
            f"{f'{tie.score.points:.2f}' if tie.score else 'decided'}\t{tie.reason}"
            for tie in self.ties
        ]

    def quads(self) -> list[ox.Quad]:
        """Return the graph of links, sorted and without doubles."""
        return sorted(set(quads(self.ties, [list(h) for h in self.happenings], self.origins)), key=str)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One article as linking sees it."""

    facts: Facts
    article: str
    bearers: tuple[Bearer, ...]
    words: tuple[str, ...]
    copy: Copy
    agencies: frozenset[str]


def link(store: Store, decisions: Sequence[Decision] = (), nearness: Nearness | None = None) -> Links:
    """Find what ties the store's articles and put it into the graph of links, in the place of what stood there.

    `decisions` are a person's and always win; `nearness` tells how near two verbs are (the parser's vectors, if not
    given). Raises ReviewError where a decision would tie somebody unnamed or at risk, or contradicts another.
    """
    readings = [_read(store, article) for article in store.articles()]
    bearers = [bearer for reading in readings for bearer in reading.bearers]
    ties, joined = tie_actors(bearers, decisions)
    withheld = frozenset(bearer.iri for bearer in bearers if bearer.withheld)
    unnamed = frozenset(bearer.iri for bearer in bearers if bearer.guarded)
    tellings = [
        telling
        for reading in readings
        for telling in read_tellings(
            reading.facts, reading.article, withheld, lambda iri: "" if iri in unnamed else joined.of(iri)
        )
    ]
    weights = dict(zip([r.article for r in readings], topics.weights([r.words for r in readings]), strict=True))
    event_ties, clusters = tie_events(
        tellings, lambda one, other: topics.likeness(weights[one], weights[other]), nearness or _vectors()
    )
    origins = _origins(readings, clusters, joined)
    found = Links((*ties, *event_ties), tuple(tuple(cluster) for cluster in clusters), tuple(origins))
    store.drop(LINKS)
    store.insert(LINKS, (quad.triple for quad in found.quads()))
    return found


def _read(store: Store, article: ox.NamedNode) -> _Reading:
    facts = facts_of(store, article)
    told = facts[article]
    text = next((o.value for o in told.get(NIF.isString, ())), "")
    title = next((o.value for o in told.get(RDFS.label, ())), "")
    publisher = next((o.value for o in told.get(DCT.publisher, ())), "")
    return _Reading(
        facts,
        article.value,
        tuple(read_bearers(facts, article.value)),
        tuple(topics.stems(text or _spoken(facts) or title)),
        Copy(runs(text), publisher or title),
        _agencies(text, publisher),
    )


def _spoken(facts: Facts) -> str:
    """Return the names and labels of a graph that carries no text."""
    return " ".join(o.value for told in facts.values() for p in (RDFS.label, AG.verb) for o in told.get(p, ()))


def _agencies(text: str, publisher: str) -> frozenset[str]:
    """Return the news agencies whose credit stands at either end of a text, or that published it."""
    ends = f"{publisher} | {text[:CREDIT]} | {text[-CREDIT:]}"
    names = literals("Origin", "newsAgency")
    return frozenset(n for n in names if re.search(rf"(?<![\w]){re.escape(n)}(?![\w])", ends))


def _origins(readings: Sequence[_Reading], clusters: Sequence[list[Telling]], joined: Joined) -> list[Origin]:
    """Return the origins of every event that several claims tell of."""
    copies = {r.article: r.copy for r in readings}
    agencies = {r.article: r.agencies for r in readings}
    by_iri: dict[str, list[Bearer]] = {}
    for reading in readings:
        for bearer in reading.bearers:
            by_iri.setdefault(bearer.iri, []).append(bearer)
    named = partial(_named, by_iri, joined, {r.article: r.bearers for r in readings})
    return [o for cluster in clusters for o in find_origins(cluster, copies, named, agencies)]


def _named(
    by_iri: Mapping[str, list[Bearer]], joined: Joined, casts: Mapping[str, tuple[Bearer, ...]], source: str
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
        b.label for w in works for b in casts[w.article] if not b.guarded for s in spoken if f" {b.names[0]} " in s
    }
    return min(named, default="")


@cache
def _vectors() -> Nearness:
    from actorgraph.document import word_likeness

    return cache(word_likeness)
