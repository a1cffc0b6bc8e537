"""Direct speech: quotations with a verb of saying, or of the speaker before, and interviews."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from actorgraph.claims.claim import Statement
from actorgraph.claims.scene import Scene, around
from actorgraph.claims.speech.addressees import addressees
from actorgraph.claims.speech.descriptions import descriptions
from actorgraph.claims.speech.speakers import named_speakers
from actorgraph.language.cues import LONGEST_CUE, is_of_saying, is_only_a_cue
from actorgraph.language.document import Token
from actorgraph.language.grammar import right_of, with_particle, without_marks
from actorgraph.language.quotations import Quotation, is_said
from actorgraph.text.article import Span

# In characters: a clause that opens this far before the marks is not quoted as a whole.
MARK_AND_SPACE = 2


class _Passage(NamedTuple):
    """A quotation with all its parts: `"We left," she said. "It was late."` has two."""

    quotation: Quotation
    parts: tuple[Span, ...]


def quoted_statements(scene: Scene) -> Iterator[Statement]:
    """Yield one statement for each quotation that somebody says."""
    yield from descriptions(scene)
    for quotation, parts in _passages(scene):
        if quotation.speaker is None or not _is_whole(scene, quotation):
            continue
        speakers = scene.keys(named_speakers(scene, [quotation.speaker]))
        if not speakers:
            continue
        # `"It was late."`, right after a quotation of the mayor
        statement = Statement(
            evidence=(_evidence(scene, quotation, parts[-1]),),
            rule="continued quotation",
            verb="say",
            cue=quotation.span,
            agents=speakers[:1],
            content=parts,
            mode="Direct",
            quotations=parts,
        )
        if quotation.cue:
            statement = _with_cue(scene, statement, quotation.cue)
        elif not quotation.marked:
            # `DW: Is it over? Ada Lund: It is.`
            statement = replace(statement, rule="turn of an interview")
        yield statement


def _with_cue(scene: Scene, statement: Statement, cue: Token) -> Statement:
    """`"It is over," the mayor said.`"""
    return replace(
        statement,
        rule="quotation",
        verb=cue.lemma,
        cue=with_particle(cue),
        recipients=addressees(scene, cue),
        time=scene.time_of(cue),
    )


def _passages(scene: Scene) -> Iterator[_Passage]:
    """Join each quotation to the one before if only the cue is between them."""
    passage: _Passage | None = None
    for quotation in scene.quotations:
        if passage is not None and _continues(scene, passage, quotation):
            passage = _Passage(passage.quotation, (*passage.parts, quotation.span))
            continue
        if passage is not None:
            yield passage
        passage = _Passage(quotation, (quotation.span,))
    if passage is not None:
        yield passage


def _continues(scene: Scene, passage: _Passage, quotation: Quotation) -> bool:
    first = passage.quotation
    if not (first.marked and quotation.marked):
        # Each paragraph of an answer in an interview is a turn.
        return False
    if not first.speaker or quotation.speaker is not first.speaker:
        return False
    if quotation.cue not in (None, first.cue):
        return False
    between = Span(passage.parts[-1].end, quotation.span.begin)
    if _has_another_cue(scene, first, between):
        return False
    return is_only_a_cue(scene.document.article.text[between.begin : between.end])


def _has_another_cue(scene: Scene, quotation: Quotation, between: Span) -> bool:
    """`"We left," she said before asking him: "Why?"`: what is asked is not what is said."""
    if between.end - between.begin > LONGEST_CUE:
        return True
    verbs = [word for word in scene.document.beginning_in(between) if word.pos == "VERB"]
    return any(verb is not quotation.cue and is_of_saying(verb) for verb in verbs)


def _is_whole(scene: Scene, quotation: Quotation) -> bool:
    """Return whether a quotation is a statement, and not words of somebody else's sentence."""
    cue = quotation.cue
    if cue is None and not is_said(scene.document, quotation.span, quotation.block):
        return False
    if cue is None or quotation.span.begin < cue.span.begin:
        return True
    return not _is_fragment(quotation, cue)


def _is_fragment(quotation: Quotation, cue: Token) -> bool:
    """`said that it was "over and done with"`: the clause began before the marks."""
    clauses = right_of(cue.index, cue.having("ccomp", "xcomp"))
    latest = quotation.span.begin - MARK_AND_SPACE
    return any(_opens_before(clause, latest) for clause in clauses)


def _opens_before(clause: Token, latest: int) -> bool:
    """Return whether more than `that` or `to` of a clause is in front of a quotation."""
    words = without_marks(clause.subtree())
    if words[0].dep in ("mark", "aux") and len(words) > 1:
        words = words[1:]
    return words[0].span.begin < latest


def _evidence(scene: Scene, quotation: Quotation, last: Span) -> Span:
    """Return the quotation with its marks, its speaker and its cue."""
    if not quotation.marked:
        return quotation.span
    spans = [_with_marks(scene, quotation.span), _with_marks(scene, last)]
    if quotation.cue is not None:
        spans.append(quotation.cue.span)
        if quotation.speaker is not None:
            spans.append(quotation.speaker.span)
    return around(*spans)


def _with_marks(scene: Scene, span: Span) -> Span:
    # A quotation that is never closed reaches to the end of the text.
    length = len(scene.document.article.text)
    return Span(max(0, span.begin - 1), min(length, span.end + 1))
