"""Pages for people: the first one, search, and one for every actor, article and claim."""

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from actorgraph.query import fill, questions
from actorgraph.server.asked import described
from actorgraph.server.engine import Engine
from actorgraph.server.formats import ENDINGS, GRAPHS, choose
from actorgraph.server.guard import POLICY
from actorgraph.server.pool import Refusal
from actorgraph.server.requests import MOST_PAGES, number, one, url_fields
from actorgraph.server.seeking import rows, seek
from actorgraph.server.shelf import shelved
from actorgraph.server.sparql import engine_of, written
from actorgraph.server.told import claims, individual, one_claim, path_of, thing, ties

if TYPE_CHECKING:
    from jinja2 import Environment

HTML = "text/html"
# What a linked-data client may ask for, before the types that only a browser's long Accept header lets through.
OFFERED = [HTML, *GRAPHS]
MOST_FOUND = 100


@cache
def templates() -> "Environment":
    """Return the templates; all that they print is escaped."""
    from jinja2 import Environment, FileSystemLoader

    folder = Path(str(files("actorgraph.server").joinpath("templates")))
    return Environment(
        loader=FileSystemLoader(folder), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )


def drawn(name: str, **told: Any) -> Response:
    """Fill a template."""
    text = templates().get_template(f"{name}.html.jinja").render(**told)
    return HTMLResponse(
        text.encode("utf-8", "replace"), headers={"vary": "Accept", "cache-control": "no-cache"}
    )


async def first(request: Request) -> Response:
    """Say what is here: the articles, and the questions that one may ask."""
    articles = await rows(engine_of(request), "articles")
    return drawn(
        "first",
        articles=articles[:MOST_FOUND],
        count=len(articles),
        questions=[described(question) for question in questions()],
    )


async def query(request: Request) -> Response:
    """Show the editor for SPARQL, the one page whose script sets styles."""
    page = drawn("query")
    page.headers["content-security-policy"] = POLICY.replace(
        "style-src 'self'", "style-src 'self' 'unsafe-inline'"
    )
    return page


async def search(request: Request) -> Response:
    """Search, and list what was found."""
    text = one(url_fields(request), "q") or ""
    found = await seek(engine_of(request), text, limit=MOST_FOUND) if text.strip() else []
    return drawn("search", text=text, found=found)


async def linked(request: Request) -> Response:
    """Return what is told of a thing of ours: a page, or RDF in the format that is asked for."""
    path = request.path_params["path"]
    stem, dot, ending = path.rpartition(".")
    if dot and ending in ENDINGS:
        path, media = stem, ENDINGS[ending]
    else:
        media = choose(request.headers.get("accept", ""), OFFERED) or ""
    if not media:
        raise Refusal(406, f"nothing that Accept names; there is {', '.join(OFFERED)}")
    iri, engine = individual(path), engine_of(request)
    if media != HTML:
        return await _graph(engine, iri, media)
    if path.startswith("claim/"):
        return drawn("claim", claim=await one_claim(engine, iri), ties=await ties(engine, iri))
    _, record = await thing(engine, iri)
    page = number(url_fields(request), "page", default=1, most=MOST_PAGES)
    found = await claims(engine, iri, page)
    answer = drawn(
        "thing", thing=record, **found, room=path.partition("/")[0], ties=await ties(engine, iri)
    )
    links = {"prev": page - 1 if page > 1 else 0, "next": page + 1 if page < found["pages"] else 0}
    told_links = [
        f'</id/{quote(path)}?page={other}>; rel="{name}"' for name, other in links.items() if other
    ]
    if told_links:
        answer.headers["link"] = ", ".join(told_links)
    return answer


async def _graph(engine: Engine, iri: ox.NamedNode, media: str) -> Response:
    await thing(engine, iri)  # a thing of which nothing is said is not there
    body, cut = await engine.query(fill(shelved("linked"), {"it": iri}), media)
    return written(body, media, cut)


async def elsewhere(request: Request) -> Response:
    """Lead from an IRI, given as a parameter, to its page here."""
    path = path_of(one(url_fields(request), "iri") or "")
    if not path:
        raise Refusal(404, "this IRI is none of ours")
    return RedirectResponse(f"/id/{path.partition('#')[0]}", status_code=303)
