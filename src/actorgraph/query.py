"""Questions: the named ones of `queries/`, and any SPARQL that only reads."""

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import pyoxigraph as ox

from actorgraph.errors import QueryError
from actorgraph.stores.memory import Store
from actorgraph.vocabulary.vocab import iri_text, ontology

POLICY = "policy-"
HEADER = re.compile(r"^#\s*(title|question|parameters|needs):\s*(.*)$", re.MULTILINE)
# What a query is made of, so that words in strings, names and comments are never taken for commands. The engine knows
# no bounds between words (`SERVICEex:a` calls out) and ends comments at a carriage return, too.
LEXEME = re.compile(
    r"""(?P<space>[\s\ufeff]+|\#[^\n\r]*)|(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)"""
    r"""|(?P<string>"{3}(?:"{0,2}(?:[^"\\]|\\.))*"{3}|'{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}"""
    r"""|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')"""
    r"""|(?P<open>[({\[])|(?P<close>[)}\]])|(?P<variable>[?$]\w+)|(?P<prefixed>[\w.-]*:[\w.%:-]*)|(?P<word>\w+)"""
    r"""|(?P<sign>@[A-Za-z]+(?:-[A-Za-z0-9]+)*|.)""",
    re.DOTALL,
)
OPERANDS = ("iri", "string", "close", "variable", "prefixed", "word")
UPDATES = ("load", "insert", "delete", "drop", "clear", "create", "copy", "move", "add", "with")
# Oxigraph recurses: some thousand nested brackets, signs or steps of a path end the process, and its planner takes a
# minute over a path of a thousand steps.
DEEPEST = 100
LONGEST = 65_536
MOST_LEXEMES = 1_000
# What the engine says, among the many signs it would have taken, and what a reader makes of it.
FAULTS = {
    "Prefix not found": "a prefix that nothing declares",
    "IRI parsing failed": "an IRI without its scheme",
    "The SELECT contains a variable that is unbound": "a variable of SELECT that is neither grouped nor counted",
}
FORMS = ("select", "ask", "construct", "describe")
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None


@dataclass(frozen=True, slots=True)
class Question:
    """A named question: its SPARQL, what it asks, the variables that a user may fill, and those that one must."""

    name: str
    title: str
    question: str
    parameters: tuple[str, ...]
    sparql: str
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """What a query asks for (select, ask, construct or describe), and what its FROM clauses name, as written."""

    form: str
    graphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows of terms under columns; or triples of a CONSTRUCT; or the truth of an ASK."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Term, ...], ...] = ()
    triples: tuple[ox.Triple, ...] | None = None
    truth: bool | None = None

    def __iter__(self) -> Iterator[dict[str, str | None]]:
        """Yield each row as a dictionary of texts."""
        for row in self.rows:
            yield {
                column: iri_text(term) if term else None
                for column, term in zip(self.columns, row, strict=True)
            }

    def __len__(self) -> int:
        return len(self.rows if self.triples is None else self.triples)


@cache
def questions() -> tuple[Question, ...]:
    """Return the named questions, by name."""
    names = sorted(
        item.name for item in files("actorgraph.queries").iterdir() if item.name.endswith(".rq")
    )
    return tuple(_question(name) for name in names if not name.startswith(POLICY))


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


def _question(name: str) -> Question:
    sparql = files("actorgraph.queries").joinpath(name).read_text("utf-8")
    header = dict(HEADER.findall(sparql))
    takes, needs = (_words(header.get(key, "")) for key in ("parameters", "needs"))
    return Question(
        name.removesuffix(".rq"), header["title"], header["question"], takes, sparql, needs
    )


def _words(text: str) -> tuple[str, ...]:
    return tuple(word for word in re.split(r"[,\s]+", text) if word and word != "none")


def find(name: str) -> Question:
    """Return the question of this name; raises QueryError, with the likeliest name, where there is none."""
    by_name = {question.name: question for question in questions()}
    if name in by_name:
        return by_name[name]
    near = difflib.get_close_matches(name, by_name, n=1, cutoff=0.4)
    remedy = f"did you mean {near[0]}?" if near else "see them all: actorgraph query --list"
    raise QueryError("no question has this name", where=name, remedy=remedy)


def ask(store: Store, question: str | Path, /, **parameters: str) -> Answer:
    """Ask a named question, a file of SPARQL, or SPARQL itself; parameters fill its variables by name.

    The direct edges are those of the policy that the store was given (actorgraph.stores.policy), else of the default one.

    Raises QueryError where the name is unknown, the SPARQL is broken, or it would write or call out.
    """
    sparql, named = _sparql(question)
    check_query(sparql)
    check_parameters(named, parameters)
    from actorgraph.stores.policy import accept  # it reads its rules through this room's guard

    accept(store)
    text = filled(sparql, parameters)
    prefixes = {name: iri for name, iri in ontology().prefixes.items() if name}
    try:
        result = store.quads.query(text, prefixes=prefixes)
    except SyntaxError as error:
        raise QueryError(f"no SPARQL: {place(error, text)}", remedy="mend it there") from error
    if isinstance(result, ox.QueryBoolean):
        return Answer(truth=bool(result))
    if isinstance(result, ox.QueryTriples):
        return Answer(triples=tuple(sorted(set(result), key=str)))
    columns = tuple(variable.value for variable in result.variables)
    return Answer(
        columns, tuple(tuple(solution[column] for column in columns) for solution in result)
    )


def _sparql(question: str | Path) -> tuple[str, Question | None]:
    text = str(question)
    if isinstance(question, Path) or text.endswith(".rq"):
        try:
            return Path(text).read_text("utf-8"), None
        except (OSError, ValueError) as error:
            raise QueryError(
                "the file of this question cannot be read", where=text, remedy="check the path"
            ) from error
    if re.fullmatch(r"[\w-]+", text):
        found = find(text)
        return found.sparql, found
    return text, None


def check_query(sparql: str) -> Shape:
    """Refuse what would write, call out, or break the engine; return the query's shape. Raises QueryError."""
    _check_encoding(sparql)
    if not sparql.strip():
        raise QueryError("the query is empty", remedy="see the named ones: actorgraph query --list")
    found = lexemes(sparql)
    words = [lexeme[0].casefold() for lexeme in found if lexeme["word"]]
    first = next((word for word in words if word not in ("prefix", "base")), "")
    if first in UPDATES:
        raise QueryError(
            f"{first.upper()} is not allowed: questions only read",
            remedy="ask with SELECT, ASK or CONSTRUCT",
        )
    refuse_service(found)
    form = next((word for word in words if word in FORMS), first)
    return Shape(form, tuple(_datasets(found)))


def lexemes(
    sparql: str, *, longest: int = LONGEST, most: int = MOST_LEXEMES
) -> list[re.Match[str]]:
    """Return what SPARQL is made of, without spaces; raises QueryError where it is too long, too deep or escapes."""
    if len(sparql) > longest:
        raise QueryError(f"the query is longer than {longest} characters", remedy="shorten it")
    found = [lexeme for lexeme in LEXEME.finditer(sparql) if lexeme.lastgroup != "space"]
    if re.search(r"\\[uU]", sparql) or any(lexeme["sign"] == "\\" for lexeme in found):
        raise QueryError(
            "the query escapes a character by \\", remedy="write it itself, or the IRI in full"
        )
    if len(found) > most:
        raise QueryError(f"the query has more than {most} words and signs", remedy="shorten it")
    _check_brackets(found)
    return found


def refuse_service(found: list[re.Match[str]]) -> None:
    """Refuse a call to another endpoint among the lexemes; raises QueryError."""
    if any(
        "service" in lexeme[0].casefold() for lexeme in found if lexeme["word"]
    ) or _calls_by_prefix(found):
        raise QueryError(
            "SERVICE is not allowed: questions read this graph alone", remedy="leave it out"
        )


def _datasets(found: list[re.Match[str]]) -> Iterator[str]:
    """Yield what follows each FROM and FROM NAMED outside of brackets: an IRI in angles, or a prefixed name."""
    depth, from_before = 0, False
    for lexeme in found:
        depth += bool(lexeme["open"]) - bool(lexeme["close"])
        word = lexeme[0].casefold()
        if from_before and word != "named":
            yield lexeme[0]
            from_before = False
        elif depth == 0 and lexeme["prefixed"] and re.match("from[^:]", word):
            yield lexeme[0]  # the engine reads `FROMex:graph` as FROM and a name
        elif depth == 0 and word in ("from", "fromnamed"):
            from_before = True


def _check_encoding(text: str) -> None:
    """Refuse what an operating system passes on from bytes that are no UTF-8."""
    if re.search("[\ud800-\udfff]", text):
        raise QueryError("the query holds what is no UTF-8", remedy="write it in UTF-8")


def _check_brackets(found: list[re.Match[str]]) -> None:
    """Refuse deep nesting, and a `<` of which it is unsure whether it compares or begins an IRI.

    Read in the one way, `(?a<ex:b#> ...` hides the rest of its line in a comment; read in the other, it does not.
    """
    opened, before = "", None
    for lexeme in found:
        if lexeme["open"]:
            opened += lexeme[0]
        elif lexeme["close"]:
            opened = opened[:-1]
        elif lexeme["iri"] and before is not None and re.search("[#']", lexeme[0]):
            compares = opened.endswith("(") and before.lastgroup in OPERANDS
            if (compares or before[0] == "<") and not re.match(r"<[A-Za-z][\w+.-]*://", lexeme[0]):
                raise QueryError(
                    f"{lexeme[0]} may be a comparison or an IRI", remedy="write a space after the <"
                )
        if len(opened) > DEEPEST:
            raise QueryError(f"the query nests deeper than {DEEPEST} brackets", remedy="flatten it")
        before = lexeme


def _calls_by_prefix(found: list[re.Match[str]]) -> bool:
    """Tell whether a prefixed name before a `{` reads as SERVICE and a name, and not as a graph's name."""
    padded = [None, *found]
    return any(
        name["prefixed"]
        and "service" in name[0].casefold()
        and brace[0] == "{"
        and not (before is not None and before[0].casefold() == "graph")
        for before, name, brace in zip(padded, found, found[1:], strict=False)
    )


def check_parameters(question: Question | None, parameters: Mapping[str, str]) -> None:
    """Refuse a parameter that a named question does not take; raises QueryError."""
    if question is None:
        return
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


def filled(sparql: str, parameters: Mapping[str, str | ox.NamedNode]) -> str:
    """Bind parameters in a VALUES block at the head of the pattern, as terms: nothing of them is parsed as SPARQL.

    Raises QueryError where the query has no WHERE or a value is no UTF-8.
    """
    if not parameters:
        return sparql
    _check_encoding("".join(value for value in parameters.values() if isinstance(value, str)))
    terms = {
        name: ox.Literal(value) if isinstance(value, str) else value
        for name, value in sorted(parameters.items())
    }
    block = " ".join(f"VALUES ?{name} {{ {term} }}" for name, term in terms.items())
    head = re.search(r"\bWHERE\s*\{", sparql)
    if head is None or not all(re.fullmatch(r"\w+", name) for name in parameters):
        raise QueryError(
            "a parameter needs a query with WHERE {", remedy="write WHERE before the pattern"
        )
    return f"{sparql[: head.end()]} {block} {sparql[head.end() :]}"


def place(error: SyntaxError, text: str) -> str:
    """Say in words where SPARQL is broken, and how."""
    found_at = re.match(r"error at (\d+):(\d+):\s*(.*)", str(error.msg), re.DOTALL)
    if found_at is None:
        return str(error.msg)
    line, column, reason = int(found_at[1]), int(found_at[2]), found_at[3]
    lines = text.splitlines()
    found = lines[line - 1][column - 1 :].split() if line <= len(lines) else []
    seen = repr(found[0]) if found else "its end"
    plain = next((meaning for fault, meaning in FAULTS.items() if fault in reason), None)
    if plain:
        return f"line {line}, column {column}: {plain}, before {seen}"
    return f"line {line}, column {column}: {reason if len(reason) < 60 else 'something else was expected'} at {seen}"
