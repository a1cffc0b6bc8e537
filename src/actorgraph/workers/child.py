"""A child process as its parent sees it: start it, give it jobs, wait for replies, kill it."""

import asyncio
import os
import signal
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from actorgraph.workers.frames import Frame, Head, pack, receive_frame

LOWEST_PRIORITY = 19
# A parent that was busy elsewhere may reach the deadline with the reply already in the pipe: it
# gets this time to read it.
LAST_LOOK_IN_SECONDS = 0.05
# Places in /proc/PID/stat, counted from the state of the process.
USER_TICKS, SYSTEM_TICKS = 11, 12


def how_it_ended(code: int) -> str:
    """Say how a process ended, by its exit code: by a signal, or by itself."""
    if code < 0:
        return f"was ended by {signal.Signals(-code).name}"
    return f"ended with code {code}"


class ChildError(Exception):
    """A child did not start, or did not answer."""


class NotReady(ChildError):
    """The child ended, took too long, or sent an `error` with a `remedy` instead of being ready."""

    def __init__(self, reason: str, remedy: str = "") -> None:
        super().__init__(reason)
        self.reason, self.remedy = reason, remedy


class Ended(ChildError):
    """The child ended without a reply; `begun` says whether it had begun the job."""

    def __init__(self, code: int, *, begun: bool) -> None:
        super().__init__(how_it_ended(code))
        self.code, self.begun = code, begun


class Overdue(ChildError):
    """The child took longer than the deadline."""


@dataclass(frozen=True, slots=True)
class Program:
    """What a child runs: `python -m MODULE ARGUMENTS...`, and how it is prepared.

    The `greeting` is a frame that the child reads first. `patience` is how many seconds it may take
    to get ready. A child that is not `quiet` shares our standard error. No child sees our settings,
    the variables ACTORGRAPH_*.
    """

    module: str
    arguments: tuple[str, ...] = ()
    greeting: bytes = b""
    patience: float = 30.0
    quiet: bool = True
    search_path: tuple[str, ...] = ()

    def command(self) -> list[str]:
        """Return the command line of a child."""
        # Warnings are shown or hidden as in our own process.
        options = [f"-W{option}" for option in sys.warnoptions]
        return [sys.executable, *options, "-m", self.module, *self.arguments]

    def environment(self) -> dict[str, str]:
        """Return the environment of a child."""
        found = {
            name: value for name, value in os.environ.items() if not name.startswith("ACTORGRAPH_")
        }
        if self.search_path:
            found["PYTHONPATH"] = os.pathsep.join(self.search_path)
        return found


@dataclass(slots=True, eq=False)
class Child:
    """One process. `ready` is the first frame it sent."""

    program: Program
    process: asyncio.subprocess.Process
    ready: Head = field(default_factory=dict)
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    @classmethod
    async def start(cls, program: Program) -> "Child":
        """Start a process and wait until it is ready. Raises NotReady."""
        process = await asyncio.create_subprocess_exec(
            *program.command(),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL if program.quiet else None,
            env=program.environment(),
        )
        child = cls(program, process)
        try:
            await child._get_ready()
        except BaseException:
            await child.end()
            raise
        return child

    async def _get_ready(self) -> None:
        patience = self.program.patience
        try:
            self._send(self.program.greeting)
            self.ready, _ = await asyncio.wait_for(self._receive(), patience)
        except TimeoutError as error:
            raise NotReady(f"took longer than {patience:g} seconds") from error
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            raise NotReady(how_it_ended(await self.process.wait())) from error
        if "error" in self.ready:
            raise NotReady(self.ready["error"], self.ready["remedy"])

    @property
    def is_running(self) -> bool:
        """Whether the process has not ended, as far as we know."""
        return self.process.returncode is None

    async def work(self, job: Head, body: bytes = b"", *, deadline: float | None = None) -> Frame:
        """Give the child a job and return its reply.

        Raises Ended, and Overdue after `deadline` seconds at work.

        Jobs may be given ahead: the child does them in order, and each deadline begins when the job
        before is done.
        """
        with suppress(ConnectionError):  # it has just ended, which reading from it shows
            self._send(pack(job, body))
        async with self._turn:
            if not self.is_running:
                raise Ended(await self.process.wait(), begun=False)
            try:
                return await self._reply(deadline)
            except (asyncio.IncompleteReadError, ConnectionError) as error:
                code = await self.process.wait()
                raise Ended(code, begun=True) from error
            except Overdue:
                await self.end()
                raise

    async def _reply(self, deadline: float | None) -> Frame:
        reading = asyncio.ensure_future(self._receive())
        try:
            await asyncio.wait({reading}, timeout=deadline)
            if not reading.done():
                await asyncio.wait({reading}, timeout=LAST_LOOK_IN_SECONDS)
            if not reading.done():
                raise Overdue(f"took longer than {deadline:g} seconds")
            return reading.result()
        finally:
            reading.cancel()

    def _send(self, frame: bytes) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(frame)

    async def _receive(self) -> Frame:
        assert self.process.stdout is not None
        return await receive_frame(self.process.stdout)

    def processor_seconds(self) -> float:
        """Return the processor time used so far, or a clock where the system does not say."""
        try:
            return _processor_seconds(self.process.pid)
        except (OSError, ValueError, IndexError):
            return time.monotonic()

    def lower_priority(self) -> None:
        """Let all other processes go first from now on."""
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self.process.pid, LOWEST_PRIORITY)

    async def end(self) -> None:
        """Kill the process and wait until it is gone."""
        with suppress(ProcessLookupError):
            self.process.kill()
        await self.process.wait()


def _processor_seconds(process: int) -> float:
    """Return the processor time of a process, from Linux. Raises OSError elsewhere."""
    status = Path(f"/proc/{process}/stat").read_text("ascii", "replace")
    # The name of the program, in brackets, may contain anything.
    fields = status.rpartition(")")[2].split()
    ticks = int(fields[USER_TICKS]) + int(fields[SYSTEM_TICKS])
    return ticks / os.sysconf("SC_CLK_TCK")
