"""Is this noun an event? `the construction of a road` is one, `a concrete construction` is not.

A small network reads the noun's grammar, its ending, what everyday nouns of this kind name, how
often the noun was an event where people had judged it, and its word vector. It was trained by
`scripts/train_event_detector.py` on the Wikinews sentences of QANom (Klein et al., COLING 2020;
MIT; Wikinews is CC BY 2.5).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any

import numpy as np
import numpy.typing as npt

from actorgraph.errors import ModelError
from actorgraph.language.document import Token
from actorgraph.language.parsing import word_vector
from actorgraph.vocabulary.event_nouns import noun_frames
from actorgraph.vocabulary.lexicon import frames, kinds_of_things, word_set

Floats = npt.NDArray[np.float32]

WEIGHTS = "event_detector.npz"
# A noun with this probability is called an event: where F1 is best on pages held out in training.
THRESHOLD = 0.4
# How many judgements the share of a noun's events is drawn towards the average by.
PRIOR_WEIGHT = 2.0
MOST_JUDGEMENTS = 10
LONGEST_ENDING = 5
DETERMINERS = ("a", "an", "the", "no", "this", "any", "that", "these", "some")
COUNTED = ("poss", "amod", "compound", "nummod", "relcl", "acl", "prep", "agent", "appos", "conj")
VERBS = ("lightEventVerbs", "eventPhaseVerbs", "occurringVerbs", "causingVerbs")


@dataclass(frozen=True, slots=True)
class Network:
    """One hidden layer: `features` name the rows of `weights` before those of the vector."""

    features: dict[str, int]
    judged: dict[str, tuple[int, int]]
    average: float
    centre: Floats
    axes: Floats
    weights: Floats
    bias: Floats
    out: Floats
    out_bias: float


@cache
def network() -> Network:
    """Return the network that ships with the package."""
    content = files("actorgraph.language").joinpath(WEIGHTS).read_bytes()
    stored = np.load(BytesIO(content))
    features = stored["features"].tobytes().decode().split("\n")
    nouns = stored["nouns"].tobytes().decode().split("\n")
    counts = zip(stored["plain"].tolist(), stored["events"].tolist(), strict=True)
    return Network(
        features={name: row for row, name in enumerate(features)},
        judged=dict(zip(nouns, counts, strict=True)),
        average=float(stored["average"]),
        centre=_floats(stored["centre"]),
        axes=_floats(stored["axes"]),
        weights=_floats(stored["weights"]),
        bias=_floats(stored["bias"]),
        out=_floats(stored["out"]),
        out_bias=float(stored["out_bias"]),
    )


def _floats(values: npt.NDArray[Any]) -> Floats:
    return values.astype(np.float32)


def probability(noun: Token) -> float:
    """Return how likely a noun names an event where it is, from 0 to 1."""
    net = network()
    hidden = _hidden_of_lemma(noun.lemma.casefold()) + _sum(net, features_in_place(noun))
    active = _floats(np.maximum(hidden, 0))
    return 1 / (1 + float(np.exp(-(active @ net.out + net.out_bias))))


@cache
def _hidden_of_lemma(lemma: str) -> Floats:
    """Return what the noun alone gives the hidden layer, wherever it is."""
    net = network()
    plain, events = net.judged.get(lemma, (0, 0))
    given = {**features_of_lemma(lemma), **judgement(plain, events, net.average)}
    projected = project(vector(lemma), net.centre, net.axes)
    rows = net.weights[len(net.features) :]
    return _floats(net.bias + _sum(net, given) + projected @ rows)


def _sum(net: Network, given: dict[str, float]) -> Floats:
    known = [(net.features[name], value) for name, value in given.items() if name in net.features]
    rows = [row for row, _ in known]
    values = np.array([value for _, value in known], np.float32)
    total: Floats = values @ net.weights[rows]
    return total


def vector(lemma: str) -> Floats:
    """Return the vector of a word; zeros without the model that has vectors."""
    try:
        return _floats(word_vector(lemma))
    except ModelError:
        return np.zeros(300, np.float32)


def project(word: Floats, centre: Floats, axes: Floats) -> Floats:
    """Return a vector, or several, in the few dimensions of the network."""
    return _floats((word - centre) @ axes)


def judgement(plain: int, events: int, average: float) -> dict[str, float]:
    """Return what earlier judgements of a noun say: `events` of them say that it is an event."""
    share = (events + PRIOR_WEIGHT * average) / (plain + events + PRIOR_WEIGHT)
    return {
        "judged: log odds": float(np.log(share / (1 - share))),
        "judged: never": float(plain + events == 0),
        "judged: times": min(plain + events, MOST_JUDGEMENTS) / MOST_JUDGEMENTS,
    }


def features_of_lemma(lemma: str) -> dict[str, float]:
    """Return the features of a noun wherever it is."""
    found = dict.fromkeys(_names_of_lemma(lemma), 1.0)
    found["length"] = len(lemma) / LONGEST_ENDING
    return found


def _names_of_lemma(lemma: str) -> Iterator[str]:
    for frame in noun_frames().get(lemma, ()):
        yield f"class: {frame.kind}"
        yield "is listed"
    if lemma in frames():
        yield "is a verb, too"
    for length in range(1, LONGEST_ENDING + 1):
        yield f"ending: {lemma[-length:]}"
    kinds = kinds_of_things().get(lemma, frozenset(["unknown"]))
    for kind in kinds:
        yield f"kind: {kind}"
        if len(kinds) == 1:
            yield f"kind: {kind} alone"


def features_in_place(noun: Token) -> dict[str, float]:
    """Return the features of a noun's place in its sentence."""
    found = dict.fromkeys(_names_in_place(noun), 1.0)
    for dep in COUNTED:
        found[f"number of {dep}"] = min(len(noun.having(dep)), 2)
    return found


def _names_in_place(noun: Token) -> Iterator[str]:
    yield f"tag: {noun.tag}"
    yield f"pos: {noun.pos}"
    yield f"dep: {noun.dep}"
    if noun.entity:
        yield f"entity: {noun.entity}"
    if noun.text[:1].isupper():
        yield "is capitalised"
    yield from _determiners(noun)
    yield from _below(noun)
    yield from _above(noun)


def _determiners(noun: Token) -> Iterator[str]:
    words = [child.text.casefold() for child in noun.having("det")]
    for word in words[:1]:
        if word not in DETERMINERS:
            word = "other"
        yield f"determiner: {word}"
    if not words:
        yield "determiner: none"


def _below(noun: Token) -> Iterator[str]:
    for child in noun.children:
        if child.dep in ("prep", "agent"):
            yield f"preposition: {child.lemma}"
            for head in child.having("pobj"):
                yield f"preposition: {child.lemma}, {_named(head)}"
        elif child.dep in ("amod", "compound"):
            yield f"{child.dep}: {_named(child)}"
            yield f"{child.dep}: {child.lemma}"


def _named(token: Token) -> str:
    if token.entity:
        return "named"
    if token.lemma in noun_frames():
        return "an event"
    return "common"


def _above(noun: Token) -> Iterator[str]:
    above = noun.head
    if noun.dep == "compound":
        yield f"part of: {_named(above)}"
    if noun.dep == "pobj":
        yield f"behind: {above.lemma}"
        above = above.head
        yield f"behind a preposition of: {above.pos}"
        if above.pos == "NOUN":
            yield f"behind a preposition of: {_named(above)}"
    for name in VERBS:
        if above.lemma in word_set(name):
            yield f"{noun.dep} of {name}"
