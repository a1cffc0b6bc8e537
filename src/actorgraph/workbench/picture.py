"""The map as a picture: cards, lines and frames with places, as rows for an SVG template."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from actorgraph.graph.records import CERTAINTY_IN_WORDS
from actorgraph.views.page.attempt import HEIGHT, WIDTH
from actorgraph.views.page.cards import Card
from actorgraph.views.page.curves import Box
from actorgraph.views.page.events import Cast, of_events, of_speech
from actorgraph.views.page.folding import MOST_CARDS, Line, fold_cast
from actorgraph.views.page.mapping import BASELINE, DOUBLE, KINDS
from actorgraph.views.page.measuring import LABEL, NAME, ROW
from actorgraph.views.page.placed import Placed, PlacedCard, PlacedLine
from actorgraph.views.page.placing import place
from actorgraph.views.page.sizes import ABOVE, CardRow

Row = dict[str, Any]
# What a claim's row says of those who take part; without it a claim is on no map.
TAKING_PART = frozenset(
    ("agents", "possible", "subject", "holders", "targets", "recipients", "object", "places", "in")
)
CASTS: dict[str, Callable[[Row], Cast]] = {"events": of_events, "speech": of_speech}
# The baseline of a line of letters, in pixels below its top.
NAME_BASE, ROW_BASE = 12.0, 11.0


@dataclass(frozen=True, slots=True)
class Text:
    """Words with a place; `certainty` is how sure a row of a card is."""

    words: str
    x: float
    y: float
    certainty: str = ""


@dataclass(frozen=True, slots=True)
class CardBox:
    """A card with its place: `kind` is the name of its sign, `says` its lines for those who hear.

    `key` is what the address calls it.
    """

    key: str
    kind: str
    label: str
    count: int
    box: Box
    names: tuple[Text, ...]
    rows: tuple[Text, ...]
    is_folded: bool
    says: str


@dataclass(frozen=True, slots=True)
class LineShape:
    """A line with its path and label; `says` is the line in words: who, what, to whom."""

    number: int
    path: str
    certainty: str
    tone: str
    is_double: bool
    words: tuple[Text, ...]
    says: str
    claims: tuple[int, ...]

    @property
    def count(self) -> int:
        """How many claims it is drawn for."""
        return len(self.claims)


@dataclass(frozen=True, slots=True)
class Picture:
    """A map: what is drawn, and who has no room; `all_cards` are those of both."""

    cards: tuple[CardBox, ...]
    lines: tuple[LineShape, ...]
    frames: tuple[Box, ...]
    more: tuple[Card, ...]
    dropped: tuple[Line, ...]
    all_cards: tuple[Card, ...]
    width: int = round(WIDTH)
    height: int = round(HEIGHT)


def draw(rows: Row, chosen: Collection[int], view: str) -> Picture:
    """Draw the claims of `rows` that are chosen, by number; `view` is one of CASTS."""
    narrowed = _narrowed(rows, chosen)
    placed = place(narrowed, fold_cast(CASTS[view](narrowed), MOST_CARDS))
    says = _says(placed)
    drawn = tuple(card.card for card in placed.cards)
    return Picture(
        cards=tuple(map(_card, placed.cards, says)),
        lines=tuple(_line(number, line, placed) for number, line in enumerate(placed.lines)),
        frames=tuple(box for _, box in placed.frames),
        more=placed.more,
        dropped=placed.dropped,
        all_cards=(*drawn, *placed.more),
    )


def _narrowed(rows: Row, chosen: Collection[int]) -> Row:
    """Return rows in which only the chosen claims have anybody who takes part in them."""
    claims = []
    for number, row in enumerate(rows["claims"]):
        if number in chosen:
            claims.append(row)
        else:
            claims.append({key: row[key] for key in row if key not in TAKING_PART})
    return rows | {"claims": claims}


def _card(placed: PlacedCard, says: str) -> CardBox:
    card, face, box = placed.card, placed.face, placed.box
    top = box.y + ABOVE
    left = box.x + 24
    names = []
    for number, words in enumerate(face.name):
        names.append(Text(words, left, top + NAME_BASE + number * NAME.line))
    top += NAME.line * len(face.name)
    room = box.width - 24 - 6
    return CardBox(
        key=card.key,
        kind=KINDS.get(card.kind, "nobody"),
        label=card.label,
        count=face.count,
        box=box,
        names=tuple(names),
        rows=tuple(_row_texts(face.rows, left, top, room)),
        is_folded=card.is_folded,
        says=says,
    )


def _row_texts(rows: Iterable[CardRow], left: float, top: float, room: float) -> Iterator[Text]:
    for row in rows:
        for number, words in enumerate(_row_lines(row, room)):
            yield Text(words, left, top + ROW_BASE + number * ROW.line, row.certainty)
        top += row.height


def _row_lines(row: CardRow, room: float) -> list[str]:
    """Return the lines of a row: a long office has two."""
    left = f" +{row.more}" if row.more else ""
    lines = []
    last = row.words
    if row.is_long:
        first, *others = ROW.wrapped(row.words, room)
        lines.append(ROW.cut(first, room))
        last = " ".join(others)
    return [*lines, ROW.cut(last, room - ROW.width(left)) + left]


def _line(number: int, placed: PlacedLine, drawn: Placed) -> LineShape:
    line, label = placed.line, placed.label
    x = label.box.x + label.box.width / 2
    words = []
    for place_of_words, part in enumerate(label.words):
        y = label.box.y + BASELINE + place_of_words * LABEL.line
        words.append(Text(part, round(x), round(y)))
    return LineShape(
        number=number,
        path=placed.path,
        certainty=line.certainty,
        tone=line.polarity,
        is_double=line.certainty in DOUBLE,
        words=tuple(words),
        says=_sentence(line, drawn),
        claims=line.claims,
    )


def _sentence(line: Line, drawn: Placed) -> str:
    """Return a line in words: `France · sends back · Kosovars (alleged)`."""
    parts = [_names(drawn, line.begin), line.label, _names(drawn, line.end)]
    words = " · ".join(part for part in parts if part)
    if line.certainty == "asserted":
        return words
    return f"{words} ({CERTAINTY_IN_WORDS[line.certainty]})"


def _says(placed: Placed) -> list[str]:
    """Return for each card its lines in words."""
    says: list[list[str]] = [[] for _ in placed.cards]
    for line in placed.lines:
        words = f"{line.line.label} {_names(placed, line.line.end)}"
        for card in _cards_at(placed, line.line.begin):
            says[card].append(words)
    return ["; ".join(lines) for lines in says]


def _names(placed: Placed, end: int) -> str:
    labels = [placed.cards[card].card.label for card in _cards_at(placed, end)]
    return " and ".join(labels)


def _cards_at(placed: Placed, end: int) -> tuple[int, ...]:
    if end < len(placed.cards):
        return (end,)
    return placed.frames[end - len(placed.cards)][0]


def named(picture: Picture, keys: Iterable[str]) -> Iterator[Card]:
    """Yield the cards of these keys, whether they are drawn or not."""
    by_key = {card.key: card for card in picture.all_cards}
    for key in keys:
        if key in by_key:
            yield by_key[key]
