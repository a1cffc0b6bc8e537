"""Happenings: the events that an article dates once and names again, as `the blaze` for a fire."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
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


class Happening(NamedTuple):
    """A verb or event noun that has a time."""

    word: Token
    time: Time


class Happenings:
    """The dated events of a document, by what else they may be called."""

    def __init__(self, dated: Iterable[Happening]) -> None:
        self._nouns: defaultdict[str, list[Happening]] = defaultdict(list)
        self._by_name: defaultdict[str, list[Happening]] = defaultdict(list)
        self._verbs: defaultdict[str, list[Happening]] = defaultdict(list)
        for happening in dated:
            word = happening.word
            group = self._verbs if is_verb(word) else self._nouns
            group[word.lemma].append(happening)
            for name in _names(word):
                self._by_name[name].append(happening)

    def time_of_noun(self, noun: Token) -> Time | None:
        """Return when an event happened that a noun names again: `the summit`, `that conflict`."""
        if not is_event(noun) or not _is_definite(noun):
            return None
        known = [found for name in _names(noun) for found in self._by_name.get(name, ())]
        if any_lemma(noun.having("det"), DEMONSTRATIVES):
            # `this attack` is the one named last.
            before = [found for found in known if found.word.index < noun.index]
            return max(before, key=_place).time if before else None
        namesakes = self._nouns.get(noun.lemma)
        if namesakes:
            return _only(namesakes)
        parties = _parties(noun)
        return _only(found for found in known if not parties or parties & _parties(found.word))

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
        told = (found for found in self._verbs.get(verb.lemma, ()) if found.word is not verb)
        return _only(found for found in told if _is_same(concerned, _concerned(found.word)))


def _place(happening: Happening) -> int:
    return happening.word.index


def _only(happenings: Iterable[Happening]) -> Time | None:
    """Return the time of happenings if it is one; the most precise of several that agree."""
    times = {found.time.edtf or "": found.time for found in happenings}
    precise = max(times, key=len, default="")
    agree = all(precise.startswith(edtf) for edtf in times)
    return times[precise] if precise and agree else None


def _is_same(first: Token, second: Token | None) -> bool:
    return second is not None and first.text == second.text


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


def _names(word: Token) -> frozenset[str]:
    """Return the names under which an event is known: its verb and the words of one meaning."""
    if is_verb(word):
        verb = f"to {word.lemma}"
        return frozenset([verb, *_meanings().get(verb, ())])
    verbs = {f"to {frame.verb}" for frame in noun_frames().get(word.lemma, ()) if frame.verb}
    return frozenset([word.lemma, *verbs, *_meanings().get(word.lemma, ())])


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
