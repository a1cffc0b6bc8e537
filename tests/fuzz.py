"""Fuzzing what reads bytes of others: articles, graphs, corpora, questions, and the files of decisions and policies.

    python tests/fuzz.py READER [SECONDS]      coverage-guided, by atheris; `make fuzz` takes one reader after the other

Whatever the bytes are, a reader gives a result or one error of ours on one line. What breaks that stands in `.fuzz/`.
"""

import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parent.parent
FOUND = ROOT / ".fuzz"
SECONDS = 600
LONGEST = 20_000  # bytes of an input
SLOW = 10  # seconds after which an input counts as one that hangs
MEMORY = 2048  # MiB
NAMES = ("a.txt", "a.html")
GRAPHS = (".ttl", ".nt", ".nq", ".trig")
CORPORA = (".jsonl", ".csv", ".warc", ".jsonl.gz", ".txt", ".html")


def article(data: bytes) -> None:
    """Read an article: the first byte says whether it is a text or a page."""
    from actorgraph.reading import read_bytes

    read = read_bytes(data[1:], name=NAMES[data[0] % len(NAMES)])
    begins = [block.span.begin for block in read.blocks]
    assert begins == sorted(begins)
    assert all(0 <= block.span.begin < block.span.end <= len(read.text) for block in read.blocks)
    assert "\r" not in read.text


def graph(data: bytes) -> None:
    """Read a graph in the format that the first byte says; what can be read can be written, asked, checked and drawn."""
    from actorgraph.check import check
    from actorgraph.pipeline import load

    path = _written(data[1:], GRAPHS[data[0] % len(GRAPHS)])
    held = load(path)
    held.to_turtle()
    held.query("what-is-alleged-and-by-whom")
    held.view()
    check(held.store)


def corpus(data: bytes) -> None:
    """Read a corpus of the kind that the first byte says, and each of its articles."""
    from actorgraph.corpus.source import Source
    from actorgraph.corpus.sources import Corpus

    path = _written(data[1:], CORPORA[data[0] % len(CORPORA)])
    for item in Corpus(path, tell=lambda line: None):
        assert isinstance(item, Source) or "\n" not in item.line()


def question(data: bytes) -> None:
    """Ask any SPARQL of a small graph: it reads, or is refused; nothing is called and nothing changed."""
    from actorgraph.query import ask

    store = _small()
    before = len(store.quads)
    ask(store, data.decode("utf-8", "surrogateescape"))
    assert len(store.quads) == before


def decisions(data: bytes) -> None:
    """Read a file of decisions, or one of redaction policies, by the first byte."""
    from actorgraph.redaction.rules import read_policy
    from actorgraph.review import NAME, read_decisions

    if data[0] % 2:
        read_policy(_written(data[1:], ".toml"))
    else:
        read_decisions(_written(data[1:], "", NAME).parent)


SMALL = b"""@prefix ag: <https://w3id.org/actorgraph/ontology#> .
@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@base <https://w3id.org/actorgraph/id/> .
<article/1> a ag:Article ; rdfs:label "Talks" ; ag:length 41 ; nif:isString "Norway helped Iceland on Monday, it said." ;
  ag:sha256 "bc1d5d935064e9f90b52a21be83864ed7b53fb4f1a0631c4869b032770164526" .
<actor/1> a ag:Government ; rdfs:label "Norway" . <actor/2> a ag:Government ; rdfs:label "Iceland" .
<rule/1> a ag:Rule ; rdfs:label "a rule" . <run/1> a <http://www.w3.org/ns/prov#Activity> ; rdfs:label "a run" .
<claim/1> a ag:Claim , ag:Action , ag:Aid ; ag:agent <actor/1> ; ag:recipient <actor/2> ; ag:verb "help" ; ag:reportedIn <article/1> ;
  ag:factuality ag:Alleged ; ag:negated false ; ag:confidence 0.8 ; ag:evidence <article/1#char=0,31> ; ag:attributedTo <actor/1> ;
  ag:cue <article/1#char=7,13> ; ag:foundBy <rule/1> ; <http://www.w3.org/ns/prov#wasGeneratedBy> <run/1> ;
  ag:time "2017-08-21" ; ag:notBefore "2017-08-21T00:00:00"^^<http://www.w3.org/2001/XMLSchema#dateTime> .
<article/1#char=0,31> a ag:Span ; nif:beginIndex 0 ; nif:endIndex 31 ; nif:referenceContext <article/1> .
<article/1#char=7,13> a ag:Span ; nif:beginIndex 7 ; nif:endIndex 13 ; nif:referenceContext <article/1> .
"""
READERS: dict[str, Callable[[bytes], None]] = {
    reader.__name__: reader for reader in (article, graph, corpus, question, decisions)
}


def holds(reader: str, data: bytes) -> bool:
    """Give bytes to a reader; return whether it read them. Raises whatever is no error of ours on one line."""
    from actorgraph.errors import ActorgraphError

    told: ActorgraphError | None = None
    try:
        READERS[reader](data or b"\0")
    except ActorgraphError as error:
        told = error
    assert told is None or (told.what and "\n" not in str(told)), str(told)
    return told is None


def seeds(reader: str) -> list[bytes]:
    """Return inputs to begin with, of our own prose and files."""
    sample = ROOT / "graph" / "sample"
    text = (sample / "article.txt").read_bytes()[:1500]
    page = b"<html><head><title>Strike</title><meta name=date content=2019-05-01></head><body><article><p>" + text
    row = b'{"text": "Talks\\n\\nNorway urged Iceland to talk.", "published": "2019-05"}\n'
    if reader == "question":
        return [path.read_bytes() for path in sorted((ROOT / "queries").glob("*.rq"))]
    told = {
        "article": [
            b"\0" + text,
            b"\1" + page,
            b"\0" + text.decode().encode("utf-16"),
            b'\0By A. B.\n\n"Yes," he said.',
        ],
        "graph": [
            b"\0" + SMALL,
            *(bytes([n]) + b"<a:b> <a:b> <a:b> <a:b> .\n" for n in (1, 2)),
            b"\3<a:b> { <a:b> a <a:b> }",
        ],
        "corpus": [
            b"\0" + row,
            b'\1text,published\n"A. B",2019\n',
            b"\2WARC/1.0\r\nWARC-Type: response\r\n\r\n",
            b"\4" + text,
        ],
        "decisions": [
            b'\0[[decision]]\nkind = "same"\nfirst = "A"\nsecond = "B"\nby = "me"\nnote = ""\n',
            b"\1" + (ROOT / "queries" / "redaction-default.toml").read_bytes(),
        ],
    }
    return told[reader]


def _written(data: bytes, ending: str, name: str = "input") -> Path:
    path = _FOLDER / f"{name}{ending}"
    path.write_bytes(data)
    return path


def _small():  # type: ignore[no-untyped-def]
    from actorgraph.store import Store

    global _STORE
    if _STORE is None:
        path = _written(b"<a:1> a <https://w3id.org/actorgraph/ontology#Article> .\n", ".ttl")
        _STORE = Store.load(path)
    return _STORE


def _once(reader: str, data: bytes) -> None:
    holds(reader, data)


_FOLDER = Path(tempfile.mkdtemp(prefix="fuzz-"))
_STORE = None


def main() -> None:
    """Fuzz one reader; atheris ends the process with its report."""
    import atheris

    reader, seconds = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else SECONDS
    with atheris.instrument_imports(include=["actorgraph"]):
        import actorgraph.check
        import actorgraph.corpus.sources
        import actorgraph.pipeline
        import actorgraph.query
        import actorgraph.redaction.rules  # noqa: F401
    grown = FOUND / reader
    grown.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(reader)):
        (grown / f"seed-{number}").write_bytes(seed)
    flags = [f"-max_total_time={seconds}", f"-max_len={LONGEST}", f"-timeout={SLOW}", f"-rss_limit_mb={MEMORY}"]
    atheris.Setup(
        [sys.argv[0], str(grown), f"-artifact_prefix={FOUND}/{reader}-", "-print_final_stats=1", *flags],
        partial(_once, reader),
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main()
