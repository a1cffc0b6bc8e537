"""Actions: every clause that the lexicon codes, with its actors bound to their roles."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from actorgraph.claims.claim import Action
from actorgraph.claims.clause import Clause, read_clause
from actorgraph.claims.coding import code, names_a_deed, parts
from actorgraph.claims.modality import infinitive, modality
from actorgraph.claims.nominal import DONE_TO
from actorgraph.claims.reported import cue_span, time_of
from actorgraph.claims.scene import Scene
from actorgraph.language.document import Token
from actorgraph.language.grammar import coordinated
from actorgraph.vocabulary.lexicon import Frame, object_role
from actorgraph.vocabulary.vocab import literals

# Prepositions that bring another party in, and the role it plays where a frame says nothing.
PARTIES = {"with": "target", "against": "target", "to": "recipient"}
# Where the noun of a light verb names the other party: `purges against X`, `talks with X`, `sanctions on X`.
TO_WHOM = ("against", "with", "on", "to")
# `the right to reject the offer` tells of nobody who rejected it.
ABLE = (
    "right",
    "ability",
    "capacity",
    "power",
    "opportunity",
    "chance",
    "duty",
    "obligation",
    "permission",
    "authority",
)
JOINTLY = ("cooperation", "collaboration", "partnership", "conjunction", "concert", "tandem")
BESIDE = ("together", "along", "jointly", "alongside")
WHERE = ("in", "at", "near", "off", "inside", "outside", "across", "along", "into")


@dataclass(slots=True)
class Roles:
    """The actors of one action by role."""

    agents: list[int] = field(default_factory=list)
    possible_agents: list[int] = field(default_factory=list)
    target: list[int] = field(default_factory=list)
    recipient: list[int] = field(default_factory=list)
    places: list[int] = field(default_factory=list)

    def put(self, role: str, scene: Scene, token: Token) -> None:
        """Bind the actors that a phrase touches to a role, unless they already play another."""
        if role in ("target", "recipient"):
            held = {*self.agents, *self.target, *self.recipient}
            # Nobody within what is asked for is asked: `called for the release of the prisoners`.
            nobody = role == "recipient" and names_a_deed(token) and not scene.actor(token)
            touched = [] if nobody else scene.affected(token)
            # A work may speak, but nothing is done to it: it is what is done.
            heads = [t for t in touched if scene.by_head[t.index].kinds[0] != "Document"]
            keys = scene.keys(heads)
            getattr(self, role).extend(key for key in keys if key not in held)


def coded_actions(scene: Scene) -> Iterator[Action]:
    """Yield an action for every verb whose clause fits a frame and binds an actor."""
    for sentence in scene.document.sentences:
        for token in sentence.tokens:
            if token.pos in ("VERB", "AUX") and token.dep not in ("aux", "auxpass"):
                action = _action(scene, token)
                if action:
                    yield action


def _action(scene: Scene, verb: Token) -> Action | None:
    clause = read_clause(verb)
    frame = code(clause, scene)
    if frame is None:
        return None
    roles = _roles(scene, clause, frame)
    # An active clause whose doer is nobody ("the purge happened") says nothing of who did what.
    if not (roles.agents or roles.possible_agents) and not (
        clause.passive and (roles.target or roles.recipient)
    ):
        return None
    if _only_describes(scene, verb, roles) or (verb.dep == "acl" and verb.head.lemma in ABLE):
        return None
    how = modality(scene.document, verb)
    # Force that is only announced is a threat; what something is used for is not announced.
    use = verb.head.lemma == "use" or (verb.dep in ("advcl", "acl") and infinitive(verb))
    plan = how.factuality == "Intended" and not how.negated and not use
    announced = literals(frame.kind, "announcedAs") if plan else []
    return Action(
        kind=announced[0] if announced else frame.kind,
        evidence=(clause.evidence,),
        rule=clause.rule,
        verb=_verb(clause, frame),
        cue=cue_span(verb),
        frame=_entry(clause, frame),
        marker=how.marker,
        agents=tuple(roles.agents),
        possible_agents=tuple(roles.possible_agents),
        targets=tuple(roles.target),
        recipients=tuple(roles.recipient),
        places=tuple(roles.places),
        time=time_of(scene, verb),
        factuality=how.factuality,
        negated=how.negated,
    )


def _alongside(scene: Scene, verb: Token) -> list[Token]:
    """`in cooperation with X`, `together with X`: whoever acts beside the doer acts, too."""
    heads = [
        *(
            noun
            for p in verb.having("prep")
            if p.lemma == "in"
            for noun in p.having("pobj")
            if noun.lemma in JOINTLY
        ),
        *(word for word in verb.having("advmod", "prep") if word.lemma in BESIDE),
    ]
    # Parsers hang the phrase on the object as often as on the verb.
    things = [p for t in verb.having("dobj") for p in t.having("prep") if p.lemma == "in"]
    heads += [noun for p in things for noun in p.having("pobj") if noun.lemma in JOINTLY]
    found = [
        t
        for head in heads
        for p in head.having("prep")
        if p.lemma == "with"
        for t in p.having("pobj")
    ]
    return [t for token in found for t in coordinated(token) if scene.actor(t)]


def _entry(clause: Clause, frame: Frame) -> str:
    """The lexicon's entry as it fits here: of the words that it takes for its object, the one that stands there."""
    nouns = [token.lemma for token in _named_by_frame(clause, frame)]
    return re.sub(r"\[[^\]]*\]", f"[{nouns[0]}]" if nouns else "", frame.text)


def _only_describes(scene: Scene, verb: Token, roles: Roles) -> bool:
    """Tell whether a clause only says who is meant: `people seeking asylum`, `those who applied for help`."""
    head = verb.head
    described = verb.dep in ("acl", "relcl") and (head.pos == "NOUN" or head.lemma == "those")
    actor = scene.actor(head)
    alone = not (roles.target or roles.recipient or roles.possible_agents)
    return (
        described
        and alone
        and actor is not None
        and actor.kinds[0] == "Group"
        and roles.agents == [actor.key]
    )


def _verb(clause: Clause, frame: Frame) -> str:
    """The lemma with the companions that gave it its class: `work with`, `hold talks` as `hold talk`."""
    nouns = [token.lemma for token in _named_by_frame(clause, frame)]
    words = re.sub(r"\[[^\]]*\]", nouns[0] if nouns else "", frame.text)
    return " ".join(word for word in words.split() if word[0] not in "+*<" and "=" not in word)


def _roles(scene: Scene, clause: Clause, frame: Frame) -> Roles:
    roles = Roles()
    roles.agents.extend(
        scene.keys([*_acting(scene, clause.doers), *_alongside(scene, clause.verb)])
    )
    roles.possible_agents.extend(scene.keys(clause.possible_doers))
    default = object_role(frame.kind)
    if frame.kind in ("Move", "Death", "Elect") and clause.passive and not roles.agents:
        default = "target"
    for token in clause.objects:
        if _is_only_named(scene, frame, token):
            continue
        roles.put(frame.roles.get("object", default), scene, token)
    for word, tokens in clause.obliques.items():
        role = frame.roles.get(word) or (
            default if word in frame.particles else PARTIES.get(word, "")
        )
        if word == "by" and clause.passive:
            continue
        for token in tokens:
            named = word in frame.particles or word in frame.roles
            if word in WHERE and scene.is_place(token) and not named:
                roles.places.extend(scene.keys([token]))
            elif token.pos in ("NOUN", "PROPN", "PRON", "NUM") and not _is_only_named(
                scene, frame, token
            ):
                roles.put(role, scene, token)
    for token in _named_by_frame(clause, frame):
        for preposition in token.having("prep"):
            to_whom = preposition.lemma in TO_WHOM or (
                preposition.lemma == "of" and frame.kind in DONE_TO
            )
            if to_whom and not scene.actor(token):
                for head in preposition.having("pobj"):
                    roles.put(default, scene, head)
            for verb in preposition.having(
                "pcomp"
            ):  # `a policy of turning back lorries of traders`
                for head in read_clause(verb).objects:
                    roles.put(default, scene, head)
    _from_complement(scene, clause, frame, roles)
    return roles


def _is_only_named(scene: Scene, frame: Frame, token: Token) -> bool:
    """Tell whether a noun only names the deed: `put in a state of war` does nothing to a state."""
    actor = scene.actor(token)
    people = actor is not None and (actor.kinds[0] == "Person" or token.tag == "NNS")
    return token.lemma in frame.objects and actor is not None and not people


def _named_by_frame(clause: Clause, frame: Frame) -> list[Token]:
    """Return the noun that a frame asks for: `talks` of `hold talks with X`, `contact` of `be in contact with X`."""
    behind = [token for particle in frame.particles for token in clause.obliques.get(particle, ())]
    near = [*clause.objects, *clause.complements, *behind]
    return [t for token in near for t in [token, *parts(token)] if t.lemma in frame.objects]


def _acting(scene: Scene, doers: tuple[Token, ...]) -> list[Token]:
    """Return the doers that are actors; for what belongs to one (`the paper's reporting`) its owner."""
    found: list[Token] = []
    for token in doers:
        if scene.actor(token):
            found.append(token)
    return found


def _from_complement(scene: Scene, clause: Clause, frame: Frame, roles: Roles) -> None:
    """`agreed to work with the network`: what is agreed says with whom."""
    if frame.kind != "Agree" or roles.target or roles.recipient:
        return
    for complement in clause.complements:
        if complement.dep == "xcomp":
            below = read_clause(complement)
            for token in [*below.objects, *below.obliques.get("with", ())]:
                roles.put("target", scene, token)
