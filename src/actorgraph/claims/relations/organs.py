"""Organs of a state: `the Indonesian Navy`, `North Korea's main news agency KCNA`."""

from collections.abc import Iterator

from actorgraph.actors import Actor
from actorgraph.claims.claim import Relation
from actorgraph.claims.relations.relation import NAMED_BODIES, OWNERS, make_relation
from actorgraph.claims.scene import Scene
from actorgraph.language.document import Token
from actorgraph.mentions import Mention
from actorgraph.vocabulary.gazetteer import gazetteer, titles


def organs_of_states(scene: Scene) -> Iterator[Relation]:
    """Yield for each organ the state that it is part of."""
    for head, mention in scene.mentions.items():
        organ = scene.by_head[head]
        noun = scene.document.tokens[head]
        if organ.kind not in NAMED_BODIES or not _is_organ(scene, noun, mention):
            continue
        state = _state(scene, noun, organ)
        if state is not None:
            yield make_relation(
                "organ of a state",
                "PartOf",
                organ,
                state,
                noun.text,
                mention.span,
            )


def _is_organ(scene: Scene, noun: Token, mention: Mention) -> bool:
    """Return whether the head or the last word of a mention is a noun of organs."""
    words = scene.document.words(mention.span)
    last = words[-1].text.casefold()
    kinds = [titles().get(word) for word in (noun.lemma, last)]
    return "PartOf" in kinds


def _state(scene: Scene, noun: Token, organ: Actor) -> Actor | None:
    for word in noun.having(*OWNERS):
        state = _state_named_by(scene, word)
        if state is not None and state.key != organ.key:
            return state
    return None


def _state_named_by(scene: Scene, word: Token) -> Actor | None:
    if scene.is_of(word, "Government"):
        return scene.actor(word)
    # `US State Department`: the state is part of the organ's own name.
    names = gazetteer()
    entry = names.demonyms.get(word.text) or names.names.get(word.text)
    if entry is None or entry.kind != "Government":
        return None
    return scene.identified_as(entry.wikidata)
