"""Credits: the agencies, authors and photographers named at the end of a paragraph.

`es/jil (AP, Reuters)`, `Author: Ola Nordmann`, `Photo: Kari Dahl / AP`: nobody there acts.
"""

import re
from collections.abc import Iterator

from actorgraph.text.article import Article, Span
from actorgraph.text.spans import SpanIndex
from actorgraph.vocabulary.vocab import literals

# A longer bracket holds a remark.
LONGEST_LIST_IN_CHARACTERS = 80
# `es/jil`: the initials of those who wrote, before or behind the agencies.
INITIALS = r"[a-z]{1,4}(?:/[a-z]{1,4})*+"
IN_BRACKETS = re.compile(
    rf"(?P<initials>(?<![\w/]){INITIALS}\s)?\((?P<list>[^()\n]{{2,{LONGEST_LIST_IN_CHARACTERS}}})\)"
    r"(?=[ \t]*$)",
    re.MULTILINE,
)
DIVIDING = re.compile(r"(?<!\s)\s*+(?:[,;/&]|\band\b)\s*+")
LABELLED = re.compile(
    r"""
    \b(?:authors?|editors?|photos?|pictures?|images?|graphics?|credits?|illustrations?
        |videos?|audio|footage|maps?
        |(?:additional\ )?(?:reporting|writing|editing)(?:\ by|:)
        |compiled\ by|written\ by|edited\ by|(?:photo|image|picture)(?:graph)?s?\ (?:credit|by))
    \s?+:?+\s
    (?=(?P<names>[^\n]{2,160}+)$)
    """,
    re.MULTILINE | re.VERBOSE | re.IGNORECASE,
)
# Up to five words, all with capitals, and a full stop.
NAMES_ALONE = re.compile(r"\A(?:[A-Z][\w’'-]*+[ /&,]*+){1,5}+\.\s*")
# `es/AFP/Reuters` right before `Editor:`
SLUG = re.compile(r"(?<!\S)[A-Za-z]+(?:/[A-Za-z]+)+[ \t]\Z")
LONGEST_SLUG_IN_CHARACTERS = 60
SENTENCE_END = re.compile(r"(?<=[^\W\d_]{3})[.!?](?:\s|$)")


def find_credits(article: Article) -> SpanIndex[Span]:
    """Find the stretches of an article that only credit somebody."""
    spans = [*_agencies(article.text), *_bylines(article.text)]
    return SpanIndex(spans, lambda span: span)


def _agencies(text: str) -> Iterator[Span]:
    """Yield brackets at the end of a paragraph that list agencies: `(AP, Reuters)`."""
    known = set(literals("Origin", "newsAgency"))
    for match in IN_BRACKETS.finditer(text):
        names = DIVIDING.split(match["list"])
        # `jd/kl (Gazette)`: initials are enough, whoever follows them.
        has_initials = match["initials"] is not None and "/" in match["initials"]
        if has_initials or known.intersection(names):
            yield Span(match.start(), match.end())


def _bylines(text: str) -> Iterator[Span]:
    """Yield labels at the end of a paragraph with the names behind them: `Editor: Ola Nordmann`."""
    for match in LABELLED.finditer(text):
        has_colon = ":" in match.group() or " by" in match.group().casefold()
        names = match["names"]
        if NAMES_ALONE.fullmatch(names):
            # `Image: Kari Dahl.`
            names = names.rstrip(".")
        if has_colon and not SENTENCE_END.search(names):
            yield Span(_begin_of_slug(text, match.start()), match.end("names"))


def _begin_of_slug(text: str, label: int) -> int:
    """Return where the initials and agencies right before a label begin, else the label."""
    slug = SLUG.search(text, max(0, label - LONGEST_SLUG_IN_CHARACTERS), label)
    return slug.start() if slug else label
