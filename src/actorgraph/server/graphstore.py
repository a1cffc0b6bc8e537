"""The Graph Store HTTP Protocol, for reading: /graphs?graph=IRI, /graphs?default, and the list of graphs."""

from starlette.requests import Request
from starlette.responses import Response

from actorgraph.server.formats import GRAPHS, choose
from actorgraph.server.pool import Refusal
from actorgraph.server.requests import one, url_fields, values
from actorgraph.server.shelf import shelved
from actorgraph.server.sparql import answer, engine_of, iris, written


async def graphs(request: Request) -> Response:
    """Return one graph, or the union of all, or the list of graphs where none is named."""
    fields = url_fields(request)
    if not fields:
        return await answer(request, shelved("graphs"), [])
    graph, default = one(fields, "graph"), values(fields, "default")
    if (graph is None) == (not default):
        raise Refusal(400, "give one of graph=IRI and default")
    iris(fields, "graph")
    media = choose(request.headers.get("accept", ""), list(GRAPHS))
    if media is None:
        raise Refusal(406, f"nothing that Accept names; there is {', '.join(GRAPHS)}")
    body, cut = await engine_of(request).graph(graph, media)
    return written(body, media, cut)
