"""The page of the SPARQL editor: the query, questions to begin from, the answer as a table."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import pyoxigraph as ox

from actorgraph.answer import TRIPLE_COLUMNS
from actorgraph.answer_html import Term
from actorgraph.query import with_prefixes
from actorgraph.vocabulary.vocab import AG, RDFS, local_name, ontology
from actorgraph.workbench.ask import faults_of, values_of
from actorgraph.workbench.asking import sparql
from actorgraph.workbench.claims import (
    ActorLink,
    ArticleLink,
    ClaimCard,
    article_of,
    read_claims,
)
from actorgraph.workbench.desk import Desk, path_of
from actorgraph.workbench.questions import forms, grouped
from actorgraph.workbench.rendering import page
from actorgraph.workbench.visit import NOT_HERE, Answer, Visit

FIRST_QUERY = """\
# Who is in most claims?
SELECT ?actor (COUNT(DISTINCT ?claim) AS ?claims) WHERE {
  ?claim a ag:Claim ; ag:agent ?actor .
}
GROUP BY ?actor
ORDER BY DESC(?claims)
LIMIT 20
"""
KEYWORDS = (
    *("SELECT", "DISTINCT", "WHERE", "OPTIONAL", "FILTER", "UNION", "MINUS", "VALUES", "BIND"),
    *("GROUP BY", "ORDER BY", "HAVING", "LIMIT", "OFFSET", "COUNT", "CONSTRUCT", "ASK", "EXISTS"),
    *("NOT EXISTS", "GRAPH", "PREFIX", "CONTAINS", "LCASE", "STR", "BOUND", "COALESCE"),
)
# Reading the words of more claims than this takes too long for one page.
MOST_CARDS = 100
Value = ActorLink | ArticleLink | ClaimCard | str


@dataclass(frozen=True, slots=True)
class Result:
    """The answer to a query as a table of texts and links, or the truth of an ASK."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Value, ...], ...] = ()
    truth: bool | None = None
    holds_rows: bool = True


def show(desk: Desk, visit: Visit) -> Answer:
    """Show the editor with the query of the address, or with that of the question it names."""
    query = visit.first("query")
    if visit.path and not query:
        form = forms().get(visit.path)
        if form is None:
            return NOT_HERE
        values = values_of(form, visit)
        given = {} if faults_of(form, values) else values
        query = with_prefixes(sparql(desk, form, given))
    return page(
        "query",
        visit,
        section="questions",
        status=int(visit.first("status", "200")),
        query=query or FIRST_QUERY,
        groups=grouped(),
        terms=terms(),
        result=_result(desk, visit),
        fault=visit.first("fault"),
        cut=visit.first("cut"),
    )


@cache
def terms() -> tuple[str, ...]:
    """Return what the editor completes: keywords, and the terms of our vocabulary."""
    found = set()
    for quad in ontology().store.quads_for_pattern(None, RDFS.label, None):
        if isinstance(quad.subject, ox.NamedNode):
            found.add(_compact(quad.subject.value))
    ours = sorted(term for term in found if term.startswith("ag:"))
    return (*KEYWORDS, *ours, "rdfs:label", "dct:title", "dct:issued")


def _result(desk: Desk, visit: Visit) -> Result | None:
    text = visit.first("result")
    form = visit.first("form")
    if not form:
        return None
    if form in ("construct", "describe"):
        triples = [quad.triple for quad in ox.parse(text, format=ox.RdfFormat.N_TRIPLES)]
        rows = [(triple.subject, triple.predicate, triple.object) for triple in triples]
        return Result(TRIPLE_COLUMNS, _values(desk, rows), holds_rows=False)
    found = json.loads(text)
    if "boolean" in found:
        return Result(truth=found["boolean"])
    columns = tuple(found["head"]["vars"])
    rows_of_terms = []
    for binding in found["results"]["bindings"]:
        rows_of_terms.append(tuple(_term(binding.get(column)) for column in columns))
    return Result(columns, _values(desk, rows_of_terms))


def _term(binding: Mapping[str, Any] | None) -> Term:
    """Return a term of the results in JSON; None where a row has none."""
    if binding is None:
        return None
    if binding["type"] == "uri":
        return ox.NamedNode(binding["value"])
    if binding["type"] in ("literal", "typed-literal"):
        return ox.Literal(binding["value"])
    return ox.BlankNode()


def _values(desk: Desk, rows: Iterable[Iterable[Term]]) -> tuple[tuple[Value, ...], ...]:
    listed = [tuple(row) for row in rows]
    links = _Links(desk, listed)
    return tuple(tuple(links.value(term) for term in row) for row in listed)


class _Links:
    """What a person reads in place of an IRI: words, a title, a name, or a short term."""

    def __init__(self, desk: Desk, rows: Iterable[Iterable[Term]]) -> None:
        self.desk = desk
        claims: dict[ox.NamedNode, None] = {}
        for row in rows:
            for term in row:
                if isinstance(term, ox.NamedNode) and self._is_claim(term):
                    claims[term] = None
        reading = read_claims(desk, list(claims)[:MOST_CARDS])
        self.cards = {card.path: card for card in reading.cards(reading.entries.claims)}
        self.known: dict[str, Value] = {}

    def _is_claim(self, node: ox.NamedNode) -> bool:
        is_ours = path_of(node.value).startswith("claim/")
        return is_ours and bool(self.desk.objects(node, AG.reportedIn))

    def value(self, term: Term) -> Value:
        """Return what is shown for a term; nothing where a row has none."""
        if isinstance(term, ox.Literal):
            return term.value
        if not isinstance(term, ox.NamedNode):
            return "" if term is None else "something without a name"
        if term.value not in self.known:
            self.known[term.value] = self._linked(term)
        return self.known[term.value]

    def _linked(self, node: ox.NamedNode) -> Value:
        path = path_of(node.value)
        if path in self.cards:
            return self.cards[path]
        if path.startswith("article/") and "#" not in path:
            return article_of(self.desk, node)
        if not path:
            return _compact(node.value)
        label = self.desk.value(node, RDFS.label) or local_name(node) or path
        return ActorLink(label, "", path if path.startswith(("actor/", "claim/")) else "")


def _compact(iri: str) -> str:
    """Return an IRI with a prefix of the ontology, where one fits."""
    for name, beginning in ontology().prefixes.items():
        if name and iri.startswith(beginning):
            return f"{name}:{iri.removeprefix(beginning)}"
    return iri
