"""Minting: names, literals and the order of Turtle; whole graphs are in test_golden.py."""

from dataclasses import replace

import pyoxigraph as ox
import pytest

from actorgraph.actors import Actor, Link
from actorgraph.claims.claim import Action, Attitude, Claim, Relation, Statement
from actorgraph.graph.article_graph import ArticleGraph, build, digest, shareable
from actorgraph.graph.mint import Naming, slug
from actorgraph.graph.mint.claims import participants
from actorgraph.graph.mint.spans import Spans
from actorgraph.graph.mint.terms import bounds, decimal, optional_texts
from actorgraph.graph.turtle import in_order, turtle
from actorgraph.mentions.mention import Mention
from actorgraph.text.article import Article, Span
from actorgraph.text.reading import read_text
from actorgraph.text.review import Decision
from actorgraph.times.time import Time
from actorgraph.vocabulary.vocab import AG, DCT, NIF, RDF, RDFS, SCHEMA, SKOS
from tests.snippets import node, triples


@pytest.fixture
def article() -> Article:
    return read_text("A title\n\nAnn met Bob. Bob slept.\n")


def action(**changed: object) -> Action:
    plain = Action(kind="Consult", evidence=(Span(9, 21),), rule="r", verb="meet", cue=Span(13, 16))
    return replace(plain, **changed)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Angela Merkel", "angela-merkel"),
        ("  Ångström & Søn ", "angstrom-sn"),
        ("St. John's", "st-john-s"),
        ("ΑΒΓ", "actor"),
        ("", "actor"),
        ("x" * 80, "x" * 60),
        ("a" * 59 + " b", "a" * 59),
    ],
)
def test_slug_is_short_ascii(name: str, short: str) -> None:
    assert slug(name) == short


def test_the_same_claim_twice_has_two_names(article: Article) -> None:
    claims = [action(), action(), action(kind="Assault"), action()]
    names = [claim.value.rpartition("/")[2] for claim in Naming(article, [], claims).claims]
    code = article.sha256[:16]
    assert names == [
        f"{code}-9-21-consult",
        f"{code}-9-21-consult-2",
        f"{code}-9-21-assault",
        f"{code}-9-21-consult-3",
    ]


@pytest.mark.parametrize(
    ("number", "written"), [(0.5, "0.5"), (0.85, "0.85"), (1.0, "1"), (0.0, "0"), (0.333, "0.33")]
)
def test_decimals_have_no_zeros_at_the_end(number: float, written: str) -> None:
    assert decimal(number).value == written


def test_only_texts_that_are_there_are_written() -> None:
    x = node("x")
    values = ((AG.title, "minister"), (AG.office, ""), (AG.tenure, None))
    assert list(optional_texts(x, *values)) == [(x, AG.title, ox.Literal("minister"))]


@pytest.mark.parametrize(("least", "most", "count"), [(None, None, 0), (0, None, 1), (2, 5, 2)])
def test_bounds(least: int | None, most: int | None, count: int) -> None:
    assert len(list(bounds(node("x"), least, most))) == count


def test_a_span_is_described_once_and_only_if_used(article: Article) -> None:
    naming = Naming(article, [], [])
    spans = Spans(article, naming)
    assert list(spans.triples()) == []
    first = spans.node(Span(9, 12))
    assert spans.node(Span(9, 12)) == first
    described = list(spans.triples())
    assert {subject for subject, _, _ in described} == {first}
    assert (first, NIF.anchorOf, ox.Literal("Ann")) in described
    assert len(described) == len(set(described))


RELATION = Relation(kind="MemberOf", evidence=(Span(0, 1),), rule="r", subject=1, object=2)
ATTITUDE = Attitude(
    kind="Support",
    evidence=(Span(0, 1),),
    rule="r",
    verb="back",
    cue=Span(0, 1),
    holders=(4,),
    content=(),
)


@pytest.mark.parametrize(
    ("claim", "keys"),
    [
        (action(agents=(1,), targets=(2,), places=(3,)), {1, 2}),
        (action(possible_agents=(5,), recipients=(6,), attributed_to=(7,)), {5, 6, 7}),
        (RELATION, {1, 2}),
        (replace(ATTITUDE, attributed_to=(8,)), {4, 8}),
        (Claim(kind="Claim", evidence=(), rule="r", attributed_to=(9,)), {9}),
    ],
    ids=lambda value: type(value).__name__,
)
def test_participants(claim: Claim, keys: set[int]) -> None:
    assert set(participants(claim)) == keys


def built(article: Article, *claims: Claim) -> ArticleGraph:
    return build(article, [], claims, parser="none/0")


def objects(graph: ArticleGraph, predicate: ox.NamedNode) -> list[str]:
    found = [t.object for t in graph.triples if t.predicate == predicate]
    return [term.value for term in found if isinstance(term, ox.NamedNode | ox.Literal)]


def test_an_action_says_when(article: Article) -> None:
    when = Time(text="in May", edtf="2017-05", not_before="2017-05-01T00:00:00")
    graph = built(article, action(time=when))
    assert objects(graph, AG.timeText) == ["in May"]
    assert objects(graph, AG.time) == ["2017-05"]
    assert objects(graph, AG.notBefore) == ["2017-05-01T00:00:00"]
    assert objects(graph, AG.notAfter) == []


def test_a_statement_has_mode_content_and_quotations(article: Article) -> None:
    statement = Statement(
        evidence=(Span(9, 21),),
        rule="r",
        verb="say",
        cue=Span(13, 16),
        content=(Span(9, 12),),
        mode="Direct",
        quotations=(Span(9, 12),),
    )
    graph = built(article, statement)
    assert objects(graph, AG.quotation) == ["Ann"]
    assert objects(graph, AG.mode) == [AG.Direct.value]
    assert len(objects(graph, AG.content)) == 1


def test_claims_refer_to_their_statement_and_to_the_same_event(article: Article) -> None:
    graph = built(article, action(), action(said_in=0, same_events=(0,)))
    first = Naming(article, [], [action()]).claims[0].value
    assert objects(graph, AG.saidIn) == [first]
    assert objects(graph, AG.sameEventAs) == [first]


@pytest.mark.parametrize(
    ("url", "linked"),
    [("https://example.org/a b", 1), ("http://example.org/", 1), ("file:///a", 0), (None, 0)],
)
def test_only_addresses_on_the_web_are_links(
    article: Article, url: str | None, linked: int
) -> None:
    graph = built(replace(article, url=url))
    assert len(objects(graph, RDFS.seeAlso)) == linked
    assert len(objects(graph, SCHEMA.url)) == bool(url)


def test_what_is_unknown_of_an_article_is_not_written(article: Article) -> None:
    graph = built(replace(article, published=None, publisher=None))
    assert objects(graph, DCT.issued) == objects(graph, DCT.publisher) == []


def test_turtle_puts_classes_first_and_spans_last() -> None:
    text = turtle(
        triples('ex:a nif:beginIndex 1 ; a ag:Span . ex:b rdfs:label "b" ; a ag:Person .')
    )
    assert text.index("ag:Person") < text.index("rdfs:label") < text.index("ag:Span")
    assert text.index("ag:Span") < text.index("nif:beginIndex")


def test_order_does_not_depend_on_the_order_given() -> None:
    given = triples('ex:b a ag:Person ; rdfs:label "b" . ex:a ag:agent ex:b ; a ag:Claim .')
    assert in_order(given) == in_order([*reversed(given), *given])
    assert [triple.predicate == RDF.type for triple in in_order(given)] == [
        True,
        False,
        True,
        False,
    ]


LONG_NAME = "the head of the largest union of dock workers in town"


def test_shareable_replaces_words_by_digests() -> None:
    turtle_text = (
        'ex:article nif:isString "Ann met" . ex:s nif:anchorOf "met" . ex:c ag:quotation "met" .'
        f' ex:ann skos:altLabel "Dr Ann" , "{LONG_NAME}" ; rdfs:label "{LONG_NAME}" .'
    )
    graph = shareable(ArticleGraph(node("article"), tuple(triples(turtle_text))))
    assert objects(graph, AG.digest) == [digest("met")]
    assert objects(graph, SKOS.altLabel) == ["Dr Ann"]
    for predicate in (NIF.isString, NIF.anchorOf, AG.quotation):
        assert objects(graph, predicate) == []
    # Only a description is withheld: an actor's label is needed to name it.
    assert objects(graph, RDFS.label) == [LONG_NAME]


def person(key: int, name: str, form: str, **more: object) -> Actor:
    mention = Mention(Span(9, 12), 0, "Person", form, name)  # type: ignore[arg-type]
    return Actor(key, ("Person",), name, mentions=(mention,), **more)  # type: ignore[arg-type]


def test_whoever_is_neither_named_nor_takes_part_is_left_out(article: Article) -> None:
    cast = [person(0, "Ann", "name"), person(1, "a woman", "description"), person(2, "he", "he")]
    graph = build(article, cast, [action(agents=(2,))], parser="none/0")
    labels = [t.object for t in graph.triples if t.predicate == RDFS.label]
    assert ox.Literal("Ann") in labels
    assert ox.Literal("he") in labels
    assert ox.Literal("a woman") not in labels


def test_the_same_name_twice_is_two_actors(article: Article) -> None:
    cast = [person(0, "Ann", "name"), person(1, "Ann", "name"), person(2, "Ann", "name")]
    names = [actor.value.rpartition("-")[2] for actor in Naming(article, cast, []).actors]
    assert names == ["ann", "2", "3"]


@pytest.mark.parametrize("guard", ["unnamed", "protected"])
def test_whoever_is_guarded_has_no_identity(article: Article, guard: str) -> None:
    plain = person(0, "Ann", "name", wikidata="Q1")
    assert objects(build(article, [plain], [], parser="none/0"), SKOS.exactMatch)
    guarded = replace(plain, **{guard: True})
    assert not objects(build(article, [guarded], [], parser="none/0"), SKOS.exactMatch)


def test_a_decision_is_described_with_what_is_known_of_it(article: Article) -> None:
    decision = Decision("same", "Ann", "Dr Ann", by="CL", date="2026-01-02")
    graph = build(article, [person(0, "Ann", "name", decisions=(decision,))], [], parser="none/0")
    assert objects(graph, AG.decidedBy) == ["CL"]
    assert objects(graph, DCT.date) == ["2026-01-02"]
    assert objects(graph, AG.note) == []


def test_a_link_gives_its_reason_and_the_mention_it_rests_on(article: Article) -> None:
    link = Link("Q1", "Ann", "its name", 0.93)
    graph = build(article, [person(0, "Ann", "name", link=link)], [], parser="none/0")
    (node_of_link,) = [t.subject for t in graph.triples if t.object == AG.IdentityLink]
    said = {t.predicate: t.object for t in graph.triples if t.subject == node_of_link}
    assert said[AG.reason] == ox.Literal("its name")
    assert said[AG.mention] == Naming(article, [], []).span(Span(9, 12))
