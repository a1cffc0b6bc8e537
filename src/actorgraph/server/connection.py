"""A connection that waits for nobody: who sends a head too slowly, or stops reading, is dropped."""

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from actorgraph.server.limits import PATIENCE_FOR_HEAD, PATIENCE_FOR_READER


class Connection(H11Protocol):
    """uvicorn's connection with two clocks, of which the first runs until a head is whole and the second while a reader
    takes nothing."""

    head_clock: asyncio.TimerHandle | None = None
    read_clock: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Start the clock of the first head."""
        super().connection_made(transport)
        self.head_clock = self.loop.call_later(PATIENCE_FOR_HEAD, transport.abort)

    def data_received(self, received: bytes) -> None:
        """Stop the clock where a head is whole, and start it where another has begun."""
        super().data_received(received)
        if self.conn.their_state is not h11.IDLE:
            self._stop("head_clock")
        elif self.head_clock is None:
            self.head_clock = self.loop.call_later(PATIENCE_FOR_HEAD, self.transport.abort)

    def pause_writing(self) -> None:
        """Start the clock of a reader that takes nothing."""
        super().pause_writing()
        self._stop("read_clock")
        self.read_clock = self.loop.call_later(PATIENCE_FOR_READER, self.transport.abort)

    def resume_writing(self) -> None:
        """Stop that clock: something was taken."""
        super().resume_writing()
        self._stop("read_clock")

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop both clocks."""
        self._stop("head_clock")
        self._stop("read_clock")
        super().connection_lost(exc)

    def _stop(self, name: str) -> None:
        clock = getattr(self, name)
        if clock is not None:
            clock.cancel()
            setattr(self, name, None)
