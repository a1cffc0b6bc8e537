"""A parsed article: sentences of tokens in trees, with offsets in its text."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import attrgetter

from actorgraph.deadline import check as check_deadline
from actorgraph.text.article import Article, Block, Span

_INDEX = attrgetter("index")


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
        """Return the children that depend on it in one of these ways."""
        if not self.children:
            return []
        return [child for child in self.children if child.dep in deps]

    def subtree(self) -> list["Token"]:
        """Return the token and everything below it, in the order of the text."""
        check_deadline()
        if not self.children:
            return [self]
        found, waiting = [], [self]
        while waiting:
            token = waiting.pop()
            found.append(token)
            if token.children:
                waiting.extend(token.children)
        return sorted(found, key=_INDEX)

    def ancestors(self) -> Iterator["Token"]:
        """Yield the heads above it, nearest first."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    def hang_on(self, head: "Token", dep: str) -> None:
        """Move the word, with everything below it, to another head."""
        if self.head is not self:
            self.head.children.remove(self)
        self.head, self.dep = head, dep
        if head is not self:
            head.children.append(self)
            head.children.sort(key=_INDEX)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its tokens and the block that it is part of."""

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
    _begins: list[int] = field(init=False)

    def __post_init__(self) -> None:
        # The record is frozen, and its index is made once.
        object.__setattr__(self, "_begins", [token.span.begin for token in self.tokens])

    def block(self, token: Token) -> Block:
        """Return the block that a token is part of."""
        return self.sentences[token.sentence].block

    def beginning_in(self, span: Span) -> tuple[Token, ...]:
        """Return the tokens that begin within a span."""
        first = bisect_left(self._begins, span.begin)
        last = bisect_left(self._begins, span.end, lo=first)
        return self.tokens[first:last]

    def sentences_overlapping(self, span: Span) -> list[Sentence]:
        """Return the sentences that share a character with a span."""
        tokens = self.beginning_in(span)
        before = bisect_left(self._begins, span.begin) - 1
        first = self.tokens[before].sentence if before >= 0 else 0
        last = tokens[-1].sentence if tokens else first
        near = self.sentences[first : last + 1]
        return [sentence for sentence in near if sentence.span.overlaps(span)]

    def words(self, span: Span) -> list[Token]:
        """Return the tokens that lie within a span."""
        return [token for token in self.beginning_in(span) if token.span.end <= span.end]
