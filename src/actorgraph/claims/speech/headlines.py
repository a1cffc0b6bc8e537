"""Headlines that name the speaker: `Chad: no talks before May`, `"No talks before May" – Chad`."""

import re
from collections.abc import Iterator

from actorgraph.claims.claim import Statement
from actorgraph.claims.scene import Scene
from actorgraph.language.document import Sentence
from actorgraph.language.grammar import is_verb
from actorgraph.text.article import Span

PARTED = re.compile(r":\s+|\s+[–—]\s+")
MARKED = re.compile(r"^[\"'“‘](.+)[\"'”’][.!?]?$")
# Fewer words are not a statement: `Chad: a history`.
FEWEST_WORDS = 3


def headline_statements(scene: Scene) -> Iterator[Statement]:
    """Yield a statement for each title or heading with the name of an actor on one side."""
    for sentence in scene.document.sentences:
        if sentence.block.kind in ("title", "heading"):
            statement = _statement(scene, sentence)
            if statement is not None:
                yield statement


def _statement(scene: Scene, sentence: Sentence) -> Statement | None:
    whole = sentence.block.span
    mark = PARTED.search(scene.document.article.text, whole.begin, whole.end)
    if mark is None or sentence.span.begin > mark.start():
        return None
    before = Span(whole.begin, mark.start())
    after = Span(mark.end(), whole.end)
    sides = [(before, after)]
    if mark.group().strip() != ":":
        # The name may be on either side of a dash.
        sides.append((after, before))
    cue = Span(mark.start(), mark.end())
    statements = (_said_by(scene, whole, cue, name, said) for name, said in sides)
    return next((statement for statement in statements if statement), None)


def _said_by(scene: Scene, whole: Span, cue: Span, name: Span, said: Span) -> Statement | None:
    """Return the statement if one side is a speaker and the other a sentence."""
    content = _inside_marks(scene, said)
    speakers = _speakers(scene, name, quoted=content is not None)
    if not speakers or not _is_sentence(scene, said):
        return None
    return Statement(
        evidence=(whole,),
        rule="headline",
        verb="say",
        cue=cue,
        agents=tuple(speakers[:1]),
        content=(content or said,),
        mode="Direct" if content else "Indirect",
        quotations=(content,) if content else (),
    )


def _inside_marks(scene: Scene, said: Span) -> Span | None:
    quoted = MARKED.match(scene.document.article.quote(said))
    if quoted is None:
        return None
    return Span(said.begin + quoted.start(1), said.begin + quoted.end(1))


def _speakers(scene: Scene, name: Span, *, quoted: bool) -> list[int]:
    speakers = [actor.key for actor in scene.actors for m in actor.mentions if m.span == name]
    if quoted:
        # `Chad warns – "No talks before May"`
        words = scene.document.words(name)
        subjects = scene.actor_heads([word for word in words if word.dep == "nsubj"])
        speakers.extend(scene.keys(subjects[:1]))
    return speakers


def _is_sentence(scene: Scene, said: Span) -> bool:
    words = scene.document.words(said)
    return len(words) >= FEWEST_WORDS and any(is_verb(word) for word in words)
