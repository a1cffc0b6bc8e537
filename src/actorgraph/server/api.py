"""The JSON routes: named questions and their answers, actors, articles, claims, search."""

from importlib.resources import files

from starlette.requests import Request
from starlette.responses import Response

from actorgraph.errors import QueryError
from actorgraph.query import (
    Question,
    check_parameters,
    fill,
    find_question,
    questions,
    with_prefixes,
)
from actorgraph.query import record as question_record
from actorgraph.server.formats import GRAPHS, choose
from actorgraph.server.records import Record, claims_page, individual, one_claim, thing
from actorgraph.server.refusal import Refusal
from actorgraph.server.requests import MOST_PAGES, number, single, url_fields
from actorgraph.server.responses import JSON, engine_of, json_response, response_of
from actorgraph.server.search_page import Row, count_listed, listed, plain_rows, search_for

MOST_ITEMS = 1_000
USUAL_ITEMS = 100
MOST_HITS = 200
MOST_OFFSET = 9_999_999
COUNTS = ("total", "first", "page", "pages")


async def list_questions(request: Request) -> Response:
    """List the named questions; the SPARQL of each declares the prefixes it uses."""
    records = []
    for question in questions():
        records.append({**question_record(question), "sparql": with_prefixes(question.sparql)})
    return json_response(records)


async def ask(request: Request) -> Response:
    """Answer a named question: columns and rows, or RDF for a question that constructs a graph."""
    question, sparql = _asked(request)
    engine = engine_of(request)
    if "CONSTRUCT" in question.sparql:
        accept = request.headers.get("accept", "")
        media = choose(accept, list(GRAPHS)) or "text/turtle"
        graph, cut = await engine.ask(sparql, media)
        return response_of(graph, media, cut)
    body, cut = await engine.ask(sparql)
    columns, rows = plain_rows(body)
    record = {
        "name": question.name,
        "columns": columns,
        "rows": rows,
        "cut": cut or None,
    }
    return json_response(record, cut)


def _asked(request: Request) -> tuple[Question, str]:
    """Return the question of a request, and its SPARQL with the parameters fill in.

    Raises Refusal.
    """
    try:
        question = find_question(request.path_params["name"])
    except QueryError as error:
        raise Refusal(404, str(error)) from error
    fields = url_fields(request)
    parameters = {name: single(fields, name) or "" for name, _ in fields}
    try:
        check_parameters(question, parameters)
        return question, fill(question.sparql, parameters)
    except QueryError as error:
        raise Refusal(400, str(error)) from error


async def list_actors(request: Request) -> Response:
    """List the actors by name, from `offset` on."""
    return await _list(request, "actors")


async def list_articles(request: Request) -> Response:
    """List the articles, the newest first, from `offset` on."""
    return await _list(request, "articles")


async def _list(request: Request, query: str) -> Response:
    fields = url_fields(request)
    limit = number(fields, "limit", default=USUAL_ITEMS, most=MOST_ITEMS)
    offset = number(fields, "offset", default=1, most=MOST_OFFSET)
    engine = engine_of(request)
    # Clients count from 1.
    rows = await listed(engine, query, begin=offset - 1, limit=limit)
    items = [_labelled(row) for row in rows]
    return json_response({"total": await count_listed(engine, query), "items": items})


def _labelled(row: Row) -> Row:
    """Return a row whose `words` are called `label`."""
    names = {"words": "label"}
    return {names.get(name, name): value for name, value in row.items()}


async def one_actor(request: Request) -> Response:
    """Return an actor and the claims in which it takes part."""
    return await _thing(request, "actor/")


async def one_article(request: Request) -> Response:
    """Return an article and the claims it makes."""
    return await _thing(request, "article/")


async def _thing(request: Request, folder: str) -> Response:
    iri = individual(folder + request.path_params["id"])
    engine = engine_of(request)
    record: Record = await thing(engine, iri)
    page = number(url_fields(request), "page", default=1, most=MOST_PAGES)
    claims = await claims_page(engine, iri, page)
    for name in COUNTS:
        record[f"claims_{name}"] = claims[name]
    record["claims"] = claims["claims"]
    return json_response(record)


async def get_claim(request: Request) -> Response:
    """Return one claim."""
    iri = individual("claim/" + request.path_params["id"])
    record = await one_claim(engine_of(request), iri)
    return json_response(record)


async def search(request: Request) -> Response:
    """Search names, quotations and evidence."""
    fields = url_fields(request)
    limit = number(fields, "limit", default=USUAL_ITEMS, most=MOST_HITS)
    text = single(fields, "q") or ""
    rows = await search_for(engine_of(request), text, limit=limit)
    return json_response(rows)


async def openapi(request: Request) -> Response:
    """Return the OpenAPI description of these routes."""
    folder = files("actorgraph.server") / "templates"
    text = (folder / "openapi.json").read_text("utf-8")
    return Response(text, media_type=JSON)
