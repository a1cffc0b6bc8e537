"""A small store for the tests of the workbench: articles in which somebody does or says something.

No language model reads them: what an article claims is given.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from actorgraph.stores.memory import MemoryStore
from actorgraph.vocabulary.vocab import AG, DCT, INDIVIDUALS, NIF, OWL, RDF, RDFS, SKOS, XSD
from actorgraph.workbench.desk import Desk

HOSTILE = "<script>window.hit=1</script>\"'&{{7*7}}"
AT_RISK = "hunted men"
Triples = list[ox.Triple]


@dataclass(frozen=True)
class Happening:
    """What an article claims: names of actors, and the words that say so."""

    words: str
    kind: str = "Aid"
    doer: str = "Mara Quill"
    party: str = ""
    level: str = "Asserted"
    source: str = ""
    time: str = ""
    sure: float = 0.8
    denied: bool = False


def node(path: str) -> ox.NamedNode:
    return ox.NamedNode(INDIVIDUALS + path)


def code(number: int) -> str:
    """The hash of an article."""
    return f"{number:016x}"


def actor(number: int, name: str) -> ox.NamedNode:
    letters = "".join(letter if letter.isalnum() else "-" for letter in name.casefold())
    return node(f"actor/{code(number)}-{letters}")


def report(
    number: int, title: str, issued: str, happenings: Sequence[Happening], *, withheld: bool = False
) -> Triples:
    """An article's graph; each happening's words are a line of its text."""
    article = node(f"article/{code(number)}")
    text = title + "\n" + "\n".join(happening.words for happening in happenings)
    triples = [
        ox.Triple(article, RDF.type, AG.Article),
        ox.Triple(article, DCT.title, ox.Literal(title)),
        ox.Triple(article, AG.sha256, ox.Literal(code(number) * 4)),
        ox.Triple(article, AG.length, ox.Literal(len(text))),
    ]
    if issued:
        triples.append(ox.Triple(article, DCT.issued, ox.Literal(issued)))
    if not withheld:
        triples.append(ox.Triple(article, NIF.isString, ox.Literal(text)))
    for happening in happenings:
        begin = text.index(happening.words, len(title))
        triples += claim(number, happening, begin, withheld)
    return triples


def claim(number: int, happening: Happening, begin: int, withheld: bool) -> Triples:
    article = node(f"article/{code(number)}")
    end = begin + len(happening.words)
    kind = happening.kind
    place = node(f"claim/{code(number)}-{begin}-{end}-{kind.casefold()}")
    span = ox.NamedNode(f"{article.value}#char={begin},{end}")
    rule = node("rule/given/1")
    group = "Attitude" if kind == "Wish" else "Action"
    said = [
        (RDF.type, AG.Claim),
        (RDF.type, AG[group]),
        (RDF.type, AG[kind]),
        (AG.verb, ox.Literal(kind.casefold())),
        (AG.factuality, AG[happening.level]),
        (AG.negated, ox.Literal(happening.denied)),
        (AG.confidence, ox.Literal(str(happening.sure), datatype=XSD.decimal)),
        (AG.reportedIn, article),
        (AG.evidence, span),
        (AG.cue, span),
        (AG.foundBy, rule),
    ]
    if happening.time:
        said.append((AG.time, ox.Literal(happening.time)))
    triples = [ox.Triple(place, *each) for each in said]
    triples += [
        ox.Triple(rule, RDFS.label, ox.Literal("given")),
        ox.Triple(span, RDF.type, AG.Span),
        ox.Triple(span, NIF.beginIndex, ox.Literal(begin)),
        ox.Triple(span, NIF.endIndex, ox.Literal(end)),
        ox.Triple(span, NIF.referenceContext, article),
    ]
    if not withheld:
        triples.append(ox.Triple(span, NIF.anchorOf, ox.Literal(happening.words)))
    doing = AG.holder if group == "Attitude" else AG.agent
    roles = ((doing, happening.doer), (AG.target, happening.party))
    for role, name in (*roles, (AG.attributedTo, happening.source)):
        if name:
            triples.append(ox.Triple(place, role, actor(number, name)))
            triples += person(number, name, span)
    return triples


def person(number: int, name: str, span: ox.NamedNode) -> Triples:
    it = actor(number, name)
    kind = AG.Group if name == AT_RISK else AG.Person
    triples = [
        ox.Triple(it, RDF.type, kind),
        ox.Triple(it, RDFS.label, ox.Literal(name)),
        ox.Triple(it, SKOS.altLabel, ox.Literal(name.split()[-1])),
        ox.Triple(it, AG.mention, span),
    ]
    if name == AT_RISK:
        triples.append(ox.Triple(it, AG.protected, ox.Literal(True)))
    return triples


def tied(name: str, first: int, second: int) -> Triples:
    """The same person in two articles, as `link` says it."""
    ends = actor(first, name), actor(second, name)
    tie = node(f"tie/{code(first * 100 + second)}")
    return [
        ox.Triple(ends[0], OWL.sameAs, ends[1]),
        ox.Triple(tie, RDF.type, AG.ActorTie),
        ox.Triple(tie, AG.firstTied, ends[0]),
        ox.Triple(tie, AG.secondTied, ends[1]),
    ]


def gap(number: int, begin: int, end: int, reason: str) -> Triples:
    """A sentence without a claim."""
    it = node(f"gap/{code(number)}-{begin}-{end}")
    span = ox.NamedNode(f"{node(f'article/{code(number)}').value}#char={begin},{end}")
    return [
        ox.Triple(it, RDF.type, AG.Gap),
        ox.Triple(it, AG.evidence, span),
        ox.Triple(it, AG.reason, ox.Literal(reason)),
        ox.Triple(span, NIF.anchorOf, ox.Literal("They locked the gate.")),
    ]


FIRST = report(
    1,
    "Harbour strike, day one",
    "2017-05-03",
    [
        Happening("Mara Quill helped Jonas Berg", party="Jonas Berg", time="2017-05-02"),
        Happening("Jonas Berg attacked the hunted men", "Assault", "Jonas Berg", AT_RISK),
        Happening("Mara Quill said that the harbour is closed", "Statement", sure=0.5),
        Happening("Berg may have helped", doer="Jonas Berg", level="Possible", source="Mara Quill"),
    ],
)
SECOND = report(
    2,
    "Day two: “no talks”",
    "2017-06-01",
    [
        Happening("Quill did not help Olga Ström", party="Olga Ström", denied=True, time="2017"),
        Happening("Olga Ström wants peace", "Wish", "Olga Ström", sure=0.4),
        Happening("Somebody allegedly attacked Quill", "Assault", "", "Mara Quill", "Alleged"),
        Happening(f"{HOSTILE} helped", doer=HOSTILE),
    ],
)
THIRD = report(3, "Third", "", [Happening("Olga Ström spoke", "Statement", "Olga Ström")])
ALL = [
    *FIRST,
    *SECOND,
    *THIRD,
    *tied("Mara Quill", 1, 2),
    *gap(1, 0, 22, "no frame for lock"),
]


def store(triples: Triples) -> MemoryStore:
    made = MemoryStore()
    made.insert(ox.NamedNode("http://example.org/all"), triples)
    return made


def desk(triples: Triples = ALL, folder: Path | None = None) -> Desk:
    return Desk(store(triples).quads, folder)
