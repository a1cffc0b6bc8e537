"""Train the detector of event nouns: src/actorgraph/language/event_detector.npz.

    python scripts/train_event_detector.py TRAIN.jsonl [DEV.jsonl]

The data is not in this repository. It is QANom (Klein et al., COLING 2020; MIT; © 2020 Ayal Klein),
https://github.com/kleinay/QANom, as JSON lines: `text`, `gold` (a list of `noun`, its first and
last offset, and `event`, whether it is one) and `meta` (`source` and `page`). Only the sentences
of Wikinews (CC BY 2.5) are trained on; those of Wikipedia are left out. With DEV.jsonl the script
prints, besides the figures on pages held out in training, those of the file.
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from actorgraph.language import event_detector as detector
from actorgraph.language.document import Token
from actorgraph.language.parsing import parse
from actorgraph.text.reading import read_text
from actorgraph.vocabulary.event_nouns import NO_EVENT, noun_frames

OUT = Path(__file__).parent.parent / "src/actorgraph/language/event_detector.npz"
HIDDEN = 20
DIMENSIONS = 40
EPOCHS = 20
BATCH = 64
STEP = 3e-3
DECAY = 1e-3
DROPPED = 0.3
# A feature that is seen less often is not learned.
LEAST_SEEN = 8
FOLDS = 5
SEED = 0

Matrix = Any


@dataclass(frozen=True, slots=True)
class Judged:
    """A noun that people judged, on a page."""

    noun: Token
    is_event: bool
    page: str
    source: str

    @property
    def lemma(self) -> str:
        """The noun's base form."""
        return self.noun.lemma.casefold()


def read(path: Path) -> list[Judged]:
    """Return the judged nouns of a file."""
    found: list[Judged] = []
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        tokens = parse(read_text(row["text"])).tokens
        for item in row["gold"]:
            begin, end = item["noun"]
            inside = [t for t in tokens if t.span.begin < end and begin < t.span.end]
            if inside:
                meta = row["meta"]
                found.append(Judged(inside[0], item["event"], meta["page"], meta["source"]))
    return found


class Encoder:
    """Turns judged nouns into rows of numbers; learns which features there are."""

    def __init__(self, rows: Sequence[Judged]) -> None:
        self.counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        self.by_page: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
        for row in rows:
            self.counts[row.lemma][row.is_event] += 1
            self.by_page[row.lemma, row.page][row.is_event] += 1
        self.average = float(np.mean([row.is_event for row in rows]))
        seen = Counter(name for row in rows for name in self._features(row, held_out=True))
        self.features = sorted(name for name, times in seen.items() if times >= LEAST_SEEN)
        vectors = np.unique([detector.vector(row.lemma) for row in rows], axis=0)
        self.centre = vectors.mean(0)
        _, sizes, directions = np.linalg.svd(vectors - self.centre, full_matrices=False)
        scale = np.sqrt(len(vectors)) / sizes[0]
        self.axes = (directions[:DIMENSIONS] * scale).T.astype(np.float32)

    def _features(self, row: Judged, *, held_out: bool) -> dict[str, float]:
        plain, events = self.counts.get(row.lemma, (0, 0))
        if held_out:
            # What the row's own page says of the noun would give the answer away.
            own_plain, own_events = self.by_page[row.lemma, row.page]
            plain, events = plain - own_plain, events - own_events
        return {
            **detector.features_of_lemma(row.lemma),
            **detector.judgement(plain, events, self.average),
            **detector.features_in_place(row.noun),
        }

    def matrix(self, rows: Sequence[Judged], *, held_out: bool) -> Matrix:
        """Return one row for each noun; `held_out` leaves out what its own page says of it."""
        columns = {name: column for column, name in enumerate(self.features)}
        table = np.zeros((len(rows), len(columns)), np.float32)
        for number, row in enumerate(rows):
            for name, value in self._features(row, held_out=held_out).items():
                if name in columns:
                    table[number, columns[name]] = value
        vectors = np.array([detector.vector(row.lemma) for row in rows])
        return np.hstack([table, detector.project(vectors, self.centre, self.axes)])


def train(table: Matrix, answers: Matrix) -> list[Matrix]:
    """Train a network with one hidden layer by Adam, with dropout on both layers."""
    random = np.random.default_rng(SEED)
    rows, columns = table.shape
    weights = [
        random.normal(0, np.sqrt(2 / columns), (columns, HIDDEN)),
        np.zeros(HIDDEN),
        random.normal(0, np.sqrt(1 / HIDDEN), HIDDEN),
        np.zeros(1),
    ]
    means = [np.zeros_like(part) for part in weights]
    squares = [np.zeros_like(part) for part in weights]
    steps = 0
    for epoch in range(EPOCHS):
        order = random.permutation(rows)
        for begin in range(0, rows, BATCH):
            batch = order[begin : begin + BATCH]
            steps += 1
            for place, slope in enumerate(_slopes(weights, table[batch], answers[batch], random)):
                means[place] = 0.9 * means[place] + 0.1 * slope
                squares[place] = 0.999 * squares[place] + 0.001 * slope**2
                mean = means[place] / (1 - 0.9**steps)
                square = squares[place] / (1 - 0.999**steps)
                step = STEP * (1 - epoch / EPOCHS)
                weights[place] -= step * mean / (np.sqrt(square) + 1e-8)
    return weights


def _slopes(weights: list[Matrix], inputs: Matrix, answers: Matrix, random: Any) -> list[Matrix]:
    first, bias, second, out_bias = weights
    inputs = inputs * (random.random(inputs.shape) > DROPPED) / (1 - DROPPED)
    active = np.maximum(0, inputs @ first + bias)
    mask = (random.random(active.shape) > DROPPED) / (1 - DROPPED)
    error = (_sigmoid((active * mask) @ second + out_bias) - answers) / len(answers)
    below = np.outer(error, second) * mask * (active > 0)
    return [
        inputs.T @ below + DECAY * first,
        below.sum(0),
        (active * mask).T @ error + DECAY * second,
        error.sum(keepdims=True),
    ]


def _sigmoid(values: Matrix) -> Matrix:
    return 1 / (1 + np.exp(-values))


def predict(weights: list[Matrix], table: Matrix) -> Matrix:
    """Return the probability that each noun is an event."""
    first, bias, second, out_bias = weights
    return _sigmoid(np.maximum(0, table @ first + bias) @ second + out_bias)


def figures(called: Matrix, answers: Matrix) -> str:
    """Return precision, recall and F1 in percent."""
    hits = (called & answers).sum()
    precision, recall = hits / max(1, called.sum()), hits / max(1, answers.sum())
    f1 = 2 * precision * recall / (precision + recall)
    return f"P {100 * precision:.1f} R {100 * recall:.1f} F {100 * f1:.1f}"


def held_out(rows: Sequence[Judged]) -> Matrix:
    """Return the probabilities of nouns by networks that did not see their pages."""
    pages = sorted({row.page for row in rows})
    folds = {page: place % FOLDS for place, page in enumerate(pages)}
    probabilities = np.zeros(len(rows))
    for fold in range(FOLDS):
        known = [row for row in rows if folds[row.page] != fold]
        unknown = [place for place, row in enumerate(rows) if folds[row.page] == fold]
        encoder = Encoder(known)
        weights = train(encoder.matrix(known, held_out=True), answers_of(known))
        table = encoder.matrix([rows[place] for place in unknown], held_out=False)
        probabilities[unknown] = predict(weights, table)
    return probabilities


def answers_of(rows: Sequence[Judged]) -> Matrix:
    """Return 1 for each event and 0 for each other noun."""
    return np.array([row.is_event for row in rows], np.float32)


def compare(
    name: str, rows: Sequence[Judged], methods: dict[str, Callable[[Judged], bool]]
) -> None:
    """Print the figures of methods that need no training."""
    answers = answers_of(rows) > 0
    for method, call in methods.items():
        called = np.array([call(row) for row in rows])
        print(f"{name:10} {method:36} {figures(called, answers)}")


def save(encoder: Encoder, weights: list[Matrix]) -> None:
    """Write the network that ships with the package."""
    nouns = sorted(encoder.counts)
    np.savez_compressed(
        OUT,
        features=_text(encoder.features),
        nouns=_text(nouns),
        plain=np.array([encoder.counts[noun][0] for noun in nouns], np.uint16),
        events=np.array([encoder.counts[noun][1] for noun in nouns], np.uint16),
        average=np.float32(encoder.average),
        centre=encoder.centre.astype(np.float16),
        axes=encoder.axes.astype(np.float16),
        weights=weights[0].astype(np.float16),
        bias=weights[1].astype(np.float32),
        out=weights[2].astype(np.float32),
        out_bias=np.float32(weights[3][0]),
    )


def _text(words: Sequence[str]) -> Matrix:
    return np.frombuffer("\n".join(words).encode(), np.uint8)


def main() -> int:
    """Train, print the figures, and save the network."""
    rows = [row for row in read(Path(sys.argv[1])) if row.source == "wikinews"]
    encoder = Encoder(rows)
    methods: dict[str, Callable[[Judged], bool]] = {
        "every noun": lambda row: True,
        "listed in event_nouns.tsv": is_listed,
    }
    compare("held out", rows, methods)
    probabilities = held_out(rows)
    for threshold in (0.3, 0.35, 0.4, 0.45, 0.5, 0.7, 0.9):
        called = probabilities > threshold
        print(f"held out   network, {threshold:.2f}  {figures(called, answers_of(rows) > 0)}")
    weights = train(encoder.matrix(rows, held_out=True), answers_of(rows))
    save(encoder, weights)
    print(f"{len(rows)} nouns, {len(encoder.features)} features, {OUT.stat().st_size} bytes")
    if len(sys.argv) > 2:
        unseen = read(Path(sys.argv[2]))
        counts = encoder.counts
        methods["the noun's majority, unseen: yes"] = lambda row: _majority(counts.get(row.lemma))
        compare("dev", unseen, methods)
        called = predict(weights, encoder.matrix(unseen, held_out=False)) > detector.THRESHOLD
        print(f"dev        network {figures(called, answers_of(unseen) > 0)}")
    return 0


def is_listed(row: Judged) -> bool:
    """Return whether the lexicon lists a noun as that of an event."""
    frames = noun_frames().get(row.lemma, ())
    return any(frame.kind != NO_EVENT for frame in frames)


def _majority(counts: list[int] | None) -> bool:
    return counts is None or counts[1] > counts[0]


if __name__ == "__main__":
    sys.exit(main())
