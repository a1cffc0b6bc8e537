"""Asking a named question of a snapshot: rows of terms, each actor under all its names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

import pyoxigraph as ox

from actorgraph.answer_html import Term
from actorgraph.connections import COLUMNS as CONNECTED_BY
from actorgraph.connections import QUESTION as CONNECTIONS
from actorgraph.connections import connections
from actorgraph.query import fill
from actorgraph.stores.contract import MERGED
from actorgraph.text.verdicts import Verdict
from actorgraph.vocabulary.vocab import AG, RDF, RDFS, SKOS, local_name, ontology
from actorgraph.workbench.desk import Desk, path_of
from actorgraph.workbench.neighbourhood import same_as
from actorgraph.workbench.questions import Form

# Of more rows a page shows none, and no reader reads them.
MOST_ROWS = 20_000
# Columns with claims: the first is what a row is about, the others what it is compared with.
CLAIM_COLUMNS = ("claim", "claim2", "claim3", "denial", "later", "other")
ABOUT_ACTOR = (
    *(AG.agent, AG.possibleAgent, AG.target, AG.recipient, AG.subject, AG.object),
    *(AG.holder, AG.place, AG.attributedTo),
)
Row = Mapping[str, Term]


@dataclass(frozen=True, slots=True)
class Rows:
    """What a question found: its columns, and rows of terms; `is_cut` if there were more."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    is_cut: bool = False

    @property
    def claim_columns(self) -> tuple[str, ...]:
        """The columns that hold claims."""
        return tuple(column for column in CLAIM_COLUMNS if column in self.columns)


def ask_form(desk: Desk, form: Form, values: Mapping[str, str]) -> Rows:
    """Ask a question with the values of its fields; empty ones are left out. Raises ReviewError.

    What a person has rejected or corrected is left out.
    """
    if form.name == "everything-about":
        return _everything_about(desk, values.get("name", ""))
    found = None
    filled = _filled(desk, form, values)
    if form.name == CONNECTIONS:
        found = _connections(desk, filled)
    if found is None:
        found = _solutions(desk, fill(form.question.plan, filled))
    return _without_rejected(found, desk.verdicts)


def _connections(desk: Desk, filled: Mapping[str, tuple[str, ...]]) -> Rows | None:
    rows = connections(desk.store, filled.get("from", ()), filled.get("to", ()))
    if rows is None:
        return None
    named = [dict(zip(CONNECTED_BY, row, strict=True)) for row in rows]
    return Rows(CONNECTED_BY, tuple(named))


def _solutions(desk: Desk, text: str) -> Rows:
    solutions = desk.store.query(text, prefixes=_prefixes())
    assert isinstance(solutions, ox.QuerySolutions)
    columns = tuple(variable.value for variable in solutions.variables)
    taken = list(islice(solutions, MOST_ROWS + 1))
    rows = [{column: solution[column] for column in columns} for solution in taken[:MOST_ROWS]]
    return Rows(columns, tuple(rows), len(taken) > MOST_ROWS)


def sparql(desk: Desk, form: Form, values: Mapping[str, str]) -> str:
    """Return the SPARQL of a question with its fields filled in."""
    return fill(form.question.sparql, _filled(desk, form, values))


def _filled(desk: Desk, form: Form, values: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return the values of a question's parameters: of an actor, all its names."""
    filled: dict[str, tuple[str, ...]] = {}
    for field in form.fields:
        value = values.get(field.name, "")
        if value and field.kind == "actor":
            filled[field.name] = names_of(desk, value)
        elif value:
            filled[field.name] = (value,)
    return filled


def names_of(desk: Desk, name: str) -> tuple[str, ...]:
    """Return a name, and the names of all who are the same as somebody of this name."""
    names = {name: None}
    for actor in actors_called(desk, name):
        for same in same_as(desk.store, actor):
            names[desk.value(same, RDFS.label)] = None
    return tuple(filter(None, names))


def actors_called(desk: Desk, name: str) -> list[ox.NamedNode]:
    """Return the actors who have a name, as their own or another; sorted."""
    found = set()
    for literal in (ox.Literal(name), ox.Literal(name, language="en")):
        for predicate in (RDFS.label, SKOS.altLabel):
            for quad in desk.store.quads_for_pattern(None, predicate, literal, MERGED):
                subject = quad.subject
                if isinstance(subject, ox.NamedNode) and path_of(subject.value):
                    found.add(subject)
    return sorted((node for node in found if is_actor(node)), key=str)


def is_actor(node: ox.NamedNode) -> bool:
    """Return whether an IRI is that of an actor."""
    return path_of(node.value).startswith("actor/")


def _everything_about(desk: Desk, name: str) -> Rows:
    """Return the claims about all who have a name.

    The named question makes a graph, which no person reads; it also takes minutes.
    """
    actors: dict[ox.NamedNode, None] = {}
    for actor in actors_called(desk, name):
        actors.update(dict.fromkeys(same_as(desk.store, actor)))
    claims = set()
    for actor in actors:
        for role in ABOUT_ACTOR:
            claims.update(desk.subjects(role, actor))
    rows: list[Row] = [{"claim": claim} for claim in sorted(claims, key=str)]
    found = Rows(("claim",), tuple(rows[:MOST_ROWS]), len(rows) > MOST_ROWS)
    return _without_rejected(found, desk.verdicts)


def _without_rejected(found: Rows, verdicts: Mapping[str, Verdict]) -> Rows:
    """Leave out the rows with a claim that a person rejected or corrected."""
    set_aside = {code for code, verdict in verdicts.items() if verdict.is_set_aside}
    if not set_aside:
        return found
    columns = found.claim_columns
    rows = [row for row in found.rows if set_aside.isdisjoint(_codes(row, columns))]
    return Rows(found.columns, tuple(rows), found.is_cut)


def _codes(row: Row, columns: Iterable[str]) -> list[str]:
    nodes = (row[column] for column in columns)
    return [local_name(node) for node in nodes if isinstance(node, ox.NamedNode)]


def count_claims(desk: Desk, *kinds: str) -> int:
    """Return how many claims are of one of these classes; of none, how many claims there are."""
    found = set()
    for kind in kinds or ("Claim",):
        found.update(desk.subjects(RDF.type, AG[kind]))
    return len(found)


def _prefixes() -> dict[str, str]:
    return {name: iri for name, iri in ontology().prefixes.items() if name}
