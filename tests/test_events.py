"""Two claims of one event are tied; claims that differ in anything stay apart."""

from dataclasses import replace

import pytest

from actorgraph.claims import Action, Claim, Time
from actorgraph.claims.events import tie_events
from actorgraph.language.document import Document
from actorgraph.pipeline import build
from actorgraph.text.article import Span
from actorgraph.text.reading import read_text
from actorgraph.vocabulary.lexicon import kinds_with
from actorgraph.vocabulary.vocab import AG
from tests.sentences import parsed, read

TWICE = "The police arrested Ada Lund. Ada Lund was arrested by the police in Oslo."


def ties(text: str) -> set[tuple[str, str]]:
    """The cues of the claims that are tied, the earlier first."""
    article, claims = read(text).article, read(text).claims
    quote = {place: article.quote(c.cue) for place, c in enumerate(claims) if isinstance(c, Action)}
    return {
        (quote[other], quote[place]) for place, c in enumerate(claims) for other in c.same_events
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TWICE, {("arrested", "arrested")}),
        ("Chad bombed Niger. The bombing of Niger by Chad killed nobody.", {("bombed", "bombing")}),
        # Somebody else, another time, denied: not one event.
        ("The police arrested Ada Lund. The police arrested Bo Berg.", set()),
        ("The police arrested Ada Lund in 2015. The police arrested Ada Lund in 2017.", set()),
        ("The police arrested Ada Lund. The police did not arrest Ada Lund.", set()),
        # Meetings recur.
        (
            "Angela Merkel met Vladimir Putin in May. Angela Merkel met Emmanuel Macron in Oslo.",
            set(),
        ),
    ],
)
def test_what_is_tied(text: str, expected: set[tuple[str, str]]) -> None:
    assert ties(text) == expected


SENTENCES = "Chad attacked Niger with rockets. Chad attacked Niger with rockets."


@pytest.fixture(scope="module")
def document() -> Document:
    return parsed(SENTENCES)


def attacks(document: Document) -> tuple[Action, Action]:
    """Two actions that say the same, in two sentences."""
    verbs = [token for token in document.tokens if token.text == "attacked"]
    first, second = (
        Action(
            kind="Assault",
            evidence=(document.sentences[verb.sentence].span,),
            rule="active",
            verb="attack",
            cue=verb.span,
            agents=(0,),
            targets=(1,),
        )
        for verb in verbs
    )
    return first, second


def tied(document: Document, first: Claim, second: Claim) -> bool:
    _, late = tie_events(document, [first, second])
    return late.same_events == (0,)


def test_the_same_in_two_sentences_is_one_event(document: Document) -> None:
    assert tied(document, *attacks(document))


@pytest.mark.parametrize(
    "change",
    [
        {"agents": (2,)},
        {"targets": (2,)},
        {"negated": True},
        {"kind": "Coerce"},
        {"agents": (), "targets": ()},
    ],
    ids=str,
)
def test_what_differs_is_not_tied(document: Document, change: dict[str, object]) -> None:
    first, second = attacks(document)
    assert not tied(document, first, replace(second, **change))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "change",
    [
        # One side says less.
        {"agents": ()},
        {"targets": ()},
        # Whom it is done to may be a target or a recipient.
        {"targets": (), "recipients": (1,)},
        {"agents": (0, 2)},
        {"factuality": "Alleged"},
    ],
    ids=str,
)
def test_what_fits_is_tied(document: Document, change: dict[str, object]) -> None:
    first, second = attacks(document)
    assert tied(document, first, replace(second, **change))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("early", "late", "fits"),
    [
        ("2017", "2017", True),
        ("2017", "2017-05", True),
        ("2017-05", "2017", True),
        ("2017~", "2017-05", True),
        ("2017?", "2017-05", True),
        ("2017-05", "2017-06", False),
        ("2016", "2017-05", False),
        (None, "2017", True),
        ("2017", None, True),
        (None, None, True),
    ],
)
def test_times(document: Document, early: str | None, late: str | None, fits: bool) -> None:
    first, second = attacks(document)
    first = replace(first, time=Time("then", early))
    second = replace(second, time=Time("then", late))
    assert tied(document, first, second) is fits


def test_places(document: Document) -> None:
    first, second = attacks(document)
    here, there = replace(first, places=(3,)), replace(second, places=(4,))
    assert not tied(document, here, there)
    assert tied(document, here, second)
    assert tied(document, here, replace(there, places=(3, 4)))


def test_one_sentence_is_not_tied_to_itself(document: Document) -> None:
    first, _ = attacks(document)
    assert not tied(document, first, first)


def test_another_verb_needs_the_same_words(document: Document) -> None:
    first, second = attacks(document)
    assert tied(document, first, replace(second, verb="bomb"))
    nothing = (Span(0, 1),)
    assert not tied(document, first, replace(second, verb="bomb", evidence=nothing))


def test_what_recurs_needs_all_parties(document: Document) -> None:
    first, second = (replace(action, kind="Consult") for action in attacks(document))
    assert tied(document, first, second)
    nothing = (Span(0, 1),)
    assert not tied(document, first, replace(second, targets=(), evidence=nothing))


def test_a_tie_is_to_every_earlier_claim(document: Document) -> None:
    first, second = attacks(document)
    claims = tie_events(document, [first, first, second])
    assert claims[2].same_events == (0, 1)
    assert claims[0].same_events == claims[1].same_events == ()


def test_classes_that_repeat() -> None:
    assert "Consult" in kinds_with("repeats")
    assert "Assault" not in kinds_with("repeats")


def test_a_tie_merges_nothing() -> None:
    graph = build(read_text(f"A headline\n\n{TWICE}"))
    triples = graph.articles()[0].triples
    tied = [t for t in triples if t.predicate == AG.sameEventAs]
    assert len(tied) == 1
    assert tied[0].subject != tied[0].object
    arrests = {t.subject for t in triples if t.object == AG.Coerce}
    assert {tied[0].subject, tied[0].object} == arrests
