"""What would contradict if two actors were one, said before it is decided."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from actorgraph.commands.terminal import warn

if TYPE_CHECKING:
    import pyoxigraph as ox

    from actorgraph.text.review import Decision


def contradictions_among(quads: "ox.Store", folder: Path, decision: "Decision") -> list[str]:
    """Return in words what would contradict in a store's quads if two actors were the same.

    `folder` is where the decisions are.
    """
    from actorgraph.workbench.contradictions import clashes
    from actorgraph.workbench.desk import Desk
    from actorgraph.workbench.elsewhere import actors_meant

    desk = Desk(quads, folder)
    first, second = (actors_meant(desk, name) for name in (decision.first, decision.second))
    return list(clashes(desk, first, second).lines())


def warn_of_contradictions(
    decisions: "Sequence[Decision]", find: "Callable[[Decision], list[str]]"
) -> bool:
    """Write what would contradict if actors were the same; return whether anything would."""
    is_any = False
    for decision in decisions:
        found = find(decision) if decision.kind == "same" else []
        if not found:
            continue
        is_any = True
        warn(f"if {decision.first} and {decision.second} are the same, this contradicts:")
        for words in found:
            warn(f"  {words}")
    return is_any
