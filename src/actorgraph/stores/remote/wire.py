"""Requests to one store's endpoints, with a time limit, repeated where that is safe."""

import os
import time
from collections.abc import Iterator
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from actorgraph.errors import QueryError, StoreError
from actorgraph.stores.remote.address import PASSWORD, TOKEN, USER, Address

if TYPE_CHECKING:
    import requests

CONNECT_IN_SECONDS = 10.0
PATIENCE_IN_SECONDS = 120.0  # without a byte of the answer
# Before each further try. urllib3's Retry would not do: Virtuoso reports a deadlock in the body of
# a 500, which Retry does not read, and it waits as long as a server asks.
PAUSES_IN_SECONDS = (0.5, 1.0, 2.0, 4.0)
LONGEST_PAUSE_IN_SECONDS = 30.0  # that a server may ask for
MOST_BYTES = 1 << 29  # of an answer
BLOCK_IN_BYTES = 1 << 16
MOST_BYTES_OF_MESSAGE = 1 << 20
MOST_CHARACTERS = 200  # of a server's own words
TEMPORARY = (429, 502, 503, 504)
DEADLOCK = ("40001", "deadlock")  # Virtuoso's words for two writers that block each other
RESULTS = "application/sparql-results+json"
TRIPLES = "application/n-triples"
TURTLE = "text/turtle"
# Virtuoso guesses the format of a graph from its first lines and gives up on one of 64 kB; this
# line it knows.
FIRST_LINE = b"@prefix : <urn:> .\n"
CUT = "X-SPARQL-MaxRows"  # the header in which Virtuoso admits that it left rows out


class Wire:
    """A connection to one store.

    Every request can be sent twice without harm: each write replaces or removes.
    """

    def __init__(self, address: Address, *, patience: float = PATIENCE_IN_SECONDS) -> None:
        import requests

        self.address = address
        self.patience = patience
        self.session = requests.Session()
        self.session.trust_env = False  # no credentials from .netrc, and no proxy between
        # Your own authority's certificate, or those that come with Python.
        self.session.verify = os.environ.get("SSL_CERT_FILE") or True
        self.session.headers["User-Agent"] = "actorgraph"
        if address.token:
            self._check_encrypted("the token")
            self.session.headers["Authorization"] = f"Bearer {address.token}"

    def close(self) -> None:
        """Close the connection."""
        self.session.close()

    def ask(self, sparql: str, media_type: str = RESULTS) -> bytes:
        """Send a query; return the answer in a media type.

        Raises StoreError, and QueryError if it is refused.
        """
        answer = self._send(
            "POST",
            self.address.query,
            data={"query": sparql},
            headers={"Accept": media_type},
        )
        if answer.status_code == 400:
            raise QueryError(
                f"the engine refuses the query: {_message(answer)}",
                where=self.address,
                remedy="correct the query",
            )
        content = self._content(self._checked(answer))
        if CUT in answer.headers:
            raise QueryError(
                f"the engine cut the answer at {answer.headers[CUT]} rows",
                where=self.address,
                remedy="ask for less: LIMIT",
            )
        return content

    def put(self, graph: str, triples: bytes) -> None:
        """Replace a graph with N-Triples. Raises StoreError."""
        answer = self._send(
            "PUT",
            self.address.graphs,
            graph,
            data=FIRST_LINE + triples,
            headers={"Content-Type": TURTLE},
        )
        self._checked(answer)

    def get(self, graph: str) -> bytes:
        """Return a graph as N-Triples; empty if there is none. Raises StoreError."""
        answer = self._send("GET", self.address.graphs, graph, headers={"Accept": TRIPLES})
        if answer.status_code == 404:
            return b""
        return self._content(self._checked(answer))

    def delete(self, graph: str) -> None:
        """Delete a graph, if there is one. Raises StoreError."""
        answer = self._send("DELETE", self.address.graphs, graph)
        if answer.status_code != 404:
            self._checked(answer)

    def update(self, sparql: str) -> None:
        """Send an update, which must do no harm if it is sent twice. Raises StoreError."""
        parameter = "query" if self.address.engine == "virtuoso" else "update"
        self._checked(self._send("POST", self.address.update, data={parameter: sparql}))

    def _send(
        self,
        method: str,
        url: str,
        graph: str | None = None,
        **parts: Any,
    ) -> "requests.Response":
        """Send a request until the answer is not a temporary failure. Raises StoreError."""
        import requests

        parameters = {"graph": graph} if graph else None
        for pause in (*PAUSES_IN_SECONDS, None):
            try:
                answer = self._request(method, url, params=parameters, **parts)
            except requests.exceptions.RequestException as error:
                if pause is None or _is_lasting(error):
                    raise self._failure(error) from error
                time.sleep(pause)
                continue
            if answer.status_code == 401 and self._authenticate(answer):
                continue
            if pause is None or not _is_temporary(answer):
                return answer
            time.sleep(_pause_asked_for(answer, pause))
        raise AssertionError("the last try returns or raises")

    def _request(self, method: str, url: str, **parts: Any) -> "requests.Response":
        return self.session.request(
            method,
            url,
            timeout=(CONNECT_IN_SECONDS, self.patience),
            allow_redirects=False,
            stream=True,
            **parts,
        )

    def _authenticate(self, answer: "requests.Response") -> bool:
        """Take up the kind of authentication that a server asks for; False if that was tried."""
        from requests.auth import HTTPBasicAuth, HTTPDigestAuth

        if self.session.auth or not self.address.user:
            return False
        wanted = answer.headers.get("WWW-Authenticate", "").casefold()
        if "digest" in wanted:
            self.session.auth = HTTPDigestAuth(self.address.user, self.address.password)
            return True
        if "basic" in wanted:
            self._check_encrypted("the password")
            self.session.auth = HTTPBasicAuth(self.address.user, self.address.password)
            return True
        return False

    def _check_encrypted(self, secret: str) -> None:
        """Refuse to send a secret unencrypted over a network. Raises StoreError."""
        parts = urlsplit(self.address.query)
        if parts.scheme != "https" and not _is_local(parts.hostname or ""):
            raise StoreError(
                f"{secret} would be sent unencrypted",
                where=self.address,
                remedy="use sparql+https://",
            )

    def _failure(self, error: Exception) -> StoreError:
        """Return the StoreError for a request that got no answer."""
        from requests import exceptions

        if isinstance(error, exceptions.SSLError):
            what = "its certificate cannot be verified"
            remedy = "name your own authority's certificate in SSL_CERT_FILE"
        elif isinstance(error, exceptions.InvalidURL):
            what, remedy = "not a valid address", "check it"
        elif isinstance(error, exceptions.ReadTimeout):
            what = f"gave no answer for {self.patience:g} seconds"
            remedy = "check the server, and run it again"
        elif isinstance(error, exceptions.ConnectionError):
            what, remedy = "does not answer", "check the address, and that the server is running"
        else:
            what, remedy = f"failed: {type(error).__name__}", "check the server, and run it again"
        return StoreError(what, where=self.address, remedy=remedy)

    def _checked(self, answer: "requests.Response") -> "requests.Response":
        """Return a successful answer, its connection free again.

        Raises StoreError if it is not one.
        """
        code = answer.status_code
        if 200 <= code < 300:
            # What is not read as content is read here, so that the connection can be used again.
            if not answer.headers.get("Content-Type", "").startswith((RESULTS, TRIPLES)):
                _message(answer)
            return answer
        message = _message(answer)
        if 300 <= code < 400:
            what = "answers with a redirect, which is not followed"
            remedy = "give the address it leads to"
        elif code in (401, 403):
            what, remedy = "authentication failed", f"give {USER} and {PASSWORD}, or {TOKEN}"
        elif code == 404:
            what = "has no such endpoint"
            remedy = "give the paths: ?update=PATH&graph=PATH, or ?engine=…"
        else:
            what, remedy = f"failed with {code}: {message}", "check the server's log"
        raise StoreError(what, where=self.address, remedy=remedy)

    def _content(self, answer: "requests.Response") -> bytes:
        """Read an answer to its end. Raises StoreError if it is too large or breaks off."""
        from requests.exceptions import RequestException

        try:
            return b"".join(self._blocks(answer))
        except RequestException as error:
            raise StoreError(
                "the answer broke off", where=self.address, remedy="run it again"
            ) from error

    def _blocks(self, answer: "requests.Response") -> Iterator[bytes]:
        size = 0
        for block in answer.iter_content(BLOCK_IN_BYTES):
            yield block
            size += len(block)
            if size > MOST_BYTES:
                answer.close()
                raise StoreError(
                    f"answers with more than {MOST_BYTES >> 20} MiB",
                    where=self.address,
                    remedy="ask for less: LIMIT",
                )


def _is_local(host: str) -> bool:
    """Return whether a host is this machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _is_lasting(error: Exception) -> bool:
    """Return whether a request would fail again in the same way."""
    from requests import exceptions

    return isinstance(error, exceptions.SSLError | exceptions.InvalidURL)


def _is_temporary(answer: "requests.Response") -> bool:
    """Return whether a failure is likely to pass."""
    if answer.status_code in TEMPORARY:
        answer.close()
        return True
    if answer.status_code < 500:
        return False
    message = _message(answer).casefold()
    return any(sign in message for sign in DEADLOCK)


def _pause_asked_for(answer: "requests.Response", pause: float) -> float:
    """Return the seconds that a server asks to wait, up to a limit; else our own."""
    seconds = answer.headers.get("Retry-After", "")
    if not seconds.isdigit():
        return pause
    return min(float(seconds), LONGEST_PAUSE_IN_SECONDS)


def _message(answer: "requests.Response") -> str:
    """Return the beginning of what a server says, on one line, and leave the connection free."""
    from requests.exceptions import RequestException

    try:
        size = int(answer.headers.get("Content-Length", "0") or 0)
        if size > MOST_BYTES_OF_MESSAGE:
            answer.close()
            return "no message"
        return " ".join(answer.text.split())[:MOST_CHARACTERS]
    except (RequestException, ValueError):
        return "no message"
