"""Writing a store again: to make it small, to back it up, to leave no trace of what was removed."""

import os
import shutil
from pathlib import Path

import pyoxigraph as ox

from actorgraph import files
from actorgraph.errors import StoreError
from actorgraph.stores.disk.exchange import pack_article
from actorgraph.stores.disk.faults import faults, flush
from actorgraph.stores.disk.layout import FIRST, FORMAT, UNPACKED, Layout, sweep, write_layout
from actorgraph.stores.disk.ledger import Ledger
from actorgraph.stores.disk.open_store import OpenStore
from actorgraph.stores.disk.parts import tighten
from actorgraph.stores.disk.seal import write_seal
from actorgraph.stores.packing import may_be_packed, packed_text
from actorgraph.text.review import NAME as DECISIONS


def compact(store: OpenStore) -> None:
    """Write graphs and ledger again, and replace the old ones in one step.

    Articles as earlier versions stored them are packed. Raises StoreError.
    """
    new = store.layout.following()
    with faults(store.directory):
        pack_articles(store)
        # What an interrupted attempt left.
        shutil.rmtree(new.folder, ignore_errors=True)
        try:
            _copy(store, new)
        except BaseException:
            shutil.rmtree(new.folder, ignore_errors=True)
            raise
        # From here on the new folder counts, whatever happens.
        write_layout(new)
        store.switch_to(new)
        sweep(new)
        tighten(store.directory)


def back_up(store: OpenStore, target: Path) -> None:
    """Copy the store to a new directory, which is a store, complete or not there.

    Raises StoreError.
    """
    if target.exists():
        raise StoreError("already exists", where=target, remedy="name a new directory")
    part = target.with_name(f".{target.name}.part")
    copy = Layout(part, FORMAT, FIRST)
    with faults(target):
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(mode=files.PRIVATE_FOLDER, parents=True)
        copy.folder.mkdir(mode=files.PRIVATE_FOLDER)
        try:
            store.snapshot(copy.graphs)
            store.ledger.back_up(copy.ledger)
            if (store.directory / DECISIONS).exists():
                shutil.copyfile(store.directory / DECISIONS, part / DECISIONS)
            write_layout(copy)
            tighten(part)
            write_seal(copy, {})
            os.replace(part, target)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise


def pack_articles(store: OpenStore) -> None:
    """Pack each article that is stored as earlier versions did, in a transaction of its own.

    After an interruption the next call goes on. Raises OSError.
    """
    if not store.ledger.get(UNPACKED):
        return
    for row in store.ledger.rows():
        article = ox.NamedNode(row.iri)
        if may_be_packed(article) and packed_text(store.quads, article) is None:
            pack_article(store.quads, article)
    flush(store.quads, store.directory)
    with store.ledger.writing():
        store.ledger.set(UNPACKED, "")


def _copy(store: OpenStore, new: Layout) -> None:
    new.folder.mkdir(mode=files.PRIVATE_FOLDER)
    # The engine writes and reads its own lines several times faster than quads through Python.
    dump = new.folder / "dump.nq"
    store.quads.dump(str(dump), format=ox.RdfFormat.N_QUADS)
    graphs = ox.Store(str(new.graphs))
    graphs.bulk_load(path=str(dump), format=ox.RdfFormat.N_QUADS)
    graphs.flush()
    dump.unlink()
    graphs.optimize()
    del graphs
    ledger = Ledger(new.ledger)
    ledger.copy_tables(store.layout.ledger)
    ledger.close()
    tighten(new.folder)
    files.sync_folder(new.folder)
