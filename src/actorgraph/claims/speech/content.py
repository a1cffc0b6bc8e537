"""What a verb of saying reports: the clause that it governs, and what parsers cut off from it."""

from collections.abc import Iterator, Sequence

from actorgraph.claims.asides import is_aside, speaks
from actorgraph.claims.scene import Scene
from actorgraph.claims.speech.governed_clauses import governed_clauses, is_whole
from actorgraph.language.document import Token
from actorgraph.language.grammar import (
    extent,
    left_of,
    right_of,
    without_marks,
)
from actorgraph.language.quotation_marks import MARKS
from actorgraph.language.quotations import Quotation
from actorgraph.text.article import Span
from actorgraph.vocabulary.lexicon import saying_verbs, word_set

# In words: what makes a part of a sentence worth a span of its own.
FEWEST_WORDS = 2
# The share of a content within a quotation from which on the words are quoted, not reported.
MOSTLY = 0.6
# How a quotation ends that is a sentence of its own.
ENDS = ",.?!…"
# In characters: an opening mark, and a space.
MARK_AND_SPACE = 2
# Whoever speaks, or is spoken to: in `"I say that it is over"` nobody else is quoted.
SPEAKERS = word_set("speakerPronouns") | word_set("speakersPronouns")
NOT_QUOTED = SPEAKERS | {"you"} | word_set("nobodyWords")
# What parsers hang on the verb of saying and belongs to what is said.
CUT_OFF = ("advcl", "prep", "advmod", "ccomp", "dep", "mark", "parataxis")


def find_content(scene: Scene, verb: Token) -> tuple[Span, ...]:
    """Return what a verb of saying reports, unless a quotation already has it.

    There are two spans if the cue is in the middle: `The roof, the mayor said, will leak.`
    """
    for clause in governed_clauses(verb):
        below = [token for token in _without_misplaced(verb, clause) if token is not verb]
        words = _side_of_the_clause(verb, below, clause)
        if not words:
            continue
        whole = _whole_clause(scene, verb, clause, words)
        span = whole_quotations(scene, extent(_without_that(whole)))
        if not _is_set_off(scene, verb, clause, span):
            continue
        if _is_quoted(scene, verb, span):
            continue
        reported = {token.index for token in words}
        rest = [token for token in below if token.index not in reported]
        part = _part_beyond_the_cue(scene, verb, rest)
        parts = [span, *_further_clauses(scene, verb, clause, span)]
        return tuple(sorted(parts if part is None else [*parts, part]))
    return ()


def _further_clauses(
    scene: Scene,
    verb: Token,
    clause: Token,
    content: Span,
) -> Iterator[Span]:
    """Yield what a content leaves out: `said that it was over, adding nothing, and that …`."""
    for joined in (*verb.having("conj"), *_joined_verbs(clause)):
        if is_whole(joined) and joined.index > verb.index and joined.span not in content:
            yield clause_of(scene, joined)


def clause_of(scene: Scene, clause: Token) -> Span:
    """Return the words of a clause without its `that`."""
    return whole_quotations(scene, extent(_without_that(clause.subtree())))


def _without_misplaced(verb: Token, clause: Token) -> list[Token]:
    """Return the words of a clause without what the speaker does next."""
    words = clause.subtree()
    ends = [_beginning(next_verb) for next_verb in _misplaced(verb, clause)]
    if not ends:
        return words
    return left_of(min(ends), words)


def _misplaced(verb: Token, clause: Token) -> Iterator[Token]:
    """Yield the verbs of what the speaker does next, where parsers join them to what is said."""
    if clause.index < verb.index:
        return
    for joined in _joined_verbs(clause):
        if _goes_on(verb, clause, joined):
            yield joined
    for participle in clause.having("advcl"):
        if is_aside(participle):
            yield participle


def _joined_verbs(clause: Token) -> Iterator[Token]:
    joined = clause.having("conj")
    while joined:
        yield from joined
        joined = [verb for first in joined for verb in first.having("conj")]


def _goes_on(verb: Token, clause: Token, joined: Token) -> bool:
    """Return whether the reporter goes on with a joined verb."""
    if joined.tag not in ("VBD", "VBZ") or joined.having("aux"):
        return False
    if joined.having("nsubj"):
        # `said that it was over, and Chad warned that …`
        return joined.lemma in saying_verbs() and bool(joined.having("ccomp"))
    if clause.tag == "VB":
        # `said that Chad would leave and left the room`: a past tense cannot follow `would`.
        return True
    # `said that it was over and warned Chad`
    return joined.tag == verb.tag and speaks(joined)


def _beginning(joined: Token) -> int:
    """Return the index of the conjunction in front of a verb, or of its first word."""
    first = joined.subtree()[0].index
    joints = [token.index for token in joined.head.having("cc") if token.index < joined.index]
    return min(first, max(joints, default=first))


def quoted_within(scene: Scene, *content: Span) -> tuple[Span, ...]:
    """Return the quotations within a content."""
    quotations: dict[Span, None] = {}
    for part in content:
        for quotation in scene.quoted.within(part):
            quotations[quotation.span] = None
    return tuple(sorted(quotations))


def mode_of(quotations: Sequence[Span]) -> str:
    """Return the mode of a statement in the reporter's words, with or without quoted parts."""
    return "Mixed" if quotations else "Indirect"


def _side_of_the_clause(verb: Token, words: list[Token], clause: Token) -> list[Token]:
    """Return the words on the side of the verb where the clause's own verb is."""
    if clause.index > verb.index:
        return right_of(verb.index, words)
    return left_of(verb.index, words)


def _whole_clause(
    scene: Scene,
    verb: Token,
    clause: Token,
    words: list[Token],
) -> list[Token]:
    if clause.index > verb.index:
        if any(_misplaced(verb, clause)):
            return words
        return words + _end_of_the_sentence(scene, verb, words[-1])
    return _start_of_the_sentence(scene, verb, words[0]) + words


def _without_that(words: list[Token]) -> list[Token]:
    if len(words) > 1 and words[0].text.casefold() == "that":
        return words[1:]
    return words


def _is_set_off(scene: Scene, verb: Token, clause: Token, span: Span) -> bool:
    """Return whether a content before the verb ends in a comma.

    `The talks failed, Chad said`, but not `It began and Chad says …`.
    """
    if clause.index > verb.index:
        return True
    text = scene.document.article.text
    return text[span.end : span.end + 1] in ",\"'"


def _is_quoted(scene: Scene, verb: Token, span: Span) -> bool:
    """Return whether a content is quoted, or what a quoted speaker says of himself."""
    if verb.span in scene.quoted:
        # `"Chad said that it was over," she said`; not `"I said that it was over," she said`
        own = [word.text.casefold() for word in verb.having("nsubj")]
        return not own or not NOT_QUOTED.isdisjoint(own)
    near = scene.quoted.overlapping(span)
    return any(
        _is_direct(span, quotation.span) or _is_all(scene, verb, span, quotation)
        for quotation in near
    )


def _is_all(scene: Scene, verb: Token, span: Span, quotation: Quotation) -> bool:
    """Return whether a verb reports a quotation alone: `said, "It is over," before she left`."""
    if quotation.cue is not verb or quotation.span.begin > span.begin + MARK_AND_SPACE:
        return False
    text = scene.document.article.text
    end = quotation.span.end
    return any(mark in text[end - 1 : end + 1] for mark in ENDS)


def _is_direct(span: Span, quotation: Span) -> bool:
    """Return whether a quotation has the content from its first word on."""
    end = min(span.end, quotation.end)
    begin = max(span.begin, quotation.begin)
    if end - begin <= MOSTLY * (span.end - span.begin):
        return False
    return quotation.begin <= span.begin + MARK_AND_SPACE


def _part_beyond_the_cue(scene: Scene, verb: Token, rest: list[Token]) -> Span | None:
    """Return the part of a clause on the other side of a cue that is between commas."""
    words = without_marks(rest)
    if len(words) < FEWEST_WORDS:
        return None
    if any(subject in words for subject in verb.having("nsubj")):
        return None
    span = extent(rest)
    text = scene.document.article.text
    after = text[span.end : span.end + 1]
    ahead = text[span.begin - MARK_AND_SPACE : span.begin]
    return span if "," in ahead + after else None


def _end_of_the_sentence(scene: Scene, verb: Token, last: Token) -> list[Token]:
    """Return what follows the clause and belongs to it, unless the reporter goes on by then.

    `said that the firm was sound until it failed`: parsers hang the end on the verb of saying as
    often as not.
    """
    sentence = scene.document.sentences[verb.sentence]
    rest = right_of(last.index, sentence.tokens)
    below = {token.index for token in verb.subtree()}
    for word in without_marks(rest):
        if word.index not in below:
            return []
        if word.head is verb and is_reporters(word):
            # The reporter goes on: `said that it was over, and left`.
            return []
    return rest


def is_reporters(word: Token) -> bool:
    """`said that it was over, and left`, `said that it was over, urging Chad to leave`"""
    if word.dep not in CUT_OFF:
        return True
    return word.dep == "advcl" and word.tag == "VBG" and not word.having("mark", "nsubj")


def _start_of_the_sentence(scene: Scene, verb: Token, first: Token) -> list[Token]:
    """Return what opens the sentence: `If it rains, the roof will leak, the mayor said`."""
    sentence = scene.document.sentences[verb.sentence]
    start = left_of(first.index, sentence.tokens)
    words = without_marks(start)
    if not words or words[0].text in MARKS:
        return []
    for word in words:
        is_top = word.head.index >= first.index
        if is_top and (word.head is not verb or word.dep not in CUT_OFF):
            return []
    return start


def whole_quotations(scene: Scene, span: Span) -> Span:
    """Take in all of a quotation that a content ends with, over sentences, and its closing mark."""
    for quotation in scene.quoted.overlapping(span):
        begins_within = span.begin < quotation.span.begin < span.end
        opens_it = quotation.span.begin - span.begin in (0, 1)
        if opens_it and quotation.span.end > span.end:
            return Span(span.begin, quotation.span.end)
        if begins_within and quotation.span.end >= span.end:
            length = len(scene.document.article.text)
            return Span(span.begin, min(length, quotation.span.end + 1))
    return span
