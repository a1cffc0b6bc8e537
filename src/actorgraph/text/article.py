"""The article: a text that never changes, and the spans of its blocks."""

import hashlib
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote

# So many words of a text without a title are shown as its title.
TITLE_WORDS = 12

Kind = Literal["title", "heading", "paragraph", "notice", "dateline"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the article's text, in Unicode code points; the end is exclusive."""

    begin: int
    end: int

    def __contains__(self, other: "Span") -> bool:
        return self.begin <= other.begin and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Return whether two spans share a character."""
        return self.begin < other.end and other.begin < self.end


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the text.

    A `notice` (subscription, navigation) and a `dateline` belong to the article but are not parsed.
    """

    kind: Kind
    span: Span


@dataclass(frozen=True, slots=True)
class Article:
    """A text as read, with its blocks in order.

    `published` is an EDTF date; it, `publisher` and `url` are None where they are unknown.
    `language` is a code of BCP 47; `original_sha256` is the hash of the
    file, where the text is not all of it, as of a page.
    """

    text: str
    blocks: tuple[Block, ...]
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str = "en"
    original_sha256: str | None = None

    @property
    def title(self) -> str:
        """The title, or the first words of the text where there is none."""
        for block in self.blocks:
            if block.kind == "title":
                return self.quote(block.span)
        return " ".join(self.text.split()[:TITLE_WORDS])

    @property
    def sha256(self) -> str:
        """The SHA-256 of the text in UTF-8, in hexadecimal."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def quote(self, span: Span) -> str:
        """Return the words of a span."""
        return self.text[span.begin : span.end]


def as_iri(url: str) -> str:
    """Return an address as an IRI: characters that an IRI must not contain are escaped."""
    return quote(url, safe=":/?#[]@!$&'()*+,;=%~-._")
