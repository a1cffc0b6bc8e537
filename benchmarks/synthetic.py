"""Graphs of any size in the shape of the model: invented actors, articles and claims, the same for
the same seed.

No text stands behind them: they are for measuring stores, questions, reasoning and pages. Who takes
part follows Zipf's law, so that a few actors have thousands of claims, as in a real corpus.
"""

import random
from collections.abc import Callable, Iterator

import pyoxigraph as ox

from actorgraph.graph.article_graph import ArticleGraph
from actorgraph.vocabulary.vocab import (
    AG,
    DCT,
    INDIVIDUALS,
    NIF,
    PROV,
    RDF,
    RDFS,
    XSD,
    local_name,
    subclasses,
)

FACTUALITIES = (
    ("Asserted",) * 12 + ("Alleged",) * 3 + ("Possible", "Intended", "Intended", "Requested")
)
KINDS = ("Person",) * 5 + ("Organisation",) * 3 + ("Government", "Group")
DEEDS = tuple(sorted(subclasses("Action") - subclasses("Statement") - {"Action"}))
TIES = ("HeadOf", "MemberOf", "WorksFor", "Represents", "PartOf")
CLAIMS = 40  # of an article
LENGTH = 6_000  # of an article in characters
Triple = tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]
# Draws the number of an actor, from 1 to so many.
Draw = Callable[[random.Random, int], int]


def by_zipf(dice: random.Random, actors: int) -> int:
    """Draw an actor by Zipf's law: the first is in almost every article."""
    return min(int(dice.paretovariate(0.7)), actors)


def articles(
    count: int,
    *,
    actors: int = 5_000,
    seed: int = 1,
    worded: bool = False,
    draw: Draw = by_zipf,
) -> Iterator[ArticleGraph]:
    """Yield this many articles' graphs, of some 900 triples each, who takes part drawn from so many
    actors.

    `worded` adds the words of the evidence: ten of 10,000 invented ones for each claim.
    """
    for number in range(count):
        dice = random.Random(f"{seed} {number}")
        graph = _article(number, dice, actors, draw)
        yield (
            ArticleGraph(graph.iri, (*graph.triples, *_words(graph.iri, dice))) if worded else graph
        )


def _article(number: int, dice: random.Random, actors: int, draw: Draw) -> ArticleGraph:
    code = f"{number:016x}"
    iri = ox.NamedNode(f"{INDIVIDUALS}article/{code}")
    told: dict[Triple, None] = {}
    day = f"{dice.randint(2010, 2024)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
    for predicate, value in (
        (RDF.type, AG.Article),
        (RDFS.label, ox.Literal(f"Article {number}")),
        (DCT.title, ox.Literal(f"Article {number}")),
        (DCT.issued, ox.Literal(day)),
        (DCT.publisher, ox.Literal(f"Paper {number % 50}")),
        (AG.sha256, ox.Literal(code * 4)),
        (AG.length, _number(LENGTH)),
    ):
        told[iri, predicate, value] = None
    cast = sorted({draw(dice, actors) for _ in range(12)})
    outer = None
    for place in range(CLAIMS):
        claim = ox.NamedNode(f"{INDIVIDUALS}claim/{code}-{place}")
        speaks = place % 4 == 0
        for predicate, value in _claim(iri, place, day, cast, dice, speaks):
            told[claim, predicate, value] = None
            if predicate == AG.place and isinstance(value, ox.NamedNode):
                told |= dict.fromkeys(
                    [
                        (value, RDF.type, AG.Place),
                        (value, RDFS.label, ox.Literal(local_name(value))),
                    ]
                )
        if outer is not None and not speaks and dice.random() < 0.6:
            told[claim, AG.saidIn, outer] = None
            told[claim, AG.attributedTo, _actor(dice.choice(cast))] = None
        outer = claim if speaks else outer
        begin = place * 100
        for words in ((begin, begin + 60), (begin, begin + 8)):
            told |= dict.fromkeys(_span(iri, *words))
    for actor in cast:
        told |= dict.fromkeys(_of_actor(actor))
    rule = ox.NamedNode(f"{INDIVIDUALS}rule/synthetic/1")
    told |= dict.fromkeys([(rule, RDF.type, AG.Rule), (rule, RDFS.label, ox.Literal("synthetic"))])
    run = ox.NamedNode(f"{INDIVIDUALS}run/{code}")
    told |= dict.fromkeys(
        [(run, RDF.type, PROV.Activity), (run, RDFS.label, ox.Literal("synthetic"))]
    )
    return ArticleGraph(iri, tuple(ox.Triple(*triple) for triple in told))


def _claim(
    article: ox.NamedNode, place: int, day: str, cast: list[int], dice: random.Random, speaks: bool
) -> Iterator[tuple[ox.NamedNode, ox.NamedNode | ox.Literal]]:
    one, other = _actor(dice.choice(cast)), _actor(dice.choice(cast))
    relation = not speaks and place % 7 == 1
    kind = "Statement" if speaks else dice.choice(TIES if relation else DEEDS)
    for name in (kind, "Claim", "Relation" if relation else "Action"):
        yield RDF.type, AG[name]
    yield AG.reportedIn, article
    yield AG.evidence, _span_iri(article, place * 100, place * 100 + 60)
    yield AG.factuality, AG[dice.choice(FACTUALITIES)]
    yield AG.negated, ox.Literal("true" if dice.random() < 0.1 else "false", datatype=XSD.boolean)
    yield AG.confidence, ox.Literal("0.8", datatype=XSD.decimal)
    yield AG.foundBy, ox.NamedNode(f"{INDIVIDUALS}rule/synthetic/1")
    yield PROV.wasGeneratedBy, ox.NamedNode(article.value.replace("/article/", "/run/"))
    if relation:
        yield from ((AG.subject, one), (AG.object, other), (AG.title, ox.Literal("director")))
        return
    yield from ((AG.agent, one), (AG.verb, ox.Literal(kind.casefold())))
    yield AG.cue, _span_iri(article, place * 100, place * 100 + 8)
    if speaks:
        yield AG.mode, AG[dice.choice(("Direct", "Indirect", "Mixed"))]
        yield AG.content, _span_iri(article, place * 100, place * 100 + 60)
    if not speaks or place % 3 == 0:
        yield AG.recipient if speaks else AG.target, other
    if place % 3 == 0:
        yield from ((AG.time, ox.Literal(day)), (AG.timeText, ox.Literal("that day")))
        yield AG.notBefore, ox.Literal(f"{day}T00:00:00", datatype=XSD.dateTime)
        yield AG.notAfter, ox.Literal(f"{day}T23:59:59", datatype=XSD.dateTime)
    if place % 10 == 2:
        yield AG.place, ox.NamedNode(f"{INDIVIDUALS}actor/place-{dice.randint(1, 200)}")


def _of_actor(actor: int) -> Iterator[Triple]:
    iri = _actor(actor)
    kind = KINDS[actor % len(KINDS)]
    yield iri, RDF.type, AG[kind]
    yield iri, RDFS.label, ox.Literal(f"{kind} {actor}")
    if kind == "Group" and actor % 20 == 9:
        yield iri, AG.protected, ox.Literal("true", datatype=XSD.boolean)
    if kind == "Person" and actor % 20 == 13:
        yield iri, AG.unnamed, ox.Literal("true", datatype=XSD.boolean)


def _span(article: ox.NamedNode, begin: int, end: int) -> Iterator[Triple]:
    iri = _span_iri(article, begin, end)
    yield iri, RDF.type, AG.Span
    yield iri, NIF.beginIndex, ox.Literal(str(begin), datatype=XSD.nonNegativeInteger)
    yield iri, NIF.endIndex, ox.Literal(str(end), datatype=XSD.nonNegativeInteger)
    yield iri, NIF.referenceContext, article


def _words(article: ox.NamedNode, dice: random.Random) -> Iterator[ox.Triple]:
    for place in range(CLAIMS):
        words = " ".join(f"word{dice.randrange(10_000)}" for _ in range(10))
        yield ox.Triple(
            _span_iri(article, place * 100, place * 100 + 60), NIF.anchorOf, ox.Literal(words)
        )


def _actor(number: int) -> ox.NamedNode:
    return ox.NamedNode(f"{INDIVIDUALS}actor/synthetic-{number}")


def _span_iri(article: ox.NamedNode, begin: int, end: int) -> ox.NamedNode:
    return ox.NamedNode(f"{article.value}#char={begin},{end}")


def _number(value: int) -> ox.Literal:
    return ox.Literal(str(value), datatype=XSD.integer)
