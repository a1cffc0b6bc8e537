"""Two small articles with claims to judge, some of them hostile, and a desk to read them from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from actorgraph.graph.article_graph import ArticleGraph
from actorgraph.graph.turtle import in_order
from actorgraph.stores.contract import LINKS, Entry
from actorgraph.stores.disk.diskstore import DiskStore
from actorgraph.vocabulary.vocab import AG, DCT, INDIVIDUALS, NIF, OWL, RDF, RDFS, SKOS, XSD
from actorgraph.workbench.desk import Desk
from actorgraph.workbench.views import show
from actorgraph.workbench.visit import Answer, Visit

FIRST, SECOND = "a" * 16, "b" * 16
HOSTILE = "<img src=x onerror=hit()>"
TITLE = f"Talks {HOSTILE}"
TEXT = (
    f"Ann Lee praised Bob Roe. The harbour police reportedly beat the dockers. {HOSTILE} threatened"
    " Ann Lee. Ann Lee left."
)
OTHER_TEXT = "Ann Lee praised Bob Roe again. Bob Roe said that Ann Lee had met Cy Dee."
Triples = Iterator[ox.Triple]


@dataclass(frozen=True)
class Claimed:
    """A claim as a test writes it: words of the text, and names in roles."""

    words: str
    kind: str
    cue: str
    confidence: float
    roles: Mapping[str, str] = field(default_factory=dict)
    factuality: str = "Asserted"


PRAISE = Claimed(
    "Ann Lee praised Bob Roe", "Support", "praised", 0.9, {"agent": "Ann Lee", "target": "Bob Roe"}
)
BEATING = Claimed(
    "The harbour police reportedly beat the dockers",
    "Assault",
    "beat",
    0.7,
    {"agent": "The harbour police", "target": "the dockers"},
)
THREAT = Claimed(
    f"{HOSTILE} threatened Ann Lee",
    "Threaten",
    "threatened",
    0.5,
    {"agent": HOSTILE, "target": "Ann Lee"},
    "Alleged",
)
MEETING = Claimed(
    "Ann Lee had met Cy Dee",
    "Consult",
    "met",
    0.6,
    {"agent": "Ann Lee", "target": "Cy Dee", "attributedTo": "Bob Roe"},
)
CLAIMS = (PRAISE, BEATING, THREAT)
OTHER_CLAIMS = (PRAISE, MEETING)
PEOPLE = {
    "Ann Lee": "Person",
    "Bob Roe": "Person",
    "The harbour police": "Organisation",
    "the dockers": "Group",
    HOSTILE: "Person",
}
OTHER_PEOPLE = {"Ann Lee": "Person", "Bob Roe": "Person", "Cy Dee": "Person"}


def thing(path: str) -> ox.NamedNode:
    return ox.NamedNode(INDIVIDUALS + path)


def actor(article: str, name: str) -> ox.NamedNode:
    slug = "".join(letter for letter in name.casefold().replace(" ", "-") if letter.isalpha())
    return thing(f"actor/{article}-{slug}")


def code(article: str, claim: Claimed) -> str:
    return f"{article}-{claim.kind.casefold()}"


def _span(article: str, text: str, words: str) -> tuple[ox.NamedNode, Triples]:
    begin = text.index(words)
    node = thing(f"span/{article}-{begin}-{begin + len(words)}")

    def said() -> Triples:
        yield ox.Triple(node, RDF.type, AG.Span)
        yield ox.Triple(node, NIF.referenceContext, thing(f"article/{article}"))
        for name, value in ((NIF.beginIndex, begin), (NIF.endIndex, begin + len(words))):
            number = ox.Literal(str(value), datatype=XSD.nonNegativeInteger)
            yield ox.Triple(node, name, number)
        yield ox.Triple(node, NIF.anchorOf, ox.Literal(words))

    return node, said()


def _person(article: str, text: str, name: str, kind: str) -> Triples:
    node = actor(article, name)
    span, said = _span(article, text, name)
    yield from said
    yield ox.Triple(node, RDF.type, AG[kind])
    yield ox.Triple(node, RDFS.label, ox.Literal(name))
    yield ox.Triple(node, AG.mention, span)
    if kind == "Group":
        yield ox.Triple(node, AG.protected, ox.Literal("true", datatype=XSD.boolean))
    if name == "Bob Roe":
        yield ox.Triple(node, SKOS.altLabel, ox.Literal("Roe"))


def _claim(article: str, text: str, claim: Claimed) -> Triples:
    node = thing(f"claim/{code(article, claim)}")
    evidence, said = _span(article, text, claim.words)
    cue, said_cue = _span(article, text, claim.cue)
    yield from said
    yield from said_cue
    for kind in (claim.kind, "Action", "Claim"):
        yield ox.Triple(node, RDF.type, AG[kind])
    yield ox.Triple(node, AG.reportedIn, thing(f"article/{article}"))
    yield ox.Triple(node, AG.evidence, evidence)
    yield ox.Triple(node, AG.cue, cue)
    yield ox.Triple(node, AG.verb, ox.Literal(claim.cue))
    yield ox.Triple(node, AG.factuality, AG[claim.factuality])
    yield ox.Triple(node, AG.negated, ox.Literal("false", datatype=XSD.boolean))
    yield ox.Triple(node, AG.confidence, ox.Literal(str(claim.confidence), datatype=XSD.decimal))
    yield ox.Triple(node, AG.foundBy, thing("rule/active/1"))
    for role, name in claim.roles.items():
        yield ox.Triple(node, AG[role], actor(article, name))


def graph(
    article: str, title: str, text: str, people: Mapping[str, str], claims: Sequence[Claimed]
) -> ArticleGraph:
    """Return the graph of an article with a text, whom it mentions, and its claims."""
    node = thing(f"article/{article}")
    said = [
        ox.Triple(node, RDF.type, AG.Article),
        ox.Triple(node, DCT.title, ox.Literal(title)),
        ox.Triple(node, RDFS.label, ox.Literal(title)),
        ox.Triple(node, AG.sha256, ox.Literal(article * 4)),
        ox.Triple(node, AG.length, ox.Literal(str(len(text)), datatype=XSD.nonNegativeInteger)),
        ox.Triple(node, NIF.isString, ox.Literal(text)),
        ox.Triple(thing("rule/active/1"), RDF.type, AG.Rule),
        ox.Triple(thing("rule/active/1"), RDFS.label, ox.Literal("active")),
    ]
    for name, kind in people.items():
        said += _person(article, text, name, kind)
    for claim in claims:
        said += _claim(article, text, claim)
    return ArticleGraph(node, tuple(in_order(said)))


def graphs() -> list[ArticleGraph]:
    return [
        graph(FIRST, TITLE, TEXT, PEOPLE, CLAIMS),
        graph(SECOND, "More talks", OTHER_TEXT, OTHER_PEOPLE, OTHER_CLAIMS),
    ]


def links() -> Iterator[ox.Triple]:
    """Yield that both articles praise in one event, and that Ann Lee is one person in both."""
    ends = {
        "one": ("ActorTie", OWL.sameAs, actor(FIRST, "Ann Lee"), actor(SECOND, "Ann Lee")),
        "event": (
            "EventTie",
            AG.sameEventAs,
            thing(f"claim/{code(FIRST, PRAISE)}"),
            thing(f"claim/{code(SECOND, PRAISE)}"),
        ),
    }
    for name, (kind, predicate, first, second) in ends.items():
        node = thing(f"tie/{name}")
        yield ox.Triple(first, predicate, second)
        yield ox.Triple(node, RDF.type, AG[kind])
        yield ox.Triple(node, AG.firstTied, first)
        yield ox.Triple(node, AG.secondTied, second)
        yield ox.Triple(node, AG.reason, ox.Literal(f"the same name {HOSTILE}"))
        yield ox.Triple(node, AG.feature, ox.Literal(f"full name +4.0: the same {HOSTILE}"))
        yield ox.Triple(node, AG.feature, ox.Literal("other office -1.0: they hold other offices"))
        yield ox.Triple(node, AG.score, ox.Literal("4.0", datatype=XSD.decimal))


def memory() -> ox.Store:
    """Return a store in memory with both articles and their links."""
    store = ox.Store()
    for article in graphs():
        for triple in article.triples:
            for name in (article.iri, ox.DefaultGraph()):
                store.add(ox.Quad(triple.subject, triple.predicate, triple.object, name))
    for triple in links():
        for name in (LINKS, ox.DefaultGraph()):
            store.add(ox.Quad(triple.subject, triple.predicate, triple.object, name))
    return store


def stored(place: Path) -> Path:
    """Put both articles and their links into a store on disk."""
    with DiskStore(place) as opened:
        opened.put(Entry(article) for article in graphs())
        opened.insert(LINKS, links())
        opened.derive()
    return place


def visited(desk: Desk, view: str, *, reader: str = "A. Reader", **fields: str) -> Answer:
    """Return what a page answers to the fields of an address."""
    given = {name: (value,) for name, value in fields.items()}
    return show(desk, Visit(view, "", given, reader, "token" if reader else ""))
