"""What kinds of thing an object may be, which decides among the senses of a verb."""

from actorgraph.claims.scene import Scene
from actorgraph.language.document import Token
from actorgraph.language.grammar import behind
from actorgraph.vocabulary.gazetteer import head_kinds
from actorgraph.vocabulary.lexicon import kinds_of_things, word_set

# `a number of men`, `a series of posts`: the action is done to what follows `of`.
PORTIONS = word_set("portionKinds")
SERIES = word_set("seriesNouns")
QUANTITIES = word_set("quantityNouns")
# What it calls a state, a town or a region.
PLACES = ("GPE", "LOC", "FAC")
TANGIBLE = word_set("tangibleKinds")
ABSTRACT = word_set("abstractKinds")
UNKNOWN_NAMES = frozenset({"thing", "text"})
PEOPLE = word_set("peopleKinds")
# An actor's class is often guessed: a man may be a band of men. A named body is no person to free
# or to carry, and often a product: `released Roarsoft`.
KINDS_OF_ACTORS = {
    "Person": ("person", "group"),
    "Group": ("person", "group"),
    "Organisation": ("group",),
    "Government": ("person", "group"),
    "Place": ("place",),
    "Document": ("text",),
}


def is_of_kinds(things: frozenset[str], token: Token, scene: Scene) -> bool:
    """Return whether an object may be a thing of these kinds."""
    inner = parts(token)
    if inner and not scene.actor(token):
        return any(is_of_kinds(things, part, scene) for part in inner)
    if token.lemma in QUANTITIES and token.tag == "NNS" and things & TANGIBLE:
        # `injured scores`
        return True
    kinds = _kinds(token, scene)
    return bool(kinds & things) or kinds <= PORTIONS


def _kinds(token: Token, scene: Scene) -> frozenset[str]:
    kinds = set(kinds_of_things().get(token.lemma, ()))
    for kind in _classes(token, scene):
        kinds.update(KINDS_OF_ACTORS[kind])
    if token.entity in PLACES:
        # A state acts, and one goes there: `reached Chad`.
        kinds.add("place")
    if not kinds and token.pos == "PROPN":
        # A name that is nobody's is a work's or a product's: `released Roarsoft 2`.
        return UNKNOWN_NAMES
    # A noun that nobody knows is taken for something tangible.
    return frozenset(kinds) or TANGIBLE


def _classes(token: Token, scene: Scene) -> tuple[str, ...]:
    actor = scene.actor(token)
    if actor is not None:
        return actor.kinds
    return head_kinds().get(token.lemma, ())


def names_an_action(token: Token) -> bool:
    """Return whether a noun names what is done, said or thought, and nobody to address."""
    kinds = kinds_of_things().get(token.lemma, TANGIBLE)
    if kinds & PEOPLE or kinds & PORTIONS:
        return False
    return bool(kinds & ABSTRACT)


def parts(token: Token) -> list[Token]:
    """Return what a noun or number is a portion of: `talks` of `a round of talks`."""
    if token.tag == "CD":
        # `closed 1,100 of its branches`
        return behind(token, "of")
    kinds = kinds_of_things().get(token.lemma, frozenset())
    if kinds & PORTIONS or token.lemma in SERIES:
        return behind(token, "of")
    return []
