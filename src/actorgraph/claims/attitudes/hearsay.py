"""Hearsay: `reportedly`, `is said to`: somebody says so, and nobody says who."""

from collections.abc import Iterator

from actorgraph.claims.claim import Attitude
from actorgraph.claims.modality import modality
from actorgraph.claims.scene import Scene, around
from actorgraph.language.document import Token
from actorgraph.language.grammar import extent, is_verb, words_of
from actorgraph.vocabulary.governors import signatures
from actorgraph.vocabulary.lexicon import markers


def hearsay(scene: Scene) -> Iterator[Attitude]:
    """Yield the hearsay of a document, in the order of the text."""
    for token in scene.document.tokens:
        verb, words = _reported(token)
        if len(words) > 1:
            span = extent(words)
            yield Attitude(
                kind="Hearsay",
                evidence=(around(span, token.span),),
                rule="hearsay",
                verb=token.lemma,
                cue=token.span,
                holders=(),
                content=(span,),
                factuality="Alleged",
                negated=modality(scene.document, verb).negated,
            )


def _reported(token: Token) -> tuple[Token, list[Token]]:
    """Return the verb of what a word reports, and its words; no words if it reports nothing."""
    if _is_reporting_adverb(token):
        # `Chad reportedly attacked`
        words = token.head.subtree()
        return token.head, [word for word in words if word is not token]
    if _is_reporting_passive(token) and not token.having("agent"):
        # `Chad is said to have attacked`
        return token, words_of(token.having("nsubjpass", "xcomp", "ccomp"))
    return token, []


def _is_reporting_adverb(token: Token) -> bool:
    if token.dep != "advmod" or not is_verb(token.head):
        return False
    return "Alleged" in markers("marker").get(token.lemma, ())


def _is_reporting_passive(token: Token) -> bool:
    if not token.having("auxpass"):
        return False
    phrase = f"be {token.text.casefold()}"
    signature = signatures().get(f"{phrase} to")
    return signature is not None and signature.affirmed.kind == "Alleged"
