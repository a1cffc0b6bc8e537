"""Systems of transliteration: what they write differently for the same name."""

import re
from collections.abc import Iterator
from itertools import islice, product

MOST_ROMANISATIONS = 256
# What systems write differently in a long word, the longest first.
SYSTEMS = (
    ("schtsch", "shch"),
    ("shtsh", "shch"),
    ("tsch", "ch"),
    ("tch", "ch"),
    ("sch", "sh"),
    ("kh", "h"),
    ("tz", "ts"),
    ("w", "v"),
    ("j", "y"),
    ("i", "y"),
    ("ph", "f"),
)
# How a short word is written, by what rigour writes.
LETTER_GROUP = re.compile(r"shch|kh|zh|ts|ch|sh|^e|y[uaeoy]|[iy]$|.")
ROMANISATIONS = {
    "shch": ("shch", "sch", "szcz"),
    "kh": ("kh", "h", "ch"),
    "zh": ("zh", "j", "z"),
    "ts": ("ts", "c", "tz"),
    "ch": ("ch", "c", "tch", "tsch", "cz"),
    "sh": ("sh", "s", "sch", "sz"),
    "yu": ("yu", "ju", "iu"),
    "ya": ("ya", "ja", "ia"),
    "ye": ("ye", "je", "ie", "e"),
    "yo": ("yo", "jo", "io"),
    "y": ("y", "j", "i"),
    "i": ("i", "y"),
    "v": ("v", "w"),
    "h": ("h", "kh", "ch", "g"),
}
FIRST_E = ("e", "ye", "je")
LAST_Y = ("y", "i", "j", "yi", "yy", "iy", "ij")
REPEATED_LETTER = re.compile(r"(.)\1+")
FIRST_YE = re.compile(r"^ye")


def simplified(word: str) -> str:
    """Return a folded Latin word with one letter for what systems write differently."""
    for written, simple in SYSTEMS:
        word = word.replace(written, simple)
    return FIRST_YE.sub("e", REPEATED_LETTER.sub(r"\1", word))


def romanisations(latin: str) -> Iterator[str]:
    """Yield the ways to write a short word, of which this is one, in Latin letters."""
    for form in {latin, REPEATED_LETTER.sub(r"\1", latin)}:
        groups = LETTER_GROUP.findall(form)
        choices = [ROMANISATIONS.get(group, (group,)) for group in groups]
        if form.startswith("e"):
            choices[0] = FIRST_E
        if form[-1:] in ("y", "i"):
            choices[-1] = LAST_Y
        yield from map("".join, islice(product(*choices), MOST_ROMANISATIONS))
