"""The tool says which clauses it did not understand, and why; and of what it coded, how."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from actorgraph.cli import cli
from actorgraph.pipeline import Graph, build
from actorgraph.text.reading import read_text
from actorgraph.vocabulary.vocab import AG, RDF

STORY = """A headline

The police arrested Ada Lund in Oslo. The rain fell on the harbour. \
A quiet street near the harbour. Chad and the harbour?
"""


def story(text: str, published: str | None = None) -> Graph:
    return build(read_text(f"A headline\n\n{text}", published=published))


def explained(sentence: str, kind: str, published: str | None = None) -> dict[str, str]:
    """Return the rows of the explanation of a sentence's only claim of a class."""
    graph = story(sentence, published)
    triples = graph.articles()[0].triples
    claims = [triple.subject for triple in triples if triple.object == AG[kind]]
    assert len(claims) == 1, claims
    rows: dict[str, str] = {}
    for line in graph.explain(claims[0].value).splitlines()[2:]:
        rows.setdefault(line[2:16].strip(), line[16:].strip())
    return rows


# A whole sentence that yields nothing, whatever it says.
SENTENCES = [
    ("A quiet street near the harbour.", "no verb of doing"),
    ("Why so quiet?", "a question"),
    ("The rain fell on the harbour.", "nobody who acts is named"),
    ("Norway has a harbour.", "have tells no event of its own"),
]
# What is listed next to clauses that yield claims.
CLAUSES = [
    ("Chad welcomed the Oslo worldview of Norway.", "the Oslo worldview of Norway", "no frame"),
    ("Chad left because Norway commented.", "because Norway commented", "comment reports words"),
    ("Norway arrested people earning money.", "earning money", "earn lacks"),
]
# What tells no event of its own.
NO_GAPS = [
    "The police arrested Ada Lund in Oslo.",
    "Chad attacked Niger and Norway owns a harbour.",
    "Norway began to attack Chad.",
    "Norway made a visit to Chad.",
]


@pytest.mark.parametrize(("sentence", "reason"), SENTENCES)
def test_a_sentence_without_any_claim_is_a_gap(sentence: str, reason: str) -> None:
    gaps = story(sentence).uncoded()
    assert [(words, why) for _, _, why, words in gaps] == [(sentence, reason)]


@pytest.mark.parametrize(("sentence", "clause", "reason"), CLAUSES)
def test_a_clause_or_noun_without_a_claim_is_a_gap(
    sentence: str,
    clause: str,
    reason: str,
) -> None:
    ((_, _, why, words),) = story(sentence).uncoded()
    assert words == clause
    assert why.startswith(reason)


@pytest.mark.parametrize("sentence", NO_GAPS)
def test_what_has_a_claim_or_tells_no_event_is_not_a_gap(sentence: str) -> None:
    assert story(sentence).uncoded() == []


def test_a_gap_names_its_verb() -> None:
    graph = story("Chad left because Norway commented.")
    triples = graph.articles()[0].triples
    ((gap),) = [t.subject for t in triples if t.predicate == RDF.type and t.object == AG.Gap]
    verbs = [t.object.value for t in triples if t.subject == gap and t.predicate == AG.verb]
    assert verbs == ["comment"]


def test_gaps_are_not_claims_and_stay_in_a_shareable_graph_without_words() -> None:
    graph = story("The police arrested Ada Lund. The rain fell on the harbour.")
    triples = graph.articles()[0].triples
    gaps = {t.subject for t in triples if t.predicate == RDF.type and t.object == AG.Gap}
    assert len(gaps) == 1
    assert not gaps & {t.subject for t in triples if t.object == AG.Claim}
    ((begin, end, reason, words),) = graph.shareable().uncoded()
    length = len("The rain fell on the harbour.")
    assert (end - begin, reason, words) == (length, "nobody who acts is named", "")


def test_build_lists_them(tmp_path: Path) -> None:
    source = tmp_path / "story.txt"
    source.write_text(STORY, encoding="utf-8")
    done = CliRunner().invoke(cli, ["build", str(source), "-o", str(tmp_path / "out"), "--uncoded"])
    assert done.exit_code == 0, done.output
    lines = [line for line in done.stdout.splitlines() if re.match(r"\d+-\d+\t", line)]
    assert any(line.endswith("\tThe rain fell on the harbour.") for line in lines)
    assert not any("arrested" in line for line in lines)


def test_explain_shows_frame_class_and_marker() -> None:
    rows = explained("Norway reportedly called on Iceland to close the harbour.", "Request")
    assert rows["frame"] == "call on"
    assert rows["marked by"] == "reportedly"
    assert "rather than" in rows
    assert "inherited" not in rows


def test_explain_says_that_no_frame_fits_an_open_event() -> None:
    rows = explained("Norway yodelled at the harbour.", "Act")
    assert "none of the lexicon fits" in rows["frame"]
    assert "the widest" in rows["frame"]


def test_explain_shows_the_verb_and_likelihood_of_an_event_noun() -> None:
    rows = explained("Norway's visit to Chad failed.", "Consult")
    assert rows["frame"] == "visit"
    assert re.match(r"of the verb visit; an event with probability 0\.\d", rows["event noun"])


def test_explain_shows_the_governor_that_gave_the_certainty() -> None:
    rows = explained("Chad refused to attack Niger.", "Assault")
    assert rows["factuality"] == "Asserted and negated"
    assert "“refused”" in rows["inherited"]
    assert rows["inherited"].endswith("refuse to")


def test_explain_shows_the_form_that_gave_the_certainty() -> None:
    rows = explained("Norway flew home to arrest Ada Lund.", "Coerce")
    assert rows["factuality"] == "Intended"
    assert rows["inherited"].endswith("by the form of the clause")


def test_explain_shows_a_source_without_words() -> None:
    rows = explained("Ada Lund was accused by Chad of attacking Niger.", "Assault")
    assert rows["according to"] == "Chad, whose words are not given (see “accused”)"


@pytest.mark.parametrize(
    ("words", "time"),
    [
        ("last Tuesday", "2017-08-01, counted from the publication, 2017-08-03"),
        ("on 5 May 2016", "2016-05-05"),
        (
            "on 5 May 2016. Chad met Niger two days later",
            "2016-05-07, counted from the time given before, 2016-05-05",
        ),
    ],
)
def test_explain_shows_what_a_time_is_counted_from(words: str, time: str) -> None:
    graph = story(f"Norway attacked Chad {words}.", "2017-08-03")
    shown = [
        graph.explain(triple.subject.value)
        for triple in graph.articles()[0].triples
        if triple.predicate == AG.time
    ]
    assert any(f"time          {time}\n" in explanation for explanation in shown), shown
    assert all("[characters" in explanation.partition("timeText")[2] for explanation in shown)
