"""Forgetting in a store on disk: articles, and all that names somebody.

The wish is written first, and deleted last. Every step can be done twice, so that whoever next
opens the store for writing finishes what was interrupted.
"""

import json
import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from actorgraph import files
from actorgraph.errors import StoreError
from actorgraph.graph.name_search import NameSearch
from actorgraph.stores.contract import VOCABULARY
from actorgraph.stores.disk.exchange import exchange
from actorgraph.stores.disk.faults import faults, flush
from actorgraph.stores.disk.layout import FAILURES, LOCK, WISH
from actorgraph.stores.disk.open_store import OpenStore
from actorgraph.stores.disk.rebuild import compact
from actorgraph.stores.disk.wish import Wish, delete_wish, read_wish, write_wish
from actorgraph.text.folding import folded
from actorgraph.text.review import NAME as DECISIONS
from actorgraph.text.review import Decision
from actorgraph.text.review_file import read_review, update_review
from actorgraph.text.verdicts import Verdict, toml_lines
from actorgraph.vocabulary.vocab import AG, RDFS, SKOS, iri_text, local_name

LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What became of a wish: the number of decisions deleted, and where the name still is."""

    decisions: int
    places: tuple[str, ...]


def articles_naming(store: OpenStore, name: str) -> list[ox.NamedNode]:
    """Return the articles whose graphs or sources contain a name, in any spelling.

    Raises StoreError.
    """
    search = _search(name)
    articles = []
    with faults(store.directory):
        for row in store.ledger.rows():
            article = ox.NamedNode(row.iri)
            in_source = search.is_in(row.source) or search.is_in(row.rank)
            if in_source or _contains(store.triples_of(article), search):
                articles.append(article)
    return articles


def places_naming(store: OpenStore, name: str) -> list[str]:
    """Return where a name is besides the articles, in any spelling. Raises StoreError."""
    search = _search(name)
    with faults(store.directory):
        return [*_parts_with(store, search), *_files_with(store, search)]


def forget(store: OpenStore, articles: Sequence[ox.NamedNode], name: str = "") -> Forgotten:
    """Remove articles, and write the store again so that no byte of them is left in its files.

    Decisions across articles that name someone whom no other article names go, too. A name is
    looked for in all that remains. Raises StoreError; the next writer then tries again.
    """
    with faults(store.directory):
        wish = _wish(store, articles, name)
        write_wish(store.directory, wish)
        return _carry_out(store, wish)


def finish_forgetting(store: OpenStore) -> None:
    """Carry out a wish that an interruption left. Raises StoreError, OSError."""
    wish = read_wish(store.directory)
    if wish is None:
        return
    try:
        with faults(store.directory):
            forgotten = _carry_out(store, wish)
    except StoreError as error:
        raise StoreError(
            f"a forgetting was interrupted and cannot be finished: {error.what}",
            where=store.directory,
            remedy=error.remedy,
        ) from error
    # Nobody is named: this may be kept in a log.
    LOG.warning("%s: finished a forgetting that was interrupted", store.directory)
    for place in forgotten.places:
        LOG.warning("%s: still contains what was to be forgotten", place)


def _search(name: str) -> NameSearch:
    search = NameSearch.of([name])
    if not search.names:
        raise StoreError("no name is given", remedy="name whom to forget")
    return search


def _wish(store: OpenStore, articles: Sequence[ox.NamedNode], name: str) -> Wish:
    """Return what to forget, with all that cannot be found out once the articles are gone."""
    rows = [store.ledger.row(iri.value) for iri in articles]
    sources = {row.source for row in rows if row and row.source}
    gone: set[str] = set()
    # Names are read from the graphs only where a decision could contain one.
    if read_review(store.directory):
        others = set(store.articles()) - set(articles)
        gone = _names_in(store, articles) - _names_in(store, others)
    return Wish(
        articles=tuple(iri.value for iri in articles),
        sources=tuple(sorted(sources)),
        name=name,
        gone=tuple(sorted(gone)),
    )


def _carry_out(store: OpenStore, wish: Wish) -> Forgotten:
    present = {iri.value for iri in store.articles()}
    store.remove([ox.NamedNode(iri) for iri in wish.articles if iri in present])
    search = NameSearch.of([wish.name, *map(local_name, wish.articles)])
    decisions = _forget_decisions(store, wish)
    _forget_failures(store.directory / FAILURES, wish)
    _remove_from_other_graphs(store, search)
    compact(store)
    _refuse_remains(store, search)
    places = _files_with(store, search)
    delete_wish(store.directory)
    return Forgotten(decisions, tuple(places))


# ── decisions and failures ────────────────────────────────────────────────────────────────────────


def _forget_decisions(store: OpenStore, wish: Wish) -> int:
    """Delete the decisions that name somebody to forget; return how many.

    With them go all links, since a tie gives its decision as the reason.
    """
    before = read_review(store.directory)
    forgotten = [entry for entry in before.entries() if _concerns(entry, wish)]
    if not forgotten:
        return 0
    store.drop_links()
    update_review(store.directory, lambda review: review.without(*forgotten))
    return len(forgotten)


def _concerns(decision: Decision | Verdict, wish: Wish) -> bool:
    """Return whether a decision names someone who is gone, or contains the name to forget.

    A verdict goes with its article, too.
    """
    if isinstance(decision, Verdict):
        return _verdict_concerns(decision, wish)
    # An end of a decision is a name, or the IRI of an actor.
    for end in (decision.first, decision.second):
        if folded(local_name(end)) in wish.gone:
            return True
    note = folded(decision.note)
    if any(name in note for name in wish.gone):
        return True
    return NameSearch.of([wish.name]).is_in(str(decision))


def _verdict_concerns(verdict: Verdict, wish: Wish) -> bool:
    """Return whether a verdict is on a claim of an article to forget, or says a name that goes."""
    codes = [local_name(iri) for iri in wish.articles]
    if any(code and verdict.article.startswith(code) for code in codes):
        return True
    text = folded("\n".join(toml_lines(verdict)))
    if any(name in text for name in wish.gone):
        return True
    return NameSearch.of([wish.name]).is_in(text)


def _forget_failures(path: Path, wish: Wish) -> None:
    """Delete the lines of a failure list that contain the name or a source. Raises OSError."""
    if not path.exists():
        return
    search = NameSearch.of([wish.name])
    sources = [source.casefold() for source in wish.sources]
    lines = []
    for line in path.read_text("utf-8").splitlines(keepends=True):
        text = _values(line)
        in_source = any(source in text.casefold() for source in sources)
        if not in_source and not search.is_in(text):
            lines.append(line)
    files.replace(path, "".join(lines), durable=True, private=True)


def _values(line: str) -> str:
    """Return the values of a line of JSON; the line if it is not one."""
    # Parsed, since JSON escapes letters that are not ASCII.
    try:
        return " ".join(map(str, json.loads(line).values()))
    except (ValueError, AttributeError):
        return line


# ── graphs ────────────────────────────────────────────────────────────────────────────────────────


def _contains(triples: Iterable[ox.Triple], search: NameSearch) -> bool:
    """Return whether triples have a name in their texts or IRIs."""
    terms: set[object] = set()
    for triple in triples:
        terms.update(triple)
    return any(search.is_in(iri_text(term)) for term in terms)


def _remove_from_other_graphs(store: OpenStore, search: NameSearch) -> None:
    """Remove what names somebody to forget from derived edges, links and other graphs."""
    acknowledged = set(store.articles())
    for name in store.graph_names():
        if name in acknowledged or name == VOCABULARY:
            continue
        quads = list(store.match(graph=name))
        revealing = {quad for quad in quads if _contains([quad.triple], search)}
        if revealing:
            exchange(store.quads, revealing, {})
    flush(store.quads, store.directory)


def _names_in(store: OpenStore, articles: Iterable[ox.NamedNode]) -> set[str]:
    """Return the names and the ends of the IRIs of all actors of some articles, folded."""
    names: set[str] = set()
    for article in articles:
        names.update(filter(None, map(folded, _names_of(store, article))))
    return names


def _names_of(store: OpenStore, article: ox.NamedNode) -> Iterator[str]:
    triples = store.triples_of(article)
    actors = {triple.subject for triple in triples if triple.predicate == AG.mention}
    yield from map(local_name, actors)
    for triple in triples:
        if triple.predicate in (RDFS.label, SKOS.altLabel) and triple.subject in actors:
            yield iri_text(triple.object)


# ── the last look ─────────────────────────────────────────────────────────────────────────────────


def _refuse_remains(store: OpenStore, search: NameSearch) -> None:
    """Look for names in all that the store answers from. Raises StoreError."""
    places = _parts_with(store, search)
    if places:
        raise StoreError(
            f"what was to be forgotten is still in {', '.join(places)}",
            where=store.directory,
            remedy="report this; the store answers nobody until it is gone",
        )


def _parts_with(store: OpenStore, search: NameSearch) -> list[str]:
    """Return the parts of the store that contain a name: graphs, ledger, decisions, failures."""
    places = []
    for name in store.graph_names():
        is_ours = name == VOCABULARY
        if not is_ours and _contains((quad.triple for quad in store.match(graph=name)), search):
            places.append(f"the graph {local_name(name)}")
    if any(map(search.is_in, store.ledger.texts())):
        places.append("the ledger")
    for file in (DECISIONS, FAILURES):
        path = store.directory / file
        if path.exists() and search.is_in_file(path):
            places.append(file)
    return places


def _files_with(store: OpenStore, search: NameSearch) -> list[str]:
    """Return the files in the store's directory whose bytes contain a name."""
    skipped = {WISH, LOCK, DECISIONS, FAILURES}
    # A word of the vocabulary is in every store; the databases were looked through above.
    has_in_vocabulary = _is_in_vocabulary(store, search)
    places = []
    for path in sorted(store.directory.rglob("*")):
        is_database = store.layout.folder in path.parents
        if not path.is_file() or path.name in skipped or (is_database and has_in_vocabulary):
            continue
        if search.is_in(path.name) or search.is_in_file(path):
            places.append(str(path))
    return places


def _is_in_vocabulary(store: OpenStore, search: NameSearch) -> bool:
    return _contains((quad.triple for quad in store.match(graph=VOCABULARY)), search)
