"""Reports of events: each action of an article in a form that another article's can be compared
with.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

import pyoxigraph as ox

from actorgraph.graph.facts import Facts
from actorgraph.links.topics import stem, stems
from actorgraph.vocabulary.vocab import AG, DCT, NIF, local_name, subclasses, superclasses

# A statement is not an event that two articles could both have witnessed.
SPOKEN = "Statement"
DAY_LENGTH = len("2021-05-03")


@dataclass(frozen=True, slots=True, kw_only=True)
class EventReport:
    """One action as one article reports it.

    As read, actors have the IRIs of their article; `comparable_reports` gives them IRIs that hold
    across articles. `counterparts` are targets and recipients. `core` are the stems of the words
    that express the action, `words` those of its whole clause. `begin` and `end` bound its time as
    ISO dates, `published` is the article's date; each is empty if unknown. `sources` are those whom
    the article attributes it to; `quoted` is the quotation of the statement that contains it.
    """

    iri: str
    article: str
    kind: str
    verb: str
    lemma: str
    agents: frozenset[str] = frozenset()
    counterparts: frozenset[str] = frozenset()
    possible_agents: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    begin: str = ""
    end: str = ""
    published: str = ""
    words: frozenset[str] = frozenset()
    core: frozenset[str] = frozenset()
    negated: bool = False
    factuality: str = "Asserted"
    sources: tuple[str, ...] = ()
    quoted: str = ""

    @property
    def parties(self) -> frozenset[str]:
        """The agents and their counterparts."""
        return self.agents | self.counterparts


def comparable_reports(
    reports: Iterable[EventReport],
    withheld: frozenset[str],
    known_as: Callable[[str], str],
) -> Iterator[EventReport]:
    """Yield reports with actors that are known across articles.

    Reports that involve somebody unnamed or at risk are left out: a link could reveal who it is.
    `known_as` gives the one IRI for all IRIs of an actor, and an empty text for a group: whether
    two descriptions mean the same people is unknown.
    """

    def known(actors: frozenset[str]) -> frozenset[str]:
        return frozenset(map(known_as, actors)) - {""}

    for report in reports:
        involved = report.parties | report.possible_agents | report.places
        if withheld.isdisjoint(involved):
            yield replace(
                report,
                agents=known(report.agents),
                counterparts=known(report.counterparts),
                possible_agents=frozenset(),
                places=known(report.places),
            )


def read_reports(
    facts: Facts,
    article: ox.NamedNode,
) -> Iterator[EventReport]:
    """Yield the actions of one article that are not statements."""
    published = facts.value(article, DCT.issued)
    for claim in facts.of_type("Action"):
        if facts.is_set_aside(claim):
            continue
        if not facts.is_a(claim, SPOKEN):
            yield _read_report(facts, claim, article, published)


def _read_report(
    facts: Facts, claim: ox.NamedNode, article: ox.NamedNode, published: str
) -> EventReport:
    lemma = facts.value(claim, AG.verb)
    return EventReport(
        iri=claim.value,
        article=article.value,
        kind=_kind(facts.types(claim)),
        verb=_first_stem(lemma),
        lemma=lemma,
        agents=_actors(facts, claim, AG.agent),
        counterparts=_actors(facts, claim, AG.target) | _actors(facts, claim, AG.recipient),
        possible_agents=_actors(facts, claim, AG.possibleAgent),
        places=_actors(facts, claim, AG.place),
        begin=facts.value(claim, AG.notBefore)[:DAY_LENGTH],
        end=facts.value(claim, AG.notAfter)[:DAY_LENGTH],
        published=published,
        words=_stems_at(facts, claim, AG.evidence),
        core=_stems_at(facts, claim, AG.cue),
        negated=facts.flag(claim, AG.negated),
        factuality=local_name(facts.value(claim, AG.factuality)) or "Asserted",
        sources=tuple(facts.values(claim, AG.attributedTo)),
        quoted=_quoted(facts, claim),
    )


def _kind(types: frozenset[str]) -> str:
    """Return the most precise class of an action, `Act` if it has no class of its own."""
    kinds = types & (subclasses("Action") - {"Action"})
    return min(
        kinds,
        key=lambda kind: (-len(superclasses(kind)), kind),
        default="Act",
    )


def _first_stem(lemma: str) -> str:
    # Of `take in`, the stem is that of `take`.
    words = lemma.split()
    if not words:
        return ""
    return stem(words[0])


def _actors(
    facts: Facts,
    claim: ox.NamedNode,
    role: ox.NamedNode,
) -> frozenset[str]:
    return frozenset(facts.values(claim, role))


def _stems_at(
    facts: Facts,
    claim: ox.NamedNode,
    predicate: ox.NamedNode,
) -> frozenset[str]:
    """Return the stems of the words of the spans that a property leads to."""
    texts: list[str] = []
    for span in facts.nodes(claim, predicate):
        texts.extend(facts.values(span, NIF.anchorOf))
    return frozenset(stems(" ".join(texts)))


def _quoted(facts: Facts, claim: ox.NamedNode) -> str:
    """Return the quoted words of the statement that contains a claim."""
    texts: list[str] = []
    for statement in facts.nodes(claim, AG.saidIn):
        texts.extend(facts.values(statement, AG.quotation))
    return " ".join(texts)
