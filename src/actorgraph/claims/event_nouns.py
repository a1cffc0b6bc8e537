"""Event nouns: `the arrest of X by Y`, `their meetings with Z`, `made a visit to W`.

A noun becomes a claim if its phrase, or the light verb that it is the object of, names somebody
who takes part.
"""

from collections.abc import Iterator

from actorgraph.claims.circumstances import with_circumstances
from actorgraph.claims.claim import Action
from actorgraph.claims.clause import Clause, read_clause
from actorgraph.claims.noun_parties import noun_parties
from actorgraph.claims.noun_senses import kind_of_noun
from actorgraph.claims.parties import Parties
from actorgraph.claims.scene import Scene, around
from actorgraph.claims.supporting_verbs import (
    LIGHT,
    UNDERGOING,
    partaking_verb,
    sharing_noun,
    supporting_verb,
)
from actorgraph.language.document import Token
from actorgraph.language.event_detector import probability
from actorgraph.language.grammar import (
    MODIFIERS,
    any_lemma,
    extent,
    is_infinitive,
    is_verb,
    objects_of,
    verb_above,
    with_lemma,
    words_of,
)
from actorgraph.text.article import Span
from actorgraph.vocabulary.event_nouns import (
    NO_EVENT,
    NounFrame,
    derived_frame,
    noun_frames,
)
from actorgraph.vocabulary.lexicon import WIDEST, frames, speech_verbs, word_set

# How likely an event a noun must be: of the list; of the list without a class of its own; not of
# the list. More is asked where only a doer is named: `their deal`, `their campaign`.
LEAST_FOR_LISTED = 0.1
LEAST_FOR_WIDEST = 0.5
LEAST_FOR_OTHERS = 0.8
LEAST_WITH_DOER_ALONE = 0.35
LEAST_FOR_WIDEST_WITH_DOER_ALONE = 0.8
# A light verb further from its noun is not part of the cue.
LONGEST_CUE = 6  # words
TRIES = word_set("tryingNouns")
POSING = word_set("posingVerbs")
LINKING = word_set("linkingNouns")
OCCASIONS = ("at", "during", "in")
CLAUSES = ("relcl", "acl", "appos", "parataxis", "conj", "cc", "advcl")


def event_nouns(scene: Scene) -> Iterator[Action]:
    """Yield an action for every event noun whose participants are named."""
    for token in scene.document.tokens:
        if token.pos == "NOUN" and token.dep not in MODIFIERS:
            action = _action(scene, token)
            if action:
                yield action


def _action(scene: Scene, noun: Token) -> Action | None:
    frame = event_frame(noun)
    if frame is None or scene.actor(noun) is not None or _only_tries(noun):
        return None
    if _is_posed(noun) or _says_where_words_were_said(noun, frame) or _links(noun):
        return None
    if belongs_to_a_verb(noun, frame.kind):
        return None
    verb = supporting_verb(noun)
    clause = read_clause(verb) if verb else None
    parties = noun_parties(scene, noun, frame, clause)
    if verb is None and not _says_enough(noun, frame, parties):
        return None
    if not (parties.acting or parties.affected):
        return None
    return _action_of(scene, noun, frame, clause, parties)


def _action_of(
    scene: Scene,
    noun: Token,
    frame: NounFrame,
    clause: Clause | None,
    parties: Parties,
) -> Action:
    """Return the action of an event noun; `clause` is that of its light verb, if it has one."""
    verb = clause.verb if clause else None
    action = Action(
        kind=kind_of_noun(noun, frame.kind, scene),
        evidence=(clause.evidence if clause else phrase_of(noun),),
        rule="event noun",
        verb=noun.lemma,
        cue=cue_of(noun, verb or partaking_verb(noun) or sharing_noun(noun)),
        frame=frame.entry,
        likelihood=probability(noun),
        noun_of=frame.verb,
    )
    teller = verb
    if teller is None or teller.head is noun:
        # `a protest planned by Chad`
        teller = noun
    return with_circumstances(scene, action, teller, parties)


def _only_tries(noun: Token) -> bool:
    """Return whether a noun only says that what is below it is tried: `a bid to end the war`."""
    return noun.lemma in TRIES and any(map(is_infinitive, noun.having("acl", "relcl")))


def _is_posed(noun: Token) -> bool:
    """Return whether a noun says with its verb how things are: `poses a threat to Chad`."""
    return noun.dep == "dobj" and noun.head.lemma in POSING


def _says_where_words_were_said(noun: Token, frame: NounFrame) -> bool:
    """`said in a speech to the party`: its verb says it."""
    if frame.kind != "Publish" or noun.dep != "pobj" or noun.head.lemma not in OCCASIONS:
        return False
    above = verb_above(noun)
    return above is not None and above.lemma in speech_verbs()


def _links(noun: Token) -> bool:
    """Return whether a noun is part of a preposition of several words: `in response to critics`."""
    if noun.dep != "pobj" or noun.head.lemma != "in" or noun.lemma not in LINKING:
        return False
    return noun.head.index == noun.index - 1


def _says_enough(noun: Token, frame: NounFrame, parties: Parties) -> bool:
    """Return whether somebody takes part; `an attack in May` says nothing of the event."""
    if parties.affected or len(parties.agents) > 1:
        return True
    least = LEAST_WITH_DOER_ALONE
    if with_lemma(noun.having("prep"), "between"):
        # `a deal between the rivals`: between whom something is done is said of events.
        least = LEAST_FOR_LISTED
    elif frame.kind == WIDEST:
        least = LEAST_FOR_WIDEST_WITH_DOER_ALONE
    return parties.acting and probability(noun) >= least


def event_frame(noun: Token) -> NounFrame | None:
    """Return the frame of a noun that names an event here; None if it does not."""
    candidates = candidates_for(noun)
    if not candidates:
        derived = derived_frame(noun.lemma)
        if derived is not None and probability(noun) >= LEAST_FOR_OTHERS:
            return derived
        return None
    for frame in candidates:
        if _fits(noun, frame):
            return frame if _is_likely(noun, frame) else None
    return None


def _fits(noun: Token, frame: NounFrame) -> bool:
    """Return whether a noun has the preposition of a frame, with one of its objects behind it."""
    if frame.particle is None:
        return True
    found = _behind(noun, frame.particle)
    if frame.objects:
        # `the release of the data`, `the data's release`
        found += noun.having("poss", "compound")
        return any_lemma(found, frame.objects)
    return bool(found)


def _is_likely(noun: Token, frame: NounFrame) -> bool:
    if frame.kind == NO_EVENT:
        return False
    least = LEAST_FOR_LISTED
    if frame.kind == WIDEST:
        least = LEAST_FOR_WIDEST
    return probability(noun) >= least


def candidates_for(noun: Token) -> tuple[NounFrame, ...]:
    """Return the frames of a noun; those of `hunger strike` go before those of `strike`."""
    table = noun_frames()
    for part in noun.having("compound", "amod"):
        found = table.get(f"{part.lemma} {noun.lemma}")
        if found:
            return found
    return table.get(noun.lemma, ())


def _behind(noun: Token, word: str) -> list[Token]:
    return objects_of(with_lemma(noun.having("prep", "agent"), word))


def belongs_to_a_verb(noun: Token, kind: str = "") -> bool:
    """Return whether a verb has this noun in its own frame: `carry out an attack on X`.

    A noun of another class is an event beside that of its verb: `condemn the attack on X`.
    """
    verb = _governing_word(noun)
    if not is_verb(verb):
        return False
    if partaking_verb(noun) is not None and verb.having("dobj"):
        # `took part in the attack`
        return False
    of_verb = {frame.kind for frame in frames().get(verb.lemma, ()) if noun.lemma in frame.objects}
    same_event = verb.lemma in LIGHT | UNDERGOING
    return bool(of_verb) and (not kind or kind in of_verb or same_event)


def _governing_word(noun: Token) -> Token:
    if noun.dep in ("dobj", "attr", "nsubjpass"):
        return noun.head
    if noun.dep == "pobj":
        return noun.head.head
    return noun


def tells_by_its_noun(clause: Clause) -> bool:
    """Return whether the event of a light verb is that of its object: `made a visit to X`."""
    for noun in (*clause.objects, *clause.obliques.get("in", ())):
        if clause.verb not in (supporting_verb(noun), partaking_verb(noun)):
            continue
        frame = event_frame(noun)
        if frame is not None and not belongs_to_a_verb(noun, _kind_apart(noun, frame)):
            return True
    return False


def _kind_apart(noun: Token, frame: NounFrame) -> str:
    """`the protest planned by Chad was banned`: two verbs, and the noun's own is the participle."""
    return frame.kind if noun.having("acl") else ""


def cue_of(noun: Token, verb: Token | None) -> Span:
    """Return the words that tell of an event: its noun, from its light verb on."""
    if verb is None or abs(noun.index - verb.index) > LONGEST_CUE:
        return noun.span
    return around(verb.span, noun.span)


def phrase_of(noun: Token) -> Span:
    """Return the noun's phrase without the clauses and phrases joined to it."""
    left_out = {token.index for token in words_of(noun.having(*CLAUSES))}
    return extent([token for token in noun.subtree() if token.index not in left_out])
