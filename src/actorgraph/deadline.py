"""A deadline for reading one article: who reads asks now and then whether it has passed.

No signal and no process is needed, so it holds on every platform and in every thread.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from actorgraph.errors import ArticleError

# An article of a thousand words takes about a second.
DEFAULT_IN_SECONDS = 600.0


@dataclass(frozen=True, slots=True)
class _Deadline:
    """A moment of the monotonic clock, and what it was set for."""

    moment: float
    seconds: float
    name: str


_DEADLINE: ContextVar[_Deadline | None] = ContextVar("deadline", default=None)


@contextmanager
def within(seconds: float | None, name: str, *, spent: float = 0.0) -> Iterator[None]:
    """Limit what is done inside to so many seconds; None sets no limit.

    `name` is what the error calls the article, and `spent` how many of the seconds are over
    already. Of two limits the earlier one holds.
    """
    if seconds is None:
        yield
        return
    own = _Deadline(time.monotonic() + seconds - spent, seconds, name)
    outer = _DEADLINE.get()
    if outer is not None and outer.moment < own.moment:
        own = outer
    token = _DEADLINE.set(own)
    try:
        yield
        check()
    finally:
        _DEADLINE.reset(token)


def seconds_left() -> float | None:
    """Return how long it is until the deadline, at least 0; None if there is none."""
    deadline = _DEADLINE.get()
    if deadline is None:
        return None
    return max(0.0, deadline.moment - time.monotonic())


def check() -> None:
    """Raise ArticleError if the deadline has passed; cheap enough for each sentence and rule."""
    deadline = _DEADLINE.get()
    if deadline is not None and time.monotonic() > deadline.moment:
        raise ArticleError(
            f"reading it takes longer than {deadline.seconds:g} seconds",
            where=deadline.name,
            remedy="give a shorter text, or more time: --deadline SECONDS, in Python deadline=",
        )
