"""The SPARQL 1.1 Protocol: queries at /sparql, and at /update updates with the token."""

import hmac
from importlib.resources import files

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import Response

from actorgraph.errors import QueryError
from actorgraph.server import updates
from actorgraph.server.formats import GRAPHS, RESULTS
from actorgraph.server.refusal import Refusal
from actorgraph.server.requests import (
    FORM,
    Fields,
    accepted,
    body_fields,
    body_text,
    iris,
    media_of,
    single,
    url_fields,
    values,
)
from actorgraph.server.responses import engine_of, response_of
from actorgraph.sparql import Shape, check_query

QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
ROW_FORMS = ("select", "ask")


async def query(request: Request) -> Response:
    """Answer a query sent by GET, in a form or as a body.

    A GET without parameters returns the service description.
    """
    fields = url_fields(request)
    if request.method == "POST":
        text, fields = await _posted(request, fields, QUERY, "query")
    elif not fields:
        return describe_service(request)
    else:
        text = single(fields, "query")
    if values(fields, "update"):
        raise Refusal(400, "updates go to /update")
    if text is None:
        raise Refusal(400, "no query is given; send it as the parameter query")
    return await answer(request, text, fields)


async def answer(request: Request, text: str, fields: Fields) -> Response:
    """Check a query, choose its format and run it."""
    shape = checked(text)
    formats = RESULTS if shape.form in ROW_FORMS else GRAPHS
    media = accepted(request, list(formats))
    default = iris(fields, "default-graph-uri")
    named = iris(fields, "named-graph-uri")
    engine = engine_of(request)
    if default is None and named is None:
        body, cut = await engine.query(text, media, from_names=shape.graphs)
    else:
        # The dataset of the protocol replaces the one of the query.
        body, cut = await engine.query(
            text,
            media,
            default=default or [],
            named=named or [],
        )
    return response_of(body, media, cut)


def checked(text: str) -> Shape:
    """Return the shape of a query that only reads. Raises Refusal (400)."""
    try:
        return check_query(text)
    except QueryError as error:
        raise Refusal(400, str(error)) from error


def describe_service(request: Request) -> Response:
    """Return the service description, in any RDF format."""
    media = accepted(request, list(GRAPHS))
    folder = files("actorgraph.server") / "templates"
    text = (folder / "service.ttl").read_text("utf-8")
    here = str(request.url.replace(query="", fragment=""))
    parser = ox.parse(text, format=ox.RdfFormat.TURTLE, base_iri=here)
    triples = [quad.triple for quad in parser]
    body = ox.serialize(triples, format=GRAPHS[media], prefixes=parser.prefixes)
    return response_of(body or b"", media)


async def update(request: Request) -> Response:
    """Run an update for a client with the token."""
    engine = engine_of(request)
    # Without a token there is nothing at this address, and nothing to guess.
    if engine.token is None:
        raise Refusal(404, "updates are off; start the server with a token")
    _check_token(request, engine.token)
    text, fields = await _posted(request, url_fields(request), UPDATE, "update")
    if text is None:
        raise Refusal(400, "no update is given; send it as the parameter update")
    using = iris(fields, "using-graph-uri") or []
    named = iris(fields, "using-named-graph-uri") or []
    try:
        update_text = updates.checked(text, using, named)
    except QueryError as error:
        raise Refusal(400, str(error)) from error
    await engine.update(update_text)
    return Response(status_code=204)


def _check_token(request: Request, token: str) -> None:
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    # Takes the same time whether the first letter differs or the last.
    is_token = hmac.compare_digest(given.strip().encode(), token.encode())
    if scheme.casefold() != "bearer" or not is_token:
        raise Refusal(401, "updates need the token, as Authorization: Bearer …")


async def _posted(
    request: Request, fields: Fields, media: str, name: str
) -> tuple[str | None, Fields]:
    """Return the text that was posted, as a body or in a form, and all fields."""
    given = media_of(request)
    if given == media:
        return await body_text(request), fields
    if given != FORM:
        raise Refusal(415, f"the body must be {media} or {FORM}")
    form = await body_fields(request)
    if values(fields, name):
        raise Refusal(400, f"{name} belongs in the form")
    return single(form, name), fields + form
