"""The noun that a relative clause describes, which is not always the one that it hangs on."""

from actorgraph.language.document import Token
from actorgraph.language.grammar import NOMINAL, behind, is_verb, left_of
from actorgraph.language.lists import coordinated
from actorgraph.vocabulary.gazetteer import head_kinds
from actorgraph.vocabulary.lexicon import kinds_of_things

PERSONAL = ("who", "whom")
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
        return _body_within(noun, pronoun) or noun
    if word not in PERSONAL:
        return noun
    holder = _person_above(noun)
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
