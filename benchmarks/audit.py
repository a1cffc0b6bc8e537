"""Measure the audit: gold claims as they are, and with one fault each, judged like any others.

    python benchmarks/audit.py GOLD GRAPHS [--list KIND] [--json]

GOLD has NAME.json (annotated claims), GRAPHS has NAME/graph.ttl as `actorgraph build` leaves them.
Every third article by name is `check`: only its figures are shown. Caught is the share of the
faulty claims that are not found supported, of those that were judged; for untouched claims that
share is how many are wrongly faulted.
"""

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from floors import Figure

from actorgraph.graph.facts import Facts
from actorgraph.pipeline import load
from actorgraph.proposals.auditing import NOT_JUDGED, SUPPORTED, Auditor, Finding
from actorgraph.proposals.proposal import Proposal

SEED = 21
UNTOUCHED, FOREIGN = "untouched", "words of another article"
WRONGLY_FAULTED = "gold: audit, untouched claims wrongly faulted"
Row = dict[str, Any]
# A fault put into a claim, or None where the claim has nothing to spoil.
Fault = Callable[[Proposal, "Gold", random.Random], Proposal | None]
# The verdicts that catch each fault; any fault will do for the others.
AIMS = {
    UNTOUCHED: 10,
    FOREIGN: 100,
    "negation dropped": 90,
    "hedge dropped": 85,
    "source dropped": 85,
    "roles swapped": 80,
    "participant replaced": 75,
    "class changed": None,
}


class Gold:
    """The annotated claims of one article as proposals."""

    def __init__(self, path: Path) -> None:
        self.record: Row = json.loads(path.read_text("utf-8"))
        self.names = {actor["id"]: actor["name"] for actor in self.record["actors"]}

    def proposals(self) -> Iterator[Proposal]:
        """Yield each claim that has a participant."""
        for claim in self.record["claims"]:
            who = tuple(self.names[name] for name in claim["agents"])
            whom = tuple(self.names[name] for name in claim["targets"])
            recipients = tuple(self.names[name] for name in claim["recipients"])
            if who or whom or recipients:
                yield Proposal(
                    kind=claim["type"],
                    verb=claim["verb"],
                    who=who,
                    whom=whom,
                    recipients=recipients,
                    certainty=claim["factuality"],
                    denied=claim["negated"],
                    source=self.names.get(claim.get("attributedTo", ""), ""),
                    quotation=claim["evidence"],
                    begin=claim["span"][0],
                    end=claim["span"][1],
                )


def untouched(claim: Proposal, gold: Gold, chance: random.Random) -> Proposal:
    return claim


def swapped(claim: Proposal, gold: Gold, chance: random.Random) -> Proposal | None:
    if not claim.who or not claim.parties:
        return None
    return replace(claim, who=claim.parties, whom=claim.who, recipients=())


def hedge_dropped(claim: Proposal, gold: Gold, chance: random.Random) -> Proposal | None:
    if claim.certainty == "asserted":
        return None
    return replace(claim, certainty="asserted", source="")


def negation_dropped(claim: Proposal, gold: Gold, chance: random.Random) -> Proposal | None:
    return replace(claim, denied=False) if claim.denied else None


def source_dropped(claim: Proposal, gold: Gold, chance: random.Random) -> Proposal | None:
    if not claim.source or claim.certainty != "asserted":
        return None
    return replace(claim, source="")


def class_changed(claim: Proposal, gold: Gold, chance: random.Random) -> Proposal | None:
    opposite = {"Aid": "Assault", "Support": "Accuse", "Assault": "Aid", "Accuse": "Support"}
    return replace(claim, kind=opposite.get(claim.kind, "Assault"), verb="")


def replaced(claim: Proposal, gold: Gold, chance: random.Random) -> Proposal | None:
    here = {*claim.who, *claim.parties, claim.source}
    others = sorted(set(gold.names.values()) - here)
    if not others:
        return None
    other = (chance.choice(others),)
    if claim.who:
        return replace(claim, who=other)
    return replace(claim, whom=other, recipients=())


FAULTS: dict[str, Fault] = {
    UNTOUCHED: untouched,
    "negation dropped": negation_dropped,
    "hedge dropped": hedge_dropped,
    "source dropped": source_dropped,
    "roles swapped": swapped,
    "participant replaced": replaced,
    "class changed": class_changed,
}


def findings(gold: Path, graphs: Path, names: Sequence[str]) -> Iterator[tuple[str, str, Finding]]:
    """Yield the kind of fault, the article's name, and the finding."""
    chance = random.Random(SEED)
    everywhere = sorted(path.stem for path in gold.glob("*.json"))
    for name in names:
        facts = Facts(load(graphs / name / "graph.ttl").store.triples())
        auditor = Auditor(facts, facts.articles[0])
        own = Gold(gold / f"{name}.json")
        for claim in own.proposals():
            for kind, fault in FAULTS.items():
                faulty = fault(claim, own, chance)
                if faulty is not None:
                    yield kind, name, auditor.audit(faulty)
        # The first has the last one before it.
        before = everywhere[everywhere.index(name) - 1]
        for claim in Gold(gold / f"{before}.json").proposals():
            foreign = replace(claim, begin=-1, end=-1)
            yield FOREIGN, name, auditor.audit(foreign)


def figures(shared: Path, graphs: Path, names: Sequence[str]) -> list[Figure]:
    """Return the share of faults that are caught in some articles, of those that were judged."""
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in AIMS}
    for kind, _, finding in findings(shared / "gold", graphs, names):
        counts[kind][finding.verdict] += 1
    found = []
    for kind, verdicts in counts.items():
        is_fault = kind != UNTOUCHED
        name = f"gold: audit, {kind}, caught" if is_fault else WRONGLY_FAULTED
        found.append(Figure(name, caught(verdicts), lower_is_better=not is_fault))
    return found


def main() -> None:
    """Print a table: each kind of fault, how many were judged, and how many were caught."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("graphs", type=Path)
    parser.add_argument("--list", metavar="KIND", help="List findings of articles looked at.")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    counts: dict[tuple[str, bool], Counter[str]] = {}
    began = time.perf_counter()
    names = sorted(path.stem for path in options.gold.glob("*.json"))
    for kind, name, finding in findings(options.gold, options.graphs, names):
        is_check = names.index(name) % 3 == 2
        counts.setdefault((kind, is_check), Counter())[finding.verdict] += 1
        if kind == options.list and not is_check:
            print(finding.verdict, "|", finding.proposal, "|", finding.reasons, "|", finding.words)
    seconds = time.perf_counter() - began
    rows = {kind: _row(counts, kind) for kind in AIMS}
    if options.json:
        print(json.dumps(rows, indent=1))
        return
    print(f"{'':26}{'caught, of those judged':34}not judged  aim")
    for kind, row in rows.items():
        shares = "  ".join(f"{part} {share:5.1f}" for part, share in row["caught"].items())
        judged = " ".join(f"{share:3.0f}" for share in row["not judged"].values())
        print(f"{kind:26}{shares}  {judged}  {AIMS[kind]}")
    print(f"{sum(sum(each.values()) for each in counts.values()):,} claims in {seconds:.1f} s")


def _row(counts: dict[tuple[str, bool], Counter[str]], kind: str) -> Row:
    looked, check = counts.get((kind, False), Counter()), counts.get((kind, True), Counter())
    parts = {"all": looked + check, "looked at": looked, "check": check}
    return {
        "caught": {part: caught(each) for part, each in parts.items()},
        "not judged": {part: _unjudged(each) for part, each in parts.items()},
        "verdicts": dict(parts["all"]),
    }


def caught(verdicts: Counter[str]) -> float:
    """Return how many of 100 judged claims were not found supported."""
    judged = sum(verdicts.values()) - verdicts[NOT_JUDGED]
    return 100 * (judged - verdicts[SUPPORTED]) / max(judged, 1)


def _unjudged(verdicts: Counter[str]) -> float:
    return 100 * verdicts[NOT_JUDGED] / max(sum(verdicts.values()), 1)


if __name__ == "__main__":
    main()
