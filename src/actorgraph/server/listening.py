"""Listening: uvicorn around the application until a signal; SIGHUP takes a new snapshot."""

import asyncio
import contextlib
import logging
import shutil
import signal
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import uvicorn

from actorgraph.errors import ActorgraphError, GraphError
from actorgraph.server import logs
from actorgraph.server.app import application
from actorgraph.server.connection import Connection
from actorgraph.server.engine import Engine
from actorgraph.server.limits import Limits
from actorgraph.server.refusal import Refusal
from actorgraph.server.snapshots import Snapshots
from actorgraph.stores.disk.layout import is_forgetting
from actorgraph.stores.memory import MemoryStore

MOST_CONNECTIONS = 1_000
LONGEST_HEAD_IN_BYTES = 32_768
PAUSE_BETWEEN_LOOKS_IN_SECONDS = 0.5  # at the store, for articles that were removed
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
) -> None:
    """Serve until a signal stops it.

    Raises ActorgraphError if the address is taken or the store cannot be read.
    """
    with contextlib.ExitStack() as stack:
        directory = Path(store) if store else _load(graphs, stack)
        if is_forgetting(directory):
            # Whoever takes the first snapshot finishes it, or cannot, and then nothing is served.
            logs.write("finishing a forgetting that was interrupted")
        # The child that takes snapshots may use more memory than a query.
        snapshots = Snapshots.of(directory, 4 * limits.memory)
        stack.callback(shutil.rmtree, snapshots.folder, ignore_errors=True)
        engine = Engine(snapshots, limits, token)
        listener = stack.enter_context(_bind(host, port))
        server = Server(_settings(engine, hosts))
        # Our own log has all that matters, without addresses of clients.
        logging.getLogger("uvicorn").setLevel(logging.CRITICAL)
        # Without a handler, a warning of asyncio would be printed as a bare line among ours.
        logging.getLogger().addHandler(logs.LibraryLog(logging.WARNING))
        asyncio.run(_run(engine, server, listener, host))


def _settings(engine: Engine, hosts: frozenset[str]) -> uvicorn.Config:
    return uvicorn.Config(
        application(engine, hosts),
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


async def _run(engine: Engine, server: Server, listener: socket.socket, host: str) -> None:
    try:
        await engine.start()
    except Refusal as refusal:
        await engine.stop()
        remedy = "stop the process that writes the store, or wait"
        raise ActorgraphError(refusal.message, where="serve", remedy=remedy) from refusal
    loop = asyncio.get_running_loop()
    # The loop itself keeps no reference to its tasks.
    renewals: set[asyncio.Task[None]] = set()

    def renew() -> None:
        task = loop.create_task(_renew(engine))
        renewals.add(task)
        task.add_done_callback(renewals.discard)

    loop.add_signal_handler(signal.SIGHUP, renew)
    watch = loop.create_task(_watch(engine))
    # Before the address is printed, so that whoever reads it can connect at once.
    listener.listen()
    logs.write(
        "serving",
        address=_address(host, listener),
        sealed=engine.queries.sealed,
        updates=engine.token is not None,
    )
    try:
        await server.serve(sockets=[listener])
    finally:
        watch.cancel()
        await engine.stop()
        logs.write("stopped")


def _address(host: str, listener: socket.socket) -> str:
    port = listener.getsockname()[1]
    place = f"[{host}]" if ":" in host else host
    return f"http://{place}:{port}"


async def _watch(engine: Engine) -> None:
    """Stop serving what another process removes from the store, and serve the rest of it."""
    while True:
        await asyncio.sleep(PAUSE_BETWEEN_LOOKS_IN_SECONDS)
        if await engine.withdraw_removed():
            logs.write("withdrawn")
            await _renew(engine)


async def _renew(engine: Engine) -> None:
    """Serve the store as it is now, unless another process is writing it."""
    try:
        await engine.renew()
        logs.write("renewed", snapshots=engine.snapshots.taken)
    except Refusal as refusal:
        logs.write("not renewed", reason=refusal.message)


def _load(graphs: tuple[str, ...], stack: contextlib.ExitStack) -> Path:
    """Load graph files into a temporary store, which is deleted when the server stops."""
    temporary = tempfile.TemporaryDirectory(prefix="actorgraph-serve-")
    store = Path(stack.enter_context(temporary)) / "store"
    paths = [Path(graph) for graph in graphs]
    files = [path / "graph.ttl" if path.is_dir() else path for path in paths]
    MemoryStore.load(*files).snapshot(store)
    return store


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
