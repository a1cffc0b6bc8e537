"""What the whole article shows of its names, gathered once before its sentences are read."""

from collections.abc import Mapping
from dataclasses import dataclass

from actorgraph.language.document import Document, Entity
from actorgraph.mentions.halves import named_halves
from actorgraph.mentions.persons import people_called, surnames
from actorgraph.mentions.runs import run_of
from actorgraph.mentions.teams import reports_sport


@dataclass(frozen=True, slots=True)
class NameEvidence:
    """An article's evidence on names.

    `entities` are the parser's names by the position of their first word, `name_words` the words
    that are names within a sentence. `surnames` are those of people named in full, `people` the
    offsets of names that are a person's, `halves` the sides by which a state is called.
    """

    document: Document
    entities: Mapping[int, Entity]
    name_words: frozenset[str]
    surnames: frozenset[str]
    people: frozenset[int]
    halves: frozenset[str]
    reports_sport: bool


def gather_evidence(document: Document) -> NameEvidence:
    """Gather what names of an article show of one another."""
    entities = {entity.first.index: entity for entity in document.entities}
    return NameEvidence(
        document=document,
        entities=entities,
        name_words=_name_words(document),
        surnames=surnames(document),
        people=people_called(document),
        halves=named_halves(document),
        reports_sport=reports_sport(document),
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
