"""Kin and others who are described by a tie to somebody: `his brother`, `the victim's widow`.

The graph has the tie in the offsets of mentions: `His` within `His brother` is a mention of the
brother's owner. Where the owner has no mention, the words of the description say who it is.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import pyoxigraph as ox

from actorgraph.graph.facts import Facts
from actorgraph.redaction.name_index import NameIndex
from actorgraph.redaction.neighbours import close_in_claims, close_in_text, owned_in_text
from actorgraph.redaction.people import claims_of, is_marked, names_of
from actorgraph.redaction.places import Mention, mentions_by_article
from actorgraph.redaction.words import folded
from actorgraph.vocabulary.gazetteer import words as words_of_kind
from actorgraph.vocabulary.lexicon import word_set
from actorgraph.vocabulary.vocab import AG, NIF, RDFS

# `the victim's widow`, `Marta Quill's former lawyer`, `the victims' families`
POSSESSED = re.compile(r"(?P<owner>.+?)(?:['’]s|s['’]) (?P<close>.+)", re.DOTALL)
# `the neighbour of Marta Quill`, `a lawyer for the victim`
BELONGING = re.compile(r"(?P<close>.+?) (?:of|for|to) (?P<owner>.+)", re.DOTALL)
PHRASES = (POSSESSED, BELONGING)
POSSESSIVES = ("his", "her", "their")
PRONOUNS = frozenset({*POSSESSIVES, "him", "hers", "them", "theirs"})
# `a friend`, `one of the neighbours`: whose is not said.
UNSAID = frozenset({"a", "an", "the", "one", "of", "close", "former", "another", "old"})
# `among them`, `including`
MOST_LEADING = 2
# Relations of an owner or founder to a body.
OWNING = frozenset({"OwnerOf", "FounderOf"})
Actors = set[ox.NamedNode]


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
    # To whom somebody is close, in either direction: by actor, and as the names of others.
    _near: dict[ox.NamedNode, Actors] = field(default_factory=lambda: defaultdict(set))
    _names_near: dict[ox.NamedNode, set[str]] = field(default_factory=lambda: defaultdict(set))

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
        for first, second in close_in_claims(facts):
            kin._near[first].add(second)
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

    def near(self, actor: ox.NamedNode) -> Actors:
        """Return those to whom an actor is close, whoever of them is described by the other.

        They are as well known as the actor is not: the search does not go on from them.
        """
        return set(self._near.get(actor, ()))

    def names_near(self, actor: ox.NamedNode) -> set[str]:
        """Return the names by which the descriptions of an actor say to whom they are close."""
        return set(self._names_near.get(actor, ()))

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
        for article, mentions in mentions_by_article(self.facts).items():
            owned: Actors = set()
            for outer, inner in _nested(map(self._whole, mentions), close):
                if self._is_description(outer) and self._may_own(inner, outer):
                    self._of_actor[inner.actor].add(outer.actor)
                    self._add_near(outer.actor, inner.actor)
                    owned.add(outer.actor)
            for mention in mentions:
                self._articles_of[mention.actor].add(article)
            # `Their lawyer`, `a friend`: the reading did not find whose.
            unowned = close.intersection(mention.actor for mention in mentions) - owned
            self._of_anybody[article].update(filter(self._has_no_owner, unowned))
            for text in self.facts.values(ox.NamedNode(article), NIF.isString)[:1]:
                self._read_text(text, mentions)

    def _read_text(self, text: str, mentions: list[Mention]) -> None:
        """Find the ties that the words between two mentions show."""
        for first, second in close_in_text(self.facts, mentions, text):
            self._near[first].add(second)
        for owner, body in owned_in_text(self.facts, mentions, text):
            self._of_actor[owner].add(body)

    def _may_own(self, inner: Mention, outer: Mention) -> bool:
        """Return whether a mention within a description is of its owner.

        A body is owned by whoever comes first: `her bakery`, not `the company that sued her`.
        """
        if inner.begin == outer.begin:
            return True
        words = [*names_of(self.facts, outer.actor), *self.facts.values(outer.span, NIF.anchorOf)]
        nouns = word_set("closeNouns")
        return any(_singulars(name) & nouns for name in words)

    def _whole(self, mention: Mention) -> Mention:
        """Return a mention with all words of a description that begins with it.

        The mention is `a neighbour`, the other name `a neighbour who hid her`.
        """
        lengths = [mention.end - mention.begin]
        for words in self.facts.values(mention.span, NIF.anchorOf)[:1]:
            names = names_of(self.facts, mention.actor)
            lengths += [len(name) for name in names if name.startswith(words)]
        return replace(mention, end=mention.begin + max(lengths))

    def _add_near(self, actor: ox.NamedNode, owner: ox.NamedNode) -> None:
        # The husband of `the woman` who was killed may be a president.
        if not is_marked(self.facts, actor, AG.unnamed):
            self._near[actor].add(owner)

    def _has_no_owner(self, actor: ox.NamedNode) -> bool:
        """Return whether somebody is described as `their lawyer`, `a friend of hers` or `a friend`.

        A trade alone, such as `a lawyer`, ties nobody to anybody.
        """
        names = (folded(name).split() for name in names_of(self.facts, actor))
        return any(_is_close(words) and _lacks_owner(words) for words in names)

    def _is_description(self, mention: Mention) -> bool:
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
                    self._names_near[actor].add(owner)

    def _read_relations(self) -> None:
        """Read who is tied by a relation: a lawyer, kin, or a body and whoever owns it."""
        for claim in claims_of(self.facts):
            types = self.facts.types(claim)
            for subject in self.facts.nodes(claim, AG.subject):
                for related in self.facts.nodes(claim, AG.object):
                    self._read_relation(types, subject, related)

    def _read_relation(
        self,
        types: frozenset[str],
        subject: ox.NamedNode,
        related: ox.NamedNode,
    ) -> None:
        if "Represents" in types and self._is_somebody(subject):
            self._of_actor[related].add(subject)
        # Each of two relatives identifies the other.
        if "RelativeOf" in types:
            self._of_actor[related].add(subject)
            self._of_actor[subject].add(related)
        # A body identifies its owners and founders. They identify it and what belongs to it, but a
        # co-owner may be as well known as a bank.
        if not OWNING.isdisjoint(types) and self._is_ownable(related):
            self._of_actor[subject].add(related)
            self._near[related].add(subject)
        if "SubsidiaryOf" in types and self._is_ownable(subject):
            self._of_actor[related].add(subject)

    def _is_somebody(self, actor: ox.NamedNode) -> bool:
        return "Person" in self.facts.types(actor)

    def _is_ownable(self, body: ox.NamedNode) -> bool:
        """Return whether a body has a name that could identify its owner. States do not."""
        is_state = "Government" in self.facts.types(body)
        return not is_state and not is_marked(self.facts, body, AG.unnamed)


def _nested(mentions: Iterable[Mention], close: Actors) -> Iterator[tuple[Mention, Mention]]:
    """Yield each mention of somebody close with those of others within it."""
    around: list[Mention] = []
    for mention in mentions:
        around = [outer for outer in around if outer.end > mention.begin]
        for outer in around:
            is_within = mention.end <= outer.end and mention.actor != outer.actor
            if is_within and (mention.begin, mention.end) != (outer.begin, outer.end):
                yield outer, mention
        if mention.actor in close:
            around.append(mention)


def _lacks_owner(words: list[str]) -> bool:
    """Return whether the words of a description have a pronoun, or are a private noun alone."""
    if words[0] in POSSESSIVES or not PRONOUNS.isdisjoint(words[1:]):
        return True
    private = word_set("closeNouns") - word_set("tradeNouns")
    return all(word in UNSAID or word.removesuffix("s") in private for word in words)


def _is_close(names: Iterable[str]) -> bool:
    nouns = word_set("closeNouns") | word_set("ownedNouns")
    return any(_singulars(name) & nouns for name in names)


def _owners(name: str) -> Iterator[str]:
    """Yield whom a description names as the owner: `Marta Quill` of `Marta Quill's brother`."""
    for phrase in PHRASES:
        match = phrase.fullmatch(name)
        if match is None:
            continue
        nouns = word_set("closeNouns")
        # `a charity for refugees` is not theirs.
        if phrase is POSSESSED:
            nouns = nouns | word_set("ownedNouns")
        if _singulars(match["close"]) & nouns:
            yield match["owner"]


def _ends(text: str) -> Iterator[str]:
    """Yield a text without its first words, for `including Greta Lind`."""
    words = folded(text).split()
    for start in range(min(len(words), MOST_LEADING + 1)):
        yield " ".join(words[start:])


def _singulars(name: str) -> set[str]:
    words = set(folded(name).split())
    return words | {word.removesuffix("s") for word in words}
