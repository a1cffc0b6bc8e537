"""Clubs and teams under the names of towns and states: `Kiel lost to Bochum`, `Iceland beat Malta`."""

from functools import lru_cache

from actorgraph.language.document import Document, Token
from actorgraph.vocabulary.gazetteer import Entry, gazetteer, words

# A report of sport has this many words of sport, of this many kinds, in every hundred of its words.
KINDS, SHARE = 5, 1.2
# Words of games whose clubs and teams the table lacks.
OTHER_GAMES = frozenset(
    [
        "cricket",
        "rugby",
        "hockey",
        "handball",
        "basketball",
        "volleyball",
        "baseball",
        "tennis",
        "quarterback",
        "wicket",
        "woman",
        "women",
    ]
)
# Before a name that takes part, and before one that is only where.
MEETING = ("against", "beat", "by", "over", "to", "with", "versus")
WHERE = ("in", "near", "outside", "around", "throughout", "across", "inside", "into")


def side(document: Document, text: str, head: Token) -> Entry | None:
    """Take a town for its club, and a state for its team, where sport is reported."""
    if (head.dep == "pobj" and head.head.text.casefold() in WHERE) or not reports_sport(document):
        return None
    entry = gazetteer().names.get(text)
    known = entry is not None and entry.kind in ("Place", "Government")
    taking_part = plays(head)
    if entry and entry.kind == "Government" and not taking_part:
        return None
    return gazetteer().sides.get(text) or (
        Entry("Organisation", text, "") if known and taking_part else None
    )


def plays(token: Token) -> bool:
    """Tell whether somebody takes part: does something, is met by somebody, or has a goal or a coach."""
    return (
        token.dep in ("nsubj", "nsubjpass", "dobj", "poss") or token.head.text.casefold() in MEETING
    )


@lru_cache(maxsize=4)
def reports_sport(document: Document) -> bool:
    """Tell whether the article reports a match or a league of football, the men's."""
    if sum(token.lemma.casefold() in OTHER_GAMES for token in document.tokens) > 1:
        return False
    known = words("Organisation", "sportWord")
    found = [token.lemma.casefold() for token in document.tokens if token.lemma.casefold() in known]
    return len(set(found)) >= KINDS and 100 * len(found) >= SHARE * len(document.tokens)
