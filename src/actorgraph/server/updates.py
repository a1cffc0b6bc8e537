"""Updates: what may not be asked of them, and the datasets that a request names for them."""

import re

import pyoxigraph as ox

from actorgraph.errors import QueryError
from actorgraph.sparql import lexemes, refuse_service

LONGEST = 1 << 20
MOST_LEXEMES = 100_000


def checked(text: str, using: list[str], named: list[str]) -> str:
    """Refuse an update that would call out or break the engine; return it with USING clauses for the graphs given.

    Raises QueryError.
    """
    found = lexemes(text, longest=LONGEST, most=MOST_LEXEMES)
    refuse_service(found)
    outside = _outside(found)
    if any(re.match("load(?!:)", lexeme[0].casefold()) for lexeme in outside):
        raise QueryError(
            "LOAD is not allowed: the server fetches nothing",
            remedy="send the triples by INSERT DATA",
        )
    if not using and not named:
        return text
    if any(re.match(r"(using|with)", lexeme[0].casefold()) for lexeme in outside):
        raise QueryError(
            "the update names its own graphs", remedy="leave out WITH and USING, or the parameters"
        )
    clauses = "".join(
        [f"USING {ox.NamedNode(iri)} " for iri in using]
        + [f"USING NAMED {ox.NamedNode(iri)} " for iri in named]
    )
    return _inserted(text, clauses, outside)


def _outside(found: list[re.Match[str]]) -> list[re.Match[str]]:
    """Return the words and names outside of all brackets, where an operation's own words stand, and the brackets."""
    depth, outside = 0, []
    for lexeme in found:
        depth -= bool(lexeme["close"])
        if depth == 0:
            outside.append(lexeme)
        depth += bool(lexeme["open"])
    return [lexeme for lexeme in outside if not lexeme["iri"] and not lexeme["string"]]


def _inserted(text: str, clauses: str, outside: list[re.Match[str]]) -> str:
    """Write the clauses before each WHERE that follows a template."""
    parts, last = [], 0
    for before, lexeme in zip([None, *outside], outside, strict=False):
        if lexeme[0].casefold() != "where":
            continue
        if before is None or not before["close"]:
            raise QueryError(
                "DELETE WHERE takes no graphs by parameter", remedy="write DELETE { … } WHERE { … }"
            )
        parts += [text[last : lexeme.start()], clauses]
        last = lexeme.start()
    return "".join([*parts, text[last:]])
