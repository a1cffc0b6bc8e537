"""Feeds (RSS, Atom, JSON Feed) and the answers of news services in JSON."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from actorgraph.text.days import as_edtf
from actorgraph.text.forms.columns import Columns, flat
from actorgraph.text.forms.item import Item, shown

# Under these keys, answers of news services have their articles.
LISTS = ("articles", "items", "results", "docs", "data", "stories", "news", "entries", "response")
MOST_LEVELS = 4
HTML_KEYS = ("content_html", "bodyHtml", "body_html", "html")


def read_feed(content: bytes) -> Iterator[Item]:
    """Yield the items of an RSS or Atom feed that have a text. Raises ValueError, ImportError."""
    import feedparser

    # Markup is read like that of a page, which runs no script of it.
    feed = feedparser.parse(content, sanitize_html=False, resolve_relative_uris=False)
    publisher = _words(feed.feed.get("title"))
    for entry in feed.entries:
        text, is_page = shown(_longest(entry))
        if not text.strip():
            continue
        yield Item(
            text=text,
            is_page=is_page,
            title=_words(entry.get("title")),
            published=as_edtf(str(entry.get("published") or entry.get("updated") or "")),
            publisher=publisher,
            url=entry.get("link") or None,
            id=entry.get("id") or entry.get("link") or None,
        )


def _longest(entry: Mapping[str, Any]) -> str:
    """Return the longest text of an entry: its content or its summary."""
    parts = [str(part.get("value") or "") for part in entry.get("content", ())]
    return max([*parts, str(entry.get("summary") or "")], key=len)


def read_json(content: bytes) -> Iterator[Item]:
    """Yield the articles in JSON: one object, a list of them, or an answer with a list in it.

    Raises ValueError if there is none.
    """
    found = json.loads(content)
    rows = _rows(found)
    publisher = _words(found.get("title")) if isinstance(found, dict) and "items" in found else None
    columns = Columns({})
    for row in rows:
        names = columns.names_in(row)
        values = {ours: row[theirs] for ours, theirs in names.items() if row[theirs] is not None}
        item = _item(row, values, publisher)
        if item is not None:
            yield item


def _item(row: dict[str, Any], values: dict[str, Any], publisher: str | None) -> Item | None:
    """Return the article that an object describes; None if it has no text."""
    html = next((str(row[key]) for key in HTML_KEYS if row.get(key)), "")
    text = values.get("text")
    if not isinstance(text, str):
        text = html
    if not text.strip():
        return None
    text, is_page = shown(text)
    return Item(
        text=text,
        is_page=is_page,
        title=_words(values.get("title")),
        published=as_edtf(str(values.get("published", ""))),
        publisher=_words(values.get("publisher")) or publisher,
        url=_words(values.get("url")),
        id=str(values["id"]) if "id" in values else None,
    )


def _rows(found: object, level: int = 0) -> list[dict[str, Any]]:
    """Return the objects that may be articles."""
    if isinstance(found, list):
        return [flat(row) for row in found if isinstance(row, dict)]
    if not isinstance(found, dict) or level > MOST_LEVELS:
        return []
    for key in LISTS:
        if isinstance(found.get(key), list | dict):
            rows = _rows(found[key], level + 1)
            if rows:
                return rows
    return [flat(found)]


def _words(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None
