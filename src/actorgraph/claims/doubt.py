"""Doubt from outside a clause, on what it hangs or in what opens it.

`claims that he attacked`, `acquitted of attacking`, `it is not true that`, `whether he attacked`.
"""

from collections.abc import Iterator

from actorgraph.language.document import Token
from actorgraph.language.grammar import any_lemma, before, below, subjects, with_lemma, words_of
from actorgraph.vocabulary.lexicon import word_set

TRUE = word_set("trueAdjectives")
FALSE = word_set("falseAdjectives")
KNOWN = word_set("knownAdjectives")
UNKNOWN = word_set("unknownAdjectives")
JUDGING = KNOWN | UNKNOWN
PROOF = word_set("proofNouns")
LACKING = word_set("lackingWords")
ALMOST = word_set("almostAdverbs")
NOBODY = word_set("nobodyWords")
WRONGLY = word_set("wrongAdverbs")
IDENTIFYING = word_set("identifyingVerbs")
FINDING = word_set("findingVerbs")
UNDOING = word_set("undoingWords")
HEARSAY = word_set("hearsayNouns")
UNCONFIRMED = word_set("unconfirmedAdjectives")
# A page's words on itself: `Correction: An earlier version of this article said …`
OWN_WORKS = word_set("ownWorks")
CORRECTIONS = word_set("correctionNouns")
REPLACED = (
    "early",
    "earlier",
    "first",
    "former",
    "initial",
    "old",
    "original",
    "previous",
    "prior",
)
AT_FIRST = ("early", "earlier", "first", "initially", "mistakenly", "originally", "previously")
CLAUSES = ("ccomp", "acl", "csubj", "relcl", "advcl")


def doubted(verb: Token) -> dict[str, str]:
    """Return the factualities shown above a clause or where it opens, each with its word."""
    shown = _shown_by_holder(verb)
    rumour = _hearsay(verb)
    if rumour is not None:
        shown["Alleged"] = rumour.text
    word = _leaves_open(verb)
    if word is not None:
        shown.setdefault("Possible", word.text)
    return shown


def _shown_by_holder(verb: Token) -> dict[str, str]:
    """`there is no evidence that he attacked`"""
    holder = _holder(verb)
    if holder is not None and holder.lemma in PROOF and _is_lacking(holder):
        return {"Possible": holder.text}
    naming = _naming(verb)
    if naming is not None:
        return {"Alleged": naming.text}
    return {}


def _naming(verb: Token) -> Token | None:
    """Return the verb of `identified her as the woman who attacked him`: so others say."""
    noun = verb.head
    preposition = noun.head
    if verb.dep != "relcl" or noun.dep != "pobj" or preposition.lemma != "as":
        return None
    is_known = any_lemma(noun.having("det"), ("the",))
    return preposition.head if is_known and preposition.head.lemma in IDENTIFYING else None


def _hearsay(verb: Token) -> Token | None:
    """`rumour has it that he attacked`, `unconfirmed reports say that he attacked`."""
    if verb.dep != "ccomp":
        return None
    for noun in subjects(verb.head):
        adjectives = {word.text.casefold() for word in noun.having("amod")}
        if noun.lemma in HEARSAY or adjectives & UNCONFIRMED:
            return noun
    return None


def _leaves_open(verb: Token) -> Token | None:
    """Return the word that leaves open whether it happened: `whether`, `unclear`, `not known`."""
    judgement = _judgement(verb)
    if _is_not_found(verb):
        return verb.head
    openings = [mark for mark in verb.having("mark") if _asks(mark, verb)]
    if openings:
        return judgement or openings[0]
    if judgement is not None and _is_uncertain(judgement):
        return judgement
    return None


def _is_not_found(verb: Token) -> bool:
    """`did not find that he attacked`; not `did not say where he attacked`"""
    if verb.dep != "ccomp" or not any_lemma(verb.having("mark"), ("that",)):
        return False
    return verb.head.lemma in FINDING and bool(verb.head.having("neg"))


def _asks(mark: Token, verb: Token) -> bool:
    """`asked whether he attacked`, `asked if he attacked`; a condition is not a question."""
    if mark.lemma == "if":
        return verb.dep == "ccomp"
    return mark.lemma == "whether"


def _is_uncertain(judgement: Token) -> bool:
    if judgement.lemma in UNKNOWN:
        return True
    return judgement.lemma in KNOWN and _is_denied(judgement)


def denied(verb: Token) -> str:
    """Return the word next to or above a clause that says it did not happen, or nothing."""
    judgement = _judgement(verb)
    if judgement and _is_untrue(judgement):
        return judgement.text
    return next((word.text for word in _denying_words(verb)), "")


def _wrongly_said(verb: Token) -> Iterator[Token]:
    """`wrongly reported that he attacked`, `an earlier version said that he attacked`."""
    saying = _verb_of_saying(verb)
    if saying is None:
        return
    if verb.dep == "ccomp":
        yield from with_lemma(saying.having("advmod"), *WRONGLY)
    # `in an earlier version he was said to`, `due to an error, an earlier version said`
    tellers = [*subjects(saying), *words_of(before(saying, "prep"))]
    for teller in with_lemma(tellers, *OWN_WORKS):
        yield from _corrected(teller, saying)


def is_mistaken(judgment: Token) -> bool:
    """`wrongly convicted of it`, `overturned the conviction`, `an appeal against the conviction`"""
    if any_lemma(judgment.having("advmod"), WRONGLY):
        return True
    if judgment.pos != "NOUN":
        return False
    above = judgment.head
    if judgment.dep == "pobj":
        return above.head.lemma in UNDOING
    particles = [word.lemma for word in above.having("prt", "advmod")]
    return " ".join([above.lemma, *particles]) in UNDOING


def _verb_of_saying(verb: Token) -> Token | None:
    """Return the verb above or in front of what is said: `said he fled and attacked a guard`."""
    first = verb
    while first.dep == "conj" and first.head is not first and not subjects(first):
        first = first.head
    if first.dep in ("ccomp", "xcomp"):
        return first.head
    # Parsers put `An earlier version said` below `he attacked a guard`.
    return next((saying for saying in first.having("ccomp") if saying.index < first.index), None)


def _corrected(work: Token, saying: Token) -> Iterator[Token]:
    """Yield the words that show that a work of the page itself has been corrected."""
    # `an earlier version said`, `a headline on an earlier version said`
    versions = with_lemma(work.subtree(), "version")
    yield from with_lemma(below(versions, "amod"), *REPLACED)
    if any_lemma(work.having("det"), ("this",)):
        # `this article originally said`
        yield from with_lemma(saying.having("advmod"), *AT_FIRST)
    # `Correction: The headline said that he attacked.`
    yield from with_lemma(saying.subtree()[:1], *CORRECTIONS)


def _is_untrue(judgement: Token) -> bool:
    """`it is false that`, `it is not true that`; `it is not false that` denies nothing."""
    if judgement.lemma in FALSE:
        return not _is_denied(judgement)
    return judgement.lemma in TRUE and _is_denied(judgement)


def _denying_words(verb: Token) -> Iterator[Token]:
    yield from _wrongly_said(verb)
    # `neither Chad nor Niger attacked`
    yield from with_lemma(below(subjects(verb), "preconj", "det", "cc"), "neither")
    # `attacked nobody`
    yield from with_lemma(verb.having("dobj"), *NOBODY)
    # `almost attacked`
    yield from with_lemma(verb.having("advmod"), *ALMOST)


def _holder(verb: Token) -> Token | None:
    """Return the noun or adjective that a clause hangs on.

    `claims that he attacked`, `suspicion of attacking`, `guilty of attacking`.
    """
    above = verb.head
    if verb.dep == "pcomp" and above.head is not above:
        # `suspicion of attacking`: the noun is above the preposition.
        above = above.head
    elif verb.dep not in CLAUSES:
        return None
    if above is verb or above.pos not in ("NOUN", "ADJ"):
        return None
    return above


def _judgement(verb: Token) -> Token | None:
    """Return the judgement on a clause: `true` of `it is not true that he attacked`."""
    above = verb.head
    if verb.dep not in ("ccomp", "csubj", "advcl") or above is verb:
        return None
    if above.pos == "ADJ" or above.lemma in JUDGING:
        return above
    return next(iter(above.having("acomp", "oprd")), None)


def _is_denied(word: Token) -> bool:
    """`not guilty`, `was not guilty`."""
    if _is_negated(word):
        return True
    return word.dep in ("acomp", "oprd") and _is_negated(word.head)


def _is_negated(word: Token) -> bool:
    if word.having("neg"):
        return True
    return any_lemma(word.having("advmod", "preconj"), ("not",))


def _is_lacking(noun: Token) -> bool:
    """`no evidence`, `without evidence`, `lack of evidence`."""
    if any_lemma(noun.having("det"), ("no", "without")):
        return True
    return noun.head.lemma in LACKING
