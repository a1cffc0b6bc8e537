"""What changed between two versions of one article: claims added, dropped, put otherwise, attributed or dated anew.

Texts shift, so claims are matched by what they tell: class, who takes part, and the words of their evidence.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass

import pyoxigraph as ox

from actorgraph.links.bearer import Facts, facts_of
from actorgraph.links.topics import stems
from actorgraph.stores.contract import Store
from actorgraph.vocabulary.vocab import AG, NIF, RDF, RDFS, local_name, subclasses, superclasses

# A pair of claims is one claim in two versions from this many points on.
ENOUGH = 2.0
CLASS, VERB, PARTIES, WORDS = 1.0, 0.5, 1.5, 2.0
ROLES = ("agent", "possibleAgent", "target", "recipient", "subject", "object", "holder")
SHOWN = 90


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: `kind` is added, dropped, re-hedged, denied, undenied, re-attributed or re-dated.

    `before` and `after` are what changed in words, `claims` the ends of the IRIs, `evidence` the words of the later.
    """

    kind: str
    evidence: str
    before: str = ""
    after: str = ""
    claims: tuple[str, ...] = ()

    def __str__(self) -> str:
        changed = (
            f": {self.before or 'nothing'} → {self.after or 'nothing'}"
            if self.before or self.after
            else ""
        )
        words = self.evidence if len(self.evidence) <= SHOWN else self.evidence[: SHOWN - 1] + "…"
        return f"{self.kind}{changed}  “{words}”  [{' '.join(self.claims)}]"

    def to_json(self) -> dict[str, object]:
        """Return the change as what JSON can hold."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class _Version:
    """A claim as one version tells it, in names and stems instead of offsets."""

    iri: str
    kind: str
    verb: str
    parties: frozenset[str]
    words: frozenset[str]
    place: int
    evidence: str
    factuality: str
    negated: bool
    sources: tuple[str, ...]
    time: str


def changes(before: Store, after: Store) -> list[Change]:
    """Return what changed from one version's graph to another's, in the order of the texts; empty where nothing did."""
    old, new = list(_versions(before)), list(_versions(after))
    pairs = _matched(old, new)
    found = [
        (later.place, change) for earlier, later in pairs for change in _changed(earlier, later)
    ]
    met = {id(version) for pair in pairs for version in pair}
    for kind, versions in (("dropped", old), ("added", new)):
        for version in versions:
            if id(version) not in met:
                change = Change(kind, version.evidence, claims=(local_name(version.iri),))
                found.append((version.place, _told(change, version)))
    return [change for _, change in sorted(found, key=lambda f: (f[0], f[1].kind, f[1].claims))]


def _told(change: Change, version: _Version) -> Change:
    """Say of a claim that stands in one version alone how it was put."""
    put = f"{version.kind}, {version.factuality}" + (", denied" if version.negated else "")
    side = {"before": put} if change.kind == "dropped" else {"after": put}
    return Change(change.kind, change.evidence, claims=change.claims, **side)


def _changed(old: _Version, new: _Version) -> Iterator[Change]:
    claims = (local_name(old.iri), local_name(new.iri))
    if old.negated != new.negated:
        yield Change("denied" if new.negated else "undenied", new.evidence, claims=claims)
    for kind, was, now in (
        ("re-hedged", old.factuality, new.factuality),
        (
            "re-attributed",
            ", ".join(old.sources) or "own voice",
            ", ".join(new.sources) or "own voice",
        ),
        ("re-dated", old.time, new.time),
    ):
        if was.casefold() != now.casefold():
            yield Change(kind, new.evidence, was, now, claims)


def _matched(old: Sequence[_Version], new: Sequence[_Version]) -> list[tuple[_Version, _Version]]:
    """Pair the claims of two versions one to one, the most alike first, and of equals those in the same order."""
    scored = [
        (-round(points, 4), abs(i - j), i, j)
        for i, one in enumerate(old)
        for j, other in enumerate(new)
        if (points := _alike(one, other)) >= ENOUGH
    ]
    taken: tuple[set[int], set[int]] = (set(), set())
    pairs = []
    for _, _, i, j in sorted(scored):
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            pairs.append((old[i], new[j]))
    return pairs


def _alike(one: _Version, other: _Version) -> float:
    if one.kind != other.kind:
        return 0.0
    shared = _share(one.parties, other.parties) if one.parties or other.parties else 0.5
    return (
        CLASS
        + VERB * (one.verb == other.verb)
        + PARTIES * shared
        + WORDS * _share(one.words, other.words)
    )


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, len(one | other))


def _versions(store: Store) -> Iterator[_Version]:
    for article in store.articles():
        facts = facts_of(store, article)
        claims = [iri for iri, told in facts.items() if AG.Claim in told.get(RDF.type, ())]
        versions = [_version(facts, iri) for iri in claims]
        yield from sorted(versions, key=lambda v: (v.place, v.iri))


def _version(facts: Facts, iri: ox.NamedNode) -> _Version:
    told = facts[iri]
    spans = told.get(AG.evidence, [])
    begins = [int(text) for span in spans for text in _texts(facts, [span], NIF.beginIndex)]
    evidence = " ".join(_texts(facts, spans, NIF.anchorOf))
    kinds = {local_name(kind) for kind in told.get(RDF.type, ())} & subclasses("Claim")
    parties = [node for role in ROLES for node in told.get(AG[role], ())]
    return _Version(
        iri=iri.value,
        kind=min(kinds, key=lambda kind: (-len(superclasses(kind)), kind)),
        verb=next((o.value for o in told.get(AG.verb, ())), ""),
        parties=frozenset(name.casefold() for name in _texts(facts, parties, RDFS.label)),
        words=frozenset(stems(evidence)),
        place=min(begins, default=0),
        evidence=" ".join(evidence.split()),
        factuality=next((local_name(o) for o in told.get(AG.factuality, ())), ""),
        negated=any(o.value == "true" for o in told.get(AG.negated, ())),
        sources=tuple(sorted(_texts(facts, told.get(AG.attributedTo, []), RDFS.label))),
        time=next((o.value for p in (AG.time, AG.timeText) for o in told.get(p, ())), ""),
    )


def _texts(
    facts: Facts, nodes: Iterable[ox.NamedNode | ox.Literal], predicate: ox.NamedNode
) -> list[str]:
    return [
        o.value
        for node in nodes
        if isinstance(node, ox.NamedNode)
        for o in facts.get(node, {}).get(predicate, ())
    ]
