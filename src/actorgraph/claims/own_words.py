"""Own words: what a clause or noun phrase shows of its certainty, whatever is above it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from actorgraph.claims.doubt import doubted
from actorgraph.language.document import Token
from actorgraph.language.grammar import (
    JOINED,
    PRESENT_TAGS,
    any_lemma,
    below,
    is_infinitive,
    is_verb,
    subjects,
    with_lemma,
)
from actorgraph.vocabulary.lexicon import kinds_of_things, markers, word_set

OPEN = word_set("openQuestionWords")
NOBODY = word_set("nobodyWords")
CONDITIONAL = word_set("conditionWords")
ALLEGING = word_set("allegingAdjectives")
UNTRUE = word_set("unrealAdjectives")
TEMPORAL = word_set("temporalWords")
FUTURE = ("will", "shall", "wo", "'ll", "’ll")
PROMISES = word_set("promiseNouns")
THREATENING = word_set("threateningVerbs")
SCARCELY = word_set("scarcelyAdverbs")
ANYBODY = word_set("anybodyWords")
# Where `would` is the past of `will`: `said that it would flee`.
BACKSHIFTED = ("ccomp", "conj", "parataxis")
ACTING_KINDS = frozenset(("person", "group", "body", "place"))
# From `whether` to `not` of `whether or not`.
WORDS_TO_NOT = 2
HEDGING = frozenset(("Alleged", "Possible"))
MODIFYING_NUMBERS = ("amod", "advmod", "quantmod")
PAST_TAGS = ("VBD", "VBN", "VBG", "VB")


@dataclass(frozen=True, slots=True)
class Source:
    """One place where a word shows its factuality; `read` returns the word for each one shown."""

    name: str
    read: Callable[[Token], dict[str, str]]
    example: str


def negation(word: Token) -> str:
    """Return the word that negates a clause or noun, or nothing."""
    return next((negator.text for negator in _negating_words(word)), "")


def _negating_words(word: Token) -> Iterator[Token]:
    # `did not attack`, `never attacked`
    yield from (negator for negator in word.having("neg") if not _leaves_open(negator))
    # `no attack`
    yield from _without_owner(with_lemma(word.having("det"), "no"))
    if is_verb(word):
        yield from _negating_a_verb(word)
        return
    # `a failed attack`
    yield from (word for word in word.having("amod") if word.text.casefold() in UNTRUE)


def _negating_a_verb(word: Token) -> Iterator[Token]:
    # `found Chad not guilty`
    for judgement in word.having("ccomp", "oprd"):
        if judgement.pos == "ADJ":
            yield from judgement.having("neg")
    # `hardly attacked`, `no longer attacks`
    yield from with_lemma(word.having("advmod"), *SCARCELY)
    for adverb in with_lemma(word.having("advmod"), "longer", "long"):
        yield from with_lemma(adverb.children, "no")
    # `neither left nor apologised`, `Neither will Chad leave`, `Nor will Chad leave`
    yield from with_lemma(word.having("preconj", "cc", "advmod"), "neither")
    yield from _turned_down(word)
    if word.dep in JOINED:
        yield from with_lemma(word.head.having("cc"), "nor")
    yield from _negating_a_party(word)


def _negating_a_party(word: Token) -> Iterator[Token]:
    own = subjects(word)
    # `no soldier attacked`, `attacked no soldier`
    objects = word.having("dobj", "attr")
    for denial in _without_owner(with_lemma(below(own + objects, "det"), "no")):
        if not _is_of_a_number(denial):
            yield denial
    # `not one soldier attacked`
    yield from below(with_lemma(below(own, "nummod"), "one"), "neg")
    # `nobody attacked`, `neither attacked`
    yield from with_lemma(own, *NOBODY, "neither")


def _leaves_open(negator: Token) -> bool:
    """Return whether a negation belongs to a question: `whether or not Chad attacked`."""
    marks = with_lemma(negator.head.having("mark"), "whether")
    return any(mark.index + WORDS_TO_NOT == negator.index for mark in marks)


def _without_owner(denials: Iterable[Token]) -> Iterator[Token]:
    """Leave out the `no` of `Chad's no vote`: the vote was cast."""
    return (denial for denial in denials if not denial.head.having("poss"))


def _is_of_a_number(denial: Token) -> bool:
    """`no fewer than 20 soldiers attacked`, `no more than ten men`: they did."""
    counted = denial.head.having("nummod")
    compared = [*denial.head.having("amod"), *below(counted, *MODIFYING_NUMBERS)]
    return bool(counted) and any(word.index == denial.index + 1 for word in compared)


def _turned_down(verb: Token) -> Iterator[Token]:
    """Yield `neither` and `nor` before the auxiliary and the subject: `Nor will Chad leave`."""
    own = subjects(verb)
    if len(own) > 1:
        # Parsers take `Neither will Chad leave` to have two subjects.
        yield from with_lemma(own, "neither")
    for opening in with_lemma(verb.having("cc"), "nor"):
        if opening.index < min((word.index for word in own), default=0):
            yield opening


def _words_of_the_clause(word: Token) -> dict[str, str]:
    """`may attack`, `reportedly attacked`, `an alleged attack`: words next to the word."""
    table = markers("marker")
    shown: dict[str, str] = {}
    for marking in _marking_words(word):
        if _is_ruled_out(word, marking) or _is_single(word, marking):
            continue
        kinds = table.get(marking.lemma) or table.get(marking.text.casefold(), ())
        for kind in kinds[:1]:
            shown[kind] = marking.text
    if _is_open_question(word):
        shown.setdefault("Possible", "to")
    if "Intended" in shown and _is_hypothetical(word):
        # `would have fled`: it did not come about, and is not a plan.
        shown["Possible"] = shown.pop("Intended")
    return shown


def _is_ruled_out(verb: Token, modal: Token) -> bool:
    """`cannot flee` says that it does not; `could not flee` may be hypothetical."""
    return modal.text.casefold() in ("can", "ca") and bool(verb.having("neg"))


def _is_single(verb: Token, adverb: Token) -> bool:
    """`It was once attacked`, `attacked it once`; not `once it attacks`, a condition."""
    return adverb.lemma == "once" and verb.dep != "advcl"


def _is_hypothetical(word: Token) -> bool:
    """`would have fled`, `would end the war`, `will flee if`; not `said it would flee`, a plan."""
    auxiliaries = [auxiliary.lemma for auxiliary in word.having("aux")]
    if any(map(_is_conditional, word.having("advcl"))):
        return True
    if "would" not in auxiliaries:
        return False
    if "have" in auxiliaries or any(map(_is_thing, word.having("nsubj"))):
        # `said that the deal would help Chad`: a deal has no plans.
        return True
    if word.dep in ("acl", "relcl") and word.head.lemma in PROMISES:
        # `the announcement that it would flee`
        return False
    return word.dep not in BACKSHIFTED or word.head.tag not in PAST_TAGS


def _is_thing(subject: Token) -> bool:
    kinds = kinds_of_things().get(subject.lemma, frozenset())
    return subject.pos == "NOUN" and bool(kinds) and ACTING_KINDS.isdisjoint(kinds)


def _is_conditional(clause: Token) -> bool:
    return any_lemma(clause.having("mark"), CONDITIONAL)


def _marking_words(word: Token) -> Iterator[Token]:
    table = markers("marker")
    yield from word.having("aux", "advmod", "amod")
    yield from _shared_hedges(word)
    # `a protest planned by Chad`
    yield from (participle for participle in word.having("acl") if participle.tag == "VBN")
    if word.dep == "ccomp":
        # `Chad reportedly said that it attacked`
        for adverb in word.head.having("advmod"):
            if "Alleged" in table.get(adverb.lemma, ()):
                yield adverb
    if is_verb(word):
        # `was an alleged spy`
        yield from with_lemma(below(word.having("attr"), "amod"), *ALLEGING)


def _shared_hedges(verb: Token) -> Iterator[Token]:
    """`allegedly beat him and took his money`; not `allegedly fled but left his money`."""
    while verb.dep in JOINED and verb.head is not verb and not subjects(verb):
        verb = verb.head
        if any_lemma(verb.having("cc"), ("but",)):
            return
        for adverb in verb.having("advmod"):
            if adverb.index < verb.index and is_hedge(adverb):
                yield adverb


def is_hedge(adverb: Token) -> bool:
    """`reportedly`, `possibly`"""
    kinds = markers("marker").get(adverb.lemma, ())
    return not HEDGING.isdisjoint(kinds) and adverb.lemma not in CONDITIONAL


def _is_open_question(verb: Token) -> bool:
    """`how to attack`, `whether to attack`: only thought of."""
    return is_infinitive(verb) and any_lemma(verb.having("advmod", "mark"), OPEN)


def _around_the_clause(word: Token) -> dict[str, str]:
    """`it is unclear whether it attacked`, `there is no evidence that it attacked`."""
    return doubted(word)


def _condition(word: Token) -> dict[str, str]:
    """`if Chad attacks`, `unless Chad attacks`, `had Chad attacked`, `anyone who attacks`."""
    first = word
    while first.dep in JOINED and first.head is not first:
        first = first.head
    if first.dep == "advcl" and (_is_conditional(first) or _is_inverted(first)):
        return {"Possible": "if"}
    if first.dep == "advcl" and _is_still_to_come(first):
        return {"Intended": "will"}
    if first.dep == "relcl" and first.tag in (*PRESENT_TAGS, "VB") and first.head.lemma in ANYBODY:
        return {"Possible": first.head.text}
    return {}


def _is_still_to_come(clause: Token) -> bool:
    """`Once Chad leaves, Norway will help`: a present tense with the time of a future."""
    openings = [word for word in clause.having("mark", "advmod") if word.index < clause.index]
    if not any_lemma(openings, TEMPORAL):
        return False
    if clause.tag == "VBD" and any_lemma(openings, ("until", "till")):
        return _is_held_back(clause.head)
    if not any_lemma(clause.head.having("aux"), FUTURE):
        return False
    forms = [clause, *clause.having("aux", "auxpass")]
    return any(word.tag in PRESENT_TAGS for word in forms)


def _is_held_back(verb: Token) -> bool:
    """`said that it would not leave until Chad left`, `vowed not to leave until Chad left`"""
    is_future = is_infinitive(verb) or any(word.text == "would" for word in verb.having("aux"))
    return is_future and (bool(verb.having("neg")) or verb.head.lemma in THREATENING)


def _is_inverted(verb: Token) -> bool:
    """`had Chad attacked`, `should Chad attack`: an auxiliary in front of the subject."""
    own = subjects(verb)
    opening = with_lemma(verb.having("aux"), "have", "should", "be")
    return bool(own and opening) and opening[0].index < own[0].index


SOURCES = (
    Source("words of the clause", _words_of_the_clause, "Chad may have attacked Niger."),
    Source("around the clause", _around_the_clause, "It is unclear whether Chad attacked Niger."),
    Source("condition", _condition, "If Chad attacks Niger, Norway will leave."),
)
