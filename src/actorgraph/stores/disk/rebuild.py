"""Writing a store again: to make it small, to back it up, to leave no trace of what was removed."""

import os
import shutil
from pathlib import Path
from typing import BinaryIO

import pyoxigraph as ox

from actorgraph import files
from actorgraph.errors import StoreError
from actorgraph.stores.disk.exchange import pack_article
from actorgraph.stores.disk.faults import LEAST_ROOM_IN_BYTES, faults, flush
from actorgraph.stores.disk.layout import (
    FIRST,
    FORMAT,
    LOOSE,
    UNPACKED,
    Layout,
    sweep,
    write_layout,
)
from actorgraph.stores.disk.ledger import Ledger
from actorgraph.stores.disk.open_store import OpenStore
from actorgraph.stores.disk.parts import tighten
from actorgraph.stores.disk.seal import write_seal
from actorgraph.stores.packing import (
    PACKED,
    may_be_packed,
    packed_articles,
    packed_text,
    unpacked_turtle,
)
from actorgraph.text.review import NAME as DECISIONS

# Up to this size the engine loads a store at once (a million quads), and so leaves it compressed;
# that takes a kilobyte of memory for each triple.
MOST_TRIPLES = 500_000
FEWEST_LOOSE = 32  # articles; with fewer the engine's own files take most of the room


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


def compact_if_loose(store: OpenStore) -> None:
    """Compact a small store of which most was written since, if the disk has room.

    Raises StoreError.
    """
    with faults(store.directory):
        totals = store.ledger.totals()
        loose = int(store.ledger.get(LOOSE) or 0)
        # A store that grows step by step is thus compacted each time it has doubled.
        if loose < max(FEWEST_LOOSE, totals["articles"] / 2) or totals["triples"] > MOST_TRIPLES:
            return
        needed = files.size_of(store.layout.folder) + LEAST_ROOM_IN_BYTES
        if shutil.disk_usage(store.directory).free < needed:
            return
    compact(store)


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
    content = new.folder / "content"
    if store.ledger.totals()["triples"] > MOST_TRIPLES:
        # Sorted by subject as it is here, one index of a large store stays compressed.
        form = ox.RdfFormat.N_QUADS
        store.quads.dump(str(content), format=form)
    else:
        form = ox.RdfFormat.TRIG
        with content.open("wb") as file:
            _write_content(store.quads, file)
    graphs = ox.Store(str(new.graphs))
    graphs.bulk_load(path=str(content), format=form, lenient=True)
    graphs.flush()
    content.unlink()
    graphs.optimize()
    del graphs
    ledger = Ledger(new.ledger)
    ledger.copy_tables(store.layout.ledger)
    with ledger.writing():
        ledger.set(LOOSE, "")
    ledger.close()
    tighten(new.folder)
    files.sync_folder(new.folder)


def _write_content(quads: ox.Store, file: BinaryIO) -> None:
    """Write all graphs, and the merged one as what they state.

    The engine would look up each word of the merged graph; in the texts of packed articles they
    are at hand.
    """
    for article in packed_articles(quads):
        text = packed_text(quads, article)
        if text is not None:
            file.write(unpacked_turtle(text))
    for name in quads.named_graphs():
        if name != PACKED:
            _write_triples(quads, name, file)
        file.write(f"{name} {{\n".encode())
        _write_triples(quads, name, file)
        file.write(b"}\n")


def _write_triples(quads: ox.Store, name: ox.NamedNode | ox.BlankNode, file: BinaryIO) -> None:
    quads.dump(file, format=ox.RdfFormat.N_TRIPLES, from_graph=name)
