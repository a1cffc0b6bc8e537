"""The parties of an event noun: whom its phrase names, and whom the clause around it gives it."""

from collections import defaultdict
from collections.abc import Iterable

from actorgraph.claims.clause import Clause, by_phrases_of_charges
from actorgraph.claims.doers import names_origin
from actorgraph.claims.noun_undergoers import undergoers
from actorgraph.claims.parties import Parties
from actorgraph.claims.scene import Scene
from actorgraph.claims.subjects import clause_subject
from actorgraph.claims.supporting_verbs import ARRANGING
from actorgraph.claims.understood_doers import judged_for, understood_doers
from actorgraph.language.document import Token
from actorgraph.language.grammar import (
    MODIFIERS,
    any_lemma,
    below,
    by_phrases,
    objects_of,
    verb_above,
)
from actorgraph.language.lists import all_coordinated
from actorgraph.vocabulary.event_nouns import NounFrame
from actorgraph.vocabulary.lexicon import kinds_with, object_role, word_set

HARMING = kinds_with("harms")
# Prepositions whose phrase names the other party, with the classes of which this is true; None
# means all of them.
TOWARDS: dict[str, frozenset[str] | None] = {
    "against": None,
    "with": kinds_with("with names a party"),
    "on": kinds_with("on names a party"),
    "upon": kinds_with("on names a party"),
    "into": kinds_with("into names a party"),
    "toward": None,
    "towards": None,
    "to": kinds_with("to names a party"),
    "for": kinds_with("for names a party"),
}
# `a call from Chad`, but not `the withdrawal from Chad`.
FROM_NAMES_AGENT = kinds_with("from names the agent")
ADDRESSED = kinds_with("to names a recipient")
BLAMING = word_set("blamingVerbs")
NAMED_AFTER_VICTIMS = word_set("nounsNamedAfterVictims")
JOINT = kinds_with("joint")
TRAVELS = word_set("travelNouns")
KNOWN = word_set("knownDeterminers")
PREPOSITIONS = ("prep", "agent", "dative")
# `during talks with Chad`: whoever does what the clause tells takes part in the talks.
MEANWHILE = ("in", "during", "at", "after", "before", "following", "through", "by", "since")


def noun_parties(scene: Scene, noun: Token, frame: NounFrame, clause: Clause | None) -> Parties:
    """Bind the actors around an event noun to the roles that its frame gives them.

    `clause` is that of the light verb whose object the noun is: `launched an attack on Chad`.
    """
    phrases = _phrases(noun, clause)
    owners = _owners(scene, noun)
    owner = _role_of_owner(scene, frame, owners, phrases["of"])
    parties = Parties()
    _add_agents(scene, parties, _named_doers(frame, phrases, clause))
    _add(scene, parties, frame, owner, owners)
    _add(scene, parties, frame, _role_of_of(noun, frame, parties), phrases["of"])
    _add_modifiers(scene, parties, noun, frame)
    _add_agents(scene, parties, _understood_agents(noun, frame, phrases, parties))
    _add_other_phrases(scene, parties, frame, phrases)
    for undergoer in (*_receivers(clause), *undergoers(noun)):
        _add(scene, parties, frame, object_role(frame.kind), [undergoer])
    parties.places.extend(_places(scene, phrases["in"]))
    return parties


def _places(scene: Scene, heads: list[Token]) -> tuple[int, ...]:
    return scene.keys([head for head in heads if scene.is_place(head)])


def _named_doers(
    frame: NounFrame,
    phrases: dict[str, list[Token]],
    clause: Clause | None,
) -> list[Token]:
    """Return who does it by the prepositions of the noun, or as the subject of a light verb."""
    doers = [*phrases["by"], *phrases["between"]]
    if frame.kind not in HARMING:
        # `talks among the parties`, but not `a rape among the prisoners`
        doers += phrases["among"]
    if frame.kind in FROM_NAMES_AGENT:
        doers += phrases["from"]
    if clause is not None and clause.verb.lemma in ARRANGING:
        doers += clause.doers
    return doers


def _receivers(clause: Clause | None) -> tuple[Token, ...]:
    """Return who undergoes it as the subject of a verb: `Chad received a visit`."""
    if clause is None or clause.verb.lemma in ARRANGING:
        return ()
    return clause.doers


def _role_of_of(noun: Token, frame: NounFrame, parties: Parties) -> str:
    """Return the role of what follows `of`."""
    if _is_purpose(noun):
        # `in support of Chad`
        return object_role(frame.kind)
    if frame.of == "agent" and parties.acting:
        # `Chad's support of Niger`
        return "target"
    return frame.of


def _add_other_phrases(
    scene: Scene,
    parties: Parties,
    frame: NounFrame,
    phrases: dict[str, list[Token]],
) -> None:
    """Add the other party: `talks with Chad`, `an attack on Chad`."""
    for word, kinds in TOWARDS.items():
        names_a_party = word == frame.particle or kinds is None or frame.kind in kinds
        if names_a_party:
            _add(scene, parties, frame, _role_behind(word, frame), phrases[word])


def _phrases(noun: Token, clause: Clause | None) -> defaultdict[str, list[Token]]:
    """Return the head words behind each preposition of the noun, or of its light verb."""
    found: defaultdict[str, list[Token]] = defaultdict(list)
    for child in noun.having(*PREPOSITIONS):
        heads = all_coordinated(objects_of([child]))
        found[child.lemma].extend(heads)
        for inner in below(heads, "prep", "agent"):
            if inner.lemma == "by":
                # Parsers hang `by Chad` on the journalist as often as on the arrest.
                found["by"].extend(all_coordinated(objects_of([inner])))
    for phrase in by_phrases(noun):
        if phrase.lemma == "of":
            # `at the hands of Chad`
            found["by"].extend(all_coordinated(objects_of([phrase])))
    if by_phrases_of_charges(noun.head.head):
        # `charged with murder by prosecutors`
        found["by"].clear()
    if _is_blamed(noun):
        # `blamed the attack on Chad`
        found["by"].extend(found.pop("on", []))
    if clause is not None:
        for word, tokens in clause.obliques.items():
            if word != "by":
                found[word].extend(tokens)
    return found


def _is_blamed(noun: Token) -> bool:
    return noun.dep == "dobj" and noun.head.lemma in BLAMING


def _owners(scene: Scene, noun: Token) -> list[Token]:
    if any(owner.tag == "PRP$" for owner in noun.having("poss")):
        judged = judged_for(noun)
        if judged:
            # `thanked Ada Lund for her help`
            return judged
    owners = all_coordinated(noun.having("poss"))
    return [owner for owner in owners if scene.keys([owner])]


def _role_of_owner(
    scene: Scene,
    frame: NounFrame,
    owners: list[Token],
    behind_of: list[Token],
) -> str:
    """Return the role of a possessor: `Chad's arrest of a man`, `the man's arrest`."""
    if frame.owner != "target":
        return "agent"
    if behind_of and frame.of == "target":
        return "agent"
    if frame.kind == "Coerce" and any(scene.is_of(owner, "Government") for owner in owners):
        # `Chad's arrests`
        return "agent"
    return "target"


def _add_agents(scene: Scene, parties: Parties, tokens: Iterable[Token]) -> None:
    taken = {*parties.agents, *parties.targets, *parties.recipients}
    doers = [token for token in tokens if not scene.is_of(token, "Place", "Document")]
    parties.agents.extend(key for key in scene.members(doers) if key not in taken)


def _add(
    scene: Scene,
    parties: Parties,
    frame: NounFrame,
    role: str,
    tokens: Iterable[Token],
) -> None:
    """Add actors in a role; `none` binds nobody."""
    if role == "agent":
        _add_agents(scene, parties, tokens)
    if role not in ("target", "recipient"):
        return
    for token in tokens:
        if scene.is_of(token, "Place") and frame.kind not in HARMING:
            # `the assault on the town` is done to it, `support in the town` is not.
            continue
        parties.add(role, scene, token, frame.kind)


def _add_modifiers(scene: Scene, parties: Parties, noun: Token, frame: NounFrame) -> None:
    """Add the actors of `the Russian invasion`, `US sanctions`, `the Lund trial`."""
    for word in noun.having(*MODIFIERS):
        if not scene.is_of(word, "Government", "Organisation", "Group", "Person"):
            continue
        undergoes = frame.owner == "target" and scene.is_of(word, "Person")
        if undergoes or noun.lemma in NAMED_AFTER_VICTIMS:
            # `the Lund trial`, `the Tutsi genocide`
            _add(scene, parties, frame, "target", [word])
        elif _may_act(scene, word, frame) and not parties.acting:
            _add_agents(scene, parties, [word])


def _may_act(scene: Scene, word: Token, frame: NounFrame) -> bool:
    """Return whether a modifier names a doer: `the Iraq invasion` is not one of Iraq's."""
    if frame.owner == "none":
        return False
    return names_origin(word) or not scene.is_place(word)


def _role_behind(word: str, frame: NounFrame) -> str:
    """Return the role of what follows a preposition other than `of`, `by` and `from`."""
    if word in ("to", "for") and frame.kind in ADDRESSED:
        return "recipient"
    return object_role(frame.kind)


def _understood_agents(
    noun: Token,
    frame: NounFrame,
    phrases: dict[str, list[Token]],
    parties: Parties,
) -> list[Token]:
    """Return who must have done it, though the noun's phrase does not name them."""
    if parties.acting:
        return []
    doers = understood_doers(noun)
    if doers:
        return doers
    above = verb_above(noun)
    if noun.dep != "pobj" or above is None:
        return []
    if frame.kind in JOINT and phrases["with"] and noun.head.lemma in MEANWHILE:
        # `said in talks with Chad`
        return clause_subject(above)
    if noun.lemma in TRAVELS and noun.head.lemma in (*MEANWHILE, "on") and _is_new(noun):
        # `said on a visit to Chad`, `On her visit to Chad, Ada Lund said …`
        return clause_subject(above)
    return []


def _is_new(noun: Token) -> bool:
    """Return whether a noun is one, not known yet, or of whoever the clause is about."""
    return noun.tag == "NN" and not any_lemma(noun.having("det"), KNOWN)


def _is_purpose(noun: Token) -> bool:
    """`in support of Chad`, `in defence of Chad`: what follows `of` is what it is done to."""
    return noun.dep == "pobj" and noun.head.lemma == "in" and not noun.having("det", "poss")
