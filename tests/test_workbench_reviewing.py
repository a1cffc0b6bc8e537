"""Reviewing in a browser: by keys, by forms without script, on a phone; axe finds nothing."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from actorgraph.text.review import NAME
from actorgraph.text.review_changes import UNDONE
from actorgraph.text.review_file import Review, read_review
from actorgraph.vocabulary.vocab import local_name
from tests.reviewing import BEATING, FIRST, MEETING, PRAISE, SECOND, THREAT, actor, code, stored
from tests.serving import Endpoint, serving
from tests.test_network import browser
from tests.visiting import axe_faults

__all__ = ["browser"]
pytestmark = pytest.mark.browser
READER = "A. Reader"
PATIENCE_IN_MILLISECONDS = 30_000
WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 800}
# Addresses of states, and the keys that open them.
STATES = {
    "claim": ("/review", ""),
    "reasons": ("/review", "x"),
    "who": ("/review", "1"),
    "what": ("/review", "2"),
    "to whom": ("/review", "3"),
    "sure": ("/review", "4"),
    "denied": ("/review", "5"),
    "says so": ("/review", "w"),
    "keys": ("/review", "?"),
    "several": ("/review?as=list", ""),
    "nothing left": ("/review?state=unsure", ""),
    "two actors": ("/review/who", ""),
    "split": (f"/review/who?actor={local_name(actor(FIRST, 'Ann Lee'))}", ""),
    "events": ("/review/events", ""),
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stored(tmp_path_factory.mktemp("stored") / "corpus")


@pytest.fixture(scope="module")
def endpoint(place: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    folder = tmp_path_factory.mktemp("log")
    with serving(folder, "--store", place, "--review", READER) as endpoint:
        yield endpoint


@pytest.fixture(scope="module")
def signed(browser: Any, endpoint: Endpoint) -> dict[str, Any]:
    """What a browser keeps of having signed in."""
    context = browser.new_context()
    found = re.search(r"http://\S+", endpoint.printed.read_text("utf-8"))
    assert found is not None
    page = context.new_page()
    page.goto(found[0])
    assert page.url.endswith("/review")
    kept: dict[str, Any] = context.storage_state()
    context.close()
    return kept


class Sitting:
    """A reader at a page of the server, and what the page complained of."""

    def __init__(self, page: Any, root: str, place: Path) -> None:
        self.page, self.root, self.place = page, root, place
        self.faults: list[str] = []
        page.set_default_timeout(PATIENCE_IN_MILLISECONDS)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", self._note)

    def _note(self, message: Any) -> None:
        # A refused form is said so on the console, too.
        if message.type == "error" and "status of 4" not in message.text:
            self.faults.append(message.text)

    def go(self, address: str) -> None:
        self.page.goto(self.root + address)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def says(self, words: str) -> None:
        """Wait until the live region says something."""
        self.page.locator("#live", has_text=words).wait_for(state="attached")

    def leaves(self, claim: str) -> None:
        """Wait until another claim is shown."""
        self.page.locator(f"#decide [value='{claim}']").wait_for(state="detached")
        self.page.locator("#decide [name=claim]").wait_for(state="attached")

    @property
    def claim(self) -> str:
        found: str = self.page.locator("#decide [name=claim]").input_value()
        return found

    @property
    def focus(self) -> str:
        found: str = self.page.evaluate("document.activeElement.id || document.activeElement.name")
        return found

    def review(self) -> Review:
        return read_review(self.place)


Sit = Callable[..., Sitting]


@pytest.fixture
def sit(browser: Any, endpoint: Endpoint, signed: dict[str, Any], place: Path) -> Iterator[Sit]:
    """Open a page as a reader who has signed in, and who has decided nothing."""
    for name in (NAME, UNDONE):
        (place / name).unlink(missing_ok=True)
    sittings = []

    def sit(address: str = "/review", **options: Any) -> Sitting:
        context = browser.new_context(storage_state=signed, **{"viewport": WIDE, **options})
        sitting = Sitting(context.new_page(), f"http://127.0.0.1:{endpoint.port}", place)
        sittings.append(sitting)
        sitting.go(address)
        return sitting

    yield sit
    for sitting in sittings:
        sitting.page.context.close()
        assert sitting.faults == []


def test_one_key_accepts_and_goes_on(sit: Sit) -> None:
    sitting = sit()
    first = sitting.claim
    assert first == code(FIRST, BEATING)
    sitting.press("a")
    sitting.says("Accepted. 1 of 5.")
    assert sitting.claim != first
    assert sitting.focus == "case"
    assert f"claim={sitting.claim}" in sitting.page.url
    assert [(made.claim, made.by) for made in sitting.review().verdicts] == [(first, READER)]


def test_reject_unsure_undo_redo(sit: Sit) -> None:
    sitting = sit()
    first = sitting.claim
    sitting.press("x", "2")
    sitting.says("Rejected. 1 of 5.")
    assert sitting.review().verdicts[0].reason == "wrong doer"
    sitting.press("u")
    sitting.says("Unsure. 1 of 5.")
    sitting.press("z")
    sitting.says("Taken back. 1 of 5.")
    sitting.page.locator("#live").evaluate("live => live.textContent = ''")
    sitting.press("z")
    sitting.says("Taken back. 0 of 5.")
    assert sitting.claim == first
    assert sitting.review().verdicts == ()
    sitting.press("Shift+Z")
    sitting.says("Decided again. 1 of 5.")
    assert [made.verdict for made in sitting.review().verdicts] == ["rejected"]


def test_walking_decides_nothing(sit: Sit) -> None:
    sitting = sit()
    first = sitting.claim
    asked: list[str] = []
    sitting.page.on("request", lambda request: asked.append(request.url))
    sitting.press("j")
    sitting.leaves(first)
    second = sitting.claim
    assert len(asked) == 1
    sitting.press("k")
    sitting.leaves(second)
    assert sitting.claim == first
    sitting.page.go_back()
    sitting.leaves(first)
    assert sitting.claim == second
    assert sitting.review().verdicts == ()


def test_somebody_of_another_article_is_proposed_and_taken(sit: Sit) -> None:
    sitting = sit(f"/review?claim={code(FIRST, PRAISE)}")
    sitting.press("3")
    sitting.page.keyboard.type("Cy")
    option = sitting.page.locator("#names option[data-elsewhere]")
    option.wait_for(state="attached")
    value = option.get_attribute("value")
    assert value.startswith("Cy Dee (Person, actor/")
    # A browser puts what is chosen from the list into the field.
    sitting.page.locator("[data-field=target] .adds").fill(value)
    sitting.press("Enter")
    chip = sitting.page.locator("[data-field=target] .chip.new")
    assert "Cy Dee (of another article)" in chip.inner_text()
    sitting.press("s")
    sitting.says("Corrected. 1 of 5.")
    (made,) = sitting.review().verdicts
    assert made.new["target"] == ("Bob Roe", value)


def test_fields_are_edited_by_keys_and_saved(sit: Sit) -> None:
    sitting = sit(f"/review?claim={code(SECOND, MEETING)}")
    sitting.press("3")
    assert sitting.focus == "field:target"
    sitting.page.keyboard.type("Roe")
    sitting.press("Enter")
    sitting.says("Bob Roe added.")
    sitting.page.get_by_role("checkbox", name="Cy Dee").uncheck()
    sitting.press("4", "ArrowDown", "5", "ArrowDown", "2")
    sitting.page.keyboard.press("Control+A")
    sitting.page.keyboard.type("condemn")
    sitting.press("Escape", "s")
    sitting.says("Corrected. 1 of 5.")
    (made,) = sitting.review().verdicts
    assert made.new == {
        "target": ("Bob Roe",),
        "class": ("Accuse",),
        "factuality": ("Alleged",),
        "negated": ("true",),
    }


def test_words_of_the_sentence_are_taken_for_a_field(sit: Sit) -> None:
    sitting = sit(f"/review?claim={code(FIRST, PRAISE)}")
    sitting.press("w", "Escape")
    sitting.press(*["Shift+ArrowRight"] * 2)
    assert "Ann Lee" in sitting.page.locator("#take").inner_text()
    sitting.press("Enter")
    sitting.says("Ann Lee added.")
    source = sitting.page.locator("[data-field=source] .chip")
    assert source.inner_text().strip() == "Ann Lee"
    sitting.press("1")
    sitting.page.keyboard.type("Nobody Known")
    sitting.press("Enter")
    sitting.says("Nobody in this article is called")
    assert sitting.review().verdicts == ()


def test_what_is_not_saved_keeps_the_claim_and_what_was_typed(sit: Sit) -> None:
    sitting = sit()
    first = sitting.claim
    sitting.page.fill("#note", "so far")
    sitting.press("Escape", "s")
    sitting.page.locator(".unsaved .failed").wait_for()
    assert "Nothing was changed" in sitting.page.locator(".failed").inner_text()
    assert sitting.claim == first
    assert sitting.page.input_value("#note") == "so far"
    sitting.page.context.set_offline(True)
    sitting.press("a")
    sitting.page.locator(".failed", has_text="does not answer").wait_for()
    sitting.page.context.set_offline(False)
    sitting.faults.clear()
    sitting.press("a")
    sitting.says("Accepted. 1 of 5.")
    assert sitting.review().verdicts[0].note == "so far"


def test_somebody_else_decided_meanwhile(sit: Sit) -> None:
    mine = sit()
    other = sit()
    first = mine.claim
    other.press("u")
    other.says("Unsure")
    # As if it had been somebody else.
    path = mine.place / NAME
    path.write_text(path.read_text("utf-8").replace(READER, "Ben"), encoding="utf-8")
    mine.press("a")
    mine.page.get_by_text("Somebody else decided meanwhile").wait_for()
    mine.page.get_by_role("button", name="Save mine").click()
    mine.says("Accepted.")
    mine.leaves(first)
    assert [made.by for made in mine.review().verdicts] == ["Ben", READER]


def test_several_at_once_and_one_undo(sit: Sit) -> None:
    sitting = sit("/review?as=list")
    sitting.page.get_by_role("checkbox", name="threatened").uncheck()
    sitting.page.get_by_role("button", name="Accept these 4").click()
    sitting.says("Accepted. 4 of 5.")
    assert len(sitting.review().verdicts) == 4
    sitting.press("z")
    sitting.says("Taken back. 0 of 5.")


def test_filters_and_the_place(sit: Sit) -> None:
    sitting = sit()
    sitting.page.select_option("[name=sure]", "alleged")
    sitting.page.locator(f"#decide [value='{code(FIRST, THREAT)}']").wait_for(state="attached")
    assert "sure=alleged" in sitting.page.url
    sitting.go("/review")
    sitting.page.get_by_role("link", name="Go on where you were").click()
    sitting.page.locator(f"#decide [value='{code(FIRST, THREAT)}']").wait_for(state="attached")


def test_who_is_who_by_keys(sit: Sit) -> None:
    sitting = sit("/review/who")
    sitting.press("y")
    sitting.says("The same. 1 of")
    sitting.press("n")
    sitting.says("Not the same. 2 of")
    assert [made.kind for made in sitting.review().decisions] == ["same", "different"]


def test_events_by_keys(sit: Sit) -> None:
    sitting = sit("/review/events")
    sitting.press("a")
    sitting.says("Accepted. 0 of 1.")
    sitting.press("x", "6")
    sitting.says("Rejected. 1 of 1.")
    verdicts = {made.claim: made.verdict for made in sitting.review().verdicts}
    assert verdicts == {code(FIRST, PRAISE): "accepted", code(SECOND, PRAISE): "rejected"}


def test_an_actor_is_split(sit: Sit) -> None:
    sitting = sit(STATES["split"][0])
    sitting.page.check("#goes-1")
    sitting.page.get_by_role("button", name="not the same as the rest").click()
    sitting.says("Not the same")
    (made,) = sitting.review().decisions
    assert {made.first, made.second} == {
        local_name(actor(FIRST, "Ann Lee")),
        local_name(actor(SECOND, "Ann Lee")),
    }


def test_without_script_every_decision_is_a_form(sit: Sit) -> None:
    sitting = sit(java_script_enabled=False)
    page = sitting.page
    page.get_by_role("button", name="Accept").click()
    page.get_by_text("1 of 5 decided").wait_for()
    page.locator("summary", has_text="Reject").click()
    page.get_by_role("button", name="no such event").click()
    page.get_by_text("2 of 5 decided").wait_for()
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("1 of 5 decided").wait_for()
    page.get_by_role("link", name="Next").click()
    page.get_by_role("radio", name="yes").check()
    page.get_by_role("button", name="Correct s").click()
    page.get_by_text("2 of 5 decided").wait_for()
    assert sitting.review().verdicts[-1].new == {"negated": ("true",)}


def test_three_buttons_on_a_phone(sit: Sit) -> None:
    sitting = sit(viewport=PHONE, has_touch=True)
    buttons = sitting.page.locator(".decide > *:visible")
    assert buttons.count() == 3
    box = sitting.page.locator(".decide").bounding_box()
    assert box["y"] + box["height"] == PHONE["height"]
    sitting.page.get_by_role("button", name="Accept").tap()
    sitting.says("Accepted. 1 of 5.")


@pytest.mark.parametrize("address", ["/review", "/review?as=list", "/review/who", "/review/events"])
def test_nothing_scrolls_sideways(sit: Sit, address: str) -> None:
    sitting = sit(address)
    for width in (320, 390, 768, 1024, 1440):
        sitting.page.set_viewport_size({"width": width, "height": 800})
        wide = sitting.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, (width, wide)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing(sit: Sit, scheme: str, viewport: dict[str, int]) -> None:
    sitting = sit(viewport=viewport, color_scheme=scheme, reduced_motion="reduce")
    found = {}
    for state, (address, keys) in STATES.items():
        sitting.go(address)
        sitting.press(*keys)
        faults = axe_faults(sitting.page)
        if faults:
            found[state] = faults
    assert found == {}
