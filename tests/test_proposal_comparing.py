"""What the audit faults, and where it only says that it is not sure."""

from dataclasses import replace

import pytest

from actorgraph.graph.facts import Facts
from actorgraph.pipeline import build
from actorgraph.proposals.auditing import (
    HEDGED,
    NOT_JUDGED,
    NOT_SAID,
    ROLES_DIFFER,
    SUPPORTED,
    Auditor,
)
from actorgraph.proposals.casting import initials
from actorgraph.proposals.comparing import tone
from actorgraph.proposals.locating import Text
from actorgraph.proposals.proposal import Proposal
from actorgraph.text.reading import read_text

TEXT = """Chad does not help Niger

Chad will not help Niger. Angela Merkel did not bomb the port. \
Chad accused Niger of spying. The Senate quoted a secret report. Norway gave Peru and, later, \
Iceland some ships. The National Union of Sailors praised Chad. NUS urged Peru to act. \
Norway instead of Iceland helped Niger. Ada Lund is a poet. We visited Oslo on Monday. \
German ministers thanked Chad.
"""


@pytest.fixture(scope="module")
def auditor() -> Auditor:
    facts = Facts(build(read_text(TEXT)).store.triples())
    return Auditor(facts, facts.articles[0])


ACCUSED = Proposal(
    kind="Accuse",
    verb="accused",
    who=("Chad",),
    whom=("Niger",),
    quotation="Chad accused Niger of spying",
)
NOT_HELPED = Proposal(
    verb="help",
    who=("Chad",),
    whom=("Niger",),
    certainty="intended",
    quotation="Chad will not help Niger",
)
NOT_BOMBED = Proposal(
    verb="bomb", who=("Angela Merkel",), quotation="Angela Merkel did not bomb the port"
)
HELPED = Proposal(
    verb="helped",
    who=("Norway",),
    whom=("Niger",),
    quotation="Norway instead of Iceland helped Niger",
)


@pytest.mark.parametrize(
    ("proposal", "verdict"),
    [
        (replace(NOT_BOMBED, denied=True), SUPPORTED),
        (NOT_BOMBED, HEDGED),
        (replace(ACCUSED, denied=True), HEDGED),
        # The proposed verb has the denial in itself.
        (replace(NOT_HELPED, verb="not help", certainty="asserted"), SUPPORTED),
        (NOT_HELPED, HEDGED),
        # Our own reading may overlook whom or what these words deny.
        (HELPED, NOT_JUDGED),
    ],
)
def test_denials(proposal: Proposal, verdict: str, auditor: Auditor) -> None:
    assert auditor.audit(proposal).verdict == verdict


QUOTED = Proposal(
    verb="quoted",
    who=("The Senate",),
    whom=("a secret report",),
    quotation="The Senate quoted a secret report",
)
GAVE = Proposal(
    verb="gave",
    who=("Norway",),
    whom=("Peru",),
    quotation="Norway gave Peru and, later, Iceland some ships",
)


@pytest.mark.parametrize(
    ("proposal", "verdict"),
    [
        (ACCUSED, SUPPORTED),
        (replace(ACCUSED, who=("Niger",), whom=("Chad",)), ROLES_DIFFER),
        (replace(ACCUSED, who=("Ada Lund",)), ROLES_DIFFER),
        # We have nobody there, and the words have the name where it belongs.
        (QUOTED, SUPPORTED),
        (replace(QUOTED, whom=("Angela Merkel",)), NOT_JUDGED),
        # Whoever has one more than we have may have read on.
        (replace(GAVE, whom=("Peru", "Ada Lund")), NOT_JUDGED),
    ],
)
def test_roles(proposal: Proposal, verdict: str, auditor: Auditor) -> None:
    assert auditor.audit(proposal).verdict == verdict


def test_an_acronym_means_its_long_name(auditor: Auditor) -> None:
    praised = Proposal(
        verb="praised",
        who=("NUS",),
        whom=("Chad",),
        quotation="The National Union of Sailors praised Chad",
    )
    assert auditor.audit(praised).verdict == SUPPORTED


@pytest.mark.parametrize(
    ("kind", "verdict"),
    [
        ("Accuse", SUPPORTED),
        # Classes that both harm are near each other; many readers call it one or the other.
        ("Reject", SUPPORTED),
        ("Act", SUPPORTED),
        ("Aid", NOT_JUDGED),
        # A class that is not ours says nothing.
        ("Magic", SUPPORTED),
    ],
)
def test_classes(kind: str, verdict: str, auditor: Auditor) -> None:
    assert auditor.audit(replace(ACCUSED, kind=kind)).verdict == verdict


@pytest.mark.parametrize(
    ("who", "quotation", "verdict"),
    [
        ("Atlantis", "Chad accused Niger of spying", NOT_SAID),
        # A form of the name: `German ministers`.
        ("Germany", "German ministers thanked Chad", NOT_JUDGED),
        # Whoever writes in the first person is nowhere named.
        ("the author", "We visited Oslo on Monday", NOT_JUDGED),
        ("the author", "Chad accused Niger of spying", NOT_SAID),
    ],
)
def test_names_that_the_article_lacks(
    who: str, quotation: str, verdict: str, auditor: Auditor
) -> None:
    proposal = Proposal(verb="greeted", who=(who,), quotation=quotation)
    assert auditor.audit(proposal).verdict == verdict


@pytest.mark.parametrize(
    ("words", "letters"),
    [
        (("national", "union", "sailor"), ("nus",)),
        (("ada", "lund"), ()),
        ((), ()),
    ],
)
def test_initials(words: tuple[str, ...], letters: tuple[str, ...]) -> None:
    assert initials(words) == letters


@pytest.mark.parametrize(
    ("word", "is_there"),
    [("german", True), ("germany", True), ("ada", True), ("adam", False), ("peruvian", False)],
)
def test_a_form_of_a_word(word: str, is_there: bool) -> None:
    assert Text(TEXT).has_form_of([word]) is is_there


def test_the_tone_of_a_class() -> None:
    # An unknown class has none.
    assert [tone(kind) for kind in ("Aid", "Assault", "Act", "", "Magic")] == [
        "help",
        "harm",
        "neutral",
        "",
        "",
    ]
