"""`actorgraph ingest`: many articles into a store, with a bar that tells rate and time left."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from actorgraph.commands.terminal import needed_store, printable, tell_stale

if TYPE_CHECKING:
    from actorgraph.corpus.ingest import Report
    from actorgraph.corpus.sources import Corpus

SHARDS = "shards"  # in the store's folder, or where the command is given


@click.command()
@click.argument("corpus", metavar="FOLDER|FILE")
@needed_store
@click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    default=1,
    show_default=True,
    help="Processes, a model in each.",
)
@click.option("--fast", is_flag=True, help="Use the smaller model: quicker, and finds less.")
@click.option("--model", metavar="NAME", help="Use another spaCy model that is installed.")
@click.option(
    "--column",
    "pairs",
    multiple=True,
    metavar="OURS=THEIRS",
    help="text, title, published, publisher, url or id.",
)
@click.option(
    "--deadline",
    type=click.FloatRange(1),
    default=300.0,
    show_default=True,
    help="Seconds for an article.",
)
@click.option(
    "--ray",
    "address",
    metavar="ADDRESS",
    help="Build on a Ray cluster: auto, local or its address.",
)
@click.option(
    "--shards",
    metavar="DIR",
    help="A folder all its machines see; kept, and swept where none is given.",
)
@click.option(
    "--memory",
    type=click.FloatRange(0.5),
    default=4.0,
    show_default=True,
    help="GiB for a process.",
)
def ingest(
    corpus: str,
    store: str,
    jobs: int,
    fast: bool,
    model: str | None,
    pairs: tuple[str, ...],
    deadline: float,
    memory: float,
    address: str | None,
    shards: str | None,
) -> None:
    """Build the articles of a FOLDER, a .jsonl, .csv or .warc FILE (or .gz) into a store; run it again to go on.

    Exit code 1 if some failed: failures.jsonl in the store says which, why, and what to do.
    """
    from actorgraph.corpus.fanout import Fanout
    from actorgraph.corpus.ingest import ingest
    from actorgraph.corpus.pool import Task
    from actorgraph.corpus.sources import Corpus
    from actorgraph.corpus.work import Settings
    from actorgraph.errors import ArticleError
    from actorgraph.language.document import FAST_MODEL, MODEL
    from actorgraph.stores.opening import open_store
    from actorgraph.stores.policy import DEFAULT, find_policy

    if fast and model:
        raise ArticleError("--fast and --model exclude each other", remedy="give one of them")
    columns = dict(pair.partition("=")[::2] for pair in pairs)
    found = Corpus(
        corpus,
        columns=columns,
        tell=lambda line: click.echo(f"actorgraph: {printable(line)}", err=True),
    )
    found.check()
    with open_store(store) as held:
        rule = held.policy() or find_policy(DEFAULT)
        settings = Settings(model or (FAST_MODEL if fast else MODEL), rule if rule.is_local else None)
        task = Task(settings, deadline=deadline, memory=int(memory * 2**30))
        place = Path(shards) if shards else held.report_folder / SHARDS
        fanout = Fanout(task, address, place, actors=jobs if jobs > 1 else 0) if address else None
        with _progress(found) as follow:
            report = ingest(held, found, task, jobs=jobs, fanout=fanout, follow=follow)
        if fanout and not shards:
            fanout.sweep()
        tell_stale(held)
    click.echo(
        f"{report.kept} kept, {report.held} held already, {report.same} of the same text, {report.failed} failed"
    )
    sys.exit(1 if report.failed else 0)


@contextmanager
def _progress(corpus: "Corpus") -> Iterator[Callable[["Report"], None]]:
    """Show on standard error how far a corpus is read, how many articles a second are done, and the time left."""
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
            elapsed = bar.tasks[0].elapsed or 1e-9
            meter = corpus.meter
            total = max(meter.total, 1)
            bar.update(
                task,
                total=total,
                completed=min(meter.done, total),
                done=report.seen,
                rate=report.seen / elapsed,
            )

        yield follow
