"""What would contradict if two actors were one: of offices, identities, kinds and claims."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from actorgraph.graph.article_graph import ArticleGraph
from actorgraph.links.alike import contradictions
from actorgraph.links.named_actors import NamedActor
from actorgraph.links.one_actor import contradicting_actors
from actorgraph.stores.contract import Entry
from actorgraph.stores.disk.diskstore import DiskStore
from actorgraph.text.review import Decision
from actorgraph.text.review_file import add, read_decisions
from actorgraph.vocabulary.vocab import AG, DCT, RDF, RDFS, SKOS, WD, XSD, local_name
from actorgraph.workbench import contradictions as comparing
from actorgraph.workbench.contradictions import Clashes, clashes
from actorgraph.workbench.desk import Desk
from tests.conftest import Run
from tests.reviewing import FIRST, SECOND, Claimed, actor, code, graph, thing, visited

TEXT = "Ann Lee sued Bob Roe. Ann Lee is the mayor of Harbour Town. Cy Dee left."
OTHER_TEXT = "Ann Lee did not sue Bob Roe. Ann Lee is the bishop of Harbour Town. Cy Dee left."
SUIT = Claimed(
    "Ann Lee sued Bob Roe", "Accuse", "sued", 0.9, {"agent": "Ann Lee", "target": "Bob Roe"}
)
NO_SUIT = replace(SUIT, words="Ann Lee did not sue Bob Roe", cue="sue")
PEOPLE = {
    "Ann Lee": "Person",
    "Bob Roe": "Person",
    "Cy Dee": "Person",
    "Harbour Town": "Organisation",
}
FALSE, TRUE = (ox.Literal(value, datatype=XSD.boolean) for value in ("false", "true"))
ANN = [actor(FIRST, "Ann Lee"), actor(SECOND, "Ann Lee")]
CY = [actor(FIRST, "Cy Dee"), actor(SECOND, "Cy Dee")]


def office(found: ArticleGraph, article: str, title: str) -> Iterable[ox.Triple]:
    """Yield that Ann Lee holds an office, said in the words of the claim that the article has."""
    relation = thing(f"claim/{article}-{title}")
    (claim,) = {said.subject for said in found.triples if said.predicate == AG.reportedIn}
    for said in found.triples:
        if said.subject == claim and said.predicate not in (RDF.type, AG.agent, AG.target, AG.verb):
            yield ox.Triple(relation, said.predicate, said.object)
    for kind in ("HeadOf", "Relation", "Claim"):
        yield ox.Triple(relation, RDF.type, AG[kind])
    yield ox.Triple(relation, AG.subject, actor(article, "Ann Lee"))
    yield ox.Triple(relation, AG.object, actor(article, "Harbour Town"))
    for predicate in (AG.office, AG.title):
        yield ox.Triple(relation, predicate, ox.Literal(title))


def articles(issued: tuple[str, str] = ("2020-05-01", "2020-05-02")) -> list[ArticleGraph]:
    """Two articles: in one Ann is a mayor and sues Bob; in the other a bishop, and does not."""
    made = []
    rows = ((FIRST, TEXT, SUIT, "mayor"), (SECOND, OTHER_TEXT, NO_SUIT, "bishop"))
    for (article, text, claim, title), date in zip(rows, issued, strict=True):
        found = graph(article, f"Suit {title}", text, PEOPLE, [claim])
        triples = [said for said in found.triples if said.predicate != AG.verb]
        node = thing(f"claim/{code(article, claim)}")
        triples += [ox.Triple(node, AG.verb, ox.Literal("sue")), *office(found, article, title)]
        triples.append(ox.Triple(found.iri, DCT.issued, ox.Literal(date)))
        if claim is NO_SUIT:
            triples.remove(ox.Triple(node, AG.negated, FALSE))
            triples.append(ox.Triple(node, AG.negated, TRUE))
        made.append(ArticleGraph(found.iri, tuple(triples)))
    return made


def store_of(graphs: Iterable[ArticleGraph], *more: ox.Triple) -> ox.Store:
    store = ox.Store()
    for article in graphs:
        for said in article.triples:
            for name in (article.iri, ox.DefaultGraph()):
                store.add(ox.Quad(said.subject, said.predicate, said.object, name))
    store.extend(ox.Quad(said.subject, said.predicate, said.object) for said in more)
    return store


def same_event() -> ox.Triple:
    """That Bob Roe is one person in both articles, as the links have it."""
    predicate = ox.NamedNode("http://www.w3.org/2002/07/owl#sameAs")
    return ox.Triple(actor(FIRST, "Bob Roe"), predicate, actor(SECOND, "Bob Roe"))


def found(desk: Desk, pair: list[ox.NamedNode]) -> Clashes:
    return clashes(desk, pair[:1], pair[1:])


def test_offices_and_claims_contradict(tmp_path: Path) -> None:
    desk = Desk(store_of(articles(), same_event()), tmp_path)
    seen = found(desk, ANN)
    assert [clash.words.partition(":")[0] for clash in seen.shown] == [
        "they hold different offices",
        "one denies what the other tells",
    ]
    assert "mayor and bishop" in seen.shown[0].words
    assert [place.title for place in seen.shown[0].places] == ["Suit mayor", "Suit bishop"]
    assert seen.shown[1].paths == (
        f"claim/{code(FIRST, SUIT)}",
        f"claim/{code(SECOND, NO_SUIT)}",
    )
    assert seen.number == 2
    assert seen.is_whole


def test_nothing_contradicts_of_those_who_only_share_a_name(tmp_path: Path) -> None:
    desk = Desk(store_of(articles(), same_event()), tmp_path)
    assert found(desk, CY) == Clashes(0, (), is_whole=True)


def test_offices_of_other_years_do_not_contradict(tmp_path: Path) -> None:
    desk = Desk(store_of(articles(("2010-01-01", "2020-01-01"))), tmp_path)
    assert not any("office" in clash.words for clash in found(desk, ANN).shown)


def test_what_contradicts_already_does_not_appear_again(tmp_path: Path) -> None:
    ends = [thing(f"claim/{code(*given)}") for given in ((FIRST, SUIT), (SECOND, NO_SUIT))]
    known = ox.Triple(ends[0], AG.contradicts, ends[1])
    desk = Desk(store_of(articles(), same_event(), known), tmp_path)
    assert [clash.paths for clash in found(desk, ANN).shown] == [()]


def test_identities_and_kinds_contradict(tmp_path: Path) -> None:
    said = [
        ox.Triple(CY[0], SKOS.exactMatch, WD["Q1"]),
        ox.Triple(CY[1], SKOS.exactMatch, WD["Q2"]),
    ]
    graphs = articles()
    other = [
        each for each in graphs[1].triples if each.subject != CY[1] or each.object != AG.Person
    ]
    other.append(ox.Triple(CY[1], RDF.type, AG.Organisation))
    graphs[1] = ArticleGraph(graphs[1].iri, tuple(other))
    words = [clash.words for clash in found(Desk(store_of(graphs, *said), tmp_path), CY).shown]
    assert words == [
        "their identities differ: Q1 and Q2",
        "they are not of one kind: Person and Organisation",
    ]


def test_an_earlier_decision_contradicts(tmp_path: Path) -> None:
    add(tmp_path, [Decision("different", *map(local_name, CY), by="Ada")])
    (clash,) = found(Desk(store_of(articles()), tmp_path), CY).shown
    assert clash.words == "Ada decided that they are not the same"
    add(tmp_path, [Decision("unsure", *map(local_name, CY), by="Ada")])
    assert not found(Desk(store_of(articles()), tmp_path), CY).number


def test_all_who_are_one_with_either_are_compared(tmp_path: Path) -> None:
    # Cy is one with Ann in the second article, who is a bishop there.
    predicate = ox.NamedNode("http://www.w3.org/2002/07/owl#sameAs")
    tie = ox.Triple(CY[0], predicate, ANN[1])
    seen = clashes(Desk(store_of(articles(), tie), tmp_path), [ANN[0]], [CY[0]])
    words = [clash.words for clash in seen.shown]
    assert "the article itself tells them apart" in words
    assert any("mayor and bishop" in each for each in words)


def test_who_takes_part_in_many_articles_is_compared_in_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparing, "MOST_COMPARED", 1)
    monkeypatch.setattr(comparing, "MOST_CLAIMS_COMPARED", 0)
    seen = found(Desk(store_of(articles()), tmp_path), ANN)
    assert not seen.is_whole
    assert "only the first" in list(seen.lines())[-1]


def test_the_page_says_what_contradicts_before_anybody_decides(tmp_path: Path) -> None:
    desk = Desk(store_of(articles(), same_event()), tmp_path)
    ends = dict(zip(("first", "second"), map(local_name, ANN), strict=True))
    page = visited(desk, "who", **ends).html
    assert "2 contradictions appear" in page
    assert page.index("mayor and bishop") < page.index('value="same"')
    assert f'href="/id/claim/{code(FIRST, SUIT)}"' in page
    ends = dict(zip(("first", "second"), map(local_name, CY), strict=True))
    assert "no contradiction appears" in visited(desk, "who", **ends).html


def test_a_terminal_says_what_contradicts(tmp_path: Path, run: Run) -> None:
    place = tmp_path / "store"
    with DiskStore(place) as opened:
        opened.put(Entry(article) for article in articles())
    done = run("review", place, "--same", *map(local_name, ANN))
    assert done.returncode == 0
    assert "this contradicts" in done.stderr
    assert "mayor and bishop: Suit mayor (2020-05-01) and Suit bishop" in done.stderr
    # A script is not asked.
    assert [decision.kind for decision in read_decisions(place)] == ["same"]
    assert "contradicts" not in run("review", place, "--same", *map(local_name, CY)).stderr


def test_linking_says_what_contradicts_too(tmp_path: Path, run: Run) -> None:
    place = tmp_path / "store"
    with DiskStore(place) as opened:
        opened.put(Entry(article) for article in articles())
    done = run("link", "--store", place, "--same", *map(local_name, ANN))
    assert (done.returncode, read_decisions(place)[0].kind) == (0, "same")
    assert "mayor and bishop: Suit mayor (2020-05-01) and Suit bishop" in done.stderr
    assert "contradicts" not in run("link", "--store", place).stderr


ADA = NamedActor("urn:1-ada", "urn:1", frozenset({"Person"}), ("ada lund",), label="Ada Lund")
OTHER = replace(ADA, iri="urn:2-ada", article="urn:2")


@pytest.mark.parametrize(
    ("first", "second", "names"),
    [
        (ADA, OTHER, []),
        (ADA, ADA, []),
        (ADA, replace(OTHER, names=("bea",)), []),
        (ADA, replace(OTHER, article="urn:1"), ["one article"]),
        (replace(ADA, wikidata="Q1"), replace(OTHER, wikidata="Q2"), ["identity"]),
        (replace(ADA, wikidata="Q1"), replace(OTHER, wikidata="Q1"), []),
        (replace(ADA, unlinked=True), replace(OTHER, wikidata="Q2"), ["unlinked"]),
        (ADA, replace(OTHER, kinds=frozenset({"Organisation"})), ["kind"]),
        (
            replace(ADA, posts=frozenset({("mayor", "x")})),
            replace(OTHER, posts=frozenset({("judge", "x")})),
            ["other office"],
        ),
        (
            replace(ADA, posts=frozenset({("mayor", "x")})),
            replace(OTHER, posts=frozenset({("mayor", "y")})),
            [],
        ),
    ],
)
def test_what_contradicts_between_two_actors(
    first: NamedActor, second: NamedActor, names: list[str]
) -> None:
    assert [feature.name for feature in contradictions(first, second)] == names
    assert [feature.name for feature in contradictions(second, first)] == names


def test_what_is_decided_in_one_article_does_not_contradict_it() -> None:
    second = replace(OTHER, article="urn:1", kinds=frozenset({"Organisation"}))
    seen = contradicting_actors([ADA], [second], is_one_article=True)
    assert [each.words.partition(":")[0] for each in seen] == ["they are not of one kind"]


def test_labels_stay_text(tmp_path: Path) -> None:
    graphs = articles()
    hostile = ox.Literal("<script>hit()</script>")
    said = ox.Triple(thing(f"claim/{FIRST}-mayor"), AG.office, hostile)
    desk = Desk(store_of(graphs, said, ox.Triple(ANN[0], RDFS.label, hostile)), tmp_path)
    ends = dict(zip(("first", "second"), map(local_name, ANN), strict=True))
    assert "<script>hit" not in visited(desk, "who", **ends).html
