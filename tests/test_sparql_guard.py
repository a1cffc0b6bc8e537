"""The guard of SPARQL: the lexemes and the shape of a query, and faults in words."""

import pyoxigraph as ox
import pytest

from actorgraph.errors import QueryError
from actorgraph.query import Question, check_parameters, fill, find_question, questions
from actorgraph.sparql import (
    LEXEME,
    MOST_BRACKETS,
    MOST_CHARACTERS,
    MOST_LEXEMES,
    Shape,
    check_encoding,
    check_query,
    explain_fault,
    lexemes,
    query_form,
    refuse_service,
)


def kinds(text: str) -> list[tuple[str | None, str]]:
    return [(lexeme.lastgroup, lexeme[0]) for lexeme in lexemes(text)]


# ── lexemes ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SELECT *", [("word", "SELECT"), ("sign", "*")]),
        ("?name $name", [("variable", "?name"), ("variable", "$name")]),
        ("<http://a.example/#b>", [("iri", "<http://a.example/#b>")]),
        ("<>", [("iri", "<>")]),
        ("?a < ?b", [("variable", "?a"), ("sign", "<"), ("variable", "?b")]),
        ("?a<?b", [("variable", "?a"), ("sign", "<"), ("variable", "?b")]),
        (
            "ex:name :name ex:",
            [("prefixed", "ex:name"), ("prefixed", ":name"), ("prefixed", "ex:")],
        ),
        ("ex:a.b", [("prefixed", "ex:a.b")]),
        ("'one' \"two\"", [("string", "'one'"), ("string", '"two"')]),
        ("'''it's'''", [("string", "'''it's'''")]),
        ('"""a "quoted" word"""', [("string", '"""a "quoted" word"""')]),
        ('"a \\" b"', [("string", '"a \\" b"')]),
        ("'x'@en-GB", [("string", "'x'"), ("sign", "@en-GB")]),
        ("12.5", [("word", "12"), ("sign", "."), ("word", "5")]),
        ("{ } ( )", [("open", "{"), ("close", "}"), ("open", "("), ("close", ")")]),
    ],
)
def test_a_query_is_cut_into_lexemes(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(text) == expected


@pytest.mark.parametrize(
    "text",
    ["ASK # a comment\n{ }", "ASK # a comment\r{ }", "ASK\t{\n}", "\ufeffASK { }"],
)
def test_spaces_and_comments_are_left_out(text: str) -> None:
    assert kinds(text) == [("word", "ASK"), ("open", "{"), ("close", "}")]


def test_what_a_string_or_a_comment_says_is_no_command() -> None:
    text = "SELECT ?a # SERVICE\nWHERE { ?a ?b 'SERVICE <x:y>' , <http://a.example/SERVICE> }"
    refuse_service(lexemes(text))
    assert check_query(text).form == "select"


def test_lexemes_join_to_the_text() -> None:
    text = "SELECT ?a WHERE { ?a a <x:y> } # end"
    assert "".join(lexeme[0] for lexeme in LEXEME.finditer(text)) == text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("ASK {} " + " " * MOST_CHARACTERS, "longer than"),
        ("ASK {" + " ?a" * MOST_LEXEMES + "}", "words and signs"),
        ("ASK " + "{" * (MOST_BRACKETS + 1) + "}" * (MOST_BRACKETS + 1), "nests deeper"),
        ("ASK { <http://a.example/\\u0020> ?b ?c }", "backslash"),
        ("ASK { ex:a\\-b ?b ?c }", "backslash"),
        ("SELECT ?a { ?a ?b '\\u0041' }", "backslash"),
    ],
)
def test_what_is_too_large_or_escapes_is_refused(text: str, reason: str) -> None:
    with pytest.raises(QueryError, match=reason):
        lexemes(text)


def test_limits_can_be_wider() -> None:
    text = "INSERT DATA {" + " <a:a> <a:b> <a:c> ." * MOST_LEXEMES + "}"
    with pytest.raises(QueryError):
        lexemes(text)
    assert len(lexemes(text, longest=10**6, most=10**5)) == 4 * MOST_LEXEMES + 4


def test_brackets_that_close_do_not_count_as_deep() -> None:
    assert lexemes("{ } " * (MOST_BRACKETS + 50))
    assert lexemes("{" * MOST_BRACKETS + "}" * MOST_BRACKETS)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { FILTER(?a<ex:b#> ?c) }",
        "SELECT * { FILTER(1<b#>2) }",
        "SELECT * { FILTER(?a<'x'>?b) }",
        "SELECT * { ?a <<b#> ?c }",
    ],
)
def test_a_comparison_that_could_be_an_iri_is_refused(text: str) -> None:
    with pytest.raises(QueryError, match="comparison or an IRI"):
        lexemes(text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?a <http://a.example/#b> ?c }",
        "SELECT * { FILTER(?a = <http://a.example/#b>) }",
        "SELECT * { FILTER(?a < 3) }",
        "PREFIX ex: <ex:b#> SELECT * { ?a ex:c ?d }",
    ],
)
def test_an_iri_that_is_plainly_one_passes(text: str) -> None:
    assert lexemes(text)


# ── what a query does ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "form", "graphs"),
    [
        ("SELECT * { ?a ?b ?c }", "select", ()),
        ("ask { }", "ask", ()),
        ("PREFIX ex: <x:y> CONSTRUCT { ?a ?b ?c } WHERE { ?a ?b ?c }", "construct", ()),
        ("BASE <http://a.example/> DESCRIBE <b>", "describe", ()),
        ("SELECT * FROM <a:a> { ?a ?b ?c }", "select", ("<a:a>",)),
        ("SELECT * FROM <a:a> FROM NAMED ex:b { }", "select", ("<a:a>", "ex:b")),
        ("SELECT * FROMex:graph { }", "select", ("FROMex:graph",)),
        ("SELECT * { { SELECT ?from WHERE { ?from ?b 'FROM <a:a>' } } }", "select", ()),
    ],
)
def test_a_query_has_a_shape(text: str, form: str, graphs: tuple[str, ...]) -> None:
    assert check_query(text) == Shape(form, graphs)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("SELECT * {}", "select"),
        ("# ASK\nDESCRIBE <a:a>", "describe"),
        ("PREFIX ask: <x:y> CONSTRUCT {} {}", "construct"),
        ("INSERT DATA {}", ""),
        ("", ""),
    ],
)
def test_the_form_of_a_query(text: str, form: str) -> None:
    assert query_form(text) == form


@pytest.mark.parametrize(
    "command",
    ["INSERT DATA {}", "load <a:a>", "PREFIX a: <b:c> DELETE {} WHERE {}", "WITH <a:a> INSERT {}"],
)
def test_an_update_is_refused_by_its_name(command: str) -> None:
    with pytest.raises(QueryError, match="only read"):
        check_query(command)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <a:a> { } }",
        "SELECT * { service silent <a:a> { } }",
        "SELECT * { SERVICEex:a { } }",
        "SELECT * { SERVICE?x { } }",
        "SELECT * { GRAPH ex:a { } SERVICEex:a { } }",
    ],
)
def test_a_call_to_another_endpoint_is_refused(text: str) -> None:
    with pytest.raises(QueryError, match="SERVICE"):
        check_query(text)


@pytest.mark.parametrize(
    "text",
    ["SELECT * { GRAPH ex:service { ?a ?b ?c } }", "SELECT * { ?a ex:service ?c }"],
)
def test_a_name_with_service_in_it_is_no_call(text: str) -> None:
    check_query(text)


@pytest.mark.parametrize("text", ["", "  \n ", "# only a comment"])
def test_an_empty_query_has_no_form(text: str) -> None:
    if text.strip():
        assert check_query(text).form == ""
        return
    with pytest.raises(QueryError, match="empty"):
        check_query(text)


def test_what_is_not_utf_8_is_refused() -> None:
    check_encoding("Ørsted 😀")
    with pytest.raises(QueryError, match="UTF-8"):
        check_encoding("\udcff")


# ── faults in words ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("message", "text", "expected"),
    [
        ("something odd", "ASK {}", "something odd"),
        ("error at 1:5: expected }", "ASK {", "line 1, column 5: expected } at '{'"),
        ("error at 1:6: expected }", "ASK {", "at its end"),
        ("error at 9:1: expected }", "ASK {", "at its end"),
        ("error at 2:3: Prefix not found", "ASK {\n  ex:a }", "line 2, column 3: a prefix"),
        ("error at 1:1: IRI parsing failed", "<a>", "an IRI without a scheme"),
        ("error at 1:1: expected one of " + "a" * 99, "x", "something else was expected at 'x'"),
    ],
)
def test_a_fault_is_explained(message: str, text: str, expected: str) -> None:
    assert expected in explain_fault(SyntaxError(message), text)


# ── parameters ────────────────────────────────────────────────────────────────────────────────────

QUESTION = Question("who", "Who", "Who is it?", ("name", "to"), "SELECT ?name {}", ("to",))


def test_parameters_are_bound_as_terms() -> None:
    text = fill("SELECT ?a WHERE { ?a ?b ?name }", {"name": 'x" } DROP ALL'})
    assert text.startswith("SELECT ?a WHERE {")
    assert r"""VALUES ?name { "x\" } DROP ALL" }""" in text
    check_query(text.replace('\\"', ""))


def test_parameters_come_in_a_fixed_order_and_may_be_iris() -> None:
    node = ox.NamedNode("https://example.org/a")
    text = fill("SELECT * WHERE { ?s ?p ?o }", {"s": node, "o": "x"})
    assert text.index("?o {") < text.index(f"VALUES ?s {{ {node} }}")


def test_a_query_without_parameters_stays() -> None:
    assert fill("SELECT * { ?s ?p ?o }", {}) == "SELECT * { ?s ?p ?o }"


@pytest.mark.parametrize(
    ("text", "parameters"),
    [
        ("SELECT * { ?s ?p ?o }", {"s": "x"}),
        ("SELECT * WHERE { ?s ?p ?o }", {"s }": "x"}),
        ("SELECT * WHERE { ?s ?p ?o }", {"s": "\udcff"}),
    ],
)
def test_a_parameter_that_cannot_be_bound_is_refused(text: str, parameters: dict[str, str]) -> None:
    with pytest.raises(QueryError):
        fill(text, parameters)


@pytest.mark.parametrize(
    ("parameters", "reason"),
    [
        ({"to": "x", "other": "y"}, "no parameter 'other'"),
        ({"name": "x"}, "needs the parameter 'to'"),
        ({"to": ""}, "needs the parameter 'to'"),
    ],
)
def test_a_named_question_checks_its_parameters(parameters: dict[str, str], reason: str) -> None:
    with pytest.raises(QueryError, match=reason):
        check_parameters(QUESTION, parameters)


def test_the_parameters_a_question_takes_pass() -> None:
    check_parameters(QUESTION, {"to": "x"})
    check_parameters(QUESTION, {"to": "x", "name": "y"})


def test_questions_are_found_by_name_and_alike_names_proposed() -> None:
    first = questions()[0]
    assert find_question(first.name) is first
    with pytest.raises(QueryError, match=f"did you mean {first.name}"):
        find_question(first.name[:-1])
    with pytest.raises(QueryError, match="--list"):
        find_question("zzzzzz")
