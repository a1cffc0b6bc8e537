"""Visits to a page or a network in a browser, with all that it asked for and complained of."""

import json
import re
from pathlib import Path
from typing import Any

from tests.page_rows import unpacked

CONTENTS = re.compile(r'<script type="application/json" id="contents">(.*?)</script>', re.S)


class Visit:
    """A page opened from a file, offline; `link` begins with the # of the link."""

    def __init__(self, browser: Any, path: Path, *, link: str = "", **options: Any) -> None:
        settings = {
            "viewport": {"width": 1366, "height": 860},
            "offline": True,
            "reduced_motion": "reduce",
        } | options
        self.context = browser.new_context(locale="en-GB", timezone_id="UTC", **settings)
        self.page = self.context.new_page()
        self.faults: list[str] = []
        self.page.on("request", self._note)
        self.page.on("console", lambda message: self.faults.append(message.text))
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on(
            "dialog", lambda dialog: (self.faults.append(dialog.message), dialog.dismiss())
        )
        self.page.add_init_script(
            "window.broken = []; addEventListener('securitypolicyviolation',"
            " event => window.broken.push(event.violatedDirective))"
        )
        self.page.goto(path.as_uri() + link)
        self.page.wait_for_selector("#shown:not(:empty)")

    def _note(self, request: Any) -> None:
        if not request.url.startswith(("file:", "data:", "blob:")):
            self.faults.append(request.url)

    def sees(self, script: str, *arguments: Any) -> Any:
        """Return what a script gives in the page."""
        return self.page.evaluate(script, *arguments)

    def is_clean(self) -> bool:
        """Return whether nothing was asked for, complained of, blocked or run that must not be."""
        return (
            self.faults == []
            and self.sees("window.broken") == []
            and self.sees("window.hit") is None
        )


class PageVisit(Visit):
    """A visit to a page that is given as text, in a window of 1,440 by 900 pixels."""

    def __init__(self, browser: Any, page: str, folder: Path, *, link: str = "") -> None:
        path = folder / "page.html"
        path.write_text(page, encoding="utf-8")
        found = CONTENTS.search(page)
        assert found is not None
        self.contents: dict[str, Any] = unpacked(json.loads(found[1]))
        super().__init__(browser, path, link=link, viewport={"width": 1440, "height": 900})


def saved(visit: Visit, ending: str) -> bytes:
    """Choose a format in the menu of a page or a network, and return what it saves."""
    visit.page.click("#share summary, #save summary")
    with visit.page.expect_download() as waiting:
        visit.page.click(f"[data-save={ending}]")
    assert waiting.value.suggested_filename.endswith(f".{ending}")
    return Path(waiting.value.path()).read_bytes()


def axe_faults(page: Any) -> list[str]:
    """Return what axe finds: how grave it is, the rule, the element, and what axe says of it."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [
        f"{fault['impact']}: {fault['id']}: "
        f"{' '.join(map(str, node['target']))}: {node['failureSummary']}"
        for fault in found
        for node in fault["nodes"]
    ]
