"""The rules are tables that are executed: each finds its own example, and a claim names a rule."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from scripts.rules import text as rules_page

from actorgraph.claims import Claim, Scene
from actorgraph.claims.clause import rule_name
from actorgraph.claims.embedding import links
from actorgraph.claims.modality import FACTUALITIES
from actorgraph.claims.own_words import SOURCES, Source
from actorgraph.claims.rule import Rule, named, run
from actorgraph.claims.rules import BY_NAME, RULES, table
from actorgraph.claims.subjects import (
    SUBJECT_GRAMMARS,
    SUBJECTLESS,
    SubjectGrammar,
    find_subject,
)
from actorgraph.language.grammar import has_passive_mark, is_verb
from actorgraph.text.article import Span
from actorgraph.vocabulary.confidence import RULE, points
from actorgraph.vocabulary.vocab import AG, RDF, local_name, ontology
from tests.sentences import read, read_article, word

ROOT = Path(__file__).parent.parent


def claims_in_example(rule: Rule[Claim]) -> tuple[Claim, ...]:
    """The claims of an example; that of the rule for headlines is the title itself."""
    if rule.name == "headline":
        return read_article(f"{rule.example}\n\nIt rained.").claims
    return read(rule.example).claims


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_finds_its_example(rule: Rule[Claim]) -> None:
    assert rule.name in {claim.rule for claim in claims_in_example(rule)}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_confidence_of_a_rule_is_measured(rule: Rule[Claim]) -> None:
    assert (RULE, rule.name) in points()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_is_well_formed(rule: Rule[Claim]) -> None:
    assert rule.name == rule.name.strip().casefold()
    assert 0 < rule.confidence < 1
    assert round(rule.confidence * 20) == pytest.approx(rule.confidence * 20)
    assert rule.example[0].isupper() or rule.example[0] == "“"


def test_the_table_shows_every_rule_once() -> None:
    assert [row.name for row in table()] == [rule.name for rule in RULES]
    assert len({row.name for row in table()}) == len(RULES)
    assert {row.finds for row in table()} == {"Statement", "Action", "Attitude", "Relation"}


def test_docs_show_the_table() -> None:
    page = (ROOT / "docs" / "rules.md").read_text("utf-8")
    assert page == rules_page(), "run python scripts/rules.py"


def test_every_voice_and_subject_has_a_rule() -> None:
    grammars = [grammar.name for grammar in SUBJECT_GRAMMARS] + [SUBJECTLESS]
    names = {rule_name(name, passive=passive) for name in grammars for passive in (False, True)}
    assert names <= BY_NAME.keys()
    assert len(names) == 2 * len(grammars)
    assert not [name for name in names if re.search(r"\b(\w+) \1\b", name)]


@pytest.mark.parametrize("grammar", SUBJECT_GRAMMARS, ids=lambda grammar: grammar.name)
def test_a_subject_grammar_finds_its_example(grammar: SubjectGrammar) -> None:
    verbs = [token for token in read(grammar.example).scene.document.tokens if is_verb(token)]
    found = {find_subject(verb, passive=has_passive_mark(verb)).grammar for verb in verbs}
    assert grammar.name in found


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_a_source_of_factuality_finds_its_example(source: Source) -> None:
    form = next(form for form in ("attacked", "attacks", "attack") if form in source.example)
    verb = word(source.example, form)
    words = [verb, *(link.above for link in links(verb))]
    shown = [source.read(word) for word in words]
    assert [kinds for kinds in shown if kinds], shown


def test_factualities_are_those_of_the_ontology() -> None:
    members = ontology().store.quads_for_pattern(None, RDF.type, AG.Factuality)
    assert {local_name(quad.subject) for quad in members} == set(FACTUALITIES)


def nothing_known(scene: Scene) -> Iterator[Claim]:
    """A finder that names a rule which the table lacks."""
    yield Claim(kind="Act", evidence=(Span(0, 1),), rule="hearsay of hearsay")


def test_an_unknown_rule_is_an_error() -> None:
    rule = Rule("known", nothing_known, "It rained.")
    with pytest.raises(KeyError, match="hearsay of hearsay"):
        list(run([rule], read("It rained.").scene))


def test_two_rules_of_one_name_are_an_error() -> None:
    rule = Rule("known", nothing_known, "It rained.")
    with pytest.raises(ValueError, match="known"):
        named([rule, replace(rule, example="It snowed.")])


def test_rules_that_share_a_finder_run_it_once() -> None:
    calls = []

    def find(scene: Scene) -> Iterator[Claim]:
        calls.append(scene)
        yield Claim(kind="Act", evidence=(Span(0, 1),), rule="second")

    rules = [Rule("first", find, "It rained."), Rule("second", find, "It rained.")]
    claims = list(run(rules, read("It rained.").scene))
    assert [claim.rule for claim in claims] == ["second"]
    assert len(calls) == 1


def test_every_word_set_of_the_rules_is_read() -> None:
    """A word in a set that no rule reads would change nothing."""
    listed = (ROOT / "ontology" / "words" / "claims.ttl").read_text("utf-8")
    names = re.findall(r"^lex:(\w+) a skos:Collection", listed, re.MULTILINE)
    modules = (ROOT / "src" / "actorgraph").rglob("*.py")
    code = "\n".join(module.read_text("utf-8") for module in modules)
    assert names == sorted(names)
    assert [name for name in names if f'"{name}"' not in code] == []
