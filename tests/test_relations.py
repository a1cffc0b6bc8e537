"""Relations: each rule on its smallest sentence, and the sentences next to it."""

import pytest

from actorgraph.claims import Relation
from actorgraph.claims.relations import each_once
from actorgraph.claims.relations.offices import entry, tenure, titled
from actorgraph.claims.relations.understood import UNDERSTOOD, UNDERSTOOD_FIRM
from actorgraph.text.article import Span
from tests.sentences import read, word

Fact = tuple[str, str, str, str]


def relations(text: str) -> set[Fact]:
    """The relations of a text: rule, class, subject, object."""
    found = read(text)
    names = [actor.name for actor in found.actors]
    return {
        (claim.rule, claim.kind, names[claim.subject], names[claim.object])
        for claim in found.claims
        if isinstance(claim, Relation)
    }


@pytest.mark.parametrize(
    ("text", "rule", "kind", "subject", "body"),
    [
        (
            "German chancellor Angela Merkel left.",
            "title before a name",
            "HeadOf",
            "Angela Merkel",
            "Germany",
        ),
        (
            "Angela Merkel, the chancellor of Germany, left.",
            "apposition",
            "HeadOf",
            "Angela Merkel",
            "Germany",
        ),
        (
            "Lithuania's foreign minister, Linas Linkevicius, left.",
            "apposition",
            "MemberOf",
            "Linas Linkevicius",
            "Lithuania",
        ),
        (
            "Ola Nordmann heads the Nordic Council.",
            "verb of office",
            "HeadOf",
            "Ola Nordmann",
            "Nordic Council",
        ),
        (
            "The Indonesian Navy attacked Chad.",
            "organ of a state",
            "PartOf",
            "Indonesian Navy",
            "Indonesia",
        ),
        (
            "One Rohingya, Muhammad Amin, left Myanmar.",
            "one of a people",
            "MemberOf",
            "Muhammad Amin",
            "Rohingya",
        ),
        (
            "Norway left the talks. Norway asked for help. Norway lost. "
            "President Ola Nordmann resigned.",
            UNDERSTOOD,
            "HeadOf",
            "Ola Nordmann",
            "Norway",
        ),
        (
            "Nordic Oil left the talks. Nordic Oil asked for help. Nordic Oil lost. "
            "CEO Ola Nordmann resigned.",
            UNDERSTOOD_FIRM,
            "HeadOf",
            "Ola Nordmann",
            "Nordic Oil",
        ),
        (
            "Petrax is based in Malaysia.",
            "seat of a body",
            "LocatedIn",
            "Petrax",
            "Malaysia",
        ),
        (
            "France-based planemaker Petrax fired workers.",
            "seat of a body",
            "LocatedIn",
            "Petrax",
            "France",
        ),
        (
            "The Nordic Union's NHO rejected the plan.",
            "organ of a state",
            "PartOf",
            "NHO",
            "Nordic Union",
        ),
        (
            "Russian forces attacked the village.",
            "organ of a state",
            "PartOf",
            "Russian forces",
            "Russia",
        ),
        (
            "Iraqi soldiers left the village.",
            "apposition",
            "MemberOf",
            "Iraqi soldiers",
            "Iraq",
        ),
        (
            "The G7 nations – Canada, France and Italy – met on Monday.",
            "inclusion",
            "MemberOf",
            "Italy",
            "The G7 nations",
        ),
        (
            "New Jersey Gov. Ola Nordmann resigned.",
            "title before a name",
            "HeadOf",
            "Ola Nordmann",
            "New Jersey",
        ),
        (
            "Zentrix fired its vice president of marketing, Ada Holm.",
            "apposition",
            "WorksFor",
            "Ada Holm",
            "Zentrix",
        ),
        (
            "Nordic Central Bank President Jean-Pierre Holm resigned.",
            "title before a name",
            "HeadOf",
            "Jean-Pierre Holm",
            "Nordic Central Bank",
        ),
        (
            "Ada Lund of Petrax resigned.",
            "name and body",
            "WorksFor",
            "Ada Lund",
            "Petrax",
        ),
    ],
)
def test_a_rule_finds(text: str, rule: str, kind: str, subject: str, body: str) -> None:
    assert (rule, kind, subject, body) in relations(text)


@pytest.mark.parametrize(
    "text",
    [
        "S African President Ola Nordmann left.",
        "S. African President Ola Nordmann left.",
        "South African President Ola Nordmann left.",
    ],
)
def test_a_shortened_name_of_a_state(text: str) -> None:
    wanted = ("title before a name", "HeadOf", "Ola Nordmann", "South Africa")
    assert wanted in relations(text)


def test_a_firm_is_no_part_of_itself() -> None:
    found = relations("Volkswagen Group left Oslo. Volkswagen left Bergen.")
    assert not any(kind == "PartOf" for _, kind, _, _ in found)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        # No body.
        ("Chancellor Angela Merkel left.", "title before a name"),
        ("Angela Merkel, the chancellor, left.", "apposition"),
        # Denied.
        ("Angela Merkel is not the chancellor of Germany.", "apposition"),
        ("Ola Nordmann does not head the Nordic Council.", "verb of office"),
        # Not a fact.
        ("Ola Nordmann may head the Nordic Council.", "verb of office"),
        # Not an organ.
        ("The Indonesian visitors left Chad.", "organ of a state"),
        # The state is named.
        (
            "Norway left the talks. Norway asked for help. Norway lost. "
            "French President Ola Nordmann resigned.",
            UNDERSTOOD,
        ),
        # The article is about none.
        ("Norway left the talks. President Ola Nordmann resigned.", UNDERSTOOD),
        # The text names another head of the state.
        (
            "Norway left the talks. Norway asked for help. Norway lost. "
            "Norwegian President Ada Holm stayed. President Ola Nordmann resigned.",
            UNDERSTOOD,
        ),
        # The firm is named.
        (
            "Nordic Oil left the talks. Nordic Oil asked for help. Nordic Oil lost. "
            "Harbour Holdings CEO Ola Nordmann resigned.",
            UNDERSTOOD_FIRM,
        ),
        # Not based there.
        ("Petrax is not based in Malaysia.", "seat of a body"),
        # Swedish, but where it sits is not said.
        ("Sweden left the talks. The Swedish carmaker Zentrix fired workers.", "seat of a body"),
        # Not included.
        ("The rescued sailors did not include Bangladeshis.", "inclusion"),
    ],
)
def test_a_rule_leaves_alone(text: str, rule: str) -> None:
    assert rule not in {relation[0] for relation in relations(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "NATO members Poland and Latvia criticised Russia.",
            {("Poland", "NATO"), ("Latvia", "NATO")},
        ),
        (
            "The Baltic countries Estonia and Latvia criticised Russia.",
            {("Estonia", "Baltic countries"), ("Latvia", "Baltic countries")},
        ),
        ("NATO member Poland criticised Russia.", {("Poland", "NATO")}),
        ("Norway met Chad. The two countries criticised Russia.", set()),
    ],
)
def test_named_members(text: str, expected: set[tuple[str, str]]) -> None:
    found = {(subject, body) for _, kind, subject, body in relations(text) if kind == "MemberOf"}
    assert found == expected


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("Norwegian president Kari Dahl left.", True),
        ("Norwegian parliament president Kari Dahl left.", False),
    ],
)
def test_the_head_of_an_organ_is_not_the_head_of_the_state(text: str, heads: bool) -> None:
    kinds = {kind for _, kind, _, body in relations(text) if body == "Norway"}
    assert ("HeadOf" in kinds) is heads


def test_one_relation_is_found_once() -> None:
    text = "German chancellor Angela Merkel left. German chancellor Angela Merkel came back."
    found = [claim for claim in read(text).claims if isinstance(claim, Relation)]
    assert len(found) == len({(claim.kind, claim.subject, claim.object) for claim in found})


def relation(rule: str, subject: int, body: int) -> Relation:
    evidence = (Span(0, 1),)
    return Relation(kind="HeadOf", subject=subject, object=body, rule=rule, evidence=evidence)


def test_the_first_rule_counts() -> None:
    first, second = relation("apposition", 0, 1), relation("verb of office", 0, 1)
    assert list(each_once([first, second])) == [first]


def test_nobody_is_related_to_themselves() -> None:
    assert list(each_once([relation("apposition", 0, 0)])) == []


def test_what_is_written_counts_more_than_what_is_understood() -> None:
    written, understood = relation("apposition", 0, 1), relation(UNDERSTOOD, 0, 2)
    assert list(each_once([written, understood])) == [written]
    assert list(each_once([understood])) == [understood]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Defence Minister", "minister"),
        ("new chancellor", "chancellor"),
        ("Minister of Education", "minister"),
        ("baker", None),
        ("", None),
    ],
)
def test_the_entry_of_a_title(title: str, expected: str | None) -> None:
    assert entry(title) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("former chancellor", "former"),
        ("ex-minister", "former"),
        ("acting minister", "acting"),
        ("president-elect", "designate"),
        ("minister", None),
        ("", None),
    ],
)
def test_the_tenure_of_a_title(title: str, expected: str | None) -> None:
    assert tenure(title) == expected


@pytest.mark.parametrize(
    ("text", "form", "title"),
    [
        ("The foreign minister left.", "minister", "foreign minister"),
        ("The Minister of Education left.", "Minister", "Minister of Education"),
        # A state is not part of a title.
        ("The Minister of Norway left.", "Minister", "Minister"),
        ("The German chancellor left.", "chancellor", "chancellor"),
        ("The baker left.", "baker", ""),
    ],
)
def test_the_title_that_a_word_ends(text: str, form: str, title: str) -> None:
    assert titled(word(text, form))[0] == title


def test_a_former_office_says_so() -> None:
    text = "Former German chancellor Angela Merkel left."
    found = [claim for claim in read(text).claims if isinstance(claim, Relation)]
    assert {claim.tenure for claim in found} == {"former"}
