"""Routes of the workbench: a visit is handed to a child, which makes the page."""

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from actorgraph.server.readers import reader_of
from actorgraph.server.requests import Fields, url_fields
from actorgraph.server.responses import engine_of, response_of

PART = "hx-request"  # the header by which a script asks for a part of a page
OF_SERVER = "_"  # how the names of fields begin that no client sends


async def show(request: Request, view: str, path: str = "") -> Response:
    """Return a page of the workbench. Raises Refusal."""
    return await shown(request, visit_of(request, view, path))


def page_of(view: str) -> Callable[[Request], Awaitable[Response]]:
    """Return the endpoint of a page that its address alone names."""

    async def endpoint(request: Request) -> Response:
        return await show(request, view)

    return endpoint


def visit_of(request: Request, view: str, path: str = "", **fields: list[str]) -> dict[str, Any]:
    """Return the visit that a request is, as a child reads it; `fields` are set besides."""
    reader = reader_of(request)
    given = grouped(url_fields(request))
    return {
        "view": view,
        "path": path,
        "fields": {**given, **fields},
        "reader": reader.name,
        "token": reader.token,
        "is_part": PART in request.headers,
    }


def grouped(fields: Fields) -> dict[str, list[str]]:
    """Return the values of each field, without those that the server alone sets."""
    values: dict[str, list[str]] = {}
    for name, value in fields:
        if not name.startswith(OF_SERVER):
            values.setdefault(name, []).append(value)
    return values


async def shown(request: Request, visit: dict[str, Any]) -> Response:
    """Return what a child makes of a visit. Raises Refusal."""
    reply, body = await engine_of(request).show(visit)
    if reply["location"]:
        return RedirectResponse(reply["location"], status_code=reply["status"])
    response = response_of(body, reply["media"])
    response.status_code = reply["status_of_page"]
    if reply["name"]:
        response.headers["content-disposition"] = f'attachment; filename="{reply["name"]}"'
    # What is shown depends on who reads, and whether a script asks for a part.
    response.headers["vary"] = "Accept, Cookie, HX-Request"
    return response
