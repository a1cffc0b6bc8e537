"""Spans and quotations compared with the text of their article."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from actorgraph.checking.findings import Finding
from actorgraph.graph.article_graph import digest
from actorgraph.graph.facts import Facts
from actorgraph.graph.triples import whole_number
from actorgraph.stores.contract import Store
from actorgraph.vocabulary.vocab import AG, NIF, local_name

REBUILD = "build the graph again from the text it belongs to"
SHOWN_CHARACTERS = 40  # enough of a span's words to recognise them


@dataclass(frozen=True, slots=True)
class _Span:
    node: ox.NamedNode
    begin: int
    end: int


def matching_texts(
    store: Store,
    text: str | None,
) -> dict[ox.NamedNode, str]:
    """Return the articles that a given text is compared with.

    These are the articles with its hash, or the only article there is.
    """
    if text is None:
        return {}
    articles = store.articles()
    of_this_text = {
        quad.subject for quad in store.match(None, AG.sha256, ox.Literal(_sha256(text)))
    }
    same = [article for article in articles if article in of_this_text]
    # A changed text has another hash, and must be compared with its article all the same.
    if not same and len(articles) == 1:
        same = articles
    return dict.fromkeys(same, text)


def check_text(
    facts: Facts,
    article: ox.NamedNode,
    given: str | None,
) -> Iterator[Finding]:
    """Yield what is wrong between an article's spans, the text in its graph, and a given text."""
    spans = _spans_of(facts, article)
    for span in spans:
        if span.node.value != f"{article.value}#char={span.begin},{span.end}":
            message = f"the span's IRI does not give its offsets {span.begin} and {span.end}"
            remedy = "name a span ARTICLE#char=BEGIN,END"
            yield Finding(span.node.value, "span-name", message, remedy)
    # If both texts are the same, each problem is reported once.
    texts = set(facts.values(article, NIF.isString)[:1])
    if given is not None:
        texts.add(given)
    for text in sorted(texts):
        yield from _compare(facts, article, spans, text)


def _compare(
    facts: Facts, article: ox.NamedNode, spans: list[_Span], text: str
) -> Iterator[Finding]:
    if facts.value(article, AG.sha256) != _sha256(text):
        affected = _affected_claims(facts, article, spans, text)
        message = f"the text has another SHA-256 than the article of this graph, {affected}"
        yield Finding(article.value, "text-hash", message, REBUILD)
    if facts.value(article, AG.length) != str(len(text)):
        message = f"the text is {len(text)} code points long"
        yield Finding(article.value, "text-length", message, REBUILD)
    for span in spans:
        yield from _compare_span(facts, span, text)
    yield from _misquoted(facts, article, text)


def _compare_span(
    facts: Facts,
    span: _Span,
    text: str,
) -> Iterator[Finding]:
    words = text[span.begin : span.end]
    shown = words[:SHOWN_CHARACTERS]
    written = _first(facts, span.node, NIF.anchorOf)
    kept_digest = _first(facts, span.node, AG.digest)
    if span.end > len(text):
        message = "the span ends after the end of the text"
        yield Finding(span.node.value, "span-in-text", message, REBUILD)
    elif written is not None and written != words:
        message = f"the words are {shown!r}, not {written[:SHOWN_CHARACTERS]!r}"
        yield Finding(span.node.value, "span-words", message, REBUILD)
    elif kept_digest not in (None, digest(words)):
        yield Finding(
            span.node.value,
            "span-words",
            f"the words are now {shown!r}",
            REBUILD,
        )


def _affected_claims(
    facts: Facts,
    article: ox.NamedNode,
    spans: list[_Span],
    text: str,
) -> str:
    """Name the claims of an article whose evidence a changed text no longer contains."""
    changed = {span.node for span in spans if _is_changed(facts, span, text[span.begin : span.end])}
    claims = _claims_of(facts, article)
    affected = [
        local_name(claim)
        for claim in claims
        if not changed.isdisjoint(facts.nodes(claim, AG.evidence))
    ]
    count = f"which affects {len(affected)} of {len(claims)} claims"
    if not affected:
        return count
    return f"{count}: {', '.join(affected)}"


def _is_changed(facts: Facts, span: _Span, words: str) -> bool:
    """Return whether a span's words differ; without words or a digest in the graph they count as
    different.
    """
    written = _first(facts, span.node, NIF.anchorOf)
    # A shareable graph has digests in place of the words.
    if written is not None:
        return written != words
    return _first(facts, span.node, AG.digest) != digest(words)


def _misquoted(
    facts: Facts,
    article: ox.NamedNode,
    text: str,
) -> Iterator[Finding]:
    for claim in _claims_of(facts, article):
        for words in facts.values(claim, AG.quotation):
            if words not in text:
                message = f"the text does not contain the quotation {words[:SHOWN_CHARACTERS]!r}"
                yield Finding(
                    claim.value,
                    "quotation-words",
                    message,
                    REBUILD,
                )


def _claims_of(
    facts: Facts,
    article: ox.NamedNode,
) -> list[ox.NamedNode]:
    """Return the nodes reported in an article, in the order of their IRIs."""
    reported = [node for node in facts if article in facts.objects(node, AG.reportedIn)]
    named = [node for node in reported if isinstance(node, ox.NamedNode)]
    return sorted(named, key=lambda node: node.value)


def _spans_of(facts: Facts, article: ox.NamedNode) -> list[_Span]:
    """Return an article's spans in the order of the text; spans without offsets are left to the
    shapes.
    """
    found: list[_Span] = []
    for node in facts:
        if article not in facts.objects(node, NIF.referenceContext):
            continue
        begin = whole_number(facts.value(node, NIF.beginIndex))
        end = whole_number(facts.value(node, NIF.endIndex))
        if begin is None or end is None or not isinstance(node, ox.NamedNode):
            continue
        if begin >= 0 and end >= 0:
            found.append(_Span(node, begin, end))
    return sorted(found, key=lambda span: (span.begin, span.end, span.node.value))


def _first(
    facts: Facts,
    node: ox.NamedNode,
    predicate: ox.NamedNode,
) -> str | None:
    """Return the first value of a property; None if there is none, which differs from an empty
    text.
    """
    return next(iter(facts.values(node, predicate)), None)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
