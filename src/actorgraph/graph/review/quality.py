"""How often the tool was right, by what people decided about its claims."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from actorgraph.graph.facts import Facts
from actorgraph.graph.review.judged import class_of, family_of
from actorgraph.vocabulary.vocab import AG, PROV, RDFS, local_name

Z = 1.959964  # of the normal distribution, for 95 per cent
LAYERS = ("Action", "Statement", "Relation", "Attitude")
ALL = "all"
# Below this number a share says little.
FEW = 30


@dataclass(frozen=True, slots=True)
class Share:
    """How many claims of a layer or rule were judged, and how many of them were right.

    A claim that was corrected was wrong; one that somebody was unsure of counts neither way.
    """

    layer: str
    rule: str
    accepted: int
    corrected: int
    rejected: int
    unsure: int

    @property
    def decided(self) -> int:
        """The number of claims that were found right or wrong."""
        return self.accepted + self.corrected + self.rejected

    @property
    def precision(self) -> float:
        """The share of decided claims that were right, from 0 to 1; 0 if none was decided."""
        return self.accepted / self.decided if self.decided else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 per cent interval of the precision."""
        return wilson(self.accepted, self.decided)

    @property
    def is_few(self) -> bool:
        """Whether too few claims were decided to say much."""
        return self.decided < FEW


def wilson(successes: int, trials: int) -> tuple[float, float]:
    """Return Wilson's 95 per cent interval of a share, from 0 to 1."""
    if trials == 0:
        return 0.0, 1.0
    share = successes / trials
    spread = Z * Z / trials
    middle = share + spread / 2
    reach = Z * math.sqrt(share * (1 - share) / trials + spread / (4 * trials))
    return max(0.0, (middle - reach) / (1 + spread)), min(1.0, (middle + reach) / (1 + spread))


def quality(facts: Iterable[Facts]) -> list[Share]:
    """Return the shares of all claims, of each layer, and of each rule of a layer.

    Rules come in the order of how many of their claims were decided.
    """
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for part in facts:
        for layer, rule, verdict in _judged(part):
            for key in ((ALL, ALL), (layer, ALL), (layer, rule)):
                counts[key][verdict] += 1
    shares = [_share(key, counter) for key, counter in counts.items()]
    return sorted(shares, key=_order)


def _judged(facts: Facts) -> Iterator[tuple[str, str, str]]:
    """Yield layer, rule and verdict of each claim that the tool made and a person judged."""
    for claim in facts.of_type("Claim"):
        verdict = facts.value(claim, AG.reviewed)
        if not verdict or facts.has(claim, PROV.wasRevisionOf):
            continue
        layer = family_of(facts, claim)
        if class_of(facts, claim) == "Statement":
            layer = "Statement"
        rule = facts.node(claim, AG.foundBy)
        name = facts.value(rule, RDFS.label) if rule else ""
        yield layer, name or "no rule", local_name(verdict)


def _share(key: tuple[str, str], counter: Mapping[str, int]) -> Share:
    return Share(
        *key,
        accepted=counter["Accepted"],
        corrected=counter["Corrected"],
        rejected=counter["Rejected"],
        unsure=counter["Unsure"],
    )


def _order(share: Share) -> tuple[int, bool, int, str]:
    place = 0 if share.layer == ALL else LAYERS.index(share.layer) + 1
    return place, share.rule != ALL, -share.decided, share.rule
