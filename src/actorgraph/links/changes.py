"""What changed between two versions of one article: claims added or dropped, hedged, denied,
attributed or dated differently.

Offsets shift between versions, so claims are matched by content: class, who takes part, and the
words of their evidence.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass

import pyoxigraph as ox

from actorgraph.graph.facts import Facts
from actorgraph.links.topics import stems
from actorgraph.stores.contract import Store
from actorgraph.vocabulary.roles import roles_of
from actorgraph.vocabulary.vocab import AG, NIF, RDFS, local_name, subclasses, superclasses

# Two claims with so many points are the same claim in two versions.
ENOUGH = 2.0
CLASS, VERB, PARTIES, WORDS = 1.0, 0.5, 1.5, 2.0
# Share of common parties if neither claim has any.
NO_PARTIES_SHARE = 0.5
# A place often comes and goes with a subordinate phrase: it does not identify a claim.
PARTY_ROLES = tuple(
    AG[role] for role in roles_of("Action", "Attitude", "Relation") if role != "place"
)
SHOWN_CHARACTERS = 90
OWN_VOICE = "own voice"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two versions.

    `kind` is added, dropped, re-hedged, denied, undenied, re-attributed or re-dated. `before` and
    `after` say in words what changed, `claims` are the ends of the claims' IRIs, `evidence` the
    words of the later version.
    """

    kind: str
    evidence: str
    before: str = ""
    after: str = ""
    claims: tuple[str, ...] = ()

    def __str__(self) -> str:
        parts = [self.kind]
        if self.before or self.after:
            parts.append(f": {self.before or 'nothing'} → {self.after or 'nothing'}")
        words = self.evidence
        if len(words) > SHOWN_CHARACTERS:
            words = words[: SHOWN_CHARACTERS - 1] + "…"
        parts.append(f"  “{words}”  [{' '.join(self.claims)}]")
        return "".join(parts)

    def to_json(self) -> dict[str, object]:
        """Return the change as a value for JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class _Version:
    """A claim in one version, described by names and stems instead of offsets."""

    iri: str
    kind: str
    verb: str
    parties: frozenset[str]
    words: frozenset[str]
    begin: int
    evidence: str
    factuality: str
    negated: bool
    sources: tuple[str, ...]
    time: str

    @property
    def name(self) -> str:
        """The end of the claim's IRI."""
        return local_name(self.iri)


def changes(before: Store, after: Store) -> list[Change]:
    """Return the changes from one version's graph to another's, in the order of the texts."""
    old = list(_versions(before))
    new = list(_versions(after))
    placed: list[tuple[int, Change]] = []
    matched: set[int] = set()
    for earlier, later in _matches(old, new):
        matched.update((id(earlier), id(later)))
        placed.extend((later.begin, change) for change in _differences(earlier, later))
    for version in old:
        if id(version) not in matched:
            placed.append((version.begin, _dropped(version)))
    for version in new:
        if id(version) not in matched:
            placed.append((version.begin, _added(version)))
    placed.sort(key=lambda item: (item[0], item[1].kind, item[1].claims))
    return [change for _, change in placed]


def _dropped(version: _Version) -> Change:
    return Change(
        "dropped",
        version.evidence,
        before=_in_words(version),
        claims=(version.name,),
    )


def _added(version: _Version) -> Change:
    return Change(
        "added",
        version.evidence,
        after=_in_words(version),
        claims=(version.name,),
    )


def _in_words(version: _Version) -> str:
    words = f"{version.kind}, {version.factuality}"
    if version.negated:
        return f"{words}, denied"
    return words


def _differences(old: _Version, new: _Version) -> Iterator[Change]:
    claims = (old.name, new.name)
    if old.negated and not new.negated:
        yield Change("undenied", new.evidence, claims=claims)
    if new.negated and not old.negated:
        yield Change("denied", new.evidence, claims=claims)
    compared = (
        ("re-hedged", old.factuality, new.factuality),
        ("re-attributed", _sources(old), _sources(new)),
        ("re-dated", old.time, new.time),
    )
    for kind, before, after in compared:
        if before.casefold() != after.casefold():
            yield Change(kind, new.evidence, before, after, claims)


def _sources(version: _Version) -> str:
    return ", ".join(version.sources) or OWN_VOICE


def _matches(
    old: Sequence[_Version],
    new: Sequence[_Version],
) -> list[tuple[_Version, _Version]]:
    """Pair the claims of two versions one to one, the most alike first.

    Of pairs that are equally alike, those with the most similar position come first.
    """
    scored = []
    for old_place, earlier in enumerate(old):
        for new_place, later in enumerate(new):
            points = _likeness(earlier, later)
            if points >= ENOUGH:
                distance = abs(old_place - new_place)
                scored.append((-round(points, 4), distance, old_place, new_place))
    old_places: set[int] = set()
    new_places: set[int] = set()
    pairs = []
    for _, _, old_place, new_place in sorted(scored):
        if old_place not in old_places and new_place not in new_places:
            old_places.add(old_place)
            new_places.add(new_place)
            pairs.append((old[old_place], new[new_place]))
    return pairs


def _likeness(first: _Version, second: _Version) -> float:
    if first.kind != second.kind:
        return 0.0
    shared_parties = NO_PARTIES_SHARE
    if first.parties or second.parties:
        shared_parties = _share(first.parties, second.parties)
    shared_words = _share(first.words, second.words)
    points = CLASS + VERB * (first.verb == second.verb)
    return points + PARTIES * shared_parties + WORDS * shared_words


def _share(first: frozenset[str], second: frozenset[str]) -> float:
    """Return the Jaccard index of two sets."""
    return len(first & second) / max(1, len(first | second))


def _versions(store: Store) -> Iterator[_Version]:
    """Yield the claims of a store, article by article in the order of the text."""
    for article in store.articles():
        facts = Facts(store.triples_of(article))
        versions = [_version(facts, claim) for claim in facts.claims]
        yield from sorted(versions, key=lambda version: (version.begin, version.iri))


def _version(facts: Facts, claim: ox.NamedNode) -> _Version:
    spans = facts.nodes(claim, AG.evidence)
    begins = [int(begin) for begin in _values(facts, spans, NIF.beginIndex)]
    evidence = " ".join(_values(facts, spans, NIF.anchorOf))
    sources = facts.nodes(claim, AG.attributedTo)
    return _Version(
        iri=claim.value,
        kind=_kind(facts.types(claim)),
        verb=facts.value(claim, AG.verb),
        parties=_parties(facts, claim),
        words=frozenset(stems(evidence)),
        begin=min(begins, default=0),
        evidence=" ".join(evidence.split()),
        factuality=local_name(facts.value(claim, AG.factuality)),
        negated=facts.flag(claim, AG.negated),
        sources=tuple(sorted(_values(facts, sources, RDFS.label))),
        time=facts.value(claim, AG.time) or facts.value(claim, AG.timeText),
    )


def _parties(facts: Facts, claim: ox.NamedNode) -> frozenset[str]:
    """Return the folded names of those who take part in a claim."""
    names: set[str] = set()
    for role in PARTY_ROLES:
        for party in facts.nodes(claim, role):
            names.update(name.casefold() for name in facts.values(party, RDFS.label))
    return frozenset(names)


def _kind(types: frozenset[str]) -> str:
    """Return the most precise class of a claim."""
    return min(types & subclasses("Claim"), key=lambda kind: (-len(superclasses(kind)), kind))


def _values(
    facts: Facts,
    nodes: Iterable[ox.NamedNode],
    predicate: ox.NamedNode,
) -> list[str]:
    values: list[str] = []
    for node in nodes:
        values.extend(facts.values(node, predicate))
    return values
