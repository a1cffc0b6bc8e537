"""Reading: a file, standard input or a text becomes an Article whose text never changes afterwards."""

import codecs
import re
import sys
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pyoxigraph as ox

from actorgraph.errors import ArticleError
from actorgraph.text.article import Article, as_iri
from actorgraph.text.blocks import find_blocks

LIMIT = 5_000_000  # bytes: some 800,000 words, more than any article and less than would fill a laptop's memory
LINES = 100_000  # what has more is a table or a list, and no article
CONTROLS = 0.01  # from this share of control characters on, a file is no text
HTML_SUFFIXES = (".html", ".htm", ".xhtml")
MARKS = (  # UTF-32's mark begins with UTF-16's, so it comes first
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MARKUP = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html)\b", re.I | re.S
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
_ADDRESS = re.compile(r"https?://(?:[^\s<>\"{}|\\^`\[\]%\x00-\x20]|%[0-9A-Fa-f]{2})+")


def read(
    source: Path | str,
    *,
    published: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    limit: int = LIMIT,
) -> Article:
    """Read an article from a `.txt` or `.html` file, or from standard input where the source is `-`.

    `published` is an EDTF date (`2017-08`); `limit` is in bytes. What a page says of itself fills what is not given.
    Raises ArticleError where there is no article to read.
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
    """Read an article from the bytes of a text or of a page, which is known by its name's ending or its first tag.

    A `title` that the text does not begin with is put above it. Raises ArticleError.
    """
    text = _decoded(content, name)
    page = name.casefold().endswith(HTML_SUFFIXES) or _MARKUP.match(text[:5000]) is not None
    told = _from_page(text, name) if page else {"text": text}
    body = told["text"]
    if title and title.strip() and not body.lstrip("\ufeff \n\r\t").startswith(title.strip()):
        body = f"{' '.join(title.split())}\n\n{body}"
    return read_text(
        body,
        published=published or told.get("published"),
        publisher=publisher or told.get("publisher"),
        url=url or told.get("url"),
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
    """Read an article from a text at hand; `name` is what an error calls it. Raises ArticleError."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    _check_characters(text, name)
    if url is not None and not _is_address(url):
        raise ArticleError(
            "the URL is no address",
            where=url,
            remedy="give one that begins with https:// or http://",
        )
    blocks, dated = find_blocks(text)
    published = published.strip() if published is not None else dated
    if published is not None:
        _check_date(published)
    return Article(text, blocks, published, publisher.strip() or None if publisher else None, url)


def _is_address(url: str) -> bool:
    """Tell whether an address can be written as an IRI, as which the graph names it: some a browser takes, and it does not."""
    try:
        return (
            _ADDRESS.fullmatch(url) is not None
            and bool(urlsplit(url).netloc)
            and bool(ox.NamedNode(as_iri(url)))
        )
    except ValueError:
        return False


def _content(source: Path | str, name: str, limit: int) -> bytes:
    """Return the bytes of a source, never more than the limit."""
    try:
        if source == "-":
            content = sys.stdin.buffer.read(limit + 1)
        elif Path(source).is_dir():
            raise ArticleError("is a folder", where=name, remedy="name a .txt or .html file in it")
        else:
            with Path(source).open("rb") as file:
                content = file.read(limit + 1)
    except FileNotFoundError:
        raise ArticleError("no such file", where=name, remedy="check the path") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ArticleError(
            f"cannot be read: {reason.casefold()}", where=name, remedy="check the path"
        ) from error
    if len(content) > limit:
        raise ArticleError(
            f"over the limit of {limit / 1e6:g} MB",
            where=name,
            remedy="give one article, not an archive",
        )
    return content


def _decoded(content: bytes, name: str) -> str:
    """Decode by the byte-order mark, else as UTF-8, else as a page's own charset."""
    encoding = next((encoding for mark, encoding in MARKS if content.startswith(mark)), "utf-8")
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        pass
    declared = _CHARSET.search(content[:4096])
    if declared is not None and b"\x00" not in content:
        try:
            return content.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    guess = _guess(content)
    if guess is None:
        raise ArticleError(
            "is not text but binary", where=name, remedy="give the article as .txt or .html"
        )
    raise ArticleError(
        "is not UTF-8",
        where=name,
        remedy=f"convert it: iconv -f {guess} -t utf-8 FILE > article.txt",
    )


def _guess(content: bytes) -> str | None:
    """Guess the encoding of what is not UTF-8; None where it looks like no text at all."""
    head = content[:20_000]
    for places, encoding in ((slice(1, None, 2), "utf-16le"), (slice(0, None, 2), "utf-16be")):
        if head[places].count(0) > 0.4 * len(head[places]):
            return encoding
    controls = sum(byte < 9 or 13 < byte < 27 or byte in (28, 29, 30, 31, 127) for byte in head)
    if b"\x00" in head or controls > CONTROLS * len(head):
        return None
    from charset_normalizer import from_bytes

    best = from_bytes(head).best()
    return best.encoding.replace("_", "-") if best is not None else "windows-1252"


def _check_characters(text: str, name: str) -> None:
    if text.count("\n") > LINES:
        raise ArticleError(
            f"has more than {LINES:,} lines", where=name, remedy="give one article, not an archive"
        )
    if not any(character.isalpha() for character in text):
        if "\x00" in text:
            raise ArticleError(
                "is not text but binary", where=name, remedy="give the article as .txt or .html"
            )
        raise ArticleError(
            "is empty: no word stands in it", where=name, remedy="give the article's text"
        )
    nulls = text.count("\x00")
    if nulls > len(text) / 4:
        encoding = "utf-16be" if text[0] == "\x00" else "utf-16le"
        raise ArticleError(
            "is not UTF-8",
            where=name,
            remedy=f"convert it: iconv -f {encoding} -t utf-8 FILE > article.txt",
        )
    if nulls or len(_CONTROL.findall(text)) > CONTROLS * len(text):
        raise ArticleError(
            "is not text but binary", where=name, remedy="give the article as .txt or .html"
        )
    try:
        text.encode()
    except UnicodeEncodeError as error:
        what = f"a lone surrogate stands at character {error.start}"
        raise ArticleError(
            what, where=name, remedy="decode it with errors='strict', or replace it by U+FFFD"
        ) from error


@lru_cache(maxsize=4096)  # the articles of a day share it, and a parse takes 15 ms
def _check_date(published: str) -> None:
    from edtf import EDTFParseException, parse_edtf

    try:
        parse_edtf(published)
    except (EDTFParseException, ValueError, OverflowError) as error:
        raise ArticleError(
            "the date of publication is no EDTF",
            where=published,
            remedy="write 2017-08-25, 2017-08 or 2017",
        ) from error


def _from_page(html: str, name: str) -> dict[str, Any]:
    """Extract the article of a page: its text under its title, and what the page says of its publication."""
    try:
        found = _trafilatura().bare_extraction(
            html,
            include_comments=False,
            include_tables=False,
            with_metadata=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except (ValueError, TypeError, AttributeError, RecursionError, AssertionError) as error:
        raise ArticleError(
            "the page cannot be parsed", where=name, remedy="save its text as .txt"
        ) from error
    text = (found.text or "").strip() if found else ""
    if not text:
        raise ArticleError(
            "no article stands in this page", where=name, remedy="save its text as .txt"
        )
    title = " ".join((found.title or "").split())
    if title and not text.startswith(title):
        text = f"{title}\n{text}"
    url = found.url if found.url and _is_address(found.url) else None
    return {
        "text": text,
        "published": found.date,
        "publisher": found.sitename or found.hostname,
        "url": url,
    }


@cache
def _trafilatura() -> Any:
    import logging

    import trafilatura

    for logger in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(logger).setLevel(
            logging.CRITICAL
        )  # what is wrong is said once, by our own error
    return trafilatura
