"""Indirect speech: said that, told X that, according to, adding that."""

from collections.abc import Iterator

from actorgraph.claims.claim import Statement
from actorgraph.claims.scene import Scene, extent
from actorgraph.claims.subjects import doer
from actorgraph.language.document import Sentence, Token
from actorgraph.language.grammar import coordinated
from actorgraph.language.quotations import MARKS, speaking_work
from actorgraph.text.article import Span
from actorgraph.times.time import Time
from actorgraph.vocabulary.lexicon import speech_verbs

# What hangs on the verb of saying behind or before a clause and belongs to what is said.
OPINION = (
    "word",
    "view",
    "opinion",
    "eye",
    "estimate",
    "estimation",
    "judgment",
    "judgement",
    "account",
    "telling",
)
LONGEST_ASIDE = 12  # words between the commas of an aside
PART = 2  # words that make a part of a sentence worth a span of its own
LATE = ("advcl", "prep", "advmod", "ccomp", "dep", "mark", "parataxis")


def reported_statements(scene: Scene) -> Iterator[Statement]:
    """Yield the statements told in the reporter's words."""
    for sentence in scene.document.sentences:
        for token in sentence.tokens:
            if token.pos == "VERB" and token.lemma in speech_verbs():
                yield from _said(scene, token)
                yield from _parenthetical(scene, token)
        yield from _according(scene, sentence)


def _said(scene: Scene, verb: Token) -> Iterator[Statement]:
    content = _content(scene, verb)
    subjects = [speaking_work(verb, s) or s for s in doer(verb, passive=False)[0]]
    speakers = [s for s in subjects if scene.actor(s)] if not verb.having("auxpass") else []
    if not content or not speakers:
        return
    inner = tuple(q.span for q in scene.quotations if any(q.span in span for span in content))
    yield Statement(
        evidence=(_evidence(verb, speakers, content),),
        rule="reported speech",
        verb=verb.lemma,
        cue=cue_span(verb),
        agents=scene.keys(speakers),
        recipients=addressees(scene, verb),
        content=content,
        mode="Mixed" if inner else "Indirect",
        quotations=inner,
        time=time_of(scene, verb),
    )


def _content(scene: Scene, verb: Token) -> tuple[Span, ...]:
    """Return what is said: the clause that the verb governs, unless a quotation already holds it.

    There are two spans where the cue stands in the middle: `The roof, the mayor said, will leak.`
    """
    for clause in sorted(verb.having("ccomp"), key=lambda c: c.index < verb.index):
        if clause.tag in ("VB", "VBG") and not clause.having("nsubj", "mark", "aux"):
            continue
        below = [t for t in clause.subtree() if t is not verb]
        tokens = _one_side(verb, below, clause)
        if not tokens:
            continue
        other = [t for t in below if t not in tokens]
        if clause.index > verb.index:
            tokens = tokens + _rest(scene, verb, tokens[-1])
        else:
            tokens = _start(scene, verb, tokens[0]) + tokens
        if tokens[0].text.casefold() == "that" and len(tokens) > 1:
            tokens = tokens[1:]
        span = _closed(scene, extent(tokens))
        # Content before the verb ends in a comma: `The talks failed, Chad said` but not `It began and Chad says …`.
        if (
            clause.index < verb.index
            and scene.document.article.text[span.end : span.end + 1] not in ",\"'"
        ):
            continue
        if not any(_is_direct(span, q.span) for q in scene.quotations):
            return tuple(sorted((span, *_parted(scene, verb, other))))
    return ()


def _parted(scene: Scene, verb: Token, other: list[Token]) -> tuple[Span, ...]:
    """Return the part of a clause on the other side of a cue that stands between commas."""
    words = [t for t in other if t.pos != "PUNCT"]
    if len(words) < PART or any(t in verb.having("nsubj") for t in words):
        return ()
    span = extent(other)
    edges = (
        scene.document.article.text[span.end : span.end + 1]
        + scene.document.article.text[span.begin - 2 : span.begin].strip()
    )
    return (span,) if "," in edges else ()


def _rest(scene: Scene, verb: Token, last: Token) -> list[Token]:
    """Return what follows the clause and belongs to it: the sentence's end, unless the teller goes on by then.

    `said that the firm was sound until it failed`: parsers hang the end on the verb of saying as often as not.
    """
    rest = [t for t in scene.document.sentences[verb.sentence].tokens if t.index > last.index]
    inside = {t.index for t in verb.subtree()}
    if not all(t.index in inside or t.pos == "PUNCT" for t in rest):
        return []
    return (
        [] if any(t.head is verb and t.dep not in LATE and t.pos != "PUNCT" for t in rest) else rest
    )


def _start(scene: Scene, verb: Token, first: Token) -> list[Token]:
    """Return what stands before a clause that opens the sentence: `If it rains, the roof will leak, the mayor said`."""
    before = [t for t in scene.document.sentences[verb.sentence].tokens if t.index < first.index]
    words = [t for t in before if t.pos != "PUNCT"]
    tied = all(t.head is verb and t.dep in LATE for t in words if t.head.index >= first.index)
    return before if words and tied and words[0].text not in MARKS else []


def _closed(scene: Scene, span: Span) -> Span:
    """Take in the closing mark of a quotation that the content ends with."""
    ends = any(q.span.end == span.end and q.span.begin > span.begin for q in scene.quotations)
    return Span(span.begin, span.end + 1) if ends else span


def _one_side(verb: Token, tokens: list[Token], clause: Token) -> list[Token]:
    """Keep the side of the verb where the clause's own verb stands."""
    after = clause.index > verb.index
    return [t for t in tokens if (t.index > verb.index) == after]


def _is_direct(span: Span, quotation: Span) -> bool:
    """Tell whether a quotation holds the content from its first word: then the words are quoted, not reported."""
    shared = min(span.end, quotation.end) - max(span.begin, quotation.begin)
    return shared > 0.6 * (span.end - span.begin) and quotation.begin <= span.begin + 2


def _evidence(verb: Token, speakers: list[Token], content: tuple[Span, ...]) -> Span:
    points = [
        verb.span,
        *content,
        *(extent(s.subtree()) for s in speakers[:1] if abs(s.index - verb.index) < 60),
    ]
    return Span(min(p.begin for p in points), max(p.end for p in points))


def _parenthetical(scene: Scene, verb: Token) -> Iterator[Statement]:
    """`The roof, the mayor said, will leak`: the cue hangs on what is said, between commas."""
    aside, clause = verb.subtree(), verb.head
    inside = {t.index for t in aside}
    if verb.dep not in ("parataxis", "ccomp", "dep", "advcl", "relcl") or verb.having(
        "ccomp", "mark", "dobj", "aux"
    ):
        return
    tokens = [t for t in clause.subtree() if t.index not in inside]
    before, after = (
        [t for t in tokens if t.index < min(inside)],
        [t for t in tokens if t.index > max(inside)],
    )
    speakers = [s for s in verb.having("nsubj") if scene.actor(s) and s.index in inside]
    edges = [*before[-1:], aside[0], aside[-1], *after[:1]]
    parted = before and after and sum(t.text == "," for t in edges) > 1
    if not parted or not speakers or len(inside - {verb.index}) > LONGEST_ASIDE:
        return
    content = (extent(before), extent(after))
    yield Statement(
        evidence=(Span(content[0].begin, content[1].end),),
        rule="reported speech",
        verb=verb.lemma,
        cue=cue_span(verb),
        agents=scene.keys(speakers),
        content=content,
        mode="Indirect",
    )


def _according(scene: Scene, sentence: Sentence) -> Iterator[Statement]:
    """`According to X, …`, `in the words of X, …`, `for X, …`: everything else in the sentence is what X says."""
    for token in sentence.tokens:
        for cue, sources in _sources(token, sentence):
            speakers = [t for source in sources for t in coordinated(source) if scene.actor(t)]
            inside = {t.index for t in token.subtree()}
            rest = [t for t in token.head.subtree() if t.index not in inside and t is not token]
            rest = _from_comma(sentence, _whole_side(rest, inside), speakers)
            if not speakers or not rest:
                continue
            content = extent(rest)
            inner = tuple(q.span for q in scene.quotations if q.span in content)
            words = " ".join(t.text.casefold() for t in sentence.tokens if t.span in cue)
            yield Statement(
                evidence=(
                    Span(min(content.begin, cue.begin), max(content.end, speakers[-1].span.end)),
                ),
                rule="according to" if words.startswith("accord") else "in the words of",
                verb=words,
                cue=cue,
                agents=scene.keys(speakers),
                content=(content,),
                mode="Mixed" if inner else "Indirect",
                quotations=inner,
            )


def _from_comma(sentence: Sentence, rest: list[Token], speakers: list[Token]) -> list[Token]:
    """Take in what parsers hang on the source before it: `In the words of Chad, the treaty is dead`."""
    if not rest or rest[0].text == "," or not speakers or speakers[-1].index > rest[0].index:
        return rest
    between = [t for t in sentence.tokens if speakers[-1].index < t.index < rest[0].index]
    commas = [t.index for t in between if t.text == ","]
    return [t for t in between if commas and t.index > commas[-1]] + rest


def _sources(token: Token, sentence: Sentence) -> Iterator[tuple[Span, list[Token]]]:
    """Yield the cue and the source of a phrase that names one: `according to X`, `in the words of X`, `in X's view`."""
    if token.lemma in ("according", "accord"):
        for to in (p for p in token.having("prep") if p.lemma == "to"):
            yield Span(token.span.begin, to.span.end), to.having("pobj")
    first = token.index == sentence.tokens[0].index
    for noun in token.having("pobj") if token.lemma in ("in", "to", "for") else []:
        if token.lemma == "in" and noun.lemma in OPINION:
            for of in (p for p in noun.having("prep") if p.lemma == "of"):
                yield Span(token.span.begin, of.span.end), of.having("pobj")
            yield from (
                (Span(token.span.begin, noun.span.end), [owner]) for owner in noun.having("poss")
            )
        elif (
            token.lemma == "for"
            and first
            and noun.entity in ("PERSON", "ORG")
            and token.head.lemma == "be"
        ):
            yield token.span, [noun]


def _whole_side(tokens: list[Token], source: set[int]) -> list[Token]:
    """Keep the longer side of the source: what is said stands before it or behind it."""
    before = [t for t in tokens if t.index < min(source)]
    after = [t for t in tokens if t.index > max(source)]
    longer = after if len(after) >= len(before) else before
    return longer if any(t.pos in ("VERB", "AUX") for t in longer) else []


def cue_span(verb: Token) -> Span:
    """Return the verb with its particle: `pointed out`."""
    particles = [child for child in verb.having("prt") if child.index == verb.index + 1]
    return Span(verb.span.begin, particles[-1].span.end if particles else verb.span.end)


def addressees(scene: Scene, verb: Token) -> tuple[int, ...]:
    """Return who is spoken to: the object of the verb, or who stands behind `to`."""
    heads = verb.having("dobj", "dative")
    heads = [h for h in heads if h.pos != "ADP"] + [
        t for p in verb.having("prep", "dative") if p.lemma == "to" for t in p.having("pobj")
    ]
    return scene.keys([t for head in heads for t in coordinated(head)])


def time_of(scene: Scene, verb: Token) -> Time | None:
    """Return the time that hangs on this verb itself, and on no verb below it."""
    for mention in scene.times:
        words = (
            scene.document.words(mention.span)
            if mention.span.overlaps(_sentence(scene, verb))
            else []
        )
        if words and mention.kind != "adjectival" and nearest_verb(words[0], mention.span) is verb:
            return mention.time
    return None


def _sentence(scene: Scene, verb: Token) -> Span:
    return scene.document.sentences[verb.sentence].span


def nearest_verb(token: Token, inside: Span) -> Token | None:
    """Return the first verb above a word that stands outside a span."""
    return next(
        (a for a in token.ancestors() if a.pos in ("VERB", "AUX") and a.span not in inside), None
    )
