"""Which action a clause is: the fullest frame of the lexicon that fits it."""

from actorgraph.claims.clause import Clause
from actorgraph.claims.scene import Scene
from actorgraph.language.document import Token
from actorgraph.vocabulary.gazetteer import head_kinds
from actorgraph.vocabulary.lexicon import Frame, frames, kinds_of_things

# Verbs whose object alone tells what is done: `carry out an attack`, `be under arrest`.
FEW = 4  # of the words that a frame takes for its object, shown where it lacks one
# `a number of men`, `a series of posts`: what is done, is done to those behind `of`.
PORTIONS = frozenset(["measure"])
SERIES = frozenset(
    ["series", "round", "wave", "spate", "string", "kind", "sort", "type", "form", "group", "part"]
)
TANGIBLE = frozenset(["person", "group", "place", "thing", "body"])
# An actor's class is often guessed: a body may be a man, and a band of men a body.
OF_ACTORS = {
    "Person": ("person", "group"),
    "Group": ("person", "group"),
    "Organisation": ("person", "group"),
    "Government": ("person", "group"),
    "Place": ("place",),
    "Document": ("text",),
}
COPULAS = ("be", "become", "remain", "stay")


def code(clause: Clause, scene: Scene) -> Frame | None:
    """Return the frame that codes a clause, or None where the lexicon has none that fits."""
    for frame in frames().get(clause.verb.lemma, ()):
        if frame.kind != "Statement" and fits(frame, clause, scene):
            return frame
    return None


def fits(frame: Frame, clause: Clause, scene: Scene) -> bool:
    """Tell whether a clause has the companions that a frame asks for."""
    return not lacking(frame, clause, scene)


def lacking(frame: Frame, clause: Clause, scene: Scene) -> list[str]:
    """Return, in words, the companions that a frame asks for and a clause has not."""
    # A frame that gives the phrase behind `to` a role wants a phrase, not an infinitive.
    available = clause.particles | (_infinitive(clause) if "to" not in frame.roles else frozenset())
    found = [
        p for p in frame.particles if p not in available and not _is_bracketed(frame, p, clause)
    ]
    if frame.objects and not _has_object(frame, clause):
        found.append("|".join(sorted(frame.objects)[:FEW]))
    if frame.something_needed and not clause.objects:
        found.append("an object")
    if frame.object_needed and not any(scene.affected(token) for token in clause.objects):
        found.append("an actor as object")
    if not _is_done_to_its_kind(frame, clause, scene):
        found.append(f"an object that is a {' or '.join(sorted(frame.things))}")
    return found


def _is_done_to_its_kind(frame: Frame, clause: Clause, scene: Scene) -> bool:
    """Tell whether one of a clause's objects is a thing of the kinds that the frame is done to."""
    if not frame.things:
        return True
    if not clause.objects:
        return bool(frame.things & TANGIBLE)
    return any(_is_of(frame.things, token, scene) for token in clause.objects)


def _is_of(things: frozenset[str], token: Token, scene: Scene) -> bool:
    """Tell whether an object may be a thing of these kinds; a noun that nobody knows is taken for something tangible."""
    actor, known = scene.actor(token), kinds_of_things().get(token.lemma)
    inner = [] if actor else parts(token)
    if inner:
        return any(_is_of(things, part, scene) for part in inner)
    classes = actor.kinds if actor else head_kinds().get(token.lemma, ())
    kinds = {*(known or ()), *(kind for of in classes for kind in OF_ACTORS[of])} or TANGIBLE
    return bool(kinds & things) or kinds <= PORTIONS


def names_a_deed(token: Token) -> bool:
    """Tell whether a noun names what is done, said or thought, and nobody who could be addressed."""
    kinds = kinds_of_things().get(token.lemma, TANGIBLE)
    return bool(kinds & {"deed", "text", "idea"}) and not kinds & {"person", "group", *PORTIONS}


def parts(token: Token) -> list[Token]:
    """Return what a noun is a portion of: `a round of talks`."""
    if not PORTIONS & kinds_of_things().get(token.lemma, frozenset()) and token.lemma not in SERIES:
        return []
    return [t for p in token.having("prep") if p.lemma == "of" for t in p.having("pobj")]


def _is_bracketed(frame: Frame, particle: str, clause: Clause) -> bool:
    return particle in {token.lemma for token in clause.complements}


def _infinitive(clause: Clause) -> frozenset[str]:
    infinitive = any(
        c.dep == "xcomp" and any(a.tag == "TO" for a in c.children) for c in clause.verb.children
    )
    return frozenset({"to"}) if infinitive else frozenset()


def _has_object(frame: Frame, clause: Clause) -> bool:
    """Look for the object that a frame names: behind its preposition, or as object or complement of the verb."""
    # A verb below is no object of this one, unless the frame has `to`: `ordered it to attack` is no order of an attack.
    below = [
        t
        for t in clause.complements
        if t.dep != "xcomp" or t.pos != "VERB" or "to" in frame.particles
    ]
    places: list[Token] = [*clause.objects, *below]
    for particle in frame.particles:
        places.extend(clause.obliques.get(particle, ()))
    places.extend(part for token in places for part in parts(token))
    return any(
        token.lemma in frame.objects or token.text.casefold() in frame.objects for token in places
    )
