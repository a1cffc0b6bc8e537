"""A description next to a name: `Lithuania's foreign minister, Linas Linkevicius`."""

from collections.abc import Iterator
from functools import partial

from actorgraph.claims.claim import Relation
from actorgraph.claims.relations.offices import titled
from actorgraph.claims.relations.relation import (
    BODIES,
    NAMED_BODIES,
    OWNERS,
    make_relation,
)
from actorgraph.claims.scene import Scene, around
from actorgraph.language.document import Token
from actorgraph.language.grammar import below, is_plural, objects_of, prepositions
from actorgraph.mentions import Mention
from actorgraph.text.article import Span
from actorgraph.vocabulary.gazetteer import head_kinds

# `a journalist with the paper`, `director at the institute`, `minister of the republic`
BODY_PREPOSITIONS = ("of", "at", "with", "for", "from", "in", "to")
# `professor of law at the institute`
BEHIND_A_FIELD = ("at", "with", "of")
# In characters, between a name and its description: a comma and a space.
NEAREST = 2


def described(scene: Scene) -> Iterator[Relation]:
    """Yield the relations that descriptions of persons show."""
    for head, mention in scene.mentions.items():
        if mention.form == "nominal" and mention.kind in ("Person", "Group"):
            yield from _of_description(scene, scene.document.tokens[head], mention)


def _of_description(scene: Scene, token: Token, mention: Mention) -> Iterator[Relation]:
    title, kind = titled(token)
    if not kind or _is_denied(token):
        return
    bodies = _bodies(scene, token)
    # `Minister of State`: the field of an office is not its body.
    bodies = [body for body in bodies if f"of {body.text}" not in title]
    holders = _holders(scene, token)
    if not bodies or not holders:
        return
    body = bodies[0]
    names = [scene.mentions[holder.index].span for holder in holders]
    evidence = around(mention.span, body.span, *names)
    for holder in holders:
        yield make_relation(
            "apposition",
            kind,
            scene.by_head[holder.index],
            scene.by_head[body.index],
            title,
            evidence,
        )


def _is_denied(token: Token) -> bool:
    """`Ada Lund is not the chair of the charity.`"""
    return token.dep == "attr" and bool(token.head.having("neg"))


def _bodies(scene: Scene, token: Token) -> list[Token]:
    """Return the bodies that a title belongs to, the likeliest first.

    `the charity's chair`, `the German chancellor`, `the chair of the charity`.
    """
    behind = objects_of(_prepositions(scene, token))
    # `journalists with the newspaper Novaya Gazeta`
    named = below(behind, "appos")
    words = [*named, *behind, *token.having(*OWNERS)]
    bodies = [word for word in words if scene.is_of(word, *BODIES)]
    if not behind:
        bodies.sort(key=partial(_rank, scene))
    return bodies


def _rank(scene: Scene, body: Token) -> int:
    """Rank bodies: possessors, then modifiers, then groups of people."""
    if scene.is_of(body, "Group"):
        return 2
    return 0 if body.dep == "poss" else 1


def _prepositions(scene: Scene, token: Token) -> list[Token]:
    """Return the prepositions that a body may follow, those of undoubted bodies first.

    A professor of something at somewhere works there; a minister of something of a state is that
    state's.
    """
    undoubted: list[Token] = []
    doubtful: list[Token] = []
    for preposition in prepositions(token, *BODY_PREPOSITIONS):
        if any(_is_undoubted(scene, noun) for noun in preposition.having("pobj")):
            undoubted.append(preposition)
        else:
            doubtful.append(preposition)
    behind_fields: list[Token] = []
    for noun in objects_of([*undoubted, *doubtful]):
        if not _is_undoubted(scene, noun):
            behind_fields.extend(prepositions(noun, *BEHIND_A_FIELD))
    return undoubted + doubtful + behind_fields


def _is_undoubted(scene: Scene, token: Token) -> bool:
    """Return whether a word surely names a body: a field of study is often taken for one."""
    actor = scene.actor(token)
    if actor is None or actor.kind not in NAMED_BODIES or actor.unnamed:
        return False
    if actor.wikidata or actor.name.isupper():
        return True
    # `the Harbour Trust`
    words = actor.name.casefold().split()
    return any("Organisation" in head_kinds().get(word, ()) for word in words)


def _holders(scene: Scene, token: Token) -> list[Token]:
    """Return the persons that a description is of."""
    near = token.having("appos")
    if token.dep == "appos":
        near.append(token.head)
    if token.dep in ("appos", "npadvmod", "dep") or not near:
        near += _named_just_before(scene, token)
    named = [word for word in near if _is_named_person(scene, word)]
    if is_plural(token):
        return named
    if named:
        return named[:1]
    if scene.is_of(token, "Person"):
        # `Thailand's foreign minister`, unnamed or named elsewhere
        return [token]
    return []


def _is_named_person(scene: Scene, token: Token) -> bool:
    actor = scene.actor(token)
    return actor is not None and actor.kind == "Person" and not actor.unnamed


def _named_just_before(scene: Scene, token: Token) -> list[Token]:
    """Return the names that end right before a description: `A and B, journalists with …`."""
    begin = scene.mentions[token.index].span.begin
    names: list[Token] = []
    for mention in scene.ending_in(Span(begin - NEAREST, begin)):
        if mention.form == "name" and mention.kind == "Person":
            names.append(scene.document.tokens[mention.head])
    if not is_plural(token):
        return names
    firsts = [name.head for name in names if name.dep == "conj"]
    return firsts + names
