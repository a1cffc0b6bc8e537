"""Updates: what they may not do, and the graphs that a request names for them."""

import re

import pyoxigraph as ox

from actorgraph.errors import QueryError
from actorgraph.sparql import lexemes, refuse_service

LONGEST_IN_CHARACTERS = 1 << 20
MOST_LEXEMES = 100_000
LOAD = re.compile("load(?!:)", re.IGNORECASE)
OWN_GRAPHS = re.compile("using|with", re.IGNORECASE)
Lexemes = list[re.Match[str]]


def checked(text: str, using: list[str], named: list[str]) -> str:
    """Return an update with USING clauses for the graphs given.

    Raises QueryError if it calls out or breaks the engine.
    """
    lexed = lexemes(text, longest=LONGEST_IN_CHARACTERS, most=MOST_LEXEMES)
    refuse_service(lexed)
    outside = _outside_brackets(lexed)
    if _any_matches(LOAD, outside):
        remedy = "send the triples by INSERT DATA"
        what = "LOAD is not allowed: the server fetches nothing"
        raise QueryError(what, remedy=remedy)
    if not using and not named:
        return text
    if _any_matches(OWN_GRAPHS, outside):
        remedy = "remove WITH and USING, or the parameters"
        raise QueryError("the update names its own graphs", remedy=remedy)
    clauses = [f"USING {ox.NamedNode(iri)} " for iri in using]
    clauses += [f"USING NAMED {ox.NamedNode(iri)} " for iri in named]
    return _with_clauses(text, "".join(clauses), outside)


def _any_matches(pattern: re.Pattern[str], lexed: Lexemes) -> bool:
    return any(pattern.match(lexeme[0]) for lexeme in lexed)


def _outside_brackets(lexed: Lexemes) -> Lexemes:
    """Return what is outside all brackets, where an operation's keywords are, and the brackets."""
    depth = 0
    outside = []
    for lexeme in lexed:
        if lexeme["close"]:
            depth -= 1
        is_text = lexeme["iri"] or lexeme["string"]
        if depth == 0 and not is_text:
            outside.append(lexeme)
        if lexeme["open"]:
            depth += 1
    return outside


def _with_clauses(text: str, clauses: str, outside: Lexemes) -> str:
    """Insert the clauses before each WHERE that follows a template."""
    parts = []
    last = 0
    before = None
    for lexeme in outside:
        if lexeme[0].casefold() == "where":
            if before is None or not before["close"]:
                remedy = "write DELETE { … } WHERE { … }"
                what = "DELETE WHERE takes no graphs by parameter"
                raise QueryError(what, remedy=remedy)
            parts += [text[last : lexeme.start()], clauses]
            last = lexeme.start()
        before = lexeme
    return "".join([*parts, text[last:]])
