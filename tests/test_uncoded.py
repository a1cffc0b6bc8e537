"""The tool says what it did not understand, and why; and of what it coded, by which entry of the
lexicon.
"""

import re

import pytest
from click.testing import CliRunner

from actorgraph.cli import cli
from actorgraph.pipeline import Graph, build
from actorgraph.text.reading import read_text
from actorgraph.vocabulary.vocab import AG, RDF

STORY = """A headline

The police arrested Ada Lund in Oslo. The rain fell on the harbour. \
Norway yodelled at the harbour. A quiet street near the
harbour. Chad and the harbour? Would Norway yodel? Norway banned from the harbour.
"""


def story(text: str) -> Graph:
    return build(read_text(f"A headline\n\n{text}"))


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("A quiet street near the harbour.", "no verb of doing"),
        ("Would Norway yodel?", "a question"),
        ("The rain fell on the harbour.", "nobody who acts is named"),
        ("Norway yodelled at the harbour.", "no frame for yodel"),
        ("Norway visited quickly.", "visit lacks "),
    ],
)
def test_each_reason(sentence: str, reason: str) -> None:
    gaps = story(sentence).uncoded()
    assert [(words, why.startswith(reason)) for _, _, why, words in gaps] == [(sentence, True)], (
        gaps
    )


def test_a_sentence_with_a_claim_is_not_a_gap() -> None:
    assert story("The police arrested Ada Lund in Oslo.").uncoded() == []


def test_gaps_are_no_claims_and_survive_shareable_without_words() -> None:
    graph = story("The police arrested Ada Lund. The rain fell on the harbour.")
    triples = graph.articles()[0].triples
    gaps = {t.subject for t in triples if t.predicate == RDF.type and t.object == AG.Gap}
    assert len(gaps) == 1
    assert not gaps & {t.subject for t in triples if t.object == AG.Claim}
    ((begin, end, reason, words),) = graph.shareable().uncoded()
    assert (end - begin, reason, words) == (
        len("The rain fell on the harbour."),
        "nobody who acts is named",
        "",
    )


def test_build_lists_them(tmp_path) -> None:  # type: ignore[no-untyped-def]
    source = tmp_path / "story.txt"
    source.write_text(STORY, encoding="utf-8")
    done = CliRunner().invoke(cli, ["build", str(source), "-o", str(tmp_path / "out"), "--uncoded"])
    assert done.exit_code == 0, done.output
    lines = [line for line in done.stdout.splitlines() if re.match(r"\d+-\d+\t", line)]
    assert any(
        "\tnobody who acts is named\tThe rain fell on the harbour." in line for line in lines
    )
    assert not any("arrested" in line for line in lines)


def test_explain_shows_frame_class_and_marker() -> None:
    graph = story("Norway reportedly called on Iceland to close the harbour.")
    claim = next(t.subject for t in graph.articles()[0].triples if t.object == AG.Request)
    told = graph.explain(claim.value)
    assert "frame         call on" in told
    assert "marked by     reportedly" in told
    assert "rather than" in told
