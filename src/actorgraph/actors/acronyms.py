"""Acronyms: `Korean People's Army` and `KPA` are one."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from actorgraph.actors.figure import Figure
from actorgraph.actors.figure_keys import FigureKeys, only_figure
from actorgraph.deadline import check as check_deadline
from actorgraph.language.document import Document
from actorgraph.mentions import Mention
from actorgraph.vocabulary.lexicon import word_set

# `EU`, but not `Q` or `INTERNATIONAL`.
ACRONYM_LENGTHS_IN_LETTERS = range(2, 8)
# How far apart a name and its acronym in brackets may be, in characters.
LONGEST_GAP = 30
# What may be between a name and the other one in brackets: `(`, `(known as`, `(the Italian`.
OPENED = re.compile(
    r"\s*+[(\[]\s*+(?:(?:the|or|also|now|formerly|known as|called) )*+[\"“'‘]?(?:[A-Z]\w+ )?"
)
CLOSED = re.compile(r"[\"”'’]?\s*+[)\],;]")
HAVE_ACRONYMS = ("Organisation", "Document", "")


def join_acronyms(document: Document, figures: list[Figure]) -> None:
    """Join `Korean People's Army` and `KPA`, where the initials fit or one is in brackets."""
    acronyms = [figure for figure in figures if _has_acronym(figure)]
    if not acronyms:
        return
    keyed = FigureKeys(figures)
    for figure in figures:
        for name in figure.names:
            keyed.note(_initials(name), figure)
    nearby = _Neighbours(document, figures)
    for short in acronyms:
        check_deadline()
        full = _expansion(keyed, nearby, short)
        if full:
            full.absorb(short)
            keyed.replace(short, full)
    figures[:] = keyed.left()


class _Neighbours:
    """The names of several words by their places, to find those next to an acronym."""

    def __init__(self, document: Document, figures: Iterable[Figure]) -> None:
        self.document = document
        named: list[tuple[Mention, Figure]] = []
        for figure in figures:
            named.extend((mention, figure) for mention in figure.mentions if " " in mention.name)
        self._by_begin = sorted(named, key=_begin)
        self._by_end = sorted(named, key=_end)

    def bracketed(self, acronym: Mention) -> Iterator[Figure]:
        """Yield the figures with a name next to an acronym, one of the two in brackets."""
        begin, end = acronym.span.begin, acronym.span.end
        first = bisect_left(self._by_begin, end, key=_begin)
        last = bisect_left(self._by_begin, end + LONGEST_GAP + 1, key=_begin)
        near = self._by_begin[first:last]
        first = bisect_left(self._by_end, begin - LONGEST_GAP, key=_end)
        last = bisect_left(self._by_end, begin + 1, key=_end)
        for mention, figure in near + self._by_end[first:last]:
            if _are_bracketed(self.document, mention, acronym):
                yield figure


def _begin(pair: tuple[Mention, Figure]) -> int:
    return pair[0].span.begin


def _end(pair: tuple[Mention, Figure]) -> int:
    return pair[0].span.end


def _has_acronym(figure: Figure) -> bool:
    return not figure.wikidata and any(map(_is_acronym, figure.names))


def _is_acronym(name: str) -> bool:
    if not name.isupper() or not name.isalpha():
        return False
    return len(name) in ACRONYM_LENGTHS_IN_LETTERS


def _expansion(keyed: FigureKeys, nearby: _Neighbours, short: Figure) -> Figure | None:
    """Return the only figure whose name an acronym shortens."""
    acronym = next(name for name in short.names if name.isupper())
    fits = [figure for figure in keyed.having(acronym) if figure is not short]
    if fits:
        return only_figure(fits)
    bracketed: dict[Figure, None] = {}
    for mention in short.mentions:
        bracketed.update(dict.fromkeys(map(keyed.current, nearby.bracketed(mention))))
    bracketed.pop(short, None)
    return only_figure([figure for figure in bracketed if figure.kind in HAVE_ACRONYMS])


def _initials(name: str) -> str:
    """Return the initials of the words that count: KPA of `Korean People's Army`."""
    parts = re.split(r"[\s\-]+", name.replace("'s", "").replace("’s", ""))
    small_words = word_set("smallWords")
    counted = [part for part in parts if part.casefold() not in small_words]
    return "".join(part[0].upper() for part in counted if part[:1].isalpha())


def _are_bracketed(
    document: Document,
    name: Mention,
    acronym: Mention,
) -> bool:
    """Return whether the later of two names is in brackets behind the earlier one."""
    first, second = sorted((name, acronym), key=lambda mention: mention.span.begin)
    gap = second.span.begin - first.span.end
    if not 0 < gap <= LONGEST_GAP:
        return False
    text = document.article.text
    opened = OPENED.fullmatch(text, first.span.end, second.span.begin)
    return bool(opened and CLOSED.match(text, second.span.end))
