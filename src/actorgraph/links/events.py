"""Whether claims of two articles report the same event: a table of features and points."""

import math
from collections.abc import Callable, Iterator
from datetime import date

from actorgraph.links.event_reports import EventReport
from actorgraph.links.scoring import Feature, Score, ruled_out, total
from actorgraph.vocabulary.lexicon import kinds_with, word_set

# LIKELY is as likely as not, fitted to half of a set of news articles in which annotators marked
# the same events (docs/across.md). A graph needs ENOUGH: a false tie is worse than a missed one.
LIKELY, ENOUGH = 2.9, 4.5
SAME_VERB, LIGHT_VERB, NEAR_VERB, SAME_CLASS, SAME_CORE = 2.8, -1.6, 1.4, 1.1, 2.5
SAME_AGENT, SAME_COUNTERPART, CROSSED, DIFFERENT = 1.0, 0.75, 0.9, -0.2
SAME_PLACE, OTHER_PLACE = 0.25, -0.1
SAME_TIME, FAR_APART = 1.5, -2.0
MOST_WORDS, MOST_SUBJECT = 2.3, 0.7
LIGHT = word_set("vagueVerbs")
# From this cosine on, two verbs are near in meaning.
NEAR = 0.55
# Two articles on one event appear within so many days, unless they give its date.
REACH_IN_DAYS = 21
# What the same people do repeatedly is one event only if the words recur or the date is the same.
REPEATED = kinds_with("repeats")
# The classes that say nothing about the action.
UNSPECIFIC = ("", "Act")
SHOWN_WORDS = 3
# From two verbs to the likeness of their meanings, from 0 to 1.
Nearness = Callable[[str, str], float]
Actors = frozenset[str]


def sameness(
    first: EventReport,
    second: EventReport,
    topic: float,
    nearness: Nearness,
) -> Score:
    """Score whether two reports are about one event.

    `topic` is the likeness of the subjects of their articles, from 0 to 1.
    """
    if _are_at_different_times(first, second):
        return ruled_out("time", "their times do not meet")
    features = [
        *_action(first, second, nearness),
        *_parties(first, second),
        _place(first, second),
        _time(first, second),
        *_context(first, second, topic),
    ]
    return total(features)


def forbidden(first: EventReport, second: EventReport) -> Score | None:
    """Return what rules a tie out in a graph, where precision comes first: no shared party, or a
    role with different actors.
    """
    if first.article == second.article:
        return ruled_out("one article", "the article itself tells them apart")
    if first.kind != second.kind:
        return ruled_out("class", "they are of two classes")
    roles = _roles(first, second)
    if any(_differ(actors, others) for actors, others in roles):
        return ruled_out("parties", "others take part")
    if not any(actors & others for actors, others in roles):
        return ruled_out("parties", "nobody takes part in both")
    if _differ(first.places, second.places):
        return ruled_out("place", "their places differ")
    if first.kind in REPEATED and not _is_one_occasion(first, second):
        return ruled_out("repeated", "people do this again and again")
    return None


def _roles(
    first: EventReport,
    second: EventReport,
) -> tuple[tuple[Actors, Actors], ...]:
    agents = (first.agents, second.agents)
    counterparts = (first.counterparts, second.counterparts)
    return agents, counterparts


def _differ(actors: Actors, others: Actors) -> bool:
    """Return whether both are known and nobody is in both."""
    return bool(actors) and bool(others) and actors.isdisjoint(others)


def _is_one_occasion(first: EventReport, second: EventReport) -> bool:
    """Return whether the same actors are in each role, or both begin on the same date."""
    if all(actors & others for actors, others in _roles(first, second)):
        return True
    return bool(first.begin) and first.begin == second.begin


def _action(
    first: EventReport,
    second: EventReport,
    nearness: Nearness,
) -> Iterator[Feature]:
    """Compare verbs, classes and the words that express the action."""
    # Stems are compared, so that `arrested` and `arrests` are the same verb.
    if first.verb and first.verb == second.verb:
        yield Feature("same verb", SAME_VERB, f"both say {first.lemma}")
        if first.lemma in LIGHT:
            yield Feature(
                "light verb",
                LIGHT_VERB,
                f"{first.lemma} says little",
            )
        return
    if first.lemma and second.lemma and nearness(first.lemma, second.lemma) >= NEAR:
        words = f"{first.lemma} and {second.lemma} are near in meaning"
        yield Feature("near verb", NEAR_VERB, words)
    if first.kind == second.kind and first.kind not in UNSPECIFIC:
        yield Feature(
            "same class",
            SAME_CLASS,
            f"both are {first.kind}",
        )
    # `made an arrest` and `arrested` share a stem, though their verbs differ.
    shared = first.core & second.core
    if shared:
        yield Feature(
            "same words",
            SAME_CORE,
            f"both say {', '.join(sorted(shared))}",
        )


def _parties(
    first: EventReport,
    second: EventReport,
) -> Iterator[Feature]:
    names = (("agent", SAME_AGENT), ("other party", SAME_COUNTERPART))
    roles = _roles(first, second)
    for (role, points), (actors, others) in zip(names, roles, strict=True):
        if actors & others:
            yield Feature(f"same {role}", points, f"the same {role}")
        elif actors and others:
            yield Feature(
                f"different {role}",
                DIFFERENT,
                f"a different {role}",
            )
    if any(actors & others for actors, others in roles):
        return
    # `Chad met Niger` and `Niger met Chad`.
    if first.parties & second.parties:
        yield Feature(
            "crossed",
            CROSSED,
            "somebody takes part in both, in different roles",
        )


def _place(first: EventReport, second: EventReport) -> Feature | None:
    if not first.places or not second.places:
        return None
    if first.places & second.places:
        return Feature("same place", SAME_PLACE, "the same place")
    return Feature("different place", OTHER_PLACE, "different places")


def _are_at_different_times(
    first: EventReport,
    second: EventReport,
) -> bool:
    return _ends_before(first, second) or _ends_before(second, first)


def _ends_before(first: EventReport, second: EventReport) -> bool:
    return bool(first.end) and bool(second.begin) and first.end < second.begin


def _time(first: EventReport, second: EventReport) -> Feature | None:
    bounds = (first.begin, first.end)
    # A time that is open at one end may still be another one.
    if all(bounds) and bounds == (second.begin, second.end):
        return Feature("same time", SAME_TIME, "the same time")
    # If both give a date, those of publication do not matter.
    if first.begin and second.begin:
        return None
    days = _days_between(first.published, second.published)
    if days is None or days <= REACH_IN_DAYS:
        return None
    words = f"the articles appeared {days} days apart and give no common date"
    return Feature("far apart", FAR_APART, words)


def _days_between(first: str, second: str) -> int | None:
    """Return the days between two ISO dates; None if one is empty or not a full date."""
    try:
        return abs((date.fromisoformat(first) - date.fromisoformat(second)).days)
    except ValueError:
        return None


def _context(
    first: EventReport,
    second: EventReport,
    topic: float,
) -> Iterator[Feature]:
    """Compare the words around a shared verb, and the subjects of the articles."""
    is_same_verb = first.verb == second.verb
    shared = (first.words & second.words) - {first.verb, second.verb}
    # Around different verbs, the same words say nothing about the event.
    if shared and is_same_verb:
        share = len(shared) / math.sqrt(len(first.words) * len(second.words))
        shown = ", ".join(sorted(shared)[:SHOWN_WORDS])
        yield Feature(
            "words",
            round(MOST_WORDS * share, 2),
            f"beside it both use {shown}",
        )
    # The subject counts twice if the verb is the same.
    points = round(MOST_SUBJECT * topic * (1 + is_same_verb), 2)
    yield Feature("subject", points, "the articles share their subject")
