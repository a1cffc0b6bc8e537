"""The guard: checks each request, and adds the headers that every response carries."""

import asyncio
from typing import Any

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from actorgraph.server import logs
from actorgraph.server.limits import (
    LONGEST_URL_IN_BYTES,
    PATIENCE_FOR_BODY_IN_SECONDS,
    Limits,
)
from actorgraph.server.metrics import Metrics, RequestLog
from actorgraph.server.origins import check_site
from actorgraph.server.refusal import FAILED, Refusal

# Scripts, styles and images come from this server alone, and no other site may frame our pages.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; font-src 'self' data:; "
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
# The rest of a body that was refused is not read: the connection ends.
CLOSE = (b"connection", b"close")
# Responses are sent in parts of this size, so that a slow reader holds up one part and not the
# whole.
PART_IN_BYTES = 65_536
WITHOUT_BODY = ("GET", "HEAD")
LEFT = 499  # the status in the log of a request whose client left before an answer
Headers = list[tuple[bytes, bytes]]


class Guard:
    """An ASGI application around another: refuses bad requests, and completes the responses.

    `unread` counts the bytes of responses that are still being sent.
    """

    def __init__(
        self, app: ASGIApp, *, hosts: frozenset[str], limits: Limits, metrics: Metrics
    ) -> None:
        self.app = app
        self.hosts = hosts
        self.limits = limits
        self.metrics = metrics
        self.unread = 0
        # A dictionary, because its keys keep their order.
        self.reading: dict[Exchange, int] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request; every error becomes a response of one line."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        exchange = Exchange(self, scope, receive, send)
        try:
            self._check(scope)
            await exchange.run(self.app)
        except Refusal as refusal:
            await exchange.refuse(refusal)
        except ClientDisconnect:
            # Readers may leave when they like: nothing failed.
            exchange.log.status = exchange.log.status or LEFT
        except Exception as error:
            logs.failure(error)
            await exchange.refuse(FAILED)
        finally:
            self.release(exchange)
            self.metrics.record(exchange.log)

    def make_room(self, exchange: "Exchange", size: int) -> None:
        """Count a response as unread, and drop the oldest ones for which there is no room then.

        Raises Refusal (503) if there is no room for this one alone.
        """
        most = self.limits.unread
        if size > most:
            message = "too many answers are still being read; try again"
            raise Refusal(503, message, retry=True)
        while self.unread + size > most:
            # Whoever reads has finished long ago; the oldest is one that does not.
            oldest = next(iter(self.reading))
            self.release(oldest)
            oldest.task.cancel()
        self.reading[exchange] = size
        self.unread += size

    def drop_unread(self) -> None:
        """End all responses that are still being sent: their content is outdated."""
        for exchange in list(self.reading):
            self.release(exchange)
            exchange.task.cancel()

    def release(self, exchange: "Exchange") -> None:
        """Count a response as read or dropped."""
        self.unread -= self.reading.pop(exchange, 0)

    def _check(self, scope: Scope) -> None:
        """Raise Refusal for a request that the application must not see."""
        headers: dict[bytes, bytes] = dict(scope["headers"])
        names = [name for name, _ in scope["headers"]]
        host = headers.get(b"host", b"").decode("latin-1").casefold()
        if names.count(b"host") != 1 or _without_port(host) not in self.hosts:
            raise Refusal(421, "this server does not answer for that Host")
        check_site(scope["method"], scope["path"], scope["headers"], self.hosts)
        path = scope.get("raw_path") or b""
        if len(path) + len(scope["query_string"]) > LONGEST_URL_IN_BYTES:
            message = f"the address is longer than {LONGEST_URL_IN_BYTES} bytes"
            raise Refusal(414, f"{message}; send the query by POST")
        # A request with both would be read differently by different servers.
        if {b"content-length", b"transfer-encoding"} <= headers.keys():
            raise Refusal(400, "the body has two lengths")
        length = headers.get(b"content-length", b"0")
        if not length.isdigit() or int(length) > self.limits.body:
            raise _too_large(self.limits)


def _without_port(host: str) -> str:
    name, colon, port = host.rpartition(":")
    return name if colon and port.isdigit() else host


def _too_large(limits: Limits) -> Refusal:
    return Refusal(413, f"the body is larger than {limits.body} bytes")


class Exchange:
    """One request as it comes in, and its response as it goes out."""

    def __init__(self, guard: Guard, scope: Scope, receive: Receive, send: Send) -> None:
        self.guard = guard
        self.scope = scope
        self._receive = receive
        self._send = send
        self.log = RequestLog(scope["method"], scope["path"])
        self.received = 0
        self.complete = False
        self.is_answered = False
        self.may_have_body = scope["method"] not in WITHOUT_BODY
        # Set once the whole body has arrived.
        self.arrived = asyncio.Event()
        task = asyncio.current_task()
        assert task is not None
        self.task = task

    async def run(self, app: ASGIApp) -> None:
        """Run the application, and stop it if the client leaves.

        Raises ClientDisconnect then, and what the application raises.
        """
        working = asyncio.ensure_future(app(self.scope, self.receive, self.send))
        leaving = asyncio.ensure_future(self._has_left())
        try:
            await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
            if not working.done() and leaving.done() and leaving.result():
                working.cancel()
                await asyncio.gather(working, return_exceptions=True)
                raise ClientDisconnect
            await working
        finally:
            leaving.cancel()
            working.cancel()

    async def _has_left(self) -> bool:
        """Wait until the client leaves before the whole answer is sent; False if it never will."""
        if self.may_have_body:
            await self.arrived.wait()
        else:
            await self._skip_body()
        # The only message that may follow.
        message = await self._receive()
        return message["type"] == "http.disconnect" and not self.is_answered

    async def _skip_body(self) -> None:
        """Take a body that means nothing, as nobody else does."""
        while (await self._receive()).get("more_body", False):
            pass

    async def receive(self) -> Message:
        """Take a part of the body.

        Raises Refusal if it comes too slowly (408) or is too large (413).
        """
        if self.complete:
            # From here on the only message is that the client has left.
            return await self._receive()
        if not self.may_have_body:
            self.complete = True
            return {"type": "http.request", "body": b"", "more_body": False}
        left = PATIENCE_FOR_BODY_IN_SECONDS - self.log.seconds
        try:
            async with asyncio.timeout(max(left, 0.01)):
                message = await self._receive()
        except TimeoutError as error:
            raise Refusal(408, "the body came too slowly") from error
        self.complete = not message.get("more_body", False)
        self.received += len(message.get("body", b""))
        if self.received > self.guard.limits.body:
            raise _too_large(self.guard.limits)
        if self.complete:
            self.arrived.set()
        return message

    async def send(self, message: Message) -> None:
        """Send on, with our headers, in parts small enough to wait for a slow reader.

        Raises Refusal (503) if the response alone would fill the memory.
        """
        if message["type"] == "http.response.start":
            headers = message.get("headers", [])
            self.guard.make_room(self, _content_length(headers))
            self.log.status = message["status"]
            await self._send({**message, "headers": self._completed(headers)})
            return
        body = message.get("body", b"")
        for begin in range(0, max(len(body), 1), PART_IN_BYTES):
            end = begin + PART_IN_BYTES
            part = body[begin:end]
            more = message.get("more_body", False) or end < len(body)
            self.is_answered = not more
            await self._send({"type": "http.response.body", "body": part, "more_body": more})
            self.log.sent += len(part)

    def _completed(self, headers: Headers) -> Headers:
        """Return headers with ours added."""
        given = {name.lower() for name, _ in headers}
        completed = list(headers)
        for name, value in HEADERS.items():
            # A page may bring a policy of its own, with the hashes of its scripts.
            if name.encode() not in given:
                completed.append((name.encode(), value.encode()))
        if self.may_have_body and not self.complete and b"connection" not in given:
            completed.append(CLOSE)
        return completed

    async def refuse(self, refusal: Refusal) -> None:
        """Answer with a status and one line, unless a response has begun."""
        if not self.log.status:
            await refusal.response()(self.scope, self.receive, self.send)


def _content_length(headers: Any) -> int:
    for name, value in headers:
        if name.lower() == b"content-length":
            return int(value)
    return 0
