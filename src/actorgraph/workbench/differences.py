"""How articles differ about somebody: side by side, counterparts on one row."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

import pyoxigraph as ox

from actorgraph.vocabulary.vocab import AG
from actorgraph.workbench.claims import ArticleLink, ClaimCard, article_of, cards_of
from actorgraph.workbench.desk import Desk
from actorgraph.workbench.somebody import Somebody

MOST_ARTICLES = 3
MOST_ROWS = 60
Node = ox.NamedNode


@dataclass(frozen=True, slots=True)
class Row:
    """Claims about one event, a list for each article; `is_shared` where several have it."""

    cells: tuple[tuple[ClaimCard, ...], ...]
    is_shared: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """Articles side by side; `left_out` are further ones that mention somebody."""

    articles: tuple[ArticleLink, ...]
    left_out: int
    rows: tuple[Row, ...]
    more: int


def compare(desk: Desk, somebody: Somebody) -> Comparison:
    """Compare what articles say about somebody, those first that share most events."""
    claims = somebody.all_claims
    where = {claim: desk.objects(claim, AG.reportedIn)[:1] for claim in claims}
    groups = _groups(desk, claims)
    groups.sort(key=lambda group: not _is_shared(group, where))
    articles = _articles(where, [group for group in groups if _is_shared(group, where)])
    chosen = articles[:MOST_ARTICLES]
    ordered = [group for group in groups if any(where[claim][0] in chosen for claim in group)]
    shown = ordered[:MOST_ROWS]
    cards = cards_of(desk, chain.from_iterable(shown))
    return Comparison(
        articles=tuple(article_of(desk, article) for article in chosen),
        left_out=len(articles) - len(chosen),
        rows=tuple(_row(group, chosen, where, cards) for group in shown),
        more=len(ordered) - len(shown),
    )


def _is_shared(group: list[Node], where: dict[Node, list[Node]]) -> bool:
    """Return whether several articles have an event."""
    return len({article for claim in group for article in where[claim]}) > 1


def _groups(desk: Desk, claims: Iterable[Node]) -> list[list[Node]]:
    """Return the claims by event, in the order of the first of each."""
    waiting = dict.fromkeys(claims)
    groups = []
    while waiting:
        first = next(iter(waiting))
        group, reached = [], [first]
        while reached:
            claim = reached.pop()
            if claim not in waiting:
                continue
            del waiting[claim]
            group.append(claim)
            reached += desk.objects(claim, AG.sameEventAs)
            reached += desk.subjects(AG.sameEventAs, claim)
        groups.append(group)
    return groups


def _articles(where: dict[Node, list[Node]], shared: list[list[Node]]) -> list[Node]:
    """Return the articles by how many events they share with others, then by their claims."""
    events: Counter[Node] = Counter()
    for group in shared:
        events.update({article for claim in group for article in where[claim]})
    claims = Counter(article for articles in where.values() for article in articles)
    return sorted(claims, key=lambda node: (-events[node], -claims[node], node.value))


def _row(
    group: list[Node],
    articles: list[Node],
    where: dict[Node, list[Node]],
    cards: dict[Node, ClaimCard],
) -> Row:
    cells = []
    for article in articles:
        own = [claim for claim in group if where[claim] == [article]]
        cells.append(tuple(cards[claim] for claim in own if claim in cards))
    return Row(tuple(cells), sum(bool(cell) for cell in cells) > 1)
