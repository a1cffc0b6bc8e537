"""Connections with limits: a client that is too slow is disconnected."""

import asyncio
from typing import Any, ClassVar

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from actorgraph.server.limits import PATIENCE_FOR_HEAD_IN_SECONDS, PATIENCE_FOR_READER_IN_SECONDS
from actorgraph.server.waiting import Waiting

# What a client is doing while we wait for the rest of its request.
SENDING = (h11.IDLE, h11.SEND_BODY)


class Connection(H11Protocol):
    """uvicorn's connection with two timers, and a place among the clients that are waited for.

    One timer runs until the head of a request is complete, one while a client reads nothing.
    """

    # A process serves on one address.
    waiting: ClassVar[Waiting] = Waiting()
    head_timer: asyncio.TimerHandle | None = None
    read_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Start the timer of the first head."""
        super().connection_made(transport)
        self._start_head_timer()
        self._wait_if_needed()

    def data_received(self, received: bytes) -> None:
        """Stop the timer when a head is complete, and start it when another has begun."""
        super().data_received(received)
        if self.conn.their_state is not h11.IDLE:
            self._stop_head_timer()
        elif self.head_timer is None:
            self._start_head_timer()
        self._wait_if_needed()

    def on_response_complete(self) -> None:
        """Wait for the next request."""
        super().on_response_complete()
        self._wait_if_needed()

    def pause_writing(self) -> None:
        """Start the timer of a client that reads nothing."""
        super().pause_writing()
        self._stop_read_timer()
        seconds = PATIENCE_FOR_READER_IN_SECONDS
        self.read_timer = self.loop.call_later(seconds, self.transport.abort)
        self._wait_if_needed()

    def resume_writing(self) -> None:
        """Stop that timer: the client has read something."""
        super().resume_writing()
        self._stop_read_timer()
        self._wait_if_needed()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop both timers."""
        self._stop_head_timer()
        super().connection_lost(exc)
        self._stop_read_timer()
        self.waiting.remove(self)

    def drop(self) -> None:
        """End the connection at once."""
        self.transport.abort()

    def _wait_if_needed(self) -> None:
        """Join the clients that are waited for, or leave them."""
        is_slow = self.read_timer is not None or self.conn.their_state in SENDING
        if is_slow and not self.transport.is_closing():
            self.waiting.add(self, self.client[0] if self.client else "")
        else:
            self.waiting.remove(self)

    def _start_head_timer(self) -> None:
        seconds = PATIENCE_FOR_HEAD_IN_SECONDS
        self.head_timer = self.loop.call_later(seconds, self.transport.abort)

    def _stop_head_timer(self) -> None:
        if self.head_timer is not None:
            self.head_timer.cancel()
            self.head_timer = None

    def _stop_read_timer(self) -> None:
        if self.read_timer is not None:
            self.read_timer.cancel()
            self.read_timer = None
