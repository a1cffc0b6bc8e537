"""First names that are everyday words: `Per Lund`, which a parser reads as `for each Lund`.

The parser is given another first name of as many letters; every offset stays.
"""

import re
from collections.abc import Mapping

# Rarely capitalised within a sentence, and by other names never.
WORD_NAMES = ("Per", "Even", "Odd", "Will", "So", "Do", "Or", "An")
STAND_INS: Mapping[int, str] = {2: "Al", 3: "Tom", 4: "John"}
# `arrested Per Lund`: behind a word in lower case or a comma, and before a name.
WITHIN_A_SENTENCE = re.compile(
    rf"(?<=[a-z,] )(?P<word>{'|'.join(WORD_NAMES)}) (?P<rest>[A-Z][a-zà-ÿ]\w*)",
)


def stand_ins(text: str) -> dict[int, str]:
    """Return the stand-ins for such first names, by the offsets where the text has the names.

    What is a name within one sentence is a name wherever the same two words occur.
    """
    names = {match.group() for match in WITHIN_A_SENTENCE.finditer(text)}
    found: dict[int, str] = {}
    for name in names:
        for match in re.finditer(rf"\b{re.escape(name)}\b", text):
            found[match.start()] = STAND_INS[len(name.split()[0])]
    return found


def exchanged(text: str, replacements: Mapping[int, str]) -> str:
    """Return a text with the words at some offsets replaced by others of as many letters."""
    for offset, word in replacements.items():
        text = text[:offset] + word + text[offset + len(word) :]
    return text
