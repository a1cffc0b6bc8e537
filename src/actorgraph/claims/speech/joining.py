"""One statement for all that one cue governs: what is said before, behind and around it.

`The roof will leak, says Ada Lund: "It is old." "Nobody paid for it."` is one statement.
"""

from collections.abc import Iterable
from dataclasses import replace

from actorgraph.claims.claim import Statement
from actorgraph.claims.scene import Scene, around
from actorgraph.claims.speech.content import mode_of
from actorgraph.language.cues import LONGEST_CUE, is_of_saying, is_only_a_cue
from actorgraph.text.article import Span
from actorgraph.vocabulary.lexicon import word_set

CONTINUED = "continued quotation"
DESCRIBING = word_set("describingVerbs")


def join_statements(scene: Scene, statements: Iterable[Statement]) -> list[Statement]:
    """Return the statements, each with one stretch as its content and its parts in order."""
    ordered = sorted(statements, key=_by_content)
    joined: list[Statement] = []
    for statement in ordered:
        place = _place_continued(scene, joined, statement)
        if place is None:
            joined.append(statement)
        else:
            joined[place] = _with_more(joined[place], statement)
    whole = [_in_one_stretch(statement) for statement in joined]
    return [statement for statement in whole if not _is_part_of_another(statement, whole)]


def _is_part_of_another(statement: Statement, others: Iterable[Statement]) -> bool:
    """`The mayor said that it was "a mess", which she called "a disgrace"`: it is one statement."""
    if statement.verb not in DESCRIBING:
        return False
    return any(
        statement.cue in part
        for other in others
        if other is not statement and other.agents == statement.agents
        for part in other.content
    )


def _by_content(statement: Statement) -> tuple[int, int]:
    whole = around(*statement.content)
    return whole.begin, -whole.end


def _place_continued(scene: Scene, before: list[Statement], statement: Statement) -> int | None:
    """Return the place of the statement that a quotation without a cue continues."""
    if statement.rule != CONTINUED:
        return None
    begin = statement.content[0].begin
    for place in range(len(before) - 1, -1, -1):
        end = around(*before[place].content).end
        if end > begin:
            continue
        is_same_speaker = before[place].agents == statement.agents
        between = Span(end, begin)
        if not is_same_speaker or _has_another_cue(scene, before[place], between):
            return None
        return place if is_only_a_cue(scene.document.article.quote(between)) else None
    return None


def _has_another_cue(scene: Scene, statement: Statement, between: Span) -> bool:
    """`"We left," she said. She went on: "It was late."`: the second cue has its own words."""
    if between.end - between.begin > LONGEST_CUE:
        return True
    words = scene.document.beginning_in(between)
    verbs = [word for word in words if word.pos == "VERB" and is_of_saying(word)]
    return any(verb.span.begin != statement.cue.begin for verb in verbs)


def _with_more(statement: Statement, more: Statement) -> Statement:
    quotations = (*statement.quotations, *more.quotations)
    mode = statement.mode
    if mode != "Direct":
        mode = mode_of(quotations)
    return replace(
        statement,
        evidence=(around(*statement.evidence, *more.evidence),),
        content=(*statement.content, *more.content),
        quotations=quotations,
        mode=mode,
    )


def _in_one_stretch(statement: Statement) -> Statement:
    return replace(statement, content=(around(*statement.content),), parts=statement.content)
