"""Actors of other articles in corrections: how a decision names one, and who it is in the article.

An article's graph has actors of its own. Whoever a correction takes from another article becomes an
actor of this one, without a mention, and is tied to the other as the same; an identity has one IRI
in all articles.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from actorgraph.actors.spellings import is_own_name
from actorgraph.errors import ReviewError
from actorgraph.graph.mint.naming import article_code, slug
from actorgraph.text.review import Decision
from actorgraph.text.verdicts import Verdict, latest
from actorgraph.vocabulary.vocab import AG, DCT, INDIVIDUALS, RDF, RDFS, local_name

# Groups are described, and nobody can recognise them in another article.
KINDS = ("Person", "Organisation", "Government", "Place", "Document")
VALUE = re.compile(r"(?P<label>.+) \((?P<kind>[A-Za-z]+), actor/(?P<end>[^\s/()]+)\)")
IDENTITY = re.compile(r"Q\d+")
# Two of one name have two IRIs.
DIGEST_LENGTH = 8
RECORDS = f"{INDIVIDUALS}decision/added/"  # how the IRIs of the records begin


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """An actor of another article: its name, its class, and the end of its IRI there."""

    label: str
    kind: str
    end: str

    def __str__(self) -> str:
        return f"{self.label} ({self.kind}, actor/{self.end})"

    @property
    def is_identity(self) -> bool:
        """Whether its IRI is that of an identity, which all articles share."""
        return IDENTITY.fullmatch(self.end) is not None

    def end_in(self, code: str) -> str:
        """Return the end of its IRI in the article with this code."""
        if self.is_identity:
            return self.end
        digest = hashlib.sha256(self.end.encode()).hexdigest()[:DIGEST_LENGTH]
        return f"{code}-{slug(self.label)}-{digest}"


def read_elsewhere(value: str) -> Elsewhere | None:
    """Return the actor of another article that a value of a field names; None if it names none."""
    found = VALUE.fullmatch(value)
    return Elsewhere(found["label"], found["kind"], found["end"]) if found else None


def in_words(value: str) -> str:
    """Return a value as a page shows it: of an actor of another article the name."""
    named = read_elsewhere(value)
    return value if named is None else f"{named.label} (of another article)"


def check_nameable(named: Elsewhere) -> None:
    """Raise ReviewError if somebody has no own name: who is unnamed or at risk is never tied."""
    if named.kind not in KINDS or not is_own_name(named.label):
        raise ReviewError(
            "only somebody with a name of their own can be taken from another article",
            where=named.label,
            remedy="use a name of this article",
        )


def added_triples(node: ox.NamedNode, named: Elsewhere, by: Verdict) -> Iterator[ox.Triple]:
    """Yield what an article's graph says of somebody whom a correction adds to it."""
    yield ox.Triple(node, RDF.type, AG[named.kind])
    yield ox.Triple(node, RDFS.label, ox.Literal(named.label))
    record = ox.NamedNode(f"{RECORDS}{by.claim}/{local_name(node)}")
    yield ox.Triple(node, AG.decision, record)
    yield ox.Triple(record, RDF.type, AG.IdentityDecision)
    decided = f"same {local_name(node)} and {named.end}"
    texts = ((AG.decided, decided), (AG.decidedBy, by.by), (DCT.date, by.date))
    for predicate, text in texts:
        if text:
            yield ox.Triple(record, predicate, ox.Literal(text))


def added_actors(triples: Iterable[ox.Triple]) -> set[object]:
    """Return the actors that corrections added to a graph, and the records of these decisions."""
    found: set[object] = set()
    for triple in triples:
        record = triple.object
        is_record = isinstance(record, ox.NamedNode) and record.value.startswith(RECORDS)
        if triple.predicate == AG.decision and is_record:
            found |= {triple.subject, record}
    return found


def identity_decisions(
    decisions: Iterable[Decision], verdicts: Iterable[Verdict]
) -> tuple[Decision, ...]:
    """Return the decisions about identity: those of corrections, and then those made as such."""
    return (*_implied(verdicts), *decisions)


def _implied(verdicts: Iterable[Verdict]) -> Iterator[Decision]:
    for verdict in latest(verdicts):
        for named in elsewhere_in(verdict):
            end = named.end_in(article_code(verdict.article))
            if end != named.end:
                yield Decision("same", end, named.end, by=verdict.by, date=verdict.date)


def elsewhere_in(verdict: Verdict) -> list[Elsewhere]:
    """Return the actors of other articles that a correction names."""
    if verdict.verdict != "corrected":
        return []
    values = [value for field in verdict.new.values() for value in field]
    return [named for named in map(read_elsewhere, values) if named is not None]
