"""The first page, the errors and the search as a reader meets them: their words, and a browser."""

import gc
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from actorgraph.server.error_pages import error_page, name_in
from actorgraph.server.refusal import Refusal, check_reply
from actorgraph.server.workbench_worker import read_ahead, shown_or_fault
from actorgraph.vocabulary.vocab import AG, RDF, RDFS
from actorgraph.workbench import desk as desks
from actorgraph.workbench.desk import Desk, path_of
from actorgraph.workbench.rendering import SECTIONS
from actorgraph.workbench.views import show
from actorgraph.workbench.visit import Visit
from actorgraph.workbench.waiting import waiting
from tests.given_articles import ALL, AT_RISK, HOSTILE, desk
from tests.serving import Endpoint, serving
from tests.test_network import browser
from tests.test_server_faults import BROWSER, request
from tests.visiting import axe_faults

__all__ = ["browser"]
IN_A_BROWSER = pytest.mark.browser
PAGES = (
    "/",
    "/search",
    "/search?q=quill",
    "/search?q=quill&is=claim&sure=asserted",
    "/search?is=actor",
    "/search?is=article",
    "/search?is=gap",
    "/search?q=zzz&sure=alleged",
    "/id/actor/0000000000000001-nobody-here",
)
WIDTHS = (1440, 390)


def home(**options: Any) -> str:
    return show(desk(**options), Visit("home")).html


def test_home_counts_articles_claims_and_named_actors() -> None:
    html = home()
    assert "3 articles make 9 claims about 5 named actors" in html
    for level in ("asserted", "statement", "possible", "attitude", "alleged"):
        assert f'href="/search?sure={level}"' in html
    assert "requested" not in html
    assert "What needs your eyes" in html
    assert "Who speaks most" in html
    for name, address, words in SECTIONS:
        assert f'href="{address}"' in html, (name, words)


def test_home_never_lists_people_at_risk() -> None:
    html = home()
    assert AT_RISK not in html.partition('<h2 id="ask">')[0].partition("<main")[2]
    assert "groups of people at risk" in html


def test_an_empty_store_says_how_to_fill_it() -> None:
    html = home(triples=[])
    assert "Nothing is here yet." in html
    assert "actorgraph ingest" in html
    assert "needs your eyes" not in html


def test_articles_that_could_not_be_read_are_listed(tmp_path: Path) -> None:
    lines = [
        json.dumps({"source": f"bad-{number}.txt", "reason": HOSTILE, "remedy": "", "kind": "x"})
        for number in range(30)
    ]
    (tmp_path / "failures.jsonl").write_text("\n".join([*lines, "not json", "[]"]), "utf-8")
    html = home(folder=tmp_path)
    assert "30 articles could not be read" in html
    assert "bad-19.txt" in html
    assert "bad-20.txt" not in html
    assert "<script>window" not in html


def test_decisions_change_the_figures(tmp_path: Path) -> None:
    made = desk(folder=tmp_path)
    before = show(made, Visit("home")).html
    wish = next(claim for claim in made.catalogue.claims if claim.kind == "Wish")
    (tmp_path / "review.toml").write_text(
        f"""[[claim]]
verdict = "rejected"
article = "{"0" * 64}"
claim = "{wish.code}"
kind = "Wish"
evidence = "1-2"
reason = "no such event"
""",
        "utf-8",
    )
    after = show(made, Visit("home")).html
    assert "9 claims" in before
    assert "8 claims" in after
    assert 'href="/search?sure=attitude"' not in after
    # Two unsure claims and a pair of actors waited; one of them is decided.
    assert ">3<span" in before
    assert ">2<span" in after


def test_the_number_of_what_waits_is_in_the_head_of_each_page() -> None:
    for view in ("home", "search"):
        assert '>3<span class="unseen"> wait</span>' in show(desk(), Visit(view)).html


@pytest.mark.parametrize(
    ("status", "retry", "words"),
    [
        (400, False, "This address is not complete"),
        (404, False, "It may have been removed or merged."),
        (500, False, "This is our fault, not yours."),
        (502, False, "This is our fault, not yours."),
        (503, True, "The server is busy"),
        (503, False, "This is too large to show"),
        (504, False, "Choose an article or a year."),
        (418, False, "This is not possible"),
    ],
)
def test_an_error_is_a_page_with_a_search_and_a_way_back(
    status: int, retry: bool, words: str
) -> None:
    reply = error_page(request("/x", BROWSER), Refusal(status, HOSTILE, retry=retry))
    html = bytes(reply.body).decode()
    assert reply.status_code == status
    assert words in html
    assert "<script>window" not in html
    assert html.count('action="/search"') == 2
    assert 'href="/"' in html
    assert reply.headers["cache-control"] == "no-store"
    assert ("retry-after" in reply.headers) == retry


def test_what_is_too_large_is_not_asked_for_again() -> None:
    with pytest.raises(Refusal) as caught:
        check_reply({"status": 503, "message": "x", "is_too_large": True}, "")
    assert not caught.value.retry


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/id/actor/b2a3d0219b007bf5-mara-quill", "mara quill"),
        ("/id/actor/Q142", ""),
        ("/id/actor/olga-str%C3%B6m", "olga ström"),
        ("/id/claim/b2a3d0219b007bf5-2884-2916-request", "request"),
        ("/nowhere/mara", ""),
        ("/id/actor/" + "x" * 500, "x" * 80),
    ],
)
def test_the_name_in_an_address_is_proposed(path: str, name: str) -> None:
    assert name_in(path) == name


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    folder = tmp_path_factory.mktemp("workbench")
    path = folder / "graph.nt"
    path.write_bytes(ox.serialize(ALL, format=ox.RdfFormat.N_TRIPLES) or b"")
    with serving(folder, path, "--deadline", 60) as running:
        yield running


class Reader:
    """Somebody with a browser, who notes what the pages complain of."""

    def __init__(self, browser: Any, endpoint: Endpoint, **options: Any) -> None:
        self.root = f"http://127.0.0.1:{endpoint.port}"
        settings = {"viewport": {"width": 1440, "height": 900}, "reduced_motion": "reduce"}
        self.context = browser.new_context(**(settings | options))
        self.page = self.context.new_page()
        self.faults: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", self._note)
        self.page.on("request", self._check)

    def _note(self, message: Any) -> None:
        # A browser complains of each page that has the status 404.
        if message.type == "error" and "404" not in message.text:
            self.faults.append(message.text)

    def _check(self, asked: Any) -> None:
        if not asked.url.startswith((self.root, "data:")):
            self.faults.append(asked.url)

    def opens(self, path: str) -> Any:
        self.page.goto(self.root + path)
        return self.page


@pytest.fixture
def reader(browser: Any, endpoint: Endpoint) -> Iterator[Reader]:
    made = Reader(browser, endpoint)
    yield made
    assert made.faults == []
    assert made.page.evaluate("window.hit") is None
    made.context.close()


@IN_A_BROWSER
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing(browser: Any, endpoint: Endpoint, scheme: str, width: int) -> None:
    size = {"width": width, "height": 900}
    reader = Reader(browser, endpoint, viewport=size, color_scheme=scheme)
    for path in PAGES:
        assert axe_faults(reader.opens(path)) == [], path
    page = reader.opens("/")
    page.fill("#search", "quill")
    page.wait_for_selector("#suggestions a")
    page.keyboard.press("ArrowDown")
    assert axe_faults(page) == []
    assert reader.faults == []
    reader.context.close()


@IN_A_BROWSER
@pytest.mark.parametrize("width", [320, 390, 700, 1440])
def test_nothing_scrolls_sideways(browser: Any, endpoint: Endpoint, width: int) -> None:
    reader = Reader(browser, endpoint, viewport={"width": width, "height": 900})
    for path in PAGES:
        page = reader.opens(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    reader.context.close()


@IN_A_BROWSER
def test_somebody_is_found_by_keys_alone(reader: Reader) -> None:
    page = reader.opens("/")
    page.keyboard.press("/")
    page.keyboard.type("quil")
    page.wait_for_selector("#suggestions a")
    assert page.get_attribute("#search", "aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    assert page.get_attribute("#search", "aria-activedescendant") == "suggestion-1"
    page.keyboard.press("Enter")
    page.wait_for_url("**/id/actor/*mara-quill")


@IN_A_BROWSER
def test_escape_closes_the_suggestions_and_enter_searches(reader: Reader) -> None:
    page = reader.opens("/")
    page.fill("#search", "quill")
    page.wait_for_selector("#suggestions a")
    page.keyboard.press("Escape")
    page.wait_for_selector("#suggestions a", state="detached")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=quill")
    assert "for “quill”" in page.inner_text("h1")


@IN_A_BROWSER
def test_a_facet_changes_the_results_the_address_and_the_focus(reader: Reader) -> None:
    page = reader.opens("/search?q=quill")
    page.evaluate("window.stays = true")
    page.click("nav.narrow a:has-text('alleged')")
    page.wait_for_url("**sure=alleged**")
    page.wait_for_selector(".chosen a:has-text('alleged')")
    # Only a part was replaced, and whoever reads by ear hears how much is found.
    assert page.evaluate("window.stays") is True
    assert page.evaluate("document.activeElement.id") == "results"
    assert "result" in page.inner_text("#live")
    page.go_back()
    page.wait_for_selector(".chosen a", state="detached")
    assert page.url.endswith("?q=quill")


@IN_A_BROWSER
def test_a_choice_is_dropped_by_its_cross(reader: Reader) -> None:
    page = reader.opens("/search?is=claim&sure=alleged")
    page.click(".chosen a:has-text('alleged')")
    page.wait_for_url("**/search?is=claim")
    page.wait_for_selector("h1:has-text('7 claims')")


@IN_A_BROWSER
def test_pages_work_without_script(browser: Any, endpoint: Endpoint) -> None:
    reader = Reader(browser, endpoint, java_script_enabled=False)
    page = reader.opens("/")
    page.click(".sure a:has-text('Alleged')")
    assert "sure=alleged" in page.url
    page.fill("#search", "peace")
    page.press("#search", "Enter")
    assert "peace" in page.url
    assert "Olga Ström" in page.inner_text("main")
    reader.context.close()


@IN_A_BROWSER
def test_a_slow_part_says_that_it_is_awaited_and_can_be_cancelled(reader: Reader) -> None:
    page = reader.opens("/search?q=quill")
    page.route("**/search?*sure=alleged*", lambda route: None)
    page.click("nav.narrow a:has-text('alleged')")
    page.wait_for_selector("#still", timeout=10_000)
    page.click("#still button")
    page.wait_for_selector("#still", state="detached")
    assert page.url.endswith("?q=quill")
    assert "for “quill”" in page.inner_text("h1")
    page.unroute("**/search?*sure=alleged*")


@IN_A_BROWSER
def test_nothing_here_proposes_the_name(reader: Reader) -> None:
    page = reader.opens("/id/actor/0000000000000009-mara-quill")
    assert "Nothing of this name is here" in page.inner_text("h1")
    assert page.input_value("#instead") == "mara quill"
    page.click("main button")
    page.wait_for_url("**/search?q=mara+quill")
    assert "Mara Quill" in page.inner_text("main")


def test_head_and_files_have_the_headers_of_every_page(endpoint: Endpoint) -> None:
    reply = endpoint.ask("/search?q=quill&as=csv", accept="text/html")
    assert reply.media == "text/csv"
    assert reply.headers["content-disposition"] == 'attachment; filename="search.csv"'
    assert "default-src 'none'" in reply.headers["content-security-policy"]
    assert "set-cookie" not in reply.headers
    assert endpoint.ask("/search", method="POST").status == 405


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk whose store counts as too large for a catalogue."""
    monkeypatch.setattr(desks, "MOST_ARTICLES_CATALOGUED", 1)
    return desk()


def test_a_store_that_is_too_large_has_a_first_page(large: Desk) -> None:
    html = show(large, Visit("home")).html
    assert f"<h1>{len(large.articles)} articles</h1>" in html
    assert "Harbour strike, day one" in html
    assert 'action="/ask/' in html or 'href="/ask/' in html
    assert "whole names" in html
    assert HOSTILE not in html
    with pytest.raises(desks.TooLarge):
        _ = large.catalogue
    assert waiting(large) == 0


def test_a_store_that_is_too_large_finds_whole_names(large: Desk) -> None:
    def found(words: str) -> str:
        return show(large, Visit("search", fields={"q": (words,)})).html

    assert "1 actor named" in found("Mara Quill")
    assert "Mara Quill</bdi></a>" in found("Mara Quill")
    assert "0 actors named" in found("Mara")
    for node in large.protected:
        assert "0 actors named" in found(large.value(ox.NamedNode(node), RDFS.label))
    with pytest.raises(desks.TooLarge):
        show(large, Visit("search", fields={"q": ("Mara",), "as": ("csv",)}))


def test_a_store_that_is_too_large_proposes_whole_names(large: Desk) -> None:
    fields = {"q": ("Mara Quill",), "as": ("names",)}
    assert 'value="Mara Quill (Person, actor/' in show(large, Visit("suggest", fields=fields)).html
    assert "option" not in show(large, Visit("suggest", fields={"q": ("Mara",)})).html


@pytest.mark.parametrize("view", ["article", "actor", "claim"])
def test_a_store_that_is_too_large_has_pages_of_things(large: Desk, view: str) -> None:
    kinds = {"article": AG.Article, "actor": AG.Person, "claim": AG.Claim}
    node = large.subjects(RDF.type, kinds[view])[0]
    answer = show(large, Visit(view, path_of(node.value)))
    assert answer.status in (200, 303)


def test_what_needs_a_catalogue_says_so_in_words(large: Desk) -> None:
    job = {"view": "map", "path": "", "fields": {"q": ["Mara"]}, "reader": "", "token": ""}
    head, _ = shown_or_fault(large, {"visit": {**job, "is_part": False}})
    assert head["status"] == 503
    assert "searched as a whole" in head["message"]


def test_what_is_read_ahead_is_no_concern_of_the_collector() -> None:
    before = gc.get_freeze_count()
    try:
        read_ahead(desk())
        assert gc.get_freeze_count() > before
    finally:
        gc.unfreeze()
