"""What a request says: its parameters and its body, read strictly."""

from urllib.parse import parse_qsl

from starlette.requests import Request

from actorgraph.server.pool import Refusal

FORM = "application/x-www-form-urlencoded"
MOST_FIELDS = 200
Fields = list[tuple[str, str]]


def url_fields(request: Request) -> Fields:
    """Return the parameters of the address, in order; raises Refusal where they are no UTF-8."""
    return _fields(request.url.query)


def _fields(text: str) -> Fields:
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise Refusal(400, "the parameters are no UTF-8, or too many") from error


def media_of(request: Request) -> str:
    """Return the body's media type; raises Refusal where it is in another encoding than UTF-8."""
    media, *parameters = request.headers.get("content-type", "").split(";")
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip().casefold() == "charset" and value.strip().strip('"').casefold() not in (
            "utf-8",
            "us-ascii",
        ):
            raise Refusal(415, "the body must be UTF-8")
    if request.headers.get("content-encoding", "identity").casefold() != "identity":
        raise Refusal(415, "the body must not be compressed")
    return media.strip().casefold()


async def body_text(request: Request) -> str:
    """Return the body as text; raises Refusal where it is no UTF-8."""
    try:
        return (await request.body()).decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refusal(400, "the body is no UTF-8") from error


async def body_fields(request: Request) -> Fields:
    """Return the fields of a form; raises Refusal."""
    return _fields(await body_text(request))


def one(fields: Fields, name: str) -> str | None:
    """Return a field that may stand once, or None; raises Refusal where it stands twice."""
    found = values(fields, name)
    if len(found) > 1:
        raise Refusal(400, f"more than one {name}")
    return found[0] if found else None


def values(fields: Fields, name: str) -> list[str]:
    """Return all values of a field."""
    return [value for key, value in fields if key == name]


MOST_PAGES = 9_999_999


def number(fields: Fields, name: str, *, default: int, most: int) -> int:
    """Return a field that is a number from 1 to `most`; raises Refusal."""
    text = one(fields, name)
    if text is None:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 9 and 1 <= int(text) <= most):
        raise Refusal(400, f"{name} must be a number from 1 to {most}")
    return int(text)
