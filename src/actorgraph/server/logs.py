"""The log: a JSON object a line on standard error, without queries, tokens or addresses."""

import json
import logging
import sys
import time
import traceback

DEEPEST_FRAMES = 6


def write(event: str, **fields: object) -> None:
    """Write one line."""
    now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    entry = {"time": now, "event": event, **fields}
    text = json.dumps(entry, ensure_ascii=True, default=str)
    print(text, file=sys.stderr, flush=True)


def failure(error: Exception) -> None:
    """Write what failed and where in our code, but not the message, which may quote a client."""
    write("error", **reason_of(error))


def reason_of(error: BaseException) -> dict[str, object]:
    """Return the class of an error, of what caused it, and where in our code it arose."""
    origin = error
    while origin.__cause__ is not None:
        origin = origin.__cause__
    frames = traceback.extract_tb(origin.__traceback__)[-DEEPEST_FRAMES:]
    reason: dict[str, object] = {"error": type(error).__name__}
    if origin is not error:
        reason["cause"] = type(origin).__name__
    reason["at"] = [f"{frame.name}:{frame.lineno}" for frame in frames]
    return reason


class LibraryLog(logging.Handler):
    """Writes what a library logs as one of our lines: where, but not the message, as above."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one record."""
        write(
            "library",
            logger=record.name,
            level=record.levelname.lower(),
            at=f"{record.funcName}:{record.lineno}",
        )
