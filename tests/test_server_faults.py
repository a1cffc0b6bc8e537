"""The network of actors who are tied across articles; faults and errors as people meet them."""

from functools import cache

import pyoxigraph as ox
import pytest
from starlette.requests import Request

from actorgraph.graph.facts import Facts
from actorgraph.links.linking import link
from actorgraph.pipeline import build
from actorgraph.server import page_worker
from actorgraph.server.app import REFUSALS
from actorgraph.server.page_worker import drawn_or_fault
from actorgraph.server.pages import certainty_in_words
from actorgraph.server.refusal import Refusal, check_reply
from actorgraph.stores.memory import MemoryStore
from actorgraph.text.reading import read_text
from actorgraph.views import network
from actorgraph.vocabulary.vocab import AG, OWL
from actorgraph.workbench.neighbourhood import around, same_as

FIRST = """Talks in Norway

Anna Petrova of Acme Harbour praised Norway. Acme Harbour attacked Jonas Berg on 3 May 2017, Jonas \
Berg said. Jonas Berg met Anna Petrova in Oslo on 4 May 2017.
"""
SECOND = """Berg again

Jonas Berg met Anna Petrova in Oslo on 4 May 2017. Acme Harbour did not attack Jonas Berg on 3 May \
2017, Anna Petrova said. Anna Petrova fears Acme Harbour.
"""


@cache
def linked() -> MemoryStore:
    articles = [read_text(text, published="2017-05-05") for text in (FIRST, SECOND)]
    store = MemoryStore.of(build(article).articles()[0] for article in articles)
    link(store)
    return store


def tied() -> list[ox.NamedNode]:
    nodes = set()
    for quad in linked().match(None, OWL.sameAs, None):
        nodes.update(end for end in (quad.subject, quad.object) if isinstance(end, ox.NamedNode))
    return sorted(nodes, key=str)


@pytest.mark.parametrize("hops", [1, 2])
def test_every_tied_actor_has_a_network(hops: int) -> None:
    assert len(tied()) >= 4
    for actor in tied():
        part, _ = around(linked().quads, actor, hops, 150)
        assert len(part.articles()) == 2
        assert "<html" in network.render(part, title="x")


def test_those_who_are_the_same_are_one_in_a_network() -> None:
    for actor in tied():
        part, _ = around(linked().quads, actor, 2, 150)
        facts = Facts(part.triples())
        labels = [facts.label(node) for node in facts.actors if facts.label(node) == "Jonas Berg"]
        assert len(labels) <= 1
        assert not list(part.match(None, OWL.sameAs, None))
        first = same_as(linked().quads, actor)[0]
        assert first in facts


def test_no_claim_points_to_one_that_is_left_out() -> None:
    for actor in tied():
        part, _ = around(linked().quads, actor, 1, 2)
        for quad in part.match(None, AG.sameEventAs, None):
            assert any(part.match(quad.object, AG.evidence, None))  # type: ignore[arg-type]


def test_a_fault_of_ours_is_500_with_its_reason_in_the_log(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise LookupError("a name that nobody may read in a log")

    monkeypatch.setattr(page_worker, "draw", fail)
    reply, _ = drawn_or_fault(linked().quads, {})
    with pytest.raises(Refusal) as caught:
        check_reply(reply, "")
    assert caught.value.status == 500
    log = capsys.readouterr().err
    assert "LookupError" in log
    assert "nobody may read" not in log
    number = caught.value.message.split()[-1]
    assert number in log


def request(path: str, accept: str) -> Request:
    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "query_string": b"",
        "headers": [(b"accept", accept.encode()), (b"host", b"localhost")],
    }
    return Request(scope)


BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8"


@pytest.mark.parametrize(
    ("path", "accept", "media"),
    [
        ("/id/actor/nobody", BROWSER, "text/html"),
        ("/nowhere", BROWSER, "text/html"),
        ("/id/actor/nobody", "text/turtle", "text/plain"),
        ("/id/actor/nobody", "*/*", "text/plain"),
        ("/sparql", BROWSER, "text/plain"),
        ("/api/actors/nobody", BROWSER, "text/plain"),
    ],
)
def test_people_get_pages_and_machines_a_line(path: str, accept: str, media: str) -> None:
    refusal = Refusal(404, "nothing here has this name <script>")
    reply = REFUSALS[Refusal](request(path, accept), refusal)
    assert reply.status_code == 404
    assert reply.headers["content-type"].startswith(media)
    assert reply.headers["cache-control"] == "no-store"
    assert (b"<script>" in reply.body) == (media == "text/plain")


def test_any_other_error_is_a_page_without_its_message() -> None:
    reply = REFUSALS[Exception](request("/id/x", BROWSER), ValueError("secret"))
    assert reply.status_code == 500
    assert b"our fault" in reply.body
    assert b"secret" not in reply.body


@pytest.mark.parametrize(
    ("certainty", "sources", "words"),
    [
        ("asserted", [], "the article says so"),
        ("asserted", ["somebody"], "somebody else says so"),
        ("alleged", ["somebody"], "alleged"),
        ("possible", [], "may be so"),
        ("intended", [], "planned"),
        ("requested", [], "asked for"),
    ],
)
def test_certainty_is_worded_as_on_the_page(certainty: str, sources: list[str], words: str) -> None:
    assert certainty_in_words({"certainty": certainty, "sources": sources}) == words
