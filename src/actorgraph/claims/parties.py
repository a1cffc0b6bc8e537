"""The parties of an action: which actor of a clause plays which role."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from actorgraph.claims.affected import affected_heads, is_described_place
from actorgraph.claims.clause import Clause, read_clause
from actorgraph.claims.coding import listed_objects
from actorgraph.claims.doers import acting_jointly, givers, publishers, standing_in
from actorgraph.claims.phrase_roles import (
    behind_the_noun,
    heads_that_take_part,
    names_a_body,
    oblique_role,
    only_names_the_action,
)
from actorgraph.claims.scene import Scene
from actorgraph.claims.subjects import subject_heads
from actorgraph.language.document import Token
from actorgraph.language.grammar import (
    NOMINAL,
    behind,
    is_passive,
    is_reciprocal,
    is_reflexive,
    is_verb,
)
from actorgraph.language.lists import all_coordinated
from actorgraph.vocabulary.event_nouns import noun_frames
from actorgraph.vocabulary.lexicon import (
    WIDEST,
    Frame,
    kinds_with,
    object_role,
    word_set,
)

WHERE = ("in", "at", "near", "off", "inside", "outside", "across", "along", "into")
VIOLENT = kinds_with("violence")
DONE_TO_ONESELF = kinds_with("may be done to oneself")
# `withdrew from the union`
LEAVING = kinds_with("from names what is left")
BLAMING = word_set("blamingVerbs")
GETTING = word_set("gettingVerbs")
# What is asked of somebody: `help from Chad`, `an answer from Chad`.
GIVEN = frozenset(["Act", "Aid", "Publish", "Support"])
# `protection from Chad` is not Chad's.
AGAINST = ("immunity", "protection", "refuge", "relief", "shelter")
# `alleged that Chad stole the money`, `demanded that Chad return the money`
DOER_OF_CONTENT = {"Accuse": "target", "Request": "recipient"}
PASSIVE_NAMES_TARGET = kinds_with("passive names the target")
COMPLEMENT_NAMES_TARGET = kinds_with("complement names the target")


@dataclass(slots=True)
class Parties:
    """The keys of the actors of one action by role."""

    agents: list[int] = field(default_factory=list)
    possible_agents: list[int] = field(default_factory=list)
    targets: list[int] = field(default_factory=list)
    recipients: list[int] = field(default_factory=list)
    places: list[int] = field(default_factory=list)

    @property
    def acting(self) -> bool:
        """Whether somebody acts, or may."""
        return bool(self.agents or self.possible_agents)

    @property
    def affected(self) -> bool:
        """Whether it is done to somebody, or for somebody."""
        return bool(self.targets or self.recipients)

    def add(self, role: str, scene: Scene, token: Token, kind: str) -> None:
        """Add the actors that a phrase affects, in one role of a class of action.

        Whoever has a role already keeps it. Other roles of the lexicon bind nobody. An object is
        an agent where it dies: `The storm killed six`.
        """
        if role not in ("agent", "target", "recipient"):
            return
        taken = {*self.agents, *self.targets, *self.recipients}
        affected = affected_heads(role, scene, token, kind, acting=self.acting)
        keys = scene.members(affected, attacked=kind in VIOLENT)
        members = self.targets
        if role == "recipient":
            members = self.recipients
        elif role == "agent":
            members = self.agents
        members.extend(key for key in keys if key not in taken)


def find_parties(scene: Scene, clause: Clause, frame: Frame) -> Parties:
    """Bind the actors of a clause to the roles that its frame gives them."""
    parties = Parties()
    _add_doers(scene, clause, frame, parties)
    role = _object_role(clause, frame, parties)
    for token in _undergoing(clause):
        if names_a_body(token) or not only_names_the_action(scene, frame, token):
            parties.add(frame.roles.get("object", role), scene, token, frame.kind)
    for word in clause.obliques:
        # The `by` of a passive has named the doers.
        if word != "by" or not clause.passive:
            heads = heads_that_take_part(scene, clause, frame, word)
            _add_obliques(scene, frame, parties, word, heads, role)
    _add_those_behind_nouns(scene, clause, frame, parties, role)
    _add_givers(scene, clause, frame, parties)
    _add_from_complement(scene, clause, frame, parties)
    _add_from_content(scene, clause, frame, parties)
    return parties


def _undergoing(clause: Clause) -> list[Token]:
    """Return the objects, without what says what the subject is: `became a judge`."""
    return [token for token in clause.objects if token.dep != "attr" or clause.passive]


def _add_doers(scene: Scene, clause: Clause, frame: Frame, parties: Parties) -> None:
    doers = scene.actor_heads(clause.doers) or standing_in(scene, clause, frame)
    if clause.passive:
        # `killed by the river`: beside it.
        doers = [doer for doer in doers if not is_described_place(scene, doer)]
        doers = doers or _both_sides(scene, clause, frame) or publishers(scene, clause, frame)
    undergoing = frame.roles.get("subject")
    if undergoing and not clause.passive:
        # `Ada Lund received asylum from Chad`: it is done to the subject.
        for token in doers:
            parties.add(undergoing, scene, token, frame.kind)
        doers = _those_it_comes_from(scene, clause, frame)
    partners = acting_jointly(scene, clause)
    parties.agents.extend(scene.members(doers + partners))
    parties.possible_agents.extend(scene.members(clause.possible_doers))
    to_itself = frame.kind in DONE_TO_ONESELF and any(map(is_reflexive, clause.objects))
    # `killed herself`, `thanked each other`
    if to_itself or any(map(is_reciprocal, clause.objects)):
        parties.targets.extend(parties.agents)


def _those_it_comes_from(scene: Scene, clause: Clause, frame: Frame) -> list[Token]:
    sources = list(givers(clause))
    for noun in listed_objects(clause, frame):
        # `met with resistance from Chad`
        sources += all_coordinated(behind(noun, "from"))
    return scene.actor_heads(sources)


def _both_sides(scene: Scene, clause: Clause, frame: Frame) -> list[Token]:
    """`A deal between Chad and Niger was signed.`

    Not those of a fight in which somebody was killed: one of them did it.
    """
    sides: list[Token] = []
    if frame.kind in VIOLENT:
        return sides
    for noun in listed_objects(clause, frame):
        sides.extend(all_coordinated(behind(noun, "between")))
    return scene.actor_heads(sides)


def _add_givers(scene: Scene, clause: Clause, frame: Frame, parties: Parties) -> None:
    """Add those from whom something is got: `took money from Chad`, `retired from the bank`."""
    if clause.passive or "from" in frame.particles or "from" in frame.roles:
        return
    if clause.verb.lemma in GETTING:
        for giver in givers(clause):
            if not scene.is_of(giver, "Place"):
                parties.add("target", scene, giver, frame.kind)
    if frame.kind == "Request":
        for giver in _those_asked(clause):
            if not scene.is_of(giver, "Place"):
                parties.add("recipient", scene, giver, frame.kind)
    if frame.kind in LEAVING:
        for body in clause.obliques.get("from", ()):
            if scene.is_of(body, "Organisation"):
                parties.add("target", scene, body, frame.kind)


def _those_asked(clause: Clause) -> Iterator[Token]:
    """`requested help from Chad`, `seeks billions in loans from Chad`; not `a withdrawal from`."""
    wanted = [*clause.objects, *clause.obliques.get("in", ())]
    for noun in clause.objects:
        wanted.extend(behind(noun, "in"))
    for noun in wanted:
        kinds = {frame.kind for frame in noun_frames().get(noun.lemma, ())}
        if kinds <= GIVEN and noun.lemma not in AGAINST:
            yield from all_coordinated(behind(noun, "from"))


def _object_role(clause: Clause, frame: Frame, parties: Parties) -> str:
    """Return the role of objects: what undergoes a passive without a doer may be its target."""
    if frame.kind in PASSIVE_NAMES_TARGET and clause.passive and not parties.agents:
        return "target"
    return object_role(frame.kind)


def _add_obliques(
    scene: Scene,
    frame: Frame,
    parties: Parties,
    word: str,
    tokens: Iterable[Token],
    object_role: str,
) -> None:
    """Add what follows one preposition: a place, or a party in the role that the frame says."""
    in_frame = word in frame.particles or frame.roles.get(word, "none") != "none"
    role = oblique_role(frame, word, object_role)
    for token in tokens:
        if word in WHERE and scene.is_place(token) and not in_frame:
            # `arrested in Oslo`
            parties.places.extend(scene.keys([token]))
        elif token.pos in NOMINAL and not only_names_the_action(scene, frame, token):
            parties.add(role, scene, token, frame.kind)


def _add_those_behind_nouns(
    scene: Scene,
    clause: Clause,
    frame: Frame,
    parties: Parties,
    role: str,
) -> None:
    """Add whom the objects name: `carry out a purge of the army`, `blamed the attack on Chad`."""
    if clause.verb.lemma in BLAMING:
        for noun in clause.objects:
            for head in all_coordinated(behind(noun, "on")):
                parties.add("target", scene, head, frame.kind)
    for noun in listed_objects(clause, frame):
        for head in behind_the_noun(scene, frame, noun):
            parties.add(role, scene, head, frame.kind)
    for noun in clause.objects:
        if frame.kind == WIDEST and not scene.actor(noun):
            # `took action against smugglers`; but `condemned the hunt against smugglers`
            for head in all_coordinated(behind(noun, "against")):
                parties.add(role, scene, head, frame.kind)


def _add_from_complement(scene: Scene, clause: Clause, frame: Frame, parties: Parties) -> None:
    """Add the other party of what is agreed: `agreed to work with the network`."""
    if frame.kind not in COMPLEMENT_NAMES_TARGET or parties.affected:
        return
    for complement in clause.complements:
        if complement.dep == "xcomp":
            agreed = read_clause(complement)
            for token in [*agreed.objects, *agreed.obliques.get("with", ())]:
                parties.add("target", scene, token, frame.kind)


def _add_from_content(scene: Scene, clause: Clause, frame: Frame, parties: Parties) -> None:
    """Add who does what is alleged or asked for: `alleged that Chad stole the money`."""
    role = DOER_OF_CONTENT.get(frame.kind)
    if role is None or parties.affected or clause.passive:
        return
    for content in clause.verb.having("ccomp"):
        if is_verb(content) and not is_passive(content):
            for doer in subject_heads(content):
                parties.add(role, scene, doer, frame.kind)
