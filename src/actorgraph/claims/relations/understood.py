"""The state understood: `President Ola Nordmann` in an article about Norway."""

from collections.abc import Iterator
from functools import cache

from actorgraph.claims.claim import Relation
from actorgraph.claims.relations.offices import titled
from actorgraph.claims.relations.relation import make_relation
from actorgraph.claims.relations.titles import words_before
from actorgraph.claims.scene import Scene
from actorgraph.language.document import Token
from actorgraph.language.grammar import extent
from actorgraph.text.article import Span
from actorgraph.vocabulary.gazetteer import gazetteer
from actorgraph.vocabulary.vocab import AG, carrying, local_name

UNDERSTOOD = "title, state understood"
FEWEST_MENTIONS = 3
OWNERS = ("amod", "compound", "poss")


def understood_offices(scene: Scene) -> Iterator[Relation]:
    """Yield the relations of titles of state without a state to the state of the article."""
    state = _state_of_the_article(scene)
    if state is None:
        return
    kinds = {title: local_name(relation) for relation, title in carrying(AG.titleOfState)}
    for head, mention in scene.mentions.items():
        actor = scene.by_head[head]
        if mention.form != "name" or actor.kind != "Person":
            continue
        name = scene.document.tokens[head]
        for word in words_before(name, mention.span):
            title, kind = titled(word)
            key = title.casefold() if title.casefold() in kinds else word.lemma
            if kind and key in kinds and not _names_a_body(scene, name, word):
                begin = min(extent(word.subtree()).begin, mention.span.begin)
                evidence = Span(begin, mention.span.end)
                yield make_relation(kinds[key], actor.key, state, title, evidence, UNDERSTOOD)


def _names_a_body(scene: Scene, name: Token, title: Token) -> bool:
    """`the French President Ola Nordmann`, `President Ola Nordmann of the charity`."""
    owners = [*name.having(*OWNERS), *title.having(*OWNERS)]
    return bool(scene.actor_heads(owners) or name.having("prep"))


def _state_of_the_article(scene: Scene) -> int | None:
    """Return the state that an article is about.

    It is mentioned at least three times, and half as often again as any other.
    """
    states = [actor for actor in scene.actors if actor.kind == "Government"]
    sovereign = [actor for actor in states if actor.wikidata in _sovereign()]
    counts = sorted(((len(actor.mentions), actor.key) for actor in sovereign), reverse=True)
    if not counts or counts[0][0] < FEWEST_MENTIONS:
        return None
    if len(counts) > 1 and counts[1][0] * 3 > counts[0][0] * 2:
        return None
    return counts[0][1]


@cache
def _sovereign() -> frozenset[str]:
    """Return the identities of the states that are not part of another."""
    return frozenset(
        entry.wikidata
        for entry in gazetteer().names.values()
        if entry.kind == "Government" and entry.home == entry.wikidata
    )
