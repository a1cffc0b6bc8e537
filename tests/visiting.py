"""Visits to the page in a browser, with everything that it asked for and complained of."""

import json
import re
from pathlib import Path
from typing import Any

CONTENTS = re.compile(r'<script type="application/json" id="contents">(.*?)</script>', re.S)


class PageVisit:
    """A page opened from a file, offline, in a window of 1,440 by 900 pixels."""

    def __init__(
        self, browser: Any, page: str, folder: Path, *, link: str = "", **options: Any
    ) -> None:
        path = folder / "page.html"
        path.write_text(page, encoding="utf-8")
        settings = {
            "viewport": {"width": 1440, "height": 900},
            "offline": True,
            "reduced_motion": "reduce",
        } | options
        found = CONTENTS.search(page)
        assert found is not None
        self.contents: dict[str, Any] = json.loads(found[1])
        self.context = browser.new_context(locale="en-GB", timezone_id="UTC", **settings)
        self.page = self.context.new_page()
        self.faults: list[str] = []
        self.page.on("request", self._note)
        self.page.on("console", lambda message: self.faults.append(message.text))
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.add_init_script(
            "window.broken = []; addEventListener('securitypolicyviolation',"
            " event => window.broken.push(event.violatedDirective))"
        )
        self.page.goto(path.as_uri() + link)

    def _note(self, request: Any) -> None:
        if not request.url.startswith(("file:", "data:", "blob:")):
            self.faults.append(request.url)

    def is_clean(self) -> bool:
        """Return whether nothing was asked for, complained of, blocked or run that must not be."""
        hit = self.page.evaluate("window.hit")
        broken = self.page.evaluate("window.broken")
        return self.faults == [] and broken == [] and hit is None
