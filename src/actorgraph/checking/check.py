"""Checking: does a graph satisfy the model's shapes, and do its spans hold the words that they say they hold?"""

import hashlib
from collections.abc import Callable, Iterator
from functools import cache, wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

import pyoxigraph as ox

from actorgraph.checking.findings import Finding, check_links
from actorgraph.errors import GraphError
from actorgraph.graph.article_graph import digest
from actorgraph.stores.contract import Store
from actorgraph.vocabulary.vocab import (
    AG,
    NIF,
    ONTOLOGY,
    RDF,
    RDFS,
    defined,
    local_name,
    ontology,
    ontology_text,
)

if TYPE_CHECKING:
    import rdflib

P = ParamSpec("P")
R = TypeVar("R")
AGAIN = "build the graph again from the text it belongs to"
SHOWN = 40  # so many characters of a span's words tell which words are meant


def check(store: Store, article_text: str | None = None) -> list[Finding]:
    """Return what is wrong with the store's graphs, sorted; the list is empty where nothing is.

    Each graph is held against `ontology/shapes.ttl`, links against the articles they tie, and each span against the text
    that its graph carries. With `article_text` the spans are held against that text, too: so a shareable graph, which carries no words, is proven.
    """
    findings: set[Finding] = set()
    for name in store.graph_names():
        triples = [quad.triple for quad in store.match(graph=name)]
        findings.update(_unknown_terms(triples), _misshapen(triples))
    findings.update(check_links(store))
    texts = _texts(store, article_text)
    for article in store.articles():
        findings.update(_words(store, article, texts.get(article)))
    if article_text is not None and not texts:
        findings.add(
            Finding(
                "article",
                "text-given",
                "this text belongs to no article of the graph",
                "give its article",
            )
        )
    return sorted(findings)


def of_sound(view: Callable[Concatenate[Store, P], R]) -> Callable[Concatenate[Store, P], R]:
    """Decorate a view of a store: where it fails over a graph that breaks the model, as a mended or foreign one may, say so.

    The view then raises GraphError that names the first fault; what fails over a sound graph is a defect of ours, and passes.
    """

    @wraps(view)
    def guarded(store: Store, /, *args: P.args, **named: P.kwargs) -> R:
        try:
            return view(store, *args, **named)
        except (LookupError, ValueError, TypeError, AttributeError, RecursionError) as error:
            findings = check(store)
            if not findings:
                raise
            told = (
                f"{findings[0].message}; this and {len(findings) - 1} other faults are in the way"
            )
            raise GraphError(
                told, where=findings[0].node, remedy="list them: actorgraph check GRAPH"
            ) from error

    return guarded


def _unknown_terms(triples: list[ox.Triple]) -> Iterator[Finding]:
    for triple in triples:
        term = triple.object if triple.predicate == RDF.type else triple.predicate
        if isinstance(term, ox.NamedNode) and term.value.startswith(ONTOLOGY) and not defined(term):
            message = f"the ontology defines no ag:{local_name(term)}"
            yield Finding(
                _text(triple.subject), "closed-vocabulary", message, "use a term of ontology/"
            )


def _misshapen(triples: list[ox.Triple]) -> Iterator[Finding]:
    import pyshacl
    from rdflib import SH

    _, report, _ = pyshacl.validate(_rdflib([*triples, *_hierarchy()]), shacl_graph=_shapes())
    for result in report.objects(None, SH.result):
        # A rule of the article that finds fault with another node gives it as its value.
        constraint = report.value(result, SH.sourceConstraint)
        node = report.value(result, SH.value if constraint else SH.focusNode)
        message, _, remedy = str(report.value(result, SH.resultMessage)).partition("; ")
        yield Finding(
            str(node), _rule(constraint or report.value(result, SH.sourceShape)), message, remedy
        )


def _rule(shape: object) -> str:
    return local_name(str(shape))


def _rdflib(triples: list[ox.Triple]) -> "rdflib.Graph":
    import rdflib

    lines = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    return rdflib.Graph().parse(data=lines.decode(), format="nt")


@cache
def _shapes() -> "rdflib.Graph":
    import rdflib

    return rdflib.Graph().parse(data=ontology_text("shapes.ttl"), format="turtle")


@cache
def _hierarchy() -> tuple[ox.Triple, ...]:
    """Return which class stands below which, so that a shape for claims finds a mere `ag:Assault`."""
    return tuple(
        quad.triple for quad in ontology().store.quads_for_pattern(None, RDFS.subClassOf, None)
    )


def _texts(store: Store, text: str | None) -> dict[ox.NamedNode, str]:
    """Return which articles the text given is held against: those with its hash, or the only one that there is."""
    if text is None:
        return {}
    articles = store.articles()
    same = [article for article in articles if _value(store, article, AG.sha256) == _sha256(text)]
    return dict.fromkeys(same or (articles if len(articles) == 1 else []), text)


def _words(store: Store, article: ox.NamedNode, given: str | None) -> Iterator[Finding]:
    """Hold the spans and quotations of an article against the text that its graph carries and against the one given."""
    yield from _misnamed(store, article)
    for text in sorted(
        {text for text in (_value(store, article, NIF.isString), given) if text is not None}
    ):
        if _value(store, article, AG.sha256) != _sha256(text):
            message = f"the text has another SHA-256 than the article of this graph, {_affected(store, article, text)}"
            yield Finding(article.value, "text-hash", message, AGAIN)
        if _value(store, article, AG.length) != str(len(text)):
            yield Finding(
                article.value, "text-length", f"the text is {len(text)} code points long", AGAIN
            )
        for span, begin, end in _spans(store, article):
            written = _value(store, span, NIF.anchorOf)
            if end > len(text):
                yield Finding(span.value, "span-in-text", "the span ends behind the text", AGAIN)
            elif written is not None and written != text[begin:end]:
                message = f"the words are {text[begin:end][:SHOWN]!r}, not {written[:SHOWN]!r}"
                yield Finding(span.value, "span-words", message, AGAIN)
            elif _value(store, span, AG.digest) not in (None, digest(text[begin:end])):
                yield Finding(
                    span.value,
                    "span-words",
                    f"the words are now {text[begin:end][:SHOWN]!r}",
                    AGAIN,
                )
        yield from _misquoted(store, article, text)


def _affected(store: Store, article: ox.NamedNode, text: str) -> str:
    """Say which claims of an article rest on words that another text does not have where they stood."""
    changed = {
        span
        for span, begin, end in _spans(store, article)
        if _is_changed(store, span, text[begin:end])
    }
    claims = sorted({_text(q.subject) for q in store.match(None, AG.reportedIn, article)})
    rest = [
        local_name(claim)
        for claim in claims
        if any(q.object in changed for q in store.match(ox.NamedNode(claim), AG.evidence, None))
    ]
    return f"which affects {len(rest)} of {len(claims)} claims" + (
        f": {', '.join(rest)}" if rest else ""
    )


def _is_changed(store: Store, span: ox.NamedNode, words: str) -> bool:
    """Tell whether a span's words are others; where the graph keeps neither words nor digest, nobody can vouch."""
    written, kept = _value(store, span, NIF.anchorOf), _value(store, span, AG.digest)
    return written != words if written is not None else kept != digest(words)


def _misnamed(store: Store, article: ox.NamedNode) -> Iterator[Finding]:
    for span, begin, end in _spans(store, article):
        if span.value != f"{article.value}#char={begin},{end}":
            message = f"the span's name does not give its offsets {begin} and {end}"
            yield Finding(span.value, "span-name", message, "name a span ARTICLE#char=BEGIN,END")


def _misquoted(store: Store, article: ox.NamedNode, text: str) -> Iterator[Finding]:
    for claim in store.match(None, AG.reportedIn, article):
        for quad in store.match(claim.subject, AG.quotation, None):
            words = _text(quad.object)
            if words not in text:
                message = f"the text does not hold the quotation {words[:SHOWN]!r}"
                yield Finding(_text(quad.subject), "quotation-words", message, AGAIN)


def _spans(store: Store, article: ox.NamedNode) -> list[tuple[ox.NamedNode, int, int]]:
    """Return the article's spans with their offsets, sorted; those without offsets are left to the shapes."""
    found = []
    for quad in store.match(None, NIF.referenceContext, article):
        if isinstance(quad.subject, ox.NamedNode):
            begin, end = (
                _value(store, quad.subject, NIF.beginIndex),
                _value(store, quad.subject, NIF.endIndex),
            )
            if begin and end and begin.isdecimal() and end.isdecimal():
                found.append((quad.subject, int(begin), int(end)))
    return sorted(found, key=lambda span: (span[1:], span[0].value))


def _value(store: Store, subject: ox.NamedNode, predicate: ox.NamedNode) -> str | None:
    quad = next(iter(store.match(subject, predicate)), None)
    return _text(quad.object) if quad else None


def _text(node: object) -> str:
    return str(getattr(node, "value", node))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
