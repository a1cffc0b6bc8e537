"""Whom a pronoun may mean at all: how far it looks back, what agrees with it, who is excluded."""

from actorgraph.actors.figure import Figure
from actorgraph.actors.plots import addressees
from actorgraph.language.document import Document, Token
from actorgraph.language.grammar import SUBJECTS
from actorgraph.language.quotations import Quotation
from actorgraph.mentions import Mention
from actorgraph.mentions.runs import is_word_in
from actorgraph.text.spans import SpanIndex
from actorgraph.vocabulary.lexicon import speech_verbs

# A pronoun looks back over its own sentence and the two before it; farther is guessing.
REACH_IN_SENTENCES = 3
# How many sentences of a quotation a pronoun behind it looks over: `she said` after a long speech.
LONGEST_QUOTATION_IN_SENTENCES = 12
ARGUMENTS = (*SUBJECTS, "dobj", "dative")


def agrees(pronoun: Token, figure: Figure) -> bool:
    """Return whether a pronoun and a figure agree in gender and number."""
    if is_word_in(pronoun, "femininePronouns"):
        return _is_person_of("feminine", figure)
    if is_word_in(pronoun, "masculinePronouns"):
        return _is_person_of("masculine", figure)
    if is_neuter(pronoun):
        return _is_body_or_thing(figure) and not figure.plural
    if is_several(pronoun):
        # `the ministry … they`
        return figure.plural or figure.kind in ("Organisation", "Government")
    return False


def _is_person_of(gender: str, figure: Figure) -> bool:
    if figure.kind != "Person" or figure.plural:
        return False
    return figure.gender in ("", gender)


def _is_body_or_thing(figure: Figure) -> bool:
    return figure.kind in ("Organisation", "Government", "Document", "Thing")


def first_in_reach(
    document: Document,
    pronoun: Token,
    quotations: SpanIndex[Quotation],
) -> int:
    """Return the number of the first sentence that a pronoun looks back to.

    Whoever is meant behind a quotation was mentioned in front of it: its sentences do not count.
    """
    first = max(0, pronoun.sentence - REACH_IN_SENTENCES + 1)
    if pronoun.span in quotations:
        return first
    earliest = max(0, first - LONGEST_QUOTATION_IN_SENTENCES)
    number, counted = pronoun.sentence, 1
    while number > earliest and counted < REACH_IN_SENTENCES:
        number -= 1
        if not _is_quoted(document, number, quotations):
            counted += 1
    return min(first, number)


def _is_quoted(document: Document, number: int, quotations: SpanIndex[Quotation]) -> bool:
    return document.sentences[number].root.span in quotations


def may_mean(
    document: Document,
    pronoun: Token,
    figure: Figure,
    quotations: SpanIndex[Quotation],
) -> bool:
    """Return whether a pronoun may mean a figure at all, wherever that is mentioned."""
    if not agrees(pronoun, figure):
        return False
    if _is_in_conversation(document, pronoun, figure, quotations):
        return False
    return not _names_in_own_words(document, pronoun, figure, quotations)


def may_take_up(
    pronoun: Token,
    mention: Mention,
    noun: Token,
    quotations: SpanIndex[Quotation],
) -> bool:
    """Return whether a pronoun may take up a mention; `noun` is the head of the mention."""
    # An adjective takes no pronoun: `French police … it`.
    if mention.form == "adjective" or _is_other_argument(pronoun, noun):
        return False
    if mention.form == "nominal" and noun.dep == "pobj" and noun.head.lemma == "as":
        # `acted as a shareholder` brings in nobody.
        return False
    # `we` and a later `they` are two, even where the same body speaks.
    if _is_first_person(noun) and (is_neuter(pronoun) or is_several(pronoun)):
        return False
    return not _is_spoken_of(pronoun, noun, quotations)


def _is_in_conversation(
    document: Document,
    pronoun: Token,
    figure: Figure,
    quotations: SpanIndex[Quotation],
) -> bool:
    """`"He lied," Moe told Lund`: Moe is `I`, and Lund is `you`; not `Moe said that "he lied"`."""
    for quotation in quotations.holding(pronoun.span):
        speaker = quotation.speaker
        if speaker is None:
            continue
        whole = document.article.text[quotation.span.begin].isupper()
        if not whole and not _has_speaker_in_it(document, quotation):
            continue
        for person in (speaker, *addressees(speaker.head)):
            if figure.mentions_between(person.index, person.index + 1):
                return True
    return False


def _has_speaker_in_it(document: Document, quotation: Quotation) -> bool:
    """Return whether a part of a sentence says `I`: `Moe said that "he died in my arms"`."""
    words = document.beginning_in(quotation.span)
    return any(is_word_in(word, "speakerPronouns") for word in words)


def _names_in_own_words(
    document: Document,
    pronoun: Token,
    figure: Figure,
    quotations: SpanIndex[Quotation],
) -> bool:
    """`"You lied, Moe," she said`: nobody speaks to or of herself by name."""
    if not _may_speak(pronoun):
        return False
    sentence = document.sentences[pronoun.sentence].tokens
    for mention in figure.mentions_between(sentence[0].index, sentence[-1].index + 1):
        spoken = quotations.holding(mention.span)
        if mention.form == "name" and any(said.speaker is pronoun for said in spoken):
            return True
    return False


def _may_speak(pronoun: Token) -> bool:
    return pronoun.dep in SUBJECTS and pronoun.head.lemma in speech_verbs()


def _is_spoken_of(pronoun: Token, noun: Token, quotations: SpanIndex[Quotation]) -> bool:
    """`"Moe is right," she said`: whoever speaks does not say `Moe`."""
    if pronoun.dep not in SUBJECTS or noun.pos == "PRON":
        return False
    return any(quotation.speaker is pronoun for quotation in quotations.holding(noun.span))


def _is_first_person(token: Token) -> bool:
    if is_word_in(token, "speakerPronouns"):
        return True
    return is_word_in(token, "speakersPronouns")


def _is_other_argument(pronoun: Token, noun: Token) -> bool:
    """Return whether a noun is another argument of a pronoun's own verb.

    An object pronoun never means the subject of its verb: `Merkel urged him`.
    """
    if pronoun.tag == "PRP$":
        # `his brother`
        return pronoun.head is noun
    if pronoun.text.casefold().endswith(("self", "selves")):
        return False
    verb = pronoun.head
    if pronoun.dep == "pobj":
        verb = verb.head
    if noun is pronoun:
        return False
    if noun.head is verb:
        return noun.dep in ARGUMENTS
    # `Kerry called Lavrov and urged him`
    return pronoun.dep not in SUBJECTS and noun in subjects_shared(verb)


def subjects_shared(verb: Token) -> list[Token]:
    """Return the subjects that a verb without its own shares with the verbs it is joined to."""
    while verb.dep == "conj" and not verb.having(*SUBJECTS):
        verb = verb.head
        own = verb.having(*SUBJECTS)
        if own:
            return own
    return []


def is_neuter(token: Token) -> bool:
    """Return whether a pronoun is of a body or a thing: `it`."""
    return is_word_in(token, "neuterPronouns")


def is_several(token: Token) -> bool:
    """Return whether a pronoun is of several: `they`."""
    return is_word_in(token, "pluralPronouns")
