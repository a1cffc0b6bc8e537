"""A store of one small article, and readers who have signed in at its server."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from actorgraph.pipeline import build, load
from actorgraph.stores.contract import Entry
from actorgraph.stores.disk.diskstore import DiskStore
from actorgraph.text.reading import read_text
from actorgraph.vocabulary.vocab import local_name
from tests.conftest import ROOT, Run
from tests.serving import Endpoint, Reply
from tests.test_verdicts import TEXT, claim

ADA, BEN = "Ada Lund", "Ben"
# The same events in two articles; of the second one, the words are withheld.
FOLDERS = ("sample", "euobserver-2017-gay-chechens")
FORM = "application/x-www-form-urlencoded"


def stored(place: Path) -> Path:
    """Put the article into a store on disk."""
    with DiskStore(place) as opened:
        opened.put(Entry(graph) for graph in build(read_text(TEXT)).articles())
        opened.derive()
    return place


def stored_twice(place: Path, run: Run) -> Path:
    """Put two articles about the same events into a store on disk, and link them."""
    with DiskStore(place) as opened:
        for name in FOLDERS:
            opened.put(Entry(graph) for graph in load(ROOT / "graph" / name).articles())
        opened.derive()
    assert run("link", "--store", place).returncode == 0
    return place


def code(kind: str) -> str:
    return local_name(claim(kind))


@dataclass
class Desk:
    """A reader who has signed in at a server, and reads its pages as a browser without script."""

    endpoint: Endpoint
    cookie: str
    token: str = ""

    def __post_init__(self) -> None:
        page = self.endpoint.ask("/sign-in", cookie=self.cookie, accept="text/html").text
        found = re.search(r'name="token" value="([^"]+)"', page)
        assert found is not None
        self.token = found[1]

    def post(self, form: str, headers: dict[str, str] | None = None, **fields: object) -> Reply:
        sent = urlencode({"token": self.token, **fields}, doseq=True)
        return self.endpoint.ask(
            f"/review/{form}",
            method="POST",
            body=sent.encode(),
            **{"cookie": self.cookie, "content_type": FORM, "accept": "text/html"}
            | (headers or {}),
        )

    def decide(self, kind: str, decided: str = "accepted", **fields: object) -> Reply:
        return self.post("decide", claim=code(kind), verdict=decided, **fields)


def signed_in(endpoint: Endpoint, place: int = 0) -> Desk:
    links = re.findall(r"signs in once at http://[^/]+(\S+)", endpoint.printed.read_text("utf-8"))
    reply = endpoint.ask(links[place])
    assert (reply.status, reply.headers["location"]) == (303, "/review")
    return Desk(endpoint, reply.headers["set-cookie"].partition(";")[0])


def reader_context(browser: Any, endpoint: Endpoint) -> Any:
    """Open a reader's window, in which cookies stay, and sign in there."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
    (link,) = re.findall(r"signs in once at (http\S+)", endpoint.printed.read_text("utf-8"))
    page = context.new_page()
    page.goto(link)
    page.close()
    return context
