"""A map of very many cards: those that have most to do with each other become one card."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import product

from actorgraph.views.page.cards import Card
from actorgraph.views.page.events import Cast
from actorgraph.views.page.sorts import AT_RISK

# More cards than this are brought together by community first.
MOST_APART = 150
CROWD = "crowd"


def brought_together(cast: Cast, cards: list[Card]) -> list[Card]:
    """Return one card for each community of cards, those with most claims first.

    The same cards always give the same communities. Nobody is in the card of an actor's community
    who is at risk, and a card without others stays as it is.
    """
    free = [card for card in cards if _may_join(card)]
    apart = [card for card in cards if not _may_join(card)]
    together: dict[int, list[Card]] = defaultdict(list)
    for card, community in zip(free, _communities(cast, free), strict=True):
        together[community].append(card)
    crowds = [_crowd(cast, members) for members in together.values()]
    return sorted([*apart, *crowds], key=lambda card: (-len(card.claims), card.key))


def _may_join(card: Card) -> bool:
    return card.key != AT_RISK and bool(card.actors)


def _communities(cast: Cast, cards: list[Card]) -> list[int]:
    """Return the community of each card."""
    import igraph

    weights = _weights(cast, cards)
    graph = igraph.Graph(n=len(cards), edges=list(weights))
    found = graph.community_fastgreedy(weights=list(weights.values()))
    return list(found.as_clustering().membership)


def _weights(cast: Cast, cards: list[Card]) -> dict[tuple[int, int], int]:
    """Return how many events join two cards."""
    card_of: dict[int, int] = {}
    for number, card in enumerate(cards):
        card_of.update(dict.fromkeys(card.actors, number))
    weights: Counter[tuple[int, int]] = Counter()
    for event in cast.events:
        begins = {card_of[actor] for actor in event.doers if actor in card_of}
        ends = {card_of[actor] for actor in event.reached if actor in card_of}
        for begin, end in product(begins, ends):
            if begin != end:
                weights[min(begin, end), max(begin, end)] += 1
    return dict(sorted(weights.items()))


def _crowd(cast: Cast, cards: list[Card]) -> Card:
    """Return the card of a community, named after the card with most claims."""
    if len(cards) == 1:
        return cards[0]
    first = cards[0]
    key = f"{CROWD} {first.key}"
    return Card(
        key=key,
        actors=_all_of(card.actors for card in cards),
        label=f"{first.label} and {len(cards) - 1} more",
        kind=first.kind,
        claims=tuple(sorted(_all_of(card.claims for card in cards), key=cast.place_in_text)),
        sort=key,
        members=_all_of(card.members for card in cards if not card.protected),
    )


def _all_of(parts: Iterable[tuple[int, ...]]) -> tuple[int, ...]:
    found: dict[int, None] = {}
    for part in parts:
        found.update(dict.fromkeys(part))
    return tuple(found)
