"""Errors as pages for people; machines get one line of text, as ever."""

import re
from dataclasses import dataclass
from urllib.parse import unquote

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from actorgraph.server.readers import NOBODY, reader_of
from actorgraph.server.refusal import Refusal, Unsound
from actorgraph.workbench.rendering import page
from actorgraph.workbench.visit import Visit

# What machines ask, whatever they accept.
FOR_MACHINES = ("/sparql", "/update", "/graphs", "/api", "/static", "/health", "/metrics")
OF_THINGS = "/id/"
# The ends of IRIs begin with these: the hash of an article, or the number of an entry.
CODE = re.compile(r"\b(?:[0-9a-f]{16}|Q[0-9]+|[0-9]+)\b")
NOT_LETTERS = re.compile(r"[\W_]+")
LONGEST_IN_CHARACTERS = 80
FIRST_FAULT = 500


@dataclass(frozen=True, slots=True)
class Words:
    """What an error is called, and what one can do about it."""

    title: str
    way_out: str


WORDS = {
    400: Words("This address is not complete", "Ask again from one of the pages above."),
    401: Words("You have not signed in", "Ask whoever runs this server for a link."),
    403: Words("This is not allowed here", "Open the page again, and try from there."),
    404: Words("Nothing of this name is here", "It may have been removed or merged."),
    405: Words("This page cannot be asked so", "Open it by a link."),
    406: Words("This is not offered in that format", "Choose another one."),
    413: Words("This is too large", "Send less at a time."),
    500: Words("Something failed here", "This is our fault, not yours."),
    503: Words("The server is busy", "Try again in a moment."),
    504: Words("This takes too long", "Choose an article or a year."),
}
ANY_OTHER = Words("This is not possible", "")
TOO_LARGE = Words("This is too large to show", "Choose an article or a year.")
UNSOUND = Words("This graph breaks the rules of its vocabulary", "`actorgraph check` says where.")


def is_for_people(request: Request) -> bool:
    """Return whether whoever asks is shown pages: a browser, which names HTML in Accept."""
    if request.url.path.startswith(FOR_MACHINES):
        return False
    return "text/html" in request.headers.get("accept", "")


def error_page(request: Request, refusal: Refusal) -> Response:
    """Return a refusal as a page, with the status and headers that it has as a line."""
    words = _words(refusal)
    reader = reader_of(request) if "app" in request.scope else NOBODY
    visit = Visit("error", reader=reader.name, token=reader.token)
    answer = page(
        "error",
        visit,
        status=refusal.status,
        title=words.title,
        way_out=words.way_out,
        message=refusal.message,
        sought=name_in(request.url.path) if refusal.status == 404 else "",
    )
    headers = {**refusal.headers(), "vary": "Accept, Cookie"}
    body = answer.html.encode("utf-8", "replace")
    return HTMLResponse(body, status_code=refusal.status, headers=headers)


def _words(refusal: Refusal) -> Words:
    if isinstance(refusal, Unsound):
        return UNSOUND
    if refusal.status == 503 and not refusal.retry:
        return TOO_LARGE
    if refusal.status not in WORDS and refusal.status >= FIRST_FAULT:
        return WORDS[500]
    return WORDS.get(refusal.status, ANY_OTHER)


def name_in(path: str) -> str:
    """Return the name in the address of a thing: `mara quill` of `/id/actor/HASH-mara-quill`."""
    if not path.startswith(OF_THINGS):
        return ""
    end = unquote(path).rpartition("/")[2]
    return NOT_LETTERS.sub(" ", CODE.sub(" ", end)).strip()[:LONGEST_IN_CHARACTERS]
