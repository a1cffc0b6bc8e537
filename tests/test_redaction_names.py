"""Names in policies and in forgetting: nicknames, letters that look alike, other scripts."""

import random
from pathlib import Path

import pyoxigraph as ox
import pytest

from actorgraph.graph.name_search import NameSearch
from actorgraph.redaction import forget
from actorgraph.redaction.korean import korean_keys
from actorgraph.redaction.name_index import NameIndex
from actorgraph.redaction.namesakes import namesakes
from actorgraph.redaction.nicknames import full_names, undiminished
from actorgraph.redaction.romanisation import romanisations, simplified
from actorgraph.redaction.spellings import words_as_written
from actorgraph.redaction.whole_names import WholeNames
from actorgraph.text.look_alikes import look_alikes, with_latin_look_alikes
from actorgraph.vocabulary.vocab import RDFS
from tests.test_redaction_steps import STORY, exposed, names, store_of

# A name that a policy lists, and a form of it that an article may have.
FORMS = {
    "nickname": [
        ("Robert Stone", "Bob Stone"),
        ("Bob Stone", "Robert Stone"),
        ("Robert Stone", "Bob"),
        ("Elizabeth Marsh", "Liz Marsh"),
        ("Margaret Poole", "Peggy Poole"),
        ("Oleksandr Tkachenko", "Sasha Tkachenko"),
        ("Tkachenko, Oleksandr", "Sasha Tkachenko"),
        ("Олександр Ткаченко", "Саша Ткаченко"),
        ("Александр Ткаченко", "Alex Tkachenko"),
        ("Yevhenia Bilyk", "Zhenya Bilyk"),
        ("Євгенія Білик", "Ženja Bilyk"),
        ("José Vidal", "Pepe Vidal"),
        ("Małgorzata Zych", "Gosia Zych"),
        ("Johannes Brandt", "Hannes Brandt"),
        ("Zlata Horvat", "Zlatka"),
        ("Milena Novak", "Milenka Novak"),
    ],
    "letters that look alike": [
        ("Marta Quill", "M\u0430rt\u0430 Quill"),
        ("Sokolov", "\u0405\u043ek\u043el\u043ev"),
        ("Pope", "\u0420\u043e\u0440\u0435"),
        ("Марта Соколова", "Mарта Coкoлoвa"),
        ("Olga Novak", "\u039flga \u039dovak"),
        ("Anna Marsh", "\u13aanna Marsh"),
        ("Marta Quill", "\U0001d4dc\U0001d4ea\U0001d4fb\U0001d4fd\U0001d4ea Quill"),
        ("Marta Quill", "\uff2d\uff41\uff52\uff54\uff41 \uff31\uff55\uff49\uff4c\uff4c"),
    ],
    "short words": [
        ("Яна", "Jana"),
        ("Лев Шах", "Lew Schach"),
        ("Ілля Кий", "Illia Kyi"),
        ("Ілля Кий", "Ilya Kyy"),
        ("Яна Цой", "Jana Coj"),
        ("Зоя", "Zoia"),
        ("Ева Лис", "Yeva Lys"),
        ("Чех", "Čech"),
        ("Jana", "Яна"),
        ("Yana Lis", "Jana Lis"),
        ("Lev Stone", "Lew Stone"),
    ],
    "Hangul": [
        ("김정은", "Kim Jong-un"),
        ("Kim Jong Un", "김정은"),
        ("박지성", "Park Ji-sung"),
        ("박지성", "Pak Chi-song"),
        ("박 지성", "Ji-Sung Park"),
        ("이순신", "Lee Soon-shin"),
        ("이순신", "Yi Sun-sin"),
        ("최서연", "Choe Suh-yun"),
        ("윤여정", "Youn Yuh-jung"),
        ("노무현", "Roh Moo-hyun"),
        ("임영웅", "Lim Young-woong"),
        ("류현진", "Ryu Hyun-jin"),
        ("한강", "Han Kang"),
    ],
    "initials": [
        ("Oleksandr Tkachenko", "O. T."),
        ("Zlata Horvat-Lind", "Z.H.L."),
        ("Олександр Ткаченко", "О. Т."),
    ],
}
OTHERS = [
    ("Robert Stone", "Jack Stone"),
    ("Bob", "Robert Stone"),
    ("Robert Stone", "Bob Marsh"),
    ("Oleksandr Tkachenko", "Sasha Lis"),
    ("Oleksandr Tkachenko", "I. T."),
    ("Stone", "S. T."),
    ("Ian Marsh", "Jean Marsh"),
    ("Ivan Petrov", "Petrova"),
    ("Ella Han", "Ella Khan"),
    ("Лев Шах", "Leo Shaw"),
    ("Яна", "Anna"),
    ("김정은", "Kim Min-jae"),
    ("박지성", "Park Chan-ho"),
    ("Марта", "Магда"),
    ("Marta Quill", "М\u0430\u0440\u0438\u044f Quirk"),
]


@pytest.mark.parametrize(
    ("listed", "written"),
    [pair for pairs in FORMS.values() for pair in pairs],
)
def test_a_listed_name_is_found_in_another_form(listed: str, written: str) -> None:
    person = f':bo a ag:Person ; rdfs:label "{written}" .'
    assert names(exposed(person, names=(listed,)).protected) == {"bo"}


@pytest.mark.parametrize(("listed", "written"), OTHERS)
def test_another_person_is_not(listed: str, written: str) -> None:
    person = f':bo a ag:Person ; rdfs:label "{written}" .'
    assert names(exposed(person, names=(listed,)).protected) == set()


def test_a_body_has_no_nickname() -> None:
    body = ':bo a ag:Organisation ; rdfs:label "Bob Stone" .'
    assert names(exposed(body, names=("Robert Stone",)).protected) == set()


GIVEN = (
    "James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth William Barbara "
    "Richard Susan Joseph Jessica Thomas Sarah Charles Karen Daniel Lisa Matthew Nancy "
    "Anthony Betty Mark Sandra Steven Emily Paul Andrew Donna Kevin Carol Brian George Edward "
    "Ronald Ian Erin Ann Anna Jan Lea Leo Eva Ivan Olga Oleh Igor Maria Marta Martin Petr "
    "Pavel Paolo Pablo Juan Joan Jana Hans Jens Karl Carl Lars Nils Ole Wei Lin Min Jun Ali "
    "Omar Amir Emir Layla Leila Nina Dina Vera Irina Elena Alla Ella Іван Яна Лев Олег Анна"
)
FAMILY = (
    "Smith Jones Brown Miller Davis Wilson Moore Taylor Clark Lewis Lee Walker Hall Allen "
    "Young King Scott Green Baker Hill Meyer Meier Petrov Ivanov Sokolov Novak Kowalski "
    "Garcia Lopez Silva Rossi Bianchi Dubois Martin Andersen Jensen Hansen Larsen Virtanen "
    "Kim Park Choi Jung Kang Cho Yoon Han Oh Chen Wang Zhang Liu Yang Huang Wu Zhou Tanaka "
    "Suzuki Sato Khan Ahmed Hassan Abbas Singh Kumar Patel Лисенко Бойко Шах Цой Ким"
)


def test_ordinary_names_are_rarely_taken_for_one_another() -> None:
    choices = random.Random(7)
    people = {
        f"{choices.choice(GIVEN.split())} {choices.choice(FAMILY.split())}" for _ in range(300)
    }
    index = NameIndex()
    for name in sorted(people):
        index.add(ox.NamedNode(f"urn:{name.replace(' ', '_')}"), name)
    pairs = 0
    for name in people:
        pairs += len(index.sharing(name, is_listed=True)) - 1
    # One pair in five thousand.
    assert pairs <= 18


# --- Parts


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("bob", {"robert"}),
        ("robert", {"robert"}),
        ("sasha", {"aleksandr", "aleksandra", "aleksandar"}),
        ("zhenia", {"evgenia", "evgeny"}),
        ("quill", set()),
    ],
)
def test_the_full_names_of_a_word(word: str, expected: set[str]) -> None:
    assert full_names(word) >= expected
    assert bool(full_names(word)) == bool(expected)


@pytest.mark.parametrize(
    ("word", "expected"),
    [("zlatka", "zlata"), ("zlatochka", "zlata"), ("milenka", "mylena"), ("petrova", "petrova")],
)
def test_what_a_diminutive_is_short_for(word: str, expected: str) -> None:
    assert expected in undiminished(word)
    assert "petrov" not in undiminished(word)


def test_romanisations_of_a_short_word() -> None:
    assert {"yana", "jana", "iana"} <= set(romanisations("yana"))
    assert "lea" not in set(romanisations("li"))
    assert simplified("tschaykowskij") == simplified("chaikovskiy")


@pytest.mark.parametrize("word", ["Ткаченко", "Müller", "김정은", "Marta", "Нина"])
def test_an_ordinary_word_looks_like_no_other(word: str) -> None:
    assert look_alikes(word) == frozenset()


def test_a_text_with_look_alikes_in_latin_letters() -> None:
    assert with_latin_look_alikes("M\u0430rta of Минск, 2") == "Marta of Минск, 2"


def test_korean_keys_are_for_names_of_several_words() -> None:
    assert korean_keys("Park") == frozenset()
    assert korean_keys("Jürgen Park") == frozenset()
    assert korean_keys("박지성") & korean_keys("Park Jisung")


@pytest.mark.parametrize(
    ("listed", "text", "expected"),
    [
        ("김정은", "the Kim Jong-un Fund", True),
        ("محمد علي", "Mohammed Ali Centre", True),
        ("Kim Jong Un", "김정은 재단", True),
        ("김정은", "the river and the sea", False),
        ("Kim", "김 재단", False),
    ],
)
def test_a_whole_name_in_a_text(listed: str, text: str, expected: bool) -> None:
    assert WholeNames.of([listed]).are_in(words_as_written(text)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Lev Foundation", True), ("LEW Foundation", True), ("a lev is money", False)],
)
def test_a_short_name_counts_with_a_capital(text: str, expected: bool) -> None:
    assert exposed(names=("Лев",)).reveals(text) is expected


# --- Forgetting


def test_forgetting_offers_other_forms_of_a_name() -> None:
    others = ["Sasha Tkachenko", "Саша Ткаченко", "O. Tkachenko", "Ivan Tkachenko", "Ole Berg"]
    assert namesakes("Oleksandr Tkachenko", others) == others[:3]


def test_a_name_with_look_alikes_is_found_in_files(tmp_path: Path) -> None:
    search = NameSearch.of(["Marta Quill"])
    path = tmp_path / "note.txt"
    path.write_text("the case of M\u0430rt\u0430 Quill", "utf-8")
    assert search.is_in_file(path)
    assert NameSearch.of(["M\u0430rta Quill"]).is_in("marta quill")
    assert not search.is_in("М\u0430рта Квилл")


def test_a_name_with_look_alikes_is_forgotten() -> None:
    store = store_of(STORY, ':bo a ag:Person ; rdfs:label "M\u0430rta Quill" .')
    rest = forget(store, "Marta Quill")
    assert not [triple for triple in rest.triples() if triple.predicate == RDFS.label]
