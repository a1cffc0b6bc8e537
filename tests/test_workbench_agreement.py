"""Two readers who do not see each other's decisions: their files, agreement, and settling."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path

import pyoxigraph as ox
import pytest

from actorgraph.text.review import NAME
from actorgraph.text.review_file import OWN_FILES, Review, add, read_review, read_review_file
from actorgraph.text.verdicts import Verdict
from actorgraph.vocabulary.lexicon import label
from actorgraph.workbench import agreement
from actorgraph.workbench.agreement import AS_FOUND, Pair, are_alike
from actorgraph.workbench.desk import Desk as Reading
from actorgraph.workbench.visit import Visit
from tests.serving import Endpoint, serving
from tests.signed_in import ADA, BEN, Desk, code, signed_in, stored
from tests.test_verdicts import ARREST, FLIGHT, PRAISE, verdict

NOTE = "<img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stored(tmp_path_factory.mktemp("blind") / "corpus")


@pytest.fixture(scope="module")
def endpoint(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    folder = tmp_path_factory.mktemp("log")
    readers = ["--review", ADA, "--review", BEN, "--blind"]
    with serving(folder, "--store", store, "--children", 1, *readers) as running:
        yield running


@pytest.fixture(scope="module")
def desks(endpoint: Endpoint) -> tuple[Desk, Desk]:
    return signed_in(endpoint, 0), signed_in(endpoint, 1)


@pytest.fixture
def ada(desks: tuple[Desk, Desk], store: Path) -> Desk:
    (store / NAME).unlink(missing_ok=True)
    shutil.rmtree(store / OWN_FILES, ignore_errors=True)
    return desks[0]


@pytest.fixture
def ben(desks: tuple[Desk, Desk]) -> Desk:
    return desks[1]


def page(desk: Desk, path: str = "/review/agreement") -> str:
    return unescape(desk.endpoint.ask(path, cookie=desk.cookie, accept="text/html").text)


def own(store: Path, name: str) -> list[Verdict]:
    return list(read_review_file(store / OWN_FILES / f"{name}.toml").verdicts)


def test_each_reader_has_a_file_of_their_own(ada: Desk, ben: Desk, store: Path) -> None:
    ada.decide(PRAISE)
    ben.decide(PRAISE, "rejected", reason="no such event", seen="")
    assert [made.verdict for made in own(store, ADA)] == ["accepted"]
    assert [made.verdict for made in own(store, BEN)] == ["rejected"]
    assert not (store / NAME).exists()
    ben.post("undo")
    assert (own(store, BEN), len(own(store, ADA))) == ([], 1)
    ben.post("redo")
    assert len(own(store, BEN)) == 1


def test_nobody_sees_what_another_decided(ada: Desk, ben: Desk) -> None:
    ada.decide(PRAISE, "rejected", reason="no such event")
    path = f"/id/claim/{code(PRAISE)}"
    assert 'class="badge verdict rejected"' in page(ada, path)
    assert 'class="badge verdict' not in page(ben, path)
    anybody = ada.endpoint.ask(path, accept="text/html").text
    assert 'class="badge verdict' not in anybody


def test_only_the_two_see_where_they_differ(ada: Desk, ben: Desk) -> None:
    assert "Nobody can be compared yet" in page(ada)
    ada.decide(PRAISE, note=NOTE)
    ben.decide(ARREST)
    assert "0 claims" in page(ada)
    assert NOTE not in page(ben)
    ben.decide(PRAISE, "rejected", reason="wrong doer")
    for desk in (ada, ben):
        shown = page(desk)
        assert "too few to say" in shown
        assert "wrong doer" in shown
        assert NOTE in shown
    anybody = ada.endpoint.ask("/review/agreement", accept="text/html").text
    assert "too few to say" in anybody
    assert "wrong doer" not in anybody
    assert NOTE not in anybody


def test_what_is_settled_counts_for_all_in_both_names(ada: Desk, ben: Desk, store: Path) -> None:
    for desk in (ada, ben):
        desk.decide(FLIGHT)
    ada.decide(PRAISE)
    ben.decide(PRAISE, "rejected", reason="wrong doer")
    ada.decide(ARREST)
    fields = {"with": ADA, "next": f"/review/agreement?with={ADA}"}
    assert ben.post("settle", alike=1, **fields).status == 303
    assert ben.post("settle", claim=code(PRAISE), **{"as": BEN}, **fields).status == 303
    made = read_review(store).verdicts
    assert [(each.claim, each.verdict, each.by) for each in made] == [
        (code(FLIGHT), "accepted", f"{ADA} and {BEN}"),
        (code(PRAISE), "rejected", f"{ADA} and {BEN}"),
    ]
    assert "Nothing is left to settle" in page(ada)
    assert 'class="badge verdict rejected"' in page(ada, f"/id/claim/{code(PRAISE)}")
    # Only one of them has judged this one.
    assert ben.post("settle", claim=code(ARREST), **fields).status == 422


# ── measures ──────────────────────────────────────────────────────────────────────────────────────


def judged(*pairs: tuple[Verdict, Verdict]) -> Pair:
    made = {f"c{number}": pair for number, pair in enumerate(pairs)}
    return Pair("Ada", "Ben", made, {})


ACCEPTED = verdict(ARREST, "accepted")
REJECTED = verdict(ARREST, "rejected", reason="wrong doer")
UNSURE = verdict(ARREST, "unsure")
CORRECTED = verdict(ARREST, "corrected", new={"target": ("Norway",)})
OTHERWISE = verdict(ARREST, "corrected", new={"target": (), "factuality": ("Alleged",)})


@pytest.mark.parametrize(
    ("first", "second", "is_alike"),
    [
        (ACCEPTED, ACCEPTED, True),
        (ACCEPTED, REJECTED, False),
        (REJECTED, replace(REJECTED, reason="not a claim"), True),
        (CORRECTED, CORRECTED, True),
        (CORRECTED, OTHERWISE, False),
    ],
)
def test_two_verdicts_are_alike_if_they_come_to_the_same(
    first: Verdict, second: Verdict, is_alike: bool
) -> None:
    assert are_alike(first, second) is is_alike


def test_whoever_is_unsure_has_not_decided() -> None:
    pair = judged((ACCEPTED, UNSURE), (ACCEPTED, ACCEPTED), (CORRECTED, OTHERWISE))
    assert list(pair.decided) == ["c1", "c2"]
    assert pair.different == ["c0", "c2"]
    assert pair.to_take_over == ["c1"]


def test_agreement_is_measured_by_field_and_by_kind() -> None:
    pair = judged(
        *[(ACCEPTED, ACCEPTED)] * 20,
        *[(CORRECTED, OTHERWISE)] * 10,
        *[(REJECTED, ACCEPTED)] * 5,
    )
    rows = {row.name: row for row in pair.agreements()}
    names = ("all decisions", "to whom", label(ACCEPTED.kind))
    assert [rows[name].number for name in names] == [35, 30, 35]
    assert rows["all decisions"].alike == pytest.approx(30 / 35)
    assert rows["to whom"].alike == pytest.approx(20 / 30)
    assert rows["denied"].alike == 1
    assert (AS_FOUND, AS_FOUND) in rows["how sure"].units
    assert not rows["to whom"].is_few


def test_the_page_has_intervals_once_there_are_enough(tmp_path: Path) -> None:
    (tmp_path / OWN_FILES).mkdir()
    for name, decided in (("Ada", ACCEPTED), ("Ben", ACCEPTED), ("Cy", UNSURE)):
        made = [replace(decided, claim=f"c{number}") for number in range(40)]
        if name == "Ben":
            made[:4] = [replace(REJECTED, claim=f"c{number}") for number in range(4)]
        text = Review(verdicts=tuple(made)).to_toml()
        (tmp_path / OWN_FILES / f"{name}.toml").write_text(text, "utf-8")
    desk = Reading(ox.Store(), tmp_path, is_blind=True)
    shown = agreement.show(desk, Visit("agreement", reader="Ada", token="t")).html
    assert "90 %" in shown
    assert re.search(r"0\.\d\d <small>-?0\.\d\d to 0\.\d\d</small>", shown)
    assert "On 4 claims you differ" in shown
    assert "Cy" in shown
    other = agreement.show(desk, Visit("agreement", fields={"first": ("Cy",), "with": ("Ben",)}))
    assert "decided on 0 of them" in other.html


def test_settled_decisions_are_not_seen_before_one_has_decided(tmp_path: Path) -> None:
    add(tmp_path, [ACCEPTED])
    desk = Reading(ox.Store(), tmp_path, is_blind=True)
    assert list(desk.verdicts) == [ACCEPTED.claim]
    desk.reader = "Ada"
    assert desk.verdicts == {}
