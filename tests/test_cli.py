"""The command line as a user meets it: what it writes, and one line where the input is bad."""

import gc
import re
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from actorgraph.cli import main
from actorgraph.garbage import NEW_OBJECTS

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "graph" / "sample" / "article.txt"
Run = Callable[..., subprocess.CompletedProcess[str]]
TEXT = """\
Harbour strike enters third week
Dockers in Port Linden have stopped work again, their union said on Sunday.
The Norwegian foreign minister, Mara Quill, urged Iceland to end the dispute. \
"We need a mediator," Quill told reporters.
The police allegedly detained four of the dockers in May.
"""


def one_line(done: subprocess.CompletedProcess[str]) -> str:
    """The one line of an error: exit code 2, nothing on standard output, no traceback."""
    assert done.returncode == 2, done
    assert done.stdout == ""
    assert done.stderr.startswith("actorgraph: ")
    assert done.stderr.count("\n") == 1
    return done.stderr


@pytest.fixture(scope="module")
def graph(sample: Path) -> Path:
    return sample / "graph.ttl"


@pytest.fixture(scope="module")
def claim(graph: Path) -> str:
    """The last part of the IRI of the first action in the sample's graph."""
    found = re.search(r"/claim/([\w-]+)>", graph.read_text("utf-8"))
    assert found
    return found[1]


def test_help_is_quick() -> None:
    """Processor time is measured: what else the machine does must not matter."""
    command = [sys.executable, "-m", "actorgraph.cli", "--help"]
    subprocess.run(command, check=True, capture_output=True)
    spent = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
    for name in ("build", "query", "view", "export", "explain", "check"):
        assert name in done.stdout
    assert min(spent) < 0.3


def test_garbage_is_looked_for_seldom(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loading a model is a tenth slower with Python's own thresholds."""
    before = gc.get_threshold()
    monkeypatch.setattr(sys, "argv", ["actorgraph", "--version"])
    try:
        with pytest.raises(SystemExit):
            main()
        assert gc.get_threshold()[0] == NEW_OBJECTS
        assert gc.isenabled()
    finally:
        gc.set_threshold(*before)


FILES = ["graph.ttl", "network.html", "page.html"]


def test_build_writes_graph_page_and_network(sample: Path) -> None:
    assert sorted(path.name for path in sample.iterdir()) == FILES
    assert "ag:Claim" in (sample / "graph.ttl").read_text("utf-8")
    assert (sample / "page.html").read_text("utf-8").lower().startswith("<!doctype html>")


def test_building_twice_gives_the_same_bytes(run: Run, sample: Path, tmp_path: Path) -> None:
    assert run("build", SAMPLE, "-o", tmp_path, "--published", "2017-08").returncode == 0
    for name in FILES:
        assert (tmp_path / "article" / name).read_bytes() == (sample / name).read_bytes()


def test_build_reads_standard_input_and_several_articles(run: Run, tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    for path in (tmp_path / "strike.txt", tmp_path / "one" / "strike.txt"):
        path.write_text(TEXT, "utf-8")
    done = run(
        "build", "strike.txt", "one/strike.txt", "-", "--fast", cwd=tmp_path, stdin=TEXT.encode()
    )
    assert done.returncode == 0, done.stderr
    pages = [Path("out", name, "page.html") for name in ("strike", "strike-2", "article")]
    assert done.stdout.split() == [str(page) for page in pages]
    assert all((tmp_path / page.with_name("graph.ttl")).exists() for page in pages)


def test_a_shareable_graph_holds_no_words_of_the_article(run: Run, tmp_path: Path) -> None:
    (tmp_path / "strike.txt").write_text(TEXT, "utf-8")
    assert run("build", "strike.txt", "--shareable", "--fast", cwd=tmp_path).returncode == 0
    turtle = (tmp_path / "out" / "strike" / "graph.ttl").read_text("utf-8")
    texts = [path.read_text("utf-8") for path in (tmp_path / "out" / "strike").iterdir()]
    assert len(texts) == len(FILES)
    for withheld in ("We need a mediator", "have stopped work again"):
        assert not any(withheld in text for text in texts)
    assert "nif:beginIndex" in turtle


def test_query_lists_answers_and_shows_evidence(run: Run, graph: Path) -> None:
    assert "who-urged-whom" in run("query", "--list").stdout
    plain = run("query", "who-urged-whom", graph)
    assert plain.returncode == 0, plain.stderr
    assert "Angela Merkel" in plain.stdout
    shown = run("query", "who-urged-whom", graph, "--evidence")
    assert "urged him to end the persecution" in shown.stdout
    assert len(shown.stdout) > len(plain.stdout)


@pytest.mark.parametrize(("form", "beginning"), [("csv", ""), ("json", "{"), ("table", "")])
def test_query_formats(form: str, beginning: str, run: Run, graph: Path) -> None:
    done = run("query", "who-urged-whom", graph, "--format", form)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(beginning)
    assert "Angela Merkel" in done.stdout


def test_query_takes_sparql_from_a_file_and_from_standard_input(
    run: Run, graph: Path, tmp_path: Path
) -> None:
    person = "?who a ag:Person ; rdfs:label ?name"
    sparql = f'SELECT ?name WHERE {{ {person} . FILTER(CONTAINS(?name, "Merkel")) }}'
    (tmp_path / "mine.rq").write_text(sparql, "utf-8")
    from_file = run("query", tmp_path / "mine.rq", graph)
    from_input = run("query", "-", graph, stdin=sparql.encode())
    assert "Angela Merkel" in from_file.stdout
    assert from_file.stdout == from_input.stdout


def test_explain_tells_sentence_cue_rule_and_source(run: Run, graph: Path, claim: str) -> None:
    done = run("explain", claim, graph)
    assert done.returncode == 0, done.stderr
    for row in ("factuality", "according to", "rule", "characters"):
        assert row in done.stdout
    assert (
        run("explain", f"https://w3id.org/actorgraph/id/claim/{claim}", graph).stdout == done.stdout
    )


def test_check_finds_nothing_wrong_with_what_was_built(run: Run, graph: Path) -> None:
    done = run("check", graph, "--article", SAMPLE)
    assert (done.returncode, done.stdout) == (0, "no problems found\n"), done


def test_check_finds_a_text_that_was_changed(run: Run, graph: Path, tmp_path: Path) -> None:
    changed = tmp_path / "changed.txt"
    changed.write_text(SAMPLE.read_text("utf-8").replace("Merkel", "Markel"), "utf-8")
    done = run("check", graph, "--article", changed)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def test_view_and_export(run: Run, graph: Path, tmp_path: Path) -> None:
    done = run("view", graph, "-o", tmp_path / "picture.html")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "picture.html").read_text("utf-8").lower().startswith("<!doctype html>")
    for ending in ("ttl", "nt", "nq", "trig", "jsonld", "rdf", "graphml", "gexf", "csv"):
        done = run("export", graph, "-o", tmp_path / f"graph.{ending}")
        assert done.returncode == 0, done.stderr
        assert (tmp_path / f"graph.{ending}").stat().st_size > 1000


BAD_ARTICLES = {
    "missing": None,
    "empty": b"",
    "binary": bytes(range(256)) * 20,
    "utf-16 without its mark": TEXT.encode("utf-16le"),
    "latin-1": "Die Häfen blieben am Dienstag geschlossen, sagte Müller.\n".encode("latin-1") * 3,
    "over the limit": b"word " * 1_000_001,
    "a page without an article": b"<!doctype html><html><body></body></html>",
}


@pytest.mark.parametrize("case", BAD_ARTICLES)
def test_a_bad_article_is_one_line_and_nothing_is_written(
    case: str, run: Run, tmp_path: Path
) -> None:
    content = BAD_ARTICLES[case]
    (tmp_path / "good.txt").write_text(TEXT, "utf-8")
    if content is not None:
        (tmp_path / "bad.txt").write_bytes(content)
    line = one_line(run("build", "good.txt", "bad.txt", cwd=tmp_path))
    assert "bad.txt" in line
    assert ";" in line
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--published", "August"], "EDTF"),
        (["--url", "nowhere"], "URL"),
        (["--model", "no_such_model"], "no_such_model"),
        (["--fast", "--model", "x"], "--fast"),
        (["--frobnicate"], "--frobnicate"),
        (["-o", "strike.txt/sub"], "cannot be written"),
        (["-o", "strike.txt"], "cannot be written"),
    ],
)
def test_a_bad_option_is_one_line(
    arguments: list[str], expected: str, run: Run, tmp_path: Path
) -> None:
    (tmp_path / "strike.txt").write_text(TEXT, "utf-8")
    assert expected in one_line(run("build", "strike.txt", *arguments, cwd=tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["strike.txt"]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["query"], "--list"),
        (["query", "who-urged-whom"], "no graph"),
        (["query", "who-urgd-whom", "GRAPH"], "who-urged-whom"),
        (["query", "nowhere.rq", "GRAPH"], "nowhere.rq"),
        (["query", "SELECT ?x WHERE {", "GRAPH"], "line"),
        (["query", "who-urged-whom", "GRAPH", "-p", "actor"], "KEY=VALUE"),
        (["query", "who-urged-whom", "GRAPH", "-p", "question=x"], "question"),
        (["query", "who-urged-whom", "missing.ttl"], "missing.ttl"),
        (["view", "missing.ttl"], "missing.ttl"),
        (["view", "other.ttl"], "ag:Article"),
        (["view", "broken.ttl"], "broken"),
        (["view", "article.txt"], "format"),
        (["export", "GRAPH", "-o", "graph.docx"], "docx"),
        (["explain", "no-such-claim", "GRAPH"], "no such claim"),
        (["check", "other.ttl"], "ag:Article"),
        (["check", "GRAPH", "--article", "none.txt"], "none.txt"),
        (["export", "GRAPH", "-o", "out.ttl", "--redact", "unknown.toml"], "unknown key 'hide'"),
        (["export", "GRAPH", "-o", "out.ttl", "--redact", "strictest"], "no redaction policy"),
        (["export", "GRAPH", "-o", "out.nq", "--policy", "odd.rq"], "?claim ?from ?to"),
        (["reason", "broken.ttl"], "broken"),
        (["forget", "Prester John", "GRAPH"], "in these graphs has this name"),
        (["frobnicate"], "frobnicate"),
    ],
)
def test_bad_input_to_the_other_commands(
    arguments: list[str], expected: str, run: Run, graph: Path, tmp_path: Path
) -> None:
    (tmp_path / "other.ttl").write_text("<http://a.example/b> <http://a.example/c> 1 .", "utf-8")
    (tmp_path / "broken.ttl").write_text("<http://a.example/b> <c", "utf-8")
    (tmp_path / "article.txt").write_text(TEXT, "utf-8")
    (tmp_path / "unknown.toml").write_text('version = 1\nname = "mine"\nhide = true\n', "utf-8")
    (tmp_path / "odd.rq").write_text("SELECT ?claim WHERE { ?claim a ag:Claim }", "utf-8")
    before = sorted(path.name for path in tmp_path.iterdir())
    filled = [str(graph) if argument == "GRAPH" else argument for argument in arguments]
    assert expected in one_line(run(*filled, cwd=tmp_path))
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_what_violates_the_shapes_is_named_with_its_rule_and_a_remedy(
    run: Run, graph: Path, tmp_path: Path
) -> None:
    told = graph.read_text("utf-8")
    assert told.count("ag:factuality ag:") > 1
    path = tmp_path / "odd.ttl"
    path.write_text(
        told.replace("ag:factuality ag:Asserted", "ag:factuality ag:Direct", 1), "utf-8"
    )
    done = run("check", path)
    assert (done.returncode, done.stderr) == (1, "")
    node, rule, rest = done.stdout.splitlines()[0].split("  ", 2)
    assert node.startswith("https://w3id.org/actorgraph/id/claim/")
    assert rule == "claim-factuality"
    assert "; give it ag:Asserted" in rest


def test_an_article_that_is_another_is_named_with_the_claims_it_affects(
    run: Run, graph: Path, tmp_path: Path
) -> None:
    (tmp_path / "other.txt").write_text("Nothing of the kind was said.", "utf-8")
    done = run("check", graph, "--article", tmp_path / "other.txt")
    assert done.returncode == 1
    hashes = [line for line in done.stdout.splitlines() if "  text-hash  " in line]
    assert len(hashes) == 1
    assert "/id/article/" in hashes[0]
    assert re.search(r"which affects [1-9]\d* of \d+ claims: \S", hashes[0])


def test_a_closed_pipe_makes_no_noise(graph: Path) -> None:
    command = f'"{sys.executable}" -m actorgraph.cli query --list | head -c 1'
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert done.stderr == ""


def test_controls_in_a_name_do_not_reach_the_terminal(run: Run, tmp_path: Path) -> None:
    hostile = TEXT.replace("Mara Quill", "Mara \u202eQuill\x1b[31m")
    (tmp_path / "strike.txt").write_text(hostile, "utf-8")
    assert run("build", "strike.txt", "--fast", cwd=tmp_path).returncode == 0
    everything = "SELECT ?words WHERE { ?span nif:anchorOf ?words }"
    done = run("query", everything, "out/strike/graph.ttl", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Quill" in done.stdout
    assert not set("\x1b\u202e") & set(done.stdout)


@pytest.mark.skipif(shutil.which("make") is None, reason="needs make")
def test_make_help_lists_the_targets() -> None:
    done = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert all(
        f"make {name}" in done.stdout
        for name in ["help", "demo", "test", "check", "graph", "eval", "bench", "vendor"]
    )
