"""An index of names: which actors have a name, a part of it, or one that contains it.

Each look-up costs what the name is long, however many names there are.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations, islice, product

import pyoxigraph as ox

from actorgraph.redaction.spellings import (
    are_similar,
    is_in_other_script,
    sound,
    spellings,
    variants,
    whole_keys,
    words_as_written,
)
from actorgraph.redaction.words import folded_word
from actorgraph.vocabulary.lexicon import word_set

# Of a name of more words, only single words, neighbours and the whole are parts.
MOST_WORDS = 6
# A word may be equivalent to several; more combinations of them are not tried.
MOST_COMBINATIONS = 64
# Of the names that sound alike, so many are compared letter by letter.
MOST_ALIKE = 20
Actors = set[ox.NamedNode]
Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class _Entry:
    """One name of an actor: its words without initials, the initials, and all first letters."""

    actor: ox.NamedNode
    words: Words
    initials: Words
    letters: Words


@dataclass(slots=True)
class NameIndex:
    """The names of actors by their words and the parts of these."""

    _by_spelling: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _wholes: dict[Words, list[_Entry]] = field(default_factory=lambda: defaultdict(list))
    _parts: dict[Words, list[_Entry]] = field(default_factory=lambda: defaultdict(list))
    _sounds: dict[tuple[Words, str], list[tuple[str, ox.NamedNode]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    # Those who are only called by initials: `M. Q.`
    _initials: dict[Words, Actors] = field(default_factory=lambda: defaultdict(set))
    _scripts: dict[tuple[bool, str], Actors] = field(default_factory=lambda: defaultdict(set))
    _asked: set[tuple[Words, bool]] = field(default_factory=set)

    def add(self, actor: ox.NamedNode, name: str) -> None:
        """Add a name of an actor."""
        words = _significant(name)
        if not words:
            return
        own = frozenset(map(folded_word, words))
        initials = frozenset(word for word in own if _is_initial(word))
        if initials < own:
            own -= initials
        entry = _Entry(actor, own, initials - own, _first_letters(words))
        self._wholes[own].append(entry)
        for part in _parts_of(own):
            self._parts[part].append(entry)
        self._add_keys(actor, words, own)
        other_script = is_in_other_script(name)
        for key in whole_keys(name):
            self._scripts[other_script, key].add(actor)

    def _add_keys(self, actor: ox.NamedNode, words: list[str], own: Words) -> None:
        """Add the spellings of words, their sounds, and the letters of one who has only these."""
        for word in words:
            for spelling in spellings(word) | variants(word):
                self._by_spelling[spelling].add(folded_word(word))
        # A name of more words is not compared by its sounds: that would cost their square.
        for word in own:
            if sound(word) and len(own) <= MOST_WORDS:
                self._sounds[own - {word}, sound(word)].append((word, actor))
        if len(words) > 1 and all(len(word) == 1 and word.isupper() for word in words):
            self._initials[_latin_initials(words)].add(actor)

    def sharing(self, name: str, *, is_listed: bool = False) -> Actors:
        """Return whoever has a name that is part of this one, or contains it, in any spelling.

        A name that a policy lists is also recognised if one of several words only sounds alike.
        A name that was asked about before gives nobody again.
        """
        words = _significant(name)
        question = frozenset(map(folded_word, words)), is_listed
        if question in self._asked:
            return set()
        self._asked.add(question)
        found = set(self._containing(words))
        found.update(self._within(words))
        found |= self._in_other_script(name)
        found.update(self._with_initials(words))
        if is_listed:
            found.update(self._sounding_alike(words))
        return found

    def equal(self, name: str) -> Actors:
        """Return whoever has this name as a whole, in any spelling and order."""
        words = _significant(name)
        found = self._in_other_script(name)
        for same in self._equivalents(words):
            for entry in self._wholes.get(same, ()):
                if len(entry.words) == len(set(map(folded_word, words))):
                    found.add(entry.actor)
        return found

    def _equivalents(self, words: Iterable[str], *, has_variants: bool = False) -> Iterator[Words]:
        """Yield the sets of indexed words that may be these words, or also variants of them."""
        alternatives = []
        for word in words:
            same: set[str] = set()
            keys = spellings(word)
            if has_variants:
                keys |= variants(word)
            for spelling in keys:
                same |= self._by_spelling.get(spelling, set())
            if same:
                alternatives.append(sorted(same))
        if alternatives:
            for chosen in islice(product(*alternatives), MOST_COMBINATIONS):
                yield frozenset(chosen)

    def _containing(self, words: list[str]) -> Iterator[ox.NamedNode]:
        """Yield whoever has a name with all of these words, or words with these initials."""
        whole = [word for word in words if not _is_initial(folded_word(word))]
        initials = {folded_word(word) for word in words} - {folded_word(word) for word in whole}
        for same in self._equivalents(whole, has_variants=1 < len(words) <= MOST_WORDS):
            if len(same) == len(set(map(folded_word, whole))):
                for entry in self._parts.get(same, ()):
                    if initials <= entry.letters:
                        yield entry.actor

    def _within(self, words: list[str]) -> Iterator[ox.NamedNode]:
        """Yield whoever has a name of some of these words, and of fitting initials."""
        letters = _first_letters(words)
        for same in self._equivalents(words, has_variants=1 < len(words) <= MOST_WORDS):
            for part in _parts_of(same):
                for entry in self._wholes.get(part, ()):
                    if entry.initials <= letters:
                        yield entry.actor

    def _with_initials(self, words: list[str]) -> Iterator[ox.NamedNode]:
        """Yield whoever is called only by some of the first letters of a name of several words."""
        if sum(len(word) > 1 for word in words) < 2:
            return
        for part in _parts_of(_latin_initials(words)):
            if len(part) > 1:
                yield from self._initials.get(part, ())

    def _sounding_alike(self, words: list[str]) -> Iterator[ox.NamedNode]:
        """Yield whoever has the same name but for one word, which sounds alike."""
        if not 2 <= len(words) <= MOST_WORDS:
            return
        for place, word in enumerate(words):
            others = words[:place] + words[place + 1 :]
            for same in self._equivalents(others):
                if len(same) == len(set(map(folded_word, others))):
                    yield from self._completing(same, word)

    def _completing(self, others: Words, word: str) -> Iterator[ox.NamedNode]:
        """Yield whoever has these words and one more, which sounds like this one."""
        for form in filter(str.isalpha, spellings(word)):
            alike = self._sounds.get((others, sound(form)), [])
            for known, actor in alike[:MOST_ALIKE]:
                if are_similar(known, form):
                    yield actor

    def _in_other_script(self, name: str) -> Actors:
        found: Actors = set()
        is_other = is_in_other_script(name)
        for key in whole_keys(name):
            found |= self._scripts.get((not is_other, key), set())
        return found


def _significant(name: str) -> list[str]:
    """Return the words of a name as written, without titles and articles."""
    unimportant = word_set("addressWords")
    return [word for word in words_as_written(name) if folded_word(word) not in {"", *unimportant}]


def _first_letters(words: Iterable[str]) -> Words:
    letters: set[str] = set()
    for word in words:
        letters.update(spelling[0] for spelling in spellings(word) if spelling[0].isalpha())
    return frozenset(letters)


def _latin_initials(words: Iterable[str]) -> Words:
    """Return the first letters of words, without accents and in Latin letters."""
    return frozenset(letter for letter in _first_letters(words) if letter.isascii())


def _is_initial(word: str) -> bool:
    return len(word) == 1 and word.isascii()


def _parts_of(words: Words) -> Iterator[Words]:
    """Yield the parts of a name, the whole included."""
    ordered = sorted(words)
    if len(ordered) <= MOST_WORDS:
        for size in range(1, len(ordered) + 1):
            yield from map(frozenset, combinations(ordered, size))
        return
    yield words
    for size in (1, 2):
        yield from map(frozenset, zip(*(ordered[start:] for start in range(size)), strict=False))
