"""The book of times: each section of tests/spec/times.md is a text with all its times.

A section is a title, a quoted text, and a list. An item names a time's kind, its words, and, where
they are known, its EDTF and its first and last day; `nothing` is an empty list. A section marked
“(not yet)” is expected to fail.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from actorgraph.text.article import Article, Block, Span
from actorgraph.times.find import find_times
from actorgraph.times.time import TimeMention

BOOK = Path(__file__).parent / "spec" / "times.md"
PUBLISHED = "2017-08-16"


def sections() -> Iterator[object]:
    for part in re.split(r"^## ", BOOK.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        title, text, *items = [line for line in part.splitlines() if line]
        assert text.startswith("> "), title
        assert all(item.startswith("- ") for item in items), title
        expected = [item.removeprefix("- ") for item in items if item != "- nothing"]
        missing = "(not yet)" in title
        marks = [pytest.mark.xfail(strict=True, reason="not yet")] if missing else []
        yield pytest.param(text.removeprefix("> "), expected, id=title, marks=marks)


def item(mention: TimeMention) -> str:
    """Write a time as the book does."""
    time = mention.time
    parts = [str(mention.kind), f"words={time.text}"]
    if time.edtf:
        parts.append(f"edtf={time.edtf}")
    if time.not_before:
        parts.append(f"from={time.not_before.removesuffix('T00:00:00')}")
    if time.not_after:
        parts.append(f"to={time.not_after.removesuffix('T23:59:59')}")
    return " | ".join(parts)


@pytest.mark.parametrize(("text", "expected"), sections())
def test_section(text: str, expected: list[str]) -> None:
    block = Block("paragraph", Span(0, len(text)))
    mentions = find_times(Article(text, (block,), published=PUBLISHED))
    assert [item(mention) for mention in mentions] == expected
