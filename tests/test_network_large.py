"""Large graphs: what is drawn first, what is said of the rest, and pages that are linked; and how
large a page is.
"""

import gzip
import re
from pathlib import Path
from typing import Any

import pytest

from actorgraph.stores.memory import MemoryStore
from actorgraph.views.network import render
from actorgraph.views.network.communities import MOST_NODES, pages
from tests.conftest import Run
from tests.large import large
from tests.test_network import browser
from tests.visiting import Visit

__all__ = ["browser"]
# The page without any claim, and what each claim may add to it.
EMPTY, EMPTY_ZIPPED, PER_CLAIM = 500_000, 150_000, 600


def opened(browser: Any, folder: Path, store: MemoryStore) -> Visit:
    path = folder / "page.html"
    path.write_text(render(store), encoding="utf-8")
    return Visit(browser, path)


@pytest.mark.browser
def test_up_to_a_thousand_all_is_drawn(browser: Any, tmp_path: Path) -> None:
    visit = opened(browser, tmp_path, large(tmp_path, 200, 300))
    assert visit.sees("shownNodes() === DATA.nodes.length && shownClaims() === 300")
    assert not visit.page.is_visible("#whole")
    visit.context.close()


@pytest.mark.browser
def test_above_a_thousand_the_best_known_come_first(browser: Any, tmp_path: Path) -> None:
    visit = opened(browser, tmp_path, large(tmp_path, 500, 900))
    shown, everything = visit.sees("[shownNodes(), DATA.nodes.length]")
    assert 50 < shown < 1000 < everything
    assert visit.page.inner_text("#extent") == f"{shown} of {everything} on the map"
    assert visit.page.is_visible("#reset")
    hidden = visit.sees("DATA.nodes.findIndex((node, i) => node.claim < 0 && !seen.nodes[i])")
    # Whoever is not drawn is found all the same, and stands on the map once chosen.
    visit.page.fill("#search", visit.sees("i => DATA.nodes[i].label", hidden))
    visit.page.keyboard.press("Enter")
    assert visit.sees("seen.nodes[state.node]")
    assert visit.page.locator("#card .claim").count() == visit.sees("claimsOf[state.node].size")
    badged = visit.sees("seen.badges.findIndex(n => n > 0)")
    before = visit.sees("shownNodes()")
    visit.sees("i => toggle(i)", badged)
    assert visit.sees("shownNodes()") > before
    visit.page.click("#whole")
    assert visit.sees("shownNodes()") == everything
    assert not visit.page.is_visible("#reset")
    assert visit.is_clean(), visit.faults
    visit.context.close()


def test_above_three_thousand_pages_are_linked_and_hold_every_claim(tmp_path: Path) -> None:
    store = large(tmp_path, 900, 3100)
    written = pages(store, "map")
    index, others = written["map.html"], [name for name in written if name != "map.html"]
    assert len(others) > 1
    assert written == pages(store, "map")
    found = set()
    for name in others:
        assert f'href="{name}"' in index
        assert 'href="map.html"' in written[name]
        assert len(written[name].encode()) < 4_000_000
        found |= set(re.findall(r'"code":"(x-\d+)"', written[name]))
    assert found == {f"x-{number}" for number in range(3100)}
    assert "3100 claims" in index
    assert MOST_NODES == 3000


@pytest.mark.browser
def test_view_writes_the_linked_pages_side_by_side(browser: Any, run: Run, tmp_path: Path) -> None:
    large(tmp_path, 900, 3100)
    done = run("view", tmp_path / "large-900-3100.ttl", "-o", tmp_path / "site" / "big.html")
    assert done.returncode == 0
    assert "it links to" in done.stderr
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto((tmp_path / "site" / "big.html").as_uri())
    page.click("ol a >> nth=0")
    page.wait_for_selector("#shown:not(:empty)")
    page.click("#home")
    assert "communities" in page.title()
    context.close()


def test_page_stays_within_its_budget(tmp_path: Path) -> None:
    sizes = {}
    for deeds in (100, 300):
        sizes[deeds] = len(render(large(tmp_path, 60, deeds)).encode())
    each = (sizes[300] - sizes[100]) / 200
    assert each <= PER_CLAIM
    empty = re.sub(
        r'(?s)(<script type="application/json"[^>]*>).*?</script>',
        r"\1</script>",
        render(MemoryStore.of([])),
    )
    assert len(empty.encode()) <= EMPTY
    assert len(gzip.compress(empty.encode(), mtime=0)) <= EMPTY_ZIPPED
