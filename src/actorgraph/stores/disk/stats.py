"""What a store holds, in figures."""

from actorgraph.stores.disk.diskstore import DiskStore
from actorgraph.stores.disk.faults import faults
from actorgraph.stores.disk.linked import is_stale
from actorgraph.stores.disk.passages import KINDS
from actorgraph.stores.disk.readings import unlinked
from actorgraph.stores.memory import LINKS
from actorgraph.vocabulary.vocab import AG, RDF


def stats(store: DiskStore) -> list[tuple[str, str]]:
    """Return names and figures: articles, triples, edges, passages by kind, bytes. Raises StoreError."""
    with faults(store.directory):
        ask = store.ledger.connection.execute
        articles, triples = ask(
            "SELECT count(*), coalesce(sum(triples), 0) FROM articles"
        ).fetchone()
        edges, claims = ask("SELECT count(*), coalesce(sum(claims), 0) FROM dyads").fetchone()
        passages = dict(ask("SELECT kind, count(*) FROM passages GROUP BY kind").fetchall())
        links = _links(store)
        graphs = _size(store, "graphs/*")
        ledger = store.layout.ledger.stat().st_size
    figures = [
        ("format", store.layout.form),
        ("articles", articles),
        ("triples", triples),
        ("direct edges", edges),
        ("claims beneath", claims),
        *((f"{kind}s", passages.get(kind, 0)) for kind in KINDS),
        *links,
        ("bytes of graphs", graphs),
        ("bytes of ledger", ledger),
        ("bytes an article", (graphs + ledger) // articles if articles else 0),
        ("bytes a triple", (graphs + ledger) // triples if triples else 0),
    ]
    return [(name, f"{value:,}") for name, value in figures]


def _links(store: DiskStore) -> list[tuple[str, int]]:
    """Return the figures of the links across articles; none where there are none."""
    kinds = (
        ("tied actors", AG.ActorTie),
        ("tied claims", AG.EventTie),
        ("contradictions", AG.ContradictionTie),
    )
    find = store.quads.quads_for_pattern
    found = [(name, sum(1 for _ in find(None, RDF.type, kind, LINKS))) for name, kind in kinds]
    if not any(count for _, count in found):
        return []
    return (
        [*found, ("articles to link", unlinked(store.ledger))]
        if is_stale(store.quads, store.ledger)
        else found
    )


def _size(store: DiskStore, pattern: str) -> int:
    return sum(path.stat().st_size for path in store.layout.folder.glob(pattern) if path.is_file())
