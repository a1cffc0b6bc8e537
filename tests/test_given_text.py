"""Figures: spans of what was read are scored in the text that was given."""

import sys
from pathlib import Path

from actorgraph.text.reading import read_text

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))

from given_text import given_offsets, in_given_text

# Accents that stand apart from their letters: reading joins them.
GIVEN = "Rene\u0301e Dube\u0301 left Oslo."


def test_a_span_is_moved_to_the_given_text() -> None:
    read = read_text(GIVEN).text
    assert len(read) == len(GIVEN) - 2
    begin = read.index("Oslo")
    found = {"id": "a", "places": [{"spans": [[begin, begin + 4]]}]}
    moved = in_given_text(found, read, GIVEN)
    [[begin, end]] = moved["places"][0]["spans"]
    assert GIVEN[begin:end] == "Oslo"
    assert moved["id"] == "a"


def test_a_letter_and_its_accent_are_one_character() -> None:
    read = read_text(GIVEN).text
    offsets = given_offsets(read, GIVEN)
    assert GIVEN[offsets[0] : offsets[5]] == "Rene\u0301e"
    assert offsets[len(read)] == len(GIVEN)


def test_what_was_read_as_it_was_given_stays() -> None:
    found = {"id": "a", "spans": [[0, 4]]}
    assert in_given_text(found, "Chad left.", "Chad left.") is found
