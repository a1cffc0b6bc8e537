"""A child that draws: the network page of an article or of an actor's neighbourhood, from the snapshot alone.

python -m actorgraph.server.painter SNAPSHOT MEMORY PREFIXES
"""

import html
import re
import sys
from typing import Any

import pyoxigraph as ox

from actorgraph.server.answering import Reply
from actorgraph.server.child import bound, private_output, seal, serve
from actorgraph.server.neighbourhood import around, within
from actorgraph.views import page
from actorgraph.views.layout import positions
from actorgraph.views.projection import projection

POLICY = re.compile(r'http-equiv="Content-Security-Policy" content="([^"]*)"')


def main() -> None:
    """Serve jobs until standard input closes."""
    replies = private_output()
    sealed = seal()
    store = ox.Store.read_only(sys.argv[1])
    _warm()
    bound(int(sys.argv[2]))
    serve(replies, lambda job: _reply(store, job), ready={"sealed": sealed})


def _warm() -> None:
    """Import what drawing needs before somebody waits for it."""
    from actorgraph.stores.memory import MemoryStore

    positions(projection(MemoryStore()))


def _reply(store: ox.Store, job: dict[str, Any]) -> Reply:
    node = ox.NamedNode(job["iri"])
    held, cut = (
        within(store, node, job["most"])
        if job["article"]
        else around(store, node, job["hops"], job["most"])
    )
    if not held.articles():
        return {"status": 404, "message": "no claim speaks of it"}, b""
    drawn = page.render(held, title=job["title"])
    policy = POLICY.search(drawn)
    return {
        "status": 200,
        "cut": "claims" if cut else "",
        "policy": html.unescape(policy[1] if policy else ""),
    }, drawn.encode()


if __name__ == "__main__":
    main()
