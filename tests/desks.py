"""Small stores for the tests of the workbench: articles written claim by claim, tied or not."""

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from actorgraph.stores.contract import LINKS
from actorgraph.stores.memory import MemoryStore
from actorgraph.vocabulary.vocab import AG, DCT, INDIVIDUALS, NIF, OWL, RDF, RDFS, SKOS, XSD
from actorgraph.workbench.desk import Desk
from actorgraph.workbench.views import show
from actorgraph.workbench.visit import Answer, Visit

Node = ox.NamedNode
CERTAIN = {"certainty": "Asserted", "denied": False, "confidence": "0.8"}


def own(path: str) -> Node:
    """Return the IRI of one of our own things."""
    return Node(INDIVIDUALS + path)


class Written:
    """An article in the making: what it says goes into the graph that has its name."""

    def __init__(self, code: str, title: str, text: str, *, withheld: bool = False) -> None:
        self.code = code
        self.text = text
        self.node = own(f"article/{code}")
        self.triples: list[ox.Triple] = []
        self.withheld = withheld
        self.add(self.node, RDF.type, AG.Article)
        self.add(self.node, DCT.title, title)
        self.add(self.node, AG.sha256, code)
        self.number(self.node, AG.length, len(text))
        if not withheld:
            self.add(self.node, NIF.isString, text)

    def add(self, subject: Node, predicate: Node, value: Node | str | bool) -> None:
        """Add a triple; a text or truth becomes a literal."""
        term = value if isinstance(value, Node) else ox.Literal(value)
        self.triples.append(ox.Triple(subject, predicate, term))

    def number(self, subject: Node, predicate: Node, value: int | str) -> None:
        """Add a whole number, or a decimal that is given as text."""
        kind = XSD.nonNegativeInteger if isinstance(value, int) else XSD.decimal
        self.triples.append(ox.Triple(subject, predicate, ox.Literal(str(value), datatype=kind)))

    def span(self, words: str) -> Node:
        """Return the span of words in the text."""
        begin = self.text.index(words)
        end = begin + len(words)
        node = Node(f"{self.node.value}#char={begin},{end}")
        self.add(node, RDF.type, AG.Span)
        self.number(node, NIF.beginIndex, begin)
        self.number(node, NIF.endIndex, end)
        self.add(node, NIF.referenceContext, self.node)
        if not self.withheld:
            self.add(node, NIF.anchorOf, words)
        return node

    def actor(
        self, code: str, name: str, *mentions: str, kind: str = "Person", **is_: bool
    ) -> Node:
        """Add an actor with its mentions; `unnamed` and `protected` may be given."""
        node = own(f"actor/{code}")
        self.add(node, RDF.type, AG[kind])
        self.add(node, RDFS.label, name)
        for words in mentions:
            self.add(node, AG.mention, self.span(words))
            self.add(node, SKOS.altLabel, words)
        for flag, value in is_.items():
            self.add(node, AG[flag], value)
        return node

    def claim(self, kind: str, words: str, cue: str, **said: object) -> Node:
        """Add a claim: its class, its words and the word that decided.

        Of what is said besides, `certainty`, `denied`, `confidence`, `verb`, `inside` (a
        statement) and `date` are its own, and all others are roles with an actor or several.
        """
        said = CERTAIN | said
        node = own(f"claim/{self.code}-{self.text.index(words)}-{kind.lower()}")
        family = "Relation" if "subject" in said else "Action"
        for name in (kind, family, "Claim"):
            self.add(node, RDF.type, AG[name])
        self.add(node, AG.reportedIn, self.node)
        self.add(node, AG.evidence, self.span(words))
        self.add(node, AG.cue, self.span(cue))
        self.add(node, AG.verb, str(said.pop("verb", cue)))
        self.add(node, AG.factuality, AG[str(said.pop("certainty"))])
        self.add(node, AG.negated, bool(said.pop("denied")))
        self.number(node, AG.confidence, str(said.pop("confidence")))
        self._rule(node)
        self._details(node, said)
        return node

    def _rule(self, claim: Node) -> None:
        rule = own("rule/active/1")
        self.add(rule, RDF.type, AG.Rule)
        self.add(rule, RDFS.label, "active")
        self.add(claim, AG.foundBy, rule)

    def _details(self, claim: Node, said: dict[str, object]) -> None:
        date = said.pop("date", "")
        if date:
            for name in ("time", "notBefore", "notAfter"):
                self.add(claim, AG[name], str(date))
        inside = said.pop("inside", None)
        if isinstance(inside, Node):
            self.add(claim, AG.saidIn, inside)
        for role, actors in said.items():
            for actor in actors if isinstance(actors, tuple) else (actors,):
                self.add(claim, AG[role], actor)

    def gap(self, words: str, reason: str, verb: str = "") -> None:
        """Add a clause of which no claim was made."""
        node = own(f"gap/{self.code}-{self.text.index(words)}")
        self.add(node, RDF.type, AG.Gap)
        self.add(node, AG.evidence, self.span(words))
        self.add(node, AG.reason, reason)
        if verb:
            self.add(node, AG.verb, verb)


def tie(first: Node, second: Node, *features: str, kind: str = "ActorTie") -> list[ox.Triple]:
    """Return a tie with its features: `full name +4.0: the same full name`."""
    predicate = {"ActorTie": OWL.sameAs, "EventTie": AG.sameEventAs}.get(kind, AG.contradicts)
    node = own(f"tie/{first.value[-4:]}{second.value[-4:]}")
    rule = own("rule/same-actor/1")
    rows = [
        (first, predicate, second),
        (node, RDF.type, AG[kind]),
        (node, AG.firstTied, first),
        (node, AG.secondTied, second),
        (node, AG.tiedBy, rule),
        (node, AG.reason, ox.Literal("they are alike")),
        (rule, RDFS.label, ox.Literal("same actor")),
    ]
    rows += [(node, AG.feature, ox.Literal(feature)) for feature in features]
    return [ox.Triple(*row) for row in rows]


def desk(*articles: Written, links: Iterable[ox.Triple] = (), folder: Path | None = None) -> Desk:
    """Return a desk with these articles and links."""
    store = MemoryStore()
    for article in articles:
        store.insert(article.node, article.triples)
    store.insert(LINKS, list(links))
    return Desk(store.quads, folder)


def see(
    where: Desk, path: str, *, reader: str = "", is_part: bool = False, **fields: str
) -> Answer:
    """Visit one of our own things, as `reader` if one is given."""
    given = {name.rstrip("_"): (value,) for name, value in fields.items()}
    view = path.partition("/")[0]
    return show(where, Visit(view, path, given, reader, "token" if reader else "", is_part))
