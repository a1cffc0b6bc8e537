"""What the page knows beyond the network's contents: mentions, cues, sentences, sorts of groups."""

import re
from typing import Any

import pyoxigraph as ox

from actorgraph.graph.facts import Facts
from actorgraph.views.page.contents import ACTOR_ROOT, CLAIM_ROOT
from actorgraph.vocabulary.vocab import AG, NIF

Row = dict[str, Any]
# The end of a sentence: its mark, closing quotation marks or brackets, then a space and a capital.
SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[A-Z0-9])|\n+")
# After these, a full stop ends no sentence.
ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sgt|Capt|Sen|Rep|Gov|St|Jr|Sr|No|vs|Inc|Ltd|Co)|\b[A-Z])$"
)
# Words that name a body without naming it.
BODIES = re.compile(
    r"\b(?:governments?|countries|country|capitals?|states?|ministr(?:y|ies)|ministers?"
    r"|embass(?:y|ies)|authorities|parliaments?|courts?|agenc(?:y|ies)|officials)\b",
    re.IGNORECASE,
)


def add_details(contents: Row, facts: Facts, names: list[str]) -> Row:
    """Return the contents with `mentions` and `sort` of actors, `cue` and `sentence` of claims.

    `names` are the IRIs of the map's nodes, as for `contents`. A mention is `[begin, end]` in the
    first article, or `[begin, end, article]`.
    """
    articles = {article["id"]: number for number, article in enumerate(contents["articles"])}
    ends = [_sentence_ends(article["text"]) for article in contents["articles"]]
    nodes = [
        _actor(row, iri, facts, articles) for row, iri in zip(contents["nodes"], names, strict=True)
    ]
    others = [
        _actor(row, _iri(row["id"], ACTOR_ROOT), facts, articles) for row in contents["others"]
    ]
    return {
        **contents,
        "nodes": nodes,
        "others": others,
        "claims": [_claim(row, facts, ends) for row in contents["claims"]],
        "attitudes": [_claim(row, facts, ends) for row in contents["attitudes"]],
    }


def _iri(name: str, root: str) -> str:
    if "://" in name:
        return name
    return root + name


def _actor(row: Row, iri: str, facts: Facts, articles: dict[str, int]) -> Row:
    """Return an actor's row with its mentions and sort; an event's row as it is."""
    if "claim" in row:
        return row
    mentions = _mentions(ox.NamedNode(iri), facts, articles)
    added: Row = {}
    if mentions:
        added["mentions"] = mentions
    sort = sort_of(row)
    if sort:
        added["sort"] = sort
    return row | added


def _mentions(
    node: ox.NamedNode,
    facts: Facts,
    articles: dict[str, int],
) -> list[list[int]]:
    mentions = []
    for span in facts.nodes(node, AG.mention):
        begin, end = facts.whole(span, NIF.beginIndex), facts.whole(span, NIF.endIndex)
        article = articles.get(facts.value(span, NIF.referenceContext), 0)
        if article:
            mentions.append([begin, end, article])
        else:
            mentions.append([begin, end])
    return sorted(mentions)


def sort_of(row: Row) -> str:
    """Return how an actor folds on the map: `risk`, `bodies`, `groups`; empty for one with a name.

    People at risk are those whom the graph protects; `bodies` are governments and authorities that
    have no name of their own.
    """
    if row.get("protected"):
        return "risk"
    is_group = row["kind"] == "Group"
    has_name = not is_group and not row.get("unnamed")
    if has_name:
        return ""
    if BODIES.search(row["label"]):
        return "bodies"
    if is_group:
        return "groups"
    return ""


def _claim(row: Row, facts: Facts, ends: list[list[int]]) -> Row:
    """Return a claim's row with its cue and, where it says more than the evidence, its sentence."""
    node = ox.NamedNode(_iri(row["code"], CLAIM_ROOT))
    cue = sorted([span.begin, span.end] for span in facts.spans(node, AG.cue))
    added: Row = {}
    if cue:
        added["cue"] = cue
    evidence = row.get("evidence", [])
    sentence = _sentence(evidence, ends[row.get("article", 0)])
    if sentence and [sentence] != evidence:
        added["sentence"] = sentence
    return row | added


def _sentence_ends(text: str | None) -> list[int]:
    """Return the offsets at which sentences begin or end; nothing where the text is withheld."""
    if text is None:
        return []
    ends = [0]
    for match in SENTENCE_END.finditer(text):
        before = text[max(0, match.start() - 6) : match.start()]
        is_abbreviated = text[match.start()] == "." and ABBREVIATION.search(before)
        if not is_abbreviated:
            ends.append(match.end())
    ends.append(len(text) + 1)
    return ends


def _sentence(evidence: list[list[int]], ends: list[int]) -> list[int]:
    """Return the span of the sentences that the evidence touches, without the space after it."""
    if not ends or not evidence:
        return []
    first, last = evidence[0][0], evidence[-1][1]
    begin = max(place for place in ends if place <= first)
    end = min(place for place in ends if place >= last)
    return [begin, end - 1]
