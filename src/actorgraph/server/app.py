"""The application: which address leads where."""

from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from actorgraph.server import api, graphstore, network, pages, sparql
from actorgraph.server.engine import Engine
from actorgraph.server.guard import FAILED, Guard, refused
from actorgraph.server.pool import Refusal

Endpoint = Callable[[Request], Awaitable[Response]]


def application(engine: Engine, hosts: frozenset[str]) -> Guard:
    """Return the ASGI application; `hosts` are the names, in lower case and without port, for which it speaks."""
    routes = [
        *both("/sparql", sparql.query, methods=["GET", "POST"]),
        *both("/update", sparql.update, methods=["POST"]),
        *both("/graphs", graphstore.graphs, methods=["GET"]),
        Route("/", pages.first),
        Route("/query", pages.query),
        Route("/search", pages.search),
        Route("/network", network.network),
        Route("/page", pages.elsewhere),
        Route("/id/{path:path}", pages.linked),
        Route("/api/questions", api.list_questions),
        Route("/api/questions/{name}", api.ask),
        Route("/api/actors", api.list_actors),
        Route("/api/actors/{id:path}", api.one_actor),
        Route("/api/articles", api.list_articles),
        Route("/api/articles/{id:path}", api.one_article),
        Route("/api/claims/{id:path}", api.get_claim),
        Route("/api/search", api.search),
        Route("/openapi.json", api.openapi),
        Mount("/static", StaticFiles(packages=[("actorgraph.server", "static")])),
        Route("/health", health),
        Route("/metrics", metrics),
    ]
    app = Starlette(routes=routes, exception_handlers=REFUSALS)
    app.router.redirect_slashes = False
    app.state.engine = engine
    return Guard(app, hosts=hosts, limits=engine.limits, metrics=engine.metrics)


def both(path: str, endpoint: Endpoint, *, methods: list[str]) -> list[Route]:
    """Return a route, and the same one for an address that ends in a slash."""
    return [Route(path + end, endpoint, methods=methods) for end in ("", "/")]


async def health(request: Request) -> Response:
    """Say whether a query would be answered: one is."""
    await sparql.engine_of(request).query("ASK {}")
    return PlainTextResponse("ok\n", headers={"cache-control": "no-store"})


async def metrics(request: Request) -> Response:
    """Return the counters, for Prometheus."""
    engine = sparql.engine_of(request)
    pool = engine.queries
    text = engine.metrics.text(
        children_free=pool.free.qsize(),
        queries_waiting=pool.waiting,
        queries_lingering=pool.lingering,
        children_ended=pool.ended,
        snapshots=engine.snapshots.taken,
    )
    return Response(text, media_type="text/plain; version=0.0.4; charset=utf-8")


def _refused(request: Request, error: Exception) -> Response:
    """Say on one line what is wrong with an address, a method or a query."""
    if isinstance(error, Refusal):
        return refused(error)
    if isinstance(error, HTTPException):
        return PlainTextResponse(
            f"{error.detail}\n", status_code=error.status_code, headers=error.headers
        )
    return refused(FAILED)


REFUSALS = {Refusal: _refused, HTTPException: _refused, Exception: _refused}
