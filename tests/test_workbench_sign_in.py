"""Signing in, agreement and what was not saved, in a browser: axe finds no fault."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from actorgraph.text.review_file import OWN_FILES, Review, add
from tests.serving import Endpoint, serving
from tests.signed_in import ADA, BEN, code, stored
from tests.test_network import browser
from tests.test_verdicts import ARREST, FLIGHT, PRAISE, verdict
from tests.visiting import axe_faults

__all__ = ["browser"]
pytestmark = pytest.mark.browser
HOSTILE = '"><img src=x onerror=alert(1)>&lt;\u202e'
COMMON_CLAIMS = 36
SUBMIT = """fields => {
  const form = document.createElement("form");
  form.method = "post";
  form.action = "/review/decide";
  for (const [name, value] of Object.entries(fields)) {
    const input = document.createElement("input");
    input.name = name;
    input.value = value;
    form.append(input);
  }
  document.body.append(form);
  form.submit();
}"""


def judge_apart(folder: Path) -> None:
    """Write what two readers decided without seeing each other."""
    (folder / OWN_FILES).mkdir()
    accepted = verdict(PRAISE, "accepted", note=HOSTILE)
    rejected = verdict(PRAISE, "rejected", reason="wrong doer", note=HOSTILE)
    corrected = verdict(ARREST, "corrected", new={"target": ("Norway", HOSTILE)})
    common = [replace(accepted, claim=f"c{number}") for number in range(COMMON_CLAIMS)]
    own = {
        ADA: [*common, accepted, verdict(ARREST, "accepted"), verdict(FLIGHT, "accepted")],
        BEN: [*common, rejected, corrected, verdict(FLIGHT, "accepted")],
    }
    for name, made in own.items():
        text = Review(verdicts=tuple(made)).to_toml()
        (folder / OWN_FILES / f"{name}.toml").write_text(text, "utf-8")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = stored(tmp_path_factory.mktemp("stored") / "corpus")
    judge_apart(place)
    add(place, [replace(verdict(FLIGHT, "accepted"), by=f"Ben {HOSTILE}")])
    return place


@pytest.fixture(scope="module")
def endpoint(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    folder = tmp_path_factory.mktemp("log")
    with serving(folder, "--store", store, "--children", 1, "--review", ADA) as running:
        yield running


@pytest.fixture(scope="module")
def signed(browser: Any, endpoint: Endpoint) -> dict[str, Any]:
    """What a browser keeps of having signed in."""
    context = browser.new_context()
    page = context.new_page()
    found = re.search(r"http://\S+", endpoint.printed.read_text("utf-8"))
    assert found is not None
    page.goto(found[0])
    (cookie,) = context.cookies()
    assert (cookie["httpOnly"], cookie["sameSite"], cookie["expires"]) == (True, "Strict", -1)
    kept: dict[str, Any] = context.storage_state()
    # The link was good once.
    assert page.goto(found[0]).status == 403
    context.close()
    return kept


class Looking:
    """Pages of the server in one window."""

    def __init__(self, browser: Any, endpoint: Endpoint, **options: Any) -> None:
        self.root = f"http://127.0.0.1:{endpoint.port}"
        self.context = browser.new_context(**options)
        self.page = self.context.new_page()
        self.faults: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.faults.append("dialog"), dialog.dismiss()))

    def go(self, address: str) -> None:
        self.page.goto(self.root + address)

    def send(self, **fields: str) -> None:
        """Send a form from the page on which one signs out, which has the token."""
        self.go("/sign-in")
        token = self.page.locator("[name=token]").first.get_attribute("value")
        with self.page.expect_navigation():
            self.page.evaluate(SUBMIT, {"token": token, "next": "/sign-in", **fields})

    def check(self) -> None:
        """Check the page that is shown: no fault of any kind, and nothing to scroll sideways."""
        assert axe_faults(self.page) == []
        assert self.faults == []
        wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert self.page.evaluate(wide) is False


SIZES = [({"width": 1440, "height": 900}, "light"), ({"width": 390, "height": 800}, "dark")]


@pytest.mark.parametrize(("viewport", "scheme"), SIZES)
def test_whoever_only_reads_sees_no_decision(
    browser: Any, endpoint: Endpoint, viewport: dict[str, int], scheme: str
) -> None:
    looking = Looking(browser, endpoint, viewport=viewport, color_scheme=scheme)
    for address in ("/sign-in", "/review/agreement"):
        looking.go(address)
        assert looking.page.locator("header .reads").count() == 1
        assert looking.page.locator("main form[action^='/review']").count() == 0
        looking.check()
    assert looking.context.cookies() == []
    looking.context.close()


@pytest.mark.parametrize(("viewport", "scheme"), SIZES)
def test_every_state_is_sound(
    browser: Any,
    endpoint: Endpoint,
    signed: dict[str, Any],
    viewport: dict[str, int],
    scheme: str,
) -> None:
    looking = Looking(
        browser, endpoint, viewport=viewport, color_scheme=scheme, storage_state=signed
    )
    looking.go("/sign-in")
    assert f"signed in as {ADA}" in looking.page.inner_text("main")
    looking.check()
    looking.go("/review/agreement")
    text = looking.page.inner_text("main")
    assert "95 %" in text
    assert "too few to say" in text
    assert "Take over the" in text
    assert HOSTILE in text
    looking.check()
    looking.send(claim=code(PRAISE), verdict="rejected", note=HOSTILE)
    assert "Not saved" in looking.page.inner_text("main")
    looking.check()
    looking.send(claim=code(FLIGHT), verdict="unsure", note=HOSTILE, seen="")
    assert "Somebody else decided meanwhile" in looking.page.inner_text("main")
    looking.check()
    looking.page.set_viewport_size({"width": 320, "height": 700})
    looking.check()
    looking.go("/review/agreement")
    looking.check()
    looking.context.close()


def test_one_of_two_decisions_is_chosen_and_settled_without_script(
    browser: Any, endpoint: Endpoint, signed: dict[str, Any]
) -> None:
    looking = Looking(browser, endpoint, storage_state=signed, java_script_enabled=False)
    looking.go("/review/agreement")
    before = looking.page.locator(".settle").count()
    with looking.page.expect_navigation():
        looking.page.locator(".settle").first.get_by_role("button", name=BEN).click()
    assert looking.page.locator(".settle").count() == before - 1
    with looking.page.expect_navigation():
        looking.page.get_by_role("button", name="Take over").click()
    assert looking.page.get_by_role("button", name="Take over").count() == 0
    looking.context.close()
