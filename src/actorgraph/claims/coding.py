"""Which action a clause is: the fullest frame of the lexicon that fits it."""

from collections.abc import Iterator
from functools import cache

from actorgraph.claims.clause import Clause
from actorgraph.claims.contests import contest, outcome
from actorgraph.claims.misfortunes import misfortune
from actorgraph.claims.objects import RELATIVE_WORDS
from actorgraph.claims.scene import Scene
from actorgraph.language.document import Token
from actorgraph.language.grammar import (
    SUBJECTS,
    any_lemma,
    behind,
    has_to,
    is_reflexive,
    with_lemma,
)
from actorgraph.vocabulary.gazetteer import head_kinds
from actorgraph.vocabulary.lexicon import (
    ADVERB,
    WIDEST,
    Frame,
    frames,
    kinds_of_things,
    speech_verbs,
    word_set,
)

# Of the words that a frame takes for its object, how many are shown if it lacks one.
MOST_WORDS_SHOWN = 4
# `a number of men`, `a series of posts`: the action is done to what follows `of`.
PORTIONS = word_set("portionKinds")
SERIES = word_set("seriesNouns")
QUANTITIES = word_set("quantityNouns")
# What the tagger calls a date or a time of day.
TIMES = ("DATE", "TIME")
# What it calls a state, a town or a region.
PLACES = ("GPE", "LOC", "FAC")
TANGIBLE = word_set("tangibleKinds")
ABSTRACT = word_set("abstractKinds")
UNKNOWN_NAMES = frozenset({"thing", "text"})
PEOPLE = word_set("peopleKinds")
STATES = word_set("stateVerbs")
LIGHT = word_set("lightVerbs")
CONDITIONS = word_set("conditionVerbs")
EVENTLESS = word_set("eventlessPhrases")
ANSWERS = word_set("answeringVerbs")
JUDGING = word_set("judgingVerbs")
# `considers him guilty`, `looked tired`
PREDICATES = ("acomp", "oprd", "ccomp", "xcomp")
# An actor's class is often guessed: a body may be a man, and a band of men a body.
KINDS_OF_ACTORS = {
    "Person": ("person", "group"),
    "Group": ("person", "group"),
    "Organisation": ("person", "group"),
    "Government": ("person", "group"),
    "Place": ("place",),
    "Document": ("text",),
}


def code(clause: Clause, scene: Scene) -> Frame | None:
    """Return the frame that codes a clause: of the lexicon, or else the open frame of its verb.

    None if the clause tells no event: it says how things are, or only puts the verb below it.
    """
    seen_around = contest(clause, scene) or misfortune(clause, scene)
    if seen_around:
        return seen_around
    for frame in frames().get(clause.verb.lemma, ()):
        if frame.kind != "Statement" and fits(frame, clause, scene):
            return frame
    if tells_an_event(clause):
        return outcome(clause, scene) or _open_frame(clause.verb.lemma)
    return None


def tells_an_event(clause: Clause) -> bool:
    """Return whether a verb without a frame tells an event."""
    verb = clause.verb
    if verb.pos != "VERB" or verb.lemma in STATES:
        return False
    if verb.lemma in speech_verbs() and not _says_no_words(clause):
        return False
    if not verb.lemma.isalpha() or _is_condition(clause) or _is_eventless(clause):
        return False
    if verb.lemma in JUDGING and verb.having(*PREDICATES):
        return False
    return not is_only_light(verb)


def _is_condition(clause: Clause) -> bool:
    """Return whether a passive says in what state somebody is: `the two are tied`."""
    if not clause.passive or clause.verb.lemma not in CONDITIONS:
        return False
    return not (clause.doers or clause.possible_doers)


def _is_eventless(clause: Clause) -> bool:
    """Return whether a verb with its object or complement tells no event: `took place`."""
    below = [*clause.objects, *clause.complements]
    below.extend(clause.verb.having("ccomp", "npadvmod", "advmod", "prt"))
    for nouns in clause.obliques.values():
        below.extend(nouns)
    phrases = {f"{clause.verb.lemma} {token.lemma}" for token in below}
    return not EVENTLESS.isdisjoint(phrases)


def is_only_light(verb: Token) -> bool:
    """Return whether a verb only puts the verb below it: `began to act`."""
    if verb.lemma not in LIGHT:
        return False
    return bool(verb.having("xcomp")) or any(map(_is_bare, verb.having("ccomp")))


def _is_bare(clause: Token) -> bool:
    """Return whether a clause needs the one above: `act`, not `whether to act`, `that he acted`."""
    if clause.having(*SUBJECTS) or clause.having("mark"):
        return False
    return not any(child.tag in RELATIVE_WORDS for child in clause.children)


def _says_no_words(clause: Clause) -> bool:
    """Return whether a verb of saying tells what is done by it: `declared war`, `responded`."""
    verb = clause.verb
    if verb.having("ccomp", "parataxis") or verb.dep in ("parataxis", "ccomp"):
        return False
    if clause.passive:
        return bool(clause.doers)
    if verb.lemma in ANSWERS:
        return True
    return bool(verb.having("dobj"))


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
    if any_lemma(clause.complements, (particle,)):
        return True
    if any(is_reflexive(token) and token.text.casefold() == particle for token in clause.objects):
        # `killed herself`
        return True
    # A frame that gives the phrase behind `to` a role needs a phrase, not an infinitive.
    if particle != "to" or "to" in frame.roles:
        return False
    return _governs_an_infinitive(clause)


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
    if _is_called(frame.doers, doer, scene):
        return True
    return _is_mere(frame.doer_kinds, doer, scene)


def _is_mere(kinds: frozenset[str], token: Token, scene: Scene) -> bool:
    """Return whether a word names no actor, and nothing but things of these kinds."""
    known = kinds_of_things().get(token.lemma, frozenset())
    return bool(known) and known <= kinds and scene.actor(token) is None


def _is_called(nouns: frozenset[str], token: Token, scene: Scene) -> bool:
    """Return whether a word, or another mention of the actor that it refers to, is such a noun."""
    if not nouns.isdisjoint(_forms(token)):
        return True
    actor = scene.actor(token)
    if actor is None or token.pos != "PRON":
        return False
    heads = (scene.document.tokens[mention.head] for mention in actor.mentions)
    return any(not nouns.isdisjoint(_forms(head)) for head in heads)


def _forms(token: Token) -> tuple[str, str]:
    return token.lemma.casefold(), token.text.casefold()


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
    return any(_is_of(frame.things, token, scene) for token in objects)


def _is_of(things: frozenset[str], token: Token, scene: Scene) -> bool:
    """Return whether an object may be a thing of these kinds."""
    inner = parts(token)
    if inner and not scene.actor(token):
        return any(_is_of(things, part, scene) for part in inner)
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
    """Return what a noun is a portion of: `talks` of `a round of talks`."""
    kinds = kinds_of_things().get(token.lemma, frozenset())
    if kinds & PORTIONS or token.lemma in SERIES:
        return behind(token, "of")
    return []
