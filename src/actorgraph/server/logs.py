"""The log: one JSON object a line on standard error, without texts of queries, tokens or addresses of readers."""

import json
import sys
import time
import traceback


def write(event: str, **facts: object) -> None:
    """Write one line."""
    now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    text = json.dumps({"time": now, "event": event, **facts}, ensure_ascii=True, default=str)
    print(text, file=sys.stderr, flush=True)


def failure(error: Exception) -> None:
    """Write what failed and where in our code, without its message: that may hold a reader's words."""
    places = [
        f"{frame.name}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)[-6:]
    ]
    write("error", error=type(error).__name__, at=places)
