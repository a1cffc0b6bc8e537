"""The address of a remote store: where it is queried and written, and with which credentials."""

import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlencode, urljoin, urlsplit

from actorgraph.errors import StoreError

SCHEME = re.compile(r"sparql\+(https?://)", re.IGNORECASE)
EXAMPLE = "write sparql+https://HOST/PATH"
# What an address may say behind its `?` about the store; the rest goes with every query.
OPTIONS = ("engine", "update", "graph")
USER = "ACTORGRAPH_SPARQL_USER"
PASSWORD = "ACTORGRAPH_SPARQL_PASSWORD"
TOKEN = "ACTORGRAPH_SPARQL_TOKEN"
MOST_CHARACTERS = 200  # of an address in a message


@dataclass(frozen=True, slots=True)
class Engine:
    """The paths of an engine's endpoints, and the parameters it wants with every query."""

    query: str
    update: str
    graphs: str
    parameters: Mapping[str, str] = field(default_factory=dict)


ENGINES = {
    "oxigraph": Engine("/query", "/update", "/store", {"union-default-graph": ""}),
    "virtuoso": Engine("/sparql", "/sparql-auth", "/sparql-graph-crud-auth"),
}
# The path by which an engine is recognized without being named.
KNOWN_PATHS = {"": "oxigraph", "/": "oxigraph", "/query": "oxigraph", "/sparql": "virtuoso"}


@dataclass(frozen=True, slots=True)
class Address:
    """Three endpoints of one host, and credentials, which its text never contains."""

    query: str
    update: str
    graphs: str
    engine: str = ""
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)

    def __str__(self) -> str:
        return self.query.partition("?")[0]


def is_remote(place: str | os.PathLike[str] | None) -> bool:
    """Return whether the place of a store is an address, not a directory."""
    return SCHEME.match(str(place or "")) is not None


def read_address(text: str) -> Address:
    """Read `sparql+https://[USER:PASSWORD@]HOST[:PORT]/PATH[?engine=…&update=…&graph=…]`.

    Other parameters go with every query. All three endpoints are on the one host. Raises
    StoreError.
    """
    parts = _split(text)
    origin = f"{parts.scheme.lower()}://{parts.netloc.rpartition('@')[2]}"
    options, parameters = {}, []
    for key, value in parse_qsl(parts.query, keep_blank_values=True):
        if key in OPTIONS:
            options[key] = value
        else:
            parameters.append((key, value))
    name = _engine_name(options, parts.path, origin)
    folder, engine = _endpoints(name, parts.path)
    query = f"{origin}{folder}{engine.query}"
    update = options.get("update", f"{folder}{engine.update}")
    graphs = options.get("graph", f"{folder}{engine.graphs}")
    user, password, token = _credentials(parts)
    return Address(
        query=_with_parameters(query, [*parameters, *engine.parameters.items()]),
        update=_on_same_host(query, update),
        graphs=_on_same_host(query, graphs),
        engine=name,
        user=user,
        password=password,
        token=token,
    )


def state_folder(address: Address) -> Path:
    """Return the folder for what is kept on this machine about a store.

    It is where the operating system keeps the state of programs, and so nobody else's.
    """
    if os.name == "nt":
        state = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
    else:
        state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    # The host is for people; the hash tells the stores of a host apart.
    host = re.sub(r"[^\w.-]", "-", urlsplit(address.query).netloc)
    digest = hashlib.sha256(address.query.encode()).hexdigest()[:12]
    return Path(state) / "actorgraph" / f"{host}-{digest}"


def _endpoints(engine: str, path: str) -> tuple[str, Engine]:
    """Return the folder of an engine's endpoints, and their paths from it."""
    if engine:
        known = ENGINES[engine]
        # Conventions hold next to its path: /a/sparql has its graph store at
        # /a/sparql-graph-crud-auth.
        return path.removesuffix(known.query).rstrip("/"), known
    # Without conventions one path serves for everything that is not given.
    everything = path or "/"
    return "", Engine(everything, everything, everything)


def _split(text: str) -> SplitResult:
    """Split an address into its parts. Raises StoreError if it is not one."""
    scheme = SCHEME.match(text)
    if scheme:
        try:
            parts = urlsplit(text[scheme.start(1) :])
            # Reading the port raises ValueError if it is not a number in range.
            if parts.hostname and parts.port != 0:
                return parts
        except ValueError:
            pass
    raise StoreError("not the address of a store", where=_without_secrets(text), remedy=EXAMPLE)


def _engine_name(options: Mapping[str, str], path: str, origin: str) -> str:
    """Return the engine that is named or recognized; empty for one that follows no conventions."""
    named = options.get("engine")
    if named is not None and named not in ENGINES:
        raise StoreError(
            f"no engine is known as {named!r}",
            where=origin,
            remedy=f"use {' or '.join(ENGINES)}, or give the paths: ?update=PATH&graph=PATH",
        )
    if named:
        return named
    if "update" in options or "graph" in options:
        return ""
    return KNOWN_PATHS.get(path, "")


def _credentials(parts: SplitResult) -> tuple[str, str, str]:
    """Return user, password and token: those of the address, else those of the environment."""
    if parts.username:
        return unquote(parts.username), unquote(parts.password or ""), ""
    environment = os.environ
    return (
        environment.get(USER, ""),
        environment.get(PASSWORD, ""),
        environment.get(TOKEN, ""),
    )


def _with_parameters(url: str, parameters: list[tuple[str, str]]) -> str:
    return f"{url}?{urlencode(parameters)}" if parameters else url


def _on_same_host(query: str, path: str) -> str:
    """Return an endpoint by its path from the query endpoint.

    Raises StoreError if it is on another host.
    """
    url = urljoin(query, path)
    # Credentials go to every endpoint, and so to no other host.
    if urlsplit(url)[:2] != urlsplit(query)[:2]:
        raise StoreError(
            "an endpoint is on another host",
            where=_without_secrets(url),
            remedy="give its path alone",
        )
    return url


def _without_secrets(text: str) -> str:
    """Return an address without what may be a password in it."""
    return re.sub(r"//[^/]*@", "//", text).partition("?")[0][:MOST_CHARACTERS]
