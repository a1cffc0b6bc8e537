"""The claim of an attitude, and what its readings share: its content and its holders."""

from actorgraph.claims.claim import Attitude
from actorgraph.claims.modality import modality
from actorgraph.claims.scene import Scene, around
from actorgraph.language.document import Token
from actorgraph.language.grammar import extent, has_to, left_of, right_of, with_lemma, without_marks
from actorgraph.vocabulary.lexicon import Frame, frames, kinds_with

VIOLENT = kinds_with("violence")
# What is only added behind a comma: `Chad, which had left the talks`.
ADDED = ("relcl", "appos", "advcl", "acl")
COMMAS = (",", "-", "--", "–", "—")
CLAUSES = ("xcomp", "ccomp", "acl", "advcl", "relcl")


def make_attitude(
    rule: str,
    scene: Scene,
    frame: Frame,
    cue: Token,
    holders: list[Token],
    content: list[Token],
) -> Attitude:
    """Return the attitude that a cue expresses."""
    span = extent(_without_that(content))
    # A holder may be named in another sentence, which is not shown.
    near = [holder for holder in holders if holder.sentence == cue.sentence]
    points = [holder.span for holder in near]
    how = modality(scene.document, cue)
    return Attitude(
        kind=frame.kind,
        evidence=(around(cue.span, span, *points),),
        rule=rule,
        verb=_phrase(frame, cue),
        cue=cue.span,
        holders=scene.keys(holders),
        content=(span,),
        factuality=how.factuality,
        negated=how.negated,
    )


def _without_that(content: list[Token]) -> list[Token]:
    words = sorted(content, key=lambda word: word.index)
    first = words[0]
    if first.text.casefold() == "that" and words[-1] is not first:
        return right_of(first.index, words)
    return words


def _phrase(frame: Frame, cue: Token) -> str:
    """Return the cue as a reader would write it: `call for`, `make comment`."""
    objects = with_lemma(cue.having("dobj"), *frame.objects)
    nouns = [noun.lemma for noun in objects]
    return " ".join([frame.verb, *nouns[:1], *frame.particles])


def holders_among(scene: Scene, cue: Token, heads: list[Token]) -> list[Token]:
    """Return the words that refer to holders; rebels attack with weapons, a senator with words."""
    holders = scene.actor_heads(heads)
    if not _is_violent(cue):
        return holders
    return [holder for holder in holders if _is_named_person(scene, holder)]


def _is_violent(cue: Token) -> bool:
    """Return whether a word may mean violence, too: `attack`."""
    for frame in frames().get(cue.lemma, ()):
        is_plain = not frame.objects and not frame.particles
        if is_plain and frame.kind in VIOLENT:
            return True
    return False


def _is_named_person(scene: Scene, token: Token) -> bool:
    actor = scene.actor(token)
    return actor is not None and actor.kind == "Person" and not actor.unnamed


def opened_by(token: Token, particle: str) -> list[Token]:
    """Return what a word of the frame opens below a cue: a clause, or the phrase behind it."""
    if particle == "that":
        return [clause for clause in token.having(*CLAUSES) if _is_that_clause(clause)]
    if particle == "to":
        infinitives = [clause for clause in token.having(*CLAUSES) if has_to(clause)]
        if infinitives:
            return infinitives
    return _phrases_behind(token, particle)


def _is_that_clause(clause: Token) -> bool:
    if clause.dep == "ccomp":
        # The conjunction may be left out: `feared it would rain`.
        return True
    return any(child.text.casefold() == "that" for child in clause.children)


def _phrases_behind(token: Token, particle: str) -> list[Token]:
    words = token.having("prep", "dative", "prt", "advmod")
    particles = [word for word in words if word.text.casefold() == particle]
    governed: list[Token] = []
    for word in particles:
        # `fear of war`
        governed.extend(without_marks(word.children))
    if governed:
        return governed
    # `speak out`: the particle governs nothing.
    return [word for word in particles if word.dep in ("prt", "advmod")]


def without_added(heads: list[Token]) -> list[Token]:
    """Return the words of several phrases without what is only added behind a comma."""
    words: list[Token] = []
    for head in heads:
        words.extend(_core(head))
    return words


def _core(head: Token) -> list[Token]:
    """`Chad` of `Chad, which had left the talks`."""
    words = head.subtree()
    for child in right_of(head.index, head.having(*ADDED)):
        first = child.subtree()[0]
        if _has_comma_before(first, head):
            words = left_of(first.index, words)
    return words


def _has_comma_before(word: Token, head: Token) -> bool:
    """Return whether a comma is between a head and a word, or is that word."""
    between = left_of(word.index + 1, right_of(head.index, head.children))
    return any(child.text in COMMAS for child in between)
