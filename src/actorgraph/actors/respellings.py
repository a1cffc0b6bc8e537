"""Spellings: two spellings of one name are one figure."""

from collections.abc import Hashable, Iterator
from itertools import product

from actorgraph.actors.figure import Figure
from actorgraph.actors.figure_keys import FigureKeys, only_figure
from actorgraph.actors.spellings import letters, sound_alike, sounds
from actorgraph.deadline import check as check_deadline
from actorgraph.language.document import Document


def join_spellings(
    document: Document,
    figures: list[Figure],
) -> None:
    """Join each figure with the only other one whose name is a spelling of its own."""
    keyed = FigureKeys(figures)
    for figure in figures:
        for name in figure.names:
            keyed.note(letters(name), figure)
            keyed.note(sounds(name), figure)
    for figure in sorted(figures, key=_longest_name_first):
        check_deadline()
        if figure not in keyed:
            continue
        spelling = _respelt(document, figure, keyed)
        if spelling:
            figure.absorb(spelling)
            keyed.replace(spelling, figure)
    figures[:] = keyed.left()


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
    keyed: FigureKeys,
) -> Figure | None:
    """Return the only figure whose name is a spelling of another figure's."""
    candidates: dict[Figure, None] = {}
    for name in figure.names:
        for key in _keys_of_spellings(name):
            candidates.update(dict.fromkeys(keyed.having(key)))
    return only_figure([other for other in candidates if _is_spelling(document, figure, other)])


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
