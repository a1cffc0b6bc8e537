"""Score the tool on the gold that is at hand and hold every figure against its floor in baseline.json.

    python benchmarks/gate.py [--record]

Floors only rise: `--record` lifts those that were passed, and lowers none. Exit code 1 where a figure fell below.
"""

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
BASELINE = HERE / "baseline.json"
SHARED = HERE.parent.parent / "shared"
# A figure may fall this far below its floor before it counts: parsers differ by a hair between processors.
SLACK = 0.3
SETS = {
    "dwie": {
        "coreference": r"^COREF +CoNLL avg F1 +([\d.]+)",
        "mention and type": r"^NER mention span\+type .* F1 +([\d.]+)",
        "links": r"^LINK entity-level .* F1 +([\d.]+)",
        "actor relations, lenient": r"^RE lenient \(actor\) .* F1 +([\d.]+)",
        "actor relations, lenient, precision": r"^RE lenient \(actor\) +P +([\d.]+)",
    },
    "ecbplus": {
        "event coreference across articles, own mentions": r"^COREF cross-doc +CoNLL avg F1 +([\d.]+)",
        "event mentions, overlap": r"^MENTION overlap .* F1 +([\d.]+)",
    },
    "gum_news": {
        "coreference, OntoGUM": r"^COREF ONTOGUM +CoNLL avg F1 +([\d.]+)",
        "mentions": r"^MENTION span .* F1 +([\d.]+)",
        "mention links": r"^LINK mention \(span\+id\) .* F1 +([\d.]+)",
    },
    "plover_cameo": {
        "source exact": r"^SPAN exact source .* F1 +([\d.]+)",
        "target exact": r"^SPAN exact target .* F1 +([\d.]+)",
        "class of five, macro": r"^PENTA macro F1 +([\d.]+)",
        "triple": r"^TRIPLE .* F1 +([\d.]+)",
    },
    "plover_plv": {
        "root, macro": r"^Root +MACRO F1 +([\d.]+)",
        "quad, macro": r"^Quad +MACRO F1 +([\d.]+)",
        "binary, macro": r"^Binary +MACRO F1 +([\d.]+)",
    },
    "polnear": {
        "relation": r"^D RELATION .* F1 +([\d.]+)",
        "relation, recall on direct": r"recall on direct .* relation +([\d.]+)",
        "relation, recall on mixed": r"recall on mixed .* relation +([\d.]+)",
        "relation, recall on indirect": r"recall on indirect .* relation +([\d.]+)",
        "Gender Gap rule at 0.3": r"^C GGT quotes T=0.3 .* F1 +([\d.]+)",
        "speaker accuracy": r"speaker acc +([\d.]+)",
        "content, recall on direct": r"recall on direct +content +([\d.]+)",
        "content, recall on mixed": r"recall on mixed +content +([\d.]+)",
        "content, recall on indirect": r"recall on indirect +content +([\d.]+)",
    },
    "re3d": {"actor relations, overlap": r"^RELATION overlap \(actor\) .* F1 +([\d.]+)"},
}
# Sets that are scored once more with the mentions given.
MENTIONS_GIVEN = {
    "ecbplus": {
        "event coreference across articles, gold mentions": r"^COREF cross-doc +CoNLL avg F1 +([\d.]+)"
    }
}
LAYERS = ("actors", "relations", "statements", "claims", "roles")


def figures() -> Iterator[tuple[str, float]]:
    """Yield (name, figure in per cent) for every gold set that stands beside the project."""
    yield from articles()
    runs = [(name, wanted, ()) for name, wanted in SETS.items()]
    runs += [(name, wanted, ("--gold-mentions",)) for name, wanted in MENTIONS_GIVEN.items()]
    for name, wanted, options in runs:
        folder = SHARED / "bench" / name
        if not folder.exists():
            continue
        with tempfile.TemporaryDirectory() as scratch:
            target = Path(scratch) / "predictions.jsonl"
            python(HERE / "predict.py", name, folder / "dev.jsonl", target, *options)
            shown = python(folder / f"score_{name}.py", folder / "dev.jsonl", target, *options)
        for figure, pattern in wanted.items():
            match = re.search(pattern, shown, re.MULTILINE)
            assert match, f"{name} prints no {figure}"
            yield f"{name}: {figure}", float(match[1])


def articles() -> Iterator[tuple[str, float]]:
    """Yield each layer's F1 for each hand-annotated article, and their means."""
    layers: dict[str, list[float]] = {layer: [] for layer in LAYERS}
    for gold in sorted((SHARED / "gold").glob("*.json")):
        published = json.loads(gold.read_text("utf-8"))["published"]
        article = SHARED / "articles" / f"{gold.stem}.txt"
        with tempfile.TemporaryDirectory() as scratch:
            python(
                "-m", "actorgraph.cli", "build", article, "-o", scratch, "--published", published
            )
            graph = Path(scratch) / gold.stem / "graph.ttl"
            scores = json.loads(python(SHARED / "score" / "score_graph.py", gold, graph, "--json"))
        for layer in LAYERS:
            layers[layer].append(100 * scores[layer]["f1"])
            yield f"{gold.stem}: {layer}", round(layers[layer][-1], 1)
    for layer, found in layers.items():
        if found:
            yield f"gold articles, mean: {layer}", round(sum(found) / len(found), 1)


def python(*arguments: object) -> str:
    command = [sys.executable, "-W", "ignore", *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def main() -> int:
    floors: dict[str, float] = json.loads(BASELINE.read_text("utf-8")) if BASELINE.exists() else {}
    fallen = False
    for name, figure in figures():
        floor = floors.get(name, 0.0)
        below = figure < floor - SLACK
        fallen |= below
        print(
            f"{figure:6.1f}  floor {floor:6.1f}  {'FELL' if below else '+' if figure > floor else ' '}  {name}"
        )
        floors[name] = max(floor, figure)
    if "--record" in sys.argv:
        BASELINE.write_text(json.dumps(floors, indent=2) + "\n", encoding="utf-8")
    return int(fallen)


if __name__ == "__main__":
    sys.exit(main())
