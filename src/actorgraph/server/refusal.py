"""Refusals: what the server answers instead of a result."""

from secrets import token_hex
from typing import Any

from starlette.responses import PlainTextResponse, Response

from actorgraph.server import logs
from actorgraph.server.limits import RETRY_AFTER_IN_SECONDS
from actorgraph.sparql import explain_fault

FAULT_BYTES = 4  # of the number under which the log has a reason


class Refusal(Exception):
    """A status and one line of text; with `retry` the client may try again soon."""

    def __init__(self, status: int, message: str, *, retry: bool = False) -> None:
        super().__init__(message)
        self.status = status
        self.message = " ".join(message.split())
        self.retry = retry

    def headers(self) -> dict[str, str]:
        """Return the headers that the refusal has in any form."""
        headers = {"cache-control": "no-store"}
        if self.retry:
            headers["retry-after"] = str(RETRY_AFTER_IN_SECONDS)
        if self.status == 401:
            headers["www-authenticate"] = "Bearer"
        return headers

    def response(self) -> Response:
        """Return the refusal as a response of one line."""
        text = f"{self.message}\n".encode("utf-8", "replace")
        return PlainTextResponse(text, status_code=self.status, headers=self.headers())


class Unsound(Refusal):
    """The refusal of a page about a part of a graph that breaks the rules of the vocabulary."""


FAILED = Refusal(500, "the server failed; its log says where")


def check_reply(reply: dict[str, Any], sparql: str) -> None:
    """Raise Refusal if a child's reply to a job with this SPARQL is an error."""
    if "fault" in reply:
        number = token_hex(FAULT_BYTES)
        logs.write("fault", number=number, **reply["fault"])
        raise Refusal(500, f"this is our fault, not yours; the log has the reason as {number}")
    if "broken" in reply:
        where = explain_fault(SyntaxError(reply["broken"]), sparql)
        raise Refusal(400, f"invalid SPARQL: {where}")
    if "unsound" in reply:
        raise Unsound(500, reply["unsound"])
    if reply["status"] >= 400:
        # What is too large stays too large.
        is_busy = reply["status"] == 503 and not reply.get("is_too_large")
        raise Refusal(reply["status"], reply["message"], retry=is_busy)
