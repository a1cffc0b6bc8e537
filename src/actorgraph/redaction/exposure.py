"""Who a graph would expose: each actor's standing, and the words by which a protected one could be known."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from actorgraph.errors import GraphError
from actorgraph.redaction.rules import RedactionPolicy
from actorgraph.store import Store
from actorgraph.vocab import iri_text, local_name, subclasses

# Acts that hurt whom they touch; whoever is touched and not named is at risk.
HURTING = ("Assault", "Coerce", "Threaten")
# The longest word of a name that may have a small initial: "de", "van", "bin".
PARTICLE = 3
ROLES = ("agent", "possibleAgent", "target", "recipient", "place", "holder", "attributedTo", "subject", "object")
Facts = dict[str, list[ox.NamedNode | ox.Literal]]


class Told:
    """What graphs tell, by subject and the local name of the property, in a fixed order."""

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        self.facts: dict[str, Facts] = defaultdict(lambda: defaultdict(list))
        for triple in sorted(triples, key=str):
            if isinstance(triple.object, ox.NamedNode | ox.Literal):
                self.facts[iri_text(triple.subject)][local_name(triple.predicate)].append(triple.object)

    def values(self, subject: str, name: str) -> list[str]:
        """Return the texts under a property of a subject; none where it has none."""
        return [iri_text(value) for value in self.facts[subject][name]] if subject in self.facts else []

    def kinds(self, subject: str) -> set[str]:
        """Return the local names of a subject's classes."""
        return {local_name(iri) for iri in self.values(subject, "type")}

    def says(self, subject: str, name: str) -> bool:
        """Tell whether a flag is set."""
        return "true" in self.values(subject, name)

    def claims(self) -> list[str]:
        """Return the claims' IRIs, sorted."""
        return [subject for subject in sorted(self.facts) if "Claim" in self.kinds(subject)]

    def actors(self) -> set[str]:
        """Return everyone who takes part in a claim, is its source, is marked, or has a class of actors."""
        kinds = subclasses("Actor") | {"Place", "Document"}
        taking_part = {actor for claim in self.claims() for role in ROLES for actor in self.values(claim, role)}
        marked = {s for s, facts in self.facts.items() if "protected" in facts or "unnamed" in facts}
        return taking_part | marked | {subject for subject in self.facts if self.kinds(subject) & kinds}


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
        if not self.words.isdisjoint(plain.split()) or any(f" {phrase} " in f" {plain} " for phrase in self.phrases):
            return True
        # Scripts without capitals may write no blanks between words, either.
        return any(word in plain for word in self.words if not word.isascii() and word == word.title())


def folded(text: str) -> str:
    """Return a text's words without case, accents and punctuation, a blank between them."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    letters = "".join(" " if not (mark.isalnum() or unicodedata.combining(mark)) else mark for mark in plain)
    return " ".join("".join(mark for mark in letters if not unicodedata.combining(mark)).split())


def expose(store: Store, policy: RedactionPolicy) -> Exposure:
    """Find who must not be seen. Raises GraphError where somebody marked has no class: nobody can tell what to do."""
    told = Told(store.triples())
    classless = [a for a in told.actors() if not told.kinds(a) & (subclasses("Actor") | {"Place", "Document"})]
    if classless:
        # The message names nobody: it may be kept in a log.
        raise GraphError(
            f"cannot be redacted: {len(classless)} of those it speaks of have no class",
            remedy="give each a class such as ag:Person or ag:Group, or take the mention out",
        )
    listed = {folded(name) for name in policy.names}
    named = {actor for actor in told.actors() if listed & {folded(name) for name in _names(told, actor)}}
    protected = {a for a in told.actors() if told.says(a, "protected")} | named
    if policy.victims:
        protected.update(_victims(told))
    unnamed = {a for a in told.actors() if told.says(a, "unnamed")} - protected
    unnamed = {a for a in unnamed if "Document" not in told.kinds(a)}
    words = {word for actor in protected for word in telling(told, actor)} | {w for n in listed for w in n.split()}
    phrases = {folded(name) for actor in protected | unnamed for name in _names(told, actor)} | listed
    return Exposure(
        frozenset(protected),
        frozenset(unnamed),
        frozenset(word for word in words if len(word) > 1),
        frozenset(phrase for phrase in phrases if " " in phrase),
    )


def _names(told: Told, actor: str) -> list[str]:
    return [*told.values(actor, "label"), *told.values(actor, "altLabel")]


def _victims(told: Told) -> Iterator[str]:
    """Yield those without a name who die, or whom somebody hurts, holds or threatens."""
    for claim in told.claims():
        kinds = told.kinds(claim)
        hurt = ("target", "recipient") if kinds & set(HURTING) else ("agent",) if "Death" in kinds else ()
        for actor in (actor for role in hurt for actor in told.values(claim, role)):
            if "exactMatch" not in told.facts[actor] and (told.kinds(actor) & {"Group"} or told.says(actor, "unnamed")):
                yield actor


def telling(told: Told, actor: str) -> Iterator[str]:
    """Yield the single words by which a protected person is known: those of a name, not of a description."""
    if "Person" not in told.kinds(actor) or told.says(actor, "unnamed"):
        return
    for name in _names(told, actor):
        words = re.findall(r"[\w’'-]+", name)
        # A name's words have no small initial, but for particles; a description's have.
        if not any(_is_small(word[0]) and len(word) > PARTICLE for word in words):
            yield from (part for word in words if not _is_small(word[0]) for part in folded(word).split())


def _is_small(letter: str) -> bool:
    """Tell whether a letter would be a capital at the head of a name; Georgian's have another form and are none."""
    return letter.islower() and letter.title() != letter
