"""Whether two claims of two articles tell of one event: a table of features, and what each is worth."""

import math
from collections.abc import Callable, Iterator
from datetime import date

from actorgraph.links.scoring import Feature, Score, ruled_out, weighed
from actorgraph.links.telling import Telling
from actorgraph.vocabulary.lexicon import kinds_with

# As likely as not, by a fit to half of a set of news in which people marked the same events (docs/across.md); in a graph,
# where an invented tie is worse than a missed one, a tie must reach more.
LIKELY, ENOUGH = 2.9, 4.5
SAME_VERB, LIGHT_VERB, NEAR_VERB, SAME_CLASS, SAME_CORE = 2.8, -1.6, 1.4, 1.1, 2.5
SAME_AGENT, SAME_OTHER, CROSSED, DIFFERENT = 1.0, 0.75, 0.9, -0.2
SAME_PLACE, OTHER_PLACE = 0.25, -0.1
SAME_TIME, FAR_APART = 1.5, -2.0
MOST_WORDS, MOST_SUBJECT = 2.3, 0.7
# Verbs that say little of what is done: two who say, make or have something may do very different things.
LIGHT = frozenset(["say", "tell", "be", "have", "make", "take", "do", "get", "give", "go"])
# At this cosine and beyond, two verbs are near in meaning.
NEAR = 0.55
# Two stories of one event appear within so many days, unless they give its date.
DAYS = 21
# What people do again and again to the same people is one event only where the very words recur.
REPEATED = kinds_with("repeats")
Nearness = Callable[[str, str], float]


def sameness(first: Telling, second: Telling, topic: float, nearness: Nearness) -> Score:
    """Weigh whether two tellings are of one event; `topic` is how alike their articles are, from 0 to 1."""
    if _disjoint(first, second):
        return ruled_out("time", "their times do not meet")
    return weighed(
        [
            *_deed(first, second, nearness),
            *_parties(first, second),
            _place(first, second),
            _time(first, second),
            *_context(first, second, topic),
        ]
    )


def forbidden(first: Telling, second: Telling) -> Score | None:
    """Return what rules a tie out in a graph, where precision comes first: nobody shared, or a role that differs."""
    if first.article == second.article:
        return ruled_out("one article", "the article itself tells them apart")
    if first.kind != second.kind:
        return ruled_out("class", "they are of two classes")
    roles = ((first.agents, second.agents), (first.others, second.others))
    if any(one and other and not one & other for one, other in roles):
        return ruled_out("parties", "others take part")
    if not any(one & other for one, other in roles):
        return ruled_out("parties", "nobody takes part in both")
    if first.places and second.places and not first.places & second.places:
        return ruled_out("place", "their places differ")
    both = all(one & other for one, other in roles)
    if first.kind in REPEATED and not both and not (first.begin and first.begin == second.begin):
        return ruled_out("repeated", "people do this again and again")
    return None


def _deed(first: Telling, second: Telling, nearness: Nearness) -> Iterator[Feature]:
    if first.verb and first.verb == second.verb:
        yield Feature("same verb", SAME_VERB, f"both say {first.lemma}")
        if first.lemma in LIGHT:
            yield Feature("light verb", LIGHT_VERB, f"{first.lemma} says little")
        return
    if first.lemma and second.lemma and nearness(first.lemma, second.lemma) >= NEAR:
        yield Feature(
            "near verb", NEAR_VERB, f"{first.lemma} and {second.lemma} are near in meaning"
        )
    if first.kind == second.kind and first.kind not in ("", "Act"):
        yield Feature("same class", SAME_CLASS, f"both are {first.kind}")
    if first.core & second.core:
        yield Feature(
            "same words", SAME_CORE, f"both say {', '.join(sorted(first.core & second.core))}"
        )


def _parties(first: Telling, second: Telling) -> Iterator[Feature]:
    roles = (
        ("agent", SAME_AGENT, first.agents, second.agents),
        ("other party", SAME_OTHER, first.others, second.others),
    )
    for role, points, one, other in roles:
        if one & other:
            yield Feature(f"same {role}", points, f"the same {role}")
        elif one and other:
            yield Feature(f"different {role}", DIFFERENT, f"a different {role}")
    if (
        not first.agents & second.agents
        and not first.others & second.others
        and first.parties & second.parties
    ):
        yield Feature("crossed", CROSSED, "somebody takes part in both, in different roles")


def _place(first: Telling, second: Telling) -> Feature | None:
    if not first.places or not second.places:
        return None
    if first.places & second.places:
        return Feature("same place", SAME_PLACE, "the same place")
    return Feature("different place", OTHER_PLACE, "different places")


def _disjoint(first: Telling, second: Telling) -> bool:
    return bool(
        (first.end and second.begin and first.end < second.begin)
        or (second.end and first.begin and second.end < first.begin)
    )


def _time(first: Telling, second: Telling) -> Feature | None:
    if first.begin and first.end and (first.begin, first.end) == (second.begin, second.end):
        return Feature("same time", SAME_TIME, "the same time")
    if first.begin and second.begin:
        return None
    days = _days_between(first.published, second.published)
    if days is not None and days > DAYS:
        return Feature(
            "far apart",
            FAR_APART,
            f"the articles appeared {days} days apart and give no common date",
        )
    return None


def _days_between(one: str, other: str) -> int | None:
    try:
        return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)
    except ValueError:
        return None


def _context(first: Telling, second: Telling, topic: float) -> Iterator[Feature]:
    """Weigh the words around a verb that both use, and what the articles are about."""
    same = first.verb == second.verb
    shared = (first.words & second.words) - {first.verb, second.verb}
    if shared and same:
        share = len(shared) / math.sqrt(len(first.words) * len(second.words))
        yield Feature(
            "words",
            round(MOST_WORDS * share, 2),
            f"beside it both use {', '.join(sorted(shared)[:3])}",
        )
    yield Feature(
        "subject", round(MOST_SUBJECT * topic * (1 + same), 2), "the articles share their subject"
    )
