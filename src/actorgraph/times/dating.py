"""Dating: when something happens, by the time in its clause or in the clause that it is part of.

A time passes from a clause to what is part of the same happening: to joined verbs, infinitives,
participles and event nouns (`decided in 1994 to buy ships`), and from an occasion to what happens
at it (`attacked him at its July summit`). It does not pass to what is said, nor to clauses that
describe somebody.
"""

from collections.abc import Iterable, Iterator, Sequence

from actorgraph.language.document import Document, Token
from actorgraph.language.grammar import (
    AUXILIARIES,
    OBJECTS,
    SUBJECTS,
    any_lemma,
    behind,
    has_passive_mark,
    is_infinitive,
    is_verb,
    subjects,
)
from actorgraph.times import periods
from actorgraph.times.happenings import Happening, Happenings
from actorgraph.times.hosts import find_hosts, is_event, is_occasion
from actorgraph.times.sharing import SIMULTANEOUS, clauses_above, conjunction, is_aim
from actorgraph.times.tense import is_saying, looks_ahead, tense_of
from actorgraph.times.time import Time, TimeMention
from actorgraph.vocabulary.lexicon import word_set

# What happens at an occasion: `at the summit`, `during the war`.
AT_AN_OCCASION = ("at", "during", "in", "on")
LONGEST_STORY = 2  # sentences that a story goes back at most
LONGEST_DAY = 16  # sentences from an hour back to its day at most


class Dating:
    """The times of the words of a document."""

    def __init__(self, document: Document, mentions: Iterable[TimeMention]) -> None:
        self._document = document
        self._published = periods.published(document.article.published).edtf
        self._hosts = find_hosts(document, mentions)
        self._happenings = Happenings(self._dated())

    def time_of(self, word: Token) -> Time | None:
        """Return when what a verb or event noun tells happens; None if the text does not say."""
        clauses = [word, *clauses_above(word)]
        time = self._first_time_in(clauses)
        if time or not is_verb(word):
            return time
        time = self._happenings.time_of_verb(word) or self._time_of_story(clauses[-1])
        return time or self._time_at_an_hour(clauses)

    def _first_time_in(self, clauses: Sequence[Token]) -> Time | None:
        """Return the time of the nearest clause with one; an aim has only a time it may be in."""
        aims = False
        for clause in clauses:
            time = self._time_in_its_clause(clause)
            if time:
                return time if not aims or self._reaches_an_aim(time) else None
            aims = aims or is_aim(clause)
        return None

    def _reaches_an_aim(self, time: Time) -> bool:
        """`decided in 1994 to buy ships`, `plans on Friday to meet him`: long, or still to come."""
        is_long = len(time.edtf or "") <= len("1994")
        return is_long or bool(self._published and time.first_day > self._published)

    def _time_at_an_hour(self, clauses: Sequence[Token]) -> Time | None:
        """`Police came on Friday. At noon they left`: an hour is of the last day of the story."""
        verb = next((clause for clause in clauses if clause.index in self._hosts.hours), None)
        if verb is None or not any(tense_of(clause) == "past" for clause in clauses):
            return None
        for index in range(verb.sentence, max(-1, verb.sentence - LONGEST_DAY), -1):
            time = self._last_day_told(index, before=verb.index)
            if time:
                return time
        return None

    def _is_text(self, sentence: int) -> bool:
        return self._document.sentences[sentence].block.kind == "paragraph"

    def _last_day_told(self, sentence: int, before: int) -> Time | None:
        """Return the day of the last thing that a sentence tells; None if it names no day."""
        if not self._is_text(sentence):
            return None
        for word in reversed(self._document.sentences[sentence].tokens):
            if word.index >= before or word.dep == "relcl" or not _is_of_the_story(word):
                continue
            time = self._own_time(word)
            is_told_here = time is not None and time.counted_from in (None, self._published)
            if time and is_told_here and time.is_day:
                return time
        return None

    def _time_of_story(self, verb: Token) -> Time | None:
        """`He arrived on Friday. He then met the mayor`: on the day of the sentence before."""
        sentence = self._document.sentences[verb.sentence]
        if verb is not sentence.root or not _goes_on_from_before(verb):
            return None
        before = sentence
        for _ in range(LONGEST_STORY):
            if before.index == 0:
                return None
            before = self._document.sentences[before.index - 1]
            is_text = before.block.kind == sentence.block.kind == "paragraph"
            if not is_text or not _is_of_the_story(before.root):
                return None
            time = self._time_in_its_clause(before.root)
            time = time or self._time_at_an_hour([before.root])
            if time:
                return time if time.is_day else None
        return None

    def _time_in_its_clause(self, word: Token) -> Time | None:
        if not is_verb(word):
            return self._time_of_noun(word)
        time = self._own_time(word)
        time = time or self._time_of_occasion(word)
        return time or self._first_time(_at_the_same_time(word))

    def _own_time(self, verb: Token) -> Time | None:
        time = self._choose(self._hosts.verbs.get(verb.index, ()), verb)
        return time or self._choose(self._hosts.loose.get(verb.index, ()), verb)

    def _first_time(self, verbs: Iterable[Token]) -> Time | None:
        """Return the time of the first of several verbs that has one of its own."""
        times = (self._own_time(verb) for verb in verbs)
        return next((time for time in times if time), None)

    def _time_of_occasion(self, verb: Token) -> Time | None:
        """`attacked him in an August speech`, `win Monday's debate`, `a fire on Friday killed`."""
        if tense_of(verb) == "present":
            # `The poll shows`, `are investigating a 1994 deal`
            return None
        for noun in behind(verb, *AT_AN_OCCASION):
            time = self._time_of_noun(noun)
            # `In a poll conducted in September, she led`
            time = time or self._first_time(noun.having("acl"))
            if time:
                return time
        roles: tuple[str, ...] = SUBJECTS
        if verb.lemma in word_set("verbsOfTakingPart"):
            roles = (*OBJECTS, *SUBJECTS)
        occasions = [noun for noun in verb.having(*roles) if is_occasion(noun)]
        times = (self._time_of_noun(noun) for noun in occasions)
        return next((time for time in times if time), None)

    def _time_of_noun(self, noun: Token) -> Time | None:
        """Return the time that a noun has in its own phrase, or elsewhere if it is definite."""
        return self._time_in_its_phrase(noun) or self._happenings.time_of_noun(noun)

    def _time_in_its_phrase(self, noun: Token) -> Time | None:
        """`Friday's attack`, `an attack carried out on Friday`, `his collapse at the 2016 fair`."""
        time = self._choose(self._hosts.nouns.get(noun.index, ()), noun)
        if time or not is_event(noun):
            return time
        time = self._first_time(verb for verb in noun.having("acl", "relcl") if _dates(verb))
        occasions = [inner for inner in behind(noun, *AT_AN_OCCASION) if is_occasion(inner)]
        return time or self._first_of_nouns(occasions)

    def _first_of_nouns(self, nouns: Iterable[Token]) -> Time | None:
        """Return the first time that one of several nouns has in its own phrase."""
        times = (self._choose(self._hosts.nouns.get(noun.index, ()), noun) for noun in nouns)
        return next((time for time in times if time), None)

    def _choose(self, mentions: Sequence[TimeMention], word: Token) -> Time | None:
        """Return the first of several times, or a later one that is within it."""
        chosen: Time | None = None
        for mention in mentions:
            time = mention.time
            if mention.ahead and looks_ahead(self._document, word):
                time = mention.ahead
            if chosen is None or (time.edtf or "").startswith(chosen.edtf or ""):
                chosen = time
        return chosen

    def _dated(self) -> Iterator[Happening]:
        """Yield the verbs and event nouns that have a time of their own."""
        hosts = {*self._hosts.nouns, *self._hosts.verbs, *self._hosts.loose}
        for index in sorted(hosts):
            word = self._document.tokens[index]
            time = self._choose(self._hosts.nouns.get(index, ()), word)
            if is_verb(word):
                time = self._own_time(word)
            # What began or ended then is dated by neither: `the festival runs until Sunday`.
            if time and time.edtf and "/" not in (time.edtf[0], time.edtf[-1]):
                for event in _events_told_by(word):
                    yield Happening(event, time)


def _events_told_by(word: Token) -> Iterator[Token]:
    """Yield the events that a dated word tells: itself, and `the talks` of `the talks began`."""
    if not is_verb(word):
        if is_event(word):
            yield word
        return
    yield word
    if not _happens(word):
        return
    nouns = word.having(*SUBJECTS, *OBJECTS)
    if word.dep == "acl":
        # `an operation carried out in May`
        nouns = [word.head]
    for noun in nouns:
        if not is_verb(noun) and is_event(noun):
            yield noun


def _goes_on_from_before(verb: Token) -> bool:
    """Return whether a clause goes on with a story: `He met the mayor`, `The mayor then left`."""
    if not _is_of_the_story(verb):
        return False
    if any_lemma(verb.having("advmod"), word_set("adverbsOfAnotherTime")):
        return False
    if any_lemma(verb.having("advmod"), word_set("adverbsOfTheStory")):
        return True
    return any(word.tag == "PRP" for word in subjects(verb))


def _is_of_the_story(verb: Token) -> bool:
    """Return whether a sentence tells something that somebody did, once: `met`, not `had met`."""
    is_told = is_verb(verb) and tense_of(verb) == "past"
    return is_told and verb.lemma not in ("be", "have") and not is_saying(verb)


def _dates(verb: Token) -> bool:
    """`the vote held on Friday`, `the storm that hit Oslo on Friday`: it is when the noun is."""
    is_past = verb.dep == "relcl" and verb.tag == "VBD" and is_occasion(verb.head)
    return is_past or _happens(verb)


def _happens(verb: Token) -> bool:
    """Return whether a verb only says of an event that it happens: `begin`, `hold`, `commit`."""
    return verb.lemma in word_set("verbsOfHappening")


def _at_the_same_time(verb: Token) -> Iterator[Token]:
    """Yield the verbs below a verb whose time is its own, too."""
    is_one = verb.lemma in word_set("verbsOfOneTime") or has_passive_mark(verb)
    if is_one:
        # `is expected to come on Friday`, `caused it to fall in May`
        yield from (inner for inner in verb.having("xcomp", "ccomp") if is_infinitive(inner))
    for inner in verb.having("advcl"):
        # `drew crowds when it showed them in 2010`
        if conjunction(inner) in SIMULTANEOUS and not _compares(verb, inner):
            yield inner
        if _sets_the_scene(inner):
            yield inner
    for noun in subjects(verb):
        # `The mayor, speaking in Oslo on Friday, accused them`
        yield from (inner for inner in noun.having("acl") if _sets_the_scene(inner))
    for inner in verb.having("conj"):
        # `tried and sentenced him in 1991`
        if is_verb(inner) and not subjects(inner) and not _compares(verb, inner):
            yield inner


def _compares(verb: Token, inner: Token) -> bool:
    """`will work together as they did in May`: what is still to come is not when that was."""
    return tense_of(inner) == "past" and tense_of(verb) in ("future", "present")


def _sets_the_scene(verb: Token) -> bool:
    """`Speaking in Oslo on Friday, she accused them`: a participle of the same occasion."""
    is_plain = verb.tag == "VBG" and not verb.having(*AUXILIARIES, "mark")
    return is_plain and verb.lemma in word_set("verbsOfTheOccasion")
