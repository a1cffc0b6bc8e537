"""Read a few articles by a small language model on this machine, and score it next to the rules.

    python benchmarks/language_model.py FOLDER [--shared DIR] [--articles N]

FOLDER has venv/ with xllamacpp and parts/ with the model's wheels, as `make llm` leaves them; its
answers are kept there, so that a second run asks nothing. The shortest articles of the gold are
read. Of those that only check, only figures are shown. The table is FOLDER/table.md.
"""

import argparse
import json
import os
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from splits import columns

from actorgraph.proposals.auditing import VERDICTS
from actorgraph.proposals.graph import TERMS
from actorgraph.vocabulary.vocab import AG

HOST, PORT = "127.0.0.1", 8_093
MODEL = "Qwen2.5-Coder-1.5B-Instruct"
SERVER = Path(__file__).parents[1] / "scripts" / "serve_model.py"
SECONDS_TO_START = 300
SECONDS_TO_ANSWER = 1_200
LOOKED_AT, CHECK = "looked at", "check"
# Of the articles that were looked at; of those that check, half as many.
ARTICLES = 4
LAYERS = ("actors", "groups", "statements", "events", "claims", "whole")
SHARES = ("class", "agents", "patients", "certainty", "negation", "source", "harmful")
Scores = dict[str, Any]


def main() -> None:
    """Start the model, read the articles, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--articles", type=int, default=ARTICLES)
    options = parser.parse_args()
    if not (options.shared / "gold").is_dir():
        sys.exit(f"no gold at {options.shared / 'gold'}")
    parts = chosen(options.shared, options.articles)
    with served(options.folder):
        seconds = {name: read(name, options) for names in parts.values() for name in names}
    lines = list(table(options.folder, options.shared, parts, seconds))
    (options.folder / "table.md").write_text("\n".join(lines) + "\n", "utf-8")
    print("\n".join(lines))


def chosen(shared: Path, number: int) -> dict[str, list[str]]:
    """Return the shortest articles that were looked at, and of those that check."""
    split = columns(path.stem for path in (shared / "gold").glob("*.json"))
    return {
        LOOKED_AT: _shortest(shared, split[LOOKED_AT])[:number],
        CHECK: _shortest(shared, split[CHECK])[: number // 2],
    }


def _shortest(shared: Path, names: frozenset[str]) -> list[str]:
    texts = {name: shared / "articles" / f"{name}.txt" for name in names}
    return sorted(names, key=lambda name: (texts[name].stat().st_size, name))


@contextmanager
def served(folder: Path) -> Iterator[None]:
    """Serve the model until the articles are read."""
    python = folder / "venv" / "bin" / "python"
    command = [python, SERVER, folder / "parts", folder / "model.gguf", "--port", str(PORT)]
    with (folder / "server.log").open("w") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        _wait_for(server, folder / "server.log")
        yield
    finally:
        server.terminate()
        server.wait()


def _wait_for(server: "subprocess.Popen[bytes]", log: Path) -> None:
    end = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < end and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex((HOST, PORT)) == 0:
                return
        time.sleep(1)
    sys.exit(f"the model does not start: see {log}")


def read(name: str, options: argparse.Namespace) -> float:
    """Build an article by the model and by the rules; return how long the model took."""
    article = options.shared / "articles" / f"{name}.txt"
    begin = time.monotonic()
    _build(article, options.folder, "model", "--reader", "llm")
    seconds = time.monotonic() - begin
    _build(article, options.folder, "rules", "--also", "llm")
    return seconds


def _build(article: Path, folder: Path, out: str, *arguments: str) -> None:
    environment = os.environ | {
        "ACTORGRAPH_LLM_URL": f"http://{HOST}:{PORT}/v1",
        "ACTORGRAPH_LLM_MODEL": MODEL,
        "ACTORGRAPH_LLM_SECONDS": str(SECONDS_TO_ANSWER),
        "XDG_CACHE_HOME": str(folder.resolve() / "cache"),
    }
    command = [sys.executable, "-m", "actorgraph", "build", article, "-o", folder / out]
    subprocess.run([*command, *arguments], check=True, env=environment, stdout=subprocess.DEVNULL)


def table(
    folder: Path, shared: Path, parts: dict[str, list[str]], seconds: dict[str, float]
) -> Iterator[str]:
    """Yield a table in Markdown: the model and the rules, on both parts."""
    yield f"{MODEL}, {len(seconds)} articles, {sum(seconds.values()) / 60:.0f} minutes"
    yield ""
    yield "| | " + " | ".join(f"{part}: model | {part}: rules" for part in parts) + " |"
    yield "| --- |" + " ---: | ---: |" * len(parts)
    scores: list[Scores] = []
    for names in parts.values():
        scores += [score(folder / out, shared, names) for out in ("model", "rules")]
    for layer in LAYERS:
        yield _row(f"{layer}, F1", [each[layer]["f1"] for each in scores])
    for share in SHARES:
        yield _row(share, [each[share] for each in scores])
    yield ""
    for part, names in parts.items():
        counts = verdicts(folder / "model", names)
        listed = ", ".join(f"{counts[verdict]} {verdict}" for verdict in VERDICTS)
        yield f"{part}, {sum(counts.values())} proposals: {listed}"


def _row(name: str, values: Sequence[float]) -> str:
    return f"| {name} | " + " | ".join(f"{value:.1f}" for value in values) + " |"


def score(graphs: Path, shared: Path, names: Sequence[str]) -> Scores:
    """Return the scores of built articles by the given scorer."""
    command = [sys.executable, shared / "score" / "score_set.py", shared / "gold", graphs]
    only = ["--json", "--only", ",".join(names)]
    run = subprocess.run([*command, *only], check=True, capture_output=True, text=True)
    scores: Scores = json.loads(run.stdout)
    return scores


def verdicts(graphs: Path, names: Sequence[str]) -> Counter[str]:
    """Return how many of the model's proposals have each verdict."""
    terms = {str(term): verdict for verdict, term in TERMS.items()}
    counts: Counter[str] = Counter()
    for name in names:
        lines = (graphs / name / "proposals.nq").read_text("utf-8").splitlines()
        for line in lines:
            _, predicate, value, *_ = line.split(" ", 3)
            if predicate == str(AG.verdict):
                counts[terms[value]] += 1
    return counts


if __name__ == "__main__":
    main()
