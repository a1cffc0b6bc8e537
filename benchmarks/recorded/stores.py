"""What a store on the disk answers, and what it says of itself."""

import json
from collections.abc import Iterator
from pathlib import Path

from recorded import normal
from recorded.articles import FORMATS
from recorded.questions import ask, named
from recorded.running import Output, Run, run_apart
from recorded.samples import Text, evenly

INGESTED = 12  # articles of the store, besides the committed ones
STORE = ("--store", "store")
WORDS = (("Merkel",), ("Russia*",), ("gay", "men"), ("said", "--kind", "quotation"))


def stores(given: Run) -> Iterator[Output]:
    """Yield what the commands of a store print, from the first article to the last removed."""
    corpus = Path("corpus.jsonl")
    corpus.write_text(_rows([*given.texts[:2], *evenly(given.texts[2:], INGESTED)]), "utf-8")
    yield "ingest.txt", run_apart("ingest", str(corpus), *STORE)
    yield "failures.jsonl", _failures()
    yield "ingest-again.txt", run_apart("ingest", str(corpus), *STORE)
    yield from _answers()
    yield from _said("first")
    yield "link.txt", normal.normal_lines(run_apart("link", *STORE, "--list"))
    yield "link-again.txt", normal.normal_lines(run_apart("link", *STORE, "--list"))
    yield from _written("linked")
    yield "remove.txt", run_apart("remove", given.texts[2].name, *STORE)
    yield "forget.txt", run_apart("forget", "Angela Merkel", *STORE)
    yield "forget-yes.txt", run_apart("forget", "Angela Merkel", "--yes", *STORE)
    yield "compact.txt", run_apart("compact", *STORE)
    yield "backup.txt", run_apart("backup", "copy", *STORE)
    yield from _said("last")
    yield from _written("last")


def _rows(texts: list[Text]) -> str:
    """Return a corpus as JSON lines; its last row holds no text, and so fails."""
    rows = [
        {
            "id": text.name,
            "text": text.text,
            "published": text.published or "",
            "publisher": text.publisher or "",
            "url": text.url or "",
        }
        for text in texts
    ]
    rows.append({"id": "empty", "text": ""})
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _failures() -> str:
    path = Path("store/failures.jsonl")
    return path.read_text("utf-8") if path.exists() else ""


def _answers() -> Iterator[Output]:
    """Yield what a store answers to the named questions, and what it finds."""
    for name in named():
        yield f"query/{name}.csv", ask(name, {}, "csv", *STORE, by=run_apart)
    for words in WORDS:
        yield f"search/{'-'.join(words).replace('*', '')}.txt", run_apart("search", *words, *STORE)
    yield "explain.txt", normal.normal_explanation(run_apart("explain", "Angela Merkel", *STORE))


def _said(when: str) -> Iterator[Output]:
    """Yield what a store says of itself, without sizes."""
    stats = run_apart("stats", "--edges", "20", *STORE)
    yield f"{when}/stats.txt", normal.normal_statistics(stats)
    yield f"{when}/verify.txt", run_apart("verify", *STORE)
    yield f"{when}/check.txt", run_apart("check", *STORE)


def _written(when: str) -> Iterator[Output]:
    """Yield a whole store in some formats."""
    for form in ("nq", "csv", "ttl"):
        target = Path(f"{when}.{form}")
        yield (
            f"{when}/export-{form}.txt",
            run_apart("export", *STORE, "-o", str(target), "--format", form),
        )
        yield f"{when}/export.{form}", FORMATS[form](target.read_text("utf-8"))
