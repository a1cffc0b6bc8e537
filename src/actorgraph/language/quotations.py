"""What stands in quotation marks, and which words say who said it."""

import re
from dataclasses import dataclass

from actorgraph.language.document import Document, Sentence, Token
from actorgraph.language.interviews import turns
from actorgraph.text.article import Span
from actorgraph.vocabulary.gazetteer import words
from actorgraph.vocabulary.lexicon import speech_verbs

MARKS = ('"', "``", "''")
OPENING, CLOSING = "“„«", "”»"
SIGNED = re.compile(r"[\"”’']?\s*[―—–]\s*|[\"”’']\s*--?\s*")
# A quotation of fewer words is a fragment inside someone's sentence, or a scare quote: it has no cue of its own.
FRAGMENT = 4
# How near a verb that is none of saying must stand to introduce a quotation, in characters.
BESIDE = 40


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks, or a turn in an interview; `cue` is the verb of saying and `speaker` its subject.

    The turns of an interview are quotations without marks (`marked` is false); `label` is the speaker's name that a
    turn begins with.
    """

    span: Span
    block: Span
    cue: Token | None = None
    speaker: Token | None = None
    marked: bool = True
    label: Span | None = None


def find_quotations(document: Document) -> tuple[Quotation, ...]:
    """Find the quotations in the order of the text and, for those long enough to be said, who says them."""
    found: list[Quotation] = []
    for span, block in _quoted(document):
        cue = _cue(document, span) if is_said(document, span, block) else None
        speaker = _subject(cue, span) if cue else None
        speaker = speaker or _signed(document, span)
        if speaker is None and found and _carries_on(document, found[-1], span, block):
            speaker = found[-1].speaker
        found.append(Quotation(span, block, cue if speaker else None, speaker))
    spoken = [
        Quotation(turn.span, turn.block, None, turn.speaker, marked=False, label=turn.label)
        for turn in turns(document)
    ]
    found = [
        q for q in found if not any(turn.span in q.span for turn in spoken if turn.block == q.block)
    ] + spoken
    return tuple(sorted(found, key=lambda quotation: quotation.span.begin))


def is_said(document: Document, span: Span, block: Span) -> bool:
    """Tell whether quoted words are said by somebody as they stand: enough of them, or a sentence that opens a paragraph."""
    words = len(document.words(span))
    return words >= FRAGMENT or (words > 1 and span.begin - block.begin <= 1)


def _quoted(document: Document) -> list[tuple[Span, Span]]:
    """Pair the marks paragraph by paragraph; one left open runs to the end of its paragraph."""
    found: list[tuple[Span, Span]] = []
    opened: Token | None = None
    tokens = document.tokens
    for place, token in enumerate(tokens):
        block = document.sentences[token.sentence].block.span
        if token.text in MARKS and _counts(document, token, block):
            side = document.article.text[token.span.begin]
            if side in OPENING or (opened is None and side not in CLOSING):
                opened = token
            elif opened is not None:
                found.append((Span(opened.span.end, token.span.begin), block))
                opened = None
        last = (
            place + 1 == len(tokens)
            or document.sentences[tokens[place + 1].sentence].block.span != block
        )
        if last and opened is not None:
            if token.span.end - opened.span.end > 20:
                found.append((Span(opened.span.end, token.span.end), block))
            opened = None
    return [(_trimmed(document, span), block) for span, block in found if span.end > span.begin]


def _counts(document: Document, mark: Token, block: Span) -> bool:
    """Tell whether a mark opens or closes: beside curly marks a straight one is a slip of the typesetter."""
    text = document.article.text
    curly = OPENING[0] in text[block.begin : block.end]
    return not curly or text[mark.span.begin] in OPENING + CLOSING


def _signed(document: Document, span: Span) -> Token | None:
    """Return who stands behind a quotation and a dash: `“We were never asked.” — Ana Lima, 24`."""
    dash = SIGNED.match(document.article.text, span.end)
    name = (
        [t for t in document.tokens if dash and dash.end() <= t.span.begin < dash.end() + BESIDE]
        if dash
        else []
    )
    if not name or name[0].pos != "PROPN":
        return None
    last = name[0]
    for token in name[1:]:
        if token.pos != "PROPN":
            break
        last = token
    return last


def _trimmed(document: Document, span: Span) -> Span:
    words = document.article.quote(span)
    begin = span.begin + len(words) - len(words.lstrip())
    end = begin + len(words.strip().rstrip(",")) if words.strip() else span.end
    return Span(begin, max(end, begin))


def _cue(document: Document, span: Span) -> Token | None:
    """Return the verb of saying nearest to a quotation, in a sentence that the quotation touches."""
    near = [
        s for s in document.sentences if s.span.overlaps(Span(max(0, span.begin - 2), span.end + 3))
    ]
    verbs = [
        token for sentence in near for token in _speaking(sentence) if not _inside(token, span)
    ]
    verbs = [verb for verb in verbs if _subject(verb, span)] or _introducing(document, near, span)
    return min(verbs, key=lambda verb: (_gap(verb, span), verb.index), default=None)


def _introducing(document: Document, near: list[Sentence], span: Span) -> list[Token]:
    """Return a verb of any kind that hands over to a whole sentence in marks: `she scolded him: "…"`, `"…?" he mused`."""
    text = document.article.text
    if not text[span.begin : span.begin + 1].isupper():
        return []
    before = text[: max(0, span.begin - 1)].rstrip()[-1:] in (":", ",")
    after = text[span.end - 1 : span.end + 1].strip("\"”'’ ")[-1:] in (",", "?", "!")
    verbs = [
        t
        for s in near
        for t in s.tokens
        if t.pos == "VERB" and not _inside(t, span) and _subject(t, span)
    ]
    behind = [v for v in verbs if after and 0 <= v.span.begin - span.end < BESIDE]
    return behind or [v for v in verbs if before and 0 <= span.begin - v.span.end < BESIDE]


def _speaking(sentence: Sentence) -> list[Token]:
    return [
        token for token in sentence.tokens if token.pos == "VERB" and token.lemma in speech_verbs()
    ]


def _inside(token: Token, span: Span) -> bool:
    return span.begin <= token.span.begin < span.end


def _gap(verb: Token, span: Span) -> int:
    return min(abs(verb.span.begin - span.end), abs(span.begin - verb.span.end))


def _subject(verb: Token, span: Span) -> Token | None:
    """Return who stands as the subject of a verb of saying, outside the quotation."""
    governors = [
        verb,
        *(head for head in verb.ancestors() if verb.dep in ("conj", "advcl", "xcomp")),
    ]
    for governor in governors:
        subjects = [s for s in governor.having("nsubj") if not _inside(s, span)]
        if subjects:
            return speaking_work(governor, subjects[0]) or subjects[0]
    # `a letter asking: "…"`, `the minister, shouting "…"`
    return (
        verb.head
        if verb.dep == "acl" and verb.tag == "VBG" and not _inside(verb.head, span)
        else None
    )


def speaking_work(verb: Token, subject: Token) -> Token | None:
    """Return the work that speaks in `it says in the report`; None where somebody else does."""
    works = words("Document", "headWord")
    objects = [
        o
        for p in verb.having("prep")
        if p.lemma == "in"
        for o in p.having("pobj")
        if o.lemma in works
    ]
    return objects[0] if objects and subject.lemma in ("it", "they") else None


def _carries_on(document: Document, before: Quotation, span: Span, block: Span) -> bool:
    """Tell whether a quotation without a cue continues the speaker before: same paragraph, or a paragraph of its own."""
    if before.speaker is None:
        return False
    alone = span.end - span.begin >= 0.9 * (block.end - block.begin - 2)
    between = (
        document.article.text[before.block.end : block.begin].strip()
        if block != before.block
        else ""
    )
    same_block = block == before.block and span.end - span.begin > 40
    return same_block or (alone and not between)
