"""The figures that an article has mentioned so far, found by place and by words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from actorgraph.actors.figure import Figure
from actorgraph.language.document import Document, Token
from actorgraph.mentions import Mention
from actorgraph.mentions.quantities import QUANTITY
from actorgraph.vocabulary.lexicon import word_set

# A description of fewer words fits too many groups.
FEWEST_WORDS_OF_SAME_GROUP = 2


def describing_words(mention: Mention) -> frozenset[str]:
    """Return the words of a description without number and article.

    Words for the same people give the same word: `soldiers` for `troops`.
    """
    text = QUANTITY.sub(" ", mention.name.casefold()).replace("the ", " ")
    words = text.split()
    if words and mention.kind == "Group":
        words[-1] = _same_people().get(words[-1], words[-1])
    return frozenset(words) - word_set("vagueWords")


@cache
def _same_people() -> dict[str, str]:
    """Return the first word of each entry of `namesOfOneGroup` by its other words."""
    first_words: dict[str, str] = {}
    for entry in word_set("namesOfOneGroup"):
        first, *others = entry.split("|")
        first_words.update(dict.fromkeys(others, first))
    return first_words


class Seen:
    """Figures by where they are mentioned; those mentioned so far are seen.

    `things` are what is mentioned but cannot act. Nobody is looked for among all figures, because
    an article may have thousands.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        # The order in which figures were seen; things come after all figures.
        self._seen: dict[Figure, int] = {}
        self._things: dict[Figure, int] = {}
        self._by_sentence: dict[int, dict[Figure, None]] = defaultdict(dict)
        self._documents: dict[Figure, None] = {}
        self._by_words: dict[frozenset[str], dict[Figure, int]] = defaultdict(dict)
        self._unread: list[tuple[Figure, Mention]] = []

    def add(self, figure: Figure, mentions: Iterable[Mention]) -> None:
        """Add mentions of a figure; it is seen once it is noted as such."""
        for mention in mentions:
            sentence = self._document.tokens[mention.head].sentence
            self._by_sentence[sentence][figure] = None
            if mention.kind == "Document":
                self._documents[figure] = None
            if " " in mention.name or mention.plural:
                self._unread.append((figure, mention))

    def add_thing(self, thing: Figure) -> None:
        """Add a thing that is mentioned."""
        self._things[thing] = len(self._things)
        self.add(thing, thing.mentions)

    def note(self, figure: Figure) -> None:
        """Note that a figure has been mentioned by now."""
        self._seen.setdefault(figure, len(self._seen))

    def before(self, position: int) -> Iterator[Figure]:
        """Yield the figures seen that are mentioned before a position."""
        return (figure for figure in self._seen if figure.first < position)

    def in_reach(self, pronoun: Token, first: int) -> list[Figure]:
        """Return the figures seen, then the things, that are mentioned up to a pronoun.

        `first` is the number of the first sentence.
        """
        figures: dict[Figure, None] = {}
        for sentence in range(first, pronoun.sentence + 1):
            figures.update(self._by_sentence.get(sentence, {}))
        seen = sorted(figures.keys() & self._seen.keys(), key=self._seen.__getitem__)
        things = sorted(figures.keys() & self._things.keys(), key=self._things.__getitem__)
        return seen + things

    def near(self, position: int, reach: int) -> list[Figure]:
        """Return views of the figures mentioned in so many words before a position.

        The one mentioned last is the first.
        """
        figures = self._figures_before(position, reach)
        views = [figure.mentioned_before(position) for figure in figures]
        return sorted(filter(None, views), key=self._latest_first)

    def _figures_before(self, position: int, reach: int) -> Iterator[Figure]:
        sentence = self._document.tokens[position].sentence
        earliest = max(0, position - reach)
        first = self._document.tokens[earliest].sentence
        # Most figures are mentioned in several of the sentences.
        near: dict[Figure, None] = {}
        for number in range(first, sentence + 1):
            near.update(self._by_sentence.get(number, {}))
        for figure in near:
            if figure in self._seen and figure.mentions_between(earliest, position):
                yield figure

    def _latest_first(self, view: Figure) -> tuple[int, int]:
        return -view.last, self._seen[view.whole]

    def documents(self, position: int) -> Iterator[Figure]:
        """Yield the figures seen before a position that may be works."""
        for figure in self._documents:
            if figure in self._seen and figure.first < position:
                yield figure

    def group_described(self, words: frozenset[str], position: int) -> Figure | None:
        """Return the latest group before a position that was described in the same words."""
        for figure, mention in self._unread:
            uses = self._by_words[describing_words(mention)]
            uses[figure] = min(mention.head, uses.get(figure, mention.head))
        self._unread.clear()
        views: list[Figure] = []
        for figure, first_use in self._by_words.get(words, {}).items():
            if first_use >= position or figure not in self._seen or figure.kind != "Group":
                continue
            view = figure.mentioned_before(position)
            if view:
                views.append(view)
        return min(views, key=self._latest_first, default=None)
