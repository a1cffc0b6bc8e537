"""The text of documents: PDF, DOCX, Markdown."""

import io
import re
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from statistics import median
from typing import Any

from actorgraph.deadline import check as check_deadline
from actorgraph.text.days import as_edtf
from actorgraph.text.forms.item import Item

MOST_PAGES = 300
LARGEST_IN_BYTES = 50_000_000  # of a document's parts, decompressed
# A line that ends a sentence and is shorter than this ends a paragraph.
SHORT_LINE = 0.85  # of the usual width

_ENDS = re.compile(r"[.!?:”\"’)]$")
_HYPHEN = re.compile(r"(?<=[a-z])-$")


def read_pdf(content: bytes) -> Iterator[Item]:
    """Yield the text of a PDF, its lines joined to paragraphs. Raises ValueError, ImportError."""
    import logging

    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = pypdf.PdfReader(io.BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise ValueError("it is encrypted")
    if len(reader.pages) > MOST_PAGES:
        raise ValueError(f"it has more than {MOST_PAGES} pages")
    lines: list[str] = []
    for page in reader.pages:
        check_deadline()
        lines.extend(page.extract_text().splitlines())
        lines.append("")
    text = "\n\n".join(_paragraphs(lines))
    if not text:
        raise ValueError("it has no text, only pictures")
    metadata: Any = reader.metadata or {}
    yield Item(text=text, title=_title(metadata.get("/Title"), text))


def _title(title: object, text: str) -> str | None:
    """Return the title that a document states, if its text begins with it."""
    words = " ".join(str(title or "").split())
    return words if words and text.startswith(words) else None


def _paragraphs(lines: list[str]) -> Iterator[str]:
    """Yield paragraphs: lines up to one that is empty, or short and the end of a sentence."""
    lines = [" ".join(line.split()) for line in lines]
    widths = [len(line) for line in lines if line]
    width = median(widths) if widths else 0
    paragraph = ""
    for line in lines:
        if not line:
            # A page ends within a sentence as often as behind one.
            if paragraph and _ENDS.search(paragraph):
                yield paragraph
                paragraph = ""
            continue
        if _HYPHEN.search(paragraph):
            paragraph = _HYPHEN.sub("", paragraph) + line
        else:
            paragraph = f"{paragraph} {line}".strip()
        is_short = len(line) < SHORT_LINE * width
        is_heading = paragraph == line and len(line) < SHORT_LINE * width / 2
        if is_short and (_ENDS.search(line) or is_heading):
            yield paragraph
            paragraph = ""
    if paragraph:
        yield paragraph


def read_docx(content: bytes) -> Iterator[Item]:
    """Yield the paragraphs of a Word document. Raises ValueError, ImportError."""
    import docx

    parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    if sum(part.file_size for part in parts) > LARGEST_IN_BYTES:
        raise ValueError(f"it decompresses to more than {LARGEST_IN_BYTES // 1_000_000} MB")
    document = docx.Document(io.BytesIO(content))
    paragraphs = [" ".join(paragraph.text.split()) for paragraph in document.paragraphs]
    paragraphs = [paragraph for paragraph in paragraphs if paragraph]
    if not paragraphs:
        raise ValueError("it has no text")
    text = "\n\n".join(paragraphs)
    properties = document.core_properties
    published = as_edtf(str(properties.created.date())) if properties.created else None
    yield Item(text=text, title=_title(properties.title, text), published=published)


def read_markdown(text: str) -> Iterator[Item]:
    """Yield the text of Markdown as it is shown, block by block."""
    from markdown_it import MarkdownIt

    blocks: list[str] = []
    title: str | None = None
    quoted = 0
    tokens = MarkdownIt("commonmark").parse(text)
    for previous, token in pairwise(tokens):
        quoted += (previous.type == "blockquote_open") - (previous.type == "blockquote_close")
        if token.type != "inline":
            continue
        words = " ".join(_shown(token.children or ()).split())
        if previous.type == "heading_open" and not blocks:
            title = words
        is_unmarked = quoted and not words.startswith(("“", '"'))
        blocks.append(f"“{words}”" if is_unmarked else words)
    yield Item(text="\n\n".join(block for block in blocks if block), title=title)


def _shown(parts: Any) -> str:
    """Return the words of a line without its markup."""
    words: list[str] = []
    for part in parts:
        if part.type in {"softbreak", "hardbreak"}:
            words.append(" ")
        elif part.type in {"text", "code_inline"}:
            words.append(part.content)
    return "".join(words)
