"""Fan-out on Ray: actors on any number of machines build shards.

A machine that is lost costs only the shards it was at.
"""

import logging
import os
import socket
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from actorgraph.corpus.builders import Builders, Built, Task
from actorgraph.corpus.shards import SIZE, Outcome, Shards, process_shard
from actorgraph.corpus.source import Source
from actorgraph.errors import ActorgraphError, ClusterError

if TYPE_CHECKING:
    from ray.data import Dataset

# Shards that are given out together; then the actors start again, so that the disk holds no more
# than this.
WINDOW = 1_000
CONNECT_IN_SECONDS = 10.0  # within which the cluster must answer
LONGEST_MESSAGE_IN_CHARACTERS = 200
LOCAL, AUTO = "local", "auto"


class Crew:
    """A Ray actor: one process that loads the model once and builds shard after shard."""

    def __init__(self, folder: str, task: Task) -> None:
        self.shards = Shards(Path(folder), task.settings.code)
        self.builders = Builders(task, 1)

    def __call__(self, batch: dict[str, Any]) -> dict[str, Any]:
        """Build the shards of a batch that are not built; return their names, and any error."""
        problem = ""
        names = [str(name) for name in batch["shard"]]
        try:
            for name in names:
                process_shard(self.shards, name, self.builders.work)
        except ActorgraphError as error:
            problem = str(error)
        return {"shard": names, "problem": [problem] * len(names)}


class Fanout:
    """Ray actors that build a stream of sources, instead of the processes of one machine."""

    def __init__(
        self,
        task: Task,
        address: str,
        folder: Path,
        *,
        actors: int = 0,
        size: int = SIZE,
    ) -> None:
        """Use a cluster at an address:

        `auto` for the one that this machine belongs to, `local` for one of its own.

        `folder` is one that all machines share; `actors` is the most there may be, or 0 for one a
        core.
        """
        self.task = task
        self.address = address
        self.actors = actors
        self.size = size
        self.shards = Shards(folder.absolute(), task.settings.code)

    def run(self, sources: Iterator[Source]) -> Iterator[Outcome | None]:
        """Yield the outcome for each source; what an interrupted run has built is not built again.

        Raises ClusterError, and StoreError if the shards cannot be written or read.
        """
        finished = _Finished(self.shards)
        while window := list(islice(sources, WINDOW * self.size)):
            fresh = []
            for source in window:
                if finished.has(source):
                    yield finished.built(source)
                else:
                    fresh.append(source)
            yield from self._build(fresh)

    def _build(self, sources: Sequence[Source]) -> Iterator[Outcome]:
        names = []
        for begin in range(0, len(sources), self.size):
            names.append(self.shards.offer(sources[begin : begin + self.size]))
        if names:
            for name in self._scatter(names):
                yield from self.shards.read(name)

    def _scatter(self, names: list[str]) -> Iterator[str]:
        """Give shards out, and yield the name of each that is kept."""
        ray = self._connected()
        try:
            for row in self._dataset(ray, names).iter_rows():
                if row["problem"]:
                    raise ClusterError(f"an actor failed: {row['problem']}")
                yield str(row["shard"])
        except ray.exceptions.RayError as error:
            message = " ".join(str(error).split())[-LONGEST_MESSAGE_IN_CHARACTERS:]
            remedy = "run it again: finished articles are kept"
            raise ClusterError(f"the cluster failed: {message}", remedy=remedy) from error

    def _dataset(self, ray: Any, names: list[str]) -> "Dataset":
        cores = int(ray.cluster_resources().get("CPU", 1))
        most = max(1, min(self.actors or cores, cores, len(names)))
        # One shard at a time for an actor, so that at most one is lost with it.
        pool = ray.data.ActorPoolStrategy(
            min_size=1,
            max_size=most,
            initial_size=most,
            max_tasks_in_flight_per_actor=1,
        )
        rows = [{"shard": name} for name in names]
        shards = ray.data.from_items(rows, override_num_blocks=len(names))
        dataset: Dataset = shards.map_batches(
            Crew,
            batch_size=1,
            compute=pool,
            num_cpus=1,
            fn_constructor_args=(str(self.shards.folder), self.task),
        )
        return dataset

    def _connected(self) -> Any:
        """Return Ray, connected to the cluster. Raises ClusterError."""
        ray = _import_ray()
        if not ray.is_initialized():
            self._connect(ray)
        context = ray.data.DataContext.get_current()
        context.enable_progress_bars = False
        context.print_on_execution_start = False
        logging.getLogger("ray.data").setLevel(logging.ERROR)
        return ray

    def _connect(self, ray: Any) -> None:
        settings: dict[str, Any] = {"log_to_driver": False, "logging_level": "error"}
        if self.address == LOCAL:
            # Only a cluster that we start takes these settings.
            settings["include_dashboard"] = False
            settings["num_cpus"] = self.actors or None
        elif self.address != AUTO:
            _check_reachable(self.address)
        try:
            ray.init(address=self.address, **settings)
        except (ConnectionError, RuntimeError, ValueError) as error:
            remedy = "start one: ray start --head; or use local"
            raise ClusterError("no cluster answers", where=self.address, remedy=remedy) from error

    def sweep(self) -> None:
        """Delete the shards, once their articles are in the store."""
        self.shards.sweep()


class _Finished:
    """What an interrupted run has built, read shard by shard in the order of the sources."""

    def __init__(self, shards: Shards) -> None:
        self.shards = shards
        self.shard_of = shards.finished()
        # The shard that was read last, and what it holds by key.
        self.name = ""
        self.by_key: dict[str, Built] = {}

    def has(self, source: Source) -> bool:
        """Return whether a source is built."""
        return bool(self.shard_of) and self._key(source) in self.shard_of

    def built(self, source: Source) -> Built:
        """Return what was built of a source."""
        key = self._key(source)
        if self.shard_of[key] != self.name:
            self.name = self.shard_of[key]
            self.by_key = {}
            for outcome in self.shards.read(self.name):
                if isinstance(outcome, Built):
                    self.by_key[self._key(outcome.source)] = outcome
        return Built(source, self.by_key[key].quads)

    def _key(self, source: Source) -> str:
        return source.key(self.shards.settings)


def _import_ray() -> Any:
    # Ray reads these when it is imported: no telemetry, and no chatter.
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")
    try:
        import ray
        import ray.data  # noqa: F401 (it is used as an attribute of `ray`)
    except ImportError:
        remedy = "pip install actorgraph[ray]"
        raise ClusterError("Ray is not installed", remedy=remedy) from None
    return ray


def _check_reachable(address: str) -> None:
    """Raise ClusterError if nobody listens: Ray itself would wait for minutes."""
    host, _, port = address.removeprefix("ray://").rpartition(":")
    try:
        place = (host.strip("[]"), int(port))
        socket.create_connection(place, CONNECT_IN_SECONDS).close()
    except (OSError, ValueError) as error:
        remedy = "give auto, local or HOST:PORT of the cluster's head"
        raise ClusterError("no cluster answers", where=address, remedy=remedy) from error
