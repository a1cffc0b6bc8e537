"""What articles are about: the stems of their words, weighed by how few articles use them."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

WORD = re.compile(r"[^\W\d_]{3,}|\d[\d,.]*\d|\d")
# Words that stand in any text; short ones never count.
EVERYDAY = frozenset(
    [
        "about",
        "above",
        "after",
        "again",
        "against",
        "all",
        "also",
        "although",
        "among",
        "and",
        "any",
        "are",
        "because",
        "been",
        "before",
        "being",
        "between",
        "both",
        "but",
        "can",
        "could",
        "did",
        "does",
        "doing",
        "down",
        "during",
        "each",
        "few",
        "for",
        "from",
        "further",
        "had",
        "has",
        "have",
        "having",
        "her",
        "here",
        "hers",
        "him",
        "his",
        "how",
        "into",
        "its",
        "itself",
        "just",
        "more",
        "most",
        "nor",
        "not",
        "now",
        "off",
        "once",
        "only",
        "other",
        "our",
        "out",
        "over",
        "own",
        "said",
        "same",
        "say",
        "says",
        "she",
        "should",
        "since",
        "some",
        "such",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "through",
        "too",
        "told",
        "under",
        "until",
        "upon",
        "very",
        "was",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "who",
        "whom",
        "why",
        "will",
        "with",
        "within",
        "without",
        "would",
        "you",
        "your",
        "one",
        "two",
        "new",
        "like",
        "may",
        "might",
    ]
)
Weights = Mapping[str, float]


@cache
def stem(word: str) -> str:
    """Return an English word's stem in lower case."""
    return str(_stemmer().stemWord(word.casefold()))


@cache
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")


def stems(text: str) -> list[str]:
    """Return the stems of a text's words, everyday words left out, in the order of the text."""
    return [stem(word) for word in WORD.findall(text.casefold()) if word not in EVERYDAY]


def rarity(texts: Iterable[Iterable[str]]) -> Weights:
    """Tell how much each stem says: the fewer texts have it, the more; nothing is said by what stands in all."""
    spread: Counter[str] = Counter()
    count = 0
    for text in texts:
        spread.update(set(text))
        count += 1
    rare = ((word, math.log((1 + count) / found)) for word, found in spread.items())
    return {word: value for word, value in rare if value > 0}


def weighed(words: Mapping[str, int], rare: Weights) -> Weights:
    """Return the stems of one text with their weights (tf-idf), scaled to the length 1."""
    found = {w: (1 + math.log(n)) * rare[w] for w, n in sorted(words.items()) if w in rare}
    length = math.sqrt(sum(value * value for value in found.values())) or 1.0
    return {word: value / length for word, value in found.items()}


def weights(texts: Sequence[Iterable[str]]) -> list[Weights]:
    """Return for each text its stems with their weights."""
    counts = [Counter(text) for text in texts]
    rare = rarity(counts)
    return [weighed(count, rare) for count in counts]


def likeness(first: Weights, second: Weights) -> float:
    """Return the cosine of two weighed texts, from 0 to 1."""
    if len(first) > len(second):
        first, second = second, first
    return sum(value * second[word] for word, value in first.items() if word in second)
