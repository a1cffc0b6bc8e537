"""The IRI of every node of an article's graph, and of nothing else."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

import pyoxigraph as ox

from actorgraph.actors import Actor
from actorgraph.claims.claim import Claim
from actorgraph.text.article import Article, Span
from actorgraph.text.review import Decision
from actorgraph.vocabulary.vocab import INDIVIDUALS

VERSION = "0.1.0"
# How many hexadecimal digits of an article's SHA-256 name it.
CODE_LENGTH = 16
LONGEST_SLUG = 60


def slug(name: str) -> str:
    """Return a name as a short ASCII path segment, `actor` where nothing is left of it."""
    # Not normality.slugify: it transliterates (ø becomes o), which would change published IRIs.
    decomposed = unicodedata.normalize("NFKD", name)
    plain = decomposed.encode("ascii", "ignore").decode().casefold()
    hyphenated = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return hyphenated[:LONGEST_SLUG].strip("-") or "actor"


def article_code(sha256: str) -> str:
    """Return the end of the IRI of the article whose text has this hash."""
    return sha256[:CODE_LENGTH]


class Naming:
    """The IRIs of one article's nodes; actors and claims have theirs by position."""

    def __init__(
        self,
        article: Article,
        actors: Sequence[Actor],
        claims: Sequence[Claim],
    ) -> None:
        self.code = article_code(article.sha256)
        self.article = self._node("article", self.code)
        self.run = self._node("run", self.code)
        actor_names = _numbered(self._actor_name(actor) for actor in actors)
        claim_names = _numbered(self._claim_name(claim) for claim in claims)
        self.actors = [self._node("actor", name) for name in actor_names]
        self.claims = [self._node("claim", name) for name in claim_names]
        self._rules: dict[str, ox.NamedNode] = {}

    def span(self, span: Span) -> ox.NamedNode:
        """Return the IRI of a span, in the manner of RFC 5147."""
        return ox.NamedNode(f"{self.article.value}#char={span.begin},{span.end}")

    def gap(self, span: Span) -> ox.NamedNode:
        """Return the IRI of a gap: by its verb or noun, or the sentence if it has neither."""
        return self._node("gap", f"{self.code}-{span.begin}-{span.end}")

    def rule(self, rule: str) -> ox.NamedNode:
        """Return the IRI of a rule in this version."""
        # A few rules make all the claims.
        if rule not in self._rules:
            self._rules[rule] = self._node("rule", f"{slug(rule)}/{VERSION}")
        return self._rules[rule]

    def decision(self, decision: Decision) -> ox.NamedNode:
        """Return the IRI of a reviewer's decision."""
        return self._node("decision", f"{self.code}-{slug(str(decision))}")

    def link(self, actor: Actor, wikidata: str) -> ox.NamedNode:
        """Return the IRI of the claim that an actor is this entry of Wikidata."""
        return self._node("link", f"{self.code}-{wikidata}-{slug(actor.name)}")

    def _actor_name(self, actor: Actor) -> str:
        return actor.wikidata or f"{self.code}-{slug(actor.name)}"

    def _claim_name(self, claim: Claim) -> str:
        first = claim.evidence[0]
        return f"{self.code}-{first.begin}-{first.end}-{slug(claim.kind)}"

    @staticmethod
    def _node(room: str, name: str) -> ox.NamedNode:
        return ox.NamedNode(f"{INDIVIDUALS}{room}/{name}")


def _numbered(names: Iterable[str]) -> list[str]:
    """Make names unique: the second `x` becomes `x-2`."""
    counts: Counter[str] = Counter()
    unique = []
    for name in names:
        counts[name] += 1
        if counts[name] > 1:
            unique.append(f"{name}-{counts[name]}")
        else:
            unique.append(name)
    return unique
