"""A name next to a body, without a title: `Ola Nordmann of the Nordic Union`, `CNN's Ada Lund`."""

import re
from collections.abc import Iterator

from actorgraph.actors import Actor
from actorgraph.claims.claim import Relation
from actorgraph.claims.relations.relation import has_members, make_relation
from actorgraph.claims.relations.titles import named_persons
from actorgraph.claims.scene import Scene, around
from actorgraph.language.document import Token
from actorgraph.language.grammar import behind, below, right_of
from actorgraph.mentions import Mention
from actorgraph.text.article import Span
from actorgraph.vocabulary.gazetteer import gazetteer

RULE = "name and body"
# `, R-Tenn.`, ` (D-New York)`
PARTY_MARK = re.compile(r",? ?\(?([RD])(?:epublican|emocrat)?\s?[-–,]\s?[A-Z][\w. ]{1,14}")
# The parties that such a mark may mean.
PARTY_OF_MARK = {"R": "Q29468", "D": "Q29552"}
LONGEST_MARK = 20


def affiliations(scene: Scene) -> Iterator[Relation]:
    """Yield the relations of named persons to the bodies next to their names."""
    for name, mention, person in named_persons(scene):
        for body in [*_owners(scene, name, mention), *_behind(name)]:
            yield from _affiliation(scene, mention, person, body)
        yield from _of_party(scene, mention, person)
        yield from _by_adjective(scene, name, mention, person)


def _owners(scene: Scene, name: Token, mention: Mention) -> list[Token]:
    """`CNN's Ada Lund`, but not `CNN's reporter Ada Lund`, which a title tells."""
    first, *_ = scene.document.words(mention.span)
    return [
        owner
        for owner in name.having("poss")
        if any(mark.index == first.index - 1 for mark in owner.having("case"))
    ]


def _behind(name: Token) -> list[Token]:
    """`Ola Nordmann of the Nordic Union`, `Ada Lund from the Harbour Trust`."""
    return right_of(name.index, behind(name, "of", "from", "with", "at"))


def _affiliation(
    scene: Scene,
    mention: Mention,
    person: Actor,
    body: Token,
) -> Iterator[Relation]:
    actor = scene.actor(body)
    if actor is None or actor.kind != "Organisation" or actor.unnamed:
        return
    if not _is_named(scene, actor, body):
        return
    kind = _kind(actor, body)
    evidence = around(mention.span, scene.mentions[body.index].span)
    yield make_relation(RULE, kind, person, actor, "", evidence)


def _is_named(scene: Scene, actor: Actor, body: Token) -> bool:
    """`of Attac`, `of the network Attac`, `of the Attac network`"""
    if any(mention.form == "name" for mention in actor.mentions):
        return True
    parts = [scene.mentions.get(part.index) for part in body.having("compound")]
    return any(part is not None and part.form == "name" for part in parts)


def _kind(body: Actor, word: Token) -> str:
    """Return whether people belong to a body as its members or as its employees."""
    if has_members(body):
        return "MemberOf"
    # `Ada Lund of the NPU`: many parties are named by their letters alone.
    is_unknown_acronym = body.name.isupper() and not body.wikidata
    if is_unknown_acronym and word.head.lemma == "of":
        return "MemberOf"
    return "WorksFor"


def _by_adjective(
    scene: Scene,
    name: Token,
    mention: Mention,
    person: Actor,
) -> Iterator[Relation]:
    """`Republican Ada Lund`, `Republican rival Ada Lund`: a party's adjective before a name."""
    first, *_ = scene.document.words(mention.span)
    nouns = [noun for noun in name.having("compound", "nmod") if noun.index < first.index]
    for word in below([name, *nouns], "amod", "compound", "nmod"):
        party = scene.actor(word)
        if word.index >= first.index or party is None or party.kind != "Organisation":
            continue
        if word.text in gazetteer().demonyms and has_members(party):
            evidence = around(word.span, mention.span)
            yield make_relation(RULE, "MemberOf", person, party, "", evidence)


def _of_party(scene: Scene, mention: Mention, person: Actor) -> Iterator[Relation]:
    """`Senator Ada Lund, R-Tenn.`: a mark of the person's party, if the article names it."""
    end = mention.span.end
    mark = PARTY_MARK.match(scene.document.article.text, end, end + LONGEST_MARK)
    party = scene.identified_as(PARTY_OF_MARK[mark[1]]) if mark else None
    if mark is not None and party is not None:
        evidence = Span(mention.span.begin, mark.end())
        yield make_relation(RULE, "MemberOf", person, party, "", evidence)
