"""Reading: a file, standard input or a text becomes an Article."""

import hashlib
import re
import sys
import unicodedata
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

import pyoxigraph as ox

from actorgraph.errors import ArticleError
from actorgraph.text.article import Article, as_iri
from actorgraph.text.blocks import find_blocks
from actorgraph.text.decoding import CONTROLS, binary, decode, not_utf_8
from actorgraph.text.extraction import BROKEN, Fields, extract_fields
from actorgraph.text.forms import read_items
from actorgraph.text.languages import check_code, check_language
from actorgraph.text.markup import check_markup

# Some 800,000 words: more than any article, and less than would fill a laptop's memory.
LIMIT = 5_000_000  # bytes
# What has more lines is a table or a list, not an article.
LINES = 100_000
# From this share of null characters on, a text is UTF-16 that was read as something else.
NULLS = 0.25
MARKUP_HEAD = 5000  # characters in which a page shows its first tag
HTML_SUFFIXES = (".html", ".htm", ".xhtml")
# Other graphs are recognised by what they contain.
GRAPH_SUFFIXES = (".ttl", ".nt", ".nq", ".trig", ".ttl.gz")
_MARKUP = re.compile(
    r"""
    \s*+(?:<\?xml[^>]*+>\s*+)?+  # an XML declaration
    (?:<!--(?>.*?-->)\s*+)*+     # comments
    <(?:!doctype\ html|html)\b
    """,
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
# Soft hyphens, zero-width spaces, word joiners and byte-order marks: they split words for a parser.
_WITHOUT_WIDTH = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
_PLAIN_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
_ADDRESS = re.compile(
    r"""
    https?://
    (?:[^\s<>\"{}|\\^`\[\]%\x00-\x20]
    |%[0-9A-Fa-f]{2})++
    """,
    re.VERBOSE,
)


def read(
    source: Path | str,
    *,
    published: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    encoding: str | None = None,
    language: str | None = None,
    limit: int = LIMIT,
) -> Article:
    """Read an article from a `.txt` or `.html` file, or from standard input if the source is `-`.

    `published` is an EDTF date (`2017-08`); `limit` is in bytes. What is not given is taken from
    the page's metadata. A text that is not English is refused, unless `language` says that it is
    (`en`). Raises ArticleError if there is no article to read.
    """
    name = "standard input" if source == "-" else str(source)
    if name.casefold().endswith(GRAPH_SUFFIXES):
        remedy = "ask it: actorgraph query NAME GRAPH; or give the article"
        raise ArticleError("is a graph", where=name, remedy=remedy)
    content = _content(source, name, limit)
    return read_bytes(
        content,
        published=published,
        publisher=publisher,
        url=url,
        encoding=encoding,
        language=language,
        name=name,
    )


def read_bytes(
    content: bytes,
    *,
    published: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    title: str | None = None,
    encoding: str | None = None,
    charset: str | None = None,
    language: str | None = None,
    name: str = "text",
) -> Article:
    """Read an article from the bytes of a text or of a page.

    `encoding` is what the user says, and `charset` what the sender of a page says, which is
    believed unless the bytes are UTF-8.

    A page is recognised by the suffix of its name or by its first tag. A `title` is put above a
    text that does not begin with it. Raises ArticleError.
    """
    page = _item_page(content, name)
    is_part = True
    if page is None:
        decoded = decode(content, name, encoding, charset)
        page = _page(decoded, name)
        is_part = page.text != decoded
    title = title or page.title
    article = read_text(
        _titled(page.text, title),
        title=title,
        published=published or page.published,
        publisher=publisher or page.publisher,
        url=url or page.url,
        language=language,
        name=name,
    )
    if is_part:
        return replace(article, original_sha256=hashlib.sha256(content).hexdigest())
    return article


def _item_page(content: bytes, name: str) -> "_Page | None":
    """Return the one article in a feed, a mail or a document; None for texts and pages."""
    items = read_items(content, name)
    if items is None:
        return None
    if len(items) > 1:
        raise ArticleError(
            f"has {len(items)} articles",
            where=name,
            remedy="read them all: actorgraph ingest FILE --store DIR",
        )
    item = items[0]
    page = _Page(item.text)
    if item.is_page:
        page = _page(item.text, f"{name}.html")
    url = item.url or page.url or ""
    return _Page(
        page.text,
        item.title or page.title,
        item.published or page.published,
        item.publisher or page.publisher,
        url if _is_address(url) else None,
    )


def read_text(
    text: str,
    *,
    published: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    title: str | None = None,
    language: str | None = None,
    name: str = "text",
) -> Article:
    """Read an article from a text; `name` is what an error calls it.

    A first line that is the given `title` is the title, whatever it looks like. Raises
    ArticleError.
    """
    text = _normalised(text)
    _check_characters(text, name)
    if language is None:
        check_language(text, name)
    else:
        check_code(language)
    if url is not None and not _is_address(url):
        raise ArticleError(
            "the URL is not valid",
            where=url,
            remedy="give one that begins with https:// or http://",
        )
    blocks, dateline = find_blocks(text, title)
    if published is None:
        published = dateline
    if published is not None:
        published = published.strip()
        _check_date(published)
    return Article(text, blocks, published, (publisher or "").strip() or None, url)


def _normalised(text: str) -> str:
    """Return a text with line feeds, composed accents, and no characters without width.

    File systems and PDFs write `é` as two characters, and pages hide soft hyphens in names.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_WITHOUT_WIDTH)
    return unicodedata.normalize("NFC", text)


@dataclass(frozen=True, slots=True)
class _Page:
    """A text with what it says of its publication; a plain text says nothing."""

    text: str
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None


def _titled(text: str, title: str | None) -> str:
    """Return a text with a title above it, unless its first line is the title."""
    title = " ".join((title or "").split())
    first, _, _ = text.lstrip("\ufeff \n\r\t").partition("\n")
    if not title or " ".join(first.split()).startswith(title):
        return text
    return f"{title}\n\n{text}"


def _is_address(url: str) -> bool:
    """Return whether an address can be written as an IRI, by which the graph names it.

    Browsers accept more than that.
    """
    if not _ADDRESS.fullmatch(url):
        return False
    try:
        return bool(urlsplit(url).netloc) and bool(ox.NamedNode(as_iri(url)))
    except ValueError:
        return False


def _content(source: Path | str, name: str, limit: int) -> bytes:
    """Return the bytes of a source. Raises ArticleError if they are more than the limit."""
    try:
        content = _bytes(source, name, limit + 1)
    except FileNotFoundError:
        raise ArticleError("no such file", where=name, remedy="check the path") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ArticleError(
            f"cannot be read: {reason.casefold()}",
            where=name,
            remedy="check the path",
        ) from error
    if len(content) > limit:
        raise ArticleError(
            f"over the limit of {limit / 1e6:g} MB",
            where=name,
            remedy="give one article, not an archive",
        )
    return content


def _bytes(source: Path | str, name: str, count: int) -> bytes:
    """Return a source's first bytes, never more than a count."""
    if source == "-":
        return sys.stdin.buffer.read(count)
    if Path(source).is_dir():
        raise ArticleError("is a folder", where=name, remedy="name a .txt or .html file in it")
    with Path(source).open("rb") as file:
        return file.read(count)


def _check_characters(text: str, name: str) -> None:
    """Raise ArticleError if a text has too many lines, no words, or characters that no text has."""
    if text.count("\n") > LINES:
        raise ArticleError(
            f"has more than {LINES:,} lines",
            where=name,
            remedy="give one article, not an archive",
        )
    nulls = text.count("\x00")
    if not any(character.isalpha() for character in text):
        if nulls:
            raise binary(name)
        raise ArticleError(
            "is empty: it contains no words",
            where=name,
            remedy="give the article's text",
        )
    if nulls > NULLS * len(text):
        raise not_utf_8(name, "utf-16be" if text[0] == "\x00" else "utf-16le")
    if nulls or len(_CONTROL.findall(text)) > CONTROLS * len(text):
        raise binary(name)
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ArticleError(
            f"has a lone surrogate at character {error.start}",
            where=name,
            remedy="decode it with errors='strict', or replace it by U+FFFD",
        ) from error


def _is_plain_date(text: str) -> bool:
    """Return whether a text is a day, a month or a year of the calendar."""
    if not _PLAIN_DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text + "-01-01"[len(text) - len("2017") :])
    except ValueError:
        return False
    return True


@lru_cache(maxsize=4096)  # the articles of a day share it, and a parse takes 15 ms
def _check_date(published: str) -> None:
    # Most dates are of this form, and the import takes longer than to read a short article.
    if _is_plain_date(published):
        return
    from edtf import EDTFParseException, parse_edtf

    try:
        parse_edtf(published)
    except (EDTFParseException, ValueError, OverflowError) as error:
        raise ArticleError(
            "is not a valid publication date (EDTF)",
            where=published,
            remedy="write 2017-08-25, 2017-08 or 2017",
        ) from error


def _page(text: str, name: str) -> _Page:
    """Extract the article of a page, its title first; a plain text is returned as it is."""
    has_suffix = name.casefold().endswith(HTML_SUFFIXES)
    if not has_suffix and not _MARKUP.match(text[:MARKUP_HEAD]):
        return _Page(text)
    check_markup(text, name)
    extracted = _extracted(text, name)
    body = (extracted["text"] or "").strip()
    if not body:
        raise ArticleError(
            "the page contains no article",
            where=name,
            remedy="save its text as .txt",
        )
    title = " ".join((extracted["title"] or "").split())
    if title and body.partition("\n")[0].strip() != title:
        body = f"{title}\n{body.removeprefix(title).lstrip()}"
    url = extracted["url"] or ""
    return _Page(
        body,
        title or None,
        extracted["date"],
        extracted["sitename"] or extracted["hostname"],
        url if _is_address(url) else None,
    )


def _extracted(html: str, name: str) -> Fields:
    try:
        return extract_fields(html)
    except BROKEN as error:
        raise ArticleError(
            "the page cannot be parsed",
            where=name,
            remedy="save its text as .txt",
        ) from error
