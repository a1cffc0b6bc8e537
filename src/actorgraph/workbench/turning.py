"""Lists that take several pages: which rows one page shows."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """Which rows a page shows, counted from 0, and which page of how many it is."""

    begin: int
    end: int
    page: int
    pages: int


def part_of(rows: int, size: int, page: int) -> Part:
    """Return the part of a list that a page shows; the last one where the number is too high."""
    pages = max(1, -(-rows // size))
    page = min(page, pages)
    begin = (page - 1) * size
    return Part(begin, begin + size, page, pages)
