"""Fuzzing what reads bytes of others: articles, parses, graphs, corpora, questions, and the files
of decisions and policies.

    python tests/fuzz.py READER [SECONDS]      coverage-guided, by atheris

`make fuzz` takes one reader after the other.

Whatever the bytes are, a reader gives a result or one error of ours on one line. What breaks that
stands in `.fuzz/`.
"""

import pkgutil
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from actorgraph.graph.article_graph import ArticleGraph
    from actorgraph.pipeline import Graph
    from actorgraph.stores.memory import MemoryStore
    from actorgraph.text.article import Article
    from tests.walled import Engine

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "graph" / "sample"
FOUND = ROOT / ".fuzz"
SECONDS = 600
LONGEST = 20_000  # bytes of an input
SLOW = 10  # seconds after which an input counts as one that hangs
MEMORY = 2048  # MiB
NAMES = ("a.txt", "a.html")
TOLD = (None, "published", "url", "title", "publisher")
SHORT = 1500  # bytes of an article that is built
PIECE = 60  # bytes of a piece that is repeated
REPEATED = 6000  # characters of the text that a piece is repeated to
DEARER = 10  # times the usual processor time of a character: a finding
GRAPHS = (".ttl", ".nt", ".nq", ".trig")
PAGES = ("trafilatura", "htmldate", "justext", "courlan")  # what reads pages
CORPORA = (".jsonl", ".csv", ".warc", ".jsonl.gz", ".txt", ".html")


def article(data: bytes) -> None:
    """Read an article: the first byte says whether it is a text or a page, and what its first line
    is told of.
    """
    read = _article(data)
    begins = [block.span.begin for block in read.blocks]
    assert begins == sorted(begins)
    assert all(0 <= block.span.begin < block.span.end <= len(read.text) for block in read.blocks)
    assert "\r" not in read.text


def _article(data: bytes) -> "Article":
    from actorgraph.text.reading import read_bytes

    told, body = {}, data[1:]
    meant = TOLD[data[0] // 2 % len(TOLD)]
    if meant:
        line, _, body = body.partition(b"\n")
        told[meant] = line.decode("utf-8", "replace")
    return read_bytes(body, name=NAMES[data[0] % len(NAMES)], **told)


def build(data: bytes) -> None:
    """Read an article, short enough to be parsed many times a second, and build its graph: each
    span holds its words.
    """
    from actorgraph.language.parsing import FAST_MODEL
    from actorgraph.pipeline import extract

    read = _article(data[:SHORT])
    sound(extract(read, model=FAST_MODEL), read.text)


def costs(data: bytes) -> None:
    """Read a text that repeats a piece: no character costs ten times what one of prose does."""
    piece = data[1 : 1 + PIECE].decode("utf-8", "replace") or "a"
    name = NAMES[data[0] % len(NAMES)]
    taken = _seconds(name, piece)
    if taken <= DEARER * _usual_seconds(name):
        return
    # Once may be an accident of the machine.
    taken = min(taken, _seconds(name, piece))
    usual = _usual_seconds(name)
    assert taken <= DEARER * usual, f"{piece!r} takes {taken / usual:.0f} times the usual"


def _seconds(name: str, piece: str) -> float:
    """Return the processor time of building a text, or a page, that repeats a piece."""
    from actorgraph.errors import ArticleError
    from actorgraph.language.parsing import FAST_MODEL
    from actorgraph.pipeline import extract
    from actorgraph.text.reading import read_bytes

    text = (piece * (REPEATED // len(piece) + 1))[:REPEATED]
    if name.endswith(".html"):
        text = f"<html><body><article><p>Norway urged Iceland to talk.</p><p>{text}</p></article>"
    begin = time.process_time()
    with suppress(ArticleError):
        extract(read_bytes(text.encode(), name=name), model=FAST_MODEL)
    return time.process_time() - begin


@cache
def _usual_seconds(name: str) -> float:
    """Return the processor time of building as much prose; the least of three."""
    prose = (SAMPLE / "article.txt").read_text()
    return min(_seconds(name, prose) for _ in range(3))


def tree(data: bytes) -> None:
    """Build a graph of whatever parse the bytes give."""
    from actorgraph.actors import resolve
    from actorgraph.claims import find_claims, find_gaps, set_scene
    from actorgraph.graph import article_graph as graphs
    from actorgraph.language.quotations import find_quotations
    from actorgraph.mentions import find_mentions
    from actorgraph.times.find import find_times
    from tests.trees import document

    parsed = document(data)
    quotations = find_quotations(parsed)
    actors = resolve(parsed, find_mentions(parsed, quotations), quotations)
    scene = set_scene(parsed, actors, quotations, find_times(parsed.article))
    claims = find_claims(scene)
    gaps = find_gaps(scene, claims)
    sound(
        graphs.build(parsed.article, actors, claims, gaps, parser=parsed.parser),
        parsed.article.text,
    )


def sound(graph: "ArticleGraph", text: str) -> None:
    """Every span of a graph holds the words that it says, and what is written is read back as it
    was.
    """
    import pyoxigraph as ox

    from actorgraph.vocabulary.vocab import NIF

    told = {
        (t.subject, t.predicate): t.object.value
        for t in graph.triples
        if isinstance(t.object, ox.Literal)
    }
    for subject, predicate in told:
        if predicate == NIF.anchorOf:
            begin, end = (int(told[subject, edge]) for edge in (NIF.beginIndex, NIF.endIndex))
            assert 0 <= begin < end <= len(text)
            assert told[subject, predicate] == text[begin:end]
            assert str(subject).endswith(f"#char={begin},{end}>")
    assert set(ox.parse(graph.to_turtle(), format=ox.RdfFormat.TURTLE)) == {
        ox.Quad(t.subject, t.predicate, t.object) for t in graph.triples
    }


def graph(data: bytes) -> None:
    """Read a graph in the format that the first byte says, and use it as the byte says: ask it,
    check it, draw or write it.
    """
    from actorgraph.pipeline import load

    use = USES[data[0] // len(GRAPHS) % len(USES)]
    use(load(_written(data[1:], GRAPHS[data[0] % len(GRAPHS)])))


def _checked(held: "Graph") -> None:
    from actorgraph.checking.check import check

    check(held.store)
    held.query("what-is-alleged-and-by-whom")


def _drawn(held: "Graph") -> None:
    held.view()
    held.pages()


def _told(held: "Graph") -> None:
    from actorgraph.errors import GraphError, QueryError
    from actorgraph.vocabulary.vocab import AG, RDF

    held.uncoded()
    held.cast()
    for quad in sorted(held.store.quads.quads_for_pattern(None, RDF.type, AG.Claim), key=str)[:3]:  # type: ignore[attr-defined]
        with suppress(QueryError, GraphError):
            held.explain(str(quad.subject).strip("<>"))


def _shared(held: "Graph") -> None:
    held.shareable().to_turtle()
    held.rdflib()


def _redacted(held: "Graph") -> None:
    from actorgraph.redaction import redact

    redact(held.store)


def _exported(held: "Graph", form: str) -> None:
    from actorgraph.views.exports import export

    export(held.store, _FOLDER / f"export.{form}", form=form)


FORMS = (
    "ttl",
    "nt",
    "nq",
    "trig",
    "jsonld",
    "rdf",
    "graphml",
    "gexf",
    "csv",
    "tables",
    "ftm",
    "nanopub",
    "longturtle",
    "ttl12",
)
USES: tuple[Callable[["Graph"], None], ...] = (
    _checked,
    _drawn,
    _told,
    _shared,
    _redacted,
    *(partial(_exported, form=form) for form in FORMS),
)


def corpus(data: bytes) -> None:
    """Read a corpus of the kind that the first byte says, and each of its articles."""
    from actorgraph.corpus.source import Source
    from actorgraph.corpus.sources import Corpus

    path = _written(data[1:], CORPORA[data[0] % len(CORPORA)])
    for item in Corpus(path, warn=lambda line: None):
        assert isinstance(item, Source) or "\n" not in item.line()


def question(data: bytes) -> None:
    """Ask any SPARQL of a small graph: it reads, or is refused; nothing is called and nothing
    changed.
    """
    from actorgraph.query import ask

    store = _small()
    before = len(store.quads)
    ask(store, data.decode("utf-8", "surrogateescape"))
    assert len(store.quads) == before


def calls(data: bytes) -> None:
    """Give the engine itself whatever the check lets pass: it calls nobody, changes nothing and
    lives.
    """
    from actorgraph.sparql import check_query

    sparql = data.decode("utf-8", "surrogateescape")
    check_query(sparql)
    told = _engine().ask(sparql)
    assert told in ("read", "refused", "slow", "too large"), told


def decisions(data: bytes) -> None:
    """Read a file of decisions, or one of redaction policies, by the first byte."""
    from actorgraph.redaction.rules import read_policy
    from actorgraph.text.review import NAME
    from actorgraph.text.review_file import read_decisions

    if data[0] % 2:
        read_policy(_written(data[1:], ".toml"))
    else:
        read_decisions(_written(data[1:], "", NAME).parent)


SMALL = b"""@prefix ag: <https://w3id.org/actorgraph/ontology#> .
@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@base <https://w3id.org/actorgraph/id/> .
<article/1> a ag:Article ; rdfs:label "Talks" ; ag:length 41 ;
  nif:isString "Norway helped Iceland on Monday, it said." ;
  ag:sha256 "bc1d5d935064e9f90b52a21be83864ed7b53fb4f1a0631c4869b032770164526" .
<actor/1> a ag:Government ; rdfs:label "Norway" . <actor/2> a ag:Government ; rdfs:label "Iceland" .
<rule/1> a ag:Rule ; rdfs:label "a rule" .
<run/1> a <http://www.w3.org/ns/prov#Activity> ; rdfs:label "a run" .
<claim/1> a ag:Claim , ag:Action , ag:Aid ;
  ag:agent <actor/1> ; ag:recipient <actor/2> ; ag:verb "help" ; ag:reportedIn <article/1> ;
  ag:factuality ag:Alleged ; ag:negated false ; ag:confidence 0.8 ;
  ag:evidence <article/1#char=0,31> ; ag:attributedTo <actor/1> ;
  ag:cue <article/1#char=7,13> ; ag:foundBy <rule/1> ;
  <http://www.w3.org/ns/prov#wasGeneratedBy> <run/1> ;
  ag:time "2017-08-21" ;
  ag:notBefore "2017-08-21T00:00:00"^^<http://www.w3.org/2001/XMLSchema#dateTime> .
<article/1#char=0,31> a ag:Span ; nif:beginIndex 0 ; nif:endIndex 31 ;
  nif:referenceContext <article/1> .
<article/1#char=7,13> a ag:Span ; nif:beginIndex 7 ; nif:endIndex 13 ;
  nif:referenceContext <article/1> .
"""
READERS: dict[str, Callable[[bytes], None]] = {
    reader.__name__: reader
    for reader in (article, build, costs, tree, graph, corpus, question, calls, decisions)
}


def holds(reader: str, data: bytes) -> bool:
    """Give bytes to a reader; return whether it read them. Raises whatever is no error of ours on
    one line.
    """
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
    return {
        "article": _articles,
        "build": _articles,
        "costs": _pieces,
        "tree": _trees,
        "question": _questions,
        "calls": _calls,
    }.get(reader, partial(_files, reader))()


def _articles() -> list[bytes]:
    text = (SAMPLE / "article.txt").read_bytes()[:1400]
    page = (
        b'<html><head><base href="http://127.0.0.1:8080/"><title>Strike</title>'
        b'<meta charset="utf-8">'
        b'<meta name=date content=2019-05-01><meta property="og:site_name" content="Post">'
        b'<script type="application/ld+json">'
        b'{"@context": "https://schema.org", "@type": "NewsArticle", "datePublished": "2019-05-01"}'
        b"</script></head><body>"
        b"<article><h1>Strike</h1><p>" + text[:900] + b"</p></article></body></html>"
    )
    return [
        b"\0" + text,
        b"\1" + page,
        b"\0" + text[:600].decode().encode("utf-16"),
        b"\1" + page.replace(b"utf-8", b"latin-1").replace(b"Strike", b"Str\xefke"),
        b'\0By A. B.\n\n"Yes," he said.',
        (
            b"\0A headline\n\nAda Lund said: \xe2\x80\x9cThe police\xe2\x80\x9d "
            b"\xf0\x9f\x8e\xa3 \xe2\x80\xaearrested Bo Berg.\n"
        ),
        b"\x022019-05-01\nA headline\n\nNorway urged Iceland to talk last week.",
        b"\x04https://news.example/a?b=c#d\nNorway urged Iceland to talk.",
        b"\x06Talks\nNorway urged Iceland to talk.",
        b"\x08Port News\nNorway urged Iceland to talk.",
    ]


def _pieces() -> list[bytes]:
    """What has cost too much once, and what might."""
    texts = (
        "<!--a-->",
        "Ivan said that ",
        "mother's ",
        "Ada Lund, ",
        "Norway and ",
        "\u201cYes,\u201d he said. ",
        "The minister met her. ",
        "3 May 2015, ",
        " \n",
        "KPA (",
        # Marks that nest or are left open.
        "\u201cHe said, \u2018",
        "\u201c",
        "(the ",
        "[",
        "((a) ",
        '" ',
        "\u00ab",
        "\u2014 he said \u2014 ",
        # Lists.
        "\u2022 ",
        "\n- Norway\n",
        "1. Norway\n",
        "a) Norway; ",
        "Norway\t12\t3 %\n",
        "| Norway | 12 |\n",
        "12, ",
        "1,000 ",
        "3/5/2015 ",
        "5 p.m. on Monday, ",
        "in May, ",
        # Characters that combine, are not seen, or turn the direction.
        "e\u0301",
        "\u0301",
        "a\u200b",
        "\u200d\U0001f468",
        "\u202e",
        "\u00ad",
        "\ufeff",
        "\u00a0",
        # Long words and what looks like a word.
        "antidisestablishment",
        "self-styled-",
        "a.b@c.example ",
        "a.b@",
        "https://a.example/b?c=d&",
        "@ada #oslo ",
        "U.S. ",
        "J.R.R. ",
        "Mr. ",
        "e.g. i.e. ",
        "NORWAY URGED ICELAND ",
        "O'Neil's ",
        "$1m ",
        "...",
        "?! ",
        # Grammar that repeats.
        "who met her who ",
        "the son of ",
        "and then ",
        "not ",
        "the first deputy ",
        "if he left, ",
        "ADA: Yes.\n\n",
        "Ada Lund, 34, ",
        "the Oslo-based ",
    )
    pages = (
        "<br>",
        "<b>a</b>",
        "<p>a",
        "&amp;",
        "<a b=c>",
        "<tr><td>a",
        "<table><tr><td>",
        "<li>a",
        "<div>",
        "<span>a</span>",
        "</p>",
        "<h2>a</h2>",
        "<blockquote>a",
        "<!--a-->",
        "<![CDATA[a]]>",
        "&#x301;",
        "<img src=a alt=b>",
        "<time>3 May 2015</time>",
        "<script>",
        "<p hidden>a</p>",
    )
    return [
        *(b"\0" + text.encode() for text in texts),
        *(b"\1" + page.encode() for page in pages),
    ]


def _trees() -> list[bytes]:
    from actorgraph.language.parsing import FAST_MODEL, parse
    from actorgraph.text.reading import read
    from tests.trees import WIDTH, encoded

    told = encoded(parse(read(SAMPLE / "article.txt"), model=FAST_MODEL))
    step = 60 * WIDTH
    return [told[place : place + step] for place in range(0, len(told), step)]


def _questions() -> list[bytes]:
    return [path.read_bytes() for path in sorted((ROOT / "queries").glob("*.rq"))]


def _calls() -> list[bytes]:
    """Return queries the check must refuse, lookalikes of them, and some that broke engines."""
    from tests.test_server_hostile import CALLS, INNOCENT

    odd = [
        'SELECT * WHERE { ?a <a:3> "\'" . FILTER(?a<<a:1>) # }\n}',
        (
            "PREFIX ex: <a:> SELECT (COUNT(*) AS ?n) FROM NAMED ex:g {"
            " GRAPH ?g { ?a ex:3+/^ex:2|!a ?b } } GROUP BY ?b"
        ),
        (
            "SELECT * { VALUES (?a) { (<a:1>) (UNDEF) } OPTIONAL { ?a a ?k }"
            " MINUS { ?a <a:3> 2 } BIND(<<( ?a a ?k )>> AS ?t) }"
        ),
        (
            "DESCRIBE <a:1> FROM <a:g> WHERE { { SELECT ?a { ?a ?b ?c } LIMIT 1 }"
            ' UNION { [] ?p ( 1 2.5 -3e4 \'x\'^^<a:k> """y"""@en ) } }'
        ),
        (
            "ASK { FILTER (!(1 + 2 * -3 / 4 < 5 && ?x != 'a' || EXISTS { ?s ?p ?o }) &&"
            " REGEX(STR(?x), '^a+$', 'i') && ?y IN (1, 2)) }"
        ),
    ]
    return [text.format(url="http://127.0.0.1:8080/").encode() for text in CALLS] + [
        t.encode() for t in [*INNOCENT, *odd]
    ]


def _files(reader: str) -> list[bytes]:
    import gzip

    text = (SAMPLE / "article.txt").read_bytes()[:1500]
    row = b'{"text": "Talks\\n\\nNorway urged Iceland to talk.", "published": "2019-05"}\n'
    page = (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
        b"<html><body><p>Norway urged Iceland.</p></body></html>"
    )
    archive = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://news.example/1\r\n"
        b"Content-Type: application/http\r\n"
    )
    archive += b"Content-Length: %d\r\n\r\n%s\r\n\r\n" % (len(page), page)
    told = {
        "graph": [
            *(bytes([len(GRAPHS) * use]) + SMALL for use in range(len(USES))),
            *(bytes([n]) + b"<a:b> <a:b> <a:b> <a:b> .\n" for n in (1, 2)),
            b"\3<a:b> { <a:b> a <a:b> }",
            (
                b"\2_:b <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
                b"<https://w3id.org/actorgraph/ontology#Article> _:g .\n"
            ),
        ],
        "corpus": [
            b"\0" + row,
            b'\1text,published\n"A. B",2019\n',
            b"\2WARC/1.0\r\nWARC-Type: response\r\n\r\n",
            b"\2" + archive,
            b"\3" + gzip.compress(row, mtime=0),
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


@cache
def _small() -> "MemoryStore":
    from actorgraph.stores.memory import MemoryStore

    return MemoryStore.load(
        _written(b"<a:1> a <https://w3id.org/actorgraph/ontology#Article> .\n", ".ttl")
    )


@cache
def _engine() -> "Engine":
    from tests.walled import Engine

    return Engine()


def _once(reader: str, data: bytes) -> None:
    holds(reader, data)


_FOLDER = Path(tempfile.mkdtemp(prefix="fuzz-"))


def main() -> None:
    """Fuzz one reader; atheris ends the process with its report."""
    import atheris

    sys.path.insert(0, str(ROOT))
    reader, seconds = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else SECONDS
    with atheris.instrument_imports(
        include=["actorgraph", *(PAGES if reader == "article" else ())]
    ):
        _import_all()
    grown = FOUND / reader
    grown.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(reader)):
        (grown / f"seed-{number}").write_bytes(seed)
    flags = [
        f"-max_total_time={seconds}",
        f"-max_len={LONGEST}",
        f"-timeout={SLOW}",
        f"-rss_limit_mb={MEMORY}",
    ]
    atheris.Setup(
        [
            sys.argv[0],
            str(grown),
            f"-artifact_prefix={FOUND}/{reader}-",
            "-print_final_stats=1",
            *flags,
        ],
        partial(_once, reader),
    )
    atheris.Fuzz()


def _import_all() -> None:
    """Import every room, so that what is only imported when it is wanted is watched, too."""
    import actorgraph

    for module in pkgutil.walk_packages(actorgraph.__path__, "actorgraph."):
        with suppress(ImportError):  # what an extra brings
            import_module(module.name)
    import_module("trafilatura")


if __name__ == "__main__":
    main()
