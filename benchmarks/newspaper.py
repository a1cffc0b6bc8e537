"""Invented articles as pages show them: with sentences, names and mentions, the actors of each
article its own, and tied to those of the same name in other articles.

They are the claims of `synthetic`, with what a reader sees of a real article. An actor's share of
the articles falls with the cube root of its rank: of 5,000 the first is in every other article.
"""

import random
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

import pyoxigraph as ox
from linking import cast, word
from synthetic import CLAIMS, articles

from actorgraph.graph.article_graph import ArticleGraph
from actorgraph.vocabulary.vocab import AG, DCT, INDIVIDUALS, NIF, OWL, RDF, RDFS, XSD

ACTORS = 5_000
WORDS = 20_000
SENTENCE = 100  # characters, as `synthetic` places its claims
TITLE_WORDS = 5
# Of so many articles, the last two report the same event; of so many, they contradict each other.
EVENT_EVERY, CONTRADICTION_EVERY = 2, 40
OWN = f"{INDIVIDUALS}actor/synthetic-"
PLACE = f"{INDIVIDUALS}actor/place-"


class Newspaper:
    """Articles by number, and the ties between those that were made."""

    def __init__(self) -> None:
        # The last identity of each actor, and the claims of the last article.
        self.people: dict[str, ox.NamedNode] = {}
        self._claims: list[ox.NamedNode] = []
        self.ties: list[ox.Triple] = []

    def articles(self, count: int) -> Iterator[ArticleGraph]:
        """Yield so many articles."""
        for number, graph in enumerate(articles(count, actors=ACTORS, draw=by_cube_root)):
            article = _Article(number, graph)
            made = article.made()
            self._tie(number, article)
            yield made

    def _tie(self, number: int, article: "_Article") -> None:
        for name, node in article.people.items():
            if name in self.people:
                self._add("ActorTie", OWL.sameAs, self.people[name], node)
            self.people[name] = node
        claims = article.claims
        if number % EVENT_EVERY:
            self._add("EventTie", AG.sameEventAs, self._claims[1], claims[1])
        if number % CONTRADICTION_EVERY == 1:
            self._add("ContradictionTie", AG.contradicts, self._claims[2], claims[2])
        self._claims = claims

    def _add(
        self, kind: str, link: ox.NamedNode, first: ox.NamedNode, second: ox.NamedNode
    ) -> None:
        tie = ox.NamedNode(f"{INDIVIDUALS}tie/{len(self.ties):012x}")
        points = ox.Literal("4.5", datatype=XSD.decimal)
        self.ties += [
            ox.Triple(first, link, second),
            ox.Triple(tie, RDF.type, AG[kind]),
            ox.Triple(tie, RDF.type, AG.Tie),
            ox.Triple(tie, AG.firstTied, first),
            ox.Triple(tie, AG.secondTied, second),
            ox.Triple(tie, AG.reason, ox.Literal("full name +4.5: the same full name")),
            ox.Triple(tie, AG.tiedBy, ox.NamedNode(f"{INDIVIDUALS}rule/same-actor/1")),
            ox.Triple(tie, AG.score, points),
        ]


class _Article:
    """An article of `synthetic` in the making: its actors get names, its claims sentences."""

    def __init__(self, number: int, graph: ArticleGraph) -> None:
        self.graph = graph
        self.code = f"{number:016x}"
        self.dice = random.Random(f"sentences {number}")
        self.people: dict[str, ox.NamedNode] = {}
        self.claims: list[ox.NamedNode] = []
        self.names: dict[ox.NamedNode, str] = {}
        self.first: dict[ox.NamedNode, ox.NamedNode] = {}

    def made(self) -> ArticleGraph:
        """Return the article as pages show it."""
        triples = list(self._renamed())
        text = self._text()
        triples += self._words(text)
        triples += self._mentions()
        return ArticleGraph(self.graph.iri, tuple(triples))

    def _renamed(self) -> Iterator[ox.Triple]:
        """Yield the claims with actors of this article."""
        claims: dict[ox.NamedNode, None] = {}
        for triple in self.graph.triples:
            subject, value = self._own(triple.subject), self._own(triple.object)
            if triple.predicate == AG.reportedIn:
                claims[subject] = None
            is_role = triple.predicate in (AG.agent, AG.subject)
            if is_role:
                self.first[subject] = value
            if triple.predicate == RDFS.label and subject in self.names:
                value = ox.Literal(self.names[subject])
            if triple.predicate == DCT.title:
                value = ox.Literal(" ".join(self._choose(TITLE_WORDS)).capitalize())
            yield ox.Triple(subject, triple.predicate, value)
        self.claims = list(claims)

    def _own(self, term: object) -> object:
        """Return an actor's IRI in this article; any other term as it is."""
        if not isinstance(term, ox.NamedNode):
            return term
        for beginning in (OWN, PLACE):
            if term.value.startswith(beginning):
                end = term.value.removeprefix(INDIVIDUALS + "actor/")
                node = ox.NamedNode(f"{INDIVIDUALS}actor/{self.code}-{end}")
                if beginning == OWN:
                    self._name(node, int(term.value.removeprefix(OWN)))
                return node
        return term

    def _name(self, node: ox.NamedNode, number: int) -> None:
        name = names()[number - 1]
        self.names[node] = name
        self.people[name] = node

    def _choose(self, count: int) -> list[str]:
        most = len(dictionary()) - 1
        places = (int(self.dice.paretovariate(0.6)) for _ in range(count))
        return [dictionary()[min(place, most)] for place in places]

    def _text(self) -> str:
        """Return a sentence for each claim, which begins with the name of who acts."""
        sentences = []
        for claim in self.claims:
            name = self.names.get(self.first.get(claim), "Somebody")
            words = " ".join([name, *self._choose(14)])
            sentences.append(f"{words[: SENTENCE - 2].ljust(SENTENCE - 2, 'a')}. ")
        return "".join(sentences)

    def _words(self, text: str) -> Iterator[ox.Triple]:
        yield ox.Triple(self.graph.iri, NIF.isString, ox.Literal(text))
        for place in range(CLAIMS):
            for length in (60, 8):
                begin = place * SENTENCE
                end = begin + length
                span = ox.NamedNode(f"{self.graph.iri.value}#char={begin},{end}")
                yield ox.Triple(span, NIF.anchorOf, ox.Literal(text[begin:end]))

    def _mentions(self) -> Iterator[ox.Triple]:
        """Yield the mention of each name at the beginning of its sentence."""
        for place, claim in enumerate(self.claims):
            actor = self.first.get(claim)
            if actor not in self.names:
                continue
            begin = place * SENTENCE
            end = begin + len(self.names[actor])
            span = ox.NamedNode(f"{self.graph.iri.value}#char={begin},{end}")
            yield ox.Triple(actor, AG.mention, span)
            yield ox.Triple(span, RDF.type, AG.Span)
            yield ox.Triple(span, NIF.anchorOf, ox.Literal(self.names[actor]))
            yield ox.Triple(span, NIF.referenceContext, self.graph.iri)
            for name, value in ((NIF.beginIndex, begin), (NIF.endIndex, end)):
                number = ox.Literal(str(value), datatype=XSD.nonNegativeInteger)
                yield ox.Triple(span, name, number)


def by_cube_root(dice: random.Random, actors: int) -> int:
    """Draw the number of an actor, from 1."""
    return 1 + int(actors * dice.random() ** 3)


@cache
def names() -> list[str]:
    """Return the names of all actors, each once."""
    taken: dict[str, None] = {}
    counts: dict[str, int] = defaultdict(int)
    for _, name in cast(ACTORS):
        counts[name] += 1
        # Two of one name would be tied.
        taken[name if counts[name] == 1 else f"{name} {word(random.Random(name))}"] = None
    return list(taken)


@cache
def dictionary() -> list[str]:
    """Return the words of all texts."""
    return [word(random.Random(f"word {number}"), 3) for number in range(WORDS)]
