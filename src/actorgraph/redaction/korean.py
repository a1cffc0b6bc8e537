"""Korean names: Hangul, and the many ways to write it in Latin letters.

`박지성` is `Park Ji-sung`, `Pak Chi-song` and `Bak Jiseong`. ICU writes one of them; sounds that
people write differently are reduced to one letter each.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
NOT_A_LETTER = re.compile(r"[^a-z]")
PART = re.compile(r"[a-z]+")
REPEATED_LETTER = re.compile(r"(.)\1+")
KEY = "&"
SHORTEST_KEY = 4
# A name in Latin letters of more words is not Korean.
MOST_WORDS = 4
MOST_CACHED = 100_000
# In the order in which they are applied.
SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"park", "pak"),
        (r"ck|kh", "k"),
        (r"rh", "l"),
        (r"sh", "s"),
        (r"ch|j", "c"),
        (r"ph", "p"),
        (r"(?:oe|oi|oy)(?![aeou])|wa?e", "E"),
        (r"eui|ui|ee|yi", "i"),
        (r"ae|ay", "e"),
        (r"w?(?:eo|eu|ou|oo|u|o)(?:h(?![aeiouy]))?", "o"),
        (r"ah(?![aeiouy])", "a"),
        (r"[gkq]", "k"),
        (r"d", "t"),
        (r"[bf]", "p"),
        (r"r", "l"),
    )
)


@lru_cache(maxsize=MOST_CACHED)
def korean_keys(name: str) -> frozenset[str]:
    """Return what a name in Hangul shares with its forms in Latin letters, in either order."""
    if HANGUL.search(name):
        return _keys_of_hangul(name)
    words = PART.findall(name.casefold())
    if not name.isascii() or not 1 < len(words) <= MOST_WORDS:
        return frozenset()
    orders = (words, [words[-1], *words[:-1]])
    return _long({_joined(order) for order in orders})


def _keys_of_hangul(name: str) -> frozenset[str]:
    from normality import ascii_text

    # Each syllable alone: `서연` is Seo-yeon, and its vowels must not run together.
    sounds = _joined(NOT_A_LETTER.sub("", ascii_text(syllable).casefold()) for syllable in name)
    keys = {sounds}
    # `이` is Yi or Lee, `임` is Im or Lim, `노` is Noh or Roh, `류` is Ryu or Yoo.
    if sounds[:1] in ("i", "y"):
        keys.add(f"l{sounds}")
    elif sounds[:1] == "n":
        keys.add(f"l{sounds[1:]}")
    elif sounds[:1] == "l":
        keys.add(sounds[1:])
    return _long(keys)


def _joined(parts: Iterable[str]) -> str:
    return REPEATED_LETTER.sub(r"\1", "".join(map(_sounds, parts)))


def _sounds(letters: str) -> str:
    for pattern, sound in SOUNDS:
        letters = pattern.sub(sound, letters)
    return letters


def _long(keys: set[str]) -> frozenset[str]:
    return frozenset(f"{KEY}{key}" for key in keys if len(key) >= SHORTEST_KEY)
