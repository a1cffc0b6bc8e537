"""Names that are none: capitals of a headline, abbreviations of a party and state, words that never do anything."""

import re
from functools import lru_cache

from actorgraph.actors.figure import Figure
from actorgraph.language.document import Document, Token
from actorgraph.mentions import Mention
from actorgraph.vocabulary.gazetteer import gazetteer, head_kinds, listed, titles
from actorgraph.vocabulary.lexicon import speech_verbs

# `R-Ky.`, `D-N.Y.`: a party and a state behind a politician's name. One letter names nobody.
ABBREVIATION = re.compile(r"[RDI]-[A-Z][\w.]*|\w\W*")
BESIDE = ("compound", "nmod", "appos")


def is_doubtful(document: Document, figure: Figure) -> bool:
    """Tell whether a figure is rather no actor: its names are unknown, and nothing that is told of it speaks for one."""
    names = figure.names
    if figure.wikidata or not names or any(n in gazetteer().names or n in listed() for n in names):
        return False
    if all(ABBREVIATION.fullmatch(name) for name in names):
        return True
    if any(m.form == "adjective" or _acts(document, m) for m in figure.mentions):
        return False
    if not figure.votes or not any(c.isupper() for name in names for c in name):
        return True
    if figure.kind == "Person" and all(len(name.split()) == 1 for name in names):
        return all(
            _is_everyday(document, m) and not _acts(document, m)
            for m in figure.mentions
            if m.form == "name"
        )
    return figure.kind != "Person" and all(_in_headline(document, m) for m in figure.mentions)


def _acts(document: Document, mention: Mention) -> bool:
    """Tell whether somebody so called does something, has officers, or is called a body: `the research institute Ifo`."""
    token = document.tokens[mention.head]
    subject = token.dep in ("nsubj", "nsubjpass") and token.head.pos == "VERB"
    agent = token.dep == "pobj" and token.head.dep == "agent"
    body = token.dep in BESIDE and "Organisation" in head_kinds().get(token.head.lemma, ())
    office = (
        token.dep == "pobj"
        and token.head.lemma in ("of", "at", "for")
        and token.head.head.lemma in titles()
    )
    addressed = _verb_above(token) in speech_verbs() and token.dep in ("dobj", "dative", "pobj")
    acronym = (
        re.fullmatch(r"[A-Z]{3,}", mention.name)
        and document.tokens[token.index - 1].text.casefold() == "the"
    )
    return bool(subject or agent or body or office or addressed or acronym) and not _is_everyday(
        document, mention
    )


def _verb_above(token: Token) -> str:
    """Return what is told or asked of somebody: `told Zentrix`, `said to Zentrix`, `according to Zentrix`."""
    if token.dep != "pobj":
        return token.head.lemma
    spoken = (
        "say"
        if token.head.head.lemma in ("interview", "accord", "according")
        else token.head.head.lemma
    )
    return spoken if token.head.lemma in ("to", "with") else ""


def _is_everyday(document: Document, mention: Mention) -> bool:
    """Tell whether the article writes the name's last word in lower case, too: `The Plan` and `the plan`."""
    last = mention.name.split()[-1]
    return last.casefold() in _lower_words(document) and last != last.casefold()


@lru_cache(maxsize=4)
def _lower_words(document: Document) -> frozenset[str]:
    return frozenset(token.text for token in document.tokens if token.text.islower())


def _in_headline(document: Document, mention: Mention) -> bool:
    """Tell whether a mention stands in a headline whose words are all capitalised."""
    sentence = document.sentences[document.tokens[mention.head].sentence]
    return sentence.block.kind in ("title", "heading") and _shouts(sentence.tokens)


def _shouts(tokens: tuple[Token, ...]) -> bool:
    long = [t for t in tokens[1:] if len(t.text) > 3 and t.text.isalpha()]
    return len(long) > 1 and all(t.text[0].isupper() for t in long)
