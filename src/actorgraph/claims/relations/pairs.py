"""Pairs: `the two leaders`, `both countries` are the two just named, if these are the only two."""

from collections.abc import Iterator

from actorgraph.actors import Actor
from actorgraph.claims.claim import Relation
from actorgraph.claims.scene import Scene
from actorgraph.language.document import Token
from actorgraph.language.grammar import any_lemma, before
from actorgraph.mentions import Mention
from actorgraph.vocabulary.gazetteer import head_kinds
from actorgraph.vocabulary.lexicon import word_set

# `the pair`: two without a number. `both sides`: of whatever class.
TWOSOME = word_set("twosomeNouns")
SIDES = word_set("sideNouns")
DEFINITE = word_set("definiteWords")
DETERMINERS = ("det", "predet", "preconj")
# What may be before the noun of a pair: `both the two leaders`, but not `the two German leaders`.
PLAIN = (*DETERMINERS, "nummod", "punct")
# What says more of the two than who was just named: `the two leaders of the party`.
DESCRIBING = ("prep", "relcl", "acl", "appos")


def pairs(scene: Scene) -> Iterator[Relation]:
    """Yield for each description of two the two that it refers to."""
    for head, mention in scene.mentions.items():
        group = scene.by_head[head]
        if group.kind != "Group" or group.protected:
            continue
        token = scene.document.tokens[head]
        if not _is_a_pair(mention, token):
            continue
        for actor in _members(scene, token):
            yield Relation(
                kind="MemberOf",
                subject=actor.key,
                object=group.key,
                title="",
                evidence=(_name(actor).span, mention.span),
                rule="both of two",
            )


def _is_a_pair(mention: Mention, token: Token) -> bool:
    """Return whether a description is of exactly two already known, and says no more of them."""
    if mention.form != "nominal" or token.having(*DESCRIBING):
        return False
    if any(child.dep not in PLAIN for child in before(token)):
        return False
    is_definite = any_lemma(token.having(*DETERMINERS), DEFINITE)
    return is_definite and _are_two(mention, token)


def _are_two(mention: Mention, token: Token) -> bool:
    if token.lemma in TWOSOME or any_lemma(token.children, ("both",)):
        return True
    return mention.at_least == mention.at_most == 2


def _members(scene: Scene, token: Token) -> list[Actor]:
    """Return the two that a pair refers to; nobody if there are more, fewer or unnamed ones."""
    candidates = _named_before(scene, token, _kinds(token))
    named = [actor for actor in candidates if not actor.unnamed]
    if len(candidates) != 2 or len(named) != 2:
        return []
    return named


def _kinds(token: Token) -> frozenset[str]:
    """Return the classes that the two may be of."""
    if token.lemma in SIDES:
        return frozenset(["Person", "Government", "Organisation"])
    if token.lemma in TWOSOME:
        return frozenset(["Person"])
    kinds = head_kinds().get(token.lemma, ())
    return frozenset(kinds) & {"Person", "Government"}


def _named_before(scene: Scene, token: Token, kinds: frozenset[str]) -> list[Actor]:
    """Return who is named before a word: in its paragraph, in its sentence or the one before."""
    found: dict[int, Actor] = {}
    first = scene.document.sentences[max(0, token.sentence - 1)].tokens[0]
    for name in scene.document.tokens[first.index : token.index]:
        actor = scene.actor(name)
        if actor and _is_near(scene, name, token) and _may_be(actor, kinds):
            found[actor.key] = actor
    return list(found.values())


def _is_near(scene: Scene, name: Token, token: Token) -> bool:
    sentences = scene.document.sentences
    return sentences[name.sentence].block == sentences[token.sentence].block


def _may_be(actor: Actor, kinds: frozenset[str]) -> bool:
    is_named = any(mention.form == "name" for mention in actor.mentions)
    return actor.kind in kinds and (is_named or actor.kind == "Person")


def _name(actor: Actor) -> Mention:
    names = (m for m in actor.mentions if m.form in ("name", "adjective"))
    return next(names)
