"""Speakers who are named without a cue: by a signature, a label, or the sentence before."""

import re
from itertools import takewhile

from actorgraph.language.cues import opens_a_sentence, subject_of_cue
from actorgraph.language.document import Document, Token
from actorgraph.text.article import Span
from actorgraph.vocabulary.lexicon import saying_verbs, word_set

SIGNED = re.compile(
    r"""["”’']?\s*+[―—–]\s*+    # “We were never asked.” — Ana Lima
      | ["”’']\s*+--?\s*+       # "We were never asked." -- Ana Lima
    """,
    re.VERBOSE,
)
# `Ada Lund, mayor of Oslo: `
LABELLED = re.compile(r"[A-Z][^:.!?\"”“\n]{2,80}:\s*+")
# How far in front of a quotation its sentence, or the one before, is looked for.
BACK_IN_CHARACTERS = 40
# How far behind a dash the words of a name are looked for.
LONGEST_NAME_IN_CHARACTERS = 40


def signature(document: Document, span: Span) -> Token | None:
    """Return who is named behind a quotation and a dash: `“We were never asked.” — Ana Lima`.

    The word returned is the last of the name.
    """
    dash = SIGNED.match(document.article.text, span.end)
    if dash is None:
        return None
    last = None
    for token in document.beginning_in(Span(dash.end(), dash.end() + LONGEST_NAME_IN_CHARACTERS)):
        if token.pos != "PROPN":
            break
        last = token
    return last


def label_before(document: Document, span: Span, block: Span) -> Token | None:
    """Return who is named in front of a colon and a paragraph's quotation.

    `Ada Lund, mayor of Oslo: "We were never asked."` The word returned is the last of the name.
    """
    label = Span(block.begin, max(block.begin, span.begin - 1))
    if not LABELLED.fullmatch(document.article.quote(label)):
        return None
    words = document.words(label)
    if any(word.pos == "VERB" for word in words) or words[0].pos != "PROPN":
        return None
    name = list(takewhile(lambda word: word.pos == "PROPN", words))
    return name[-1] if len(name) > 1 else None


def speaker_before(document: Document, span: Span, block: Span) -> Token | None:
    """Return who speaks in the sentence that ends right before a quotation.

    `Ada Lund said that the roof was old. "Nobody paid for it in all of those years."`
    """
    text = document.article.text
    if not opens_a_sentence(text, span, block) or not text[span.begin].isupper():
        return None
    before = _sentence_before(document, span)
    verbs = [token for token in before if token.pos == "VERB" and _says_of_somebody(token)]
    for verb in reversed(verbs):
        speaker = subject_of_cue(verb, span)
        if speaker is not None:
            return speaker
    if text[: span.begin - 1].rstrip().endswith(":"):
        return _holder_of_a_message(before)
    return None


def _holder_of_a_message(before: list[Token]) -> Token | None:
    """`The party has a new message: "…"`, `There were men with the slogan: "…"`"""
    verbs = [token for token in before if token.pos == "VERB"]
    if verbs and verbs[-1].dep == "acl":
        # `men carrying a banner: "…"`
        return verbs[-1].head
    return next((token for token in before if token.dep == "nsubj"), None)


def _says_of_somebody(verb: Token) -> bool:
    return verb.lemma in saying_verbs() or verb.lemma in word_set("judgingVerbs")


def _sentence_before(document: Document, span: Span) -> list[Token]:
    """Return the words, in front of a quotation, of the sentence that ends there."""
    start = max(0, span.begin - BACK_IN_CHARACTERS)
    words = [
        token
        for token in document.beginning_in(Span(start, span.begin - 1))
        if token.pos != "PUNCT"
    ]
    if not words:
        return []
    sentence = document.sentences[words[-1].sentence]
    return [token for token in sentence.tokens if token.span.end < span.begin]
