"""An item: one article of a feed, a mail or a document, before it is read."""

import re
from dataclasses import dataclass

from actorgraph.text.page_tree import fragment_text

_PAGE = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_MARKUP = re.compile(r"<(?:p|br|div|a|em|strong|blockquote)\b[^>]*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An article's text or page with what its form says of it; None where it says nothing."""

    text: str
    is_page: bool = False
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    id: str | None = None


def shown(text: str) -> tuple[str, bool]:
    """Return a text as it is read, and whether it is a whole page; markup of a piece is removed."""
    if _PAGE.search(text):
        return text, True
    if _MARKUP.search(text):
        return fragment_text(text), False
    return text, False
