"""Pairs: `the two leaders`, `both countries` holds the two who were just named, where they are the only two."""

from collections.abc import Iterator

from actorgraph.actors import Actor
from actorgraph.claims.claim import Relation
from actorgraph.claims.scene import Scene
from actorgraph.language.document import Token
from actorgraph.mentions import Mention
from actorgraph.vocabulary.gazetteer import head_kinds

# Nouns that are two by themselves, and those that tell nothing of what the two are.
TWOSOME = frozenset(["pair", "duo"])
SIDES = frozenset(["side", "party"])


def pairs(scene: Scene) -> Iterator[Relation]:
    """Yield for each description of two the two that it holds."""
    for head, mention in scene.mentions.items():
        token, group = scene.document.tokens[head], scene.by_head[head]
        if group.kinds[0] != "Group" or group.protected or not _are_two(mention, token):
            continue
        members = _named_before(scene, token, _kinds(token))
        named = [key for key in members if not scene.actors[key].unnamed]
        for key in named if len(members) == len(named) == 2 else ():
            name = next(m for m in scene.actors[key].mentions if m.form in ("name", "adjective"))
            yield Relation(
                kind="MemberOf",
                subject=key,
                object=group.key,
                title="",
                evidence=(name.span, mention.span),
                rule="both of two",
                confidence=0.7,
            )


def _are_two(mention: Mention, token: Token) -> bool:
    """Tell whether a description is of exactly two that are known already, and says no more of them."""
    plain = all(
        c.dep in ("det", "nummod", "predet", "preconj", "punct")
        for c in token.children
        if c.index < token.index
    )
    definite = any(
        c.lemma in ("the", "both", "these") for c in token.having("det", "predet", "preconj")
    )
    number = mention.at_least == mention.at_most == 2 or any(
        c.lemma == "both" for c in token.children
    )
    told = any(c.dep in ("prep", "relcl", "acl", "appos") for c in token.children)
    return (
        mention.form == "nominal"
        and plain
        and definite
        and (number or token.lemma in TWOSOME)
        and not told
    )


def _kinds(token: Token) -> frozenset[str]:
    """Return the classes that the two may be of."""
    if token.lemma in SIDES:
        return frozenset(["Person", "Government", "Organisation"])
    if token.lemma in TWOSOME:
        return frozenset(["Person"])
    return frozenset(head_kinds().get(token.lemma, ())) & {"Person", "Government"}


def _named_before(scene: Scene, token: Token, kinds: frozenset[str]) -> list[int]:
    """Return who of these classes is named in the same paragraph, in the sentence before or before the word."""
    found: dict[int, None] = {}
    block = scene.document.sentences[token.sentence].block
    for head, actor in sorted(scene.by_head.items()):
        other = scene.document.tokens[head]
        near = token.sentence - 1 <= other.sentence <= token.sentence and other.index < token.index
        if (
            near
            and scene.document.sentences[other.sentence].block == block
            and _may_be(actor, kinds)
        ):
            found[actor.key] = None
    return list(found)


def _may_be(actor: Actor, kinds: frozenset[str]) -> bool:
    named = any(mention.form == "name" for mention in actor.mentions)
    return actor.kinds[0] in kinds and (named or actor.kinds[0] == "Person")
