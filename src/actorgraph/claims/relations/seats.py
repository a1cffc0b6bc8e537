"""Where a named body sits: `Zentrix is based in Chad`, `the Chad-based Zentrix`."""

from collections.abc import Iterator

from actorgraph.claims.claim import Relation
from actorgraph.claims.relations.relation import has_members, make_relation
from actorgraph.claims.scene import Scene, around
from actorgraph.language.document import Token
from actorgraph.language.grammar import SUBJECTS, before, behind
from actorgraph.vocabulary.lexicon import word_set

RULE = "seat of a body"
SEATED_IN = ("in", "at", "near")


def seats(scene: Scene) -> Iterator[Relation]:
    """Yield where the text says that named bodies sit."""
    for head, mention in scene.mentions.items():
        body = scene.by_head[head]
        if mention.form != "name" or body.kind != "Organisation" or has_members(body):
            continue
        for place in _seats(scene, scene.document.tokens[head]):
            evidence = around(mention.span, scene.mentions[place.index].span)
            seat = scene.by_head[place.index]
            yield make_relation(RULE, "LocatedIn", body, seat, "", evidence)


def _seats(scene: Scene, name: Token) -> list[Token]:
    stated = [place for noun in [name, *_descriptions(name)] for place in _based(noun)]
    return [word for word in stated if scene.is_place(word) and _is_named(scene, word)][:1]


def _descriptions(name: Token) -> list[Token]:
    """Return the nouns that say what is named: `the carmaker Zentrix`, `Zentrix, the carmaker`."""
    # `the carmakers Zentrix and Petrax`
    first = name.head if name.dep == "conj" and before(name.head, "compound") else name
    nouns = [*before(first, "compound", "nmod"), *name.having("appos")]
    if name.dep == "appos":
        nouns.append(name.head)
    return [noun for noun in nouns if noun.pos == "NOUN" and noun.text.islower()]


def _based(noun: Token) -> list[Token]:
    """`Zentrix is based in Chad`, `Zentrix, based in Chad`, `the Chad-based Zentrix`."""
    participles = noun.having("acl", "amod")
    if noun.dep in SUBJECTS:
        participles.append(noun.head)
    found: list[Token] = []
    for participle in participles:
        if participle.text in word_set("seatWords") and not participle.having("neg"):
            found.extend([*participle.having("npadvmod"), *behind(participle, *SEATED_IN)])
    return found


def _is_named(scene: Scene, place: Token) -> bool:
    """Return whether a place is named, if elsewhere: `the country's carmaker`."""
    actor = scene.by_head[place.index]
    return bool(actor.wikidata) or any(mention.form == "name" for mention in actor.mentions)
