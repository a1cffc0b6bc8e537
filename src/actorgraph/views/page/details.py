"""What the page knows beyond the network's contents: mentions, sorts, cues and sentences."""

import re
from typing import Any

import pyoxigraph as ox

from actorgraph.graph.facts import Facts
from actorgraph.text.sentences import sentence_begins
from actorgraph.views.page.contents import ACTOR_ROOT, CLAIM_ROOT
from actorgraph.vocabulary.vocab import AG, NIF

Row = dict[str, Any]
# Words before which a noun needs no article of its own.
DETERMINED = re.compile(r"(?:an?|the|one|two|three|some|several|another|no|his|her|its|their)\b")
# Before the sound of a vowel it is `an`.
AN = re.compile(r"(?!uni|eu|us[aeu]|one)[aeiou]|hour|hono|heir")
# Words that name a body without naming it.
BODIES = re.compile(
    r"\b(?:governments?|countries|country|capitals?|states?|ministr(?:y|ies)|ministers?"
    r"|embass(?:y|ies)|authorities|parliaments?|courts?|agenc(?:y|ies)|officials)\b",
    re.IGNORECASE,
)


def add_details(contents: Row, facts: Facts, names: list[str]) -> Row:
    """Return the contents with `mentions`, `shown` and `sort` of actors, `cue` of claims, and
    `sentences`.

    `names` are the IRIs of the map's nodes, as for `contents`. A mention is `[begin, end]` in the
    first article, or `[begin, end, article]`. An article's `sentences` are the offsets at which
    its sentences begin; there is none where the text is withheld.
    """
    articles = {article["id"]: number for number, article in enumerate(contents["articles"])}
    nodes = [
        _actor(row, iri, facts, articles) for row, iri in zip(contents["nodes"], names, strict=True)
    ]
    others = [
        _actor(row, _iri(row["id"], ACTOR_ROOT), facts, articles) for row in contents["others"]
    ]
    return {
        **contents,
        "articles": [
            row | {"sentences": sentence_begins(row["text"])} for row in contents["articles"]
        ],
        "nodes": nodes,
        "others": others,
        "claims": [_claim(row, facts) for row in contents["claims"]],
        "attitudes": [_claim(row, facts) for row in contents["attitudes"]],
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
    shown = name_in_sentence(row)
    if shown != row["label"]:
        added["shown"] = shown
    sort = sort_of(row)
    if sort:
        added["sort"] = sort
    return row | added


def name_in_sentence(row: Row) -> str:
    """Return an actor's name as a sentence has it: without a name, `a source` or `the report`."""
    label = str(row["label"])
    is_noun = row.get("unnamed") and label[:1].islower() and row["kind"] != "Group"
    if not is_noun or DETERMINED.match(label):
        return label
    if row["kind"] == "Document":
        return f"the {label}"
    return f"an {label}" if AN.match(label) else f"a {label}"


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


def _claim(row: Row, facts: Facts) -> Row:
    """Return a claim's row with the words that show it."""
    node = ox.NamedNode(_iri(row["code"], CLAIM_ROOT))
    cue = [[span.begin, span.end] for span in facts.spans(node, AG.cue)]
    if not cue:
        return row
    return row | {"cue": cue}
