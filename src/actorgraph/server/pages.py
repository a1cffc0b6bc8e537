"""Pages for people: the home page, search, and one for every actor, article and claim."""

from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from actorgraph.graph.records import CERTAINTY_IN_WORDS
from actorgraph.query import fill
from actorgraph.server.engine import Engine
from actorgraph.server.formats import ENDINGS, GRAPHS
from actorgraph.server.named_queries import named_query
from actorgraph.server.records import (
    claims_page,
    individual,
    links,
    path_of,
    thing,
)
from actorgraph.server.refusal import Refusal, Unsound
from actorgraph.server.requests import MOST_PAGES, accepted, number, single, url_fields
from actorgraph.server.responses import engine_of, response_of
from actorgraph.server.workbench_pages import show

if TYPE_CHECKING:
    from jinja2 import Environment

HTML = "text/html"
# HTML comes first, because a browser's long Accept header allows almost everything.
OFFERED = [HTML, *GRAPHS]
# The things whose pages the workbench makes; the page of any other lists what is said about it.
VIEWS_OF_THINGS = ("actor", "article", "claim")


@cache
def templates() -> "Environment":
    """Return the templates; everything they print is escaped."""
    from jinja2 import Environment, FileSystemLoader

    folder = Path(str(files("actorgraph.server") / "templates"))
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["certainty_in_words"] = certainty_in_words
    return environment


def certainty_in_words(claim: Mapping[str, Any]) -> str:
    """Return how certain a claim is in the words that the article's page has."""
    certainty = str(claim["certainty"])
    if certainty == "asserted" and claim["sources"]:
        certainty = "reported"
    return CERTAINTY_IN_WORDS.get(certainty, certainty)


def html_page(name: str, **values: Any) -> Response:
    """Fill a template."""
    text = templates().get_template(f"{name}.html.jinja").render(**values)
    headers = {"vary": "Accept", "cache-control": "no-cache"}
    return HTMLResponse(text.encode("utf-8", "replace"), headers=headers)


async def home(request: Request) -> Response:
    """Show how much there is, who is in it, what needs a person's eyes, and what to ask."""
    return await show(request, "home")


async def ask(request: Request) -> Response:
    """Show the named questions, or the answer to the one that the address names."""
    return await show(request, "ask", request.path_params.get("name", ""))


async def explore(request: Request) -> Response:
    """Show the map of an article, an actor, a search or a question's answer."""
    return await show(request, "map", request.path_params.get("path", ""))


async def search(request: Request) -> Response:
    """Search, and list the results."""
    return await show(request, "search")


async def suggest(request: Request) -> Response:
    """Return what the search field suggests, as a part of a page."""
    return await show(request, "suggest")


async def agreement(request: Request) -> Response:
    """Show how two readers agree."""
    return await show(request, "agreement")


async def linked(request: Request) -> Response:
    """Return what is said about one of our things: a page, or RDF in the requested format."""
    path, media = _negotiated(request)
    iri = individual(path)
    engine = engine_of(request)
    if media != HTML:
        return await _graph(engine, iri, media)
    view = path.partition("/")[0]
    if view in VIEWS_OF_THINGS:
        # A graph that breaks the rules of the vocabulary is listed as it is.
        with suppress(Unsound):
            return await show(request, view, path)
    return await _thing_page(request, path, iri)


def _negotiated(request: Request) -> tuple[str, str]:
    """Return the path of a thing, and the format that its ending or the Accept header names."""
    path = request.path_params["path"]
    # An ending wins over the header: it is what a person typed.
    stem, dot, ending = path.rpartition(".")
    if dot and ending in ENDINGS:
        return stem, ENDINGS[ending]
    return path, accepted(request, OFFERED)


async def _thing_page(request: Request, path: str, iri: ox.NamedNode) -> Response:
    engine = engine_of(request)
    record = await thing(engine, iri)
    page = number(url_fields(request), "page", default=1, most=MOST_PAGES)
    claims = await claims_page(engine, iri, page)
    ties = await links(engine, iri)
    folder = path.partition("/")[0]
    response = html_page("thing", thing=record, **claims, room=folder, ties=ties)
    # Browsers and crawlers turn the pages by these.
    neighbours = []
    if page > 1:
        neighbours.append(_page_link(path, page - 1, "prev"))
    if page < claims["pages"]:
        neighbours.append(_page_link(path, page + 1, "next"))
    if neighbours:
        response.headers["link"] = ", ".join(neighbours)
    return response


def _page_link(path: str, page: int, name: str) -> str:
    return f'</id/{quote(path)}?page={page}>; rel="{name}"'


async def _graph(engine: Engine, iri: ox.NamedNode, media: str) -> Response:
    await thing(engine, iri)  # refuses a thing about which nothing is said
    body, cut = await engine.ask(fill(named_query("linked"), {"it": iri}), media)
    return response_of(body, media, cut)


async def redirect(request: Request) -> Response:
    """Redirect from an IRI, given as a parameter, to its page here."""
    iri = single(url_fields(request), "iri")
    path = path_of(iri or "")
    if not path:
        raise Refusal(404, "this IRI is not one of ours")
    page = path.partition("#")[0]
    # 303, because the page describes the thing and is not the thing itself.
    return RedirectResponse(f"/id/{page}", status_code=303)
