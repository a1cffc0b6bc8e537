"""An answer as a table: words first, then names as links; and the same as CSV."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from actorgraph.answer_html import Term
from actorgraph.vocabulary.vocab import RDFS, local_name
from actorgraph.workbench.asking import Row, Rows, actors_called
from actorgraph.workbench.claims import (
    ActorLink,
    ArticleLink,
    ClaimCard,
    Reading,
    article_of,
    read_claims,
)
from actorgraph.workbench.columns import (
    ACTORS,
    IN_WORDS,
    NUMBERS,
    OTHER_CLAIMS,
    WITHOUT_PAGE,
    heading,
    is_said,
)
from actorgraph.workbench.desk import Desk, path_of
from actorgraph.workbench.neighbourhood import same_as

Value = ActorLink | ArticleLink | str
TRUE, FALSE = "true", "false"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: links or texts, each once; `is_number` says that it is set as a number."""

    values: tuple[Value, ...]
    is_number: bool = False

    def __str__(self) -> str:
        return ", ".join(map(text_of, self.values))


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: the claims that it is about, one for each column of claims, and its other cells."""

    cards: tuple[ClaimCard | None, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of an answer that are about the same claims; without claims, one row."""

    claims: tuple[ox.NamedNode, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A part of an answer: headings of the columns of claims, and of the others, and rows."""

    claim_headings: tuple[str, ...]
    headings: tuple[str, ...]
    rows: tuple[TableRow, ...]


def groups_of(found: Rows) -> list[Group]:
    """Return the rows of an answer by the claims that they are about, in their order."""
    columns = found.claim_columns
    by_claims: dict[object, list[Row]] = {}
    for number, row in enumerate(found.rows):
        key: object = tuple(row[column] for column in columns) if columns else number
        by_claims.setdefault(key, []).append(row)
    groups = []
    for rows in by_claims.values():
        nodes = (rows[0][column] for column in columns)
        claims = tuple(node for node in nodes if isinstance(node, ox.NamedNode))
        groups.append(Group(claims, tuple(rows)))
    return groups


def table_of(desk: Desk, found: Rows, groups: Sequence[Group]) -> Table:
    """Return some groups of an answer as a table. Raises ReviewError."""
    claims: dict[ox.NamedNode, None] = {}
    for group in groups:
        claims.update(dict.fromkeys(group.claims))
    reading = read_claims(desk, claims)
    columns = _shown_columns(found, groups)
    cells = _Cells(desk, reading)
    rows = []
    for group in groups:
        cards = tuple(cells.card(node) for node in _claims_in_columns(found, group))
        row_cells = tuple(cells.cell(column, group.rows, cards) for column in columns)
        rows.append(TableRow(cards, row_cells))
    return Table(
        claim_headings=tuple(OTHER_CLAIMS[column] for column in found.claim_columns),
        headings=tuple(map(heading, columns)),
        rows=tuple(rows),
    )


def _claims_in_columns(found: Rows, group: Group) -> Iterable[Term]:
    return (group.rows[0][column] for column in found.claim_columns)


def _shown_columns(found: Rows, groups: Sequence[Group]) -> list[str]:
    """Return the columns that say something besides the claims."""
    shown = []
    for column in found.columns:
        if column in WITHOUT_PAGE or column in found.claim_columns:
            continue
        if found.claim_columns and is_said(column):
            continue
        if any(row[column] is not None for group in groups for row in group.rows):
            shown.append(column)
    return shown


class _Cells:
    """Makes cells; names become links where they are known."""

    def __init__(self, desk: Desk, reading: Reading) -> None:
        self.desk = desk
        self.reading = reading
        self.cards: dict[str, ClaimCard] = {}
        for claim in reading.entries.claims:
            self.cards[claim.code] = reading.card(claim)
        self.links: dict[str, ActorLink | None] = {}
        for actor in reading.entries.actors.values():
            link = reading.actor(actor)
            for name in (actor.name, *actor.aliases):
                # Of two with one name on this page, the claim's own parties decide.
                self.links[name] = None if name in self.links else link

    def card(self, node: Term) -> ClaimCard | None:
        """Return the card of a claim; None if the row has none there."""
        if not isinstance(node, ox.NamedNode):
            return None
        return self.cards.get(local_name(node)) or self.cards.get(node.value)

    def cell(self, column: str, rows: Iterable[Row], cards: Iterable[ClaimCard | None]) -> Cell:
        """Return the values of a column in some rows, each once."""
        values: dict[Value, None] = {}
        for row in rows:
            term = row[column]
            if term is not None:
                values[self._value(column, term, cards)] = None
        values.pop("", None)
        is_number = column in NUMBERS or _all_numbers(rows, column)
        return Cell(tuple(values), is_number)

    def _value(self, column: str, term: Term, cards: Iterable[ClaimCard | None]) -> Value:
        if isinstance(term, ox.NamedNode):
            return self._node(term)
        text = term.value if isinstance(term, ox.Literal) else ""
        if column in ACTORS:
            return self._named(text, cards)
        if text in (TRUE, FALSE):
            return _truth(column, is_true=text == TRUE)
        return IN_WORDS.get(text, text)

    def _node(self, node: ox.NamedNode) -> Value:
        path = path_of(node.value)
        if path.startswith("article/"):
            return article_of(self.desk, node)
        label = self.desk.value(node, RDFS.label) or local_name(node)
        return ActorLink(label, "", path)

    def _named(self, name: str, cards: Iterable[ClaimCard | None]) -> Value:
        """Return a link to the actor of a name; the name alone if several have it, or nobody."""
        for card in cards:
            for link in _parties(card):
                if link.name == name:
                    return link
        if name not in self.links:
            self.links[name] = link_to(self.desk, name)
        return self.links[name] or name


def _parties(card: ClaimCard | None) -> tuple[ActorLink, ...]:
    if card is None:
        return ()
    return (*card.doers, *card.parties, *card.speakers)


def link_to(desk: Desk, name: str) -> ActorLink | None:
    """Return a link to the only actor of a name, whatever its identities; None if there is none."""
    actors = actors_called(desk, name)
    if not actors:
        return None
    group = same_as(desk.store, actors[0])
    if not set(actors) <= set(group):
        return None
    kinds = desk.facts(group[0]).kinds(group[0])
    return ActorLink(name, next(iter(kinds), ""), path_of(group[0].value))


def _truth(column: str, *, is_true: bool) -> str:
    if column == "denied":
        return "denied" if is_true else ""
    return "yes" if is_true else "no"


def _all_numbers(rows: Iterable[Row], column: str) -> bool:
    terms = [row[column] for row in rows if row[column] is not None]
    integers = [term for term in terms if isinstance(term, ox.Literal) and term.value.isdecimal()]
    return bool(terms) and len(terms) == len(integers) and column not in ("time", "month", "issued")


def text_of(value: Value) -> str:
    """Return a value of a cell as text."""
    if isinstance(value, ActorLink):
        return value.name
    if isinstance(value, ArticleLink):
        return value.title
    return value


def csv_rows(table: Table) -> tuple[list[str], list[list[str]]]:
    """Return a table as columns and rows of texts, for a file of CSV."""
    columns = [*table.claim_headings]
    if columns:
        columns += ["How sure", "Denied", "Who says so", "Article", "Date", "Claim"]
    columns += table.headings
    rows = []
    for row in table.rows:
        texts = [card.heading if card else "" for card in row.cards]
        if row.cards:
            texts += _about(row.cards[0])
        rows.append([*texts, *map(str, row.cells)])
    return columns, rows


def _about(card: ClaimCard | None) -> list[str]:
    if card is None:
        return [""] * 6
    return [
        card.level_words,
        "denied" if card.is_denied else "",
        card.says_so.removesuffix(" says so").removesuffix(" say so"),
        card.article.title,
        card.date,
        card.path,
    ]


def names_in(row: Mapping[str, Term], columns: Sequence[str]) -> list[str]:
    """Return the names in a row's first column of actors that is filled."""
    for column in ACTORS:
        term = row.get(column) if column in columns else None
        if isinstance(term, ox.Literal):
            return [term.value]
    return []
