"""The read-only part of the SPARQL 1.1 Graph Store Protocol, at /graphs."""

from starlette.requests import Request
from starlette.responses import Response

from actorgraph.server.formats import GRAPHS, RESULTS
from actorgraph.server.refusal import Refusal
from actorgraph.server.requests import accepted, iris, single, url_fields, values
from actorgraph.server.responses import engine_of, response_of


async def graphs(request: Request) -> Response:
    """Return one graph or the union of all; without a parameter, the list of graphs."""
    fields = url_fields(request)
    if not fields:
        media = accepted(request, list(RESULTS))
        body, cut = await engine_of(request).list_graphs(media)
        return response_of(body, media, cut)
    graph = single(fields, "graph")
    is_union = bool(values(fields, "default"))
    if (graph is None) != is_union:
        raise Refusal(400, "give one of graph=IRI and default")
    iris(fields, "graph")
    media = accepted(request, list(GRAPHS))
    body, cut = await engine_of(request).graph(graph, media)
    return response_of(body, media, cut)
