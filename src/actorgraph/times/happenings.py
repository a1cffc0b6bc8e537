"""Happenings: the events that an article dates once and names again, as `the blaze` for a fire."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from operator import itemgetter
from typing import NamedTuple

from actorgraph.language.document import Token
from actorgraph.language.grammar import (
    OBJECTS,
    SUBJECTS,
    any_lemma,
    behind,
    has_passive_mark,
    is_verb,
)
from actorgraph.times.hosts import is_event
from actorgraph.times.tense import is_saying, tense_of
from actorgraph.times.time import Time
from actorgraph.vocabulary.event_nouns import noun_frames
from actorgraph.vocabulary.lexicon import word_set

DEMONSTRATIVES = ("this", "that", "these", "those")
# The phrases next to an event noun that say whose event it is: `the death of his father`.
OF_WHOM = ("of", "on", "by", "against", "with", "between", "in", "at", "for")
PARTIES = (*SUBJECTS, *OBJECTS, "poss", "compound", "nmod", "appos")


Times = dict[str, Time]
"""Times by their EDTF."""


class Happening(NamedTuple):
    """A verb or event noun that has a time."""

    word: Token
    time: Time


class _Given(NamedTuple):
    """How an event is given: its time as EDTF, and whom it concerns."""

    edtf: str
    parties: frozenset[str]


class Happenings:
    """The dated events of a document, by what else they may be called.

    Of events that the same words name, each time is kept once, however often it is given.
    """

    def __init__(self, dated: Iterable[Happening]) -> None:
        self._nouns: defaultdict[str, dict[_Given, Time]] = defaultdict(dict)
        self._days: dict[int, Time] = {}
        self._verbs: defaultdict[tuple[str, str], Times] = defaultdict(dict)
        self._by_name: defaultdict[str, dict[_Given, Time]] = defaultdict(dict)
        self._places: defaultdict[str, dict[int, Time]] = defaultdict(dict)
        for happening in dated:
            self._add(happening.word, happening.time)
        self._order = sorted(self._days)
        self._ordered = {name: sorted(places) for name, places in self._places.items()}

    def _add(self, word: Token, time: Time) -> None:
        edtf = time.edtf or ""
        told = _Given(edtf, frozenset(_parties(word)))
        if time.is_day:
            self._days.setdefault(word.index, time)
        if not is_verb(word):
            self._nouns[word.lemma][told] = time
        elif concerned := _concerned(word):
            self._verbs[word.lemma, concerned.text][edtf] = time
        for name in _names(word):
            self._by_name[name][told] = time
            self._places[name].setdefault(word.index, time)

    def time_of_noun(self, noun: Token) -> Time | None:
        """Return when an event happened that a noun names again: `the summit`, `that conflict`."""
        if not is_event(noun) or not _is_definite(noun):
            return None
        names = _names(noun)
        if any_lemma(noun.having("det"), DEMONSTRATIVES):
            # `this attack` is the one named last.
            return self._latest(names, noun.index)
        if noun.lemma in word_set("namesOfAnyEvent"):
            return self._last_event(noun.index)
        parties = _parties(noun)
        times: Times = {}
        namesakes = self._nouns.get(noun.lemma)
        if namesakes:
            for told, time in namesakes.items():
                if not parties or not told.parties or parties & told.parties:
                    times[told.edtf] = time
            return _only(times)
        for name in names:
            for told, time in self._by_name.get(name, {}).items():
                if not parties or parties & told.parties:
                    times[told.edtf] = time
        return _only(times)

    def _last_event(self, index: int) -> Time | None:
        """Return the day of the last event before a place, whatever it is called."""
        before = bisect_left(self._order, index)
        return self._days[self._order[before - 1]] if before else None

    def _latest(self, names: Iterable[str], index: int) -> Time | None:
        """Return the time of the last event of some names before a place."""
        found: list[tuple[int, str]] = []
        for name in names:
            places = self._ordered.get(name, [])
            before = bisect_left(places, index)
            if before:
                found.append((places[before - 1], name))
        if not found:
            return None
        place, name = max(found, key=itemgetter(0))
        return self._places[name][place]

    def time_of_verb(self, verb: Token) -> Time | None:
        """Return when something happened that a verb tells again: of the same people or things."""
        if is_saying(verb) or tense_of(verb) not in ("past", "perfect"):
            return None
        if any_lemma(verb.having("advmod"), word_set("adverbsOfAnotherTime")):
            # `was arrested again`
            return None
        concerned = _concerned(verb)
        if concerned is None or concerned.pos != "PROPN":
            return None
        return _only(self._verbs.get((verb.lemma, concerned.text), {}))


def _only(times: Times) -> Time | None:
    """Return the time of events if it is one; the most precise of several that agree."""
    precise = max(times, key=len, default="")
    agree = all(precise.startswith(edtf) for edtf in times)
    return times[precise] if precise and agree else None


def _concerned(verb: Token) -> Token | None:
    """Return whom a verb is about: its object, or its subject if it has none."""
    patients = verb.having("dobj", "nsubjpass")
    if patients or has_passive_mark(verb):
        return patients[0] if patients else None
    return next(iter(verb.having("nsubj")), None)


def _is_definite(noun: Token) -> bool:
    """`the summit`, `that war`, `its summit`, `the Oslo summit`."""
    if noun.having("poss"):
        return True
    if noun.having("nummod", "relcl", "acl"):
        return False
    determiners = noun.having("det")
    is_known = any_lemma(determiners, word_set("definiteDeterminers"))
    return is_known and not any_lemma(noun.having("amod"), word_set("distinguishing"))


def _parties(word: Token) -> set[str]:
    """Return the lemmas of those that an event is said to concern, pronouns apart."""
    around = [*word.having(*PARTIES), *behind(word, *OF_WHOM)]
    parties = {near.lemma for near in around if near.pos in ("NOUN", "PROPN")}
    # `the German election`
    parties.update(near.lemma for near in word.having("amod") if near.text[0].isupper())
    return parties


def _names(word: Token) -> list[str]:
    """Return the names under which an event is known: its verb and the words of one meaning.

    They are sorted, so that the same text always gives the same times.
    """
    if is_verb(word):
        verb = f"to {word.lemma}"
        return sorted({verb, *_meanings().get(verb, ())})
    verbs = {f"to {frame.verb}" for frame in noun_frames().get(word.lemma, ()) if frame.verb}
    return sorted({word.lemma, *verbs, *_meanings().get(word.lemma, ())})


@cache
def _meanings() -> dict[str, tuple[str, ...]]:
    """Return the entries of `namesOfOneEvent` by each of their words."""
    meanings: defaultdict[str, list[str]] = defaultdict(list)
    for word, entry in _words_of_entries():
        meanings[word].append(entry)
    return {word: tuple(entries) for word, entries in meanings.items()}


def _words_of_entries() -> Iterator[tuple[str, str]]:
    for entry in word_set("namesOfOneEvent"):
        for word in entry.split("|"):
            yield word, entry
