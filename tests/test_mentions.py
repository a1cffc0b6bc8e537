"""The rules that find mentions, each on its smallest sentences and on near misses."""

from dataclasses import replace

import pytest

from actorgraph.language.document import Document, Entity, Token
from actorgraph.language.parsing import parse
from actorgraph.language.quotations import find_quotations
from actorgraph.mentions import Mention, find_mentions, is_half
from actorgraph.mentions.coordination import coordinated_names
from actorgraph.mentions.evidence import gather_evidence
from actorgraph.mentions.halves import half_named_by, named_halves
from actorgraph.mentions.kinds import kind_by_words
from actorgraph.mentions.persons import full_names, is_bare_surname, people_called, surnames
from actorgraph.mentions.quantities import quantity
from actorgraph.mentions.runs import head_of, span_of, text_of, words_joined
from actorgraph.mentions.speaking import is_speaker
from actorgraph.mentions.states import state_of, state_word
from actorgraph.mentions.teams import reports_sport, team
from actorgraph.mentions.trimming import is_field, is_office, trimmed
from actorgraph.text.reading import read_text
from actorgraph.vocabulary.kinds import Kind
from tests.sentences import parsed, word


def run(text: str, words: str) -> list[Token]:
    """Return the words of a sentence that read so."""
    tokens = list(parsed(text).tokens)
    wanted = words.split()
    for begin in range(len(tokens)):
        found = tokens[begin : begin + len(wanted)]
        if [token.text for token in found] == wanted:
            return found
    raise AssertionError(f"{words!r} is not in {text!r}")


def mentions(text: str) -> tuple[Mention, ...]:
    document = parsed(text)
    return find_mentions(document, find_quotations(document))


def named(text: str, form: str = "name") -> dict[str, Kind]:
    return {each.name: each.kind for each in mentions(text) if each.form == form}


@pytest.mark.parametrize(
    ("name", "kind", "shown"),
    [
        ("coastal waters act", "Organisation", "Document"),
        ("coastal waters act", "Person", ""),
        ("convention of nations", "Organisation", ""),
        ("zentrix of law", "Organisation", ""),
        ("national convention", "Organisation", ""),
        ("vienna convention", "", "Document"),
        ("queen sonja", "Organisation", "Person"),
        ("queen sonja hospital", "Organisation", "Organisation"),
        ("queen sonja", "Group", ""),
        ("peter holm", "Organisation", "Person"),
        ("peter holm", "", "Person"),
        ("peter & holm", "Organisation", ""),
        ("peter holm dahl berg lie", "Organisation", ""),
        ("peter holm dahl berg lie", "Person", "Person"),
        ("peter holdings", "Organisation", ""),
        ("peter holm institute", "Person", ""),
        ("zentrix holdings", "Person", "Organisation"),
        ("peter holdings", "Person", "Person"),
        ("nordvik tribunal", "Place", "Organisation"),
        ("ministry nordvik", "", "Organisation"),
        ("northern harbour brigade", "", "Organisation"),
        ("nordic corps", "", "Organisation"),
        ("fort nordmann", "Organisation", "Place"),
        ("fort nordmann", "Document", ""),
        ("nordmann zentrix", "Organisation", ""),
    ],
)
def test_the_words_of_a_name_show_its_kind(name: str, kind: Kind, shown: Kind) -> None:
    assert kind_by_words(name.split(), kind) == shown


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("sixty men", (60, 60)),
        ("thirty men", (30, 30)),
        ("a dozen men", (12, 12)),
        ("over 60 men", (61, None)),
        ("more than two dozen men", (25, None)),
        ("at least 20 men", (20, None)),
        ("almost 20 men", (None, 19)),
        ("Fewer than 20 men", (None, 19)),
        ("up to 1,500 men", (None, 1500)),
        ("around a hundred men", (90, 110)),
        ("some 30 men", (27, 33)),
        ("between 20 and 30 men", (20, 30)),
        ("15 to 20 men", (15, 20)),
        ("10–12 men", (10, 12)),
        ("two or three men", (2, 3)),
        ("between two and three thousand men", (2000, 3000)),
        ("no fewer than 1,200 men", (1200, None)),
        ("not more than ten men", (None, 10)),
        ("at least 12 and at most 20 men", (12, 20)),
        # The second is not the greater, or only part of a word.
        ("between 30 and 20 men", (30, 30)),
        ("20 to 30-year-old men", (20, 20)),
        ("two thousand men", (2000, 2000)),
        ("3 million people", (3_000_000, 3_000_000)),
        # One of somebody is nobody counted, and half of one is no number of people.
        ("one man", (None, None)),
        ("3.5 points", (None, None)),
        ("the men", (None, None)),
    ],
)
def test_numbers_are_intervals(text: str, interval: tuple[int | None, int | None]) -> None:
    assert quantity(text) == interval


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("The Mr Ola Nordmann left.", "Mr Ola Nordmann", "Ola Nordmann"),
        ("The St. Olav Hospital opened.", "The St. Olav Hospital", "St. Olav Hospital"),
        ("The Nordic Union of the north won.", "The Nordic Union of the", "Nordic Union"),
        ("Nordmann's house burnt.", "Nordmann 's", "Nordmann"),
        ("The Nordic Union (NU) won.", "Nordic Union ( NU )", "Nordic Union"),
        ("The Prime Minister left.", "The Prime Minister", ""),
        ("The Defence Minister left.", "Defence Minister", ""),
        ("Nordvik Radio <http> won.", "Nordvik Radio", "Nordvik Radio"),
        ("The Court of Justice met.", "Court of Justice", "Court of Justice"),
    ],
)
def test_what_only_goes_with_a_name_is_cut_off(text: str, words: str, name: str) -> None:
    assert words_joined(trimmed(run(text, words))) == name


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("The Minister of Foreign Affairs left.", "Foreign Affairs", True),
        ("The Defence Minister left.", "Defence", True),
        ("A professor of Economics left.", "Economics", True),
        # Capitals are an acronym, a known name is a body, and a body heads its name.
        ("The minister of ABC left.", "ABC", False),
        ("The president of Chad left.", "Chad", False),
        ("The secretary of the Nordic Union left.", "Nordic Union", False),
        ("The ship of Foreign Affairs left.", "Foreign Affairs", False),
    ],
)
def test_the_field_of_an_office_is_not_a_name(text: str, words: str, expected: bool) -> None:
    assert is_field(run(text, words)) is expected


@pytest.mark.parametrize(
    ("text", "form", "expected"),
    [
        ("The Minister left.", "Minister", True),
        ("The Prime Minister left.", "Prime", True),
        ("The Ministry opened.", "Ministry", False),
        ("Ola Nordmann left.", "Nordmann", False),
        ("A prime number won.", "prime", False),
    ],
)
def test_a_title_is_not_a_name(text: str, form: str, expected: bool) -> None:
    assert is_office(word(text, form)) is expected


def test_the_head_of_a_run_depends_on_no_word_in_it() -> None:
    text = "The European Union praised Chad."
    european_union = run(text, "European Union")
    assert head_of(european_union).text == "Union"
    assert text_of(parsed(text), european_union) == "European Union"
    assert span_of(european_union[:1]) == european_union[0].span


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("North and South Korea met.", ["North Korea", "South Korea"]),
        ("East or West Germany won.", ["East Germany", "West Germany"]),
        ("Mr and Mrs Lindahl left.", ["Mr Lindahl", "Mrs Lindahl"]),
        ("Peter and Susan Lindahl left.", ["Peter Lindahl"]),
        # The article gives the first one another surname.
        ("Peter and Susan Lindahl met Peter Dahl.", []),
        ("Peter and Susan left.", []),
        ("Peter then Susan Lindahl left.", []),
        ("Zentrix and Susan Lindahl left.", []),
        ("Mr and Mr Lindahl left.", []),
    ],
)
def test_names_that_share_a_word(text: str, expected: list[str]) -> None:
    document = parsed(text)
    sentence = document.sentences[-1]
    length, shared = coordinated_names(gather_evidence(document), sentence.tokens, 0)
    assert [mention.name for mention in shared] == expected
    assert bool(length) == bool(expected)


@pytest.mark.parametrize(
    ("text", "halves"),
    [
        ("North Korea met South Korea.", {"north", "south"}),
        ("North and South Nordland met.", {"north", "south"}),
        ("South Korea left.", {"south"}),
        ("South Africa left.", set()),
        ("The West Bank fell.", set()),
    ],
)
def test_halves_by_which_a_state_is_called(text: str, halves: set[str]) -> None:
    assert named_halves(parsed(text)) == halves


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("South Korea", True),
        ("North Korea", True),
        ("South Africa", False),
        ("West Bank", False),
        ("Chad", False),
    ],
)
def test_half_of_a_state(name: str, expected: bool) -> None:
    assert is_half(name) is expected


@pytest.mark.parametrize(
    ("text", "form", "expected"),
    [
        ("The south rejected the plan.", "south", True),
        ("Refugees fled to the south.", "south", False),
        ("The rich south rejected the plan.", "south", False),
        ("The south of the country rejected it.", "south", False),
        ("The south coast is wet.", "south", False),
        ("The west rejected the plan.", "west", False),
    ],
)
def test_the_south_is_a_state_or_a_direction(text: str, form: str, expected: bool) -> None:
    half = half_named_by(word(text, form), frozenset(["north", "south"]))
    assert (half is not None) is expected


@pytest.mark.parametrize(
    ("text", "noun", "state"),
    [
        ("South Korean officials left.", "officials", "South Korean"),
        ("EU countries left.", "countries", "EU"),
        ("Tall officials left.", "officials", None),
    ],
)
def test_the_state_before_a_noun(text: str, noun: str, state: str | None) -> None:
    found = state_word(word(text, noun))
    assert (words_joined(found[0]) if found else None) == state


@pytest.mark.parametrize(
    ("text", "noun", "state"),
    [
        ("Russian officials left.", "officials", "Russian"),
        ("The president of Chad left.", "president", "Chad"),
        ("The Russian republic of Chechnya left.", "republic", "Chechnya"),
        ("The Russian president of the club left.", "president", "Russian"),
        ("The Minister of Health of Chad left.", "Minister", "Chad"),
        ("The minister left.", "minister", None),
    ],
)
def test_the_state_that_a_noun_belongs_to(text: str, noun: str, state: str | None) -> None:
    found = state_of(word(text, noun))
    assert (found.text if found else None) == state


def test_surnames_are_those_of_full_names() -> None:
    assert surnames(full_names(parsed("Tatiana Vinnik met Angela Merkel."))) == {"Vinnik", "Merkel"}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Zentrix Kim is a lawyer.", True),
        ("They met lawyer Zentrix Kim.", True),
        ("Zentrix Kim is a ship.", False),
    ],
)
def test_what_is_said_of_a_name_makes_it_a_persons(said: str, expected: bool) -> None:
    document = as_organisation(parsed(said), "Zentrix Kim")
    begin = document.article.text.index("Zentrix Kim")
    assert people_called(document) == ({begin} if expected else set())


def as_organisation(document: Document, name: str) -> Document:
    """Return a document in which the parser takes a name for a body's."""
    words = name.split()
    tokens = {token.text: token for token in document.tokens}
    entity = Entity(tokens[words[0]], tokens[words[-1]], "ORG")
    return replace(document, entities=(entity,))


def test_a_bare_surname_is_not_part_of_a_longer_name() -> None:
    sentence = parsed("Later a squirrel left.").sentences[-1]
    places = {token.text: place for place, token in enumerate(sentence.tokens)}
    assert not is_bare_surname(sentence.tokens, places["squirrel"])
    assert not is_bare_surname(sentence.tokens, places["left"])


FOOTBALL = (
    "Kiel beat Bochum in a Bundesliga match. The striker scored an early goal after a corner. "
    "The goalkeeper and the midfield of the league lost in Kiel."
)


def test_a_report_on_football() -> None:
    assert reports_sport(parsed(FOOTBALL))
    assert not reports_sport(parsed(f"{FOOTBALL} Then they played rugby and cricket."))
    assert not reports_sport(parsed("The minister visited Kiel. Kiel praised the coach."))


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Kiel beat Bochum.", "Kiel", "Q157828"),
        ("Norway beat Iceland.", "Norway", "Q184387"),
        ("They met in Kiel.", "Kiel", None),
        ("The president left Norway yesterday for Iceland.", "Iceland", None),
        ("Zentrix beat Bochum.", "Zentrix", None),
    ],
)
def test_the_side_of_a_town_or_state(text: str, name: str, expected: str | None) -> None:
    side = team(name, word(text, name))
    assert (side.wikidata if side else None) == expected


@pytest.mark.parametrize(
    ("text", "form", "expected"),
    [
        ("The announcer said that it rained.", "announcer", True),
        ("The announcer said nothing.", "announcer", False),
        ("They told the announcer that it rained.", "announcer", False),
        ("The announcer ran.", "announcer", False),
    ],
)
def test_whoever_says_a_clause_speaks(text: str, form: str, expected: bool) -> None:
    assert is_speaker(word(text, form)) is expected


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Three were killed.", "Three", "Group"),
        ("The police fled.", "police", "Group"),
        ("The crowd fled.", "crowd", "Group"),
        ("The ministers fled.", "ministers", "Group"),
        ("The minister fled.", "minister", "Person"),
        ("The ministry praised Chad.", "ministry", "Organisation"),
        ("Dozens of migrants fled.", "Dozens", "Group"),
        ("Dozens of rounds hit the wall.", "Dozens", None),
        ("Those who fled were ill.", "Those", "Group"),
        ("The announcer said that it rained.", "announcer", "Person"),
        ("The leaflet said that it rained.", "leaflet", "Document"),
        ("Many said that it rained.", "Many", "Group"),
        ("The stone fell.", "stone", None),
    ],
)
def test_the_kind_of_a_description(text: str, name: str, kind: Kind | None) -> None:
    assert named(text, "nominal").get(name) == kind


def test_a_description_has_owner_number_and_what_follows() -> None:
    text = "Sweden's minister of justice met over 60 refugees."
    minister, refugees = (each for each in mentions(text) if each.form == "nominal")
    document = parsed(text)
    assert minister.owner is not None
    assert document.tokens[minister.owner].text == "Sweden"
    assert minister.longer == "Sweden's minister of justice"
    assert (refugees.at_least, refugees.at_most, refugees.plural) == (61, None, True)
    assert document.article.quote(refugees.span) == "over 60 refugees"


def test_an_organ_is_named_after_its_state() -> None:
    assert named("The South Korean puppet military fired.")["South Korean military"] == (
        "Organisation"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russian officials met the French president.", ["Russia", "France"]),
        ("The Russian and Turkish presidents met.", ["Russia", "Türkiye"]),
        ("The North Korean army left.", ["North Korea"]),
        ("Tall officials left.", []),
    ],
)
def test_adjectives_of_states(text: str, expected: list[str]) -> None:
    assert [each.name for each in mentions(text) if each.form == "adjective"] == expected


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Norway praised Chad.", "Norway", "Government"),
        ("Moscow rejected the proposal.", "Moscow", "Government"),
        ("They met in Moscow.", "Moscow", "Place"),
        ("The Nordvik Tribunal met.", "Nordvik Tribunal", "Organisation"),
        ("Shells hit the town of Nordvik.", "Nordvik", "Place"),
    ],
)
def test_the_kind_of_a_name(text: str, name: str, kind: Kind) -> None:
    assert named(text)[name] == kind


def test_a_known_body_within_a_longer_name() -> None:
    assert {"Reuters Institute", "Reuters"} <= set(named("The Reuters Institute praised Norway."))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She praised her lawyer.", [("She", False), ("her", False)]),
        ("They praised us.", [("They", True), ("us", True)]),
        ("I praised its lawyer.", [("I", False), ("its", False)]),
        ("Somebody praised you.", []),
    ],
)
def test_pronouns(text: str, expected: list[tuple[str, bool]]) -> None:
    found = [(each.name, each.plural) for each in mentions(text) if each.form == "pronoun"]
    assert found == expected


def test_the_label_of_a_turn_is_a_name() -> None:
    turns = ("We praised Norway.", "Why did you?", "They helped us.", "When?", "In May.", "So?")
    speakers = ("SMITH", "CNN") * 3
    text = "An interview\n\n" + "\n\n".join(map(": ".join, zip(speakers, turns, strict=True)))
    document: Document = parse(read_text(text))
    found = find_mentions(document, find_quotations(document))
    names = {each.name for each in found if each.form == "name"}
    # A surname in capitals is written as a name, an acronym stays.
    assert {"Smith", "CNN"} <= names


def test_mentions_are_in_the_order_of_the_text() -> None:
    found = mentions("The French president met her lawyer in Oslo. Norway praised them.")
    places = [(each.span.begin, -each.span.end) for each in found]
    assert places == sorted(places)


def test_evidence_is_of_the_whole_article() -> None:
    document = parsed("Tatiana Vinnik met the Nordic Union in North Korea and South Korea.")
    evidence = gather_evidence(document)
    assert "Vinnik" in evidence.surnames
    assert {"Nordic", "Korea"} <= evidence.name_words
    assert evidence.halves == {"north", "south"}
    assert not evidence.reports_sport
    firsts = [entity.first.index for entity in document.entities]
    assert list(evidence.entities) == firsts
