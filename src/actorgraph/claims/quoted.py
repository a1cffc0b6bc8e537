"""Direct speech: quotations with a verb of saying beside them, or carrying on the speaker before."""

from collections.abc import Iterator

from actorgraph.article import Span
from actorgraph.claims.claim import Statement
from actorgraph.claims.reported import addressees, cue_span, time_of
from actorgraph.claims.scene import Scene, extent
from actorgraph.quotations import FRAGMENT, Quotation


def quoted_statements(scene: Scene) -> Iterator[Statement]:
    """Yield one statement per quotation that somebody says."""
    for quotation in scene.quotations:
        speaker = scene.actor(quotation.speaker) if quotation.speaker else None
        if speaker is None or len(scene.document.words(quotation.span)) < FRAGMENT or _is_fragment(scene, quotation):
            continue
        yield Statement(
            evidence=(_evidence(quotation),),
            rule="quotation" if quotation.cue else "continued quotation",
            verb=quotation.cue.lemma if quotation.cue else "say",
            cue=cue_span(quotation.cue) if quotation.cue else quotation.span,
            agents=(speaker.key,),
            recipients=addressees(scene, quotation.cue) if quotation.cue else (),
            content=(quotation.span,),
            mode="Direct",
            quotations=(quotation.span,),
            time=time_of(scene, quotation.cue) if quotation.cue else None,
            confidence=0.9 if quotation.cue else 0.6,
        )


def _is_fragment(scene: Scene, quotation: Quotation) -> bool:
    """Tell whether the marks only set off part of an indirect sentence: its clause began before them."""
    cue = quotation.cue
    if cue is None or quotation.span.begin < cue.span.begin:
        return False
    clauses = [t for t in cue.having("ccomp", "xcomp") if t.index > cue.index]
    return any(extent(t.subtree()).begin < quotation.span.begin - 2 for t in clauses)


def _evidence(quotation: Quotation) -> Span:
    """The quotation with its marks, and with speaker and cue where they stand beside it."""
    points = [quotation.span.begin - 1, quotation.span.end + 1]
    for token in (quotation.cue, quotation.speaker):
        if token is not None and quotation.cue is not None:
            points += [token.span.begin, token.span.end]
    return Span(max(0, min(points)), max(points))
