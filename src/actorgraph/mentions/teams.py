"""Clubs and teams called by their town or state: `Kiel lost to Bochum`, `Iceland beat Malta`."""

from actorgraph.language.document import Document, Token
from actorgraph.language.grammar import SUBJECTS
from actorgraph.mentions.runs import is_word_in
from actorgraph.vocabulary.gazetteer import Entry, gazetteer, words
from actorgraph.vocabulary.lexicon import word_set

# A report on sport has at least so many different words of sport …
FEWEST_WORDS_OF_SPORT = 5
# … and so many of them in a hundred words.
FEWEST_IN_HUNDRED_WORDS = 1.2


def reports_sport(document: Document) -> bool:
    """Return whether the article reports a match or a league of men's football."""
    lemmas = [token.lemma.casefold() for token in document.tokens]
    if sum(lemma in word_set("otherGames") for lemma in lemmas) > 1:
        return False
    words_of_sport = [lemma for lemma in lemmas if lemma in words("Organisation", "sportWord")]
    if len(set(words_of_sport)) < FEWEST_WORDS_OF_SPORT:
        return False
    return 100 * len(words_of_sport) >= FEWEST_IN_HUNDRED_WORDS * len(lemmas)


def team(name: str, head: Token) -> Entry | None:
    """Return the club of a town or the team of a state, in an article that reports sport."""
    # `in Kiel`
    if head.dep == "pobj" and is_word_in(head.head, "placePrepositions"):
        return None
    entry = gazetteer().names.get(name)
    takes_part = _takes_part(head)
    # `the president of Iceland`
    if entry and entry.kind == "Government" and not takes_part:
        return None
    known_team = gazetteer().sides.get(name)
    if known_team or entry is None:
        return known_team
    # A town without a known club: `Nordvik beat Bochum`
    if takes_part and entry.kind in ("Place", "Government"):
        return Entry("Organisation", name, "")
    return None


def _takes_part(token: Token) -> bool:
    """Return whether a name is that of a side: it acts, is met, or has a goal or a coach."""
    if token.dep in (*SUBJECTS, "dobj", "poss"):
        return True
    return is_word_in(token.head, "matchWords")
