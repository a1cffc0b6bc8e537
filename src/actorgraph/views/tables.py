"""An answer as text: an aligned table, CSV that no spreadsheet runs, JSON of SPARQL results, Turtle."""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence

import pyoxigraph as ox

from actorgraph.errors import QueryError
from actorgraph.graph.article_graph import turtle
from actorgraph.query import Answer, Term
from actorgraph.stores.contract import Store
from actorgraph.vocabulary.vocab import AG, NIF, iri_text, local_name, ontology

WIDEST = 48
# A spreadsheet takes a cell that begins so for a formula; some read the wide forms, too.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
CLAIM = "claim"
SPO = ("subject", "predicate", "object")


def print_answer(answer: Answer, *, form: str = "table", store: Store | None = None) -> str:
    """Render an answer as `table`, `csv`, `json` or `ttl`; with a store, each row of a table shows its evidence.

    Raises QueryError where Turtle is asked for and the answer is no triples.
    """
    if answer.triples is None and form == "ttl":
        raise QueryError(
            "Turtle holds triples, and this answer is none",
            remedy="ask with CONSTRUCT, or for a table",
        )
    if answer.triples is not None and form in ("ttl", "table"):
        return turtle(answer.triples)
    if form == "csv":
        return _csv(answer)
    if form == "json":
        return _json(answer)
    if answer.truth is not None:
        return "yes\n" if answer.truth else "no\n"
    return _table(answer, store)


def _csv(answer: Answer) -> str:
    if answer.truth is not None:
        return f"answer\n{'yes' if answer.truth else 'no'}\n"
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    columns, rows = _flat(answer)
    writer.writerow(columns)
    writer.writerows([harmless(_value(term)) for term in row] for row in rows)
    return lines.getvalue()


def _flat(answer: Answer) -> tuple[Sequence[str], Sequence[Sequence[Term]]]:
    if answer.triples is None:
        return answer.columns, answer.rows
    return SPO, [(triple.subject, triple.predicate, triple.object) for triple in answer.triples]


def harmless(text: str) -> str:
    """Keep a cell from being run as a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _json(answer: Answer) -> str:
    if answer.truth is not None:
        return json.dumps({"head": {}, "boolean": answer.truth}) + "\n"
    columns, rows = _flat(answer)
    bindings = [
        {name: _binding(term) for name, term in zip(columns, row, strict=True) if term}
        for row in rows
    ]
    return (
        json.dumps(
            {"head": {"vars": columns}, "results": {"bindings": bindings}},
            ensure_ascii=False,
            indent=1,
        )
        + "\n"
    )


def _binding(term: Term) -> Mapping[str, object]:
    """Spell a term as SPARQL's results in JSON do, those of version 1.2 for a triple."""
    if isinstance(term, ox.Triple):
        parts = zip(SPO, (term.subject, term.predicate, term.object), strict=True)
        return {"type": "triple", "value": {name: _binding(part) for name, part in parts}}
    if not isinstance(term, ox.Literal):
        return {"type": "uri" if isinstance(term, ox.NamedNode) else "bnode", "value": _value(term)}
    tags = {"xml:lang": term.language} if term.language else {"datatype": term.datatype.value}
    plain = tags.get("datatype") == ontology().prefixes["xsd"] + "string"
    return {"type": "literal", "value": term.value} | ({} if plain else tags)


def _table(answer: Answer, store: Store | None) -> str:
    """Align the columns; the claim that a row rests on is named at its end, or quoted under it."""
    shown = [place for place, name in enumerate(answer.columns) if name != CLAIM or store is None]
    cells = [[_short(row[place]) for place in shown] for row in answer.rows]
    heads = [answer.columns[place] for place in shown]
    widths = [max(len(cell) for cell in column) for column in zip(heads, *cells, strict=True)]
    lines = [_line(heads, widths), _line(["─" * width for width in widths], widths)]
    for row, texts in zip(answer.rows, cells, strict=True):
        lines.append(_line(texts, widths))
        lines.extend(_evidence(answer, row, store) if store else ())
    count = len(answer.rows)
    return "\n".join([*lines, "", f"{count} row{'' if count == 1 else 's'}"]) + "\n"


def _line(texts: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(text.ljust(width) for text, width in zip(texts, widths, strict=True)).rstrip()


def _evidence(answer: Answer, row: Sequence[Term], store: Store) -> Iterator[str]:
    claim = row[answer.columns.index(CLAIM)] if CLAIM in answer.columns else None
    if isinstance(claim, ox.NamedNode):
        for words in evidence(store, claim):
            yield f"    “{words}”  [{local_name(claim)}]"


def evidence(store: Store, claim: ox.NamedNode) -> list[str]:
    """Return the words that a claim rests on; in a shareable graph, their offsets."""
    found = []
    for span in objects(store, claim, AG.evidence):
        words = [
            iri_text(term) for term in objects(store, ox.NamedNode(iri_text(span)), NIF.anchorOf)
        ]
        offsets = iri_text(span).rpartition("#char=")[2].replace(",", " to ")
        found.append(" ".join(words[0].split()) if words else f"characters {offsets}")
    return sorted(found)


def objects(store: Store, subject: ox.NamedNode, predicate: ox.NamedNode) -> list[object]:
    """Return what stands under a property of a node."""
    return [
        quad.object
        for quad in store.match(subject, predicate)
    ]


def _short(term: Term) -> str:
    text = " ".join(_value(term).split())
    if isinstance(term, ox.NamedNode):
        text = local_name(term)
    return text if len(text) <= WIDEST else text[: WIDEST - 1] + "…"


def _value(term: Term) -> str:
    return iri_text(term) if term is not None else ""
