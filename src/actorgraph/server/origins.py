"""Requests of other sites: a page elsewhere may link to our pages, and ask nothing."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from actorgraph.server.refusal import Refusal

# What a person may reach by a link. All else is for our own pages, and for tools.
PAGES = ("/", "/ask", "/map", "/query", "/search", "/network", "/page")
LINKED = ("/id/", "/ask/", "/map/")
Headers = Iterable[tuple[bytes, bytes]]


def check_site(method: str, path: str, headers: Headers, hosts: frozenset[str]) -> None:
    """Raise Refusal (403) if another site made a browser send a request, unless by a plain link.

    Tools send none of the headers that browsers do, and may ask everything. A site is a name in
    `hosts` on any port.
    """
    values = _Values(headers)
    if not _is_foreign(values, hosts):
        return
    if not _is_plain_link(method, path, values):
        raise Refusal(403, "a page of another site may link to pages here, and ask nothing else")


class _Values:
    """The values of each header, in small letters."""

    def __init__(self, headers: Headers) -> None:
        self.values: dict[bytes, list[str]] = {}
        for name, value in headers:
            text = value.decode("latin-1").strip().casefold()
            self.values.setdefault(name.lower(), []).append(text)

    def of(self, name: bytes) -> list[str]:
        return self.values.get(name, [])


def _is_foreign(values: _Values, hosts: frozenset[str]) -> bool:
    """Return whether a request comes from a page of another site."""
    sites = values.of(b"sec-fetch-site")
    if sites:
        return "cross-site" in sites
    # Browsers from before that header send the origin with what a script or a form posts.
    return any(_host_of(origin) not in hosts for origin in values.of(b"origin"))


def _host_of(origin: str) -> str:
    """Return the host name of an origin; empty for `null`, which a sandbox sends."""
    try:
        name = urlsplit(origin).hostname or ""
    except ValueError:
        return ""
    return f"[{name}]" if ":" in name else name


def _is_plain_link(method: str, path: str, values: _Values) -> bool:
    """Return whether a person follows a link to a page, in a window of its own."""
    if method not in ("GET", "HEAD"):
        return False
    if path not in PAGES and not path.startswith(LINKED):
        return False
    # A browser also fetches a page ahead, before anyone follows its link.
    if values.of(b"sec-purpose") or values.of(b"purpose"):
        return False
    opens_window = values.of(b"sec-fetch-dest") in (["document"], [])
    navigates = values.of(b"sec-fetch-mode") == ["navigate"]
    return opens_window and navigates
