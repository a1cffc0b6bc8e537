"""Who is named, described or pointed at: names, descriptions, adjectives of states, pronouns."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import islice

from actorgraph.deadline import check as check_deadline
from actorgraph.language.document import Document, Sentence, Token
from actorgraph.language.quotations import Quotation
from actorgraph.mentions.credits import find_credits
from actorgraph.mentions.descriptions import descriptions
from actorgraph.mentions.evidence import NameEvidence, gather_evidence
from actorgraph.mentions.halves import OPPOSITES, is_half
from actorgraph.mentions.mention import Form, Mention
from actorgraph.mentions.names import names
from actorgraph.mentions.pronouns import pronouns
from actorgraph.mentions.states import state_adjectives
from actorgraph.mentions.title_case import Headlines, find_headlines, names_in_title_case
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
    labels = _labels(document, quotations)
    speakers = {quotation.speaker.index for quotation in quotations if quotation.speaker}
    headlines = find_headlines(document)
    credited = find_credits(document.article)
    mentions: list[Mention] = []
    for sentence in document.sentences:
        check_deadline()
        label = labels.get(sentence.index)
        for mention in _mentions_of(evidence, sentence, label, speakers, headlines):
            if mention.span not in credited:
                mentions.append(mention)
    mentions.sort(key=lambda mention: (mention.span.begin, -mention.span.end))
    return tuple(mentions)


def _mentions_of(
    evidence: NameEvidence,
    sentence: Sentence,
    label: Mention | None,
    speakers: AbstractSet[int],
    headlines: Headlines,
) -> Iterator[Mention]:
    """Yield the mentions of a sentence; `label` names whose turn it is in an interview."""
    sentence_names = list(names(evidence, sentence))
    if sentence_names and sentence.index in headlines.sentences:
        sentence_names = list(names_in_title_case(evidence, sentence_names, headlines.names))
    named = _positions(sentence, sentence_names)
    if label:
        # The label is read as a whole, whatever names the parser saw in it.
        outside = [name for name in sentence_names if not name.span.overlaps(label.span)]
        sentence_names = [*outside, label]
    yield from sentence_names
    yield from descriptions(evidence.document, sentence, named, speakers)
    # `Russian` of the known name `Russian Orthodox Church` means nobody else.
    known = _positions(sentence, [name for name in sentence_names if name.wikidata])
    for adjective in state_adjectives(sentence, named):
        if adjective.head not in known:
            yield adjective
    yield from pronouns(sentence)


def _labels(document: Document, quotations: Sequence[Quotation]) -> dict[int, Mention]:
    """Return the labels of an interview's turns, by sentence."""
    labels = {}
    for quotation in quotations:
        if quotation.label and quotation.speaker:
            label = _label_mention(document, quotation.label, quotation.speaker)
            labels[quotation.speaker.sentence] = label
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
