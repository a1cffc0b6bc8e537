"""Inside a child process: limit what it may use, then answer jobs until its parent is gone."""

import ctypes
import os
import resource
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from actorgraph.garbage import collect_seldom
from actorgraph.workers.frames import Frame, Head, pack, read_frame

# Linux: a user namespace and a network namespace of its own. There is nothing to connect to, not
# even loopback.
NEW_USER, NEW_NETWORK = 0x10000000, 0x40000000
# A parent kills at the deadline. The alarm is for a child whose parent is gone.
ALARM_MARGIN_IN_SECONDS = 2


def prepare_child() -> BinaryIO:
    """Keep standard output for replies alone, and look for garbage seldom; return the output.

    Whatever else prints goes to standard error.
    """
    collect_seldom()
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    # Ctrl-C reaches the whole process group; the parent ends its children itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return replies


def leave_network() -> bool:
    """Leave the network if the system allows it, and return whether it did."""
    try:
        leave = ctypes.CDLL(None, use_errno=True).unshare
    except (OSError, AttributeError):
        return False
    if leave(NEW_NETWORK) == 0:
        return True
    # Only root may leave the network alone; anyone may in a user namespace of their own.
    return bool(leave(NEW_USER | NEW_NETWORK) == 0)


def limit_growth(size: int) -> None:
    """Allow `size` bytes on top of what the process has mapped so far, files included."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    most = _mapped() + size
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _mapped() -> int:
    """Return the bytes the process has mapped; 0 if the system does not say."""
    statistics = Path("/proc/self/statm")
    if not statistics.exists():
        return 0
    pages = int(statistics.read_text("ascii").split()[0])
    return pages * resource.getpagesize()


def limit_total(size: int) -> None:
    """Allow `size` bytes of data in all, mapped files not included."""
    hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
    soft = size
    if hard != resource.RLIM_INFINITY:
        soft = min(size, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def answer_jobs(
    replies: BinaryIO,
    answer: Callable[[Head, bytes], Frame],
    ready: Head,
    prepare: Callable[[], None] | None = None,
) -> None:
    """Send `ready`, then answer each job until the parent is gone.

    `prepare` is called between the two: nobody waits for it but the first job.

    A job with a `deadline` in seconds also sets an alarm, which ends a child whose parent no longer
    can.
    """
    _send(replies, ready)
    if prepare is not None:
        prepare()
    while (job := read_frame(sys.stdin.buffer)) is not None:
        head, body = job
        if "deadline" in head:
            signal.alarm(int(head["deadline"]) + ALARM_MARGIN_IN_SECONDS)
        reply = answer(head, body)
        signal.alarm(0)
        _send(replies, *reply)


def _send(replies: BinaryIO, head: Head, body: bytes = b"") -> None:
    replies.write(pack(head, body))
    replies.flush()
