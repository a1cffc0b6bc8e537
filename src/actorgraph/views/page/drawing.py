"""The page: the article with its marks, the map and the lists, in one file without requests."""

from importlib.resources import files
from pathlib import Path
from typing import Any

from actorgraph.checking.check import of_sound
from actorgraph.graph.facts import Facts
from actorgraph.stores.contract import Store
from actorgraph.views.page.assets import asset, compact, content_policy, templates
from actorgraph.views.page.contents import contents
from actorgraph.views.page.details import add_details
from actorgraph.views.page.entries import Entries, entries
from actorgraph.views.page.reading import blocks
from actorgraph.views.projection import project

FOLDER = Path(str(files("actorgraph.views.page")))
TEMPLATES = FOLDER / "templates"
# A row of a node that is an event says only that; the claims' rows have the rest.
EVENT_NODE = 0
STYLES = ("page.css", "map.css", "print.css")
SCRIPT = "page.js"
Row = dict[str, Any]


@of_sound
def render(
    store: Store,
    *,
    title: str | None = None,
    home: str = "",
) -> str:
    """Draw a store as a page that needs nothing else: the same store always gives the same bytes.

    `home` is the index to which the page of a part leads back. Raises GraphError if the graph
    breaks the rules of its vocabulary.
    """
    facts = Facts(store.triples())
    rows = page_contents(facts)
    held = entries(rows)
    titles = [article["title"] for article in rows["articles"]]
    script, style = compact(asset(FOLDER, SCRIPT)), _style()
    return (
        templates(TEMPLATES)
        .get_template("page.html.jinja")
        .render(
            title=title or " · ".join(titles),
            home=home,
            dateline=_dateline(held),
            articles=_articles(held),
            contents=_written(rows),
            script=script,
            style=style,
            policy=content_policy([script], style),
        )
    )


def page_contents(facts: Facts) -> Row:
    """Gather the rows of the page: those of `contents` with the details that the page adds."""
    graph = project(facts)
    names = sorted(graph.nodes)
    return add_details(contents(graph, facts, names), facts, names)


def _written(rows: Row) -> Row:
    """Return the rows as the page carries them: without what the claims' rows say, too."""
    nodes = [EVENT_NODE if "claim" in row else row for row in rows["nodes"]]
    written = {key: value for key, value in rows.items() if key != "edges"}
    return written | {"nodes": nodes}


def _articles(held: Entries) -> list[Row]:
    return [
        {
            "row": row,
            "withheld": row["text"] is None,
            "blocks": blocks(held, number),
        }
        for number, row in enumerate(held.articles)
    ]


def _dateline(held: Entries) -> str:
    """Return the day of publication and how many claims there are."""
    claims = [claim for claim in held.claims if claim.level != "attitude"]
    parts = sorted({row["issued"] for row in held.articles if row["issued"]})
    noun = "claim" if len(claims) == 1 else "claims"
    return " · ".join([*parts[:1], f"{len(claims)} {noun}"])


def _style() -> str:
    """Return the styles as one text, without indents and comment lines."""
    sheets = [FOLDER / name for name in STYLES]
    lines: list[str] = []
    for sheet in sheets:
        if sheet.exists():
            lines += asset(FOLDER, sheet.name).splitlines()
    stripped = [line.strip() for line in lines]
    return "\n".join(line for line in stripped if line and not line.startswith("/*"))
