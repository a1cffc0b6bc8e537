"""Who is close to whom by what an article says of both: `who taught her`, `lived with Bo Dahl`.

The words between two mentions are read, where the graph has the article's text, and the claims
about both. Too many ties are safer than too few.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import dropwhile

import pyoxigraph as ox

from actorgraph.graph.facts import Facts
from actorgraph.redaction.people import claims_of, participants
from actorgraph.redaction.places import Mention
from actorgraph.redaction.words import folded
from actorgraph.vocabulary.lexicon import kinds_with, word_set
from actorgraph.vocabulary.vocab import AG

# Between two people of whom a tie is said.
LONGEST_GAP_IN_CHARACTERS = 80
MOST_WORDS_BETWEEN = 8
# After a possessor: `her former defence lawyer`.
MOST_WORDS_AFTER = 3
SENTENCE_END = re.compile(r"[.!?]\s|\n")
APPOSED = re.compile(r",|\b(?:is|was|as)\b")
# Moving somebody may be bringing them to safety.
HELP = frozenset({"Aid", "Move"})
SOMEBODY = frozenset({"Person", "Group"})
OWNABLE = frozenset({"Organisation", "Person"})
PLACES = frozenset({"Government", "Place"})
Pair = tuple[ox.NamedNode, ox.NamedNode]


def close_in_claims(facts: Facts) -> Iterator[Pair]:
    """Yield two who take part in a claim of close help, or of a close verb such as `marry`."""
    for claim in claims_of(facts):
        types = facts.types(claim)
        if not types.isdisjoint(kinds_with("harms")):
            # Whoever holds or hurts somebody is not close to them.
            continue
        is_close = not word_set("closeVerbs").isdisjoint(facts.values(claim, AG.verb))
        if not is_close and HELP.isdisjoint(types):
            continue
        involved = [actor for actor in participants(facts, claim) if _is_somebody(facts, actor)]
        for first in involved:
            for second in involved:
                if first != second:
                    yield first, second


def close_in_text(facts: Facts, mentions: Sequence[Mention], text: str) -> Iterator[Pair]:
    """Yield two whom the words between and after their mentions bring close, in both orders."""
    people = [mention for mention in mentions if _is_somebody(facts, mention.actor)]
    for place, first in enumerate(people):
        for second in people[place + 1 :]:
            gap = text[first.end : second.begin]
            is_far = second.begin - first.end > LONGEST_GAP_IN_CHARACTERS
            if is_far or SENTENCE_END.search(gap):
                break
            is_apart = second.begin >= first.end and first.actor != second.actor
            if is_apart and _are_close(gap, text[second.end :][:LONGEST_GAP_IN_CHARACTERS]):
                yield first.actor, second.actor
                yield second.actor, first.actor


def owned_in_text(facts: Facts, mentions: Sequence[Mention], text: str) -> Iterator[Pair]:
    """Yield a person with what the words behind the person call theirs: `her company Brodox`."""
    for place, owner in enumerate(mentions):
        if "Person" not in facts.types(owner.actor):
            continue
        for body in mentions[place + 1 :]:
            gap = text[owner.end : body.begin]
            if len(gap) > LONGEST_GAP_IN_CHARACTERS or SENTENCE_END.search(gap):
                break
            is_apart = body.begin >= owner.end and body.actor != owner.actor
            if is_apart and _is_ownable(facts, body.actor) and _is_owning(gap):
                yield owner.actor, body.actor


def _is_ownable(facts: Facts, actor: ox.NamedNode) -> bool:
    """Return whether a name may be a firm's: the reading takes some for people."""
    types = facts.types(actor)
    return not types.isdisjoint(OWNABLE) and types.isdisjoint(PLACES)


def _is_owning(gap: str) -> bool:
    """Return whether words between two mentions only say that the first owns the second."""
    words = _words(gap)
    # `Marta Quill's bakery, Brodox`
    others = [word for word in words if word != "s" and not _is_linking(word)]
    if len(words) > MOST_WORDS_BETWEEN or not others:
        return False
    owning = word_set("ownedNouns") | word_set("owningWords")
    return all(not owning.isdisjoint(folded(word).split()) for word in others)


def _is_somebody(facts: Facts, actor: ox.NamedNode) -> bool:
    return not facts.types(actor).isdisjoint(SOMEBODY)


def _are_close(gap: str, after: str) -> bool:
    words = _words(gap)
    if len(words) > MOST_WORDS_BETWEEN:
        return False
    # `the doctor who treated`, `was hidden by a neighbour`: from the first close word on, each
    # word only connects.
    rest = list(dropwhile(lambda word: not _is_close(word), words))
    if rest:
        return all(_is_close(word) or _is_linking(word) for word in rest)
    following = _words(re.split(r"[,;:.()]", after, maxsplit=1)[0])[:MOST_WORDS_AFTER]
    if words == ["and"] and following[:1] in (["are"], ["were"]):
        # `Quill and Renn are siblings`
        return any(map(_is_close, following))
    # `Tobias Renn, who is her lawyer`, `with whom she lived`
    if not APPOSED.search(gap) or not all(map(_is_linking, words)):
        return False
    return any(map(_is_close, following))


def _words(text: str) -> list[str]:
    """Return the words as written; `attorney-at-law` is one."""
    return [word for word in re.split(r"[^\w-]+", text) if word]


def _is_close(word: str) -> bool:
    close = word_set("closeNouns") | word_set("closeVerbs")
    parts = folded(word).split()
    return any(part in close or part.removesuffix("s") in close for part in parts)


def _is_linking(word: str) -> bool:
    return folded(word) in word_set("linkingWords")
