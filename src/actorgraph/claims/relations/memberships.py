"""Belonging without an office: members of a body, one of a people, and where a people lives."""

from collections.abc import Iterator
from itertools import product

from actorgraph.claims.claim import Relation
from actorgraph.claims.clause import read_clause
from actorgraph.claims.modality import modality
from actorgraph.claims.scene import Scene, around
from actorgraph.language.document import Token
from actorgraph.language.grammar import any_lemma, behind, is_plural
from actorgraph.language.lists import all_coordinated, coordinated, listed_names
from actorgraph.vocabulary.gazetteer import gazetteer, relations_by, titles
from actorgraph.vocabulary.lexicon import word_set

ONE = word_set("oneWords")
HOME_PREPOSITIONS = ("from", "in", "of")


def memberships(scene: Scene) -> Iterator[Relation]:
    """Yield the relations that descriptions of groups and peoples show, mention by mention."""
    for head, mention in scene.mentions.items():
        token = scene.document.tokens[head]
        if mention.form == "nominal":
            yield from _several_of_a_body(scene, token)
            yield from _states_of_a_union(scene, token)
            yield from _home(scene, token)
            yield from _named_members(scene, token)
        elif scene.by_head[head].kind == "Person":
            yield from _one_of_a_people(scene, token)
        elif scene.by_head[head].kind == "Government":
            yield from _member_by_name(scene, token)


def _several_of_a_body(scene: Scene, token: Token) -> Iterator[Relation]:
    """`commanders of the People's Army`, `units of the army`: several that belong to a body."""
    kind = titles().get(token.lemma)
    if kind is None or kind == "LocatedIn" or not is_plural(token):
        return
    # Of several heads of a body, each is but one of its members.
    relation = "MemberOf" if kind == "HeadOf" else kind
    for body in behind(token, "of"):
        actor = scene.actor(body)
        if actor and actor.kind == "Organisation" and not actor.unnamed:
            yield from _relation(
                "several of a body",
                scene,
                relation,
                token,
                body,
                token.text,
            )


def _states_of_a_union(scene: Scene, token: Token) -> Iterator[Relation]:
    """`EU countries`, `a member state of the alliance`: the members of a union of states."""
    if token.lemma not in word_set("memberStateNouns"):
        return
    if not scene.is_of(token, "Group", "Government"):
        return
    # `its member states`, but not `the firm's home state`
    owners = token.having("poss") if is_plural(token) else []
    for body in [*token.having("compound", "nmod"), *owners, *behind(token, "of")]:
        if scene.is_of(body, "Organisation"):
            yield from _relation(
                "several of a body",
                scene,
                "MemberOf",
                token,
                body,
                token.text,
            )


def _home(scene: Scene, token: Token) -> Iterator[Relation]:
    """`Rohingya, a stateless minority from Myanmar`: where a described people lives."""
    if titles().get(token.lemma) != "LocatedIn" or token.head.lemma == "as":
        return
    places = [word for word in token.subtree() if _is_home(scene, word)]
    for place in places[:1]:
        yield from _relation(
            "home of a people",
            scene,
            "LocatedIn",
            token,
            place,
            token.text,
        )


def _is_home(scene: Scene, word: Token) -> bool:
    if word.dep != "pobj" or word.head.lemma not in HOME_PREPOSITIONS:
        return False
    return scene.is_place(word)


def _one_of_a_people(scene: Scene, token: Token) -> Iterator[Relation]:
    """`One Rohingya, Muhammad Amin`: a named person of a named people."""
    people = token.head
    if token.dep != "appos" or people.pos != "PROPN":
        return
    if not scene.is_of(people, "Group", "Organisation"):
        return
    if people.text in gazetteer().names:
        # `One Norway, …`: a state is not a people.
        return
    if any_lemma(people.having("nummod", "det"), ONE):
        yield from _relation("one of a people", scene, "MemberOf", token, people)


def inclusions(scene: Scene) -> Iterator[Relation]:
    """`The rescued included Bangladeshis and Rohingya`: the objects are part of the subject."""
    kinds = relations_by("reverseVerbFrame")
    for token in scene.document.tokens:
        if token.pos == "VERB" and token.lemma in kinds:
            yield from _included(scene, token, kinds[token.lemma])


def _included(scene: Scene, verb: Token, kind: str) -> Iterator[Relation]:
    clause = read_clause(verb)
    if clause.passive or modality(scene.document, verb).negated:
        return
    wholes = scene.actor_heads(clause.doers)
    for whole, part in product(wholes, all_coordinated(clause.objects)):
        shown = kind
        if scene.is_of(whole, "Group"):
            # `The sailors included Bangladeshis`
            shown = "MemberOf"
        yield from _relation("inclusion", scene, shown, part, whole, verb.lemma)


def _named_members(scene: Scene, token: Token) -> Iterator[Relation]:
    """`NATO members Poland and Latvia`, `the Baltic countries Estonia and Latvia`."""
    if not scene.is_of(token, "Group") or token.lemma not in word_set("memberStateNouns"):
        return
    unions = [
        body for body in token.having("compound", "nmod") if scene.is_of(body, "Organisation")
    ]
    for name in listed_names(token):
        if scene.is_of(name, "Government", "Organisation"):
            yield from _relation("inclusion", scene, "MemberOf", name, [*unions, token][0])


def _member_by_name(scene: Scene, token: Token) -> Iterator[Relation]:
    """`NATO member Poland`, `EU countries Poland and Latvia`."""
    for noun in token.having("compound", "nmod"):
        if noun.lemma not in word_set("memberStateNouns") or noun.pos != "NOUN":
            continue
        for body in noun.having("compound", "nmod"):
            if not scene.is_of(body, "Organisation"):
                continue
            for name in coordinated(token):
                yield from _relation("several of a body", scene, "MemberOf", name, body, noun.text)


def _relation(
    rule: str,
    scene: Scene,
    kind: str,
    subject: Token,
    body: Token,
    title: str = "",
) -> Iterator[Relation]:
    """Yield the relation of two words if they refer to two actors."""
    member, whole = scene.actor(subject), scene.actor(body)
    if member and whole and member.key != whole.key:
        spans = [scene.mentions[word.index].span for word in (subject, body)]
        yield Relation(
            kind=kind,
            subject=member.key,
            object=whole.key,
            title=title,
            evidence=(around(*spans),),
            rule=rule,
        )
