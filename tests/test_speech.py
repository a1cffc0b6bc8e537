"""Statements: what is said, by whom, to whom, and in whose words."""

import pytest

from actorgraph.claims import Statement
from actorgraph.claims.speech.addressees import addressees
from actorgraph.claims.speech.content import find_content
from tests.sentences import read, read_article, word


def statements(text: str) -> list[tuple[str, str, list[str]]]:
    """The statements of a text: rule, mode and content."""
    found = read(text)
    return [
        (claim.rule, claim.mode, [found.article.quote(span) for span in claim.content])
        for claim in found.claims
        if isinstance(claim, Statement)
    ]


@pytest.mark.parametrize(
    ("text", "rule", "mode", "content"),
    [
        (
            "“The talks have failed,” said Angela Merkel.",
            "quotation",
            "Direct",
            ["The talks have failed"],
        ),
        (
            "“We left early,” Angela Merkel said, “and nobody asked why.”",
            "quotation",
            "Direct",
            ["We left early,” Angela Merkel said, “and nobody asked why."],
        ),
        (
            "Angela Merkel said that the talks had failed.",
            "reported speech",
            "Indirect",
            ["the talks had failed"],
        ),
        (
            "The talks had failed, Angela Merkel said.",
            "reported speech",
            "Indirect",
            ["The talks had failed"],
        ),
        (
            "Angela Merkel said that the talks had “failed in every way”.",
            "reported speech",
            "Mixed",
            ["the talks had “failed in every way”"],
        ),
        (
            "According to Angela Merkel, the talks have failed.",
            "according to",
            "Indirect",
            ["the talks have failed"],
        ),
        (
            "In the words of Angela Merkel, the talks have failed.",
            "in the words of",
            "Indirect",
            ["the talks have failed"],
        ),
        (
            "In Angela Merkel's view, the talks have failed.",
            "in the words of",
            "Indirect",
            ["the talks have failed"],
        ),
    ],
)
def test_a_statement(text: str, rule: str, mode: str, content: list[str]) -> None:
    assert (rule, mode, content) in statements(text)


@pytest.mark.parametrize(
    "text",
    [
        # Nobody who could say it.
        "It is said that the talks have failed.",
        # The subject of a passive is addressed.
        "Angela Merkel was told that the talks had failed.",
        # A clause without a subject, conjunction or auxiliary is not reported.
        "Angela Merkel saw the roof leak.",
        # A short quotation is a fragment of somebody's sentence.
        "Angela Merkel left the “talks”.",
        # According to a thing.
        "According to plan, the talks have failed.",
    ],
)
def test_no_statement(text: str) -> None:
    assert statements(text) == []


def test_a_cue_in_the_middle_leaves_two_parts() -> None:
    text = "The roof of the old house, Angela Merkel said, will leak in May."
    assert statements(text) == [("reported speech", "Indirect", [text.removesuffix(".")])]
    found = read_article(text)
    (said,) = [claim for claim in found.claims if isinstance(claim, Statement)]
    parts = [text[part.begin : part.end] for part in said.parts]
    assert parts == ["The roof of the old house", "will leak in May"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("“We left early,” Angela Merkel said; “nobody asked us why we had left.”", 1),
        ("“We left early,” Angela Merkel said. “Nobody asked.”", 1),
        ("Angela Merkel said the talks had failed. “Nobody asked us why we had left.”", 1),
        (
            "“We left,” Merkel said. It rained. “Nobody asked any of us to come to the talks.”",
            2,
        ),
        ("“We left early,” Angela Merkel said. Norway said: “Nobody asked us why we left.”", 2),
        ("“We left early,” Angela Merkel said, adding that nobody had asked why.", 2),
        # What follows a quotation that is a sentence of its own is not said.
        ("Angela Merkel said, “We will not wait for you,” before she left.", 1),
        ("Angela Merkel asked for help and said, “We all left early,” until it rained.", 1),
    ],
)
def test_one_statement_for_all_that_one_cue_governs(text: str, count: int) -> None:
    assert len(statements(text)) == count


@pytest.mark.parametrize(
    ("title", "mode", "content"),
    [
        ("Norway: The talks have failed", "Indirect", "The talks have failed"),
        ("“The talks have failed” – Norway", "Direct", "The talks have failed"),
        ("Norway: “The talks have failed”", "Direct", "The talks have failed"),
    ],
)
def test_a_headline_names_its_speaker(title: str, mode: str, content: str) -> None:
    found = read_article(f"{title}\n\nIt rained.")
    said = [claim for claim in found.claims if isinstance(claim, Statement)]
    assert {claim.mode for claim in said} == {mode}
    assert "headline" in {claim.rule for claim in said}
    assert found.article.quote(said[0].content[0]) == content


@pytest.mark.parametrize(
    "title", ["Norway: a history", "Weather: The roof will leak", "Norway leaves the talks"]
)
def test_a_headline_without_speaker_or_sentence(title: str) -> None:
    found = read_article(f"{title}\n\nIt rained.")
    assert not [claim for claim in found.claims if isinstance(claim, Statement)]


@pytest.mark.parametrize(
    ("text", "form", "names"),
    [
        ("Norway told Chad that the talks had failed.", "told", ["Chad"]),
        ("Norway told Chad and Niger that the talks had failed.", "told", ["Chad", "Niger"]),
        ("“The talks have failed in May,” Norway said to Chad.", "said", ["Chad"]),
        ("Norway said that the talks had failed.", "said", []),
    ],
)
def test_addressees(text: str, form: str, names: list[str]) -> None:
    found = read(text)
    keys = addressees(found.scene, word(text, form))
    assert [found.actors[key].name for key in keys] == names


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Norway said that it rained.", ["it rained"]),
        ("Norway said it rained until the roof failed.", ["it rained until the roof failed"]),
        ("If it rains, the roof will leak, Norway said.", ["If it rains, the roof will leak"]),
        ("Norway said nothing.", []),
        # A quotation has it already.
        ("Norway said: “The roof of the house will leak.”", []),
    ],
)
def test_the_content_of_a_verb(text: str, content: list[str]) -> None:
    found = read(text)
    spans = find_content(found.scene, word(text, "said"))
    assert [found.article.quote(span) for span in spans] == content


def test_a_claim_within_a_statement_is_its_speakers() -> None:
    found = read("Norway said that Chad had attacked Niger.")
    attack = next(claim for claim in found.claims if claim.kind == "Assault")
    assert [found.actors[key].name for key in attack.attributed_to] == ["Norway"]
    assert attack.said_in == 0


def test_the_innermost_statement_counts() -> None:
    found = read("Norway said that Iceland had said that Chad had attacked Niger.")
    attack = next(claim for claim in found.claims if claim.kind == "Assault")
    assert [found.actors[key].name for key in attack.attributed_to] == ["Iceland"]


def test_a_claim_next_to_a_statement_is_the_articles_own() -> None:
    found = read("Chad attacked Niger. Norway said that it rained.")
    attack = next(claim for claim in found.claims if claim.kind == "Assault")
    assert attack.attributed_to == ()
    assert attack.said_in is None
