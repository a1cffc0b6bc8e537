"""Offices: the title that a word ends, the relation it shows, what it is for, and how it is held."""

import re

from actorgraph.language.document import Token
from actorgraph.vocabulary.gazetteer import gazetteer, head_kinds, titles, words
from actorgraph.vocabulary.lexicon import word_set


def entry(title: str) -> str | None:
    """Return the longest end of a title that the lexicon has: `new Defence Minister` is a minister."""
    named = title.casefold().replace("-", " ").split()
    ends = [" ".join(named[place:]) for place in range(len(named))]
    heads = [
        " ".join(title.casefold().split(" of ")[0].split()[place:]) for place in range(len(named))
    ]
    return next((end for end in [*ends, *heads] if end in titles()), None)


def tenure(title: str) -> str | None:
    """Tell how a title says that the office is held: former, acting, designate, or plainly (None)."""
    spoken = set(re.split(r"[\s-]+", title.casefold())) | set(title.casefold().split())
    held = {"former": "formerWord", "acting": "actingWord", "designate": "designateWord"}
    return next(
        (name for name, predicate in held.items() if spoken & words("Relation", predicate)), None
    )


def titled(word: Token) -> tuple[str, str]:
    """Return the title that ends with this word, as written, and the relation that it shows."""
    modifiers = [
        c for c in word.children if c.dep in ("compound", "amod", "nmod") and c.index < word.index
    ]
    modifiers = [c for c in modifiers if not _is_body(c, word)]
    behind = [t for p in word.having("prep") if p.lemma in ("of", "for") for t in p.having("pobj")]
    behind = [
        t
        for t in behind
        if t.text.islower() or titles().get(f"{word.lemma} of {t.lemma}") or _is_field(word, t)
    ]
    longest = " ".join(t.text for t in [*modifiers, word])
    longest_behind = ""
    if behind:
        longest_behind = f"{longest} {behind[0].head.text} {_phrase(behind[0])}"
        if longest_behind.casefold() in titles():
            return longest_behind, titles()[longest_behind.casefold()]
    names = [t.text.casefold() for t in modifiers]
    for start in range(len(names) + 1):
        key = " ".join([*names[start:], word.lemma])
        if key in titles():
            written = longest_behind if behind and titles()[key] == "MemberOf" else longest
            return written, titles()[key]
    return "", ""


def _is_body(word: Token, office: Token) -> bool:
    """Tell whether a word before an office names whose it is: `the Aerolina chairman`, not `the Defence Minister`."""
    if word.text in gazetteer().demonyms or word.text in gazetteer().names:
        return True
    titled = f"{word.text.casefold()} {office.lemma}" in titles() or office.lemma in word_set(
        "portfolioOffices"
    )
    return word.entity == "ORG" and not titled and not word.text.islower()


def _is_field(office: Token, noun: Token) -> bool:
    """Tell whether what stands behind an office is its field, not a state: `Minister of Education`."""
    body = "Organisation" in head_kinds().get(noun.text.casefold(), ()) or noun.text.isupper()
    named = noun.pos == "PROPN" and noun.entity not in ("GPE", "PERSON", "NORP") and not body
    return office.lemma in word_set("portfolioOffices") and named


def _phrase(noun: Token) -> str:
    return " ".join(
        [*(c.text for c in noun.having("compound", "amod") if c.index < noun.index), noun.text]
    )
