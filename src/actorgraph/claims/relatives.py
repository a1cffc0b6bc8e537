"""The noun that a relative clause describes, which is not always the one that it hangs on."""

from actorgraph.language.document import Token
from actorgraph.language.grammar import (
    AUXILIARIES,
    MODIFIERS,
    NOMINAL,
    any_lemma,
    behind,
    is_verb,
    left_of,
    right_of,
)
from actorgraph.language.lists import coordinated
from actorgraph.vocabulary.event_nouns import noun_frames
from actorgraph.vocabulary.gazetteer import head_kinds, titles
from actorgraph.vocabulary.lexicon import kinds_of_things, kinds_with

PERSONAL = ("who", "whom")
LIVING = frozenset(["group", "organisation", "person"])
HARMING = kinds_with("harms")
TIMES = ("DATE", "TIME")
# `an attack in Oslo`
PLACING = ("at", "in", "near")
PLACES = ("FAC", "GPE", "LOC")
# What follows these is never somebody: `a woman at Chadbank who sued`.
OF_BODIES = ("at", "in")
# What a person does for a body: `reporters with the Post, who were arrested`.
OF_STAFF = ("with", "at", "for")


def described_noun(verb: Token, pronoun: Token) -> Token:
    """Return the noun that a relative clause describes."""
    noun = verb.head
    if noun.lemma in ("one", "ones") and noun.dep == "attr":
        # `Chad and Niger are the ones that attacked`
        return subject_of(noun) or noun
    word = pronoun.text.casefold()
    if word == "which":
        return _body_within(noun, pronoun) or _thing_above(noun, verb)
    if word not in PERSONAL:
        return noun
    holder = _person_before(noun, pronoun) if _is_nobody(noun) else _person_above(noun)
    if holder is None:
        return noun
    return subject_of(holder) or _named_beside(holder) or holder


def _body_within(person: Token, pronoun: Token) -> Token | None:
    """Return the body of `Ada Lund, the head of Chadbank, which closed`."""
    if person.entity != "PERSON" and not _is_person(person):
        return None
    nouns = [word for word in person.subtree() if word.dep == "pobj" and word.pos in NOMINAL]
    nearest = max(left_of(pronoun.index, nouns), key=_place, default=None)
    if nearest is None or nearest.entity == "PERSON" or _is_person(nearest):
        return None
    return _first_joined(nearest)


def _thing_above(noun: Token, verb: Token) -> Token:
    """Return what `which` describes where it hangs on a person, or on the place of an attack.

    `the trial of Ada Lund, which ended`, `the attacks in Oslo, which have killed six`
    """
    thing = noun
    for above in noun.ancestors():
        if not _is_person_with_title(thing):
            break
        if above.pos in NOMINAL or is_verb(above):
            thing = above
    event = _event_at(thing)
    return event if event is not None and _agrees(event, verb) else thing


def _is_person_with_title(noun: Token) -> bool:
    """`the general, Ada Lund`, `General Ada Lund`: a bare name may be that of a firm."""
    if noun.pos == "NOUN":
        return any(name.entity == "PERSON" for name in noun.having("appos"))
    if noun.entity != "PERSON":
        return False
    with_it = [*noun.having("compound"), *([noun.head] if noun.dep == "appos" else [])]
    return any_lemma(with_it, titles())


def _event_at(place: Token) -> Token | None:
    """Return the noun for harm of `the attacks in the town of Moss`."""
    while _is_place(place) and place.dep == "pobj":
        preposition = place.head
        above = preposition.head
        if preposition.lemma in PLACING and _does_harm(above):
            return above
        place = above
    return None


def _does_harm(noun: Token) -> bool:
    if noun.pos != "NOUN":
        return False
    return any(frame.kind in HARMING for frame in noun_frames().get(noun.lemma, ()))


def _is_place(noun: Token) -> bool:
    return noun.entity in PLACES or "Place" in head_kinds().get(noun.lemma, ())


def _names_people(noun: Token) -> bool:
    return noun.entity == "PERSON" or _is_person(noun)


def _agrees(noun: Token, verb: Token) -> bool:
    """`the attacks in Oslo, which have killed six`, but not `…, which has asked for help`."""
    finite = [verb, *verb.having(*AUXILIARIES)]
    if noun.tag == "NNS":
        return all(word.tag != "VBZ" for word in finite)
    return all(word.tag != "VBP" for word in finite)


def _named_beside(holder: Token) -> Token | None:
    """Return the name of `Ada Lund and Kari Moe, reporters with the Post, who wrote`."""
    if holder.dep == "appos" and holder.head.pos == "PROPN":
        return holder.head
    return None


def subject_of(noun: Token) -> Token | None:
    """Return what a noun is said of: `Ada Lund` of `Ada Lund is a reporter for the Post who …`."""
    if noun.dep != "attr":
        return None
    own = noun.head.having("nsubj")
    if not own or own[0].pos == "PRON":
        # `It was a reporter for the Post who …`
        return None
    return own[0]


def _person_above(noun: Token) -> Token | None:
    """Return the person whose body a clause hangs on: `a reporter for the Post who was arrested`.

    `who` asks for a person, so it does not describe a named body if a person is at hand.
    """
    body = _first_joined(noun)
    preposition = body.head
    if body.dep != "pobj" or preposition.dep != "prep":
        return None
    if not _is_body(noun, employs=preposition.lemma in OF_STAFF):
        return None
    if noun.entity == "PERSON" and preposition.lemma not in OF_BODIES:
        return None
    holder = _holder_before(preposition)
    if holder is None or not _is_person(holder):
        return None
    # A body is a `who`, too, where several are spoken of: `members of the union who …`.
    is_meant = holder.tag == "NN" or len(coordinated(body)) > 1
    is_meant = is_meant or preposition.lemma in OF_STAFF
    return holder if is_meant else None


def _is_nobody(noun: Token) -> bool:
    """`at the end of the year, who`, `from the village who`, `the candidate for mayor, who`"""
    if noun.entity in TIMES:
        return True
    if noun.tag != "NN" or _first_joined(noun).having("conj"):
        return False
    if noun.lemma in titles():
        return names_an_office(noun)
    if noun.lemma in head_kinds():
        return head_kinds()[noun.lemma] == ("Place",)
    kinds = kinds_of_things().get(noun.lemma, LIVING)
    return not kinds & LIVING


def names_an_office(noun: Token) -> bool:
    """Return whether a title names an office, not whoever holds it: `the candidate for mayor`."""
    if noun.dep != "pobj" or noun.tag != "NN" or noun.lemma not in titles():
        return False
    return not noun.having("det", "poss", "amod", "compound", "nummod")


def _person_before(noun: Token, pronoun: Token) -> Token | None:
    """Return the noun for people nearest before `who`: that above, or another behind the verb."""
    for above in noun.ancestors():
        if above.pos in NOMINAL and _names_people(above):
            return above
        if is_verb(above):
            words = right_of(above.index, left_of(pronoun.index, above.subtree()))
            people = [word for word in words if word.pos in NOMINAL and word.dep not in MODIFIERS]
            others = [person for person in people if _names_people(person) and person is not noun]
            return max(others, key=_place, default=None)
    return None


def _holder_before(preposition: Token) -> Token | None:
    """Return the noun that a phrase tells more of, which parsers may hang on the verb.

    `lashed out at lawmakers of Chadian descent from the union, who …`
    """
    above = preposition.head
    if not is_verb(above):
        return above
    nouns = [*above.having("dobj", "nsubjpass"), *behind(above)]
    return max(left_of(preposition.index, nouns), key=_place, default=None)


def _place(token: Token) -> int:
    return token.index


def _is_body(noun: Token, *, employs: bool) -> bool:
    """Return whether a noun names somebody or means what has no `who`: `a guard at the prison`.

    Nor does a body that `employs` people: `a reporter with the newspaper who wrote`.
    """
    if noun.pos == "PROPN":
        return True
    kinds = {kind.casefold() for kind in head_kinds().get(noun.lemma, ())}
    kinds |= kinds_of_things().get(noun.lemma, frozenset())
    several = set() if employs and "organisation" in kinds else {"group"}
    return bool(kinds) and not ({"person"} | several) & kinds


def _is_person(noun: Token) -> bool:
    if "person" in kinds_of_things().get(noun.lemma, ()):
        return True
    return "Person" in head_kinds().get(noun.lemma, ())


def _first_joined(noun: Token) -> Token:
    """Return the first of several joined nouns: `lawmakers from the union, the party who …`."""
    while noun.dep == "conj":
        noun = noun.head
    return noun
