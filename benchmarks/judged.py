"""The claims of the gold articles, each with its features and whether it is right and harmful.

An action is right if its class and agents are, a statement if its speaker and content are, a
relation if the gold has it: as the layers `claims`, `statements` and `relations` count it. Claims
of the headline and attitudes are not judged, since the gold has none.
"""

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path

from pairing import Pairing, load_scorer
from predict import Reading, reading_of

from actorgraph.claims.claim import Claim
from actorgraph.claims.confidence import features
from actorgraph.graph import article_graph
from actorgraph.graph.mint import Naming
from actorgraph.text.reading import read


@dataclass(frozen=True, slots=True)
class Judged:
    """One claim of a gold article, with what the gold says of it."""

    article: str
    rule: str
    family: str
    confidence: float
    features: dict[str, str]
    right: bool
    harmful: bool


def judged_article(shared: Path, name: str) -> list[Judged]:
    """Read a gold article, and judge its claims."""
    gold = json.loads((shared / "gold" / f"{name}.json").read_text("utf-8"))
    source = shared / "articles" / f"{name}.txt"
    found = reading_of(read(source, published=gold["published"] or None))
    graph = article_graph.build(found.article, found.actors, found.claims, parser="none")
    scorer = load_scorer(shared)
    with tempfile.NamedTemporaryFile("w", suffix=".ttl", encoding="utf-8") as file:
        file.write(graph.to_turtle())
        file.flush()
        pairing = Pairing(scorer, gold, scorer.Built(file.name))
    naming = Naming(found.article, found.actors, found.claims)
    places = {node.value: place for place, node in enumerate(naming.claims)}
    rows: list[Judged] = []
    for node, item in pairing.claims():
        claim = found.claims[places[str(node)]]
        right = item is not None and pairing.is_right(node, item)
        harmful = item is not None and pairing.is_harmful(node, item)
        rows.append(_row(name, found, claim, right=right, harmful=harmful))
    return rows


def _row(name: str, found: Reading, claim: Claim, *, right: bool, harmful: bool) -> Judged:
    return Judged(
        article=name,
        rule=claim.rule,
        family=type(claim).__name__,
        confidence=claim.confidence,
        features=dict(features(found.scene, claim)),
        right=right,
        harmful=harmful,
    )
