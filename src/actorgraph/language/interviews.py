"""Interviews without quotation marks: questions and answers, or turns under a speaker's name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from actorgraph.language.document import Document, Token
from actorgraph.language.grammar import behind
from actorgraph.text.article import Block, Span
from actorgraph.vocabulary.lexicon import saying_verbs, word_set

# An article is an interview where so many questions are answered.
FEWEST_ANSWERS = 3
# One answer may happen to be personal: `Yes` begins other paragraphs, too.
FEWEST_PERSONAL_ANSWERS = 2
QUESTION = re.compile(r"[?][\"')\]]*$")
# In words, of a paragraph that only says who speaks in the next one.
LONGEST_INTRODUCTION = 12
MARK = re.compile(r"\s*[\"“”„«'‘*•-]")
SENTENCE_END = re.compile(r"[.!?…]\W*$")
LETTER = re.compile(r"(?P<letter>[QA])[.:]\s++(?=\S)")
LABEL = re.compile(
    r"""["“]?
    (?P<name>[A-Z][\w.'-]*+(?:[ ][A-Z][\w.'-]*+){0,3}+)
    :\s++(?=\S)""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Turn:
    """A paragraph that somebody speaks, with a word that names the speaker.

    `label` is the speaker's name where the paragraph begins with it: `SMITH: We knew nothing.`
    """

    span: Span
    block: Span
    speaker: Token
    label: Span | None = None


def find_turns(document: Document) -> list[Turn]:
    """Return the spoken paragraphs of an interview in order; none where the article is not one."""
    blocks = [block for block in document.article.blocks if block.kind in ("heading", "paragraph")]
    lettered = _lettered_turns(document, blocks)
    turns = lettered or _labelled_turns(document, blocks) or _answers(document, blocks)
    return turns or list(_introduced(document, blocks))


def _introduced(document: Document, blocks: list[Block]) -> Iterator[Turn]:
    """Yield a paragraph that a cue of its own introduces: `The mayor added:`, then his words."""
    for cue, words in pairwise(blocks):
        if cue.kind != "paragraph" or document.article.text[cue.span.end - 1] != ":":
            continue
        text = document.article.quote(words.span)
        if MARK.match(text) or not SENTENCE_END.search(text):
            continue
        speaker = _announced_by(document.words(cue.span))
        if speaker:
            yield Turn(words.span, words.span, speaker)


def _announced_by(words: Sequence[Token]) -> Token | None:
    """Return who speaks next, of a cue and nothing else: `The mayor later added:`."""
    if not words or words[-1].text != ":" or len(words) > LONGEST_INTRODUCTION:
        return None
    verbs = [word for word in words if word.lemma in saying_verbs() and word.pos == "VERB"]
    if len(verbs) != 1 or verbs[0].having("dobj", "ccomp", "xcomp", "auxpass", "neg"):
        return None
    return next(iter(verbs[0].having("nsubj")), None)


def _lettered_turns(document: Document, blocks: list[Block]) -> list[Turn]:
    """Read `Q: Who came? A: Soldiers came.`: the answers are of the person introduced."""
    letters = [LETTER.match(document.article.quote(block.span)) for block in blocks]
    asked = [place for place, letter in enumerate(letters) if letter and letter["letter"] == "Q"]
    if not asked:
        return []
    guest = next(_guests(document, blocks[asked[0]].span.begin), None)
    if guest is None:
        return []
    turns: list[Turn] = []
    for place in range(asked[0], len(blocks)):
        letter, block = letters[place], blocks[place]
        if letter and letter["letter"] == "A":
            begin = block.span.begin + letter.end()
            turns.append(Turn(Span(begin, block.span.end), block.span, guest))
    return turns


def _labelled_turns(document: Document, blocks: list[Block]) -> list[Turn]:
    """Read paragraphs that begin with a name; two or more speakers must take turns."""
    turns: list[Turn] = []
    names: set[str] = set()
    for block in blocks:
        label = LABEL.match(document.article.quote(block.span))
        if label is None:
            continue
        turn = _labelled_turn(document, block, label)
        if turn:
            turns.append(turn)
            names.add(label["name"])
    take_turns = 1 < len(names) < len(turns)
    if len(turns) <= FEWEST_ANSWERS or not take_turns:
        return []
    return turns


def _labelled_turn(document: Document, block: Block, label: re.Match[str]) -> Turn | None:
    begin, end = block.span.begin, block.span.end
    name = Span(begin + label.start("name"), begin + label.end("name"))
    # The last word of the name is its head: `Mr Smith`.
    heads = [token for token in document.words(block.span) if token.span.end == name.end]
    if not heads:
        return None
    return Turn(Span(begin + label.end(), end), block.span, heads[0], name)


def _answers(document: Document, blocks: list[Block]) -> list[Turn]:
    """Read questions and answers; every answer is of the person whom the opening introduces."""
    asks = [_is_question(document, block) for block in blocks]
    answers = [place for place in range(1, len(blocks)) if asks[place - 1] and not asks[place]]
    personal = [place for place in answers if _is_personal(document, blocks[place])]
    if len(answers) < FEWEST_ANSWERS or len(personal) < FEWEST_PERSONAL_ANSWERS:
        return []
    first = answers[0]
    guest = next(_guests(document, blocks[first - 1].span.begin), None)
    if guest is None:
        return []
    # An answer may take several paragraphs.
    return [
        Turn(block.span, block.span, guest)
        for block, is_asked in zip(blocks[first:], asks[first:], strict=True)
        if not is_asked
    ]


def _is_question(document: Document, block: Block) -> bool:
    return QUESTION.search(document.article.quote(block.span).strip()) is not None


def _is_personal(document: Document, block: Block) -> bool:
    """Return whether a paragraph speaks of `I` or `we`, or replies `yes` or `no`."""
    replies = word_set("answerWords")
    return any(token.text.casefold() in replies for token in document.words(block.span))


def _guests(document: Document, end: int) -> Iterator[Token]:
    """Yield the people whom the opening, up to an offset, calls interviewed.

    `spoke with Ana Lima`, `interviews the mayor`, `an interview with her`.
    """
    for token in document.tokens:
        if token.span.begin >= end:
            return
        if token.lemma not in word_set("conversationWords"):
            continue
        guests = behind(token, "with", "to")
        if token.lemma == "interview":
            guests = [*token.having("dobj"), *guests]
        yield from (guest for guest in guests if guest.pos == "PROPN" or guest.tag == "PRP")
