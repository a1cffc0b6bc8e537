"""`actorgraph ingest`: many articles into a store, with a progress bar."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from actorgraph.commands.opening import warn_if_outdated
from actorgraph.commands.options import (
    fast_option,
    model_name,
    model_option,
    required_store,
    stacked,
)
from actorgraph.commands.terminal import warn
from actorgraph.errors import ArticleError

if TYPE_CHECKING:
    from actorgraph.corpus.builders import Task
    from actorgraph.corpus.fanout import Fanout
    from actorgraph.corpus.ingest import Report
    from actorgraph.corpus.sources import Corpus
    from actorgraph.stores.contract import PersistentStore


_options = stacked(
    required_store,
    click.option(
        "--jobs",
        type=click.IntRange(1, 256),
        default=1,
        show_default=True,
        help="Number of processes; each loads the model.",
    ),
    fast_option,
    model_option,
    click.option(
        "--column",
        "columns",
        multiple=True,
        metavar="OURS=THEIRS",
        help="Name of the column for text, title, published, publisher, url or id.",
    ),
    click.option(
        "--deadline",
        type=click.FloatRange(1),
        default=300.0,
        show_default=True,
        help="Seconds for each article.",
    ),
    click.option(
        "--memory",
        type=click.FloatRange(0.5),
        default=4.0,
        show_default=True,
        help="GiB of memory for each process.",
    ),
    click.option(
        "--ray",
        "address",
        metavar="ADDRESS",
        help="Build on a Ray cluster: auto, local or its address.",
    ),
    click.option(
        "--shards",
        metavar="DIR",
        help="Folder that all machines share; if not given, a temporary one.",
    ),
)


@click.command()
@click.argument("corpus", metavar="FOLDER|FILE")
@_options
def ingest(
    corpus: str,
    store: str,
    jobs: int,
    fast: bool,
    model: str | None,
    columns: tuple[str, ...],
    deadline: float,
    memory: float,
    address: str | None,
    shards: str | None,
) -> None:
    """Build many articles into a store.

    The corpus is a FOLDER, or a FILE that ends in .jsonl, .csv, .warc, .txt or .html, with or
    without .gz. A run that was interrupted goes on where it was when you start it again.

    Exit code 1 if some articles failed; failures.jsonl in the store says which, why, and what to
    do.
    """
    from actorgraph.corpus.ingest import ingest
    from actorgraph.corpus.sources import Corpus
    from actorgraph.stores.opening import open_store

    name_of_model = model_name(model, fast=fast)
    sources = Corpus(corpus, columns=dict(map(_column, columns)), warn=warn)
    # Before the store is created, so that a wrong path leaves nothing behind.
    sources.check()
    with open_store(store) as opened:
        task = _task(opened, name_of_model, deadline, memory)
        fanout = _fanout(task, address, shards, opened.report_folder, jobs)
        with _progress(sources) as follow:
            report = ingest(opened, sources, task, jobs=jobs, fanout=fanout, follow=follow)
        if fanout and not shards:
            fanout.sweep()
        warn_if_outdated(opened)
    click.echo(_summary(report))
    sys.exit(1 if report.failed else 0)


def _task(opened: "PersistentStore", model: str, deadline: float, memory_in_gib: float) -> "Task":
    """Return the work on an article; its direct edges are part of it if the policy is local."""
    from actorgraph.corpus.builders import Task
    from actorgraph.corpus.work import Settings
    from actorgraph.stores.policy import DEFAULT, find_policy

    policy = opened.policy() or find_policy(DEFAULT)
    settings = Settings(model, policy if policy.is_local else None)
    return Task(settings, deadline=deadline, memory=int(memory_in_gib * 2**30))


def _fanout(
    task: "Task", address: str | None, shards: str | None, directory: Path, jobs: int
) -> "Fanout | None":
    from actorgraph.corpus.fanout import Fanout
    from actorgraph.stores.disk.layout import SHARDS

    if address is None:
        return None
    folder = Path(shards) if shards else directory / SHARDS
    # One process is the default here; a cluster uses all its cores unless --jobs is given.
    return Fanout(task, address, folder, actors=jobs if jobs > 1 else 0)


def _column(pair: str) -> tuple[str, str]:
    ours, equals, theirs = pair.partition("=")
    if not equals:
        remedy = "write for example --column text=body"
        raise ArticleError("is not OURS=THEIRS", where=pair, remedy=remedy)
    return ours, theirs


def _summary(report: "Report") -> str:
    counts = {
        "added": report.added,
        "already known": report.known,
        "duplicate": report.duplicates,
        "failed": report.failed,
    }
    return ", ".join(f"{count} {what}" for what, count in counts.items())


@contextmanager
def _progress(corpus: "Corpus") -> Iterator[Callable[["Report"], None]]:
    """Show on standard error how much is read, the articles per second, and the time left."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.fields[done]} articles"),
        BarColumn(),
        TextColumn("{task.fields[rate]:.1f} a second"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("ingesting", total=None, done=0, rate=0.0)

        def follow(report: "Report") -> None:
            # Before the first tick nothing has elapsed, which must not be divided by.
            elapsed = bar.tasks[0].elapsed or 1e-9
            total = max(corpus.meter.total, 1)
            bar.update(
                task,
                total=total,
                completed=min(corpus.meter.done, total),
                done=report.seen,
                rate=report.seen / elapsed,
            )

        yield follow
