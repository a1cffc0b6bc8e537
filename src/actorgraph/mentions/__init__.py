"""Who is named, described or pointed at: names, descriptions, adjectives of states, pronouns."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import islice

from actorgraph.deadline import check as check_deadline
from actorgraph.language.document import Document, Sentence, Token
from actorgraph.language.quotations import Quotation
from actorgraph.mentions.descriptions import descriptions
from actorgraph.mentions.evidence import gather_evidence
from actorgraph.mentions.halves import OPPOSITES, is_half
from actorgraph.mentions.mention import Form, Mention
from actorgraph.mentions.names import names
from actorgraph.mentions.pronouns import pronouns
from actorgraph.mentions.states import state_adjectives
from actorgraph.text.article import Span

__all__ = ["OPPOSITES", "Form", "Mention", "find_mentions", "is_half"]

# Capitals of so few letters are an acronym, not a surname in capitals.
LONGEST_ACRONYM = 3


def find_mentions(
    document: Document,
    quotations: Sequence[Quotation],
) -> tuple[Mention, ...]:
    """Find every mention, in the order of the text; of two that begin together, the longer first.

    `quotations` are the article's: whoever speaks one is mentioned, whatever the word.
    """
    evidence = gather_evidence(document)
    labels = _labels(quotations)
    speakers = {quotation.speaker.index for quotation in quotations if quotation.speaker}
    mentions: list[Mention] = []
    for sentence in document.sentences:
        check_deadline()
        sentence_names = list(names(evidence, sentence))
        named = _positions(sentence, sentence_names)
        if sentence.index in labels:
            label = _label_mention(document, *labels[sentence.index])
            sentence_names = [
                *(name for name in sentence_names if not name.span.overlaps(label.span)),
                label,
            ]
        known = _positions(sentence, (name for name in sentence_names if name.wikidata))
        mentions.extend(sentence_names)
        mentions.extend(descriptions(document, sentence, named, speakers))
        mentions.extend(
            adjective
            for adjective in state_adjectives(sentence, named)
            if adjective.head not in known
        )
        mentions.extend(pronouns(sentence))
    return tuple(sorted(mentions, key=lambda mention: (mention.span.begin, -mention.span.end)))


def _labels(quotations: Sequence[Quotation]) -> dict[int, tuple[Span, Token]]:
    """Return the labels of an interview's turns, with the words that head them, by sentence."""
    labels = {}
    for quotation in quotations:
        if quotation.label and quotation.speaker:
            labels[quotation.speaker.sentence] = quotation.label, quotation.speaker
    return labels


def _positions(
    sentence: Sentence,
    mentions: Iterable[Mention],
) -> set[int]:
    """Return the positions of a sentence's words that lie within mentions."""
    positions: set[int] = set()
    for mention in mentions:
        first = bisect_left(sentence.tokens, mention.span.begin, key=_begin)
        for token in islice(sentence.tokens, first, None):
            if token.span.end > mention.span.end:
                break
            positions.add(token.index)
    return positions


def _begin(token: Token) -> int:
    return token.span.begin


def _label_mention(
    document: Document,
    label: Span,
    speaker: Token,
) -> Mention:
    """Read the label of a turn as a name: `SMITH:` as Smith, `CNN:` as CNN."""
    name = document.article.quote(label)
    if name.isupper() and len(name) > LONGEST_ACRONYM:
        name = name.title()
    return Mention(label, speaker.index, "Person", "name", name)
