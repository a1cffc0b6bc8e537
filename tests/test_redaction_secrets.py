"""What identifies somebody besides the name, in every format; kin; spellings; large policies."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from actorgraph.graph.article_graph import ArticleGraph, shareable
from actorgraph.redaction import redact
from actorgraph.redaction.exposure import Exposure
from actorgraph.redaction.name_index import NameIndex
from actorgraph.redaction.spellings import spellings, words_as_written
from actorgraph.redaction.words import contains_distinct, contains_phrase, listed_words
from actorgraph.stores.memory import MemoryStore
from actorgraph.views.exports import export
from tests.sentences import read_article
from tests.snippets import exported
from tests.test_redaction_steps import (
    ARTICLE_IRI,
    GRETA,
    KEY,
    MARTA,
    STORY,
    claim,
    exposed,
    names,
    node,
    policy,
    store_of,
    triples,
)

# --- Secrets

# Each kind of secret, and where an article's graph has it.
SECRETS = {
    "nickname": ("Kestrel", ':marta skos:altLabel "Kestrel" .'),
    "initials": ("M. Q-R.", ':marta skos:altLabel "M. Q-R." .'),
    "e-mail": ("quill@mail.example", ':said ag:quotation "write to quill@mail.example" .'),
    "telephone": ("+380 44 555 0171", ':said ag:quotation "call +380 44 555 0171" .'),
    "birth": ("3 May 1991", ':harm ag:timeText "born on 3 May 1991" .'),
    "birth as a date": ("1991-05-03", ':harm ag:time "1991-05-03" .'),
    "house": ("14 Lantern Lane", ':harm ag:place :house . :house a ag:Place ;'
              ' rdfs:label "14 Lantern Lane" .'),
    "trade": ("glassblower", ':marta skos:altLabel "the only glassblower of the town" .'),
    "trade in a verb": ("blow glass", ':said ag:verb "Blow Glass for quill" .'),
    "helper": ("Greta Lind", ':aid ag:agent :greta .'),
    "kin": ("Tobias Quillen", ':tobias a ag:Person ; rdfs:label "Tobias Quillen" ;'
            ' skos:altLabel "Marta Quill\'s brother" . :call ag:agent :tobias .'),
    "lawyer": ("Irina Volk", ':irina a ag:Person ; rdfs:label "Irina Volk" ;'
               ' skos:altLabel "the lawyer of Marta Quill" . :call ag:agent :irina .'),
    "neighbour": ("Bo Dahlgren", ':bo a ag:Person ; rdfs:label "Bo Dahlgren" ; ag:mention'
                  ' <urn:x-story#char=10,30> . :marta ag:mention <urn:x-story#char=10,13> .'
                  ' <urn:x-story#char=10,30> nif:anchorOf "her neighbour" .'
                  ' :call ag:agent :bo .'),
    "address of the page": ("story-of-a-hidden-woman",
                            ':story <https://schema.org/url>'
                            ' "https://example.org/story-of-a-hidden-woman" .'),
    "other script": ("Квилл", ':shop a ag:Organisation ; rdfs:label "Книги Квилл" .'
                     ' :call ag:agent :shop .'),
    "other spelling": ("Kwill", ':shop a ag:Organisation ; rdfs:label "Kwill Books" .'
                       ' :call ag:agent :shop .'),
    "compound": ("Quillhaus", ':shop a ag:Organisation ; rdfs:label "Quillhaus" .'
                 ' :call ag:agent :shop .'),
}  # fmt: skip
REST = (
    "ag:factuality ag:Asserted ; ag:negated false ; ag:confidence 0.9 ; ag:foundBy :rule ;"
    " ag:cue <urn:x-story#char=1,4> ; ag:evidence <urn:x-story#char=1,4>"
)
SCENE = (
    MARTA,
    GRETA,
    ':police a ag:Organisation ; rdfs:label "Harbour Police" .',
    ':rule a ag:Rule ; rdfs:label "active" .',
    claim("harm", "Assault", f'ag:agent :police ; ag:target :marta ; ag:verb "beat" ; {REST}'),
    claim("aid", "Aid", f'ag:target :marta ; ag:verb "hide" ; {REST}'),
    claim("said", "Statement", f"ag:agent :greta ; ag:recipient :marta ; {REST}"),
    claim("call", "Consult", f'ag:target :police ; ag:verb "call" ; {REST}'),
)


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What each format writes of an article that has all the secrets."""
    planted = [turtle for _, turtle in SECRETS.values()]
    store = redact(store_of(*SCENE, *planted), key=KEY)
    folder = tmp_path_factory.mktemp("secrets")
    return exported(store, folder)


@pytest.mark.parametrize("secret", sorted(SECRETS))
def test_a_secret_is_in_no_format(secret: str, outputs: dict[str, bytes]) -> None:
    text = SECRETS[secret][0]
    parts = {text, text.casefold(), text.replace(" ", "-").casefold()}
    for form, written in outputs.items():
        assert not [part for part in parts if part.encode() in written], form


def test_what_is_open_is_in_every_format(outputs: dict[str, bytes]) -> None:
    assert len(outputs) == 14
    for form, written in outputs.items():
        assert b"Harbour Police" in written, form


@pytest.mark.parametrize("secret", sorted(SECRETS))
def test_a_secret_is_in_the_graph_as_it_was(secret: str, tmp_path: Path) -> None:
    text, turtle = SECRETS[secret]
    path = tmp_path / "open.nt"
    export(store_of(*SCENE, turtle), path)
    plain = path.read_text("utf-8").encode().decode("unicode_escape", "ignore")
    is_there = text.casefold() in path.read_text("utf-8").casefold()
    assert is_there or text.casefold() in plain.casefold()


# --- Kin and helpers

BO = ':bo a ag:Person ; rdfs:label "Bo Dahl" ; {} .'


@pytest.mark.parametrize(
    "description",
    [
        "Marta Quill's brother",
        "Marta Quill’s former lawyer",
        "the neighbour of Marta Quill",
        "a lawyer for Quill",
        "Quill's widow",
        "the refugees' lawyer",
        "the gay man's partner",
        # Unnamed victims are protected by the default policy.
        "The victim's widow",
        "victims' relatives",
    ],
)
def test_whoever_is_described_as_close_is_protected(description: str) -> None:
    found = exposed(MARTA, BO.format(f'skos:altLabel "{description}"')).protected
    assert "bo" in names(found)


@pytest.mark.parametrize(
    "description",
    [
        "Greta Lind's brother",
        "the victim's attacker",
        "the president of Norway",
        "Norway's lawyer",
        "the brother",
        "brother-in-arms",
    ],
)
def test_others_are_not(description: str) -> None:
    found = exposed(MARTA, GRETA, BO.format(f'skos:altLabel "{description}"')).protected
    assert names(found) == {"marta"}


def test_the_kin_of_victims_are_open_where_a_policy_leaves_victims_open() -> None:
    widow = BO.format('skos:altLabel "the victim\'s widow"')
    assert names(exposed(widow, victims=False).protected) == set()
    assert names(exposed(widow, victims=True).protected) == {"bo"}


@pytest.mark.parametrize(
    ("outer", "inner", "words", "expected"),
    [
        ("10,21", "10,13", "His brother", {"marta", "bo"}),
        ("10,30", "14,20", "the lawyer of Quill", {"marta", "bo"}),
        # Whose brother he is was not found: he may be anybody's.
        ("10,21", "40,43", "His brother", {"marta", "bo"}),
    ],
)
def test_a_pronoun_within_a_description_is_a_tie(
    outer: str, inner: str, words: str, expected: set[str]
) -> None:
    graph = [
        BO.format(f'skos:altLabel "brother" ; ag:mention <urn:x-story#char={outer}>'),
        f":marta ag:mention <urn:x-story#char={inner}> .",
        f'<urn:x-story#char={outer}> nif:anchorOf "{words}" .',
    ]
    assert names(exposed(MARTA, *graph).protected) == expected


def test_a_shareable_graph_has_the_tie_too() -> None:
    graph = ArticleGraph(
        ARTICLE_IRI,
        tuple(
            triples(
                STORY,
                MARTA,
                BO.format('skos:altLabel "brother" ; ag:mention <urn:x-story#char=10,21>'),
                ":marta ag:mention <urn:x-story#char=10,13> .",
                '<urn:x-story#char=10,21> nif:anchorOf "His brother" .',
            )
        ),
    )
    store = redact(MemoryStore.of([shareable(graph)]), policy_file(), key=KEY)
    assert "Bo Dahl" not in "".join(map(str, store.triples()))


def policy_file() -> str:
    return "default"


def test_an_unknown_owner_may_be_anybody_protected_in_the_article() -> None:
    lawyer = BO.format('skos:altLabel "Their lawyer" ; ag:mention <urn:x-story#char=40,52>')
    assert names(exposed(MARTA, lawyer).protected) == {"marta"}
    mentioned = ":marta ag:mention <urn:x-story#char=1,5> ."
    assert names(exposed(MARTA, mentioned, lawyer).protected) == {"marta", "bo"}
    elsewhere = ":marta ag:mention <urn:x-other#char=1,5> ."
    assert names(exposed(MARTA, elsewhere, lawyer).protected) == {"marta"}
    owned = GRETA + " :greta ag:mention <urn:x-story#char=40,45> ."
    assert names(exposed(MARTA, mentioned, owned, lawyer).protected) == {"marta"}


def test_a_friend_of_a_group_is_found_by_the_name_of_the_group() -> None:
    couple = (
        ':couple a ag:Group ; rdfs:label "lesbian couple" ; skos:altLabel "the couple" ;'
        " ag:protected true ."
    )
    bo = BO.format('skos:altLabel "A friend of the couple"')
    assert names(exposed(couple, bo).protected) == {"couple", "bo"}


def test_a_name_in_apposition_to_a_description_goes_with_it() -> None:
    lawyers = (
        ':team a ag:Group ; rdfs:label "Lawyers" ;'
        ' skos:altLabel "Lawyers for Marta Quill, including Bo Dahl" .'
    )
    bo = ':bo a ag:Person ; rdfs:label "Bo Dahl" .'
    assert names(exposed(MARTA, lawyers, bo).protected) == {"marta", "team", "bo"}


def test_closeness_has_no_end() -> None:
    found = exposed(
        MARTA,
        BO.format('skos:altLabel "Quill\'s brother"'),
        ':eva a ag:Person ; rdfs:label "Eva Berg" ; skos:altLabel "Bo Dahl\'s lawyer" .',
        ':ola a ag:Person ; rdfs:label "Ola Moe" ; skos:altLabel "a friend of Eva Berg" .',
    )
    assert names(found.protected) == {"marta", "bo", "eva", "ola"}


def test_a_representative_of_somebody_protected_is_protected() -> None:
    relation = (
        ":c a ag:Claim, ag:Relation, ag:Represents ; ag:reportedIn :story ;"
        " ag:subject :greta ; ag:object :marta ."
    )
    assert names(exposed(MARTA, GRETA, relation).protected) == {"marta", "greta"}


def test_kin_of_somebody_listed_who_is_not_in_the_graph() -> None:
    bo = BO.format('skos:altLabel "Ada Stone\'s brother"')
    assert names(exposed(bo, names=("Ada Stone",)).protected) == {"bo"}


def test_a_read_article_protects_kin_by_pronoun_and_name(tmp_path: Path) -> None:
    text = (
        "Court hears case\n\nPetr Novak was arrested in Minsk. His brother Pavel Moroz complained"
        " to the police. The victim's widow, Irina Kuznetsova, accused the government."
        " Her lawyer Marina Sokolova said that Novak was tortured."
    )
    from actorgraph.graph.article_graph import build

    read = read_article(text)
    graph = build(read.article, read.actors, read.claims, read.gaps, parser="test/1")
    rules = tmp_path / "policy.toml"
    rules.write_text('version = 1\nname = "x"\nnames = ["Новак"]\n', "utf-8")
    store = redact(MemoryStore.of([graph]), rules, key=KEY)
    written = "".join(map(str, store.triples()))
    for name in ("Novak", "Moroz", "Kuznetsova", "Sokolova", "brother", "widow"):
        assert name not in written


# --- Spellings

SAME = [
    ("Tkachenko", "Ткаченко"),
    ("Ткаченко", "Tkachenko"),
    ("Ткаченко", "Tkačenko"),
    ("Tkachenko", "Tkatchenko"),
    ("Oleksandr Tkachenko", "Ткаченко Олександр"),
    ("Хрущёв", "Khrushchev"),
    ("Янукович", "Janukowitsch"),
    ("Зеленський", "Zelenskyy"),
    ("Евгений Чубайс", "Yevgeny Chubais"),
    ("Müller", "Mueller"),
    ("Müller", "Muller"),
    ("Ødegård", "Odegard"),
    ("Ødegård", "Oedegaard"),
    ("Žofia Łoś", "LOS, Zofia"),
    ("Anne-Marie Lund", "Anne Marie Lund"),
    ("O’Dubhda", "O'Dubhda"),
    ("Παπαδάκη", "Papadaki"),
    ("ნინო ბერიძე", "Nino Beridze"),
    ("欧阳雪", "Ouyang Xue"),
    ("Ouyang Xue", "欧阳雪"),
    ("محمد علي", "Mohammed Ali"),
    ("Mohammed Lund", "Muhammad Lund"),
    ("Oleh Tkachenko", "O. Tkachenko"),
    ("O. Tkachenko", "Oleh Tkachenko"),
    ("Nov\u00e1k", "Nova\u0301k"),
    ("Marta Quill", "Mar\u00adta Quill"),
]
DIFFERENT = [
    ("Li", "Lea"),
    ("Li Na", "Lina"),
    ("Ann", "Anna"),
    ("Ann Lee", "Anna Lund"),
    ("Green", "Grin"),
    ("May", "Mai"),
    ("Martin", "Morton"),
    ("Oleh Tkachenko", "Ivan Tkachenko"),
    ("Oleh Tkachenko", "I. Tkachenko"),
    ("Petrov", "Petrenko"),
    ("Chad", "Chada"),
    ("Al Masri", "Al Haddad"),
]


@pytest.mark.parametrize(("listed", "written"), SAME)
def test_a_listed_name_is_found_in_other_spellings(listed: str, written: str) -> None:
    person = f':bo a ag:Person ; rdfs:label "{written}" .'
    assert names(exposed(person, names=(listed,)).protected) == {"bo"}


@pytest.mark.parametrize(("listed", "written"), DIFFERENT)
def test_another_name_is_not(listed: str, written: str) -> None:
    person = f':bo a ag:Person ; rdfs:label "{written}" .'
    assert names(exposed(person, names=(listed,)).protected) == set()


@pytest.mark.parametrize(
    ("listed", "written"), [("Green House", "House, Green"), ("Дом Мира", "Dom Mira")]
)
def test_a_listed_body_is_found_in_other_spellings(listed: str, written: str) -> None:
    body = f':bo a ag:Organisation ; rdfs:label "{written}" .'
    assert names(exposed(body, names=(listed,)).protected) == {"bo"}


@pytest.mark.parametrize(
    ("listed", "text", "reveals"),
    [
        ("Oleh Tkachenko", "the house of Ткаченко", True),
        ("Ткаченко", "Tkachenko Foundation", True),
        ("Ткаченко", "Tkačenko's friends", True),
        ("+380 44 555 0171", "call (380) 445-550-171", True),
        ("The Green House", "the river", False),
        ("Ahmed al Masri", "al and others", False),
        ("Li", "Lis", False),
        ("14 Lantern Lane", "14 people", False),
        ("14 Lantern Lane", "Lantern", True),
        ("ann", "Ann and Bo", True),
    ],
)
def test_a_text_reveals_a_listed_name(listed: str, text: str, reveals: bool) -> None:
    assert exposed(GRETA, names=(listed,)).reveals(text) is reveals


def test_short_words_have_no_simplified_spelling() -> None:
    assert spellings("Li") == {"li"}
    assert any(key.startswith("~") for key in spellings("Tkachenko"))


def test_words_as_written_keep_accents_and_part_at_hyphens() -> None:
    assert words_as_written("Žofia O’Dubhda-Lund") == ["Žofia", "O", "Dubhda", "Lund"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Marta Quill", {"marta", "quill"}), ("+1 555 0171", {"15550171"}), ("14 Mill", {"mill"})],
)
def test_the_words_of_a_listed_name(name: str, expected: set[str]) -> None:
    assert listed_words(name) == expected


# --- Large policies


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def invented(count: int) -> tuple[str, ...]:
    """Names that share a first name, so that each has a word of all the others."""
    return tuple(f"Petr Nov{number:05}ak".replace("0", "o") for number in range(count))


def test_ten_times_the_names_cost_ten_times_the_time() -> None:
    people = "\n".join(
        f':p{number} a ag:Person ; rdfs:label "{name}" ; skos:altLabel "{name}\'s brother" .'
        for number, name in enumerate(invented(100))
    )
    store = store_of(people)
    exposures: list[Exposure] = []

    def exposure(count: int) -> None:
        from actorgraph.redaction.exposure import expose

        exposures.append(expose(store, policy(names=invented(count))))

    exposure(10)
    few = seconds(lambda: exposure(400))
    many = seconds(lambda: exposure(4_000))
    assert len(exposures[-1].protected) == 100
    assert many < 40 * max(few, 0.05)


def test_a_text_costs_the_same_under_a_large_policy() -> None:
    words = frozenset(f"quill{number}" for number in range(50_000))
    text = "harbour police said nothing " * 200
    letters = text.replace(" ", "")
    contains_distinct(letters, words)
    contains_phrase(text, words)
    small = seconds(lambda: contains_distinct(letters, frozenset({"quilling1234"})))
    large = seconds(lambda: [contains_distinct(letters, words), contains_phrase(text, words)])
    # One pass for each length of word, of which there are five.
    assert large < 60 * max(small, 0.001)


def test_a_question_is_answered_once() -> None:
    index = NameIndex()
    index.add(node("bo"), "Bo Dahl")
    assert index.sharing("Dahl") == {node("bo")}
    assert index.sharing("Dahl") == set()


def test_a_name_of_many_words_is_indexed_by_few_parts() -> None:
    index = NameIndex()
    index.add(node("bo"), " ".join(f"word{chr(97 + number)}" for number in range(20)))
    assert index.sharing("worda") == {node("bo")}
