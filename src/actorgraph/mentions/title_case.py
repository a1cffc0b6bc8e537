"""Headlines In Title Case, where a capital does not make a name: `Roe Breaks With Chad`."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from actorgraph.language.document import Document, Sentence, Token
from actorgraph.mentions.evidence import NameEvidence
from actorgraph.mentions.mention import Mention
from actorgraph.mentions.naming import name_mention
from actorgraph.mentions.runs import Run
from actorgraph.vocabulary.gazetteer import first_names, gazetteer

# The shortest headline, and the shortest word that has a capital in one.
FEWEST_WORDS = 5
LONGEST_SMALL_WORD = 3  # characters
WORDS_OF_FULL_NAME = 2
# A sentence farther on is no headline of the article.
LAST_HEADLINE = 1
# The share of its words that have a capital.
CAPITALS = 0.85


class Headlines(NamedTuple):
    """The numbers of the sentences in title case, and the proper nouns of all other sentences.

    Without a headline there are no proper nouns.
    """

    sentences: frozenset[int]
    names: frozenset[str]


def find_headlines(document: Document) -> Headlines:
    """Find the headlines of an article that are in title case."""
    found = frozenset(
        sentence.index for sentence in document.sentences if is_in_title_case(sentence)
    )
    names: set[str] = set()
    if found:
        for sentence in document.sentences:
            if sentence.index not in found:
                names.update(token.text for token in sentence.tokens if token.pos == "PROPN")
    return Headlines(found, frozenset(names))


def is_in_title_case(sentence: Sentence) -> bool:
    """Return whether the words of a headline have capitals, verbs and all."""
    # A headline that ends in a full stop is read as a paragraph.
    if sentence.index > LAST_HEADLINE and sentence.block.kind not in ("title", "heading"):
        return False
    if any(token.pos == "VERB" and token.text.islower() for token in sentence.tokens):
        # `Norwegian Prime Minister Ola Nordmann met Kari Dahl.`
        return False
    words = [token for token in sentence.tokens if len(token.text) > LONGEST_SMALL_WORD]
    words = [token for token in words if token.text.isalpha()]
    if len(words) < FEWEST_WORDS or all(token.text.isupper() for token in words):
        return False
    capitals = sum(token.text[0].isupper() for token in words)
    return capitals >= CAPITALS * len(words)


def names_in_title_case(
    evidence: NameEvidence, found: Iterable[Mention], known: frozenset[str]
) -> Iterator[Mention]:
    """Yield the names of a headline in title case, cut to the words that are names elsewhere.

    `known` are the proper nouns of the other sentences.
    """
    for mention in found:
        run = evidence.document.words(mention.span)
        if mention.wikidata:
            yield mention
            continue
        part = _known_part(run, known)
        if not part and _has_first_name(mention):
            # `Susan Roe`: a person may be named in the headline alone.
            part = list(run[:WORDS_OF_FULL_NAME])
        if len(part) == len(run):
            yield mention
        elif part:
            yield name_mention(evidence, part, mention.kind)


def _has_first_name(mention: Mention) -> bool:
    first, _, rest = mention.name.partition(" ")
    return mention.kind == "Person" and bool(rest) and first.casefold() in first_names()


def _known_part(run: Run, known: frozenset[str]) -> list[Token]:
    """Return the known words that a name begins with: `Roe` of `Roe Breaks`."""
    part: list[Token] = []
    for token in run:
        is_small = len(token.text) <= LONGEST_SMALL_WORD and not token.text[0].isupper()
        if not is_small and token.text not in known:
            break
        part.append(token)
    while part and part[-1].text not in known:
        part.pop()
    if len(part) < len(run) and " ".join(token.text for token in part) in gazetteer().demonyms:
        # `Dutch` of `Dutch Government Collapse`
        return []
    return part
