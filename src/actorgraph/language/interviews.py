"""Interviews: paragraphs of question and answer, or turns under a speaker's name, without quotation marks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from actorgraph.language.document import Document, Token
from actorgraph.text.article import Block, Span

# An article is an interview where so many questions are answered.
ANSWERED = 3
ANSWERING = frozenset(["i", "we", "my", "our", "me", "us", "yes", "no", "well"])
ASKING = re.compile(r"[?][\"')\]]*$")
LABEL = re.compile(r"[\"“]?([A-Z][\w.'-]*(?: [A-Z][\w.'-]*){0,3}):\s+(?=\S)")
TALKING = ("interview", "speak", "talk", "sit", "chat", "conversation")


@dataclass(frozen=True, slots=True)
class Turn:
    """A paragraph that somebody speaks: its words, a word that names the speaker, and the label it begins with."""

    span: Span
    block: Span
    speaker: Token
    label: Span | None = None


def turns(document: Document) -> list[Turn]:
    """Return the spoken paragraphs of an interview in the order of the text; none where the article is no interview."""
    blocks = [block for block in document.article.blocks if block.kind in ("heading", "paragraph")]
    return _labelled(document, blocks) or _answered(document, blocks)


def _labelled(document: Document, blocks: list[Block]) -> list[Turn]:
    """Read `SMITH: We knew nothing of it.`; two or more speakers must take turns."""
    found: list[Turn] = []
    labels: set[str] = set()
    for block in blocks:
        label = LABEL.match(document.article.quote(block.span))
        names = (
            [t for t in document.words(block.span) if t.span.end == block.span.begin + label.end(1)]
            if label
            else []
        )
        if label and names:
            labels.add(label[1])
            begin = block.span.begin
            said, name = (
                Span(begin + label.end(), block.span.end),
                Span(begin + label.start(1), begin + label.end(1)),
            )
            found.append(Turn(said, block.span, names[0], name))
    return found if len(found) > ANSWERED and 1 < len(labels) < len(found) else []


def _answered(document: Document, blocks: list[Block]) -> list[Turn]:
    """Read question and answer in turn; the answers are of the one person that the article says it talked to."""
    texts = [document.article.quote(block.span).strip() for block in blocks]
    asking = [bool(ASKING.search(text)) for text in texts]
    pairs = [place for place in range(1, len(blocks)) if asking[place - 1] and not asking[place]]
    personal = [place for place in pairs if _answers(document, blocks[place])]
    guest = None
    if len(pairs) >= ANSWERED and len(personal) > 1:
        guest = next(_guests(document, blocks[pairs[0] - 1].span.begin), None)
    if guest is None:
        return []
    answers = [
        block for place, block in enumerate(blocks) if place >= pairs[0] and not asking[place]
    ]
    return [Turn(block.span, block.span, guest) for block in answers]


def _answers(document: Document, block: Block) -> bool:
    return any(token.text.casefold() in ANSWERING for token in document.words(block.span))


def _guests(document: Document, before: int) -> Iterator[Token]:
    """Yield whom the opening says was talked to: `spoke with Ana Lima`, `interviews the mayor`, `an interview with her`."""
    for token in document.tokens:
        if token.span.begin >= before:
            return
        asked = token.having("dobj") if token.lemma == "interview" else []
        talked = [
            o for p in token.having("prep") if p.lemma in ("with", "to") for o in p.having("pobj")
        ]
        if token.lemma in TALKING:
            yield from (o for o in (*asked, *talked) if o.pos == "PROPN" or o.tag == "PRP")
