"""Count what is wrong in the graphs of the gold articles, by kind; no text is kept."""

import json
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from pairing import Gold, Pairing, load_scorer

from actorgraph.vocabulary.event_nouns import WIDEST

LAYERS = {"events": "event", "statements": "statement", "relations": "relation"}


def count_faults(shared: Path, graphs: Path, names: Collection[str]) -> Counter[str]:
    """Return how often each kind of fault occurs in some articles."""
    scorer = load_scorer(shared)
    faults: Counter[str] = Counter()
    for name in sorted(names):
        gold = json.loads((shared / "gold" / f"{name}.json").read_text("utf-8"))
        pairing = Pairing(scorer, gold, scorer.Built(str(graphs / name / "graph.ttl")))
        faults.update(_faults(pairing))
    return faults


def _faults(pairing: Pairing) -> Iterator[str]:
    for layer, noun in LAYERS.items():
        for item in pairing.missed(layer):
            yield f"{noun} missed"
            if layer == "events":
                yield f"event missed: {item['type']}"
        yield from [f"{noun} invented"] * pairing.invented(layer)
    for node, item in pairing.events():
        yield from _faults_of(pairing, node, item)


def _faults_of(pairing: Pairing, node: Any, item: Gold) -> Iterator[str]:
    """Yield what differs between an action and the event that it is."""
    types = pairing.built.types(node)
    if item["type"] not in types:
        widest = WIDEST in types
        yield "class: the widest instead of its own" if widest else "class: another one"
    yield from _parties(pairing, "agent", pairing.agents(node), item["agents"])
    others = pairing.objects(node, "target", "recipient")
    yield from _parties(pairing, "other party", others, item["targets"] + item["recipients"])
    certainties = {_local_name(term) for term in pairing.objects(node, "factuality")}
    if item["factuality"] not in certainties:
        stated = " or ".join(sorted(certainties))
        yield f"certainty: {item['factuality']} read as {stated}"
    if pairing.built.flag(node, pairing.scorer.AG.negated) != item["negated"]:
        yield "negation: lost" if item["negated"] else "negation: added"
    yield from _source(pairing, node, item)
    yield from _date(pairing, node, item)
    if pairing.is_harmful(node, item):
        yield "harmful"


def _parties(pairing: Pairing, role: str, nodes: list[Any], actors: list[str]) -> Iterator[str]:
    if pairing.are(nodes, actors):
        return
    if not nodes:
        yield f"{role}: missing"
    elif not actors:
        yield f"{role}: one too many"
    else:
        known = [node for node in nodes if any(pairing.is_same(node, one) for one in actors)]
        yield f"{role}: some of several" if known else f"{role}: somebody else"


def _source(pairing: Pairing, node: Any, item: Gold) -> Iterator[str]:
    sources = pairing.objects(node, "attributedTo")
    wanted = item.get("attributedTo")
    if not wanted:
        if sources:
            yield "source: one too many"
    elif not sources:
        yield "source: missing"
    elif not any(pairing.is_same(source, wanted) for source in sources):
        yield "source: somebody else"


def _date(pairing: Pairing, node: Any, item: Gold) -> Iterator[str]:
    if not item.get("time"):
        return
    dates = [str(date) for date in pairing.objects(node, "time")]
    if not dates:
        yield "date: missing"
    elif item["time"] not in dates:
        yield "date: another one"


def _local_name(term: Any) -> str:
    return str(term).rpartition("#")[2].casefold()
