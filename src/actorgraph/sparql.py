"""The guard of SPARQL: it refuses what would write, call out or break the engine."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from actorgraph.errors import QueryError

# What a query is made of, so that words in strings, names and comments are never taken for
# commands. The engine needs no space between words (`SERVICEex:a` calls out), and a carriage return
# ends a comment, too.
_SOURCE = r"""
      (?P<space> [\s\ufeff]++ | \#[^\n\r]*+ )
    | (?P<iri> <[^<>"{}|^`\\\x00-\x20]*+> )
    | (?P<string>
          "{3} (?: "{0,2} (?: [^"\\] | \\. ) )*+ "{3}
        | '{3} (?: '{0,2} (?: [^'\\] | \\. ) )*+ '{3}
        | " (?: [^"\\\n\r] | \\. )*+ "
        | ' (?: [^'\\\n\r] | \\. )*+ '
      )
    | (?P<open> [({\[] )
    | (?P<close> [)}\]] )
    | (?P<variable> [?$]\w++ )
    | (?P<prefixed> PREFIXED )
    | (?P<word> \w++ )
    | (?P<sign> @[A-Za-z]++(?:-[A-Za-z0-9]++)*+ | . )
    """
LEXEME = re.compile(
    _SOURCE.replace("PREFIXED", r"[\w.-]*+:[\w.%:-]*+"),
    re.DOTALL | re.VERBOSE,
)
# The same within a run of letters, dots and hyphens that no colon follows: there a prefix would be
# looked for in vain at each letter.
_WITHOUT_PREFIX = re.compile(_SOURCE.replace("PREFIXED", "(?!)"), re.DOTALL | re.VERBOSE)
_RUN = re.compile(r"[\w.-]*+")
OPERANDS = ("iri", "string", "close", "variable", "prefixed", "word")
FORMS = ("select", "ask", "construct", "describe")
UPDATES = ("load", "insert", "delete", "drop", "clear", "create", "copy", "move", "add", "with")
# Oxigraph recurses: some thousand nested brackets, signs or steps of a path end the process, and
# its planner takes a minute over a path of a thousand steps.
MOST_BRACKETS = 100
MOST_CHARACTERS = 65_536
MOST_LEXEMES = 1_000
# What the engine says, among the many signs it would have accepted, and what it means to a reader.
FAULTS = {
    "Prefix not found": "a prefix that is not declared",
    "IRI parsing failed": "an IRI without a scheme",
    "The SELECT contains a variable that is unbound": (
        "a variable of SELECT that is neither grouped nor counted"
    ),
}
LONGEST_REASON = (
    60  # characters of an engine's own words; it lists all signs it would have accepted
)
FAULT_PLACE = re.compile(r"error at (\d+):(\d+):\s*(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Shape:
    """A query's form (select, ask, construct or describe), and the graphs of its FROM clauses."""

    form: str
    graphs: tuple[str, ...]


def check_query(sparql: str) -> Shape:
    """Refuse what would write, call out or break the engine; return the query's shape.

    Raises QueryError.
    """
    check_encoding(sparql)
    if not sparql.strip():
        raise QueryError(
            "the query is empty", remedy="list the named ones: actorgraph query --list"
        )
    found = lexemes(sparql)
    words = [lexeme[0].casefold() for lexeme in found if lexeme["word"]]
    command = next((word for word in words if word not in ("prefix", "base")), "")
    if command in UPDATES:
        raise QueryError(
            f"{command.upper()} is not allowed: questions only read",
            remedy="ask with SELECT, ASK or CONSTRUCT",
        )
    refuse_service(found)
    form = next((word for word in words if word in FORMS), command)
    return Shape(form, tuple(_datasets(found)))


def query_form(sparql: str) -> str:
    """Return the form of a query (select, ask, construct or describe); empty if it has none."""
    for lexeme in scan(sparql):
        if lexeme["word"] and lexeme[0].casefold() in FORMS:
            return lexeme[0].casefold()
    return ""


def scan(sparql: str) -> Iterator[re.Match[str]]:
    """Yield the lexemes of SPARQL, spaces and comments included, which together are the text."""
    place = run_end = 0
    lexeme: re.Match[str] | None
    while place < len(sparql):
        if place >= run_end:
            run = _RUN.match(sparql, place)
            run_end = run.end() if run else place
        if sparql[run_end : run_end + 1] == ":":
            lexeme = LEXEME.match(sparql, place)
        else:
            lexeme = _WITHOUT_PREFIX.match(sparql, place)
        if lexeme is None:
            return
        yield lexeme
        place = lexeme.end()


def lexemes(
    sparql: str,
    *,
    longest: int = MOST_CHARACTERS,
    most: int = MOST_LEXEMES,
) -> list[re.Match[str]]:
    """Return the lexemes of SPARQL without spaces.

    Raises QueryError if it is too long or deep, or has escapes.
    """
    if len(sparql) > longest:
        raise QueryError(f"the query is longer than {longest} characters", remedy="shorten it")
    found = [lexeme for lexeme in scan(sparql) if lexeme.lastgroup != "space"]
    if re.search(r"\\[uU]", sparql) or any(lexeme["sign"] == "\\" for lexeme in found):
        raise QueryError(
            "backslash escapes are not allowed outside strings",
            remedy="write the character itself, or the IRI in full",
        )
    if len(found) > most:
        raise QueryError(f"the query has more than {most} words and signs", remedy="shorten it")
    _check_brackets(found)
    return found


def refuse_service(found: list[re.Match[str]]) -> None:
    """Refuse a call to another endpoint among the lexemes. Raises QueryError."""
    words = (lexeme[0].casefold() for lexeme in found if lexeme["word"])
    if any("service" in word for word in words) or _calls_by_prefix(found):
        raise QueryError(
            "SERVICE is not allowed: questions read this graph alone", remedy="leave it out"
        )


def check_encoding(text: str) -> None:
    """Refuse what an operating system passes on from bytes that are not UTF-8.

    Raises QueryError.
    """
    if re.search("[\ud800-\udfff]", text):
        raise QueryError("the query is not valid UTF-8", remedy="write it in UTF-8")


def explain_fault(error: SyntaxError, sparql: str) -> str:
    """Return in words where SPARQL is broken, and how."""
    message = str(error.msg)
    place = FAULT_PLACE.match(message)
    if place is None:
        return message
    line, column, reason = int(place[1]), int(place[2]), place[3]
    seen = _word_at(sparql, line, column)
    for fault, meaning in FAULTS.items():
        if fault in reason:
            return f"line {line}, column {column}: {meaning}, before {seen}"
    if len(reason) >= LONGEST_REASON:
        reason = "something else was expected"
    return f"line {line}, column {column}: {reason} at {seen}"


def _word_at(text: str, line: int, column: int) -> str:
    """Return the word at a line and a column, counted from one, in quotation marks."""
    lines = text.splitlines()
    if line > len(lines):
        return "its end"
    rest = lines[line - 1][column - 1 :].split()
    return repr(rest[0]) if rest else "its end"


def _datasets(found: list[re.Match[str]]) -> Iterator[str]:
    """Yield what follows each FROM and FROM NAMED outside of brackets, as written."""
    depth = 0
    after_from = False
    for lexeme in found:
        depth += bool(lexeme["open"]) - bool(lexeme["close"])
        word = lexeme[0].casefold()
        if after_from and word != "named":
            yield lexeme[0]
            after_from = False
        elif depth == 0 and lexeme["prefixed"] and re.match("from[^:]", word):
            # The engine reads `FROMex:graph` as FROM and a name.
            yield lexeme[0]
        elif depth == 0 and word in ("from", "fromnamed"):
            after_from = True


def _check_brackets(found: list[re.Match[str]]) -> None:
    """Refuse deep nesting, and a `<` that could either compare or begin an IRI. Raises QueryError.

    Read in one way, `(?a<ex:b#> ...` hides the rest of its line in a comment; read in the other, it
    does not.
    """
    _check_triple_terms(found)
    opened = ""
    before: re.Match[str] | None = None
    for lexeme in found:
        if lexeme["open"]:
            opened += lexeme[0]
        elif lexeme["close"]:
            opened = opened[:-1]
        elif before is not None and _is_ambiguous(lexeme, before, opened):
            raise QueryError(
                f"{lexeme[0]} may be a comparison or an IRI", remedy="write a space after the <"
            )
        _check_depth(len(opened))
        before = lexeme


def _check_depth(depth: int) -> None:
    if depth > MOST_BRACKETS:
        raise QueryError(
            f"the query nests deeper than {MOST_BRACKETS} brackets", remedy="flatten it"
        )


def _check_triple_terms(found: list[re.Match[str]]) -> None:
    """Refuse triples about triples that nest deep: `<< << ex:a ex:b ex:c >> …`."""
    depth = 0
    for before, lexeme in pairwise(found):
        if _is_double(lexeme, before, "<"):
            depth += 1
        elif _is_double(lexeme, before, ">"):
            depth = max(0, depth - 1)
        _check_depth(depth)


def _is_double(lexeme: re.Match[str], before: re.Match[str], sign: str) -> bool:
    """Return whether a sign follows the same one: `<<` and `>>`."""
    return lexeme[0] == before[0] == sign and lexeme.start() == before.end()


def _is_ambiguous(lexeme: re.Match[str], before: re.Match[str], opened: str) -> bool:
    """Return whether an IRI with a # or a ' may be a comparison."""
    if not lexeme["iri"] or not re.search("[#']", lexeme[0]):
        return False
    if re.match(r"<[A-Za-z][\w+.-]*://", lexeme[0]):
        return False
    compares = opened.endswith("(") and before.lastgroup in OPERANDS
    return compares or before[0] == "<"


def _calls_by_prefix(found: list[re.Match[str]]) -> bool:
    """Return whether a prefixed name before a `{` reads as SERVICE and a name."""
    padded = [None, *found]
    for before, name, brace in zip(padded, found, found[1:], strict=False):
        names_service = name["prefixed"] and "service" in name[0].casefold()
        if not names_service or brace[0] != "{":
            continue
        if before is None or before[0].casefold() != "graph":
            return True
    return False
