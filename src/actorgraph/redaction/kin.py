"""Kin and others who are described by a tie to somebody: `his brother`, `the victim's widow`.

The graph has the tie in the offsets of mentions: `His` within `His brother` is a mention of the
brother's owner. Where the owner has no mention, the words of the description say who it is.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from actorgraph.graph.facts import Facts
from actorgraph.redaction.name_index import NameIndex
from actorgraph.redaction.people import claims_of, names_of
from actorgraph.redaction.words import folded
from actorgraph.vocabulary.gazetteer import words as words_of_kind
from actorgraph.vocabulary.lexicon import word_set
from actorgraph.vocabulary.vocab import AG, NIF, RDFS

SPAN = re.compile(r"(?P<article>.*)#char=(?P<begin>\d++),(?P<end>\d++)", re.DOTALL)
# `the victim's widow`, `Marta Quill's former lawyer`, `the victims' families`
POSSESSED = re.compile(r"(?P<owner>.+?)(?:['’]s|s['’]) (?P<close>.+)", re.DOTALL)
# `the neighbour of Marta Quill`, `a lawyer for the victim`
BELONGING = re.compile(r"(?P<close>.+?) (?:of|for|to) (?P<owner>.+)", re.DOTALL)
PHRASES = (POSSESSED, BELONGING)
POSSESSIVES = ("his", "her", "their")
# `among them`, `including`
MOST_LEADING = 2
Actors = set[ox.NamedNode]


@dataclass(frozen=True, slots=True)
class _Mention:
    begin: int
    end: int
    actor: ox.NamedNode
    span: ox.NamedNode


@dataclass(slots=True)
class Kin:
    """Those close to somebody: by the owner, by the owner's name, and those of victims."""

    facts: Facts
    of_victims: Actors = field(default_factory=set)
    of_those_at_risk: Actors = field(default_factory=set)
    _of_actor: dict[ox.NamedNode, Actors] = field(default_factory=lambda: defaultdict(set))
    # Those whose owner is unknown, by article, and the articles that mention an actor.
    _of_anybody: dict[str, Actors] = field(default_factory=lambda: defaultdict(set))
    _articles_of: dict[ox.NamedNode, set[str]] = field(default_factory=lambda: defaultdict(set))
    _by_owner_name: NameIndex = field(default_factory=NameIndex)

    @classmethod
    def among(cls, facts: Facts, actors: Iterable[ox.NamedNode]) -> "Kin":
        """Find who of these actors is described by a close tie to somebody."""
        kin = cls(facts)
        close = set()
        by_label: dict[str, Actors] = defaultdict(set)
        for actor in actors:
            for label in facts.values(actor, RDFS.label):
                by_label[folded(label)].add(actor)
            if _is_close(names_of(facts, actor)):
                close.add(actor)
        kin._read_mentions(close)
        for actor in sorted(close, key=str):
            kin._read_names(actor, by_label)
        kin._read_relations()
        return kin

    def of(self, actor: ox.NamedNode, names: Iterable[str]) -> Actors:
        """Return those close to an actor who has these names.

        If it is unknown to whom in an article somebody is close, it may be this actor.
        """
        found = set(self._of_actor.get(actor, ()))
        for article in self._articles_of.get(actor, ()):
            found |= self._of_anybody.pop(article, set())
        for name in names:
            found |= self._by_owner_name.sharing(name)
        return found

    def of_group(self, names: Iterable[str]) -> Actors:
        """Return those who are described as close to a group or body by one of its names."""
        found: Actors = set()
        for name in names:
            found |= self._by_owner_name.equal(name)
        return found

    def of_name(self, name: str) -> Actors:
        """Return those who are described by a tie to this name."""
        return self._by_owner_name.sharing(name, is_listed=True)

    def _read_mentions(self, close: Actors) -> None:
        """Find the mentions within a mention of somebody close: `His` within `His brother`."""
        for article, mentions in _mentions_by_article(self.facts).items():
            owned: Actors = set()
            for outer, inner in _nested(mentions, close):
                if self._is_description(outer):
                    self._of_actor[inner.actor].add(outer.actor)
                    owned.add(outer.actor)
            for mention in mentions:
                self._articles_of[mention.actor].add(article)
            # `Their lawyer`: the reading did not find whose.
            unowned = close.intersection(mention.actor for mention in mentions) - owned
            self._of_anybody[article].update(filter(self._has_pronoun, unowned))

    def _has_pronoun(self, actor: ox.NamedNode) -> bool:
        """Return whether a description of somebody begins with `his`, `her` or `their`."""
        names = (folded(name).split() for name in names_of(self.facts, actor))
        return any(words[0] in POSSESSIVES and _is_close(words) for words in names if words)

    def _is_description(self, mention: _Mention) -> bool:
        """Return whether the words of a mention have a noun of closeness, if they are known."""
        words = self.facts.values(mention.span, NIF.anchorOf)
        return not words or _is_close(words)

    def _read_names(self, actor: ox.NamedNode, by_label: Mapping[str, Actors]) -> None:
        for name in names_of(self.facts, actor):
            for phrase in _owners(name):
                # `the neighbour of Marta Quill, Greta Lind`: whose name it is may be the neighbour.
                owner, *apposed = phrase.split(",")
                for text in apposed:
                    for label in _ends(text):
                        self._of_actor[actor] |= by_label.get(label, set())
                words = _singulars(owner)
                if words & word_set("victimNouns"):
                    self.of_victims.add(actor)
                elif words & words_of_kind("Group", "protectedWord"):
                    self.of_those_at_risk.add(actor)
                else:
                    self._by_owner_name.add(actor, owner)

    def _read_relations(self) -> None:
        """A person who represents somebody: a lawyer, whether or not the words say so."""
        for claim in claims_of(self.facts):
            if "Represents" not in self.facts.types(claim):
                continue
            for client in self.facts.nodes(claim, AG.object):
                agents = self.facts.nodes(claim, AG.subject)
                persons = (agent for agent in agents if "Person" in self.facts.types(agent))
                self._of_actor[client].update(persons)


def _mentions_by_article(facts: Facts) -> dict[str, list[_Mention]]:
    """Return the mentions of all actors by the IRIs of their articles."""
    by_article: dict[str, list[_Mention]] = defaultdict(list)
    for node in facts:
        if not isinstance(node, ox.NamedNode):
            continue
        for span in facts.nodes(node, AG.mention):
            place = SPAN.fullmatch(span.value)
            if place:
                mention = _Mention(int(place["begin"]), int(place["end"]), node, span)
                by_article[place["article"]].append(mention)
    return by_article


def _nested(mentions: list[_Mention], close: Actors) -> Iterator[tuple[_Mention, _Mention]]:
    """Yield each mention of somebody close with those of others within it."""
    mentions = sorted(mentions, key=lambda mention: (mention.begin, -mention.end, str(mention)))
    around: list[_Mention] = []
    for mention in mentions:
        around = [outer for outer in around if outer.end > mention.begin]
        for outer in around:
            is_within = mention.end <= outer.end and mention.actor != outer.actor
            if is_within and (mention.begin, mention.end) != (outer.begin, outer.end):
                yield outer, mention
        if mention.actor in close:
            around.append(mention)


def _is_close(names: Iterable[str]) -> bool:
    return any(_singulars(name) & word_set("closeNouns") for name in names)


def _owners(name: str) -> Iterator[str]:
    """Yield whom a description names as the owner: `Marta Quill` of `Marta Quill's brother`."""
    for phrase in PHRASES:
        match = phrase.fullmatch(name)
        if match and _is_close([match["close"]]):
            yield match["owner"]


def _ends(text: str) -> Iterator[str]:
    """Yield a text without its first words, for `including Greta Lind`."""
    words = folded(text).split()
    for start in range(min(len(words), MOST_LEADING + 1)):
        yield " ".join(words[start:])


def _singulars(name: str) -> set[str]:
    words = set(folded(name).split())
    return words | {word.removesuffix("s") for word in words}
