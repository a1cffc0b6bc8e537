"""The wire: requests to one store's endpoints and to nothing else, with a time limit, tried again where that is safe."""

import time
from collections.abc import Mapping
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from actorgraph.errors import QueryError, StoreError
from actorgraph.stores.remote.address import PASSWORD, TOKEN, USER, Address

if TYPE_CHECKING:
    import requests

CONNECT = 10.0  # seconds until a connection stands
PATIENCE = 120.0  # seconds without a byte of the answer
PAUSES = (0.5, 1.0, 2.0, 4.0)  # seconds before each further try
LONGEST_PAUSE = 30.0  # seconds that a server may ask to wait
LARGEST = 1 << 29  # bytes of an answer
PASSING = (429, 502, 503, 504)  # what is likely to pass
DEADLOCK = ("40001", "deadlock")  # so Virtuoso calls two writers in each other's way
RESULTS, TRIPLES, TURTLE = "application/sparql-results+json", "application/n-triples", "text/turtle"
# Virtuoso reads the first lines to learn what a graph is written in, and knows no line of 64 kB; this line it knows.
SIGN = b"@prefix : <urn:> .\n"
CUT = "X-SPARQL-MaxRows"  # so Virtuoso owns that it left rows out


class Wire:
    """A connection to one store. Every request may be sent twice without harm: all that is written replaces or removes."""

    def __init__(self, address: Address, *, patience: float = PATIENCE) -> None:
        import requests

        self.address, self.patience = address, patience
        self.session = requests.Session()
        self.session.trust_env = False  # no credentials from .netrc, and no proxy between
        self.session.verify = _certificates()
        self.session.headers["User-Agent"] = "actorgraph"
        if address.token:
            self._keep_secret("the token")
            self.session.headers["Authorization"] = f"Bearer {address.token}"

    def close(self) -> None:
        """Let go of the connection."""
        self.session.close()

    def ask(self, sparql: str, kind: str = RESULTS) -> bytes:
        """Send a query and return the answer in a media type. Raises StoreError, and QueryError where it is refused."""
        body = {"query": sparql}
        answer = self._send("POST", self.address.query, data=body, headers={"Accept": kind})
        if answer.status_code == 400:
            raise QueryError(
                f"the engine refuses it: {_said(answer)}",
                where=self.address,
                remedy="mend the query",
            )
        content = self._content(self._good(answer))
        if CUT in answer.headers:
            what = f"the engine cut the answer at {answer.headers[CUT]} rows"
            raise QueryError(what, where=self.address, remedy="ask for less: LIMIT")
        return content

    def put(self, graph: str, triples: bytes) -> None:
        """Put a graph, as N-Triples, in the place of what stood under its name. Raises StoreError."""
        heads = {"Content-Type": TURTLE}
        self._good(
            self._send("PUT", self.address.graphs, graph, data=SIGN + triples, headers=heads)
        )

    def get(self, graph: str) -> bytes:
        """Return a graph as N-Triples, nothing where there is none. Raises StoreError."""
        answer = self._send("GET", self.address.graphs, graph, headers={"Accept": TRIPLES})
        return b"" if answer.status_code == 404 else self._content(self._good(answer))

    def delete(self, graph: str) -> None:
        """Remove a graph; one that is not there is no error. Raises StoreError."""
        answer = self._send("DELETE", self.address.graphs, graph)
        if answer.status_code != 404:
            self._good(answer)

    def update(self, sparql: str) -> None:
        """Send an update, which must do no harm when it is sent twice. Raises StoreError."""
        name = "query" if self.address.engine == "virtuoso" else "update"
        self._good(self._send("POST", self.address.update, data={name: sparql}))

    def _send(
        self, method: str, url: str, graph: str | None = None, **parts: Any
    ) -> "requests.Response":
        """Send a request until it is answered by something else than a passing failure."""
        import requests

        limits: dict[str, Any] = {
            "timeout": (CONNECT, self.patience),
            "allow_redirects": False,
            "stream": True,
        }
        for pause in (*PAUSES, None):
            try:
                answer = self.session.request(
                    method, url, params={"graph": graph} if graph else None, **limits, **parts
                )
                if answer.status_code == 401 and self._introduce(answer):
                    continue
                if pause is None or not _passes(answer):
                    return answer
                pause = _wished(answer, pause)
            except requests.exceptions.SSLError as error:
                remedy = "name your own authority's certificate in SSL_CERT_FILE"
                raise StoreError(
                    "its certificate cannot be verified", where=self.address, remedy=remedy
                ) from error
            except requests.exceptions.InvalidURL as error:
                raise StoreError("is no address", where=self.address, remedy="check it") from error
            except requests.exceptions.RequestException as error:
                if pause is None:
                    raise self._silent(error) from error
            time.sleep(pause)
        raise AssertionError("the last try returns or raises")

    def _introduce(self, answer: "requests.Response") -> bool:
        """Answer a server that asks who is there, in the way that it asks for; False where that was tried."""
        from requests.auth import HTTPBasicAuth, HTTPDigestAuth

        if self.session.auth or not self.address.user:
            return False
        wished = answer.headers.get("WWW-Authenticate", "").casefold()
        if "digest" in wished:
            self.session.auth = HTTPDigestAuth(self.address.user, self.address.password)
            return True
        if "basic" in wished:
            self._keep_secret("the password")
            self.session.auth = HTTPBasicAuth(self.address.user, self.address.password)
            return True
        return False

    def _keep_secret(self, what: str) -> None:
        """Refuse to send a secret in clear over a network."""
        parts = urlsplit(self.address.query)
        if parts.scheme != "https" and not _is_here(parts.hostname or ""):
            raise StoreError(
                f"{what} would travel in clear", where=self.address, remedy="use sparql+https://"
            )

    def _silent(self, error: Exception) -> StoreError:
        import requests

        if isinstance(error, requests.exceptions.ReadTimeout):
            what, remedy = (
                f"gave no answer for {self.patience:g} seconds",
                "look at the server, and run it again",
            )
        elif isinstance(error, requests.exceptions.ConnectionError):
            what, remedy = "does not answer", "check the address, and that the server runs"
        else:
            what, remedy = f"failed: {type(error).__name__}", "look at the server, and run it again"
        return StoreError(what, where=self.address, remedy=remedy)

    def _good(self, answer: "requests.Response") -> "requests.Response":
        """Return an answer that says all went well, its connection free again. Raises StoreError."""
        code = answer.status_code
        if 200 <= code < 300:
            if not answer.headers.get("Content-Type", "").startswith((RESULTS, TRIPLES)):
                _said(answer)
            return answer
        told = _said(answer)
        if 300 <= code < 400:
            what, remedy = (
                "answers with a redirect, which is not followed",
                "give the address it leads to",
            )
        elif code in (401, 403):
            what, remedy = "lets nobody in like this", f"give {USER} and {PASSWORD}, or {TOKEN}"
        elif code == 404:
            what, remedy = (
                "has no such endpoint",
                "say where: ?update=PATH&graph=PATH, or ?engine=…",
            )
        else:
            what, remedy = f"failed with {code}: {told}", "look at the server's log"
        raise StoreError(what, where=self.address, remedy=remedy)

    def _content(self, answer: "requests.Response") -> bytes:
        """Read an answer to its end. Raises StoreError where it is too large or breaks off."""
        import requests

        pieces, size = [], 0
        try:
            for piece in answer.iter_content(1 << 16):
                pieces.append(piece)
                size += len(piece)
                if size > LARGEST:
                    answer.close()
                    what = f"answers with more than {LARGEST >> 20} MiB"
                    raise StoreError(what, where=self.address, remedy="ask for less: LIMIT")
        except requests.exceptions.RequestException as error:
            raise StoreError(
                "the answer broke off", where=self.address, remedy="run it again"
            ) from error
        return b"".join(pieces)


def _certificates() -> str | bool:
    """Return the file of the authorities that are trusted, True for those that Python brings."""
    import os

    return os.environ.get("SSL_CERT_FILE") or True


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _passes(answer: "requests.Response") -> bool:
    """Tell whether a failure is likely to pass."""
    if answer.status_code in PASSING:
        answer.close()
        return True
    if answer.status_code < 500:
        return False
    return any(sign in _said(answer).casefold() for sign in DEADLOCK)


def _wished(answer: "requests.Response", pause: float) -> float:
    wished: Mapping[str, str] = answer.headers
    after = wished.get("Retry-After", "")
    return min(float(after), LONGEST_PAUSE) if after.isdigit() else pause


def _said(answer: "requests.Response") -> str:
    """Return the beginning of what a server says, on one line, and leave the connection free."""
    import requests

    try:
        if int(answer.headers.get("Content-Length", "0") or 0) > 1 << 20:
            answer.close()
            return "no word"
        return " ".join(answer.text.split())[:200]
    except (requests.exceptions.RequestException, ValueError):
        return "no word"
