"""ECB+: the same event across articles, from the mentions given or from our own.

The score of two mentions is the one by which `actorgraph link` ties claims (links/events.py). What
differs: mentions are compared within articles of one subject instead of by their parties; a party
is the head of a phrase, not a linked actor; and the threshold is the one that is as likely right as
wrong, for this set counts a missed tie like an invented one.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from actorgraph.claims import Action
from actorgraph.language.document import Document, Token
from actorgraph.language.parsing import word_likeness
from actorgraph.links.clusters import average_linked
from actorgraph.links.event_reports import EventReport
from actorgraph.links.events import LIGHT, LIKELY, sameness
from actorgraph.links.topics import likeness, stem, stems, weights
from actorgraph.text.article import Span
from actorgraph.vocabulary.event_nouns import noun_frames
from actorgraph.vocabulary.lexicon import frames

# Articles whose words are this much alike tell of one subject.
ONE_SUBJECT = 0.14
# How much two mentions of one article count as of one subject.
ONE_ARTICLE = 0.3
# Two mentions that were ruled out, or stand in articles of two subjects.
NEVER = -20.0
CONTENT = ("NOUN", "PROPN", "VERB", "ADJ", "NUM")


def predict_all(
    readings: Sequence[tuple[dict[str, Any], Any]], *, given: bool
) -> Iterator[dict[str, Any]]:
    """Yield for each text its event mentions with clusters that are shared by all texts."""
    bags = weights([subject_words(item["text"]) for item, _ in readings])
    subject = _subjects(bags)
    tellings: list[tuple[int, list[list[int]], EventReport]] = []
    for place, (item, reading) in enumerate(readings):
        for spans in _given(item) if given else _own(reading):
            telling = _telling(reading, item["id"], spans)
            if telling:
                tellings.append((place, spans, telling))
    cluster = _clusters(tellings, subject, bags)
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for index, (place, spans, _) in enumerate(tellings):
        found[place].append({"spans": spans, "kind": "event", "cluster": f"event {cluster[index]}"})
    for place, (item, _) in enumerate(readings):
        yield {"id": item["id"], "mentions": found[place]}


def subject_words(text: str) -> list[str]:
    """Return the stems of a text without the line of its address."""
    return stems(re.sub(r"^\s*https?\s*:.*$", "", text, flags=re.MULTILINE))


def _subjects(bags: Sequence[Any]) -> list[int]:
    """Return for each article the number of the subject that it shares with others."""
    pairs = {
        (i, j): likeness(bags[i], bags[j])
        for i in range(len(bags))
        for j in range(i + 1, len(bags))
    }
    groups = average_linked(len(bags), pairs, ONE_SUBJECT, 0.0)
    return [
        number
        for _, number in sorted(
            (place, number) for number, group in enumerate(groups) for place in group
        )
    ]


def _clusters(
    tellings: Sequence[tuple[int, Any, EventReport]], subject: Sequence[int], bags: Sequence[Any]
) -> list[int]:
    points: dict[tuple[int, int], float] = {}
    nearness = cache(word_likeness)
    alike = cache(
        lambda one, other: ONE_ARTICLE if one == other else likeness(bags[one], bags[other])
    )
    for low, (place, _, first) in enumerate(tellings):
        for high in range(low + 1, len(tellings)):
            other, _, second = tellings[high]
            if subject[place] == subject[other]:
                points[low, high] = max(
                    NEVER, sameness(first, second, alike(place, other), nearness).points
                )
    groups = average_linked(len(tellings), points, LIKELY, NEVER)
    return [
        number
        for _, number in sorted(
            (index, number) for number, group in enumerate(groups) for index in group
        )
    ]


def _given(item: dict[str, Any]) -> list[list[list[int]]]:
    return [mention["spans"] for mention in item["gold"] if mention["kind"] == "event"]


def _own(reading: Any) -> list[list[list[int]]]:
    """Return the words that tell what is done: those of our claims, other verbs, and the event
    nouns of the lexicon.

    A claim needs somebody who acts; this set marks the deed, whoever did it.
    """
    heads = [
        head
        for c in reading.claims
        if isinstance(c, Action)
        if (head := _head(reading.document, [c.cue]))
    ]
    for token in reading.document.tokens:
        verb = (
            token.pos == "VERB"
            and token.dep not in ("aux", "auxpass")
            and token.lemma not in LIGHT - {"say", "tell"}
        )
        if verb or (token.pos == "NOUN" and token.lemma in noun_frames()):
            heads.append(token)
    return [[[b, e]] for b, e in sorted({(head.span.begin, head.span.end) for head in heads})]


def _head(document: Document, spans: Sequence[Span]) -> Token | None:
    words = [token for span in spans for token in document.words(span)]
    words = words or [t for t in document.tokens if any(t.span.overlaps(span) for span in spans)]
    inside = {token.index for token in words}
    return next((t for t in words if t.head is t or t.head.index not in inside), None)


def _telling(reading: Any, article: str, spans: list[list[int]]) -> EventReport | None:
    document: Document = reading.document
    stretches = [Span(begin, end) for begin, end in spans]
    head = _head(document, stretches)
    if head is None:
        return None
    own = [token for span in stretches for token in document.words(span)]
    sentence = document.sentences[head.sentence].tokens
    agents, others = _parties(head, {token.index for token in own})
    return EventReport(
        iri=f"{article} {spans}",
        article=article,
        kind=_kind(reading, head),
        verb=stem(head.lemma),
        lemma=head.lemma,
        agents=frozenset(agents),
        counterparts=frozenset(others),
        places=frozenset(stem(t.text) for t in sentence if t.entity in ("GPE", "LOC", "FAC")),
        words=frozenset(stems(" ".join(token.text for token in sentence))),
        core=frozenset(stem(t.lemma) for t in own if t.pos in CONTENT),
    )


def _kind(reading: Any, head: Token) -> str:
    """Return the class of the claim that a word says, else the one that the lexicon gives to the
    word alone.
    """
    told = [c.kind for c in reading.claims if isinstance(c, Action) and c.cue.overlaps(head.span)]
    listed = frames().get(head.lemma, ())[-1:] or noun_frames().get(head.lemma, ())[-1:]
    return next(iter([*told, *(frame.kind for frame in listed)]), "")


def _parties(head: Token, own: set[int]) -> tuple[set[str], set[str]]:
    """Return the stems of who does it and of who else takes part, as the syntax has them."""
    agents: set[str] = set()
    others: set[str] = set()
    for child in head.children:
        inner = child.having("pobj") if child.dep in ("prep", "agent") else [child]
        side = agents if child.dep in ("nsubj", "poss", "agent") else others
        if child.dep in (
            "nsubj",
            "poss",
            "agent",
            "prep",
            "dobj",
            "nsubjpass",
            "attr",
            "dative",
            "compound",
        ):
            side |= {
                name for token in inner if token.index not in own for name in _names(token, own)
            }
    if head.dep in ("relcl", "acl"):
        others |= _names(head.head, own)
    elif head.dep in ("xcomp", "conj") and not agents:
        agents |= {name for token in head.head.having("nsubj") for name in _names(token, own)}
    return agents, others


def _names(token: Token, own: set[int]) -> set[str]:
    parts = [token, *(c for c in token.having("compound") if c.index not in own)]
    return {stem(part.lemma) for part in parts if len(part.lemma) > 1}
