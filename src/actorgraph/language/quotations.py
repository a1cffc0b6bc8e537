"""Quotations: what is between quotation marks or is a turn in an interview, and who says it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from actorgraph.deadline import check as check_deadline
from actorgraph.language.cues import (
    find_cue,
    is_next_to,
    is_only_a_cue,
    opens_a_sentence,
    subject_of_cue,
)
from actorgraph.language.document import Document, Token
from actorgraph.language.interviews import Turn, find_turns
from actorgraph.language.named_speakers import label_before, signature, speaker_before
from actorgraph.language.quotation_marks import between_marks
from actorgraph.text.article import Span
from actorgraph.text.spans import SpanIndex

# A quotation of fewer words is a fragment of somebody's sentence, or words used ironically.
FEWEST_WORDS_SAID = 4
# A quotation without a cue continues the one before it in its paragraph from this length on.
SHORTEST_CONTINUED = 41  # characters
# From this share on, a quotation is a paragraph of its own.
WHOLE_PARAGRAPH = 0.9


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that somebody says; `cue` is the verb of saying and `speaker` its subject.

    The turns of an interview are quotations without marks (`marked` is false); `label` is the
    speaker's name that a turn begins with.
    """

    span: Span
    block: Span
    cue: Token | None = None
    speaker: Token | None = None
    marked: bool = True
    label: Span | None = None


def find_quotations(document: Document) -> tuple[Quotation, ...]:
    """Return the quotations in order, with the speaker of those long enough to be said."""
    turns = find_turns(document)
    turns_by_block = {turn.block: turn for turn in turns}
    marked = [
        quotation
        for quotation in _marked(document)
        if not _contains_a_turn(quotation, turns_by_block)
    ]
    spoken = [
        Quotation(turn.span, turn.block, None, turn.speaker, marked=False, label=turn.label)
        for turn in turns
    ]
    return tuple(sorted([*marked, *spoken], key=lambda quotation: quotation.span.begin))


def quotation_index(quotations: Iterable[Quotation]) -> SpanIndex[Quotation]:
    """Index quotations by their spans."""
    return SpanIndex(quotations, lambda quotation: quotation.span)


def is_said(document: Document, span: Span, block: Span) -> bool:
    """Return whether somebody says quoted words as they are.

    They are long enough, or a sentence that opens a paragraph.
    """
    count = len(document.words(span))
    opens_paragraph = span.begin - block.begin <= 1
    return count >= FEWEST_WORDS_SAID or (count > 1 and opens_paragraph)


def _marked(document: Document) -> list[Quotation]:
    """Return the quotations between marks; one without a cue may continue the one before it."""
    found: list[Quotation] = []
    for span, block in between_marks(document):
        check_deadline()
        cue = find_cue(document, span)
        if cue is not None and not _is_said_with(document, span, block, cue):
            cue = None
        speaker = (cue and subject_of_cue(cue, span)) or signature(document, span)
        speaker = speaker or label_before(document, span, block)
        if speaker is None and found and _continues(document, found[-1], span, block):
            speaker = found[-1].speaker
        if speaker is None and is_said(document, span, block):
            speaker = speaker_before(document, span, block)
        if speaker is None:
            cue = None
        found.append(Quotation(span, block, cue, speaker))
    return found


def _is_said_with(document: Document, span: Span, block: Span, cue: Token) -> bool:
    """Return whether a cue makes a quotation words said, however short it is: `"Yes," she said`."""
    if is_said(document, span, block):
        return True
    text = document.article.text
    is_sentence = opens_a_sentence(text, span, block) and text[span.begin].isupper()
    return is_sentence and is_next_to(document, cue, span)


def _contains_a_turn(quotation: Quotation, turns: Mapping[Span, Turn]) -> bool:
    turn = turns.get(quotation.block)
    return turn is not None and turn.span in quotation.span


def _continues(document: Document, previous: Quotation, span: Span, block: Span) -> bool:
    """Return whether a quotation without a cue continues the words of the speaker before.

    It does in the same paragraph, or as a whole paragraph that comes next.
    """
    if previous.speaker is None:
        return False
    length = span.end - span.begin
    if not opens_a_sentence(document.article.text, span, block):
        # `and he spoke of "the end of the world"`
        return False
    between = document.article.text[previous.span.end : span.begin]
    if block == previous.block and (length >= SHORTEST_CONTINUED or is_only_a_cue(between)):
        return True
    # The two marks are part of the paragraph but not of what they enclose.
    is_paragraph = length >= WHOLE_PARAGRAPH * (block.end - block.begin - 2)
    between = document.article.text[previous.block.end : block.begin]
    return is_paragraph and not between.strip()
