"""Sharing: which verb or noun above a word happens when the word does.

A time passes from a clause to what is part of the same happening, and to an aim (`voted on Friday
to build a bridge`) only if it is long or still to come.
"""

from collections.abc import Iterator

from actorgraph.language.document import Token
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
from actorgraph.times.hosts import is_event
from actorgraph.times.tense import tense_of
from actorgraph.vocabulary.governors import plans
from actorgraph.vocabulary.lexicon import word_set

# An event noun behind one of these happens when its verb does: `hit in the attack`.
WITH_ITS_VERB = ("at", "during", "for", "in", "on", "with")
SIMULTANEOUS = ("as", "when", "while")
ADVERBIAL = (*SIMULTANEOUS, "after", "before", "once")
LONGEST_CLIMB = 4  # clauses through which a time passes at most


def conjunction(verb: Token) -> str:
    """Return the conjunction of an adverbial clause; empty if it has none."""
    for word in verb.having("mark", "advmod"):
        if word.index < verb.index and word.tag in ("IN", "WRB"):
            return word.lemma
    return ""


def clauses_above(word: Token) -> Iterator[Token]:
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
    if any_lemma(verb.having("advmod"), word_set("adverbsOfThePresent")):
        return False
    tense, tense_above = tense_of(verb), tense_of(above)
    if not subjects(verb) and not tense_above:
        return True
    return not tense or tense == tense_above


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
        return is_loose or (conjunction(verb) in ADVERBIAL and not _is_days_away(verb))
    if verb.dep in ("xcomp", "ccomp") and (is_infinitive(verb) or _is_bare(verb)):
        return True
    if verb.dep != "ccomp":
        return False
    if verb.head.lemma == "be" and any_lemma(subjects(verb.head), ("it",)):
        # `It was in 1991 that he fled`
        return True
    # `said on Tuesday that it is lowering its forecast`, `said on Tuesday it was in Oslo`
    return verb.tag == "VBG" or verb.lemma == "be"


def is_aim(verb: Token) -> bool:
    """Return whether something is done later, if at all: `voted to build a bridge`."""
    if not is_infinitive(verb):
        return False
    above = verb.head
    if verb.dep == "acl":
        return True
    if verb.dep == "conj":
        # `plans to build one and to sell it`: the parser may join it to `plans`.
        return any_lemma(verb.having("aux"), ("to",)) and not is_infinitive(above)
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
