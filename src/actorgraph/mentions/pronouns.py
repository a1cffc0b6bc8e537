"""Pronouns that may mean an actor: `she`, `its`, `we`."""

from collections.abc import Iterator

from actorgraph.language.document import Sentence, Token
from actorgraph.mentions.mention import Mention
from actorgraph.vocabulary.lexicon import word_set

SEVERAL = ("pluralPronouns", "speakersPronouns")
SINGULAR = (
    "femininePronouns",
    "masculinePronouns",
    "neuterPronouns",
    "speakerPronouns",
)


def pronouns(sentence: Sentence) -> Iterator[Mention]:
    """Yield the pronouns of a sentence that may mean an actor."""
    for token in sentence.tokens:
        if not _is_pronoun(token):
            continue
        word = token.text.casefold()
        plural = _is_in(word, SEVERAL)
        if plural or _is_in(word, SINGULAR):
            yield Mention(
                token.span,
                token.index,
                "",
                "pronoun",
                token.text,
                plural=plural,
            )


def _is_in(word: str, sets: tuple[str, ...]) -> bool:
    return any(word in word_set(name) for name in sets)


def _is_pronoun(token: Token) -> bool:
    """Return whether a word is used as a pronoun; `it` of `it is raining` means nothing."""
    return token.pos in ("PRON", "DET") and token.dep != "expl"
