"""Templates of the workbench: the frame that all pages share, and the pieces."""

import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from actorgraph.graph.review.elsewhere import in_words
from actorgraph.text.rejections import REASONS
from actorgraph.workbench.plain_words import plain
from actorgraph.workbench.visit import Answer, Visit

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

# Splits a text into words and what is between them.
WORD = re.compile(r"(\w+)")
# The places of the head, in order: the name of the section, its address and its words.
SECTIONS = (
    ("home", "/", "Home"),
    ("articles", "/search?is=article", "Articles"),
    ("actors", "/search?is=actor", "Actors"),
    ("map", "/map", "Map"),
    ("questions", "/ask", "Questions"),
    ("review", "/review", "Review"),
)
# The style sheets that a view needs besides the one that all pages share.
SHEETS = {
    "home": ("search",),
    "search": ("search",),
    "article": ("review",),
    "ask": ("search", "questions"),
    "map": ("search", "questions"),
    "query": ("questions",),
    "review": ("review",),
    "who": ("review",),
    "events": ("review",),
    "agreement": ("review",),
    "unsaved": ("review",),
}


@cache
def environment() -> "Environment":
    """Return the templates; everything they print is escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    folder = Path(str(files("actorgraph.workbench") / "templates"))
    made = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    made.filters["counted"] = counted
    made.filters["hits"] = hits
    made.filters["in_words"] = in_words
    made.globals["sections"] = SECTIONS
    made.globals["sheets"] = SHEETS
    made.globals["reject_reasons"] = tuple(enumerate(REASONS, 1))
    return made


def page(name: str, visit: Visit, *, section: str = "", status: int = 200, **values: Any) -> Answer:
    """Fill a template; `section` is the place of the head that the page belongs to."""
    template = environment().get_template(f"{name}.html.jinja")
    return Answer(template.render(visit=visit, section=section, **values), status)


def counted(number: int, one: str, several: str = "") -> str:
    """Return a number with its noun: `1 claim`, `1,200 claims`."""
    noun = one if number == 1 else several or f"{one}s"
    return f"{number:,} {noun}"


def hits(text: str, words: str) -> "Markup":
    """Return a text with the words of a search marked, each where it begins a word of the text."""
    from markupsafe import Markup, escape

    sought = plain(words).split()
    marked = []
    for part in WORD.split(text):
        is_hit = any(plain(part).startswith(word) for word in sought)
        marked.append(Markup("<mark>{}</mark>").format(part) if is_hit else escape(part))
    return Markup("").join(marked)
