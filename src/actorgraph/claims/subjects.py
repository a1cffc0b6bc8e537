"""Subjects: the grammars by which a verb finds its subject, in the order in which they are tried.

A grammar returns the head words of the subject, or nothing where it does not apply.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from actorgraph.claims.asides import reporting_verb
from actorgraph.claims.charges import CHARGING, charged
from actorgraph.claims.controllers import (
    FOILING,
    PROMISING,
    controlling_object,
    holders_of_an_aim,
    is_controlled,
    owners_of_a_foiled_plan,
    partners,
    those_it_is_up_to,
)
from actorgraph.claims.obliques import counted_by
from actorgraph.claims.relatives import described_noun, subject_of
from actorgraph.claims.supporting_verbs import SHARING, UNDERGOING
from actorgraph.language.document import Token
from actorgraph.language.grammar import (
    AUXILIARIES,
    FINITE_TAGS,
    SUBJECTS,
    behind,
    below,
    by_phrases,
    has_passive_mark,
    is_infinitive,
    is_joined_verb,
    is_relative,
    is_verb,
    left_of,
    objects_of,
    subjects,
    tells_an_attitude,
    verb_above,
    with_lemma,
)
from actorgraph.language.lists import all_coordinated, coordinated
from actorgraph.vocabulary.lexicon import word_set

OWN = "own"
SUBJECTLESS = "subjectless"
# `praised Chad for helping`, `warned Chad against helping`: only right behind the verb.
REASON = ("for", "against", "with")
# `accused Chad of spying`, `talked Chad into helping`
CHARGE = ("of", "from", "into")
# `arrested the man over a plan to attack`
CHARGED_WITH = ("of", "for", "over", "with", "about")
# `the first country to act`
SINGLED_OUT = word_set("singlingAdjectives")
# `the target of bombing`
UNDERGOERS = word_set("undergoerNouns")
UNDERGONE_IN = UNDERGOING | {"serve"}
ORDINAL = re.compile(r"(?<!\d)\d++(?:st|nd|rd|th)")


class Subject(NamedTuple):
    """The head words of a verb's subject, and the name of the grammar that found them."""

    heads: list[Token]
    grammar: str


@dataclass(frozen=True, slots=True)
class SubjectGrammar:
    """One way to find the subject of a verb; `find` takes the verb and whether it is passive."""

    name: str
    find: Callable[[Token, bool], list[Token]]
    example: str


def find_subject(verb: Token, *, passive: bool) -> Subject:
    """Return a verb's grammatical subject: what the first grammar that applies finds."""
    for grammar in SUBJECT_GRAMMARS:
        heads = grammar.find(verb, passive)
        if heads:
            return Subject(heads, grammar.name)
    return Subject([], SUBJECTLESS)


def subject_heads(verb: Token, *, passive: bool = False) -> list[Token]:
    """Return the head words of a verb's grammatical subject."""
    return find_subject(verb, passive=passive).heads


def clause_subject(verb: Token) -> list[Token]:
    """Return the head words of the subject of a verb, in its own voice."""
    return subject_heads(verb, passive=has_passive_mark(verb))


def _own_subjects(verb: Token, passive: bool) -> list[Token]:
    expected = "nsubjpass" if passive else "nsubj"
    own = verb.having(expected) or subjects(verb) or left_of(verb.index, counted_by(verb))
    return own or _subjects_of_its_auxiliary(verb)


def _subjects_of_its_auxiliary(verb: Token) -> list[Token]:
    """`Chad is opposed to it`: parsers hang the subject on `is`, above or below the participle."""
    auxiliaries = verb.having(*AUXILIARIES)
    if verb.dep == "acomp" and tells_an_attitude(verb):
        auxiliaries.append(verb.head)
    return below(auxiliaries, *SUBJECTS)


def _relative(verb: Token, passive: bool) -> list[Token]:
    """`the fighters who hold the town`: the noun that the clause describes."""
    own = _own_subjects(verb, passive)
    if own and own[0].tag == "WP" and verb.dep == "ccomp" and verb.head.dep == "relcl":
        # `Chad, who Norway says attacked Niger`
        return coordinated(described_noun(verb.head, own[0]))
    if own and is_relative(own[0]) and verb.dep in ("relcl", "ccomp"):
        return coordinated(described_noun(verb, own[0]))
    return []


def _own(verb: Token, passive: bool) -> list[Token]:
    """`Chad and Niger attacked`, `Chad was attacked`."""
    if verb.tag in FINITE_TAGS and verb.having("mark"):
        wanting = _wanting(verb)
        if wanting is not None:
            return [wanting]
    return all_coordinated(_own_subjects(verb, passive))


def _wanting(verb: Token) -> Token | None:
    """Return who acts in `Teen desperate for a baby kills woman`: not what is behind `for`.

    `for` opens a clause without tense; parsers take the noun behind it for the subject.
    """
    above = verb.head
    for mark in with_lemma(verb.having("mark"), "for"):
        for word in (above, *above.having("acomp", "amod", "acl", "advcl")):
            if word.index == mark.index - 1 and word.pos in ("ADJ", "NOUN", "VERB"):
                return above
    return None


def _coordination(verb: Token, passive: bool) -> list[Token]:
    """`Chad agreed and paid`: a joined verb shares the subject of the first."""
    if not is_joined_verb(verb):
        return []
    first = verb.head
    return subject_heads(first, passive=has_passive_mark(first))


def _control(verb: Token, passive: bool) -> list[Token]:
    """`Chad urged Niger to stop`, `Chad agreed to pay`: the object or subject of the verb above."""
    if not is_controlled(verb):
        return []
    above = verb.head
    if above.pos in ("ADJ", "NOUN") and is_verb(above.head):
        # `Chad is ready to pay`, `Chad has a plan to pay`
        return subject_heads(above.head)
    owners = owners_of_a_foiled_plan(verb, above)
    if owners is not None:
        return owners
    controller = controlling_object(verb, above)
    if controller is not None:
        return coordinated(controller)
    others = holders_of_an_aim(above) or those_it_is_up_to(above)
    return others or [*clause_subject(above), *partners(verb, above)]


def _participle(verb: Token, passive: bool) -> list[Token]:
    """`fighters holding the town`, `a campaign led by Chad`, `Chad left, ending the talks`."""
    # Parsers take `to help` of `a deal to help Niger` for a relative clause.
    if verb.dep == "acl" or (verb.dep == "relcl" and is_infinitive(verb)):
        return _described_by_participle(verb)
    bare = verb.dep == "advcl" and verb.tag in ("VBG", "VBN")
    if bare and is_verb(verb.head):
        # `said that it was over, accusing Chad`
        return clause_subject(reporting_verb(verb) or verb.head)
    return []


def _described_by_participle(verb: Token) -> list[Token]:
    noun = verb.head
    if not is_infinitive(verb):
        if noun.lemma in ("one", "ones"):
            # `Chad and Niger are the ones attacking`
            return coordinated(subject_of(noun) or noun)
        return [_told_of_in_a_headline(noun) or noun]
    if _is_singled_out(noun):
        # `the first country to act`, `Chad was the first country to act`
        return coordinated(subject_of(noun) or noun)
    # `a chance for Chad to leave`
    doers = left_of(verb.index, behind(noun, "for"))
    # `Chad's plan to leave`, `a plan by Chad to leave`
    owners = [*noun.having("poss"), *behind(noun, "by", "of")]
    if doers or owners:
        return all_coordinated(doers or owners)
    above = verb_above(noun)
    return _doers_of_the_noun(noun, above) if above else []


def _told_of_in_a_headline(noun: Token) -> Token | None:
    """`Man who killed nurse jailed for life`: without another verb, it is the man."""
    clause = noun.head
    holder = clause.head
    if noun.dep != "dobj" or clause.dep != "relcl" or noun.having("det", "poss"):
        return None
    is_whole = holder.head is holder and not noun.having("appos")
    return holder if is_whole else None


def _is_singled_out(noun: Token) -> bool:
    words = noun.having("amod")
    return any(word.lemma in SINGLED_OUT or ORDINAL.fullmatch(word.text) for word in words)


def _doers_of_the_noun(noun: Token, above: Token) -> list[Token]:
    """Return who is to do what a noun in the clause of a verb tells: `made a plan to leave`."""
    if above.lemma in FOILING:
        # `The plot to attack Chad was foiled by Niger.`
        return []
    if noun.dep == "nsubjpass":
        # `A deal to help Niger was signed by Chad.`
        return all_coordinated(objects_of(by_phrases(above)))
    receivers = above.having("dative")
    if noun.dep == "dobj" and receivers:
        # `gave Chad the means to leave`
        return all_coordinated(receivers)
    preposition = noun.head
    objects = left_of(noun.index, above.having("dobj"))
    if noun.dep == "pobj" and objects and preposition.lemma in CHARGED_WITH:
        # `arrested the man over a plan to attack`
        return coordinated(objects[0])
    return clause_subject(above)


def _gerund(verb: Token, passive: bool) -> list[Token]:
    """`Chad insisted on paying`, `accused Chad of spying`: the subject, or the accused, above."""
    if verb.dep != "pcomp":
        return []
    preposition = verb.head
    noun = preposition.head
    if noun.lemma in UNDERGOERS:
        # `Chad was the target of bombing`: others did it.
        return []
    if noun.pos == "ADJ" and noun.having("nsubj"):
        # `found Chad guilty of attacking Niger`
        return all_coordinated(noun.having("nsubj"))
    if noun.pos == "NOUN" and noun.lemma in CHARGING and preposition.lemma == "for":
        # `dismissed the case against Chad for attacking Niger`
        return charged(noun, preposition) or _who_undergoes(noun)
    owners = [*noun.having("poss"), *behind(noun, "by")]
    if owners and noun.pos == "NOUN":
        # `Chad's habit of attacking Niger`
        return all_coordinated(owners)
    above = verb_above(preposition)
    if above is None:
        return []
    return _blamed(noun, preposition, above) or clause_subject(above)


def _blamed(noun: Token, preposition: Token, above: Token) -> list[Token]:
    """`accused Chad of spying`, `praised Chad for helping`: the object of the verb above."""
    # `Instead of attacking Niger, Chad helped it`: what is in front is the subject's.
    objects = left_of(preposition.index, above.having("dobj"))
    praised = noun is above and preposition.lemma in REASON and above.lemma not in PROMISING
    charge = preposition
    if noun.dep == "pobj" and noun.lemma in SHARING:
        # `cleared Chad of a role in bombing Niger`
        charge = noun.head
    if objects and (praised or charge.lemma in CHARGE):
        return coordinated(objects[0])
    return []


def _who_undergoes(charge: Token) -> list[Token]:
    """`Chad received a sentence for attacking`, `Chad was handed a sentence for attacking`"""
    verb = charge.head
    if charge.dep != "dobj" or verb.having("dative"):
        return []
    undergone = verb.lemma in UNDERGONE_IN or has_passive_mark(verb)
    return clause_subject(verb) if undergone else []


SUBJECT_GRAMMARS = (
    SubjectGrammar("relative", _relative, "The fighters who hold the town attacked Chad."),
    SubjectGrammar(OWN, _own, "Chad attacked Niger."),
    SubjectGrammar("coordination", _coordination, "Chad agreed and paid."),
    SubjectGrammar("control", _control, "Chad urged Niger to stop."),
    SubjectGrammar("participle", _participle, "Chad left, ending the talks."),
    SubjectGrammar("gerund", _gerund, "Norway accused Chad of attacking Niger."),
)
