"""Errors as pages for people; machines get one line of text, as ever."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from actorgraph.server.pages import templates
from actorgraph.server.refusal import Refusal

# What machines ask, whatever they accept.
FOR_MACHINES = ("/sparql", "/update", "/graphs", "/api", "/static", "/health", "/metrics")
TITLES = {
    400: "This address is not complete",
    404: "Nothing of this name is here",
    405: "This page cannot be asked so",
    406: "This is not offered in that format",
    503: "The server is busy",
    504: "This takes too long",
}
WAYS_OUT = {
    404: "It may have been removed or merged.",
    500: "This is our fault, not yours.",
    503: "Try again in a moment.",
    504: "Choose one article, or one actor and a single step.",
}
FAULT, ANY_OTHER = "Something failed here", "This is not possible"
FIRST_FAULT = 500


def is_for_people(request: Request) -> bool:
    """Return whether whoever asks is shown pages: a browser, which names HTML in Accept."""
    if request.url.path.startswith(FOR_MACHINES):
        return False
    return "text/html" in request.headers.get("accept", "")


def error_page(refusal: Refusal) -> Response:
    """Return a refusal as a page, with the status and headers that it has as a line."""
    status = refusal.status
    title = TITLES.get(status, FAULT if status >= FIRST_FAULT else ANY_OTHER)
    page = templates().get_template("error.html.jinja")
    text = page.render(title=title, message=refusal.message, way_out=WAYS_OUT.get(status, ""))
    headers = {**refusal.headers(), "vary": "Accept"}
    return HTMLResponse(text.encode("utf-8", "replace"), status_code=status, headers=headers)
