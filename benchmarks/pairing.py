"""Which item of an article's gold the scorer pairs each claim of a graph with, and what differs.

The scorer that comes with the gold only prints totals. Its pairs are recorded as it makes them, and
compared by its own names of actors.
"""

import importlib.util
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

Gold = dict[str, Any]
# What the scorer pairs in one layer: items of the gold, claims, and the places of each pair.
Layer = tuple[list[Gold], list[Any], list[tuple[int, int]]]
# The layers by a key that only their items have.
LAYERS = {"speaker": "statements", "factuality": "events", "relation": "relations"}
# The kinds of actors that a false fact harms.
NAMED = frozenset({"Person", "Organisation", "Government"})


def load_scorer(shared: Path) -> ModuleType:
    """Import the scorer that comes with the gold."""
    name = "score_set"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, shared / "score" / f"{name}.py")
        if spec is None or spec.loader is None:
            raise FileNotFoundError(f"{name}.py")
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    return sys.modules[name]


class Pairing:
    """The pairs of one article's gold and graph."""

    def __init__(self, scorer: ModuleType, gold: Gold, built: Any) -> None:
        self.scorer = scorer
        self.built = built
        self.names = {item["id"]: [item["name"], *item["aliases"]] for item in gold["actors"]}
        self.kinds = {item["id"]: item["type"] for item in gold["actors"]}
        self.layers = self._record(gold)

    def _record(self, gold: Gold) -> dict[str, Layer]:
        """Let the scorer score, and return what it pairs."""
        layers: dict[str, Layer] = {}
        pair = self.scorer.pair

        def recording(items: list[Any], nodes: list[Any], score: Callable[..., float]) -> Any:
            pairs = pair(items, nodes, score)
            if items and isinstance(items[0], dict):
                for key, layer in LAYERS.items():
                    if key in items[0]:
                        layers[layer] = (items, nodes, pairs)
            return pairs

        self.scorer.pair = recording
        try:
            self.scorer.score(gold, self.built)
        finally:
            self.scorer.pair = pair
        return layers

    def claims(self) -> Iterator[tuple[Any, Gold | None]]:
        """Yield each claim that is judged, with its item of the gold, if it has one."""
        for items, nodes, pairs in self.layers.values():
            matched = {place: items[number] for number, place in pairs}
            for place, node in enumerate(nodes):
                # A relation comes with its name.
                claim = node[1] if isinstance(node, tuple) else node
                yield claim, matched.get(place)

    def missed(self, layer: str) -> list[Gold]:
        """Return the items of a layer that no claim is paired with."""
        items, _, pairs = self.layers.get(layer, ([], [], []))
        paired = {number for number, _ in pairs}
        return [item for number, item in enumerate(items) if number not in paired]

    def invented(self, layer: str) -> int:
        """Return how many claims of a layer have no item."""
        _, nodes, pairs = self.layers.get(layer, ([], [], []))
        return len(nodes) - len(pairs)

    def events(self) -> Iterator[tuple[Any, Gold]]:
        """Yield the actions that were paired, each with its item."""
        items, nodes, pairs = self.layers.get("events", ([], [], []))
        for number, place in pairs:
            yield nodes[place], items[number]

    def is_right(self, node: Any, item: Gold) -> bool:
        """Return whether class and agents are right, if it is an action; a pair is, otherwise."""
        if "factuality" not in item:
            return True
        has_class = item["type"] in self.built.types(node)
        return has_class and self.are(self.agents(node), item["agents"])

    def objects(self, node: Any, *names: str) -> list[Any]:
        """Return the objects of several properties of a claim."""
        found: list[Any] = []
        for name in names:
            found.extend(self.built.g.objects(node, self.scorer.AG[name]))
        return found

    def agents(self, node: Any) -> list[Any]:
        """Return who does it, or may have done it."""
        return self.objects(node, "agent", "possibleAgent")

    def is_same(self, node: Any, actor: str) -> bool:
        """Return whether a node is an actor of the gold."""
        kind = self.kinds[actor]
        for name in self.built.names(node):
            if any(self.scorer.alike(name, other, kind) for other in self.names[actor]):
                return True
        return False

    def are(self, nodes: list[Any], actors: list[str]) -> bool:
        """Return whether several nodes are exactly these actors of the gold."""
        each = list(dict.fromkeys(actors))
        pairs = self.scorer.pair(each, nodes, lambda one, node: float(self.is_same(node, one)))
        return len(nodes) == len(each) == len(pairs)

    def is_plain_fact(self, node: Any) -> bool:
        """Return whether an action is asserted, not negated, and in the article's own voice."""
        if self.objects(node, "attributedTo") or self.built.flag(node, self.scorer.AG.negated):
            return False
        return self.scorer.AG.Asserted in self.objects(node, "factuality")

    def is_harmful(self, node: Any, item: Gold) -> bool:
        """Return whether an action is plainly stated though the gold says otherwise."""
        if "factuality" not in item or not self.is_plain_fact(node):
            return False
        if item["factuality"] != "asserted" or item["negated"] or item.get("attributedTo"):
            return True
        named = [agent for agent in self.agents(node) if self.built.types(agent) & NAMED]
        return any(not self._is_one_of(agent, item["agents"]) for agent in named)

    def _is_one_of(self, node: Any, actors: list[str]) -> bool:
        return any(self.is_same(node, actor) for actor in actors)
