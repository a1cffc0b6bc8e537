"""Corrections with actors of other articles: offered, stored, applied, tied, built again."""

import asyncio
import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

import pyoxigraph as ox
import pytest

from actorgraph.checking.check import check
from actorgraph.graph.facts import Facts
from actorgraph.graph.review.applying import review, unreviewed
from actorgraph.graph.review.deciding import facts_before_review
from actorgraph.graph.review.elsewhere import (
    Elsewhere,
    identity_decisions,
    in_words,
    read_elsewhere,
)
from actorgraph.graph.review.gold import Annotation
from actorgraph.pipeline import Graph, build
from actorgraph.server.decision_files import DecisionFiles
from actorgraph.server.engine import Engine
from actorgraph.stores.contract import Entry
from actorgraph.stores.disk.diskstore import DiskStore
from actorgraph.stores.memory import MemoryStore
from actorgraph.text.reading import read_text
from actorgraph.text.review import NAME
from actorgraph.text.review_changes import Entry as Decided
from actorgraph.text.review_file import add
from actorgraph.text.verdicts import Verdict, read_entry
from actorgraph.vocabulary.vocab import AG, PROV, RDFS, local_name
from actorgraph.workbench.deciding import prepare
from actorgraph.workbench.desk import Desk
from actorgraph.workbench.elsewhere import may_be_taken, value_meant
from actorgraph.workbench.review_case import open_case
from actorgraph.workbench.review_queue import queue_of
from actorgraph.workbench.visit import Visit
from tests.conftest import Run
from tests.reviewing import FIRST, PRAISE, SECOND, actor, code, memory, thing, visited

HARBOUR = """Harbour talks

Greta Holm arrested Boris Ivanov on Monday. The victims of the war fled to Chad.
"""
QUAY = """Quay talks

Ivo Brandt arrested Lena Roth. She thanked Chad.
"""
CY = Elsewhere("Cy Dee", "Person", local_name(actor(SECOND, "Cy Dee")))


def written(desk: Desk, field: str, *values: str, claim: str = "") -> tuple[list[Decided], str]:
    """Return what a form decides that corrects a field of a claim, and the fault if it does not."""
    fields = {
        "claim": (claim or code(FIRST, PRAISE),),
        "verdict": ("corrected",),
        f"field:{field}": values,
    }
    reply = json.loads(prepare(desk, Visit("prepare", "decide", fields, "Ada", "token")).html)
    entries: list[Decided] = []
    for record in reply["entries"]:
        assert record.pop("is_verdict")
        entries.append(read_entry(record, Path(NAME)))
    return entries, reply["fault"]


# ── how a decision names them ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Cy Dee (Person, actor/b-cy-dee)", Elsewhere("Cy Dee", "Person", "b-cy-dee")),
        ("Cy (the elder) (Person, actor/Q1)", Elsewhere("Cy (the elder)", "Person", "Q1")),
        ("Cy Dee", None),
        ("Cy Dee (Person)", None),
        ("Cy Dee (Person, claim/b-1)", None),
        ("Cy Dee (Person, actor/b/1)", None),
        (" (Person, actor/b)", None),
    ],
)
def test_a_value_is_read_as_it_is_written(value: str, expected: Elsewhere | None) -> None:
    assert read_elsewhere(value) == expected
    if expected is not None:
        assert str(expected) == value
        assert in_words(value).startswith(expected.label + " (of another")
    else:
        assert in_words(value) == value


def test_an_identity_has_one_iri_and_others_one_for_each_article() -> None:
    assert replace(CY, end="Q7").end_in("a" * 16) == "Q7"
    ends = {CY.end_in("a" * 16), CY.end_in("c" * 16), replace(CY, end="other").end_in("a" * 16)}
    assert len(ends) == 3
    assert all("cy-dee" in end for end in ends)


# ── the form ─────────────────────────────────────────────────────────────────────────────────────


def test_a_form_takes_somebody_of_another_article(tmp_path: Path) -> None:
    desk = Desk(memory(), tmp_path)
    (made,), fault = written(desk, "targets", str(CY))
    assert not fault
    assert isinstance(made, Verdict)
    assert made.new == {"target": (str(CY),)}
    add(tmp_path, [made])
    # The form of the claim has it as a value, and the page its name alone.
    case = queue_of(desk).case(code(FIRST, PRAISE))
    assert case is not None
    opened = open_case(desk, case)
    assert opened is not None
    (target,) = [field for field in opened.fields if field.name == "target"]
    assert [(chip.value, chip.is_in) for chip in target.chips] == [
        ("Bob Roe", False),
        (str(CY), True),
    ]
    page = visited(desk, "review", claim=code(FIRST, PRAISE)).html
    assert "<ins>Cy Dee (of another article)</ins>" in page


def test_a_forged_name_or_class_is_not_believed(tmp_path: Path) -> None:
    desk = Desk(memory(), tmp_path)
    (made,), _ = written(desk, "targets", str(replace(CY, label="Somebody Else", kind="Place")))
    assert isinstance(made, Verdict)
    assert made.new == {"target": (str(CY),)}


def test_who_is_one_with_somebody_here_is_that_one(tmp_path: Path) -> None:
    # Ann Lee of the second article is tied to the one of the first.
    ann = Elsewhere("Ann Lee", "Person", local_name(actor(SECOND, "Ann Lee")))
    (made,), _ = written(Desk(memory(), tmp_path), "targets", str(ann))
    assert isinstance(made, Verdict)
    assert made.new == {"target": (local_name(actor(FIRST, "Ann Lee")),)}


def test_a_bare_name_of_another_article_is_not_guessed(tmp_path: Path) -> None:
    entries, fault = written(Desk(memory(), tmp_path), "targets", "Cy Dee")
    assert not entries
    assert str(CY) in fault


@pytest.mark.parametrize(
    "end",
    [local_name(actor(FIRST, "the dockers")), "0000000000000000-nobody", 'x"> y'],
)
def test_nobody_at_risk_or_unknown_is_taken(tmp_path: Path, end: str) -> None:
    forged = f"Old Dockers (Person, actor/{end})"
    claim = "b" * 16 + "-consult"
    entries, fault = written(Desk(memory(), tmp_path), "targets", forged, claim=claim)
    assert not entries
    assert fault


def test_who_is_one_with_somebody_at_risk_is_not_taken(tmp_path: Path) -> None:
    store = memory()
    true = ox.Literal("true", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#boolean"))
    store.add(ox.Quad(actor(SECOND, "Ann Lee"), AG.protected, true))
    desk = Desk(store, tmp_path)
    assert not may_be_taken(desk, actor(FIRST, "Ann Lee"))
    assert may_be_taken(desk, actor(SECOND, "Cy Dee"))


def test_nobody_at_risk_is_replaced_or_joined(tmp_path: Path) -> None:
    claim = f"{FIRST}-assault"
    for values in ((str(CY),), ("the dockers", str(CY))):
        entries, fault = written(Desk(memory(), tmp_path), "targets", *values, claim=claim)
        assert not entries
        assert "at risk" in fault


def test_suggestions_are_those_who_may_be_taken(tmp_path: Path) -> None:
    desk = Desk(memory(), tmp_path)

    def names(typed: str) -> str:
        return visited(desk, "suggest", q=typed, **{"as": "names"}).html

    assert f'value="{CY}"' in names("cy")
    assert "1 article" in names("cy")
    assert "2 articles" in names("ann")
    assert "dockers" not in names("dock")
    assert names("c").strip() == ""
    assert "<img" not in names("img")


# ── what it does to a graph ──────────────────────────────────────────────────────────────────────


def claim_of(facts: Facts, kind: str) -> ox.NamedNode:
    (node,) = [each for each in facts.of_type("Claim") if each.value.endswith(f"-{kind}")]
    return node


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Graph, Graph]:
    return build(read_text(HARBOUR)), build(read_text(QUAY))


@pytest.fixture
def place(built: tuple[Graph, Graph], tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    keep(folder, built)
    return folder


def keep(folder: Path, built: tuple[Graph, Graph]) -> None:
    with DiskStore(folder) as opened:
        for graph in built:
            opened.put(Entry(article) for article in graph.articles())
        opened.derive()


def lena(built: tuple[Graph, Graph]) -> str:
    facts = Facts(built[1].store.triples())
    (node,) = [node for node in facts.actors if facts.label(node) == "Lena Roth"]
    return str(Elsewhere("Lena Roth", "Person", local_name(node)))


def pairs(desk: Desk, predicate: ox.NamedNode) -> Iterator[tuple[ox.NamedNode, ox.NamedNode]]:
    for quad in desk.store.quads_for_pattern(None, predicate, None, ox.DefaultGraph()):
        assert isinstance(quad.subject, ox.NamedNode)
        assert isinstance(quad.object, ox.NamedNode)
        yield quad.subject, quad.object


def correct(place: Path, built: tuple[Graph, Graph], run: Run, value: str) -> str:
    claim = local_name(claim_of(Facts(built[0].store.triples()), "coerce"))
    done = run("review", place, "--correct", claim, "--set", f"agent={value}")
    assert done.returncode == 0, done.stderr
    return claim


def contents(place: Path) -> set[str]:
    with DiskStore(place, readonly=True) as opened:
        return {str(quad) for quad in opened.contents()}


def test_a_graph_with_somebody_added_is_sound_and_can_be_judged_again(
    built: tuple[Graph, Graph],
) -> None:
    (article,) = built[0].articles()
    facts = Facts(article.triples)
    claim = claim_of(facts, "coerce")
    spans = facts.spans(claim, AG.evidence)
    verdict = Verdict(
        "corrected",
        facts.value(article.iri, AG.sha256),
        local_name(claim),
        "Coerce",
        " ".join(f"{span.begin}-{span.end}" for span in spans),
        by="Ada",
        date="2026-11-29T04:00:00.000Z",
        old={
            "class": ("Coerce",),
            "factuality": ("Asserted",),
            "negated": ("false",),
            "agent": ("Greta Holm",),
            "target": ("Boris Ivanov",),
        },
        new={"agent": (lena(built),)},
    )
    found = review(article, [verdict])
    assert not found.unplaced
    judged = Facts(found.graph.triples)
    (revision,) = [node for node in judged.claims if judged.has(node, PROV.wasRevisionOf)]
    (agent,) = judged.nodes(revision, AG.agent)
    assert judged.label(agent) == "Lena Roth"
    assert "Person" in judged.types(agent)
    assert not check(MemoryStore.of([found.graph]))
    assert set(unreviewed(found.graph.triples)) == set(article.triples)
    assert review(found.graph, [verdict]).graph.triples == found.graph.triples
    assert set(facts_before_review(judged)) == set(facts)
    # An annotation of the article has the name, and no place where it is mentioned.
    assert '"Lena Roth"' in Annotation(judged, "harbour.txt").to_ann()
    for value in (
        "An old woman (Person, actor/x)",
        "Dockers (Group, actor/x)",
        "X (Person, actor/x)",
    ):
        forged = replace(verdict, new={"agent": (value,)})
        assert "own" in review(article, [forged]).unplaced[0].why


def test_a_store_is_corrected_tied_and_built_again(
    place: Path, built: tuple[Graph, Graph], run: Run
) -> None:
    correct(place, built, run, lena(built))
    assert run("link", "--store", place).returncode == 0
    judged = contents(place)
    with DiskStore(place, readonly=True) as opened:
        desk = Desk(opened.quads, place)
        (revision,) = [end for end, _ in pairs(desk, PROV.wasRevisionOf)]
        (added,) = desk.objects(revision, AG.agent)
        labels = [desk.value(node, RDFS.label) for node in desk.groups[added]]
    assert labels == ["Lena Roth"] * 2
    asked = run("query", "who-harmed-whom", "--store", place).stdout
    assert "Lena Roth" in asked
    assert "Greta Holm" not in asked
    # Everything goes, except for what people decided.
    decided = (place / NAME).read_bytes()
    shutil.rmtree(place)
    place.mkdir()
    (place / NAME).write_bytes(decided)
    keep(place, built)
    assert run("link", "--store", place).returncode == 0
    assert contents(place) == judged


def test_a_page_of_somebody_has_the_corrections_of_all_articles(
    place: Path, built: tuple[Graph, Graph], run: Run
) -> None:
    claim = correct(place, built, run, lena(built))
    run("link", "--store", place)
    with DiskStore(place, readonly=True) as opened:
        desk = Desk(opened.quads, place)
        value = read_elsewhere(lena(built))
        assert value is not None
        ends = desk.groups[thing(f"actor/{value.end}")]
        page = visited_actor(desk, local_name(ends[0]))
        assert f"{claim}-corrected" in page
        # A second correction of the article finds whom the first one added.
        article = claim.partition("-")[0]
        facts = desk.article_as_found(thing(f"article/{article}"))
        assert value_meant(desk, facts, lena(built)) == lena(built)


def visited_actor(desk: Desk, end: str) -> str:
    from actorgraph.workbench.views import show

    answer = show(desk, Visit("actor", f"actor/{end}", {}, "Ada", "token"))
    return answer.html or answer.location


def test_the_other_article_can_be_removed(
    place: Path, built: tuple[Graph, Graph], run: Run
) -> None:
    correct(place, built, run, lena(built))
    (quay,) = built[1].articles()
    assert run("remove", local_name(quay.iri), "--store", place).returncode == 0
    assert run("link", "--store", place).returncode == 0
    with DiskStore(place, readonly=True) as opened:
        facts = Facts(opened.triples())
        labels = [facts.label(node) for node in facts.actors]
    assert labels.count("Lena Roth") == 1


def test_exports_and_pages_have_whoever_was_added(
    place: Path, built: tuple[Graph, Graph], run: Run, tmp_path: Path
) -> None:
    correct(place, built, run, lena(built))
    (article,) = built[0].articles()
    end = local_name(article.iri)
    for name in ("one.ttl", "one.ftm.json", "one.graphml", "one.csv", "one.nanopub.trig"):
        assert run("export", end, "--store", place, "-o", tmp_path / name).returncode == 0
        assert "Lena Roth" in (tmp_path / name).read_text("utf-8")
    for form in ("page", "network"):
        out = tmp_path / f"{form}.html"
        done = run("view", end, "--store", place, "--as", form, "-o", out)
        assert done.returncode == 0, done.stderr
    assert "Lena Roth" in (tmp_path / "page.html").read_text("utf-8")
    assert run("check", tmp_path / "one.ttl").returncode == 0


def test_only_corrections_imply_ties() -> None:
    made = Verdict("corrected", "a" * 64, "c", "Act", "0-1", new={"agent": (str(CY), "Norway")})
    (implied,) = identity_decisions((), (made,))
    assert (implied.kind, implied.second) == ("same", CY.end)
    identity = replace(made, new={"agent": ("Chad (Government, actor/Q657)",)})
    later = replace(made, verdict="accepted", new={})
    for verdicts in ((identity,), (made, later)):
        assert not identity_decisions((), verdicts)


class Judging:
    """An engine that only notes whether links are made again."""

    def __init__(self) -> None:
        self.relinked: list[bool] = []

    async def judge(self, articles: Sequence[str], *, relinks: bool) -> None:
        assert articles
        self.relinked.append(relinks)


@pytest.mark.parametrize(("value", "relinks"), [(str(CY), True), ("Norway", False)])
def test_a_server_ties_whoever_a_correction_takes(
    tmp_path: Path, value: str, *, relinks: bool
) -> None:
    made = Verdict("corrected", "a" * 64, "c", "Act", "0-1", new={"agent": (value,)})

    async def noted() -> list[bool]:
        engine = Judging()
        files = DecisionFiles(cast("Engine", engine), tmp_path, quiet=0.0)
        files.note([made])
        assert files.applying is not None
        await files.applying
        return engine.relinked

    assert asyncio.run(noted()) == [relinks]
