"""Two small articles that questions can be asked of, as a store and as a file."""

from dataclasses import dataclass, field

import pyoxigraph as ox

from actorgraph.vocabulary.vocab import AG, DCT, INDIVIDUALS, NIF, OWL, RDF, RDFS, SKOS, XSD
from actorgraph.workbench.desk import Desk

HOSTILE = "<script>window.hit=1</script>\"'&\u202e{{7*7}}=cmd()"
FIRST_TEXT = (
    "Ada Brandt urged the harbour council to open the gate. "
    "The council refused. Police detained three dockers, a witness said. "
    "The council plans to fund a shelter in May 2017."
)
SECOND_TEXT = (
    "A. Brandt thanked the dockers. Police did not detain anybody. "
    f"{HOSTILE} struck the council on 3 June 2017."
)

# What a built graph says of the classes and certainties that it uses.
LABELS = {
    "Request": "request",
    "Reject": "reject",
    "Coerce": "coerce",
    "Aid": "aid",
    "Support": "support",
    "Assault": "assault",
    "Asserted": "asserted",
    "Alleged": "alleged",
    "Intended": "intended",
}


def iri(path: str) -> ox.NamedNode:
    """Return one of our own things."""
    return ox.NamedNode(INDIVIDUALS + path)


@dataclass
class Draft:
    """A graph in the making."""

    triples: list[ox.Triple] = field(default_factory=list)

    def say(
        self, subject: ox.NamedNode, predicate: ox.NamedNode, *values: ox.NamedNode | ox.Literal
    ) -> None:
        """Say something about a thing."""
        self.triples += [ox.Triple(subject, predicate, value) for value in values]

    def article(self, code: str, text: str, title: str, issued: str) -> None:
        """Add an article."""
        node = iri(f"article/{code}")
        self.say(node, RDF.type, AG.Article)
        self.say(node, DCT.title, ox.Literal(title))
        self.say(node, RDFS.label, ox.Literal(title))
        self.say(node, DCT.issued, ox.Literal(issued))
        self.say(node, NIF.isString, ox.Literal(text))

    def actor(self, code: str, kind: str, *names: str, protected: bool = False) -> None:
        """Add an actor; the first name is its own."""
        node = iri(f"actor/{code}")
        self.say(node, RDF.type, AG[kind])
        self.say(node, RDFS.label, ox.Literal(names[0]))
        self.say(node, SKOS.altLabel, *map(ox.Literal, names[1:]))
        if protected:
            self.say(node, AG.protected, ox.Literal(value=True))

    def claim(self, code: str, kinds: str, words: str, text: str, **roles: str) -> ox.NamedNode:
        """Add a claim of an article with words of its text; roles are ends of actors' IRIs.

        `kinds` are names of classes, `verb`, `sure`, `time` and `denied` what they say.
        """
        article = code.partition("-")[0]
        node = iri(f"claim/{code}")
        begin = text.index(words)
        span = iri(f"article/{article}#char={begin},{begin + len(words)}")
        self.say(node, RDF.type, AG.Claim, *(AG[kind] for kind in kinds.split()))
        self.say(node, AG.verb, ox.Literal(roles.pop("verb", kinds.split()[-1].lower())))
        self.say(node, AG.factuality, AG[roles.pop("sure", "Asserted")])
        self.say(node, AG.negated, ox.Literal(value=bool(roles.pop("denied", ""))))
        time = roles.pop("time", "")
        if time:
            self.say(node, AG.time, ox.Literal(time))
            self.say(node, AG.timeText, ox.Literal(time))
            self.say(node, AG.notBefore, ox.Literal(f"{time[:7]}-01", datatype=XSD.date))
            self.say(node, AG.notAfter, ox.Literal(f"{time[:7]}-28", datatype=XSD.date))
        self.say(node, AG.reportedIn, iri(f"article/{article}"))
        self.say(node, AG.confidence, ox.Literal(0.9))
        self.say(node, AG.evidence, span)
        self.say(node, AG.cue, span)
        self.say(node, AG.foundBy, iri("rule/by-hand/0.1.0"))
        self.say(span, NIF.beginIndex, ox.Literal(begin))
        self.say(span, NIF.endIndex, ox.Literal(begin + len(words)))
        self.say(span, NIF.anchorOf, ox.Literal(words))
        for role, actors in roles.items():
            self.say(node, AG[role], *(iri(f"actor/{actor}") for actor in actors.split()))
        return node


def draft() -> Draft:
    """Return two articles, of which the second calls Ada Brandt by another name."""
    made = Draft()
    made.article("one", FIRST_TEXT, "The harbour gate", "2017-05-02")
    made.article("two", SECOND_TEXT, HOSTILE, "2017-06-04")
    made.actor("one-brandt", "Person", "Ada Brandt", "Brandt")
    made.actor("two-brandt", "Person", "A. Brandt")
    made.say(iri("actor/one-brandt"), OWL.sameAs, iri("actor/two-brandt"))
    made.actor("council", "Organisation", "harbour council", "council")
    made.actor("police", "Organisation", "Police")
    made.actor("witness", "Person", "witness")
    made.actor("dockers", "Group", "three dockers", protected=True)
    made.actor("bad", "Person", HOSTILE)
    _first_article(made)
    _second_article(made)
    for name, label in LABELS.items():
        made.say(AG[name], RDFS.label, ox.Literal(label, language="en"))
    return made


def _first_article(made: Draft) -> None:
    made.claim(
        "one-0-53-request",
        "Action Request",
        "urged the harbour council to open the gate",
        FIRST_TEXT,
        agent="one-brandt",
        recipient="council",
        time="2017-04",
    )
    made.claim("one-55-74-refuse", "Action Reject", "refused", FIRST_TEXT, agent="council")
    made.claim(
        "one-76-105-coerce",
        "Action Coerce",
        "Police detained three dockers",
        FIRST_TEXT,
        agent="police",
        target="dockers",
        attributedTo="witness",
        sure="Alleged",
        time="2017-05",
    )
    made.claim(
        "one-124-168-aid",
        "Action Aid",
        "plans to fund a shelter",
        FIRST_TEXT,
        agent="council",
        sure="Intended",
        time="2017-05",
    )


def _second_article(made: Draft) -> None:
    made.claim(
        "two-0-29-support",
        "Action Support",
        "thanked the dockers",
        SECOND_TEXT,
        agent="two-brandt",
        target="dockers",
    )
    made.claim(
        "two-31-60-coerce",
        "Action Coerce",
        "did not detain anybody",
        SECOND_TEXT,
        agent="police",
        denied="yes",
        time="2017-06",
    )
    made.claim(
        "two-62-90-assault",
        "Action Assault",
        "struck the council",
        SECOND_TEXT,
        agent="bad",
        target="council",
        attributedTo="bad",
        time="2017-06-03",
    )


def desk(*, without: bool = False) -> Desk:
    """Return a desk with the two articles; or with none."""
    return desk_of(Draft() if without else draft())


def desk_of(made: Draft) -> Desk:
    """Return a desk with a draft, in a graph of its own and in the merged one."""
    store = ox.Store()
    for graph_name in (iri("article/one"), ox.DefaultGraph()):
        for subject, predicate, value in made.triples:
            store.add(ox.Quad(subject, predicate, value, graph_name))
    return Desk(store, None)


def graph() -> bytes:
    """Return the two articles as N-Triples."""
    return ox.serialize(draft().triples, format=ox.RdfFormat.N_TRIPLES) or b""
