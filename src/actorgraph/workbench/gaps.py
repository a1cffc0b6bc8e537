"""The sentences without a claim, by article, each with the reason."""

from dataclasses import dataclass

import pyoxigraph as ox

from actorgraph.vocabulary.vocab import INDIVIDUALS, NIF
from actorgraph.workbench.actor_lines import article_link
from actorgraph.workbench.catalogue_rows import Gap
from actorgraph.workbench.claims import ArticleLink
from actorgraph.workbench.desk import Desk
from actorgraph.workbench.rendering import page
from actorgraph.workbench.search import MOST_PAGES
from actorgraph.workbench.turning import part_of
from actorgraph.workbench.visit import Answer, Visit

GAPS_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence without a claim; `words` is empty where they are withheld."""

    article: ArticleLink
    words: str
    characters: str
    reason: str


def show(desk: Desk, visit: Visit) -> Answer:
    """Show the sentences without a claim, those of one article if it is named."""
    gaps = desk.catalogue.gaps
    article = desk.catalogue.article(INDIVIDUALS + visit.first("article"))
    if article is not None:
        gaps = tuple(gap for gap in gaps if gap.article == article.number)
    number = visit.number("page", default=1, most=MOST_PAGES)
    part = part_of(len(gaps), GAPS_A_PAGE, number)
    return page(
        "gaps",
        visit,
        count=len(gaps),
        sentences=[_sentence(desk, gap) for gap in gaps[part.begin : part.end]],
        page=part.page,
        pages=part.pages,
    )


def _sentence(desk: Desk, gap: Gap) -> Sentence:
    article = desk.catalogue.articles[gap.article]
    span = ox.NamedNode(f"{article.iri}#char={gap.begin},{gap.end}")
    return Sentence(
        article=article_link(article),
        words=desk.value(span, NIF.anchorOf),
        characters=f"characters {gap.begin:,} to {gap.end:,}",
        reason=gap.reason,
    )
