"""Phrases: the role of what follows a preposition, and which phrases bind nobody."""

from collections.abc import Iterator

from actorgraph.claims.charges import CHARGING
from actorgraph.claims.clause import Clause, read_clause
from actorgraph.claims.relatives import names_an_office
from actorgraph.claims.scene import Scene
from actorgraph.language.document import Token
from actorgraph.language.grammar import prepositions
from actorgraph.vocabulary.lexicon import Frame, kinds_with, names_only, word_set

# Prepositions that bring in another party, and its role if the frame names none.
PARTIES = {
    "with": "target",
    "against": "target",
    "on": "target",
    "upon": "target",
    "for": "target",
    "to": "recipient",
}
# Where the noun of a light verb names the other party: `purges against Chad`, `talks with Chad`.
TOWARDS = ("against", "with", "on", "to")
TO_NAMES_TARGET = kinds_with("to names the target")
DESTINATIONS = word_set("destinationNouns")
TRANSPORTING = word_set("transportVerbs")
GROUNDS = word_set("groundNouns")
# What is said may be said on a channel.
BY_WORDS = frozenset(["Agree", "Consult", "Publish", "Support"])
# What `with` names has no part in what one does, or what befalls one, alone.
ALONE = kinds_with("with names no party")
DONE_TO_ITS_OF = kinds_with("of names the target")


def heads_that_take_part(
    scene: Scene,
    clause: Clause,
    frame: Frame,
    word: str,
) -> list[Token]:
    """Return the heads behind a preposition that do not only say where or why."""
    heads = clause.obliques[word]
    if frame.roles.get(word):
        return list(heads)
    return [head for head in heads if not _only_says_where(scene, clause, frame, word, head)]


def _only_says_where(
    scene: Scene,
    clause: Clause,
    frame: Frame,
    word: str,
    token: Token,
) -> bool:
    """Return whether a phrase says where, why or by what means something is done."""
    if word == "to" and token.lemma in DESTINATIONS:
        # `taken to a hospital`
        return True
    if word == "to" and frame.verb in TRANSPORTING:
        # `brought the man to Oslo`; but `brought peace to Oslo`
        is_somewhere = scene.is_of(token, "Government", "Organisation", "Place")
        return is_somewhere and bool(scene.actor_heads(clause.objects))
    if word == "for" and names_an_office(token):
        # `nominated her for mayor`
        return True
    if word == "on" and token.lemma in GROUNDS:
        # `shot on the orders of the general`
        return True
    on_air = word == "on" and frame.kind in BY_WORDS and word not in frame.particles
    # `thanked her on Facebook`
    return on_air and scene.is_of(token, "Organisation")


def oblique_role(frame: Frame, word: str, object_role: str) -> str:
    """Return the role of what follows a preposition; empty if it is not a party."""
    if frame.roles.get(word):
        return frame.roles[word]
    if word in frame.particles:
        return object_role
    if word == "to" and frame.kind in TO_NAMES_TARGET:
        # `Weapons were given to the rebels`
        return "target"
    if word == "with" and frame.kind in ALONE:
        # `won with a majority`, `killed thousands with Chad the worst hit`
        return ""
    return PARTIES.get(word, "")


def behind_the_noun(scene: Scene, frame: Frame, noun: Token) -> Iterator[Token]:
    """Yield whom the noun of a light verb names: `carry out a purge of the army`."""
    words: tuple[str, ...] = TOWARDS
    if frame.kind in DONE_TO_ITS_OF:
        words = (*TOWARDS, "of")
    for preposition in prepositions(noun):
        if preposition.lemma in words and not scene.actor(noun):
            yield from preposition.having("pobj")
        for verb in preposition.having("pcomp"):
            if noun.pos != "NOUN" or verb.having("nsubj") or noun.lemma in CHARGING:
                # `found guilty of bribing Chad`, `opened a case for bribing Chad`
                continue
            # `a policy of turning back lorries of traders`
            yield from read_clause(verb).objects


def only_names_the_action(scene: Scene, frame: Frame, token: Token) -> bool:
    """Return whether an actor's noun only names the action: a state in `put in a state of war`."""
    actor = scene.actor(token)
    if token.lemma not in frame.objects or actor is None:
        return False
    return actor.kind != "Person" and token.tag != "NNS"


def names_a_body(token: Token) -> bool:
    """Return whether an object is a name, or a noun for a body alone: `left the company`."""
    return token.pos == "PROPN" or names_only(token.lemma, "group")
