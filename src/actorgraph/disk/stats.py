"""What a store holds, in figures."""

from actorgraph.disk.diskstore import DiskStore
from actorgraph.disk.faults import faults
from actorgraph.disk.passages import KINDS


def stats(store: DiskStore) -> list[tuple[str, str]]:
    """Return names and figures: articles, triples, edges, passages by kind, bytes. Raises StoreError."""
    with faults(store.directory):
        ask = store.ledger.connection.execute
        articles, triples = ask("SELECT count(*), coalesce(sum(triples), 0) FROM articles").fetchone()
        edges, claims = ask("SELECT count(*), coalesce(sum(claims), 0) FROM dyads").fetchone()
        passages = dict(ask("SELECT kind, count(*) FROM passages GROUP BY kind").fetchall())
        graphs = _size(store, "graphs/*")
        ledger = store.layout.ledger.stat().st_size
    figures = [
        ("format", store.layout.form),
        ("articles", articles),
        ("triples", triples),
        ("direct edges", edges),
        ("claims beneath", claims),
        *((f"{kind}s", passages.get(kind, 0)) for kind in KINDS),
        ("bytes of graphs", graphs),
        ("bytes of ledger", ledger),
        ("bytes an article", (graphs + ledger) // articles if articles else 0),
        ("bytes a triple", (graphs + ledger) // triples if triples else 0),
    ]
    return [(name, f"{value:,}") for name, value in figures]


def _size(store: DiskStore, pattern: str) -> int:
    return sum(path.stat().st_size for path in store.layout.folder.glob(pattern) if path.is_file())
