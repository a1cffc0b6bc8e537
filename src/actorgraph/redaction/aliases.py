"""Other names that an article's text gives somebody: `Zlata Horvat, known as "Kestrel"`."""

import re
from collections.abc import Iterator

import pyoxigraph as ox

from actorgraph.graph.facts import Facts
from actorgraph.redaction.places import mentions_by_article
from actorgraph.vocabulary.vocab import NIF, SKOS

# What follows a mention within one clause or two.
LONGEST_CLAUSE_IN_CHARACTERS = 120
CALLED = re.compile(
    r"""
    ^[^.!?\n]{0,60}?
    (?: [,(]\s? | \b(?:is|was|also|better|widely|who|and)\s )
    (?: (?:also|better|widely|commonly|locally|online|is|was)\s ){0,2}
    (?: known\s(?:to\s(?:\w+\s){1,3}|only\s|online\s)?(?:as|by\sthe\sname\s(?:of\s)?)
      | nicknamed | called | dubbed | alias | aka | a\.k\.a\.
      | n[ée]e | born(?=\s[A-Z]) | code-?named
      | (?:go|goes|went)\sby (?:\sthe\sname\s(?:of)?)?
    )
    \s*["“”„«‘']?(?P<name>\w[\w’'-]*(?:\s[^\W\d_]\w+)?)
    """,
    re.VERBOSE,
)
# After the name in quotation marks: `Zlata "Kestrel"`.
QUOTED = re.compile(r"^\s[\"“„«](?P<name>\w[\w’' -]{1,30}?)[\"”“»]")


def text_aliases(facts: Facts) -> Iterator[ox.Triple]:
    """Yield the other names that texts give to actors, where the graph has the texts."""
    for article, mentions in mentions_by_article(facts).items():
        for text in facts.values(ox.NamedNode(article), NIF.isString)[:1]:
            for mention in mentions:
                rest = text[mention.end :][:LONGEST_CLAUSE_IN_CHARACTERS]
                for pattern in (CALLED, QUOTED):
                    match = pattern.match(rest)
                    if match and match["name"][0].isupper():
                        name = ox.Literal(_capitalised(match["name"]))
                        yield ox.Triple(mention.actor, SKOS.altLabel, name)


def _capitalised(name: str) -> str:
    """Return a name without a last word in small letters: `Kestrel` of `Kestrel to friends`."""
    first, *rest = name.split()
    return " ".join([first, *(word for word in rest if word[0].isupper())])
