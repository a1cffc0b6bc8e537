"""Who does what a clause tells, where grammar gives another subject, or none."""

from collections.abc import Iterator

from actorgraph.claims.clause import Clause
from actorgraph.claims.scene import Scene
from actorgraph.claims.stand_ins import stand_ins
from actorgraph.claims.subjects import subject_heads
from actorgraph.language.document import Token
from actorgraph.language.grammar import (
    MODIFIERS,
    any_lemma,
    behind,
    by_phrases,
    objects_of,
    prepositions,
    verb_above,
    with_lemma,
)
from actorgraph.language.lists import all_coordinated
from actorgraph.vocabulary.event_nouns import noun_frames
from actorgraph.vocabulary.lexicon import Frame, kinds_with, word_set

HARMING = kinds_with("harms")
JOINTLY = word_set("jointNouns")
COUNTING = word_set("countingNouns")
# A suit or statement may speak like a person.
BY_WRITING = ("Accuse", "Publish")
PUBLISHING = word_set("publishingVerbs")
CREWED = word_set("crewedThings")
TOGETHER = word_set("togetherWords")
LIGHT = word_set("lightEventVerbs")
ADJECTIVES = ("JJ", "JJR", "JJS")


def standing_in(scene: Scene, clause: Clause, frame: Frame) -> list[Token]:
    """Return who acts where the grammar's subject is a thing: `filed a suit accusing Chad`."""
    found: list[Token] = []
    for doer in clause.doers:
        if not clause.passive:
            found.extend(stand_ins(doer, clause.verb))
        if doer.lemma in COUNTING:
            # `A number of officials left.`
            found.extend(all_coordinated(behind(doer, "of")))
        if doer.lemma in CREWED:
            found.extend(_owners_of_a_craft(scene, doer))
        if frame.kind in HARMING and doer.lemma in noun_frames():
            found.extend(_doers_of_an_event(doer))
    return scene.actor_heads(found)


def _doers_of_an_event(noun: Token) -> Iterator[Token]:
    """Yield who does harm by an event: `the army's strikes killed`, `an attack by rebels`."""
    yield from all_coordinated(noun.having("poss"))
    yield from all_coordinated(objects_of(by_phrases(noun)))
    if noun.dep == "conj":
        # `its attacks and strikes that kill`
        yield from all_coordinated(noun.head.having("poss"))
    for word in noun.having(*MODIFIERS):
        # `Israeli strikes killed`
        if names_origin(word):
            yield word
    verb = noun.head
    if noun.dep == "dobj" and verb.lemma in LIGHT:
        # `launched attacks that killed`
        yield from subject_heads(verb)


def _owners_of_a_craft(scene: Scene, craft: Token) -> list[Token]:
    """Return who acts by ships, planes or guns: `Chad's jets`, `Russian army helicopters`."""
    # A body's own name is nearer to its craft than its state's: `Chadian Air Force jets`.
    nearest_first = sorted(craft.having("poss", *MODIFIERS), key=lambda word: -word.index)
    return scene.actor_heads([*nearest_first, *behind(craft, "of", "from")])[:1]


def publishers(scene: Scene, clause: Clause, frame: Frame) -> list[Token]:
    """Return whose work is made public by nobody named: `her book, published in May`.

    Who speaks in a statement has sent it: `resigned in a statement posted to the site`.
    """
    found: list[Token] = []
    if clause.verb.lemma not in PUBLISHING:
        return found
    for noun in clause.objects:
        if scene.is_of(noun, "Group", "Person") and frame.kind not in BY_WRITING:
            # `Her brother was released.`
            continue
        found.extend(all_coordinated([*noun.having("poss"), *objects_of(by_phrases(noun))]))
        above = verb_above(noun)
        if not found and noun.dep == "pobj" and noun.head.lemma == "in" and above is not None:
            found.extend(subject_heads(above))
    return scene.actor_heads(found)


def givers(clause: Clause) -> Iterator[Token]:
    """Yield those from whom the subject has it: `received asylum from Chad`."""
    for word in ("from", "by"):
        yield from clause.obliques.get(word, ())
        for noun in clause.objects:
            yield from all_coordinated(behind(noun, word))


def acting_jointly(scene: Scene, clause: Clause) -> list[Token]:
    """Return who acts with the doer: `in cooperation with Chad`, `together with Chad`."""
    verb = clause.verb
    companions = behind(verb, "in")
    for thing in verb.having("dobj"):
        # Parsers hang the phrase on the object as often as on the verb.
        companions += behind(thing, "in")
    heads = with_lemma(companions, *JOINTLY)
    heads += with_lemma(verb.having("advmod", "prep"), *TOGETHER)
    partners: list[Token] = []
    for head in heads:
        partners.extend(behind(head, "with"))
    for word in (verb, *clause.doers):
        # `Norway, together with Chad, attacked`
        for preposition in prepositions(word, "with"):
            if any_lemma(preposition.having("advmod"), TOGETHER):
                partners.extend(preposition.having("pobj"))
    return scene.actor_heads(all_coordinated(partners))


def names_origin(word: Token) -> bool:
    """Return whether a modifier says whose something is by its form: `Israeli`, `US`."""
    return word.tag in ADJECTIVES or word.entity == "NORP" or word.text.isupper()
