"""Readers: who may write. They sign in by a link that is good once, or by a token of their own."""

import hmac
import re
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from secrets import token_urlsafe

from starlette.requests import Request
from starlette.responses import Response

from actorgraph.errors import ActorgraphError

COOKIE = "actorgraph"
SECRET_BYTES = 32
MOST_SESSIONS = 1_000
WRITES_A_MINUTE = 60
SIGN_INS_A_MINUTE = 20
# Names are in the files of decisions, and two readers who are blind have a file of that name.
NAME = re.compile(r"\w[\w .'-]{0,62}\w|\w")
SHORTEST_TOKEN_IN_CHARACTERS = 16


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who may decide; whoever only reads has no name and no token."""

    name: str = ""
    token: str = ""


NOBODY = Reader()


@dataclass(slots=True)
class Allowance:
    """How often something may be done: as often as `a_minute` at once, and so often a minute."""

    a_minute: int
    left: float = 0.0
    since: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        self.left = self.a_minute

    def take(self) -> bool:
        """Do it once more; return whether that is allowed."""
        now = time.monotonic()
        gained = (now - self.since) * self.a_minute / 60
        self.left = min(self.a_minute, self.left + gained)
        self.since = now
        if self.left < 1:
            return False
        self.left -= 1
        return True


@dataclass(slots=True)
class Session:
    """A reader who has signed in, and how often they may still write."""

    reader: Reader
    writes: Allowance = field(default_factory=lambda: Allowance(WRITES_A_MINUTE))


class Readers:
    """The readers of a server, and who of them has signed in.

    `links` maps the key of each link that is good once to a name, `tokens` each name to a token.
    With `is_blind` each reader writes a file of their own and sees nobody else's decisions.
    """

    def __init__(
        self,
        names: Iterable[str] = (),
        tokens: Mapping[str, str] | None = None,
        *,
        is_blind: bool = False,
    ) -> None:
        """Make a link for each name. Raises ActorgraphError if names cannot be used."""
        self.links = {token_urlsafe(SECRET_BYTES): name for name in names}
        self.tokens = dict(tokens or {})
        self.is_blind = is_blind
        self._sessions: dict[str, Session] = {}
        self._sign_ins = Allowance(SIGN_INS_A_MINUTE)
        _check([*self.links.values(), *self.tokens])

    @property
    def exist(self) -> bool:
        """Whether anybody may write."""
        return bool(self.links or self.tokens or self._sessions)

    def may_try(self) -> bool:
        """Count an attempt to sign in; return whether it is allowed."""
        return self._sign_ins.take()

    def sign_in_by_link(self, key: str) -> str:
        """Return the cookie of a new session; empty if the link was used before or never made."""
        return self._begin(self.links.pop(key, ""))

    def sign_in_by_token(self, token: str) -> str:
        """Return the cookie of a new session; empty if nobody has this token."""
        given = token.encode("utf-8", "replace")
        name = ""
        # Every token is compared, so that the time taken says nothing.
        for known, secret in self.tokens.items():
            if hmac.compare_digest(secret.encode(), given):
                name = known
        return self._begin(name)

    def _begin(self, name: str) -> str:
        if not name:
            return ""
        if len(self._sessions) >= MOST_SESSIONS:
            self._sessions.pop(next(iter(self._sessions)))
        cookie = token_urlsafe(SECRET_BYTES)
        self._sessions[cookie] = Session(Reader(name, token_urlsafe(SECRET_BYTES)))
        return cookie

    def session(self, request: Request) -> Session | None:
        """Return the session of whoever makes a request; None unless they have signed in."""
        return self._sessions.get(request.cookies.get(cookie_name(request), ""))

    def sign_out(self, request: Request) -> None:
        """End the session of whoever makes a request."""
        self._sessions.pop(request.cookies.get(cookie_name(request), ""), None)


def _check(names: list[str]) -> None:
    folded = [name.casefold() for name in names]
    for name in names:
        if not NAME.fullmatch(name):
            raise ActorgraphError(
                "this cannot be the name of a reader",
                where=name,
                remedy="use letters, digits and spaces, at most 64",
            )
        if folded.count(name.casefold()) > 1:
            raise ActorgraphError(
                "two readers have one name", where=name, remedy="give each a name of their own"
            )


def readers_of(request: Request) -> Readers:
    """Return the readers of the application that serves a request."""
    readers = request.app.state.readers
    assert isinstance(readers, Readers)
    return readers


def reader_of(request: Request) -> Reader:
    """Return who makes a request: nobody, unless they have signed in."""
    session = readers_of(request).session(request)
    return session.reader if session else NOBODY


def cookie_name(request: Request) -> str:
    """Return the name of the cookie: servers on other ports of this machine see it, too."""
    port = request.url.port
    return f"{COOKIE}-{port}" if port else COOKIE


def set_cookie(request: Request, response: Response, cookie: str) -> None:
    """Send a cookie for as long as the browser is open."""
    # Browsers send this header over TLS and to their own machine, and nowhere else.
    is_encrypted = "sec-fetch-site" in request.headers and not _is_local(request)
    response.set_cookie(
        cookie_name(request),
        cookie,
        httponly=True,
        samesite="strict",
        secure=is_encrypted,
        path="/",
    )


def _is_local(request: Request) -> bool:
    return request.url.hostname in ("localhost", "127.0.0.1", "::1")


def read_tokens(text: str) -> tuple[str | None, dict[str, str]]:
    """Return the token for updates and the tokens of readers, by name, of a file of tokens.

    A line with a token alone allows updates; a line `NAME: TOKEN` lets a reader sign in. Raises
    ActorgraphError if a token is too short or given twice.
    """
    update: str | None = None
    tokens: dict[str, str] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        # A token has no spaces, and a name may have some.
        name, colon, token = (part.strip() for part in line.rpartition(": "))
        if len(token) < SHORTEST_TOKEN_IN_CHARACTERS:
            what = f"a token is shorter than {SHORTEST_TOKEN_IN_CHARACTERS} characters"
            raise ActorgraphError(what, where=name, remedy="make a longer one")
        if token in tokens.values() or token == update:
            raise ActorgraphError("two lines have one token", remedy="make one for each reader")
        if colon and name not in tokens:
            tokens[name] = token
        elif update is None and not colon:
            update = token
        else:
            raise ActorgraphError(
                "two lines are for the same", where=name or "updates", remedy="delete one"
            )
    return update, tokens
