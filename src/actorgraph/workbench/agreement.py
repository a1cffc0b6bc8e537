"""How two readers agree who did not see each other's decisions, and where they differ."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from actorgraph.errors import ReviewError
from actorgraph.graph.records import SOURCE
from actorgraph.graph.review.agreement import FEW, Agreement, paired
from actorgraph.graph.review.deciding import present
from actorgraph.graph.review.judged import CERTAINTY, CLASS, DENIED
from actorgraph.text.verdicts import Verdict
from actorgraph.vocabulary.lexicon import label
from actorgraph.workbench.catalogued_claims import DOERS, PARTIES
from actorgraph.workbench.claims import ClaimCard, read_claims
from actorgraph.workbench.desk import Desk, individual, last_verdicts
from actorgraph.workbench.rendering import page
from actorgraph.workbench.visit import Answer, Visit

UNSURE = "unsure"
DECIDED = ("accepted", "corrected", "rejected")
AS_FOUND = "as found"
NOBODY = "nobody"
# The fields of a claim that two readers may see otherwise, in words.
FIELDS = (
    ("who", DOERS),
    ("did what", (CLASS,)),
    ("to whom", PARTIES),
    ("how sure", (CERTAINTY,)),
    ("denied", (DENIED,)),
    ("who says so", (SOURCE,)),
)
MOST_LISTED = 50


@dataclass(frozen=True)
class Pair:
    """Two readers and the last verdict of each on the claims that both judged, by claim.

    `settled` are the verdicts that they agreed on together.
    """

    first: str
    second: str
    judged: Mapping[str, tuple[Verdict, Verdict]]
    settled: Mapping[str, Verdict]

    @property
    def by(self) -> str:
        """Both names, as the settled verdicts have them."""
        return " and ".join(sorted((self.first, self.second)))

    @cached_property
    def decided(self) -> dict[str, tuple[Verdict, Verdict]]:
        """The claims of which neither was unsure."""
        return {
            claim: verdicts
            for claim, verdicts in self.judged.items()
            if all(verdict.verdict != UNSURE for verdict in verdicts)
        }

    @cached_property
    def alike(self) -> dict[str, tuple[Verdict, Verdict]]:
        """The claims on which both decided the same."""
        return {claim: both for claim, both in self.decided.items() if are_alike(*both)}

    @property
    def different(self) -> list[str]:
        """The claims that are to be settled: they differ, or somebody was unsure."""
        return [claim for claim in self.judged if claim not in {*self.alike, *self.settled}]

    @property
    def to_take_over(self) -> list[str]:
        """The claims on which both decided the same, and which are not settled yet."""
        return [claim for claim in self.alike if claim not in self.settled]

    def agreements(self) -> Iterator[Agreement]:
        """Yield the agreement on all decisions, on each field, and on each kind of claim."""
        everything = paired(map(_verdicts_of, self.decided.values()))
        yield Agreement("all decisions", everything, len(DECIDED))
        counted = [both for both in self.decided.values() if "rejected" not in _verdicts_of(both)]
        for words, fields in FIELDS:
            units = [[_values(verdict, fields) for verdict in both] for both in counted]
            yield Agreement(words, paired(units))
        yield from self._by_kind()

    def _by_kind(self) -> Iterator[Agreement]:
        kinds: dict[str, list[list[str]]] = defaultdict(list)
        for both in self.decided.values():
            kinds[both[0].kind].append(_verdicts_of(both))
        for kind, units in sorted(kinds.items(), key=lambda item: (-len(item[1]), item[0])):
            yield Agreement(label(kind), paired(units), len(DECIDED))


def are_alike(first: Verdict, second: Verdict) -> bool:
    """Return whether two verdicts come to the same; the reason of a rejection may differ."""
    return first.verdict == second.verdict and dict(first.new) == dict(second.new)


def _verdicts_of(both: Iterable[Verdict]) -> list[str]:
    return [verdict.verdict for verdict in both]


def _values(verdict: Verdict, fields: Iterable[str]) -> str:
    """Return what a reader put into fields, as a category."""
    changed = [name for name in fields if name in verdict.new]
    if not changed:
        return AS_FOUND
    return "; ".join(f"{name}: {', '.join(verdict.new[name]) or NOBODY}" for name in changed)


def pair_of(desk: Desk, visit: Visit) -> Pair | None:
    """Return the reader with whoever the address names; None if there are no two.

    Whoever only reads may choose both.
    """
    names = list(desk.readers)
    first = visit.reader if visit.reader in names else visit.first("first")
    if first not in names:
        first = next(iter(names), "")
    others = [name for name in names if name != first]
    second = visit.first("with")
    if second not in others:
        second = next(iter(others), "")
    if not first or not second:
        return None
    mine, theirs = (last_verdicts(desk.own_review(name)) for name in (first, second))
    judged = {claim: (mine[claim], theirs[claim]) for claim in mine if claim in theirs}
    settled = last_verdicts(desk.common_review)
    return Pair(
        first,
        second,
        judged,
        {claim: settled[claim] for claim in judged if claim in settled},
    )


def show(desk: Desk, visit: Visit) -> Answer:
    """Show how two readers agree; to one of them also where they differ."""
    pair = pair_of(desk, visit)
    # Others may have to judge the same claims yet.
    is_one_of_them = pair is not None and visit.reader == pair.first
    return page(
        "agreement",
        visit,
        section="review",
        pair=pair,
        few=FEW,
        readers=desk.readers,
        agreements=list(pair.agreements()) if pair else [],
        differences=_differences(desk, pair) if pair and is_one_of_them else [],
    )


def _differences(desk: Desk, pair: Pair) -> list[tuple[ClaimCard, Verdict, Verdict]]:
    """Return the first claims that are to be settled, with both verdicts."""
    codes = pair.different[:MOST_LISTED]
    nodes = [individual(f"claim/{code}") for code in codes]
    known = [node for node in nodes if node is not None and desk.contains(node)]
    reading = read_claims(desk, known)
    rows = []
    for code in codes:
        claim = reading.claim(code)
        # A claim that a new version reads otherwise has no place to be shown in.
        if claim is not None:
            rows.append((reading.card(claim), *pair.judged[code]))
    return rows


def settle(desk: Desk, visit: Visit) -> Iterator[Verdict]:
    """Yield the verdicts that two readers settle together, in both their names.

    The field `as` names the one whose decision counts; with `alike` all claims on which both
    decided the same are settled. Raises ReviewError.
    """
    pair = pair_of(desk, visit)
    if pair is None or pair.first != visit.reader:
        raise ReviewError(
            "only one of two readers may settle", remedy="decide on the same claims first"
        )
    chosen = (pair.first, pair.second).index(visit.first("as") or pair.first)
    codes = pair.to_take_over if visit.first("alike") else visit.all("claim")
    moment = present()
    for code in codes:
        if code not in pair.judged:
            raise ReviewError("both must have decided on it", where=code, remedy="decide first")
        yield replace(pair.judged[code][chosen], by=pair.by, date=moment)
