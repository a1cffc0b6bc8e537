"""Offsets in the text that was given, of what was found in the text as it is read.

Reading puts characters into one form: an `e` and an accent that stand apart become one `é`.
"""

from difflib import SequenceMatcher
from typing import Any


def in_given_text(prediction: dict[str, Any], read: str, given: str) -> dict[str, Any]:
    """Return a prediction with each span, a list of two offsets, moved to the given text."""
    if read == given:
        return prediction
    offsets = given_offsets(read, given)
    return {key: _moved(value, offsets) for key, value in prediction.items()}


def given_offsets(read: str, given: str) -> list[int]:
    """Return where each character of the text as read begins in the given one, and its end."""
    offsets: list[int] = []
    matcher = SequenceMatcher(None, read, given, autojunk=False)
    for _, begin, end, given_begin, given_end in matcher.get_opcodes():
        for place in range(end - begin):
            offsets.append(min(given_begin + place, given_end))
    return [*offsets, len(given)]


def _moved(value: Any, offsets: list[int]) -> Any:
    if isinstance(value, dict):
        return {key: _moved(part, offsets) for key, part in value.items()}
    if not isinstance(value, list | tuple):
        return value
    if len(value) == 2 and all(isinstance(part, int) for part in value):
        return [offsets[place] for place in value]
    return [_moved(part, offsets) for part in value]
