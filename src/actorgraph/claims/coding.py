"""Which action a clause is: the fullest frame of the lexicon that fits it."""

from actorgraph.claims.clause import Clause
from actorgraph.claims.scene import Scene
from actorgraph.document import Token
from actorgraph.lexicon import Frame, frames

# Verbs whose object alone tells what is done: `carry out an attack`, `be under arrest`.
FEW = 4  # of the words that a frame takes for its object, shown where it lacks one
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
    available = clause.particles | _infinitive(clause)
    found = [p for p in frame.particles if p not in available and not _is_bracketed(frame, p, clause)]
    if frame.objects and not _has_object(frame, clause):
        found.append("|".join(sorted(frame.objects)[:FEW]))
    if frame.something_needed and not clause.objects:
        found.append("an object")
    if frame.object_needed and not any(scene.affected(token) for token in clause.objects):
        found.append("an actor as object")
    return found


def _is_bracketed(frame: Frame, particle: str, clause: Clause) -> bool:
    return particle in {token.lemma for token in clause.complements}


def _infinitive(clause: Clause) -> frozenset[str]:
    infinitive = any(c.dep == "xcomp" and any(a.tag == "TO" for a in c.children) for c in clause.verb.children)
    return frozenset({"to"}) if infinitive else frozenset()


def _has_object(frame: Frame, clause: Clause) -> bool:
    """Look for the object that a frame names: behind its preposition, or as object or complement of the verb."""
    places: list[Token] = [*clause.objects, *clause.complements]
    for particle in frame.particles:
        places.extend(clause.obliques.get(particle, ()))
    return any(token.lemma in frame.objects or token.text.casefold() in frame.objects for token in places)
