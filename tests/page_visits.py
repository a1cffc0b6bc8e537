"""Visits to the page in a browser: what several tests of the page share."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from actorgraph.pipeline import load
from actorgraph.views.page.drawing import render
from tests.visiting import Visit

SAMPLE = Path(__file__).parent.parent / "graph" / "sample" / "graph.ttl"
SIZES = {"wide": (1440, 900), "tablet": (820, 1180), "phone": (390, 844)}
# Whether the first line of a claim's words lies in what is visible of the article.
IN_VIEW = """claim => {
  const mark = document.getElementById(`claim-${claim}`).closest(".mark");
  const line = mark.getClientRects()[0];
  const x = line.left + Math.min(4, line.width / 2);
  const hit = document.elementFromPoint(x, line.top + line.height / 2);
  return hit !== null && (mark.contains(hit) || hit.contains(mark) && hit.closest("#read") !== null)
    && line.top >= 0 && line.bottom <= innerHeight;
}"""
# The codes of the claims and attitudes, as the link has them.
CODES = """(() => {
  const place = document.getElementById("contents");
  const { classes, claims, attitudes } = JSON.parse(place.textContent);
  return [...claims, ...attitudes].map(([kind, , , , evidence, , code]) => {
    if (code && !code.startsWith("-")) return code;
    const end = evidence.reduce((sum, distance) => sum + distance);
    return `${evidence[0]}-${end}${code || `-${classes[kind][0].toLowerCase()}`}`;
  });
})()"""
CHOSEN = f"""() => {{
  const code = new URLSearchParams(location.hash.slice(1)).get("c");
  return code === null ? -1 : {CODES}.indexOf(code);
}}"""


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the sample."""
    path = tmp_path_factory.mktemp("page") / "page.html"
    path.write_text(render(load(SAMPLE).store), encoding="utf-8")
    return path


@contextmanager
def visiting(
    browser: Any,
    path: Path,
    size: str = "wide",
    *,
    fragment: str = "",
    **options: Any,
) -> Iterator[Visit]:
    """Open a page at a size, and close it; `fragment` is what follows the # of the link."""
    width, height = SIZES[size]
    settings = {"viewport": {"width": width, "height": height}, "has_touch": size == "phone"}
    link = f"#{fragment}" if fragment else ""
    visit = Visit(browser, path, link=link, **(settings | options))
    try:
        yield visit
    finally:
        visit.context.close()


def in_view(visit: Visit, claim: int) -> bool:
    """Whether a claim's first words are visible in the article."""
    return bool(visit.sees(IN_VIEW, claim))


def chosen(visit: Visit) -> int:
    """The number of the chosen claim, as the link has it; -1 for none."""
    return int(visit.sees(CHOSEN))
