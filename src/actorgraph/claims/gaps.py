"""What was not understood: the sentences that yielded no claim, and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from actorgraph.claims.claim import Action, Attitude, Claim, Statement
from actorgraph.claims.clause import read_clause
from actorgraph.claims.coding import fits, lacking
from actorgraph.claims.scene import Scene
from actorgraph.language.document import Sentence, Token
from actorgraph.text.article import Span
from actorgraph.vocabulary.lexicon import frames


@dataclass(frozen=True, slots=True)
class Gap:
    """A sentence of which nothing was understood, and the reason in a few words."""

    span: Span
    reason: str


def find_gaps(scene: Scene, claims: Sequence[Claim]) -> tuple[Gap, ...]:
    """Return the sentences of the paragraphs that yielded no claim, in the order of the text."""
    told = [span for claim in claims for span in _told_by(claim)]
    return tuple(
        Gap(sentence.span, _reason(scene, sentence))
        for sentence in scene.document.sentences
        if sentence.block.kind == "paragraph"
        and not any(sentence.span.overlaps(span) for span in told)
    )


def _told_by(claim: Claim) -> Iterator[Span]:
    """The words that a claim accounts for; a statement accounts for all that is said in it."""
    yield from claim.evidence
    if isinstance(claim, Statement | Attitude):
        yield from claim.content
    if isinstance(claim, Action | Attitude):
        yield claim.cue


def _reason(scene: Scene, sentence: Sentence) -> str:
    if sentence.tokens[-1].text == "?":
        return "a question"
    verbs = [
        t
        for t in sentence.tokens
        if t.pos == "VERB" and t.dep not in ("aux", "auxpass", "amod", "compound")
    ]
    if not verbs:
        return "no verb of doing"
    acting = [verb for verb in verbs if _has_an_actor(scene, verb)]
    if not acting:
        return "nobody who acts is named"
    unknown = list(dict.fromkeys(verb.lemma for verb in acting if verb.lemma not in frames()))
    known = next((verb for verb in acting if verb.lemma in frames()), None)
    return _of_known(scene, known) if known is not None else f"no frame for {', '.join(unknown)}"


def _has_an_actor(scene: Scene, verb: Token) -> bool:
    clause = read_clause(verb)
    return any(
        scene.actor(t)
        for t in (
            *clause.doers,
            *clause.possible_doers,
            *(clause.objects if clause.passive else ()),
        )
    )


def _of_known(scene: Scene, verb: Token) -> str:
    """Say what the nearest frame of a verb wants and the clause has not."""
    clause = read_clause(verb)
    every = frames()[verb.lemma]
    if any(fits(frame, clause, scene) for frame in every):
        return f"{verb.lemma} only describes somebody, or binds nobody"
    nearest = min(every, key=lambda frame: (len(lacking(frame, clause, scene)), frame.specificity))
    return f"{verb.lemma} lacks {', '.join(lacking(nearest, clause, scene))}"
