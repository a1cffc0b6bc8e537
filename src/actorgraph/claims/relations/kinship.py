"""Kinship: `Ada Lund, the sister of Ola Nordmann`, `his wife, Ada Lund`.

Both must be named, and neither at risk: a relative gives away whoever is not to be known.
"""

from collections.abc import Iterator

from actorgraph.actors import Actor
from actorgraph.claims.claim import Relation
from actorgraph.claims.relations.relation import is_denied, make_relation
from actorgraph.claims.relations.titles import named_persons, words_before
from actorgraph.claims.scene import Scene, around
from actorgraph.language.document import Token
from actorgraph.language.grammar import behind, left_of
from actorgraph.vocabulary.gazetteer import words

RULE = "kin"
KINSHIP = words("RelativeOf", "kinshipWord")


def kinships(scene: Scene) -> Iterator[Relation]:
    """Yield the relations of named persons whom the text calls kin."""
    for head, mention in scene.mentions.items():
        token = scene.document.tokens[head]
        if mention.form == "nominal" and mention.kind == "Person":
            yield from _kinship(scene, token, token, scene.by_head[head])
    for name, mention, person in named_persons(scene):
        for word in words_before(scene, name, mention):
            # `his wife Ada Lund`
            yield from _kinship(scene, word, name, person)


def _kinship(scene: Scene, noun: Token, name: Token, relative: Actor) -> Iterator[Relation]:
    if noun.lemma not in KINSHIP or is_denied(noun) or _is_hidden(relative):
        return
    owners = [*noun.having("poss"), *behind(noun, "of", "to")]
    if name is not noun:
        owners += left_of(noun.index, name.having("poss"))
    for owner in owners:
        other = scene.actor(owner)
        if other is None or other.kind != "Person" or _is_hidden(other):
            continue
        spans = [scene.mentions[word.index].span for word in (name, owner)]
        evidence = around(noun.span, *spans)
        yield make_relation(RULE, "RelativeOf", relative, other, noun.lemma, evidence)


def _is_hidden(person: Actor) -> bool:
    return person.unnamed or person.protected
