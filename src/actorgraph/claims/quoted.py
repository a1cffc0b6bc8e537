"""Direct speech: quotations with a verb of saying beside them, or carrying on the speaker before."""

from collections.abc import Iterator

from actorgraph.claims.claim import Statement
from actorgraph.claims.reported import addressees, cue_span, time_of
from actorgraph.claims.scene import Scene, extent
from actorgraph.language.quotations import Quotation, is_said
from actorgraph.text.article import Span

# The words between two parts of one quotation: `, the minister of justice said on Friday.`
LONGEST_CUE = 300


def quoted_statements(scene: Scene) -> Iterator[Statement]:
    """Yield one statement per quotation that somebody says."""
    for quotation, parts in _joined(scene):
        speaker = scene.actor(quotation.speaker) if quotation.speaker else None
        if (
            speaker is None
            or not is_said(scene.document, quotation.span, quotation.block)
            or _is_fragment(scene, quotation)
        ):
            continue
        yield Statement(
            evidence=(_evidence(quotation, parts[-1]),),
            rule="quotation"
            if quotation.cue
            else "continued quotation"
            if quotation.marked
            else "turn of an interview",
            verb=quotation.cue.lemma if quotation.cue else "say",
            cue=cue_span(quotation.cue) if quotation.cue else quotation.span,
            agents=(speaker.key,),
            recipients=addressees(scene, quotation.cue) if quotation.cue else (),
            content=parts,
            mode="Direct",
            quotations=parts,
            time=time_of(scene, quotation.cue) if quotation.cue else None,
        )


def _joined(scene: Scene) -> Iterator[tuple[Quotation, tuple[Span, ...]]]:
    """Join a quotation to the one before where only the cue stands between: `"We left," she said. "It was late."`"""
    held: Quotation | None = None
    parts: tuple[Span, ...] = ()
    for quotation in scene.quotations:
        between = scene.document.article.text[parts[-1].end : quotation.span.begin] if parts else ""
        goes_on = (
            held is not None and held.block == quotation.block and quotation.speaker is held.speaker
        )
        if (
            goes_on
            and held is not None
            and held.speaker
            and quotation.cue in (None, held.cue)
            and _is_cue_only(between)
        ):
            parts = (*parts, quotation.span)
            continue
        if held is not None:
            yield held, parts
        held, parts = quotation, (quotation.span,)
    if held is not None:
        yield held, parts


def _is_cue_only(between: str) -> bool:
    """Tell whether two parts belong together: `she said; and, later,` begins another statement."""
    return len(between) < LONGEST_CUE and ";" not in between and " and" not in between


def _is_fragment(scene: Scene, quotation: Quotation) -> bool:
    """Tell whether the marks only set off part of an indirect sentence: its clause began before them."""
    cue = quotation.cue
    if cue is None or quotation.span.begin < cue.span.begin:
        return False
    clauses = [t for t in cue.having("ccomp", "xcomp") if t.index > cue.index]
    return any(extent(t.subtree()).begin < quotation.span.begin - 2 for t in clauses)


def _evidence(quotation: Quotation, last: Span) -> Span:
    """The quotation with its marks, and with speaker and cue where they stand beside it."""
    if not quotation.marked:
        return quotation.span
    points = [quotation.span.begin - 1, quotation.span.end + 1, last.end + 1]
    for token in (quotation.cue, quotation.speaker):
        if token is not None and quotation.cue is not None:
            points += [token.span.begin, token.span.end]
    return Span(max(0, min(points)), max(points))
