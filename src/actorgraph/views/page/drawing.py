"""The page: the article with its marks, the map and the lists, in one file without requests."""

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import bidirectional

from actorgraph.checking.check import of_sound
from actorgraph.graph.facts import Facts
from actorgraph.graph.records import CERTAINTY_IN_WORDS
from actorgraph.stores.contract import Store
from actorgraph.views.gaps import uncoded
from actorgraph.views.page import dates, lists, summary
from actorgraph.views.page.assets import asset, content_policy, templates
from actorgraph.views.page.contents import contents
from actorgraph.views.page.details import add_details
from actorgraph.views.page.entries import LEVELS, Entries, entries
from actorgraph.views.page.events import of_events
from actorgraph.views.page.map_rows import card_rows, line_row, view_row
from actorgraph.views.page.mapping import Map, draw_map
from actorgraph.views.page.packing import article_row, packed
from actorgraph.views.page.reading import Block, blocks
from actorgraph.views.projection import project

if TYPE_CHECKING:
    from jinja2 import Template
    from markupsafe import Markup

FOLDER = Path(str(files("actorgraph.views.page")))
TEMPLATES = FOLDER / "templates"
# The page, and the page of a graph without a claim, which needs no map and no lists.
PAGE, EMPTY = "page", "empty"
LEVEL_WORDS = {**CERTAINTY_IN_WORDS, "statement": "statements"}
TONES = {"harm": "Harm", "help": "Help", "denied": "Denied"}
TABS = {
    "map": "Map",
    "who": "Who’s who",
    "timeline": "Timeline",
    "quotes": "Quotes",
    "table": "Table",
}
BOTTOM = {
    "read": "Read",
    "who": "Who",
    "map": "Map",
    "timeline": "When",
    "quotes": "Quotes",
    "table": "Table",
}
# Above this, the page says how many actors are folded.
MOST_ACTORS = 1000
# How many sentences without a claim a page without any claim lists.
MOST_GAPS = 12
Row = dict[str, Any]


@of_sound
def render(
    store: Store,
    *,
    title: str | None = None,
    home: str = "",
    network: str = "",
) -> str:
    """Draw a store as a page that needs nothing else: the same store always gives the same bytes.

    `home` is the index to which the page of a part leads back, and `network` the file of the
    network. Raises GraphError if the graph breaks the rules of its vocabulary.
    """
    facts = Facts(store.triples())
    rows = page_contents(facts)
    held = entries(rows)
    titles = [article["title"] for article in rows["articles"]]
    levels = _levels(held)
    drawn = draw_map(rows)
    articles = _articles(held)
    form = PAGE if _has_content(held, drawn) else EMPTY
    script = asset(FOLDER, f"{form}.js")
    style = _style(form, drawn, levels)
    return _template(form).render(
        title=title or " · ".join(titles),
        home=home,
        network=network,
        contents=_written(rows, held, drawn, articles),
        map=drawn,
        extent=_extent(held, drawn),
        script=script,
        style=style,
        policy=content_policy([script], style),
        levels=levels,
        gaps=[] if held.without_attitudes() else _gaps(store),
        articles=articles,
        **_reading(held),
        **_lists(held),
    )


def _style(form: str, drawn: Map, levels: list[Row]) -> str:
    style = asset(FOLDER, f"{form}.css")
    if form == EMPTY:
        return style
    return style + _widths(levels) + drawn.style


def _has_content(held: Entries, drawn: Map) -> bool:
    """Return whether there is anything to choose: a claim, an attitude or an actor."""
    return bool(held.claims or held.actors or drawn.views)


@cache
def _template(form: str) -> "Template":
    """Return the template of a form of the page, which is compiled once."""
    environment = templates(TEMPLATES)
    environment.filters["capital"] = _capital
    environment.filters["attribute"] = _attribute
    return environment.get_template(f"{form}.html.jinja")


def page_contents(facts: Facts) -> Row:
    """Gather the rows of the page: those of `contents` with the details that the page adds."""
    graph = project(facts)
    names = sorted(graph.nodes)
    return add_details(contents(graph, facts, names), facts, names)


def _written(rows: Row, held: Entries, drawn: Map, articles: list[Row]) -> Row:
    """Return the rows as the page carries them, with the map and the lists of the tabs."""
    cast = of_events(rows)
    second = {drawn_view.name: view_row(drawn_view) for drawn_view in drawn.views[1:]}
    return (
        packed(rows)
        | second
        | {
            "articles": [article_row(article["row"], article["blocks"]) for article in articles],
            "cards": card_rows(drawn.contents["cards"], cast),
            "lines": [line_row(line) for line in drawn.contents["lines"]],
            "frames": drawn.contents["frames"],
            "who": lists.who_rows(held),
            "lanes": dates.lanes(held),
            "voices": lists.voice_rows(held),
        }
    )


def _reading(held: Entries) -> Row:
    """Return what the head, the bar and the article show."""
    return {
        "claim_count": len(held.without_attitudes()),
        "dateline": _dateline(held),
        "tones": _tones(held),
        "tabs": _keyed(TABS),
        "bottom": _keyed(BOTTOM),
    }


def _lists(held: Entries) -> Row:
    """Return what the tabs show and what lies below them."""
    return {
        "table": list(lists.table(held)),
        "strip": dates.strip(held),
        "tiles": summary.tiles(held),
    }


def _keyed(words: dict[str, str]) -> list[Row]:
    return [{"key": key, "words": text} for key, text in words.items()]


def _levels(held: Entries) -> list[Row]:
    """Return the seven counts of how sure the claims are."""
    found = [claim.level for claim in held.claims]
    return [
        {"key": level, "words": _capital(LEVEL_WORDS[level]), "count": found.count(level)}
        for level in LEVELS
    ]


def _tones(held: Entries) -> list[Row]:
    events = [claim for claim in held.claims if claim.is_event]
    counts = {
        "harm": sum(claim.tone == "harm" for claim in events),
        "help": sum(claim.tone == "help" for claim in events),
        "denied": sum(claim.denied for claim in held.without_attitudes()),
    }
    return [{"key": key, "words": TONES[key], "count": count} for key, count in counts.items()]


def _articles(held: Entries) -> list[Row]:
    return [_article(row, blocks(held, number)) for number, row in enumerate(held.articles)]


def _article(row: Row, found: tuple[Block, ...]) -> Row:
    about = [row["publisher"], row["issued"]]
    return {
        "row": row,
        "withheld": row["text"] is None,
        "blocks": found,
        "is_rtl": _is_rtl(row["title"]),
        "untitled": not any(block.kind == "title" for block in found),
        "about": ", ".join(part for part in about if part),
    }


def _is_rtl(text: str) -> bool:
    """Return whether the first letter of a text is of a script that runs from right to left.

    `dir=auto` would let the browser look again at every word that it reads.
    """
    for character in text:
        direction = bidirectional(character)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


def _attribute(value: str) -> "Markup":
    """Return names or numbers as the value of an attribute, in quotation marks if several."""
    from markupsafe import Markup

    return Markup('"{}"' if " " in value else "{}").format(value)


def _capital(name: str) -> str:
    """Return a name with its first letter as a capital, as a heading has it."""
    return name[:1].upper() + name[1:]


def _dateline(held: Entries) -> str:
    """Return the day of publication and how many claims there are."""
    count = len(held.without_attitudes())
    days = sorted({row["issued"] for row in held.articles if row["issued"]})
    noun = "claim" if count == 1 else "claims"
    return " · ".join([*days[:1], f"{count} {noun}"])


def _gaps(store: Store) -> list[Row]:
    """Return the first sentences that gave no claim, with the reasons."""
    return [
        {"words": words, "reason": reason}
        for _, _, reason, words in uncoded(store)[:MOST_GAPS]
        if words
    ]


def _extent(held: Entries, drawn: Map) -> str:
    """Return how many actors the map has, in how many cards; of very many, how many are folded."""
    if not drawn.views:
        return ""
    view = drawn.views[0]
    actors = len(held.actors)
    cards = len(view.cards) + len(view.more)
    if actors > MOST_ACTORS:
        return f"{actors - cards:,} of {actors:,} actors are folded"
    return f"{actors} actors in {cards} cards"


def _widths(levels: list[Row]) -> str:
    """Return the rules that make each count of the bar as wide as it has claims."""
    rules = [f"[data-sure={level['key']}]{{flex-grow:{level['count']}}}\n" for level in levels]
    return "".join(rules)
