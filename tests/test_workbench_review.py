"""The review pages: which claim comes next, what a form says, and what people decided."""

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from actorgraph.text.review import Decision
from actorgraph.text.review_file import add
from actorgraph.text.verdicts import Verdict
from actorgraph.vocabulary.vocab import NIF
from actorgraph.workbench.article_cast import cast_of
from actorgraph.workbench.desk import Desk
from actorgraph.workbench.marked_text import marked
from actorgraph.workbench.queued_case import Case
from actorgraph.workbench.review_case import OpenCase, class_named, open_case
from actorgraph.workbench.review_pairs import Pair, pairs_of
from actorgraph.workbench.review_queue import Wanted, disagreements, following, queue_of
from actorgraph.workbench.waiting import waiting_pairs
from tests.reviewing import (
    BEATING,
    FIRST,
    HOSTILE,
    MEETING,
    OTHER_CLAIMS,
    PRAISE,
    SECOND,
    TEXT,
    THREAT,
    Claimed,
    actor,
    code,
    memory,
    thing,
    visited,
)

READER = "A. Reader"
VIEWS = ("review", "who", "events")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(memory(), tmp_path)


def made(
    claim: Claimed, verdict: str = "accepted", article: str = FIRST, **more: object
) -> Verdict:
    fields: dict[str, object] = {"by": READER, "date": "2026-11-28T20:14:00Z", **more}
    return Verdict(
        verdict=verdict,
        article=article * 4,
        claim=code(article, claim),
        kind=claim.kind,
        evidence="0-1",
        words=claim.words,
        **fields,  # type: ignore[arg-type]
    )


def judge(desk: Desk, *entries: Verdict | Decision) -> None:
    assert desk.folder is not None
    add(desk.folder, entries)


def order(desk: Desk, wanted: Wanted | None = None) -> list[str]:
    return [case.code for case in queue_of(desk).cases(wanted or Wanted())]


def shown(html: str) -> str:
    """The claim whose form a page has; empty if it has none."""
    found = re.search(r'name="claim" value="([^"]+)"', html)
    return found[1] if found else ""


def case_of(desk: Desk, claim: Claimed, article: str = FIRST) -> Case:
    case = queue_of(desk).case(code(article, claim))
    assert case is not None
    return case


def opened(desk: Desk, claim: Claimed, article: str = FIRST) -> OpenCase:
    found = open_case(desk, case_of(desk, claim, article))
    assert found is not None
    return found


# ── the queue ────────────────────────────────────────────────────────────────────────────────────


def test_doubtful_claims_come_first_and_then_those_that_matter(desk: Desk) -> None:
    codes = order(desk)
    assert len(codes) == 5
    # Hearsay that the claim does not pass on, and then "said" without a source.
    assert codes[0] == code(FIRST, BEATING)
    assert codes.index(code(FIRST, THREAT)) < codes.index(code(FIRST, PRAISE))


def test_a_case_says_why_it_matters(desk: Desk) -> None:
    case = case_of(desk, BEATING)
    assert "hearsay" in case.doubt
    assert any("people at risk" in weight for weight in case.weights)
    assert case.says == "The harbour police · beat · the dockers"
    assert "several claims" in " ".join(case_of(desk, PRAISE).weights)
    assert "several claims" in " ".join(case_of(desk, PRAISE, SECOND).weights)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(article=SECOND), {code(SECOND, claim) for claim in OTHER_CLAIMS}),
        (Wanted(article="none"), set()),
        (Wanted(article='"> x'), set()),
        (Wanted(sure="alleged"), {code(FIRST, THREAT)}),
        (Wanted(sure="reported"), {code(SECOND, MEETING)}),
        (Wanted(kind="Assault"), {code(FIRST, BEATING)}),
        (Wanted(actor="cy d"), {code(SECOND, MEETING)}),
        (Wanted(actor=HOSTILE), {code(FIRST, THREAT)}),
        (
            Wanted(actor=actor(SECOND, "Bob Roe").value.rpartition("/")[2]),
            {code(SECOND, claim) for claim in OTHER_CLAIMS},
        ),
    ],
)
def test_filters(desk: Desk, wanted: Wanted, expected: set[str]) -> None:
    assert set(order(desk, wanted)) == expected


def test_what_is_decided_leaves_the_queue_and_unsure_comes_back(desk: Desk) -> None:
    queue = queue_of(desk)
    judge(desk, made(BEATING), made(THREAT, "unsure"))
    assert queue.state(case_of(desk, BEATING)) == "accepted"
    threat = case_of(desk, THREAT)
    assert list(queue.with_state([threat], "undecided")) == []
    assert list(queue.with_state([threat], "unsure")) == [threat]
    assert order(desk, Wanted(state="unsure"))
    progress = queue.progress(Wanted(), [])
    assert (progress.total, progress.decided, progress.unsure, progress.undecided) == (5, 1, 1, 3)
    narrow = Wanted(kind="Assault")
    assert queue.progress(narrow, queue.cases(narrow)).total == 1


def test_following_goes_round(desk: Desk) -> None:
    cases = queue_of(desk).cases(Wanted())
    assert following(cases, cases[1].code) == [*cases[2:], cases[0]]
    assert following(cases, "unknown") == cases


def test_two_people_disagree() -> None:
    verdicts = [made(PRAISE), made(PRAISE, "rejected", by="B"), made(THREAT), made(THREAT, by="B")]
    assert disagreements(verdicts) == {code(FIRST, PRAISE)}
    assert disagreements([*verdicts, made(PRAISE, by="B")]) == frozenset()


def test_an_address_has_what_is_wanted_and_can_drop_it() -> None:
    wanted = Wanted(article=FIRST, actor="A & B", state="all")
    assert wanted.address(claim="x").startswith(f"/review?article={FIRST}&actor=A+%26+B&state=all")
    assert "actor" not in wanted.without("actor")
    assert Wanted().address() == "/review"


# ── the page of a claim ──────────────────────────────────────────────────────────────────────────


def test_the_next_claim_is_the_first_that_nobody_decided(desk: Desk) -> None:
    codes = order(desk)
    assert shown(visited(desk, "review").html) == codes[0]
    assert shown(visited(desk, "review", after=codes[0]).html) == codes[1]
    judge(desk, made(BEATING))
    assert shown(visited(desk, "review").html) == codes[1]
    assert shown(visited(desk, "review", claim=codes[0]).html) == codes[0]


def test_all_decided(desk: Desk) -> None:
    judge(desk, *(made(claim) for claim in (PRAISE, BEATING)), made(THREAT, "unsure"))
    judge(desk, *(made(claim, article=SECOND) for claim in OTHER_CLAIMS))
    page = visited(desk, "review").html
    assert "All 5 are decided." in page
    assert "state=unsure" in page
    assert shown(visited(desk, "review", state="unsure").html) == code(FIRST, THREAT)


def test_no_such_claim(desk: Desk) -> None:
    assert visited(desk, "review", claim="none").status == 404
    assert visited(desk, "who", first="none", second="x").status == 404
    assert visited(desk, "who", actor="none").status == 404
    assert visited(desk, "events", pair="none").status == 404


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("value", [HOSTILE, '"', "a b", "%", "\x00", "..", "é" * 200])
def test_any_field_is_only_text(desk: Desk, view: str, value: str) -> None:
    for name in ("claim", "article", "actor", "sure", "kind", "state", "after", "first", "pair"):
        answer = visited(desk, view, **{name: value})
        assert answer.status in (200, 404)
        assert "<img" not in answer.html


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_hostile_is_markup(desk: Desk, view: str) -> None:
    judge(
        desk,
        made(THREAT, "corrected", note=HOSTILE, by=HOSTILE, new={"agent": (HOSTILE, "Bob Roe")}),
        Decision("same", HOSTILE, "Ann Lee", by=HOSTILE, note=HOSTILE, date="2026-11-28"),
    )
    given = {"claim": code(FIRST, THREAT)} if view == "review" else {}
    page = visited(desk, view, reader=HOSTILE, **given).html
    assert "&lt;img src=x" in page
    assert "<img" not in page
    assert 'style="' not in page


@pytest.mark.parametrize("view", VIEWS)
def test_who_only_reads_has_no_form_that_writes(desk: Desk, view: str) -> None:
    page = visited(desk, view, reader="").html
    assert "read only" in page
    assert 'method="post"' not in page
    assert "disabled" not in page
    assert 'method="post"' in visited(desk, view).html


def test_a_form_sends_what_was_seen(desk: Desk) -> None:
    judge(desk, made(BEATING, by="Ben", note="looked twice"))
    page = visited(desk, "review", claim=code(FIRST, BEATING)).html
    assert 'name="seen" value="2026-11-28T20:14:00Z Ben"' in page
    assert "looked twice" in page


def test_several_at_once_have_their_number_in_the_button(desk: Desk) -> None:
    page = visited(desk, "review", **{"as": "list"}).html
    assert page.count('name="claim"') == 5
    assert re.search(r"Accept these <span data-count>5</span>", page)
    judge(desk, made(BEATING))
    assert visited(desk, "review", **{"as": "list"}).html.count('name="claim"') == 4


def test_a_correction_shows_old_and_new(desk: Desk) -> None:
    judge(
        desk,
        made(
            THREAT,
            "corrected",
            old={"agent": (HOSTILE,), "factuality": ("Alleged",)},
            new={"agent": ("Roe",), "factuality": ("Possible",), "class": ("Accuse",)},
        ),
    )
    case = opened(desk, THREAT)
    doers = {chip.words: (chip.is_in, chip.is_new) for chip in case.fields[0].chips}
    assert doers == {HOSTILE: (False, False), "Bob Roe": (True, True)}
    assert [name for name, _, is_chosen in case.sureness if is_chosen] == ["Possible"]
    assert case.kind.name == "Accuse"
    page = visited(desk, "review", claim=code(FIRST, THREAT)).html
    assert "<del>Alleged</del> → <ins>Possible</ins>" in page


def test_the_fields_of_a_claim(desk: Desk) -> None:
    case = opened(desk, MEETING, SECOND)
    fields = {field.name: [chip.value for chip in field.chips] for field in case.fields}
    assert fields["agent"] == ["Ann Lee"]
    assert fields["target"] == ["Cy Dee"]
    assert fields["source"] == ["Bob Roe"]
    assert fields["recipient"] == []
    assert ("Asserted", "somebody says so", True) in case.sureness
    assert ("false", "no", True) in case.denial
    assert "Accuse" in {kind.name for kind in case.kinds}
    assert "Statement" not in {kind.name for kind in case.kinds}


def test_earlier_verdicts_are_kept_in_view(desk: Desk) -> None:
    judge(desk, made(BEATING, "rejected", by="Ben", reason="wrong doer"), made(BEATING))
    case = opened(desk, BEATING)
    assert case.verdict is not None
    assert case.verdict.by == READER
    assert [verdict.by for verdict in case.earlier] == ["Ben"]


@pytest.mark.parametrize(
    ("words", "name"),
    [("Accuse", "Accuse"), (" accuse ", "Accuse"), ("condemn", "Accuse"), ("zzz", ""), ("", "")],
)
def test_a_class_is_found_by_its_name_or_a_verb(words: str, name: str) -> None:
    assert class_named(words) == name


# ── the sentence ─────────────────────────────────────────────────────────────────────────────────


def test_roles_and_names_are_marked_in_the_sentence(desk: Desk) -> None:
    pieces = opened(desk, PRAISE).stretches
    roles = {piece.text: piece.role for piece in pieces if piece.role}
    assert roles == {"Ann Lee": "who", "praised": "did", "Bob Roe": "to whom"}
    assert "".join(piece.text for piece in pieces) in TEXT
    assert any(piece.is_outside for piece in pieces)


def test_a_name_inside_another_keeps_the_role_around_it(desk: Desk) -> None:
    cast = cast_of(desk, thing(f"article/{FIRST}"))
    begin = TEXT.index("Ann Lee")
    pieces = marked(TEXT, [0], [(0, 24)], [(begin, begin + 24)], {}, cast)
    assert {piece.role for piece in pieces if not piece.is_outside} == {"did"}


def test_withheld_words_are_said_to_be(desk: Desk) -> None:
    store = memory()
    for quad in list(store.quads_for_pattern(None, NIF.isString, None)):
        store.remove(quad)
    page = visited(Desk(store, None), "review", claim=code(FIRST, PRAISE)).html
    assert "not in the store" in page


# ── who is who, and events ───────────────────────────────────────────────────────────────────────


def names(pairs: tuple[Pair, ...]) -> list[tuple[str, str]]:
    return [pair.names for pair in pairs]


def test_pairs_are_ties_and_shared_names_of_nobody_at_risk(desk: Desk) -> None:
    pairs = pairs_of(desk).all
    assert names(pairs) == [("Ann Lee", "Ann Lee"), ("Bob Roe", "Bob Roe")]
    assert [pair.is_tied for pair in pairs] == [True, False]
    assert pairs[0].reasons == (f"the same {HOSTILE}",)
    assert pairs[0].doubts == ("they hold other offices",)
    assert pairs_of(desk).explained(pairs[1]).reasons


def test_as_many_pairs_wait_as_are_shown(desk: Desk) -> None:
    assert waiting_pairs(desk) == len(pairs_of(desk).all) > 1
    tied = next(pair for pair in pairs_of(desk).all if pair.is_tied)
    judge(desk, Decision("same", *tied.ends))
    assert waiting_pairs(desk) == len(pairs_of(desk).all) - 1


def test_a_decision_by_name_or_iri_is_one_about_the_pair(desk: Desk) -> None:
    ann, bob = pairs_of(desk).all
    assert pairs_of(desk).decided(ann) == ""
    judge(desk, Decision("different", *reversed(ann.ends)), Decision("unsure", "Roe", "Bob Roe"))
    assert pairs_of(desk).decided(ann) == "different"
    assert pairs_of(desk).decided(bob) == "unsure"
    judge(desk, Decision("same", *ann.ends))
    assert pairs_of(desk).decided(ann) == "same"


def test_the_page_goes_on_to_the_next_pair(desk: Desk) -> None:
    ann, bob = pairs_of(desk).all
    page = visited(desk, "who").html
    assert f'name="first" value="{ann.ends[0]}"' in page
    assert "nobody has confirmed it" in page
    judge(desk, Decision("same", *ann.ends))
    page = visited(desk, "who").html
    assert f'name="first" value="{bob.ends[0]}"' in page
    assert "2 pages become one" in page
    judge(desk, Decision("different", *bob.ends))
    assert "All 2 are decided." in visited(desk, "who").html


def test_an_actor_can_be_split_by_article(desk: Desk) -> None:
    end = actor(FIRST, "Ann Lee").value.rpartition("/")[2]
    page = visited(desk, "who", actor=end).html
    assert page.count('type="checkbox" name="first"') == 2
    assert "More talks" in page


def test_nobody_at_risk_is_offered_for_merging(desk: Desk) -> None:
    end = actor(FIRST, "the dockers").value.rpartition("/")[2]
    page = visited(desk, "who", actor=end).html
    assert 'name="decision"' not in page
    assert "never joined" in page


def test_events_show_both_claims(desk: Desk) -> None:
    page = visited(desk, "events").html
    assert page.count('name="verdict" value="accepted"') == 2
    assert "0 of 1 decided" in page
    judge(desk, made(PRAISE), made(PRAISE, article=SECOND))
    assert "1 of 1 decided" in visited(desk, "events").html


def test_nothing_to_compare(tmp_path: Path) -> None:
    empty = Desk(ox.Store(), tmp_path)
    assert "All 0 are decided." in visited(empty, "review").html
    assert "No two actors" in visited(empty, "who").html
    assert "No event" in visited(empty, "events").html
