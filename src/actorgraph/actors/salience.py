"""How likely a pronoun means a mention before it: features, each with its weight and its reason."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from actorgraph.actors.figure import Figure
from actorgraph.actors.plots import does_harm, is_addressed, is_harmed, is_helped
from actorgraph.language.document import Document, Token
from actorgraph.language.grammar import SUBJECTS, examples
from actorgraph.language.quotations import Quotation
from actorgraph.mentions import Mention
from actorgraph.mentions.runs import is_word_in
from actorgraph.text.spans import SpanIndex
from actorgraph.vocabulary.gazetteer import titles
from actorgraph.vocabulary.lexicon import speech_verbs

# A pronoun looks back over its own sentence and the two before it; farther is guessing.
REACH_IN_SENTENCES = 3
# How many sentences of a quotation a pronoun behind it looks over: `she said` after a long speech.
LONGEST_QUOTATION_IN_SENTENCES = 12
ARGUMENTS = (*SUBJECTS, "dobj", "dative")
# What the title of somebody who belongs to a body shows: a spokeswoman, an employee.
RELATIONS_TO_BODIES = ("Represents", "WorksFor")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pronoun, and a mention of a figure that it may mean; `noun` is the mention's head."""

    pronoun: Token
    figure: Figure
    mention: Mention
    noun: Token
    quotations: SpanIndex[Quotation]


@dataclass(frozen=True, slots=True)
class Feature:
    """A measure of a candidate, from 0 up, and the points for each unit of it."""

    measure: Callable[[Candidate], float]
    weight: float
    reason: str


def saliences(
    document: Document,
    pronoun: Token,
    figure: Figure,
    quotations: SpanIndex[Quotation],
    *,
    first: int,
) -> Iterator[float]:
    """Score a figure by each of its mentions near before a pronoun.

    `first` is the number of the first sentence that the pronoun looks back to (`first_in_reach`).
    Yields nothing where none is near or the figure cannot be meant.
    """
    if not agrees(pronoun, figure) or _is_speaker(document, pronoun, figure, quotations):
        return
    if _names_in_own_words(document, pronoun, figure, quotations):
        return
    begin = document.sentences[first].tokens[0].index
    for mention in figure.mentions_between(begin, pronoun.index):
        noun = document.tokens[mention.head]
        if not _may_be_meant(pronoun, mention, noun):
            continue
        if _is_spoken_of(pronoun, noun, quotations):
            continue
        candidate = Candidate(pronoun, figure, mention, noun, quotations)
        yield _score(candidate)


def agrees(pronoun: Token, figure: Figure) -> bool:
    """Return whether a pronoun and a figure agree in gender and number."""
    if is_word_in(pronoun, "femininePronouns"):
        return _is_person_of("feminine", figure)
    if is_word_in(pronoun, "masculinePronouns"):
        return _is_person_of("masculine", figure)
    if _is_neuter(pronoun):
        return _is_body_or_thing(figure) and not figure.plural
    if _is_several(pronoun):
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


def _may_be_meant(
    pronoun: Token,
    mention: Mention,
    noun: Token,
) -> bool:
    # An adjective takes no pronoun: `French police … it`.
    if mention.form == "adjective" or _is_other_argument(pronoun, noun):
        return False
    # `we` and a later `they` are two, even where the same body speaks.
    if not _is_first_person(noun):
        return True
    return not (_is_neuter(pronoun) or _is_several(pronoun))


def _is_speaker(
    document: Document,
    pronoun: Token,
    figure: Figure,
    quotations: SpanIndex[Quotation],
) -> bool:
    """`"He lied," Moe said`: whoever speaks is `I`; not `Moe said that "he lied"`."""
    for quotation in quotations.holding(pronoun.span):
        speaker = quotation.speaker
        if speaker is None:
            continue
        whole = document.article.text[quotation.span.begin].isupper()
        if not whole and not _has_speaker_in_it(document, quotation):
            continue
        if figure.mentions_between(speaker.index, speaker.index + 1):
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
    return pronoun.dep not in SUBJECTS and noun in _subjects_shared(verb)


def _subjects_shared(verb: Token) -> list[Token]:
    """Return the subjects that a verb without its own shares with the verbs it is joined to."""
    while verb.dep == "conj" and not verb.having(*SUBJECTS):
        verb = verb.head
        own = verb.having(*SUBJECTS)
        if own:
            return own
    return []


def _score(candidate: Candidate) -> float:
    # In the order of the table, because sums of decimals depend on their order.
    score = 0.0
    for feature in FEATURES:
        score += feature.weight * feature.measure(candidate)
    return score


def _is_neuter(token: Token) -> bool:
    return is_word_in(token, "neuterPronouns")


def _is_several(token: Token) -> bool:
    return is_word_in(token, "pluralPronouns")


def _sentences_between(candidate: Candidate) -> int:
    return candidate.pronoun.sentence - candidate.noun.sentence


def _words_between(candidate: Candidate) -> int:
    return candidate.pronoun.index - candidate.noun.index


def _is_subject(candidate: Candidate) -> bool:
    return _whole_phrase(candidate.noun).dep in SUBJECTS


def _whole_phrase(noun: Token) -> Token:
    """Return the head of the phrase that names somebody by an apposition or as an example.

    `the object of his admiration, Ola Nordmann, used …`, `leaders such as Ola Nordmann left`
    """
    if noun.dep == "appos":
        noun = noun.head
    if noun.dep == "pobj" and noun.head.lemma in ("as", "like", "include", "including"):
        above = noun.head.head
        if noun in examples(above):
            return above
    return noun


def _is_named(candidate: Candidate) -> bool:
    return candidate.mention.form != "nominal"


def _has_same_number(candidate: Candidate) -> bool:
    return candidate.figure.plural == _is_several(candidate.pronoun)


def _has_same_place(candidate: Candidate) -> bool:
    return candidate.noun.dep == candidate.pronoun.dep


def _owns_what_is_joined(candidate: Candidate) -> bool:
    """`Kerry's tour and his attempts to mediate`."""
    pronoun, noun = candidate.pronoun, candidate.noun
    if pronoun.tag != "PRP$" or noun.dep != "poss":
        return False
    return pronoun.head.dep == "conj" and pronoun.head.head is noun.head


def _owns_an_office(candidate: Candidate) -> bool:
    """`The company … its director`."""
    pronoun = candidate.pronoun
    if pronoun.tag != "PRP$" or candidate.figure.kind != "Organisation":
        return False
    return titles().get(pronoun.head.lemma) in RELATIONS_TO_BODIES


def _speaks_of_itself(candidate: Candidate) -> bool:
    """`The company said it would close`."""
    pronoun, noun = candidate.pronoun, candidate.noun
    if not _is_neuter(pronoun):
        return False
    if pronoun.dep not in SUBJECTS or noun.dep not in SUBJECTS:
        return False
    return pronoun.head.head is noun.head


def _speaks_again(candidate: Candidate) -> bool:
    """`Moe said that it was late. "We left," she added.`"""
    return _is_speaking(candidate.pronoun) and _is_speaking(candidate.noun)


def _is_speaking(noun: Token) -> bool:
    noun = _whole_phrase(noun)
    return noun.dep in SUBJECTS and noun.head.lemma in speech_verbs()


def _harms_again(candidate: Candidate) -> bool:
    """`Soldiers killed a man. … "They shot him"`."""
    return does_harm(candidate.pronoun) and does_harm(_whole_phrase(candidate.noun))


def _is_helped_when_harmed(candidate: Candidate) -> bool:
    """`Rebels kidnapped three nurses. The army rescued them.`"""
    return is_helped(candidate.pronoun) and is_harmed(_whole_phrase(candidate.noun))


def _was_addressed(candidate: Candidate) -> bool:
    """`"You lied, Lena," said Moe. "I did not," she answered.`"""
    if not _is_speaking(candidate.pronoun):
        return False
    spoken = candidate.quotations.holding(candidate.noun.span)
    return any(is_addressed(candidate.noun, quotation.span) for quotation in spoken)


def _crosses_quotation_marks(candidate: Candidate) -> bool:
    quotations = candidate.quotations
    pronoun_quoted = candidate.pronoun.span in quotations
    return pronoun_quoted != (candidate.noun.span in quotations)


FEATURES: tuple[Feature, ...] = (
    Feature(
        _sentences_between,
        -2.0,
        "a pronoun mostly means somebody in its own sentence",
    ),
    Feature(
        _is_subject,
        1.5,
        "the subject is what a sentence is about",
    ),
    Feature(
        _is_named,
        0.5,
        "a name or a pronoun is more present than a description",
    ),
    Feature(
        _has_same_number,
        0.7,
        "`they` may mean a body, but more often several people",
    ),
    Feature(
        _has_same_place,
        0.5,
        "parallel sentences keep their subject and their object",
    ),
    Feature(
        _owns_an_office,
        1.5,
        "a body has directors and spokespeople",
    ),
    Feature(
        _speaks_of_itself,
        2.0,
        "whoever says something mostly speaks of itself",
    ),
    Feature(
        _speaks_again,
        1.0,
        "whoever spoke mostly goes on to speak",
    ),
    Feature(
        _crosses_quotation_marks,
        -1.6,
        "a quotation seldom takes up the words around it",
    ),
    Feature(
        _words_between,
        -0.002,
        "of two equal candidates the nearer one is meant",
    ),
    Feature(
        _owns_what_is_joined,
        2.0,
        "what is joined to somebody's thing is mostly theirs, too",
    ),
    Feature(
        _harms_again,
        2.5,
        "whoever did harm before may do so again",
    ),
    Feature(
        _is_helped_when_harmed,
        2.5,
        "those who were harmed are helped",
    ),
    Feature(
        _was_addressed,
        3.0,
        "whoever is spoken to answers",
    ),
)
