"""What form a file has, by its first bytes rather than by its name."""

import io
import re
import zipfile
from pathlib import PurePath

MARKDOWN = (".md", ".markdown")
HEAD = 4096  # bytes
FEWEST_HEADERS = 2  # of a mail

_FEED = re.compile(
    rb"""
    \A \s*+ (?:<\?xml[^>]*+>\s*+)?+
    (?:<(?:!--(?>.*?-->)|\?[^>]*+>)\s*+)*+
    < (?: rss\b | feed\b | (?:\w+:)?RDF\b[^>]*+purl\.org/rss )
    """,
    re.DOTALL | re.VERBOSE,
)
_HEADER = re.compile(
    rb"^(?:From|To|Date|Subject|MIME-Version|Message-ID|Received|Return-Path|Content-Type"
    rb"|Snapshot-Content-Location|Delivered-To|X-[\w-]+):[ \t]",
    re.IGNORECASE | re.MULTILINE,
)
_FIRST_HEADER = re.compile(rb"[A-Za-z][A-Za-z-]{1,40}:[ \t]")
# Whatever is neither text nor read: the first bytes, and the kind in words.
_OTHERS = (
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"RIFF", "a picture or recording (RIFF)"),
    (b"\xd0\xcf\x11\xe0", "a document of an old Office (OLE)"),
    (b"{\\rtf", "an RTF document"),
    (b"7z\xbc\xaf", "an archive (7z)"),
    (b"Rar!", "an archive (RAR)"),
    (b"BZh", "an archive (bzip2)"),
    (b"\xfd7zXZ", "an archive (xz)"),
    (b"\x28\xb5\x2f\xfd", "an archive (zstd)"),
    (b"\x7fELF", "a program (ELF)"),
    (b"MZ\x90", "a program (Windows)"),
    (b"SQLite format 3", "a database (SQLite)"),
    (b"ID3", "a recording (MP3)"),
    (b"OggS", "a recording (Ogg)"),
)
_ZIPPED = (
    ("word/document.xml", "docx"),
    ("xl/workbook.xml", "a spreadsheet (XLSX)"),
    ("ppt/presentation.xml", "a presentation (PPTX)"),
    ("META-INF/container.xml", "a book (EPUB)"),
    ("content.xml", "an OpenDocument file"),
)


def form_of(content: bytes, name: str) -> str | None:
    """Return the form of a file: `pdf`, `docx`, `feed`, `json`, `mail`, `markdown`.

    None for text and pages; for what cannot be read, its kind in words: `a picture (PNG)`.
    """
    head = content[:HEAD]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _zipped(content)
    for first, kind in _OTHERS:
        if head.startswith(first):
            return kind
    if head.startswith(b"WARC/"):
        return "warc"
    if PurePath(name).suffix.casefold() in MARKDOWN:
        return "markdown"
    return _form_of_text(head.removeprefix(b"\xef\xbb\xbf"), content)


def _form_of_text(head: bytes, content: bytes) -> str | None:
    if _FEED.match(head):
        return "feed"
    if head.lstrip()[:1] in {b"{", b"["} and content.rstrip()[-1:] in {b"}", b"]"}:
        return "json"
    if _FIRST_HEADER.match(head):
        headers, _, _ = head.replace(b"\r\n", b"\n").partition(b"\n\n")
        if len(_HEADER.findall(headers)) >= FEWEST_HEADERS:
            return "mail"
    return None


def _zipped(content: bytes) -> str:
    try:
        names = set(zipfile.ZipFile(io.BytesIO(content)).namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return "a broken archive (ZIP)"
    return next((kind for name, kind in _ZIPPED if name in names), "an archive (ZIP)")
