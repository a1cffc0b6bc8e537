"""Reasoning: HermiT finds the ontology consistent, and names what in a graph contradicts it."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from actorgraph.checking.inference import infer
from actorgraph.checking.reasoning import LARGEST, clashes, contradictions, load_classes
from actorgraph.cli import cli
from actorgraph.errors import GraphError
from actorgraph.query import ask
from actorgraph.redaction import redact
from actorgraph.stores.contract import INFERRED
from actorgraph.stores.memory import MemoryStore
from actorgraph.vocabulary.vocab import AG, RDF, carrying
from tests.attacks import ATTACKS

SAMPLE = Path(__file__).parent.parent / "graph" / "sample" / "graph.ttl"
STORY = """
@prefix ag: <https://w3id.org/actorgraph/ontology#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix : <https://example.org/> .
:story a ag:Article .
:a a ag:Person . :b a ag:Organisation .
:c a ag:Claim , ag:Action , ag:Consult ; ag:reportedIn :story ; ag:agent :a ; ag:target :b .
"""


def graph_of(tmp_path: Path, rest: str) -> MemoryStore:
    path = tmp_path / "story.ttl"
    path.write_text(STORY + rest, "utf-8")
    return MemoryStore.load(path)


@pytest.mark.parametrize(
    ("rest", "words"),
    [
        ("", None),
        (':c ag:notBefore "2017-01-01"^^xsd:date .', None),
        (":c a ag:Relation .", "c is both Action and Relation"),
        (":w a ag:Claim , ag:Attitude , ag:Wish ; ag:agent :a .", "must be Action"),
        (':c ag:reportedIn :other . :c ag:codedBy "meet" , "visit *" .', "2 values of codedBy"),
    ],
)
def test_what_contradicts_is_named(rest: str, words: str | None, tmp_path: Path) -> None:
    found = contradictions(graph_of(tmp_path, rest))
    assert (found == []) if words is None else any(words in line for line in found), found


def test_a_graph_of_the_tool_is_consistent() -> None:
    done = CliRunner().invoke(cli, ["reason", str(SAMPLE)])
    assert (done.exit_code, done.stdout.strip()) == (0, "consistent with the ontology, by HermiT")


def test_a_graph_that_contradicts_itself_ends_with_one(tmp_path: Path) -> None:
    path = tmp_path / "story.ttl"
    path.write_text(STORY + ":c a ag:Relation .", "utf-8")
    done = CliRunner().invoke(cli, ["reason", str(path)])
    assert done.exit_code == 1
    assert done.stdout.splitlines()[-1].endswith("by HermiT")


def test_a_graph_too_large_is_refused(tmp_path: Path) -> None:
    many = "".join(f":a{n} a ag:Person .\n" for n in range(LARGEST + 1))
    with pytest.raises(GraphError, match="too many"):
        contradictions(graph_of(tmp_path, many))


def test_the_ontology_loads_as_classes() -> None:
    classes = load_classes()
    assert classes.Action in classes.Statement.ancestors()
    assert classes.Claim in classes.Attitude.ancestors()


def test_inferences_are_in_a_graph_of_their_own() -> None:
    store = MemoryStore.load(SAMPLE)
    before = store.triples()
    count = infer(store)
    found = {quad.triple for quad in store.quads.quads_for_pattern(None, None, None, INFERRED)}
    assert len(found) == count > 500
    assert found.isdisjoint(before)
    assert store.triples() == before
    assert infer(store) == count
    persons = {
        triple.subject
        for triple in before
        if triple.predicate == RDF.type and triple.object == AG.Person
    }
    actors = {
        triple.subject
        for triple in found
        if triple.predicate == RDF.type and triple.object == AG.Actor
    }
    assert persons <= actors


def test_nothing_that_follows_ties_two_actors() -> None:
    store = MemoryStore.load(SAMPLE)
    infer(store)
    direct = {name for _, name in carrying(AG.direct)}
    found = list(store.quads.quads_for_pattern(None, None, None, INFERRED))
    assert not [quad for quad in found if quad.predicate.value.rpartition("#")[2] in direct]
    actors = {quad.subject for quad in found if quad.object == AG.Actor}
    assert not [quad for quad in found if quad.subject in actors and quad.object in actors]


def test_reasoning_over_a_redacted_graph_finds_nobody() -> None:
    store = redact(MemoryStore.load(SAMPLE))
    assert clashes(store) == []
    for name, attack in ATTACKS.items():
        assert len(ask(store, attack)) == 0, name


def test_a_large_graph_is_left_to_owl_rl(tmp_path: Path) -> None:
    path = tmp_path / "many.ttl"
    many = "".join(f":a{n} a ag:Person .\n" for n in range(LARGEST + 1))
    path.write_text(STORY + many + ":c a ag:Relation .", "utf-8")
    done = CliRunner().invoke(
        cli, ["reason", str(path), "--inferred", str(tmp_path / "inferred.nq")]
    )
    assert done.exit_code == 1
    assert "c is both Action and Relation" in done.stdout
    assert done.stdout.splitlines()[-1].endswith("by OWL 2 RL")
    assert INFERRED.value in (tmp_path / "inferred.nq").read_text("utf-8")
