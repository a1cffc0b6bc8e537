"""`actorgraph ingest`: many articles into a store."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from actorgraph.commands.complete import complete_files, complete_folders
from actorgraph.commands.opening import warn_if_outdated
from actorgraph.commands.options import (
    encoding_option,
    fast_option,
    language_option,
    model_name,
    model_option,
    required_store,
    stacked,
)
from actorgraph.commands.progress import progress
from actorgraph.commands.reasons import show_reasons
from actorgraph.commands.terminal import warn
from actorgraph.errors import ArticleError

if TYPE_CHECKING:
    from actorgraph.corpus.builders import Task
    from actorgraph.corpus.fanout import Fanout
    from actorgraph.corpus.report import Report
    from actorgraph.corpus.sources import Corpus
    from actorgraph.corpus.work import Settings
    from actorgraph.stores.contract import PersistentStore

BYTES_IN_A_GIB = 2**30

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
    encoding_option,
    language_option,
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
        shell_complete=complete_folders,
        help="Folder that all machines share; if not given, a temporary one.",
    ),
)


@click.command()
@click.argument("corpus", metavar="FOLDER|FILE", shell_complete=complete_files)
@_options
def ingest(
    corpus: str,
    store: str,
    jobs: int,
    fast: bool,
    model: str | None,
    encoding: str | None,
    language: str | None,
    columns: tuple[str, ...],
    deadline: float,
    memory: float,
    address: str | None,
    shards: str | None,
) -> None:
    """Build many articles into a store.

    The corpus is a FOLDER, or a FILE that ends in .jsonl, .csv, .warc, .txt or .html, with or
    without .gz. A run that was interrupted goes on where it was when you start it again.

    Articles that are not English are skipped. Exit code 1 if some failed. The reasons are summed up
    at the end; failures.jsonl in the store lists every article that failed or was skipped.
    """
    from actorgraph.corpus.ingest import ingest
    from actorgraph.stores.opening import open_store

    name_of_model = model_name(model, fast=fast)
    sources = _corpus(corpus, columns, encoding)
    with open_store(store) as opened:
        settings = _settings(opened, name_of_model, language)
        task = _task(settings, deadline, memory)
        fanout = _fanout(task, address, shards, opened, jobs)
        with progress(sources.meter) as follow:
            report = ingest(opened, sources, task, jobs=jobs, fanout=fanout, follow=follow)
        if fanout and not shards:
            fanout.sweep()
        _show(report, opened)
    sys.exit(1 if report.failed else 0)


def _show(report: "Report", opened: "PersistentStore") -> None:
    from actorgraph.stores.disk.layout import FAILURES

    warn_if_outdated(opened)
    show_reasons(report.reasons(), opened.report_folder / FAILURES)
    click.echo(report.summary())


def _corpus(path: str, columns: Sequence[str], encoding: str | None) -> "Corpus":
    """Return the corpus at a path, which is checked before a store is created.

    Raises ArticleError.
    """
    from actorgraph.corpus.sources import Corpus

    names = dict(map(_column, columns))
    sources = Corpus(path, columns=names, encoding=encoding, warn=warn)
    sources.check()
    return sources


def _settings(opened: "PersistentStore", model: str, language: str | None) -> "Settings":
    """Return how articles are read; direct edges are part of it if the policy is local.

    Raises ArticleError if the language is not one that is read.
    """
    from actorgraph.corpus.work import Settings
    from actorgraph.stores.policy import DEFAULT, find_policy
    from actorgraph.text.languages import check_code

    if language is not None:
        check_code(language)
    policy = opened.policy() or find_policy(DEFAULT)
    return Settings(model, policy if policy.is_local else None, language)


def _task(settings: "Settings", deadline: float, memory_in_gib: float) -> "Task":
    """Return the work on an article."""
    from actorgraph.corpus.builders import Task

    return Task(settings, deadline=deadline, memory=int(memory_in_gib * BYTES_IN_A_GIB))


def _fanout(
    task: "Task", address: str | None, shards: str | None, opened: "PersistentStore", jobs: int
) -> "Fanout | None":
    from actorgraph.corpus.fanout import Fanout
    from actorgraph.stores.disk.layout import SHARDS

    if address is None:
        return None
    folder = Path(shards) if shards else opened.report_folder / SHARDS
    # One process is the default here; a cluster uses all its cores unless --jobs is given.
    return Fanout(task, address, folder, actors=jobs if jobs > 1 else 0)


def _column(pair: str) -> tuple[str, str]:
    ours, equals, theirs = pair.partition("=")
    if not equals:
        remedy = "write for example --column text=body"
        raise ArticleError("is not OURS=THEIRS", where=pair, remedy=remedy)
    return ours, theirs
