"""Indirect speech: `said that`, `told Chad that`, `The roof, the mayor said, will leak`."""

from collections.abc import Iterator

from actorgraph.claims.claim import Statement
from actorgraph.claims.modality import modality
from actorgraph.claims.scene import Scene, around
from actorgraph.claims.speech.addressees import addressees
from actorgraph.claims.speech.content import (
    clause_of,
    find_content,
    is_reporters,
    mode_of,
    quoted_within,
)
from actorgraph.claims.speech.descriptions import explained
from actorgraph.claims.speech.speakers import speakers_of
from actorgraph.language.document import Sentence, Token
from actorgraph.language.grammar import (
    COMPLEMENTS,
    any_lemma,
    extent,
    is_judged_to_be,
    is_verb,
    left_of,
    right_of,
    with_lemma,
    with_particle,
    without_marks,
)
from actorgraph.text.article import Span
from actorgraph.vocabulary.governors import governing
from actorgraph.vocabulary.lexicon import frames, saying_verbs, word_set

EXPLAINING = word_set("explainingVerbs")
LEARNING = word_set("learningVerbs")
CLEAR = word_set("clearAdjectives")
CONDITIONS = word_set("conditionWords")
OUTSPOKEN = word_set("outspokenAdjectives")

# In words, between the commas of an aside, with its verb.
LONGEST_ASIDE = 13
# In words: a speaker further from the verb is not shown as evidence.
FURTHEST_SPEAKER = 60
# In words, behind a cue at the end of a sentence: `, the mayor said in Oslo on Friday.`
LONGEST_CLOSE = 6
GOVERNED = ("ccomp", "xcomp", "dobj", "aux", "auxpass", "mark", "neg")
ASIDES = ("parataxis", "ccomp", "dep", "advcl", "relcl")


def reported_statements(scene: Scene) -> Iterator[Statement]:
    """Yield the statements that verbs of saying report in the reporter's words."""
    for token in scene.document.tokens:
        if not is_verb(token):
            continue
        if token.pos == "VERB" and token.lemma in saying_verbs():
            yield from _said(scene, token, find_content(scene, token))
            yield from _said_in_an_aside(scene, token)
            yield from _said_at_the_end(scene, token)
        elif token.lemma in EXPLAINING:
            yield from _said(scene, token, explained(scene, token))
        elif token.lemma in LEARNING:
            yield from _said(scene, token, _vouched_for(scene, token))
        elif token.lemma in ("make", "be"):
            yield from _said(scene, token, _made_clear(scene, token))


def _vouched_for(scene: Scene, verb: Token) -> tuple[Span, ...]:
    """`Chad has left, Reuters has learned`; not `Reuters has learned that Chad has left`."""
    content = find_content(scene, verb)
    if content and content[0].begin < verb.span.begin:
        return content
    return ()


def _made_clear(scene: Scene, verb: Token) -> tuple[Span, ...]:
    """`made it clear that Chad had left`, `was adamant that Chad had left`"""
    adjectives = OUTSPOKEN if verb.lemma == "be" else CLEAR
    complements = with_lemma(verb.having("ccomp", *COMPLEMENTS), *adjectives)
    for complement in complements:
        clauses = [*verb.having("ccomp", "advcl"), *complement.having("ccomp", "advcl")]
        for clause in right_of(complement.index, clauses):
            if any_lemma(clause.having("mark"), ("that",)):
                return (clause_of(scene, clause),)
    return ()


def _said(scene: Scene, verb: Token, content: tuple[Span, ...]) -> Iterator[Statement]:
    """`The mayor said that the roof would leak.`"""
    if not content or _is_verdict(verb) or _is_unsaid(scene, verb):
        return
    speakers = speakers_of(scene, verb)
    if not speakers:
        return
    quotations = quoted_within(scene, *content)
    yield Statement(
        evidence=(_evidence(verb, speakers[0], content),),
        rule="reported speech",
        verb=verb.lemma,
        cue=with_particle(verb),
        agents=scene.keys(speakers),
        recipients=addressees(scene, verb),
        content=content,
        mode=mode_of(quotations),
        quotations=quotations,
        time=scene.time_of(verb),
    )


def _is_unsaid(scene: Scene, verb: Token) -> bool:
    """`has yet to admit that it left`, `urged Chad to admit that it left`"""
    if not governing([f"{verb.lemma} that"]):
        return False
    put = modality(scene.document, verb)
    if put.negated or put.marker.casefold() in CONDITIONS:
        return True
    owns_up = any(frame.kind == "Concede" for frame in frames().get(verb.lemma, ()))
    return owns_up and put.factuality == "Requested"


def _is_verdict(verb: Token) -> bool:
    """`The court found Ada Lund guilty`: an action of the lexicon, which says nothing."""
    judged = {word.lemma for word in verb.having("ccomp") if is_judged_to_be(word)}
    for frame in frames().get(verb.lemma, ()):
        if judged & {*frame.objects, *frame.particles}:
            return True
    return False


def _evidence(verb: Token, speaker: Token, content: tuple[Span, ...]) -> Span:
    spans = [verb.span, *content]
    if abs(speaker.index - verb.index) < FURTHEST_SPEAKER:
        spans.append(extent(speaker.subtree()))
    return around(*spans)


def _said_in_an_aside(scene: Scene, verb: Token) -> Iterator[Statement]:
    """`The roof, the mayor said, will leak`: the cue is between commas in what is said."""
    if verb.dep not in ASIDES:
        return
    if verb.having("ccomp", "mark", "dobj", "aux"):
        return
    aside = _words_of_the_aside(verb)
    whole = verb.head.subtree()
    before = left_of(aside[0].index, whole)
    after = right_of(aside[-1].index, whole)
    if not before or not after or len(aside) > LONGEST_ASIDE:
        return
    edges = [before[-1], aside[0], aside[-1], after[0]]
    commas = [token for token in edges if token.text == ","]
    speakers = scene.actor_heads([word for word in verb.having("nsubj") if word in aside])
    if len(commas) >= 2 and speakers:
        content = (extent(before), extent(after))
        yield Statement(
            evidence=(around(*content),),
            rule="reported speech",
            verb=verb.lemma,
            cue=with_particle(verb),
            agents=scene.keys(speakers),
            content=content,
            mode="Indirect",
        )


def _said_at_the_end(scene: Scene, verb: Token) -> Iterator[Statement]:
    """`The roof will leak, a local mayor said Friday`: a cue that parsers hang on another word."""
    if verb.tag not in ("VBD", "VBZ") or verb.having(*GOVERNED) or verb.span in scene.quoted:
        return
    sentence = scene.document.sentences[verb.sentence]
    speaker = _speaker_behind_a_comma(scene, verb)
    if speaker is None or not _closes(sentence, verb):
        return
    comma = speaker.subtree()[0].index - 1
    said = left_of(comma, sentence.tokens)
    quotations = quoted_within(scene, extent(said)) if said else ()
    if not any(word is sentence.root for word in said) or quotations:
        return
    content = extent(said)
    yield Statement(
        evidence=(around(content, verb.span),),
        rule="reported speech",
        verb=verb.lemma,
        cue=with_particle(verb),
        agents=scene.keys([speaker]),
        content=(content,),
        mode="Indirect",
        time=scene.time_of(verb),
    )


def _speaker_behind_a_comma(scene: Scene, verb: Token) -> Token | None:
    """Return the noun right before a verb if its phrase begins behind a comma."""
    if verb.index == 0:
        return None
    noun = scene.document.tokens[verb.index - 1]
    first = noun.subtree()[0]
    if first.index == 0 or noun.subtree()[-1].index >= verb.index or not scene.actor(noun):
        return None
    return noun if scene.document.tokens[first.index - 1].text == "," else None


def _closes(sentence: Sentence, verb: Token) -> bool:
    """Return whether nothing but a time or place is between a verb and the end of its sentence."""
    if verb is sentence.root:
        return False
    rest = without_marks(right_of(verb.index, sentence.tokens))
    is_short = len(rest) <= LONGEST_CLOSE
    return is_short and not any(is_verb(word) or word.text == "," for word in rest)


def _words_of_the_aside(verb: Token) -> list[Token]:
    """Return the words of a cue; in `The roof, said the mayor, will leak` the roof is none."""
    words = _up_to_what_is_said(verb)
    own = verb.having("nsubj")
    if len(own) < 2 or own[0].index > verb.index:
        return words
    outside = {word.index for word in own[0].subtree()}
    return [word for word in words if word.index not in outside]


def _up_to_what_is_said(verb: Token) -> list[Token]:
    """`The roof fell, the mayor said, before he came`: parsers hang the end on the cue."""
    words = verb.subtree()
    commas = [word for word in right_of(verb.index, words) if word.text == ","]
    if not commas:
        return words
    rest = without_marks(right_of(commas[0].index, verb.children))
    if any(map(is_reporters, rest)):
        return words
    return left_of(commas[0].index, words)
