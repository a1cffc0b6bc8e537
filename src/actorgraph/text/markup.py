"""How much markup a page has: what would keep its parser busy for minutes is refused before."""

import re
from collections.abc import Iterator

from actorgraph.errors import ArticleError

# The largest news pages have some 20,000 tags, the closing ones included.
MOST_TAGS = 60_000
# The parser compares each attribute of a tag with each other one; usual tags have fewer than ten.
MOST_COMPARISONS = 20_000_000

_TAG = re.compile(r"<(?:!--|[A-Za-z][^\s/>]*+)")
_ATTRIBUTE = re.compile(
    r"""
    [\s/]*+ [^\s/>=]++
    (?:\s*+=\s*+ (?:"[^"]*+" | '[^']*+' | [^\s>]*+) )?+
    """,
    re.VERBOSE,
)
# What is inside of these has no tags, whatever it looks like.
_ENDS = {
    "<!--": "-->",
    "<script": "</script",
    "<style": "</style",
}


def check_markup(html: str, name: str) -> None:
    """Raise ArticleError if a page has too many tags, or too many attributes in its tags."""
    if html.count("<") > MOST_TAGS and _tags(html) > MOST_TAGS:
        raise _too_much(f"the page has more than {MOST_TAGS:,} tags", name)
    comparisons = 0
    for attributes in _attributes(html):
        comparisons += attributes**2
        if comparisons > MOST_COMPARISONS:
            raise _too_much("the page has too many attributes in its tags", name)


def _too_much(what: str, name: str) -> ArticleError:
    return ArticleError(what, where=name, remedy="save its text as .txt")


def _tags(html: str) -> int:
    """Return how many `<` may open or close a tag."""
    return sum(1 for _ in re.finditer(r"</?[A-Za-z!]", html))


def _attributes(html: str) -> Iterator[int]:
    """Yield how many attributes each tag has."""
    place = 0
    while tag := _TAG.search(html, place):
        place, kind = tag.end(), tag.group().casefold()
        if kind != "<!--":
            begin, attributes = place, 0
            while attribute := _ATTRIBUTE.match(html, place):
                place = attribute.end()
                attributes += 1
            if place > begin:
                yield attributes
        if kind in _ENDS:
            place = _behind(html, place, _ENDS[kind])


def _behind(html: str, place: int, end: str) -> int:
    """Return the place behind the first `end`, in any case of letters; the last one without it."""
    found = re.compile(re.escape(end), re.IGNORECASE).search(html, place)
    return found.end() if found else len(html)
