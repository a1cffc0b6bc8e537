"""What a request may cost: the numbers that keep one reader from taking the server from all others."""

from dataclasses import dataclass

# Longest line of a request, in bytes: SPARQL of 64 kB goes into a body.
LONGEST_URL = 16_384
# Seconds for a request's head, and for its body, to arrive; a reader may take as long for each 64 kB of an answer.
PATIENCE_FOR_HEAD = 10.0
PATIENCE_FOR_BODY = 20.0
PATIENCE_FOR_READER = 20.0
# What a caller is told to wait when all children are busy, in seconds.
RETRY_AFTER = 2


@dataclass(frozen=True, slots=True)
class Limits:
    """What queries may cost.

    Times are in seconds and memory and sizes in bytes. A query that a child has not answered after `quick` seconds goes
    on at the lowest priority in one of the `lingering` places, while a fresh child takes over its own.
    """

    deadline: float = 10.0
    quick: float = 0.25
    children: int = 3
    lingering: int = 2
    queue: int = 128
    memory: int = 1 << 30
    rows: int = 100_000
    answer: int = 16 << 20
    body: int = 1 << 20
    unread: int = 128 << 20
