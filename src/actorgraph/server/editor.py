"""The page of the SPARQL editor: the query runs as any client's does, its rows become a table."""

from starlette.requests import Request
from starlette.responses import Response

from actorgraph.server.refusal import Refusal
from actorgraph.server.requests import single, url_fields
from actorgraph.server.responses import engine_of, response_of
from actorgraph.server.sparql import ROW_FORMS, checked
from actorgraph.server.workbench_pages import shown, visit_of

ROWS_MEDIA = "application/sparql-results+json"
TRIPLES_MEDIA = "application/n-triples"
# A table of more rows is for a file, not for a page.
MOST_ROWS_SHOWN = 300
# What an answer can be saved as: the ending, its media type, and whether it holds rows.
FILES = {
    "csv": ("text/csv", True),
    "json": (ROWS_MEDIA, True),
    "ttl": ("text/turtle", False),
}
FAULT_OF_QUERY = 400


async def query(request: Request) -> Response:
    """Show the editor, and the answer to the query of the address. Raises Refusal."""
    text = single(url_fields(request), "query") or ""
    # Each is set, so that none of them comes from the address.
    given = {"result": [""], "form": [""], "cut": [""], "fault": [""], "status": ["200"]}
    if text.strip() and not _is_from_elsewhere(request):
        given.update(await _answer(request, text))
    name = request.path_params.get("name", "")
    return await shown(request, visit_of(request, "query", name, **given))


def _is_from_elsewhere(request: Request) -> bool:
    """Return whether a page of another site links here: it may show a query, and not run it."""
    return request.headers.get("sec-fetch-site") == "cross-site"


async def _answer(request: Request, text: str) -> dict[str, list[str]]:
    """Run a client's query; return its rows or triples, or what is wrong with it."""
    try:
        form, body, cut = await _run(request, text)
    except Refusal as refusal:
        return {"fault": [refusal.message], "status": [str(refusal.status)]}
    return {"result": [body.decode("utf-8", "replace")], "form": [form], "cut": [cut]}


async def _run(request: Request, text: str) -> tuple[str, bytes, str]:
    shape = checked(text)
    media = ROWS_MEDIA if shape.form in ROW_FORMS else TRIPLES_MEDIA
    body, cut = await engine_of(request).query(
        text, media, from_names=shape.graphs, most=MOST_ROWS_SHOWN
    )
    return shape.form, body, cut


async def save(request: Request) -> Response:
    """Return the answer to the query of the address as a file. Raises Refusal."""
    ending = request.path_params["ending"]
    if ending not in FILES:
        raise Refusal(404, f"an answer can be saved as {', '.join(FILES)}")
    text = single(url_fields(request), "query") or ""
    shape = checked(text)
    media, holds_rows = FILES[ending]
    if holds_rows != (shape.form in ROW_FORMS):
        fitting = "ttl" if holds_rows else "csv or json"
        raise Refusal(FAULT_OF_QUERY, f"{shape.form.upper()} is saved as {fitting}")
    body, cut = await engine_of(request).query(text, media, from_names=shape.graphs)
    response = response_of(body, media, cut)
    response.headers["content-disposition"] = f'attachment; filename="answer.{ending}"'
    return response
