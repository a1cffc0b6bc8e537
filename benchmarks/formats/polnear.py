"""PolNeAR: who said what, as spans of source, cue and content."""

import re
from typing import Any

from actorgraph.article import Span
from actorgraph.claims import Statement


def predict(reading: Any) -> dict[str, Any]:
    """Return one attribution per statement; this set counts `that` and the quotation marks to the content."""
    found = []
    for claim in reading.claims:
        if isinstance(claim, Statement):
            source = _source(reading, claim)
            found.append(
                {
                    "source": [[source.begin, source.end]] if source else [],
                    "cue": [[claim.cue.begin, claim.cue.end]] if claim.cue not in claim.content else [],
                    "content": [_whole(reading.article.text, span) for span in claim.content],
                }
            )
    return {"attributions": found}


def _source(reading: Any, claim: Statement) -> Span | None:
    """Return the words that name the speaker beside the cue."""
    spans = [m.span for key in claim.agents for m in reading.actors[key].mentions]
    outside = [s for s in spans if not any(s in c for c in claim.content)]
    near = [s for s in outside if s in claim.evidence[0]] or outside
    return min(near, key=lambda s: (abs(s.begin - claim.cue.begin), -s.end), default=None)


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
