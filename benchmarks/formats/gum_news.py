"""GUM: every noun phrase and pronoun as a mention, nested, with coreference and Wikidata links."""

from typing import Any

from actorgraph.gazetteer import gazetteer, head_kinds

TYPES = {
    "Person": "person",
    "Organisation": "organization",
    "Government": "place",
    "Place": "place",
    "Group": "person",
    "Document": "abstract",
}
OUTSIDE = ("conj", "cc", "punct", "appos")


def predict(reading: Any) -> dict[str, Any]:
    """Return a cluster per actor, and one per other noun phrase, with the phrases' full spans."""
    clusters: list[dict[str, Any]] = []
    taken: set[int] = set()
    labels = {entry.wikidata: entry.label for entry in gazetteer().names.values()}
    for actor in reading.actors:
        spans = []
        for mention in actor.mentions:
            if mention.head in taken:
                continue
            taken.add(mention.head)
            spans.append(_phrase(reading, mention.head, mention))
        if spans:
            linked = (
                {"wikidata": actor.wikidata, "wikipedia": labels.get(actor.wikidata, actor.name)}
                if actor.wikidata
                else {}
            )
            clusters.append({"mentions": spans, "type": TYPES[actor.kinds[0]], **linked})
    for token in reading.document.tokens:
        if (
            token.pos in ("NOUN", "PROPN", "PRON")
            and token.index not in taken
            and token.dep not in ("compound", "expl", "nmod", "amod", "npadvmod")
            and token.tag not in ("WDT", "WP", "WP$")
        ):
            kinds = head_kinds().get(token.lemma, ())
            clusters.append(
                {"mentions": [_phrase(reading, token.index, None)], "type": TYPES[kinds[0]] if kinds else "abstract"}
            )
    return {"entities": clusters}


def _phrase(reading: Any, head: int, mention: Any) -> list[int]:
    """Return the whole phrase of a head word: its determiners, its complements and its clauses."""
    token = reading.document.tokens[head]
    if mention is not None and mention.form in ("pronoun", "adjective"):
        return [mention.span.begin, mention.span.end]
    skipped = {t.index for c in token.children if c.dep in OUTSIDE for t in c.subtree()}
    words = [t for t in token.subtree() if t.index not in skipped]
    run = [
        t for t in words if all(i in {w.index for w in words} for i in range(min(t.index, head), max(t.index, head)))
    ]
    while run and run[-1].pos in ("PUNCT", "ADP") and run[-1].index != head:
        run.pop()
    while run and run[0].pos == "PUNCT":
        run.pop(0)
    begin, end = run[0].span.begin, run[-1].span.end
    if mention is not None:
        begin, end = min(begin, mention.span.begin), max(end, mention.span.end)
    if run[-1].tag == "POS" and run[-1].head is token:
        end = run[-2].span.end if len(run) > 1 else end
    return [begin, end]
