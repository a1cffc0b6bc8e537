"""The door: Host, length, size and pace of each request, and the headers that every answer carries."""

import asyncio
import time
from typing import Any

from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from actorgraph.server import logs
from actorgraph.server.limits import LONGEST_URL, PATIENCE_FOR_BODY, RETRY_AFTER, Limits
from actorgraph.server.metrics import Metrics
from actorgraph.server.pool import Refusal

# Scripts, styles and pictures come from here alone, and nothing may frame a page of ours.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
SENT_AT_ONCE = 65_536
FAILED = Refusal(500, "the server failed; its log says where")


class Guard:
    """An ASGI application around another: it refuses what must not reach it, and mends what comes out."""

    def __init__(
        self, app: ASGIApp, *, hosts: frozenset[str], limits: Limits, metrics: Metrics
    ) -> None:
        self.app, self.hosts, self.limits, self.metrics = app, hosts, limits, metrics
        self.unread = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request; whatever goes wrong becomes one line."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        passage = Passage(self, scope, receive, send)
        try:
            refusal = self._refusal(scope)
            if refusal:
                raise refusal
            await self.app(scope, passage.receive, passage.send)
        except Refusal as refusal:
            await passage.refuse(refusal)
        except Exception as error:
            logs.failure(error)
            await passage.refuse(FAILED)
        finally:
            self.unread -= passage.held
            self.metrics.saw(scope, passage)

    def _refusal(self, scope: Scope) -> Refusal | None:
        headers: dict[bytes, bytes] = dict(scope["headers"])
        names = [name for name, _ in scope["headers"]]
        host = headers.get(b"host", b"").decode("latin-1").casefold()
        if names.count(b"host") != 1 or _bare(host) not in self.hosts:
            return Refusal(421, "this server does not speak for that Host")
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > LONGEST_URL:
            return Refusal(
                414, f"the address is longer than {LONGEST_URL} bytes; send the query by POST"
            )
        if {b"content-length", b"transfer-encoding"} <= headers.keys():
            return Refusal(400, "the body has two lengths")
        length = headers.get(b"content-length", b"0")
        if not length.isdigit() or int(length) > self.limits.body:
            return Refusal(413, f"the body is larger than {self.limits.body} bytes")
        return None


def _bare(host: str) -> str:
    """Return a Host header without its port."""
    name, colon, port = host.rpartition(":")
    return name if colon and port.isdigit() else host


class Passage:
    """One request on its way in, and its answer on the way out."""

    def __init__(self, guard: Guard, scope: Scope, receive: Receive, send: Send) -> None:
        self.guard, self.scope, self._receive, self._send = guard, scope, receive, send
        self.began = time.monotonic()
        self.status, self.taken, self.sent, self.held, self.complete = 0, 0, 0, 0, False

    async def receive(self) -> Message:
        """Take a part of the body; raises Refusal where it comes too slowly (408) or is too large (413)."""
        if self.complete:
            return await self._receive()
        left = PATIENCE_FOR_BODY - (time.monotonic() - self.began)
        try:
            async with asyncio.timeout(max(left, 0.01)):
                message = await self._receive()
        except TimeoutError as error:
            raise Refusal(408, "the body came too slowly") from error
        self.complete = not message.get("more_body", False)
        self.taken += len(message.get("body", b""))
        if self.taken > self.guard.limits.body:
            raise Refusal(413, f"the body is larger than {self.guard.limits.body} bytes")
        return message

    async def send(self, message: Message) -> None:
        """Send on, with our headers, in parts small enough to wait for a slow reader.

        Raises Refusal where answers that nobody reads would fill the memory (503).
        """
        if message["type"] == "http.response.start":
            self._hold(message.get("headers", []))
            self.status = message["status"]
            await self._send({**message, "headers": self._headers(message.get("headers", []))})
            return
        body = message.get("body", b"")
        for begin in range(0, max(len(body), 1), SENT_AT_ONCE):
            part = body[begin : begin + SENT_AT_ONCE]
            more = message.get("more_body", False) or begin + SENT_AT_ONCE < len(body)
            await self._send({"type": "http.response.body", "body": part, "more_body": more})
            self.sent += len(part)

    def _hold(self, headers: Any) -> None:
        """Count an answer as unread until it is sent."""
        size = next((int(value) for name, value in headers if name.lower() == b"content-length"), 0)
        if self.guard.unread + size > self.guard.limits.unread:
            raise Refusal(503, "too many answers are still being read; try again", retry=True)
        self.held = size
        self.guard.unread += size

    def _headers(self, given: Any) -> list[tuple[bytes, bytes]]:
        names = {name.lower() for name, _ in given}
        ours = [
            (key.encode(), value.encode())
            for key, value in HEADERS.items()
            if key.encode() not in names
        ]
        close = (
            []
            if self.complete or b"connection" in names or self.scope["method"] in ("GET", "HEAD")
            else [CLOSE]
        )
        return [*given, *ours, *close]

    async def refuse(self, refusal: Refusal) -> None:
        """Answer with a status and one line, where nothing has been answered yet."""
        if not self.status:
            await refused(refusal)(self.scope, self.receive, self.send)


def refused(refusal: Refusal) -> Response:
    """Return a refusal as an answer of one line."""
    headers = {"cache-control": "no-store"}
    if refusal.retry:
        headers["retry-after"] = str(RETRY_AFTER)
    if refusal.status == 401:
        headers["www-authenticate"] = "Bearer"
    text = f"{refusal.message}\n".encode("utf-8", "replace")
    return PlainTextResponse(text, status_code=refusal.status, headers=headers)


# Whatever is left of a body that was refused is not read: the connection ends.
CLOSE = (b"connection", b"close")
