"""Organs of a state: `the Indonesian Navy`, `North Korea's main news agency KCNA`."""

from collections.abc import Iterator

from actorgraph.claims.claim import Relation
from actorgraph.claims.relations.relation import NAMED_BODIES, make_relation
from actorgraph.claims.scene import Scene
from actorgraph.language.document import Token
from actorgraph.mentions import Mention
from actorgraph.vocabulary.gazetteer import gazetteer, titles

OWNERS = ("poss", "amod", "compound", "nmod")


def organs_of_states(scene: Scene) -> Iterator[Relation]:
    """Yield for each organ the state that it is part of."""
    nouns = frozenset(title for title, kind in titles().items() if kind == "PartOf")
    for head, mention in scene.mentions.items():
        actor, token = scene.by_head[head], scene.document.tokens[head]
        if actor.kind in NAMED_BODIES and _is_organ(scene, token, mention, nouns):
            state = _state(scene, token, actor.key)
            if state is not None:
                yield make_relation(
                    "PartOf", actor.key, state, token.text, mention.span, "organ of a state"
                )


def _is_organ(scene: Scene, token: Token, mention: Mention, nouns: frozenset[str]) -> bool:
    """Return whether the head or the last word of a mention is a noun of organs."""
    last = scene.document.words(mention.span)[-1].text.casefold()
    return token.lemma in nouns or last in nouns


def _state(scene: Scene, token: Token, organ: int) -> int | None:
    for child in token.having(*OWNERS):
        owner = scene.actor(child)
        if owner and owner.kind == "Government":
            state: int | None = owner.key
        else:
            state = _state_in_the_name(scene, child)
        if state is not None and state != organ:
            return state
    return None


def _state_in_the_name(scene: Scene, token: Token) -> int | None:
    """Return the state whose name is part of an organ's own name: `US State Department`."""
    names = gazetteer()
    entry = names.demonyms.get(token.text) or names.names.get(token.text)
    if entry is None or entry.kind != "Government":
        return None
    return next((actor.key for actor in scene.actors if actor.wikidata == entry.wikidata), None)
