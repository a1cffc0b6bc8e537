"""Places: what a state, a building or a town is where it acts, and where it only says where."""

import pytest

import actorgraph
from actorgraph.mentions.credits import find_credits
from actorgraph.text.article import Span
from actorgraph.text.reading import read_text

CLASSES = "SELECT ?class WHERE { ?who rdfs:label '%s' ; a ?class }"


def classes(text: str, name: str) -> set[str]:
    graph = actorgraph.build(read_text(f"{text}\n"))
    rows = graph.query(CLASSES % name)
    return {str(row[0]).rpartition("#")[2].rstrip(">") for row in rows.rows}


@pytest.mark.parametrize(
    ("text", "name", "kinds"),
    [
        ("The mayor was arrested in Chad.", "Chad", {"Place"}),
        ("* The assembly plant of Dallas, Texas\n\nThe mayor left.", "Texas", {"Place"}),
        ("Norway, Chad and Niger signed the treaty.", "Chad", {"Government", "Place"}),
        ("The mayor opened a school in northern areas of Chad.", "Chad", {"Place"}),
        ("The talks took place between Chad and Niger.", "Niger", {"Place"}),
        ("A Chad-based firm sued the mayor.", "Chad", {"Place"}),
        ("The mayor praised a Chad singer.", "Chad", {"Place"}),
        ("The mayor praised the Chad army.", "Chad", {"Government", "Place"}),
        ("Norway urged Chad to act.", "Chad", {"Government", "Place"}),
        ("Soldiers were sent to Chad by Norway.", "Norway", {"Government", "Place"}),
        ("The mayor met the president of Chad.", "Chad", {"Government", "Place"}),
    ],
)
def test_a_state_that_only_says_where_is_a_place(text: str, name: str, kinds: set[str]) -> None:
    assert classes(text, name) == kinds


@pytest.mark.parametrize(
    ("text", "name", "kinds"),
    [
        # Products, and what the parser takes for a body or a person that does nothing.
        ("Petrax unveiled the Zentrix 4 in Oslo.", "Zentrix 4", set()),
        ("Petrax gave the mayor an iZentrix.", "iZentrix", set()),
        ("Petrax sued the mayor over the iZentrix.", "iZentrix", set()),
        # A body by its words, and one that acts.
        ("The mayor left near the Nordvik Union.", "Nordvik Union", {"Organisation"}),
        ("Zentrix sued the mayor.", "Zentrix", {"Organisation"}),
    ],
)
def test_a_name_that_does_nothing_is_nobodys(text: str, name: str, kinds: set[str]) -> None:
    assert classes(text, name) == kinds


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ("He left. es/jil (AP, Reuters)", "es/jil (AP, Reuters)"),
        ("He left. (AFP)", "(AFP)"),
        ("He left. ab/cd (Gazette)", "ab/cd (Gazette)"),
        (
            "He left. Author: Ola Nordmann Editor: Kari Dahl",
            "Author: Ola Nordmann Editor: Kari Dahl",
        ),
        ("He left. Photo: Kari Dahl / AP", "Photo: Kari Dahl / AP"),
        ("He left. Image: Kari Dahl.", "Image: Kari Dahl."),
        ("He left. Video: a man flees the scene.", ""),
        ("He left (Ola).", ""),
        ("He (AP) left.", ""),
        ("The editor: he left the house in May. Then he died.", ""),
        ("The photo shows Ola", ""),
    ],
)
def test_credits(text: str, credit: str) -> None:
    begin = text.find(credit)
    found = find_credits(read_text(f"{text}\n"))
    whole = Span(begin, begin + len(credit)) if credit else Span(0, len(text))
    spans = [text[span.begin : span.end] for span in found.overlapping(whole)]
    assert spans[:1] == ([credit] if credit else [])


@pytest.mark.parametrize(
    ("text", "is_somebody"),
    [
        ("The mayor bought a Zuvex camera and a Zuvex drone.", False),
        ("The mayor sued Zuvex over a Zuvex drone.", True),
        ("The mayor wrote to the Zuvex agency.", True),
    ],
)
def test_a_label_of_things_is_nobody(text: str, is_somebody: bool) -> None:
    assert bool(classes(text, "Zuvex")) is is_somebody


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Rebels died in heavy fighting in Kari Dahl.", "Place"),
        ("The mayor has no trust in Kari Dahl.", "Person"),
        ("A man in Oslo sent a letter for Kari Dahl.", "Person"),
    ],
)
def test_nobody_is_in_somebody(text: str, kind: str) -> None:
    assert classes(text, "Kari Dahl") == {kind}


@pytest.mark.parametrize(
    ("headline", "names"),
    [
        ("Lindahl Breaks With Poe Over Harbour Bill.", {"Kari Lindahl", "Ola Poe"}),
        ("Lindahl Camp Fights Hidden Health Problems From Harbour.", {"Kari Lindahl", "Ola Poe"}),
        ("Susan Roe Breaks With Mayor Over Bill.", {"Kari Lindahl", "Ola Poe", "Susan Roe"}),
    ],
)
def test_capitals_of_a_headline_make_no_names(headline: str, names: set[str]) -> None:
    text = f"{headline}\n\nKari Lindahl said on Monday that she had criticised Ola Poe.\n"
    graph = actorgraph.build(read_text(text))
    rows = graph.query("SELECT ?n WHERE { ?a a ag:Person ; rdfs:label ?n }").rows
    found = {row[0].value for row in rows}
    assert found == names
