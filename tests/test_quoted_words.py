"""Quoted words that no statement has: whose they are, and what is too short to be anybody's."""

import pytest

from actorgraph.claims.claim import Action
from tests.sentences import read


def _action(text: str, verb: str) -> tuple[str, list[str]]:
    found = read(text)
    for claim in found.claims:
        if isinstance(claim, Action) and claim.verb.startswith(verb):
            sources = [found.actors[key].name for key in claim.attributed_to]
            return claim.factuality, sources
    raise AssertionError(f"no action {verb!r}")


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        # Whoever the clause is about says the words in it.
        (
            'Norway mocked "the generals who bombed three villages of Niger".',
            "bomb",
            ("Asserted", ["Norway"]),
        ),
        # A single word is a term or irony.
        ('Norway "helped" Niger.', "help", ("Asserted", [])),
    ],
)
def test_quoted_words(text: str, verb: str, expected: tuple[str, list[str]]) -> None:
    assert _action(text, verb) == expected
