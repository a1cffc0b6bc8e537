"""Quoted words by which somebody describes somebody or something: `called the law "a mistake"`."""

from collections.abc import Iterator

from actorgraph.claims.claim import Statement
from actorgraph.claims.scene import Scene, around
from actorgraph.claims.speech.content import quoted_within
from actorgraph.claims.speech.speakers import speakers_of
from actorgraph.language.document import Token
from actorgraph.language.grammar import (
    MODIFIERS,
    extent,
    is_passive,
    is_relative,
    is_verb,
    left_of,
    right_of,
    with_lemma,
    with_particle,
)
from actorgraph.language.quotations import Quotation
from actorgraph.text.article import Span
from actorgraph.vocabulary.lexicon import word_set

DESCRIBING = word_set("describingVerbs")
NAMING = word_set("namingVerbs")
# What leads from a verb to the words that it brings in: `called it "…"`, `accused him of "…"`.
PATH = ("dobj", "oprd", "attr", "acomp", "ccomp", "xcomp", "prep", "pobj", "pcomp", "conj", "appos")
# In words: a description this long is words of its own, without what it is said of.
FEWEST_WORDS_ALONE = 3
# In words, between a verb and what it brings in.
FURTHEST = 25
OPENINGS = ("as", "be")


def descriptions(scene: Scene) -> Iterator[Statement]:
    """Yield the quoted words of a verb of judging that no cue of saying has."""
    for quotation in scene.quotations:
        if quotation.speaker is None and quotation.marked:
            statement = _described(scene, quotation)
            if statement:
                yield statement


def explained(scene: Scene, verb: Token) -> tuple[Span, ...]:
    """Return what somebody says of something: `attributed the rise to rain`, `described it as new`.

    Quoted words of it are a statement of their own.
    """
    links = [*verb.having("prep"), *(link for noun in verb.having("dobj") for link in _after(noun))]
    for link in right_of(verb.index, with_lemma(links, "as", "to")):
        objects = [word for word in verb.having("dobj") if word.index < link.index]
        words = link.subtree()
        if any(is_relative(word) or word.lemma == "what" for word in objects):
            # `what analysts described as an old tactic`
            words = words[1:]
        elif not objects or objects[0].index < verb.index:
            continue
        else:
            words = [*right_of(verb.index, objects[0].subtree()), *words]
        content = extent(words)
        if not scene.quoted.overlapping(content):
            return (content,)
    return ()


def _after(noun: Token) -> list[Token]:
    return right_of(noun.index, noun.having("prep"))


def _described(scene: Scene, quotation: Quotation) -> Statement | None:
    words = scene.document.words(quotation.span)
    if not words:
        return None
    head = _head(words)
    verb = _verb_above(head)
    if verb is None or verb.index > words[0].index or is_passive(verb):
        return None
    if _is_name(words) and verb.lemma not in NAMING:
        return None
    speakers = speakers_of(scene, verb)
    if not speakers:
        return None
    content = _content(verb, head, quotation.span)
    return Statement(
        evidence=(around(verb.span, content),),
        rule="quotation",
        verb=verb.lemma,
        cue=with_particle(verb),
        agents=scene.keys(speakers),
        content=(content,),
        mode="Direct" if content == quotation.span else "Mixed",
        quotations=quoted_within(scene, content),
        time=scene.time_of(verb),
    )


def _head(words: list[Token]) -> Token:
    """Return the word of a quotation that hangs on a word outside it."""
    indexes = {word.index for word in words}
    return next((word for word in words if word.head.index not in indexes), words[-1])


def _verb_above(head: Token) -> Token | None:
    """Return the verb of judging that brings in a quotation; None if another word does."""
    is_adjective = head.head.lemma == "as" and head.index > head.head.index
    if head.dep in MODIFIERS and not is_adjective:
        # `condemned the "barbaric" attack`; not `described it as "barbaric and cruel"`
        return None
    word = head.head if is_adjective else head
    for above in word.ancestors():
        if word.dep not in PATH or head.index - above.index > FURTHEST:
            return None
        if is_verb(above) and above.lemma in DESCRIBING:
            return above
        if is_verb(above) and above.lemma != "be":
            return None
        word = above
    return None


def _is_name(words: list[Token]) -> bool:
    """Return whether quoted words are a name or a title: `"Islamic State"`."""
    named = [word for word in words if word.pos not in ("ADP", "DET", "CCONJ", "PUNCT")]
    return len(named) < 2 or all(word.text[:1].isupper() for word in named)


def _content(verb: Token, head: Token, quoted: Span) -> Span:
    """Return what is said: the description, with what it is said of where that is short."""
    alone = _description(verb, head, quoted)
    if verb.lemma not in NAMING:
        return alone
    objects = left_of(_first(alone, verb), _object(verb, head))
    if not objects:
        return alone
    whole = Span(extent(objects).begin, alone.end)
    is_long = alone.begin - whole.begin > alone.end - alone.begin
    if is_long and len(_words_between(verb, alone)) >= FEWEST_WORDS_ALONE:
        return alone
    return whole


def _description(verb: Token, head: Token, quoted: Span) -> Span:
    """Return the phrase that a quotation is part of, from behind `as` on."""
    phrase = right_of(verb.index, head.subtree())
    openings = [word.index for word in phrase if word.lemma in OPENINGS]
    inside = [word for word in phrase if word.span.begin >= quoted.begin]
    before = [word for word in phrase if word.span.begin < quoted.begin]
    if openings:
        before = [word for word in before if word.index > max(openings)]
    if any(word.dep in ("nsubj", "dobj") for word in before):
        before = []
    end = _end(inside, quoted)
    if before:
        return Span(extent(before).begin, end)
    return Span(quoted.begin, end)


def _end(inside: list[Token], quoted: Span) -> int:
    """Return where a description ends: `a "wonderful day" for Chad` goes on to the next mark."""
    end = quoted.end
    for word in inside:
        if word.span.begin < quoted.end:
            continue
        if word.pos == "PUNCT" and word.span.begin > quoted.end + 1:
            break
        if word.pos != "PUNCT":
            end = word.span.end
    return end


def _first(span: Span, verb: Token) -> int:
    """Return the index of the first word of a description."""
    return next(
        (word.index for word in verb.subtree() if word.span.begin >= span.begin),
        verb.index,
    )


def _object(verb: Token, head: Token) -> list[Token]:
    """Return the words of what is described: `the law` of `called the law "a mistake"`."""
    found = [*verb.having("dobj"), *head.having("nsubj"), *head.head.having("nsubj")]
    for word in right_of(verb.index, found):
        if word is not head:
            return word.subtree()
    return []


def _words_between(verb: Token, span: Span) -> list[Token]:
    return [word for word in verb.subtree() if word.span in span and word.pos != "PUNCT"]
