"""Words that a noun brings in: `Chad's claim that …`, `Chad made the case that …`."""

from collections.abc import Iterator

from actorgraph.claims.claim import Statement
from actorgraph.claims.scene import Scene, around
from actorgraph.claims.speech.content import mode_of, quoted_within
from actorgraph.claims.speech.speakers import named_speakers
from actorgraph.claims.subjects import subject_heads
from actorgraph.language.document import Token
from actorgraph.language.grammar import any_lemma, behind, extent
from actorgraph.vocabulary.lexicon import word_set

SAYING = word_set("sayingNouns")
UTTERING = word_set("utteringVerbs")
# In words, between a noun and its clause: `Chad's statement on Monday that …`.
FURTHEST_CLAUSE = 8


def noun_statements(scene: Scene) -> Iterator[Statement]:
    """Yield a statement for each noun of saying that has a clause and a speaker."""
    for noun in scene.document.tokens:
        if noun.pos == "NOUN" and noun.lemma in SAYING:
            yield from _said(scene, noun)


def _said(scene: Scene, noun: Token) -> Iterator[Statement]:
    clause = _clause(noun)
    if clause is None:
        return
    speakers = named_speakers(scene, _speakers(noun))
    if not speakers:
        return
    words = [word for word in clause.subtree() if word.dep != "mark" or word.head is not clause]
    content = extent(words)
    quotations = quoted_within(scene, content)
    yield Statement(
        evidence=(around(noun.span, content),),
        rule="noun of saying",
        verb=noun.lemma,
        cue=noun.span,
        agents=scene.keys(speakers),
        content=(content,),
        mode=mode_of(quotations),
        quotations=quotations,
    )


def _clause(noun: Token) -> Token | None:
    """Return the clause with `that` behind a noun; a relative clause is not one."""
    clauses = noun.having("acl", "ccomp")
    if noun.dep == "dobj" and noun.head.lemma in UTTERING:
        # `made the case to Chad that …`: parsers hang the clause on the verb.
        clauses += noun.head.having("ccomp")
    for clause in clauses:
        is_near = 0 < clause.subtree()[0].index - noun.index < FURTHEST_CLAUSE
        if is_near and any_lemma(clause.having("mark"), ("that",)):
            return clause
    return None


def _speakers(noun: Token) -> list[Token]:
    """Return who says it: the owner, whom `of` or `by` names, or the subject of `made the case`."""
    owners = noun.having("poss")
    if owners:
        return owners
    named = behind(noun, "of", "by", "from")
    if named:
        return named
    verb = noun.head
    if noun.dep == "dobj" and verb.lemma in UTTERING:
        return subject_heads(verb)
    return []
