"""Listening: uvicorn around the application until a signal, and a watch on what is served."""

import asyncio
import contextlib
import logging
import shutil
import signal
import socket
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from actorgraph.errors import ActorgraphError, GraphError
from actorgraph.server import logs
from actorgraph.server.app import application
from actorgraph.server.connection import Connection
from actorgraph.server.decision_files import DecisionFiles
from actorgraph.server.engine import Engine
from actorgraph.server.guard import Guard
from actorgraph.server.limits import Limits
from actorgraph.server.readers import Readers
from actorgraph.server.refusal import Refusal
from actorgraph.server.snapshots import Snapshots
from actorgraph.server.sources import GraphFiles, Source, StoreDirectory
from actorgraph.stores.disk.layout import is_forgetting
from actorgraph.stores.snapshot import is_snapshot

MOST_CONNECTIONS = 1_000
LONGEST_HEAD_IN_BYTES = 32_768
PAUSE_BETWEEN_LOOKS_IN_SECONDS = 0.5  # at the source, for what changed
# How long responses may go on after the signal to stop.
GRACE_IN_SECONDS = 3


class Server(uvicorn.Server):
    """uvicorn's server, except that a signal ends the server and not the process."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Stop on SIGINT and SIGTERM."""
        # uvicorn would restore the old handlers and raise the signal again when it has stopped.
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self.handle_exit, number, None)
        yield


def listen(
    graphs: tuple[str, ...],
    store: str | None,
    *,
    host: str,
    port: int,
    hosts: frozenset[str],
    limits: Limits,
    token: str | None,
    readers: Readers | None = None,
) -> None:
    """Serve until a signal stops it; only `readers` may decide anything.

    Raises ActorgraphError if the address is taken or the store cannot be read.
    """
    with contextlib.ExitStack() as stack:
        source = _source(graphs, store, stack)
        # The child that takes snapshots may use more memory than a query.
        snapshots = Snapshots.of(source, 4 * limits.memory)
        if is_forgetting(snapshots.store):
            # Whoever takes the first snapshot finishes it, or cannot, and then nothing is served.
            logs.write("finishing a forgetting that was interrupted")
        stack.callback(shutil.rmtree, snapshots.folder, ignore_errors=True)
        readers = readers or Readers()
        engine = Engine(snapshots, limits, token, is_blind=readers.is_blind)
        decisions = _decision_files(engine, readers)
        listener = stack.enter_context(_bind(host, port))
        server = Server(_settings(application(engine, hosts, readers, decisions)))
        _silence_libraries()
        serving = Serving(engine, server, listener, host, readers, decisions)
        asyncio.run(_run(serving))


def _silence_libraries() -> None:
    # Our own log has all that matters, without addresses of clients.
    logging.getLogger("uvicorn").setLevel(logging.CRITICAL)
    # Without a handler, a warning of asyncio would be printed as a bare line among ours.
    logging.getLogger().addHandler(logs.LibraryLog(logging.WARNING))


@dataclass(frozen=True, slots=True)
class Serving:
    """All that a running server is made of."""

    engine: Engine
    server: Server
    listener: socket.socket
    host: str
    readers: Readers
    decisions: DecisionFiles | None

    @property
    def address(self) -> str:
        """The address under which browsers reach the server."""
        port = self.listener.getsockname()[1]
        place = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{place}:{port}"


def _decision_files(engine: Engine, readers: Readers) -> DecisionFiles | None:
    """Return the files of decisions, if anybody may write. Raises GraphError if there are none."""
    if not readers.exist:
        return None
    folder = engine.snapshots.source.decisions()
    if folder is None or is_snapshot(engine.snapshots.store):
        remedy = "serve a store that was made by ingest or build, with --store DIR"
        raise GraphError("this keeps no decisions", where="serve", remedy=remedy)
    return DecisionFiles(engine, folder, is_blind=readers.is_blind)


def _settings(app: Guard) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http=Connection,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=MOST_CONNECTIONS,
        timeout_graceful_shutdown=GRACE_IN_SECONDS,
        h11_max_incomplete_event_size=LONGEST_HEAD_IN_BYTES,
    )


async def _run(serving: Serving) -> None:
    engine = serving.engine
    try:
        await engine.start()
    except Refusal as refusal:
        await engine.stop()
        remedy = "stop the process that writes the store, or wait"
        raise ActorgraphError(refusal.message, where="serve", remedy=remedy) from refusal
    loop = asyncio.get_running_loop()
    # The loop itself keeps no reference to its tasks.
    renewals: set[asyncio.Task[str]] = set()

    def renew() -> None:
        task = loop.create_task(_renew(engine))
        renewals.add(task)
        task.add_done_callback(renewals.discard)

    loop.add_signal_handler(signal.SIGHUP, renew)
    watching = loop.create_task(watch(engine))
    # Before the address is printed, so that whoever reads it can connect at once.
    serving.listener.listen()
    _announce(serving)
    try:
        if serving.decisions is not None:
            serving.decisions.note_all()
        await serving.server.serve(sockets=[serving.listener])
    finally:
        watching.cancel()
        if serving.decisions is not None:
            await serving.decisions.stop()
        await engine.stop()
        logs.write("stopped")


def _announce(serving: Serving) -> None:
    """Log that the server is ready, and print the links by which readers sign in."""
    logs.write(
        "serving",
        address=serving.address,
        sealed=serving.engine.started.queries.sealed,
        updates=serving.engine.token is not None,
    )
    for key, name in serving.readers.links.items():
        # Not in the log: whoever reads the link may write.
        print(f"{name} signs in once at {serving.address}/sign-in?key={key}", flush=True)


async def watch(engine: Engine) -> None:
    """Stop serving what another process removes from the source, and serve what it adds.

    A removal is noticed while a snapshot is being taken, too, which may need minutes.
    """
    watcher = _Watcher(engine)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(_repeat(watcher.look_for_removals))
        tasks.create_task(_repeat(watcher.renew_outdated))


async def _repeat(look: Callable[[], Awaitable[None]]) -> None:
    while True:
        await asyncio.sleep(PAUSE_BETWEEN_LOOKS_IN_SECONDS)
        try:
            await look()
        except Exception as error:
            # Whatever fails, the next look has to come.
            logs.failure(error)


@dataclass(slots=True)
class _Watcher:
    """Looks at the source; `obstacle` is why it could not be renewed, which is logged once."""

    engine: Engine
    obstacle: str = ""

    async def look_for_removals(self) -> None:
        """Stop answering if something was removed."""
        was_withdrawn = self.engine.is_withdrawn
        if await self.engine.withdraw_outdated() and not was_withdrawn:
            logs.write("withdrawn")

    async def renew_outdated(self) -> None:
        """Serve the source as it is now, if that is not what is served."""
        if self.engine.is_withdrawn:
            self.obstacle = await _renew(self.engine, self.obstacle)
        # While another process is adding to the source, the earlier snapshot goes on answering.
        elif await self.engine.is_behind():
            self.obstacle = await _renew(self.engine, self.obstacle, gently=True)
        else:
            self.obstacle = ""


async def _renew(engine: Engine, earlier_obstacle: str = "", *, gently: bool = False) -> str:
    """Serve the source as it is now; return why that cannot be, or nothing.

    It cannot while another process writes the store, or if a graph file cannot be read.
    """
    try:
        await engine.renew(gently=gently)
    except Refusal as refusal:
        if refusal.message != earlier_obstacle:
            logs.write("not renewed", reason=refusal.message)
        return refusal.message
    logs.write("renewed", snapshots=engine.snapshots.taken)
    return ""


def _source(graphs: tuple[str, ...], store: str | None, stack: contextlib.ExitStack) -> Source:
    """Return what is served; a temporary folder of graph files is deleted when the server stops."""
    if store:
        return StoreDirectory(Path(store))
    temporary = tempfile.TemporaryDirectory(prefix="actorgraph-serve-")
    return GraphFiles([Path(graph) for graph in graphs], Path(stack.enter_context(temporary)))


def _bind(host: str, port: int) -> socket.socket:
    """Return a socket bound to an address. Raises GraphError if it is taken."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
    except OSError as error:
        reason = (error.strerror or "unknown reason").casefold()
        raise GraphError(
            f"cannot listen: {reason}",
            where=f"{host}:{port}",
            remedy="choose another --port",
        ) from error
    return listener
