"""Facets of the claims on a map: what narrows it, with how many claims each has."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from actorgraph.views.page.entries import LEVELS
from actorgraph.workbench.catalogue_rows import UNDATED
from actorgraph.workbench.claims import LEVEL_WORDS, TONE_WORDS, ClaimCard

TONES = {**TONE_WORDS, "neutral": "Neither"}
MOST_VALUES = 12


@dataclass(frozen=True, slots=True)
class Facet:
    """A property of claims: the name of its field, its heading, and how a claim has it."""

    name: str
    heading: str
    value: Callable[[ClaimCard], str]
    words: Callable[[ClaimCard], str]


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that one may choose: in the address, in words, and how many claims have it."""

    value: str
    words: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """A facet with its values; those that are chosen are listed even if no claim has them."""

    name: str
    heading: str
    choices: tuple[Choice, ...]


def _year(card: ClaimCard) -> str:
    year = card.date[:4]
    return year if year.isdecimal() else UNDATED


FACETS = (
    Facet("sure", "How sure", lambda card: card.level, lambda card: LEVEL_WORDS[card.level]),
    Facet("effect", "Harm and help", lambda card: card.tone, lambda card: TONES[card.tone]),
    Facet("event", "Kind of event", lambda card: card.kind, lambda card: card.kind),
    Facet("in", "Article", lambda card: card.article.path, lambda card: card.article.title),
    Facet("year", "Year", _year, _year),
)
Chosen = Mapping[str, str]


def passing(cards: Sequence[ClaimCard], chosen: Chosen, *, besides: str = "") -> list[ClaimCard]:
    """Return the claims that have every chosen value; the facet `besides` counts for nothing."""
    tests = [facet for facet in FACETS if chosen.get(facet.name) and facet.name != besides]
    return [
        card for card in cards if all(facet.value(card) == chosen[facet.name] for facet in tests)
    ]


def choices(cards: Sequence[ClaimCard], chosen: Chosen) -> list[Choices]:
    """Return the facets that narrow anything, with the counts that choosing a value leaves."""
    found = []
    for facet in FACETS:
        listed = _values(facet, passing(cards, chosen, besides=facet.name), chosen)
        if len(listed) > 1 or chosen.get(facet.name):
            found.append(Choices(facet.name, facet.heading, tuple(listed)))
    return found


def _values(facet: Facet, cards: Sequence[ClaimCard], chosen: Chosen) -> list[Choice]:
    counts = Counter(facet.value(card) for card in cards)
    words = {facet.value(card): facet.words(card) for card in cards}
    picked = chosen.get(facet.name, "")
    if picked:
        counts.setdefault(picked, 0)
    values = [
        Choice(value, words.get(value, value), count, value == picked)
        for value, count in counts.items()
    ]
    return sorted(values, key=lambda choice: _order(facet, choice))[:MOST_VALUES]


def _order(facet: Facet, choice: Choice) -> tuple[bool, float, str]:
    """Put the chosen value first, levels and years in their order, others by count."""
    if facet.name == "sure":
        levels = (*LEVELS, choice.value)
        return not choice.is_chosen, levels.index(choice.value), ""
    if facet.name == "year":
        return not choice.is_chosen, 0, choice.value
    return not choice.is_chosen, -choice.count, choice.words
