"""Minting: every node of one article is named here, and here alone, and told in triples."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

import pyoxigraph as ox

from actorgraph.actors import Actor
from actorgraph.claims import Gap
from actorgraph.claims.claim import Action, Attitude, Claim, Relation, Statement
from actorgraph.text.article import Article, Span, as_iri
from actorgraph.version import __version__
from actorgraph.vocabulary.vocab import (
    AG,
    DCT,
    INDIVIDUALS,
    NIF,
    PROV,
    RDF,
    RDFS,
    SCHEMA,
    SKOS,
    WD,
    XSD,
)

VERSION = __version__
FAMILIES = {"Relation": Relation, "Attitude": Attitude, "Action": Action}
Object = ox.NamedNode | ox.Literal


def slug(name: str) -> str:
    """Return a name as a short ASCII path segment, `actor` where nothing is left of it."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") or "actor"


class Mint:
    """Names every node of one article and yields the triples about it."""

    def __init__(
        self,
        article: Article,
        actors: Sequence[Actor],
        claims: Sequence[Claim],
        gaps: Sequence[Gap],
        parser: str,
    ) -> None:
        self.article, self.actors, self.claims, self.gaps, self.parser = (
            article,
            actors,
            claims,
            gaps,
            parser,
        )
        self.code = article.sha256[:16]
        self.told: set[Span] = set()
        self.article_iri = ox.NamedNode(f"{INDIVIDUALS}article/{self.code}")
        self.run_iri = ox.NamedNode(f"{INDIVIDUALS}run/{self.code}")
        self.actor_iris = self._name_actors()
        self.claim_iris = self._name_claims()

    def _name_actors(self) -> list[ox.NamedNode]:
        taken: dict[str, int] = {}
        iris = []
        for actor in self.actors:
            name = actor.wikidata or f"{self.code}-{slug(actor.name)}"
            taken[name] = taken.get(name, 0) + 1
            suffix = f"-{taken[name]}" if taken[name] > 1 else ""
            iris.append(ox.NamedNode(f"{INDIVIDUALS}actor/{name}{suffix}"))
        return iris

    def _name_claims(self) -> list[ox.NamedNode]:
        taken: dict[str, int] = {}
        iris = []
        for claim in self.claims:
            first = claim.evidence[0]
            name = f"{self.code}-{first.begin}-{first.end}-{slug(claim.kind)}"
            taken[name] = taken.get(name, 0) + 1
            suffix = f"-{taken[name]}" if taken[name] > 1 else ""
            iris.append(ox.NamedNode(f"{INDIVIDUALS}claim/{name}{suffix}"))
        return iris

    def triples(self) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, Object]]:
        """Yield every triple of the article, its cast and its claims."""
        yield from self._of_article()
        taking_part = {key for claim in self.claims for key in _participants(claim)}
        for actor, iri in zip(self.actors, self.actor_iris, strict=True):
            # Whoever is neither named nor part of a claim is no actor of this article.
            if actor.key in taking_part or any(
                mention.form == "name" for mention in actor.mentions
            ):
                yield from self._of_actor(actor, iri)
        for claim, iri in zip(self.claims, self.claim_iris, strict=True):
            yield from self._of_claim(claim, iri)
        for gap in self.gaps:
            node = ox.NamedNode(f"{INDIVIDUALS}gap/{self.code}-{gap.span.begin}-{gap.span.end}")
            yield node, RDF.type, AG.Gap
            yield node, AG.evidence, self._span_iri(gap.span)
            yield node, AG.reason, _text(gap.reason)
            yield from self._of_span(gap.span)

    def _of_article(self) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, Object]]:
        article, iri = self.article, self.article_iri
        yield iri, RDF.type, AG.Article
        yield iri, RDF.type, NIF.Context
        yield iri, DCT.title, _text(article.title)
        yield iri, RDFS.label, _text(article.title)
        yield iri, NIF.isString, _text(article.text)
        yield iri, AG.sha256, ox.Literal(article.sha256)
        yield iri, AG.length, _integer(len(article.text))
        if article.published:
            yield iri, DCT.issued, ox.Literal(article.published)
        if article.publisher:
            yield iri, DCT.publisher, _text(article.publisher)
        if article.url:
            yield iri, SCHEMA.url, ox.Literal(article.url, datatype=XSD.anyURI)
            if urlsplit(article.url).scheme in ("http", "https"):
                yield iri, RDFS.seeAlso, ox.NamedNode(as_iri(article.url))
        for block in article.blocks:
            if block.kind in ("notice", "heading"):
                yield (
                    iri,
                    AG.notice if block.kind == "notice" else AG.heading,
                    self._span_iri(block.span),
                )
                yield from self._of_span(block.span)
        yield self.run_iri, RDF.type, PROV.Activity
        yield self.run_iri, RDFS.label, ox.Literal(f"actorgraph {VERSION} with {self.parser}")
        yield self.run_iri, AG.parser, ox.Literal(self.parser)
        yield self.run_iri, PROV.used, iri

    def _of_actor(
        self, actor: Actor, iri: ox.NamedNode
    ) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, Object]]:
        for kind in actor.kinds:
            yield iri, RDF.type, AG[kind]
        yield iri, RDFS.label, _text(actor.name)
        for alias in actor.aliases:
            yield iri, SKOS.altLabel, _text(alias)
        if actor.wikidata and not (actor.unnamed or actor.protected):
            yield iri, SKOS.exactMatch, WD[actor.wikidata]
        if actor.unnamed:
            yield iri, AG.unnamed, _boolean(True)
        if actor.protected:
            yield iri, AG.protected, _boolean(True)
        yield from _bounds(iri, actor.at_least, actor.at_most)
        yield from self._of_link(actor, iri)
        for decision in actor.decisions:
            node = ox.NamedNode(f"{INDIVIDUALS}decision/{self.code}-{slug(str(decision))}")
            yield iri, AG.decision, node
            yield node, RDF.type, AG.IdentityDecision
            yield node, AG.decided, _text(str(decision))
            yield from ((node, AG.decidedBy, _text(text)) for text in (decision.by,) if text)
            yield from ((node, AG.note, _text(text)) for text in (decision.note,) if text)
            yield from ((node, DCT.date, _text(text)) for text in (decision.date,) if text)
        for mention in actor.mentions:
            yield iri, AG.mention, self._span_iri(mention.span)
            yield from self._of_span(mention.span)

    def _of_link(
        self, actor: Actor, iri: ox.NamedNode
    ) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, Object]]:
        """Whom the actor is taken for, as a claim of its own with a reason and a score."""
        if actor.link is None:
            return
        node = ox.NamedNode(
            f"{INDIVIDUALS}link/{self.code}-{actor.link.wikidata}-{slug(actor.name)}"
        )
        first = next((m for m in actor.mentions if m.name == actor.link.name), actor.mentions[0])
        yield node, RDF.type, AG.IdentityLink
        yield node, AG.subject, iri
        yield node, AG.identity, WD[actor.link.wikidata]
        yield node, AG.reason, _text(actor.link.reason)
        yield node, AG.confidence, _decimal(actor.link.score)
        yield node, AG.mention, self._span_iri(first.span)
        yield from self._of_span(first.span)

    def _of_claim(
        self, claim: Claim, iri: ox.NamedNode
    ) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, Object]]:
        yield iri, RDF.type, AG[claim.kind]
        yield iri, RDF.type, AG.Claim
        yield iri, RDF.type, AG[_family(claim)]
        yield iri, AG.reportedIn, self.article_iri
        for span in claim.evidence:
            yield iri, AG.evidence, self._span_iri(span)
            yield from self._of_span(span)
        for actor in claim.attributed_to:
            yield iri, AG.attributedTo, self.actor_iris[actor]
        if claim.said_in is not None:
            yield iri, AG.saidIn, self.claim_iris[claim.said_in]
        for other in claim.same_events:
            yield iri, AG.sameEventAs, self.claim_iris[other]
        yield iri, AG.factuality, AG[claim.factuality]
        yield iri, AG.negated, _boolean(claim.negated)
        if claim.marker:
            yield iri, AG.markedBy, _text(claim.marker)
        yield iri, AG.confidence, _decimal(claim.confidence)
        yield iri, AG.foundBy, self._rule_iri(claim.rule)
        yield self._rule_iri(claim.rule), RDF.type, AG.Rule
        yield self._rule_iri(claim.rule), RDFS.label, ox.Literal(claim.rule)
        yield iri, PROV.wasGeneratedBy, self.run_iri
        if isinstance(claim, Relation):
            yield iri, AG.subject, self.actor_iris[claim.subject]
            yield iri, AG.object, self.actor_iris[claim.object]
            for predicate, text in (
                (AG.title, claim.title),
                (AG.office, claim.office),
                (AG.tenure, claim.tenure),
            ):
                if text:
                    yield iri, predicate, _text(text)
        if isinstance(claim, Action):
            yield from self._of_action(claim, iri)
        if isinstance(claim, Statement):
            yield from self._of_statement(claim, iri)
        if isinstance(claim, Attitude):
            yield iri, AG.verb, _text(claim.verb)
            for key in claim.holders:
                yield iri, AG.holder, self.actor_iris[key]
            for predicate, spans in ((AG.cue, (claim.cue,)), (AG.content, claim.content)):
                for span in spans:
                    yield iri, predicate, self._span_iri(span)
                    yield from self._of_span(span)

    def _of_action(
        self, claim: Action, iri: ox.NamedNode
    ) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, Object]]:
        yield iri, AG.verb, _text(claim.verb)
        yield iri, AG.cue, self._span_iri(claim.cue)
        if claim.frame:
            yield iri, AG.codedBy, _text(claim.frame)
        yield from self._of_span(claim.cue)
        roles = (
            (AG.agent, claim.agents),
            (AG.possibleAgent, claim.possible_agents),
            (AG.target, claim.targets),
            (AG.recipient, claim.recipients),
            (AG.place, claim.places),
        )
        for role, keys in roles:
            for key in keys:
                yield iri, role, self.actor_iris[key]
        yield from _bounds(iri, claim.at_least, claim.at_most)
        if claim.time:
            yield iri, AG.timeText, _text(claim.time.text)
            if claim.time.edtf:
                yield iri, AG.time, ox.Literal(claim.time.edtf)
            if claim.time.not_before:
                yield iri, AG.notBefore, ox.Literal(claim.time.not_before, datatype=XSD.dateTime)
            if claim.time.not_after:
                yield iri, AG.notAfter, ox.Literal(claim.time.not_after, datatype=XSD.dateTime)

    def _of_statement(
        self, claim: Statement, iri: ox.NamedNode
    ) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, Object]]:
        yield iri, AG.mode, AG[claim.mode]
        for span in claim.content:
            yield iri, AG.content, self._span_iri(span)
            yield from self._of_span(span)
        for span in claim.quotations:
            yield iri, AG.quotation, _text(self.article.quote(span))

    def _of_span(self, span: Span) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, Object]]:
        if span in self.told:
            return
        self.told.add(span)
        iri = self._span_iri(span)
        yield iri, RDF.type, AG.Span
        yield iri, NIF.beginIndex, _integer(span.begin)
        yield iri, NIF.endIndex, _integer(span.end)
        yield iri, NIF.anchorOf, _text(self.article.quote(span))
        yield iri, NIF.referenceContext, self.article_iri

    def _span_iri(self, span: Span) -> ox.NamedNode:
        return ox.NamedNode(f"{self.article_iri.value}#char={span.begin},{span.end}")

    def _rule_iri(self, rule: str) -> ox.NamedNode:
        return ox.NamedNode(f"{INDIVIDUALS}rule/{slug(rule)}/{VERSION}")


def _family(claim: Claim) -> str:
    return next(
        kind for kind in ("Relation", "Attitude", "Action") if isinstance(claim, FAMILIES[kind])
    )


def _participants(claim: Claim) -> tuple[int, ...]:
    if isinstance(claim, Relation):
        return claim.subject, claim.object
    if isinstance(claim, Attitude):
        return *claim.holders, *claim.attributed_to
    roles = (
        (*claim.agents, *claim.possible_agents, *claim.targets, *claim.recipients, *claim.places)
        if isinstance(claim, Action)
        else ()
    )
    return *roles, *claim.attributed_to


def _bounds(
    iri: ox.NamedNode, at_least: int | None, at_most: int | None
) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, Object]]:
    if at_least is not None:
        yield iri, AG.atLeast, _integer(at_least)
    if at_most is not None:
        yield iri, AG.atMost, _integer(at_most)


def _text(text: str) -> ox.Literal:
    return ox.Literal(text)


def _integer(number: int) -> ox.Literal:
    return ox.Literal(str(number), datatype=XSD.integer)


def _decimal(number: float) -> ox.Literal:
    """Write a share of one to two places, as the store does: without zeros at the end."""
    return ox.Literal(f"{number:.2f}".rstrip("0").rstrip("."), datatype=XSD.decimal)


def _boolean(truth: bool) -> ox.Literal:
    return ox.Literal("true" if truth else "false", datatype=XSD.boolean)
