"""A rule: what it is called, how it finds claims, and how sure its claims are."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from actorgraph.claims.claim import Claim
from actorgraph.claims.scene import Scene
from actorgraph.deadline import check as check_deadline
from actorgraph.vocabulary.confidence import rate_of_rule

Found = TypeVar("Found", bound=Claim, covariant=True)


@dataclass(frozen=True, slots=True)
class Rule(Generic[Found]):
    """One way of making a claim.

    `find` yields claims that name their rule; several rules may share it. `example` is a text in
    which the rule finds a claim.
    """

    name: str
    find: Callable[[Scene], Iterator[Found]]
    example: str

    @property
    def confidence(self) -> float:
        """The share of its claims that were right where people had read the text."""
        return rate_of_rule(self.name)


def run(rules: Sequence[Rule[Found]], scene: Scene) -> Iterator[Found]:
    """Yield what the rules find, in their order, each claim with the confidence of its rule.

    Raises KeyError if a claim names none of these rules.
    """
    confidences = {rule.name: rule.confidence for rule in rules}
    for find in dict.fromkeys(rule.find for rule in rules):
        for claim in find(scene):
            check_deadline()
            yield replace(claim, confidence=confidences[claim.rule])


def named(rules: Iterable[Rule[Claim]]) -> dict[str, Rule[Claim]]:
    """Return rules by name. Raises ValueError if two have one name."""
    by_name: dict[str, Rule[Claim]] = {}
    for rule in rules:
        if rule.name in by_name:
            raise ValueError(f"two rules are called {rule.name!r}")
        by_name[rule.name] = rule
    return by_name
