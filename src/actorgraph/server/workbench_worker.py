"""The child that makes the pages for people, from a snapshot and the decisions next to the store.

    python -m actorgraph.server.workbench_worker SNAPSHOT MEMORY PREFIXES FOLDER BLIND [AHEAD]

FOLDER is where `review.toml` is, or empty; BLIND is empty unless readers do not see each other's
decisions. With AHEAD it reads what pages need before it is ready, and not after. A job has a
`visit`; the reply's head has the status and where the page moved, its body is the page.
"""

import gc
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from actorgraph.errors import ActorgraphError, GraphError
from actorgraph.server.answering import Reply, error_reply
from actorgraph.server.logs import reason_of
from actorgraph.server.query_worker import answering_errors
from actorgraph.workbench.catalogue_file import saved_catalogue
from actorgraph.workbench.desk import MOST_ARTICLES_CATALOGUED, Desk, TooLarge
from actorgraph.workbench.rendering import environment
from actorgraph.workbench.views import show, warm
from actorgraph.workbench.visit import Visit
from actorgraph.workers.inside import answer_jobs, leave_network, limit_growth, prepare_child

AHEAD = 6  # the place of an argument
TOO_MANY_ARTICLES = (
    f"a store of more than {MOST_ARTICLES_CATALOGUED:,} articles is not searched as a whole; ask a "
    "question, or run `actorgraph search`"
)
TOO_MUCH_TO_SHOW = "this page needs more memory than allowed; choose an article or a year"


def main() -> None:
    """Answer jobs until standard input closes."""
    replies = prepare_child()
    sealed = leave_network()
    folder = Path(sys.argv[4]) if sys.argv[4] else None
    desk = Desk(ox.Store.read_only(sys.argv[1]), folder, is_blind=bool(sys.argv[5]))
    catalogue = saved_catalogue(Path(sys.argv[1]))
    if catalogue is not None:
        desk.catalogue = catalogue
    # Before memory is limited, as the limit counts from what is mapped by then.
    for name in environment().list_templates():
        environment().get_template(name)
    limit_growth(int(sys.argv[2]))

    def work(job: dict[str, Any]) -> Reply:
        return shown_or_fault(desk, job)

    prepare: Callable[[], None] | None = partial(read_ahead, desk)
    if len(sys.argv) > AHEAD:
        # Other children make the pages until this one is ready.
        read_ahead(desk)
        prepare = None
    answer_jobs(replies, answering_errors(work), {"sealed": sealed}, prepare)


def read_ahead(desk: Desk) -> None:
    """Read what pages need; the collector of garbage never looks through it again.

    In a large store it would take a tenth of a second, in the middle of some page.
    """
    warm(desk)
    gc.collect()
    gc.freeze()


def shown_or_fault(desk: Desk, job: dict[str, Any]) -> Reply:
    """Make a page, or reply what failed: a decision file or our own code."""
    try:
        visit = Visit.read(job["visit"])
        desk.reader = visit.reader
        answer = show(desk, visit)
    except MemoryError:
        return {"status": 503, "message": TOO_MUCH_TO_SHOW, "is_too_large": True}, b""
    except TooLarge:
        return {"status": 503, "message": TOO_MANY_ARTICLES, "is_too_large": True}, b""
    except GraphError as error:
        return {"status": 200, "unsound": str(error)}, b""
    except ActorgraphError as error:
        return error_reply(500, str(error))
    except Exception as error:
        return {"status": 500, "message": "", "fault": reason_of(error)}, b""
    # A page that says what is wrong is a page all the same: the server must not refuse it.
    is_shown = bool(answer.html)
    head = {
        "status": 200 if is_shown else answer.status,
        "status_of_page": answer.status,
        "message": answer.message,
        "location": answer.location,
        "media": answer.media,
        "name": answer.name,
    }
    return head, answer.html.encode("utf-8", "replace")


if __name__ == "__main__":
    main()
