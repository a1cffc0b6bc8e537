"""PolNeAR: who said what, as spans of source, cue and content."""

import re
from typing import Any

from actorgraph.claims import Attitude, Statement
from actorgraph.text.article import Span
from actorgraph.vocabulary.lexicon import word_set


def predict(reading: Any) -> dict[str, Any]:
    """Return one attribution per statement and attitude; this set counts `that` and the quotation
    marks to the content.

    It marks only the outermost: nothing that stands within the content of another.
    """
    told = [claim for claim in reading.claims if isinstance(claim, Statement | Attitude)]
    judged = {claim.cue.begin for claim in told if isinstance(claim, Attitude)}
    # `called the law "a mistake"` is one attribution, not a statement and an attitude.
    told = [claim for claim in told if isinstance(claim, Attitude) or claim.cue.begin not in judged]
    found = []
    for claim in told:
        if claim.said_in is None and not any(
            holds(other, claim) for other in told if other is not claim
        ):
            found.append(attribution(reading, claim))
    return {"attributions": found}


def attribution(reading: Any, claim: Statement | Attitude) -> dict[str, list[list[int]]]:
    """Return one claim as spans of source, cue and content."""
    source = _source(reading, claim)
    return {
        "source": [[source.begin, source.end]] if source else [],
        "cue": [[claim.cue.begin, claim.cue.end]] if claim.cue not in _parts(claim) else [],
        "content": [_whole(reading.article.text, span) for span in _parts(claim)],
    }


def holds(outer: Statement | Attitude, inner: Statement | Attitude) -> bool:
    """Tell whether one attribution stands within the content of another."""
    return any(inner.cue in span for span in _parts(outer)) and outer.cue not in _parts(inner)


def _parts(claim: Statement | Attitude) -> tuple[Span, ...]:
    """Return the stretches of a content without the cue between them.

    This set counts to a description what it is said of: `called [the law "a mistake"]`.
    """
    if not isinstance(claim, Statement):
        return claim.content
    first = claim.parts[0]
    if claim.verb in word_set("describingVerbs") and claim.cue.end < first.begin:
        return (Span(claim.cue.end + 1, first.end), *claim.parts[1:])
    return claim.parts


def _source(reading: Any, claim: Statement | Attitude) -> Span | None:
    """Return the words that name the speaker beside the cue: the whole phrase, with what stands in
    apposition.
    """
    keys = claim.agents if isinstance(claim, Statement) else claim.holders
    mentions = [m for key in keys for m in reading.actors[key].mentions]
    outside = [m for m in mentions if not any(m.span in c for c in _parts(claim))]
    tokens = reading.document.tokens
    outside = [m for m in outside if tokens[m.head].dep != "poss"] or outside
    near = [m for m in outside if m.span in claim.evidence[0]] or outside
    mention = min(
        near, key=lambda m: (abs(m.span.begin - claim.cue.begin), -m.span.end), default=None
    )
    if mention is None:
        return None
    cue = next(iter(reading.document.words(claim.cue)), None)
    relative = [c for c in cue.having("nsubj") if c.tag in ("WP", "WDT")] if cue else []
    return relative[0].span if relative else _phrase(reading, mention, claim)


def _phrase(reading: Any, mention: Any, claim: Statement | Attitude) -> Span:
    """Return the phrase of a mention as far as neither cue nor content stands in it."""
    barred = (claim.cue, *_parts(claim))
    head = reading.document.tokens[mention.head]
    while head.dep == "appos":
        head = head.head
    words = [t for t in head.subtree() if not any(t.span.overlaps(b) for b in barred)]
    inside = {t.index for t in words}
    run = [
        t
        for t in words
        if all(i in inside for i in range(min(t.index, head.index), max(t.index, head.index)))
    ]
    while run[-1].pos in ("PUNCT", "ADP") and run[-1] is not head:
        run.pop()
    return Span(min(run[0].span.begin, mention.span.begin), max(run[-1].span.end, mention.span.end))


def _whole(text: str, span: Span) -> list[int]:
    begin, end = span.begin, span.end
    before = re.search(r"\bthat\s+$", text[:begin])
    begin = before.start() if before else begin
    if text[begin - 1 : begin] in ("“", '"'):
        begin -= 1
    if text[end : end + 1] in (",", ".", "!", "?") and text[end + 1 : end + 2] in ("”", '"'):
        end += 1
    if text[end : end + 1] in ("”", '"'):
        end += 1
    return [begin, end]
