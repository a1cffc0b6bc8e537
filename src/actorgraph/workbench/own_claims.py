"""The claims of somebody by part of its page, also where there are thousands.

They are read by a few queries: asking for the properties of each claim takes seconds.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache
from itertools import takewhile

import pyoxigraph as ox

from actorgraph.stores.contract import MERGED
from actorgraph.text.verdicts import Verdict
from actorgraph.vocabulary.roles import ACTING, ROLES, roles_of
from actorgraph.vocabulary.vocab import AG, DCT, local_name, prefixes, subclasses
from actorgraph.workbench.desk import Desk

Node = ox.NamedNode
DIGITS = re.compile(r"(\d+)")
# The parts of a page, in the order in which a claim is put into the first that fits.
SAID, ON_WORD, DID, DONE, OFFICES = "said", "word", "did", "done", "offices"
PARTS = (SAID, ON_WORD, DID, DONE, OFFICES)
# Of so many actors the claims are remembered, for the other pages and tabs.
MOST_CACHED = 8
SET_ASIDE = (AG.Rejected, AG.Corrected)
# Derived edges have a subject and an object, too, but no article.
IN_A_ROLE = """SELECT DISTINCT ?claim ?article WHERE {
  VALUES ?it { %s } ?claim ag:%s ?it . ?claim ag:reportedIn ?article
}"""
ACTS = "|".join(f"ag:{role}" for role in ACTING)
STATEMENTS = f"""SELECT DISTINCT ?claim WHERE {{
  VALUES ?it {{ %s }} VALUES ?kind {{ %s }} ?claim {ACTS} ?it . ?claim a ?kind
}}"""
IN_STATEMENTS = f"""SELECT DISTINCT ?statement ?claim ?article WHERE {{
  VALUES ?it {{ %s }} ?statement {ACTS} ?it . ?claim ag:saidIn ?statement ; ag:reportedIn ?article
}}"""


def claims_by_part(desk: Desk, nodes: Sequence[Node]) -> dict[str, tuple[Node, ...]]:
    """Return somebody's claims by part of the page, each part by article and text.

    What a person rejected or replaced is left out.
    """
    key = tuple(nodes)
    verdicts, known = desk.own_claims.get(key, (None, None))
    # The snapshot never changes.
    current = desk.verdicts
    if known is None or verdicts != current:
        known = _read(desk, nodes)
        while len(desk.own_claims) >= MOST_CACHED:
            desk.own_claims.pop(next(iter(desk.own_claims)))
        desk.own_claims[key] = current, known
    return known


def _read(desk: Desk, nodes: Sequence[Node]) -> dict[str, tuple[Node, ...]]:
    reader = _Claims(desk, nodes)
    found = reader.by_part()
    places = reader.places()
    return {part: tuple(sorted(found[part], key=places.__getitem__)) for part in PARTS}


class _Claims:
    """Reads the claims of somebody's identities, with the articles of each."""

    def __init__(self, desk: Desk, nodes: Sequence[Node]) -> None:
        self.desk = desk
        self.it = " ".join(map(str, nodes))
        self.articles: dict[Node, set[Node]] = {}
        self.dates: dict[Node, list[int]] = {}
        self.verdicts: Mapping[str, Verdict] = desk.verdicts
        self.set_aside = _set_aside(desk)

    def by_part(self) -> dict[str, Set[Node]]:
        """Return the claims that count by part."""
        found: dict[str, set[Node]] = {part: set() for part in PARTS}
        statements = self._statements()
        for role in ROLES:
            claims = set(self._in_role(role))
            said = set()
            if role in ACTING:
                said = claims & statements
            found[SAID] |= said
            found[_part(role)] |= claims - said
        found[ON_WORD].update(self._within(found[SAID]))
        found[ON_WORD] -= found[SAID]
        found[DONE] -= found[DID] | found[SAID]
        return {**found}

    def places(self) -> dict[Node, tuple[list[int], str, list[tuple[int, str]]]]:
        """Return the place of each claim: the newest article first, within one by the text."""
        begin = _shared_beginning(claim.value for claim in self.articles)
        places = {}
        for claim, found in self.articles.items():
            articles = sorted(found, key=str)
            text = "".join(map(str, articles))
            order = list(_natural(claim.value[begin:]))
            places[claim] = self._date(articles[0]), text, order
        return places

    def _date(self, article: Node) -> list[int]:
        if article not in self.dates:
            date = self.desk.value(article, DCT.issued)
            # From the last letter to the first, as the newest comes first.
            self.dates[article] = [-ord(letter) for letter in date] or [1]
        return self.dates[article]

    def _in_role(self, role: str) -> Iterator[Node]:
        for claim, article in self._ask(IN_A_ROLE % (self.it, role)):
            if self._counts(claim):
                self.articles.setdefault(claim, set()).add(article)
                yield claim

    def _statements(self) -> Set[Node]:
        """Return those of the claims in which somebody acts that are somebody's words."""
        kinds = " ".join(map(str, _classes_of_statements()))
        return {claim for (claim,) in self._ask(STATEMENTS % (self.it, kinds))}

    def _within(self, statements: Set[Node]) -> Iterator[Node]:
        """Yield the claims in statements."""
        for statement, claim, article in self._ask(IN_STATEMENTS % self.it):
            if statement in statements and self._counts(claim):
                self.articles.setdefault(claim, set()).add(article)
                yield claim

    def _counts(self, claim: Node) -> bool:
        """Return whether no person rejected or replaced a claim."""
        verdict = self.verdicts.get(local_name(claim)) if self.verdicts else None
        if verdict is not None:
            return not verdict.is_set_aside
        return claim not in self.set_aside

    def _ask(self, sparql: str) -> Iterator[tuple[Node, ...]]:
        """Yield the rows of nodes that have a page; blank nodes have none."""
        solutions = self.desk.store.query(sparql, prefixes=prefixes())
        assert isinstance(solutions, ox.QuerySolutions)
        width = len(solutions.variables)
        for solution in solutions:
            row = tuple(term for term in solution if isinstance(term, Node))
            if len(row) == width:
                yield row


def _set_aside(desk: Desk) -> Set[Node]:
    """Return the claims that a person has rejected or replaced in the graphs themselves."""
    found: set[Node] = set()
    for verdict in SET_ASIDE:
        quads = desk.store.quads_for_pattern(None, AG.reviewed, verdict, MERGED)
        found.update(quad.subject for quad in quads if isinstance(quad.subject, Node))
    return found


def _part(role: str) -> str:
    """Return the part of a claim that is not a statement, by somebody's role in it."""
    if role == "attributedTo":
        return ON_WORD
    if role in roles_of("Relation"):
        return OFFICES
    return DID if role in ACTING else DONE


@cache
def _classes_of_statements() -> tuple[Node, ...]:
    return tuple(AG[name] for name in sorted(subclasses("Statement")))


def _shared_beginning(iris: Iterable[str]) -> int:
    """Return how many characters all IRIs begin with, up to a slash."""
    every = list(iris)
    # What the first and the last in order have in common, all have.
    pairs = zip(min(every, default=""), max(every, default=""), strict=False)
    shared = takewhile(lambda pair: pair[0] == pair[1], pairs)
    return "".join(letter for letter, _ in shared).rfind("/") + 1


def _natural(text: str) -> Iterator[tuple[int, str]]:
    """Yield the parts of a text so that `9` comes before `10`."""
    for part in DIGITS.split(text):
        if part.isascii() and part.isdecimal():
            yield int(part), ""
        else:
            yield -1, part
