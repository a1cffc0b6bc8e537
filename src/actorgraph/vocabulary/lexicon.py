"""The ontology's frames, parsed: which words, with which companions, say which action.

A frame is written `verb particle [object|object] <kind|kind> + role=…`; ontology/README.md tells how.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import pyoxigraph as ox

from actorgraph.vocabulary.vocab import (
    AG,
    RDFS,
    carrying,
    iri_text,
    literals,
    literals_of_all,
    local_name,
)

# What a frame is done to where it is done to whatever stands there.
ANYTHING = "any"


@dataclass(frozen=True, slots=True)
class Frame:
    """One cue of an action class: a verb, the words it needs beside it, and the roles of its companions.

    `things` are the kinds of thing that it may be done to; none where it is done to anything.
    """

    kind: str
    text: str
    verb: str
    particles: tuple[str, ...] = ()
    objects: frozenset[str] = frozenset()
    object_needed: bool = False
    something_needed: bool = False
    things: frozenset[str] = frozenset()
    roles: dict[str, str] = field(default_factory=dict, hash=False, compare=False)
    parts: tuple[str, ...] = field(default=(), compare=False)

    def entry(self, noun: str = "") -> str:
        """Return the frame as written, with only this noun in the list of its objects."""
        listed = f"[{noun}]" if noun else ""
        return " ".join(listed if part.startswith("[") else part for part in self.parts)

    def phrase(self, noun: str = "") -> str:
        """Return the verb and its companions as a reader writes them: `work with`, `hold talk`."""
        words = [noun if part.startswith("[") else part for part in self.parts]
        return " ".join(word for word in words if word and _is_word(word))

    @property
    def specificity(self) -> int:
        """How much the frame asks for: the fullest frame that fits a clause decides its class."""
        return (
            3 * len(self.particles)
            + 3 * bool(self.objects)
            + self.object_needed
            + self.something_needed
        )


def _is_word(part: str) -> bool:
    """Return whether a part of a frame is a word: not a kind of thing, a mark or a role."""
    return part[0] not in "+*<" and "=" not in part


@dataclass(frozen=True, slots=True)
class NounFrame:
    """One event noun of an action class: `arrest`, `deal with`."""

    kind: str
    text: str
    noun: str
    particle: str | None


@cache
def frames() -> dict[str, tuple[Frame, ...]]:
    """Return the frames by verb, the fullest first."""
    found: dict[str, list[Frame]] = defaultdict(list)
    for kind, text in literals_of_all("frame"):
        frame = parse_frame(kind, text)
        found[frame.verb].append(frame)
    return {
        verb: tuple(sorted(fs, key=lambda f: (-f.specificity, f.kind, f.text)))
        for verb, fs in found.items()
    }


@cache
def noun_frames() -> dict[str, tuple[NounFrame, ...]]:
    """Return the event nouns' frames by noun."""
    found: dict[str, list[NounFrame]] = defaultdict(list)
    for kind, text in literals_of_all("nounFrame"):
        noun, _, particle = text.partition(" ")
        found[noun].append(NounFrame(kind, text, noun, particle or None))
    return {
        noun: tuple(sorted(fs, key=lambda f: (f.particle is None, f.kind)))
        for noun, fs in found.items()
    }


def parse_frame(kind: str, text: str) -> Frame:
    """Parse one frame; raises ValueError where it is not written as ontology/README.md says."""
    parts = re.findall(r"\[[^\]]*\]|<[^>]*>|\S+", text)
    roles = dict(part.split("=", 1) for part in parts if "=" in part)
    objects = [
        word for part in parts if part.startswith("[") for word in part.strip("[]").split("|")
    ]
    things = [
        word for part in parts if part.startswith("<") for word in part.strip("<>").split("|")
    ]
    plain = [part for part in parts if "=" not in part and part[0] not in "[<" and part not in "+*"]
    if not plain:
        raise ValueError(f"ag:{kind}: the frame {text!r} names no verb")
    if not objects and not things:
        things = literals(kind, "objectKind")
    return Frame(
        kind,
        text,
        plain[0],
        tuple(plain[1:]),
        frozenset(objects),
        "+" in parts,
        "*" in parts,
        frozenset(things) - {ANYTHING},
        roles,
        tuple(parts),
    )


@cache
def kinds_of_things() -> dict[str, frozenset[str]]:
    """Return what everyday nouns name, as kinds: person, group, place, thing, body, text, money, deed, idea, time, measure."""
    table = files("actorgraph.ontology").joinpath("things.tsv").read_text("utf-8").splitlines()[1:]
    return {
        noun: frozenset(kinds.split())
        for noun, _, kinds in (line.partition("\t") for line in table)
    }


@cache
def cues(predicate: str) -> dict[str, tuple[Frame, ...]]:
    """Return the frames under `cueFrame`, `cueNoun` or `cueAdjective` by their first word, the fullest first."""
    found: dict[str, list[Frame]] = defaultdict(list)
    for kind, text in literals_of_all(predicate):
        frame = parse_frame(kind, text)
        found[frame.verb].append(frame)
    return {
        word: tuple(sorted(fs, key=lambda f: (-f.specificity, f.kind, f.text)))
        for word, fs in found.items()
    }


@cache
def object_role(kind: str) -> str:
    """Return the role that an object takes in a class of actions: `target` or `recipient`."""
    return (literals(kind, "objectRole") or ["target"])[0]


@cache
def speech_verbs() -> frozenset[str]:
    """Return the lemmas of the verbs of saying and thinking."""
    return frozenset(parse_frame("Statement", text).verb for text in literals("Statement", "frame"))


@cache
def markers(predicate: str) -> dict[str, tuple[str, ...]]:
    """Return the words under `marker`, `raising` or `pretext`, each with the factualities that it may show."""
    found: dict[str, list[str]] = defaultdict(list)
    for kind, word in sorted(literals_of_all(predicate)):
        found[word].append(kind)
    return {word: tuple(kinds) for word, kinds in found.items()}


def label(kind: str) -> str:
    """Return a class's label in English."""
    labels = carrying(RDFS.label, AG[kind])
    return labels[0][1] if labels else kind


@cache
def word_sets() -> dict[str, frozenset[str]]:
    """Return the word sets of `ontology/words/` by their local names."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in files("actorgraph.ontology").joinpath("words").iterdir():
        if path.name.endswith(".ttl"):
            for quad in ox.parse(path.read_text("utf-8"), format=ox.RdfFormat.TURTLE):
                if quad.predicate == AG.word:
                    found[local_name(quad.subject)].add(iri_text(quad.object))
    return {name: frozenset(words) for name, words in found.items()}


def word_set(name: str) -> frozenset[str]:
    """Return a word set by its local name. Raises KeyError where `ontology/words/` defines none of this name."""
    return word_sets()[name]


@cache
def kinds_with(trait: str) -> frozenset[str]:
    """Return the local names of the classes that carry a trait. Raises KeyError where none does."""
    found = frozenset(kind for kind, name in literals_of_all("trait") if name == trait)
    if not found:
        raise KeyError(f"no class in ontology/ has the trait {trait!r}")
    return found
