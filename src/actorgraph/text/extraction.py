"""The article in a page, as trafilatura finds it; for a large page, in a process of its own.

What a page costs depends on its shape: 29,000 table cells that are never closed take trafilatura
98 s of processor time. Nothing interrupts it, so a process that can be ended reads large pages.

    python -m actorgraph.text.extraction < PAGE     writes the fields as JSON
"""

import json
import os
import subprocess
import sys
from functools import cache
from typing import Any

from actorgraph.deadline import check as check_deadline
from actorgraph.deadline import seconds_left
from actorgraph.text.page_facts import find_facts, is_publisher
from actorgraph.text.page_tree import find_lead, prepare

FIELDS = ("text", "title", "date", "sitename", "hostname", "url")
Fields = dict[str, str | None]
# Up to so much, a page of any shape takes a few seconds.
MOST_TAGS_AT_ONCE = 10_000
MOST_CHARACTERS_AT_ONCE = 1_000_000
# What trafilatura raises on broken pages.
BROKEN = (ValueError, TypeError, AttributeError, RecursionError, AssertionError)


def extract_fields(html: str) -> Fields:
    """Return the text of a page's article and what the page says of it, by the names in FIELDS.

    Raises ArticleError once the deadline has passed, and one of BROKEN if the page cannot be
    parsed.
    """
    left = seconds_left()
    if left is None or not _is_large(html) or not _has_interpreter():
        fields = _fields(html)
        check_deadline()
        return fields
    return _fields_from_child(html, left)


def _is_large(html: str) -> bool:
    return len(html) > MOST_CHARACTERS_AT_ONCE or html.count("<") > MOST_TAGS_AT_ONCE


def _has_interpreter() -> bool:
    """Return whether our program is Python: a frozen one would start itself again."""
    return bool(sys.executable) and not hasattr(sys, "frozen")


def _fields_from_child(html: str, seconds: float) -> Fields:
    # -P: no module in the current directory takes the place of ours.
    command = [sys.executable, "-P", "-m", __name__]
    try:
        done = subprocess.run(
            command,
            input=html.encode("utf-8", "surrogatepass"),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        check_deadline()
        raise
    except OSError:
        # There may be no room for another process.
        return _fields(html)
    if done.returncode != 0:
        raise ValueError(f"trafilatura ended with code {done.returncode}")
    fields: Fields = json.loads(done.stdout)
    return fields


def _environment() -> dict[str, str]:
    """Return the environment of the child: it finds modules where we do, without our settings."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("ACTORGRAPH_")
    }
    environment["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    return environment


def _fields(html: str) -> Fields:
    trafilatura = _trafilatura()
    tree = trafilatura.load_html(html)
    if tree is None:
        return dict.fromkeys(FIELDS)
    facts = find_facts(tree)
    prepare(tree)
    extracted = trafilatura.bare_extraction(
        tree,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    fields: Fields = {field: getattr(extracted, field, None) for field in FIELDS}
    fields["title"] = facts.title or fields["title"]
    fields["date"] = facts.published or fields["date"]
    fields["sitename"] = facts.publisher or _as_publisher(fields["sitename"])
    if fields["text"]:
        lead = find_lead(tree, fields["text"])
        fields["text"] = f"{lead}\n{fields['text']}".lstrip()
    return fields


def _as_publisher(name: str | None) -> str | None:
    return name if name and is_publisher(name) else None


@cache
def _trafilatura() -> Any:
    import logging

    import trafilatura

    # Our own error says once what is wrong.
    for logger in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(logger).setLevel(logging.CRITICAL)
    return trafilatura


def _main() -> None:
    html = sys.stdin.buffer.read().decode("utf-8", "surrogatepass")
    # What a library prints must not end up among the fields.
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    with replies:
        replies.write(json.dumps(_fields(html)).encode("ascii"))


if __name__ == "__main__":
    _main()
