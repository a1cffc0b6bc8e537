"""Questions: the named ones of `queries/`, and any SPARQL that only reads."""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import pyoxigraph as ox

from actorgraph.answer import Answer
from actorgraph.connections import COLUMNS as CONNECTED_BY
from actorgraph.connections import QUESTION as CONNECTIONS
from actorgraph.connections import connections
from actorgraph.errors import QueryError
from actorgraph.first_rows import narrowed
from actorgraph.row_order import in_order, without_order
from actorgraph.scan_plan import scanning
from actorgraph.sparql import check_encoding, check_query, explain_fault
from actorgraph.stores.contract import QueryResult, Store
from actorgraph.stores.embedded import EmbeddedStore
from actorgraph.stores.policy import FILE_PREFIX as POLICY_PREFIX
from actorgraph.vocabulary.vocab import ontology

HEADER = re.compile(r"^#\s*(title|question|parameters|needs|plan):\s*(.*)$", re.MULTILINE)
# The plan of a question that reads most claims anyway: scan_plan.py says why.
SCAN = "scan"
NAME = re.compile(r"[\w-]+")
PREFIX_IN_USE = re.compile(r"\b([a-z]+):(?=[A-Za-z])")
GIVEN_HERE = re.compile(r"^ *# given$", re.MULTILINE)
PATTERN_BEGIN = re.compile(r"\bWHERE\s*\{")
# How alike two names must be, from 0 to 1, for one to be proposed for the other.
LEAST_LIKENESS = 0.4
MOST_PROPOSALS = 3
Value = str | ox.NamedNode


@dataclass(frozen=True, slots=True)
class Question:
    """A named question: its SPARQL, its text, its parameters, and those that it needs.

    `plan` is the SPARQL for our own engine: the same, or with the same rows in less time.
    """

    name: str
    title: str
    question: str
    parameters: tuple[str, ...]
    sparql: str
    needs: tuple[str, ...] = ()
    plan: str = ""


@cache
def questions() -> tuple[Question, ...]:
    """Return the named questions, sorted by name."""
    names = sorted(path.name for path in files("actorgraph.queries").iterdir())
    found = []
    for name in names:
        # Policies are queries, too, but not questions.
        if name.endswith(".rq") and not name.startswith(POLICY_PREFIX):
            found.append(_read_question(name))
    return tuple(found)


def find_question(name: str) -> Question:
    """Return the question of this name.

    Raises QueryError, with the likeliest names, if there is none.
    """
    by_name = {question.name: question for question in questions()}
    if name in by_name:
        return by_name[name]
    # A typing error is the likeliest reason: propose the name that is most alike.
    remedy = "list them: actorgraph query --list"
    alike = difflib.get_close_matches(name, by_name, n=MOST_PROPOSALS, cutoff=LEAST_LIKENESS)
    if alike:
        remedy = f"did you mean {', '.join(alike)}? Otherwise {remedy}"
    raise QueryError("no question has this name", where=name, remedy=remedy)


def ask(store: Store, question: str | Path, /, **parameters: str) -> Answer:
    """Ask a named question, a file of SPARQL, or SPARQL; parameters fill variables by name.

    The store stays as it is: a question about direct edges sees those that `store.derive` made
    before. Raises QueryError if the name is unknown, the SPARQL is not valid, or it would write or
    call out.
    """
    sparql, named = _sparql(question)
    check_query(sparql)
    if named is not None:
        check_parameters(named, parameters)
    if named is not None and isinstance(store, EmbeddedStore):
        if named.name == CONNECTIONS:
            walked = connections(store.quads, [parameters["from"]], [parameters["to"]])
            if walked is not None:
                return Answer(CONNECTED_BY, tuple(walked))
        sparql = named.plan
    text = fill(sparql, parameters)
    if not isinstance(store, EmbeddedStore):
        return _answer(_result(store, text))
    return _ordered(store, narrowed(text, store.query))


def _ordered(store: EmbeddedStore, sparql: str) -> Answer:
    """Return the answer of our own engine, with its rows in their order."""
    unordered = without_order(sparql)
    if unordered is not None:
        answer = _answer(_result(store, unordered.sparql))
        rows = in_order(answer.rows, answer.columns, unordered.keys)
        if rows is not None:
            return Answer(answer.columns, tuple(rows))
    return _answer(_result(store, sparql))


def _result(store: Store, sparql: str) -> QueryResult:
    """Return what the store answers. Raises QueryError if the SPARQL is not valid."""
    try:
        return store.query(sparql)
    except SyntaxError as error:
        raise QueryError(
            f"invalid SPARQL: {explain_fault(error, sparql)}", remedy="correct it there"
        ) from error


def check_parameters(question: Question, parameters: Mapping[str, str]) -> None:
    """Refuse a parameter that a named question does not take, or lacks. Raises QueryError."""
    for name in parameters:
        if name not in question.parameters:
            takes = ", ".join(question.parameters) or "none"
            raise QueryError(
                f"has no parameter {name!r}", where=question.name, remedy=f"it takes {takes}"
            )
    for name in question.needs:
        if not parameters.get(name):
            raise QueryError(
                f"needs the parameter {name!r}", where=question.name, remedy=f"give -p {name}=…"
            )


def fill(sparql: str, parameters: Mapping[str, Value | tuple[Value, ...]]) -> str:
    """Bind parameters as terms in a VALUES block at the beginning of the pattern.

    They are never parsed as SPARQL. Of several values of one, each row has one. A query with lines
    `# given` has the block at each of them instead.

    Raises QueryError if the query has no WHERE or a value is not valid UTF-8.
    """
    if not parameters:
        return sparql
    blocks = []
    for name, value in sorted(parameters.items()):
        values = value if isinstance(value, tuple) else (value,)
        terms = " ".join(str(_term(each)) for each in values)
        blocks.append(f"VALUES ?{name} {{ {terms} }}")
    begin = PATTERN_BEGIN.search(sparql)
    are_names = all(re.fullmatch(r"\w+", name) for name in parameters)
    if begin is None or not are_names:
        raise QueryError(
            "a parameter needs a query with WHERE {", remedy="write WHERE before the pattern"
        )
    if GIVEN_HERE.search(sparql):
        return GIVEN_HERE.sub(lambda _: " ".join(blocks), sparql)
    head = sparql[: begin.end()]
    pattern = sparql[begin.end() :]
    return " ".join([head, *blocks, pattern])


def record(question: Question) -> dict[str, str | list[str]]:
    """Return a named question as a record for JSON; docs/page-data.md describes it."""
    return {
        "name": question.name,
        "title": question.title,
        "question": question.question,
        "parameters": list(question.parameters),
        "needs": list(question.needs),
        "sparql": question.sparql,
    }


def with_prefixes(sparql: str) -> str:
    """Return SPARQL with a declaration of each prefix of the ontology that it uses."""
    # Our own engine knows the prefixes; other editors and endpoints do not.
    used = set(PREFIX_IN_USE.findall(sparql))
    declarations = [
        f"PREFIX {name}: <{iri}>\n"
        for name, iri in sorted(ontology().prefixes.items())
        if name in used
    ]
    return "".join([*declarations, sparql])


def _read_question(file_name: str) -> Question:
    sparql = files("actorgraph.queries").joinpath(file_name).read_text("utf-8")
    header = dict(HEADER.findall(sparql))
    plan = scanning(sparql) if header.get("plan") == SCAN else sparql
    return Question(
        name=file_name.removesuffix(".rq"),
        title=header["title"],
        question=header["question"],
        parameters=_names(header.get("parameters", "")),
        sparql=sparql,
        needs=_names(header.get("needs", "")),
        plan=plan,
    )


def _term(value: Value) -> ox.Literal | ox.NamedNode:
    """Return a parameter's value as a term. Raises QueryError if it is not valid UTF-8."""
    if isinstance(value, ox.NamedNode):
        return value
    check_encoding(value)
    return ox.Literal(value)


def _names(text: str) -> tuple[str, ...]:
    """Return the names that a line of a header lists; it may say `none`."""
    names = re.split(r"[,\s]+", text)
    return tuple(name for name in names if name not in ("", "none"))


def _sparql(question: str | Path) -> tuple[str, Question | None]:
    """Return the SPARQL of a question, and the question if it is a named one."""
    text = str(question)
    if isinstance(question, Path) or text.endswith(".rq"):
        try:
            return Path(text).read_text("utf-8"), None
        except (OSError, ValueError) as error:
            raise QueryError(
                "the question's file cannot be read", where=text, remedy="check the path"
            ) from error
    if NAME.fullmatch(text):
        named = find_question(text)
        return named.sparql, named
    return text, None


def _answer(result: QueryResult) -> Answer:
    if isinstance(result, ox.QueryBoolean):
        return Answer(truth=bool(result))
    if isinstance(result, ox.QueryTriples):
        # An engine may give a triple several times, and in any order.
        triples = sorted(set(result), key=str)
        return Answer(triples=tuple(triples))
    columns = tuple(variable.value for variable in result.variables)
    # A solution is its values in the order of the columns; by name they take twice the time.
    return Answer(columns, tuple(map(tuple, result)))
