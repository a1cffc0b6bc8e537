"""Ownership: `Ola Nordmann owns the firm`, `Nordic Oil, a subsidiary of Harbour Holdings`."""

from collections.abc import Iterator

from actorgraph.claims.claim import Relation
from actorgraph.claims.relations.relation import NAMED_BODIES, OWNERS, is_denied, make_relation
from actorgraph.claims.scene import Scene, around
from actorgraph.language.document import Token
from actorgraph.language.grammar import SUBJECTS, behind
from actorgraph.language.lists import all_coordinated
from actorgraph.vocabulary.lexicon import word_set

RULE = "owned body"


def ownerships(scene: Scene) -> Iterator[Relation]:
    """Yield the relations of bodies that the text calls the subsidiary or the parent of another."""
    for token in scene.document.tokens:
        if token.pos not in ("NOUN", "PROPN"):
            continue
        if token.lemma in word_set("subsidiaryNouns"):
            yield from _pairs(scene, token, is_parent=False)
        elif _is_parent(token):
            yield from _pairs(scene, token, is_parent=True)


def _is_parent(token: Token) -> bool:
    """`the parent company of Nordic Oil`, `Nordic Oil's parent, Harbour Holdings`."""
    if token.lemma == "parent":
        return token.dep != "compound"
    return token.lemma in word_set("companyNouns") and any(
        word.lemma in ("parent", "mother") for word in token.having("compound", "amod")
    )


def _pairs(scene: Scene, noun: Token, *, is_parent: bool) -> Iterator[Relation]:
    """Yield each described body with the body of which it is the parent or the subsidiary."""
    if is_denied(noun):
        return
    others = _bodies(scene, [*noun.having(*OWNERS), *behind(noun, "of")])
    for described in _bodies(scene, _described(noun)):
        for other in others:
            owned, owner = (other, described) if is_parent else (described, other)
            first, second = scene.by_head[owned.index], scene.by_head[owner.index]
            if first.key == second.key:
                continue
            spans = [scene.mentions[word.index].span for word in (owned, owner)]
            evidence = around(noun.span, *spans)
            # `the parent of Nordic Oil` is no title of Nordic Oil.
            title = "" if is_parent else noun.lemma
            yield make_relation(RULE, "SubsidiaryOf", first, second, title, evidence)


def _bodies(scene: Scene, words: list[Token]) -> list[Token]:
    return [
        word
        for word in words
        if scene.is_of(word, *NAMED_BODIES) and not scene.by_head[word.index].unnamed
    ]


def _described(noun: Token) -> list[Token]:
    """Return the words for what a noun calls a subsidiary or a parent."""
    if noun.dep == "attr":
        # `Nordic Oil is a subsidiary of …`
        return all_coordinated(noun.head.having(*SUBJECTS))
    if noun.dep == "appos":
        return [noun.head]
    near = noun.having("appos")
    if noun.dep in ("compound", "nmod") and noun.head.index > noun.index:
        # `its subsidiary Nordic Oil`
        near = [noun.head]
    return near
