"""Fanning out on Ray: actors on any number of machines build shards; the loss of one costs the shards it was at."""

import logging
import os
import socket
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from actorgraph.corpus.builders import Builders, Built, Task
from actorgraph.corpus.shards import SIZE, Shards, process_shard
from actorgraph.corpus.source import Failure, Source
from actorgraph.errors import ActorgraphError, ClusterError

if TYPE_CHECKING:
    from ray.data import Dataset

WINDOW = 1_000  # shards given out together: between two windows the actors begin anew, and no more is laid out
CONNECT = 10.0  # seconds for the cluster to answer
LOCAL, AUTO = "local", "auto"


class Crew:
    """An actor: one process that loads the model once and builds shard after shard."""

    def __init__(self, folder: str, task: Task) -> None:
        self.shards, self.builders = Shards(Path(folder), task.settings.code), Builders(task, 1)

    def __call__(self, batch: dict[str, Any]) -> dict[str, Any]:
        """Build the shards of a batch, unless they are built; returns their names, and what went wrong."""
        wrong = ""
        try:
            for name in batch["shard"]:
                process_shard(self.shards, str(name), self.builders.work)
        except ActorgraphError as error:
            wrong = str(error)
        return {"shard": list(batch["shard"]), "wrong": [wrong] * len(batch["shard"])}


class Fanout:
    """Actors at work on a stream of sources, in the place of the processes of one machine."""

    def __init__(
        self, task: Task, address: str, folder: Path, *, actors: int = 0, size: int = SIZE
    ) -> None:
        """Take `auto` for the cluster that this machine belongs to, `local` for one of its own, or an address.

        `folder` is one that all machines see; `actors` is at most how many there are, 0 for one a core.
        """
        self.task, self.address, self.size, self.actors = task, address, size, actors
        self.shards = Shards(folder.absolute(), task.settings.code)

    def run(self, sources: Iterator[Source]) -> Iterator[Built | Failure | None]:
        """Yield what becomes of each source; what an interrupted run has built is not built again.

        Raises ClusterError, and StoreError where the shards cannot be written or read.
        """
        finished = _Finished(self.shards)
        while window := list(islice(sources, WINDOW * self.size)):
            fresh = [source for source in window if not finished.has(source)]
            for source in window:
                if finished.has(source):
                    yield finished.built(source)
            names = [
                self.shards.offer(fresh[at : at + self.size])
                for at in range(0, len(fresh), self.size)
            ]
            for name in self._scatter(names) if names else ():
                yield from self.shards.read(name)

    def _scatter(self, names: list[str]) -> Iterator[str]:
        """Give shards out, and yield the name of each that is kept."""
        ray = self._joined()
        try:
            for row in self._dataset(ray, names).iter_rows():
                if row["wrong"]:
                    raise ClusterError(f"an actor failed: {row['wrong']}")
                yield str(row["shard"])
        except ray.exceptions.RayError as error:
            said = " ".join(str(error).split())[-200:]
            raise ClusterError(
                f"the cluster failed: {said}", remedy="run it again: what is built is kept"
            ) from error

    def _dataset(self, ray: Any, names: list[str]) -> "Dataset":
        cores = int(ray.cluster_resources().get("CPU", 1))
        most = max(1, min(self.actors or cores, cores, len(names)))
        # One shard at a time for an actor: what is lost with it is at most that one.
        pool = ray.data.ActorPoolStrategy(
            min_size=1, max_size=most, initial_size=most, max_tasks_in_flight_per_actor=1
        )
        given = ray.data.from_items(
            [{"shard": name} for name in names], override_num_blocks=len(names)
        )
        folder = str(self.shards.folder)
        done: Dataset = given.map_batches(
            Crew, batch_size=1, compute=pool, num_cpus=1, fn_constructor_args=(folder, self.task)
        )
        return done

    def _joined(self) -> Any:
        """Return Ray, joined to the cluster. Raises ClusterError."""
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing is told to anybody
        os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")
        try:
            import ray
            import ray.data
        except ImportError:
            raise ClusterError("Ray is not here", remedy="pip install actorgraph[ray]") from None
        if not ray.is_initialized():
            if self.address not in (LOCAL, AUTO):
                _reach(self.address)
            quiet: dict[str, Any] = {
                "log_to_driver": False,
                "logging_level": "error",
                "include_dashboard": False,
            }
            if self.address == LOCAL:
                quiet["num_cpus"] = self.actors or None
            else:
                del quiet["include_dashboard"]
            try:
                ray.init(address=self.address, **quiet)
            except (ConnectionError, RuntimeError, ValueError) as error:
                remedy = "start one: ray start --head; or give local"
                raise ClusterError(
                    "no cluster answers", where=self.address, remedy=remedy
                ) from error
        context = ray.data.DataContext.get_current()
        context.enable_progress_bars = False
        context.print_on_execution_start = False
        logging.getLogger("ray.data").setLevel(logging.ERROR)
        return ray

    def sweep(self) -> None:
        """Remove the shards, once their articles are in the store."""
        self.shards.sweep()


class _Finished:
    """What an interrupted run has built, read shard by shard as its sources come by."""

    def __init__(self, shards: Shards) -> None:
        self.shards, self.places = shards, shards.finished()
        self.name, self.held = "", dict[str, Built]()

    def has(self, source: Source) -> bool:
        """Tell whether a source is built."""
        return bool(self.places) and source.key(self.shards.settings) in self.places

    def built(self, source: Source) -> Built:
        """Return what was built of a source."""
        key = source.key(self.shards.settings)
        if self.places[key] != self.name:
            self.name = self.places[key]
            found = (
                outcome for outcome in self.shards.read(self.name) if isinstance(outcome, Built)
            )
            self.held = {outcome.source.key(self.shards.settings): outcome for outcome in found}
        return Built(source, self.held[key].quads)


def _reach(address: str) -> None:
    """Raise ClusterError where nobody listens: Ray itself would wait for minutes."""
    host, _, port = address.removeprefix("ray://").rpartition(":")
    try:
        socket.create_connection((host.strip("[]"), int(port)), CONNECT).close()
    except (OSError, ValueError) as error:
        remedy = "give auto, local or HOST:PORT of the cluster's head"
        raise ClusterError("no cluster answers", where=address, remedy=remedy) from error
