"""Relations of kinship, ownership and founding lead to nobody whom redaction withholds."""

import json
import re
from functools import cache
from pathlib import Path

import pytest

from actorgraph.graph.article_graph import ArticleGraph, build, shareable
from actorgraph.redaction import redact
from actorgraph.redaction.words import folded
from actorgraph.stores.memory import MemoryStore
from actorgraph.vocabulary.gazetteer import words
from actorgraph.vocabulary.lexicon import word_set
from actorgraph.vocabulary.vocab import AG
from tests.sentences import read_article
from tests.snippets import exported
from tests.test_redaction_secrets import REST
from tests.test_redaction_steps import KEY, claim, exposed, names, node, store_of, triples

PEOPLE = """
:omar a ag:Person ; rdfs:label "Omar Farah" .
:leyla a ag:Person ; rdfs:label "Leyla Adan" .
:nils a ag:Person ; rdfs:label "Nils Moe" .
:petrax a ag:Organisation ; rdfs:label "Petrax" .
:drilling a ag:Organisation ; rdfs:label "Sundrill" .
:police a ag:Organisation ; rdfs:label "Harbour Police" .
:norway a ag:Government ; rdfs:label "Norway" .
"""
OMAR_AT_RISK = ":omar ag:protected true ."


def relation(kind: str, subject: str, related: str, *, title: str = "") -> str:
    """Return a claim of a relation, with its words as a graph of this article has them."""
    name = f"{subject}-{kind}-{related}".casefold()
    rest = f' ; ag:title "{title}"' if title else ""
    return (
        f":{name} a ag:Claim , ag:Relation , ag:{kind} ; ag:reportedIn :story ;"
        f" ag:subject :{subject} ; ag:object :{related} ; {REST} ;"
        f" ag:evidence <urn:x-story#char=3,9>{rest} ."
        f' <urn:x-story#char=3,9> a ag:Span ; nif:anchorOf "{title or kind}" .'
    )


@pytest.mark.parametrize(
    ("relations", "found"),
    [
        ([("RelativeOf", "leyla", "omar")], {"omar", "leyla"}),
        ([("RelativeOf", "omar", "leyla")], {"omar", "leyla"}),
        # Kin of kin: two brothers have the same sister.
        (
            [("RelativeOf", "omar", "leyla"), ("RelativeOf", "nils", "leyla")],
            {"omar", "leyla", "nils"},
        ),
        ([("OwnerOf", "omar", "petrax")], {"omar", "petrax"}),
        ([("FounderOf", "omar", "petrax")], {"omar", "petrax"}),
        # What belongs to a firm belongs to its owner.
        (
            [("OwnerOf", "omar", "petrax"), ("SubsidiaryOf", "drilling", "petrax")],
            {"omar", "petrax", "drilling"},
        ),
        # Near misses: another's kin, another's firm, its parent, another owner, a state.
        ([("RelativeOf", "leyla", "nils")], {"omar"}),
        ([("OwnerOf", "nils", "petrax")], {"omar"}),
        (
            [("OwnerOf", "omar", "petrax"), ("SubsidiaryOf", "petrax", "drilling")],
            {"omar", "petrax"},
        ),
        ([("OwnerOf", "omar", "petrax"), ("OwnerOf", "nils", "petrax")], {"omar", "petrax"}),
        ([("FounderOf", "omar", "norway")], {"omar"}),
    ],
)
def test_who_is_protected_by_a_relation(
    relations: list[tuple[str, str, str]], found: set[str]
) -> None:
    graph = [relation(*parts) for parts in relations]
    assert names(exposed(PEOPLE, OMAR_AT_RISK, *graph).protected) == found
    assert names(exposed(PEOPLE, *graph, names=("Omar Farah",)).protected) == found


@pytest.mark.parametrize("kind", ["OwnerOf", "FounderOf"])
def test_a_listed_body_protects_its_owner_and_founder(kind: str) -> None:
    graph = [PEOPLE, relation(kind, "leyla", "petrax")]
    assert names(exposed(*graph, names=("Petrax",)).protected) == {"petrax", "leyla"}


def test_a_body_without_a_name_identifies_nobody() -> None:
    unnamed = ":petrax ag:unnamed true ."
    graph = [PEOPLE, OMAR_AT_RISK, unnamed, relation("OwnerOf", "omar", "petrax")]
    assert names(exposed(*graph).protected) == {"omar"}


# Each relation, and what an export may not contain.
TIES = [
    ("RelativeOf", "leyla", "omar", "sister", "leyla|adan|sister|relativeof"),
    ("RelativeOf", "omar", "leyla", "brother", "leyla|adan|brother|relativeof"),
    ("OwnerOf", "omar", "petrax", "majority shareholder", "petrax|shareholder|ownerof"),
    ("FounderOf", "omar", "petrax", "founding father", "petrax|founding father|founderof"),
]


def written(store: MemoryStore, folder: Path, policy: Path | str = "default") -> dict[str, str]:
    """Return what each format writes of a store, redacted."""
    folder.mkdir(exist_ok=True)
    redacted = redact(store, policy, key=KEY)
    return {form: content.decode() for form, content in exported(redacted, folder).items()}


def scene(kind: str, subject: str, related: str, title: str) -> list[str]:
    """Return a graph in which both are met by the police, apart from the relation."""
    graph = [
        PEOPLE,
        ':rule a ag:Rule ; rdfs:label "active" .',
        relation(kind, subject, related, title=title),
        met("norway"),
    ]
    return graph + [met(who) for who in (subject, related)]


def met(who: str) -> str:
    return claim(
        f"met-{who}", "Consult", f'ag:agent :police ; ag:target :{who} ; ag:verb "meet" ; {REST}'
    )


@pytest.mark.parametrize("mark", ["marked", "listed"])
@pytest.mark.parametrize(("kind", "subject", "related", "title", "secret"), TIES)
def test_a_relation_is_in_no_format(
    kind: str, subject: str, related: str, title: str, secret: str, mark: str, tmp_path: Path
) -> None:
    policy: Path | str = "default"
    graph = scene(kind, subject, related, title)
    if mark == "marked":
        graph.append(OMAR_AT_RISK)
    else:
        policy = tmp_path / "policy.toml"
        policy.write_text('version = 1\nname = "x"\nnames = ["Farah, Omar"]\n', "utf-8")
    outputs = written(store_of(*graph), tmp_path / "out", policy)
    assert len(outputs) == 14
    for form, text in outputs.items():
        assert not re.search(f"omar|farah|{secret}", _without_context(text), re.IGNORECASE), form
        assert "Harbour Police" in text, form


@pytest.mark.parametrize(("kind", "subject", "related", "title", "secret"), TIES)
def test_a_relation_with_somebody_unnamed_is_in_no_format(
    kind: str, subject: str, related: str, title: str, secret: str, tmp_path: Path
) -> None:
    graph = scene(kind, subject, related, title)
    outputs = written(store_of(*graph, ":omar ag:unnamed true ."), tmp_path / "out")
    of_relation = secret.split("|", 2)[-1] if kind == "RelativeOf" else secret.split("|", 1)[1]
    for form, text in outputs.items():
        plain = _without_context(text)
        assert not re.search(f"omar|farah|{of_relation}", plain, re.IGNORECASE), form


@pytest.mark.parametrize(("kind", "subject", "related", "title", "secret"), TIES)
def test_a_relation_of_others_is_kept(
    kind: str, subject: str, related: str, title: str, secret: str, tmp_path: Path
) -> None:
    nobody = ':eva a ag:Person ; rdfs:label "Eva Berg" ; ag:protected true .'
    graph = store_of(*scene(kind, subject, related, title), nobody, met("eva"))
    outputs = written(graph, tmp_path / "out")
    name = secret.split("|", 1)[0]
    for form in ("nt", "trig", "ftm"):
        assert re.search(name, outputs[form], re.IGNORECASE), form
    # The direct edge is derived anew from what is left.
    assert AG[kind[0].lower() + kind[1:]].value in outputs["nq"]


def _without_context(text: str) -> str:
    """Return a JSON-LD file without its context, which lists all of our terms."""
    if '"@context": {' not in text:
        return text
    return json.dumps(json.loads(text) | {"@context": None})


# --- Articles

LATER = """
:later a ag:Article .
:leyla2 a ag:Person ; rdfs:label "Leyla Adan" .
:petrax2 a ag:Organisation ; rdfs:label "Petrax" .
:sued a ag:Claim , ag:Action , ag:Accuse ; ag:reportedIn :later ; ag:agent :leyla2 ;
  ag:target :petrax2 ; ag:verb "sue" .
:left a ag:Claim , ag:Action , ag:Act ; ag:reportedIn :later ; ag:agent :nils2 ; ag:verb "leave" .
:nils2 a ag:Person ; rdfs:label "Nils Berg" .
"""


@pytest.mark.parametrize(
    "tie", [("RelativeOf", "leyla", "omar"), ("OwnerOf", "omar", "petrax")], ids=lambda tie: tie[0]
)
def test_a_relation_of_one_article_counts_in_another(tie: tuple[str, str, str]) -> None:
    first = store_of(PEOPLE, OMAR_AT_RISK, relation(*tie))
    later = ArticleGraph(node("later"), tuple(triples(LATER)))
    graphs = [first.graph_of(article) for article in first.articles()]
    redacted = redact(MemoryStore.of([*graphs, later]), key=KEY)
    found = "\n".join(map(str, redacted.triples())).casefold()
    assert {"RelativeOf": "leyla", "OwnerOf": "petrax"}[tie[0]] not in found
    assert "nils berg" in found


ARTICLES = [
    "Leyla Adan is the sister of Omar Farah. Adan criticised the government.",
    "Omar Farah is the brother of Leyla Adan. Adan criticised the government.",
    "Omar Farah owns the oil firm Petrax. Petrax criticised the government.",
    "Petrax is owned by Omar Farah. Petrax criticised the government.",
    "Omar Farah, the founder of the Adan Trust, left. The Adan Trust criticised Norway.",
    "Omar Farah founded the Adan Trust. The Adan Trust criticised Norway.",
]


# What no relation says: the words of a description, or those between two names.
DESCRIBED = [
    "Her company, Petrax, criticised the government.",
    "Omar Farah's bakery, Petrax, criticised the government.",
    "His company Petrax was searched. Petrax criticised the government.",
    "Farah co-founded Petrax. Petrax criticised the government.",
    "Farah is a shareholder in Petrax. Petrax criticised the government.",
]
NOT_THEIRS = [
    "Farah sued the oil company Petrax. Petrax criticised the government.",
    "Farah was sued by the company Petrax. Petrax criticised the government.",
    "Farah left Petrax. Petrax criticised the government.",
    "Leyla Adan's company, Petrax, criticised the government.",
]


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    policy = tmp_path / "policy.toml"
    policy.write_text('version = 1\nname = "x"\nnames = ["Omar Farah"]\n', "utf-8")
    return policy


@pytest.mark.parametrize(
    ("text", "is_named"),
    [*((text, False) for text in DESCRIBED), *((text, True) for text in NOT_THEIRS)],
)
def test_a_body_described_as_somebodys_own(text: str, is_named: bool, listed: Path) -> None:
    graph = graph_of(f"Omar Farah was arrested in Minsk. {text}")
    redacted = redact(MemoryStore.of([graph]), listed, key=KEY)
    found = "\n".join(map(str, redacted.triples()))
    assert ("Petrax" in found) is is_named
    assert "Farah" not in found


def test_two_who_are_said_to_be_kin_together(listed: Path) -> None:
    text = "Omar Farah and Leyla Adan are siblings. Adan criticised the government."
    redacted = redact(MemoryStore.of([graph_of(text)]), listed, key=KEY)
    assert not re.search("Adan|Farah", "".join(map(str, redacted.triples())))


@cache
def graph_of(text: str) -> ArticleGraph:
    read = read_article(f"Court hears case\n\n{text} The police praised Iceland.")
    return build(read.article, read.actors, read.claims, read.gaps, parser="test/1")


@pytest.mark.parametrize("text", ARTICLES)
def test_an_article_names_nobody_who_is_related(text: str, listed: Path) -> None:
    for graph in (graph_of(text), shareable(graph_of(text))):
        redacted = redact(MemoryStore.of([graph]), listed, key=KEY)
        found = "\n".join(map(str, redacted.triples()))
        assert not re.search("omar|farah|leyla|adan|petrax", found, re.IGNORECASE)
        assert "Iceland" in found


def test_every_word_of_kinship_is_a_noun_of_closeness() -> None:
    for word in words("RelativeOf", "kinshipWord"):
        assert not word_set("closeNouns").isdisjoint(folded(word).split()), word
