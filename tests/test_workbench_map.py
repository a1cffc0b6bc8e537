"""The map explorer: what is drawn, what narrows it, what is listed, and what stays folded."""

import re
from pathlib import Path

import pytest

from actorgraph.text.review_file import add
from actorgraph.text.verdicts import Verdict
from actorgraph.views.page.sizes import MOST_ROW_ROOM, CardRow
from actorgraph.workbench.claims import read_claims
from actorgraph.workbench.desk import Desk
from actorgraph.workbench.map_facets import choices, passing
from actorgraph.workbench.picture import _row_lines, draw
from actorgraph.workbench.views import show
from actorgraph.workbench.visit import Answer, Visit
from tests.question_stores import FIRST_TEXT, Draft, desk, desk_of, iri

CARD = re.compile(r'<a class="card (\w+)[^>]*aria-label="([^"]*)"')
LINE = re.compile(r'<a class="line ([\w ]+)"[^>]*aria-label="([^"]*)"')


@pytest.fixture(scope="module")
def small() -> Desk:
    return desk()


def mapped(desk: Desk, path: str = "", **fields: str | tuple[str, ...]) -> Answer:
    given = {name: (value,) if isinstance(value, str) else value for name, value in fields.items()}
    return show(desk, Visit("map", path, given))


def count(page: str) -> int:
    found = re.search(r"<span>(\d+) claims?", page)
    assert found is not None
    return int(found[1])


def test_an_article_is_drawn_as_cards_and_lines(small: Desk) -> None:
    page = mapped(small, article="one").html
    cards = {label.partition(":")[0]: kind for kind, label in CARD.findall(page)}
    assert cards["Police"] == "body"
    assert cards["Ada Brandt"] == "person"
    assert any("urged" in says for _, says in LINE.findall(page))
    assert count(page) == 4
    assert "struck" not in page


def test_an_actor_is_merged_and_may_be_two_steps_wide(small: Desk) -> None:
    for code in ("one-brandt", "two-brandt"):
        page = mapped(small, actor=code).html
        assert count(page) == 2
    assert count(mapped(small, actor="one-brandt", steps="2").html) > 2
    # More steps than two are the usual one.
    assert 'aria-current="true">2 steps' in mapped(small, actor="police", steps="9").html


def test_a_search_and_an_answer_are_drawn(small: Desk) -> None:
    assert count(mapped(small, q="POLICE").html) == 2
    assert count(mapped(small, q="shelter").html) == 1
    page = mapped(small, "ask/who-harmed-whom").html
    assert count(page) == 3
    assert 'href="/ask/who-harmed-whom"' in page
    narrowed = mapped(small, "ask/what-changed-between", **{"from": "2017-06"}).html
    assert count(narrowed) == 2


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("", {"article": "nobody"}),
        ("", {"actor": "nobody"}),
        ("", {"actor": "a b<c>"}),
        ("ask/who-ate-the-cake", {}),
        ("elsewhere", {}),
    ],
)
def test_what_is_not_here_is_404(small: Desk, path: str, fields: dict[str, str]) -> None:
    assert mapped(small, path, **fields).status == 404


def test_a_search_without_a_hit_says_so(small: Desk) -> None:
    page = mapped(small, q="xyzzy").html
    assert count(page) == 0
    assert "Nobody here does anything to anybody" in page


def test_facets_narrow_and_keep_their_counts(small: Desk) -> None:
    page = mapped(small, article="one", sure="alleged").html
    assert count(page) == 1
    assert "× <bdi>alleged</bdi>" in page
    assert [name for name, _ in LINE.findall(page)] == ["alleged harm"]
    reading = read_claims(small, [iri("claim/one-76-105-coerce"), iri("claim/one-0-53-request")])
    cards = reading.cards(reading.entries.claims)
    assert len(passing(cards, {"sure": "alleged"})) == 1
    assert len(passing(cards, {"sure": "alleged", "effect": "help"})) == 0
    (sure,) = [each for each in choices(cards, {"sure": "alleged"}) if each.name == "sure"]
    assert {choice.value: choice.count for choice in sure.choices} == {"alleged": 1, "asserted": 1}


def test_a_value_that_nothing_has_can_be_dropped(small: Desk) -> None:
    page = mapped(small, article="one", sure="certain", event="dance").html
    assert count(page) == 0
    assert "drop one at the left" in page
    assert "× <bdi>dance</bdi>" in page


def test_a_line_and_two_cards_list_their_claims(small: Desk) -> None:
    page = mapped(small, article="one", at=("one-brandt", "council")).html
    assert "All between" in page
    panel = page.partition('aria-label="What is chosen"')[2]
    assert panel.count('class="claim-line') == 1
    assert "urged the harbour council" in panel
    panel = mapped(small, article="one", line="0").html.partition('aria-label="What is chosen"')[2]
    assert panel.count('class="claim-line') == 1
    panel = mapped(small, article="one", at="nobody-like-this").html
    assert "Not on this map" in panel


def test_people_at_risk_stay_one_card_without_a_link(small: Desk) -> None:
    page = mapped(small, article="one").html
    assert ("group", "three dockers: 1 claim") in CARD.findall(page)
    assert '<option value="risk"' not in page
    panel = mapped(small, article="one", at="risk").html.partition("What is chosen")[2]
    assert "Map around" not in panel
    assert "actor=dockers" not in page


def test_what_a_person_rejected_is_not_drawn(small: Desk, tmp_path: Path) -> None:
    verdict = Verdict(
        "rejected", "0" * 64, "one-76-105-coerce", "Coerce", "76-105", reason="no such event"
    )
    add(tmp_path, [verdict])
    judged = Desk(small.store, tmp_path)
    page = mapped(judged, article="one").html
    assert count(page) == 3
    assert "harm" not in [name for name, _ in LINE.findall(page)]


def test_of_very_many_actors_at_most_forty_cards_are_drawn() -> None:
    made = Draft()
    made.article("one", FIRST_TEXT, "Crowd", "2017-05-02")
    for number in range(60):
        made.actor(f"a{number}", "Person", f"Actor {number}")
        made.claim(
            f"one-{number}-9-aid",
            "Action Aid",
            "to fund a shelter",
            FIRST_TEXT,
            agent=f"a{number}",
            target=f"a{(number * 7 + 1) % 60}",
        )
    page = mapped(desk_of(made), article="one").html
    drawn = len(CARD.findall(page))
    assert 2 <= drawn <= 40
    assert f"+{60 - drawn} more" in page


@pytest.mark.parametrize(
    ("row", "lines"),
    [
        (CardRow("Bo Ek, envoy"), ["Bo Ek, envoy"]),
        (CardRow("Bo Ek, envoy", more=2), ["Bo Ek, envoy +2"]),
        (
            CardRow("Wilma Halvorsen, minister of fisheries", is_long=True, more=3),
            ["Wilma Halvorsen, minister of", "fisheries +3"],
        ),
    ],
)
def test_a_long_office_has_two_lines_on_its_card(row: CardRow, lines: list[str]) -> None:
    assert _row_lines(row, MOST_ROW_ROOM) == lines


def test_speech_is_a_picture_of_its_own(small: Desk) -> None:
    reading = read_claims(small, [])
    empty = draw(reading.rows, set(), "speech")
    assert empty.cards == ()
    page = mapped(small, article="one", show="speech").html
    assert 'aria-current="true">Who speaks about whom' in page


def test_the_start_lists_articles_and_proposes_names(small: Desk) -> None:
    page = mapped(small).html
    assert "/map?article=one" in page
    assert "<script>window" not in page
    assert 'value="harbour council"' in page
    assert mapped(desk(without=True)).status == 200
