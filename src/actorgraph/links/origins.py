"""Where reports of an event come from: ten articles that rely on one source are one report.

Reports have a common origin if they cite the same named source, quote the same words, take over the
news of the same agency, or are nearly the same text.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from actorgraph.links.event_reports import EventReport
from actorgraph.links.topics import stems

# Two people do not say so many words alike by chance.
QUOTATION_IN_WORDS = 6
# The share of the shorter text's runs that are in the longer, if one copies the other.
COPIED_SHARE = 0.5
RUN_IN_STEMS = 5
NO_AGENCIES: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Origin:
    """Claims of one event from one source: their sorted IRIs, the source's name, and the reason."""

    claims: tuple[str, ...]
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Copy:
    """An article's text as hashes of its runs of words, and its publisher or title."""

    runs: frozenset[int]
    name: str

    def overlaps(self, other: "Copy") -> bool:
        """Return whether one text contains a large part of the other."""
        shorter = min(len(self.runs), len(other.runs))
        # Very short texts, such as headlines, overlap by chance.
        if shorter <= RUN_IN_STEMS:
            return False
        return len(self.runs & other.runs) / shorter >= COPIED_SHARE


@dataclass(frozen=True, slots=True)
class Sources:
    """What is known about the articles (by IRI) and their sources.

    `name_of` gives the name by which a source may be known in other articles; it is empty for
    anyone unnamed. `agencies` are those whose news an article takes over.
    """

    copies: Mapping[str, Copy]
    name_of: Callable[[str], str]
    agencies: Mapping[str, frozenset[str]]

    def names(self, report: EventReport) -> list[str]:
        """Return the known names of a report's sources, in the order of the report."""
        names = [self.name_of(source) for source in report.sources]
        return [name for name in names if name]


@dataclass(frozen=True, slots=True)
class _Basis:
    """What reports rely on: the name of the origin, and why in words."""

    name: str
    reason: str


def runs(text: str) -> frozenset[int]:
    """Return the runs of five stems of a text as numbers that are the same on every machine."""
    import zlib

    words = stems(text)
    begins = range(len(words) - RUN_IN_STEMS + 1)
    texts = (" ".join(words[begin : begin + RUN_IN_STEMS]) for begin in begins)
    return frozenset(zlib.crc32(run.encode()) for run in texts)


def find_origins(
    cluster: Sequence[EventReport],
    sources: Sources,
) -> Iterator[Origin]:
    """Yield the origins of the claims of one event, in a fixed order."""
    from networkx.utils import UnionFind

    ordered = sorted(cluster, key=lambda report: report.iri)
    groups = UnionFind(range(len(ordered)))
    bases: dict[int, _Basis] = {}
    for low, high in combinations(range(len(ordered)), 2):
        basis = _common_basis(ordered[low], ordered[high], sources)
        if basis is not None:
            groups.union(low, high)
            bases.setdefault(low, basis)
    for places in sorted(sorted(group) for group in groups.to_sets()):
        # The first of a group relies on the same as some other, unless it is alone.
        basis = bases.get(places[0]) or _own_basis(ordered[places[0]], sources)
        claims = tuple(ordered[place].iri for place in places)
        yield Origin(claims, basis.name, basis.reason)


def _own_basis(report: EventReport, sources: Sources) -> _Basis:
    names = sources.names(report)
    if names:
        reason = f"it is attributed to {names[0]}, and nobody else here cites that source"
        return _Basis(names[0], reason)
    reason = "the article tells it in its own voice, or of sources that it does not name"
    return _Basis(sources.copies[report.article].name, reason)


def _common_basis(
    first: EventReport,
    second: EventReport,
    sources: Sources,
) -> _Basis | None:
    """Return what two reports both rely on; None if they are independent."""
    copy = sources.copies[first.article]
    if first.article == second.article:
        return _Basis(copy.name, "one article tells it more than once")
    shared = set(sources.names(first)) & set(sources.names(second))
    # If several sources are shared, the choice must not depend on their order.
    if shared:
        name = min(shared)
        return _Basis(name, f"both are attributed to {name}")
    if _have_same_quotation(first, second):
        return _Basis("a shared quotation", "both quote the same words")
    agency = _shared_agency(first, second, sources)
    if agency:
        return _Basis(agency, f"both take over the news of {agency}")
    if copy.overlaps(sources.copies[second.article]):
        return _Basis(copy.name, "the two articles are nearly the same text")
    return None


def _have_same_quotation(
    first: EventReport,
    second: EventReport,
) -> bool:
    is_same = first.quoted == second.quoted
    return is_same and len(first.quoted.split()) >= QUOTATION_IN_WORDS


def _shared_agency(
    first: EventReport,
    second: EventReport,
    sources: Sources,
) -> str:
    """Return the agency whose news both articles take over, if neither report cites a source."""
    # A cited source counts more than the agency that passed its words on.
    if first.sources or second.sources:
        return ""
    agencies = sources.agencies.get(first.article, NO_AGENCIES)
    other_agencies = sources.agencies.get(second.article, NO_AGENCIES)
    return min(agencies & other_agencies, default="")
