"""Walking through what is to be decided, from one to the next and round again."""

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def rest_after(items: Sequence[T], item: T | None) -> list[T]:
    """Return the items after one, and then those before it; all of them if it is not there."""
    if item is None or item not in items:
        return list(items)
    place = items.index(item)
    return [*items[place + 1 :], *items[:place]]
