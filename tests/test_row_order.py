"""Row order: rows come as the engine would order them, and unusual orders are left to it."""

import pyoxigraph as ox
import pytest
from benchmarks.synthetic import articles

from actorgraph.errors import QueryError
from actorgraph.query import Question, ask, fill, questions
from actorgraph.row_order import Key, in_order, without_order
from actorgraph.stores.memory import MemoryStore
from actorgraph.vocabulary.vocab import XSD, prefixes

ORDERED = [question for question in questions() if without_order(question.plan)]
GIVEN = {"from": "Person 1", "to": "Person 2"}
EX = "http://a.example/"


@pytest.fixture(scope="module")
def invented() -> MemoryStore:
    return MemoryStore.of(articles(12, actors=30, worded=True))


def test_most_questions_are_ordered_here() -> None:
    assert len(ORDERED) > 30


@pytest.mark.parametrize("question", ORDERED, ids=lambda question: question.name)
def test_the_order_is_that_of_the_engine(question: Question, invented: MemoryStore) -> None:
    given = {name: GIVEN[name] for name in question.needs}
    solutions = invented.quads.query(fill(question.plan, given), prefixes=prefixes())
    assert isinstance(solutions, ox.QuerySolutions)
    columns = [variable.value for variable in solutions.variables]
    wanted = [tuple(solution) for solution in solutions]
    found = ask(invented, question.name, **given).rows
    unordered = without_order(question.plan)
    assert unordered is not None
    # Rows that are equal in all keys may come in any order.
    places = [columns.index(key.variable) for key in unordered.keys]
    assert [[row[place] for place in places] for row in found] == [
        [row[place] for place in places] for row in wanted
    ]
    assert set(found) == set(wanted)


TERMS = {
    "unbound": None,
    "iri": ox.NamedNode(EX + "b"),
    "later iri": ox.NamedNode(EX + "c"),
    "text": ox.Literal("a"),
    "accented text": ox.Literal("é"),
    "text outside the basic plane": ox.Literal("\U0001f600"),
    "text at its end": ox.Literal("\uffee"),
}
NUMBERS = {str(number): ox.Literal(number) for number in (10, 9, -2)}


def by_engine(terms: list[ox.NamedNode | ox.Literal | None], keys: str) -> list[object]:
    store = ox.Store()
    named = [str(term) if term is not None else "UNDEF" for term in terms]
    query = f"SELECT ?a WHERE {{ VALUES ?a {{ {' '.join(named)} }} }} ORDER BY {keys}"
    solutions = store.query(query)
    assert isinstance(solutions, ox.QuerySolutions)
    return [next(iter(solution)) for solution in solutions]


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("terms", [TERMS, NUMBERS], ids=["terms", "numbers"])
def test_terms_are_in_the_order_of_the_engine(
    terms: dict[str, ox.NamedNode | ox.Literal | None], descending: bool
) -> None:
    values = list(terms.values())
    found = in_order([(value,) for value in values], ["a"], [Key("a", descending)])
    assert found is not None
    keys = "DESC(?a)" if descending else "?a"
    assert [row[0] for row in found] == by_engine(values, keys)


@pytest.mark.parametrize(
    "terms",
    [
        [ox.BlankNode()],
        [ox.Literal("a"), ox.Literal(1)],
        [ox.Literal("1.5", datatype=XSD.decimal)],
        [ox.Literal("a", language="en"), ox.Literal("a", language="de")],
        [ox.Literal(1), ox.NamedNode(EX)],
    ],
)
def test_what_only_the_engine_can_order_is_left_to_it(
    terms: list[ox.NamedNode | ox.Literal | ox.BlankNode],
) -> None:
    assert in_order([(term,) for term in terms], ["a"], [Key("a")]) is None


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("SELECT ?a WHERE { ?a ?b ?c } ORDER BY ?a", (Key("a"),)),
        ("SELECT ?a ?b WHERE { ?a ?b ?c } ORDER BY DESC(?b) asc(?a)", (Key("b", True), Key("a"))),
        ("SELECT ?a WHERE { ?a ?b ?c } ORDER BY ?a LIMIT 3", None),
        ("SELECT ?a WHERE { ?a ?b ?c } ORDER BY STR(?a)", None),
        ("SELECT ?a WHERE { ?a ?b ?c } ORDER BY (?a = ?b)", None),
        ("SELECT ?a WHERE { ?a ?b ?c } ORDER BY ?c", None),
        ("SELECT * WHERE { ?a ?b ?c } ORDER BY ?a", None),
        ("SELECT ?a WHERE { { SELECT ?a WHERE { ?a ?b ?c } ORDER BY ?a } }", None),
        ("SELECT ?a WHERE { ?a ?b 'ORDER BY ?a' }", None),
        ("SELECT ?a WHERE { ?a ?b ?c }", None),
        ("SELECT ?a WHERE { ?a ?b ?c } ORDER BY ?a VALUES ?a { 1 }", None),
        ("CONSTRUCT { ?a ?b ?c } WHERE { ?a ?b ?c } ORDER BY ?a", None),
    ],
)
def test_an_order_of_variables_is_taken(query: str, keys: tuple[Key, ...] | None) -> None:
    unordered = without_order(query)
    assert (unordered.keys if unordered else None) == keys
    if unordered:
        assert "ORDER" not in unordered.sparql


def test_dates_are_in_the_order_of_the_engine() -> None:
    store = MemoryStore.of([])
    days = ["2017-03-01T00:00:00+05:00", "2017-02-28T23:00:00Z", "2017-02-28T20:30:00Z"]
    named = " ".join(f'"{day}"^^xsd:dateTime' for day in days)
    found = ask(store, f"SELECT ?a WHERE {{ VALUES ?a {{ {named} }} }} ORDER BY ?a")
    values = [row["a"] for row in found]
    assert values == [days[0], days[2], days[1]]


@pytest.mark.parametrize("end", [" . }", "} ORDER", "} ORDER BY", "} ORDER BY DESC(", "} ORDER ?a"])
def test_a_fault_is_explained_as_before(end: str) -> None:
    with pytest.raises(QueryError):
        ask(MemoryStore.of([]), f"SELECT ?a WHERE {{ ?a ?b {end}")
