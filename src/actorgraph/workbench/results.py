"""The page of a search: what is found, what else can be chosen, and the results as files."""

from collections.abc import Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from actorgraph.workbench import facets, gaps, uncatalogued
from actorgraph.workbench.actor_lines import ActorLine, actor_line, article_link
from actorgraph.workbench.catalogue_rows import ArticleRow, ClaimRow
from actorgraph.workbench.claim_rows import cards
from actorgraph.workbench.claims import ArticleLink, ClaimCard
from actorgraph.workbench.desk import Desk
from actorgraph.workbench.found import Found
from actorgraph.workbench.rendering import counted, page
from actorgraph.workbench.result_files import FILES, saved
from actorgraph.workbench.search import Search
from actorgraph.workbench.search_sparql import sparql
from actorgraph.workbench.turning import part_of
from actorgraph.workbench.visit import Answer, Visit

CLAIMS_A_PAGE = 20
ROWS_A_PAGE = 50
# How many actors and articles come before the claims where everything is searched.
FIRST_ACTORS = 5
FIRST_ARTICLES = 3
SECTIONS = {"article": "articles", "actor": "actors"}


@dataclass(frozen=True, slots=True)
class Excerpt:
    """An article in a list: how many claims it has."""

    link: ArticleLink
    claims: int


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of the results: what it shows, and which page of how many it is.

    `broken` are claims of graphs that break the rules of the vocabulary.
    """

    actors: Sequence[ActorLine] = ()
    articles: Sequence[Excerpt] = ()
    claims: Sequence[ClaimCard] = ()
    broken: Sequence[ClaimRow] = ()
    page: int = 1
    pages: int = 1


@dataclass(frozen=True, slots=True)
class WayOut:
    """What to drop where nothing is found: its words, what is found then, and the address."""

    words: str
    count: int
    address: str


def show(desk: Desk, visit: Visit) -> Answer:
    """Show what a search finds, or return it as a file. Raises TooLarge."""
    if not desk.has_catalogue and not visit.first("as"):
        return uncatalogued.show_search(desk, visit)
    if visit.first("is") == "gap":
        return gaps.show(desk, visit)
    search = Search.read(visit)
    found = find(desk, search)
    if visit.first("as") in FILES:
        return saved(desk, found, visit.first("as"))
    return page(
        "search",
        visit,
        section=SECTIONS.get(search.thing, ""),
        search=search,
        found=found,
        title=_title(found),
        things=facets.things(found),
        chosen=facets.chosen(found),
        facets=facets.facets(found),
        leaf=_leaf(desk, found),
        ways_out=_ways_out(desk, found),
        sparql=sparql(found),
    )


def find(desk: Desk, search: Search) -> Found:
    """Run a search over a desk."""
    return Found(desk.catalogue, search, desk.verdicts)


def claims_found(desk: Desk, search: Search, most: int) -> list[ox.NamedNode]:
    """Return the claims that a search finds, at most `most`, such as for a map.

    These are the claims of the actors or articles it finds, and those whose words it finds.
    """
    found = find(desk, search)
    numbers: dict[int, None] = {}
    if search.words and not search.thing:
        for actor in found.actors[:FIRST_ACTORS]:
            in_scope = actor.claims[found.in_scope[actor.claims]]
            numbers.update(dict.fromkeys(in_scope.tolist()))
    claims = found.shown_numbers if len(found.shown_numbers) else found.counted_numbers
    numbers.update(dict.fromkeys(claims[:most].tolist()))
    rows = desk.catalogue.claims
    return [ox.NamedNode(rows[number].iri) for number in list(numbers)[:most]]


def _title(found: Found) -> str:
    thing = found.search.thing
    if thing:
        return counted(found.counts[thing], thing)
    return counted(sum(found.counts.values()), "result")


def _leaf(desk: Desk, found: Found) -> Leaf:
    thing = found.search.thing
    if thing == "actor":
        return _leaf_of_actors(found)
    if thing == "article":
        return _leaf_of_articles(found)
    part = part_of(len(found.shown_claims), CLAIMS_A_PAGE, found.search.page)
    actors: list[ActorLine] = []
    articles: list[Excerpt] = []
    # The claims have the pages; actors and articles come before them on the first.
    if not thing and found.search.words and part.page == 1:
        actors = [actor_line(found.catalogue, row) for row in found.actors[:FIRST_ACTORS]]
        articles = [_excerpt(row) for row in found.articles[:FIRST_ARTICLES]]
    claims = found.shown_claims[part.begin : part.end]
    shown = cards(desk, claims)
    codes = {card.code for card in shown}
    return Leaf(
        actors=actors,
        articles=articles,
        claims=shown,
        broken=[claim for claim in claims if claim.code not in codes],
        page=part.page,
        pages=part.pages,
    )


def _leaf_of_actors(found: Found) -> Leaf:
    part = part_of(len(found.actors), ROWS_A_PAGE, found.search.page)
    actors = found.actors[part.begin : part.end]
    lines = [actor_line(found.catalogue, row) for row in actors]
    return Leaf(actors=lines, page=part.page, pages=part.pages)


def _leaf_of_articles(found: Found) -> Leaf:
    part = part_of(len(found.articles), ROWS_A_PAGE, found.search.page)
    articles = found.articles[part.begin : part.end]
    excerpts = [_excerpt(row) for row in articles]
    return Leaf(articles=excerpts, page=part.page, pages=part.pages)


def _excerpt(article: ArticleRow) -> Excerpt:
    return Excerpt(article_link(article), len(article.claims))


def _ways_out(desk: Desk, found: Found) -> list[WayOut]:
    """Return what each choice keeps from being found, where nothing is found."""
    search = found.search
    if any(found.counts.values()):
        return []
    ways = []
    for name, value in search.chosen.items():
        wider = search.without(name)
        count = sum(find(desk, wider).counts.values())
        ways.append(WayOut(facets.words_of(found, name, value), count, wider.address))
    return sorted(ways, key=lambda way: -way.count)
