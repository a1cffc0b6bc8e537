"""Claims as the pages show them: words, who says so, how sure, and what people decided."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from actorgraph.checking.check import BROKEN, of_sound
from actorgraph.graph.facts import Facts
from actorgraph.graph.records import CERTAINTY_IN_WORDS
from actorgraph.stores.contract import Store
from actorgraph.stores.memory import MemoryStore
from actorgraph.text.review_changes import stamp
from actorgraph.text.verdicts import Verdict
from actorgraph.views.page.drawing import page_contents
from actorgraph.views.page.entries import Actor, Claim, Entries, entries
from actorgraph.vocabulary.vocab import DCT, INDIVIDUALS
from actorgraph.workbench.desk import Desk, path_of

Row = dict[str, Any]
TONE_WORDS = {"harm": "Harm", "help": "Help"}
STATEMENT, ATTITUDE = "statement", "attitude"
LEVEL_WORDS = {**CERTAINTY_IN_WORDS, STATEMENT: "a statement", ATTITUDE: "an attitude"}
UNTITLED = "An article"


@dataclass(frozen=True, slots=True)
class ActorLink:
    """An actor to name and to link: `path` is that of its page."""

    name: str
    kind: str
    path: str
    is_unnamed: bool = False
    is_protected: bool = False


@dataclass(frozen=True, slots=True)
class ArticleLink:
    """An article to name and to link; `issued` is a date as far as it is known."""

    title: str
    path: str
    issued: str


@dataclass(frozen=True, slots=True)
class ClaimCard:
    """A claim ready to be shown.

    `level` is one of the page's levels or `attitude`, `level_words` how a person says it; `words`
    is empty where the article's words are withheld, and `reading` is who, what and to whom.
    `verdict` is what a person decided, or None.
    """

    code: str
    path: str
    kind: str
    verb: str
    words: str
    reading: str
    doers: tuple[ActorLink, ...]
    is_by_one_of: bool
    parties: tuple[ActorLink, ...]
    speakers: tuple[ActorLink, ...]
    says_so: str
    level: str
    level_words: str
    tone: str
    is_denied: bool
    date: str
    date_words: str
    article: ArticleLink
    begin: int
    end: int
    confidence: float
    rule: str
    verdict: Verdict | None

    @property
    def heading(self) -> str:
        """The words of the claim, or what was read in them where they are withheld."""
        return self.words or self.reading

    @property
    def tone_words(self) -> str:
        """Harm or Help, or nothing."""
        return TONE_WORDS.get(self.tone, "")

    @property
    def seen(self) -> str:
        """When and by whom its verdict was made, as forms say which verdict was shown."""
        return stamp(self.verdict)

    @property
    def characters(self) -> str:
        """Where its words are in the text, in characters."""
        return f"characters {self.begin:,} to {self.end:,}"


@dataclass(frozen=True, slots=True)
class Reading:
    """A part of a store as the page reads it, with the decisions of people.

    `rows` are the page's contents, of which `entries` are the records; numbers are places in both.
    """

    rows: Row
    entries: Entries
    verdicts: Mapping[str, Verdict]

    def card(self, claim: Claim) -> ClaimCard:
        """Return a claim ready to be shown."""
        entries = self.entries
        article = entries.articles[claim.article]
        row = self._row(claim)
        begin, end = _ends(claim)
        return ClaimCard(
            code=claim.code,
            path=self.path(claim),
            kind=claim.kind_label,
            verb=claim.verb,
            words=entries.words(claim),
            reading=entries.reading(claim),
            doers=self.actors(claim.doers),
            is_by_one_of=claim.is_by_one_of,
            parties=self.actors(claim.parties),
            speakers=self.actors(entries.speakers(claim)),
            says_so=entries.says_so(claim),
            level=claim.level,
            level_words=LEVEL_WORDS[claim.level],
            tone=claim.tone,
            is_denied=claim.denied,
            date=claim.time,
            date_words=claim.written,
            article=article_link(article),
            begin=begin,
            end=end,
            confidence=float(row.get("confidence") or 0),
            rule=row.get("rule", ""),
            verdict=self.verdicts.get(claim.code),
        )

    def cards(self, claims: Iterable[Claim]) -> list[ClaimCard]:
        """Return claims ready to be shown, in their order."""
        return [self.card(claim) for claim in claims]

    def claim(self, code: str) -> Claim | None:
        """Return the claim with the end of an IRI; None if there is none."""
        for claim in self.entries.claims:
            if claim.code == code:
                return claim
        return None

    def actors(self, numbers: Iterable[int]) -> tuple[ActorLink, ...]:
        """Return actors to name and link, by number."""
        return tuple(self.actor(self.entries.actors[number]) for number in numbers)

    def actor(self, actor: Actor) -> ActorLink:
        """Return an actor to name and link."""
        code = actor.code
        is_elsewhere = "://" in code and not code.startswith(INDIVIDUALS)
        path = "" if is_elsewhere else f"actor/{code.removeprefix(self.rows['roots']['actor'])}"
        return ActorLink(actor.name, actor.kind, path, actor.unnamed, actor.protected)

    def node(self, actor: Actor) -> ox.NamedNode:
        """Return the IRI of an actor: one of several who are the same."""
        if "://" in actor.code:
            return ox.NamedNode(actor.code)
        return ox.NamedNode(f"{self.rows['roots']['actor']}{actor.code}")

    def path(self, claim: Claim) -> str:
        """Return the path of a claim's page; empty if it is not one of ours."""
        return path_of(self.iri(claim))

    def _row(self, claim: Claim) -> Row:
        claims, attitudes = self.rows["claims"], self.rows["attitudes"]
        row: Row
        if claim.number < len(claims):
            row = claims[claim.number]
        else:
            row = attitudes[claim.number - len(claims)]
        return row

    def iri(self, claim: Claim) -> str:
        """Return the IRI of a claim."""
        if "://" in claim.code:
            return claim.code
        return f"{self.rows['roots']['claim']}{claim.code}"


def _ends(claim: Claim) -> tuple[int, int]:
    if not claim.evidence:
        return 0, 0
    return claim.begin, max(end for _, end in claim.evidence)


def article_link(row: Row) -> ArticleLink:
    """Return an article of the page's contents to name and link."""
    return ArticleLink(row["title"] or UNTITLED, path_of(row["id"]), row["issued"])


def article_of(desk: Desk, node: ox.NamedNode) -> ArticleLink:
    """Return an article of the desk's store to name and link."""
    title = desk.value(node, DCT.title) or UNTITLED
    return ArticleLink(title, path_of(node.value), desk.value(node, DCT.issued))


def read_facts(desk: Desk, facts: Facts) -> Reading:
    """Read what is said about some claims as the page does. Raises ReviewError.

    Raises LookupError or ValueError if it breaks the rules of the vocabulary.
    """
    rows = page_contents(facts)
    return Reading(rows, entries(rows), desk.verdicts)


def read_part(desk: Desk, part: MemoryStore) -> Reading:
    """Read a part of the desk's store as the page does.

    Raises GraphError if it breaks the rules of the vocabulary, and ReviewError.
    """
    rows = _rows(part)
    return Reading(rows, entries(rows), desk.verdicts)


@of_sound
def _rows(part: Store) -> Row:
    return page_contents(Facts(part.triples()))


def read_claims(desk: Desk, claims: Iterable[ox.NamedNode]) -> Reading:
    """Read claims and everything they name. Raises as `read_part`."""
    nodes = list(claims)
    try:
        return read_facts(desk, desk.facts_of(nodes))
    except BROKEN:
        # Slower, but it says what is wrong.
        return read_part(desk, desk.part(nodes))


def cards_of(desk: Desk, claims: Iterable[ox.NamedNode]) -> dict[ox.NamedNode, ClaimCard]:
    """Return claims ready to be shown, by IRI and in this order; what is not a claim is left out.

    Raises as `read_part`.
    """
    nodes = list(claims)
    reading = read_claims(desk, nodes)
    by_iri = {reading.iri(claim): claim for claim in reading.entries.claims}
    return {node: reading.card(by_iri[node.value]) for node in nodes if node.value in by_iri}
