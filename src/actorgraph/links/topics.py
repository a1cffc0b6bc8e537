"""What articles are about: the stems of their words, weighted by how few articles use them."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from actorgraph.vocabulary.lexicon import word_set

# Words of three letters or more, and numbers.
WORD = re.compile(r"[^\W\d_]{3,}|\d[\d,.]*\d|\d")
Weights = Mapping[str, float]


@cache
def stem(word: str) -> str:
    """Return the stem of an English word, in lower case."""
    return str(_stemmer().stemWord(word.casefold()))


@cache
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")


def stems(text: str) -> list[str]:
    """Return the stems of a text's words in their order, without everyday words."""
    everyday = word_set("everydayWords")
    return [stem(word) for word in WORD.findall(text.casefold()) if word not in everyday]


def rarity(texts: Iterable[Iterable[str]]) -> Weights:
    """Return how much each stem says: the fewer texts contain it, the more.

    Stems that all texts contain are left out.
    """
    containing: Counter[str] = Counter()
    text_count = 0
    for text in texts:
        containing.update(set(text))
        text_count += 1
    weights = {}
    for word, count in containing.items():
        weight = math.log((1 + text_count) / count)
        if weight > 0:
            weights[word] = weight
    return weights


def weighed(words: Mapping[str, int], rare: Weights) -> Weights:
    """Return the tf-idf weights of a text's stems, scaled to the length 1.

    `words` counts the stems of the text.
    """
    # Sorted, so that the length does not depend on the order of addition.
    weights = {
        word: (1 + math.log(count)) * rare[word]
        for word, count in sorted(words.items())
        if word in rare
    }
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {word: weight / length for word, weight in weights.items()}


def weights(texts: Sequence[Iterable[str]]) -> list[Weights]:
    """Return the weights of the stems of each text."""
    counts = [Counter(text) for text in texts]
    rare = rarity(counts)
    return [weighed(count, rare) for count in counts]


def likeness(first: Weights, second: Weights) -> float:
    """Return the cosine of two weighted texts, from 0 to 1."""
    if len(first) > len(second):
        first, second = second, first
    return sum(weight * second[word] for word, weight in first.items() if word in second)
