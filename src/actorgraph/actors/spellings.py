"""Spellings of one name: `Muammar Gaddafi` and `Moammar Gadhafi`, `Jean-Pierre` and `Jean Pierre`, `St.` and `Saint`."""

import re
import unicodedata

from actorgraph.actors.figure import Figure
from actorgraph.language.document import Document

# Below this length one other letter makes another name: `Meyer` and `Meier`.
SHORTEST = 6
# One letter in four may differ, and none of them be a consonant that is heard.
SHARE = 4


SMALL_WORDS = frozenset(
    [
        "of",
        "the",
        "and",
        "for",
        "in",
        "on",
        "to",
        "de",
        "la",
        "du",
        "des",
        "di",
        "der",
        "von",
        "van",
    ]
)


def plain(name: str) -> str:
    """Write a name in lower case without accents."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c))


def name_key(name: str) -> str:
    """Fold a name to what its spellings share: case, accents, articles, dots and the genitive fall away."""
    folded = re.sub(r"[’']s?$", "", plain(name).replace("’", "'"))
    return " ".join(re.sub(r"^(the|a|an)\s+", "", folded).replace(".", "").split())


def join_variants(document: Document, figures: list[Figure]) -> None:
    """Join each figure to the one other whose name is a spelling of its own; two that fit are left apart."""
    for figure in sorted(
        figures, key=lambda f: (-max(map(len, f.names), default=0), min(m.head for m in f.mentions))
    ):
        if figure not in figures:
            continue
        fits = [
            other for other in figures if other is not figure and _is_one(document, figure, other)
        ]
        if len(fits) == 1:
            figure.absorb(fits[0])
            figures.remove(fits[0])


def _is_one(document: Document, first: Figure, second: Figure) -> bool:
    known = first.wikidata and second.wikidata
    if (
        known
        or not first.kind
        or first.kind != second.kind
        or {first.gender, second.gender} >= {"feminine", "masculine"}
    ):
        return False
    if any(letters(a) == letters(b) for a in first.names for b in second.names):
        return True
    return not _meet(document, first, second) and any(
        sound_alike(a, b) for a in first.names for b in second.names
    )


def letters(name: str) -> str:
    """Write a name without spaces, hyphens and stops: `al-Qaeda` is `Al Qaeda`."""
    return re.sub(r"[\W_]+", "", re.sub(r"\bst\b", "saint", plain(name)))


def _meet(document: Document, first: Figure, second: Figure) -> bool:
    """Two who stand in one sentence are two."""
    sentences = [
        {document.tokens[m.head].sentence for m in f.mentions if m.form == "name"}
        for f in (first, second)
    ]
    return bool(sentences[0] & sentences[1])


def sound_alike(name: str, other: str) -> bool:
    """Tell whether two names are written differently and heard alike, word by word."""
    parts, others = (re.sub(r"[^\w\s]|_", "", plain(text)).split() for text in (name, other))
    if not parts or not others:
        return False
    if len(parts) > 1 and len(others) == 1:
        return _varies(parts[-1], others[0])
    return len(parts) == len(others) and all(
        a == b or _varies(a, b) for a, b in zip(parts, others, strict=True)
    )


def _varies(word: str, other: str) -> bool:
    if min(len(word), len(other)) < SHORTEST or (word[0], word[-1]) != (other[0], other[-1]):
        return False
    return _heard(word) == _heard(other) and 0 < _distance(word, other) * SHARE <= max(
        len(word), len(other)
    )


def _heard(word: str) -> str:
    """The consonants of a word as transcriptions agree on them."""
    return re.sub(
        r"(.)\1+", r"\1", re.sub(r"[aeiouyh]", "", word.translate(str.maketrans("cqw", "kkv")))
    )


def _distance(word: str, other: str) -> int:
    """Count the letters to change, drop or add."""
    row = list(range(len(other) + 1))
    for place, letter in enumerate(word, 1):
        before, row[0] = row[0], place
        for column, target in enumerate(other, 1):
            before, row[column] = (
                row[column],
                min(row[column] + 1, row[column - 1] + 1, before + (letter != target)),
            )
    return row[-1]
