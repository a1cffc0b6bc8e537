"""GUM: every noun phrase and pronoun as a mention, nested, with coreference and Wikidata links."""

from dataclasses import dataclass, field
from typing import Any

from actorgraph.actors.resolution import resolve_mentions
from actorgraph.vocabulary.gazetteer import gazetteer, head_kinds, labels

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
    for number, words in enumerate(
        ("i me my mine myself", "we us our ours ourselves", "you your yours yourself")
    )
    for word in words.split()
}
POINTING = ("the", "this", "that", "these", "those")
OUTSIDE = ("conj", "cc")
TELLING = ("NOUN", "PROPN", "ADJ", "NUM", "VERB", "PRON")
# How many sentences a thing is remembered.
NEAR = 12


@dataclass(eq=False)
class Cluster:
    """Phrases that mean one thing; `latest` is the head of the last, `cores` the telling words of
    each.
    """

    type: str
    mentions: list[list[int]] = field(default_factory=list)
    link: dict[str, str] = field(default_factory=dict)
    latest: Any = None
    core: frozenset[str] = frozenset()
    speaking: tuple[int, int] | None = None


def predict(reading: Any) -> dict[str, Any]:
    """Return a cluster per actor, and one per other noun phrase, with the phrases' full spans."""
    taken: set[int] = set()
    clusters = []
    for actor in reading.actors:
        cluster = Cluster(TYPES[actor.kinds[0]])
        if actor.wikidata:
            cluster.link = {
                "wikidata": actor.wikidata,
                "wikipedia": labels().get(actor.wikidata, actor.name),
            }
        for mention in actor.mentions:
            phrase = _phrase(reading, mention.head, mention)
            if mention.form == "adjective" or (
                mention.head not in taken and _is_apposed(reading, mention.head, actor)
            ):
                clusters.append(Cluster(cluster.type, [phrase]))
            elif mention.head not in taken:
                cluster.mentions.append(phrase)
                core = [mention.span.begin, mention.span.end]
                if (
                    mention.form == "name"
                    and core != phrase
                    and reading.document.tokens[mention.head].having("appos")
                ):
                    clusters.append(Cluster(cluster.type, [core]))
            taken.add(mention.head)
        clusters.append(cluster)
    nouns = _nouns_of_pronouns(reading)
    placed: dict[int, Cluster] = {}
    for token in reading.document.tokens:
        if nouns.get(token.index) in placed:
            placed[nouns[token.index]].mentions.append([token.span.begin, token.span.end])
        elif token.index not in taken and _heads_a_phrase(token):
            placed[token.index] = _place(reading, token, clusters)
    return {
        "entities": [
            {"mentions": c.mentions, "type": c.type, **c.link} for c in clusters if c.mentions
        ],
    }


def _nouns_of_pronouns(reading: Any) -> dict[int, int]:
    """Return the noun that each pronoun means where that is no actor."""
    resolution = resolve_mentions(reading.document, reading.mentions, reading.quotations)
    return {
        m.head: thing.mentions[0].head for thing in resolution.things for m in thing.mentions[1:]
    }


def _is_apposed(reading: Any, head: int, actor: Any) -> bool:
    """Tell whether a phrase is the second of `Ana Lima, head of …`: the whole counts as one."""
    token = reading.document.tokens[head]
    return token.dep == "appos" and any(m.head == token.head.index for m in actor.mentions)


def _heads_a_phrase(token: Any) -> bool:
    inside = token.dep in ("compound", "expl", "nmod", "amod") or token.tag in ("WDT", "WP", "WP$")
    return token.pos in ("NOUN", "PROPN", "PRON") and not inside


def _place(reading: Any, token: Any, clusters: list[Cluster]) -> Cluster:
    """Put a phrase that stands for no actor with what it means, or by itself.

    A definite one joins the last phrase that its own words fit; pronouns of the first and second
    person mean the same throughout a paragraph, whoever that is.
    """
    word = token.text.casefold()
    if word in PERSONS:
        speaking = (PERSONS[word], reading.document.sentences[token.sentence].block.span.begin)
        found = next((c for c in reversed(clusters) if c.speaking == speaking), None)
        new = Cluster("person", speaking=speaking)
    else:
        found = next((c for c in reversed(clusters) if c.latest and _same_thing(token, c)), None)
        kinds = head_kinds().get(token.lemma, ())
        new = Cluster(TYPES[kinds[0]] if kinds else "abstract", core=_core(token))
    if found is None:
        clusters.append(new)
        found = new
    found.latest = token
    found.mentions.append(_phrase(reading, token.index, None))
    found.link = found.link or _linked(reading.article.text[slice(*found.mentions[-1])])
    return found


def _linked(name: str) -> dict[str, str]:
    """Link a known name that stands within an actor's longer one: `Norway` of `Bergen, Norway`."""
    entry = gazetteer().names.get(name)
    return (
        {"wikidata": entry.wikidata, "wikipedia": entry.label} if entry and entry.wikidata else {}
    )


def _same_thing(token: Any, cluster: Cluster) -> bool:
    """Tell whether a phrase can mean an earlier one: the same head and number, and no word that
    tells it apart.
    """
    if (
        cluster.latest.lemma != token.lemma
        or cluster.latest.tag != token.tag
        or token.pos == "PRON"
    ):
        return False
    if token.pos == "PROPN":
        return cluster.core == _core(token)
    pointed = any(c.dep == "det" and c.lemma in POINTING for c in token.children)
    return (
        pointed
        and _core(token) <= cluster.core
        and token.sentence - cluster.latest.sentence <= NEAR
    )


def _core(token: Any) -> frozenset[str]:
    """The words that tell a phrase apart: its adjectives, names, numbers and complements."""
    inside = (t for c in token.children if c.dep not in OUTSIDE for t in c.subtree())
    return frozenset(t.lemma for t in inside if t.pos in TELLING)


def _phrase(reading: Any, head: int, mention: Any) -> list[int]:
    """Return the whole phrase of a head word: its determiners, its complements and its clauses."""
    token = reading.document.tokens[head]
    if mention is not None and mention.form in ("pronoun", "adjective"):
        return [mention.span.begin, mention.span.end]
    outside = OUTSIDE if mention is not None and mention.form == "name" else (*OUTSIDE, "punct")
    skipped = {t.index for c in token.children if c.dep in outside for t in c.subtree()}
    words = [t for t in token.subtree() if t.index not in skipped]
    run = [
        t
        for t in words
        if all(i in {w.index for w in words} for i in range(min(t.index, head), max(t.index, head)))
    ]
    while run[-1].pos in ("PUNCT", "ADP") and run[-1].index != head:
        run.pop()
    while run[0].pos == "PUNCT" and run[0].index != head:
        run.pop(0)
    begin, end = run[0].span.begin, run[-1].span.end
    if mention is not None:
        begin, end = min(begin, mention.span.begin), max(end, mention.span.end)
    return [begin, end]
