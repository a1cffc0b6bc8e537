"""Where a named body sits: `Zentrix is based in Chad`, `the Swedish carmaker Zentrix`."""

from collections.abc import Iterator

from actorgraph.claims.claim import Relation
from actorgraph.claims.relations.organs import is_organ_name
from actorgraph.claims.relations.relation import OWNERS, has_members, make_relation
from actorgraph.claims.scene import Scene, around
from actorgraph.language.document import Token
from actorgraph.language.grammar import SUBJECTS, before, behind
from actorgraph.mentions import Mention
from actorgraph.vocabulary.gazetteer import head_kinds, titles
from actorgraph.vocabulary.lexicon import word_set

RULE = "seat of a body"
SEATED_IN = ("in", "at", "near")


def seats(scene: Scene) -> Iterator[Relation]:
    """Yield where the text says that named bodies sit."""
    for head, mention in scene.mentions.items():
        body = scene.by_head[head]
        if mention.form != "name" or body.kind != "Organisation" or has_members(body):
            continue
        for place in _seats(scene, scene.document.tokens[head], mention):
            evidence = around(mention.span, scene.mentions[place.index].span)
            seat = scene.by_head[place.index]
            yield make_relation(RULE, "LocatedIn", body, seat, "", evidence)


def _seats(scene: Scene, name: Token, mention: Mention) -> list[Token]:
    described = _descriptions(name)
    stated = [place for noun in [name, *described] for place in _based(noun)]
    found: list[Token] = []
    for noun in described:
        if _is_private(noun):
            found.extend(noun.having(*OWNERS))
            # `the US carmaker Zentrix`: parsers may hang the state on the name.
            found.extend(word for word in before(name, *OWNERS) if word.index < noun.index)
    if not is_organ_name(scene, mention):
        # `Chad's Zentrix`
        found.extend(word for word in name.having("poss") if scene.is_of(word, "Government"))
    # A state that does nothing in the article is no actor whose bodies are of interest.
    states = [word for word in found if scene.is_of(word, "Government")]
    stated += [word for word in states if scene.by_head[word.index].where != "only where"]
    return [word for word in stated if scene.is_place(word) and _is_named(scene, word)][:1]


def _descriptions(name: Token) -> list[Token]:
    """Return the nouns that say what is named: `the carmaker Zentrix`, `Zentrix, the carmaker`."""
    # `the carmakers Zentrix and Petrax`
    first = name.head if name.dep == "conj" and before(name.head, "compound") else name
    nouns = [*before(first, "compound", "nmod"), *name.having("appos")]
    if name.dep == "appos":
        nouns.append(name.head)
    return [noun for noun in nouns if noun.pos == "NOUN" and noun.text.islower()]


def _is_private(noun: Token) -> bool:
    """Return whether a noun is for a body that need not be its state's: no ministry."""
    if titles().get(noun.lemma) or noun.lemma in word_set("organNouns"):
        return False
    kinds = head_kinds().get(noun.lemma, ())
    return "Organisation" in kinds or noun.lemma in word_set("namedBodyNouns")


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
