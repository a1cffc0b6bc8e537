"""The order of rows by ORDER BY, made once the rows are read.

The engine reads the names of a row's terms from the disk each time it compares the row with
another, some 15 times a row. Once the rows are read, Python has the names at hand.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

import pyoxigraph as ox

from actorgraph.answer import Row
from actorgraph.answer_html import Term
from actorgraph.sparql import lexemes
from actorgraph.vocabulary.vocab import RDF, XSD

# By the standard, what is unbound comes before IRIs, and IRIs before literals.
UNBOUND, IRI, LITERAL = "", "1", "2"
# Literals that are in the order of their texts; the engine writes truths as `false` and `true`.
BY_TEXT = (XSD.string, XSD.boolean, RDF.langString)


@dataclass(frozen=True, slots=True)
class Key:
    """A variable that rows are ordered by."""

    variable: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Unordered:
    """A query without its ORDER BY, and what its rows are to be ordered by."""

    sparql: str
    keys: tuple[Key, ...]


def without_order(sparql: str) -> Unordered | None:
    """Return a query without the ORDER BY at its end.

    None if it has none, or orders by more than variables, or shows only some of the rows.
    """
    found = lexemes(sparql)
    places = [place for place, lexeme in enumerate(found) if lexeme[0].casefold() == "order"]
    if not places or not found[places[-1]]["word"]:
        return None
    begin = places[-1]
    words = [lexeme[0] for lexeme in found[begin:]]
    # An invalid query may end here.
    if "".join(words[1:2]).casefold() != "by":
        return None
    keys = _keys(words[2:])
    shown = _shown(found)
    if not keys or any(key.variable not in shown for key in keys):
        return None
    return Unordered(sparql[: found[begin].start()], keys)


def _shown(found: Sequence[re.Match[str]]) -> set[str]:
    """Return the variables in front of the pattern, of which some may only be counted."""
    shown: set[str] = set()
    for lexeme in found:
        if lexeme[0] == "{":
            break
        if lexeme["variable"]:
            shown.add(lexeme[0][1:])
    return shown


def _keys(words: Sequence[str]) -> tuple[Key, ...]:
    """Return the keys that these words list; none if there is anything else."""
    keys: list[Key] = []
    place = 0
    while place < len(words):
        direction = words[place].casefold()
        if words[place][0] in "?$":
            keys.append(Key(words[place][1:]))
            place += 1
        elif direction in ("asc", "desc") and _is_variable_in_brackets(words[place + 1 :]):
            keys.append(Key(words[place + 2][1:], direction == "desc"))
            place += 4
        else:
            return ()
    return tuple(keys)


def _is_variable_in_brackets(words: Sequence[str]) -> bool:
    return len(words) > 2 and words[0] == "(" and words[1][0] in "?$" and words[2] == ")"


def in_order(rows: Sequence[Row], columns: Sequence[str], keys: Sequence[Key]) -> list[Row] | None:
    """Return the rows in their order.

    None if a key is not among the columns, or has values whose order only the engine knows:
    blank nodes, dates, decimals, or several kinds of literals.
    """
    ordered = list(rows)
    # The last key first: each sort keeps the order of what it finds equal.
    for key in reversed(keys):
        if key.variable not in columns:
            return None
        place = columns.index(key.variable)
        ranks = _ranks([row[place] for row in ordered])
        if ranks is None:
            return None
        numbers = sorted(range(len(ordered)), key=ranks.__getitem__, reverse=key.descending)
        ordered = [ordered[number] for number in numbers]
    return ordered


def _ranks(terms: Sequence[Term]) -> list[str] | list[float] | None:
    """Return what each term is compared by."""
    ranks: list[str] = []
    kinds: set[tuple[ox.NamedNode, str | None]] = set()
    for term in terms:
        if term is None:
            ranks.append(UNBOUND)
        elif isinstance(term, ox.NamedNode):
            ranks.append(IRI + term.value)
        elif isinstance(term, ox.Literal):
            kinds.add((term.datatype, term.language))
            ranks.append(LITERAL + term.value)
        else:
            return None
    if not kinds:
        return ranks
    datatype, _ = kinds.pop()
    if kinds:
        return None
    if datatype == XSD.integer:
        return _numbers(ranks)
    return ranks if datatype in BY_TEXT else None


def _numbers(ranks: Sequence[str]) -> list[float] | None:
    """Return the values of integers; None if there are IRIs among them."""
    if any(rank.startswith(IRI) for rank in ranks):
        return None
    return [int(rank[1:]) if rank else -inf for rank in ranks]
