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
    JOINED,
    OBJECTS,
    SUBJECTS,
    any_lemma,
    behind,
    has_passive_mark,
    is_infinitive,
    is_relative,
    is_verb,
    subjects,
)
from actorgraph.times import periods
from actorgraph.times.happenings import Happening, Happenings
from actorgraph.times.hosts import find_hosts, is_event, is_occasion
from actorgraph.times.tense import is_saying, looks_ahead, tense_of
from actorgraph.times.time import Time, TimeMention
from actorgraph.vocabulary.governors import plans
from actorgraph.vocabulary.lexicon import word_set

# What happens at an occasion: `at the summit`, `during the war`.
AT_AN_OCCASION = ("at", "during", "in", "on")
# An event noun behind one of these happens when its verb does: `hit in the attack`.
WITH_ITS_VERB = ("at", "during", "for", "in", "on", "with")
SIMULTANEOUS = ("as", "when", "while")
ADVERBIAL = (*SIMULTANEOUS, "after", "before", "if", "once")
LONGEST_STORY = 2  # sentences that a story goes back at most
LONGEST_DAY = 16  # sentences from an hour back to its day at most
LONGEST_CLIMB = 4  # clauses through which a time passes at most


class Dating:
    """The times of the words of a document."""

    def __init__(self, document: Document, mentions: Iterable[TimeMention]) -> None:
        self._document = document
        self._published = periods.published(document.article.published).edtf
        self._hosts = find_hosts(document, mentions)
        self._happenings = Happenings(self._dated())

    def time_of(self, word: Token) -> Time | None:
        """Return when what a verb or event noun tells happens; None if the text does not say."""
        clauses = [word, *_clauses_above(word)]
        time = self._first_time_in(clauses)
        if time or not is_verb(word):
            return time
        time = self._happenings.time_of_verb(word) or self._time_of_story(clauses[-1])
        return time or self._time_at_an_hour(clauses)

    def _first_time_in(self, clauses: Sequence[Token]) -> Time | None:
        """Return the time of the nearest clause with one; an aim has only a time it may be in."""
        is_aim = False
        for clause in clauses:
            time = self._time_in_its_clause(clause)
            if time:
                return time if not is_aim or self._reaches_an_aim(time) else None
            is_aim = is_aim or _is_aim(clause)
        return None

    def _reaches_an_aim(self, time: Time) -> bool:
        """`decided in 1994 to buy ships`, `plans on Friday to meet him`: long, or still to come."""
        day = (time.not_before or "")[: len("2015-08-20")]
        is_long = len(time.edtf or "") <= len("1994")
        return is_long or bool(self._published and day > self._published)

    def _time_at_an_hour(self, clauses: Sequence[Token]) -> Time | None:
        """`Police came on Friday. At noon they left`: an hour is of the day that was told last."""
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
            if time and is_told_here and _is_day(time):
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
                return time if _is_day(time) else None
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


def _is_day(time: Time) -> bool:
    return len(time.edtf or "") == len("2015-08-20")


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
        if _conjunction(inner) in SIMULTANEOUS:
            yield inner
        if _sets_the_scene(inner):
            yield inner
    for noun in subjects(verb):
        # `The mayor, speaking in Oslo on Friday, accused them`
        yield from (inner for inner in noun.having("acl") if _sets_the_scene(inner))
    for inner in verb.having("conj"):
        # `tried and sentenced him in 1991`
        if is_verb(inner) and not subjects(inner):
            yield inner


def _sets_the_scene(verb: Token) -> bool:
    """`Speaking in Oslo on Friday, she accused them`: a participle of the same occasion."""
    is_plain = verb.tag == "VBG" and not verb.having(*AUXILIARIES, "mark")
    return is_plain and verb.lemma in word_set("verbsOfTheOccasion")


def _conjunction(verb: Token) -> str:
    """Return the conjunction of an adverbial clause; empty if it has none."""
    for word in verb.having("mark", "advmod"):
        if word.index < verb.index and word.tag in ("IN", "WRB"):
            return word.lemma
    return ""


def _clauses_above(word: Token) -> Iterator[Token]:
    """Yield the verbs and nouns above a word whose time it shares, the nearest first."""
    above = _above(word)
    for _ in range(LONGEST_CLIMB):
        if above is None:
            return
        yield above
        above = _above(above)


def _above(word: Token) -> Token | None:
    """Return the verb or noun above a word whose time it shares; None if there is none."""
    above = word.head
    if above is word:
        return None
    if is_verb(word):
        return _above_verb(word, above)
    return _above_noun(word, above)


def _above_noun(noun: Token, above: Token) -> Token | None:
    if noun.dep == "pobj":
        # `hit in the attack`
        shares = above.lemma in WITH_ITS_VERB and is_verb(above.head)
        return above.head if shares else None
    if not is_verb(above):
        # `the assassination attempt`, `arrests and trials`
        return above if noun.dep in ("compound", "nmod", "conj") else None
    if noun.dep == "dobj" and plans(f"{above.lemma} +"):
        # `ordered the deployment` in July: it may come later.
        return None
    return above if noun.dep in (*OBJECTS, *SUBJECTS, "attr") else None


def _above_verb(verb: Token, above: Token) -> Token | None:
    if verb.dep == "relcl":
        return above if _goes_on(verb) else None
    if verb.dep == "acl":
        return above if _is_part_of(verb, above) else None
    if verb.dep == "pcomp":
        # `retaliated by firing`
        is_part = above.lemma not in word_set("prepositionsOfOtherTimes")
        return above.head if is_part and is_verb(above.head) else None
    if above.pos == "ADJ":
        # `was able to meet`
        above = above.head
    if not is_verb(above):
        return None
    if verb.dep in JOINED:
        return above if _continues(verb, above) else None
    return above if _shares_time(verb) else None


def _continues(verb: Token, above: Token) -> bool:
    """`was tried and sentenced`, but not `met in May, and five have written since`."""
    tense = tense_of(verb)
    return not subjects(verb) or not tense or tense == tense_of(above)


def _is_part_of(verb: Token, noun: Token) -> bool:
    """`filed a suit accusing him`, `struck a deal to buy ships`: as the suit and the deal."""
    if is_infinitive(verb):
        return noun.dep in (*OBJECTS, "attr", "nsubjpass", "pobj")
    if verb.tag != "VBG":
        return False
    # `was at the scene helping survivors`
    is_where = noun.dep == "pobj" and noun.head.head.lemma == "be"
    return is_where or noun.dep == "dobj" or is_event(noun)


def _goes_on(verb: Token) -> bool:
    """Return whether a relative clause goes on with the story instead of describing somebody."""
    # `a resolution in which it called for peace`
    if any(is_relative(word) for word in behind(verb)):
        return True
    # `six men, two of whom were killed`
    if any(is_relative(word) for noun in subjects(verb) for word in behind(noun, "of")):
        return tense_of(verb) == "past"
    # `the men whom they accused`, `a flood that hit Oslo`
    is_past = verb.tag == "VBD" and not verb.having("aux", "auxpass")
    has_subject = any(not is_relative(word) for word in subjects(verb))
    return is_past and (has_subject or is_event(verb.head))


def _shares_time(verb: Token) -> bool:
    """Return whether a clause happens when the verb above it does."""
    if verb.dep == "advcl":
        is_loose = is_infinitive(verb) or _is_bare(verb)
        return is_loose or (_conjunction(verb) in ADVERBIAL and not _is_days_away(verb))
    if verb.dep in ("xcomp", "ccomp") and (is_infinitive(verb) or _is_bare(verb)):
        return True
    if verb.dep != "ccomp":
        return False
    if verb.head.lemma == "be" and any_lemma(subjects(verb.head), ("it",)):
        # `It was in 1991 that he fled`
        return True
    # `said on Tuesday that it is lowering its forecast`, `said on Tuesday it was in Oslo`
    return verb.tag == "VBG" or verb.lemma == "be"


def _is_aim(verb: Token) -> bool:
    """`voted to build a bridge`, `an effort to build one`: it is built later, if at all."""
    if not is_infinitive(verb):
        return False
    above = verb.head
    if verb.dep == "acl":
        return True
    if verb.dep not in ("xcomp", "ccomp") or not is_verb(above):
        return False
    # `is expected to come`, `managed to come`
    return above.lemma not in word_set("verbsOfOneTime") and not has_passive_mark(above)


def _is_days_away(verb: Token) -> bool:
    """`came just days after he had refused`, `left a year before she won`: not at that time."""
    if not any_lemma(verb.having("mark"), ("after", "before")):
        return False
    distances = [*verb.having("npadvmod"), *verb.head.having("npadvmod")]
    return any_lemma(distances, word_set("stretchesOfTime"))


def _is_bare(verb: Token) -> bool:
    """Return whether a verb is a participle or bare infinitive: `detaining`, `made him leave`."""
    if verb.having(*AUXILIARIES):
        return False
    # `was flying, headed for Moscow`: the parser takes it for a past tense.
    return verb.tag in ("VBG", "VBN", "VB") or (verb.dep == "advcl" and not subjects(verb))
