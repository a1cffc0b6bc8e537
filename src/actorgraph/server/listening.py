"""Listening: uvicorn around the application, until it is told to stop; SIGHUP takes a new snapshot."""

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
from actorgraph.server.pool import Refusal
from actorgraph.server.snapshots import Snapshots
from actorgraph.stores.memory import MemoryStore

MOST_CONNECTIONS = 1_000
GOODBYE = 3  # seconds for what is being answered when the server is told to stop


class Server(uvicorn.Server):
    """uvicorn's server, which leaves the process to us when it was told to stop."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take SIGINT and SIGTERM as the wish to stop."""
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
    """Serve until a signal ends it; raises ActorgraphError where the address is taken or the store cannot be read."""
    with contextlib.ExitStack() as stack:
        directory = Path(store) if store else _loaded(graphs, stack)
        engine = Engine(Snapshots.beside(directory, 4 * limits.memory), limits, token)
        stack.callback(shutil.rmtree, engine.snapshots.folder, ignore_errors=True)
        listener = stack.enter_context(_bound(host, port))
        settings = uvicorn.Config(
            application(engine, hosts),
            http=Connection,
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            limit_concurrency=MOST_CONNECTIONS,
            timeout_graceful_shutdown=GOODBYE,
            h11_max_incomplete_event_size=32_768,
        )
        logging.getLogger("uvicorn").setLevel(logging.CRITICAL)
        asyncio.run(_run(engine, Server(settings), listener, host))


async def _run(engine: Engine, server: Server, listener: socket.socket, host: str) -> None:
    try:
        await engine.start()
    except Refusal as refusal:
        await engine.stop()
        raise ActorgraphError(
            refusal.message, where="serve", remedy="end whoever writes the store, or wait"
        ) from refusal
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGHUP, lambda: asyncio.ensure_future(_renew(engine)))
    listener.listen()  # so that whoever reads the next line may come at once
    port = listener.getsockname()[1]
    place = f"[{host}]" if ":" in host else host
    logs.write(
        "serving",
        address=f"http://{place}:{port}",
        sealed=engine.queries.sealed,
        updates=engine.token is not None,
    )
    try:
        await server.serve(sockets=[listener])
    finally:
        await engine.stop()
        logs.write("stopped")


async def _renew(engine: Engine) -> None:
    """Serve the store as it now is, where nobody is writing it."""
    try:
        await engine.renew()
        logs.write("renewed", snapshots=engine.snapshots.taken)
    except Refusal as refusal:
        logs.write("not renewed", reason=refusal.message)


def _loaded(graphs: tuple[str, ...], stack: contextlib.ExitStack) -> Path:
    """Load graph files into a store of their own that goes when the server does."""
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="actorgraph-serve-")))
    files = [Path(graph) / "graph.ttl" if Path(graph).is_dir() else Path(graph) for graph in graphs]
    MemoryStore.load(*files).snapshot(folder / "store")
    return folder / "store"


def _bound(host: str, port: int) -> socket.socket:
    """Return a socket bound to an address; raises GraphError where it is taken."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
    except OSError as error:
        reason = (error.strerror or "unknown reason").casefold()
        raise GraphError(
            f"cannot listen there: {reason}", where=f"{host}:{port}", remedy="choose another --port"
        ) from error
    return listener
