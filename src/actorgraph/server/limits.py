"""Limits: what one request may cost, so that no client takes the server away from the others."""

from dataclasses import dataclass

# Longest address of a request. Longer SPARQL is sent in a body.
LONGEST_URL_IN_BYTES = 16_384
# How long the head and the body of a request may take to arrive. A client may take as long for each
# 64 kB of a response.
PATIENCE_FOR_HEAD_IN_SECONDS = 10.0
PATIENCE_FOR_BODY_IN_SECONDS = 20.0
PATIENCE_FOR_READER_IN_SECONDS = 20.0
# How long a client is asked to wait when all children are busy.
RETRY_AFTER_IN_SECONDS = 2


@dataclass(frozen=True, slots=True)
class Limits:
    """What queries may cost: times in seconds, memory and sizes in bytes.

    A query that is not answered after `quick` seconds of processor time goes on in one of the
    `lingering` places, and a new child takes over; if it `yields`, at the lowest priority.
    """

    deadline: float = 10.0
    quick: float = 0.25
    children: int = 3
    lingering: int = 2
    yields: bool = True
    queue: int = 128
    memory: int = 1 << 30
    rows: int = 100_000
    answer: int = 16 << 20
    body: int = 1 << 20
    unread: int = 128 << 20
