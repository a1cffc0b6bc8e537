"""Quotations and interviews: what is said, by which verb, and by whom."""

import pytest

from actorgraph.language.document import Document
from actorgraph.language.interviews import find_turns
from actorgraph.language.parsing import FAST_MODEL, parse
from actorgraph.language.quotations import Quotation, find_quotations
from actorgraph.text.reading import read_text


def parsed(*paragraphs: str) -> Document:
    text = "\n\n".join(("A headline", *paragraphs))
    return parse(read_text(text), model=FAST_MODEL)


def found(*paragraphs: str) -> list[tuple[str, str, str]]:
    """The words of each quotation with its speaker and its cue."""
    document = parsed(*paragraphs)
    return [brief(document, quotation) for quotation in find_quotations(document)]


def brief(document: Document, quotation: Quotation) -> tuple[str, str, str]:
    speaker = quotation.speaker.text if quotation.speaker else ""
    cue = quotation.cue.text if quotation.cue else ""
    return document.article.quote(quotation.span), speaker, cue


SAID = "We have lost everything we had"

ONE_QUOTATION = {
    "before its cue": (f'"{SAID}," said Merkel.', SAID, "Merkel", "said"),
    "behind its cue": (f'Merkel said: "{SAID}."', f"{SAID}.", "Merkel", "said"),
    "curly marks": (f"“{SAID},” said Merkel.", SAID, "Merkel", "said"),
    "angle marks": (f"Merkel said: «{SAID}»", SAID, "Merkel", "said"),
    "joined verb": (f'Merkel sat down and said: "{SAID}."', f"{SAID}.", "Merkel", "said"),
    "verb that introduces": (f'Merkel scolded him: "{SAID}."', f"{SAID}.", "Merkel", "scolded"),
    "verb behind a question": (
        '"Who will pay for all of this?" mused Merkel.',
        "Who will pay for all of this?",
        "Merkel",
        "mused",
    ),
    "no mark before the verb": (f'Merkel painted "{SAID}" on a wall.', SAID, "", ""),
    "signature": (f"“{SAID}.” — Ana Lima, 24", f"{SAID}.", "Lima", ""),
    "two hyphens": (f'"{SAID}." -- Ana Lima', f"{SAID}.", "Lima", ""),
    "a dash before no name": (f"“{SAID}” — that was all.", SAID, "", ""),
    "a fragment": ('Merkel called it "a mistake" on Monday.', "a mistake", "", ""),
    "a short sentence": ('"Never again," said Merkel.', "Never again", "Merkel", "said"),
    "no closing mark": (f'Merkel said: "{SAID}.', f"{SAID}.", "Merkel", "said"),
    "another clause behind it": (
        'It was "healthy enough to go on," while Merkel said nothing.',
        "healthy enough to go on",
        "",
        "",
    ),
    "another sentence behind it": (
        f'It read: "{SAID}." Merkel called on Chad to leave.',
        f"{SAID}.",
        "It",
        "read",
    ),
}


@pytest.mark.parametrize("case", ONE_QUOTATION)
def test_one_quotation(case: str) -> None:
    text, words, speaker, cue = ONE_QUOTATION[case]
    assert found(text) == [(words, speaker, cue)]


@pytest.mark.xfail(strict=True, reason="not yet: “ is read as an opening mark")
def test_marks_as_german_has_them() -> None:
    assert found(f"„{SAID}“, said Merkel.") == [(SAID, "Merkel", "said")]


@pytest.mark.parametrize(
    "text",
    [
        "Merkel spoke.",
        'A mark alone " is short.',
        "The screen measures 5' by 7'.",
        '""',
    ],
)
def test_no_quotation(text: str) -> None:
    assert found(text) == []


def test_a_straight_mark_next_to_curly_ones_is_a_slip() -> None:
    words = [words for words, *_ in found(f'“{SAID}," and they left,” said Merkel.')]
    assert words == [f'{SAID}," and they left']


def test_marks_are_paired_within_their_paragraph() -> None:
    first, second = found(f'Merkel said: "{SAID}.', f'"{SAID}," said Macron.')
    assert (first[1], second[1]) == ("Merkel", "Macron")


def test_a_quotation_in_two_parts_has_one_speaker() -> None:
    quotations = found(
        f'"{SAID}," said Merkel. "Nobody came to help us in all of those years."',
    )
    assert [speaker for _, speaker, _ in quotations] == ["Merkel", "Merkel"]


def test_a_whole_paragraph_continues_the_speaker_before() -> None:
    quotations = found(f'"{SAID}," said Merkel.', '"Nobody came to help us."')
    assert [speaker for _, speaker, _ in quotations] == ["Merkel", "Merkel"]


def test_a_paragraph_between_ends_what_a_speaker_says() -> None:
    quotations = found(f'"{SAID}," said Merkel.', "It rained.", '"Nobody came to help us."')
    assert [speaker for _, speaker, _ in quotations] == ["Merkel", ""]


def test_the_work_that_speaks() -> None:
    ((_, speaker, cue),) = found(f'"{SAID}," it said in the report.')
    assert (speaker, cue) == ("report", "said")


LABELLED = [
    "SMITH: We knew nothing of the plan.",
    "Ana Lima: And what did you do then?",
    "SMITH: We asked the ministry to explain it.",
    "Ana Lima: Did it answer you at all?",
]


def test_turns_under_names() -> None:
    document = parsed(*LABELLED)
    turns = find_turns(document)
    assert [turn.speaker.text for turn in turns] == ["SMITH", "Lima", "SMITH", "Lima"]
    assert document.article.quote(turns[0].span) == "We knew nothing of the plan."
    labels = [turn.label and document.article.quote(turn.label) for turn in turns]
    assert labels == ["SMITH", "Ana Lima", "SMITH", "Ana Lima"]


@pytest.mark.parametrize(
    "paragraphs",
    [
        LABELLED[:3],
        [line.replace("Ana Lima", "SMITH") for line in LABELLED],
        ["Note: one.", "Warning: two.", "Hint: three.", "Tip: four."],
        [line.replace(":", ",") for line in LABELLED],
    ],
    ids=["too few", "one speaker", "all different", "no labels"],
)
def test_paragraphs_that_are_not_turns(paragraphs: list[str]) -> None:
    assert find_turns(parsed(*paragraphs)) == []


OPENING = "We spoke with Ana Lima about the strike in the harbour of the town."
ANSWERED = [
    "When did the strike begin?",
    "I was there on the first day, and it was a Monday.",
    "What did the owners offer?",
    "They offered us nothing at all, as they had done before.",
    "It went on for weeks.",
    "Will it go on?",
    "It will go on for as long as we can pay for it.",
]


def test_questions_and_answers() -> None:
    document = parsed(OPENING, *ANSWERED)
    turns = find_turns(document)
    answers = [line for line in ANSWERED if not line.endswith("?")]
    assert [document.article.quote(turn.span) for turn in turns] == answers
    assert {turn.speaker.text for turn in turns} == {"Lima"}
    assert all(turn.label is None for turn in turns)


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["The strike in the harbour of the town is over.", *ANSWERED],
        [OPENING, *ANSWERED[:5]],
        [OPENING, *(line.replace("I ", "She ").replace("us ", "").replace("we ", "she ")
                    for line in ANSWERED)],
    ],
    ids=["nobody is introduced", "too few answers", "nobody answers for themselves"],
)  # fmt: skip
def test_questions_that_are_not_an_interview(paragraphs: list[str]) -> None:
    assert find_turns(parsed(*paragraphs)) == []


@pytest.mark.parametrize(
    ("opening", "guest"),
    [
        ("The paper interviewed Ana Lima about the strike.", "Lima"),
        ("In an interview with Ana Lima we learned more about the strike.", "Lima"),
        ("We sat down to talk to her about the strike.", "her"),
    ],
)
def test_the_guest_of_an_interview(opening: str, guest: str) -> None:
    assert {turn.speaker.text for turn in find_turns(parsed(opening, *ANSWERED))} == {guest}


def test_turns_are_quotations_without_marks() -> None:
    document = parsed(*LABELLED)
    quotations = find_quotations(document)
    assert [quotation.marked for quotation in quotations] == [False] * 4
    assert [quotation.label for quotation in quotations] == [
        turn.label for turn in find_turns(document)
    ]


def test_quotations_come_in_the_order_of_the_text() -> None:
    document = parsed(OPENING, *ANSWERED, f'"{SAID}," said Merkel.')
    begins = [quotation.span.begin for quotation in find_quotations(document)]
    assert begins == sorted(begins)
    assert len(begins) > 4


def test_straight_marks_around_a_paragraph_are_the_outer_ones() -> None:
    words = "They asked me: “Do you know what happened?” I did not."
    assert [quoted for quoted, _, _ in found("Merkel said:", f'"{words}"')] == [words]
