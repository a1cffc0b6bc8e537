"""Questions: each against data of its own with a near miss; and what a query may not do."""

import csv
import io
import json
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from actorgraph.errors import QueryError
from actorgraph.pipeline import build as build_article
from actorgraph.query import ask, find_question, questions
from actorgraph.sparql import MOST_BRACKETS, check_query
from actorgraph.stores.contract import DERIVED
from actorgraph.stores.memory import MemoryStore
from actorgraph.stores.policy import policies
from actorgraph.text.reading import read_text
from actorgraph.views.tables import print_answer
from actorgraph.vocabulary.vocab import AG, RDF

CASES = Path(__file__).parent / "queries"
NAMES = [question.name for question in questions()]
EX = "https://example.org/"
# What counts claims says of how many it is how certain, and from how many sources.
COUNTED = ("dyads-by-month", "who-is-told-of-by-most-sources")


def case(name: str) -> MemoryStore:
    return MemoryStore.load(CASES / name / "data.ttl")


def given(name: str) -> dict[str, str]:
    """The parameters with which a question is asked here."""
    path = CASES / name / "parameters.txt"
    return (
        dict(line.split("=", 1) for line in path.read_text("utf-8").splitlines())
        if path.exists()
        else {}
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_question_returns_its_rows_and_not_the_near_miss(name: str) -> None:
    answer = ask(case(name), name, **given(name))
    assert print_answer(answer, form="csv") == (CASES / name / "expected.csv").read_text("utf-8"), (
        f"if intended, write it to tests/queries/{name}/expected.csv"
    )
    assert len(answer) > 0


def test_every_case_belongs_to_a_question() -> None:
    assert sorted(path.name for path in CASES.iterdir() if path.is_dir()) == sorted(NAMES)
    assert len(NAMES) >= 30


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_a_question_says_what_it_asks(question) -> None:  # type: ignore[no-untyped-def]
    assert question.title
    assert question.question.endswith("?")
    assert "ORDER BY" in question.sparql or question.sparql.count("CONSTRUCT"), "rows need an order"


@pytest.mark.parametrize("name", [name for name in NAMES if name != "what-is-alleged-and-by-whom"])
def test_a_listed_action_always_shows_how_certain_it_is(name: str) -> None:
    columns = ask(case(name), name, **given(name)).columns
    if name in COUNTED:
        assert {"asserted", "reserved", "denied"} <= {*columns} or {
            "certainty",
            "denied",
            "speakers",
        } <= {*columns}
        return
    assert not columns or "certainty" in columns
    assert not columns or name == "what-was-denied" or "denied" in columns
    assert not columns or {"accordingTo", "source", "speaker"} & {*columns}


def test_a_question_that_needs_a_parameter_says_so() -> None:
    assert find_question("who-stands-between").needs == ("from", "to")
    with pytest.raises(QueryError, match="who-stands-between: needs the parameter 'to'"):
        ask(case("who-stands-between"), "who-stands-between", **{"from": "Ada Lund"})


def test_what_changed_without_dates_is_everything_dated() -> None:
    assert len(ask(case("what-changed-between"), "what-changed-between")) == 5


def test_kin_without_a_name_are_all_kin() -> None:
    assert len(ask(case("who-is-related-to-whom"), "who-is-related-to-whom")) == 3


def test_an_unknown_name_gets_the_likeliest() -> None:
    with pytest.raises(QueryError, match="did you mean who-urged-whom"):
        find_question("who-urged-who")
    with pytest.raises(QueryError, match="actorgraph query --list"):
        find_question("zzz")


def test_a_parameter_the_question_does_not_take() -> None:
    with pytest.raises(QueryError, match="who-urged-whom: has no parameter 'actor'"):
        ask(case("who-urged-whom"), "who-urged-whom", actor="Ada Lund")


@pytest.mark.parametrize(
    "text", ["SELECT * { ?a ?b '\udcff' }", "ASK {\0}", "\0.rq", "", " ", "{", "a" * 70_000]
)
def test_text_that_is_not_a_query(text: str) -> None:
    with pytest.raises(QueryError) as raised:
        ask(MemoryStore(), text)
    assert "\n" not in str(raised.value)


def test_whose_word_one_claim_rests_on() -> None:
    store = case("who-stands-behind")
    layers = [(row["layer"], row["speaker"]) for row in ask(store, "who-stands-behind", of="leave")]
    assert layers == [("1", "Bo Dahl"), ("2", "Ada Lund")]
    assert len(ask(store, "who-stands-behind", of=EX + "inner")) == 1
    assert len(ask(store, "who-stands-behind", of=EX + "own")) == 0


def test_a_parameter_that_is_not_text() -> None:
    with pytest.raises(QueryError, match="UTF-8"):
        ask(MemoryStore(), "everything-about", name="\udcff")


@pytest.mark.parametrize("value", ['"} DROP ALL #', "a\\", "Ada' Lund", "}\n{"])
def test_a_parameter_is_never_read_as_sparql(value: str) -> None:
    assert len(ask(case("everything-about"), "everything-about", name=value)) == 0


def test_broken_sparql_is_reported_with_line_and_column() -> None:
    with pytest.raises(QueryError, match="line 2, column") as raised:
        ask(MemoryStore(), "SELECT *\nWHERE { ?a ?b }")
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (" ", "the query is empty"),
        (
            "SELECT ?a WHERE { ?a a foo:Claim }",
            "line 1, column 33: a prefix",
        ),
        ("SELECT ?a WHERE { ?a <foo> ?b }", "column 27: an IRI without a scheme"),
        ("SELECT ?a ?b WHERE { ?a ?x ?b } GROUP BY ?a", "neither grouped nor counted"),
    ],
)
def test_a_common_fault_is_explained_in_words(text: str, told: str) -> None:
    with pytest.raises(QueryError, match=told):
        ask(MemoryStore(), text)


def test_ask_and_construct() -> None:
    store = case("who-leads-what")
    assert ask(store, "ASK { ?claim a ag:HeadOf }").truth is True
    assert ask(store, "ASK { ?claim a ag:Assault }").truth is False
    (triple,) = (
        ask(
            store,
            "CONSTRUCT { ?a ag:headOf ?b } WHERE { ?c a ag:HeadOf ; ag:subject ?a ; ag:object ?b }",
        ).triples
        or ()
    )
    assert triple == ox.Triple(ox.NamedNode(EX + "ada"), AG.headOf, ox.NamedNode(EX + "town"))


def test_a_question_may_come_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.rq"
    path.write_text("SELECT ?a WHERE { ?c a ag:HeadOf ; ag:subject/rdfs:label ?a }", "utf-8")
    assert [row["a"] for row in ask(case("who-leads-what"), path)] == ["Ada Lund"]
    with pytest.raises(QueryError, match="cannot be read"):
        ask(MemoryStore(), tmp_path / "none.rq")


# ── what a query may not do ──────────────────────────────────────────────────

CALLS = [
    "ASK { SERVICE <URL> { ?a ?b ?c } }",
    "ASK { service silent <URL> { ?a ?b ?c } }",
    "ASK { BIND(<URL> AS ?x) SERVICE?x { ?a ?b ?c } }",
    "PREFIX ex: <URL> ASK { SERVICE ex: { ?a ?b ?c } }",
    "PREFIX ex: <URL> ASK { SERVICEex: { ?a ?b ?c } }",
    'PREFIX ex: <URL> ASK { ?a ?b "x"@graph SERVICEex: { ?a ?b ?c } }',
    "PREFIX ex: <URL> ASK { FILTER EXISTS { SELECT * { SERVICE#\nex: { ?a ?b ?c } } } }",
    "ASK { #\r SERVICE <URL> { ?a ?b ?c }\n }",
    "ASK { ?a ?b trueSERVICE<URL> { ?a ?b ?c } }",
    'ASK { FILTER(1<2#> """\n) SERVICE <URL> { ?a ?b ?c } #"""\n}',
    "ASK { FILTER(1<2#> '''\n) SERVICE <URL> { ?a ?b ?c } #'''\n}",
    (
        "PREFIX ex: <http://a.example/> ASK { FILTER(1<ex:b#> '''\n)"
        " SERVICE <URL> { ?a ?b ?c } #'''\n}"
    ),
    "ASK { FILTER(1<<http://x#y>) SERVICE <URL> { ?a ?b ?c }\n}",
    'ASK { BIND("""a\\"""" AS ?x) SERVICE <URL> { ?a ?b ?c } #"\n}',
    "PREFIX ex: <http://a.example/> ASK { ?a ?b ex:a\\' . SERVICE <URL> { ?a ?b ?c } #'\n}",
    "PREFIX ex: <http://a.example/> ASK { ?a ?b ex:a\u00b7\\' . SERVICE <URL> { ?a ?b ?c } #'\n}",
    "ASK { ?a ?b <http://x\u00a0y/#> . SERVICE <URL> { ?a ?b ?c } \n}",
    "ASK { ?a ?b <http://\\u0061/#> . SERVICE <URL> { ?a ?b ?c } \n}",
]
READS = [
    'ASK { ?a ?b "SERVICE <http://a.example/> { }" }',
    "ASK { ?a ?b 'SERVICE' ; ?c '''LOAD\nSERVICE''' } # SERVICE <http://a.example/> { ?a ?b ?c }",
    (
        "PREFIX service: <http://a.example/service#>"
        " ASK { ?a service:load <http://a.example/service/SERVICE> }"
    ),
    "PREFIX service: <http://a.example/> ASK { GRAPH service:load { ?service ?load ?insert } }",
    "ASK { ?a ?b ?c FILTER(?a<?c && ?c>?a) }",
    "SELECT * { VALUES (?a ?b) { (<http://a.example/#x> <http://a.example/#y>) } }",
    "ASK { ?a (<http://a.example/#x>|^<http://a.example/#y>)* ?c }",
    'ASK { ?a ?b "\\"\\\\" , "it\'s" , \'"\' }',
    "# insert\nPREFIX ex: <http://a.example/> ASK { ?a ex:clear ?c }",
]


@pytest.fixture
def calls() -> Iterator[tuple[str, list[object]]]:
    """Listen on this machine; yield the address and the list of who called."""
    called: list[object] = []
    listener = socket.create_server(("127.0.0.1", 0))

    def answer() -> None:
        while True:
            try:
                caller, _ = listener.accept()
            except OSError:
                return
            called.append(caller)
            caller.close()

    threading.Thread(target=answer, daemon=True).start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}/", called
    listener.close()


@pytest.mark.parametrize("text", CALLS)
def test_no_query_calls_out(text: str, calls: tuple[str, list[object]]) -> None:
    address, called = calls
    store = case("who-leads-what")
    with pytest.raises(QueryError):
        ask(store, text.replace("URL", address))
    assert called == []


@pytest.mark.parametrize("text", READS)
def test_harmless_words_are_no_commands(text: str) -> None:
    ask(case("who-leads-what"), text)


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "PREFIX ex: <http://a.example/> DELETE WHERE { ?a ?b ?c }",
        "LOAD <file:///etc/hosts>",
        "CLEAR ALL",
        "drop all",
        "# SELECT\nLOAD <http://a.example/>",
    ],
)
def test_no_query_writes(text: str) -> None:
    store = case("who-leads-what")
    before = len(store.quads)
    with pytest.raises(QueryError, match="questions only read"):
        ask(store, text)
    assert len(store.quads) == before


DEEP = {
    "(": lambda n: f"ASK {{ FILTER({'(' * n}1{')' * n}) }}",
    "{": lambda n: f"ASK {'{' * n}{'}' * n}",
    "[": lambda n: f"ASK {{ {'[ <p:p> ' * n}1{']' * n} <p:p> 1 }}",
    "<<": lambda n: f"ASK {{ {'<< ' * n}<p:a> <p:b> <p:c>{' >>' * n} <p:p> 1 }}",
    "!": lambda n: f"ASK {{ FILTER({'!' * n}true) }}",
    "-": lambda n: f"ASK {{ FILTER({'- ' * n}1) }}",
    "/": lambda n: f"ASK {{ ?a <p:p>{'/<p:p>' * n} ?b }}",
    "||": lambda n: f"ASK {{ FILTER(true{'||true' * n}) }}",
    "UNION": lambda n: f"ASK {{ {{}}{' UNION {}' * n} }}",
    "OPTIONAL": lambda n: f"ASK {{ {'OPTIONAL{?a ?b ?c}' * n} }}",
    "FILTER": lambda n: f"ASK {{ {'FILTER(true)' * n} }}",
}


@pytest.mark.parametrize("sign", DEEP)
def test_a_deep_query_is_refused(sign: str) -> None:
    for times in (3_000, 100_000):
        with pytest.raises(QueryError):
            check_query(DEEP[sign](times))


def test_the_deepest_queries_that_pass_do_not_end_the_process() -> None:
    """Oxigraph overflows the stack on deep input, which no `except` catches: ask in a process of
    its own.
    """
    passing = []
    for sign, query in DEEP.items():
        for times in range(2_000, 0, -25):
            try:
                check_query(query(times))
            except QueryError:
                continue
            passing.append(query(times))
            break
        assert len(passing[-1]) > MOST_BRACKETS // 2, sign
    code = """
import sys, pyoxigraph as ox
for query in sys.stdin.read().split("\\0"):
    try:
        ox.Store().query(query)
    except SyntaxError:
        pass
print("alive")
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        input="\0".join(passing),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == "alive", done.stderr[-500:]


# ── the acceptance policy ────────────────────────────────────────────────────

STORY = """
@prefix ag: <https://w3id.org/actorgraph/ontology#> .
@prefix : <https://example.org/> .
:story a ag:Article .
:c a ag:Claim , ag:Action , ag:Consult ; ag:reportedIn :story ; ag:agent :a ; ag:target :b ;
"""


def edges(tmp_path: Path, rest: str) -> list[ox.Triple]:
    """Return the direct edges that the default policy derives from one claim."""
    path = tmp_path / "story.ttl"
    path.write_text(STORY + rest, "utf-8")
    store = MemoryStore.load(path)
    store.derive()
    store.derive()
    nodes = {
        q.subject for q in store.quads.quads_for_pattern(None, RDF.type, AG.DerivedEdge, DERIVED)
    }
    for node in nodes:
        rests = list(store.quads.quads_for_pattern(node, AG.restsOn, None, DERIVED))
        assert rests
    return [
        q.triple
        for q in store.quads.quads_for_pattern(None, None, None, DERIVED)
        if q.subject.value.startswith(EX)
    ]


EDGE = ox.Triple(ox.NamedNode(EX + "a"), AG.consulted, ox.NamedNode(EX + "b"))


@pytest.mark.parametrize(
    ("rest", "derived"),
    [
        ("ag:factuality ag:Asserted ; ag:negated false .", True),
        ("ag:factuality ag:Asserted ; ag:negated true .", False),
        ("ag:factuality ag:Alleged ; ag:negated false .", False),
        ("ag:factuality ag:Intended ; ag:negated false .", False),
        ("ag:factuality ag:Asserted ; ag:negated false ; ag:attributedTo :d .", False),
        ("ag:factuality ag:Asserted ; ag:negated false ; ag:saidIn :s .", False),
        ("ag:factuality ag:Asserted ; ag:negated false ; ag:reviewed ag:Rejected .", False),
        (
            (
                "ag:factuality ag:Asserted ; ag:negated false ; ag:attributedTo :d ;"
                " ag:reviewed ag:Accepted ."
            ),
            True,
        ),
        (
            (
                "ag:factuality ag:Alleged ; ag:negated false ; ag:attributedTo :d ;"
                " ag:reviewed ag:Accepted ."
            ),
            False,
        ),
        ("ag:factuality ag:Asserted ; ag:negated true ; ag:reviewed ag:Accepted .", False),
    ],
)
def test_the_default_policy(rest: str, derived: bool, tmp_path: Path) -> None:
    assert edges(tmp_path, rest) == ([EDGE] if derived else [])


def test_an_unknown_policy(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="no acceptance policy"):
        MemoryStore().derive("none")
    with pytest.raises(QueryError, match="cannot be read"):
        MemoryStore().derive(tmp_path / "none.rq")
    (tmp_path / "own.rq").write_text("SELECT ?s WHERE { ?s ?p ?o }")
    with pytest.raises(QueryError, match="selects"):
        MemoryStore().derive(tmp_path / "own.rq")
    (tmp_path / "own.rq").write_text("SELECT WHERE")
    with pytest.raises(QueryError, match="not valid SPARQL"):
        MemoryStore().derive(tmp_path / "own.rq")


UNAUDITED = {"unaudited"}
SAID = "ag:factuality ag:Asserted ; ag:negated false ; ag:attributedTo"
TWICE = (
    ":c2 a ag:Claim , ag:Action , ag:Consult ; ag:reportedIn :story ; ag:agent :a ; ag:target :b ;"
)


@pytest.mark.parametrize(
    ("rest", "by"),
    [
        ("ag:factuality ag:Asserted ; ag:negated false .", {"strict", "default", "generous"}),
        (f"{SAID} :d ; ag:reviewed ag:Accepted .", {"default", "generous"}),
        (f"{SAID} :d .", set()),
        (f"{SAID} :d . {TWICE} {SAID} :e .", {"generous"}),
        # The same source twice is one source, and a denial by the second supports nobody.
        (f"{SAID} :d . {TWICE} {SAID} :d .", set()),
        (
            (
                f"{SAID} :d . {TWICE} ag:factuality ag:Asserted ; ag:negated true ;"
                " ag:attributedTo :e ."
            ),
            set(),
        ),
        # What the audit of another reader's claim does not support needs a policy that says so.
        (
            "ag:factuality ag:Asserted ; ag:negated false ; ag:audited ag:Supported .",
            {"strict", "default", "generous"},
        ),
        ("ag:factuality ag:Asserted ; ag:negated false ; ag:audited ag:NotJudged .", UNAUDITED),
        (
            (
                "ag:factuality ag:Asserted ; ag:negated false ; ag:audited ag:NotJudged ;"
                " ag:reviewed ag:Accepted ."
            ),
            {"default", "generous"},
        ),
        ("ag:factuality ag:Alleged ; ag:negated false .", set()),
        (f"{SAID} :d , :e ; ag:factuality ag:Alleged .", set()),
    ],
)
def test_which_policy_accepts_what(rest: str, by: set[str], tmp_path: Path) -> None:
    path = tmp_path / "story.ttl"
    path.write_text(STORY + rest, "utf-8")
    store = MemoryStore.load(path)
    found = set()
    for policy in policies():  # each replaces what the one before derived
        store.derive(policy)
        if list(store.quads.quads_for_pattern(None, AG.consulted, None, DERIVED)):
            found.add(policy)
    # Without an audit, the policy that pays no heed to it is the default.
    assert found == by | (UNAUDITED if "default" in by else set())


# ── what an answer looks like ────────────────────────────────────────────────


def test_no_cell_of_a_table_is_run_as_a_formula() -> None:
    values = " ".join(f'"{text}"' for text in ("=1+1", "+1", "-1", "@sum", "\\t=1", "plain"))
    rows = list(
        csv.reader(
            io.StringIO(
                print_answer(
                    ask(MemoryStore(), f"SELECT ?x {{ VALUES ?x {{ {values} }} }}"), form="csv"
                )
            )
        )
    )
    assert [row[0][0] for row in rows[1:]] == ["'", "'", "'", "'", "'", "p"]


ODD = (
    "SELECT ?node ?none ?told WHERE { BIND(BNODE() AS ?node)"
    ' BIND(<<( ag:Claim ag:title "=1" )>> AS ?told) }'
)


def test_every_kind_of_term_can_be_printed() -> None:
    answer = ask(MemoryStore(), ODD)
    (row,) = json.loads(print_answer(answer, form="json"))["results"]["bindings"]
    assert (row["node"]["type"], row["told"]["type"]) == ("bnode", "triple")
    assert row["told"]["value"]["object"] == {"type": "literal", "value": "=1"}
    assert "none" not in row
    for form in ("table", "csv"):
        assert AG.title.value[:20] in print_answer(answer, form=form)
    (told,) = answer
    assert told["none"] is None
    assert AG.title.value in str(told["told"])


def test_the_forms_of_a_truth_and_of_triples() -> None:
    truth, triples = (
        ask(MemoryStore(), "ASK {}"),
        ask(MemoryStore(), 'CONSTRUCT { ag:Claim rdfs:label "c" } WHERE {}'),
    )
    assert print_answer(truth) == "yes\n"
    assert print_answer(truth, form="csv") == "answer\nyes\n"
    assert json.loads(print_answer(truth, form="json"))["boolean"] is True
    assert print_answer(triples, form="csv").splitlines()[0] == "subject,predicate,object"
    assert print_answer(triples) == print_answer(triples, form="ttl")
    assert 'ag:Claim rdfs:label "c"' in print_answer(triples)
    assert [
        row["object"]["value"]
        for row in json.loads(print_answer(triples, form="json"))["results"]["bindings"]
    ] == ["c"]


@pytest.mark.parametrize("text", ["ASK {}", "SELECT * WHERE {}"])
def test_rows_are_no_turtle(text: str) -> None:
    with pytest.raises(QueryError, match="ask with CONSTRUCT"):
        print_answer(ask(MemoryStore(), text), form="ttl")


def test_an_office_once_held_makes_no_direct_edge() -> None:
    text = (
        "A headline\n\nFormer French president Nicolas Sarkozy met German chancellor Angela Merkel."
    )
    graph = build_article(read_text(text))
    edges = {
        (row["who"], row["what"])
        for row in graph.query(
            "SELECT ?who ?what WHERE { ?a ag:headOf ?b . ?a rdfs:label ?who . ?b rdfs:label ?what }"
        )
    }
    assert edges == {("Angela Merkel", "Germany")}


def test_a_relation_only_understood_makes_no_direct_edge() -> None:
    text = (
        "A headline\n\nNorway closed its border. "
        "Norway and the Norwegian army had prepared for it. "
        "Prime Minister Ola Nordmann praised the decision."
    )
    graph = build_article(read_text(text))
    assert len(graph.query("SELECT ?c WHERE { ?c a ag:HeadOf }")) == 1
    assert len(graph.query("SELECT ?a WHERE { ?a ag:headOf ?b }")) == 0
