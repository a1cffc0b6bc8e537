"""How much room words need: widths of the widest typeface that the page may be shown in."""

from dataclasses import dataclass, field
from functools import cached_property

# Hundredths of the type's size, by character: of DejaVu Sans, the widest face in the page's list.
REGULAR = {
    28: "'ijl",
    30: "IJ",
    32: " ,.’‘·",
    34: "/:;\\|",
    36: "f",
    38: "-",
    40: "()[]t",
    42: "!r",
    46: '"',
    50: "*_`–",
    52: "“”",
    54: "?sz",
    56: "Lc",
    58: "Fk",
    60: "vxy",
    62: "PTYaeoéèöä",
    64: "$0123456789ESbdghnpqu{}üß£€",
    66: "K",
    70: "ABCRVXZ",
    74: "U",
    76: "HN",
    78: "&DG",
    80: "OQ",
    82: "w",
    84: "#+<=>^~",
    88: "M",
    96: "%",
    98: "m",
}
BOLD = {
    32: "'",
    36: " ijl",
    38: ",./IJ\\|’‘·",
    40: ":;",
    42: "-",
    44: "f",
    46: "!()[]",
    48: "t",
    50: "_`r–",
    54: '"*',
    60: "?csz",
    64: "L",
    66: "vxy“”",
    68: "aekéèä",
    70: "$0123456789EFToö£€",
    72: "bdghnpqu{}üß",
    74: "CPSYZ",
    78: "ABKRVX",
    82: "U",
    84: "#+<=>DGHN^~",
    86: "OQ",
    88: "&",
    94: "w",
    102: "%",
    106: "m",
    112: "W",
}
# Of any other character: `W`, `@`, and those of other scripts.
OTHER = 104
ELLIPSIS = "…"


@dataclass(frozen=True)
class Type:
    """A typeface at one size, in pixels, and the height of its lines."""

    size: float
    line: float
    widths: dict[int, str] = field(repr=False, compare=False, default_factory=dict)

    @cached_property
    def _by_character(self) -> dict[str, int]:
        table = {}
        for width, characters in self.widths.items():
            table.update(dict.fromkeys(characters, width))
        return table

    def width(self, words: str) -> float:
        """Return how wide words are at most, in pixels."""
        table = self._by_character
        return sum(table.get(character, OTHER) for character in words) * self.size / 100

    def wrapped(self, words: str, room: float) -> list[str]:
        """Break words into lines of at most this width; a longer word has a line of its own."""
        lines: list[str] = []
        for word in words.split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.width(longer) <= room:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines

    def balanced(self, words: str, count: int) -> list[str]:
        """Break words into so many lines, the widest as narrow as possible; fewer if too few."""
        parts = words.split()
        if count <= 1 or len(parts) < count:
            return [" ".join(parts)]
        best: list[str] = []
        least = float("inf")
        for place in range(1, len(parts) - count + 2):
            lines = [
                " ".join(parts[:place]),
                *self.balanced(" ".join(parts[place:]), count - 1),
            ]
            widest = max(map(self.width, lines))
            if widest < least:
                best, least = lines, widest
        return best

    def cut(self, words: str, room: float) -> str:
        """Cut words to this width, with an ellipsis."""
        if self.width(words) <= room:
            return words
        while words and self.width(words + ELLIPSIS) > room:
            words = words[:-1].rstrip()
        return words + ELLIPSIS


NAME = Type(12.0, 16.0, BOLD)
ROW = Type(11.0, 14.0, REGULAR)
LABEL = Type(11.5, 14.0, REGULAR)
