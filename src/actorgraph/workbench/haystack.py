"""Words to search in: many short texts, folded into one, in which every word begins with a space.

`str.find` looks through the text of 100,000 claims in some milliseconds.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from actorgraph.text.folding import folded

END = "\n"
# Folding is many times faster for ASCII, and these are all that most English texts have besides.
TYPOGRAPHY = str.maketrans(dict.fromkeys("‘’“”„‚–—…«»•· ", " "))


def plain(text: str) -> str:
    """Return a text's words without case, accents and punctuation."""
    if not text.isascii():
        text = text.translate(TYPOGRAPHY)
    return folded(text)


class Haystack:
    """Texts by number, to find those in which every word of a query begins a word."""

    def __init__(self, texts: Iterable[str]) -> None:
        parts = []
        starts = []
        end = 0
        for text in texts:
            part = f" {plain(text)}{END}"
            parts.append(part)
            starts.append(end)
            end += len(part)
        self._text = "".join(parts)
        self._starts: Sequence[int] = starts

    def find(self, query: str) -> set[int]:
        """Return the numbers of the texts that have all words of a query, each as a beginning."""
        words = sorted(set(plain(query).split()), key=len, reverse=True)
        if not words:
            return set()
        # The longest word is probably in the fewest texts.
        found = self._with(words[0])
        for word in words[1:]:
            found = {number for number in found if self._has(number, word)}
        return found

    def _with(self, word: str) -> set[int]:
        needle = f" {word}"
        found = set()
        place = self._text.find(needle)
        while place >= 0:
            number = bisect_right(self._starts, place) - 1
            found.add(number)
            place = self._text.find(needle, self._end(number))
        return found

    def _has(self, number: int, word: str) -> bool:
        begin = self._starts[number]
        return self._text.find(f" {word}", begin, self._end(number)) >= 0

    def _end(self, number: int) -> int:
        if number + 1 < len(self._starts):
            return self._starts[number + 1]
        return len(self._text)
