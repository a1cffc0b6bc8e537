"""The places of cards, lines and labels: of several attempts, the best.

What finds no room is not drawn, and counted. The same graph always gives the same map.
"""

from collections.abc import Iterable, Iterator
from itertools import product

from actorgraph.deadline import check as check_deadline
from actorgraph.views.page.attempt import CROWDED_COST, ROOM, Attempt, worth_shown
from actorgraph.views.page.events import Row
from actorgraph.views.page.folding import Folded, without
from actorgraph.views.page.placed import Placed
from actorgraph.views.page.sizes import MOST_ROWS, Face, face
from actorgraph.views.page.wording import Words

COLUMNS = (3, 4, 2)
# In pixels between two columns: less leaves no room for labels.
LEAST_GAP = 92.0
# Cards and gaps may fill so much of the columns: more cards, or a clearer map.
FULLEST = (0.84, 0.7)
GAP_SHARE = 16.0
# What a label costs that lines cross.
CROSSED_COST = 0.25
# What an office costs that its card cuts.
CUT_COST = 1.5
# Rows of a card that has lines, and of a crowded map's cards.
ROWS = 2
FEWEST_ROWS = 1
# How many rows, and whether long offices have two lines: one after the other, until all fits.
FACES = ((ROWS, True), (FEWEST_ROWS, True), (FEWEST_ROWS, False))
# With fewer cards, the busiest need no trial of several columns.
FEWEST_FIXED = 6
MOST_ROUNDS = 12
# So many attempts get labels.
LABELLED = 5


def place(contents: Row, folded: Folded) -> Placed:
    """Place a folded map: of several attempts, the one that shows most and crosses least."""
    words = Words.of(contents)
    best: tuple[float, Placed] | None = None
    for rows, is_wrapped in FACES:
        if best is not None and not best[1].more and not best[1].dropped:
            break
        faces = _faces(contents, words, folded, rows, is_wrapped)
        for drawing in _most_promising(_attempts(folded, faces)):
            check_deadline()
            placed = drawing.placed()
            worth = _worth(placed, drawing.crowded)
            if best is None or worth > best[0]:
                best = worth, placed
    if best is None:
        return Placed((), (), (), folded.cards, folded.lines)
    return best[1]


def _most_promising(drawings: Iterable[Attempt]) -> list[Attempt]:
    """Return the drawings that seem best before their labels have places, which take longer."""
    # Several attempts end with the same columns.
    different = {drawing.order.columns: drawing for drawing in drawings}
    ranked = sorted(different.values(), key=lambda drawing: -drawing.promise())
    return ranked[:LABELLED]


def _faces(
    contents: Row, words: Words, folded: Folded, rows: int, is_wrapped: bool
) -> dict[str, Face]:
    """Return the face of each card; one without lines has rows instead."""
    linked = _linked(folded)
    return {
        card.key: face(
            contents,
            words,
            card,
            rows if number in linked else MOST_ROWS,
            is_wrapped=is_wrapped,
        )
        for number, card in enumerate(folded.cards)
    }


def _linked(folded: Folded) -> set[int]:
    """Return the cards at which a line begins or ends, those in frames too."""
    linked = set()
    for line in folded.lines:
        for end in (line.begin, line.end):
            if end < len(folded.cards):
                linked.add(end)
            else:
                linked.update(folded.frames[end - len(folded.cards)])
    return linked


def _worth(placed: Placed, crowded: int) -> float:
    crossed = sum(line.label.cost for line in placed.lines)
    cut = sum(row.is_cut for card in placed.cards for row in card.face.rows)
    shown = worth_shown((line.line for line in placed.lines), len(placed.cards))
    return shown - CROSSED_COST * crossed - CROWDED_COST * crowded - CUT_COST * cut


def _attempts(folded: Folded, faces: dict[str, Face]) -> Iterator[Attempt]:
    """Yield drawings with several numbers of columns and the busiest cards in each of them."""
    before: Folded | None = None
    for count, fullest in product(COLUMNS, FULLEST):
        limited = _limited(folded, faces, fullest * count)
        if limited is before:
            continue
        before = limited
        for fixed in _fixed(count, len(limited.cards)):
            drawing = _fitted(limited, faces, count, fixed)
            if drawing is None:
                break
            yield drawing


def _fixed(count: int, cards: int) -> Iterator[tuple[int, ...]]:
    """Yield the columns of the busiest card, or of the two busiest."""
    yield ()
    if cards < FEWEST_FIXED:
        return
    for first in range(count):
        yield (first,)
        for second in range(count):
            if second != first:
                yield first, second


def _fitted(
    folded: Folded, faces: dict[str, Face], count: int, fixed: tuple[int, ...]
) -> Attempt | None:
    """Return a drawing in so many columns, without the cards for which they have no room.

    None if the columns are too wide to leave room for labels.
    """
    for _ in range(MOST_ROUNDS):
        drawing = Attempt(folded, faces, count, fixed)
        if drawing.gap < LEAST_GAP:
            return None
        fullest = drawing.fullest()
        if fullest is None:
            return drawing
        folded = without(folded, [fullest])
    return None


def _limited(folded: Folded, faces: dict[str, Face], columns: float) -> Folded:
    """Leave out the cards with the fewest claims until the others fill so many columns."""
    room = columns * ROOM
    dropped = []
    used = 0.0
    for number, card in enumerate(folded.cards):
        used += faces[card.key].height + GAP_SHARE
        if used > room:
            dropped.append(number)
    if not dropped:
        return folded
    return without(folded, dropped)
