"""RDF in the spellings that Oxigraph writes: plain triples, quads with the derived edges apart, and RDF 1.2."""

import re
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from actorgraph.graph.article_graph import turtle
from actorgraph.stores.contract import Store
from actorgraph.vocabulary.vocab import AG, RDF, carrying, ontology

# Characters that XML cannot hold, not even escaped.
ILLEGAL = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def told(store: Store) -> list[ox.Triple]:
    """Return what the articles tell, sorted, in RDF 1.1: triples about triples are left out, as few tools read them."""
    return sorted({t for t in store.triples() if not isinstance(t.object, ox.Triple)}, key=str)


def prefixes() -> dict[str, str]:
    """Return the one table of prefixes, sorted."""
    return {name: iri for name, iri in sorted(ontology().prefixes.items()) if name}


def written(facts: Iterable[ox.Triple] | Iterable[ox.Quad], form: ox.RdfFormat, **more: str) -> str:
    """Serialise triples or quads under the table of prefixes, and `more` where a format needs its own."""
    return (ox.serialize(facts, format=form, prefixes=prefixes() | more) or b"").decode()


def turtle_11(store: Store) -> str:
    """Write Turtle as `graph.ttl` has it."""
    return turtle(told(store))


def turtle_12(store: Store) -> str:
    """Write Turtle of RDF 1.2: each claim also reifies the direct edges that it tells of, and nothing asserts them."""
    return 'VERSION "1.2"\n' + turtle([*told(store), *_reified(told(store))])


def n_triples(store: Store) -> str:
    """Write N-Triples, a line for each triple, sorted."""
    return written(told(store), ox.RdfFormat.N_TRIPLES)


def n_quads(store: Store) -> str:
    """Write N-Quads: a graph for each article, and one for the derived edges."""
    return written(_quads(store), ox.RdfFormat.N_QUADS)


def trig(store: Store) -> str:
    """Write TriG: a graph for each article, and one for the derived edges."""
    return written(_quads(store), ox.RdfFormat.TRIG)


def _quads(store: Store) -> list[ox.Quad]:
    plain = {quad for quad in store.contents() if not isinstance(quad.object, ox.Triple)}
    return sorted(
        plain, key=lambda q: (str(q.graph_name), str(q.subject), str(q.predicate), str(q.object))
    )


def _reified(triples: list[ox.Triple]) -> Iterator[ox.Triple]:
    """Yield `claim rdf:reifies <<( from direct to )>>` for whom a claim ties to whom, however uncertain it is."""
    facts: dict[ox.NamedNode, dict[ox.NamedNode, list[ox.NamedNode]]] = {}
    for triple in triples:
        if isinstance(triple.object, ox.NamedNode) and isinstance(triple.subject, ox.NamedNode):
            facts.setdefault(triple.subject, {}).setdefault(triple.predicate, []).append(
                triple.object
            )
    for claim, roles in facts.items():
        names = [name for kind in roles.get(RDF.type, ()) for _, name in carrying(AG.direct, kind)]
        begins = roles.get(AG.agent, []) + (
            roles.get(AG.subject, []) if AG.factuality in roles else []
        )
        ends = [end for role in (AG.target, AG.recipient, AG.object) for end in roles.get(role, ())]
        for name in names:
            for begin in begins:
                for end in ends:
                    yield ox.Triple(claim, RDF.reifies, ox.Triple(begin, AG[name], end))
