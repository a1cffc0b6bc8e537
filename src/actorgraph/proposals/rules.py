"""The built-in rules as a reader: what they find, as any other reader would propose it."""

from collections.abc import Iterable, Iterator

from actorgraph.graph.extraction import by_rules, scene_of
from actorgraph.graph.facts import Facts
from actorgraph.graph.mint import VERSION
from actorgraph.graph.triples import Node
from actorgraph.proposals.proposal import Proposal
from actorgraph.text.article import Article
from actorgraph.vocabulary.vocab import AG


class Rules:
    """Proposes what `actorgraph build` finds: its actions, without relations and attitudes."""

    maker = f"actorgraph {VERSION} rules"

    def read(self, article: Article) -> Iterator[Proposal]:
        """Yield the actions that the rules find. Raises ModelError."""
        facts = Facts(by_rules(scene_of(article)).triples)
        for node in facts.claims:
            claim = facts.claim(node)
            if claim.is_relation or claim.is_attitude:
                continue
            evidence = facts.stretches(node, AG.evidence)[0]
            yield Proposal(
                kind=claim.kind,
                verb=claim.verb,
                who=_labels(facts, claim.in_roles("agent", "possibleAgent")),
                whom=_labels(facts, claim.in_roles("target")),
                recipients=_labels(facts, claim.in_roles("recipient")),
                certainty=claim.factuality.casefold(),
                denied=claim.negated,
                source=", ".join(_labels(facts, claim.sources)),
                quotation=article.quote(evidence),
                begin=evidence.begin,
                end=evidence.end,
                time=claim.time,
                confidence=facts.number(node, AG.confidence),
                identifier=node.value,
            )


def _labels(facts: Facts, nodes: Iterable[Node]) -> tuple[str, ...]:
    return tuple(facts.label(node) for node in nodes)
