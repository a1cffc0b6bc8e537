"""Where a graph's articles mention its actors."""

import re
from collections import defaultdict
from dataclasses import dataclass

import pyoxigraph as ox

from actorgraph.graph.facts import Facts
from actorgraph.vocabulary.vocab import AG

FRAGMENT = "#char="
OFFSETS = re.compile(r"(?P<begin>\d{1,12}+),(?P<end>\d{1,12}+)")


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of an actor: its offsets and its span."""

    begin: int
    end: int
    actor: ox.NamedNode
    span: ox.NamedNode


def mentions_by_article(facts: Facts) -> dict[str, list[Mention]]:
    """Return the mentions of all actors by the IRIs of their articles, in the order of the text.

    Of those that begin together, the longest comes first.
    """
    by_article: dict[str, list[Mention]] = defaultdict(list)
    for node in facts:
        if not isinstance(node, ox.NamedNode):
            continue
        for span in facts.nodes(node, AG.mention):
            article, _, offsets = span.value.rpartition(FRAGMENT)
            place = OFFSETS.fullmatch(offsets)
            if place:
                mention = Mention(int(place["begin"]), int(place["end"]), node, span)
                by_article[article].append(mention)
    for mentions in by_article.values():
        mentions.sort(key=lambda mention: (mention.begin, -mention.end, str(mention)))
    return by_article
