"""The documentation site builds without a warning, has no broken link, and fetches nothing."""

import contextlib
import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest

from actorgraph.cli import SECTIONS
from actorgraph.query import questions
from tests.scripts import load_script

ROOT = Path(__file__).parent.parent
pytest.importorskip("furo", reason="pip install actorgraph[docs] brings Sphinx and furo")
# Attributes whose address a browser fetches on its own.
FETCHED = ("src", "srcset", "poster", "data", "background", "action", "formaction", "ping")
LINKS_FETCHED = ("stylesheet", "icon", "preload", "prefetch", "preconnect", "dns-prefetch")
ABROAD = re.compile(r"^\s*(?:[a-z]+:)?//", re.IGNORECASE)
# How scripts and styles fetch something from an address.
STYLE_FETCHES = re.compile(r"(?:url\(|@import)\s*[\"']?\s*(?:https?:)?//")
SCRIPT_FETCHES = re.compile(r"(?:fetch|import|importScripts|open)\(\s*[\"'`](?:https?:)?//")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built once in a process of its own."""
    target = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "scripts/site.py", str(target)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return target


class Page(HTMLParser):
    """The links, anchors and fetched addresses of a page."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.links: list[str] = []
        self.anchors: set[str] = {"", "top"}
        self.fetched: list[str] = []
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.anchors.update(given[name] for name in ("id", "name") if name in given)
        self.fetched += [given[name] for name in FETCHED if name in given]
        href = given.get("href", "")
        if tag == "link" and set(given.get("rel", "").split()) & set(LINKS_FETCHED):
            self.fetched.append(href)
        if tag == "a" and href:
            self.links.append(href)


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, Page]:
    return {path.resolve(): Page(path.resolve()) for path in sorted(site.rglob("*.html"))}


def broken(pages: dict[Path, Page]) -> Iterator[str]:
    for page in pages.values():
        for link in [*page.links, *page.fetched]:
            address, anchor = urldefrag(link)
            if ABROAD.match(address) or address.startswith(("mailto:", "data:")):
                continue
            target = page.path
            if address:
                target = (page.path.parent / unquote(address.split("?")[0])).resolve()
            if not target.exists():
                yield f"{page.path.name}: {link}"
            elif target in pages and unquote(anchor) not in pages[target].anchors:
                yield f"{page.path.name}: {link} has no such anchor"


def test_no_link_is_broken(pages: dict[Path, Page]) -> None:
    assert sorted(set(broken(pages))) == []


def test_no_page_fetches_anything_from_the_network(pages: dict[Path, Page]) -> None:
    fetched = [address for page in pages.values() for address in page.fetched]
    assert fetched
    assert [address for address in fetched if ABROAD.match(address)] == []


def test_no_style_or_script_fetches_anything(site: Path) -> None:
    styles = [*site.rglob("*.css"), *site.rglob("*.html")]
    scripts = [*site.rglob("*.js"), *site.rglob("*.html")]
    assert [p.name for p in styles if STYLE_FETCHES.search(p.read_text("utf-8"))] == []
    assert [p.name for p in scripts if SCRIPT_FETCHES.search(p.read_text("utf-8"))] == []


def test_every_page_is_in_the_navigation(pages: dict[Path, Page], site: Path) -> None:
    index = pages[(site / "index.html").resolve()]
    linked = {(index.path.parent / urldefrag(link)[0]).resolve() for link in index.links}
    made_by_sphinx = {"index.html", "genindex.html", "search.html", "py-modindex.html"}
    alone = {"ontology.html"}
    missing = set(pages) - linked
    assert {path.name for path in missing} <= made_by_sphinx | alone


def test_every_command_and_question_has_an_entry(pages: dict[Path, Page], site: Path) -> None:
    commands = pages[(site / "reference" / "commands.html").resolve()].anchors
    assert {name for names in SECTIONS.values() for name in names} <= commands
    asked = pages[(site / "reference" / "questions.html").resolve()].anchors
    assert {question.name for question in questions()} <= asked


def test_parameters_are_those_of_the_questions() -> None:
    taken = {question.name: set(question.parameters) for question in questions()}
    for name, given in load_script("site").PARAMETERS.items():
        assert set(given) <= taken[name]
    needing = {question.name for question in questions() if question.needs}
    assert needing <= set(load_script("site").PARAMETERS)


@pytest.mark.browser
def test_the_search_answers_from_a_file_and_nothing_is_requested(site: Path) -> None:
    sync_api = pytest.importorskip("playwright.sync_api")
    requested: list[str] = []
    with contextlib.ExitStack() as stack:
        playwright = stack.enter_context(sync_api.sync_playwright())
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        stack.callback(browser.close)
        page = browser.new_page()
        page.on("request", lambda request: requested.append(request.url))
        for path in sorted(site.rglob("*.html")):
            page.goto(path.as_uri())
        page.goto(f"{(site / 'search.html').as_uri()}?q=redaction")
        page.wait_for_selector("#search-results li a", timeout=20_000)
        results = page.locator("#search-results li a").count()
    assert results > 0
    assert [address for address in requested if not address.startswith(("file:", "data:"))] == []
