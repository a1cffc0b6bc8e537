"""A graph by another reader: its proposals become claims, each with its maker and verdict."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from actorgraph.graph.extraction import by_rules, scene_of
from actorgraph.graph.facts import Facts
from actorgraph.pipeline import Graph, build
from actorgraph.proposals.agreement import agree, agreements
from actorgraph.proposals.articles import audit
from actorgraph.proposals.claiming import by_reader
from actorgraph.proposals.graph import quads
from actorgraph.proposals.page import page_of
from actorgraph.proposals.proposal import Proposal
from actorgraph.proposals.readers import load_reader, propose
from actorgraph.proposals.rules import Rules
from actorgraph.stores.contract import DERIVED
from actorgraph.stores.memory import MemoryStore
from actorgraph.text.article import Article
from actorgraph.text.reading import read_text
from actorgraph.text.review import Decision
from actorgraph.vocabulary.vocab import AG, PROV

TEXT = """Norway shelters the fishermen

Norway sheltered the fishermen in May. Chad accused Niger of spying. Ada Lund told reporters that \
Peru may leave the union. She praised Chad. Canada did not visit Iceland.
"""
SHELTER = Proposal(
    kind="Aid",
    verb="sheltered",
    who=("Norway",),
    whom=("the fishermen",),
    quotation="Norway sheltered the fishermen in May",
    maker="a model 1",
)


@pytest.fixture(scope="module")
def article() -> Article:
    return read_text(TEXT)


def graph_of(article: Article, *proposals: Proposal) -> Graph:
    return build(article, proposals=proposals)


def claims(graph: Graph) -> Iterator[tuple[str, str, list[str], list[str]]]:
    facts = Facts(graph.store.triples())
    for node in facts.claims:
        claim = facts.claim(node)
        doers = [facts.label(each) for each in claim.doers]
        yield claim.kind, claim.verb, doers, [facts.label(each) for each in claim.counterparts]


def test_a_proposal_becomes_a_claim_with_its_maker_and_verdict(article: Article) -> None:
    graph = graph_of(article, SHELTER)
    assert list(claims(graph)) == [("Aid", "shelter", ["Norway"], ["fishermen"])]
    facts = Facts(graph.store.triples())
    (node,) = facts.claims
    assert list(facts.objects(node, AG.audited)) == [AG.Supported]
    assert facts.label(facts.objects(node, AG.foundBy)[0]) == "a model 1"
    assert facts.label(facts.objects(node, PROV.wasAttributedTo)[0]) == "a model 1"
    cue = facts.stretches(node, AG.cue)[0]
    assert article.text[cue.begin : cue.end] == "sheltered"


@pytest.mark.parametrize(
    "changes",
    [
        {"quotation": "Norway expelled all of its own ambassadors"},
        {"quotation": ""},
        {"quotation": "", "begin": 5, "end": 100_000},
        {"who": (), "whom": ()},
        {"who": ("Atlantis",), "whom": ()},
    ],
)
def test_what_the_article_does_not_have_becomes_no_claim(
    changes: dict[str, object], article: Article
) -> None:
    assert not list(claims(graph_of(article, replace(SHELTER, **changes))))


def test_repeated_proposals_are_one_claim(article: Article) -> None:
    assert len(list(claims(graph_of(article, SHELTER, SHELTER, SHELTER)))) == 1


@pytest.mark.parametrize(
    ("proposal", "claim"),
    [
        # A pronoun means whom we read in it.
        (
            Proposal(kind="Support", verb="praised", who=("She",), quotation="She praised Chad"),
            ("Support", "praise", ["Ada Lund"], []),
        ),
        # A surname means its bearer; what is said is behind the verb.
        (
            Proposal(
                kind="Statement",
                verb="told",
                who=("Lund",),
                quotation="Ada Lund told reporters that Peru may leave the union",
            ),
            ("Statement", "tell", ["Ada Lund"], []),
        ),
        # A statement that says nothing is any other action.
        (
            Proposal(kind="Statement", verb="told", who=("Ada Lund",), quotation="told"),
            ("Act", "tell", ["Ada Lund"], []),
        ),
        # An unknown class, and a verb that the words do not have.
        (
            Proposal(kind="Magic", verb="hid", who=("Norway",), quotation="Norway sheltered"),
            ("Act", "hid", ["Norway"], []),
        ),
        (
            Proposal(kind="Consult", who=("Canada",), whom=("Iceland",), begin=139, end=145),
            ("Consult", "consult", ["Canada"], ["Iceland"]),
        ),
    ],
)
def test_how_a_proposal_is_read(
    proposal: Proposal, claim: tuple[str, str, list[str], list[str]], article: Article
) -> None:
    assert list(claims(graph_of(article, replace(proposal, maker="a model 1")))) == [claim]


def test_certainty_denial_and_source_are_the_makers(article: Article) -> None:
    proposal = replace(SHELTER, certainty="alleged", denied=True, source="Chad", confidence=0.9)
    facts = Facts(graph_of(article, proposal).store.triples())
    claim = facts.claim(facts.claims[0])
    assert (claim.factuality, claim.negated) == ("Alleged", True)
    assert [facts.label(source) for source in claim.sources] == ["Chad"]
    assert facts.number(claim.iri, AG.confidence) == 0.9


ACCUSED = Proposal(
    kind="Accuse",
    verb="accused",
    who=("Chad",),
    whom=("Niger",),
    quotation="Chad accused Niger of spying",
    maker="a model 1",
)


@pytest.mark.parametrize(
    ("proposal", "policies"),
    [
        (ACCUSED, {"strict", "default", "generous", "unaudited"}),
        # Whatever the audit does not support makes an edge by the one policy that says so.
        (replace(ACCUSED, who=("Niger",), whom=("Chad",)), {"unaudited"}),
        (replace(ACCUSED, certainty="alleged"), set()),
    ],
)
def test_only_what_is_supported_makes_an_edge(
    proposal: Proposal, policies: set[str], article: Article
) -> None:
    store = graph_of(article, proposal).store
    assert isinstance(store, MemoryStore)
    found = set()
    for policy in ("strict", "default", "generous", "unaudited"):
        store.derive(policy)
        if list(store.quads.quads_for_pattern(None, AG.accused, None, DERIVED)):
            found.add(policy)
    assert found == policies


def test_the_audit_obeys_decisions_about_identity(article: Article) -> None:
    proposal = replace(ACCUSED, who=("Ada Lund",))
    graph = build(article, decisions=[Decision("same", "Chad", "Ada Lund")], proposals=[proposal])
    facts = Facts(graph.store.triples())
    assert list(facts.objects(facts.claims[0], AG.audited)) == [AG.Supported]
    assert [finding.verdict for finding in audit(graph.by_rules, [proposal])] == ["supported"]
    assert [finding.verdict for finding in audit(build(article).by_rules, [proposal])] == [
        "roles differ"
    ]


def test_the_same_proposals_give_the_same_bytes(article: Article) -> None:
    scene = scene_of(article)
    ours = by_rules(scene)
    both = [SHELTER, ACCUSED]
    first = by_reader(scene, both, ours).to_turtle()
    assert by_reader(scene, both[::-1], ours).to_turtle() == first


# The rules as a reader, and agreement --------------------------------------------------------


def test_the_rules_are_a_reader(article: Article) -> None:
    assert isinstance(load_reader("rules"), Rules)
    proposals = propose(load_reader("rules"), article)
    denied = [each for each in proposals if each.denied]
    assert [(each.who, each.parties) for each in denied] == [(("Canada",), ("Iceland",))]
    graph = build(article)
    verdicts = {finding.verdict for finding in audit(graph.store, proposals)}
    assert verdicts == {"supported"}


@pytest.mark.parametrize(
    ("changes", "agrees"),
    [
        ({}, True),
        ({"verb": "gave shelter", "kind": "Aid"}, True),
        ({"who": ("Government of Norway",)}, True),
        ({"maker": "a model 1"}, False),
        ({"denied": True}, False),
        ({"who": ("the fishermen",), "whom": ("Norway",)}, False),
        ({"whom": ()}, False),
        ({"verb": "hid", "kind": "Move"}, False),
    ],
)
def test_when_two_makers_agree(changes: dict[str, object], agrees: bool) -> None:
    assert agree(SHELTER, replace(SHELTER, **{"maker": "a model 2"} | changes)) is agrees


def findings_of(article: Article, proposals: Sequence[Proposal]) -> tuple[Graph, list[object]]:
    graph = build(article)
    return graph, list(audit(graph.store, proposals))


def test_agreement_is_in_the_graph_and_on_the_page(article: Article) -> None:
    second = replace(SHELTER, maker="a model 2", quotation="sheltered the fishermen")
    graph, findings = findings_of(article, [SHELTER, second, ACCUSED])
    assert agreements(findings) == {0: [1], 1: [0]}
    assert quads(findings).count("#agreesWith>") == 2
    page = page_of(findings, graph.store)
    assert "Who proposes what" in page
    assert "<bdi>a model 2</bdi> says the same" in page
    # One maker agrees with nobody, and needs no table.
    assert "Who proposes what" not in page_of(findings[:1], graph.store)


def test_a_question_about_agreement(article: Article, tmp_path: Path) -> None:
    second = replace(SHELTER, maker="a model 2")
    graph, findings = findings_of(article, [SHELTER, second, ACCUSED])
    graph.save(tmp_path)
    (tmp_path / "proposals.nq").write_text(quads(findings), "utf-8")
    both = Graph(MemoryStore.load(tmp_path, tmp_path / "proposals.nq"))
    rows = both.query(
        "SELECT ?says ?reader WHERE { ?p ag:agreesWith ?q ; rdfs:label ?says ."
        " ?q prov:wasAttributedTo/rdfs:label ?reader }"
    ).rows
    assert len(rows) == 2
