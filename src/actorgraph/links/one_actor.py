"""What would contradict if actors of several articles were one, before anybody decides that."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from actorgraph.links.actors import called
from actorgraph.links.alike import IN_ONE_ARTICLE, contradictions
from actorgraph.links.event_reports import EventReport
from actorgraph.links.events import ENOUGH, forbidden, sameness
from actorgraph.links.named_actors import NamedActor
from actorgraph.text.review import Decision, counting

# The subjects of the articles are not compared.
NO_TOPIC = 0.0
DENIED = "one denies what the other tells"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What contradicts, in words, and the IRIs of both: of two actors, or of two claims."""

    first: str
    second: str
    words: str


def contradicting_actors(
    firsts: Sequence[NamedActor],
    seconds: Sequence[NamedActor],
    decisions: Iterable[Decision] = (),
    *,
    is_one_article: bool = False,
) -> Iterator[Contradiction]:
    """Yield what contradicts if all of the first actors are one with all of the second ones.

    With `is_one_article` it is no contradiction that one article tells them apart: that is decided.
    """
    for first in firsts:
        for second in seconds:
            for feature in contradictions(first, second):
                if is_one_article and feature.name == IN_ONE_ARTICLE:
                    continue
                words = _in_words(feature.name, feature.words, first, second)
                yield Contradiction(first.iri, second.iri, words)
    yield from _decided_otherwise(firsts, seconds, decisions)


def _in_words(name: str, words: str, first: NamedActor, second: NamedActor) -> str:
    """Return the words of a feature with what each of the two has."""
    if name == "identity":
        return f"{words}: {first.wikidata} and {second.wikidata}"
    if name == "kind":
        return f"{words}: {_listed(first.kinds)} and {_listed(second.kinds)}"
    if name == "other office":
        return f"{words}: {_offices(first)} and {_offices(second)}"
    return words


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))


def _offices(actor: NamedActor) -> str:
    return _listed({office for office, _ in actor.posts})


def _decided_otherwise(
    firsts: Sequence[NamedActor],
    seconds: Sequence[NamedActor],
    decisions: Iterable[Decision],
) -> Iterator[Contradiction]:
    """Yield the decisions that keep any of the first actors and any of the second ones apart."""
    for decision in counting(decisions):
        if decision.kind != "different":
            continue
        for one, two in ((firsts, seconds), (seconds, firsts)):
            actors, others = called(one, decision.first), called(two, decision.second)
            if actors and others:
                who = decision.by or "somebody"
                words = f"{who} decided that they are not the same"
                yield Contradiction(actors[0].iri, others[0].iri, words)
                break


def contradicting_reports(
    firsts: Sequence[EventReport],
    seconds: Sequence[EventReport],
) -> Iterator[Contradiction]:
    """Yield the claims of one event of which one would deny what the other reports.

    Actors have one IRI for all articles, as they would then. The subjects of the articles are not
    compared, nor verbs that are near in meaning: the links of a store may find more.
    """
    for first in firsts:
        for second in seconds:
            if first.negated != second.negated and _is_one_event(first, second):
                yield Contradiction(first.iri, second.iri, DENIED)


def _is_one_event(first: EventReport, second: EventReport) -> bool:
    if forbidden(first, second) is not None:
        return False
    return sameness(first, second, NO_TOPIC, _unlike).points >= ENOUGH


def _unlike(_first: str, _second: str) -> float:
    return 0.0
