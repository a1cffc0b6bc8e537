"""Belonging without an office: parts of a body, members of a group, a people's one, and where a people lives."""

from collections.abc import Iterator

from actorgraph.claims.claim import Relation
from actorgraph.claims.clause import read_clause
from actorgraph.claims.modality import modality
from actorgraph.claims.scene import Scene
from actorgraph.language.document import Token
from actorgraph.language.grammar import coordinated
from actorgraph.text.article import Span
from actorgraph.vocabulary.gazetteer import gazetteer, titles
from actorgraph.vocabulary.vocab import AG, carrying, local_name

NAMED_BODIES = ("Organisation",)


def memberships(scene: Scene) -> Iterator[Relation]:
    """Yield the relations that descriptions of groups and peoples show."""
    for head, mention in scene.mentions.items():
        token = scene.document.tokens[head]
        if mention.form == "nominal":
            yield from _of_a_body(scene, token)
            yield from _home(scene, token)
        elif scene.by_head[head].kinds[0] == "Person":
            yield from _one_of_a_people(scene, token)
    yield from _included(scene)


def _relation(
    scene: Scene, kind: str, subject: Token, body: Token, title: str, rule: str
) -> Iterator[Relation]:
    one, other = scene.actor(subject), scene.actor(body)
    if one and other and one.key != other.key:
        spans = [scene.mentions[subject.index].span, scene.mentions[body.index].span]
        evidence = Span(min(span.begin for span in spans), max(span.end for span in spans))
        yield Relation(
            kind=kind,
            subject=one.key,
            object=other.key,
            title=title,
            evidence=(evidence,),
            rule=rule,
            confidence=0.75,
        )


def _of_a_body(scene: Scene, token: Token) -> Iterator[Relation]:
    """`commanders of the People's Army`, `units of the army`: several who belong to a named body."""
    kind = titles().get(token.lemma)
    if kind is None or token.tag not in ("NNS", "NNPS") or kind == "LocatedIn":
        return
    for preposition in token.having("prep"):
        for body in preposition.having("pobj") if preposition.lemma == "of" else ():
            actor = scene.actor(body)
            if (
                actor
                and actor.kinds[0] in NAMED_BODIES
                and not actor.unnamed
                and scene.actor(token)
            ):
                yield from _relation(
                    scene,
                    "PartOf" if kind == "PartOf" else "MemberOf",
                    token,
                    body,
                    token.text,
                    "several of a body",
                )


def _home(scene: Scene, token: Token) -> Iterator[Relation]:
    """`Rohingya, a stateless minority from Myanmar`: where a described people lives."""
    actor = scene.actor(token)
    if titles().get(token.lemma) != "LocatedIn" or actor is None or token.head.lemma == "as":
        return
    for place in token.subtree():
        if (
            place.dep == "pobj"
            and place.head.lemma in ("from", "in", "of")
            and scene.is_place(place)
        ):
            yield from _relation(scene, "LocatedIn", token, place, token.text, "home of a people")
            return


def _one_of_a_people(scene: Scene, token: Token) -> Iterator[Relation]:
    """`One Rohingya, Muhammad Amin`: a named person of a named people."""
    people = token.head
    actor = scene.actor(people) if token.dep == "appos" else None
    one = any(
        child.lemma in ("one", "a", "an", "another") for child in people.having("nummod", "det")
    )
    if (
        actor
        and actor.kinds[0] in ("Group", "Organisation")
        and one
        and people.pos == "PROPN"
        and people.text not in gazetteer().names
    ):
        yield from _relation(scene, "MemberOf", token, people, "", "one of a people")


def _included(scene: Scene) -> Iterator[Relation]:
    """`The rescued included Bangladeshis and Rohingya`: the objects are part of the subject."""
    frames = {frame: local_name(relation) for relation, frame in carrying(AG.reverseVerbFrame)}
    for token in scene.document.tokens:
        kind = frames.get(token.lemma) if token.pos == "VERB" else None
        clause = read_clause(token) if kind else None
        if (
            kind is None
            or clause is None
            or clause.passive
            or modality(scene.document, token).negated
        ):
            continue
        for whole in [d for d in clause.doers if scene.actor(d)]:
            for part in [t for o in clause.objects for t in coordinated(o)]:
                yield from _relation(scene, kind, part, whole, token.lemma, "inclusion")
