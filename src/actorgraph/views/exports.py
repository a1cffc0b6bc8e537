"""Files for other tools: RDF in its spellings, networks for Gephi, rows for a spreadsheet."""

import csv
import io
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from actorgraph.errors import GraphError
from actorgraph.graph import turtle
from actorgraph.policy import accept
from actorgraph.store import Store
from actorgraph.views.projection import certainty, gather, kind_of, projection
from actorgraph.views.tables import harmless
from actorgraph.vocab import local_name, ontology

if TYPE_CHECKING:
    import networkx

# Characters that XML cannot hold.
ILLEGAL = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
COLUMNS = (
    "claim",
    "class",
    "doers",
    "verb",
    "others",
    "certainty",
    "denied",
    "according to",
    "time",
    "words",
    "begin",
    "end",
)


def export(store: Store, path: Path) -> None:
    """Write a store to a file, in the format that the file's ending names: beside first, then renamed.

    .ttl .nt .jsonld .rdf hold what the articles tell; .nq and .trig also the graph of derived edges, apart;
    .graphml and .gexf the network; .csv a row per claim. Raises GraphError.
    """
    write = WRITERS.get(path.suffix)
    if write is None:
        raise GraphError("no format has this ending", where=path, remedy=f"use one of {' '.join(WRITERS)}")
    text = write(store)
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_text(text, encoding="utf-8", newline="\n")
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        raise GraphError(error.strerror or "cannot be written", where=path, remedy="check the folder") from error


def _turtle(store: Store) -> str:
    return turtle(store.triples())


def _triples(form: ox.RdfFormat) -> Callable[[Store], str]:
    def write(store: Store) -> str:
        triples = sorted(set(store.triples()), key=str)
        return (ox.serialize(triples, format=form, prefixes=_prefixes()) or b"").decode()

    return write


def _xml(store: Store) -> str:
    triples = [_in_xml(triple) for triple in sorted(set(store.triples()), key=str)]
    return (ox.serialize(triples, format=ox.RdfFormat.RDF_XML, prefixes=_prefixes()) or b"").decode()


def _in_xml(triple: ox.Triple) -> ox.Triple:
    """Put a mark in the place of each character that XML cannot hold, not even escaped."""
    thing = triple.object
    if not isinstance(thing, ox.Literal) or not ILLEGAL.search(thing.value):
        return triple
    text = ILLEGAL.sub("\ufffd", thing.value)
    literal = ox.Literal(text, language=thing.language) if thing.language else ox.Literal(text, datatype=thing.datatype)
    return ox.Triple(triple.subject, triple.predicate, literal)


def _quads(form: ox.RdfFormat) -> Callable[[Store], str]:
    def write(store: Store) -> str:
        accept(store)
        quads = sorted(store.told(), key=lambda q: (str(q.graph_name), str(q.subject), str(q.predicate), str(q.object)))
        return (ox.serialize(quads, format=form, prefixes=_prefixes()) or b"").decode()

    return write


def _prefixes() -> dict[str, str]:
    return {name: iri for name, iri in sorted(ontology().prefixes.items()) if name}


def _network(store: Store) -> "networkx.MultiDiGraph":
    """Flatten the projection: every attribute a text or a number that XML can hold, no attribute empty of type."""
    graph = projection(store)
    for attributes in [held for _, held in graph.nodes(data=True)] + [held for *_, held in graph.edges(data=True)]:
        for key, value in list(attributes.items()):
            attributes[key] = _plain(value)
        if "label" in attributes:
            attributes["label"] += _reserve(attributes)
    return graph


def _reserve(attributes: dict[str, Any]) -> str:
    """Say in a label what is not simply asserted: many tools show nothing but labels."""
    reserve = [attributes.get("certainty", "asserted"), "denied" if attributes.get("denied") else "asserted"]
    said = ", ".join(word for word in reserve if word != "asserted")
    return f" ({said})" if said else ""


def _plain(value: Any) -> Any:
    if isinstance(value, bool | int | float):
        return value
    text = "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return ILLEGAL.sub("\ufffd", text)


def _graphml(store: Store) -> str:
    import networkx as nx

    return "\n".join(nx.generate_graphml(_network(store))) + "\n"


def _gexf(store: Store) -> str:
    import networkx as nx

    # networkx stamps the day into the file; the same graph must give the same bytes.
    text = "\n".join(nx.generate_gexf(_network(store))) + "\n"
    return re.sub(r'lastmodifieddate="[^"]*"', "", text)


def _csv(store: Store) -> str:
    told = gather(store)
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(COLUMNS)

    def names(claim: str, *roles: str) -> str:
        found = [told[node].get("label", [local_name(node)])[0] for role in roles for node in told[claim].get(role, ())]
        return "; ".join(found)

    for claim in sorted(subject for subject, facts in told.items() if "factuality" in facts):
        facts = told[claim]
        spans = sorted(facts.get("evidence", ()), key=lambda span: int(told[span].get("begin", ["0"])[0]))
        words = " … ".join(word for span in spans for word in told[span].get("words", ()))
        row = [
            claim,
            kind_of(facts),
            names(claim, "agent", "subject") or " or ".join(names(claim, "possibleAgent").split("; ")),
            facts.get("verb", facts.get("title", [""]))[0],
            names(claim, "target", "recipient", "object"),
            certainty(facts),
            facts.get("negated", [""])[0],
            names(claim, "attributedTo"),
            facts.get("time", [""])[0],
            words,
            *(told[span].get("begin", [""])[0] for span in spans[:1] or [""]),
            *(told[span].get("end", [""])[0] for span in spans[-1:] or [""]),
        ]
        writer.writerow([harmless(cell) for cell in row])
    return lines.getvalue()


WRITERS: dict[str, Callable[[Store], str]] = {
    ".ttl": _turtle,
    ".nt": _triples(ox.RdfFormat.N_TRIPLES),
    ".nq": _quads(ox.RdfFormat.N_QUADS),
    ".trig": _quads(ox.RdfFormat.TRIG),
    ".jsonld": _triples(ox.RdfFormat.JSON_LD),
    ".rdf": _xml,
    ".graphml": _graphml,
    ".gexf": _gexf,
    ".csv": _csv,
}
