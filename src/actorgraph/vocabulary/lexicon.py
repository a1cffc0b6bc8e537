"""The ontology's frames, parsed: which words, with which companions, say which action.

A frame is written `(doer|doer) verb particle [object|object] <kind|kind> + role=…`, as
ontology/README.md explains.
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

# The class of an event that the lexicon knows nothing narrower of.
WIDEST = "Act"
# The kind of thing in a frame that applies to everything.
ANYTHING = "any"
# What marks a particle that has no phrase behind it: `give _in`, not `gave it in May`.
ADVERB = "_"
# The parts of a frame: `[a list]`, `<kinds>`, `(doers)` and single words.
PARTS = re.compile(r"\[[^\[\]]*+\]|\([^()]*+\)|<[^<>]*+>|\S++")


@dataclass(frozen=True, slots=True)
class Frame:
    """One cue of an action class: a verb, the words it needs, and the roles of its companions.

    `things` are the kinds of thing that the action applies to; empty if it applies to anything.
    `doers` are the nouns of those who do it, `doer_kinds` kinds of things; empty if anybody may.
    """

    kind: str
    text: str
    verb: str
    particles: tuple[str, ...] = ()
    objects: frozenset[str] = frozenset()
    object_needed: bool = False
    something_needed: bool = False
    things: frozenset[str] = frozenset()
    doers: frozenset[str] = frozenset()
    doer_kinds: frozenset[str] = frozenset()
    roles: dict[str, str] = field(default_factory=dict, hash=False, compare=False)
    parts: tuple[str, ...] = field(default=(), compare=False)

    def entry(self, noun: str = "") -> str:
        """Return the frame as written, with only this noun in the list of its objects.

        Empty for a frame that the lexicon does not have.
        """
        if not self.text:
            return ""
        listed = f"[{noun}]" if noun else ""
        return " ".join(listed if part.startswith("[") else part for part in self.parts)

    def phrase(self, noun: str = "") -> str:
        """Return the verb and its companions as a reader writes them: `work with`, `hold talk`."""
        words = [noun if part.startswith("[") else part.lstrip(ADVERB) for part in self.parts]
        return " ".join(word for word in words if word and _is_plain(word))

    @property
    def specificity(self) -> int:
        """How much the frame asks for: the fullest frame that fits a clause decides its class."""
        return (
            3 * len(self.particles)
            + 3 * bool(self.objects)
            + 3 * bool(self.doers or self.doer_kinds)
            + self.object_needed
            + self.something_needed
        )


@cache
def frames() -> dict[str, tuple[Frame, ...]]:
    """Return the frames by verb, the fullest first."""
    return _frames_by_word("frame")


@cache
def cues(predicate: str) -> dict[str, tuple[Frame, ...]]:
    """Return the frames under `cueFrame`, `cueNoun` or `cueAdjective` by their first word.

    The fullest frame of a word comes first.
    """
    return _frames_by_word(predicate)


def _frames_by_word(predicate: str) -> dict[str, tuple[Frame, ...]]:
    found: dict[str, list[Frame]] = defaultdict(list)
    for kind, text in literals_of_all(predicate):
        frame = parse_frame(kind, text)
        found[frame.verb].append(frame)
    return {word: tuple(sorted(group, key=_fullest_first)) for word, group in found.items()}


def _fullest_first(frame: Frame) -> tuple[int, str, str]:
    return -frame.specificity, frame.kind, frame.text


def parse_frame(kind: str, text: str) -> Frame:
    """Parse one frame. Raises ValueError if it is not written as ontology/README.md says."""
    parts = PARTS.findall(text)
    roles = dict(part.split("=", 1) for part in parts if "=" in part)
    objects = _alternatives(parts, "[]")
    things = _alternatives(parts, "<>")
    plain = [part for part in parts if _is_plain(part)]
    if not plain:
        raise ValueError(f"ag:{kind}: the frame {text!r} has no verb")
    if not objects and not things:
        things = literals(kind, "objectKind")
    return Frame(
        kind=kind,
        text=text,
        verb=plain[0],
        particles=tuple(plain[1:]),
        objects=frozenset(objects),
        object_needed="+" in parts,
        something_needed="*" in parts,
        things=frozenset(things) - {ANYTHING},
        doers=_doers(_alternatives(parts, "()")),
        doer_kinds=_doer_kinds(_alternatives(parts, "()")),
        roles=roles,
        parts=tuple(parts),
    )


def _alternatives(parts: list[str], brackets: str) -> list[str]:
    """Return the words of a frame's lists in these brackets: `[talk|meeting]`, `<text|idea>`."""
    words: list[str] = []
    for part in parts:
        if part.startswith(brackets[0]):
            words.extend(part.strip(brackets).split("|"))
    return words


def _doers(names: list[str]) -> frozenset[str]:
    """Return the nouns that a frame lists as doers: `judge`, or a word set such as `courtNouns`."""
    nouns: set[str] = set()
    for name in names:
        if name.startswith("<"):
            continue
        if name.islower():
            nouns.add(name)
        else:
            nouns.update(word_set(name))
    return frozenset(nouns)


def _doer_kinds(names: list[str]) -> frozenset[str]:
    """Return the kinds of things that a frame lists as doers: `idea` of `(storm|<idea>)`."""
    return frozenset(name.strip("<>") for name in names if name.startswith("<"))


def _is_plain(part: str) -> bool:
    """Return whether a part of a frame is its verb or a particle."""
    return "=" not in part and part[0] not in "[<(" and part not in "+*"


@cache
def kinds_of_things() -> dict[str, frozenset[str]]:
    """Return what everyday nouns name, as kinds of things; ontology/README.md lists the kinds."""
    table = files("actorgraph.ontology").joinpath("things.tsv").read_text("utf-8")
    kinds: dict[str, frozenset[str]] = {}
    for line in table.splitlines()[1:]:
        noun, _, names = line.partition("\t")
        kinds[noun] = frozenset(names.split())
    return kinds


def names_only(noun: str, kind: str) -> bool:
    """Return whether an everyday noun names one kind of thing alone: `leg` a part of a body."""
    return kinds_of_things().get(noun) == frozenset([kind])


@cache
def object_role(kind: str) -> str:
    """Return the role that an object takes in a class of actions: `target` or `recipient`."""
    return (literals(kind, "objectRole") or ["target"])[0]


@cache
def saying_verbs() -> frozenset[str]:
    """Return the lemmas of the verbs of saying."""
    return frozenset(parse_frame("Statement", text).verb for text in literals("Statement", "frame"))


@cache
def speech_verbs() -> frozenset[str]:
    """Return the lemmas of the verbs of saying and thinking: whoever says or thinks is somebody."""
    return saying_verbs() | word_set("thinkingVerbs")


@cache
def markers(predicate: str) -> dict[str, tuple[str, ...]]:
    """Return the words under `marker`, each with its factualities."""
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
    """Return a word set of `ontology/words/` by its local name. Raises KeyError if undefined."""
    return word_sets()[name]


@cache
def kinds_with(trait: str) -> frozenset[str]:
    """Return the local names of the classes that have a trait. Raises KeyError if none has it."""
    found = frozenset(kind for kind, name in literals_of_all("trait") if name == trait)
    if not found:
        raise KeyError(f"no class in ontology/ has the trait {trait!r}")
    return found
