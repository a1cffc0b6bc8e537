"""What routes share: the engine that serves a request, and the headers of an answer."""

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from actorgraph.server.engine import Engine

JSON = "application/json"


def engine_of(request: Request) -> Engine:
    """Return the engine of the application that serves a request."""
    engine = request.app.state.engine
    assert isinstance(engine, Engine)
    return engine


def response_of(body: bytes, media: str, cut: str = "") -> Response:
    """Return an answer of a media type, with a header that says what cut it short, if anything."""
    headers = {"vary": "Accept", "cache-control": "no-cache"}
    if cut:
        headers["actorgraph-cut"] = cut
    if media.startswith("text/"):
        media = f"{media}; charset=utf-8"
    return Response(body, media_type=media, headers=headers)


def json_response(record: Any, cut: str = "") -> Response:
    """Return a record as JSON."""
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    return response_of(text.encode("utf-8", "replace"), JSON, cut)
