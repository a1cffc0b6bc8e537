"""Pages that are linked: what one page cannot show is parted into communities, and every claim stands on one of them."""

import random
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from actorgraph.checking.check import of_sound
from actorgraph.errors import GraphError
from actorgraph.stores.contract import Store
from actorgraph.views.page import FOLDER, drawn_of, render
from actorgraph.views.projection import Tellings, Told, gather, project
from actorgraph.vocabulary.vocab import AG

if TYPE_CHECKING:
    import networkx

# A page draws no more nodes than this, and is no larger than so many bytes.
MOST_NODES, MOST_BYTES = 3000, 4_000_000
# A community's page draws all at once, without asking.
FULL = 1000
SEED = 7
NAMED = 12


@of_sound
def pages(store: Store, stem: str = "page", *, with_sparql: bool = False) -> dict[str, str]:
    """Return the pages of a store by file name: one, or an index and a page for each community.

    `stem` begins each name: `page.html`, `page-01.html`, … The same store always gives the same bytes. A page that answers
    SPARQL holds the whole graph: raises GraphError where that is wanted and one page does not suffice.
    """
    told = gather(store)
    graph = project(told)
    if len(graph) <= MOST_NODES:
        alone = _rendered(told, graph)
        if len(alone.encode()) <= MOST_BYTES:
            return {f"{stem}.html": render(store, with_sparql=True) if with_sparql else alone}
    if with_sparql:
        raise GraphError(
            "too large for one page, and so for SPARQL in it", remedy="ask with: actorgraph query"
        )
    parts = [_restricted(told, claims) for claims in _communities(told, graph)]
    width = max(2, len(str(len(parts))))
    names = [f"{stem}-{place:0{width}}.html" for place in range(1, len(parts) + 1)]
    written, listed = {}, []
    for name, part in zip(names, parts, strict=True):
        drawn = project(part)
        actors = sorted(
            (node for node in drawn if not _is_claim(part, node)),
            key=lambda node: (-drawn.nodes[node]["count"], drawn.nodes[node]["label"], node),
        )
        labels = [drawn.nodes[node]["label"] for node in actors]
        heading = ", ".join(labels[:3])
        written[name] = _rendered(part, drawn, title=heading, home=f"{stem}.html")
        claims = sum(_is_claim(part, subject) for subject in part)
        listed.append({"page": name, "actors": labels, "nodes": len(drawn), "claims": claims})
    index = _index(listed, sum(_is_claim(told, subject) for subject in told))
    return {f"{stem}.html": index, **written}


def _rendered(
    told: Told, graph: "networkx.MultiDiGraph", *, title: str | None = None, home: str = ""
) -> str:
    return str(drawn_of(told, graph, title=title, home=home).generate_html(notebook=False))


def _index(listed: list[dict[str, Any]], claims: int) -> str:
    """Write the page that leads to the others: each community by its best-known actors, and where everybody is."""
    from jinja2 import Environment, FileSystemLoader

    where: dict[str, list[str]] = defaultdict(list)
    for row in listed:
        for name in dict.fromkeys(row["actors"]):
            where[name].append(row["page"])
    sheets = Environment(loader=FileSystemLoader(str(Path(str(FOLDER)))), autoescape=True)
    places = sorted(where.items(), key=lambda held: (held[0].casefold(), held[0]))
    return sheets.get_template("index.html.jinja").render(
        listed=listed, claims=claims, places=places, named=NAMED
    )


def _communities(told: Told, graph: "networkx.MultiDiGraph") -> list[list[str]]:
    """Part the claims: each goes with the node it is, or with its subject; small communities share a page."""
    import igraph as ig

    names = sorted(graph)
    index = {name: place for place, name in enumerate(names)}
    pairs = sorted({tuple(sorted((index[a], index[b]))) for a, b in graph.edges() if a != b})
    ig.set_random_number_generator(random.Random(SEED))
    found = ig.Graph(n=len(names), edges=pairs).community_multilevel()
    ig.set_random_number_generator(random)
    home = {names[node]: number for number, members in enumerate(found) for node in members}
    claims: dict[int, list[str]] = {number: [] for number in range(len(found))}
    for subject in sorted(told):
        if _is_claim(told, subject):
            holder = next(iter(_parties(told, subject)), "")
            claims[home.get(subject, home.get(holder, 0))].append(subject)
    return _bundled(sorted(filter(None, claims.values()), key=lambda held: (-len(held), held)))


def _bundled(communities: list[list[str]]) -> list[list[str]]:
    """Cut what is too large for a page, and lay small ones together until a page is full."""
    bundles: list[list[str]] = []
    cut = [
        held[at : at + FULL // 2] for held in communities for at in range(0, len(held), FULL // 2)
    ]
    for held in cut:
        if bundles and len(bundles[-1]) + len(held) <= FULL // 2:
            bundles[-1].extend(held)
        else:
            bundles.append(list(held))
    return bundles


def _restricted(told: Told, claims: list[str]) -> Told:
    """Return what is told without the other claims; the statements that hold these come along."""
    kept = set(claims)
    for claim in claims:
        within = told[claim].get("saidIn", [])
        while within and within[0] not in kept:
            kept.add(within[0])
            within = told[within[0]].get("saidIn", [])
    articles = {article for claim in kept for article in told[claim]["reportedIn"]}
    part = Tellings()
    for subject, facts in told.items():
        if (
            subject in kept
            if _is_claim(told, subject)
            else subject in articles or "sha256" not in facts
        ):
            part[subject] = facts
    return part


def _parties(told: Told, claim: str) -> list[str]:
    return [party for role in ("subject", "holder", "agent") for party in told[claim].get(role, ())]


def _is_claim(told: Told, subject: str) -> bool:
    return AG.Claim.value in told[subject].get("type", ())
