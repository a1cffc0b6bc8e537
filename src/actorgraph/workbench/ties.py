"""Why the machine, or a person, takes actors of several articles for one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from actorgraph.links.actors import BY_PERSON
from actorgraph.text.review import Decision
from actorgraph.vocabulary.vocab import AG, RDFS, local_name
from actorgraph.workbench.desk import Desk, path_of


@dataclass(frozen=True, slots=True)
class Tie:
    """Two actors taken for one: reasons for it and against it, and who decided.

    `first` and `second` are the ends of their paths. `decided` is `same`, `different` or `unsure`
    where a person decided, else empty.
    """

    first: str
    second: str
    first_name: str
    second_name: str
    pros: tuple[str, ...]
    cons: tuple[str, ...]
    decided: str
    by: str


def ties_between(desk: Desk, nodes: Sequence[ox.NamedNode], most: int) -> list[Tie]:
    """Return what ties the identities of somebody to each other, at most so many ties."""
    own = frozenset(nodes)
    found = {}
    for first in nodes:
        for tie in desk.subjects(AG.firstTied, first):
            for second in desk.objects(tie, AG.secondTied):
                if second in own:
                    found[tie] = _tie(desk, tie, first, second)
        if len(found) >= most:
            break
    return [found[tie] for tie in sorted(found, key=str)][:most]


def _tie(
    desk: Desk,
    tie: ox.NamedNode,
    first: ox.NamedNode,
    second: ox.NamedNode,
) -> Tie:
    pros, cons = [], []
    for points, words in _features(desk, tie):
        if points < 0:
            cons.append(words)
        else:
            pros.append(words)
    if not pros:
        pros.append(desk.value(tie, AG.reason))
    decision = _decision(desk, first, second)
    return Tie(
        first=_code(first),
        second=_code(second),
        first_name=desk.value(first, RDFS.label),
        second_name=desk.value(second, RDFS.label),
        pros=tuple(pros),
        cons=tuple(cons),
        decided=decision.kind if decision else _rule(desk, tie),
        by=decision.by if decision else "",
    )


def _features(desk: Desk, tie: ox.NamedNode) -> Iterator[tuple[float, str]]:
    """Yield points and words of what was observed: from `company +3.0: both appear with …`."""
    for feature in desk.facts(tie).values(tie, AG.feature):
        head, _, words = feature.partition(": ")
        try:
            points = float(head.rpartition(" ")[2])
        except ValueError:
            points = 0.0
        yield points, words or feature


def _rule(desk: Desk, tie: ox.NamedNode) -> str:
    """Return `same` where a person's decision made the tie."""
    for rule in desk.objects(tie, AG.tiedBy):
        if desk.value(rule, RDFS.label) == BY_PERSON:
            return "same"
    return ""


def _decision(desk: Desk, first: ox.NamedNode, second: ox.NamedNode) -> Decision | None:
    """Return the last decision about two actors that names them by their IRIs."""
    wanted = [_names(first), _names(second)]
    for decision in reversed(desk.review.decisions):
        given = (decision.first, decision.second)
        fits = given[0] in wanted[0] and given[1] in wanted[1]
        if fits or (given[1] in wanted[0] and given[0] in wanted[1]):
            return decision
    return None


def _names(node: ox.NamedNode) -> tuple[str, ...]:
    return node.value, local_name(node), _code(node)


def _code(node: ox.NamedNode) -> str:
    return path_of(node.value).partition("/")[2] or node.value
