"""Where sentences begin, without a parse."""

import re

# A sentence's mark, closing quotation marks or brackets, then a space and a capital.
SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[A-Z0-9])|\n+")
# After these, a full stop ends no sentence.
ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sgt|Capt|Sen|Rep|Gov|St|Jr|Sr|No|vs|Inc|Ltd|Co)|\b[A-Z])$"
)
ABBREVIATION_LENGTH = 6


def sentence_begins(text: str | None) -> list[int]:
    """Return the offsets at which sentences begin; nothing where the text is withheld."""
    if not text:
        return []
    begins = [0]
    for match in SENTENCE_END.finditer(text):
        before = text[max(0, match.start() - ABBREVIATION_LENGTH) : match.start()]
        is_abbreviated = text[match.start()] == "." and ABBREVIATION.search(before)
        if not is_abbreviated:
            begins.append(match.end())
    return begins
