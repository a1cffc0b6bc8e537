"""Two claims of one event are tied; claims that differ in anything stay apart."""

import pytest

from actorgraph.claims import Action
from actorgraph.pipeline import build
from actorgraph.text.reading import read_text
from actorgraph.vocabulary.vocab import AG
from tests.sentences import read


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
        (
            "The police arrested Ada Lund. Ada Lund was arrested by the police in Oslo.",
            {("arrested", "arrested")},
        ),
        ("Chad bombed Niger. The bombing of Niger by Chad killed nobody.", {("bombed", "bombing")}),
        # Somebody else, another time, denied: no one event.
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


def test_a_tie_merges_nothing() -> None:
    graph = build(
        read_text(
            "A headline\n\nThe police arrested Ada Lund. Ada Lund was arrested by the police in Oslo."
        )
    )
    triples = graph.articles()[0].triples
    tied = [t for t in triples if t.predicate == AG.sameEventAs]
    assert len(tied) == 1
    assert tied[0].subject != tied[0].object
    arrests = {t.subject for t in triples if t.object == AG.Coerce}
    assert {tied[0].subject, tied[0].object} == arrests
