"""Folding the claims of a page into cards and lines: each rule on its smallest input."""

import pytest

from actorgraph.views.page.cards import NOBODY, Card
from actorgraph.views.page.folding import Folded, Line, fold, fold_speech, without
from actorgraph.views.page.sorts import AT_RISK, BODIES, GROUPS
from actorgraph.views.page.wording import (
    Words,
    auxiliaries_before,
    shortened,
    surname,
    with_names,
)
from tests.scenes import Row, Scene


def two_states() -> Scene:
    scene = Scene()
    scene.actor("Government", "Norway", "Sweden")
    return scene


def ends(folded: Folded, line: Line) -> tuple[str, str]:
    return name(folded, line.begin), name(folded, line.end)


def name(folded: Folded, end: int) -> str:
    if end < len(folded.cards):
        return folded.cards[end].label
    frame = folded.frames[end - len(folded.cards)]
    return " + ".join(sorted(folded.cards[card].label for card in frame))


def card(folded: Folded, label: str) -> Card:
    return next(card for card in folded.cards if card.label == label)


def test_lines_of_one_pair_and_direction_are_one() -> None:
    scene = two_states()
    first = scene.claim("Aid", agents=["Norway"], targets=["Sweden"])
    second = scene.claim("Request", agents=["Norway"], recipients=["Sweden"])
    third = scene.claim("Aid", agents=["Sweden"], targets=["Norway"])
    folded = fold(scene.contents)
    found = {ends(folded, line): line.claims for line in folded.lines}
    assert found == {("Norway", "Sweden"): (first, second), ("Sweden", "Norway"): (third,)}


def test_statements_are_not_on_the_map() -> None:
    scene = two_states()
    scene.claim("Statement", agents=["Norway"], recipients=["Sweden"])
    assert fold(scene.contents).cards == ()


def test_an_event_without_another_party_is_a_row() -> None:
    scene = two_states()
    number = scene.claim("Request", agents=["Norway"])
    folded = fold(scene.contents)
    assert folded.lines == ()
    assert card(folded, "Norway").rows == (number,)


def test_an_office_docks_onto_the_card_of_the_body() -> None:
    scene = two_states()
    scene.actor("Person", "Anna Berg", aliases=["Berg"])
    scene.claim(
        "HeadOf", verb="president", subject=["Anna Berg"], object=["Norway"], certainty="alleged"
    )
    scene.claim("Aid", agents=["Norway"], targets=["Sweden"])
    scene.claim("Request", verb="urge", agents=["Anna Berg"], recipients=["Sweden"])
    folded = fold(scene.contents)
    norway = card(folded, "Norway")
    assert [(office.title, office.certainty) for office in norway.docked] == [
        ("president", "alleged")
    ]
    assert "Anna Berg" not in [card.label for card in folded.cards]


def test_a_line_names_the_docked_person_who_acts() -> None:
    scene = two_states()
    scene.actor("Person", "Anna Berg", aliases=["Berg"])
    scene.claim("HeadOf", verb="president", subject=["Anna Berg"], object=["Norway"])
    scene.claim("Request", agents=["Norway"])
    scene.claim("Request", verb="urge", agents=["Anna Berg"], recipients=["Sweden"])
    assert [line.label for line in fold(scene.contents).lines] == ["Berg urge"]


def test_a_body_that_does_nothing_is_a_row_of_its_officer() -> None:
    scene = two_states()
    scene.actor("Person", "Anna Berg")
    scene.actor("Organisation", "Harbour Trust")
    scene.claim("HeadOf", verb="director", subject=["Anna Berg"], object=["Harbour Trust"])
    scene.claim("Aid", agents=["Anna Berg"], targets=["Sweden"])
    folded = fold(scene.contents)
    berg = card(folded, "Anna Berg")
    assert berg.offices == (("director", scene.number("Harbour Trust")),)
    assert set(berg.actors) == {scene.number("Anna Berg"), scene.number("Harbour Trust")}


def test_a_person_with_several_bodies_is_on_a_card_of_their_own() -> None:
    scene = two_states()
    scene.actor("Person", "Anna Berg")
    scene.claim("HeadOf", verb="president", subject=["Anna Berg"], object=["Norway"])
    scene.claim("MemberOf", verb="envoy", subject=["Anna Berg"], object=["Sweden"])
    scene.claim("Request", agents=["Anna Berg"], recipients=["Norway"])
    scene.claim("Aid", agents=["Sweden"], targets=["Norway"])
    folded = fold(scene.contents)
    assert [title for title, _ in card(folded, "Anna Berg").offices] == ["president", "envoy"]
    assert card(folded, "Norway").docked == ()


@pytest.mark.parametrize("change", [{"tenure": "former"}, {"denied": True}])
def test_who_does_not_hold_the_office_is_not_docked(change: Row) -> None:
    scene = two_states()
    scene.actor("Person", "Anna Berg")
    scene.claim("HeadOf", verb="president", subject=["Anna Berg"], object=["Norway"], **change)
    scene.claim("Aid", agents=["Anna Berg"], targets=["Norway"])
    assert {card.label for card in fold(scene.contents).cards} == {"Anna Berg", "Norway"}


def test_people_at_risk_are_one_card_whose_persons_are_not_listed() -> None:
    scene = two_states()
    scene.actor("Group", "gay men", protected=True, aliases=["the men"])
    scene.actor("Group", "a dozen", aliases=["a dozen of the men"])
    scene.actor("Person", "Jonas", protected=True)
    for victim in ("gay men", "a dozen", "Jonas"):
        scene.claim("Assault", agents=["Norway"], targets=[victim])
    folded = fold(scene.contents)
    at_risk = card(folded, "People at risk")
    assert at_risk.key == AT_RISK
    assert at_risk.protected
    assert len(at_risk.actors) == 3
    assert set(at_risk.members) == {scene.number("gay men"), scene.number("a dozen")}


def test_a_group_that_harms_is_not_at_risk_by_its_name() -> None:
    scene = Scene()
    scene.actor("Group", "gay men", protected=True, aliases=["the men"])
    scene.actor("Group", "men")
    scene.claim("Assault", agents=["men"], targets=["gay men"])
    folded = fold(scene.contents)
    assert {card.label for card in folded.cards} == {"gay men", "men"}


def test_governments_without_a_name_fold_into_one_card() -> None:
    scene = two_states()
    groups = ("foreign governments", "member states", "European countries")
    scene.actor("Group", *groups)
    for group in groups:
        scene.claim("Aid", agents=[group], targets=["Norway"])
    folded = fold(scene.contents)
    other = card(folded, "Other governments")
    assert (other.key, len(other.actors)) == (BODIES, 3)
    assert [line.claims for line in folded.lines] == [(0, 1, 2)]


def test_groups_without_a_line_fold_and_those_with_one_do_not() -> None:
    scene = two_states()
    scene.actor("Group", "nurses", "fishermen", "drivers", "police")
    for group in ("nurses", "fishermen", "drivers"):
        scene.claim("Request", agents=[group])
    scene.claim("Assault", agents=["police"], targets=["Norway"])
    folded = fold(scene.contents)
    assert card(folded, "Other groups").key == GROUPS
    assert card(folded, "police").actors == (scene.number("police"),)


def test_groups_that_do_everything_together_share_a_card() -> None:
    scene = two_states()
    scene.actor("Group", "police", "security forces")
    scene.claim("Assault", agents=["police", "security forces"], targets=["Norway"])
    folded = fold(scene.contents)
    assert len(card(folded, "police").members) == 2
    assert len(folded.lines) == 1


def test_actors_with_the_same_roles_have_a_frame_and_the_frame_has_the_line() -> None:
    scene = two_states()
    scene.actor("Organisation", "Harbour Trust")
    scene.claim("Aid", agents=["Norway", "Sweden"], targets=["Harbour Trust"])
    scene.claim("Request", agents=["Norway"], recipients=["Harbour Trust"])
    folded = fold(scene.contents)
    found = sorted(ends(folded, line) for line in folded.lines)
    assert found == [("Norway", "Harbour Trust"), ("Norway + Sweden", "Harbour Trust")]


def test_alternatives_have_no_frame_and_are_at_most_possible() -> None:
    scene = two_states()
    scene.actor("Person", "Anna Berg")
    scene.claim("Assault", possible=["Norway", "Sweden"], targets=["Anna Berg"])
    folded = fold(scene.contents)
    assert folded.frames == ()
    assert [line.certainty for line in folded.lines] == ["possible", "possible"]


def test_a_doer_that_the_text_withholds_is_nobody_named() -> None:
    scene = two_states()
    scene.claim("Assault", targets=["Norway"])
    folded = fold(scene.contents)
    assert [ends(folded, line) for line in folded.lines] == [("nobody named", "Norway")]
    assert card(folded, "nobody named").key == NOBODY


def test_the_cards_with_most_claims_are_drawn() -> None:
    scene = Scene()
    scene.actor("Government", *(f"State {number}" for number in range(45)))
    for number in range(44):
        scene.claim("Aid", agents=["State 44"], targets=[f"State {number}"])
    folded = fold(scene.contents)
    assert (len(folded.cards), len(folded.more)) == (40, 5)
    assert folded.cards[0].label == "State 44"


def test_very_many_cards_are_brought_together_by_community() -> None:
    scene = Scene()
    states = [f"State {number}" for number in range(160)]
    scene.actor("Government", *states)
    scene.actor("Group", "refugees", protected=True)
    for place, state in enumerate(states):
        if place % 8:
            scene.claim("Aid", agents=[states[place - place % 8]], targets=[state])
    scene.claim("Assault", agents=["State 0"], targets=["refugees"])
    folded = fold(scene.contents)
    assert len(folded.cards) == 21
    assert card(folded, "State 0 and 7 more").is_folded
    assert [line.claims for line in folded.lines] == [(140,)]
    assert card(folded, "refugees").protected


def test_colour_is_for_people_bodies_and_groups() -> None:
    scene = two_states()
    scene.actor("Document", "treaty")
    scene.claim("Assault", agents=["Norway"], targets=["treaty"])
    scene.claim("Assault", agents=["Norway"], targets=["Sweden"])
    folded = fold(scene.contents)
    found = {ends(folded, line)[1]: line.polarity for line in folded.lines}
    assert found == {"treaty": "neutral", "Sweden": "harm"}


def test_the_label_is_that_of_the_most_certain_claim() -> None:
    scene = two_states()
    scene.claim(
        "Assault", verb="attack", agents=["Norway"], targets=["Sweden"], certainty="alleged"
    )
    scene.claim("Aid", verb="help", agents=["Norway"], targets=["Sweden"])
    (line,) = fold(scene.contents).lines
    assert (line.label, line.certainty, line.polarity) == ("help, +1", "asserted", "help")


def test_who_speaks_of_whom_is_a_picture_of_its_own() -> None:
    scene = two_states()
    scene.actor("Person", "Anna Berg")
    said = scene.claim("Statement", verb="say", agents=["Anna Berg"])
    scene.claim("Aid", agents=["Norway"], targets=["Sweden"], **{"in": said})
    folded = fold_speech(scene.contents)
    assert [ends(folded, line) for line in folded.lines] == [("Anna Berg", "Norway + Sweden")]


def test_a_frame_that_loses_a_card_is_the_card_that_is_left() -> None:
    scene = two_states()
    scene.actor("Organisation", "Harbour Trust")
    scene.claim("Aid", agents=["Norway", "Sweden"], targets=["Harbour Trust"])
    folded = fold(scene.contents)
    sweden = [card.label for card in folded.cards].index("Sweden")
    left = without(folded, [sweden])
    assert (left.frames, [card.label for card in left.more]) == ((), ["Sweden"])
    assert [ends(left, line) for line in left.lines] == [("Norway", "Harbour Trust")]


@pytest.mark.parametrize(
    ("text", "cue", "verb", "expected"),
    [
        ("The network has been hiding them.", "hiding", "hide", "has been hiding"),
        ("They were detained there.", "detained", "detain", "detained"),
        ("He had never been punished.", "punished", "punish", "never punished"),
        ("He is said to have ordered it.", "ordered", "order", "ordered"),
        ("They may kill us.", "kill", "kill", "may kill"),
        ("They wrote to Berg.", "wrote", "write to", "wrote to"),
        ("They held him in secret prisons.", "held", "hold in prison", "held"),
        ("Were held in secret prisons.", "held", "hold in prison", "held in secret prisons"),
        ("She asked the network for help.", "asked", "ask for", "asked"),
    ],
)
def test_a_label_has_the_words_of_the_article(
    text: str, cue: str, verb: str, expected: str
) -> None:
    scene = Scene(text)
    scene.claim("Request", cue=cue, verb=verb)
    assert Words.of(scene.contents).phrase(scene.claims[0]) == expected


def test_a_verb_takes_the_verb_that_it_opens() -> None:
    scene = Scene("They agreed to cooperate with us.")
    scene.claim("Request", cue="agreed", verb="agree to")
    scene.claim("Aid", cue="cooperate", verb="cooperate with")
    words = Words.of(scene.contents)
    assert words.phrase(scene.claims[0]) == "agreed to cooperate"


def test_what_is_denied_is_never_without_its_no() -> None:
    scene = Scene("They asked us to avoid naming it.")
    scene.claim("Request", cue="naming", verb="name", denied=True)
    assert Words.of(scene.contents).phrase(scene.claims[0]) == "not: naming"


def test_words_that_are_withheld_leave_the_verb() -> None:
    scene = Scene()
    scene.claim("Request", verb="ask for", denied=True)
    assert Words.of(scene.contents).phrase(scene.claims[0]) == "not: ask for"


def test_a_row_ends_with_its_clause() -> None:
    scene = Scene("Sweden has refused to offer visas, the minister said.")
    scene.claim("Request", cue="refused", verb="refuse to")
    assert Words.of(scene.contents).row(scene.claims[0]) == "has refused to offer visas"


@pytest.mark.parametrize(
    ("before", "verb", "expected"),
    [
        ("the network has been ", "hiding", ["has", "been"]),
        ("who had never been ", "punished", ["never"]),
        ("she didn’t ", "help", ["didn’t"]),
        ("the network ", "hid", []),
    ],
)
def test_auxiliaries(before: str, verb: str, expected: list[str]) -> None:
    assert auxiliaries_before(before, verb) == expected


def test_names_are_added_while_there_is_room() -> None:
    assert with_names("wrote to", "", "Lavrov") == "wrote to Lavrov"
    assert with_names("urged", "Merkel", "Putin") == "Merkel urged"
    assert with_names("made the very same appeal", "Montgomery", "") == "made the very same appeal"


def test_a_surname_is_the_alias_in_the_name() -> None:
    assert surname({"label": "Anna Berg Olsen", "aliases": ["Olsen", "minister"]}) == "Olsen"
    assert surname({"label": "Anna Berg"}) == "Berg"


@pytest.mark.parametrize(
    ("words", "most", "expected"),
    [
        ("short", 8, "short"),
        ("two words here", 10, "two words…"),
        ("incomprehensibilities", 10, "incompreh…"),
    ],
)
def test_words_are_cut_behind_a_word(words: str, most: int, expected: str) -> None:
    assert shortened(words, most) == expected
