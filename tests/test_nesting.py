"""Graphs that nest without end: refused on one line before a parser sees them."""

import json
import subprocess
import sys
from pathlib import Path
from time import process_time

import pyoxigraph as ox
import pytest

from actorgraph.checking.shapes import misshapen
from actorgraph.errors import GraphError, QueryError, ReviewError
from actorgraph.nesting import MOST_LEVELS, is_json_too_deep, is_too_deep
from actorgraph.redaction.rules import read_policy
from actorgraph.server import updates
from actorgraph.sparql import check_query
from actorgraph.stores.memory import MemoryStore
from actorgraph.stores.remote.endpoint import parse_triples
from actorgraph.text.review_file import read_decisions
from tests.snippets import triples

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "graph" / "sample" / "graph.ttl"
DEEP = 100_000
PREFIXES = "@prefix e: <http://example.org/> .\n"
LINE = "<http://example.org/a> <http://example.org/b> "
# What opens a level, what is in the middle, and what closes a level.
SHAPES = {
    "triple terms": (".ttl", "e:a e:b ", "<<( e:a e:b ", "e:c", " )>>"),
    "reified triples": (".ttl", "e:a e:b ", "<< e:a e:b ", "e:c", " >>"),
    "annotations": (".ttl", "e:a e:b e:c ", "{| e:b e:c ", "", "|}"),
    "collections": (".ttl", "e:a e:b ", "( ", "", ")"),
    "property lists": (".ttl", "e:a e:b ", "[ e:b ", "e:c", "]"),
    "mixed": (".trig", "e:a e:b ", "[ e:b ( ", "e:c", ")]"),
    "without an end": (".ttl", "e:a e:b ", "<<( e:a e:b ", "", ""),
    "lines": (".nt", LINE, f"<<( {LINE}", "<http://example.org/c>", " )>>"),
    "quads": (".nq", LINE, f"<<( {LINE}", "<http://example.org/c>", " )>>"),
    "behind a string": (
        ".ttl",
        'e:a e:b "\\"", \'#\' , """a"b""" , ',
        "<<( e:a e:b ",
        "e:c",
        ")>>",
    ),
    "behind a comment": (".ttl", "# \" ' <\ne:a e:b\\' ", "<<( e:a e:b ", "e:c", ")>>"),
}


def nested(shape: str, depth: int) -> tuple[str, str]:
    """Return a file's ending, and a graph that nests so deep."""
    ending, before, opening, middle, closing = SHAPES[shape]
    text = before + opening * depth + middle + closing * depth + " .\n"
    return ending, text if ending in (".nt", ".nq") else PREFIXES + text


@pytest.mark.parametrize("shape", SHAPES)
def test_nesting_is_found_and_a_little_of_it_is_fine(shape: str) -> None:
    assert is_too_deep(nested(shape, DEEP)[1].encode())
    assert is_too_deep(nested(shape, MOST_LEVELS + 1)[1].encode())
    assert not is_too_deep(nested(shape, 10)[1].encode())


HARMLESS = [
    'e:a e:b "{deep}" .',
    "e:a e:b '{deep}' .",
    'e:a e:b """a "quoted" {deep}\n{deep}""" .',
    "e:a e:b '''it's {deep}\n{deep}''' .",
    'e:a e:b "an escaped \\" {deep}" .',
    'e:a e:b """an escaped \\""" {deep}""" .',
    "e:a e:b e:c . # {deep}",
    "e:a e:b <http://example.org/({deep_iri}> .",
    "e:a e:b {names} .",
    "{flat}",
]


@pytest.mark.parametrize("text", HARMLESS)
def test_brackets_in_text_are_not_nesting(text: str) -> None:
    fields = {
        "deep": "([{<<(" * 1_000,
        "deep_iri": "(;(" * 1_000,
        "names": ", ".join(["e:a\\(b", "e:a\\'b"] * 200),
        "flat": "e:a e:b [ e:c ( 1 2 ) ], << e:a e:b e:c >> .\n" * 1_000,
    }
    graph = (PREFIXES + text.format(**fields)).encode()
    assert not is_too_deep(graph)
    assert list(ox.parse(graph, format=ox.RdfFormat.TURTLE))


HOSTILE = [
    '"',
    "'",
    '"""',
    "'''",
    "<",
    "\\",
    "#",
    "\"'",
    '\\"""',
    "<a",
    "\"\n'",
    "#\\\n'''",
    "'''\\",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_finding_costs_what_the_file_is_long(piece: str) -> None:
    times = []
    for count in (20_000, 160_000):
        content = (piece * count + "(" * MOST_LEVELS * 2).encode()
        began = process_time()
        for _ in range(3):
            is_too_deep(content)
        times.append(process_time() - began)
    # Eight times the text: a quadratic search would take 64 times as long.
    assert times[1] < 30 * max(times[0], 0.002)


GRAPH = "GRAPH"
COMMANDS = {
    "query": ["query", "who-urged-whom", GRAPH],
    "view": ["view", GRAPH],
    "check": ["check", GRAPH],
    "reason": ["reason", GRAPH],
    "explain": ["explain", "claim", GRAPH],
    "export": ["export", GRAPH, "--out", "out.jsonld"],
    "diff": ["diff", str(SAMPLE), GRAPH],
    "link": ["link", str(SAMPLE), GRAPH],
    "forget": ["forget", "Petrov", GRAPH],
    "serve": ["serve", "--port", "0", GRAPH],
}
LOAD = """
import sys, actorgraph as ag
try:
    ag.load(sys.argv[1])
except ag.GraphError as error:
    sys.exit(f"actorgraph: {error}")
"""


def run(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run Python in a process of its own, which a broken parser may end."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    ending, text = nested("triple terms", DEEP)
    path = tmp_path_factory.mktemp("deep") / f"deep{ending}"
    path.write_text(text)
    return path


@pytest.mark.parametrize("command", COMMANDS)
def test_a_deep_graph_ends_no_command(command: str, graph: Path) -> None:
    arguments = [str(graph) if part == GRAPH else part for part in COMMANDS[command]]
    ended = run("-m", "actorgraph.cli", *arguments, folder=graph.parent)
    assert ended.returncode == 2, ended.stderr[-500:]
    assert ended.stderr.count("\n") == 1
    assert "deep.ttl" in ended.stderr
    assert "nested deeper" in ended.stderr


def test_a_deep_graph_ends_no_program_that_loads_it(graph: Path) -> None:
    ended = run("-c", LOAD, str(graph), folder=graph.parent)
    assert ended.returncode == 1
    assert "nested deeper" in ended.stderr


@pytest.mark.parametrize("shape", SHAPES)
def test_no_shape_of_nesting_is_loaded(shape: str, tmp_path: Path) -> None:
    ending, text = nested(shape, MOST_LEVELS + 1)
    path = tmp_path / f"graph{ending}"
    path.write_text(text)
    with pytest.raises(GraphError, match="nested deeper"):
        MemoryStore.load(path)


def test_a_remote_store_cannot_send_a_deep_graph() -> None:
    with pytest.raises(SyntaxError, match="nested deeper"):
        parse_triples(nested("lines", DEEP)[1].encode())


def test_a_remote_store_cannot_send_deep_results() -> None:
    opening = '{"type":"triple","value":{"object":'
    assert is_json_too_deep(f"{opening * DEEP}1{'}}' * DEEP}".encode())
    assert is_json_too_deep(b"[" * DEEP)
    rows = [{"a": {"type": "literal", "value": "[{" * 1_000 + '\\"'}}] * 1_000
    assert not is_json_too_deep(json.dumps({"results": {"bindings": rows}}).encode())


TERMS = {
    "reified": ("<< e:a e:b ", " >>"),
    "close": ("<<e:a e:b ", ">>"),
    "terms": ("<<( e:a e:b ", " )>>"),
    "annotations": ("e:c {| e:a e:b ", " |}"),
}


@pytest.mark.parametrize("shape", TERMS)
def test_sparql_is_bounded_as_graphs_are(shape: str) -> None:
    opening, closing = TERMS[shape]
    deep = "e:a e:b " + opening * 120 + "e:c" + closing * 120
    with pytest.raises(QueryError, match="nests deeper"):
        check_query(f"ASK {{ {deep} }}")
    deep = "e:a e:b " + opening * 5_000 + "e:c" + closing * 5_000
    with pytest.raises(QueryError, match="nests deeper"):
        updates.checked(f"INSERT DATA {{ {deep} }}", [], [])
    flat = f"e:a e:b {opening} e:c {closing} . " * 300
    assert updates.checked(f"INSERT DATA {{ {flat} }}", [], [])


def test_deep_tables_of_decisions_and_policies_are_refused(tmp_path: Path) -> None:
    deep = "a = " + "[" * 20_000
    (tmp_path / "review.toml").write_text(deep)
    (tmp_path / "policy.toml").write_text(deep)
    with pytest.raises(ReviewError):
        read_decisions(tmp_path)
    with pytest.raises(QueryError):
        read_policy(tmp_path / "policy.toml")


def test_a_chain_of_statements_without_end_is_no_crash() -> None:
    claims = [f"ex:c{number} ag:saidIn ex:c{number + 1} ." for number in range(1_500)]
    reported = [f"ex:c{number} a ag:Claim ; ag:reportedIn ex:a ." for number in range(1_500)]
    with pytest.raises(GraphError, match="too long to check"):
        list(misshapen(triples("\n".join(["ex:a a ag:Article .", *claims, *reported]))))
