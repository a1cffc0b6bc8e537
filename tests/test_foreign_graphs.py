"""Graphs that somebody else wrote, to end the process that reads them: one line, or a result."""

from itertools import pairwise
from pathlib import Path

import pytest

from actorgraph.errors import GraphError
from actorgraph.graph.facts import Facts
from actorgraph.graph.triples import whole_number
from actorgraph.redaction import forget, redact
from actorgraph.redaction.places import mentions_by_article
from actorgraph.stores import graph_files
from actorgraph.stores.graph_files import read_graphs
from actorgraph.stores.remote.endpoint import parse_triples
from actorgraph.vocabulary.vocab import AG
from tests.conftest import Run
from tests.test_redaction_steps import KEY, MARTA, PREFIXES, STORY, claim, node, store_of, triples

LARGE = 20_000_000
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise("abcdefghi"))
    + ']><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">&i;</rdf:RDF>'
)
REMOTE = '{"@context": "http://127.0.0.1:9/context", "@id": "urn:x", "@type": "ag:Article"}'
# Each is refused in one line: what the file is called, and what it contains.
REFUSED = {
    "entities": ("bomb.ttl", BOMB),
    "entities in RDF/XML": ("bomb.rdf", BOMB),
    "a remote context": ("remote.jsonld", REMOTE),
    "a text that the parser cannot hold": ("text.ttl", f':p :q "{"x" * LARGE}" .'),
    "an IRI that the parser cannot hold": ("iri.ttl", f":p :q <urn:{'x' * LARGE}> ."),
    "half a character": ("half.ttl", ':p :q "\\uD800" .'),
    "a text that does not end": ("open.ttl", ':p :q "x'),
    "graphs in graphs": ("graphs.trig", ":g { :h { :a :b :c } }"),
}
# Each is read: a result.
READ = {
    "prefixes": "".join(f"@prefix p{number}: <urn:{number}/> .\n" for number in range(20_000)),
    "bases": "@base <http://example.org/> .\n" + "@base <a/> .\n" * 5_000,
    "a prefix that grows": (
        f"@prefix long: <urn:{'x' * 2_000}> .\n"
        + "".join(f":p :q long:{number} .\n" for number in range(200))
    ),
    "an IRI": f":p :q <urn:{'x' * 1_000_000}> .",
    "a name": f':p a ag:Person ; rdfs:label "{"Quill " * 5_000}" .',
    "equals": "".join(f":p{number} owl:sameAs :p{number + 1} .\n" for number in range(5_000)),
    "statements in statements": "".join(
        claim(f"c{number}", "Act", f"ag:saidIn :c{(number + 1) % 500} ; ag:agent :marta")
        for number in range(500)
    ),
    "numbers": f":c ag:atLeast {'9' * 10_000} ; ag:confidence 0.{'9' * 10_000} .",
    "offsets": f":marta ag:mention <urn:x-story#char={'9' * 5_000},{'9' * 5_000}> .",
    "classes": "".join(f":marta a :K{number} .\n" for number in range(5_000)),
}


@pytest.mark.parametrize("shape", sorted(REFUSED))
def test_a_graph_is_refused(shape: str, tmp_path: Path) -> None:
    name, text = REFUSED[shape]
    (tmp_path / name).write_text(PREFIXES + text, "utf-8")
    with pytest.raises(GraphError) as refusal:
        read_graphs(tmp_path / name)
    assert len(str(refusal.value)) < 1_000


@pytest.mark.parametrize("shape", sorted(READ))
def test_a_graph_is_read_redacted_and_forgotten(shape: str, tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    harm = claim("c", "Assault", "ag:target :marta")
    path.write_text("\n".join((PREFIXES, STORY, MARTA, harm, READ[shape])), "utf-8")
    assert read_graphs(path)
    store = store_of(STORY, MARTA, harm, READ[shape])
    assert "Quill" not in "".join(map(str, redact(store, key=KEY).triples()))
    assert not list(forget(store, "Marta Quill").triples_of(node("marta")))


def test_many_graphs_of_one_file_are_read(tmp_path: Path) -> None:
    path = tmp_path / "graphs.trig"
    graphs = "".join(f":g{number} {{ :a{number} a ag:Article }}\n" for number in range(2_000))
    path.write_text(PREFIXES + graphs, "utf-8")
    assert len(read_graphs(path)) == 2_000


@pytest.mark.parametrize(
    "turtle",
    [
        f":p :q ({' 1' * 20_000} ) .",
        "".join(f"_:b{number} :n _:b{(number + 1) % 2_000} .\n" for number in range(2_000)),
    ],
    ids=["a list", "a cycle"],
)
def test_nodes_without_names_are_read_but_not_redacted(turtle: str, tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text(PREFIXES + STORY + turtle, "utf-8")
    assert read_graphs(path)
    with pytest.raises(GraphError, match="without an IRI"):
        redact(store_of(STORY, turtle), key=KEY)


def test_prefixes_that_grow_too_long_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(graph_files, "MOST_CHARACTERS", 100_000)
    path = tmp_path / "graph.ttl"
    uses = "".join(f":p :q long:{number} .\n" for number in range(100))
    path.write_text(f"{PREFIXES}{STORY}@prefix long: <urn:{'x' * 2_000}> .\n{uses}", "utf-8")
    with pytest.raises(GraphError, match="prefixes"):
        read_graphs(path)


def test_too_many_statements_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graph_files, "MOST_STATEMENTS", 10)
    path = tmp_path / "graph.ttl"
    path.write_text(PREFIXES + STORY + f":p :q ({' 1' * 10} ) .", "utf-8")
    with pytest.raises(GraphError, match="statements"):
        read_graphs(path)


def test_too_many_bytes_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graph_files, "LARGEST_FILE_IN_BYTES", 100)
    path = tmp_path / "graph.ttl"
    path.write_text(PREFIXES + STORY, "utf-8")
    with pytest.raises(GraphError, match="MB"):
        read_graphs(path)


def test_a_command_says_so_in_one_line(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "text.ttl"
    path.write_text(f'{PREFIXES}{STORY}:p :q "{"x" * LARGE}" .', "utf-8")
    done = run("export", path, "-o", tmp_path / "o.nt")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1


def test_an_answer_that_the_parser_cannot_hold_is_an_error() -> None:
    with pytest.raises(SyntaxError):
        parse_triples(f'<urn:a> <urn:b> "{"x" * LARGE}" .\n'.encode())


@pytest.mark.parametrize(
    ("text", "number"),
    [("12", 12), ("-3", -3), ("9" * 5_000, None), ("²", None), ("3.5", None), ("", None)],
)
def test_whole_numbers(text: str, number: int | None) -> None:
    assert whole_number(text) == number
    facts = Facts(triples(f':c ag:atLeast "{text}" .'))
    assert facts.whole(node("c"), AG.atLeast) == (number or 0)


def test_offsets_that_are_no_offsets_are_left_out() -> None:
    mention = ":marta ag:mention <urn:x-story#char={},{}> ."
    facts = Facts(triples(mention.format(1, 5), mention.format("9" * 5_000, 5)))
    ((place,),) = mentions_by_article(facts).values()
    assert (place.begin, place.end) == (1, 5)
