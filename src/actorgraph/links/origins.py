"""Where the reports of one event come from: ten stories that hang on one source are one report.

What makes two stories hang together: they attribute the claim to one source that they name, quote the same words, name
the same agency or report, or are nearly the same text.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from actorgraph.links.telling import Telling
from actorgraph.links.topics import stems

# A quotation of so many words is not said twice by chance.
TELLING_WORDS = 6
# How many of the runs of words of the shorter text stand in the longer, where one copies the other.
COPIED = 0.5
RUN = 5


@dataclass(frozen=True, slots=True)
class Origin:
    """Claims of one event that go back to one source: their IRIs, sorted, what to call it, and why in words."""

    claims: tuple[str, ...]
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Copy:
    """What an article's text is made of: the hashes of its runs of words; and by what name it goes: its publisher or its title."""

    runs: frozenset[int]
    name: str

    def overlaps(self, other: "Copy") -> bool:
        """Tell whether one text holds a good part of the other."""
        shorter = min(len(self.runs), len(other.runs))
        return shorter > RUN and len(self.runs & other.runs) / shorter >= COPIED


def runs(text: str) -> frozenset[int]:
    """Return the runs of five stems of a text as numbers that are the same on every machine."""
    import zlib

    words = stems(text)
    return frozenset(
        zlib.crc32(" ".join(words[i : i + RUN]).encode()) for i in range(len(words) - RUN + 1)
    )


def find_origins(
    cluster: Sequence[Telling],
    copies: Mapping[str, Copy],
    named: Callable[[str], str],
    agencies: Mapping[str, frozenset[str]],
) -> Iterator[Origin]:
    """Yield the origins of the claims of one event, in a fixed order.

    `named` gives the name of a source that may be met again, or nothing of one who is unnamed; `agencies` tells by
    article from whom it takes over its news.
    """
    ordered = sorted(cluster, key=lambda t: t.iri)
    head = list(range(len(ordered)))
    reasons: dict[int, tuple[str, str]] = {}
    for low in range(len(ordered)):
        for high in range(low + 1, len(ordered)):
            found = _hanging(ordered[low], ordered[high], copies, named, agencies)
            if found:
                old, new = max(head[low], head[high]), min(head[low], head[high])
                head = [new if place == old else place for place in head]
                reasons.setdefault(new, found)
    for root in sorted(set(head)):
        members = [t for place, t in enumerate(ordered) if head[place] == root]
        name, reason = reasons.get(root) or _alone(members[0], copies, named)
        yield Origin(tuple(t.iri for t in members), name, reason)


def _alone(
    telling: Telling, copies: Mapping[str, Copy], named: Callable[[str], str]
) -> tuple[str, str]:
    sources = [name for name in map(named, telling.sources) if name]
    if sources:
        return sources[
            0
        ], f"it is attributed to {sources[0]}, and nobody else here cites that source"
    return copies[
        telling.article
    ].name, "the article tells it in its own voice, or of sources that it does not name"


def _hanging(
    first: Telling,
    second: Telling,
    copies: Mapping[str, Copy],
    named: Callable[[str], str],
    agencies: Mapping[str, frozenset[str]],
) -> tuple[str, str] | None:
    """Return the name of the origin that two tellings share, and why; None where they hang on nothing common."""
    if first.article == second.article:
        return copies[first.article].name, "one article tells it more than once"
    shared = sorted({named(s) for s in first.sources} & {named(s) for s in second.sources} - {""})
    if shared:
        return shared[0], f"both are attributed to {shared[0]}"
    if (
        first.quoted
        and first.quoted == second.quoted
        and len(first.quoted.split()) >= TELLING_WORDS
    ):
        return "a shared quotation", "both quote the same words"
    agency = sorted(
        agencies.get(first.article, frozenset()) & agencies.get(second.article, frozenset())
    )
    if agency and not (first.sources or second.sources):
        return agency[0], f"both take over the news of {agency[0]}"
    if copies[first.article].overlaps(copies[second.article]):
        return copies[first.article].name, "the two articles are nearly the same text"
    return None
