"""Divide the documents of a gold set into those to look at and those that only check.

Every third document by name is for checking: nobody reads it or adapts a rule to it, so its
figures show whether what was learnt from the others holds for texts that nobody has seen.
"""

from collections.abc import Iterable

COLUMNS = ("whole", "looked at", "check")


def columns(documents: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return the names of the documents that each column is measured on."""
    ordered = sorted(set(documents))
    check = frozenset(ordered[2::3])
    whole = frozenset(ordered)
    return dict(zip(COLUMNS, (whole, whole - check, check), strict=True))
