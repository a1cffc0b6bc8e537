"""How large each card of the map is, and the words on it."""

from collections.abc import Iterator
from dataclasses import dataclass

from actorgraph.views.page.cards import Card
from actorgraph.views.page.events import Row
from actorgraph.views.page.folding import CERTAINTIES
from actorgraph.views.page.measuring import NAME, ROW
from actorgraph.views.page.sorts import AT_RISK
from actorgraph.views.page.wording import Words

# In pixels. The name begins behind the mark of the card's kind.
MARK = 25.0
MARGIN = 8.0
ABOVE = 6.0
COUNT_GAP = 10.0
NAME_ROOM = 138.0
NARROWEST = 96.0
# A name is whole in two lines, or has at least so many characters before its ellipsis.
MOST_NAME_LINES = 2
LEAST_NAME = 18
MOST_ROWS = 3
MOST_ROW_ROOM = 148.0


@dataclass(frozen=True, slots=True)
class CardRow:
    """One line under a card's name: its words, and the claim or actor that it is about, or -1."""

    words: str
    certainty: str = "asserted"
    claim: int = -1
    actor: int = -1


@dataclass(frozen=True, slots=True)
class Face:
    """What a card shows: its name in lines, its rows, and its least size in pixels."""

    name: tuple[str, ...]
    rows: tuple[CardRow, ...]
    count: int
    width: float
    height: float


def face(contents: Row, words: Words, card: Card) -> Face:
    """Return what a card shows and how large it is at least."""
    count = len(card.claims)
    room = max(NAME_ROOM, NAME.width(card.label[:LEAST_NAME] + "…"))
    name = _name(card.label, room)
    rows = tuple(_shown(list(_rows(contents, words, card))))
    count_width = NAME.width(str(count))
    name_width = max(map(NAME.width, name))
    row_width = max((ROW.width(row.words) for row in rows), default=0.0)
    width = max(
        NARROWEST,
        MARK + name_width + COUNT_GAP + count_width + MARGIN,
        MARK + min(row_width, MOST_ROW_ROOM) + MARGIN,
    )
    return Face(
        name=tuple(name),
        rows=rows,
        count=count,
        width=width,
        height=2 * ABOVE + NAME.line * len(name) + ROW.line * len(rows),
    )


def _name(label: str, room: float) -> list[str]:
    """Return a name in one or two lines; a longer one ends with an ellipsis."""
    lines = NAME.wrapped(label, room) or [label or "…"]
    if len(lines) > MOST_NAME_LINES:
        last = " ".join(lines[MOST_NAME_LINES - 1 :])
        lines = [*lines[: MOST_NAME_LINES - 1], last]
    return [NAME.cut(line, room) for line in lines]


def _shown(rows: list[CardRow]) -> list[CardRow]:
    """Return the first rows; the last of them counts the others."""
    if len(rows) <= MOST_ROWS:
        return rows
    left = len(rows) - MOST_ROWS + 1
    return [*rows[: MOST_ROWS - 1], CardRow(f"+{left} more")]


def _rows(contents: Row, words: Words, card: Card) -> Iterator[CardRow]:
    """Yield a card's rows: officers, offices elsewhere, companions, numbers of groups, events."""
    actors = [*contents["nodes"], *contents["others"]]
    for office in card.docked:
        name = f"{actors[office.actor]['label']}, {office.title}"
        yield CardRow(name, office.certainty, actor=office.actor)
    for title, body in card.offices:
        yield CardRow(f"{title}, {actors[body]['label']}", actor=body)
    if card.is_folded:
        yield CardRow(_numbers(actors, card))
    elif not card.docked:
        for member in card.members[1:]:
            yield CardRow(f"and {actors[member]['label']}", actor=member)
    claims = contents["claims"]
    for number in sorted(
        card.rows, key=lambda claim: CERTAINTIES.index(claims[claim]["certainty"])
    ):
        claim = claims[number]
        yield CardRow(words.row(claim), claim["certainty"], claim=number)


def _numbers(actors: list[Row], card: Card) -> str:
    """Return how many groups a card folds, and how many single people at risk."""
    groups = len(card.members)
    people = len(card.actors) - groups
    parts = []
    noun = "group" if card.sort == AT_RISK else "folded"
    if groups:
        plural = "s" if groups > 1 and noun == "group" else ""
        parts.append(f"{groups} {noun}{plural}")
    if people:
        parts.append("1 person" if people == 1 else f"{people} people")
    return ", ".join(parts)
