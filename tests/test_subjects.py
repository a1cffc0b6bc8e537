"""How a verb finds its subject: each grammar on its sentence, and the sentences next to it."""

import pytest

from actorgraph.claims.clause import read_clause
from actorgraph.claims.obliques import read_obliques
from actorgraph.claims.subjects import find_subject
from actorgraph.language.grammar import is_passive
from tests.sentences import read, texts, word


@pytest.mark.parametrize(
    ("text", "form", "grammar", "heads"),
    [
        ("Chad attacked Niger.", "attacked", "own", ["Chad"]),
        ("Chad and Norway attacked Niger.", "attacked", "own", ["Chad", "Norway"]),
        ("Niger was attacked.", "attacked", "own", ["Niger"]),
        # The noun that a relative clause describes, not the pronoun.
        ("The fighters who hold the town left.", "hold", "relative", ["fighters"]),
        ("Chad and Niger are the ones that attacked Oslo.", "attacked", "relative", 2),
        # A joined verb shares the subject, unless it is another's.
        ("Chad agreed and paid.", "paid", "coordination", ["Chad"]),
        ("Chad agreed and Niger paid.", "paid", "own", ["Niger"]),
        ("Ada Lund was tried and sentenced.", "sentenced", "coordination", ["Lund"]),
        ("Ada Lund was briefed and flew to Oslo.", "flew", "coordination", ["Lund"]),
        ("Ada Lund was freed, and left for Oslo.", "left", "coordination", ["Lund"]),
        ("Zentrix was sold and opened a bank.", "opened", "coordination", ["Zentrix"]),
        # Parsers hang the subject on `are`.
        ("Many papers are opposed to the plan.", "opposed", "own", ["papers"]),
        # `which` asks for a body, `who` for people.
        ("Ada Lund, the head of Zentrix, which closed, left.", "closed", "relative", ["Zentrix"]),
        ("Ada Lund, a reporter with the Post, who wrote, left.", "wrote", "relative", ["Lund"]),
        # The object controls, or else the subject.
        ("Chad urged Niger to stop.", "stop", "control", ["Niger"]),
        ("Chad agreed to pay.", "pay", "control", ["Chad"]),
        ("Chad used the army to attack Niger.", "attack", "control", ["Chad"]),
        ("Norway called on Chad to act.", "act", "control", ["Chad"]),
        ("Chad is ready to pay.", "pay", "control", ["Chad"]),
        ("Chad worked with Niger to free Roe.", "free", "control", ["Chad", "Niger"]),
        ("Chad met with Niger to free Roe.", "free", "control", ["Chad"]),
        ("It is up to Chad and Niger to pay.", "pay", "control", ["Chad", "Niger"]),
        # A participle belongs to its noun, or to the subject of the verb above.
        ("Fighters holding the town left.", "holding", "participle", ["Fighters"]),
        ("Chad and Niger are the ones attacking Oslo.", "attacking", "participle", 2),
        ("Chad left, ending the talks.", "ending", "participle", ["Chad"]),
        ("Chad made a plan to leave the talks.", "leave", "participle", ["Chad"]),
        # A gerund belongs to the accused or praised, or to the subject.
        ("Norway accused Chad of attacking Niger.", "attacking", "gerund", ["Chad"]),
        ("Norway praised Chad for helping Niger.", "helping", "gerund", ["Chad"]),
        ("Chad insisted on paying Niger.", "paying", "gerund", ["Chad"]),
        ("Attacking Niger was wrong.", "Attacking", "subjectless", []),
        # Who is singled out, who owns the habit, who signed the deal.
        ("Chad was the first country to attack Niger.", "attack", "participle", ["Chad"]),
        ("Chad's habit of attacking Niger is old.", "attacking", "gerund", ["Chad"]),
        ("A deal to help Niger was signed by Chad.", "help", "participle", ["Chad"]),
        # The subject of a promise acts, and whoever is arrested over a plan.
        ("Chad promised Niger to leave.", "leave", "control", ["Chad"]),
        ("Police arrested Roe over a plan to attack Oslo.", "attack", "participle", ["Roe"]),
    ],
)
def test_a_subject(text: str, form: str, grammar: str, heads: list[str] | int) -> None:
    verb = word(text, form)
    subject = find_subject(verb, passive=is_passive(verb))
    assert subject.grammar == grammar
    found = texts(subject.heads)
    assert (len(found) if isinstance(heads, int) else found) == heads


@pytest.mark.parametrize(
    ("text", "form", "rule", "doers", "objects"),
    [
        ("Chad attacked Niger.", "attacked", "active", ["Chad"], 1),
        ("Niger was attacked by Chad.", "attacked", "passive", ["Chad"], ["Niger"]),
        ("Niger was attacked.", "attacked", "passive", [], ["Niger"]),
        ("A man arrested by Chad left.", "arrested", "passive, participle", ["Chad"], ["man"]),
        ("The Chechens it is hiding left.", "hiding", "active", ["it"], ["Chechens"]),
        (
            "Chad freed the men whom Niger wanted to arrest.",
            "arrest",
            "control",
            ["Niger"],
            ["men"],
        ),
        # Joined passives share the doer if nothing is between them.
        ("A man was shot and killed by police.", "shot", "passive", ["police"], ["man"]),
        ("A man was shot in May and killed by police.", "shot", "passive", [], ["man"]),
        # Parsers take the second of three names for another name of the first.
        ("Norway, Chad, and Niger left.", "left", "active", ["Norway", "Chad", "Niger"], []),
        ("Oslo (Norway) and Chad left.", "left", "active", ["Oslo", "Chad"], []),
        ("It hid over 60 people.", "hid", "active", ["It"], ["people"]),
        ("Chad paid Niger and Norway.", "paid", "active", ["Chad"], ["Niger", "Norway"]),
    ],
)
def test_a_clause(text: str, form: str, rule: str, doers: list[str], objects: list[str]) -> None:
    clause = read_clause(word(text, form))
    assert clause.rule == rule
    assert texts(list(clause.doers)) == doers
    if isinstance(objects, list):
        assert texts(list(clause.objects)) == objects


def test_or_leaves_the_doer_open() -> None:
    clause = read_clause(word("Niger was attacked by Chad or Norway.", "attacked"))
    assert clause.doers == ()
    assert texts(list(clause.possible_doers)) == ["Chad", "Norway"]


def test_and_does_not() -> None:
    clause = read_clause(word("Niger was attacked by Chad and Norway.", "attacked"))
    assert texts(list(clause.doers)) == ["Chad", "Norway"]
    assert clause.possible_doers == ()


@pytest.mark.parametrize(
    ("text", "form", "phrases"),
    [
        ("Chad met with Niger on Friday.", "met", {"with": ["Niger"], "on": ["Friday"]}),
        ("Chad is in contact with Niger.", "is", {"in": ["contact"]}),
        ("Chad was critical of Niger.", "was", {"of": ["Niger"]}),
        # `according to` names a source.
        ("Chad left according to Norway.", "left", {}),
        # A quantifier is not a preposition.
        ("It hid over 60 people.", "hid", {}),
    ],
)
def test_obliques(text: str, form: str, phrases: dict[str, list[str]]) -> None:
    found = read_obliques(word(text, form)).phrases
    assert {key: texts(list(heads)) for key, heads in found.items()} == phrases


def test_particles_are_those_right_below_the_verb() -> None:
    particles = read_obliques(word("Chad called off talks with Niger.", "called")).particles
    assert "off" in particles
    assert "with" not in particles


def test_the_evidence_of_a_clause_leaves_out_joined_clauses() -> None:
    text = "Chad left the talks on Friday, and the minister of Niger paid Norway."
    evidence = read_clause(word(text, "left")).evidence
    assert read(text).article.quote(evidence) == "Chad left the talks on Friday"


@pytest.mark.parametrize(
    ("text", "form", "objects"),
    [
        ("Police arrested and questioned the man.", "arrested", ["man"]),
        ("Police rounded up and questioned the man.", "rounded", ["man"]),
        # Something is between the verbs, or the first has its own object.
        ("Police arrested the man and questioned the woman.", "arrested", ["man"]),
        ("Police left on Monday and questioned the man.", "left", []),
        # Whoever is made to act.
        ("Chad let the rebels leave.", "let", ["rebels"]),
        # A clause that says when is what is said.
        ("Chad said the rebels left.", "said", []),
    ],
)
def test_objects_shared_or_made_to_act(text: str, form: str, objects: list[str]) -> None:
    assert texts(list(read_clause(word(text, form)).objects)) == objects


@pytest.mark.parametrize(
    ("text", "form", "passive"),
    [
        ("Clinton was headed to the town.", "headed", False),
        ("The committee was headed by Clinton.", "headed", True),
        ("Niger was attacked.", "attacked", True),
    ],
)
def test_headed_somewhere_is_active(text: str, form: str, passive: bool) -> None:
    assert is_passive(word(text, form)) is passive
