"""The child that builds articles: it returns a graph or a reason for each source.

    python -m actorgraph.corpus.build_worker

The first frame on standard input holds the task, pickled; each frame after it holds a source.
"""

import os
import pickle
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

from actorgraph.corpus.builders import Task
from actorgraph.corpus.source import FAILED, SKIPPED, Source
from actorgraph.errors import ActorgraphError, LanguageError
from actorgraph.workers.frames import Frame, Head, pack, read_frame
from actorgraph.workers.inside import answer_jobs, limit_total, prepare_child

Function = Callable[[Source, Any], bytes]
LONGEST_MESSAGE_IN_CHARACTERS = 300


def main() -> None:
    """Build sources until standard input closes."""
    replies = prepare_child()
    # The processes share the cores, and none of them needs more than one. Set before numpy is
    # imported.
    os.environ["OMP_NUM_THREADS"] = "1"
    greeting = read_frame(sys.stdin.buffer)
    if greeting is None:
        return
    task: Task = pickle.loads(greeting[1])
    limit_total(task.memory)
    try:
        function = load_function(task)
    except ActorgraphError as error:
        replies.write(pack({"error": error.what, "remedy": error.remedy}))
        replies.flush()
        return
    answer_jobs(replies, lambda head, body: build(function, task, head, body), {})


def load_function(task: Task) -> Function:
    """Import the function of a task, and let its module load what the first article needs.

    Raises ModelError.
    """
    name, _, attribute = task.function.partition(":")
    module = import_module(name)
    prepare = getattr(module, "prepare", None)
    if prepare is not None:
        prepare(task.settings)
    function: Function = getattr(module, attribute)
    return function


def build(function: Function, task: Task, head: Head, body: bytes) -> Frame:
    """Return a source's graph, or the reason why there is none and what to do."""
    source = Source(content=body, **head)
    try:
        return {}, function(source, task.settings)
    except LanguageError as error:
        return _failure(error.what, error.remedy, SKIPPED)
    except ActorgraphError as error:
        return _failure(error.what, error.remedy)
    except MemoryError:
        remedy = "allow more memory: --memory GIB, or leave it out"
        return _failure("needs more memory than a process may use", remedy)
    except Exception as error:
        # A bug of ours in one article must not stop the other ten thousand.
        message = " ".join(str(error).split())[:LONGEST_MESSAGE_IN_CHARACTERS]
        return _failure(f"{type(error).__name__}: {message}", "report it with the article")


def _failure(reason: str, remedy: str, kind: str = FAILED) -> Frame:
    return {"reason": reason, "remedy": remedy, "kind": kind}, b""


if __name__ == "__main__":
    main()
