"""Names that share a word: `North and South Korea`, `Ola and Kari Nordmann`, `Mr and Mrs Smith`, and halves of a state."""

import re
from functools import lru_cache

from actorgraph.language.document import Document, Token
from actorgraph.mentions.mention import Mention
from actorgraph.text.article import Span
from actorgraph.vocabulary.gazetteer import first_names, gazetteer, words

HALVES = {"north": "south", "south": "north", "east": "west", "west": "east"}
# Behind these `the north` is rather a direction than a state.
WHERE = frozenset(
    ["in", "to", "toward", "towards", "from", "at", "on", "across", "into", "near", "along"]
)


def joined(
    document: Document, tokens: tuple[Token, ...], place: int
) -> tuple[int, list[Mention]] | None:
    """Read the first of two names that share the word behind the second; only one is taken where the second is read as it stands."""
    run = tokens[place : place + 4]
    if len(run) < 4 or run[1].text not in ("and", "or", "&") or not run[3].text[:1].isupper():
        return None
    first, _, second, shared = run
    name = f"{first.text} {shared.text}"
    if {first.text.casefold(), second.text.casefold()} in ({"north", "south"}, {"east", "west"}):
        if not (first.text.istitle() and second.text.istitle()):
            return None
        whole = Span(second.span.begin, shared.span.end)
        return 4, [
            _part(first.span, first, name),
            _part(whole, shared, f"{second.text} {shared.text}"),
        ]
    if _is_couple(first, second):
        pair = [(first, first.span), (shared, Span(second.span.begin, shared.span.end))]
        both = zip(pair, (first, second), strict=True)
        return 4, [
            Mention(s, t.index, "Person", "name", f"{h.text} {shared.text}") for (t, s), h in both
        ]
    if _is_sibling(document, first, second, shared):
        return 1, [Mention(first.span, first.index, "Person", "name", name)]
    return None


def _part(span: Span, head: Token, name: str) -> Mention:
    entry = gazetteer().names.get(name)
    kind, wikidata = (entry.kind, entry.wikidata) if entry else ("Place", None)
    return Mention(span, head.index, kind, "name", name, wikidata=wikidata)


def _is_couple(first: Token, second: Token) -> bool:
    forms = [token.text.casefold().rstrip(".") for token in (first, second)]
    return forms in (["mr", "mrs"], ["mrs", "mr"], ["mr", "ms"])


def _is_sibling(document: Document, first: Token, second: Token, shared: Token) -> bool:
    """Tell whether a first name before `and` has the next one's surname: nobody else here is called so."""
    named = [token.text.casefold() in first_names() for token in (first, second)]
    if (
        not all(named)
        or shared.pos != "PROPN"
        or shared.text.casefold() in words("Organisation", "headWord")
    ):
        return False
    before = document.tokens[first.index - 1] if first.index else None
    if before is not None and before.pos == "PROPN" and before.sentence == first.sentence:
        return False
    behind = re.findall(rf"\b{re.escape(first.text)}\s+([A-Z]\w+)", document.article.text)
    return set(behind) <= {shared.text}


def half(
    document: Document, tokens: tuple[Token, ...], place: int
) -> tuple[int, list[Mention]] | None:
    """Take `the south` for a state's name where the article names that state by its half."""
    token = tokens[place]
    side = token.text
    if side not in HALVES or token.pos not in ("NOUN", "PROPN") or side not in sides(document):
        return None
    described = any(
        (c.dep != "det" and c.index < token.index) or c.dep in ("prep", "relcl")
        for c in token.children
    )
    determined = any(c.lemma == "the" for c in token.having("det"))
    where = token.dep == "pobj" and token.head.lemma in WHERE
    if not determined or described or where or token.dep in ("compound", "npadvmod", "advmod"):
        return None
    return 1, [Mention(token.span, token.index, "Government", "name", side)]


@lru_cache(maxsize=4)
def sides(document: Document) -> frozenset[str]:
    """Return the halves by which the article may call a state: both are named in full, or both are known states."""
    text = document.article.text
    found = {
        (side.casefold(), rest)
        for side, rest in re.findall(r"\b(North|South|East|West)\s+([A-Z]\w+)", text)
    }
    shared = re.findall(
        r"\b(North|South|East|West) and (?:North|South|East|West)\s+([A-Z]\w+)", text
    )
    found |= {(side.casefold(), rest) for side, rest in shared}
    return frozenset(
        side
        for side, rest in found
        if (HALVES[side], rest) in found or is_half(f"{side.title()} {rest}")
    )


def is_half(name: str) -> bool:
    """Tell whether a name is that of a known state whose other half is one, too: `South Korea`, not `South Africa`."""
    side, _, rest = name.partition(" ")
    states = {
        text
        for text, entry in gazetteer().names.items()
        if entry.kind == "Government" and entry.home == entry.wikidata
    }
    return name in states and f"{HALVES.get(side.casefold(), side).title()} {rest}" in states - {
        name
    }
