"""Event nouns: `arrest`, `visit`, `deal with`, the verbs they come from, and their classes.

`ontology/event_nouns.tsv` lists a noun, its verb, its class, and the roles of what follows `of` and
of a possessor. `ag:nounFrame` gives another class to a noun with a certain preposition.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from actorgraph.vocabulary.lexicon import WIDEST, Frame, frames, parse_frame
from actorgraph.vocabulary.vocab import literals_of_all

# In place of a class: two words that name no event though the second alone may: `tax return`.
NO_EVENT = "-"
# How a verb becomes a noun, the longest ending first, and how to undo it.
ENDINGS = (
    ("ication", ("y", "icate")),
    ("isation", ("ise", "ize")),
    ("ization", ("ize", "ise")),
    ("ation", ("ate", "e", "", "ify")),
    ("ition", ("e", "it", "ish")),
    ("ption", ("be", "pt", "ve")),
    ("sion", ("d", "de", "se", "t", "s")),
    ("tion", ("t", "te", "e")),
    ("ment", ("", "e")),
    ("ance", ("", "e", "y")),
    ("ence", ("", "e")),
    ("ing", ("", "e")),
    ("ure", ("", "e")),
    ("al", ("", "e", "y")),
)


@dataclass(frozen=True, slots=True)
class NounFrame:
    """One event noun of an action class: `arrest`, `deal with`.

    `of` is the role of what follows `of`, `owner` that of a possessor: `the arrest of the man`,
    `the man's arrest`. A role is `agent`, `target`, `recipient` or `none`. A noun that is not
    `listed` has its class from the verb that its ending leads to.
    """

    kind: str
    text: str
    noun: str
    particle: str | None = None
    objects: frozenset[str] = frozenset()
    verb: str = ""
    of: str = "target"
    owner: str = "agent"
    listed: bool = True

    @property
    def entry(self) -> str:
        """The entry of the lexicon; empty if it has none."""
        return self.text if self.listed else ""


@cache
def noun_frames() -> dict[str, tuple[NounFrame, ...]]:
    """Return the event nouns' frames by noun, those that need a preposition first."""
    plain = {frame.noun: frame for frame in _rows()}
    found: dict[str, list[NounFrame]] = defaultdict(list)
    for noun, frame in plain.items():
        found[noun].append(frame)
    for kind, text in literals_of_all("nounFrame"):
        written = parse_frame(kind, text)
        noun = written.verb
        known = plain.get(noun, NounFrame(kind, noun, noun))
        frame = replace(
            known,
            kind=kind,
            text=text,
            particle=next(iter(written.particles), None),
            objects=written.objects,
        )
        found[noun].append(frame)
    return {noun: tuple(sorted(group, key=_fullest_first)) for noun, group in found.items()}


def _fullest_first(frame: NounFrame) -> tuple[bool, bool, str]:
    return not frame.objects, frame.particle is None, frame.kind


def _rows() -> Iterator[NounFrame]:
    """Yield the plain frames of the table."""
    table = files("actorgraph.ontology").joinpath("event_nouns.tsv").read_text("utf-8")
    for line in table.splitlines()[1:]:
        noun, verb, kind, of, owner = line.split("\t")
        kind = kind or kind_of_verb(verb)
        yield NounFrame(kind, noun, noun, verb=verb, of=of, owner=owner)


def kind_of_verb(verb: str) -> str:
    """Return the class of a verb without companions: that of its barest frame."""
    candidates = [frame for frame in frames().get(verb, ()) if frame.kind != "Statement"]
    if not candidates:
        return WIDEST
    return min(candidates, key=_barest_first).kind


def _barest_first(frame: Frame) -> tuple[int, str]:
    return frame.specificity, frame.kind


@cache
def derived_frame(noun: str) -> NounFrame | None:
    """Return the frame of a noun that no list has, by its ending: `annexation` from `annex`.

    None if it does not look like the noun of a verb.
    """
    for ending, replacements in ENDINGS:
        stem = noun.removesuffix(ending)
        if stem == noun or len(stem) < 2:
            continue
        for replacement in replacements:
            verb = stem + replacement
            if verb in frames():
                return NounFrame(kind_of_verb(verb), noun, noun, verb=verb, listed=False)
    return None
