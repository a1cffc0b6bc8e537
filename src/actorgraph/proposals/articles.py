"""Which article of a store a proposed claim is about, and the audit of many claims."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import pyoxigraph as ox

from actorgraph.errors import ProposalError
from actorgraph.graph.facts import Facts
from actorgraph.proposals.auditing import Auditor, Finding
from actorgraph.proposals.proposal import Proposal
from actorgraph.stores.contract import Store
from actorgraph.text.folding import folded
from actorgraph.vocabulary.vocab import AG, DCT, SCHEMA, local_name

SHORTEST_HASH = 8
Node = ox.NamedNode


class Articles:
    """The articles of a store by hash, title, address and file.

    `files` maps a file's name to the SHA-256 of the text in it.
    """

    def __init__(self, store: Store, files: Mapping[str, str]) -> None:
        self.store = store
        self.files = files
        self.nodes = store.articles()

    @cached_property
    def _names(self) -> dict[str, Node]:
        names: dict[str, Node] = {}
        for node in self.nodes:
            facts = self.facts(node)
            known = [facts.value(node, AG.sha256), node.value, local_name(node)]
            known += [facts.value(node, DCT.title), facts.value(node, SCHEMA.url)]
            for name in known:
                if name:
                    names.setdefault(name.casefold(), node)
                    names.setdefault(folded(name), node)
        for name, sha256 in self.files.items():
            if sha256 in names:
                names[name.casefold()] = names[sha256]
        return names

    def facts(self, node: Node) -> Facts:
        """Return what the graph of an article says."""
        return Facts(self.store.triples_of(node))

    def find(self, name: str) -> Node | None:
        """Return the article that a name means; the only one of a store needs no name."""
        if not name:
            return self.nodes[0] if len(self.nodes) == 1 else None
        plain = name.casefold()
        for spelt in (plain, plain.rpartition("/")[2], folded(name)):
            if spelt in self._names:
                return self._names[spelt]
        if len(name) >= SHORTEST_HASH:
            begun = {node for known, node in self._names.items() if known.startswith(plain)}
            if len(begun) == 1:
                return begun.pop()
        # Whoever names the article otherwise means the only one that there is.
        return self.nodes[0] if len(self.nodes) == 1 else None


def audit(
    store: Store, proposals: Sequence[Proposal], files: Mapping[str, str] | None = None
) -> list[Finding]:
    """Judge proposed claims about the articles of a store, in their order.

    Raises ProposalError if it is unknown which article a claim is about, or if the store withholds
    the words of an article.
    """
    articles = Articles(store, files or {})
    found: dict[int, Finding] = {}
    for node, numbers in _by_article(articles, proposals).items():
        auditor = _auditor(articles, node)
        for number in numbers:
            found[number] = auditor.audit(proposals[number])
    return [found[number] for number in sorted(found)]


def _by_article(articles: Articles, proposals: Iterable[Proposal]) -> dict[Node, list[int]]:
    numbers: dict[Node, list[int]] = defaultdict(list)
    for number, proposal in enumerate(proposals):
        node = articles.find(proposal.article)
        if node is None:
            raise ProposalError(
                f"no article {proposal.article!r} is in the graph"
                if proposal.article
                else "a claim does not say which article it is about",
                where=proposal.identifier or number,
                remedy="name its file with --article, or its title or hash in the claim",
            )
        numbers[node].append(number)
    return numbers


def _auditor(articles: Articles, node: Node) -> Auditor:
    try:
        return Auditor(articles.facts(node), node)
    except LookupError as error:
        raise ProposalError(
            "the graph withholds the article's words",
            where=local_name(node),
            remedy="audit the graph that has them",
        ) from error


def counts(findings: Iterable[Finding]) -> Iterator[tuple[str, str, int]]:
    """Yield how many claims of each maker have each verdict: maker, verdict, number."""
    numbers: dict[tuple[str, str], int] = defaultdict(int)
    for finding in findings:
        numbers[finding.proposal.maker or "unknown", finding.verdict] += 1
    for (maker, verdict), number in sorted(numbers.items()):
        yield maker, verdict, number
