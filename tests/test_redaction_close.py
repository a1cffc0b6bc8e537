"""Whoever an article brings close to somebody protected, in many shapes of sentence."""

import re
from functools import cache
from pathlib import Path

import pytest

from actorgraph.graph.article_graph import ArticleGraph, build, shareable
from actorgraph.graph.facts import Facts
from actorgraph.redaction import redact
from actorgraph.redaction.aliases import text_aliases
from actorgraph.redaction.people import read_facts
from actorgraph.redaction.placeholders import AT_RISK
from actorgraph.stores.memory import MemoryStore
from actorgraph.vocabulary.vocab import AG, iri_text
from tests.sentences import read_article
from tests.snippets import exported
from tests.test_redaction_steps import KEY, MARTA, STORY, claim, exposed, names, triples

ARRESTED = "Marta Quill was arrested in Minsk. "
CRITICISED = " Renn criticised the government."
# Each names Tobias Renn, and brings him close to Marta Quill.
CLOSE = [
    "Tobias Renn, who is her lawyer, accused the police.",
    "Tobias Renn, a neighbour who hid her, accused the police of torture.",
    "Tobias Renn hid her in his house. Renn later accused the police.",
    "Tobias Renn, the doctor who treated her, accused the police of torture.",
    "Tobias Renn, who taught her at school, criticised the government.",
    "A colleague, Tobias Renn, criticised the government.",
    "Tobias Renn, a colleague of hers, criticised the government.",
    "Tobias Renn, representing Quill, criticised the government.",
    "Tobias Renn, defending her, criticised the government.",
    "Tobias Renn, her fiancé, criticised the government.",
    "Tobias Renn, with whom she lived, criticised the government.",
    "Her attorney-at-law Tobias Renn criticised the government.",
    "Her boss, Tobias Renn, criticised the government.",
    "Her mother's friend, Tobias Renn, criticised the government.",
    "Tobias Renn smuggled her across the border." + CRITICISED,
]
CLOSE_BY_HER_OWN_TIE = [
    "Marta Quill, wife of Tobias Renn, was arrested in Minsk." + CRITICISED,
    "Marta Quill married Tobias Renn in 2010. She was arrested." + CRITICISED,
    "Tobias Renn's daughter, Marta Quill, was arrested in Minsk." + CRITICISED,
    "Tobias Renn, whose sister Marta Quill was arrested, criticised the government.",
    '"They beat my sister Marta Quill," Tobias Renn said.' + CRITICISED,
    "Marta Quill was sheltered by Tobias Renn." + CRITICISED,
    "Marta Quill lived with Tobias Renn." + CRITICISED,
    "Marta Quill worked with Tobias Renn at the bakery." + CRITICISED,
    "Tobias Renn said that his client, Marta Quill, was beaten." + CRITICISED,
]
NOT_CLOSE = [
    "President Tobias Renn criticised the government.",
    "Tobias Renn, who criticised her, met the president.",
    "A doctor, Tobias Renn, won the election." + CRITICISED,
    "Her lawyer told minister Tobias Renn to resign." + CRITICISED,
    "Tobias Renn, the police chief, is married." + CRITICISED,
]


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    path = tmp_path / "policy.toml"
    path.write_text('version = 1\nname = "x"\nnames = ["Marta Quill"]\n', "utf-8")
    return path


@cache
def graph_of(text: str) -> ArticleGraph:
    read = read_article(f"Court hears case\n\n{text}")
    return build(read.article, read.actors, read.claims, read.gaps, parser="test/1")


def redacted(graph: ArticleGraph, rules: Path) -> str:
    store = redact(MemoryStore.of([graph]), rules, key=KEY)
    return "".join(map(str, store.triples()))


@pytest.mark.parametrize("text", [*(ARRESTED + text for text in CLOSE), *CLOSE_BY_HER_OWN_TIE])
def test_whoever_is_close_is_not_named(text: str, rules: Path) -> None:
    written = redacted(graph_of(text), rules)
    assert not re.search("Renn|Tobias|Quill|Marta", written)


@pytest.mark.parametrize("text", NOT_CLOSE)
def test_whoever_is_not_close_stays(text: str, rules: Path) -> None:
    assert "Renn" in redacted(graph_of(ARRESTED + text), rules)


@pytest.mark.parametrize(
    "text",
    [
        "Two gay men fled Chechnya. Tobias Renn, the neighbour who hid them, criticised Russia.",
        "A gay man was killed in Minsk. Tobias Renn, the victim's former teacher, wept.",
        "A lesbian couple fled Minsk. Tobias Renn, a friend of the couple, called the police.",
    ],
)
def test_whoever_is_close_to_a_group_at_risk_is_not_named(text: str) -> None:
    store = redact(MemoryStore.of([graph_of(text)]), key=KEY)
    assert "Renn" not in "".join(map(str, store.triples()))


BO = ':bo a ag:Person ; rdfs:label "Bo Dahl" .'


@pytest.mark.parametrize(
    ("kind", "verb", "is_close"),
    [
        ("Aid", "help", True),
        ("Move", "drive", True),
        ("Act", "marry", True),
        ("Act", "adopt", True),
        ("Act", "criticise", False),
        ("Assault", "beat", False),
    ],
)
def test_a_claim_may_bring_two_people_close(kind: str, verb: str, is_close: bool) -> None:
    told = claim("c", kind, f'ag:agent :bo ; ag:target :marta ; ag:verb "{verb}"')
    found = names(exposed(STORY, MARTA, BO, told).protected)
    assert ("bo" in found) is is_close


def test_the_search_does_not_go_on_from_someone_close() -> None:
    """`the lawyer of Quill` may also be the lawyer of a president."""
    graph = [
        ':bo a ag:Person ; rdfs:label "Bo Dahl" ; skos:altLabel "lawyer of Marta Quill" .',
        ':ola a ag:Person ; rdfs:label "Ola Moe" .',
        claim("c", "Act", 'ag:agent :bo ; ag:target :ola ; ag:verb "defend"'),
    ]
    assert names(exposed(STORY, MARTA, *graph).protected) == {"marta", "bo"}


# --- At risk


@pytest.mark.parametrize(
    "headline",
    [
        "Lesbian couple attacked",
        "Two lesbians killed",
        "Gay men beaten in Grozny",
        "Gay couple beaten in park",
        "Two gay men killed, three arrested",
        "Trans woman stabbed in Tbilisi",
        "Transgender women harassed",
        "Lesbian pair assaulted in Riga",
    ],
)
def test_nobody_at_risk_becomes_the_attacker(headline: str) -> None:
    read = read_article(f"{headline}\n\nThe police opened an investigation.")
    graph = build(read.article, read.actors, read.claims, read.gaps, parser="test/1")
    facts = Facts(graph.triples)
    for node in facts:
        for role in (AG.agent, AG.possibleAgent):
            for agent in facts.nodes(node, role):
                assert not facts.values(agent, AG.protected)
                assert not re.search("esbian|[Gg]ay|[Tt]rans", facts.label(agent))


# --- Secrets of an article, in every format

TEXT = (
    'Zlata Horvat-Lind, also known as "Kestrel", was freed on Monday. The only glassblower of Brody'
    " was beaten by police at 14 Lantern Lane in March 2017.\n\n"
    '"Call me on +380 44 555 0171 or write to zlata.horvat@mail.example," she told reporters.'
    " Z. Horvat-Lind was born on 3 May 1991.\n\n"
    "Zlatka, as her mother Vesna Horvat calls her, thanked Greta Moll, who hid her."
    " Z.H.L. accused the police of torture. Her brother Tobias Renn met the ambassador of"
    " Norway.\n\n"
    "Златa Горват wrote a letter to the president. Kestrel Books praised the foundation."
    " Elm Row residents criticised the president. The house at Lantern Lane was burned by the"
    " police. The Committee for Zlata Horvat accused Russia of torture."
)
# The letter а of `Злата` is Latin: an article may be written so.
TEXT = TEXT.replace("Злата", "Златa")
SECRETS = {
    "name": "zlata|horvat|lind",
    "nickname": "zlatka|kestrel",
    "initials": r"z\.h\.l|z\. h",
    "e-mail": r"mail\.example",
    "telephone": "0171|380",
    "birth": "1991|3 may",
    "house": "lantern|elm row",
    "trade": "glassblow",
    "helper": "greta|moll",
    "kin": "vesna|tobias|renn",
    "address of the page": "freed-at-last",
    "other script": "злат|горват|\\\\u0437\\\\u043b",
}


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What each format writes of the redacted article."""
    from dataclasses import replace

    folder = tmp_path_factory.mktemp("formats")
    policy = folder / "policy.toml"
    policy.write_text('version = 1\nname = "x"\nnames = ["Zlata Horvat-Lind"]\n', "utf-8")
    read = read_article(f"A woman is free\n\n{TEXT}")
    article = replace(read.article, url="https://example.org/freed-at-last")
    graph = build(article, read.actors, read.claims, read.gaps, parser="test/1")
    assert re.search("Kestrel", "".join(map(str, graph.triples)))
    store = redact(MemoryStore.of([graph]), policy, key=KEY)
    return {form: content.decode() for form, content in exported(store, folder).items()}


@pytest.mark.parametrize("secret", sorted(SECRETS))
def test_a_secret_of_an_article_is_in_no_format(secret: str, outputs: dict[str, str]) -> None:
    assert len(outputs) == 14
    for form, written in outputs.items():
        # Pseudonyms are random digits, in which a number may occur.
        plain = re.sub(r"withheld-[0-9a-f]+|[a-z]+ [0-9a-f]{4}\b", "", written)
        assert not re.search(SECRETS[secret], plain, re.IGNORECASE), form


def test_the_rest_of_the_article_is_in_the_formats(outputs: dict[str, str]) -> None:
    assert "police" in outputs["nt"]
    assert AT_RISK in outputs["nt"]


def test_a_street_is_no_name_that_is_shown(rules: Path) -> None:
    text = ARRESTED + "Lindenstraße 5 was searched by the police. Ole Berg praised Norway."
    assert "Linden" not in redacted(graph_of(text), rules)


@pytest.mark.parametrize(
    ("text", "alias"),
    [
        ('Zlata Horvat, known as "Kestrel", fled.', "Kestrel"),
        ("Zlata Horvat, also known to friends as Kestrel, fled.", "Kestrel"),
        ("Zlata Horvat (née Lind) fled.", "Lind"),
        ("Zlata Horvat, nicknamed Kestrel by friends, fled.", "Kestrel"),
        ("Zlata Horvat was nicknamed Red Kestrel.", "Red Kestrel"),
        ("Zlata Horvat, born in Brody, fled.", ""),
        ("Zlata Horvat called Russia a liar.", ""),
        ("Zlata Horvat, known for her glass, fled.", ""),
    ],
)
def test_other_names_are_read_from_the_text(text: str, alias: str) -> None:
    turtle = (
        f'{STORY} :story nif:isString """{text}""" . :zlata a ag:Person ;'
        ' rdfs:label "Zlata Horvat" ; ag:mention <urn:x-story#char=0,12> .'
    )
    found = {iri_text(triple.object) for triple in text_aliases(read_facts(triples(turtle)))}
    assert found == ({alias} if alias else set())


def test_a_shareable_graph_keeps_the_ties_of_descriptions(rules: Path) -> None:
    text = ARRESTED + "Tobias Renn, a neighbour who hid her, accused the police of torture."
    assert "Renn" not in redacted(shareable(graph_of(text)), rules)
