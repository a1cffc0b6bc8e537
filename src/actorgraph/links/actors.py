"""The same actor in several articles: candidates by name, weighed, and joined unless a person or the texts forbid it."""

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from actorgraph.actors.spellings import letters, name_key
from actorgraph.errors import ReviewError
from actorgraph.links.alike import likeness, threshold
from actorgraph.links.bearer import Bearer
from actorgraph.links.clusters import Joined, near_places
from actorgraph.links.scoring import Score
from actorgraph.text.review import Decision
from actorgraph.vocabulary.vocab import local_name

RULE, BY_PERSON = "same actor", "a person's decision"
# Whoever stands in more than this share of many articles says little about whom one meets there.
MANY, OFTEN = 20, 0.05


@dataclass(frozen=True, slots=True)
class Tie:
    """Two IRIs that are tied, the smaller first: by which rule, with which score, and why in words."""

    first: str
    second: str
    rule: str
    reason: str
    score: Score | None = None


def tie_actors(
    bearers: Sequence[Bearer], decisions: Sequence[Decision] = ()
) -> tuple[list[Tie], Joined]:
    """Tie the actors of different articles who are one, and return the ties and the sets that they make.

    A person's `same` is obeyed first and against any score; a person's `different` holds for whole sets: nobody is
    tied to one whom a chain of ties would bring together with somebody decided to be another. Raises ReviewError.
    """
    ordered = sorted(bearers, key=lambda b: (b.published, b.article, b.iri))
    open_ones = [b for b in ordered if not b.guarded]
    joined = _apart(open_ones, decisions)
    found = [*_decided(ordered, decisions, joined)]
    rare = rarity(open_ones)
    for first, second in _candidates(open_ones, rare):
        one, other = sorted((first.iri, second.iri))
        if joined.may_join(one, other):
            joined.join(one, other)
            score = likeness(first, second, rare)
            found.append(Tie(one, other, RULE, score.reason, score))
    return found, joined


def _candidates(
    bearers: Sequence[Bearer], rare: Mapping[str, float]
) -> Iterator[tuple[Bearer, Bearer]]:
    """Yield those who are alike enough to be tied, the most alike first; of a pair no more is kept than two numbers."""
    alike: dict[float, array[int]] = {}
    for first, second in near_places(bearers, blocks):
        points = likeness(bearers[first], bearers[second], rare).points
        if points >= max(threshold(bearers[first]), threshold(bearers[second])):
            alike.setdefault(points, array("L")).extend((first, second))
    for points in sorted(alike, reverse=True):
        places = iter(alike.pop(points))
        pairs = (
            (bearers[first], bearers[second]) for first, second in zip(places, places, strict=True)
        )
        yield from sorted(pairs, key=lambda pair: sorted((pair[0].iri, pair[1].iri)))


def blocks(bearer: Bearer) -> Iterator[tuple[str, str]]:
    """Yield the keys under which an actor is looked for: identity, surname, name without spaces, initials."""
    if bearer.wikidata:
        yield "identity", bearer.wikidata
    if "Person" in bearer.kinds:
        words = bearer.names[0].split()
        yield "surname", words[-1]
        if len(words) > 1:
            yield "name", f"{words[0]} {words[-1]}"
        return
    for name in bearer.names:
        yield "name", letters(name)


def rarity(bearers: Sequence[Bearer]) -> Mapping[str, float]:
    """Tell of each name how much it says that it stands in two articles: 1 for a rare one, less for a common one."""
    articles = {b.article for b in bearers}
    if len(articles) < MANY:
        return {}
    spread = Counter(name for name, _ in {(b.known_as, b.article) for b in bearers})
    most = math.log(1 / OFTEN)
    return {
        name: round(min(1.0, math.log(len(articles) / n) / most), 4)
        for name, n in sorted(spread.items())
    }


def _apart(bearers: Sequence[Bearer], decisions: Sequence[Decision]) -> Joined:
    """Begin with everybody apart, and with what a person said must stay so."""
    places: dict[str, set[str]] = defaultdict(set)
    for bearer in bearers:
        places[bearer.iri].add(bearer.article)
    apart: dict[str, set[str]] = defaultdict(set)
    for decision in decisions:
        if decision.kind == "different":
            ones, others = (
                {b.iri for b in called(bearers, name)} for name in (decision.first, decision.second)
            )
            for one in ones:
                apart[one] |= others - {one}
            for other in others:
                apart[other] |= ones - {other}
    return Joined(
        {iri: frozenset(found) for iri, found in places.items()},
        {b.iri: b.wikidata for b in bearers if b.wikidata},
        {iri: frozenset(found) for iri, found in apart.items()},
    )


def _decided(
    bearers: Sequence[Bearer], decisions: Sequence[Decision], joined: Joined
) -> Iterator[Tie]:
    """Obey every `same`; raises ReviewError where it would tie somebody guarded, or contradicts a `different`."""
    for decision in decisions:
        if decision.kind != "same":
            continue
        ones, others = called(bearers, decision.first), called(bearers, decision.second)
        for iri in sorted({b.iri for b in (*ones, *others) if b.guarded}):
            raise ReviewError(
                "whoever is unnamed or at risk is never tied to anyone",
                where=local_name(iri),
                remedy="take this decision back",
            )
        pairs = sorted(
            {tuple(sorted((a.iri, b.iri))) for a in ones for b in others if a.iri != b.iri}
        )
        for one, other in pairs:
            if not joined.agrees(one, other):
                raise ReviewError(
                    "two decisions contradict each other",
                    where=str(decision),
                    remedy="take one of them back",
                )
            joined.join(one, other)
            yield Tie(one, other, BY_PERSON, str(decision))


def called(bearers: Sequence[Bearer], name: str) -> list[Bearer]:
    """Return those whom a decision means: by the IRI, the end of it, or a name as an article writes it."""
    by_iri = [b for b in bearers if name in (b.iri, local_name(b.iri))]
    return by_iri or [b for b in bearers if name_key(name) in b.names]
