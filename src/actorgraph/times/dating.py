"""Dating: when something happens, by the time in its clause or in the clause that it is part of.

A time passes from a clause to what is part of the same happening: to joined verbs, infinitives,
participles and event nouns (`decided in 1994 to buy ships`), and from an occasion to what happens
at it (`attacked him at its July summit`). It does not pass to what is said, nor to clauses that
describe somebody.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from actorgraph.language.document import Document, Token
from actorgraph.language.grammar import (
    JOINED,
    OBJECTS,
    SUBJECTS,
    behind,
    has_passive_mark,
    is_infinitive,
    is_relative,
    is_verb,
    subjects,
)
from actorgraph.times.hosts import find_hosts, is_event, is_occasion
from actorgraph.times.tense import PRESENT_TAGS, looks_ahead, tense_of
from actorgraph.times.time import Time, TimeMention
from actorgraph.vocabulary.governors import plans
from actorgraph.vocabulary.lexicon import speech_verbs, word_set

# What happens at an occasion: `at the summit`, `during the war`.
AT_AN_OCCASION = ("at", "during", "in", "on")
# An event noun behind one of these happens when its verb does: `hit in the attack`.
WITH_ITS_VERB = ("at", "during", "for", "in", "on", "with")
SIMULTANEOUS = ("as", "when", "while")
ADVERBIAL = (*SIMULTANEOUS, "after", "before", "if", "once")
LONGEST_CLIMB = 4  # clauses through which a time passes at most


class Dating:
    """The times of the words of a document."""

    def __init__(self, document: Document, mentions: Iterable[TimeMention]) -> None:
        self._document = document
        self._hosts = find_hosts(document, mentions)
        self._occasions = self._dated_occasions()

    def time_of(self, word: Token) -> Time | None:
        """Return when what a verb or event noun tells happens; None if the text does not say."""
        return self._time(word, LONGEST_CLIMB)

    def _time(self, word: Token, climb: int) -> Time | None:
        if is_verb(word):
            time = self._time_of_clause(word)
        else:
            time = self._time_of_noun(word)
        if time is None and climb > 0:
            above = _clause_of_verb(word) if is_verb(word) else _clause_of_noun(word)
            if above is not None:
                return self._time(above, climb - 1)
        return time

    def _time_of_clause(self, verb: Token) -> Time | None:
        """Return the time in a verb's own clause."""
        time = self._own_time(verb)
        time = time or self._time_of_occasion(verb)
        time = time or self._time_of_complement(verb)
        return time or self._time_of_side_clause(verb)

    def _own_time(self, verb: Token) -> Time | None:
        hosts = self._hosts
        time = self._choose(hosts.verbs.get(verb.index, ()), verb)
        return time or self._choose(hosts.loose.get(verb.index, ()), verb)

    def _time_of_occasion(self, verb: Token) -> Time | None:
        """`attacked him in an August speech`, `win Monday's debate`, `a fire on Friday killed`."""
        if verb.tag in PRESENT_TAGS:
            # `The poll shows`
            return None
        for noun in behind(verb, *AT_AN_OCCASION):
            time = self._time_of_noun(noun)
            time = time or self._time_of_participle(noun)
            if time:
                return time
        for noun in verb.having(*OBJECTS, *SUBJECTS):
            time = self._time_of_noun(noun) if is_occasion(noun) else None
            if time:
                return time
        return None

    def _time_of_participle(self, noun: Token) -> Time | None:
        """`In a poll conducted in September, she led`."""
        for verb in noun.having("acl"):
            time = self._own_time(verb)
            if time:
                return time
        return None

    def _time_of_complement(self, verb: Token) -> Time | None:
        """`is expected to come on Friday`: the veto that is expected comes on Friday."""
        if verb.lemma in speech_verbs() and not has_passive_mark(verb):
            return None
        for inner in verb.having("xcomp"):
            if is_infinitive(inner):
                time = self._own_time(inner)
                if time:
                    return time
        return None

    def _time_of_side_clause(self, verb: Token) -> Time | None:
        """`drew crowds when it showed them in 2010`."""
        for inner in verb.having("advcl"):
            if _conjunction(inner) in SIMULTANEOUS:
                time = self._own_time(inner)
                if time:
                    return time
        return None

    def _time_of_noun(self, noun: Token) -> Time | None:
        """Return the time that a noun has in its own phrase, or elsewhere if it is definite."""
        time = self._choose(self._hosts.nouns.get(noun.index, ()), noun)
        if time is None and is_event(noun) and _is_definite(noun):
            times = self._occasions.get(noun.lemma, {})
            if len(times) == 1:
                return next(iter(times.values()))
        return time

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

    def _dated_occasions(self) -> dict[str, dict[str, Time]]:
        """Return the times of event nouns by lemma and EDTF: `the summit` is that in July."""
        times: defaultdict[str, dict[str, Time]] = defaultdict(dict)
        for index, mentions in self._hosts.nouns.items():
            noun = self._document.tokens[index]
            time = self._choose(mentions, noun)
            if time and time.edtf and is_event(noun):
                times[noun.lemma][time.edtf] = time
        for index, mentions in self._hosts.verbs.items():
            verb = self._document.tokens[index]
            time = self._choose(mentions, verb)
            for noun in _happenings(verb):
                if time and time.edtf:
                    times[noun.lemma][time.edtf] = time
        return dict(times)


def _happenings(verb: Token) -> Iterator[Token]:
    """Yield the event nouns of a verb of happening: `the broadcasts began`, `a vote was held`."""
    if verb.lemma in word_set("verbsOfHappening"):
        for noun in verb.having(*SUBJECTS, *OBJECTS):
            if is_event(noun):
                yield noun


def _is_definite(noun: Token) -> bool:
    """`the summit`, `that war`, `its summit`, `the Oslo summit`."""
    if noun.having("poss"):
        return True
    if noun.having("nummod", "relcl", "acl"):
        return False
    determiners = [word.lemma for word in noun.having("det")]
    is_known = any(word in word_set("definiteDeterminers") for word in determiners)
    ordinals = [word.lemma for word in noun.having("amod")]
    return is_known and not any(word in word_set("distinguishing") for word in ordinals)


def _conjunction(verb: Token) -> str:
    """Return the conjunction of an adverbial clause; empty if it has none."""
    for word in verb.having("mark", "advmod"):
        if word.index < verb.index and word.tag in ("IN", "WRB"):
            return word.lemma
    return ""


def _clause_of_noun(noun: Token) -> Token | None:
    """Return the verb or noun whose time an event noun shares; None if there is none."""
    above = noun.head
    if above is noun:
        return None
    if noun.dep in ("compound", "nmod", "conj") and not is_verb(above):
        return above
    if noun.dep == "pobj":
        if above.lemma in WITH_ITS_VERB and is_verb(above.head):
            return above.head
        return None
    shares = noun.dep in (*OBJECTS, *SUBJECTS, "attr")
    if not shares or not is_verb(above):
        return None
    # `ordered the deployment` in July: it may come later.
    if noun.dep == "dobj" and plans(f"{above.lemma} +"):
        return None
    return above


def _clause_of_verb(verb: Token) -> Token | None:
    """Return the verb whose time a clause shares; None if there is none."""
    above = verb.head
    if above is verb:
        return None
    if verb.dep in JOINED:
        return _clause_of_joined(verb)
    if verb.dep == "acl":
        return _clause_of_modifier(verb)
    if above.pos == "ADJ" and is_verb(above.head):
        # `was able to meet`
        return above.head
    if verb.dep == "relcl":
        return _clause_of_relative(verb)
    if verb.dep == "pcomp":
        # `retaliated by firing`
        is_means = above.lemma in ("by", "in")
        return above.head if is_means and is_verb(above.head) else None
    if not is_verb(above):
        return None
    return above if _shares_time(verb, above) else None


def _clause_of_joined(verb: Token) -> Token | None:
    """`was tried and sentenced`, but not `met in May, and five have written since`."""
    above = verb.head
    if not is_verb(above):
        return None
    tense = tense_of(verb)
    differs = bool(tense) and tense != tense_of(above)
    return None if subjects(verb) and differs else above


def _clause_of_modifier(verb: Token) -> Token | None:
    """`filed a suit accusing him`, `struck a deal to buy ships`: as the suit and the deal."""
    noun = verb.head
    is_object = noun.dep in (*OBJECTS, "attr", "nsubjpass", "pobj")
    if is_infinitive(verb):
        return noun if is_object else None
    return noun if verb.tag == "VBG" and noun.dep == "dobj" else None


def _shares_time(verb: Token, above: Token) -> bool:
    if verb.dep == "advcl":
        if is_infinitive(verb) or _is_bare(verb):
            return True
        return _conjunction(verb) in ADVERBIAL
    says = above.lemma in speech_verbs()
    if verb.dep in ("xcomp", "ccomp") and (is_infinitive(verb) or _is_bare(verb)):
        return not says
    # `said on Tuesday that it is lowering its forecast`
    return verb.dep == "ccomp" and verb.tag == "VBG"


def _is_bare(verb: Token) -> bool:
    """Return whether a verb is a participle or bare infinitive: `detaining`, `made him leave`."""
    return verb.tag in ("VBG", "VBN", "VB") and not verb.having("aux", "auxpass")


def _clause_of_relative(verb: Token) -> Token | None:
    """`a resolution in which it called for peace` shares the time of `passed a resolution`."""
    noun = verb.head
    for word in verb.subtree():
        if is_relative(word) and word.dep == "pobj":
            return noun
    is_past = verb.tag == "VBD" and not verb.having("aux", "auxpass")
    has_subject = any(not is_relative(word) for word in subjects(verb))
    return noun if is_past and has_subject else None
