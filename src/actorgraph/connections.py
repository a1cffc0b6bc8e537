"""Connections between two actors through one or two others, in the order of their names.

It answers the question `who-stands-between` as its SPARQL does. The engine would first make every
row, of which two actors with thousands of claims have billions; here the rows are made in their
order, and the making ends with the last that is shown.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import merge
from itertools import chain, groupby, islice, pairwise, product

import pyoxigraph as ox

from actorgraph.graph.facts import SET_ASIDE_MARKS
from actorgraph.stores.contract import MERGED
from actorgraph.vocabulary.vocab import AG, RDFS, SKOS, prefixes

QUESTION = "who-stands-between"
MOST_ROWS = 1000
MOST_STEPS = 3
COLUMNS = (
    *("steps", "first", "certainty", "denied", "between", "second", "secondCertainty"),
    *("secondDenied", "via", "third", "thirdCertainty", "thirdDenied", "accordingTo"),
    *("claim", "claim2", "claim3"),
)
TRUE = ox.Literal(value=True)
ROLES = "ag:agent|ag:possibleAgent|ag:target|ag:recipient|ag:subject|ag:object"
# Each part is a subquery, so that the engine scans the claims of a hub and looks none of them up.
PARTNERS = f"""SELECT DISTINCT ?claim ?one ?other WHERE {{
  {{ SELECT ?claim ?one WHERE {{ VALUES ?one {{ %s }} ?claim {ROLES} ?one }} }}
  {{ SELECT ?claim ?other WHERE {{ ?claim {ROLES} ?other }} }}
  FILTER (?one != ?other)
}}"""
PAIRS = f"""SELECT DISTINCT ?one ?other WHERE {{
  {{ SELECT ?claim ?one WHERE {{ VALUES ?one {{ %s }} ?claim {ROLES} ?one }} }}
  {{ SELECT ?claim ?other WHERE {{ VALUES ?other {{ %s }} ?claim {ROLES} ?other }} }}
  FILTER (?one != ?other)
}}"""
BETWEEN_PAIRS = f"""SELECT DISTINCT ?claim ?one ?other WHERE {{
  VALUES (?one ?other) {{ %s }}
  {{ SELECT ?claim ?one WHERE {{ VALUES ?one {{ %s }} ?claim {ROLES} ?one }} }}
  {{ SELECT ?claim ?other WHERE {{ VALUES ?other {{ %s }} ?claim {ROLES} ?other }} }}
}}"""
# Pairs of actors whose claims are read at first; then so many times more.
FIRST_PAIRS = 32
GROWTH = 4
Node = ox.NamedNode
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None
Row = tuple[Term, ...]
# The claims between two actors, by the two.
Claims = dict[tuple[Node, Node], list[Node]]


class _Unusual(Exception):
    """The graph has blank nodes, which no query can name."""


@dataclass(frozen=True, slots=True, order=True)
class _Named:
    """A name that somebody has; the order is that of the names."""

    words: str
    name: ox.Literal = field(compare=False)
    actor: Node = field(compare=False)


# One other, or two.
_Others = tuple[_Named, ...]


@dataclass(frozen=True, slots=True)
class _Path:
    """The names of those between two actors, and the claims from the first to the last."""

    between: ox.Literal
    via: ox.Literal | None
    claims: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class _Side:
    """The claims of the actors at one end, and who has claims with whom."""

    claims: Claims
    actors: Mapping[Node, list[Node]]


def connections(store: ox.Store, begin: Sequence[str], end: Sequence[str]) -> list[Row] | None:
    """Return the first rows of the connections between actors of these names.

    None if the graph has blank nodes.
    """
    try:
        return list(islice(_Walk(store).rows(begin, end), MOST_ROWS))
    except _Unusual:
        return None


@dataclass
class _Walk:
    store: ox.Store
    _names: dict[Node, list[_Named]] = field(default_factory=dict)
    _details: dict[Node, list[Row]] = field(default_factory=dict)

    def rows(self, begin: Sequence[str], end: Sequence[str]) -> Iterator[Row]:
        """Yield all rows, each once, in their order."""
        first = self._side(begin)
        last = self._side(end)
        for path in chain(self._short(first, last), self._long(first, last)):
            yield from dict.fromkeys(self._rows_of(path))

    def _side(self, names: Sequence[str]) -> _Side:
        claims = self._claims(PARTNERS % _listed(self._called(names)))
        actors: dict[Node, list[Node]] = {}
        for actor, other in claims:
            actors.setdefault(other, []).append(actor)
        return _Side(claims, actors)

    def _called(self, names: Sequence[str]) -> list[Node]:
        """Return those who have one of these names."""
        found: dict[Node, None] = {}
        for name, predicate in product(names, (RDFS.label, SKOS.altLabel)):
            for quad in self.store.quads_for_pattern(None, predicate, ox.Literal(name), MERGED):
                found[_node(quad.subject)] = None
        return list(found)

    def _claims(self, sparql: str) -> Claims:
        claims: Claims = {}
        for claim, actor, other in self._ask(sparql):
            claims.setdefault((actor, other), []).append(claim)
        for each in claims.values():
            each.sort(key=lambda claim: claim.value)
        return claims

    def _ask(self, sparql: str) -> Iterator[tuple[Node, ...]]:
        solutions = self.store.query(sparql, prefixes=prefixes())
        assert isinstance(solutions, ox.QuerySolutions)
        for solution in solutions:
            # A literal takes part in nothing: it has no name.
            if not any(isinstance(term, ox.Literal) for term in solution):
                yield tuple(map(_node, solution))

    def _named(self, actor: Node) -> list[_Named]:
        """Return the names of somebody; none of people who may not be shown."""
        if actor not in self._names:
            names = []
            if not self._is_hidden(actor):
                names = self._values(actor, RDFS.label)
            self._names[actor] = [
                _Named(name.value, name, actor) for name in names if isinstance(name, ox.Literal)
            ]
        return self._names[actor]

    def _is_hidden(self, actor: Node) -> bool:
        return any(TRUE in self._values(actor, flag) for flag in (AG.unnamed, AG.protected))

    def _values(self, subject: Node, predicate: Node) -> list[Term]:
        quads = self.store.quads_for_pattern(subject, predicate, None, MERGED)
        return [quad.object for quad in quads]

    def _short(self, first: _Side, last: _Side) -> Iterator[_Path]:
        """Yield the paths through one other, by its name and then by the claims."""
        both = first.actors.keys() & last.actors.keys()
        others = sorted((name,) for name in chain.from_iterable(map(self._named, both)))
        yield from self._paths(others, first, {}, last)

    def _long(self, first: _Side, last: _Side) -> Iterator[_Path]:
        """Yield the paths through two others, by their names and then by the claims."""
        near = list(filter(self._named, first.actors))
        far = list(filter(self._named, last.actors))
        if not near or not far:
            return
        pairs: list[_Others] = []
        for one, two in self._ask(PAIRS % (_listed(near), _listed(far))):
            pairs += product(self._named(one), self._named(two))
        pairs.sort()
        for some in _batches(pairs):
            yield from self._paths(some, first, self._between(some), last)

    def _between(self, pairs: Sequence[_Others]) -> Claims:
        """Return the claims between the two of each pair."""
        nodes = dict.fromkeys((one.actor, two.actor) for one, two in pairs)
        both = " ".join(f"({one} {two})" for one, two in nodes)
        ones = _listed(dict.fromkeys(one for one, _ in nodes))
        twos = _listed(dict.fromkeys(two for _, two in nodes))
        return self._claims(BETWEEN_PAIRS % (both, ones, twos))

    def _paths(
        self, others: Iterable[_Others], first: _Side, middle: Claims, last: _Side
    ) -> Iterator[_Path]:
        """Yield the paths through others in their order; those of the same names by claims."""
        for _, same in groupby(others, key=_words):
            found = [
                self._along(some, steps)
                for some in same
                for steps in _steps(first, some, middle, last)
            ]
            for _, equal in groupby(merge(*found, key=_place), key=_place):
                yield from dict.fromkeys(equal)

    def _along(self, others: _Others, steps: Iterable[Sequence[Node]]) -> Iterator[_Path]:
        """Yield the paths through some others, in the order of the claims."""
        via = others[1].name if len(others) > 1 else None
        counting = [list(filter(self._told, claims)) for claims in steps]
        for claims in product(*counting):
            yield _Path(others[0].name, via, claims)

    def _told(self, claim: Node) -> list[Row]:
        """Return verb, certainty and whether it is denied; nothing of a claim set aside."""
        if claim not in self._details:
            self._details[claim] = list(self._read(claim))
        return self._details[claim]

    def _read(self, claim: Node) -> Iterator[Row]:
        if not SET_ASIDE_MARKS.isdisjoint(self._values(claim, AG.reviewed)):
            return
        verbs = self._values(claim, AG.verb) or self._values(claim, AG.title)
        certainties: list[Term] = []
        for factuality in self._values(claim, AG.factuality):
            certainties += self._values(_node(factuality), RDFS.label)
        denials = self._values(claim, AG.negated)
        yield from product(verbs or [ox.Literal("")], certainties, denials)

    def _rows_of(self, path: _Path) -> Iterator[Row]:
        steps = ox.Literal(len(path.claims))
        gap: list[Row] = [(None, None, None)] * (MOST_STEPS - len(path.claims))
        claims = (*path.claims, None)[:MOST_STEPS]
        for name in self._sources(path.claims[0]):
            for told in product(*map(self._told, path.claims)):
                first, second, third = chain(told, gap)
                yield (steps, *first, path.between, *second, path.via, *third, name, *claims)

    def _sources(self, claim: Node) -> list[Term]:
        names: list[Term] = []
        for speaker in self._values(claim, AG.attributedTo):
            names += self._values(_node(speaker), RDFS.label)
        return sorted(names, key=_text) or [None]


def _steps(
    first: _Side, others: _Others, middle: Claims, last: _Side
) -> Iterator[list[Sequence[Node]]]:
    """Yield the claims from each actor at one end to each at the other; nobody comes twice."""
    actors = [other.actor for other in others]
    between = [middle[pair] for pair in pairwise(actors)]
    for begin, end in product(first.actors[actors[0]], last.actors[actors[-1]]):
        if len({begin, end, *actors}) == len(actors) + 2:
            yield [first.claims[begin, actors[0]], *between, last.claims[end, actors[-1]]]


def _place(path: _Path) -> list[str]:
    """Return the place of a path among those with the same names."""
    return [claim.value for claim in path.claims]


def _batches(pairs: Iterable[_Others]) -> Iterator[list[_Others]]:
    """Yield some pairs at a time; those with the same names stay together."""
    batch: list[_Others] = []
    most = FIRST_PAIRS
    for _, same in groupby(pairs, key=_words):
        batch += same
        if len(batch) >= most:
            yield batch
            batch = []
            most *= GROWTH
    yield batch


def _words(others: _Others) -> list[str]:
    return [other.words for other in others]


def _node(term: Term) -> Node:
    if not isinstance(term, ox.NamedNode):
        raise _Unusual
    return term


def _listed(nodes: Iterable[Node]) -> str:
    return " ".join(map(str, nodes))


def _text(term: Term) -> str:
    return term.value if isinstance(term, ox.Literal) else ""
