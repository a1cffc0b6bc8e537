"""Places that only tell where: `in Chad`, `Irving, Texas`, `a Chad-based firm`."""

from typing import Literal

from actorgraph.actors.figure import Figure
from actorgraph.actors.uncertain import acts_anywhere, names_a_body
from actorgraph.language.document import Document, Token
from actorgraph.language.grammar import MODIFIERS
from actorgraph.mentions import Mention
from actorgraph.mentions.kinds import kinds_headed_by
from actorgraph.mentions.runs import is_lemma_in, is_word_in
from actorgraph.vocabulary.gazetteer import first_names, gazetteer, head_kinds, listed, titles
from actorgraph.vocabulary.lexicon import frames, word_set

Where = Literal["", "only where", "town", "only a label"]
"""`only where`: a state or building that the article mentions only to say where something is, and
which is a place unless it takes part in a claim. `town`: a place that is governed, and which is a
government, too, if it takes part. `only a label`: an unknown name that only qualifies things, `the
Zentrix system`, or that does nothing in any sentence, and which is nobody unless it takes part.
"""
# Names in a list, or behind the name that they explain, tell what the first of them tells.
SAME_AS_HEAD = ("conj", "appos", "npadvmod")
LONGEST_LIST_IN_NAMES = 30


def whereabouts(document: Document, figure: Figure) -> Where:
    """Return what a figure is apart from its kind, as a place."""
    if _only_tells_where(document, figure):
        return "only where"
    if _is_only_a_label(document, figure) or _is_idle(document, figure):
        return "only a label"
    return "town" if _is_town(document, figure) else ""


def _is_only_a_label(document: Document, figure: Figure) -> bool:
    """Return whether an unknown name of one word only qualifies things: `Zentrix cameras`."""
    if figure.kind not in ("Person", "Organisation", "") or figure.wikidata:
        return False
    if not figure.mentions or any(mention.form != "name" for mention in figure.mentions):
        return False
    return all(_labels_a_thing(document, mention) for mention in figure.mentions)


def _is_idle(document: Document, figure: Figure) -> bool:
    """Return whether an unknown name that is no body's by its words does nothing: `the Zentrix 4`.

    What the parser takes for a body is as often a product, a programme or a building.
    """
    if figure.wikidata or figure.titles or not _may_be_misread(figure):
        return False
    names = figure.names
    if not names or any(name in listed() or names_a_body(name) for name in names):
        return False
    return not acts_anywhere(document, figure)


def _may_be_misread(figure: Figure) -> bool:
    """Return whether the parser may have taken a thing or a place for a body or a person."""
    if figure.kind != "Person":
        return figure.kind in ("Organisation", "")
    if len(figure.mentions) > len(figure.of_form("name")) or figure.gender:
        return False
    # A name of several words may be a person's whom a redaction has to find.
    return not any(" " in name or name.casefold() in first_names() for name in figure.names)


def _labels_a_thing(document: Document, mention: Mention) -> bool:
    name = document.tokens[mention.head]
    if " " in mention.name or name.dep not in MODIFIERS:
        return False
    noun = name.head
    # `the Zentrix agency` is Zentrix, `a Zentrix lawyer` works there.
    return noun.pos == "NOUN" and not head_kinds().get(noun.lemma)


def _only_tells_where(document: Document, figure: Figure) -> bool:
    """Return whether every mention of a state or a building tells where something is.

    A state that only qualifies a noun tells no more, `a Dutch singer`, unless the noun is of a part
    of the state: `Dutch police`.
    """
    if figure.kind == "Person":
        return _is_misread_place(document, figure)
    if not _may_be_place(figure):
        return False
    return all(_tells_where(document, figure, mention) for mention in figure.mentions)


def _is_misread_place(document: Document, figure: Figure) -> bool:
    """`fighting in Nordvik`, where the parser takes Nordvik for a person: nobody is in somebody."""
    if not figure.mentions or figure.wikidata:
        return False
    heads = [document.tokens[mention.head] for mention in figure.mentions]
    only_names = all(mention.form == "name" for mention in figure.mentions)
    return only_names and all(map(_is_inside, heads))


def _is_inside(noun: Token) -> bool:
    """`in Nordvik`, but neither `trust in Roe` nor `believed in Roe`."""
    preposition = noun.head
    if noun.dep != "pobj" or not is_lemma_in(preposition, "insidePrepositions"):
        return False
    return not is_lemma_in(preposition.head, "wordsOfTrust")


def _is_town(document: Document, figure: Figure) -> bool:
    """Return whether a place is a town or a region, which is governed: no lake and no street."""
    if figure.kind != "Place" or not figure.names:
        return False
    if any(map(_names_terrain, figure.names)):
        return False
    heads = [document.tokens[mention.head] for mention in figure.of_form("name")]
    if not any(head.entity == "GPE" for head in heads):
        return False
    # The parser takes many an unusual name for a town's.
    return any(map(_is_known_town, figure.names)) or any(map(_is_where, heads))


def _is_known_town(name: str) -> bool:
    return name in gazetteer().seats or name in gazetteer().names


def _names_terrain(name: str) -> bool:
    """`Lake Nordvik`, `the Strait of Nordvik`, `Nordvik Street`, but not `Nordvik City`."""
    words = name.casefold().split()
    if words[0] in word_set("terrainWords") or words[-1] in word_set("continents"):
        return True
    return words[-1] not in word_set("governedNouns") and "Place" in kinds_headed_by(words[-1])


def _may_be_place(figure: Figure) -> bool:
    if figure.kind == "Government":
        return True
    return figure.kind == "Organisation" and any(map(_names_a_building, figure.names))


def _names_a_building(name: str) -> bool:
    """`Nordvik Station`, `the Museum of Fishing`."""
    words = name.casefold().split()
    buildings = word_set("buildingNouns")
    return words[-1] in buildings or words[0] in buildings


def _tells_where(document: Document, figure: Figure, mention: Mention) -> bool:
    noun = document.tokens[mention.head]
    if mention.form == "pronoun":
        return False
    if figure.kind == "Government" and (_qualifies(noun) or _explains_a_town(document, mention)):
        return True
    return mention.form != "adjective" and _is_where(noun)


def _explains_a_town(document: Document, mention: Mention) -> bool:
    """`Irving, Texas`, however it is parsed; but not `Norway, Chad and Niger`, a list of states."""
    first = document.words(mention.span)[0].index
    if mention.form != "name" or first < 2 or document.tokens[first - 1].text != ",":
        return False
    town = document.tokens[first - 2]
    known = gazetteer().names.get(town.text)
    return town.entity in ("GPE", "LOC", "FAC") and (known is None or known.kind != "Government")


def _qualifies(word: Token) -> bool:
    """`a Dutch singer`, `the Chad market`, `Chad's drought`, but not `Chad's army`."""
    if word.dep not in MODIFIERS:
        return False
    return word.head.lemma not in word_set("organGroups") | word_set("organNouns")


def _is_where(noun: Token) -> bool:
    """`in Chad`, `the towns of Chad`, `between Chad and Niger`, `Texas, Ohio and Utah` of those."""
    # `Chad-born`
    if is_word_in(noun.head, "placedWords"):
        return True
    for _ in range(LONGEST_LIST_IN_NAMES):
        if noun.dep not in SAME_AS_HEAD or noun.head is noun:
            break
        if _follows_a_place(noun):
            return True
        noun = noun.head
    if noun.dep in MODIFIERS:
        return _is_origin(noun)
    if noun.dep == "poss":
        return False
    preposition = noun.head
    if noun.dep != "pobj" or preposition.dep not in ("prep", "pcomp", "conj", "advmod"):
        return False
    if is_lemma_in(preposition, "wherePrepositions"):
        return True
    above = preposition.head
    if preposition.lemma == "of":
        return _is_part_of_place(above)
    # `material from Chad`, but not `officials from Chad`
    if preposition.lemma == "from":
        return not head_kinds().get(above.lemma)
    # `travelled to Chad`, but not `sold to Chad`
    return preposition.lemma in ("to", "toward", "towards") and _moves(above)


def _moves(verb: Token) -> bool:
    return any(frame.kind == "Move" for frame in frames().get(verb.lemma, ()))


def _follows_a_place(noun: Token) -> bool:
    """`Irving, Texas`: the head is the town that the state explains."""
    town = noun.head
    return noun.dep in ("appos", "npadvmod") and town.entity in ("GPE", "LOC", "FAC")


def _is_part_of_place(noun: Token) -> bool:
    """`areas of Chad`, `the north of Chad`, but not `the state of Chad`, `the people of Chad`."""
    if noun.lemma in titles():
        return False
    return is_lemma_in(noun, "partsOfPlaces") or kinds_headed_by(noun.lemma) == {"Place"}


def _is_origin(word: Token) -> bool:
    """`Chad-based`, `the western Chad city`: where something is, nothing that a state does."""
    above = word.head
    if is_word_in(above, "placedWords"):
        return True
    return kinds_headed_by(above.lemma) == {"Place"} and above.pos == "NOUN"
