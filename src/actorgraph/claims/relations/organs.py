"""Organs: `the Indonesian Navy`, `the EU's anti-fraud body`, `the board of the charity`."""

from collections.abc import Iterator

from actorgraph.actors import Actor
from actorgraph.claims.claim import Relation
from actorgraph.claims.relations.relation import NAMED_BODIES, OWNERS, make_relation
from actorgraph.claims.scene import Scene
from actorgraph.language.document import Token
from actorgraph.language.grammar import behind
from actorgraph.mentions import Mention
from actorgraph.vocabulary.gazetteer import gazetteer, titles
from actorgraph.vocabulary.lexicon import word_set

FIRMS = word_set("firmEndings")
# `the museum at the university`
PLACED = ("of", "at")


def organs_of_states(scene: Scene) -> Iterator[Relation]:
    """Yield for each organ the state or the body that it is part of."""
    for head, mention in scene.mentions.items():
        organ = scene.by_head[head]
        noun = scene.document.tokens[head]
        if not _is_organ(scene, noun, mention, organ):
            continue
        whole = _whole(scene, noun, mention, organ)
        if whole is not None:
            yield make_relation(
                "organ of a state",
                "PartOf",
                organ,
                whole,
                noun.text,
                mention.span,
            )


def _is_organ(scene: Scene, noun: Token, mention: Mention, organ: Actor) -> bool:
    """Return whether a mention may be of an organ: by its head, or its last word."""
    if organ.kind == "Group":
        # `Norway's prison authorities`
        return noun.lemma in word_set("organGroups")
    if organ.kind not in NAMED_BODIES:
        return False
    return _is_organ_name(scene, mention) or _is_named_within(scene, noun, mention)


def _is_organ_name(scene: Scene, mention: Mention) -> bool:
    """Return whether a name ends in a noun for organs: `Nordvik Fishing Council`."""
    ends = _ends(scene, scene.document.tokens[mention.head], mention)
    return _is_title(ends) or any(end in word_set("organNouns") for end in ends)


def _is_named_within(scene: Scene, noun: Token, mention: Mention) -> bool:
    """`the Nordic Union's NHO`: a named body that another one has is part of it."""
    if mention.form != "name" or scene.by_head[noun.index].where == "only a label":
        # `Zentrix's Petrax 4`, a product
        return False
    owners = [word for word in noun.having("poss") if word.having("case")]
    return any(scene.is_of(word, "Organisation") for word in owners)


def _ends(scene: Scene, noun: Token, mention: Mention) -> tuple[str, ...]:
    """Return the head and the last words of a mention: `force`, `air force`."""
    words = [word.text.casefold() for word in scene.document.words(mention.span)]
    return noun.lemma, words[-1], " ".join(words[-2:])


def _is_title(ends: tuple[str, ...]) -> bool:
    """Return whether a noun is of an organ of states, whoever else may have one."""
    return any(titles().get(end) == "PartOf" for end in ends)


def _whole(scene: Scene, noun: Token, mention: Mention, organ: Actor) -> Actor | None:
    owners = [word for word in noun.having("poss") if word.having("case")]
    for word in [*owners, *behind(noun, *PLACED)]:
        body = scene.actor(word)
        if body is not None and body.key != organ.key and _may_own(body, organ):
            return body
    if organ.kind == "Group":
        # `Russian forces`
        is_armed = noun.lemma in word_set("armedGroups")
        forces = noun.having("amod", "compound", "nmod") if is_armed else []
        return next(filter(None, (_state_named_by(scene, word) for word in forces)), None)
    if _is_title(_ends(scene, noun, mention)) and not _is_of_a_subject(noun):
        for word in noun.having(*OWNERS):
            state = _state_named_by(scene, word)
            if state is not None and state.key != organ.key:
                return state
    return _body_in_the_name(scene, mention, organ)


def _is_of_a_subject(noun: Token) -> bool:
    """`the German Council on Foreign Relations` is a body of Germans, not an organ."""
    is_any_body = noun.lemma in word_set("privateOrganNouns")
    return is_any_body and bool(behind(noun, "of", "on", "for"))


def _may_own(body: Actor, organ: Actor) -> bool:
    """`the Trust's board`, but not `the board of Ada Lund`; a group is only a state's."""
    if organ.kind == "Group":
        return body.kind == "Government"
    return body.kind in NAMED_BODIES and not body.unnamed


def _body_in_the_name(scene: Scene, mention: Mention, organ: Actor) -> Actor | None:
    """Return the body that begins an organ's own name: the `UN` of `UN Security Council`."""
    words = scene.document.words(mention.span)
    if words[-1].text in FIRMS:
        # `Roarsoft Group` is Roarsoft.
        return None
    for length in range(len(words) - 1, 0, -1):
        if not words[length].text.istitle():
            # `the dpa news agency` is the agency dpa.
            continue
        name = " ".join(word.text for word in words[:length])
        entry = gazetteer().names.get(name)
        if entry is not None and entry.wikidata:
            body = scene.identified_as(entry.wikidata)
            if body is not None and body.key != organ.key and body.kind in NAMED_BODIES:
                return body
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
