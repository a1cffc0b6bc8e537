"""The application: which address is served by which function."""

from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from actorgraph.server import api, decisions, editor, graphstore, network, pages, sparql
from actorgraph.server.decision_files import DecisionFiles
from actorgraph.server.engine import Engine
from actorgraph.server.error_pages import error_page, is_for_people
from actorgraph.server.guard import Guard
from actorgraph.server.readers import Readers
from actorgraph.server.refusal import FAILED, Refusal
from actorgraph.server.responses import engine_of
from actorgraph.server.workbench_pages import page_of

Endpoint = Callable[[Request], Awaitable[Response]]
PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"


def application(
    engine: Engine,
    hosts: frozenset[str],
    readers: Readers | None = None,
    decision_files: DecisionFiles | None = None,
) -> Guard:
    """Return the ASGI application.

    `hosts` are the names it answers for, in lower case and without port. Only `readers` may write,
    and only to `decision_files`.
    """
    routes = [
        *_decisions(),
        *_protocols(),
        *_pages(),
        *_api(),
        Mount("/static", StaticFiles(packages=[("actorgraph.server", "static")])),
        Route("/health", health),
        Route("/metrics", metrics),
    ]
    app = Starlette(routes=routes, exception_handlers=REFUSALS)
    # Starlette would redirect to an absolute address made from the Host header.
    app.router.redirect_slashes = False
    app.state.engine = engine
    app.state.readers = readers or Readers()
    app.state.decision_files = decision_files
    guard = Guard(app, hosts=hosts, limits=engine.limits, metrics=engine.metrics)
    engine.on_withdrawal = guard.drop_unread
    return guard


def _protocols() -> list[Route]:
    return [
        *both("/sparql", sparql.query, methods=["GET", "POST"]),
        *both("/update", sparql.update, methods=["POST"]),
        *both("/graphs", graphstore.graphs, methods=["GET"]),
    ]


def _pages() -> list[Route]:
    return [
        Route("/", pages.home),
        *both("/ask", pages.ask, methods=["GET"]),
        Route("/ask/{name}", pages.ask),
        *both("/map", pages.explore, methods=["GET"]),
        Route("/map/{path:path}", pages.explore),
        *both("/query", editor.query, methods=["GET"]),
        Route("/query/{name}", editor.query),
        Route("/query.{ending}", editor.save),
        Route("/search", pages.search),
        Route("/suggest", pages.suggest),
        Route("/network", network.network),
        Route("/page", pages.redirect),
        *_review(),
        Route("/id/{path:path}", pages.linked),
    ]


def _review() -> list[Route]:
    return [
        Route("/review", page_of("review")),
        Route("/review/who", page_of("who")),
        Route("/review/events", page_of("events")),
    ]


def _decisions() -> list[Route]:
    save = [Route(f"/review/{form}", decisions.save, methods=["POST"]) for form in decisions.FORMS]
    return [
        *save,
        Route("/review/undo", decisions.undo, methods=["POST"]),
        Route("/review/redo", decisions.undo, methods=["POST"]),
        Route("/review/agreement", pages.agreement),
        Route("/sign-in", decisions.sign_in_by_token, methods=["POST"]),
        Route("/sign-in", decisions.sign_in),
        Route("/sign-out", decisions.sign_out, methods=["POST"]),
    ]


def _api() -> list[Route]:
    return [
        Route("/api/questions", api.list_questions),
        Route("/api/questions/{name}", api.ask),
        Route("/api/actors", api.list_actors),
        Route("/api/actors/{id:path}", api.one_actor),
        Route("/api/articles", api.list_articles),
        Route("/api/articles/{id:path}", api.one_article),
        Route("/api/claims/{id:path}", api.get_claim),
        Route("/api/search", api.search),
        Route("/openapi.json", api.openapi),
    ]


def both(path: str, endpoint: Endpoint, *, methods: list[str]) -> list[Route]:
    """Return a route, and the same route for an address that ends in a slash."""
    return [Route(path + end, endpoint, methods=methods) for end in ("", "/")]


async def health(request: Request) -> Response:
    """Answer `ok` if queries are answered, by running one."""
    await engine_of(request).ask("ASK {}")
    return PlainTextResponse("ok\n", headers={"cache-control": "no-store"})


async def metrics(request: Request) -> Response:
    """Return the metrics for Prometheus."""
    engine = engine_of(request)
    queries = engine.started.queries
    text = engine.metrics.text(
        children_free=queries.free,
        queries_waiting=queries.waiting,
        queries_lingering=queries.lingering,
        children_ended=queries.ended,
        snapshots=engine.snapshots.taken,
    )
    return Response(text, media_type=PROMETHEUS)


def _refused(request: Request, error: Exception) -> Response:
    """Say what is wrong with an address, a method or a query: on a page, or in one line."""
    if is_for_people(request):
        return error_page(request, _as_refusal(error))
    if isinstance(error, HTTPException):
        return PlainTextResponse(
            f"{error.detail}\n",
            status_code=error.status_code,
            headers=error.headers,
        )
    return _as_refusal(error).response()


def _as_refusal(error: Exception) -> Refusal:
    if isinstance(error, Refusal):
        return error
    if isinstance(error, HTTPException):
        return Refusal(error.status_code, error.detail)
    return FAILED


REFUSALS = {Refusal: _refused, HTTPException: _refused, Exception: _refused}
