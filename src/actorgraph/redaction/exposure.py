"""Who a graph would expose: each actor's standing, and the words by which a protected one could be known."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from actorgraph.errors import GraphError
from actorgraph.redaction.rules import RedactionPolicy
from actorgraph.stores.contract import Store
from actorgraph.vocabulary.vocab import iri_text, local_name, subclasses

# Acts that hurt whom they touch; whoever is touched and not named is at risk.
HURTING = ("Assault", "Coerce", "Threaten")
# The longest word of a name that may have a small initial: "de", "van", "bin".
PARTICLE = 3
# A word of so many letters is no accident within another.
LONG = 5
TITLES = {
    "the",
    "a",
    "an",
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "prof",
    "sir",
    "lady",
    "lord",
    "of",
    "and",
    "his",
    "her",
    "their",
    "one",
    "two",
    "source",
}
# Letters that no decomposition makes plain.
LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th"}
)
ROLES = (
    "agent",
    "possibleAgent",
    "target",
    "recipient",
    "place",
    "holder",
    "attributedTo",
    "subject",
    "object",
)
Facts = dict[str, list[ox.NamedNode | ox.Literal]]


class Told:
    """What graphs tell, by subject and the local name of the property, in a fixed order."""

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        self.facts: dict[str, Facts] = defaultdict(lambda: defaultdict(list))
        for triple in sorted(triples, key=str):
            if isinstance(triple.object, ox.NamedNode | ox.Literal):
                self.facts[iri_text(triple.subject)][local_name(triple.predicate)].append(
                    triple.object
                )

    def values(self, subject: str, name: str) -> list[str]:
        """Return the texts under a property of a subject; none where it has none."""
        return (
            [iri_text(value) for value in self.facts[subject][name]]
            if subject in self.facts
            else []
        )

    def kinds(self, subject: str) -> set[str]:
        """Return the local names of a subject's classes."""
        return {local_name(iri) for iri in self.values(subject, "type")}

    def says(self, subject: str, name: str) -> bool:
        """Tell whether a flag is set; whatever does not say no, says yes."""
        return any(
            value.strip().casefold() not in ("false", "0") for value in self.values(subject, name)
        )

    def claims(self) -> list[str]:
        """Return the claims' IRIs, sorted."""
        return [subject for subject in sorted(self.facts) if "Claim" in self.kinds(subject)]

    def actors(self) -> set[str]:
        """Return everyone who takes part in a claim, is its source, is marked, or has a class of actors."""
        kinds = subclasses("Actor") | {"Place", "Document"}
        taking_part = {
            actor for claim in self.claims() for role in ROLES for actor in self.values(claim, role)
        }
        marked = {
            s for s, facts in self.facts.items() if "protected" in facts or "unnamed" in facts
        }
        return (
            taking_part
            | marked
            | {subject for subject in self.facts if self.kinds(subject) & kinds}
        )


@dataclass(frozen=True, slots=True)
class Exposure:
    """The protected actors, the unnamed ones, and the words and phrases that nothing in the export may hold."""

    protected: frozenset[str]
    unnamed: frozenset[str]
    words: frozenset[str]
    phrases: frozenset[str]

    def tells(self, text: str) -> bool:
        """Tell whether a text holds a word or phrase that would give a protected actor away."""
        plain = folded(text)
        if not self.words.isdisjoint(plain.split()) or any(
            f" {phrase} " in f" {plain} " for phrase in self.phrases
        ):
            return True
        # A longer word is found within others, too (kin, compounds); scripts without capitals may write no blanks.
        joined = plain.replace(" ", "")
        return any(word in joined for word in self.words if len(word) >= LONG or _is_uncased(word))


def folded(text: str) -> str:
    """Return a text's words without case, accents, invisible signs and punctuation, a blank between them."""
    plain = unicodedata.normalize("NFKD", text).casefold().translate(LETTERS)
    kept = (
        sign
        for sign in plain
        if unicodedata.category(sign) != "Cf" and not unicodedata.combining(sign)
    )
    return " ".join(
        "".join(
            s if s.isalnum() or unicodedata.category(s)[0] == "M" else " " for s in kept
        ).split()
    )


def _is_uncased(word: str) -> bool:
    return not word.isascii() and word == word.title()


def expose(store: Store, policy: RedactionPolicy) -> Exposure:
    """Find who must not be seen. Raises GraphError where somebody marked has no class: nobody can tell what to do."""
    if any(
        isinstance(term, ox.BlankNode)
        for triple in store.triples()
        for term in (triple.subject, triple.object)
    ):
        raise GraphError(
            "cannot be redacted: it speaks of nodes without a name", remedy="give each node an IRI"
        )
    told = Told([quad.triple for quad in store.contents()])
    classless = [
        a
        for a in told.actors()
        if not told.kinds(a) & (subclasses("Actor") | {"Place", "Document"})
    ]
    if classless:
        # The message names nobody: it may be kept in a log.
        raise GraphError(
            f"cannot be redacted: {len(classless)} of those it speaks of have no class",
            remedy="give each a class such as ag:Person or ag:Group, or take the mention out",
        )
    listed = {folded(name) for name in policy.names}
    protected = {a for a in told.actors() if told.says(a, "protected")}
    if policy.victims:
        protected.update(_victims(told))
    protected = _with_namesakes(told, protected, listed)
    unnamed = {a for a in told.actors() if told.says(a, "unnamed")} - protected
    unnamed = {a for a in unnamed if "Document" not in told.kinds(a)}
    words = {word for actor in protected for word in telling(told, actor)} | {
        w for n in listed for w in n.split()
    }
    phrases = {
        folded(name) for actor in protected | unnamed for name in _names(told, actor)
    } | listed
    return Exposure(
        frozenset(protected),
        frozenset(unnamed),
        frozenset(word for word in words if len(word) > 1 or not word.isascii()),
        frozenset(phrase for phrase in phrases if " " in phrase) | _bodies(told, protected),
    )


def _with_namesakes(told: Told, protected: set[str], listed: set[str]) -> set[str]:
    """Add whoever bears a protected name, wholly or in part, and whoever is told to be the same."""
    found = set(protected)
    while True:
        names = [set(name.split()) for actor in found for name in telling_names(told, actor)]
        names += [set(name.split()) for name in listed]
        persons = {actor for actor in told.actors() - found if "Person" in told.kinds(actor)}
        same = {
            actor
            for actor in persons
            for name in map(folded, _names(told, actor))
            if _is_one_of(name, names)
        }
        same |= {other for actor in found for other in told.values(actor, "sameAs")}
        same |= {actor for actor in told.facts if found & set(told.values(actor, "sameAs"))}
        exact = {a for a in told.actors() if listed & {folded(name) for name in _names(told, a)}}
        if (same | exact) <= found:
            return found
        found |= same | exact


def _is_one_of(name: str, names: list[set[str]]) -> bool:
    """Tell whether a name is part of one of these, or one of these part of it."""
    words = set(name.split()) - TITLES
    return bool(words) and any(words <= other or other <= words for other in names if other)


def telling_names(told: Told, actor: str) -> list[str]:
    """Return the names, not the descriptions, of a protected person, without forms of address."""
    words = set(telling(told, actor))
    found = (
        " ".join(w for w in folded(name).split() if w in words)
        for name in told.values(actor, "label")
    )
    return [name for name in found if name]


def _bodies(told: Told, protected: set[str]) -> set[str]:
    """Return the names of one word of protected bodies and places: they are too short for a phrase, and no one's words."""
    named = (
        actor for actor in protected if told.kinds(actor) & {"Organisation", "Place", "Government"}
    )
    return {folded(name) for actor in named for name in _names(told, actor) if folded(name)}


def _names(told: Told, actor: str) -> list[str]:
    return [*told.values(actor, "label"), *told.values(actor, "altLabel")]


def _victims(told: Told) -> Iterator[str]:
    """Yield those without a name who die, or whom somebody hurts, holds or threatens."""
    for claim in told.claims():
        kinds = told.kinds(claim)
        hurt = (
            ("target", "recipient")
            if kinds & set(HURTING)
            else ("agent",)
            if "Death" in kinds
            else ()
        )
        for actor in (actor for role in hurt for actor in told.values(claim, role)):
            if "exactMatch" not in told.facts[actor] and (
                told.kinds(actor) & {"Group"} or told.says(actor, "unnamed")
            ):
                yield actor


def telling(told: Told, actor: str) -> Iterator[str]:
    """Yield the single words by which a protected person is known: those of a name, not of a description."""
    if "Person" not in told.kinds(actor):
        return
    label = set(told.values(actor, "label"))
    for name in _names(told, actor):
        words = re.findall(r"[\w’'\u0300-\u036f\u0900-\u0dff-]+", name)
        # A name's words have no small initial, but for particles; a description's have. A label is a name.
        if name in label or not any(_is_small(word[0]) and len(word) > PARTICLE for word in words):
            telling = [word for word in words if not _is_small(word[0])] or [
                w for w in words if len(w) > PARTICLE
            ]
            told_of = {part for word in telling for part in folded(word).split()}
            yield from sorted(told_of - TITLES)


def _is_small(letter: str) -> bool:
    """Tell whether a letter would be a capital at the head of a name; Georgian's have another form and are none."""
    return letter.islower() and letter.title() != letter
