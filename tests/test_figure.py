"""A figure grows by its mentions, and only its own methods change it."""

import ast
from pathlib import Path

import pytest

from actorgraph.actors.figure import Figure
from actorgraph.mentions import Form, Mention
from actorgraph.text.article import Span
from actorgraph.text.review import Decision
from actorgraph.vocabulary.kinds import Kind

PACKAGE = Path(__file__).parent.parent / "src" / "actorgraph"
ROOMS = [*(PACKAGE / "actors").glob("*.py"), *(PACKAGE / "mentions").glob("*.py")]


def mention(
    name: str,
    kind: Kind = "Person",
    form: Form = "name",
    head: int = 0,
    wikidata: str | None = None,
    plural: bool = False,
) -> Mention:
    span = Span(10 * head, 10 * head + len(name))
    return Mention(span, head, kind, form, name, wikidata=wikidata, plural=plural)


def figure(*mentions: Mention) -> Figure:
    grown = Figure()
    for each in mentions:
        grown.add_mention(each)
    return grown


@pytest.mark.parametrize(
    ("mentions", "kind"),
    [
        ([], ""),
        ([mention("Vinnik")], "Person"),
        # A surname alone is often taken for a firm: the full name decides.
        ([mention("Tatiana Vinnik"), *[mention("Vinnik", "Organisation")] * 9], "Person"),
        ([mention("Vinnik", "Organisation"), mention("she", "Person", "nominal")], "Organisation"),
        # A name in the tables decides against any number of readings.
        ([mention("Nord Union", "Place"), mention("NU", "Organisation", wikidata="Q1")],
         "Organisation"),
        ([mention("it", "", "pronoun")], ""),
        # Of equal votes the first kind in the alphabet.
        ([mention("A", "Place"), mention("B", "Group")], "Group"),
    ],
)  # fmt: skip
def test_the_kind_with_the_most_votes(mentions: list[Mention], kind: Kind) -> None:
    assert figure(*mentions).kind == kind


def test_the_first_identity_stays() -> None:
    grown = figure(mention("Chad"), mention("Chad", wikidata="Q657"), mention("X", wikidata="Q1"))
    assert grown.wikidata == "Q657"


def test_names_are_sorted_by_length_and_each_once() -> None:
    grown = figure(
        mention("Vinnik"), mention("T. Vinnik"), mention("Vinnik"), mention("she", "", "pronoun")
    )
    assert grown.names == ["T. Vinnik", "Vinnik"]


@pytest.mark.parametrize(
    ("name", "form", "gender"),
    [
        ("Anna Dahl", "name", "feminine"),
        ("Peter Dahl", "name", "masculine"),
        ("the spokeswoman", "nominal", "feminine"),
        ("his father", "nominal", "masculine"),
        # Both genders bear it.
        ("Robin Dahl", "name", ""),
        ("Zentrix Dahl", "name", ""),
        # A first name alone may be a surname.
        ("Peter", "name", ""),
        ("the lawyer", "nominal", ""),
    ],
)
def test_gender_of_names_and_descriptions(name: str, form: Form, gender: str) -> None:
    grown = figure(mention(name, form=form))
    grown.learn_gender()
    assert grown.gender == gender


def test_a_word_for_a_woman_goes_before_a_first_name() -> None:
    grown = figure(mention("Peter Dahl"), mention("the spokeswoman", form="nominal"))
    grown.learn_gender()
    assert grown.gender == "feminine"


def test_a_known_gender_stays() -> None:
    grown = figure(mention("Anna Dahl"))
    grown.learn_gender_from("he")
    grown.learn_gender()
    assert grown.gender == "masculine"


@pytest.mark.parametrize(
    ("kind", "pronoun", "gender"),
    [
        ("Person", "she", "feminine"),
        ("Person", "himself", "masculine"),
        ("Person", "they", ""),
        ("Organisation", "she", ""),
    ],
)
def test_gender_of_a_pronoun(kind: Kind, pronoun: str, gender: str) -> None:
    grown = figure(mention("Robin", kind))
    grown.learn_gender_from(pronoun)
    assert grown.gender == gender


def test_the_first_body_stays() -> None:
    state, firm = figure(mention("Chad")), figure(mention("Zentrix"))
    person = figure(mention("Anna Dahl"))
    person.link_to(None, None)
    assert person.body is None
    person.link_to(None, state, firm)
    person.link_to(firm)
    assert person.body is state


def test_absorbing_takes_everything_over() -> None:
    body, decision = Figure(), Decision("same", "Anna Dahl", "Dahl")
    full, short = figure(mention("Anna Dahl")), figure(mention("Dahl", head=3, wikidata="Q1"))
    short.add_title("president")
    short.add_heads(["dahl"])
    short.link_to(body)
    short.record(decision)
    short.learn_gender_from("she")
    full.absorb(short)
    assert [each.name for each in full.mentions] == ["Anna Dahl", "Dahl"]
    assert (full.wikidata, full.gender, full.body) == ("Q1", "feminine", body)
    assert (full.titles, full.heads, full.decisions) == ({"president"}, {"dahl"}, [decision])


def test_splitting_moves_mentions_and_keeps_the_identity_with_the_first() -> None:
    kremlin = mention("Kremlin", "Government", head=5, wikidata="Q159")
    russia = figure(mention("Russia", "Government", wikidata="Q159"), kremlin)
    split = russia.split_off([kremlin])
    assert (russia.names, russia.wikidata) == (["Russia"], "Q159")
    assert (split.names, split.wikidata, split.unlinked) == (["Kremlin"], None, True)


def test_a_split_figure_with_an_identity_of_its_own_keeps_it() -> None:
    chad = mention("Chad", "Government", head=5, wikidata="Q657")
    russia = figure(mention("Russia", "Government", wikidata="Q159"), chad)
    split = russia.split_off([chad])
    assert (split.wikidata, split.unlinked) == ("Q657", False)


def test_unlinking_drops_the_identity() -> None:
    grown = figure(mention("Chad", wikidata="Q657"))
    grown.unlink()
    assert (grown.wikidata, grown.unlinked) == (None, True)


def test_a_view_has_the_mentions_before_a_position() -> None:
    grown = figure(mention("Anna Dahl", head=2), mention("Dahl", head=9))
    grown.add_title("president")
    view = grown.mentioned_before(9)
    assert view is not None
    assert [each.head for each in view.mentions] == [2]
    assert (view.last, grown.last, grown.first) == (2, 9, 2)
    assert (view.whole, grown.whole) == (grown, grown)
    assert view.titles == {"president"}
    assert grown.mentioned_before(2) is None


@pytest.mark.parametrize(
    ("mentions", "plural"),
    [
        ([mention("the men", "Group", "nominal", plural=True)], True),
        ([mention("the crowd", "Group", "nominal")], True),
        ([mention("the cranes", "Thing", "nominal", plural=True)], True),
        ([mention("Zentrix", "Organisation"), mention("they", "", "pronoun", plural=True)], False),
    ],
)
def test_several(mentions: list[Mention], plural: bool) -> None:
    assert figure(*mentions).plural is plural


@pytest.mark.parametrize(
    ("name", "kind", "form", "at_risk"),
    [
        ("60 gay Chechens", "Group", "nominal", True),
        ("the victims", "Group", "nominal", True),
        ("asylum-seekers and refugees", "Group", "nominal", True),
        ("the ministers", "Group", "nominal", False),
        # A named person or body is no group, a name no description.
        ("the victim", "Person", "nominal", False),
        ("Victims", "Group", "name", False),
    ],
)
def test_people_at_risk(name: str, kind: Kind, form: Form, at_risk: bool) -> None:
    assert figure(mention(name, kind, form)).at_risk is at_risk


def test_only_the_own_module_changes_a_figure() -> None:
    """No other module of actors and mentions sets a field of a record, or adds to one."""
    fields = {"votes", "titles", "heads", "gender", "body", "wikidata", "unlinked", "decisions"}
    changes = []
    for path in ROOMS:
        if path.name == "figure.py":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            targets: list[ast.expr] = []
            if isinstance(node, ast.Assign):
                targets = node.targets
            elif isinstance(node, ast.AugAssign | ast.AnnAssign):
                targets = [node.target]
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                targets = [node.func.value]
            changes += [
                f"{path.name}:{node.lineno}: {ast.unparse(target)}"  # type: ignore[attr-defined]
                for target in targets
                if isinstance(target, ast.Attribute) and target.attr in fields
            ]
    assert changes == []


def test_no_cache_is_keyed_on_a_document() -> None:
    """What is known of one article is a record made once, not the memory of a function."""
    cached = []
    for path in ROOMS:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.FunctionDef):
                continue
            if any("cache" in ast.unparse(decorator) for decorator in node.decorator_list):
                cached += [f"{path.name}: {node.name}" for _ in node.args.args[:1]]
    assert cached == []
