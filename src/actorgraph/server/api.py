"""The JSON routes: the named questions and their answers, actors, articles, claims, search."""

import json
from importlib.resources import files
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from actorgraph.errors import QueryError
from actorgraph.query import check_parameters, fill, find_question, questions
from actorgraph.server.asked import described
from actorgraph.server.formats import GRAPHS, choose
from actorgraph.server.pool import Refusal
from actorgraph.server.requests import MOST_PAGES, number, one, url_fields
from actorgraph.server.seeking import plain, rows, seek
from actorgraph.server.sparql import engine_of, written
from actorgraph.server.told import claims, individual, one_claim, thing

MOST = 1_000
USUAL = 100
JSON = "application/json"


def answered(found: Any, cut: str = "") -> Response:
    """Return a record as JSON, with a header that tells where it was cut."""
    body = json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return written(body, JSON, cut)


async def list_questions(request: Request) -> Response:
    """List the named questions."""
    return answered([described(question) for question in questions()])


async def ask(request: Request) -> Response:
    """Answer a named question: columns and rows, or Turtle where it asks for a graph."""
    try:
        question = find_question(request.path_params["name"])
        fields = url_fields(request)
        parameters = {key: one(fields, key) or "" for key, _ in fields}
        check_parameters(question, parameters)
        text = fill(question.sparql, parameters)
    except QueryError as error:
        raise Refusal(404 if "has this name" in str(error) else 400, str(error)) from error
    engine = engine_of(request)
    if "CONSTRUCT" in question.sparql:
        media = choose(request.headers.get("accept", ""), list(GRAPHS)) or "text/turtle"
        graph, cut = await engine.query(text, media)
        return written(graph, media, cut)
    body, cut = await engine.query(text)
    columns, found = plain(body)
    return answered(
        {"name": question.name, "columns": columns, "rows": found, "cut": cut or None}, cut
    )


async def list_actors(request: Request) -> Response:
    """List the actors by name, from `offset` on."""
    return await _listed(request, "actors")


async def list_articles(request: Request) -> Response:
    """List the articles, the newest first, from `offset` on."""
    return await _listed(request, "articles")


async def _listed(request: Request, question: str) -> Response:
    fields = url_fields(request)
    limit, offset = (
        number(fields, "limit", default=USUAL, most=MOST),
        number(fields, "offset", default=1, most=9_999_999),
    )
    found = await rows(engine_of(request), question)
    page = [
        {("label" if key == "words" else key): value for key, value in row.items()} for row in found
    ]
    return answered({"total": len(found), "items": page[offset - 1 : offset - 1 + limit]})


async def one_actor(request: Request) -> Response:
    """Return an actor and the claims in which it takes part."""
    return await _thing(request, "actor/")


async def one_article(request: Request) -> Response:
    """Return an article and the claims it makes."""
    return await _thing(request, "article/")


async def _thing(request: Request, room: str) -> Response:
    iri = individual(room + request.path_params["id"])
    engine = engine_of(request)
    _, record = await thing(engine, iri)
    page = number(url_fields(request), "page", default=1, most=MOST_PAGES)
    found = await claims(engine, iri, page)
    counted = {f"claims_{name}": found[name] for name in ("total", "first", "page", "pages")}
    return answered({**record, **counted, "claims": found["claims"]})


async def get_claim(request: Request) -> Response:
    """Return one claim."""
    return answered(
        await one_claim(engine_of(request), individual("claim/" + request.path_params["id"]))
    )


async def search(request: Request) -> Response:
    """Search names, quotations and words of evidence."""
    fields = url_fields(request)
    limit = number(fields, "limit", default=USUAL, most=200)
    return answered(await seek(engine_of(request), one(fields, "q") or "", limit=limit))


async def openapi(request: Request) -> Response:
    """Return the description of these routes."""
    text = files("actorgraph.server").joinpath("templates", "openapi.json").read_text("utf-8")
    return Response(text, media_type=JSON)
