"""What a verb of saying reports: the clause that it governs, and what parsers cut off from it."""

from actorgraph.claims.scene import Scene
from actorgraph.language.document import Token
from actorgraph.language.grammar import extent
from actorgraph.language.quotations import MARKS
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
        below = [token for token in clause.subtree() if token is not verb]
        words = _side_of_the_clause(verb, below, clause)
        if not words:
            continue
        whole = _without_that(_whole_clause(scene, verb, clause, words))
        span = _with_closing_mark(scene, extent(whole))
        if not _is_set_off(scene, verb, clause, span) or _is_quoted(scene, span):
            continue
        other_side = [token for token in below if token not in words]
        return tuple(sorted((span, *_part_before_the_cue(scene, verb, other_side))))
    return ()


def quoted_within(scene: Scene, *content: Span) -> tuple[Span, ...]:
    """Return the quotations within a content."""
    quotations = (quotation.span for quotation in scene.quotations)
    return tuple(span for span in quotations if any(span in part for part in content))


def mode_of(quotations: tuple[Span, ...]) -> str:
    """Return the mode of a statement in the reporter's words, with or without quoted parts."""
    return "Mixed" if quotations else "Indirect"


def _clauses(verb: Token) -> list[Token]:
    """Return the clauses that a verb of saying governs, those behind it first."""
    clauses = [clause for clause in verb.having("ccomp") if not _is_bare(clause)]
    return sorted(clauses, key=lambda clause: clause.index < verb.index)


def _is_bare(clause: Token) -> bool:
    """`saw it happen`: a clause without a subject, conjunction or auxiliary is not reported."""
    return clause.tag in ("VB", "VBG") and not clause.having("nsubj", "mark", "aux")


def _side_of_the_clause(verb: Token, words: list[Token], clause: Token) -> list[Token]:
    """Return the words on the side of the verb where the clause's own verb is."""
    is_behind = clause.index > verb.index
    return [word for word in words if (word.index > verb.index) == is_behind]


def _whole_clause(scene: Scene, verb: Token, clause: Token, words: list[Token]) -> list[Token]:
    if clause.index > verb.index:
        return words + _end_of_the_sentence(scene, verb, words[-1])
    return _start_of_the_sentence(scene, verb, words[0]) + words


def _without_that(words: list[Token]) -> list[Token]:
    if words[0].text.casefold() == "that" and len(words) > 1:
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
    return any(_is_direct(span, quotation.span) for quotation in scene.quotations)


def _is_direct(span: Span, quotation: Span) -> bool:
    """Return whether a quotation has the content from its first word on."""
    shared = min(span.end, quotation.end) - max(span.begin, quotation.begin)
    is_mostly_quoted = shared > MOSTLY * (span.end - span.begin)
    return is_mostly_quoted and quotation.begin <= span.begin + MARK_AND_SPACE


def _part_before_the_cue(scene: Scene, verb: Token, other_side: list[Token]) -> tuple[Span, ...]:
    """Return the part of a clause on the other side of a cue that is between commas."""
    words = [token for token in other_side if token.pos != "PUNCT"]
    if len(words) < FEWEST_WORDS or any(word in verb.having("nsubj") for word in words):
        return ()
    span = extent(other_side)
    text = scene.document.article.text
    behind = text[span.end : span.end + 1]
    before = text[span.begin - MARK_AND_SPACE : span.begin].strip()
    return (span,) if "," in behind + before else ()


def _end_of_the_sentence(scene: Scene, verb: Token, last: Token) -> list[Token]:
    """Return what follows the clause and belongs to it, unless the reporter goes on by then.

    `said that the firm was sound until it failed`: parsers hang the end on the verb of saying as
    often as not.
    """
    sentence = scene.document.sentences[verb.sentence]
    rest = [token for token in sentence.tokens if token.index > last.index]
    words = [token for token in rest if token.pos != "PUNCT"]
    inside = {token.index for token in verb.subtree()}
    if not all(word.index in inside for word in words):
        return []
    goes_on = any(word.head is verb and word.dep not in CUT_OFF for word in words)
    return [] if goes_on else rest


def _start_of_the_sentence(scene: Scene, verb: Token, first: Token) -> list[Token]:
    """Return what opens the sentence: `If it rains, the roof will leak, the mayor said`."""
    sentence = scene.document.sentences[verb.sentence]
    before = [token for token in sentence.tokens if token.index < first.index]
    words = [token for token in before if token.pos != "PUNCT"]
    if not words or words[0].text in MARKS:
        return []
    tops = [word for word in words if word.head.index >= first.index]
    if all(word.head is verb and word.dep in CUT_OFF for word in tops):
        return before
    return []


def _with_closing_mark(scene: Scene, span: Span) -> Span:
    """Take in the closing mark of a quotation that the content ends with."""
    for quotation in scene.quotations:
        if quotation.span.end == span.end and quotation.span.begin > span.begin:
            return Span(span.begin, span.end + 1)
    return span
