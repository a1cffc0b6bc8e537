"""The page on which people decide who is who: two actors side by side, or all who are one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import pyoxigraph as ox

from actorgraph.vocabulary.vocab import AG, DCT, RDFS, SKOS, local_name
from actorgraph.workbench.claims import ArticleLink, ClaimCard, read_claims
from actorgraph.workbench.contradictions import clashes
from actorgraph.workbench.desk import Desk, individual, path_of
from actorgraph.workbench.lately import lately
from actorgraph.workbench.neighbourhood import same_as
from actorgraph.workbench.rendering import page
from actorgraph.workbench.review_pairs import Pair, Pairs, pairs_of
from actorgraph.workbench.visit import NOT_HERE, Answer, Visit
from actorgraph.workbench.walking import rest_after

PATH = "/review/who"
SHOWN_WORDS = 3
SHOWN_ARTICLES = 5
LISTED = 12
STATES = {"": "Undecided", "unsure": "Unsure", "all": "All"}


@dataclass(frozen=True, slots=True)
class Side:
    """One of two actors: names, offices, where it is mentioned, and words about it.

    `end` is the end of its IRI; `group_size` says of how many actors its page is made.
    """

    end: str
    path: str
    name: str
    kind: str
    others: tuple[str, ...]
    offices: tuple[str, ...]
    articles: tuple[ArticleLink, ...]
    article_count: int
    claim_count: int
    words: tuple[ClaimCard, ...]
    group_size: int
    is_protected: bool


@dataclass(frozen=True, slots=True)
class PairLine:
    """A pair in the list at the left."""

    names: tuple[str, str]
    about: str
    address: str
    is_now: bool


@dataclass(frozen=True, slots=True)
class Walk:
    """The pairs that are walked through: how many, those to decide, and the one that is shown.

    `kept` are the fields that every address of the walk has: `actor` and `state`.
    """

    total: int
    decided: int
    waiting: Sequence[Pair]
    pair: Pair | None
    kept: dict[str, str]

    @property
    def rest(self) -> list[Pair]:
        """The pairs to decide after the one that is shown, and then those before it."""
        return rest_after(self.waiting, self.pair)

    @property
    def addresses(self) -> dict[str, str]:
        """Where a decision, the keys and the browser's history lead."""
        rest = self.rest
        following = rest[0] if rest else None
        before = None
        if self.pair in self.waiting[1:]:
            before = self.waiting[self.waiting.index(self.pair) - 1]
        return {
            "address": address_of(self.pair, **self.kept),
            "go_on": address_of(following, **self.kept),
            "next_address": address_of(following, **self.kept) if following else "",
            "before_address": address_of(before, **self.kept) if before else "",
        }


def show(desk: Desk, visit: Visit) -> Answer:
    """Show the pair that an address names, the next one to decide, or an actor's members."""
    pairs = pairs_of(desk)
    end = visit.first("actor")
    actor = individual(f"actor/{end}") if end else None
    if end and (actor is None or not desk.contains(actor)):
        return NOT_HERE
    walk = _walk(pairs, visit, actor)
    if walk.pair is None and visit.first("first"):
        return NOT_HERE
    members = _members(pairs, actor) if actor else ()
    return page(
        "who",
        visit,
        section="review",
        states=STATES,
        members=members,
        asked=members[0].name if members else "",
        lines=tuple(_lines(walk)),
        kept=walk.kept,
        is_whole=pairs.has_names_compared,
        lately=lately(desk, visit.reader),
        **_shown(pairs, walk),
    )


def warm(desk: Desk) -> None:
    """Find the pairs, which takes a look at every actor of the store."""
    len(pairs_of(desk).all)


def _walk(pairs: Pairs, visit: Visit, actor: ox.NamedNode | None) -> Walk:
    """Return the pairs that an address asks for, and the one that it names or that comes next."""
    state = visit.first("state")
    if state not in STATES:
        state = ""
    everyone = pairs.with_actor(actor) if actor else list(pairs.all)
    decisions = [pairs.decided(pair) for pair in everyone]
    waiting = [
        pair
        for pair, decision in zip(everyone, decisions, strict=True)
        if state in ("all", decision)
    ]
    return Walk(
        total=len(everyone),
        decided=sum(decision not in ("", "unsure") for decision in decisions),
        waiting=waiting,
        pair=_chosen(visit, pairs, waiting),
        kept={"actor": visit.first("actor"), "state": state},
    )


def _shown(pairs: Pairs, walk: Walk) -> dict[str, Any]:
    values: dict[str, Any] = {"pair": None, "made": "", "sides": (), **walk.addresses}
    values |= {"total": walk.total, "decided": walk.decided}
    pair = walk.pair
    if pair is not None:
        values["pair"] = pairs.explained(pair)
        values["made"] = pairs.decided(pair)
        values["sides"] = (side_of(pairs, pair.first), side_of(pairs, pair.second))
        values["clashes"] = clashes(pairs.desk, [pair.first], [pair.second])
    return values


def side_of(pairs: Pairs, node: ox.NamedNode) -> Side:
    """Return what is known about one actor, apart from all who are one with it."""
    desk = pairs.desk
    facts = desk.facts(node)
    claims = pairs.claims(node)
    articles = pairs.articles(node)
    reading = read_claims(desk, claims[:SHOWN_WORDS])
    label = facts.value(node, RDFS.label) or local_name(node)
    return Side(
        end=local_name(node),
        path=path_of(node.value),
        name=label,
        kind=facts.kind(node),
        others=tuple(sorted(set(facts.values(node, SKOS.altLabel)) - {label})),
        offices=tuple(_offices(desk, node)),
        articles=tuple(_article(desk, article) for article in articles[:SHOWN_ARTICLES]),
        article_count=len(articles),
        claim_count=len(claims),
        words=tuple(reading.cards(reading.entries.without_attitudes()[:SHOWN_WORDS])),
        group_size=len(same_as(desk.store, node)),
        is_protected=facts.flag(node, AG.protected) or facts.flag(node, AG.unnamed),
    )


def address_of(pair: Pair | None, **kept: str) -> str:
    """Return the address of a pair, or of the next one."""
    fields = {**kept}
    if pair is not None:
        fields |= {"first": pair.ends[0], "second": pair.ends[1]}
    query = urlencode([(name, value) for name, value in fields.items() if value])
    return f"{PATH}?{query}" if query else PATH


def _chosen(visit: Visit, pairs: Pairs, waiting: Sequence[Pair]) -> Pair | None:
    wanted = {visit.first("first"), visit.first("second")}
    if visit.first("first"):
        return next((pair for pair in pairs.all if set(pair.ends) == wanted), None)
    return next(iter(waiting), None)


def _lines(walk: Walk) -> Iterator[PairLine]:
    shown = [walk.pair, *walk.rest] if walk.pair else walk.rest
    for pair in shown[:LISTED]:
        about = "share a name"
        if pair.is_by_person:
            about = "tied by a person"
        elif pair.is_tied:
            about = f"tied by the machine, {pair.score or 0:.1f} points"
        address = address_of(pair, **walk.kept)
        yield PairLine(pair.names, about, address, pair is walk.pair)


def _members(pairs: Pairs, actor: ox.NamedNode) -> tuple[Side, ...]:
    return tuple(side_of(pairs, node) for node in same_as(pairs.desk.store, actor))


def _offices(desk: Desk, node: ox.NamedNode) -> Iterator[str]:
    for relation in desk.subjects(AG.subject, node):
        office = desk.value(relation, AG.office)
        bodies = [desk.value(body, RDFS.label) for body in desk.objects(relation, AG.object)]
        if office:
            yield ", ".join([office, *filter(None, bodies)])


def _article(desk: Desk, article: ox.NamedNode) -> ArticleLink:
    title = desk.value(article, DCT.title) or "An article"
    return ArticleLink(title, path_of(article.value), desk.value(article, DCT.issued))
