"""Each command in this process, without a model: what it writes, how it refuses bad input."""

import dataclasses
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result

from actorgraph import pipeline
from actorgraph.cli import cli
from actorgraph.commands import ingest, options, serve, terminal
from actorgraph.corpus import builders
from actorgraph.errors import ActorgraphError
from actorgraph.graph.article_graph import ArticleGraph
from actorgraph.stores.disk.diskstore import DiskStore
from actorgraph.stores.memory import MemoryStore
from actorgraph.vocabulary.vocab import AG, DCT, INDIVIDUALS, NIF, RDF, RDFS

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "graph" / "sample" / "graph.ttl"
TEXT = "Ferry talks\n\nNorway urged Iceland to end the dispute.\n"
REMOTE = "sparql+http://localhost:9/x"


def invoke(*arguments: object, **settings: Any) -> Result:
    return CliRunner().invoke(cli, list(map(str, arguments)), **settings)


def output_of(*arguments: object, code: int = 0, **settings: Any) -> str:
    result = invoke(*arguments, **settings)
    assert result.exit_code == code, (result.output, result.exception)
    assert isinstance(result.exception, SystemExit | None), repr(result.exception)
    return result.stdout


def error_of(*arguments: object, **settings: Any) -> str:
    """The message of the error that a command raises for bad input."""
    result = invoke(*arguments, **settings)
    if isinstance(result.exception, ActorgraphError):
        assert "\n" not in str(result.exception)
        return str(result.exception)
    assert result.exit_code == 2, (result.output, result.exception)
    return result.output


def article(number: int, *, claims: int = 1, title: str = "Harbour strike") -> ArticleGraph:
    """An article in which Mara Quill helps Port Linden so many times."""
    iri = ox.NamedNode(f"{INDIVIDUALS}article/{number:016x}")
    who, place = (ox.NamedNode(f"{INDIVIDUALS}actor/{name}") for name in ("mara-quill", "linden"))
    span = ox.NamedNode(f"{iri.value}#char=0,10")
    triples = [
        (iri, RDF.type, AG.Article),
        (iri, DCT.title, ox.Literal(f"{title} {number}")),
        (who, RDF.type, AG.Person),
        (who, RDFS.label, ox.Literal("Mara Quill")),
        (who, AG.mention, span),
        (place, RDF.type, AG.Organisation),
        (place, RDFS.label, ox.Literal("Port Linden")),
        (place, AG.mention, span),
        (span, NIF.beginIndex, ox.Literal(0)),
        (span, NIF.endIndex, ox.Literal(10)),
        (span, NIF.anchorOf, ox.Literal("Mara Quill")),
        (span, NIF.referenceContext, iri),
    ]
    for place_in_text in range(claims):
        claim = ox.NamedNode(f"{INDIVIDUALS}claim/{number:016x}-{place_in_text}-aid")
        triples += [
            (claim, RDF.type, AG.Claim),
            (claim, RDF.type, AG.Aid),
            (claim, AG.factuality, AG.Asserted),
            (claim, AG.verb, ox.Literal("help")),
            (claim, AG.agent, who),
            (claim, AG.recipient, place),
            (claim, AG.reportedIn, iri),
            (claim, AG.quotation, ox.Literal(f"Boat {place_in_text}")),
        ]
    return ArticleGraph(iri, tuple(ox.Triple(*triple) for triple in triples))


def turtle(graph: ArticleGraph) -> str:
    return pipeline.Graph(MemoryStore.of([graph])).to_turtle()


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store of two articles."""
    path = tmp_path / "store"
    with DiskStore(path) as opened:
        opened.add(article(1, claims=2))
        opened.add(article(2))
    return path


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """Two versions of one article, each in a folder of its own."""
    paths = []
    for name, claims in (("old", 1), ("new", 2)):
        folder = tmp_path / name
        folder.mkdir()
        graph = article(1, claims=claims)
        (folder / "graph.ttl").write_text(turtle(graph), "utf-8")
        paths.append(folder / "graph.ttl")
    return paths[0], paths[1]


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A copy of the sample's graph, in a folder of its own."""
    (tmp_path / "sample").mkdir()
    return Path(shutil.copy(SAMPLE, tmp_path / "sample" / "graph.ttl"))


# ── build ─────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Let `build` return the sample's graph; note with what it was called."""
    calls: list[dict[str, Any]] = []

    def build(source: Any, **settings: Any) -> pipeline.Graph:
        calls.append({"text": source.text, **settings})
        return pipeline.load(SAMPLE)

    monkeypatch.setattr(pipeline, "build", build)
    return calls


def test_build_writes_a_folder_for_each_article(
    built: list[dict[str, Any]], tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    out = tmp_path / "out"
    printed = output_of("build", tmp_path / "a.txt", "-", "-o", out, input=TEXT)
    assert printed.split() == [str(out / name / "page.html") for name in ("a", "article")]
    assert (out / "a" / "graph.ttl").exists()
    assert len(built) == 2


def test_build_chooses_the_model(built: list[dict[str, Any]], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    for arguments in ([], ["--fast"], ["--model", "mine"]):
        output_of("build", tmp_path / "a.txt", "-o", tmp_path / "out", *arguments)
    models = [call["model"] for call in built]
    assert models[2] == "mine"
    assert len(set(models)) == 3


def test_build_keeps_articles_in_a_store_without_a_folder(
    built: list[dict[str, Any]], tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    printed = output_of("build", tmp_path / "a.txt", "--store", tmp_path / "store")
    with DiskStore(tmp_path / "store", readonly=True) as opened:
        assert printed.split() == [iri.value for iri in opened.articles()]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "store"]


def test_build_lists_what_it_did_not_code(built: list[dict[str, Any]], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    printed = output_of("build", tmp_path / "a.txt", "-o", tmp_path / "out", "--uncoded")
    rows = [line.split("\t") for line in printed.splitlines()[1:]]
    assert rows
    assert all(row[0].replace("-", "").isdigit() for row in rows)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["missing.txt"], "missing.txt"),
        (["a.txt", "--fast", "--model", "x"], "--fast and --model"),
        (["a.txt", "--published", "August"], "EDTF"),
        ([], "ARTICLE"),
    ],
)
def test_build_refuses(
    arguments: list[str], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    assert words in error_of("build", *arguments)
    assert not (tmp_path / "out").exists()


@pytest.fixture
def plain_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let processes build the smallest graphs, without a parser."""
    task = ingest._task

    def plain(*arguments: Any) -> builders.Task:
        return dataclasses.replace(task(*arguments), function="tests.workers:process_plain")

    monkeypatch.setattr(ingest, "_task", plain)


@pytest.mark.usefixtures("plain_work")
def test_ingest_adds_and_goes_on(tmp_path: Path) -> None:
    rows = [{"body": f"Report {n}\n\nCalm."} for n in range(3)] + [{"body": "Odd\n\nDEFECT"}]
    (tmp_path / "c.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    arguments = ("ingest", tmp_path / "c.jsonl", "--store", tmp_path / "store", "--model", "none")
    first = output_of(*arguments, "--column", "text=body", code=1)
    assert first == "3 added, 0 already known, 0 duplicate, 0 skipped, 1 failed\n"
    assert "0 added, 3 already known" in output_of(*arguments, "--column", "text=body", code=1)
    (line,) = (tmp_path / "store" / "failures.jsonl").read_text("utf-8").splitlines()
    failure = json.loads(line)
    assert (failure["source"], bool(failure["remedy"])) == ("c.jsonl:4", True)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["none.csv", "--store", "s"], "no such file"),
        (["a.xlsx", "--store", "s"], "not a corpus"),
        (["a.txt"], "--store"),
        (["a.txt", "--store", "s", "--column", "text"], "OURS=THEIRS"),
        (["a.txt", "--store", "s", "--column", "body=text"], "not a known column"),
        (["a.txt", "--store", "s", "--jobs", "0"], "--jobs"),
        (["a.txt", "--store", "s", "--fast", "--model", "x"], "--fast and --model"),
    ],
)
def test_ingest_refuses(
    arguments: list[str], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.xlsx", "a.txt"):
        (tmp_path / name).write_text(TEXT, "utf-8")
    assert words in error_of("ingest", *arguments)


def test_link_writes_links_and_decisions(tmp_path: Path) -> None:
    names = []
    for number in (1, 2):
        path = tmp_path / f"{number}.ttl"
        path.write_text(turtle(article(number)), "utf-8")
        names.append(path)
    out = tmp_path / "links"
    printed = output_of("link", *names, "-o", out)
    assert printed.startswith(f"{out / 'links.nq'}  ")
    decided = ("--different", "Mara Quill", "Port Linden", "--by", "Ed", "--note", "why not")
    output_of("link", *names, "-o", out, *decided)
    assert "why not" in (out / "review.toml").read_text("utf-8")
    output_of("link", *names, "-o", out, "--undo", 1)
    assert "why not" not in (out / "review.toml").read_text("utf-8")


def test_link_reads_each_article_of_a_store_once(store: Path) -> None:
    assert "2 articles read" in output_of("link", "--store", store)
    assert "0 articles read" in output_of("link", "--store", store, "--list")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "no graph is given"),
        ([SAMPLE], "two or more"),
        (["--store", REMOTE], "works on a directory"),
        (["--store", "STORE", SAMPLE], "cannot be combined"),
        (["--store", "STORE", "-o", "x"], "cannot be combined"),
        (["--store", "STORE", "--undo", 9], "9"),
        (["--store", "STORE", "--same", "Nobody", "Mara Quill"], "Nobody"),
    ],
)
def test_link_refuses(arguments: list[object], words: str, store: Path) -> None:
    filled = [store if argument == "STORE" else argument for argument in arguments]
    assert words in error_of("link", *filled)


def test_review_lists_adds_and_removes(files: tuple[Path, Path]) -> None:
    folder = files[0].parent
    assert output_of("review", folder) == ""
    added = output_of("review", folder, "--different", "Mara Quill", "Port Linden", "--by", "Ed")
    assert added.startswith("1  ")
    assert output_of("review", folder) == added
    assert output_of("review", folder, "--undo", 1) == ""


def test_review_refuses_whom_the_article_does_not_name(files: tuple[Path, Path]) -> None:
    assert "Nobody" in error_of("review", files[0].parent, "--same", "Nobody", "Mara Quill")
    assert "7" in error_of("review", files[0].parent, "--undo", 7)


# ── ask ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("form", "begins"), [("table", "asker"), ("csv", "asker,"), ("json", "{"), ("ttl", "")]
)
def test_query_answers_in_each_format(form: str, begins: str) -> None:
    if form == "ttl":
        sparql = "CONSTRUCT { ?s a ag:Article } WHERE { ?s a ag:Article }"
        assert "ag:Article" in output_of("query", "-", SAMPLE, "--format", form, input=sparql)
        return
    printed = output_of("query", "who-urged-whom", SAMPLE, "--format", form)
    assert printed.startswith(begins)
    assert "Angela Merkel" in printed


def test_query_fills_parameters_and_shows_evidence() -> None:
    narrow = output_of("query", "who-urged-whom", SAMPLE, "--evidence")
    assert "“" in narrow
    listed = output_of("query", "--list").splitlines()
    (line,) = [line for line in listed if line.startswith("who-urged-whom ")]
    assert "?" in line
    assert any("(-p " in line for line in listed)


def test_query_reads_a_store(store: Path) -> None:
    sparql = "SELECT (COUNT(?c) AS ?n) WHERE { ?c a ag:Aid }"
    assert "3" in output_of("query", "-", "--store", store, "--format", "csv", input=sparql)
    one = f"{1:016x}"
    assert "2" in output_of("query", "-", one, "--store", store, "--format", "csv", input=sparql)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "--list"),
        (["who-urged-whom"], "no graph is given"),
        (["who-urgd-whom", SAMPLE], "who-urged-whom"),
        (["nowhere.rq", SAMPLE], "nowhere.rq"),
        (["ASK {", SAMPLE], "line 1"),
        (["DROP ALL", SAMPLE], "DROP"),
        (["who-urged-whom", SAMPLE, "-p", "actor"], "KEY=VALUE"),
        (["who-urged-whom", SAMPLE, "-p", "9=x"], "KEY=VALUE"),
        (["who-urged-whom", SAMPLE, "--format", "xml"], "--format"),
        (["who-urged-whom", SAMPLE, "--policy", "lenient"], "lenient"),
        (["who-urged-whom", "missing.ttl"], "missing.ttl"),
        (["who-urged-whom", "--store", "missing"], "missing"),
    ],
)
def test_query_refuses(arguments: list[object], words: str) -> None:
    assert words in error_of("query", *arguments)


def test_search_shows_kind_words_and_thing(store: Path) -> None:
    result = invoke("search", "mara", "--store", store)
    assert set(result.stdout.splitlines()) == {"name\tMara Quill\tmara-quill"}
    assert "2 found" in result.stderr
    assert output_of("search", "harb*", "--store", store, "--kind", "title").count("\n") == 2
    assert output_of("search", "harb*", "--store", store, "--limit", 1).count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["!!", "--store", "STORE"], "word"),
        (["x", "--store", "STORE", "--kind", "song"], "--kind"),
        (["x", "--store", REMOTE], "works on a directory"),
        (["x", "--store", "nowhere"], "nowhere"),
        (["x"], "--store"),
    ],
)
def test_search_refuses(arguments: list[str], words: str, store: Path) -> None:
    filled = [str(store) if argument == "STORE" else argument for argument in arguments]
    assert words in error_of("search", *filled)


def test_explain_shows_a_claim_and_an_actor() -> None:
    assert "according to" in output_of("explain", "2884", SAMPLE)
    assert "Angela Merkel" in output_of("explain", "Angela Merkel", SAMPLE)
    assert "no such" in error_of("explain", "nothing-of-the-kind", SAMPLE)


def test_check_counts_problems(files: tuple[Path, Path], tmp_path: Path) -> None:
    assert output_of("check", SAMPLE) == "no problems found\n"
    problems = output_of("check", files[0], code=1).splitlines()
    assert problems[-1].endswith("found")
    assert len(problems) - 1 == int(problems[-1].split()[0])
    assert "none.txt" in error_of("check", SAMPLE, "--article", tmp_path / "none.txt")
    assert "no graph is given" in error_of("check")


def test_reason_refuses(tmp_path: Path) -> None:
    assert "missing.ttl" in error_of("reason", tmp_path / "missing.ttl")


def test_diff_shows_what_changed(files: tuple[Path, Path]) -> None:
    old, new = files
    assert output_of("diff", old, old) == "the same claims\n"
    assert output_of("diff", old, new, code=1).splitlines()[-1] == "1 change"
    changes = json.loads(output_of("diff", old, new, "--json", code=1))
    assert len(changes) == 1
    assert "none.ttl" in error_of("diff", old, "none.ttl")


# ── share ─────────────────────────────────────────────────────────────────────────────────────


def test_view_writes_next_to_the_graph_or_elsewhere(sample: Path, tmp_path: Path) -> None:
    page = sample.with_name("page.html")
    for given in (sample, sample.parent):
        assert output_of("view", given) == f"{page}\n"
    assert page.read_text("utf-8").lower().startswith("<!doctype html>")
    assert output_of("view", sample, "-o", tmp_path / "x.html") == f"{tmp_path / 'x.html'}\n"


def test_view_draws_the_network_alone_and_sparql_only_there(sample: Path) -> None:
    network = sample.with_name("network.html")
    assert output_of("view", sample, "--as", "network") == f"{network}\n"
    assert "vis-network" in network.read_text("utf-8")
    assert output_of("view", sample, "--with-sparql") == f"{network}\n"
    assert 'id="questions"' in network.read_text("utf-8")
    assert "--as page" in error_of("view", sample, "--with-sparql", "--as", "page")


@pytest.mark.parametrize("form", ["page", "network"])
def test_view_refuses_a_graph_that_breaks_the_model(form: str, sample: Path) -> None:
    told = sample.read_text("utf-8")
    sample.write_text(told.replace("ag:factuality ag:Asserted ;", "", 1), "utf-8")
    assert "actorgraph check" in error_of("view", sample, "--as", form)


def test_view_draws_an_article_of_a_store(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (graph,) = pipeline.load(SAMPLE).articles()
    with DiskStore(store) as opened:
        opened.add(graph)
    monkeypatch.chdir(tmp_path)
    assert output_of("view", graph.iri.value, "--store", store) == "page.html\n"
    assert "no article" in error_of("view", "nothing", "--store", store)


@pytest.mark.parametrize("ending", ["ttl", "nt", "csv", "ftm.json", "zip"])
def test_export_takes_the_format_from_the_ending(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"g.{ending}"
    assert output_of("export", SAMPLE, "-o", path) == f"{path}\n"
    assert path.stat().st_size > 100


def test_export_takes_the_format_by_name(tmp_path: Path, store: Path) -> None:
    output_of("export", SAMPLE, "-o", tmp_path / "out.txt", "--format", "nt")
    assert (tmp_path / "out.txt").read_text("utf-8").startswith("<")
    output_of("export", "--store", store, "-o", tmp_path / "tables", "--format", "tables")
    assert (tmp_path / "tables").is_dir()
    output_of("export", SAMPLE, "-o", tmp_path / "r.ttl", "--redact", "default")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["-o", "x.ttl"], "no graph is given"),
        ([SAMPLE, "-o", "x.docx"], "docx"),
        ([SAMPLE, "-o", "x.ttl", "--format", "docx"], "--format"),
        ([SAMPLE, "-o", "x.ttl", "--policy", "strict"], "polic"),
        ([SAMPLE, "-o", "x.ttl", "--redact", "strictest"], "strictest"),
    ],
)
def test_export_refuses(arguments: list[object], words: str) -> None:
    assert words in error_of("export", *arguments)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "nothing to serve"),
        ([SAMPLE, "--store", "x"], "both"),
        (["--store", "nowhere"], "nowhere"),
        ([SAMPLE, "--token-file", "none"], "none"),
        ([SAMPLE, "--port", "70000"], "--port"),
    ],
)
def test_serve_refuses(arguments: list[object], words: str) -> None:
    assert words in error_of("serve", *arguments)


@pytest.mark.parametrize(
    ("variable", "content", "tokens"),
    [
        ("", None, (None, {})),
        ("x" * 16, None, ("x" * 16, {})),
        ("", "y" * 20 + "\n", ("y" * 20, {})),
        ("", f"{'y' * 20}\nAda Lund: {'z' * 20}\n", ("y" * 20, {"Ada Lund": "z" * 20})),
    ],
)
def test_the_token_comes_from_a_file_or_the_environment(
    variable: str,
    content: str | None,
    tokens: tuple[str | None, dict[str, str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(serve.TOKEN, variable)
    path = None
    if content is not None:
        path = str(tmp_path / "token")
        Path(path).write_text(content, "utf-8")
    assert serve._tokens(path) == tokens


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "no token"),
        ("short", "shorter than 16"),
        (f"{'x' * 20}\n{'y' * 20}", "for the same"),
        (f"Ada: {'x' * 20}\nAda: {'y' * 20}", "for the same"),
        (f"Ada: {'x' * 20}\nBen: {'x' * 20}", "have one token"),
    ],
)
def test_tokens_that_cannot_be_used_are_refused(content: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "token").write_text(content, "utf-8")
    with pytest.raises(ActorgraphError, match=words):
        serve._tokens(str(tmp_path / "token"))


def test_the_server_answers_for_local_names_and_those_given() -> None:
    hosts = serve._hosts("0.0.0.0", ("News.Example",))
    assert hosts == {"localhost", "127.0.0.1", "[::1]", "news.example"}


# ── operate ───────────────────────────────────────────────────────────────────────────────────


def test_stats_shows_figures_and_edges(store: Path) -> None:
    figures = output_of("stats", "--store", store).splitlines()
    assert "articles          2" in figures
    with_edges = output_of("stats", "--store", store, "--edges", 1).splitlines()
    assert with_edges[: len(figures)] == figures
    for line in with_edges[len(figures) :]:
        assert re.fullmatch(r"\d+(\t[\w-]+){3}", line)


def test_verify_finds_what_was_damaged(store: Path) -> None:
    assert output_of("verify", "--store", store).startswith("OK")
    target = next(store.rglob("*.sst"), None)
    if target is None:
        pytest.skip("the store has no table file yet")
    content = bytearray(target.read_bytes())
    content[len(content) // 2] ^= 0xFF
    target.write_bytes(bytes(content))
    assert output_of("verify", "--store", store, code=1).splitlines()[-1].endswith("found")


def test_a_store_is_backed_up_compacted_and_loses_articles(store: Path) -> None:
    target = store.with_name("copy")
    assert output_of("backup", target, "--store", store) == f"{target}\n"
    assert "is" in error_of("backup", target, "--store", store)
    removed = output_of("remove", f"{1:016x}", "--store", store)
    assert removed == f"{INDIVIDUALS}article/{1:016x}\n"
    assert output_of("compact", "--store", store) == f"{store}\n"
    assert "articles          1\n" in output_of("stats", "--store", store)
    assert "articles          2\n" in output_of("stats", "--store", target)
    assert "nothing" in error_of("remove", "nothing", "--store", store)


def test_forget_deletes_an_article_and_asks_before_it_deletes_several(store: Path) -> None:
    assert "--yes" in error_of("forget", "Mara Quill", "--store", store)
    output_of("forget", f"{2:016x}", "--store", store)
    assert output_of("forget", "Mara Quill", "--store", store).count("\n") == 1
    assert "articles          0\n" in output_of("stats", "--store", store)


def test_forget_deletes_an_actor_from_files_and_lists_the_rest(sample: Path) -> None:
    folder = sample.parent
    (folder / "notes.txt").write_text("met TANYA LOKSHINA", "utf-8")
    output_of("view", sample)
    output_of("view", sample, "--as", "network")
    result = invoke("forget", "Tanya Lokshina", sample)
    assert result.exit_code == 0
    assert result.stdout == f"{sample}\n"
    assert "notes.txt" in result.stderr
    for name in ("graph.ttl", "page.html", "network.html"):
        assert "Lokshina" not in (folder / name).read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["Nobody"], "no graph is given"),
        (["Nobody", SAMPLE], "has this name"),
        (["Nobody", "--store", "STORE"], "no article holds this"),
        (["Nobody", "--store", REMOTE], "works on a directory"),
    ],
)
def test_forget_refuses(arguments: list[object], words: str, store: Path) -> None:
    filled = [store if argument == "STORE" else argument for argument in arguments]
    assert words in error_of("forget", *filled)


@pytest.mark.parametrize("name", ["stats", "verify", "compact", "remove", "backup"])
def test_what_is_not_a_store_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", "utf-8")
    extra = {"remove": ["x"], "backup": [tmp_path / "copy"]}.get(name, [])
    message = error_of(name, *extra, "--store", tmp_path)
    assert str(tmp_path) in message
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize("name", ["verify", "compact", "backup"])
def test_what_needs_a_directory_refuses_an_address(name: str) -> None:
    extra = ["copy"] if name == "backup" else []
    message = error_of(name, *extra, "--store", REMOTE)
    assert f"{name} works on a directory" in message


# ── what commands share ───────────────────────────────────────────────────────────────────────


def test_a_text_cannot_control_the_terminal() -> None:
    assert terminal.printable("a\x1b[31m\u202eb\tc\n") == "a\ufffd[31m\ufffdb\tc\n"


@pytest.mark.parametrize(("count", "text"), [(0, "0 claims"), (1, "1 claim"), (2, "2 claims")])
def test_counts_agree_with_their_nouns(count: int, text: str) -> None:
    assert terminal.plural(count, "claim") == text


def test_options_are_listed_in_the_order_given() -> None:
    made: list[str] = []

    def option(name: str) -> Callable[[Any], Any]:
        return lambda function: made.append(name) or function

    options.stacked(option("a"), option("b"))(lambda: None)
    assert made == ["b", "a"], "click puts the option that is added last first"
