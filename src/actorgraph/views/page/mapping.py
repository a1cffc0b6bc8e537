"""What the page gets of the map: rows for its template and its script, and the places as CSS.

The security policy allows no style in an element, so every place is a rule of the style sheet.
"""

from collections import Counter
from dataclasses import dataclass

from actorgraph.views.page.attempt import HEIGHT, WIDTH
from actorgraph.views.page.cards import Card
from actorgraph.views.page.curves import Box
from actorgraph.views.page.events import Cast, Row, of_events, of_speech
from actorgraph.views.page.folding import MOST_CARDS, Line, fold_cast
from actorgraph.views.page.measuring import LABEL
from actorgraph.views.page.placed import Placed, PlacedCard, PlacedLine
from actorgraph.views.page.placing import place
from actorgraph.views.page.sizes import CardRow

EVENTS = "events"
SPEECH = "speech"
# Of the first line of words in a label's box, in pixels.
BASELINE = 11
DOUBLE = ("intended", "requested")
KINDS = {
    "Person": "person",
    "Organisation": "body",
    "Government": "state",
    "Group": "group",
    "Place": "place",
    "Document": "document",
}


@dataclass(frozen=True, slots=True)
class View:
    """One picture: who did what to whom, or who speaks of whom, as rows for the template."""

    name: str
    cards: list[Row]
    lines: list[Row]
    frames: list[Row]
    more: list[Row]
    dropped: list[Row]


@dataclass(frozen=True, slots=True)
class Map:
    """Both pictures, what `contents` gains, and the style with the places of the first one's cards.

    The template draws the first picture, and the script the second when somebody wants it.
    """

    views: list[View]
    contents: Row
    style: str
    width: int = round(WIDTH)
    height: int = round(HEIGHT)


def draw_map(contents: Row) -> Map:
    """Fold and place the map of `contents`: what happened, and who speaks of whom.

    The cards, lines and frames of both are numbered through.
    """
    drawing = _Numbered(contents)
    views = [
        drawing.view(EVENTS, of_events(contents)),
        drawing.view(SPEECH, of_speech(contents)),
    ]
    return Map(
        views=[view for view in views if view.cards],
        contents={
            "cards": drawing.cards,
            "lines": drawing.lines,
            "frames": drawing.frames,
        },
        style=_style(drawing.placed),
    )


class _Numbered:
    """Numbers the cards and lines of several pictures through, and writes their rows."""

    def __init__(self, contents: Row) -> None:
        self.contents = contents
        self.actors = [*contents["nodes"], *contents["others"]]
        self.cards: list[Row] = []
        self.lines: list[Row] = []
        self.frames: list[Row] = []
        self.placed: list[PlacedCard] = []

    def view(self, name: str, cast: Cast) -> View:
        """Return one picture as rows, and keep what the script gets of it."""
        placed = place(self.contents, fold_cast(cast, MOST_CARDS))
        view = self._view(name, placed)
        first = len(self.cards)
        # The script places the cards of a second picture.
        self.placed = self.placed or list(placed.cards)
        self.cards += [_card_row(card.card, card.box, name) for card in placed.cards]
        self.lines += [self._line_row(line, placed, first) for line in placed.lines]
        for members, box in placed.frames:
            numbers = [first + member for member in members]
            self.frames.append({"cards": numbers, "box": _box(box)})
        return view

    def _view(self, name: str, placed: Placed) -> View:
        """Return what the template shows of a picture."""
        first = len(self.lines)
        return View(
            name=name,
            cards=self._cards(placed),
            lines=[self._line(first + number, line) for number, line in enumerate(placed.lines)],
            frames=[_box_row(box) for _, box in placed.frames],
            more=[self._more(card) for card in placed.more],
            dropped=[_dropped(line) for line in placed.dropped],
        )

    def _cards(self, placed: Placed) -> list[Row]:
        first = len(self.cards)
        return [self._card(first + number, card) for number, card in enumerate(placed.cards)]

    def _card(self, number: int, placed: PlacedCard) -> Row:
        """Return what the template shows of a card."""
        card, face = placed.card, placed.face
        kind = KINDS.get(card.kind, "nobody")
        classes = ["card", kind]
        if card.is_folded:
            classes.append("folded")
        return {
            "number": number,
            "classes": " ".join(classes),
            "label": card.label,
            "lines": len(face.name),
            "count": face.count,
            "rows": [_face_row(row) for row in face.rows],
        }

    def _line(self, number: int, placed: PlacedLine) -> Row:
        """Return what the template shows of a line."""
        line, label = placed.line, placed.label
        x = label.box.x + label.box.width / 2
        words = []
        for place_of_words, part in enumerate(label.words):
            y = label.box.y + BASELINE + place_of_words * LABEL.line
            words.append({"words": part, "x": round(x), "y": round(y)})
        return {
            "number": number,
            "classes": _classes(line),
            "path": placed.path,
            "is_double": line.certainty in DOUBLE,
            "words": words,
        }

    def _line_row(self, placed: PlacedLine, drawn: Placed, first: int) -> Row:
        """Return what the script gets of a line; its ends beyond the cards are frames."""
        line, box = placed.line, placed.label.box
        row = {
            "from": self._end(line.begin, drawn, first),
            "to": self._end(line.end, drawn, first),
            "claims": list(line.claims),
            "label": line.label,
            "certainty": line.certainty,
            "polarity": line.polarity,
            "at": [round(box.x + box.width / 2), round(box.y + box.height / 2)],
        }
        if line.denied:
            row["denied"] = True
        return row

    def _end(self, end: int, drawn: Placed, first: int) -> int:
        """Return the number of a card through all pictures; a frame's is negative, from -1 down."""
        frame = end - len(drawn.cards)
        if frame < 0:
            return first + end
        return -1 - len(self.frames) - frame

    def _more(self, card: Card) -> Row:
        """Return what the list of further cards shows of a card: nobody at risk by name."""
        actor = card.actors[0] if card.actors and not card.protected else -1
        return {
            "label": card.label,
            "count": len(card.claims),
            "actor": actor,
            "claims": list(card.claims),
        }


def _style(cards: list[PlacedCard]) -> str:
    """Return the rules with the places of the cards, and the width that most of them have."""
    widths = Counter(round(placed.box.width) for placed in cards)
    if not widths:
        return ""
    usual = max(widths, key=lambda width: (widths[width], width))
    rules = [_rule(number, placed, usual) for number, placed in enumerate(cards)]
    return "".join([f".card{{width:{usual}px}}\n", *rules])


def _rule(number: int, placed: PlacedCard, usual: int) -> str:
    """Return the style rule with a card's place, and how many lines its name has, if several.

    Cards are `usual` pixels wide unless their rule says otherwise.
    """
    left, top, width, height = _box(placed.box)
    parts = [f"left:{left}px", f"top:{top}px", f"height:{height}px"]
    if width != usual:
        parts.append(f"width:{width}px")
    lines = len(placed.face.name)
    if lines > 1:
        parts.append(f"--lines:{lines}")
    return f'[data-card="{number}"]{{{";".join(parts)}}}\n'


def _box(box: Box) -> list[int]:
    return [round(box.x), round(box.y), round(box.width), round(box.height)]


def _box_row(box: Box) -> Row:
    left, top, width, height = _box(box)
    return {"x": left, "y": top, "width": width, "height": height}


def _card_row(card: Card, box: Box, view: str) -> Row:
    """Return what the script gets of a card; empty values are left out."""
    row: Row = {
        "key": card.key,
        "label": card.label,
        "kind": card.kind,
        "actors": list(card.actors),
        "claims": list(card.claims),
        "box": _box(box),
    }
    docked = [[office.actor, office.title, office.certainty] for office in card.docked]
    optional: Row = {
        "docked": docked,
        "rows": list(card.rows),
        "sort": card.sort if card.is_folded else "",
        "members": list(card.members) if card.is_folded else [],
        "protected": card.protected,
        "view": view if view != EVENTS else "",
    }
    return row | {key: value for key, value in optional.items() if value}


def _face_row(row: CardRow) -> Row:
    return {
        "words": row.words,
        "certainty": row.certainty,
        "claim": row.claim,
        "more": row.more,
        "is_long": row.is_long,
        "is_cut": row.is_cut,
    }


def _classes(line: Line) -> str:
    """Return the classes of a line; what is usual needs none."""
    classes = ["line"]
    if line.certainty != "asserted":
        classes.append(line.certainty)
    if line.polarity != "neutral":
        classes.append(line.polarity)
    return " ".join(classes)


def _dropped(line: Line) -> Row:
    return {"label": line.label, "claim": line.claims[0], "count": len(line.claims)}
