"""Claims of other readers: found again in the text, and judged by our own reading of it."""

import json
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from actorgraph.cli import cli
from actorgraph.errors import ProposalError
from actorgraph.graph.facts import Facts
from actorgraph.pipeline import Graph, build
from actorgraph.proposals.articles import audit
from actorgraph.proposals.auditing import (
    HEDGED,
    NOT_IN_TEXT,
    NOT_JUDGED,
    NOT_SAID,
    ROLES_DIFFER,
    SUPPORTED,
    Auditor,
)
from actorgraph.proposals.casting import Cast, name_words
from actorgraph.proposals.graph import quads
from actorgraph.proposals.locating import Text
from actorgraph.proposals.page import page_of
from actorgraph.proposals.proposal import Proposal, read_proposal
from actorgraph.stores.memory import MemoryStore
from actorgraph.text.reading import read
from actorgraph.vocabulary.vocab import AG

TEXT = """Norway shelters the fishermen

Norway sheltered the fishermen in May. Chad allegedly bribed Peru. Chad accused Niger of spying. \
Angela Merkel did not visit Iceland. Canada may arrest Ada Lund. Niger attacked Peru, Ada Lund said.
"""


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("article") / "story.txt"
    path.write_text(TEXT, "utf-8")
    return path


@pytest.fixture(scope="module")
def graph(article: Path) -> Graph:
    return build(article)


@pytest.fixture(scope="module")
def auditor(graph: Graph) -> Auditor:
    facts = Facts(graph.store.triples())
    return Auditor(facts, facts.articles[0])


def shelter(**changes: object) -> Proposal:
    plain = Proposal(
        verb="sheltered",
        who=("Norway",),
        whom=("the fishermen",),
        quotation="Norway sheltered the fishermen in May",
    )
    return replace(plain, **changes)


def accuse(**changes: object) -> Proposal:
    plain = Proposal(
        verb="accused", who=("Chad",), whom=("Niger",), quotation="Chad accused Niger of spying"
    )
    return replace(plain, **changes)


# Finding words -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quotation", "found", "distance"),
    [
        ("Norway sheltered the fishermen", "Norway sheltered the fishermen", 0),
        ("norway  SHELTERED the “fishermen”", "Norway sheltered the fishermen", 0),
        ("Norway sheltrd the fishermen in May", "Norway sheltered the fishermen in May", 0.1),
        ("Norway expelled all of the ambassadors", None, 0),
        ("…", None, 0),
        ("", None, 0),
    ],
)
def test_words_are_found_again(quotation: str, found: str | None, distance: float) -> None:
    place = Text(TEXT).find(quotation)
    if found is None:
        assert place is None
        return
    assert place is not None
    assert TEXT[place.span.begin : place.span.end] == found
    assert 0 <= place.distance <= distance


def test_of_several_places_the_nearest_counts() -> None:
    text = Text("He fled. She stayed. He fled again.")
    first, second = text.find("He fled", 0), text.find("He fled", 20)
    assert first is not None
    assert second is not None
    assert (first.span.begin, second.span.begin) == (0, 21)


def test_words_in_another_script_are_found() -> None:
    place = Text("Мэр сказал: «Нет». The mayor said so.").find("нет")
    assert place is not None


@pytest.mark.parametrize(
    ("name", "words"),
    [("the Ministers", ("minister",)), ("Zürich's mayor", ("zurich", "mayor")), ("the", ())],
)
def test_a_name_is_its_words(name: str, words: tuple[str, ...]) -> None:
    assert name_words(name) == words


def test_a_surname_means_its_bearer(graph: Graph) -> None:
    facts = Facts(graph.store.triples())
    found = [facts.label(figure.node) for figure in Cast.of(facts).find("Merkel")]
    assert found == ["Angela Merkel"]
    assert not Cast.of(facts).find("Angela Rossi")


# Verdicts ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("proposal", "verdict"),
    [
        (shelter(), SUPPORTED),
        (shelter(who=("NORWAY",)), SUPPORTED),
        (accuse(), SUPPORTED),
        (accuse(who=("Niger",), whom=("Chad",)), ROLES_DIFFER),
        (accuse(who=("Atlantis",)), NOT_SAID),
        (shelter(denied=True), HEDGED),
        (Proposal(verb="bribed", who=("Chad",), whom=("Peru",), quotation="bribed Peru"), HEDGED),
        (
            Proposal(
                verb="bribed",
                who=("Chad",),
                whom=("Peru",),
                certainty="alleged",
                quotation="Chad allegedly bribed Peru",
            ),
            SUPPORTED,
        ),
        (
            Proposal(
                verb="visit",
                who=("Angela Merkel",),
                whom=("Iceland",),
                quotation="Angela Merkel did not visit Iceland",
            ),
            HEDGED,
        ),
        (
            Proposal(
                verb="attacked",
                who=("Niger",),
                whom=("Peru",),
                quotation="Niger attacked Peru, Ada Lund said",
            ),
            HEDGED,
        ),
        (shelter(quotation="Norway paid for all of the ships"), NOT_IN_TEXT),
        (shelter(verb="counted", quotation="Norway sheltered the fishermen"), NOT_JUDGED),
        (shelter(quotation=""), SUPPORTED),
    ],
)
def test_verdicts(auditor: Auditor, proposal: Proposal, verdict: str) -> None:
    finding = auditor.audit(proposal)
    assert finding.verdict == verdict, finding.reasons
    assert finding.reasons


def test_every_finding_has_the_words_as_the_article_has_them(auditor: Auditor) -> None:
    finding = auditor.audit(shelter(quotation="norway sheltered THE fishermen"))
    assert finding.words == "Norway sheltered the fishermen"
    assert finding.place is not None
    assert TEXT[finding.place.span.begin : finding.place.span.end] == finding.words


def test_a_graph_without_words_is_refused(graph: Graph) -> None:
    with pytest.raises(ProposalError, match="withholds"):
        audit(graph.shareable().store, [shelter()])


def test_a_claim_about_no_article_here_is_refused(graph: Graph, article: Path) -> None:
    other = build(read(article.with_name("story.txt"), url="https://example.org/1"))
    both = MemoryStore.of([*graph.articles(), *build_second(article).articles()])
    assert len(other)
    assert len(both.articles()) == 2
    with pytest.raises(ProposalError, match="which article"):
        audit(both, [shelter()])
    with pytest.raises(ProposalError, match="no article"):
        audit(both, [shelter(article="nowhere.txt")])
    sha256 = read(article).sha256
    assert audit(both, [shelter(article=sha256[:16])])[0].verdict == SUPPORTED
    assert audit(both, [shelter(article="x.txt")], {"x.txt": sha256})[0].verdict == SUPPORTED


def build_second(article: Path) -> Graph:
    second = article.with_name("second.txt")
    second.write_text("Another story\n\nPeru praised Chad on Monday.\n", "utf-8")
    return build(second)


# What is written ---------------------------------------------------------------------------------


def test_verdicts_are_rdf_and_no_claims_of_ours(graph: Graph) -> None:
    findings = audit(graph.store, [shelter(maker="A model 1"), accuse(who=("Atlantis",))])
    text = quads(findings)
    assert text == quads(reversed(findings))
    made = list(ox.parse(text, format=ox.RdfFormat.N_QUADS))
    verdicts = {quad.object for quad in made if quad.predicate == AG.verdict}
    assert verdicts == {AG.Supported, AG.NotSaid}
    assert not any(quad.predicate in (AG.agent, AG.target, AG.reportedIn) for quad in made)


def test_a_store_takes_verdicts_next_to_the_graph(graph: Graph, tmp_path: Path) -> None:
    graph.save(tmp_path)
    (tmp_path / "verdicts.nq").write_text(quads(audit(graph.store, [shelter()])), "utf-8")
    both = MemoryStore.load(tmp_path, tmp_path / "verdicts.nq")
    rows = list(both.query("SELECT ?c WHERE { ?p ag:verdict ag:Supported ; ag:comparedWith ?c }"))
    assert len(rows) == 1
    assert both.triples() == graph.store.triples() or len(both.triples()) == len(
        graph.store.triples()
    )


def test_the_page_shows_hostile_text_as_text(graph: Graph) -> None:
    bad = "<script>alert(1)</script>"
    findings = audit(graph.store, [shelter(maker=bad, verb=bad), accuse(quotation=bad)])
    page = page_of(findings, graph.store)
    assert "<script" not in page
    assert page.count("&lt;script&gt;") >= 2
    assert page == page_of(findings, graph.store)


# The form ----------------------------------------------------------------------------------------


def test_a_proposal_survives_its_json() -> None:
    proposal = shelter(denied=True, confidence=0.5, begin=31, end=68, certainty="alleged")
    assert read_proposal(json.loads(json.dumps(proposal.to_json())), "x") == proposal


@pytest.mark.parametrize(
    "record",
    [
        7,
        {"verb": "x", "colour": "red"},
        {"verb": "x", "who": 3},
        {"verb": "x", "who": [["y"]]},
        {"verb": "x", "begin": "three"},
        {"verb": "x", "begin": 1.5},
        {"verb": "x", "begin": float("inf")},
        {"verb": "x", "denied": "yes"},
        {"verb": "x", "certainty": "sure"},
        {"who": "nobody does anything"},
    ],
)
def test_what_is_no_proposal_is_refused(record: object) -> None:
    with pytest.raises(ProposalError):
        read_proposal(record, "x")


# The commands ------------------------------------------------------------------------------------


def run(*arguments: object) -> tuple[int, str]:
    done = CliRunner().invoke(cli, [str(argument) for argument in arguments])
    if done.exception is not None and not isinstance(done.exception, SystemExit | ProposalError):
        raise done.exception
    return done.exit_code, done.stdout


def test_import_and_audit_from_the_command_line(
    graph: Graph, article: Path, tmp_path: Path
) -> None:
    graph.save(tmp_path / "graph")
    table = tmp_path / "claims.csv"
    table.write_text(
        "subject,predicate,object,quotation\n"
        "Norway,sheltered,the fishermen,norway sheltered the fishermen\n"
        "Niger,accused,Chad,Chad accused Niger of spying\n",
        "utf-8",
    )
    lines = tmp_path / "claims.jsonl"
    code, _ = run("import", table, "--from", "triples-csv", "--article", article, "-o", lines)
    assert code == 0
    records = [json.loads(line) for line in lines.read_text("utf-8").splitlines()]
    assert all(TEXT[each["begin"] : each["end"]] for each in records)
    verdicts, page = tmp_path / "out.nq", tmp_path / "out.html"
    code, shown = run(
        "audit", tmp_path / "graph", lines, "--format", "json", "-o", verdicts, "--page", page
    )
    assert code == 1
    assert [row["verdict"] for row in json.loads(shown)] == [SUPPORTED, ROLES_DIFFER]
    assert verdicts.exists()
    assert page.exists()
    accepted = ("--accept", SUPPORTED, "--accept", ROLES_DIFFER)
    assert run("audit", tmp_path / "graph", lines, *accepted)[0] == 0
    assert run("audit", tmp_path / "graph", lines, "--accept", "fine")[0] == 2
    assert run("audit", tmp_path / "graph", lines, "-o", tmp_path / "out.ttl")[0] == 2
