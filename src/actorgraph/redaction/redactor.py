"""The redacted form of one article."""

import re
from collections.abc import Iterator

import pyoxigraph as ox

from actorgraph.graph.article_graph import ArticleGraph
from actorgraph.graph.facts import Facts
from actorgraph.redaction.exposure import Exposure
from actorgraph.redaction.placeholders import ARTICLE, POLICY, RULES, Pseudonyms
from actorgraph.redaction.redacted_actors import RedactedActors
from actorgraph.redaction.redacted_claims import RedactedClaims
from actorgraph.redaction.rules import RedactionPolicy
from actorgraph.redaction.standings import Standings
from actorgraph.vocabulary.vocab import AG, DCT, RDF, RDFS, iri_text

YEAR = re.compile(r"(\d{4})(?:-|$)")


def redact_article(
    graph: ArticleGraph,
    facts: Facts,
    exposure: Exposure,
    policy: RedactionPolicy,
    pseudonyms: Pseudonyms,
) -> ArticleGraph:
    """Return an article's graph without anything that identifies those withheld."""
    node = pseudonyms.iri("article", graph.iri.value)
    standings = Standings(facts, exposure, policy)
    actors = RedactedActors(facts, exposure, standings, pseudonyms)
    claims = RedactedClaims(
        facts,
        exposure,
        policy,
        standings,
        pseudonyms,
        actors,
    )
    triples = dict.fromkeys(_article(node, graph.iri, facts, policy))
    triples.update(dict.fromkeys(claims.triples()))
    # After the claims: only the actors that they mention are written.
    triples.update(dict.fromkeys(actors.triples()))
    triples.update(dict.fromkeys(_rules(graph)))
    return ArticleGraph(node, tuple(triples))


def _article(
    node: ox.NamedNode, article: ox.NamedNode, facts: Facts, policy: RedactionPolicy
) -> Iterator[ox.Triple]:
    """Yield the article without title, address, day, and the text and its hash."""
    yield ox.Triple(node, RDF.type, AG.Article)
    yield ox.Triple(node, RDFS.label, ox.Literal(ARTICLE))
    yield ox.Triple(node, AG.withheld, ox.Literal(POLICY))
    if policy.times == "none":
        return
    for issued in facts.values(article, DCT.issued):
        year = YEAR.match(issued)
        if year:
            yield ox.Triple(node, DCT.issued, ox.Literal(year[1]))


def _rules(graph: ArticleGraph) -> Iterator[ox.Triple]:
    """Yield the rules that found the claims: they say nothing about anybody."""
    rules = set()
    for triple in graph.triples:
        is_rule = triple.predicate == RDF.type and triple.object == AG.Rule
        if is_rule and iri_text(triple.subject).startswith(RULES):
            rules.add(triple.subject)
    for triple in graph.triples:
        if triple.subject in rules and triple.predicate in (RDF.type, RDFS.label):
            yield triple
