"""Names that are probably none: capitals of a headline, abbreviations, words that do nothing."""

import re
from collections.abc import Set as AbstractSet

from actorgraph.actors.figure import Figure
from actorgraph.language.document import Document, Token
from actorgraph.language.grammar import SUBJECTS
from actorgraph.mentions import Mention
from actorgraph.mentions.kinds import kinds_headed_by
from actorgraph.mentions.runs import is_lemma_in
from actorgraph.vocabulary.gazetteer import gazetteer, listed, titles
from actorgraph.vocabulary.lexicon import speech_verbs, word_set

# `R-Ky.`, `D-N.Y.`: a party and a state behind a politician's name. One letter names nobody.
ABBREVIATION = re.compile(r"[RDI]-[A-Z][\w.]*|\w\W*")
ACRONYM = re.compile(r"[A-Z]{3,}")
INDEFINITE = ("a", "an")
NEXT_TO_A_NOUN = ("compound", "nmod", "appos")
HEADLINES = ("title", "heading")
# Shorter words are not capitalised in headlines.
SHORTEST_CAPITALISED = 4
SMALL_CLASSES = ("ADP", "CCONJ", "SCONJ", "PART", "DET", "AUX")


def is_uncertain(
    document: Document,
    figure: Figure,
    lower_case: AbstractSet[str],
) -> bool:
    """Return whether a figure is probably not an actor: unknown, and nothing speaks for it.

    `lower_case` are the words that the article also writes in lower case.
    """
    names = figure.names
    if figure.wikidata or not names or any(map(_is_known, names)):
        return False
    if all(map(ABBREVIATION.fullmatch, names)):
        return True
    if figure.kind == "Organisation" and _is_counted_product(document, figure):
        return True
    if acts_anywhere(document, figure, lower_case) or figure.of_form("adjective"):
        return False
    if not figure.votes or not any(map(_has_capital, names)):
        return True
    if figure.kind == "Person":
        return _is_common_noun(figure, lower_case)
    if figure.kind == "Organisation" and _is_product(document, figure):
        return True
    # `Special Parallel` of `City Opens Special Parallel`
    return all(_is_in_headline(document, mention) for mention in figure.mentions)


def _is_product(document: Document, figure: Figure) -> bool:
    """`unveiled the Zentrix 4`, `an iZentrix`: what is made and sold, whatever the parser says."""
    if any(names_a_body(name) for name in figure.names):
        return False
    heads = [document.tokens[mention.head] for mention in figure.of_form("name")]
    return any(_is_one_of_many(head) or _is_released(head) for head in heads)


def _is_counted_product(document: Document, figure: Figure) -> bool:
    """`an iZentrix`, `Zentrixes`, `the Zentrix 4`: counted more often than it does something."""
    if any(names_a_body(name) for name in figure.names):
        return False
    heads = [document.tokens[mention.head] for mention in figure.of_form("name")]
    made = sum(_is_one_of_many(head) or _is_released(head) or _is_numbered(head) for head in heads)
    made += _times_in_plural(document, figure)
    doing = sum(head.dep in SUBJECTS and head.head.pos == "VERB" for head in heads)
    if made <= doing:
        return False
    return not any(_has_officers(head) or _is_addressed(head) or _speaks(head) for head in heads)


def _times_in_plural(document: Document, figure: Figure) -> int:
    """Return how often an article has several of a name: `iZentrixes` beside `the iZentrix`."""
    plurals = {f"{name}{end}" for name in figure.names for end in ("s", "es")}
    return sum(token.text in plurals and token.tag == "NNPS" for token in document.tokens)


def _is_numbered(name: Token) -> bool:
    """`the Zentrix 4`, `Zentrix X3`."""
    return name.text[-1].isdigit() or bool(name.having("nummod"))


def _speaks(name: Token) -> bool:
    return name.dep in SUBJECTS and name.head.lemma in speech_verbs()


def names_a_body(name: str) -> bool:
    """Return whether a word of a name heads the names of bodies: `Nordvik Fishing Union`."""
    return any("Organisation" in kinds_headed_by(word) for word in name.casefold().split())


def _is_one_of_many(name: Token) -> bool:
    """`an iZentrix`, `its Zentrix 4`: a body is not one of several, nor somebody's."""
    if name.dep in NEXT_TO_A_NOUN:
        return False
    before_it = name.having("det", "poss")
    return any(word.tag == "PRP$" or word.lemma in INDEFINITE for word in before_it)


def _is_released(name: Token) -> bool:
    """`released the Zentrix 4`, `the Zentrix 4 was unveiled`."""
    if name.dep not in ("dobj", "nsubjpass"):
        return False
    return is_lemma_in(name.head, "productVerbs")


def lower_case_words(document: Document) -> frozenset[str]:
    """Return the words that an article writes in lower case."""
    return frozenset(token.text for token in document.tokens if token.text.islower())


def _is_known(name: str) -> bool:
    return name in gazetteer().names or name in listed()


def _has_capital(name: str) -> bool:
    return any(letter.isupper() for letter in name)


def _is_common_noun(
    figure: Figure,
    lower_case: AbstractSet[str],
) -> bool:
    """`Squirrels were seen`, where the article also counts `squirrels`."""
    if any(len(name.split()) != 1 for name in figure.names):
        return False
    names = figure.of_form("name")
    return all(_is_everyday(mention, lower_case) for mention in names)


def acts_anywhere(
    document: Document,
    figure: Figure,
    lower_case: AbstractSet[str] = frozenset(),
) -> bool:
    """Return whether a sentence shows a name to be an actor's, and the name is not a noun."""
    for mention in figure.mentions:
        token = document.tokens[mention.head]
        if not _is_actor_here(document, mention, token):
            continue
        if not _is_everyday(mention, lower_case):
            return True
    return False


def _is_actor_here(
    document: Document,
    mention: Mention,
    token: Token,
) -> bool:
    # `Zentrix sued the bank`, `sued by Zentrix`
    if token.dep in SUBJECTS and token.head.pos == "VERB":
        return True
    if token.dep == "pobj" and token.head.dep == "agent":
        return True
    # `the research institute Ifo`
    above = kinds_headed_by(token.head.lemma)
    if token.dep in NEXT_TO_A_NOUN and "Organisation" in above:
        return True
    if _has_officers(token) or _is_addressed(token):
        return True
    # `the KDQ`
    if ACRONYM.fullmatch(mention.name) is None:
        return False
    previous = document.tokens[token.index - 1]
    return previous.text.casefold() == "the"


def _has_officers(token: Token) -> bool:
    """`the president of Zentrix`."""
    if token.dep != "pobj":
        return False
    preposition = token.head
    if not is_lemma_in(preposition, "officerPrepositions"):
        return False
    return preposition.head.lemma in titles()


def _is_addressed(token: Token) -> bool:
    """`told Zentrix`, `said to Zentrix`, `according to Zentrix`, `in an interview with Zentrix`."""
    if token.dep in ("dobj", "dative"):
        return token.head.lemma in speech_verbs()
    if token.dep != "pobj":
        return False
    preposition = token.head
    if not is_lemma_in(preposition, "addressPrepositions"):
        return False
    above = preposition.head.lemma
    return above in speech_verbs() or above in word_set("sourcePhrases")


def _is_everyday(
    mention: Mention,
    lower_case: AbstractSet[str],
) -> bool:
    """Return whether the last word of a name is also a common noun: `The Plan` and `the plan`."""
    last = mention.name.split()[-1]
    return last != last.casefold() and last.casefold() in lower_case


def _is_in_headline(document: Document, mention: Mention) -> bool:
    """Return whether a mention is in a headline whose words are all capitalised."""
    sentence = document.sentences[document.tokens[mention.head].sentence]
    if sentence.block.kind not in HEADLINES:
        return False
    long_words = [token.text for token in sentence.tokens[1:] if _is_long_word(token)]
    return len(long_words) > 1 and all(word[0].isupper() for word in long_words)


def _is_long_word(token: Token) -> bool:
    # `Clinton Breaks with Obama`
    if token.pos in SMALL_CLASSES:
        return False
    return len(token.text) >= SHORTEST_CAPITALISED and token.text.isalpha()
