"""`actorgraph link`: the same actors and events across articles."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from actorgraph.commands.complete import complete_files, complete_folders
from actorgraph.commands.options import directory_only, stacked
from actorgraph.commands.terminal import printable
from actorgraph.errors import GraphError

if TYPE_CHECKING:
    import pyoxigraph as ox

    from actorgraph.links import Links
    from actorgraph.links.readings import Readings
    from actorgraph.text.review import Decision
    from actorgraph.text.review_file import Review

FILE, FOLDER = "links.nq", "out/links"
Pair = tuple[str, str] | None
Change = Callable[["Review"], "Review"]


_options = stacked(
    click.option(
        "--store",
        metavar="DIR",
        shell_complete=complete_folders,
        callback=directory_only,
        help="Link the articles of this store, and keep the decisions in it.",
    ),
    click.option(
        "-o",
        "--out",
        metavar="DIR",
        shell_complete=complete_folders,
        help="Output directory for links.nq.  [default: out/links]",
    ),
    click.option(
        "--bar",
        type=click.Choice(["probable", "sure"]),
        default="probable",
        show_default=True,
        help="How much must agree before two actors are linked.",
    ),
    click.option("--same", nargs=2, metavar="A B", help="Decide that A and B are the same."),
    click.option(
        "--different", nargs=2, metavar="A B", help="Decide that A and B are not the same."
    ),
    click.option("--undo", type=int, metavar="N", help="Remove decision number N."),
    click.option("--by", default="", metavar="NAME", help="Who decides."),
    click.option("--note", default="", metavar="TEXT", help="Reason for the decision."),
    click.option("--list", "list_all", is_flag=True, help="List every link with its reasons."),
)


@click.command()
@click.argument("graphs", nargs=-1, metavar="GRAPH...", shell_complete=complete_files)
@_options
def link(
    graphs: tuple[str, ...],
    store: str | None,
    out: str | None,
    bar: str,
    same: Pair,
    different: Pair,
    undo: int | None,
    by: str,
    note: str,
    list_all: bool,
) -> None:
    """Link the same actors and events across articles.

    A and B are names as the articles write them, or the ends of actors' IRIs. Decisions are kept in
    review.toml and take precedence over everything else.

    The articles of a store are read once: a second run reads those that are new or changed, with
    the same result.
    """
    decisions = _Decisions(_made(same, different, by=by, note=note), undo, bar)
    if store is None:
        links, place = _link_files(graphs, Path(out or FOLDER), decisions)
    elif graphs or out:
        raise GraphError(
            "--store cannot be combined with GRAPHs or -o",
            where=store,
            remedy="leave them out",
        )
    else:
        links, place = _link_store(store, decisions)
    if list_all:
        for line in links.lines():
            click.echo(printable(line))
    counts = [
        f"{links.count('same actor')} actors",
        f"{links.count('same event')} claims linked",
        f"{links.count('contradicting claims')} contradictions",
    ]
    click.echo(f"{place}  {', '.join(counts)}")


def _made(same: Pair, different: Pair, *, by: str, note: str) -> "list[Decision]":
    from actorgraph.text.review import Decision

    made = []
    for kind, names in (("same", same), ("different", different)):
        if names:
            made.append(Decision(kind, *names, by=by, note=note))
    return made


@dataclass(frozen=True, slots=True)
class _Decisions:
    """What this run decides: new decisions, the number of one to remove, and the bar for links."""

    made: "Sequence[Decision]"
    undo: int | None
    bar: str

    @property
    def are_new(self) -> bool:
        """Whether the file of decisions changes."""
        return bool(self.made) or self.undo is not None

    def apply(self, folder: Path, readings: "Readings") -> tuple[tuple["Decision", ...], Change]:
        """Return the decisions of a folder with these applied, and the change of its file.

        Raises ReviewError.
        """
        from actorgraph.graph.review.elsewhere import identity_decisions
        from actorgraph.links.decisions import refuse
        from actorgraph.text.review_file import Review, read_review

        before = read_review(folder)
        # All of them are checked before anything is written.
        refuse(self.made, readings)
        removed = [] if self.undo is None else [Review(before.decisions).entry(self.undo)]

        def change(review: Review) -> Review:
            return review.without(*removed).with_added(self.made)

        after = change(before)
        return identity_decisions(after.decisions, after.verdicts), change

    def warn(self, quads: "ox.Store", folder: Path) -> None:
        """Say what contradicts if actors are the same; it can be undone."""
        if not self.made:
            return
        from actorgraph.commands.contradicting import (
            contradictions_among,
            warn_of_contradictions,
        )

        warn_of_contradictions(self.made, partial(contradictions_among, quads, folder))


def _link_files(
    graphs: Sequence[str], folder: Path, decisions: _Decisions
) -> tuple["Links", Path | str]:
    """Link graph files; links and decisions go to a folder."""
    from actorgraph.folders import save
    from actorgraph.links.linking import find_links
    from actorgraph.links.readings import ReadingsInMemory
    from actorgraph.pipeline import load
    from actorgraph.stores.embedded import EmbeddedStore
    from actorgraph.text.review_file import update_review

    if not graphs:
        remedy = "name the graphs of two or more articles, or use --store DIR"
        raise GraphError("no graph is given", remedy=remedy)
    loaded = load(*graphs).store
    if len(loaded.articles()) < 2:
        where = " ".join(graphs)
        raise GraphError("links need two or more articles", where=where, remedy="name more graphs")
    readings = ReadingsInMemory.of(loaded)
    after, change = decisions.apply(folder, readings)
    if isinstance(loaded, EmbeddedStore):
        decisions.warn(loaded.quads, folder)
    links = find_links(readings, after, bar=decisions.bar)
    save(folder, {FILE: links.to_nquads()})
    if decisions.are_new:
        update_review(folder, change)
    return links, folder / FILE


def _link_store(store: str, decisions: _Decisions) -> tuple["Links", Path | str]:
    """Link a store's articles; links go to its graph of links, decisions to its directory."""
    from actorgraph.links.store_links import StoreLinks
    from actorgraph.stores.disk.diskstore import DiskStore
    from actorgraph.text.review_file import update_review

    with DiskStore(store, create=False) as opened:
        linking = StoreLinks.of(opened)
        after, change = decisions.apply(opened.directory, linking.readings)
        decisions.warn(opened.quads, opened.directory)
        links = linking.find(after, bar=decisions.bar)
        if decisions.are_new:
            update_review(opened.directory, change)
        linking.write(links)
        return links, f"{store}  {linking.readings.fresh} articles read"
