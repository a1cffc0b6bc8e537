"""Antecedents: whom `she`, `it`, `their` and, inside a quotation, `we` mean."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from actorgraph.actors.eligibility import is_several
from actorgraph.actors.expletives import is_not_an_actor
from actorgraph.actors.figure import Figure
from actorgraph.actors.salience import saliences
from actorgraph.language.document import Document, Token
from actorgraph.language.grammar import SUBJECTS
from actorgraph.language.quotations import Quotation
from actorgraph.mentions import Mention
from actorgraph.text.spans import SpanIndex
from actorgraph.vocabulary.gazetteer import titles
from actorgraph.vocabulary.lexicon import frames, speech_verbs, word_set

# An actor is clearly likelier than a thing if it leads by as much as a subject does.
CLEAR_LEAD = 1.5
# Whoever acts, or is asked to act, is likelier an actor than a thing.
LEAD_OF_DOERS = 0.5
# A subject of a verb of saying is an actor, however near a thing is.
NO_LEAD_NEEDED = -10.0


class Scored(NamedTuple):
    """How likely a figure is meant; of equal scores the latest mentioned wins."""

    score: float
    latest: int
    figure: Figure


def antecedent(
    document: Document,
    pronoun: Token,
    figures: Iterable[Figure],
    quotations: SpanIndex[Quotation],
    *,
    first: int,
) -> Figure | None:
    """Return the likeliest figure before a pronoun that agrees with it; None if nobody is meant.

    `first` is the number of the first sentence that the pronoun looks back to. Things compete with
    actors: `it` and `they` mean an actor only where it is clearly likelier than any thing.
    """
    # `Dahl and Moe met the mayor. They …` means both, and no one actor is both.
    if is_several(pronoun) and joined_subjects(document, pronoun):
        return None
    only_things = is_not_an_actor(pronoun)
    actor: Scored | None = None
    thing: Scored | None = None
    for figure in figures:
        scores = saliences(document, pronoun, figure, quotations, first=first)
        best = _best(figure, scores)
        if best is None:
            continue
        if figure.is_thing:
            thing = _likelier(thing, best)
        elif not only_things:
            actor = _likelier(actor, best)
    if actor and not _yields_to(thing, actor, pronoun):
        return actor.figure
    return thing.figure if thing else None


def _best(figure: Figure, scores: Iterable[float]) -> Scored | None:
    best = max(scores, default=None)
    if best is None:
        return None
    return Scored(best, figure.last, figure)


def _likelier(first: Scored | None, second: Scored) -> Scored:
    """Return the likelier of two figures; the first one if they are equal."""
    if first and first[:2] >= second[:2]:
        return first
    return second


def _yields_to(
    thing: Scored | None,
    actor: Scored,
    pronoun: Token,
) -> bool:
    if thing is None:
        return False
    return actor.score < thing.score + _lead_needed(pronoun)


def _lead_needed(pronoun: Token) -> float:
    """Return by how many points an actor must lead before any thing."""
    if pronoun.dep in SUBJECTS and pronoun.head.lemma in speech_verbs():
        return NO_LEAD_NEEDED
    if _does_or_is_asked(pronoun):
        return LEAD_OF_DOERS
    # A possessive is nearly always that of an actor.
    if pronoun.text.casefold() == "its":
        return 0.0
    return CLEAR_LEAD


def _does_or_is_asked(pronoun: Token) -> bool:
    """`a list of the stores that it was closing`, `told them to leave`."""
    verb = pronoun.head
    if verb.lemma not in frames():
        return False
    if pronoun.dep == "nsubj":
        return True
    return pronoun.dep in ("dobj", "dative") and bool(verb.having("xcomp"))


def joined_subjects(document: Document, token: Token) -> list[Token]:
    """Return the subjects before a word in its sentence that join several names."""
    sentence = document.sentences[token.sentence]
    subjects = [word for word in sentence.tokens if word.dep in SUBJECTS]
    return [
        subject for subject in subjects if subject.index < token.index and _joins_names(subject)
    ]


def _joins_names(subject: Token) -> bool:
    if subject.pos != "PROPN":
        return False
    return any(joined.pos == "PROPN" for joined in subject.having("conj"))


def speaker_meant(
    word: str,
    mention: Mention,
    quotations: SpanIndex[Quotation],
    by_head: Mapping[int, Figure],
) -> Figure | None:
    """Return whom `I` or `we` inside a quotation means; None outside one, or if nobody speaks it.

    `we` is the body that the speaker leads or works for, if one is known; a party does not speak
    through its candidates and members.
    """
    for quotation in quotations.holding(mention.span):
        if quotation.speaker:
            speaker = by_head.get(quotation.speaker.index)
            if speaker and word in word_set("speakersPronouns"):
                return _body_spoken_for(speaker) or speaker
            return speaker
    return None


def _body_spoken_for(speaker: Figure) -> Figure | None:
    if speaker.titles & word_set("candidacyTitles"):
        return None
    offices = {titles().get(title) for title in speaker.titles}
    only_belongs = bool(offices) and offices <= {"MemberOf"}
    if only_belongs and speaker.body and speaker.body.kind == "Organisation":
        return None
    return speaker.body
