"""Actions: which frame codes a clause, who plays which role, and what is left out."""

import pytest

from actorgraph.claims import Action, Statement
from actorgraph.claims.clause import read_clause
from actorgraph.claims.coding import code, fits, lacking
from actorgraph.claims.object_kinds import names_an_action, parts
from actorgraph.vocabulary.lexicon import parse_frame
from tests.sentences import Read, read, texts, word


def actions(found: Read, kind: str) -> list[Action]:
    return [
        claim
        for claim in found.claims
        if isinstance(claim, Action) and not isinstance(claim, Statement) and claim.kind == kind
    ]


def names(found: Read, keys: tuple[int, ...]) -> list[str]:
    return [found.actors[key].name for key in keys]


@pytest.mark.parametrize(
    ("text", "kind", "agents", "targets", "recipients"),
    [
        ("Chad attacked Niger.", "Assault", ["Chad"], ["Niger"], []),
        ("Niger was attacked by Chad.", "Assault", ["Chad"], ["Niger"], []),
        ("Niger was attacked.", "Assault", [], ["Niger"], []),
        # A name is a party, also where its noun is a word of the frame.
        ("Norway left the European Union.", "Retreat", ["Norway"], ["European Union"], []),
        ("Norway joined the European Union.", "Cooperate", ["Norway"], ["European Union"], []),
        # But not behind a preposition.
        ("Ada Lund took Chad to the High Court.", "Accuse", ["Ada Lund"], ["Chad"], []),
        ("Chad shot flares at Niger.", "Assault", ["Chad"], ["Niger"], []),
        # Whoever fights did not both kill him.
        ("Ada Lund was killed in a clash between Chad and Mali.", "Assault", [], ["Ada Lund"], []),
        ("A deal between Chad and Niger was signed.", "Agree", ["Chad", "Niger"], [], []),
        # A mere number counts people where people are harmed, and `with` brings in nobody.
        ("The bombing killed 150.", "Assault", [], ["150"], []),
        ("The flood killed 150 with Chad the worst affected.", "Death", ["150"], [], []),
        ("Ada Lund won with a majority of ten votes.", "Elect", ["Ada Lund"], [], []),
        ("Norway fought with Chad.", "Assault", ["Norway"], ["Chad"], []),
        # What is near a thing, or is a part of somebody, is not what it is done to.
        ("Chad shot down a plane near Niger.", "Assault", ["Chad"], [], []),
        ("Ada Lund hit her head.", "Death", ["Ada Lund"], [], []),
        ("Chad captured six of the ringleaders.", "Coerce", ["Chad"], ["six"], []),
        # A form that the model does not know.
        ("Congress overrode Ada Lund's veto.", "Reject", ["Congress"], ["Ada Lund"], []),
        # Another party behind a preposition.
        ("Chad met with Niger.", "Consult", ["Chad"], ["Niger"], []),
        ("Norway called on Chad to act.", "Request", ["Norway"], [], ["Chad"]),
        # Whoever acts jointly acts, too.
        ("Chad attacked Niger in cooperation with Mali.", "Assault", ["Chad", "Mali"], 1, []),
        ("Chad, in cooperation with Mali, attacked Niger.", "Assault", ["Chad", "Mali"], 1, []),
        # What is agreed says with whom.
        ("Norway agreed to work with Iceland.", "Agree", ["Norway"], ["Iceland"], []),
        # The noun of a light verb names the other party.
        ("Chad held talks with Niger.", "Consult", ["Chad"], ["Niger"], []),
        # Nobody within what is asked for is asked.
        ("Norway called for the release of Ada Lund.", "Request", ["Norway"], [], []),
        # An event noun.
        ("The invasion of Niger by Chad failed.", "Assault", ["Chad"], ["Niger"], []),
        ("Chad's invasion of Niger failed.", "Assault", ["Chad"], ["Niger"], []),
    ],
)
def test_parties(
    text: str, kind: str, agents: list[str], targets: list[str] | int, recipients: list[str]
) -> None:
    found = read(text)
    action = actions(found, kind)[0]
    assert names(found, action.agents) == agents
    if isinstance(targets, list):
        assert names(found, action.targets) == targets
    assert names(found, action.recipients) == recipients


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        # Nobody does it.
        ("The attack happened.", "Assault"),
        ("It attacked the report.", "Assault"),
        # A clause that only says who is meant.
        ("People seeking asylum left.", "Request"),
        # A bare event noun.
        ("The invasion failed.", "Assault"),
        # How things are, or what is thought.
        ("Chad poses a threat to Niger.", "Threaten"),
        ("Chad poses a threat to Niger.", "Act"),
        ("Ada Lund is suspected of planning an attack.", "Accuse"),
    ],
)
def test_no_action(text: str, kind: str) -> None:
    assert actions(read(text), kind) == []


def test_or_leaves_the_agent_open() -> None:
    found = read("Niger was attacked by Chad or Mali.")
    action = actions(found, "Assault")[0]
    assert action.agents == ()
    assert names(found, action.possible_agents) == ["Chad", "Mali"]


def test_a_place_is_not_a_party() -> None:
    found = read("The police arrested Ada Lund in Oslo.")
    action = actions(found, "Coerce")[0]
    assert names(found, action.places) == ["Oslo"]
    assert names(found, action.targets) == ["Ada Lund"]


def test_an_intended_attack_is_an_attack_that_is_intended() -> None:
    (action,) = actions(read("Chad will attack Niger."), "Assault")
    assert action.factuality == "Intended"
    assert not actions(read("Chad will attack Niger."), "Threaten")


def test_a_purpose_is_not_announced() -> None:
    assert actions(read("Chad used the army to attack Niger."), "Assault")


@pytest.mark.parametrize(
    ("text", "form", "verb", "frame"),
    [
        ("Chad attacked Niger.", "attacked", "attack", "attack"),
        ("Chad held talks with Niger.", "held talks", "hold talk", "hold [talk]"),
        ("Talks were held by Chad.", "Talks were held", "hold talk", "hold [talk]"),
        ("Chad tried to attack Niger.", "tried to attack", "attack", "attack"),
        ("Chad began trying to attack Niger.", "began trying to attack", "attack", "attack"),
        (
            "Chad is also critical of Niger.",
            "is also critical",
            "be critical of",
            "be [critical] of",
        ),
        ("Chad is in talks with Niger.", "is in talks", "be in talk", "be in [talk]"),
    ],
)
def test_an_action_names_its_verb_and_its_frame(
    text: str, form: str, verb: str, frame: str
) -> None:
    found = read(text)
    action = next(c for c in found.claims if isinstance(c, Action) and c.verb == verb)
    assert action.frame.startswith(frame)
    assert found.article.quote(action.cue) == form


@pytest.mark.parametrize(
    ("frame", "text", "form", "missing"),
    [
        ("meet with", "Chad met with Niger.", "met", []),
        ("meet with", "Chad met Niger.", "met", ["with"]),
        ("hold [talk|meeting]", "Chad held talks.", "held", []),
        ("hold [talk|meeting]", "Chad held Oslo.", "held", ["meeting|talk"]),
        ("attack *", "Chad attacked.", "attacked", ["an object"]),
        ("attack +", "Chad attacked the weather.", "attacked", ["an actor as object"]),
        ("attack <text>", "Chad attacked the report.", "attacked", []),
        ("attack <person>", "Chad attacked the report.", "attacked", ["a person"]),
        # `of a round of talks`: the portion has what the frame lists.
        ("hold [talk]", "Chad held a round of talks.", "held", []),
        # An infinitive has the `to` that a frame asks for, unless it gives the phrase a role.
        ("agree to", "Chad agreed to pay.", "agreed", []),
        ("agree to to=target", "Chad agreed to pay.", "agreed", ["to"]),
    ],
)
def test_what_a_clause_lacks(frame: str, text: str, form: str, missing: list[str]) -> None:
    parsed = parse_frame("Statement", frame)
    clause, scene = read_clause(word(text, form)), read(text).scene
    found = [part for part in lacking(parsed, clause, scene) if "object that" not in part]
    kinds = [part for part in lacking(parsed, clause, scene) if "object that" in part]
    assert len(found + kinds) >= len(missing)
    assert fits(parsed, clause, scene) is (not missing)
    for part in missing:
        assert any(part in lack for lack in found + kinds)


def test_the_fullest_frame_codes_a_clause() -> None:
    text = "Chad held talks with Niger."
    frame = code(read_clause(word(text, "held")), read(text).scene)
    assert frame is not None
    assert frame.kind == "Consult"
    assert "talk" in frame.objects


def test_a_verb_that_no_frame_codes_is_an_open_act() -> None:
    text = "Chad sneezed."
    frame = code(read_clause(word(text, "sneezed")), read(text).scene)
    assert frame is not None
    assert (frame.kind, frame.verb) == ("Act", "sneeze")


@pytest.mark.parametrize(
    ("text", "form"),
    [
        # How things are.
        ("Chad owns a port.", "owns"),
        # The verb below tells the event.
        ("Chad began to pay Niger.", "began"),
        # What is said is a statement.
        ("Chad said that it rained.", "said"),
    ],
)
def test_no_event(text: str, form: str) -> None:
    assert code(read_clause(word(text, form)), read(text).scene) is None


@pytest.mark.parametrize(
    ("text", "kind", "agents"),
    [
        ("Ada Lund painted the harbour.", "Act", ["Ada Lund"]),
        # Nobody takes part.
        ("The rain ruined the harvest.", "Act", None),
        # A work does nothing but speak.
        ("The report followed the talks.", "Act", None),
        # A clause that says what somebody is.
        ("Ada Lund met a judge specializing in trade.", "Act", None),
    ],
)
def test_open_acts(text: str, kind: str, agents: list[str] | None) -> None:
    found = read(text)
    acting = [names(found, action.agents) for action in actions(found, kind)]
    assert acting == ([] if agents is None else [agents])


@pytest.mark.parametrize(
    ("text", "form", "expected"),
    [
        ("Chad held a round of talks.", "round", ["talks"]),
        ("A number of men left.", "number", ["men"]),
        ("The minister of Norway left.", "minister", []),
    ],
)
def test_what_a_noun_is_a_portion_of(text: str, form: str, expected: list[str]) -> None:
    assert texts(parts(word(text, form))) == expected


@pytest.mark.parametrize(
    ("text", "form", "expected"),
    [
        ("The release failed.", "release", True),
        ("The petition failed.", "petition", True),
        ("The minister failed.", "minister", False),
        ("The army failed.", "army", False),
    ],
)
def test_a_noun_of_what_is_done(text: str, form: str, expected: bool) -> None:
    assert names_an_action(word(text, form)) is expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Did it rain in the night?", "a question"),
        ("What a night.", "no verb of doing"),
        ("It rained in the night.", "nobody who acts is named"),
    ],
)
def test_the_reason_of_a_gap(text: str, reason: str) -> None:
    assert [gap.reason for gap in read(text).gaps] == [reason]


def test_what_is_understood_is_not_a_gap() -> None:
    assert read("Chad attacked Niger.").gaps == ()
    assert read("Norway said that it rained.").gaps == ()
