"""Writing a store anew beside itself: to make it small, to back it up, and to leave no byte of what was forgotten."""

import os
import shutil
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pyoxigraph as ox

from actorgraph.disk.diskstore import DiskStore
from actorgraph.disk.faults import faults
from actorgraph.disk.layout import FAILURES, FORMAT, PREFIX, Layout, sweep, sync_folder, write_layout
from actorgraph.disk.ledger import COLUMNS, Ledger
from actorgraph.errors import StoreError
from actorgraph.mint import slug
from actorgraph.vocab import iri_text


def compact(store: DiskStore) -> None:
    """Write graphs and ledger anew and put them in the place of the old at one stroke. Raises StoreError."""
    new = store.layout.following()
    with faults(store.directory):
        shutil.rmtree(new.folder, ignore_errors=True)
        try:
            _copy(store, new)
        except BaseException:
            shutil.rmtree(new.folder, ignore_errors=True)
            raise
        write_layout(new)
        store.ledger.close()
        del store.quads
        store.layout, store.held = new, {}
        store.quads, store.ledger = ox.Store(str(new.graphs)), Ledger(new.ledger)
        with store.ledger.writing():
            store.recount()
        sweep(new)


def _copy(store: DiskStore, new: Layout) -> None:
    new.folder.mkdir()
    dump = new.folder / "dump.nq"  # the engine reads and writes its own lines several times quicker than we could
    store.quads.dump(str(dump), format=ox.RdfFormat.N_QUADS)
    graphs = ox.Store(str(new.graphs))
    graphs.bulk_load(path=str(dump), format=ox.RdfFormat.N_QUADS)
    graphs.flush()
    dump.unlink()
    graphs.optimize()
    del graphs
    ledger = Ledger(new.ledger)
    ledger.connection.execute("ATTACH ? AS old", (str(store.layout.ledger),))
    with ledger.writing():
        # FTS5 keeps deleted words in its own tables: it is filled anew, and so is everything else.
        for table, columns in (
            ("meta", "key, value"),
            ("articles", f"id, {COLUMNS}"),
            ("seen", "key, article"),
            ("passages", "id, article, kind, node, words"),
            ("dyads", "node, subject, edge, object, claims"),
        ):
            ledger.connection.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM old.{table}")
        ledger.connection.execute("INSERT INTO search (search) VALUES ('rebuild')")
    ledger.close()
    sync_folder(new.folder)


def backup(store: DiskStore, target: Path) -> None:
    """Write a copy of the store that is a store itself: beside first, then renamed. Raises StoreError."""
    if target.exists():
        raise StoreError("is there already", where=target, remedy="name a new directory")
    beside = target.with_name(f".{target.name}.part")
    copy = Layout(beside, FORMAT, f"{PREFIX}1")
    with faults(target):
        shutil.rmtree(beside, ignore_errors=True)
        copy.folder.mkdir(parents=True)
        try:
            store.snapshot(copy.graphs)
            ledger = sqlite3.connect(copy.ledger)
            store.ledger.connection.backup(ledger)
            ledger.close()
            write_layout(copy)
            os.replace(beside, target)
        except BaseException:
            shutil.rmtree(beside, ignore_errors=True)
            raise


def naming(store: DiskStore, name: str) -> list[ox.NamedNode]:
    """Return the articles whose graphs, or whose sources' names, hold a name in whatever letters. Raises StoreError."""
    words, path = name.casefold().strip(), slug(name)
    if not words:
        raise StoreError("no name is given", remedy="name whom to forget")
    found = []
    with faults(store.directory):
        for row in store.ledger.rows():
            terms = {term for triple in store.triples_of(ox.NamedNode(row.iri)) for term in triple}
            texts = (iri_text(term) for term in terms)
            in_iri = path != "actor" and any(path in term.value for term in terms if isinstance(term, ox.NamedNode))
            if in_iri or words in row.source.casefold() or any(words in text.casefold() for text in texts):
                found.append(ox.NamedNode(row.iri))
    return found


def forget(store: DiskStore, articles: Sequence[ox.NamedNode], name: str = "") -> None:
    """Remove articles, and write the store anew so that no byte of them is left in its files. Raises StoreError."""
    sources = {row.source for iri in articles if (row := store.ledger.row(iri.value))}
    store.remove(articles)
    compact(store)
    with faults(store.directory):
        path = store.directory / FAILURES
        if path.exists():
            signs = [sign.casefold() for sign in (*sources, name) if sign]
            lines = path.read_text("utf-8").splitlines(keepends=True)
            beside = path.with_name(f".{FAILURES}")
            beside.write_text("".join(line for line in lines if not _tells(line, signs)), "utf-8")
            os.replace(beside, path)


def _tells(line: str, signs: Sequence[str]) -> bool:
    import json

    told = " ".join(map(str, json.loads(line).values())).casefold()
    return any(sign in told for sign in signs)
