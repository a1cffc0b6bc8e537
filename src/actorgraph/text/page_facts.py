"""What a page says of its article: title, day of publication, publisher.

The page's own data comes first (JSON-LD, meta elements, the byline); where they say nothing, what
trafilatura guesses.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml.html import HtmlElement

from actorgraph.text.datelines import find_date
from actorgraph.text.days import day_of
from actorgraph.text.page_tree import words_of

# The names of meta elements that give the day of publication, the most reliable first.
DATE_NAMES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "article:published",
    "og:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "article_date_original",
    "originalpublicationdate",
    "cxenseparse:recs:publishtime",
    "publishdate",
    "publish-date",
    "pubdate",
    "publication_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
)
TITLE_NAMES = ("og:title", "twitter:title", "dc.title", "title")
ARTICLE_TYPES = re.compile(r"Article|Posting|Report$")
MOST_DATA = 500_000  # characters of JSON-LD in one script
MOST_NODES = 2000  # of JSON-LD
# Other years are those of something else.
OLDEST = 1990
LATEST = 2100
LONGEST_BYLINE = 200  # characters
LONGEST_PUBLISHER = 80  # characters
MOST_WORDS_OF_A_SITE = 5

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?!\d)")
_BYLINE_CLASS = re.compile(r"byline|publish|pubdate|dateline|timestamp|posted|(?<![a-z])date", re.I)
_CHANGED = re.compile(r"updated|modified|changed|edited", re.IGNORECASE)
# `27/11/2017`, `27.11.2017`; the first number may be the month where the page is American.
_NUMERIC_DAY = re.compile(r"(?<!\d)(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?!\d)")
# `Harbour strike ends | The Bergvik Post`
_BAR = re.compile(r"(?<!\s)(?:\s++[|–—·»:-]\s++|\s*+\|\s*+)")
_QUOTED = ("blockquote", "q", "aside", "footer", "nav", "figure")
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page says of its article; empty or None where it says nothing."""

    title: str = ""
    published: str | None = None
    publisher: str = ""


def find_facts(tree: HtmlElement) -> PageFacts:
    """Return the title, the day of publication (EDTF) and the publisher that a page gives."""
    meta = dict(_meta(tree))
    nodes = list(_articles(tree))
    publisher = _publisher(meta, nodes)
    return PageFacts(
        _title(tree, meta, nodes, publisher),
        _published(tree, meta, nodes),
        publisher,
    )


def _meta(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    """Yield the names of meta elements, lower-case, and their contents; the first of a name last.

    So that a dictionary keeps the first one.
    """
    for element in reversed(list(tree.iter("meta"))):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = " ".join((element.get("content") or "").split())
        if name and content:
            yield name.casefold(), content


# ── JSON-LD ───────────────────────────────────────────────────────────────────────────────────────


def _articles(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """Yield the nodes of JSON-LD that describe the page's article, not its comments or parts."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        text = script.text or ""
        if len(text) > MOST_DATA:
            continue
        try:
            found = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _top_nodes(found):
            if ARTICLE_TYPES.search(_type(node)):
                yield node


def _top_nodes(found: object) -> Iterator[dict[str, Any]]:
    nodes = [found]
    for _ in range(MOST_NODES):
        if not nodes:
            return
        node = nodes.pop(0)
        if isinstance(node, list):
            nodes.extend(node)
        elif isinstance(node, dict):
            yield node
            nodes.extend(node[key] for key in ("@graph", "mainEntity") if key in node)


def _type(node: dict[str, Any]) -> str:
    kind = node.get("@type", "")
    return " ".join(map(str, kind)) if isinstance(kind, list) else str(kind)


def _text(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


# ── the day of publication ────────────────────────────────────────────────────────────────────────


def _published(tree: HtmlElement, meta: dict[str, str], nodes: list[dict[str, Any]]) -> str | None:
    for node in nodes:
        if day := read_day(_text(node.get("datePublished"))):
            return day
    for name in DATE_NAMES:
        if day := read_day(meta.get(name, "")):
            return day
    return _day_of_an_element(tree)


def read_day(text: str) -> str | None:
    """Return the day with which a text begins, as EDTF; None if it has none that can be."""
    match = _DAY.match(text.strip())
    if match is None:
        return find_date(text) if len(text) <= LONGEST_BYLINE else None
    return _day(int(match[1]), int(match[2]), int(match[3]))


def _day(year: int, month: int, day: int) -> str | None:
    return day_of(year, month, day) if OLDEST <= year <= LATEST else None


def _day_of_an_element(tree: HtmlElement) -> str | None:
    """Return the day in a byline or an element for dates, outside of quotations and footers."""
    is_american = (tree.get("lang") or "").casefold() == "en-us"
    for element in tree.iter("time", "span", "p", "div", "li"):
        marked = element.get("itemprop") == "datePublished" or element.get("pubdate") is not None
        if not marked and not _BYLINE_CLASS.search(element.get("class") or ""):
            continue
        if any(ancestor.tag in _QUOTED for ancestor in element.iterancestors()):
            continue
        if day := read_day(element.get("datetime") or element.get("content") or ""):
            return day
        words = words_of(element)
        if len(words) <= LONGEST_BYLINE and (day := _day_before_changes(words, is_american)):
            return day
    return None


def _day_before_changes(words: str, is_american: bool) -> str | None:
    """Return the first day in a line that is not that of a change."""
    own = _CHANGED.split(words)[0]
    if day := find_date(own):
        return day
    match = _NUMERIC_DAY.search(own)
    if match is None:
        return None
    first, second, year = (int(number) for number in match.groups())
    if first > 12 or (second <= 12 and not is_american):
        first, second = second, first
    return _day(year, first, second)


# ── title and publisher ───────────────────────────────────────────────────────────────────────────


def _title(
    tree: HtmlElement, meta: dict[str, str], nodes: list[dict[str, Any]], publisher: str
) -> str:
    """Return the heading if the page's data agree with it; else what they say, without the site."""
    titles = [_text(node.get("headline")) for node in nodes]
    titles += [meta.get(name, "") for name in TITLE_NAMES]
    titles += [words_of(element) for element in tree.iter("title")][:1]
    titles = [title for title in titles if title]
    headings = [words_of(element) for element in tree.iter("h1")]
    headings = [heading for heading in headings if heading]
    for heading in headings:
        if any(_has(_without_site(title, publisher), heading) for title in titles):
            return heading
    if not titles:
        return headings[0] if len(headings) == 1 else ""
    return _without_site(titles[0], publisher)


def _has(title: str, heading: str) -> bool:
    """Return whether one begins with the words of the other.

    A title may add the site's name, and a heading be longer than the title for a tab.
    """
    words = _WORDS.findall(title.casefold())
    begin = _WORDS.findall(heading.casefold())
    length = min(len(words), len(begin))
    return length > 1 and words[:length] == begin[:length]


def _without_site(title: str, publisher: str) -> str:
    """Return a title without the name of the site behind its last bar."""
    bars = list(_BAR.finditer(title))
    if not bars:
        return title
    own, site = title[: bars[-1].start()], title[bars[-1].end() :]
    known = set(_WORDS.findall(publisher.casefold())) - {"the"}
    is_known = bool(known & set(_WORDS.findall(site.casefold())))
    is_bar = "|" in bars[-1].group() and len(site.split()) <= MOST_WORDS_OF_A_SITE
    if not (is_known or is_bar) or len(own.split()) < 2:
        return title
    return own.strip()


def _publisher(meta: dict[str, str], nodes: list[dict[str, Any]]) -> str:
    names = [meta.get("og:site_name", ""), meta.get("application-name", "")]
    for node in nodes:
        publisher = node.get("publisher")
        if isinstance(publisher, dict):
            names.insert(0, _text(publisher.get("name")))
    return next((name for name in names if is_publisher(name)), "")


def is_publisher(name: str) -> bool:
    """Return whether a name can be a publisher's: it has letters, and is no slogan or address."""
    words = name.split()
    if not any(character.isalpha() for character in name) or len(name) > LONGEST_PUBLISHER:
        return False
    return not name.endswith((".", "!", "?")) or len(words) == 1
