"""Governor entries: what the table of governors may have for a word above and a form below it.

The words of an entry are lemmas, as `ontology/words/certainty.ttl` writes them: `accuse of`,
`be able to`, `the plan to`.
"""

from collections.abc import Iterator

from actorgraph.language.document import Token
from actorgraph.language.grammar import (
    COMPLEMENTS,
    OBJECTS,
    PRESENT_TAGS,
    any_lemma,
    has_passive_mark,
    is_infinitive,
    is_verb,
    is_wished,
)
from actorgraph.vocabulary.governors import shows
from actorgraph.vocabulary.lexicon import word_set

NOMINAL = ("NOUN", "PROPN")
STILL = ("yet", "still")
# Parsers take the plain form of a verb for a present tense behind a plural.
PLAIN_TAGS = ("VB", "VBP")
SUGGESTING = word_set("suggestingVerbs")


def form_of(verb: Token) -> str:
    """Return the form of a clause as the table of governors names it."""
    if is_infinitive(verb):
        return "to"
    marks = [mark.lemma for mark in verb.having("mark")]
    for mark in ("whether", "if"):
        if mark in marks:
            return mark
    auxiliaries = verb.having("aux", "auxpass")
    if verb.tag == "VBG" and not auxiliaries:
        return "ing"
    if auxiliaries and auxiliaries[0].tag == "VBG":
        # `avoided being arrested`, `denied having fled`
        return "ing"
    if auxiliaries:
        return "that"
    if verb.tag == "VB" and "that" not in marks:
        # `made Chad leave`; `demanded that Chad leave`
        return "bare"
    if verb.tag == "VBN" and verb.head.lemma == "have":
        # `had the rebels killed`
        return "bare"
    if verb.tag == "VBN" or is_wished(verb):
        # `wants the rebels killed`
        return "to"
    return "that"


def phrase_entries(preposition: Token) -> Iterator[str]:
    """Yield a verb or preposition, its noun and a preposition: `claimed responsibility for`."""
    above = preposition.head
    form = preposition.lemma
    if above.pos in NOMINAL:
        # `denied involvement in`, `in the wake of`
        for opening in openings(above):
            yield f"{opening} {above.lemma} {form}"
    if is_verb(above):
        # Parsers hang the phrase on the verb as often as not.
        for noun in above.having("dobj", "pobj"):
            for name in names(above):
                yield f"{name} {noun.lemma} {form}"


def prepositional_entries(preposition: Token) -> Iterator[str]:
    """Yield what the table may have for a preposition and the word above it."""
    above = preposition.head
    form = preposition.lemma
    if above.pos == "ADV" and is_verb(above.head):
        # `shied away from`, `is a month away from`
        yield f"{above.head.lemma} {above.lemma} {form}"
    if above.pos == "ADJ" and (above.having("neg") or above.head.having("neg")):
        # `found Chad not guilty of`, `did not find Chad guilty of`
        yield f"not {above.lemma} {form}"
    for name in names(above):
        yield f"{name} {form}"
    if above.pos in ("ADP", "ADV", "SCONJ", "ADJ"):
        # `ahead of`, `because of`, `instead of`
        yield f"{above.lemma} {form}"
    # `following`: the lemma is that of a verb.
    yield preposition.text.casefold()


def openings(noun: Token) -> Iterator[str]:
    """Yield the verb or preposition that a noun is the object of."""
    if noun.dep in ("dobj", "nsubjpass"):
        yield from names(noun.head)
    if noun.dep == "pobj":
        yield noun.head.lemma
        yield f"{noun.head.head.lemma} {noun.head.lemma}"


def entries(above: Token, form: str, word: Token) -> Iterator[str]:
    """Yield what the table may have for a word above and a form, the fullest first."""
    if form == "to" and is_habit(above):
        # `used to attack`
        return
    if form == "to" and any_lemma([*above.having("advmod"), *word.having("advmod")], STILL):
        # `has yet to attack`
        yield f"{above.lemma} yet to"
    if form == "that" and _is_indicative(word, above):
        if any_lemma(word.having("advmod"), ("how",)):
            # `described how it attacked`
            yield from (f"{name} how" for name in names(above))
        is_judged = any_lemma(above.having("nsubj", "expl"), ("it",))
        for name in _clause_names(above):
            # `it is vital that it leaves`: after such an adjective the mood does not count.
            if not _asks_for(name) or (is_judged and name.startswith("be ")):
                yield name
        return
    if form == "to" and _is_for_another(word, above):
        # `wants him to attack`
        for name in names(above):
            yield f"{name} other to"
    for name in names(above):
        yield f"{name} {form}"
    if above.lemma == "be" and form == "to" and word.dep == "xcomp":
        # `is to act`
        yield "be to"
    yield from names(above)


def _clause_names(above: Token) -> Iterator[str]:
    for name in names(above):
        yield f"{name} that"
        yield name


def _asks_for(entry: str) -> bool:
    """`insists that it attacked`: only in the subjunctive is anything asked for."""
    return shows(entry, "Requested")


def _is_indicative(verb: Token, above: Token) -> bool:
    auxiliaries = verb.having("aux", "auxpass")
    if not auxiliaries:
        return not _is_plain(verb, above)
    # `demands that it be freed`, `that it should be freed`
    first = auxiliaries[0]
    return first.tag != "VB" and first.lemma != "should"


def _is_plain(verb: Token, above: Token) -> bool:
    """`demanded that they leave`; not `polls suggest that they leave`, a present tense."""
    if verb.tag == "VB":
        return True
    tells = above.lemma in SUGGESTING and above.tag in PRESENT_TAGS
    return verb.tag in PLAIN_TAGS and verb.lemma != "be" and not tells


def is_habit(above: Token) -> bool:
    """Return whether a verb only says that something was usual: `used to attack`."""
    return above.lemma == "use" and above.tag == "VBD" and not above.having("dobj")


def _is_for_another(verb: Token, above: Token) -> bool:
    if has_passive_mark(above):
        return False
    return bool(above.having(*OBJECTS) or verb.having("nsubj"))


def names(above: Token) -> Iterator[str]:
    """Yield a word above as the table has it, the fullest first."""
    if above.pos in NOMINAL:
        yield f"the {above.lemma}"
        return
    if above.pos == "ADJ" and not is_verb(above):
        yield from _names_of_an_adjective(above)
        return
    for complement in above.having(*COMPLEMENTS):
        # `is ready to act`
        yield from _names_of_an_adjective(complement)
    lemma = above.lemma
    for particle in above.having("prt"):
        # `ruled out`
        yield f"{lemma} {particle.lemma}"
    if is_passive_form(above):
        # `is said to act`, `men accused of acting`
        yield f"be {above.text.casefold()}"
    yield lemma


def _names_of_an_adjective(word: Token) -> Iterator[str]:
    if word.dep in COMPLEMENTS and is_verb(word.head) and word.head.lemma != "be":
        # `pleaded guilty to acting`
        yield f"{word.head.lemma} {_with_not(word)}"
    if any_lemma(word.having("advmod"), ("too",)):
        # `too weak to act`
        yield "be too"
    if any_lemma(word.having("advmod"), ("enough",)):
        # `brave enough to act`
        yield "be enough"
    yield f"be {word.lemma}"


def _with_not(complement: Token) -> str:
    """`guilty`, `not guilty`"""
    denials = complement.having("neg", "advmod", "preconj")
    return f"not {complement.lemma}" if any_lemma(denials, ("not",)) else complement.lemma


def is_passive_form(verb: Token) -> bool:
    """Return whether a verb is passive, or a participle behind its noun."""
    return has_passive_mark(verb) or (verb.tag == "VBN" and not verb.having("aux"))
