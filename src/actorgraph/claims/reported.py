"""Indirect speech: said that, told X that, according to, adding that."""

from collections.abc import Iterator

from actorgraph.article import Span
from actorgraph.claims.claim import Statement, Time
from actorgraph.claims.scene import Scene, coordinated, extent
from actorgraph.claims.subjects import doer
from actorgraph.document import Sentence, Token
from actorgraph.lexicon import speech_verbs
from actorgraph.quotations import MARKS

# What hangs on the verb of saying behind or before a clause and belongs to what is said.
PART = 2  # words that make a part of a sentence worth a span of its own
LATE = ("advcl", "prep", "advmod", "ccomp", "dep", "mark", "parataxis")


def reported_statements(scene: Scene) -> Iterator[Statement]:
    """Yield the statements told in the reporter's words."""
    for sentence in scene.document.sentences:
        for token in sentence.tokens:
            if token.pos == "VERB" and token.lemma in speech_verbs():
                yield from _said(scene, token)
        yield from _according(scene, sentence)


def _said(scene: Scene, verb: Token) -> Iterator[Statement]:
    content = _content(scene, verb)
    speakers = [s for s in doer(verb, passive=False)[0] if scene.actor(s)] if not verb.having("auxpass") else []
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
        confidence=0.85,
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
        if clause.index < verb.index and scene.document.article.text[span.end : span.end + 1] not in ",\"'":
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
    return [] if any(t.head is verb and t.dep not in LATE and t.pos != "PUNCT" for t in rest) else rest


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
    points = [verb.span, *content, *(extent(s.subtree()) for s in speakers[:1] if abs(s.index - verb.index) < 60)]
    return Span(min(p.begin for p in points), max(p.end for p in points))


def _according(scene: Scene, sentence: Sentence) -> Iterator[Statement]:
    """`According to X, …`: everything else in the sentence is what X says."""
    for token in sentence.tokens:
        sources = [t for p in token.having("prep") if p.lemma == "to" for t in p.having("pobj")]
        if token.lemma not in ("according", "accord") or not sources:
            continue
        speakers = [t for source in sources for t in coordinated(source) if scene.actor(t)]
        clause = token.head
        inside = {t.index for t in token.subtree()}
        rest = [t for t in clause.subtree() if t.index not in inside and t is not token]
        rest = _whole_side(rest, token, inside)
        if not speakers or not rest:
            continue
        content = extent(rest)
        inner = tuple(q.span for q in scene.quotations if q.span in content)
        yield Statement(
            evidence=(Span(min(content.begin, token.span.begin), max(content.end, speakers[-1].span.end)),),
            rule="according to",
            verb="according to",
            cue=Span(token.span.begin, sources[0].head.span.end),
            agents=scene.keys(speakers),
            content=(content,),
            mode="Mixed" if inner else "Indirect",
            quotations=inner,
            confidence=0.85,
        )


def _whole_side(tokens: list[Token], cue: Token, source: set[int]) -> list[Token]:
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
        words = scene.document.words(mention.span) if mention.span.overlaps(_sentence(scene, verb)) else []
        if words and mention.kind != "adjectival" and nearest_verb(words[0], mention.span) is verb:
            return mention.time
    return None


def _sentence(scene: Scene, verb: Token) -> Span:
    return scene.document.sentences[verb.sentence].span


def nearest_verb(token: Token, inside: Span) -> Token | None:
    """Return the first verb above a word that stands outside a span."""
    return next((a for a in token.ancestors() if a.pos in ("VERB", "AUX") and a.span not in inside), None)
