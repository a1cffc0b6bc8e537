"""The web pages in a web archive (WARC)."""

import logging
import zlib
from collections.abc import Iterator
from email.message import Message
from pathlib import Path
from typing import Any

from actorgraph.corpus.source import Failure, Item, source_within_limit
from actorgraph.corpus.streams import Meter, note_position, open_stream
from actorgraph.errors import ArticleError
from actorgraph.text.decoding import as_browsers_read
from actorgraph.text.reading import LIMIT

# What warcio raises over a broken record, besides its own error.
BROKEN_RECORD = (ValueError, AttributeError, TypeError, LookupError, EOFError, zlib.error)


def pages_in(path: Path, name: str, meter: Meter) -> Iterator[Item]:
    """Yield the web pages of an archive; `name` is what a failure calls it.

    Raises ArticleError without warcio.
    """
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError:
        remedy = "pip install actorgraph[warc]"
        raise ArticleError("WARC needs warcio", where=path, remedy=remedy) from None
    # It logs addresses as the archive spells them, control characters and all.
    logging.getLogger("warcio").setLevel(logging.CRITICAL)
    with open_stream(path, meter) as file:
        try:
            records = ArchiveIterator(file)
            # It would write to standard error, on several lines, what the archive contains.
            records.INC_RECORD = ""
            for record in records:
                note_position(file, meter)
                if record.rec_type == "response":
                    yield from _page(record, name)
        except (ArchiveLoadFailed, *BROKEN_RECORD) as error:
            message = " ".join(str(error).split())[:200]
            yield Failure(name, f"is not a web archive: {message}", "fetch it again")


def _page(record: Any, name: str) -> Iterator[Item]:
    """Yield the page in a response of a web archive, if it is one."""
    head = record.http_headers
    if not head or head.get_statuscode() != "200":
        return
    if "html" not in (head.get_header("Content-Type") or ""):
        return
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    identity = record.rec_headers.get_header("WARC-Record-ID") or address
    place = f"{name}:{identity}"
    content = record.content_stream().read(LIMIT + 1)
    if len(content) <= LIMIT and _is_cut_short(record):
        yield Failure(place, "ends before its Content-Length", "fetch it again")
        return
    charset = _charset(head.get_header("Content-Type") or "")
    # The ending says that it is HTML.
    yield source_within_limit(
        f"{place}.html", content, failed_as=place, url=address or None, encoding=charset
    )


def _charset(content_type: str) -> str | None:
    """Return the charset that the header of a page gives, as browsers read it; None without one."""
    message = Message()
    message["Content-Type"] = content_type
    charset = message.get_content_charset()
    return as_browsers_read(charset) if charset else None


def _is_cut_short(record: Any) -> bool:
    """Return whether a record that was read has fewer bytes than it says.

    It may have swallowed the records behind it.
    """
    stream = record.raw_stream
    return not stream.read(1) and getattr(stream, "limit", 0) > 0
