"""Which proposed claims of different makers agree: on the words, and on who takes part in what."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from actorgraph.proposals.auditing import Finding
from actorgraph.proposals.casting import name_words
from actorgraph.proposals.events import share_a_word
from actorgraph.proposals.proposal import Proposal
from actorgraph.text.folding import folded

Agreements = dict[int, list[int]]


def agreements(findings: Sequence[Finding]) -> Agreements:
    """Return with which others each finding agrees, by their places; those that do with none lack.

    Two agree if their makers differ, their words overlap, their verbs or classes are the same, and
    each names somebody on each side whom the other names, too.
    """
    found: Agreements = defaultdict(list)
    for first, second in _overlapping(findings):
        if agree(findings[first].proposal, findings[second].proposal):
            found[first].append(second)
            found[second].append(first)
    return {place: sorted(others) for place, others in sorted(found.items())}


def _overlapping(findings: Sequence[Finding]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of findings about overlapping words of one article."""
    begun: dict[str, list[int]] = defaultdict(list)
    for place, finding in enumerate(findings):
        if finding.place is not None:
            begun[finding.article.value].append(place)
    for places in begun.values():
        yield from _overlapping_in(findings, places)


def _overlapping_in(
    findings: Sequence[Finding], places: Iterable[int]
) -> Iterator[tuple[int, int]]:
    open_places: list[int] = []
    for place in sorted(places, key=lambda place: _span(findings[place])):
        begin = _span(findings[place])[0]
        open_places = [other for other in open_places if _span(findings[other])[1] > begin]
        for other in open_places:
            yield other, place
        open_places.append(place)


def _span(finding: Finding) -> tuple[int, int]:
    assert finding.place is not None
    return finding.place.span.begin, finding.place.span.end


def agree(first: Proposal, second: Proposal) -> bool:
    """Return whether two makers say the same about overlapping words."""
    if first.maker == second.maker or first.denied != second.denied:
        return False
    is_same_verb = share_a_word(folded(first.verb).split(), folded(second.verb).split())
    is_same_event = is_same_verb or (first.kind and first.kind == second.kind)
    is_same_side = _meet(first.who, second.who) and _meet(first.parties, second.parties)
    return bool(is_same_event) and is_same_side


def _meet(names: Sequence[str], others: Sequence[str]) -> bool:
    """Return whether two lists share a word of a name, or are both empty."""
    if not names or not others:
        return not names and not others
    words = {word for name in names for word in name_words(name)}
    return any(not words.isdisjoint(name_words(name)) for name in others)
