"""Belonging without an office: members of a body, one of a people, and where a people lives."""

from collections.abc import Iterator

from actorgraph.claims.claim import Relation
from actorgraph.claims.clause import read_clause
from actorgraph.claims.modality import modality
from actorgraph.claims.scene import Scene, around
from actorgraph.language.document import Token
from actorgraph.language.grammar import all_coordinated, any_lemma, behind, is_plural
from actorgraph.vocabulary.gazetteer import gazetteer, titles
from actorgraph.vocabulary.lexicon import word_set
from actorgraph.vocabulary.vocab import AG, carrying, local_name

ONE = word_set("oneWords")
HOME_PREPOSITIONS = ("from", "in", "of")


def memberships(scene: Scene) -> Iterator[Relation]:
    """Yield the relations that descriptions of groups and peoples show, mention by mention."""
    for head, mention in scene.mentions.items():
        token = scene.document.tokens[head]
        if mention.form == "nominal":
            yield from _several_of_a_body(scene, token)
            yield from _home(scene, token)
        elif scene.by_head[head].kind == "Person":
            yield from _one_of_a_people(scene, token)


def _several_of_a_body(scene: Scene, token: Token) -> Iterator[Relation]:
    """`commanders of the People's Army`, `units of the army`: several that belong to a body."""
    kind = titles().get(token.lemma)
    if kind is None or kind == "LocatedIn" or not is_plural(token):
        return
    relation = kind if kind == "PartOf" else "MemberOf"
    for body in behind(token, "of"):
        actor = scene.actor(body)
        if actor and actor.kind == "Organisation" and not actor.unnamed:
            yield from _relation(scene, relation, token, body, token.text, "several of a body")


def _home(scene: Scene, token: Token) -> Iterator[Relation]:
    """`Rohingya, a stateless minority from Myanmar`: where a described people lives."""
    if titles().get(token.lemma) != "LocatedIn" or token.head.lemma == "as":
        return
    place = next((word for word in token.subtree() if _is_home(scene, word)), None)
    if place is not None:
        yield from _relation(scene, "LocatedIn", token, place, token.text, "home of a people")


def _is_home(scene: Scene, word: Token) -> bool:
    return word.dep == "pobj" and word.head.lemma in HOME_PREPOSITIONS and scene.is_place(word)


def _one_of_a_people(scene: Scene, token: Token) -> Iterator[Relation]:
    """`One Rohingya, Muhammad Amin`: a named person of a named people."""
    people = token.head
    if token.dep != "appos" or people.pos != "PROPN":
        return
    if not scene.is_of(people, "Group", "Organisation") or people.text in gazetteer().names:
        return
    if any_lemma(people.having("nummod", "det"), ONE):
        yield from _relation(scene, "MemberOf", token, people, "", "one of a people")


def inclusions(scene: Scene) -> Iterator[Relation]:
    """`The rescued included Bangladeshis and Rohingya`: the objects are part of the subject."""
    kinds = {frame: local_name(relation) for relation, frame in carrying(AG.reverseVerbFrame)}
    for token in scene.document.tokens:
        if token.pos == "VERB" and token.lemma in kinds:
            yield from _included(scene, token, kinds[token.lemma])


def _included(scene: Scene, verb: Token, kind: str) -> Iterator[Relation]:
    clause = read_clause(verb)
    if clause.passive or modality(scene.document, verb).negated:
        return
    for whole in scene.actor_heads(clause.doers):
        for part in all_coordinated(clause.objects):
            yield from _relation(scene, kind, part, whole, verb.lemma, "inclusion")


def _relation(
    scene: Scene, kind: str, subject: Token, body: Token, title: str, rule: str
) -> Iterator[Relation]:
    """Yield the relation of two words if they refer to two actors."""
    member, whole = scene.actor(subject), scene.actor(body)
    if member and whole and member.key != whole.key:
        evidence = around(scene.mentions[subject.index].span, scene.mentions[body.index].span)
        yield Relation(
            kind=kind,
            subject=member.key,
            object=whole.key,
            title=title,
            evidence=(evidence,),
            rule=rule,
        )
