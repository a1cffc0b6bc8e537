"""Reading: a file, standard input or a text becomes an Article."""

import codecs
import re
import sys
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

import pyoxigraph as ox

from actorgraph.errors import ArticleError
from actorgraph.text.article import Article, as_iri
from actorgraph.text.blocks import find_blocks
from actorgraph.text.extraction import BROKEN, Fields, extract_fields
from actorgraph.text.markup import check_markup

# Some 800,000 words: more than any article, and less than would fill a laptop's memory.
LIMIT = 5_000_000  # bytes
# What has more lines is a table or a list, not an article.
LINES = 100_000
# From this share of control characters on, a file is not text.
CONTROLS = 0.01
# From this share of null characters on, a text is UTF-16 that was read as something else.
NULLS = 0.25
NULLS_OF_UTF_16 = 0.4  # in every second byte
HEAD = 20_000  # bytes from which an encoding is guessed
MARKUP_HEAD = 5000  # characters in which a page shows its first tag
CHARSET_HEAD = 4096  # bytes in which a page declares its charset
HTML_SUFFIXES = (".html", ".htm", ".xhtml")
# Byte-order marks. That of UTF-32 begins with that of UTF-16, so it comes first.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MARKUP = re.compile(
    r"""
    \s*+(?:<\?xml[^>]*+>\s*+)?+  # an XML declaration
    (?:<!--(?>.*?-->)\s*+)*+     # comments
    <(?:!doctype\ html|html)\b
    """,
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
_CONTROL_BYTES = bytes([*range(9), *range(14, 27), 28, 29, 30, 31, 127])
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
    limit: int = LIMIT,
) -> Article:
    """Read an article from a `.txt` or `.html` file, or from standard input if the source is `-`.

    `published` is an EDTF date (`2017-08`); `limit` is in bytes. What is not given is taken from
    the page's metadata. Raises ArticleError if there is no article to read.
    """
    name = "standard input" if source == "-" else str(source)
    content = _content(source, name, limit)
    return read_bytes(content, published=published, publisher=publisher, url=url, name=name)


def read_bytes(
    content: bytes,
    *,
    published: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    title: str | None = None,
    name: str = "text",
) -> Article:
    """Read an article from the bytes of a text or of a page.

    A page is recognised by the suffix of its name or by its first tag. A `title` is put above a
    text that does not begin with it. Raises ArticleError.
    """
    page = _page(_decoded(content, name), name)
    return read_text(
        _titled(page.text, title),
        published=published or page.published,
        publisher=publisher or page.publisher,
        url=url or page.url,
        name=name,
    )


def read_text(
    text: str,
    *,
    published: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    name: str = "text",
) -> Article:
    """Read an article from a text; `name` is what an error calls it. Raises ArticleError."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    _check_characters(text, name)
    if url is not None and not _is_address(url):
        raise ArticleError(
            "the URL is not valid",
            where=url,
            remedy="give one that begins with https:// or http://",
        )
    blocks, dateline = find_blocks(text)
    if published is None:
        published = dateline
    if published is not None:
        published = published.strip()
        _check_date(published)
    return Article(text, blocks, published, (publisher or "").strip() or None, url)


@dataclass(frozen=True, slots=True)
class _Page:
    """A text with what it says of its publication; a plain text says nothing."""

    text: str
    published: str | None = None
    publisher: str | None = None
    url: str | None = None


def _titled(text: str, title: str | None) -> str:
    title = (title or "").strip()
    if not title or text.lstrip("\ufeff \n\r\t").startswith(title):
        return text
    return f"{' '.join(title.split())}\n\n{text}"


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


def _decoded(content: bytes, name: str) -> str:
    """Decode by the byte-order mark, else as UTF-8, else by the charset that a page declares."""
    marked = (encoding for mark, encoding in MARKS if content.startswith(mark))
    try:
        return content.decode(next(marked, "utf-8"))
    except UnicodeDecodeError:
        pass
    declared = _CHARSET.search(content[:CHARSET_HEAD])
    if declared is not None and b"\x00" not in content:
        try:
            return content.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    encoding = _guess(content)
    if encoding is None:
        raise _binary(name)
    raise _not_utf_8(name, encoding)


def _guess(content: bytes) -> str | None:
    """Guess the encoding of what is not UTF-8; None if it does not look like text at all."""
    head = content[:HEAD]
    for first, encoding in ((1, "utf-16le"), (0, "utf-16be")):
        every_second = head[first::2]
        if every_second.count(0) > NULLS_OF_UTF_16 * len(every_second):
            return encoding
    controls = len(head) - len(head.translate(None, _CONTROL_BYTES))
    if b"\x00" in head or controls > CONTROLS * len(head):
        return None
    from charset_normalizer import from_bytes

    best = from_bytes(head).best()
    if best is None:
        return "windows-1252"
    return best.encoding.replace("_", "-")


def _not_utf_8(name: str, encoding: str) -> ArticleError:
    remedy = f"convert it: iconv -f {encoding} -t utf-8 FILE > article.txt"
    return ArticleError("is not UTF-8", where=name, remedy=remedy)


def _binary(name: str) -> ArticleError:
    remedy = "give the article as .txt or .html"
    return ArticleError("is not text but binary", where=name, remedy=remedy)


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
            raise _binary(name)
        raise ArticleError(
            "is empty: it contains no words",
            where=name,
            remedy="give the article's text",
        )
    if nulls > NULLS * len(text):
        raise _not_utf_8(name, "utf-16be" if text[0] == "\x00" else "utf-16le")
    if nulls or len(_CONTROL.findall(text)) > CONTROLS * len(text):
        raise _binary(name)
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ArticleError(
            f"has a lone surrogate at character {error.start}",
            where=name,
            remedy="decode it with errors='strict', or replace it by U+FFFD",
        ) from error


@lru_cache(maxsize=4096)  # the articles of a day share it, and a parse takes 15 ms
def _check_date(published: str) -> None:
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
    if not body.startswith(title):
        body = f"{title}\n{body}"
    url = extracted["url"] or ""
    return _Page(
        body,
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
