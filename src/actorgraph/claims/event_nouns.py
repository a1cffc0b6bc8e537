"""Event nouns: `the arrest of X by Y`, `their meetings with Z`, `made a visit to W`.

A noun becomes a claim if its phrase, or the light verb that it is the object of, names somebody
who takes part.
"""

from collections.abc import Iterator

from actorgraph.claims.claim import Action
from actorgraph.claims.clause import Clause, read_clause
from actorgraph.claims.modality import modality
from actorgraph.claims.noun_parties import light_verb_of, noun_parties
from actorgraph.claims.scene import Scene, around
from actorgraph.language.document import Token
from actorgraph.language.event_detector import probability
from actorgraph.language.grammar import extent, objects_of, with_lemma, words_of
from actorgraph.text.article import Span
from actorgraph.vocabulary.event_nouns import NounFrame, derived_frame, noun_frames
from actorgraph.vocabulary.lexicon import frames

# Below it a noun of the list is no event here; above it an unlisted noun is one.
LEAST_FOR_LISTED = 0.3
LEAST_FOR_OTHERS = 0.7
# A light verb further from its noun is not part of the cue.
LONGEST_CUE = 6  # words
CLAUSES = ("relcl", "acl", "appos", "parataxis", "conj", "cc", "advcl")


def event_nouns(scene: Scene) -> Iterator[Action]:
    """Yield an action for every event noun whose participants are named."""
    for token in scene.document.tokens:
        if token.pos == "NOUN" and token.dep not in ("compound", "nmod", "amod"):
            action = _action(scene, token)
            if action:
                yield action


def _action(scene: Scene, noun: Token) -> Action | None:
    frame = event_frame(noun)
    if frame is None or scene.actor(noun) is not None:
        return None
    if _belongs_to_a_verb(noun):
        return None
    verb = light_verb_of(noun)
    clause = read_clause(verb) if verb else None
    parties = noun_parties(scene, noun, frame, clause)
    if not (parties.acting or parties.affected):
        # `the arrest`, `an attack in May`: this sentence says nothing of the event.
        return None
    how = modality(scene.document, verb or noun)
    return Action(
        kind=frame.kind,
        evidence=(clause.evidence if clause else _phrase(noun),),
        rule="event noun",
        verb=noun.lemma,
        cue=_cue(noun, verb),
        frame=frame.text,
        marker=how.marker,
        attributed_to=scene.keys(how.sources),
        agents=tuple(parties.agents),
        targets=tuple(parties.targets),
        recipients=tuple(parties.recipients),
        places=tuple(parties.places),
        time=scene.time_of(verb or noun),
        factuality=how.factuality,
        negated=how.negated,
    )


def event_frame(noun: Token) -> NounFrame | None:
    """Return the frame of a noun that names an event here; None if it does not."""
    listed = _listed_frame(noun)
    if listed is not None:
        return listed if probability(noun) >= LEAST_FOR_LISTED else None
    if noun.lemma in noun_frames():
        return None
    derived = derived_frame(noun.lemma)
    if derived is not None and probability(noun) >= LEAST_FOR_OTHERS:
        return derived
    return None


def _listed_frame(noun: Token) -> NounFrame | None:
    for frame in noun_frames().get(noun.lemma, ()):
        if frame.particle is None or _behind(noun, frame.particle):
            return frame
    return None


def _behind(noun: Token, word: str) -> list[Token]:
    return objects_of(with_lemma(noun.having("prep", "agent"), word))


def _belongs_to_a_verb(noun: Token) -> bool:
    """Return whether a verb has this noun in its own frame: `carry out an attack on X`."""
    verb = _governing_word(noun)
    candidates = frames().get(verb.lemma, ())
    return any(noun.lemma in frame.objects for frame in candidates)


def _governing_word(noun: Token) -> Token:
    if noun.dep in ("dobj", "attr", "nsubjpass"):
        return noun.head
    if noun.dep == "pobj":
        return noun.head.head
    return noun


def tells_by_its_noun(clause: Clause) -> bool:
    """Return whether the event of a light verb is that of its object: `made a visit to X`."""
    for noun in clause.objects:
        is_light = light_verb_of(noun) is clause.verb and not _belongs_to_a_verb(noun)
        if is_light and event_frame(noun) is not None:
            return True
    return False


def _cue(noun: Token, verb: Token | None) -> Span:
    if verb is None or not 0 < noun.index - verb.index <= LONGEST_CUE:
        return noun.span
    return around(verb.span, noun.span)


def _phrase(noun: Token) -> Span:
    """Return the noun's phrase without the clauses and phrases joined to it."""
    left_out = {token.index for token in words_of(noun.having(*CLAUSES))}
    return extent([token for token in noun.subtree() if token.index not in left_out])
