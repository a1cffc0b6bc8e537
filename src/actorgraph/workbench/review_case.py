"""One claim to judge: its sentence, its fields as a form, and why it is in the queue."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from actorgraph.graph.facts import Facts
from actorgraph.graph.records import CERTAINTY_IN_WORDS, SOURCE
from actorgraph.graph.review.corrections import FIXED
from actorgraph.graph.review.elsewhere import in_words, read_elsewhere
from actorgraph.graph.review.judged import (
    CERTAINTY,
    CLASS,
    DENIED,
    FACTUALITIES,
    family_of,
    roles_for,
)
from actorgraph.text.verdicts import Fields, Verdict
from actorgraph.vocabulary.lexicon import frames, label
from actorgraph.vocabulary.vocab import AG, INDIVIDUALS, local_name, subclasses
from actorgraph.workbench.article_cast import Cast, cast_of
from actorgraph.workbench.claims import ClaimCard, Reading, read_claims
from actorgraph.workbench.desk import Desk
from actorgraph.workbench.marked_text import Stretch, marked
from actorgraph.workbench.queued_case import Case

# The fields of a form, with their words and keys; a field with a key is always there.
ROLE_FIELDS = {
    "Action": (
        ("agent", "who", "1"),
        ("possibleAgent", "who, possibly", ""),
        ("target", "to whom", "3"),
        ("recipient", "for or from whom", ""),
        ("place", "where", ""),
    ),
    "Relation": (("subject", "who", "1"), ("object", "of whom", "3")),
    "Attitude": (("holder", "who", "1"),),
}
NAMES_OF_FIELDS = {SOURCE: "source", CERTAINTY: "certainty", DENIED: "denied", CLASS: "class"}
SHOWN_CUES = 6


@dataclass(frozen=True, slots=True)
class Chip:
    """A value of a field: `is_in` says whether the claim has it now, after any correction."""

    value: str
    words: str
    is_in: bool = True
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A field that names actors. `key` moves there; a field without one may be hidden."""

    name: str
    words: str
    key: str
    chips: tuple[Chip, ...]

    @property
    def is_needed(self) -> bool:
        """Whether it is shown at once."""
        return bool(self.key or self.chips)


@dataclass(frozen=True, slots=True)
class Kind:
    """A class that a claim may have, with some of its cues."""

    name: str
    words: str
    cues: str


@dataclass(frozen=True, slots=True)
class OpenCase:
    """All that a reader needs to judge one claim.

    `sureness` and `denial` are choices, each with whether it is chosen; `earlier` are the verdicts
    before the last one, the newest first.
    """

    card: ClaimCard
    case: Case
    stretches: tuple[Stretch, ...]
    fields: tuple[Field, ...]
    kind: Kind
    kinds: tuple[Kind, ...]
    sureness: tuple[tuple[str, str, bool], ...]
    denial: tuple[tuple[str, str, bool], ...]
    choices: tuple[tuple[str, str], ...]
    verdict: Verdict | None
    earlier: tuple[Verdict, ...]


def open_case(desk: Desk, case: Case) -> OpenCase | None:
    """Return a claim ready to be judged; None if the store no longer has it."""
    reading = read_claims(desk, [case.iri])
    claim = reading.claim(case.code)
    if claim is None:
        return None
    cast = cast_of(desk, ox.NamedNode(f"{INDIVIDUALS}article/{case.article}"))
    facts = desk.facts(case.iri)
    verdict = desk.verdicts.get(case.code)
    new: Fields = verdict.new if verdict and verdict.verdict == "corrected" else {}
    return OpenCase(
        card=reading.card(claim),
        case=case,
        stretches=_sentence(reading, case.code, facts, cast),
        fields=tuple(_fields(facts, case.iri, cast, new)),
        kind=_kind(_value(new, CLASS, case.kind)),
        kinds=_kinds_for(family_of(facts, case.iri), case.kind),
        sureness=_sureness(facts, case.iri, new),
        denial=_denial(facts, case.iri, new),
        choices=tuple(cast.choices),
        verdict=verdict,
        earlier=_earlier(desk, case.code),
    )


def _earlier(desk: Desk, code: str) -> tuple[Verdict, ...]:
    """Return all verdicts on a claim but the last, the newest first."""
    verdicts = [made for made in desk.review.verdicts if made.claim == code]
    return tuple(verdicts[-2::-1])


def _sentence(reading: Reading, code: str, facts: Facts, cast: Cast) -> tuple[Stretch, ...]:
    claim = reading.claim(code)
    text = reading.entries.text(claim) if claim else None
    if claim is None or text is None:
        return ()
    begins = reading.entries.articles[claim.article].get("sentences") or ()
    evidence = sorted(claim.evidence)
    (node,) = facts
    assert isinstance(node, ox.NamedNode)
    return tuple(marked(text, begins, evidence, claim.cue, facts.roles(node), cast))


def _fields(facts: Facts, claim: ox.NamedNode, cast: Cast, new: Fields) -> Iterator[Field]:
    family = family_of(facts, claim)
    known = roles_for(family)
    for role, words, key in (*ROLE_FIELDS[family], (SOURCE, "who says so", "w")):
        if role in known:
            chips = tuple(_chips(facts, claim, cast, role, new))
            yield Field(NAMES_OF_FIELDS.get(role, role), words, key, chips)


def _chips(facts: Facts, claim: ox.NamedNode, cast: Cast, role: str, new: Fields) -> Iterator[Chip]:
    before = facts.nodes(claim, AG[role])
    after = before
    values = new.get(role, ())
    if role in new:
        after = [actor for actor in map(cast.named, values) if actor is not None]
    for actor in dict.fromkeys([*before, *after]):
        yield Chip(
            value=cast.value(actor),
            words=cast.label(actor),
            is_in=actor in after,
            is_new=actor not in before,
        )
    for value in values:
        if read_elsewhere(value) is not None and cast.named(value) is None:
            yield Chip(value, in_words(value), is_new=True)


def _value(new: Fields, name: str, now: str) -> str:
    return next(iter(new.get(name, ())), now)


def _sureness(facts: Facts, claim: ox.NamedNode, new: Fields) -> tuple[tuple[str, str, bool], ...]:
    now = _value(new, CERTAINTY, local_name(facts.value(claim, AG.factuality)))
    words = dict(CERTAINTY_IN_WORDS)
    # Whether it is the article or somebody else is in the field "who says so".
    if facts.has(claim, AG[SOURCE]):
        words["asserted"] = "somebody says so"
    return tuple((name, words[name.casefold()], name == now) for name in FACTUALITIES)


def _denial(facts: Facts, claim: ox.NamedNode, new: Fields) -> tuple[tuple[str, str, bool], ...]:
    now = _value(new, DENIED, str(facts.flag(claim, AG.negated)).casefold())
    return tuple(
        (value, words, value == now) for value, words in (("false", "no"), ("true", "yes"))
    )


@cache
def _kinds_for(family: str, kind: str) -> tuple[Kind, ...]:
    """Return the classes that a correction may choose; none for what is said."""
    if kind == "Statement":
        return ()
    kinds = map(_kind, subclasses(family) - FIXED)
    return tuple(sorted(kinds, key=lambda kind: kind.words))


@cache
def _kind(name: str) -> Kind:
    return Kind(name, label(name), ", ".join(_cues().get(name, ())[:SHOWN_CUES]))


@cache
def _cues() -> Mapping[str, tuple[str, ...]]:
    """Return the verbs that mean each class, and no other before it."""
    found: dict[str, list[str]] = {}
    for verb, meanings in frames().items():
        for frame in meanings[-1:]:
            found.setdefault(frame.kind, []).append(verb)
    return {kind: tuple(verbs) for kind, verbs in found.items()}


def class_named(words: str) -> str:
    """Return the class that words mean: its name, its label, or one of its verbs; empty if none."""
    folded = words.strip().casefold()
    for family in ("Action", "Relation", "Attitude"):
        for name in sorted(subclasses(family) - FIXED):
            if folded in (name.casefold(), label(name).casefold()):
                return name
    meanings = frames().get(folded, ())
    return meanings[-1].kind if meanings else ""
