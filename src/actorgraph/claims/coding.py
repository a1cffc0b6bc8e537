"""Which action a clause is: the fullest frame of the lexicon that fits it."""

from collections.abc import Iterator
from functools import cache

from actorgraph.claims.clause import Clause
from actorgraph.claims.contests import contest, outcome
from actorgraph.claims.misfortunes import misfortune
from actorgraph.claims.object_kinds import TANGIBLE, is_of_kinds, parts
from actorgraph.claims.open_events import is_only_light, only_serves_another, tells_an_event
from actorgraph.claims.scene import Scene, is_called
from actorgraph.language.document import Token
from actorgraph.language.grammar import (
    SUBJECTS,
    any_lemma,
    has_to,
    is_reflexive,
    with_lemma,
)
from actorgraph.vocabulary.lexicon import (
    ADVERB,
    WIDEST,
    Frame,
    frames,
    kinds_of_things,
)

# Of the words that a frame takes for its object, how many are shown if it lacks one.
MOST_WORDS_SHOWN = 4
# What the tagger calls a date or a time of day.
TIMES = ("DATE", "TIME")


def code(clause: Clause, scene: Scene) -> Frame | None:
    """Return the frame that codes a clause: of the lexicon, or else the open frame of its verb.

    None if the clause tells no event: it says how things are, or only puts the verb below it.
    """
    if only_serves_another(clause.verb):
        return None
    seen_around = contest(clause, scene) or misfortune(clause, scene)
    if seen_around:
        return seen_around
    for frame in _frames_of(clause.verb):
        if frame.kind != "Statement" and fits(frame, clause, scene):
            return frame
    if tells_an_event(clause):
        return outcome(clause, scene) or _open_frame(clause.verb.lemma)
    return None


def _frames_of(verb: Token) -> Iterator[Frame]:
    """Yield the frames of a verb; of a light one, those that name the verb below it.

    `stopped attacking` has a frame, but `is trying to gain` puts nobody on trial.
    """
    light = is_only_light(verb)
    for frame in frames().get(verb.lemma, ()):
        if frame.particles or frame.objects or not light:
            yield frame


@cache
def _open_frame(verb: str) -> Frame:
    """Return the frame of a verb that the lexicon lacks: the widest class, without an edge.

    It has no text, since it is not an entry of the lexicon.
    """
    return Frame(kind=WIDEST, text="", verb=verb, parts=(verb,))


def fits(frame: Frame, clause: Clause, scene: Scene) -> bool:
    """Return whether a clause has the companions that a frame needs."""
    return next(_lacking(frame, clause, scene), None) is None


def lacking(frame: Frame, clause: Clause, scene: Scene) -> list[str]:
    """Return, in words, the companions that a frame needs and a clause lacks."""
    return list(_lacking(frame, clause, scene))


def _lacking(frame: Frame, clause: Clause, scene: Scene) -> Iterator[str]:
    yield from _particles_lacking(frame, clause)
    if frame.objects and not _has_listed_object(frame, clause):
        words = sorted(frame.objects)
        yield "|".join(words[:MOST_WORDS_SHOWN])
    if not _is_done_by_its_doers(frame, clause, scene):
        words = sorted(frame.doers | frame.doer_kinds)
        yield "a doer such as " + "|".join(words[:MOST_WORDS_SHOWN])
    if frame.something_needed and not clause.objects:
        yield "an object"
    if frame.object_needed and not _affects_an_actor(clause, scene):
        yield "an actor as object"
    if not _is_done_to_its_kind(frame, clause, scene):
        kinds = " or ".join(sorted(frame.things))
        yield f"an object that is a {kinds}"


def _particles_lacking(frame: Frame, clause: Clause) -> Iterator[str]:
    for particle in frame.particles:
        if not _has_particle(particle, frame, clause):
            yield particle


def _has_particle(particle: str, frame: Frame, clause: Clause) -> bool:
    if particle.startswith(ADVERB):
        return _has_adverb(clause.verb, particle.removeprefix(ADVERB))
    if particle == "by" and clause.passive and not with_lemma(clause.verb.having("prt"), "by"):
        # `passed by parliament` is not `passed by`.
        return False
    if particle in clause.particles and (frame.objects or not _only_dates(particle, clause)):
        return True
    if particle == "that":
        return _governs_a_clause(clause.verb)
    if any_lemma(clause.complements, (particle,)) or _has_adjective(clause.verb, particle):
        return True
    if any(is_reflexive(token) and token.text.casefold() == particle for token in clause.objects):
        # `killed herself`
        return True
    # A frame that gives the phrase behind `to` a role needs a phrase, not an infinitive.
    if particle != "to" or "to" in frame.roles:
        return False
    return _governs_an_infinitive(clause)


def _governs_a_clause(verb: Token) -> bool:
    """Return whether its object is a clause with a subject: `denied that Chad left`."""
    return any(content.having(*SUBJECTS) for content in verb.having("ccomp"))


def _has_adjective(verb: Token, lemma: str) -> bool:
    """`fell ill`: parsers take the adjective for an adverb as often as not."""
    return any(word.lemma == lemma and word.pos == "ADJ" for word in verb.having("advmod"))


def _has_adverb(verb: Token, word: str) -> bool:
    """Return whether a verb has a particle that governs nothing: `in` of `gave in`."""
    children = [child for child in verb.children if child.lemma == word]
    return any(not child.having("pobj", "pcomp") for child in children)


def _only_dates(preposition: str, clause: Clause) -> bool:
    """Return whether a preposition only dates a clause: `on` of `urged Chad on Monday`."""
    if any(child.lemma == preposition for child in clause.verb.having("prt")):
        return False
    nouns = clause.obliques.get(preposition, ())
    return bool(nouns) and all(noun.entity in TIMES for noun in nouns)


def _governs_an_infinitive(clause: Clause) -> bool:
    below = clause.verb.having("xcomp")
    return any(has_to(complement) for complement in below)


def _affects_an_actor(clause: Clause, scene: Scene) -> bool:
    return any(scene.affected(token) for token in clause.objects)


def _has_listed_object(frame: Frame, clause: Clause) -> bool:
    """Return whether a clause has an object that the frame lists."""
    return any(_is_listed(token, frame) for token in _candidate_objects(frame, clause))


def _is_listed(token: Token, frame: Frame) -> bool:
    forms = (token.lemma, token.text.casefold())
    return not frame.objects.isdisjoint(forms)


def _is_done_by_its_doers(frame: Frame, clause: Clause, scene: Scene) -> bool:
    """Return whether the doers are called by nouns, or of kinds, that the frame lists."""
    if not frame.doers and not frame.doer_kinds:
        return True
    if not clause.doers:
        return False
    return all(_is_its_doer(frame, doer, scene) for doer in clause.doers)


def _is_its_doer(frame: Frame, doer: Token, scene: Scene) -> bool:
    if is_called(frame.doers, doer, scene):
        return True
    return _is_mere(frame.doer_kinds, doer, scene)


def _is_mere(kinds: frozenset[str], token: Token, scene: Scene) -> bool:
    """Return whether a word names no actor, and nothing but things of these kinds."""
    known = kinds_of_things().get(token.lemma, frozenset())
    return bool(known) and known <= kinds and scene.actor(token) is None


def _candidate_objects(frame: Frame, clause: Clause) -> Iterator[Token]:
    """Yield objects, complements and what follows the frame's prepositions, with their parts."""
    for noun in clause.objects:
        yield from _with_parts(noun)
    for complement in _complements(frame, clause):
        yield from _with_parts(complement)
    for noun in behind_particles(frame, clause):
        yield from _with_parts(noun)


def _with_parts(noun: Token) -> Iterator[Token]:
    """`a series of rounds of talks`: the noun, its parts, and theirs."""
    yield noun
    for part in parts(noun):
        yield from _with_parts(part)


def _complements(frame: Frame, clause: Clause) -> list[Token]:
    if "to" in frame.particles:
        return list(clause.complements)
    # Unless the frame has `to`, a verb below is not its object: `ordered it to attack` is not an
    # order of an attack.
    return [token for token in clause.complements if not _is_verb_below(token)]


def _is_verb_below(complement: Token) -> bool:
    return complement.dep == "xcomp" and complement.pos == "VERB"


def behind_particles(frame: Frame, clause: Clause) -> list[Token]:
    """Return the head words behind the prepositions of a frame."""
    found: list[Token] = []
    for particle in frame.particles:
        found.extend(clause.obliques.get(particle, ()))
    return found


def _is_done_to_its_kind(frame: Frame, clause: Clause, scene: Scene) -> bool:
    """Return whether one of the objects is a thing of the kinds that the frame is done to."""
    if not frame.things:
        return True
    objects = clause.objects or behind_particles(frame, clause)
    if not objects:
        return bool(frame.things & TANGIBLE)
    return any(is_of_kinds(frame.things, token, scene) for token in objects)


def listed_objects(clause: Clause, frame: Frame) -> list[Token]:
    """Return the nouns that a frame lists: `talks` of `hold talks`, `contact` of `be in contact`.

    Of a phrase, they may be a part: `talks` of `hold a round of talks`.
    """
    if not frame.objects:
        return []
    found: list[Token] = []
    for noun in [*clause.objects, *clause.complements, *behind_particles(frame, clause)]:
        candidates = [noun, *parts(noun)]
        found.extend(candidate for candidate in candidates if candidate.lemma in frame.objects)
    return found
