"""The committed graphs' pages as pictures: on a desk, on a phone and in the dark, beside the
pictures that were looked at.

`make pictures` draws the references anew. Another Chromium or other fonts draw other edges of
letters: both pictures are blurred, and a few in a thousand pixels may differ.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from actorgraph.pipeline import load

ROOT = Path(__file__).parent.parent
REFERENCES = ROOT / "tests" / "pictures"
# New pictures that differ are kept here, each with a picture of the difference; git does not see
# them.
KEPT = ROOT / ".pictures"
NAMES = sorted(path.parent.name for path in (ROOT / "graph").glob("*/graph.ttl"))
VIEWS: dict[str, dict[str, Any]] = {
    "desk": {"viewport": {"width": 1366, "height": 860}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1366, "height": 860}, "color_scheme": "dark"},
    "phone": {
        "viewport": {"width": 390, "height": 844},
        "color_scheme": "light",
        "has_touch": True,
    },
}
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-dev-shm-usage",
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
    "--hide-scrollbars",
]
# A pixel differs where a channel is so far off; a picture where so many of its pixels do.
STEP, SHARE, BLUR = 16, 0.015, 1.5
pytestmark = pytest.mark.browser


def draw(browser: Any, name: str, view: str, folder: Path) -> Path:
    """Draw the page of a committed graph, take its picture, and return the picture's path."""
    page_path = folder / f"{name}.html"
    page_path.write_text(load(ROOT / "graph" / name).view("network"), encoding="utf-8")
    context = browser.new_context(
        device_scale_factor=1,
        reduced_motion="reduce",
        locale="en-GB",
        timezone_id="UTC",
        offline=True,
        **VIEWS[view],
    )
    page = context.new_page()
    page.goto(page_path.as_uri())
    page.wait_for_selector("#shown:not(:empty)")
    page.evaluate(
        "document.fonts.ready.then(() => new Promise(done =>"
        " requestAnimationFrame(() => requestAnimationFrame(done))))"
    )
    picture = folder / f"{name}-{view}.png"
    page.screenshot(path=str(picture), animations="disabled", caret="hide")
    context.close()
    return picture


def differing(one: Path, other: Path, difference: Path | None = None) -> float:
    """Return the share of pixels that differ, from 0 to 1; pictures of different sizes differ
    wholly.
    """
    from PIL import Image, ImageChops, ImageFilter

    first, second = (
        Image.open(path).convert("RGB").filter(ImageFilter.GaussianBlur(BLUR))
        for path in (one, other)
    )
    if first.size != second.size:
        return 1.0
    red, green, blue = ImageChops.difference(first, second).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue).point(
        lambda value: 255 if value > STEP else 0
    )
    if difference is not None:
        most.save(difference)
    return most.histogram()[255] / (most.width * most.height)


@pytest.fixture(scope="module")
def plain() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        yield found
        found.close()


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("name", NAMES)
def test_page_looks_as_it_did_when_somebody_looked(
    plain: Any, tmp_path: Path, name: str, view: str
) -> None:
    reference = REFERENCES / f"{name}-{view}.png"
    if not reference.exists():
        pytest.fail(f"no reference picture {reference.name}; look at the page, then: make pictures")
    picture = draw(plain, name, view, tmp_path)
    share = differing(picture, reference, tmp_path / "difference.png")
    if share > SHARE:
        KEPT.mkdir(exist_ok=True)
        kept = KEPT / picture.name
        picture.replace(kept)
        if (tmp_path / "difference.png").exists():
            (tmp_path / "difference.png").replace(KEPT / f"{picture.stem}-difference.png")
        pytest.fail(
            f"{100 * share:.1f} % of {reference.name} differ (at most {100 * SHARE} %); "
            f"the new picture is {kept.relative_to(ROOT)}, the difference is next to it. "
            "If intended: make pictures"
        )


def test_the_same_page_gives_the_same_picture_and_another_does_not(
    plain: Any, tmp_path: Path
) -> None:
    one = draw(plain, NAMES[0], "desk", tmp_path).rename(tmp_path / "one.png")
    assert differing(one, draw(plain, NAMES[0], "desk", tmp_path)) < SHARE / 10
    assert differing(one, draw(plain, NAMES[-1], "desk", tmp_path)) > SHARE
    assert differing(one, draw(plain, NAMES[0], "dark", tmp_path)) > SHARE
    assert differing(one, draw(plain, NAMES[0], "phone", tmp_path)) == 1.0


def test_a_panel_that_moves_is_seen_and_a_softer_letter_is_not(tmp_path: Path) -> None:
    from PIL import Image, ImageDraw, ImageFilter

    drawn = Image.new("RGB", (1366, 860), "white")
    pen = ImageDraw.Draw(drawn)
    for line in range(20, 840, 20):
        pen.text((20, line), "Each claim with its sentence, and who says so", fill="black")
    drawn.save(tmp_path / "one.png")
    drawn.filter(ImageFilter.GaussianBlur(0.4)).save(tmp_path / "soft.png")
    pen.rectangle((600, 100, 900, 300), fill="#dddddd")
    drawn.save(tmp_path / "moved.png")
    assert differing(tmp_path / "one.png", tmp_path / "soft.png") <= SHARE
    assert differing(tmp_path / "one.png", tmp_path / "moved.png") > SHARE


def main() -> None:
    """Draw every reference anew; beside first, then in its place."""
    import tempfile

    from PIL import Image
    from playwright.sync_api import sync_playwright

    REFERENCES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=REFERENCES) as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        drawn = [draw(browser, name, view, Path(folder)) for name in NAMES for view in VIEWS]
        browser.close()
        for picture in drawn:
            # A palette is a third of the size, and its error far below the step that counts.
            Image.open(picture).quantize(256).save(picture, optimize=True)
            os.replace(picture, REFERENCES / picture.name)
            print(f"tests/pictures/{picture.name}: look at it before you commit it")
        for stale in {path.name for path in REFERENCES.glob("*.png")} - {
            picture.name for picture in drawn
        }:
            (REFERENCES / stale).unlink()


if __name__ == "__main__":
    sys.exit(main())
