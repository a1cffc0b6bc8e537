"""Names of one actor: full name and surname, acronym and expansion, two spellings."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import product

from actorgraph.actors.figure import Figure
from actorgraph.actors.named_figures import NamedFigures
from actorgraph.actors.spellings import letters, name_key, sound_alike, sounds
from actorgraph.actors.uncertain import is_uncertain, lower_case_words
from actorgraph.deadline import check as check_deadline
from actorgraph.language.document import Document
from actorgraph.mentions import OPPOSITES, Mention, is_half
from actorgraph.vocabulary.gazetteer import gazetteer, words
from actorgraph.vocabulary.lexicon import word_set

# A longer name is rather that of a body called after somebody.
LONGEST_PERSON_IN_WORDS = 4
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


def group_names(
    document: Document,
    mentions: Sequence[Mention],
) -> list[Figure]:
    """Group the names that mean the same actor, in the order of their first mention.

    The longest names come first, so that a surname finds its full name.
    """
    figures = _figures_by_name(mentions)
    _join_acronyms(document, figures)
    _join_spellings(document, figures)
    lower_case = lower_case_words(document)
    certain = [figure for figure in figures if not is_uncertain(document, figure, lower_case)]
    for figure in certain:
        figure.add_heads(_last_words(figure))
        figure.learn_gender()
    return sorted(certain, key=lambda figure: figure.first)


def _last_words(figure: Figure) -> Iterator[str]:
    """Yield the last words of names of several words: `network`."""
    for name in figure.names:
        if " " in name:
            yield name.split()[-1].casefold()


def _figures_by_name(mentions: Sequence[Mention]) -> list[Figure]:
    named = NamedFigures()
    for (name, identity), same in _by_name(mentions):
        check_deadline()
        figure = _figure_called(named, name, identity, same)
        if figure is None:
            figure = Figure()
        for mention in same:
            figure.add_mention(mention)
        named.add(figure, name)
    return named.figures


NameAndIdentity = tuple[str, str | None]


def _by_name(mentions: Sequence[Mention]) -> list[tuple[NameAndIdentity, list[Mention]]]:
    """Return the mentions by name and identity, those of most words first."""
    groups: dict[NameAndIdentity, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.form in ("name", "adjective"):
            groups[name_key(mention.name), mention.wikidata].append(mention)
    return sorted(groups.items(), key=_longest_first)


def _longest_first(
    group: tuple[NameAndIdentity, list[Mention]],
) -> tuple[int, str, str]:
    (name, identity), _ = group
    return -name.count(" "), name, identity or ""


def _figure_called(
    named: NamedFigures,
    name: str,
    identity: str | None,
    same: Sequence[Mention],
) -> Figure | None:
    """Return the only figure that already has this name, or a longer form of it."""
    if identity:
        return _identified_as(named, name, identity)
    exact = [figure for figure in named.called(name) if _is_called(figure, name)]
    if not exact:
        return _figure_shortened(named, name, same)
    # Of several with a known bearer, nothing says which one is meant.
    if exact[0].wikidata and len(exact) > 1:
        return None
    return exact[0]


def _is_called(figure: Figure, name: str) -> bool:
    return any(name_key(own) == name for own in figure.names)


def _figure_shortened(
    named: NamedFigures,
    name: str,
    same: Sequence[Mention],
) -> Figure | None:
    """Return the only figure that a name is short for: Tatiana Vinnik for `Vinnik`."""
    longer = [
        figure
        for figure in named.perhaps_shortened(name)
        if _may_be_short_for(name, figure, named.figures)
    ]
    if len(longer) > 1 and all(figure.kind == "Person" for figure in longer):
        # Of two who share a surname, it means the one mentioned before its first use.
        first_use = min(mention.head for mention in same)
        longer = [figure for figure in longer if figure.first < first_use]
    return _only(longer)


def _only(figures: Sequence[Figure]) -> Figure | None:
    """Return the only figure; None if there are none or several."""
    if len(figures) != 1:
        return None
    return figures[0]


def _identified_as(
    named: NamedFigures,
    name: str,
    identity: str,
) -> Figure | None:
    """Return the figure with an identity, or one whose name leaves it open.

    `Georgian` shows which `Georgia` is meant.
    """
    figure = named.identified(identity)
    if figure:
        return figure
    for figure in named.called(name):
        if figure.wikidata or figure.kind == "Person":
            continue
        same_names = [own for own in figure.names if name_key(own) == name]
        if any(_may_mean(own, identity) for own in same_names):
            return figure
    return None


def _may_mean(name: str, identity: str) -> bool:
    """Return whether a name that several bear may be that of an identity."""
    bearers = gazetteer().shared.get(name, ())
    return any(entry.wikidata == identity for entry in bearers)


def _may_be_short_for(
    name: str,
    figure: Figure,
    figures: Sequence[Figure],
) -> bool:
    if figure.wikidata or name in OPPOSITES:
        return _is_half_of(name, figure, figures)
    return _is_short_for(name, figure)


def _is_half_of(
    name: str,
    figure: Figure,
    figures: Sequence[Figure],
) -> bool:
    """Return whether a name is half a state's: `the South` of `South Korea`.

    Not `the West` of `West Bank`.
    """
    if name not in OPPOSITES:
        return False
    for full in figure.names:
        side, _, rest = name_key(full).partition(" ")
        if side != name:
            continue
        other_half = f"{OPPOSITES[side]} {rest}"
        if any(_is_called(other, other_half) for other in figures):
            return True
        if any(map(is_half, figure.names)):
            return True
    return False


def _is_short_for(name: str, figure: Figure) -> bool:
    """Return whether a name is a short form of a person's or a body's."""
    parts = name.split()
    for full_name in figure.names:
        whole = name_key(full_name).split()
        if figure.kind == "Person" and 1 < len(whole) <= LONGEST_PERSON_IN_WORDS:
            if _is_short_for_person(parts, whole):
                return True
        elif figure.kind == "Organisation" and _begins_with(whole, parts):
            # `Ifo` of `Ifo Institute`, but not of `Ifo Dahl`
            next_word = whole[len(parts)]
            return len(parts) > 1 or next_word in words("Organisation", "headWord")
    return False


def _is_short_for_person(parts: list[str], whole: list[str]) -> bool:
    # `Vinnik` or `Tatiana` of `Tatiana Vinnik`
    if len(parts) == 1:
        return parts[0] in (whole[0], whole[-1])
    # `Tatiana Vinnik` of `Tatiana Maria Vinnik`
    return parts[0] == whole[0] and parts[-1] == whole[-1]


def _begins_with(whole: list[str], parts: list[str]) -> bool:
    return len(whole) > len(parts) and whole[: len(parts)] == parts


def _join_acronyms(document: Document, figures: list[Figure]) -> None:
    """Join `Korean People's Army` and `KPA`, where the initials fit or one is in brackets."""
    acronyms = [figure for figure in figures if _has_acronym(figure)]
    if not acronyms:
        return
    cast = _Cast(figures)
    for figure in figures:
        for name in figure.names:
            cast.note(_initials(name), figure)
    nearby = _Neighbours(document, figures)
    for short in acronyms:
        check_deadline()
        full = _expansion(cast, nearby, short)
        if full:
            full.absorb(short)
            cast.replace(short, full)
    figures[:] = cast.left()


class _Cast:
    """Figures by what their names share, while some of them are absorbed by others."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        self._figures: dict[Figure, None] = dict.fromkeys(figures)
        self._by_key: dict[Hashable, dict[Figure, None]] = defaultdict(dict)
        self._keys: dict[Figure, dict[Hashable, None]] = defaultdict(dict)
        self._absorbed: dict[Figure, Figure] = {}

    def __contains__(self, figure: Figure) -> bool:
        return figure in self._figures

    def left(self) -> list[Figure]:
        """Return the figures that were not absorbed."""
        return list(self._figures)

    def note(self, key: Hashable, figure: Figure) -> None:
        """Note that a name of a figure has a key."""
        self._by_key[key][figure] = None
        self._keys[figure][key] = None

    def having(self, key: Hashable) -> Iterable[Figure]:
        """Return the figures that have a key."""
        return self._by_key.get(key, ())

    def replace(self, figure: Figure, whole: Figure) -> None:
        """Give the keys of a figure to the one that has absorbed it."""
        del self._figures[figure]
        self._absorbed[figure] = whole
        for key in self._keys.pop(figure, ()):
            del self._by_key[key][figure]
            self.note(key, whole)

    def current(self, figure: Figure) -> Figure:
        """Return the figure that a figure is part of by now."""
        while figure in self._absorbed:
            figure = self._absorbed[figure]
        return figure


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


def _expansion(cast: _Cast, nearby: _Neighbours, short: Figure) -> Figure | None:
    """Return the only figure whose name an acronym shortens."""
    acronym = next(name for name in short.names if name.isupper())
    fits = [figure for figure in cast.having(acronym) if figure is not short]
    if fits:
        return _only(fits)
    bracketed: dict[Figure, None] = {}
    for mention in short.mentions:
        bracketed.update(dict.fromkeys(map(cast.current, nearby.bracketed(mention))))
    bracketed.pop(short, None)
    return _only([figure for figure in bracketed if figure.kind in HAVE_ACRONYMS])


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


def _join_spellings(
    document: Document,
    figures: list[Figure],
) -> None:
    """Join each figure with the only other one whose name is a spelling of its own."""
    cast = _Cast(figures)
    for figure in figures:
        for name in figure.names:
            cast.note(letters(name), figure)
            cast.note(sounds(name), figure)
    for figure in sorted(figures, key=_longest_name_first):
        check_deadline()
        if figure not in cast:
            continue
        spelling = _respelt(document, figure, cast)
        if spelling:
            figure.absorb(spelling)
            cast.replace(spelling, figure)
    figures[:] = cast.left()


def _keys_of_spellings(name: str) -> Iterator[Hashable]:
    """Yield the keys that the spellings of a name may have."""
    yield letters(name)
    heard = sounds(name)
    yield heard
    # `Gadhafi` of `Muammar Gaddafi`
    yield heard[-1:]


def _respelt(
    document: Document,
    figure: Figure,
    cast: _Cast,
) -> Figure | None:
    """Return the only figure whose name is a spelling of another figure's."""
    candidates: dict[Figure, None] = {}
    for name in figure.names:
        for key in _keys_of_spellings(name):
            candidates.update(dict.fromkeys(cast.having(key)))
    return _only([other for other in candidates if _is_spelling(document, figure, other)])


def _longest_name_first(figure: Figure) -> tuple[int, int]:
    return -max(map(len, figure.names), default=0), figure.first


def _is_spelling(
    document: Document,
    first: Figure,
    second: Figure,
) -> bool:
    if first is second or not _may_be_one(first, second):
        return False
    # `Jean-Pierre Dubois` and `Jean Pierre Dubois`
    if set(map(letters, first.names)) & set(map(letters, second.names)):
        return True
    pairs = product(first.names, second.names)
    if not any(sound_alike(name, other) for name, other in pairs):
        return False
    # `Tamirov met Tamyrov`: two in one sentence are two people.
    return not _sentences(document, first) & _sentences(document, second)


def _may_be_one(first: Figure, second: Figure) -> bool:
    if not first.kind or first.kind != second.kind:
        return False
    if first.wikidata and second.wikidata:
        return False
    return {first.gender, second.gender} != {"feminine", "masculine"}


def _sentences(document: Document, figure: Figure) -> set[int]:
    names = figure.of_form("name")
    return {document.tokens[name.head].sentence for name in names}
