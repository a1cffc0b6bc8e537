"""Words as a search compares them: without case, accents and punctuation."""

from actorgraph.text.folding import folded

# Folding is many times faster for ASCII, and these are all that most English texts have besides.
TYPOGRAPHY = str.maketrans(dict.fromkeys("‘’“”„‚–—…«»•· ", " "))


def plain(text: str) -> str:
    """Return a text's words without case, accents and punctuation."""
    if not text.isascii():
        text = text.translate(TYPOGRAPHY)
    return folded(text)
