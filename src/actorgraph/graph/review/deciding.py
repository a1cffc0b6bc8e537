"""Deciding on a claim: the verdict that may be saved, from what a person says about it."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import pyoxigraph as ox

from actorgraph.errors import ReviewError
from actorgraph.graph.facts import Facts
from actorgraph.graph.records import SpanFacts
from actorgraph.graph.review.applying import unreviewed
from actorgraph.graph.review.corrections import read_correction
from actorgraph.graph.review.judged import class_of, fields_of
from actorgraph.text.verdicts import Verdict, digest_of
from actorgraph.vocabulary.vocab import AG, local_name


def new_verdict(
    facts: Facts,
    claim: ox.NamedNode,
    verdict: str,
    *,
    reason: str = "",
    new: Mapping[str, tuple[str, ...]] | None = None,
    by: str = "",
    date: str = "",
    note: str = "",
) -> Verdict:
    """Return a verdict that may be saved, with all that finds the claim again.

    Without a date it has the present moment. `facts` are those of the claim's article, as
    `facts_before_review` gives them; `new` are the fields that a correction changes. Raises
    ReviewError if it is not allowed.
    """
    if verdict == "corrected":
        if not new:
            raise ReviewError(
                "a correction changes nothing", remedy="change a field, or accept the claim"
            )
        read_correction(facts, claim, new)
    article = facts.nodes(claim, AG.reportedIn)[0]
    spans = facts.spans(claim, AG.evidence)
    cues = facts.spans(claim, AG.cue)
    words = " … ".join(span.words for span in spans if span.words)
    return Verdict(
        verdict=verdict,
        article=facts.value(article, AG.sha256),
        claim=local_name(claim),
        kind=class_of(facts, claim),
        evidence=_offsets(spans),
        cue=_offsets(cues[:1]),
        words=words,
        digest=_digest(facts, spans, words),
        reason=reason,
        by=by,
        date=date or present(),
        note=note,
        old=fields_of(facts, claim),
        new=dict(new or {}),
    )


def _offsets(spans: Sequence[SpanFacts]) -> str:
    return " ".join(f"{span.begin}-{span.end}" for span in spans)


def _digest(facts: Facts, spans: Sequence[SpanFacts], words: str) -> str:
    """Return the hash of words; that of the first span where a shareable graph withholds them."""
    if words:
        return digest_of(words)
    return facts.value(ox.NamedNode(spans[0].iri), AG.digest)


def present() -> str:
    """Return the present moment in ISO 8601, in milliseconds: one may decide twice in a second."""
    moment = datetime.now(UTC).isoformat(timespec="milliseconds")
    return moment.replace("+00:00", "Z")


def facts_before_review(facts: Facts) -> Facts:
    """Return an article's facts as the tool found them."""
    return Facts(unreviewed(triple for node in facts for triple in facts.triples(node)))


def fields_from(pairs: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return the changed fields of `FIELD=VALUE` pairs; a field given twice has two values.

    An empty value leaves the field empty. Raises ReviewError if a pair has no equals sign.
    """
    fields: dict[str, tuple[str, ...]] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            raise ReviewError("is not FIELD=VALUE", where=pair, remedy="write agent=NAME")
        name = "attributedTo" if name.strip() == "source" else name.strip()
        values = (value.strip(),) if value.strip() else ()
        fields[name] = (*fields.get(name, ()), *values)
    return fields
