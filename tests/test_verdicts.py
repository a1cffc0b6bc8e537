"""Verdicts on claims: the file, what they do to a graph, and what finds no place."""

import multiprocessing
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from actorgraph.checking.check import check
from actorgraph.errors import ReviewError
from actorgraph.graph.article_graph import ArticleGraph
from actorgraph.graph.facts import Facts
from actorgraph.graph.review.applying import find_claim, overlap, review, spans_in, unreviewed
from actorgraph.graph.review.corrections import read_correction
from actorgraph.graph.review.deciding import new_verdict
from actorgraph.graph.review.gold import Annotation
from actorgraph.graph.review.judged import fields_of
from actorgraph.graph.review.quality import quality, wilson
from actorgraph.graph.review.queue import queue
from actorgraph.pipeline import Graph, build
from actorgraph.text.article import Span
from actorgraph.text.reading import read_text
from actorgraph.text.rejections import REASONS
from actorgraph.text.review import NAME, Decision
from actorgraph.text.review_file import Review, add, read_review, update_review
from actorgraph.text.verdicts import VERDICTS, Verdict, latest
from actorgraph.vocabulary.vocab import AG, PROV, local_name

TEXT = """Talks in Norway

Anna Petrova praised Norway. Police in Chad reportedly arrested Boris Ivanov, the mayor said on \
Monday. The victims of the war fled to Chad. "We attacked Norway," the Kremlin said.
"""
PRAISE, ARREST, FLIGHT = "support", "coerce", "move"


@cache
def graph() -> Graph:
    return build(read_text(TEXT))


def facts() -> Facts:
    return Facts(graph().store.triples())


def claim(kind: str, of: Facts | None = None) -> ox.NamedNode:
    found = [node for node in (of or facts()).of_type("Claim") if node.value.endswith(f"-{kind}")]
    (node,) = found
    return node


def verdict(kind: str, decided: str, **details: object) -> Verdict:
    """Return a verdict without a date, also one that the desk would not allow."""
    made = new_verdict(facts(), claim(kind), "accepted", by="the desk")
    changes: dict[str, object] = {"verdict": decided, "date": "", **details}
    return replace(made, **changes)  # type: ignore[arg-type]


def article() -> ArticleGraph:
    (only,) = graph().articles()
    return only


def applied(*verdicts: Verdict) -> Facts:
    return Facts(review(article(), verdicts).graph.triples)


CORRECTED = {"agent": ("Police",), "target": ("Norway",)}


def test_the_file_is_written_and_read_back(tmp_path: Path) -> None:
    made = (
        verdict(PRAISE, "accepted", note='says "so"\n\x7f<b>🎣'),
        verdict(ARREST, "rejected", reason="wrong doer"),
        verdict(ARREST, "corrected", new={"agent": ("Chad",), "factuality": ("Alleged",)}),
    )
    decided = Decision("same", "A", "B")
    add(tmp_path, [decided, *made])
    assert read_review(tmp_path) == Review((decided,), made)
    assert (tmp_path / NAME).stat().st_mode & 0o077 == 0


def test_words_can_be_withheld() -> None:
    made = verdict(PRAISE, "accepted")
    assert made.words == "Anna Petrova praised Norway"
    withheld = made.without_words()
    assert (withheld.words, withheld.digest) == ("", made.digest)


def test_the_last_verdict_on_a_claim_counts() -> None:
    first, other = verdict(PRAISE, "accepted"), verdict(ARREST, "unsure")
    last = verdict(PRAISE, "rejected", reason="not a claim")
    assert latest([first, other, last]) == [other, last]


@pytest.mark.parametrize(
    "change",
    [
        'verdict = "maybe"',
        'verdict = "rejected"',
        'verdict = "rejected"\nreason = "I say so"',
        'verdict = "corrected"',
        'verdict = "accepted"\nwho = "me"',
        'verdict = "accepted"\nby = 3',
        'verdict = "accepted"\n[claim.old]\nagent = "A"',
        'verdict = "accepted"\nold = 3',
    ],
)
def test_a_bad_verdict_is_one_line(tmp_path: Path, change: str) -> None:
    place = 'article = "a"\nclaim = "c"\nkind = "Act"\nevidence = "1-2"\n'
    (tmp_path / NAME).write_text(f"[[claim]]\n{place}{change}\n", encoding="utf-8")
    with pytest.raises(ReviewError) as caught:
        read_review(tmp_path)
    assert "\n" not in str(caught.value)
    assert NAME in str(caught.value)


def _decide(folder: Path, number: int) -> None:
    for step in range(10):
        add(folder, [Decision("unlink", f"name {number} {step}")])


def test_processes_that_decide_at_once_overwrite_nothing(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_decide, args=(tmp_path, number)) for number in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(read_review(tmp_path)) == 30


def test_a_full_disk_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(tmp_path, [Decision("unlink", "A")])
    before = (tmp_path / NAME).read_bytes()

    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("actorgraph.files.replace", refuse)
    with pytest.raises(ReviewError, match="No space left"):
        add(tmp_path, [Decision("unlink", "B")])
    assert (tmp_path / NAME).read_bytes() == before


def test_a_rejected_claim_stays_and_does_not_count() -> None:
    judged = applied(verdict(PRAISE, "rejected", reason="no such event"))
    node = claim(PRAISE, judged)
    assert judged.values(node, AG.reviewed) == [AG.Rejected.value]
    assert judged.is_set_aside(node)
    assert node not in judged.claims
    record = judged.nodes(node, AG.claimDecision)[0]
    assert judged.value(record, AG.rejectedBecause) == "no such event"
    assert judged.value(record, AG.decidedBy) == "the desk"


def test_a_correction_is_a_claim_of_its_own() -> None:
    judged = applied(verdict(ARREST, "corrected", new={**CORRECTED, "factuality": ("Possible",)}))
    (revision,) = [node for node in judged.claims if judged.has(node, PROV.wasRevisionOf)]
    original = judged.nodes(revision, PROV.wasRevisionOf)[0]
    assert judged.is_set_aside(original)
    assert fields_of(judged, revision)["target"] == ("Norway",)
    assert judged.claim(revision).factuality == "Possible"
    assert judged.claim(original).factuality == "Alleged"
    assert judged.spans(revision, AG.evidence) == judged.spans(original, AG.evidence)


def test_a_corrected_statement_takes_along_what_is_said_in_it() -> None:
    named = (
        next(node for node in facts().claims if "Kremlin" in facts().roles(node).get("agent", ()))
        if False
        else None
    )
    assert named is None
    statements = facts().of_type("Statement")
    said = next(node for node in statements if fields_of(facts(), node)["agent"] == ("Kremlin",))
    inner = [node for node in facts().claims if facts().nodes(node, AG.saidIn) == [said]]
    made = new_verdict(facts(), said, "corrected", new={"agent": ("mayor",)})
    judged = applied(made)
    assert inner
    for node in inner:
        assert judged.nodes(node, AG.saidIn)[0].value == f"{said.value}-corrected"


@pytest.mark.parametrize("decided", VERDICTS)
def test_verdicts_can_be_withdrawn_and_applied_twice(decided: str) -> None:
    reason = REASONS[0] if decided == "rejected" else ""
    new = CORRECTED if decided == "corrected" else {}
    made = verdict(ARREST, decided, reason=reason, new=new)
    once = review(article(), [made]).graph
    assert review(once, [made]).graph.to_turtle() == once.to_turtle()
    assert review(once, []).graph.to_turtle() == article().to_turtle()
    assert set(unreviewed(once.triples)) == set(article().triples)
    assert check(graph_of(once).store) == []


def graph_of(judged: ArticleGraph) -> Graph:
    from actorgraph.stores.memory import MemoryStore

    return Graph(MemoryStore.of([judged]))


EDITS: tuple[tuple[Callable[[Verdict], Verdict], str], ...] = (
    (lambda made: replace(made, evidence="0-9"), "in these words"),
    (lambda made: replace(made, kind="Assault"), "of this class"),
    (lambda made: replace(made, old={**made.old, "agent": ("Chad",)}), "something else"),
    (lambda made: replace(made, evidence="x-9"), "not numbers"),
)


@pytest.mark.parametrize(("edit", "why"), EDITS)
def test_what_finds_no_place_is_returned(edit: Callable[[Verdict], Verdict], why: str) -> None:
    reviewed = review(article(), [edit(verdict(PRAISE, "accepted"))])
    (lost,) = reviewed.unplaced
    assert why in lost.why
    assert not any(triple.predicate == AG.reviewed for triple in reviewed.graph.triples)


def test_a_claim_is_found_where_the_words_moved_a_little() -> None:
    made = verdict(PRAISE, "accepted")
    (span,) = spans_in(made.evidence)
    moved = replace(made, claim="another-name", evidence=f"{span.begin}-{span.end + 3}")
    assert find_claim(facts(), moved) == claim(PRAISE)


def test_verdicts_of_another_text_are_listed() -> None:
    other = replace(verdict(PRAISE, "accepted"), article="0" * 64)
    assert review(article(), [other]).unplaced == []
    assert [lost.verdict for lost in graph().unplaced([other])] == [other]


def test_overlap() -> None:
    assert overlap([Span(0, 10)], [Span(0, 10)]) == 1
    assert overlap([Span(0, 10)], [Span(5, 15)]) == pytest.approx(1 / 3)
    assert overlap([], []) == 0


@pytest.mark.parametrize(
    ("kind", "new"),
    [
        (FLIGHT, {"agent": ("Boris Ivanov",)}),
        (FLIGHT, {"agent": ("victims", "Boris Ivanov")}),
        (FLIGHT, {"agent": (), "target": ("Anna Petrova",)}),
        (ARREST, {"target": ("victims", "Anna Petrova")}),
        (PRAISE, {"agent": ("Nobody Here",)}),
        (PRAISE, {"class": ("Statement",)}),
        (PRAISE, {"class": ("HeadOf",)}),
        (PRAISE, {"factuality": ("Certain",)}),
        (PRAISE, {"negated": ("no",)}),
        (PRAISE, {"colour": ("red",)}),
        (PRAISE, {"holder": ("Norway",)}),
    ],
)
def test_a_correction_that_is_not_allowed(kind: str, new: dict[str, tuple[str, ...]]) -> None:
    with pytest.raises(ReviewError):
        read_correction(facts(), claim(kind), new)
    forced = review(article(), [verdict(kind, "corrected", new=new)])
    assert len(forced.unplaced) == 1


def test_queries_exports_and_pages_leave_out_what_is_set_aside() -> None:
    judged = graph().judged([verdict(PRAISE, "rejected", reason="not a claim")])
    node = claim(PRAISE).value
    assert node in judged.to_turtle() or local_name(claim(PRAISE)) in judged.to_turtle()
    for name in ("who-helped-whom", "what-does-each-article-tell"):
        rows = str(judged.query(name))
        assert local_name(claim(PRAISE)) not in rows
    assert not any(
        quad.object == claim(PRAISE) for quad in judged.store.match(None, AG.restsOn, None)
    )
    assert any(quad.object == claim(PRAISE) for quad in graph().store.match(None, AG.restsOn, None))


def test_a_build_obeys() -> None:
    made = verdict(PRAISE, "rejected", reason="not a claim")
    rebuilt = build(read_text(TEXT), verdicts=[made])
    assert rebuilt.to_turtle() == graph().judged([made]).to_turtle()


def test_the_queue_begins_with_what_is_undecided_and_doubtful() -> None:
    judged = applied(verdict(PRAISE, "accepted"), verdict(FLIGHT, "unsure"))
    items = queue(judged)
    assert [item.verdict for item in items[-2:]] == ["Unsure", "Accepted"]
    undecided = [item for item in items if not item.verdict]
    doubts = [bool(item.doubt) for item in undecided]
    assert doubts == sorted(doubts, reverse=True)


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [(0, 0, 0, 1), (8, 10, 0.490, 0.943), (0, 10, 0, 0.278), (10, 10, 0.722, 1)],
)
def test_wilson(successes: int, trials: int, low: float, high: float) -> None:
    assert wilson(successes, trials) == pytest.approx((low, high), abs=0.001)


def test_quality_counts_what_was_decided() -> None:
    judged = applied(
        verdict(PRAISE, "accepted"),
        verdict(ARREST, "corrected", new=CORRECTED),
        verdict(FLIGHT, "unsure"),
    )
    everything = quality([judged])[0]
    assert (everything.layer, everything.decided, everything.unsure) == ("all", 2, 1)
    assert everything.precision == 0.5
    assert everything.is_few


def test_gold_has_what_was_decided() -> None:
    judged = applied(verdict(PRAISE, "accepted"), verdict(ARREST, "corrected", new=CORRECTED))
    annotation = Annotation(judged, "talks.txt")
    assert len(annotation) == 2
    lines = annotation.to_ann().splitlines()
    assert lines[0] == "@article talks.txt"
    assert "C Support | praised | ag=anna_petrova tg=norway :: " in "\n".join(lines)


def test_undoing_what_is_gone_already_changes_nothing(tmp_path: Path) -> None:
    decided = Decision("unlink", "A")
    add(tmp_path, [decided])
    gone = Decision("unlink", "B")
    assert update_review(tmp_path, lambda review: review.without(gone)) == Review((decided,))
