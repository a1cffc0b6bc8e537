"""Quotations: what is between quotation marks or is a turn in an interview, and who says it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from actorgraph.deadline import check as check_deadline
from actorgraph.language.document import Document, Sentence, Token
from actorgraph.language.grammar import behind
from actorgraph.language.interviews import Turn, find_turns
from actorgraph.text.article import Span
from actorgraph.text.spans import SpanIndex
from actorgraph.vocabulary.gazetteer import words
from actorgraph.vocabulary.lexicon import speech_verbs

# The parser's three spellings of a mark.
MARKS = ('"', "``", "''")
OPENING, CLOSING = "“„«", "”»"
SIGNED = re.compile(
    r"""["”’']?\s*+[―—–]\s*+    # “We were never asked.” — Ana Lima
      | ["”’']\s*+--?\s*+       # "We were never asked." -- Ana Lima
    """,
    re.VERBOSE,
)
# A quotation of fewer words is a fragment of somebody's sentence, or words used ironically.
FEWEST_WORDS_SAID = 4
# The farthest that a verb which is not one of saying may be from what it introduces.
REACH_IN_CHARACTERS = 40
# A quotation without a closing mark is one from this length on: a shorter one is a slip.
SHORTEST_UNCLOSED = 21  # characters
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


def speaking_work(verb: Token, subject: Token) -> Token | None:
    """Return the work that speaks in `it says in the report`; None where somebody else does."""
    if subject.lemma not in ("it", "they"):
        return None
    works = words("Document", "headWord")
    return next((noun for noun in behind(verb, "in") if noun.lemma in works), None)


def _marked(document: Document) -> list[Quotation]:
    """Return the quotations between marks; one without a cue may continue the one before it."""
    found: list[Quotation] = []
    for span, block in _between_marks(document):
        check_deadline()
        cue = None
        if is_said(document, span, block):
            cue = _cue(document, span)
        speaker = (cue and _subject(cue, span)) or _signature(document, span)
        if speaker is None and found and _continues(document, found[-1], span, block):
            speaker = found[-1].speaker
        if speaker is None:
            cue = None
        found.append(Quotation(span, block, cue, speaker))
    return found


def _contains_a_turn(quotation: Quotation, turns: Mapping[Span, Turn]) -> bool:
    turn = turns.get(quotation.block)
    return turn is not None and turn.span in quotation.span


def _between_marks(document: Document) -> Iterator[tuple[Span, Span]]:
    """Yield what is between marks, with its block, block by block."""
    for block, tokens in groupby(document.tokens, key=lambda token: document.block(token).span):
        for span in _pairs(document.article.text, block, tuple(tokens)):
            if span.begin < span.end:
                yield _trimmed(document.article.text, span), block


def _pairs(text: str, block: Span, tokens: tuple[Token, ...]) -> Iterator[Span]:
    """Pair the marks of a block; one left open runs to the end of the block."""
    begin: int | None = None
    for token in _marks(text, block, tokens):
        mark = text[token.span.begin]
        opens = mark in OPENING or (begin is None and mark not in CLOSING)
        if opens:
            begin = token.span.end
        elif begin is not None:
            yield Span(begin, token.span.begin)
            begin = None
    end = tokens[-1].span.end
    if begin is not None and end - begin >= SHORTEST_UNCLOSED:
        yield Span(begin, end)


def _marks(text: str, block: Span, tokens: tuple[Token, ...]) -> Iterator[Token]:
    """Yield the quotation marks of a block."""
    # Next to curly marks a straight one is a slip of the typesetter.
    has_curly_marks = OPENING[0] in text[block.begin : block.end]
    for token in tokens:
        is_curly = text[token.span.begin] in OPENING + CLOSING
        if token.text in MARKS and (is_curly or not has_curly_marks):
            yield token


def _trimmed(text: str, span: Span) -> Span:
    """Return a span without white space at its edges and without a comma at its end."""
    quoted = text[span.begin : span.end]
    begin = span.begin + len(quoted) - len(quoted.lstrip())
    if not quoted.strip():
        return Span(begin, begin)
    return Span(begin, max(begin, begin + len(quoted.strip().rstrip(","))))


def _signature(document: Document, span: Span) -> Token | None:
    """Return who is named behind a quotation and a dash: `“We were never asked.” — Ana Lima`.

    The word returned is the last of the name.
    """
    dash = SIGNED.match(document.article.text, span.end)
    if dash is None:
        return None
    last = None
    for token in document.beginning_in(Span(dash.end(), dash.end() + REACH_IN_CHARACTERS)):
        if token.pos != "PROPN":
            break
        last = token
    return last


def _cue(document: Document, span: Span) -> Token | None:
    """Return the verb of saying nearest to a quotation, in a sentence that it touches."""
    # A mark and a space may separate the quotation from the sentence with its cue.
    around = Span(max(0, span.begin - 2), span.end + 3)
    near = document.sentences_overlapping(around)
    candidates = list(_verbs_with_subject(near, span))
    verbs = [verb for verb in candidates if verb.lemma in speech_verbs()]
    verbs = verbs or _introducing(document.article.text, candidates, span)
    return min(verbs, key=lambda verb: (_gap(verb, span), verb.index), default=None)


def _verbs_with_subject(sentences: Iterable[Sentence], span: Span) -> Iterator[Token]:
    """Yield the verbs outside a quotation whose subject is outside it, too."""
    for sentence in sentences:
        for token in sentence.tokens:
            if token.pos == "VERB" and not _inside(token, span) and _subject(token, span):
                yield token


def _introducing(text: str, verbs: list[Token], span: Span) -> list[Token]:
    """Return the verbs, whatever they mean, that introduce a whole sentence in marks.

    `she scolded him: "…"`, `"…?" he mused`
    """
    if not text[span.begin : span.begin + 1].isupper():
        return []
    mark_after = text[span.end - 1 : span.end + 1].strip("\"”'’ ")[-1:]
    if mark_after in (",", "?", "!"):
        following = [v for v in verbs if 0 <= v.span.begin - span.end < REACH_IN_CHARACTERS]
        if following:
            return following
    mark_before = text[: max(0, span.begin - 1)].rstrip()[-1:]
    if mark_before in (":", ","):
        return [v for v in verbs if 0 <= span.begin - v.span.end < REACH_IN_CHARACTERS]
    return []


def _inside(token: Token, span: Span) -> bool:
    return span.begin <= token.span.begin < span.end


def _gap(verb: Token, span: Span) -> int:
    """Return how many characters lie between a verb and the nearer edge of a quotation."""
    return min(abs(verb.span.begin - span.end), abs(span.begin - verb.span.end))


def _subject(verb: Token, span: Span) -> Token | None:
    """Return the subject of a verb of saying, outside the quotation."""
    governors = [verb]
    if verb.dep in ("conj", "advcl", "xcomp"):
        # `she rose and asked`
        governors.extend(verb.ancestors())
    for governor in governors:
        for subject in governor.having("nsubj"):
            if not _inside(subject, span):
                return speaking_work(governor, subject) or subject
    # `a letter asking: "…"`, `the minister, shouting "…"`
    is_participle = verb.dep == "acl" and verb.tag == "VBG"
    if is_participle and not _inside(verb.head, span):
        return verb.head
    return None


def _continues(document: Document, previous: Quotation, span: Span, block: Span) -> bool:
    """Return whether a quotation without a cue continues the words of the speaker before.

    It does in the same paragraph, or as a whole paragraph that comes next.
    """
    if previous.speaker is None:
        return False
    length = span.end - span.begin
    if block == previous.block and length >= SHORTEST_CONTINUED:
        return True
    # The two marks are part of the paragraph but not of what they enclose.
    is_paragraph = length >= WHOLE_PARAGRAPH * (block.end - block.begin - 2)
    between = document.article.text[previous.block.end : block.begin]
    return is_paragraph and not between.strip()
