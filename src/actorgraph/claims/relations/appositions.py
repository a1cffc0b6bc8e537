"""A description next to a name: `Lithuania's foreign minister, Linas Linkevicius`."""

from collections.abc import Iterator

from actorgraph.actors import Actor
from actorgraph.claims.claim import Relation
from actorgraph.claims.relations.offices import titled
from actorgraph.claims.relations.relation import BODIES, NAMED_BODIES, make_relation
from actorgraph.claims.scene import Scene, around
from actorgraph.language.document import Token
from actorgraph.language.grammar import below, is_plural, objects_of, prepositions
from actorgraph.mentions import Mention
from actorgraph.vocabulary.gazetteer import head_kinds

# `a journalist with the paper`, `director at the institute`, `minister of the republic`
BODY_PREPOSITIONS = ("of", "at", "with", "for", "from", "in", "to")
# `professor of law at the institute`
BEHIND_A_FIELD = ("at", "with", "of")
OWNERS = ("poss", "amod", "compound", "nmod")
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
    body = next((t for t in _bodies(scene, token) if f"of {t.text}" not in title), None)
    holders = _holders(scene, token)
    if body is None or not holders:
        return
    names = [scene.mentions[holder.index].span for holder in holders]
    evidence = around(mention.span, body.span, *names)
    for holder in holders:
        subject, office_of = scene.by_head[holder.index], scene.by_head[body.index]
        yield make_relation(kind, subject.key, office_of.key, title, evidence, "apposition")


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
    bodies = [t for t in [*named, *behind, *token.having(*OWNERS)] if scene.is_of(t, *BODIES)]
    if behind:
        return bodies
    owners = [t for t in bodies if t.dep == "poss" and not scene.is_of(t, "Group")]
    others = [t for t in bodies if t not in owners]
    others.sort(key=lambda t: scene.is_of(t, "Group"))
    return owners + others


def _prepositions(scene: Scene, token: Token) -> list[Token]:
    """Return the prepositions that a body may follow, those of undoubted bodies first.

    A professor of something at somewhere works there; a minister of something of a state is that
    state's.
    """
    found = prepositions(token, *BODY_PREPOSITIONS)
    found.sort(key=lambda p: not any(_is_undoubted(scene, noun) for noun in objects_of([p])))
    fields = [noun for noun in objects_of(found) if not _is_undoubted(scene, noun)]
    for noun in fields:
        found.extend(prepositions(noun, *BEHIND_A_FIELD))
    return found


def _is_undoubted(scene: Scene, token: Token) -> bool:
    """Return whether a word surely names a body: a field of study is often taken for one."""
    actor = scene.actor(token)
    if actor is None or actor.kind not in NAMED_BODIES or actor.unnamed:
        return False
    return bool(actor.wikidata) or actor.name.isupper() or _is_named_as_a_body(actor)


def _is_named_as_a_body(actor: Actor) -> bool:
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
    # The description itself may refer to a person: `Thailand's foreign minister`, unnamed, or the
    # one that it was merged with.
    return [token] if scene.is_of(token, "Person") else []


def _is_named_person(scene: Scene, token: Token) -> bool:
    actor = scene.actor(token)
    return actor is not None and actor.kind == "Person" and not actor.unnamed


def _named_just_before(scene: Scene, token: Token) -> list[Token]:
    """Return the names that end right before a description: `A and B, journalists with …`."""
    begin = scene.mentions[token.index].span.begin
    heads = [m.head for m in scene.mentions.values() if _is_name_ending_at(m, begin)]
    names = [scene.document.tokens[head] for head in heads]
    if not is_plural(token):
        return names
    firsts = [name.head for name in names if name.dep == "conj"]
    return firsts + names


def _is_name_ending_at(mention: Mention, begin: int) -> bool:
    if mention.form != "name" or mention.kind != "Person":
        return False
    return 0 < begin - mention.span.end <= NEAREST
