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
PERSONS = {
    word: number
    for number, words in enumerate(("i me my mine myself", "we us our ours ourselves", "you your yours yourself"))
    for word in words.split()
}
OUTSIDE = ("conj", "cc", "punct")


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
        if token.index not in taken and _heads_a_phrase(token):
            clusters.append(_thing(reading, token, clusters))
    return {"entities": [cluster for cluster in clusters if cluster["mentions"]]}


def _heads_a_phrase(token: Any) -> bool:
    inside = token.dep in ("compound", "expl", "nmod", "amod", "npadvmod") or token.tag in ("WDT", "WP", "WP$")
    return token.pos in ("NOUN", "PROPN", "PRON") and not inside


def _thing(reading: Any, token: Any, clusters: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a phrase that stands for no actor; a definite one joins the last phrase with its head.

    Pronouns of the first and second person mean the same throughout a paragraph, whoever that is.
    """
    span = _phrase(reading, token.index, None)
    kinds = head_kinds().get(token.lemma, ())
    definite = any(c.dep in ("det", "poss") and c.lemma not in ("a", "an", "some", "any", "no") for c in token.children)
    if token.pos != "PRON" and (definite or token.pos == "PROPN"):
        for cluster in reversed(clusters):
            if cluster.get("lemma") == token.lemma:
                cluster["mentions"].append(span)
                return {"mentions": [], "type": "abstract"}
    if token.text.casefold() in PERSONS:
        block = reading.document.sentences[token.sentence].block.span.begin
        speaking = (PERSONS[token.text.casefold()], block)
        for cluster in reversed(clusters):
            if cluster.get("speaking") == speaking:
                cluster["mentions"].append(span)
                return {"mentions": [], "type": "abstract"}
        return {"mentions": [span], "type": "person", "speaking": speaking}
    lemma = {"lemma": token.lemma} if token.pos != "PRON" else {}
    return {"mentions": [span], "type": TYPES[kinds[0]] if kinds else "abstract", **lemma}


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
    return [begin, end]
