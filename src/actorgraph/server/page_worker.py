"""The child that draws network pages, from the snapshot alone.

    python -m actorgraph.server.page_worker SNAPSHOT MEMORY PREFIXES

Its arguments and its jobs are those of the query worker; it does not need the prefixes.
"""

import html
import re
import sys
from typing import Any

import pyoxigraph as ox

from actorgraph.server.answering import Reply, error_reply
from actorgraph.server.logs import reason_of
from actorgraph.server.query_worker import answering_errors
from actorgraph.stores.memory import MemoryStore
from actorgraph.views import network
from actorgraph.views.network.layout import positions
from actorgraph.views.projection import projection
from actorgraph.workbench.neighbourhood import around, within
from actorgraph.workers.inside import answer_jobs, leave_network, limit_growth, prepare_child

TOO_MUCH_TO_DRAW = "this network needs more memory than allowed; ask for fewer claims"
POLICY = re.compile(r'http-equiv="Content-Security-Policy" content="([^"]*)"')


def main() -> None:
    """Answer jobs until standard input closes."""
    replies = prepare_child()
    sealed = leave_network()
    store = ox.Store.read_only(sys.argv[1])
    # Before memory is limited, as the limit counts from what is mapped by then.
    _warm_up()
    limit_growth(int(sys.argv[2]))

    def work(job: dict[str, Any]) -> Reply:
        return drawn_or_fault(store, job)

    answer_jobs(replies, answering_errors(work), {"sealed": sealed})


def _warm_up() -> None:
    """Import what drawing needs before anyone waits for it."""
    positions(projection(MemoryStore()))


def drawn_or_fault(store: ox.Store, job: dict[str, Any]) -> Reply:
    """Draw a page, or reply where drawing failed: that is no fault of whoever asked."""
    try:
        return draw(store, job)
    except MemoryError:
        return error_reply(503, TOO_MUCH_TO_DRAW)
    except Exception as error:
        return {"status": 500, "message": "", "fault": reason_of(error)}, b""


def draw(store: ox.Store, job: dict[str, Any]) -> Reply:
    """Draw a page.

    The reply holds the page's own content security policy, and whether claims were left out.
    """
    node = ox.NamedNode(job["iri"])
    if job["article"]:
        part, is_cut = within(store, node, job["most"])
    else:
        part, is_cut = around(store, node, job["hops"], job["most"])
    if not part.articles():
        return error_reply(404, "no claim mentions it")
    text = network.render(part, title=job["title"])
    policy = POLICY.search(text)
    head = {
        "status": 200,
        "cut": "claims" if is_cut else "",
        "policy": html.unescape(policy[1]) if policy else "",
    }
    return head, text.encode()


if __name__ == "__main__":
    main()
