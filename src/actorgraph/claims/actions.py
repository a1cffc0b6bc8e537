"""Actions: every clause that the lexicon codes, with its actors bound to their roles."""

from collections.abc import Iterator

from actorgraph.claims.circumstances import with_circumstances
from actorgraph.claims.claim import Action
from actorgraph.claims.clause import Clause, read_clause
from actorgraph.claims.coding import code, listed_objects
from actorgraph.claims.event_nouns import LONGEST_CUE, candidates_for, tells_by_its_noun
from actorgraph.claims.open_events import is_only_light
from actorgraph.claims.parties import Parties, find_parties
from actorgraph.claims.scene import Scene, around
from actorgraph.claims.unnamed_doers import somebody_did_it
from actorgraph.language.document import Token
from actorgraph.language.grammar import (
    AUXILIARIES,
    SUBJECTS,
    by_phrases,
    is_passive,
    is_verb,
    with_particle,
)
from actorgraph.text.article import Span
from actorgraph.vocabulary.lexicon import WIDEST, Frame, word_set

# What parsers take for a verb though it is none: `will` of `will act`, `compared` of `compared to`.
NO_EVENT = (*AUXILIARIES, "prep")
# Actors that speak or are acted on, and do nothing else.
THINGS = frozenset(["Document", "Place"])
PARTICIPLES = ("VBD", "VBG", "VBN")
OPENING_QUOTE = "``"
DESCRIBING = word_set("describingParticiples")
TITLING = word_set("titlingVerbs")
ENABLING = word_set("enablingVerbs")
THING_PRONOUNS = word_set("neuterPronouns") | {"that", "this", "which"}


def coded_actions(scene: Scene) -> Iterator[Action]:
    """Yield an action for every verb whose clause fits a frame and binds an actor.

    The rule of an action is named by its voice and by the grammar that found its subject.
    """
    for token in scene.document.tokens:
        if is_verb(token) and token.dep not in NO_EVENT:
            action = _action(scene, token)
            if action:
                yield action


def _action(scene: Scene, verb: Token) -> Action | None:
    clause = read_clause(verb)
    frame = code(clause, scene)
    if frame is None or tells_by_its_noun(clause):
        return None
    parties = find_parties(scene, clause, frame)
    if refusal(scene, clause, frame, parties):
        return None
    noun = _listed_noun(clause, frame)
    lemma = noun.lemma if noun else ""
    action = Action(
        kind=frame.kind,
        evidence=(clause.evidence,),
        rule=clause.rule,
        verb=frame.phrase(lemma),
        cue=_cue(verb, noun, frame),
        frame=frame.entry(lemma),
    )
    return with_circumstances(scene, action, verb, parties)


def refusal(scene: Scene, clause: Clause, frame: Frame, parties: Parties) -> str:
    """Return in words why a clause with a frame reports no action; empty if it reports one."""
    verb = clause.verb
    if not (parties.acting or parties.affected or somebody_did_it(clause, frame)):
        return "binds no actor to a role"
    if _only_describes(scene, verb, parties) or _only_names(verb):
        return "only says who is meant"
    if _only_enables(clause, parties):
        return "says what a thing makes possible"
    if frame.kind == WIDEST and _only_shows_a_state(verb, parties):
        return "only says in what state somebody is"
    if frame.kind == WIDEST and _tells_no_act(scene, parties):
        return "says what a text or a place does"
    return ""


def _only_describes(scene: Scene, verb: Token, parties: Parties) -> bool:
    """Return whether a participle only says who is meant: `people seeking asylum`."""
    if verb.dep != "acl" or verb.tag != "VBG" or verb.lemma not in DESCRIBING:
        return False
    noun = verb.head
    if noun.tag != "NNS" or parties.affected:
        return False
    return scene.is_of(noun, "Group")


def _only_names(verb: Token) -> bool:
    """Return whether a participle only says what its noun is called: `a rebel called “Ghost”`."""
    if verb.dep != "acl" or verb.tag != "VBN" or verb.lemma not in TITLING or by_phrases(verb):
        return False
    return any(_is_name(word, verb) for word in verb.having("attr", "dobj", "oprd"))


def _is_name(word: Token, verb: Token) -> bool:
    """Return whether a predicate is a name, or is in quotation marks behind the verb."""
    if word.pos == "PROPN":
        return True
    marks = (*word.having("punct"), *verb.having("punct"))
    return any(mark.tag == OPENING_QUOTE and mark.index == verb.index + 1 for mark in marks)


def _only_enables(clause: Clause, parties: Parties) -> bool:
    """Return whether a thing makes something possible: `The bridge lets people cross.`"""
    if clause.passive or parties.acting or clause.verb.lemma not in ENABLING:
        return False
    return bool(clause.doers) and all(map(_is_a_thing, clause.doers))


def _is_a_thing(doer: Token) -> bool:
    """Return whether a doer that is no actor is a thing, and not `we` or `those`."""
    return doer.pos != "PRON" or doer.text.casefold() in THING_PRONOUNS


def _only_shows_a_state(verb: Token, parties: Parties) -> bool:
    """Return whether a bare participle says in what state somebody is: `those affected`.

    `that the firm be sold` has a subject of its own, and tells what is done.
    """
    if verb.dep not in ("acl", "advcl") or verb.tag not in PARTICIPLES:
        return False
    return not parties.acting and not verb.having("aux", "auxpass", *SUBJECTS)


def _tells_no_act(scene: Scene, parties: Parties) -> bool:
    """Return whether a verb of no narrower class says what a thing does: `the report comes`."""
    kinds = {scene.actors[key].kind for key in parties.agents}
    return bool(kinds) and kinds <= THINGS


def _listed_noun(clause: Clause, frame: Frame) -> Token | None:
    """Return the noun of the clause that the frame lists: `talks` of `held talks`."""
    return next(iter(listed_objects(clause, frame)), None)


def _outermost_light(verb: Token) -> Token:
    """Return the first of the light verbs above a verb: `began` of `began trying to act`."""
    above = verb.head
    if verb.dep != "xcomp" or not is_only_light(above):
        return verb
    if not 0 < verb.index - above.index <= LONGEST_CUE:
        return verb
    return _outermost_light(above)


def _predicate_of(verb: Token, frame: Frame) -> Token:
    """Return what `be` ascribes, or a frame's predicate: `is critical of`, `was confirmed dead`."""
    for adjective in verb.having("acomp", "oprd"):
        if verb.lemma != "be" and adjective.lemma not in frame.particles:
            continue
        if 0 < adjective.index - verb.index <= LONGEST_CUE:
            return adjective
    return verb


def _cue(verb: Token, noun: Token | None, frame: Frame) -> Span:
    """Return the words that tell of an action: `pointed out`, `issued a request`."""
    plain = around(_outermost_light(verb).span, with_particle(verb))
    plain = around(plain, _predicate_of(verb, frame).span)
    if noun is None or noun.pos != "NOUN" or not candidates_for(noun):
        return plain
    if is_passive(verb) and 0 < verb.index - noun.index <= LONGEST_CUE:
        # `The attack was launched on Monday.`
        return around(noun.span, plain)
    if not 0 < noun.index - verb.index <= LONGEST_CUE:
        return plain
    return around(plain, noun.span)
