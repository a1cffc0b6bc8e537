"""Short forms of given names: `Bob Stone` may be `Robert Stone`, `Саша` may be `Олександр`.

English ones are those of the package nicknames, others those of ontology/nicknames.tsv.
"""

from collections import defaultdict
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from actorgraph.redaction.romanisation import simplified

if TYPE_CHECKING:
    from nicknames import NickNamer

MOST_CACHED = 100_000


# Suffixes with which many Slavic and Romance languages make any name a short form.
ENDINGS = ("", "a", "o", "y", "ya")
DIMINUTIVES = ("ka", "ko", "enka", "onka", "ochka", "echka", "ushka", "usha", "yk", "ek", "chyk")
SHORTEST_STEM = 4


@lru_cache(maxsize=MOST_CACHED)
def undiminished(word: str) -> frozenset[str]:
    """Return a folded Latin name, simplified, and what it may be a diminutive of.

    `Zlatka` and `Zlatochka` may be `Zlata`; `Petrova` is not `Petrov`.
    """
    plain = simplified(word)
    found = {plain}
    for suffix in DIMINUTIVES:
        stem = plain.removesuffix(suffix)
        if stem != plain and len(stem) >= SHORTEST_STEM:
            found.update(f"{stem}{ending}" for ending in ENDINGS)
    return frozenset(form for form in found if len(form) >= SHORTEST_STEM)


@lru_cache(maxsize=MOST_CACHED)
def full_names(word: str) -> frozenset[str]:
    """Return the given names that a folded Latin word may be short for, and itself if it is one.

    National forms count as one name: `Mykola` and `Nikolai`. Two words may be names of the same
    person if they have a name in common.
    """
    english = _english().canonicals_of(word)
    if _english().nicknames_of(word):
        english.add(word)
    return frozenset(english) | _other_names().get(simplified(word), frozenset())


@cache
def _english() -> "NickNamer":
    # Loaded late: only redaction and forgetting need it.
    from nicknames import NickNamer

    return NickNamer()


@cache
def _other_names() -> dict[str, frozenset[str]]:
    """Return what ontology/nicknames.tsv says: the first full form by each form, simplified."""
    found: dict[str, set[str]] = defaultdict(set)
    text = files("actorgraph.ontology").joinpath("nicknames.tsv").read_text("utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            forms = line.split()
            for form in forms:
                found[simplified(form)].add(forms[0])
    return {form: frozenset(names) for form, names in found.items()}
