"""A graph by another reader: its proposals become claims about the actors that we find.

Whatever quotes words that are not in the article, or names nobody in it, becomes no claim. Each
claim has its maker and the verdict of the audit; one that is not supported makes no direct edge.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace

import pyoxigraph as ox

from actorgraph.claims import Scene
from actorgraph.claims.claim import Action, Claim, Statement
from actorgraph.graph.article_graph import ArticleGraph, build
from actorgraph.graph.facts import Facts
from actorgraph.graph.mint import Naming
from actorgraph.graph.mint.terms import Triples
from actorgraph.graph.turtle import in_order
from actorgraph.language.document import Token
from actorgraph.proposals.auditing import Auditor, Finding
from actorgraph.proposals.casting import Cast, Figure, name_words, spelt
from actorgraph.proposals.events import is_form_of
from actorgraph.proposals.graph import TERMS, UNKNOWN_MAKER, maker_triples
from actorgraph.proposals.locating import Text
from actorgraph.proposals.proposal import Proposal
from actorgraph.text.article import Span
from actorgraph.text.folding import folded
from actorgraph.vocabulary.confidence import UNMEASURED
from actorgraph.vocabulary.lexicon import WIDEST, object_role
from actorgraph.vocabulary.vocab import AG, PROV, subclasses

ROOT = "Action"
SAYING = "Statement"
# How somebody's words are given where the maker does not say.
MODE = "Indirect"
MARKS = " \t\n,:;"
Node = ox.NamedNode
Pair = tuple[Proposal, Claim]


def by_reader(scene: Scene, proposals: Sequence[Proposal], ours: ArticleGraph) -> ArticleGraph:
    """Return the graph of what another reader proposes; `ours` is what the built-in rules found."""
    pairs = list(_each_once(Claimer(scene).claims(proposals)))
    pairs.sort(key=lambda pair: (pair[1].evidence, pair[1].kind, pair[0].identifier))
    claims = [claim for _, claim in pairs]
    document = scene.document
    graph = build(document.article, scene.actors, claims, parser=document.parser)
    naming = Naming(document.article, scene.actors, claims)
    auditor = Auditor(Facts(ours.triples), ours.iri)
    triples = list(graph.triples)
    for (proposal, _), node in zip(pairs, naming.claims, strict=True):
        for part in _audited(auditor.audit(proposal), node):
            triples.append(ox.Triple(*part))
    return ArticleGraph(graph.iri, tuple(in_order(triples)))


def _audited(finding: Finding, node: Node) -> Triples:
    agent, described = maker_triples(finding.proposal.maker)
    yield from described
    yield node, PROV.wasAttributedTo, agent
    # The reasons are not in this graph: they name actors whom it may have to withhold.
    yield node, AG.audited, TERMS[finding.verdict]


def _each_once(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Yield each claim once: a small model repeats itself."""
    known: list[Claim] = []
    for proposal, claim in pairs:
        if claim not in known:
            known.append(claim)
            yield proposal, claim


class Claimer:
    """Turns proposals about one article into claims."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.article = scene.document.article
        self.text = Text(self.article.text)
        naming = Naming(self.article, scene.actors, ())
        self.keys: dict[Node, int] = {}
        figures: dict[Node, Figure] = {}
        for actor, node in zip(scene.actors, naming.actors, strict=True):
            mentions = tuple(mention.span for mention in actor.mentions)
            names = spelt((actor.name, *actor.aliases))
            figures.setdefault(node, Figure(node, actor.kind, names, mentions))
            self.keys.setdefault(node, actor.key)
        self.cast = Cast(figures)

    def claims(self, proposals: Iterable[Proposal]) -> Iterator[Pair]:
        """Yield the proposals that become claims, each with its claim."""
        for proposal in proposals:
            claim = self._claim(proposal)
            if claim is not None:
                yield proposal, claim

    def _claim(self, proposal: Proposal) -> Claim | None:
        place = self.text.place_of(proposal)
        if place is None:
            return None
        span = place.span
        kind = _kind(proposal)
        who = self._actors(proposal.who, span)
        targets, recipients = self._others(proposal, kind, span)
        if not who and not targets and not recipients:
            return None
        token = self._verb(proposal, span)
        action = Action(
            kind=kind,
            evidence=(span,),
            rule=proposal.maker or UNKNOWN_MAKER,
            factuality=(proposal.certainty or "asserted").capitalize(),
            negated=proposal.denied,
            confidence=_confidence(proposal),
            attributed_to=self._actors((proposal.source,), span),
            verb=token.lemma if token else proposal.verb or kind.casefold(),
            cue=token.span if token else span,
            agents=who,
            targets=targets,
            recipients=recipients,
        )
        return self._said(action) if kind == SAYING else action

    def _others(
        self, proposal: Proposal, kind: str, span: Span
    ) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Return targets and recipients.

        A maker that does not tell the two apart means the role that our rules give for the class.
        """
        targets = self._actors(proposal.whom, span)
        recipients = self._actors(proposal.recipients, span)
        if object_role(kind) == "recipient":
            return (), tuple(dict.fromkeys((*targets, *recipients)))
        return targets, recipients

    def _said(self, action: Action) -> Action:
        """Return a statement with what is said: the words behind the verb, else before it."""
        whole, cue = action.evidence[0], action.cue
        behind, before = Span(cue.end, whole.end), Span(whole.begin, cue.begin)
        for stretch in (behind, before):
            content = self._trimmed(stretch)
            if content.begin < content.end:
                given = {field.name: getattr(action, field.name) for field in fields(Action)}
                return Statement(**given | {"kind": SAYING}, content=(content,), mode=MODE)
        return replace(action, kind=WIDEST)

    def _trimmed(self, span: Span) -> Span:
        words = self.article.text[span.begin : span.end]
        begin = span.begin + len(words) - len(words.lstrip(MARKS))
        return Span(begin, max(begin, span.end - len(words) + len(words.rstrip(MARKS))))

    def _verb(self, proposal: Proposal, span: Span) -> Token | None:
        """Return the word of a quotation that is the proposed verb; None if it has none."""
        words = folded(proposal.verb).split()
        tokens = self.scene.document.beginning_in(span)
        for word in words:
            for token in tokens:
                if is_form_of(word, folded(token.text)):
                    return token
        return None

    def _actors(self, names: Iterable[str], span: Span) -> tuple[int, ...]:
        """Return the actors whom names mean in these words; a name that means nobody is left out.

        What the quotation writes means the actor whom we read there; else a name means its bearer,
        one of the same sentence if there are several.
        """
        keys: dict[int, None] = {}
        sentences = self.text.sentences(span)
        for name in names:
            figure = self._mentioned(name, span) or self._bearer(name, sentences)
            if figure is not None:
                keys[self.keys[figure.node]] = None
        return tuple(keys)

    def _mentioned(self, name: str, span: Span) -> Figure | None:
        words = _compared(name)
        for figure in self.cast.figures.values():
            for mention in figure.mentions:
                written = self.article.text[mention.begin : mention.end]
                if _compared(written) == words and mention.overlaps(span):
                    return figure
        return None

    def _bearer(self, name: str, sentences: Span) -> Figure | None:
        figures = self.cast.find(name)
        here = [figure for figure in figures if figure.is_in(sentences)]
        return next(iter(here or figures), None)


def _compared(name: str) -> tuple[str, ...]:
    """Return the words by which a name is compared; itself, if it is nothing but `her`."""
    return name_words(name) or (name.casefold(),)


def _kind(proposal: Proposal) -> str:
    is_known = proposal.kind in subclasses(ROOT) and proposal.kind != ROOT
    return proposal.kind if is_known else WIDEST


def _confidence(proposal: Proposal) -> float:
    """Return how sure its maker is; a maker that does not say has not been measured."""
    if 0 <= proposal.confidence <= 1:
        return round(proposal.confidence, 2)
    return UNMEASURED
