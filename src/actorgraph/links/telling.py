"""What one claim tells of an event, in what can be held against another article's claim."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import pyoxigraph as ox

from actorgraph.links.bearer import Facts
from actorgraph.links.topics import stem, stems
from actorgraph.vocabulary.vocab import AG, DCT, NIF, RDF, local_name, subclasses, superclasses

# What is said and what is thought are no events that two articles could both have seen.
SPOKEN = "Statement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One action as one article tells it: who takes part, and stems of its words.

    As read, those who take part have the IRIs that their article gives them; `across` makes them known across articles.
    `core` are the stems of the words that say it, `words` those of the clause around them.
    `begin` and `end` bound its time as ISO dates, `published` is the article's date; each is empty where unknown.
    `sources` are those to whom it is attributed; `quoted` the words in quotation marks of the statement it stands in.
    """

    iri: str
    article: str
    kind: str
    verb: str
    lemma: str
    agents: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    possible: frozenset[str] = frozenset()
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
        """Everybody who takes part, in whatever role."""
        return self.agents | self.others


def across(
    tellings: Iterable[Telling], withheld: frozenset[str], known_as: Callable[[str], str]
) -> Iterator[Telling]:
    """Yield what articles tell, but for that in which somebody unnamed or at risk takes part: a tie could tell who it is.

    `known_as` gives the one IRI for all IRIs of an actor, and nothing for a group: whether two descriptions mean the
    same people nobody knows.
    """
    for telling in tellings:
        if withheld.isdisjoint(telling.parties | telling.possible | telling.places):
            yield replace(
                telling,
                agents=frozenset(map(known_as, telling.agents)) - {""},
                others=frozenset(map(known_as, telling.others)) - {""},
                possible=frozenset(),
                places=frozenset(map(known_as, telling.places)) - {""},
            )


def read_tellings(facts: Facts, article: str) -> Iterator[Telling]:
    """Yield the actions of one article."""
    published = next(iter(_texts(facts, ox.NamedNode(article), DCT.issued)), "")
    for iri, told in facts.items():
        kinds = {local_name(kind) for kind in told.get(RDF.type, ())}
        if "Action" not in kinds or SPOKEN in kinds:
            continue
        roles = {
            p: _texts(facts, iri, p)
            for p in (AG.agent, AG.possibleAgent, AG.target, AG.recipient, AG.place)
        }
        verb = next(iter(_texts(facts, iri, AG.verb)), "")
        evidence = " ".join(
            word for span in told.get(AG.evidence, ()) for word in _texts(facts, span, NIF.anchorOf)
        )
        yield Telling(
            iri=iri.value,
            article=article,
            kind=min(
                kinds & subclasses("Action") - {"Action"},
                key=lambda k: (-len(superclasses(k)), k),
                default="Act",
            ),
            verb=stem(verb.split()[0]) if verb else "",
            lemma=verb,
            agents=frozenset(roles[AG.agent]),
            others=frozenset(roles[AG.target]) | frozenset(roles[AG.recipient]),
            possible=frozenset(roles[AG.possibleAgent]),
            places=frozenset(roles[AG.place]),
            begin=next(iter(_texts(facts, iri, AG.notBefore)), "")[:10],
            end=next(iter(_texts(facts, iri, AG.notAfter)), "")[:10],
            published=published,
            words=frozenset(stems(evidence)),
            core=frozenset(
                stems(
                    " ".join(
                        w
                        for span in told.get(AG.cue, ())
                        for w in _texts(facts, span, NIF.anchorOf)
                    )
                )
            ),
            negated="true" in _texts(facts, iri, AG.negated),
            factuality=next((local_name(f) for f in told.get(AG.factuality, ())), "Asserted"),
            sources=tuple(_texts(facts, iri, AG.attributedTo)),
            quoted=_quoted(facts, iri),
        )


def _quoted(facts: Facts, iri: ox.NamedNode) -> str:
    """Return the quoted words of the statement that a claim stands in."""
    held = [node for node in facts[iri].get(AG.saidIn, ()) if isinstance(node, ox.NamedNode)]
    return " ".join(text for node in held for text in _texts(facts, node, AG.quotation))


def _texts(facts: Facts, node: ox.NamedNode | ox.Literal, predicate: ox.NamedNode) -> list[str]:
    told: Mapping[ox.NamedNode, list[ox.NamedNode | ox.Literal]] = (
        facts.get(node, {}) if isinstance(node, ox.NamedNode) else {}
    )
    return [o.value for o in told.get(predicate, ())]
