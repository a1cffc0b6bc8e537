"""Plans: what our engine is asked has the rows of the question, or of any query, as written."""

import random
from collections import Counter
from itertools import product
from pathlib import Path

import pyoxigraph as ox
import pytest
from benchmarks.synthetic import articles

from actorgraph.connections import COLUMNS, MOST_ROWS, QUESTION, connections
from actorgraph.query import Question, ask, fill, find_question, questions
from actorgraph.scan_plan import scanning
from actorgraph.stores.memory import MemoryStore
from actorgraph.vocabulary.vocab import AG, RDFS, XSD, prefixes

CASES = Path(__file__).parent / "queries"
SAMPLE = Path(__file__).parent.parent / "graph" / "sample"
EX = "http://a.example/"
PLANNED = [question for question in questions() if question.plan != question.sparql]
ORDER = ("steps", "between", "via", "claim", "claim2", "claim3", "accordingTo")


@pytest.fixture(scope="module")
def invented() -> MemoryStore:
    return MemoryStore.of(articles(12, actors=30, worded=True))


def rows_of(store: ox.Store, sparql: str) -> list[tuple[object, ...]]:
    solutions = store.query(sparql, prefixes=prefixes())
    assert isinstance(solutions, ox.QuerySolutions)
    return [tuple(solution) for solution in solutions]


def given(question: Question) -> list[dict[str, str]]:
    """Nothing, and values for what the question takes."""
    values = {"of": "Person", "name": "Person 1", "from": "2012", "to": "2019-05"}
    return [{}, {name: values[name] for name in question.parameters}]


@pytest.mark.parametrize("question", PLANNED, ids=lambda question: question.name)
def test_a_plan_has_the_rows_of_its_question(question: Question, invented: MemoryStore) -> None:
    """The rows and their order: where the order is that of the question, it leaves nothing open."""
    assert "SELECT" in question.plan.partition("WHERE")[2]
    case = MemoryStore.load(CASES / question.name / "data.ttl")
    for store, values in product((invented, case, MemoryStore.load(SAMPLE)), given(question)):
        wanted = rows_of(store.quads, fill(question.sparql, values))
        found = rows_of(store.quads, fill(question.plan, values))
        assert Counter(found) == Counter(wanted)


NODES = [f"ex:n{number}" for number in range(6)]
VARIABLES = ["?a", "?b", "?c", "?d"]
STEPS = ["ex:p", "ex:q", "^ex:p", "(ex:p|ex:q)", "(ex:p/ex:q)", "ex:p+"]

CLAUSES = ["OPTIONAL", "MINUS", "FILTER NOT EXISTS", "", "union", "FILTER", "VALUES", "SELECT"]


def pattern(dice: random.Random) -> str:
    """Return triples as people write them: with paths, `;` and `,`."""
    path = dice.choice(["/", "|"]).join(dice.choices(STEPS, k=dice.choice([1, 1, 1, 2, 3])))
    value = dice.choice([*VARIABLES, dice.choice(NODES)])
    text = f"{dice.choice(VARIABLES)} {path} {value}"
    if dice.random() < 0.3:
        text += f" , {dice.choice(VARIABLES)}"
    if dice.random() < 0.3:
        text += f" ; {dice.choice(STEPS)} {dice.choice(VARIABLES)}"
    return text + dice.choice([" .", " ; ."])


def clause(dice: random.Random) -> str:
    inside = " ".join(pattern(dice) for _ in range(dice.choice([1, 1, 2])))
    kind = dice.choice(
        ["OPTIONAL", "MINUS", "FILTER NOT EXISTS", "", "union", "FILTER", "VALUES", "SELECT"]
    )
    if kind == "union":
        return f"{{ {inside} }} UNION {{ {pattern(dice)} }}"
    if kind == "SELECT":
        return f"{{ SELECT DISTINCT ?a ?b WHERE {{ {inside} }} }}"
    if kind == "FILTER":
        return f"FILTER (!BOUND({dice.choice(VARIABLES)}) || {dice.choice(VARIABLES)} != ex:n1)"
    if kind == "VALUES":
        return f"VALUES {dice.choice(VARIABLES)} {{ {' '.join(dice.choices(NODES, k=3))} }}"
    return f"{kind} {{ {inside} }}"


@pytest.mark.parametrize("seed", range(300))
def test_any_query_has_the_same_rows_by_scans(seed: int) -> None:
    dice = random.Random(seed)
    nodes = [ox.NamedNode(f"{EX}n{number}") for number in range(6)]
    store = ox.Store()
    for predicate in ("p", "q"):
        for _ in range(7):
            ends = dice.choices(nodes, k=2)
            store.add(ox.Quad(ends[0], ox.NamedNode(EX + predicate), ends[1]))
    parts = [pattern(dice), *(dice.choice([pattern, clause])(dice) for _ in range(3))]
    text = f"PREFIX ex: <{EX}> SELECT {' '.join(VARIABLES)} WHERE {{ {' '.join(parts)} }}"
    assert Counter(rows_of(store, scanning(text))) == Counter(rows_of(store, text)), text


@pytest.mark.parametrize(
    "text",
    [
        "ASK { ?a ?b ?c }",
        "SELECT ?a WHERE { ?a ex:p [ ex:q ?b ] }",
        "SELECT ?a WHERE { ?a ex:p _:b . _:b ex:q ?c }",
        'SELECT ?a WHERE { ?a ex:p "text"@en }',
        'SELECT ?a WHERE { ?a ex:p "1"^^xsd:integer }',
    ],
)
def test_what_is_unusual_stays_as_it_is(text: str) -> None:
    assert scanning(text) == text


# ── connections ──────────────────────────────────────────────────────────────


def names_in(store: MemoryStore) -> list[str]:
    quads = store.match(None, RDFS.label, None)
    return sorted({q.object.value for q in quads if "/actor/synthetic-" in str(q.subject)})


def by_sparql(store: MemoryStore, begin: str, end: str) -> list[tuple[object, ...]]:
    sparql = find_question(QUESTION).sparql.replace(f"LIMIT {MOST_ROWS}", "")
    assert sparql != find_question(QUESTION).sparql
    return rows_of(store.quads, fill(sparql, {"from": begin, "to": end}))


def ordered(rows: list[tuple[object, ...]]) -> list[list[str]]:
    """What the question orders its rows by."""
    return [[str(row[COLUMNS.index(name)]) for name in ORDER] for row in rows]


@pytest.mark.parametrize("place", range(4))
def test_connections_are_those_of_the_question(place: int) -> None:
    store = MemoryStore.of(articles(6, actors=25, seed=place))
    names = names_in(store)
    # Two of the same name, a second name, somebody of two names, and a claim that was rejected.
    actors = sorted({q.subject for q in store.match(None, AG.agent, None)}, key=str)
    first, second = (next(iter(store.match(None, AG.agent, None))).object, actors[-1])
    own = ox.NamedNode(EX + "graph")
    store.insert(own, [ox.Triple(first, RDFS.label, ox.Literal(names[-1]))])
    store.insert(own, [ox.Triple(second, AG.reviewed, AG.Rejected)])
    store.insert(own, [ox.Triple(first, AG.protected, ox.Literal("false", datatype=XSD.boolean))])
    begin, end = names[place], names[-1 - place]
    wanted = by_sparql(store, begin, end)
    found = ask(store, QUESTION, **{"from": begin, "to": end}).rows
    assert wanted
    assert ordered(list(found)) == ordered(wanted[:MOST_ROWS])
    assert len(set(found)) == len(found)
    assert set(found) <= set(wanted)


def test_connections_with_blank_nodes_are_left_to_the_engine() -> None:
    store = MemoryStore.load(CASES / QUESTION / "data.ttl")
    quads = store.quads
    blank = ox.BlankNode()
    ada = ox.NamedNode("https://example.org/ada")
    quads.add(ox.Quad(blank, AG.agent, ada))
    quads.add(ox.Quad(blank, AG.target, ox.NamedNode("https://example.org/bo")))
    assert connections(quads, ["Ada Lund"], ["Eastport"]) is None
    assert len(ask(store, QUESTION, **{"from": "Ada Lund", "to": "Eastport"})) > 0


def test_nobody_of_the_name_has_no_connections() -> None:
    assert connections(ox.Store(), ["Nobody"], ["Anybody"]) == []
