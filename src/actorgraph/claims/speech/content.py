"""What a verb of saying reports: the clause that it governs, and what parsers cut off from it."""

from collections.abc import Sequence

from actorgraph.claims.scene import Scene
from actorgraph.language.document import Token
from actorgraph.language.grammar import extent, left_of, right_of, without_marks
from actorgraph.language.quotation_marks import MARKS
from actorgraph.text.article import Span

# In words: what makes a part of a sentence worth a span of its own.
FEWEST_WORDS = 2
# The share of a content within a quotation from which on the words are quoted, not reported.
MOSTLY = 0.6
# In characters: an opening mark, and a space.
MARK_AND_SPACE = 2
# What parsers hang on the verb of saying and belongs to what is said.
CUT_OFF = ("advcl", "prep", "advmod", "ccomp", "dep", "mark", "parataxis")


def find_content(scene: Scene, verb: Token) -> tuple[Span, ...]:
    """Return what a verb of saying reports, unless a quotation already has it.

    There are two spans if the cue is in the middle: `The roof, the mayor said, will leak.`
    """
    for clause in _clauses(verb):
        below = [token for token in _without_misplaced(clause) if token is not verb]
        words = _side_of_the_clause(verb, below, clause)
        if not words:
            continue
        whole = _whole_clause(scene, verb, clause, words)
        span = _with_closing_mark(scene, extent(_without_that(whole)))
        if not _is_set_off(scene, verb, clause, span):
            continue
        if _is_quoted(scene, span):
            continue
        reported = {token.index for token in words}
        rest = [token for token in below if token.index not in reported]
        part = _part_beyond_the_cue(scene, verb, rest)
        return (span,) if part is None else tuple(sorted((span, part)))
    return ()


def _without_misplaced(clause: Token) -> list[Token]:
    """Return the words of a clause without what the speaker does next."""
    words = clause.subtree()
    verb = _misplaced(clause)
    if verb is None:
        return words
    joints = [token.index for token in clause.having("cc") if token.index < verb.index]
    return left_of(max(joints, default=verb.index), words)


def _misplaced(clause: Token) -> Token | None:
    """Return the verb of what the speaker does next, where parsers join it to what is said.

    `said that Chad would leave and left the room`: a past tense cannot follow `would`.
    """
    if clause.tag != "VB":
        return None
    joined = [verb for verb in clause.having("conj") if verb.tag in ("VBD", "VBZ")]
    return next((verb for verb in joined if not verb.having("nsubj", "aux")), None)


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


def _clauses(verb: Token) -> list[Token]:
    """Return the clauses that a verb of saying governs, those behind it first."""
    clauses = [clause for clause in verb.having("ccomp") if not _is_bare(clause)]
    return right_of(verb.index, clauses) + left_of(verb.index, clauses)


def _is_bare(clause: Token) -> bool:
    """`saw it happen`: a clause without a subject, conjunction or auxiliary is not reported."""
    if clause.tag not in ("VB", "VBG"):
        return False
    return not clause.having("nsubj", "mark", "aux")


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
        if _misplaced(clause):
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


def _is_quoted(scene: Scene, span: Span) -> bool:
    near = scene.quoted.overlapping(span)
    return any(_is_direct(span, quotation.span) for quotation in near)


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
        if word.head is verb and word.dep not in CUT_OFF:
            # The reporter goes on: `said that it was over, and left`.
            return []
    return rest


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


def _with_closing_mark(scene: Scene, span: Span) -> Span:
    """Take in the closing mark of a quotation that the content ends with."""
    for quotation in scene.quoted.overlapping(span):
        ends_with_it = quotation.span.end == span.end
        if ends_with_it and quotation.span.begin > span.begin:
            return Span(span.begin, span.end + 1)
    return span
