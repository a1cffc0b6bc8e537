"""The children that read a snapshot: a pool for each kind of job."""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from actorgraph.server.limits import Limits
from actorgraph.server.scheduler import Scheduler
from actorgraph.vocabulary.vocab import ontology

QUERY_WORKER = "actorgraph.server.query_worker"
PAGE_WORKER = "actorgraph.server.page_worker"
WORKBENCH_WORKER = "actorgraph.server.workbench_worker"
# How much the queries of clients yield to the server's own questions.
NICENESS_OF_CLIENTS = 5
AHEAD = "ahead"  # has a child of the workbench read all it needs before it is ready
OWN_CHILDREN = 2
OWN_LINGERING = 4


@dataclass(frozen=True, slots=True)
class Children:
    """The children that answer clients' queries and the server's own, draw, and make pages."""

    queries: Scheduler
    own: Scheduler
    pages: Scheduler
    workbench: Scheduler

    @classmethod
    async def start(
        cls, limits: Limits, snapshot: str, decisions: Path | None, *, is_blind: bool
    ) -> "Children":
        """Start all children. Raises Refusal.

        `decisions` is the folder of people's decisions; with `is_blind` readers do not see each
        other's.
        """
        arguments = (str(limits.memory), json.dumps(prefixes()))
        reviewing = (str(decisions or ""), "blind" if is_blind else "")
        children = cls(
            queries=Scheduler.of(
                limits, QUERY_WORKER, snapshot, (*arguments, str(NICENESS_OF_CLIENTS))
            ),
            own=Scheduler.of(_for_own(limits), QUERY_WORKER, snapshot, arguments),
            pages=Scheduler.of(_for_pages(limits), PAGE_WORKER, snapshot, arguments),
            workbench=Scheduler.of(
                _for_workbench(limits), WORKBENCH_WORKER, snapshot, (*arguments, *reviewing)
            ),
        )
        await asyncio.gather(*(each.start() for each in children))
        return children

    def __iter__(self) -> Iterator[Scheduler]:
        return iter((self.queries, self.own, self.pages, self.workbench))

    async def stop(self) -> None:
        """End all children."""
        for each in self:
            await each.stop()

    async def switch(self, snapshot: str) -> None:
        """Read another snapshot, and answer nothing before. Raises Refusal."""
        await asyncio.gather(*(each.switch(snapshot) for each in self))

    async def switch_gently(self, snapshot: str, *, reads_ahead: bool) -> None:
        """Read another snapshot once its children are ready. Raises Refusal.

        With `reads_ahead` those of the workbench are ready when they have read all that they need.
        """
        for each in self:
            more = (AHEAD,) if reads_ahead and each is self.workbench else ()
            await each.switch_gently(snapshot, *more)


def prefixes() -> dict[str, str]:
    """Return the prefixes that a query need not declare."""
    return {name: iri for name, iri in ontology().prefixes.items() if name}


def _for_own(limits: Limits) -> Limits:
    """Return the limits of the server's own questions: places that no client's query takes."""
    return replace(
        limits,
        deadline=3 * limits.deadline,
        children=OWN_CHILDREN,
        lingering=OWN_LINGERING,
        yields=False,
    )


def _for_workbench(limits: Limits) -> Limits:
    """Return the limits of pages for people.

    Their children have read ahead, and are not given up for one page that takes a little longer.
    """
    return replace(_for_own(limits), quick=limits.deadline / 2)


def _for_pages(limits: Limits) -> Limits:
    """Return the limits for drawing: one page at a time, as each takes about a second."""
    return replace(limits, children=1, quick=limits.deadline / 2, lingering=1, queue=16)
