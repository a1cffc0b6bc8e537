"""Headlines that name the speaker: `Chad: no talks before May`, `"No talks before May" – Chad`."""

import re
from collections.abc import Iterator
from dataclasses import replace

from actorgraph.claims.claim import Statement
from actorgraph.claims.scene import Scene
from actorgraph.language.document import Sentence
from actorgraph.language.grammar import is_verb
from actorgraph.text.article import Span

PARTED = re.compile(r":\s++|(?<!\s)\s++[–—]\s++")
MARKED = re.compile(r"^[\"'“‘](.+)[\"'”’][.!?]?$")
# Fewer words are not a statement: `Chad: a history`.
FEWEST_WORDS = 3


def headline_statements(scene: Scene) -> Iterator[Statement]:
    """Yield a statement for each title or heading with the name of an actor on one side."""
    for sentence in scene.document.sentences:
        if sentence.block.kind in ("title", "heading"):
            statement = _statement(scene, sentence)
            if statement:
                yield statement


def _statement(scene: Scene, sentence: Sentence) -> Statement | None:
    whole = sentence.block.span
    mark = PARTED.search(scene.document.article.text, whole.begin, whole.end)
    if mark is None or sentence.span.begin > mark.start():
        return None
    before = Span(whole.begin, mark.start())
    after = Span(mark.end(), whole.end)
    cue = Span(mark.start(), mark.end())
    statement = _said_by(scene, whole, cue, name=before, said=after)
    if statement is None and mark.group().strip() != ":":
        # The name may be on either side of a dash.
        statement = _said_by(scene, whole, cue, name=after, said=before)
    return statement


def _said_by(
    scene: Scene,
    whole: Span,
    cue: Span,
    *,
    name: Span,
    said: Span,
) -> Statement | None:
    """Return the statement if one side is a speaker and the other a sentence."""
    quotation = _inside_marks(scene, said)
    speakers = _speakers(scene, name)
    if quotation and not speakers:
        speakers = _subjects(scene, name)
    if not speakers or not _is_sentence(scene, said):
        return None
    statement = Statement(
        evidence=(whole,),
        rule="headline",
        verb="say",
        cue=cue,
        agents=tuple(speakers[:1]),
        content=(said,),
        mode="Indirect",
    )
    if quotation is None:
        return statement
    quoted = (quotation,)
    return replace(statement, content=quoted, quotations=quoted, mode="Direct")


def _inside_marks(scene: Scene, said: Span) -> Span | None:
    quoted = MARKED.match(scene.document.article.quote(said))
    if quoted is None:
        return None
    begin, end = quoted.span(1)
    return Span(said.begin + begin, said.begin + end)


def _speakers(scene: Scene, name: Span) -> list[int]:
    """Return the actors whose mention is all that a side has."""
    return list(scene.mentioned_by(name))


def _subjects(scene: Scene, side: Span) -> list[int]:
    """`Chad warns – "No talks before May"`: the first subject of the other side."""
    words = scene.document.words(side)
    subjects = [word for word in words if word.dep == "nsubj"]
    return list(scene.keys(scene.actor_heads(subjects)[:1]))


def _is_sentence(scene: Scene, said: Span) -> bool:
    words = scene.document.words(said)
    if len(words) < FEWEST_WORDS:
        return False
    return any(is_verb(word) for word in words)
