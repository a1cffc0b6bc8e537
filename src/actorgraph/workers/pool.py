"""The pool: children of one program, each free or at work, and replaced when they end."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

from actorgraph.workers.child import Child, NotReady, Program

PAUSE_IN_SECONDS = 1.0  # between two attempts to start a child


@dataclass(slots=True)
class Pool:
    """Children of one program.

    Each child has as many `places` as it may be given jobs at a time; it does them one after the
    other. `failure` says why a child could not be replaced; the pool goes on trying.
    """

    program: Program
    size: int
    places: int = 1
    failure: NotReady | None = None
    children: set[Child] = field(default_factory=set)
    _free: "asyncio.Queue[Child]" = field(default_factory=asyncio.Queue)
    _starting: "set[asyncio.Task[Any]]" = field(default_factory=set)

    async def start(self) -> None:
        """Start all children. Raises NotReady if one of them fails; the others are then ended."""
        started = await asyncio.gather(
            *(Child.start(self.program) for _ in range(self.size)),
            return_exceptions=True,
        )
        children = [child for child in started if isinstance(child, Child)]
        for error in started:
            if isinstance(error, BaseException):
                await _end_all(children)
                raise error
        self.children.update(children)
        for _ in range(self.places):
            for child in children:
                self._free.put_nowait(child)

    async def stop(self) -> None:
        """End all children."""
        starting = list(self._starting)
        for task in starting:
            task.cancel()
        await asyncio.gather(*starting, return_exceptions=True)
        await _end_all(self.children)
        self.children.clear()
        while not self._free.empty():
            self._free.get_nowait()

    async def switch(self, program: Program) -> None:
        """Run another program: replace each free child now, and the others once they are free."""
        self.program = program
        while not self._free.empty():
            await self.replace(self._free.get_nowait())

    async def switch_gently(self, program: Program) -> None:
        """Run another program once its children are ready, so that no job waits for them.

        Raises NotReady if one of them fails; the pool then goes on as it was.
        """
        children: list[Child] = []
        try:
            # One after the other: jobs that are under way need the processor, too.
            for _ in range(self.size):
                children.append(await Child.start(program))
        except BaseException:
            await _end_all(children)
            raise
        for task in self._starting:
            task.cancel()
        outdated = []
        while not self._free.empty():
            outdated.append(self._free.get_nowait())
        # Those at work are ended when they are given back.
        self.program = program
        self.children = set(children)
        for _ in range(self.places):
            for child in children:
                self._free.put_nowait(child)
        await _end_all(outdated)

    @property
    def free(self) -> int:
        """How many places are free."""
        return self._free.qsize()

    async def take(self) -> Child:
        """Wait for a free place and return its child; give it back or replace it after the job."""
        while True:
            child = await self._free.get()
            if self._serves(child):
                return child
            await self.replace(child)

    def _serves(self, child: Child) -> bool:
        """Return whether a child runs, and runs the program of today."""
        return child in self.children and child.is_running and child.program is self.program

    async def give_back(self, child: Child) -> None:
        """Make the place of a child free again."""
        if self._serves(child):
            self._free.put_nowait(child)
        else:
            await self.replace(child)

    async def replace(self, child: Child) -> None:
        """End a child and start another in the background.

        Once more for the same child does nothing.
        """
        self.retire(child)
        await child.end()

    def retire(self, child: Child) -> None:
        """Replace a child that is still at work; whoever uses it ends it."""
        if child not in self.children:
            return
        self.children.remove(child)
        task = asyncio.ensure_future(self._start_another())
        self._starting.add(task)
        task.add_done_callback(self._starting.discard)

    async def _start_another(self) -> None:
        child = await self._another()
        self.children.add(child)
        for _ in range(self.places):
            self._free.put_nowait(child)

    async def _another(self) -> Child:
        while True:
            try:
                return await Child.start(self.program)
            except NotReady as error:
                self.failure = error
                await asyncio.sleep(PAUSE_IN_SECONDS)


async def _end_all(children: "set[Child] | list[Child]") -> None:
    for child in children:
        await child.end()
