"""The address of a store elsewhere: where it is asked, where it is written, and with which credentials."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, parse_qsl, unquote, urlencode, urljoin, urlsplit

from actorgraph.errors import StoreError

FORM = re.compile(r"sparql\+(https?://)", re.IGNORECASE)
EXAMPLE = "write sparql+https://HOST/PATH"
# Where an engine answers under its own conventions: query, update, graph store; and what it wants with every query.
ENGINES: Mapping[str, tuple[str, str, str, Mapping[str, str]]] = {
    "oxigraph": ("/query", "/update", "/store", {"union-default-graph": ""}),
    "virtuoso": ("/sparql", "/sparql-auth", "/sparql-graph-crud-auth", {}),
}
# The path by which an engine is known without being named.
KNOWN = {"": "oxigraph", "/": "oxigraph", "/query": "oxigraph", "/sparql": "virtuoso"}
OPTIONS = ("engine", "update", "graph")
USER, PASSWORD, TOKEN = (
    "ACTORGRAPH_SPARQL_USER",
    "ACTORGRAPH_SPARQL_PASSWORD",
    "ACTORGRAPH_SPARQL_TOKEN",
)


@dataclass(frozen=True, slots=True)
class Address:
    """Three endpoints of one host, and who asks; as text it never holds the credentials."""

    query: str
    update: str
    graphs: str
    engine: str = ""
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)

    def __str__(self) -> str:
        return self.query.partition("?")[0]


def is_remote(store: str | os.PathLike[str] | None) -> bool:
    """Tell whether the name of a store is an address and no directory."""
    return FORM.match(str(store or "")) is not None


def read_address(text: str) -> Address:
    """Read `sparql+https://[USER:PASSWORD@]HOST[:PORT]/PATH[?engine=…&update=…&graph=…]`. Raises StoreError.

    What else stands behind the `?` goes with every query. All three endpoints are on the one host that is named.
    """
    form = FORM.match(text)
    parts = _split(text[form.start(1) :]) if form else None
    if parts is None or not parts.hostname:
        raise StoreError("is no address of a store", where=_bare(text), remedy=EXAMPLE)
    origin = f"{parts.scheme.lower()}://{parts.netloc.rpartition('@')[2]}"
    given = parse_qsl(parts.query, keep_blank_values=True)
    options = {key: value for key, value in given if key in OPTIONS}
    engine = _engine(options, parts.path, origin)
    query, update, graphs, wanted = ENGINES.get(engine, (parts.path or "/",) * 3 + ({},))
    # An engine's conventions hold beside its place: /here/sparql has its graph store at /here/sparql-graph-crud-auth.
    folder = parts.path.removesuffix(query).rstrip("/") if engine else ""
    rest = urlencode(
        [(key, value) for key, value in given if key not in OPTIONS] + list(wanted.items())
    )
    asked = f"{origin}{folder}{query}"
    return Address(
        query=f"{asked}?{rest}" if rest else asked,
        update=_beside(asked, options.get("update", f"{folder}{update}")),
        graphs=_beside(asked, options.get("graph", f"{folder}{graphs}")),
        engine=engine,
        user=unquote(parts.username or "") or os.environ.get(USER, ""),
        password=unquote(parts.password or "") if parts.username else os.environ.get(PASSWORD, ""),
        token="" if parts.username else os.environ.get(TOKEN, ""),
    )


def _split(text: str) -> SplitResult | None:
    try:
        parts = urlsplit(text)
        return parts if parts.port != 0 else None
    except ValueError:
        return None


def _engine(options: Mapping[str, str], path: str, origin: str) -> str:
    named = options.get("engine")
    if named is not None and named not in ENGINES:
        remedy = f"use {' or '.join(ENGINES)}, or say where: ?update=PATH&graph=PATH"
        raise StoreError(f"no engine is known as {named!r}", where=origin, remedy=remedy)
    return named or ("" if "update" in options or "graph" in options else KNOWN.get(path, ""))


def _beside(asked: str, place: str) -> str:
    """Return an endpoint beside the one that is asked; it must be on the same host."""
    found = urljoin(asked, place)
    if urlsplit(found)[:2] != urlsplit(asked)[:2]:
        raise StoreError(
            "an endpoint is on another host", where=_bare(found), remedy="give its path alone"
        )
    return found


def _bare(text: str) -> str:
    """Return an address without what may be a password in it."""
    return re.sub(r"//[^/]*@", "//", text).partition("?")[0][:200]
