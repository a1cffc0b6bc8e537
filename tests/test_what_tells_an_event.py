"""Which verbs and nouns tell an event: states, results and occasions of speaking do not."""

import pytest

from actorgraph.claims import Action, Statement
from tests.sentences import read


def events(text: str) -> list[tuple[str, str]]:
    """Return the class and the verb of each action of a text."""
    found = [claim for claim in read(text).claims if isinstance(claim, Action)]
    actions = [claim for claim in found if not isinstance(claim, Statement)]
    return [(action.kind, action.verb.split()[0]) for action in actions]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        # Nobody is named, but only people do it.
        ("The contract was signed on Monday.", ("Agree", "sign")),
        ("A lawsuit was filed in May.", ("Accuse", "file")),
        ("Niger welcomed the report published in May.", ("Publish", "publish")),
        # Verbs of saying that tell an event with an object.
        ("The police found a rifle.", ("Act", "find")),
        ("Norway said that the police had found a rifle.", ("Act", "find")),
        ("The men were found in a cellar.", ("Act", "find")),
        # What is done by saying it.
        ("Astrid Holm admitted that Chad had left.", ("Concede", "admit")),
        ("Astrid Holm conceded that Chad had left.", ("Concede", "concede")),
        ("Astrid Holm denied that Chad had left.", ("Reject", "deny")),
        ("Astrid Holm promised that Chad would leave.", ("Agree", "promise")),
        ("Four people were confirmed dead.", ("Death", "confirm")),
        # A joined verb shares the subject of a passive.
        ("Ada Lund was briefed and flew to Oslo.", ("Move", "fly")),
        ("Ada Lund was tried and then shot.", ("Assault", "shoot")),
        ("Ada Lund was pushed and took the rifle.", ("Act", "take")),
    ],
)
def test_what_tells_an_event(text: str, event: tuple[str, str]) -> None:
    assert event in events(text)


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        # A thing did it; a description; no class of what people do.
        ("The town was flooded by the river.", "flood"),
        ("The ferry was damaged in the night.", "damage"),
        ("The signed contract is in Oslo.", "sign"),
        ("The pipe was used for years.", "use"),
        # What came of something.
        ("The bank failed, leading to a bailout by Norway.", "lead"),
        ("Chad opened the port, allowing the men to leave.", "allow"),
        # Who is meant, or in what state somebody is.
        ("Norway helped those affected.", "affect"),
        ("The families of men trapped in the mine met Ada Lund.", "trap"),
        # States, judgements and offices.
        ("Norway faces difficulties.", "face"),
        ("Ada Lund attributed the loss to the weather.", "attribute"),
        ("Ada Lund held a position at the bank.", "hold"),
        ("Ada Lund served on the committee for a year.", "serve"),
        ("Norway shares the concerns of Chad.", "share"),
        ("Norway suffers from a drought.", "suffer"),
        ("The men were reported missing.", "report"),
        # Only the verb below tells what is done.
        ("Ada Lund has chosen to leave Norway.", "choose"),
        ("Norway responded by leaving the talks.", "respond"),
        ("Applications are allowed.", "allow"),
        # Where words are said, and a preposition of several words.
        ("Ada Lund said in her speech that Chad had left.", "speech"),
        ("Ada Lund left in response to critics.", "response"),
        # A verb of saying alone.
        ("Astrid Holm alleged that Chad had left.", "allege"),
        ("Astrid Holm insisted that Chad had left.", "insist"),
    ],
)
def test_what_tells_none(text: str, verb: str) -> None:
    assert verb not in [name for _, name in events(text)]


def test_a_choice_of_something_is_an_event() -> None:
    assert ("Act", "choose") in events("Ada Lund chose a flag for Norway.")
