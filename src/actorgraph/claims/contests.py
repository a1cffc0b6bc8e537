"""Contests: who beats, crushes or attacks whom in an election or a match assaults nobody."""

from collections.abc import Iterable, Iterator
from functools import cache

from actorgraph.claims.clause import Clause
from actorgraph.claims.scene import Scene
from actorgraph.language.document import Token
from actorgraph.language.grammar import is_reflexive
from actorgraph.vocabulary.lexicon import WIDEST, Frame, word_set

# Verbs that one side of a contest does to the other, and those that a player does.
BEATING = word_set("contestVerbs")
PLAYING = word_set("playingVerbs")
IN_CONTESTS = BEATING | PLAYING
ELECTIONS = word_set("electionNouns")
SPORT = word_set("sportNouns")
RIVALS = word_set("rivalNouns")
IN_PLAY = word_set("nounsInPlay")
# How many sentences around a verb may show that it is about a contest.
NEAR = 2


def contest(clause: Clause, scene: Scene) -> Frame | None:
    """Return the frame of a clause that only tells of a contest; None if it does not."""
    verb = clause.verb
    if verb.lemma not in IN_CONTESTS or not _is_between_sides(clause.doers):
        return None
    if verb.lemma in BEATING and clause.objects and _is_between_sides(clause.objects):
        if _is_near(scene, verb, ELECTIONS):
            return _frame("Elect", verb.lemma)
        if _is_near(scene, verb, SPORT):
            return _frame(WIDEST, verb.lemma)
    in_play = all(noun.lemma in IN_PLAY for noun in _undergoing(clause))
    if verb.lemma in PLAYING and in_play and _is_near(scene, verb, SPORT):
        return _frame(WIDEST, verb.lemma)
    return None


def _undergoing(clause: Clause) -> Iterator[Token]:
    yield from clause.objects
    for word in ("at", "off", "on"):
        yield from clause.obliques.get(word, ())


def _is_between_sides(heads: Iterable[Token]) -> bool:
    """Return whether words name the sides of a contest, and not police or protesters."""
    return all(_is_a_side(head) for head in heads)


def _is_a_side(head: Token) -> bool:
    if is_reflexive(head):
        return False
    return head.pos in ("PROPN", "PRON") or head.lemma in RIVALS


def _is_near(scene: Scene, verb: Token, nouns: frozenset[str]) -> bool:
    sentences = scene.document.sentences
    first = max(0, verb.sentence - NEAR)
    block = sentences[verb.sentence].block
    for sentence in sentences[first : verb.sentence + NEAR + 1]:
        if sentence.block is block and any(word.lemma in nouns for word in sentence.tokens):
            return True
    return False


@cache
def _frame(kind: str, verb: str) -> Frame:
    return Frame(kind=kind, text=verb, verb=verb, parts=(verb,))
