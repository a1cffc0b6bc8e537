"""What a request says: its parameters and its body, read strictly."""

from urllib.parse import parse_qsl

import pyoxigraph as ox
from starlette.requests import Request

from actorgraph.server.formats import choose
from actorgraph.server.refusal import Refusal

FORM = "application/x-www-form-urlencoded"
CHARSETS = ("utf-8", "us-ascii")
MOST_FIELDS = 200
MOST_PAGES = 9_999_999
MOST_DIGITS = 8
Fields = list[tuple[str, str]]


def url_fields(request: Request) -> Fields:
    """Return the parameters of the address, in order. Raises Refusal if they are not UTF-8."""
    return _fields(request.url.query)


def _fields(text: str) -> Fields:
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise Refusal(400, "the parameters are not UTF-8, or too many") from error


def accepted(request: Request, offered: list[str]) -> str:
    """Return the offered media type that the client prefers.

    Raises Refusal (406) if it accepts none.
    """
    media = choose(request.headers.get("accept", ""), offered)
    if not media:
        raise not_acceptable(offered)
    return media


def not_acceptable(offered: list[str]) -> Refusal:
    """Return the refusal of an Accept header that names nothing on offer."""
    return Refusal(406, f"no format that Accept names; available: {', '.join(offered)}")


def media_of(request: Request) -> str:
    """Return the body's media type. Raises Refusal if the body is compressed or not in UTF-8."""
    media, *parameters = request.headers.get("content-type", "").split(";")
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        charset = value.strip().strip('"').casefold()
        if key.strip().casefold() == "charset" and charset not in CHARSETS:
            raise Refusal(415, "the body must be UTF-8")
    if request.headers.get("content-encoding", "identity").casefold() != "identity":
        raise Refusal(415, "the body must not be compressed")
    return media.strip().casefold()


async def body_text(request: Request) -> str:
    """Return the body as text. Raises Refusal if it is not UTF-8."""
    body = await request.body()
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refusal(400, "the body is not UTF-8") from error


async def body_fields(request: Request) -> Fields:
    """Return the fields of a form. Raises Refusal."""
    return _fields(await body_text(request))


def values(fields: Fields, name: str) -> list[str]:
    """Return all values of a field."""
    return [value for key, value in fields if key == name]


def single(fields: Fields, name: str) -> str | None:
    """Return a field that may be given once, or None. Raises Refusal if it is given twice."""
    given = values(fields, name)
    if len(given) > 1:
        raise Refusal(400, f"more than one {name}")
    return given[0] if given else None


def number(fields: Fields, name: str, *, default: int, most: int) -> int:
    """Return a field that is a number from 1 to `most`. Raises Refusal."""
    text = single(fields, name)
    if text is None:
        return default
    # `isdigit` alone accepts the digits of every script, and `int` a number of any length.
    is_number = text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS
    if not is_number or not 1 <= int(text) <= most:
        raise Refusal(400, f"{name} must be a number from 1 to {most}")
    return int(text)


def iris(fields: Fields, name: str) -> list[str] | None:
    """Return the IRIs of a field, None if it is absent. Raises Refusal if one is not absolute."""
    given = values(fields, name)
    for iri in given:
        try:
            ox.NamedNode(iri)
        except ValueError as error:
            raise Refusal(400, f"{name} is not an absolute IRI") from error
    return given or None
