"""A finding: one problem of a graph, and what to do about it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One problem: the node that has it, the rule it breaks, what is wrong, and what to do."""

    node: str
    rule: str
    message: str
    remedy: str
