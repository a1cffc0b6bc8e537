"""Questions as sentences with fields, and their answers as tables, charts, CSV and words."""

import csv
import io
import re
from pathlib import Path

import pytest

from actorgraph.query import questions
from actorgraph.text.review_file import add
from actorgraph.text.verdicts import Verdict
from actorgraph.workbench.answers import groups_of, table_of
from actorgraph.workbench.asking import ask_form, names_of
from actorgraph.workbench.charts import MOST_ACTORS, by_actor, by_time
from actorgraph.workbench.columns import heading
from actorgraph.workbench.desk import Desk
from actorgraph.workbench.name_list import names_like
from actorgraph.workbench.questions import FIELD_LABELS, GROUPS, Field, forms, grouped
from actorgraph.workbench.views import show
from actorgraph.workbench.visit import Answer, Visit
from tests.question_stores import FIRST_TEXT, HOSTILE, desk, desk_of, draft

WORDS_FOR_NOBODY = ("asserted", "reported", "^^", "https://w3id.org", "rdf-syntax")


@pytest.fixture(scope="module")
def small() -> Desk:
    return desk()


def asked(desk: Desk, path: str, **fields: str) -> Answer:
    return show(desk, Visit("ask", path, {name: (value,) for name, value in fields.items()}))


def test_every_question_has_a_sentence_whose_fields_are_its_parameters() -> None:
    assert set(forms()) == {question.name for question in questions()}
    for form in forms().values():
        assert form.group in GROUPS
        names = {field.name for field in form.fields}
        assert names <= set(form.question.parameters)
        assert set(form.question.needs) <= {f.name for f in form.fields if f.is_needed}
        assert form.sentence({}).endswith("?"), f"{form.name} has a title and no sentence"
    assert [name for name, _ in grouped()] == list(GROUPS.values())


@pytest.mark.parametrize(
    ("kind", "value", "is_fine"),
    [
        ("date", "2017", True),
        ("date", "2017-05", True),
        ("date", "2017-05-31", True),
        ("date", "2017-13", False),
        ("date", "May 2017", False),
        ("date", "2017-05-31T00:00", False),
        ("date", "２０１７", False),
        ("date", "", True),
        ("actor", "x" * 200, True),
        ("actor", "x" * 201, False),
    ],
)
def test_a_field_takes_what_it_is_for(kind: str, value: str, is_fine: bool) -> None:
    field = Field("from", kind, FIELD_LABELS[kind], is_needed=False)
    assert (field.fault(value) == "") == is_fine


def test_an_address_has_the_filled_fields_alone() -> None:
    form = forms()["what-changed-between"]
    assert form.address({"from": "2017", "to": ""}) == "/ask/what-changed-between?from=2017"
    assert form.sentence({"from": "2017"}) == "What happened from 2017 to …?"


@pytest.mark.parametrize("name", sorted(forms()))
def test_every_question_is_answered_in_words_of_people(small: Desk, name: str) -> None:
    form = forms()[name]
    values = {field.name: "Ada Brandt" for field in form.fields if field.kind != "date"}
    answer = asked(small, name, **values)
    assert answer.status == 200
    main = answer.html.partition("<main")[2].partition("</main>")[0]
    words = re.sub(r"<[^>]*>", " ", main)
    assert [word for word in WORDS_FOR_NOBODY if word in words] == []
    assert "<script" not in main


def test_words_come_first_and_names_are_links(small: Desk) -> None:
    page = asked(small, "who-harmed-whom").html
    row = page.partition("Police detained three dockers")
    assert row[1]
    assert 'href="/id/claim/one-76-105-coerce"' in row[0]
    assert 'href="/id/actor/police"' in row[2]
    assert "alleged" in row[2]
    # Who says so is a link, too.
    assert 'href="/id/actor/witness"' in row[2]


def test_one_claim_of_several_targets_is_one_row() -> None:
    made = draft()
    made.claim(
        "one-1-2-aid",
        "Action Aid",
        "fund a shelter",
        FIRST_TEXT,
        agent="council",
        recipient="witness police",
    )
    both = desk_of(made)
    found = ask_form(both, forms()["who-helped-whom"], {})
    groups = groups_of(found)
    assert (len(found.rows), len(groups)) == (3, 2)
    table = table_of(both, found, groups)
    assert "Police, witness" in {str(row.cells[-1]) for row in table.rows}


def test_a_name_stands_for_all_names_of_the_merged_actor(small: Desk) -> None:
    assert set(names_of(small, "Brandt")) == {"Brandt", "Ada Brandt", "A. Brandt"}
    page = asked(small, "everything-about", name="A. Brandt").html
    assert "urged the harbour council" in page
    assert "thanked the dockers" in page


def test_hostile_names_stay_text(small: Desk) -> None:
    page = asked(small, "what-did-somebody-say", name=HOSTILE).html
    assert "<script>window" not in page
    assert "&lt;script&gt;window" in page
    page = asked(small, "who-harmed-whom").html
    assert "<script>window" not in page
    assert "struck the council" in page


def test_csv_has_words_and_no_formula(small: Desk) -> None:
    answer = asked(small, "who-harmed-whom.csv")
    assert (answer.media, answer.name) == ("text/csv", "who-harmed-whom.csv")
    rows = list(csv.reader(io.StringIO(answer.html.removeprefix("\ufeff"))))
    assert rows[0][:3] == ["In the article", "How sure", "Denied"]
    assert len(rows) == 4
    assert any("Police detained three dockers" in row for row in rows)
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row)


def test_csv_of_a_question_that_lacks_a_field_is_refused(small: Desk) -> None:
    assert asked(small, "who-stands-between.csv").status == 400
    assert asked(small, "what-changed-between.csv", **{"from": "soon"}).status == 400


def test_a_wrong_date_is_said_at_its_field(small: Desk) -> None:
    answer = asked(small, "what-changed-between", **{"from": "soon", "to": "2017"})
    assert answer.status == 400
    assert 'aria-invalid="true"' in answer.html
    assert 'id="what-changed-between-from-fault"' in answer.html
    assert 'value="soon"' in answer.html
    assert 'value="2017"' in answer.html


def test_dates_narrow_the_answer(small: Desk) -> None:
    page = asked(small, "what-changed-between", **{"from": "2017-06", "to": "2017-06"}).html
    assert "struck the council" in page
    assert "urged the harbour council" not in page


def test_a_question_waits_for_the_fields_it_needs(small: Desk) -> None:
    page = asked(small, "who-stands-between", **{"from": "Police"}).html
    assert "Fill in the fields" in page
    assert "answers" not in page


@pytest.mark.parametrize(
    ("name", "fields", "words"),
    [
        ("which-articles-contradict-each-other", {}, "no event is in more than one article"),
        ("who-contradicts-whom", {}, "1 claim"),
        ("who-owns-what", {}, "0 claims about offices and ties in 2 articles"),
        ("what-did-somebody-say", {"name": "Nemo"}, "“Nemo” in 2 articles"),
        ("what-is-told-twice", {}, "7 claims in 2 articles"),
        ("who-stands-between", {"from": "witness", "to": "Police"}, "No chain"),
    ],
)
def test_an_empty_answer_says_what_was_compared(
    small: Desk, name: str, fields: dict[str, str], words: str
) -> None:
    page = asked(small, name, **fields).html
    assert words in page.partition('class="panel" role="status"')[2].partition("</p>")[0]


def test_an_empty_store_answers_every_question() -> None:
    empty = desk(without=True)
    for name, form in forms().items():
        fields = {field.name: "2017" for field in form.fields}
        answer = asked(empty, name, **fields)
        assert answer.status == 200
        assert 'class="panel" role="status"' in answer.html


def test_what_a_person_rejected_is_left_out(tmp_path: Path, small: Desk) -> None:
    verdict = Verdict(
        "rejected", "0" * 64, "one-76-105-coerce", "Coerce", "76-105", reason="no such event"
    )
    add(tmp_path, [verdict])
    judged = Desk(small.store, tmp_path)
    page = asked(judged, "who-harmed-whom").html
    assert "Police detained" not in page
    assert "struck the council" in page


def test_what_is_not_here_is_404(small: Desk) -> None:
    assert asked(small, "who-ate-the-cake").status == 404
    assert asked(small, "who-ate-the-cake.csv").status == 404


def test_names_are_proposed_and_nobody_at_risk(small: Desk) -> None:
    assert names_like(small, "bran") == ["Brandt", "A. Brandt", "Ada Brandt"]
    assert names_like(small, "docker") == []
    assert "three dockers" not in names_like(small, "")
    assert "harbour council" in names_like(small, "")
    part = asked(small, "names", name="bran").html
    assert part.count("<option") == 3


def test_the_list_shows_all_questions(small: Desk) -> None:
    page = asked(small, "").html
    for name in forms():
        assert f'"/ask/{name}"' in page


def test_headings_are_words() -> None:
    assert heading("alsoSaidBy") == "Also said by"
    assert heading("accordingTo") == "Who says so"


def test_months_become_columns_and_gaps_stay() -> None:
    chart = by_time(["2017-01", "2017-03-05", "2017-03", "2016", ""])
    assert chart is not None
    assert chart.title == "By month"
    assert [(bar.label, bar.count) for bar in chart.bars] == [
        ("2017-01", 1),
        ("2017-02", 0),
        ("2017-03", 2),
    ]
    assert chart.note == "Not shown: 1 with a year only, 1 without a date."
    assert max(bar.height for bar in chart.bars) <= chart.height


def test_a_long_period_is_shown_by_year() -> None:
    chart = by_time(["1945", "2010-05", "2017-01"])
    assert chart is not None
    assert chart.title == "By year"
    assert [bar.label for bar in chart.bars] == ["1945", "2010", "2017"]
    assert chart.note == "Years without any are left out."
    assert by_time(["2017-01", "2017-01-09"]) is None
    assert by_time(["", "XXXX-05"]) is None


def test_actors_with_most_come_first() -> None:
    names = ["Ada"] * 3 + ["Bo"] * 3 + [f"N{n}" for n in range(9)] + [""]
    chart = by_actor(names)
    assert chart is not None
    assert [bar.label for bar in chart.bars[:2]] == ["Ada", "Bo"]
    assert len(chart.bars) == MOST_ACTORS
    assert chart.note == "Not shown: 3 with fewer."
    assert by_actor(["Ada", "Ada"]) is None
    assert by_actor(["x" * 60, "y"]).bars[0].label.endswith("…")  # type: ignore[union-attr]
