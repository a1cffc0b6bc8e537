"""Attitudes of verbs: `Norway wants to …`, `the minister called for …`, `was praised by …`."""

from itertools import chain

from actorgraph.claims.attitudes.attitude import (
    holders_among,
    make_attitude,
    opened_by,
    without_added,
)
from actorgraph.claims.attitudes.nouns import attitude_of_noun
from actorgraph.claims.claim import Attitude
from actorgraph.claims.scene import Scene
from actorgraph.claims.subjects import subject_heads
from actorgraph.language.document import Token
from actorgraph.language.grammar import (
    any_lemma,
    has_passive_mark,
    has_to,
    heads_a_clause,
    objects_of,
    prepositions,
    right_of,
    words_of,
)
from actorgraph.language.lists import all_coordinated
from actorgraph.vocabulary.lexicon import Frame, cues

# What follows the object and is part of the content: `praised the court for its verdict`.
FOLLOWING = ("for", "as", "over", "of", "about", "with", "against")
SMALL_CLAUSES = ("ccomp", "oprd", "xcomp")


def attitude_of_verb(scene: Scene, verb: Token) -> Attitude | None:
    """Return the attitude that a verb expresses by the first frame that fits; None if none does."""
    if not heads_a_clause(verb):
        return None
    for frame in cues("cueFrame").get(verb.lemma, ()):
        content, heads = _content_and_holders(verb, frame)
        holders = holders_among(scene, verb, heads)
        if content and holders and not _is_expressed_by_noun(scene, verb, frame):
            return make_attitude("attitude verb", scene, frame, verb, holders, content)
    return None


def _content_and_holders(verb: Token, frame: Frame) -> tuple[list[Token], list[Token]]:
    if not has_passive_mark(verb):
        return _content(verb, frame), subject_heads(verb)
    # `the plan was praised by the minister`
    holders = all_coordinated(objects_of(verb.having("agent")))
    if not frame.something_needed:
        return [], holders
    return words_of(verb.having("nsubjpass")), holders


def _is_expressed_by_noun(scene: Scene, verb: Token, frame: Frame) -> bool:
    """`made a plan to leave`: the noun has an attitude of its own."""
    if not frame.objects:
        return False
    return any(attitude_of_noun(scene, noun) for noun in verb.having("dobj"))


def _content(verb: Token, frame: Frame) -> list[Token]:
    """Return the words that a verb governs behind it, if all that its frame needs is there."""
    things = right_of(verb.index, verb.having("dobj", *SMALL_CLAUSES))
    opened = [opened_by(verb, particle) for particle in frame.particles]
    if not all(opened) or not _has_its_objects(verb, frame, things):
        return []
    heads = right_of(verb.index, chain.from_iterable(opened))
    if frame.something_needed or frame.objects:
        heads += things + _following(verb, things)
    else:
        # A frame of a particle alone leaves other objects to other frames.
        heads += [thing for thing in things if thing.dep in SMALL_CLAUSES]
    if frame.particles and not frame.something_needed:
        heads += _aims(verb)
    return right_of(verb.index, without_added(heads))


def _aims(verb: Token) -> list[Token]:
    """`called for Chad to act`: the infinitive clauses with a subject of their own."""
    infinitives = [clause for clause in verb.having("advcl") if has_to(clause)]
    return [clause for clause in infinitives if clause.having("nsubj")]


def _has_its_objects(verb: Token, frame: Frame, things: list[Token]) -> bool:
    if frame.something_needed and not things:
        return False
    return not frame.objects or any_lemma(verb.having("dobj"), frame.objects)


def _following(verb: Token, things: list[Token]) -> list[Token]:
    if not things:
        return []
    return right_of(things[0].index, prepositions(verb, *FOLLOWING))
