"""Columns: the names by which a table or a JSON object gives an article's text, title and so on."""

from collections.abc import Iterable, Mapping
from typing import Any

Row = dict[str, Any]
TEXT = "text"
# The columns of a table, or the keys of a JSON line, that are understood.
COLUMNS = (TEXT, "title", "published", "publisher", "url", "id")
# What others call them, in lower case without underscores and hyphens; the best name first.
ALIASES = {
    TEXT: ("content", "body", "articlebody", "fulltext", "maintext", "articletext", "contenttext"),
    "title": ("headline", "heading", "name"),
    "published": (
        "publishedat",
        "datepublished",
        "publisheddate",
        "publicationdate",
        "publishdate",
        "datepublish",
        "pubdate",
        "date",
        "published on",
        "firstpublished",
        "createdat",
        "timestamp",
    ),
    "publisher": ("source.name", "sourcename", "sitename", "source", "outlet", "publication"),
    "url": ("link", "address", "articleurl", "sourceurl", "weburl", "permalink"),
    "id": ("guid", "uuid", "articleid", "docid"),
}
# The separators of tables; where a header has several, the one that it has most often counts.
SEPARATORS = (",", ";", "\t", "|")
MOST_HEADERS = 1000  # different sets of columns that are remembered


class Columns:
    """Finds our columns in rows: by the name that the user gives, else by one that is common."""

    def __init__(self, given: Mapping[str, str]) -> None:
        self.given = dict(given)
        self._known: dict[tuple[str, ...], dict[str, str]] = {}

    def names_in(self, row: Mapping[str, Any]) -> dict[str, str]:
        """Return by our names what the columns of a row are called; those it lacks are left out."""
        key = tuple(map(str, row))
        if key not in self._known:
            if len(self._known) >= MOST_HEADERS:
                self._known.clear()
            self._known[key] = self._find(key)
        return self._known[key]

    def _find(self, columns: Iterable[str]) -> dict[str, str]:
        plain: dict[str, str] = {}
        for column in columns:
            plain.setdefault(_plain(column), column)
        names: dict[str, str] = {}
        for ours in COLUMNS:
            if ours in self.given:
                theirs = self.given[ours] if self.given[ours] in columns else None
            else:
                aliases = (ours, *ALIASES[ours])
                theirs = next((plain[alias] for alias in aliases if alias in plain), None)
            if theirs is not None:
                names[ours] = theirs
        return names


def _plain(column: str) -> str:
    return column.strip().casefold().replace("_", "").replace("-", "")


def flat(row: Row) -> Row:
    """Return a row with the keys of its objects one level up: `source.name`."""
    found: Row = {}
    for key, value in row.items():
        if isinstance(value, dict):
            found.update({f"{key}.{inner}": part for inner, part in value.items()})
        else:
            found[key] = value
    return found


def separator_of(header: str) -> str:
    """Return what separates the columns of a table, by its first line."""
    counts = {separator: header.count(separator) for separator in SEPARATORS}
    return max(SEPARATORS, key=lambda separator: counts[separator])
