"""The cards and lines of the map as the page carries them: short, as `packing` does.

The HTML has the first picture; the script draws the second, and moves the cards of both.
"""

import re
from typing import Any

from actorgraph.views.page.entries import shown_name
from actorgraph.views.page.events import Cast
from actorgraph.views.page.mapping import View
from actorgraph.views.page.packing import USUAL, lettered, without_usual

Row = dict[str, Any]
# What has a place of its own in a card's row, or shows in the HTML.
OF_CARDS = ("actors", "box", "rows", "kind", "docked", "sort")
SIMPLE_CURVE = re.compile(r"M(\d+),(\d+)C(\d+),\2 \3,(\d+) (\d+),\4")


def card_rows(cards: list[Row], cast: Cast) -> list[list[Any]]:
    """Return the cards as their actors, box, rows, and the rest.

    What their actors say is left out: key, name, claims and members.
    """
    return [_card(card, cast) for card in cards]


def _card(card: Row, cast: Cast) -> list[Any]:
    short = dict(card)
    actors = card["actors"]
    if actors:
        first = cast.actors[actors[0]]
        says = {"key": first["id"], "label": shown_name(first)}
        short = {key: value for key, value in card.items() if says.get(key) != value}
    if card["claims"] == _claims_of(actors, cast):
        del short["claims"]
    if card.get("members") == actors:
        short["members"] = USUAL
    rest = {key: value for key, value in short.items() if key not in OF_CARDS}
    fields = [actors, card["box"], card.get("rows", []), lettered(rest)]
    return without_usual(fields, [None, None, [], {}])


def _claims_of(actors: list[int], cast: Cast) -> list[int]:
    """Return the claims of some actors in the order of the text, as the script finds them."""
    claims: set[int] = set()
    for actor in actors:
        claims |= cast.claims_of[actor]
    return sorted(claims, key=cast.place_in_text)


def line_row(line: Row) -> list[Any]:
    """Return a line as its ends, its label with the middle of that, its claims and the rest."""
    usual = {"certainty": "asserted", "polarity": "neutral"}
    rest: Row = {
        key: line[key]
        for key in ("certainty", "polarity", "denied")
        if key in line and line[key] != usual.get(key)
    }
    ends = [line["from"], line["to"]]
    fields = [*ends, line["label"], *line["at"], line["claims"], lettered(rest)]
    return without_usual(fields, [*[None] * 6, {}])


def view_row(view: View) -> Row:
    """Return what the script draws a second picture from, besides its cards and lines.

    A card has its classes, how many lines its name has, and its rows; a line has its path, and the
    lines of its label if there are several.
    """
    return {
        "cards": [_face(card) for card in view.cards],
        "lines": [_shape(line) for line in view.lines],
    }


def _face(card: Row) -> list[Any]:
    rows = []
    for row in card["rows"]:
        certainty = USUAL if row["certainty"] == "asserted" else row["certainty"]
        fields = [row["words"], row["claim"], certainty, row["more"], int(row["is_long"])]
        rows.append(without_usual(fields, [None, None, USUAL, 0, 0]))
    return [card["classes"].removeprefix("card "), card["lines"], *rows]


def _shape(line: Row) -> list[Any]:
    words = [part["words"] for part in line["words"]]
    path = _ends(line["path"]) or line["path"]
    if len(words) == 1:
        return [path]
    return [path, *words]


def _ends(path: str) -> list[int]:
    """Return the two ends of a curve if it leaves and arrives level, and bends in the middle."""
    found = SIMPLE_CURVE.fullmatch(path)
    if not found:
        return []
    x, y, bend, end_y, end_x = map(int, found.groups())
    # The bend is rounded.
    is_simple = abs(2 * bend - x - end_x) <= 1
    return [x, y, end_x, end_y] if is_simple else []
