"""Triples in the making, and literals of each datatype."""

from collections.abc import Iterator

import pyoxigraph as ox

from actorgraph.vocabulary.vocab import AG, XSD

TripleParts = tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]
Triples = Iterator[TripleParts]


def text(value: str) -> ox.Literal:
    """Return a text."""
    return ox.Literal(value)


def integer(number: int) -> ox.Literal:
    """Return a whole number."""
    return ox.Literal(str(number), datatype=XSD.integer)


def decimal(number: float) -> ox.Literal:
    """Return a number of at most two places, without zeros at the end, as the store writes it."""
    plain = f"{number:.2f}".rstrip("0").rstrip(".")
    return ox.Literal(plain, datatype=XSD.decimal)


def boolean(truth: bool) -> ox.Literal:
    """Return a truth value."""
    return ox.Literal("true" if truth else "false", datatype=XSD.boolean)


def moment(written: str) -> ox.Literal:
    """Return a date and time that is written as ISO 8601."""
    return ox.Literal(written, datatype=XSD.dateTime)


def optional_texts(node: ox.NamedNode, *values: tuple[ox.NamedNode, str | None]) -> Triples:
    """Yield a text under each property that has one."""
    for predicate, value in values:
        if value:
            yield node, predicate, text(value)


def bounds(
    node: ox.NamedNode,
    at_least: int | None,
    at_most: int | None,
) -> Triples:
    """Yield how many people are meant."""
    if at_least is not None:
        yield node, AG.atLeast, integer(at_least)
    if at_most is not None:
        yield node, AG.atMost, integer(at_most)
