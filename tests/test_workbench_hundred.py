"""A hundred claims are reviewed by keys alone: one key for each that is right."""

import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from actorgraph.graph.article_graph import ArticleGraph
from actorgraph.stores.contract import Entry
from actorgraph.stores.disk.diskstore import DiskStore
from actorgraph.text.review_file import read_review
from tests.desks import Written
from tests.serving import Endpoint, serving
from tests.test_network import browser

__all__ = ["browser"]
pytestmark = pytest.mark.browser
CLAIMS = 100
REJECT_EVERY, UNSURE_EVERY = 10, 25
# What the server allows at once, and then each second.
AT_ONCE, A_SECOND = 55, 1.0
PATIENCE_IN_MILLISECONDS = 60_000
TWENTY_MINUTES_IN_SECONDS = 1_200.0


def sentence(number: int) -> str:
    return f"Anna Holm praised the crew of boat number {number}."


def article() -> ArticleGraph:
    """Return an article of a hundred sentences, each with a claim."""
    text = " ".join(map(sentence, range(CLAIMS)))
    written = Written("c" * 16, "A hundred boats", text)
    anna = written.actor("anna", "Anna Holm", "Anna Holm")
    crew = written.actor("crew", "the crew", "the crew", kind="Group")
    for number in range(CLAIMS):
        words = sentence(number).removesuffix(".")
        written.claim("Support", words, "praised", agent=anna, target=crew)
    return ArticleGraph(written.node, tuple(dict.fromkeys(written.triples)))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("hundred") / "corpus"
    with DiskStore(place) as opened:
        opened.put([Entry(article())])
        opened.derive()
    return place


@pytest.fixture(scope="module")
def endpoint(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    folder = tmp_path_factory.mktemp("log")
    with serving(folder, "--store", store, "--children", 1, "--review", "Ada") as running:
        yield running


def keys_for(number: int) -> tuple[str, ...]:
    """Return the keys that decide about a claim."""
    if number % REJECT_EVERY == 0:
        return ("x", "2")
    return ("u",) if number % UNSURE_EVERY == 0 else ("a",)


def test_a_hundred_claims_by_keys_alone(browser: Any, endpoint: Endpoint, store: Path) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.set_default_timeout(PATIENCE_IN_MILLISECONDS)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text))
    (link,) = re.findall(r"signs in once at (http\S+)", endpoint.printed.read_text("utf-8"))
    page.goto(link)
    pressed: Counter[str] = Counter()
    seen = set()
    began = time.monotonic()
    for number in range(1, CLAIMS + 1):
        # Nobody may write more often than a person can.
        time.sleep(max(0.0, (number - AT_ONCE) / A_SECOND - (time.monotonic() - began)))
        claim = page.locator("#decide [name=claim]").input_value()
        # The focus is on the claim, which no mouse has chosen.
        assert number == 1 or page.evaluate("document.activeElement.id") == "case"
        seen.add(claim)
        for key in keys_for(number):
            page.keyboard.press(key)
            pressed[key] += 1
        page.locator(f"#decide [value='{claim}']").wait_for(state="detached")
    assert time.monotonic() - began < TWENTY_MINUTES_IN_SECONDS
    page.get_by_text(f"All {CLAIMS} are decided.").wait_for()
    verdicts = Counter(made.verdict for made in read_review(store).verdicts)
    assert len(seen) == CLAIMS
    assert verdicts == {"accepted": 88, "rejected": 10, "unsure": 2}
    assert pressed.total() == CLAIMS + verdicts["rejected"]
    assert faults == []
    context.close()
