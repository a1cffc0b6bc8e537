"""Headlines that name who says it beside a colon or a dash: `Chad: no talks before May`, `"No talks before May" – Chad`."""

import re
from collections.abc import Iterator

from actorgraph.claims.claim import Statement
from actorgraph.claims.scene import Scene
from actorgraph.language.document import Sentence
from actorgraph.text.article import Span

PARTED = re.compile(r":\s+|\s+[–—]\s+")
MARKED = re.compile(r"^[\"'“‘](.+)[\"'”’][.!?]?$")
# Fewer words than this are no statement: `Chad: a history`.
FEWEST = 3


def headline_statements(scene: Scene) -> Iterator[Statement]:
    """Yield a statement for each title or heading one part of which is the name of an actor and nothing else."""
    for sentence in scene.document.sentences:
        if sentence.block.kind in ("title", "heading"):
            yield from _parts(scene, sentence)


def _parts(scene: Scene, sentence: Sentence) -> Iterator[Statement]:
    text, whole = scene.document.article.text, sentence.block.span
    mark = PARTED.search(text, whole.begin, whole.end)
    if mark is None or sentence.span.begin > mark.start():
        return
    before, after = Span(whole.begin, mark.start()), Span(mark.end(), whole.end)
    sides = [(before, after)] if mark.group().strip() == ":" else [(before, after), (after, before)]
    for name, said in sides:
        quoted = MARKED.match(text[said.begin : said.end])
        speakers = [a.key for a in scene.actors for m in a.mentions if m.span == name]
        subjects = (
            [t for t in scene.document.words(name) if t.dep == "nsubj" and scene.actor(t)]
            if quoted
            else []
        )
        speakers += scene.keys(subjects[:1])
        words = scene.document.words(said)
        if speakers and len(words) >= FEWEST and any(t.pos in ("VERB", "AUX") for t in words):
            inner = (
                Span(said.begin + quoted.start(1), said.begin + quoted.end(1)) if quoted else said
            )
            yield Statement(
                evidence=(whole,),
                rule="headline",
                verb="say",
                cue=Span(mark.start(), mark.end()),
                agents=tuple(speakers[:1]),
                content=(inner,),
                mode="Direct" if quoted else "Indirect",
                quotations=(inner,) if quoted else (),
            )
            return
