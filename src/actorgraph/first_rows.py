"""The first rows of a property in the order of its values: the twenty latest claims with a time.

The engine would compare every row with a dozen others. The first rows can only have the first
values, and there are fewer values than rows: the values are ordered, and then only the rows of the
first ones are read.
"""

import re
from collections.abc import Callable

import pyoxigraph as ox

from actorgraph.answer import Row
from actorgraph.row_order import Key, in_order
from actorgraph.stores.contract import QueryResult

# `SELECT ?claim ?time WHERE { ?claim ag:time ?time } ORDER BY DESC(?time) LIMIT 20`
OF_ONE_PROPERTY = re.compile(
    r"""
    (?P<prologue> (?: \s* PREFIX \s+ [\w-]*: \s* <[^<>\s]*> )* ) \s*
    SELECT \s+ (?: DISTINCT \s+ )? (?: [?]\w+ \s+ )+
    WHERE \s* \{ (?P<pattern>
        \s* [?]\w+ \s+ (?: [a-z]*:[A-Za-z]+ | <[^<>\s]*> ) \s+ [?](?P<value>\w+) \s*
    ) \.? \s* \} \s*
    ORDER \s+ BY \s+ (?: (?P<direction> ASC | DESC ) \s* \( \s* [?](?P<inside>\w+) \s* \)
        | [?](?P<plain>\w+) )
    (?: \s+ [?]\w+ )* \s+
    LIMIT \s+ (?P<most>\d{1,9}) \s*
    """,
    re.IGNORECASE | re.VERBOSE,
)
# Naming more values than this takes longer than it saves.
MOST_VALUES = 1000


def narrowed(sparql: str, query: Callable[[str], QueryResult]) -> str:
    """Return a query with the same first rows that reads few others; most queries as they are."""
    parts = OF_ONE_PROPERTY.fullmatch(sparql)
    if parts is None or int(parts["most"]) > MOST_VALUES:
        return sparql
    name = parts["value"]
    if name != (parts["inside"] or parts["plain"]):
        return sparql
    values = _values(parts, query)
    if values is None:
        return sparql
    first = " ".join(str(value) for (value,) in values[: int(parts["most"])])
    begin = parts.start("pattern")
    return f"{sparql[:begin]} VALUES ?{name} {{ {first} }} {sparql[begin:]}"


def _values(parts: re.Match[str], query: Callable[[str], QueryResult]) -> list[Row] | None:
    """Return the property's values in their order; None if only the engine knows it."""
    name = parts["value"]
    pattern = f"{parts['prologue']} SELECT DISTINCT ?{name} WHERE {{ {parts['pattern']} }}"
    try:
        solutions = query(pattern)
    except SyntaxError:
        # The fault is explained where the query itself is asked.
        return None
    if not isinstance(solutions, ox.QuerySolutions):
        return None
    key = Key(name, (parts["direction"] or "").casefold() == "desc")
    return in_order([tuple(solution) for solution in solutions], [name], [key])
