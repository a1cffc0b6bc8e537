"""Who a name of another reader means: an actor of our graph, by its names and mentions."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import pyoxigraph as ox

from actorgraph.graph.facts import Facts
from actorgraph.text.article import Span
from actorgraph.text.folding import folded
from actorgraph.vocabulary.vocab import AG, RDFS, SKOS

# Words that begin a name and are no part of it.
LOOSE = frozenset({"the", "a", "an", "of", "its", "their", "his", "her", "our", "s", "and", "for"})
# An actor of this kind is named by a surname alone.
PERSON = "Person"
SHORTEST_ACRONYM = 3
NAMED_KINDS = (PERSON, "Organisation", "Government")
# Words that may mean anybody who was named before: pronouns, and what begins a description.
REFERRING = frozenset(
    {
        *("he", "him", "his", "she", "her", "hers", "it", "its", "they", "them", "their", "theirs"),
        *("we", "us", "our", "i", "me", "my", "you", "your", "who", "whom", "whose", "which"),
        *("the", "this", "that", "these", "those", "a", "an", "some", "both", "one", "others"),
    }
)
# Words that mean whoever writes or speaks.
SPEAKING = frozenset({"i", "me", "my", "mine", "we", "us", "our", "ours"})
Node = ox.NamedNode


@dataclass(frozen=True, slots=True)
class Figure:
    """An actor with the words of each of its names, and where the text mentions it."""

    node: Node
    kind: str
    names: frozenset[tuple[str, ...]]
    mentions: tuple[Span, ...]

    def is_in(self, span: Span) -> bool:
        """Return whether a stretch of text mentions the actor, also by a pronoun."""
        return any(mention.overlaps(span) for mention in self.mentions)

    def is_named_in(self, span: Span, text: str) -> bool:
        """Return whether a stretch of text has a name of the actor: no pronoun or description."""
        if self.kind not in NAMED_KINDS:
            return False
        here = [mention for mention in self.mentions if mention.overlaps(span)]
        return any(_ends_in_name(text[mention.begin : mention.end]) for mention in here)


class Cast:
    """The actors of one article by IRI, found by name."""

    def __init__(self, figures: Mapping[Node, Figure]) -> None:
        self.figures = figures
        self._found: dict[str, tuple[Figure, ...]] = {}

    @classmethod
    def of(cls, facts: Facts) -> "Cast":
        """Return everybody whom the article of a graph mentions."""
        return cls({node: _figure(facts, node) for node in facts.mentioned})

    @cached_property
    def _by_word(self) -> dict[str, list[Figure]]:
        by_word: dict[str, list[Figure]] = defaultdict(list)
        for figure in self.figures.values():
            for word in {word for name in figure.names for word in (*name, *initials(name))}:
                by_word[word].append(figure)
        return by_word

    def find(self, name: str) -> tuple[Figure, ...]:
        """Return whom a name may mean: those who bear it, else those of whose name it is a part."""
        if name not in self._found:
            self._found[name] = self._find(name_words(name))
        return self._found[name]

    def nodes(self, name: str) -> frozenset[Node]:
        """Return the IRIs of those whom a name may mean."""
        return frozenset(figure.node for figure in self.find(name))

    def _find(self, words: tuple[str, ...]) -> tuple[Figure, ...]:
        near: dict[Node, Figure] = {}
        for word in (*words, *initials(words)):
            for figure in self._by_word.get(word, ()):
                near[figure.node] = figure
        spellings = {words, initials(words)} - {()}
        bearers = tuple(
            figure for figure in near.values() if not spellings.isdisjoint(figure.names)
        )
        if bearers:
            return bearers
        return tuple(figure for figure in near.values() if _is_alike(words, figure))


def _figure(facts: Facts, node: Node) -> Figure:
    labels = [*facts.values(node, RDFS.label), *facts.values(node, SKOS.altLabel)]
    mentions = facts.stretches(node, AG.mention)
    return Figure(node, facts.kind(node), spelt(labels), mentions)


def spelt(labels: Iterable[str]) -> frozenset[tuple[str, ...]]:
    """Return names as their words, without those of which nothing is left."""
    return frozenset(filter(None, map(name_words, labels)))


def _ends_in_name(words: str) -> bool:
    """Return whether words end in a name: `Angela Merkel`, not `the EU parliament's president`."""
    return has_name(words.split()[-1]) if words.split() else False


def has_name(words: str) -> bool:
    """Return whether words hold a name: one with a capital behind an article or a pronoun."""
    for word in words.split():
        is_capital = word[:1].isupper()
        if is_capital and word.casefold().strip(".,") not in REFERRING:
            return True
    return False


def refers(text: str, words: frozenset[str] = REFERRING) -> bool:
    """Return whether a text has a word that may mean somebody whom it does not name."""
    return not words.isdisjoint(text.casefold().replace("’", " ").replace("'", " ").split())


def name_words(name: str) -> tuple[str, ...]:
    """Return the words of a name without case, accents, articles and plural endings."""
    words = []
    for word in folded(name).split():
        if word in LOOSE:
            continue
        is_plural = len(word) > 3 and word.endswith("s") and not word.endswith("ss")
        words.append(word[:-1] if is_plural else word)
    return tuple(words)


def _is_alike(words: tuple[str, ...], figure: Figure) -> bool:
    """Return whether a name shares its last word with one of an actor's, and one holds the other.

    `Lokshina` is alike to `Tanya Lokshina`, and `gay men from Chechnya` to nothing but itself.
    """
    for name in figure.names:
        # `ISIL`, where our actor has the long name.
        if words == initials(name):
            return True
        shorter, longer = sorted((words, name), key=len)
        is_part = set(shorter) <= set(longer)
        if shorter and is_part and (shorter[-1] == longer[-1] or figure.kind != PERSON):
            return True
    return False


def initials(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the acronym of a name's words as a name: `nftu` of `National Farmers' Trade Union`."""
    letters = "".join(word[0] for word in words)
    return (letters,) if len(letters) >= SHORTEST_ACRONYM else ()
