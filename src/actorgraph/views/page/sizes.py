"""How large each card of the map is, and the words on it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from actorgraph.views.page.cards import Card
from actorgraph.views.page.entries import shown_name
from actorgraph.views.page.events import Row
from actorgraph.views.page.folding import CERTAINTIES
from actorgraph.views.page.measuring import NAME, ROW
from actorgraph.views.page.offices import Docked
from actorgraph.views.page.sorts import AT_RISK
from actorgraph.views.page.wording import Words

# In pixels. The name begins behind the mark of the card's kind.
MARK = 25.0
MARGIN = 8.0
ABOVE = 6.0
COUNT_ROOM = 27.0
NAME_ROOM = 138.0
NARROWEST = 96.0
# A name is whole in two lines, or has at least so many characters before its ellipsis.
MOST_NAME_LINES = 2
LEAST_NAME = 18
MOST_ROWS = 3
MOST_ROW_ROOM = 162.0
# An office is whole in two lines, or has an ellipsis at the end of the second.
MOST_OFFICE_LINES = 2


@dataclass(frozen=True, slots=True)
class CardRow:
    """What is under a card's name: its words, and the claim or actor that it is about, or -1.

    `more` is the number of rows that the card has no room for, on its last one. An office too long
    for one line `is_long`: it has two.
    """

    words: str
    certainty: str = "asserted"
    claim: int = -1
    actor: int = -1
    more: int = 0
    is_long: bool = False

    @property
    def is_cut(self) -> bool:
        """Whether it is an office that its one line does not hold."""
        return self.actor >= 0 and not self.is_long and self.width > MOST_ROW_ROOM

    @property
    def height(self) -> float:
        """How high it is, in pixels."""
        return ROW.line * (MOST_OFFICE_LINES if self.is_long else 1)

    @property
    def width(self) -> float:
        """How wide it is at most, in pixels."""
        return ROW.width(f"{self.words} +{self.more}" if self.more else self.words)


@dataclass(frozen=True, slots=True)
class Face:
    """What a card shows: its name in lines, its rows, and its least size in pixels."""

    name: tuple[str, ...]
    rows: tuple[CardRow, ...]
    count: int
    width: float
    height: float


def face(
    contents: Row, words: Words, card: Card, most_rows: int, *, is_wrapped: bool = True
) -> Face:
    """Return what a card shows and how large it is at least; it shows all its officers.

    Long offices have two lines if the card `is_wrapped`.
    """
    room = max(NAME_ROOM, NAME.width(card.label[:LEAST_NAME] + "…"))
    name = _name(card.label, room)
    most = min(max(most_rows, len(card.docked)), MOST_ROWS)
    rows = _shown(list(_rows(contents, words, card)), most)
    if is_wrapped:
        rows = [_wrapped(row) for row in rows]
    count = len(card.claims)
    name_width = max(map(NAME.width, name)) + COUNT_ROOM
    row_width = max((row.width for row in rows), default=0.0)
    inner = max(name_width, min(row_width, MOST_ROW_ROOM))
    return Face(
        name=tuple(name),
        rows=tuple(rows),
        count=count,
        width=max(NARROWEST, MARK + inner + MARGIN),
        height=2 * ABOVE + NAME.line * len(name) + sum(row.height for row in rows),
    )


def _name(label: str, room: float) -> list[str]:
    """Return a name in one or two lines; a longer one ends with an ellipsis."""
    lines = NAME.wrapped(label, room) or [label or "…"]
    if len(lines) > MOST_NAME_LINES:
        last = " ".join(lines[MOST_NAME_LINES - 1 :])
        lines = [*lines[: MOST_NAME_LINES - 1], last]
    return [NAME.cut(line, room) for line in lines]


def _shown(rows: list[CardRow], most: int) -> list[CardRow]:
    """Return the first rows; the last of them counts the others."""
    if len(rows) <= most:
        return rows
    shown = rows[:most]
    if shown:
        shown[-1] = replace(shown[-1], more=len(rows) - most)
    return shown


def _wrapped(row: CardRow) -> CardRow:
    """Give an office that is too long for one line a second one."""
    return replace(row, is_long=row.is_cut)


def _rows(contents: Row, words: Words, card: Card) -> Iterator[CardRow]:
    """Yield a card's rows: officers, offices elsewhere, companions, numbers of groups, events."""
    actors = [*contents["nodes"], *contents["others"]]
    for office in card.docked:
        yield CardRow(_officer(actors[office.actor], office), office.certainty, actor=office.actor)
    for title, body in card.offices:
        yield CardRow(_joined(title, shown_name(actors[body])), actor=body)
    if card.is_folded and len(card.actors) > 1:
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


def _officer(actor: Row, office: Docked) -> str:
    """Return a person with a title, unless the title is all that the article says."""
    label = str(actor["label"])
    if office.title.casefold() in label.casefold():
        return label
    if office.title.endswith(" it"):
        return f"{label} {office.title}"
    return f"{label}, {office.title}"


def _joined(title: str, body: str) -> str:
    """Return an office elsewhere: `director, Human Rights Watch`, `member of Hamas`."""
    if title.endswith(" it"):
        return f"{title.removesuffix(' it')} {body}"
    if title.endswith(" of"):
        return f"{title} {body}"
    return f"{title}, {body}"


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
