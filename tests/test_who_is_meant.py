"""Whom names, families, forms of address, pronouns and `the government` mean: kinds of text."""

import pytest

import actorgraph
from actorgraph.actors.personal_names import is_short_for_person, nickname_of, words_counted
from actorgraph.language.word_names import exchanged, stand_ins
from actorgraph.mentions.families import singulars
from actorgraph.mentions.loose_dates import TIME_OF_DAY
from actorgraph.pipeline import Graph
from actorgraph.text.reading import read_text

ROLES = "SELECT ?label WHERE { ?c ag:verb ?v ; ag:%s/rdfs:label ?label FILTER(STRSTARTS(?v,'%s')) }"
PROTECTED = "SELECT ?label WHERE { ?who ag:protected true ; rdfs:label ?label }"
LABELS = "SELECT ?label WHERE { ?who ag:mention ?m ; rdfs:label ?label }"


def built(text: str) -> Graph:
    return actorgraph.build(read_text(f"{text}\n"))


def labels(graph: Graph, question: str) -> set[str]:
    return {row["label"] or "" for row in graph.query(question)}


def parties(text: str, role: str, verb: str) -> set[str]:
    return labels(built(text), ROLES % (role, verb))


@pytest.mark.parametrize(
    ("short", "whole", "fits"),
    [
        ("nordmann", "ola nordmann", True),
        ("ola", "ola nordmann", True),
        ("van der berg", "sofie van der berg", True),
        ("bin rashid", "abdul karim bin rashid", True),
        ("ould ahmed", "sidi ould ahmed", True),
        ("torres quispe", "ana lucia torres quispe", True),
        ("anna dahl", "anna maria dahl", True),
        ("maria dahl", "anna maria dahl", False),
        ("olle", 'ola "olle" nordmann', True),
        ("olle nordmann", 'ola "olle" nordmann', True),
        ("ola nordmann", 'ola "olle" nordmann', True),
        ("olle dahl", 'ola "olle" nordmann', False),
        ("van der berg", "sofie van der meer", False),
        ("kari nordmann", "ola nordmann", False),
    ],
)
def test_a_short_form_of_a_name(short: str, whole: str, *, fits: bool) -> None:
    assert is_short_for_person(short.split(), whole.split()) is fits


def test_a_nickname_and_particles_do_not_count_as_words() -> None:
    name = ["sofie", '"fie"', "van", "der", "berg"]
    assert nickname_of(name) == "fie"
    assert nickname_of(["sofie", "berg"]) == ""
    assert words_counted(name) == 2


@pytest.mark.parametrize(
    ("name", "surnames"),
    [
        ("Nordmanns", ["Nordmann"]),
        ("Joneses", ["Jonese", "Jones"]),
        ("Nordmann", []),
        ("wives", []),
    ],
)
def test_surnames_of_a_family(name: str, surnames: list[str]) -> None:
    assert list(singulars(name)) == surnames


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They saw Per Dahl. Per Dahl fled.", {9: "Tom", 19: "Tom"}),
        ("The firm sued Even Berg.", {14: "John"}),
        ("It costs nine kroner per Person. Per Reuters, he left.", {}),
        ("Even Dahl left.", {}),
    ],
)
def test_first_names_that_are_words(text: str, found: dict[int, str]) -> None:
    assert stand_ins(text) == found
    assert len(exchanged(text, found)) == len(text)


@pytest.mark.parametrize(
    ("word", "is_time"),
    [("10:42", True), ("9.30am", True), ("7pm", True), ("2019", False), ("42", False)],
)
def test_times_of_day(word: str, *, is_time: bool) -> None:
    assert bool(TIME_OF_DAY.fullmatch(word)) is is_time


@pytest.mark.parametrize(
    ("text", "role", "verb", "labels"),
    [
        # Surnames of several words
        (
            "Hamid Karim met Fatima bint Rashid in Rabat. Bint Rashid accused Karim of fraud.",
            "agent",
            "accuse",
            {"Fatima bint Rashid"},
        ),
        (
            "Judge Ana Lucía Torres Quispe jailed the mayor. Torres Quispe criticised the police.",
            "agent",
            "criticise",
            {"Ana Lucía Torres Quispe"},
        ),
        (
            "William 'Billy' Okafor attacked two guards. Billy was arrested in Leeds.",
            "target",
            "arrest",
            {"William 'Billy' Okafor"},
        ),
        # One surname
        (
            "Ngozi Adeyemi and her husband, Chidi Adeyemi, fled. Mr Adeyemi attacked a guard.",
            "agent",
            "attack",
            {"Chidi Adeyemi"},
        ),
        (
            "Ngozi Adeyemi and her husband, Chidi Adeyemi, fled. Mrs Adeyemi attacked a guard.",
            "agent",
            "attack",
            {"Ngozi Adeyemi"},
        ),
        (
            "Andrea Rossi was arrested on Monday. Mr Rossi attacked a judge, police said.",
            "agent",
            "attack",
            {"Andrea Rossi"},
        ),
        (
            "Gustavo Núñez and Rosa Núñez fled. The Núñezes sued Chad.",
            "agent",
            "sue",
            {"Gustavo Núñez", "Rosa Núñez"},
        ),
        (
            "Kenji Jones and Mary Jones run the shop. Police released the Joneses.",
            "target",
            "release",
            {"Kenji Jones", "Mary Jones"},
        ),
        # Names that are words or places
        (
            "Police arrested Kevin Ireland on Monday. Ireland stabbed a guard, witnesses said.",
            "agent",
            "stab",
            {"Kevin Ireland"},
        ),
        (
            "Police arrested Kevin Ireland in Dublin. The Irish police praised Ireland.",
            "agent",
            "praise",
            {"Irish police"},
        ),
        (
            "Police arrested Olga March on Monday. March attacked a guard, witnesses said.",
            "agent",
            "attack",
            {"Olga March"},
        ),
        ("The court fined Odd Berg.", "target", "fine", {"Odd Berg"}),
        # Names that took too much
        (
            "Lena Osk accused the bank Zentrix of cheating farmers.",
            "target",
            "accuse",
            {"Zentrix"},
        ),
        (
            "Between 1 and 3 March 2020 protesters attacked a guard in Rabat.",
            "agent",
            "attack",
            {"protesters"},
        ),
        ("11:05 Police arrest the singer Ola Dahl.", "agent", "arrest", {"Police"}),
        # Several people
        (
            "Militants abducted forty girls from a school. The navy freed them on Sunday.",
            "target",
            "free",
            {"forty girls"},
        ),
        (
            "Gunmen wounded two monks. Doctors treated them in Yangon.",
            "target",
            "treat",
            {"two monks"},
        ),
        (
            "Police beat the student Luis Paz. Amnesty International called on Peru to act. "
            '"They kicked him," said his mother.',
            "agent",
            "kick",
            {"Police"},
        ),
        # One person
        (
            'The nurse, Wei Zhang, said that she had tried to help a boy but "he died in my arms".',
            "agent",
            "die",
            {"boy"},
        ),
        (
            '"Why did you leave, Amara?" asked Tunde Bello. "They shot at us, Tunde," she replied.',
            "agent",
            "reply",
            {"Amara"},
        ),
        # Whose government
        (
            "Norway jailed a spy. Chad protested. The government recalled the Chadian ambassador.",
            "agent",
            "recall",
            {"Norway"},
        ),
        (
            "Mali banned rallies. France condemned the ban. The government closed nine schools.",
            "agent",
            "close",
            {"government"},
        ),
    ],
)
def test_who_takes_part(text: str, role: str, verb: str, labels: set[str]) -> None:
    assert parties(text, role, verb) == labels


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Tomás, whose name has been changed, said that soldiers had beaten him.", {"Tomás"}),
        ("Soldiers beat Tomás (not his real name) in prison.", {"Tomás"}),
        ("Maryam, 24, who fled Chad, asked not to be named.", {"Maryam"}),
        ("Wei is a cook. Her name has been changed. The army arrested her brother.", {"Wei"}),
        (
            "The names of the women have been changed. Fatima said that rebels had beaten her.",
            {"Fatima"},
        ),
        ("Omar Farah, whose brother was arrested, said that soldiers had beaten him.", set()),
        ("The company's name has been changed. Omar Farah sued it.", set()),
    ],
)
def test_whose_name_is_withheld(text: str, names: set[str]) -> None:
    assert labels(built(text), PROTECTED) == names


def test_mr_and_mrs_of_one_surname_are_two() -> None:
    text = "Mr Sato praised the mayor. Mrs Sato sued the city."
    question = "SELECT ?who WHERE { ?who rdfs:label 'Sato' ; a ag:Person }"
    assert len(built(text).query(question).rows) == 2


def test_a_date_before_a_noun_is_not_part_of_a_name() -> None:
    found = labels(built("The 2019 graduates sued a 16-year-old girl."), LABELS)
    assert {"The 2019 graduates", "a 16-year-old girl"} <= found
