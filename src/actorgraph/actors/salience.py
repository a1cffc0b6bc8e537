"""How likely a pronoun means a mention before it: features, each with its weight and its reason."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from actorgraph.actors.eligibility import (
    is_neuter,
    is_several,
    may_mean,
    may_take_up,
    subjects_shared,
)
from actorgraph.actors.figure import Figure
from actorgraph.actors.plots import does_harm, is_addressed, is_harmed, is_helped
from actorgraph.language.document import Document, Token
from actorgraph.language.grammar import SUBJECTS, any_lemma, is_infinitive, verb_above
from actorgraph.language.lists import examples
from actorgraph.language.quotations import Quotation
from actorgraph.mentions import Mention
from actorgraph.text.spans import SpanIndex
from actorgraph.vocabulary.gazetteer import titles
from actorgraph.vocabulary.lexicon import speech_verbs, word_set

# What the title of somebody who belongs to a body shows: a spokeswoman, an employee.
RELATIONS_TO_BODIES = ("Represents", "WorksFor")
THREATENING = word_set("threateningVerbs")
# What opens the clause of what somebody is to do to end a threat.
GIVING_WAY = ("unless", "until", "till")


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
    if not may_mean(document, pronoun, figure, quotations):
        return
    begin = document.sentences[first].tokens[0].index
    for mention in figure.mentions_between(begin, pronoun.index):
        noun = document.tokens[mention.head]
        if may_take_up(pronoun, mention, noun, quotations):
            candidate = Candidate(pronoun, figure, mention, noun, quotations)
            yield _score(candidate)


def _score(candidate: Candidate) -> float:
    # In the order of the table, because sums of decimals depend on their order.
    score = 0.0
    for feature in FEATURES:
        score += feature.weight * feature.measure(candidate)
    return score


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
    return candidate.figure.plural == is_several(candidate.pronoun)


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
    """`The company said it would close`, `urged the company to say that it would close`."""
    pronoun, noun = candidate.pronoun, candidate.noun
    if not is_neuter(pronoun) or pronoun.dep not in SUBJECTS:
        return False
    saying = pronoun.head.head
    if noun.dep in SUBJECTS:
        return saying is noun.head
    is_asked = noun.dep == "dobj" and is_infinitive(saying) and saying.dep in ("xcomp", "ccomp")
    return is_asked and saying.head is noun.head


def _is_subject_of_the_clause_above(candidate: Candidate) -> bool:
    """`Moe stood up when the singer played a song she had written.`"""
    pronoun = candidate.pronoun
    if pronoun.tag != "PRP" or pronoun.dep not in SUBJECTS or is_neuter(pronoun):
        return False
    above = verb_above(pronoun.head)
    if above is None or pronoun.head.dep not in ("advcl", "relcl"):
        return False
    return candidate.noun in (above.having(*SUBJECTS) or subjects_shared(above))


def _is_to_give_way(candidate: Candidate) -> bool:
    """`Norway threatened to attack Chad unless it withdrew.`"""
    pronoun, noun = candidate.pronoun, candidate.noun
    clause = pronoun.head
    if pronoun.dep not in SUBJECTS or noun.dep not in ("dobj", "pobj") or clause.dep != "advcl":
        return False
    if not any_lemma(clause.having("mark"), GIVING_WAY):
        return False
    above = verb_above(clause)
    if above is None or above not in noun.ancestors():
        return False
    return any_lemma([above, above.head], THREATENING)


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
        _is_subject_of_the_clause_above,
        1.0,
        "a clause of time or reason mostly goes on about the subject above it",
    ),
    Feature(
        _is_to_give_way,
        2.5,
        "a threat holds until the threatened give way",
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
