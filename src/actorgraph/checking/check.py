"""Checking a graph: its shapes, its links, and its spans against the text of the article."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from actorgraph.checking.findings import Finding
from actorgraph.checking.links import check_links
from actorgraph.checking.shapes import misshapen, unknown_terms
from actorgraph.checking.spans import check_text, matching_texts
from actorgraph.errors import GraphError
from actorgraph.graph.facts import Facts
from actorgraph.stores.contract import Store

P = ParamSpec("P")
R = TypeVar("R")
# What a view raises over a graph that breaks the model, such as one edited by hand.
BROKEN = (LookupError, ValueError, TypeError, AttributeError, RecursionError)


def check(
    store: Store,
    article_text: str | None = None,
) -> list[Finding]:
    """Return the problems of a store's graphs, sorted; the list is empty if there are none.

    Each graph is validated against `ontology/shapes.ttl`, links against the articles they connect,
    and each span against the text in its graph. `article_text` is compared with the spans as well:
    this verifies a shareable graph, which contains no text.
    """
    findings: set[Finding] = set()
    # Graph by graph: the shapes count values, and the same node may be in several graphs.
    for name in store.graph_names():
        triples = [quad.triple for quad in store.match(graph=name)]
        findings.update(unknown_terms(triples))
        findings.update(misshapen(triples))
    findings.update(check_links(store))
    texts = matching_texts(store, article_text)
    for article in store.articles():
        # One article at a time: a store may be larger than the memory.
        facts = Facts(store.triples_of(article))
        findings.update(check_text(facts, article, texts.get(article)))
    if article_text is not None and not texts:
        message = "this text belongs to no article of the graph"
        findings.add(
            Finding(
                "article",
                "text-given",
                message,
                "give its article",
            )
        )
    return sorted(findings)


def of_sound(view: Callable[Concatenate[Store, P], R]) -> Callable[Concatenate[Store, P], R]:
    """Decorate a view of a store so that it reports a graph that breaks the model.

    If the view fails over such a graph, it raises GraphError with the first problem. Over a sound
    graph the failure is a bug of ours, and is passed on.
    """

    @wraps(view)
    def guarded(store: Store, /, *args: P.args, **named: P.kwargs) -> R:
        try:
            return view(store, *args, **named)
        except BROKEN as error:
            findings = check(store)
            # The graph is sound: the failure is a bug.
            if not findings:
                raise
            raise _unsound(findings) from error

    return guarded


def _unsound(findings: list[Finding]) -> GraphError:
    first, *others = findings
    message = first.message
    if others:
        message = f"{message}; and {len(others)} more problems"
    return GraphError(
        message,
        where=first.node,
        remedy="list them: actorgraph check GRAPH",
    )
