"""Writing a store anew beside itself: to make it small, to back it up, and to leave no byte of what was forgotten."""

import os
import shutil
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pyoxigraph as ox

from actorgraph.errors import StoreError
from actorgraph.graph.mint import slug
from actorgraph.stores.disk.diskstore import DiskStore
from actorgraph.stores.disk.faults import faults
from actorgraph.stores.disk.layout import (
    FAILURES,
    FORMAT,
    PREFIX,
    Layout,
    sweep,
    sync_folder,
    write_layout,
)
from actorgraph.stores.disk.ledger import COLUMNS, Ledger
from actorgraph.stores.disk.linked import HALF, KEY
from actorgraph.stores.memory import LINKS
from actorgraph.text.review import NAME as DECISIONS
from actorgraph.text.review import Decision, read_decisions, write_decisions
from actorgraph.vocabulary.vocab import AG, RDFS, SKOS, iri_text, local_name


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
    dump = (
        new.folder / "dump.nq"
    )  # the engine reads and writes its own lines several times quicker than we could
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
            ("readings", "article, digest, rules, bearers, tellings, wording"),
        ):
            ledger.connection.execute(
                f"INSERT INTO {table} ({columns}) SELECT {columns} FROM old.{table}"
            )
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
            if (store.directory / DECISIONS).exists():
                shutil.copyfile(store.directory / DECISIONS, beside / DECISIONS)
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
            in_iri = path != "actor" and any(
                path in term.value for term in terms if isinstance(term, ox.NamedNode)
            )
            if (
                in_iri
                or words in row.source.casefold()
                or any(words in text.casefold() for text in texts)
            ):
                found.append(ox.NamedNode(row.iri))
    return found


def forget(store: DiskStore, articles: Sequence[ox.NamedNode], name: str = "") -> int:
    """Remove articles, and write the store anew so that no byte of them is left in its files. Raises StoreError.

    Decisions across articles that name somebody whom no other article names go, too; returns how many.
    """
    sources = {row.source for iri in articles if (row := store.ledger.row(iri.value))}
    decisions = read_decisions(store.directory)
    before = (
        {called for iri in articles for called in _called(store.quads, iri)} if decisions else set()
    )
    store.remove(articles)
    left = (
        {called for iri in store.articles() for called in _called(store.quads, iri)}
        if decisions
        else set()
    )
    kept = [
        decision for decision in decisions if not _names(decision, before - left, name.casefold())
    ]
    if len(kept) < len(decisions):
        _forget_decisions(store, kept)
    compact(store)
    with faults(store.directory):
        path = store.directory / FAILURES
        if path.exists():
            signs = [sign.casefold() for sign in (*sources, name) if sign]
            lines = path.read_text("utf-8").splitlines(keepends=True)
            beside = path.with_name(f".{FAILURES}")
            beside.write_text("".join(line for line in lines if not _tells(line, signs)), "utf-8")
            os.replace(beside, path)
    return len(decisions) - len(kept)


def decided_on(store: DiskStore, name: str) -> bool:
    """Tell whether a decision across articles holds a name."""
    return any(
        _names(decision, set(), name.casefold()) for decision in read_decisions(store.directory)
    )


def _forget_decisions(store: DiskStore, kept: Sequence[Decision]) -> None:
    """Keep these decisions alone; all links go, for a tie gives the decision that made it as its reason."""
    with faults(store.directory):
        beside = store.directory / f".{DECISIONS}"
        beside.write_text(write_decisions(kept), "utf-8")
        os.replace(beside, store.directory / DECISIONS)
        with store.ledger.writing():
            store.ledger.tell(KEY, HALF)
        store.drop(LINKS)
        with store.ledger.writing():
            store.ledger.tell(KEY, "")


def _names(decision: Decision, gone: set[str], name: str) -> bool:
    """Tell whether a decision names somebody who is gone, or holds the name that is to be forgotten."""
    ends = {local_name(end).casefold() for end in (decision.first, decision.second)}
    told = str(decision).casefold()
    return (
        not gone.isdisjoint(ends)
        or any(sign in decision.note.casefold() for sign in gone)
        or (name != "" and name in told)
    )


def _called(quads: ox.Store, article: ox.NamedNode) -> set[str]:
    """Return the names of everybody whom an article names, and the ends of their IRIs, in small letters."""
    cast = {quad.subject for quad in quads.quads_for_pattern(None, AG.mention, None, article)}
    names = (
        q
        for node in cast
        for p in (RDFS.label, SKOS.altLabel)
        for q in quads.quads_for_pattern(node, p, None, article)
    )
    return {iri_text(q.object).casefold() for q in names} | {
        local_name(node).casefold() for node in cast
    }


def _tells(line: str, signs: Sequence[str]) -> bool:
    import json

    told = " ".join(map(str, json.loads(line).values())).casefold()
    return any(sign in told for sign in signs)
