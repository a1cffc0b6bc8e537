"""Contests: who beats, crushes or attacks whom in an election or a match assaults nobody."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from actorgraph.claims.clause import Clause
from actorgraph.claims.nearby import is_near
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
# An article with so many different ones of these words is about sport.
SPORTING = word_set("sportReportNouns")
SPORTING_ENOUGH = 5
# Behind what the other side is named: `lost to Chad`, `won the final against Chad`.
FACING = dict.fromkeys(("to", "against", "over", "versus"), "target")
# What is decided in a contest, a court or a battle: `won`, `their victory`.
OUTCOMES = word_set("outcomeVerbs")
RESULTS = word_set("outcomeNouns")
BATTLES = word_set("battleNouns")
SCORE = re.compile(r"(?<![\d-])\d{1,3}[-–]\d{1,3}(?![\d-])")


def contest(clause: Clause, scene: Scene) -> Frame | None:
    """Return the frame of a clause that only tells of a contest; None if it does not."""
    verb = clause.verb
    if verb.lemma not in IN_CONTESTS or not _are_sides(scene, clause.doers):
        return None
    if verb.lemma in BEATING and clause.objects and _are_sides(scene, clause.objects):
        if is_near(scene, verb, ELECTIONS):
            return _frame("Elect", verb.lemma)
        if _is_in_sport(scene, verb) or _has_score(scene, clause):
            return _frame(WIDEST, verb.lemma)
    in_play = all(noun.lemma in IN_PLAY for noun in _undergoing(clause))
    if verb.lemma in PLAYING and in_play and is_near(scene, verb, SPORT):
        return _frame(WIDEST, verb.lemma)
    return None


def outcome(clause: Clause, scene: Scene) -> Frame | None:
    """Return the frame of a verb that tells who won or lost an election; None if it does not.

    It is asked where no frame of the lexicon fits: `won a prize` has one.
    """
    verb = clause.verb
    if verb.lemma not in OUTCOMES or not _are_sides(scene, clause.objects):
        return None
    if is_near(scene, verb, ELECTIONS):
        return _frame("Elect", verb.lemma)
    if _is_in_sport(scene, verb):
        return _frame(WIDEST, verb.lemma)
    return None


def _has_score(scene: Scene, clause: Clause) -> bool:
    """`beat Chad 2-1`"""
    words = scene.document.article.quote(clause.evidence)
    return SCORE.search(words) is not None


def _is_in_sport(scene: Scene, verb: Token) -> bool:
    """Return whether a match is near a verb, or the whole article is about sport."""
    if is_near(scene, verb, SPORT):
        return True
    return len(scene.lemmas & SPORTING) >= SPORTING_ENOUGH


def kind_of_result(noun: Token, kind: str, scene: Scene) -> str:
    """Return the class of `victory`, `defeat`: of an election, a match or a battle."""
    if noun.lemma not in RESULTS or is_near(scene, noun, ELECTIONS):
        return kind
    if is_near(scene, noun, SPORT):
        return WIDEST
    if is_near(scene, noun, BATTLES):
        return "Assault"
    return kind


def _undergoing(clause: Clause) -> Iterator[Token]:
    yield from clause.objects
    for word in ("at", "off", "on"):
        yield from clause.obliques.get(word, ())


def _are_sides(scene: Scene, heads: Iterable[Token]) -> bool:
    """Return whether words name the sides of a contest, and not police or protesters."""
    return all(_is_a_side(scene, head) for head in heads)


def _is_a_side(scene: Scene, head: Token) -> bool:
    if is_reflexive(head):
        return False
    mention = scene.mentions.get(head.index)
    if mention is not None and mention.form == "name":
        # Taggers take the name of many a club for a plural: `Leeds were beaten`.
        return True
    return head.pos in ("PROPN", "PRON") or head.lemma in RIVALS


@cache
def _frame(kind: str, verb: str) -> Frame:
    return Frame(kind=kind, text=verb, verb=verb, parts=(verb,), roles=FACING)
