"""Misfortunes: a storm or a crash that kills is nobody's attack."""

from collections.abc import Iterator
from functools import cache

from actorgraph.claims.clause import Clause
from actorgraph.claims.nearby import is_near_a_noun
from actorgraph.claims.scene import Scene
from actorgraph.language.document import Token
from actorgraph.language.grammar import is_reflexive
from actorgraph.vocabulary.lexicon import Frame, word_set

HURTING = word_set("hurtingVerbs")
STRIKING = word_set("strikingVerbs")
MISFORTUNES = word_set("misfortuneNouns")
FALLING = word_set("fallingNouns")
VEHICLES = word_set("vehicleNouns")
BEFALLING = word_set("befallingVerbs")
VIOLENCE = word_set("violenceNouns")
# Where the cause is, if it is not the subject: `killed by a wave`, `hurt in a crash`.
CAUSES = ("after", "by", "during", "following", "from", "in", "of")
# How many sentences around `Six were injured` may name the cause.
REACH = 1


def misfortune(clause: Clause, scene: Scene) -> Frame | None:
    """Return the frame of a clause that tells what an accident or nature did to somebody.

    Whoever is killed or hurt is the agent, as with `died`. None if a person may have done it.
    """
    verb = clause.verb
    if verb.lemma not in HURTING and verb.lemma not in STRIKING:
        return None
    if any(not scene.is_of(head, "Place") for head in _known_doers(clause, scene)):
        return None
    if any(map(is_reflexive, clause.objects)):
        return None
    if _names_a_misfortune(clause, scene) or _happens_in_one(clause, scene):
        return _frame(verb.lemma, dying=verb.lemma in HURTING or _hits_people(clause, scene))
    return None


def _known_doers(clause: Clause, scene: Scene) -> list[Token]:
    """Return the doers who are actors: `The bridge fell, killing two` has a place at most."""
    return scene.actor_heads((*clause.doers, *clause.possible_doers))


def _hits_people(clause: Clause, scene: Scene) -> bool:
    """`was hit by a tree`: whoever is hit is hurt."""
    return any(scene.is_of(noun, "Person", "Group") for noun in clause.objects)


def _names_a_misfortune(clause: Clause, scene: Scene) -> bool:
    causes = list(_causes(clause))
    if any(cause.lemma in VIOLENCE for cause in causes):
        return False
    if any(cause.lemma in MISFORTUNES or cause.lemma in FALLING for cause in causes):
        return True
    if clause.passive and any(cause.lemma in VEHICLES for cause in clause.doers):
        # `was hit by a bus`, unless an attack is near
        return not is_near_a_noun(scene, clause.verb, VIOLENCE)
    return clause.verb.lemma in HURTING and _befell(clause.verb)


def _befell(verb: Token) -> bool:
    """`injured when the bridge collapsed`, `The bridge fell, killing two and injuring six`."""
    first = verb
    while first.dep == "conj" and first.head is not first:
        first = first.head
    near = verb.having("advcl", "pcomp")
    if first.dep == "advcl" and first.tag == "VBG":
        near.append(first.head)
    return any(word.lemma in BEFALLING for word in near)


def _causes(clause: Clause) -> Iterator[Token]:
    yield from clause.doers
    if clause.verb.lemma in HURTING or clause.passive:
        for word in CAUSES:
            yield from clause.obliques.get(word, ())


def _happens_in_one(clause: Clause, scene: Scene) -> bool:
    """Return whether a passive without a cause is about a misfortune: `Six were injured.`"""
    if clause.verb.lemma not in HURTING or not clause.passive or clause.doers:
        return False
    if is_near_a_noun(scene, clause.verb, VIOLENCE):
        return False
    return is_near_a_noun(scene, clause.verb, MISFORTUNES, REACH)


@cache
def _frame(verb: str, *, dying: bool) -> Frame:
    roles: dict[str, str] = {}
    if dying:
        roles = {"object": "agent"}
    return Frame(kind="Death", text=verb, verb=verb, roles=roles, parts=(verb,))
