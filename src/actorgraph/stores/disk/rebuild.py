"""Writing a store again: to make it small, to back it up, to forget without a trace."""

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pyoxigraph as ox

from actorgraph import files
from actorgraph.errors import StoreError
from actorgraph.graph.mint import slug
from actorgraph.stores.disk.diskstore import DiskStore
from actorgraph.stores.disk.faults import faults
from actorgraph.stores.disk.layout import FAILURES, FIRST, FORMAT, Layout, sweep, write_layout
from actorgraph.stores.disk.ledger import Ledger
from actorgraph.text.review import NAME as DECISIONS
from actorgraph.text.review import Decision, read_decisions, write_decisions
from actorgraph.vocabulary.vocab import AG, RDFS, SKOS, iri_text, local_name

# The slug of a name without a letter, which names nobody.
NO_SLUG = "actor"


def compact(store: DiskStore) -> None:
    """Write graphs and ledger again, and replace the old ones in one step. Raises StoreError."""
    new = store.layout.following()
    with faults(store.directory):
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


def back_up(store: DiskStore, target: Path) -> None:
    """Copy the store to a new directory, which is a store, complete or not there.

    Raises StoreError.
    """
    if target.exists():
        raise StoreError("already exists", where=target, remedy="name a new directory")
    part = target.with_name(f".{target.name}.part")
    copy = Layout(part, FORMAT, FIRST)
    with faults(target):
        shutil.rmtree(part, ignore_errors=True)
        copy.folder.mkdir(parents=True)
        try:
            store.snapshot(copy.graphs)
            store.ledger.back_up(copy.ledger)
            if (store.directory / DECISIONS).exists():
                shutil.copyfile(store.directory / DECISIONS, part / DECISIONS)
            write_layout(copy)
            os.replace(part, target)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise


def articles_naming(store: DiskStore, name: str) -> list[ox.NamedNode]:
    """Return the articles whose graphs or sources contain a name, in any case of letters.

    Raises StoreError.
    """
    words = name.casefold().strip()
    if not words:
        raise StoreError("no name is given", remedy="name whom to forget")
    articles = []
    with faults(store.directory):
        for row in store.ledger.rows():
            article = ox.NamedNode(row.iri)
            in_source = words in row.source.casefold()
            if in_source or _contains(store, article, words, slug(name)):
                articles.append(article)
    return articles


def forget(store: DiskStore, articles: Sequence[ox.NamedNode], name: str = "") -> int:
    """Remove articles, and write the store again so that no byte of them is left in its files.

    Decisions across articles that name someone whom no other article names go, too; return how
    many. Raises StoreError.
    """
    rows = [store.ledger.row(iri.value) for iri in articles]
    sources = {row.source for row in rows if row}
    decisions = read_decisions(store.directory)
    # Names are read from the graphs only where a decision could contain one.
    gone: set[str] = set()
    if decisions:
        gone = _names_in(store, articles)
    store.remove(articles)
    if decisions:
        gone -= _names_in(store, store.articles())
    remaining = []
    for decision in decisions:
        if not _concerns(decision, gone, name.casefold()):
            remaining.append(decision)
    if len(remaining) < len(decisions):
        _replace_decisions(store, remaining)
    compact(store)
    with faults(store.directory):
        _forget_failures(store.directory / FAILURES, (*sources, name))
    return len(decisions) - len(remaining)


def is_in_decisions(store: DiskStore, name: str) -> bool:
    """Return whether a decision across articles contains a name."""
    decisions = read_decisions(store.directory)
    return any(_concerns(decision, set(), name.casefold()) for decision in decisions)


def _copy(store: DiskStore, new: Layout) -> None:
    new.folder.mkdir()
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
    files.sync_folder(new.folder)


def _contains(store: DiskStore, article: ox.NamedNode, words: str, path: str) -> bool:
    """Return whether an article's graph has a name in its texts, or its slug in its IRIs."""
    terms: set[object] = set()
    for triple in store.triples_of(article):
        terms.update(triple)
    for term in terms:
        if words in iri_text(term).casefold():
            return True
        is_iri = isinstance(term, ox.NamedNode)
        if is_iri and path != NO_SLUG and path in iri_text(term):
            return True
    return False


def _replace_decisions(store: DiskStore, decisions: Sequence[Decision]) -> None:
    """Keep these decisions alone; all links go, since a tie gives its decision as the reason."""
    with faults(store.directory):
        files.replace(store.directory / DECISIONS, write_decisions(decisions))
        store.drop_links()


def _forget_failures(path: Path, names: Iterable[str]) -> None:
    """Delete the lines of a failure list that contain one of some names. Raises OSError."""
    if not path.exists():
        return
    signs = [name.casefold() for name in names if name]
    lines = []
    for line in path.read_text("utf-8").splitlines(keepends=True):
        if not _mentions(line, signs):
            lines.append(line)
    files.replace(path, "".join(lines))


def _mentions(line: str, signs: Sequence[str]) -> bool:
    """Return whether a line of JSON contains one of some texts in its values."""
    # Parsed, since JSON escapes letters that are not ASCII.
    values = json.loads(line).values()
    text = " ".join(map(str, values)).casefold()
    return any(sign in text for sign in signs)


def _concerns(decision: Decision, gone: set[str], name: str) -> bool:
    """Return whether a decision names someone who is gone, or contains the name to forget."""
    # An end of a decision is a name, or the IRI of an actor.
    for end in (decision.first, decision.second):
        if local_name(end).casefold() in gone:
            return True
    note = decision.note.casefold()
    if any(sign in note for sign in gone):
        return True
    return name != "" and name in str(decision).casefold()


def _names_in(store: DiskStore, articles: Iterable[ox.NamedNode]) -> set[str]:
    """Return the names and the ends of the IRIs of all actors of some articles, casefolded."""
    names: set[str] = set()
    for article in articles:
        names.update(_names_of(store, article))
    return names


def _names_of(store: DiskStore, article: ox.NamedNode) -> Iterator[str]:
    actors = {quad.subject for quad in store.match(None, AG.mention, graph=article)}
    for actor in actors:
        yield local_name(actor).casefold()
        if isinstance(actor, ox.Triple):
            continue
        for predicate in (RDFS.label, SKOS.altLabel):
            for quad in store.match(actor, predicate, graph=article):
                yield iri_text(quad.object).casefold()
