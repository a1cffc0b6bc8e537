"""What a policy does with each actor, and which numbers it lets through."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, cast

import pyoxigraph as ox

from actorgraph.graph.facts import Facts
from actorgraph.graph.triples import whole_number
from actorgraph.redaction.exposure import Exposure
from actorgraph.redaction.rules import RedactionPolicy
from actorgraph.vocabulary.vocab import AG

# open: shown by name. group: a group at risk that is large enough to be shown with its size.
# merge: one of those at risk, indistinguishable from the others. nobody: one of those whom the text
# does not name. pseudonym: a person under a pseudonym. suppress: left out with all claims.
Standing = Literal["open", "group", "merge", "nobody", "pseudonym", "suppress"]
STEPS = (1, 2, 5)
LARGEST_POWER = 12


@dataclass(frozen=True, slots=True)
class Standings:
    """The standing of each actor under a policy."""

    facts: Facts
    exposure: Exposure
    policy: RedactionPolicy

    def of(self, actor: ox.NamedNode | None) -> Standing:
        """Return what becomes of an actor; None is somebody of whom nothing may be shown."""
        if actor is None:
            return "nobody"
        if actor in self.exposure.protected:
            return self._of_protected(actor)
        if actor in self.exposure.unnamed:
            return self._of_unnamed(actor)
        return "open"

    def is_suppressed(self, actor: ox.NamedNode) -> bool:
        """Return whether the policy leaves an actor out with all claims."""
        return self.of(actor) == "suppress"

    def _of_protected(self, actor: ox.NamedNode) -> Standing:
        types = self.facts.types(actor)
        if "Group" in types and self.minimum(actor):
            if self.policy.protected == "suppress":
                return "suppress"
            return "group"
        # A group that is too small to be shown is only one of those at risk.
        if "Person" not in types:
            return "merge"
        return cast(Standing, self.policy.protected)

    def _of_unnamed(self, actor: ox.NamedNode) -> Standing:
        # A country or body could be found by elimination, so that it gets no pseudonym.
        if "Person" in self.facts.types(actor):
            return cast(Standing, self.policy.unnamed)
        if self.policy.bodies == "merge":
            return "nobody"
        return "suppress"

    def minimum(self, node: ox.NamedNode) -> int | None:
        """Return a node's minimum number, rounded down; None if it is unknown or below k."""
        at_least = self.facts.values(node, AG.atLeast)
        if not at_least:
            return None
        bounds = (*at_least, *self.facts.values(node, AG.atMost))
        found = map(whole_number, bounds)
        numbers = [number for number in found if number is not None and number >= 0]
        if not numbers:
            return None
        smallest = min(numbers)
        allowed = (number for number in _round_numbers() if self.policy.k <= number <= smallest)
        return max(allowed, default=None)


def _round_numbers() -> Iterator[int]:
    """Yield 1, 2, 5, 10, 20, 50, and so on."""
    for power in range(LARGEST_POWER):
        for step in STEPS:
            yield step * 10**power
