"""The SPARQL 1.1 Protocol: queries at /sparql, and updates at /update for whoever holds the token."""

import hmac
from importlib.resources import files

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import Response

from actorgraph.errors import QueryError
from actorgraph.server import updates
from actorgraph.server.engine import Engine
from actorgraph.server.formats import GRAPHS, RESULTS, choose
from actorgraph.server.pool import Refusal
from actorgraph.server.requests import (
    FORM,
    Fields,
    body_fields,
    body_text,
    media_of,
    one,
    url_fields,
    values,
)
from actorgraph.sparql import check_query

QUERY, UPDATE = "application/sparql-query", "application/sparql-update"


async def query(request: Request) -> Response:
    """Answer a query by GET, by a form, or by a body of SPARQL; a bare GET gets the service's description."""
    fields = url_fields(request)
    if request.method == "POST":
        text, fields = await _posted(request, fields, QUERY, "query")
    else:
        if not fields:
            return describe(request)
        text = one(fields, "query")
    if values(fields, "update"):
        raise Refusal(400, "updates go to /update")
    if text is None:
        raise Refusal(400, "no query is given; send it as the parameter query")
    return await answer(request, text, fields)


async def answer(request: Request, text: str, fields: Fields) -> Response:
    """Check a query, negotiate its format and run it."""
    try:
        shape = check_query(text)
    except QueryError as error:
        raise Refusal(400, str(error)) from error
    offered = list(RESULTS if shape.form in ("select", "ask") else GRAPHS)
    media = choose(request.headers.get("accept", ""), offered)
    if media is None:
        raise Refusal(406, f"nothing that Accept names; there is {', '.join(offered)}")
    default, named = (iris(fields, key) for key in ("default-graph-uri", "named-graph-uri"))
    if default is None and named is None:
        body, cut = await engine_of(request).query(text, media, described=shape.graphs)
    else:
        body, cut = await engine_of(request).query(
            text, media, default=default or [], named=named or []
        )
    return written(body, media, cut)


def engine_of(request: Request) -> Engine:
    """Return the engine of the application that serves a request."""
    engine = request.app.state.engine
    assert isinstance(engine, Engine)
    return engine


def written(body: bytes, media: str, cut: str) -> Response:
    """Return an answer under its type, with a header that tells where it was cut."""
    headers = {"vary": "Accept", "cache-control": "no-cache"}
    if cut:
        headers["actorgraph-cut"] = cut
    return Response(
        body,
        media_type=f"{media}; charset=utf-8" if media.startswith("text/") else media,
        headers=headers,
    )


def describe(request: Request) -> Response:
    """Describe the service, in any format of RDF."""
    media = choose(request.headers.get("accept", ""), list(GRAPHS))
    if media is None:
        raise Refusal(406, f"nothing that Accept names; there is {', '.join(GRAPHS)}")
    text = files("actorgraph.server").joinpath("templates", "service.ttl").read_text("utf-8")
    here = str(request.url.replace(query="", fragment=""))
    parser = ox.parse(text, format=ox.RdfFormat.TURTLE, base_iri=here)
    triples = [quad.triple for quad in parser]
    return written(
        ox.serialize(triples, format=GRAPHS[media], prefixes=parser.prefixes) or b"", media, ""
    )


async def update(request: Request) -> Response:
    """Run an update for whoever holds the token."""
    engine = engine_of(request)
    if engine.token is None:
        raise Refusal(404, "updates are off; start the server with a token")
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    known = hmac.compare_digest(given.strip().encode(), engine.token.encode())
    if scheme.casefold() != "bearer" or not known:
        raise Refusal(401, "updates need the token, as Authorization: Bearer …")
    text, fields = await _posted(request, url_fields(request), UPDATE, "update")
    if text is None:
        raise Refusal(400, "no update is given; send it as the parameter update")
    using, named = (iris(fields, key) or [] for key in ("using-graph-uri", "using-named-graph-uri"))
    try:
        checked = updates.checked(text, using, named)
    except QueryError as error:
        raise Refusal(400, str(error)) from error
    await engine.update(checked)
    return Response(status_code=204)


async def _posted(
    request: Request, fields: Fields, media: str, name: str
) -> tuple[str | None, Fields]:
    """Return the text that was posted, in a form or by itself, and all fields."""
    given = media_of(request)
    if given == media:
        return await body_text(request), fields
    if given != FORM:
        raise Refusal(415, f"the body must be {media} or {FORM}")
    form = await body_fields(request)
    if values(fields, name):
        raise Refusal(400, f"{name} belongs into the form")
    return one(form, name), fields + form


def iris(fields: Fields, name: str) -> list[str] | None:
    """Return the IRIs that a field gives, None where it is absent; raises Refusal where one is not absolute."""
    found = values(fields, name)
    for iri in found:
        try:
            ox.NamedNode(iri)
        except ValueError as error:
            raise Refusal(400, f"{name} is no absolute IRI") from error
    return found or None
