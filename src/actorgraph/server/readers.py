"""Readers: who may write, and the token that their forms send back."""

from dataclasses import dataclass

from starlette.requests import Request


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who may decide; whoever only reads has no name and no token."""

    name: str = ""
    token: str = ""


NOBODY = Reader()


def reader_of(request: Request) -> Reader:
    """Return who makes a request: nobody, unless they have signed in."""
    readers: dict[str, Reader] = getattr(request.app.state, "readers", {})
    return readers.get(request.cookies.get("actorgraph", ""), NOBODY)
