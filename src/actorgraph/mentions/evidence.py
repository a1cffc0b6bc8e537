"""What the whole article shows of its names, gathered once before its sentences are read."""

import re
from collections import defaultdict
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from actorgraph.language.document import Document, Entity
from actorgraph.mentions.halves import named_halves
from actorgraph.mentions.persons import families, full_names, namesakes, people_called, surnames
from actorgraph.mentions.runs import run_of
from actorgraph.mentions.teams import reports_sport

# A longer word is not a first name.
LONGEST_WORD = 60  # characters
CAPITALISED = re.compile(r"(?<=\S)\s++([A-Z]\w+)")
BEFORE = re.compile(r"\S++$")
WORD_BEGIN = re.compile(r"\b(?=\w)")


@dataclass(frozen=True, slots=True)
class NameEvidence:
    """An article's evidence on names.

    `entities` are the parser's names by the position of their first word, `name_words` the words
    that are names within a sentence. `surnames` are those of people named in full: `namesakes` are
    names of places, too, and `families` may have a plural. `people` are the offsets of names that
    are a person's, `halves` the sides by which a state is called.
    """

    document: Document
    entities: Mapping[int, Entity]
    name_words: frozenset[str]
    surnames: frozenset[str]
    namesakes: frozenset[str]
    families: frozenset[str]
    people: frozenset[int]
    halves: frozenset[str]
    reports_sport: bool
    followers: "Followers"


class Followers:
    """The capitalised words behind each word of a text: `Lindahl` behind `Susan`."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._by_word: dict[str, set[str]] | None = None

    def behind(self, word: str) -> AbstractSet[str]:
        """Return the capitalised words that follow a word anywhere in the text."""
        if self._by_word is None:
            self._by_word = self._gathered()
        return self._by_word.get(word, frozenset())

    def _gathered(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for capital in CAPITALISED.finditer(self._text):
            before = BEFORE.search(
                self._text, max(0, capital.start() - LONGEST_WORD), capital.start()
            )
            if before is None:
                continue
            # `Pierre` and `Jean-Pierre`
            for begin in WORD_BEGIN.finditer(before.group()):
                found[before.group()[begin.start() :]].add(capital[1])
        return found


def gather_evidence(document: Document) -> NameEvidence:
    """Gather what names of an article show of one another."""
    entities = {entity.first.index: entity for entity in document.entities}
    people = full_names(document)
    return NameEvidence(
        document=document,
        entities=entities,
        name_words=_name_words(document),
        surnames=surnames(people),
        namesakes=namesakes(document, people),
        families=families(people),
        people=people_called(document),
        halves=named_halves(document),
        reports_sport=reports_sport(document),
        followers=Followers(document.article.text),
    )


def _name_words(document: Document) -> frozenset[str]:
    """Return the words of the parser's names, and the proper nouns within sentences."""
    words: set[str] = set()
    for entity in document.entities:
        words.update(token.text for token in run_of(document, entity))
    for sentence in document.sentences:
        # The first word of a sentence has a capital anyway.
        rest = sentence.tokens[1:]
        proper_nouns = (token for token in rest if token.pos == "PROPN")
        words.update(token.text for token in proper_nouns)
    return frozenset(words)
