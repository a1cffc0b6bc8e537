"""Names of people as the whole document shows them: surnames, and names that a title precedes somewhere."""

from collections import defaultdict
from functools import lru_cache

from actorgraph.language.document import Document, Token
from actorgraph.vocabulary.gazetteer import gazetteer, head_kinds


@lru_cache(maxsize=4)
def surnames(document: Document) -> frozenset[str]:
    """Return the last words of the document's full names of people."""
    full = [
        e
        for e in document.entities
        if e.label == "PERSON" and e.first is not e.last and e.last.pos == "PROPN"
    ]
    return frozenset(
        e.last.text for e in full if e.last.text.istitle() and e.last.text not in gazetteer().names
    )


def stands_alone(tokens: tuple[Token, ...], place: int) -> bool:
    """Tell whether a surname that the parser took for a common noun is no part of a longer name: `Lady had left`."""
    token = tokens[place]
    behind = tokens[place + 1].text if place + 1 < len(tokens) else ""
    before = tokens[place - 1].text if place else ""
    subject = token.dep in ("nsubj", "nsubjpass", "poss", "dobj", "pobj") and not token.having(
        "det", "amod", "compound"
    )
    return (
        token.pos == "NOUN"
        and subject
        and not behind[:1].isupper()
        and not (before[:1].isupper() and place > 1)
    )


@lru_cache(maxsize=4)
def called_people(document: Document) -> frozenset[int]:
    """Return where names begin that somewhere stand behind a person's title or are said to be somebody: `Kim is a lawyer`."""
    texts: set[str] = set()
    places: dict[str, list[int]] = defaultdict(list)
    for entity in document.entities:
        run = document.tokens[entity.first.index : entity.last.index + 1]
        if entity.label not in ("ORG", "PRODUCT", "WORK_OF_ART") or len(run) not in (2, 3):
            continue
        text = document.article.text[run[0].span.begin : run[-1].span.end]
        places[text].append(run[0].span.begin)
        if _is_somebody(run):
            texts.add(text)
    return frozenset(place for text in texts for place in places[text])


def _is_somebody(run: tuple[Token, ...]) -> bool:
    """Tell whether a person's title stands before a name, or a noun for people says what its bearer is."""
    head = head_of(run)
    said = head.head.having("attr") if head.dep == "nsubj" and head.head.lemma == "be" else []
    before = [c for c in head.children if c.dep == "compound" and c.index < run[0].index]
    body = set(head_kinds().get(run[-1].text.casefold(), ())) - {"Person"}
    plain = all(t.pos == "PROPN" and t.text.istitle() for t in run)
    return (
        plain
        and not body
        and any(
            "Person" in head_kinds().get(t.lemma, ()) and t.text.islower() for t in said + before
        )
    )


def head_of(run: tuple[Token, ...]) -> Token:
    """Return the token of a run that hangs on nothing within it."""
    inside = {token.index for token in run}
    return next((t for t in run if t.head.index not in inside or t.head is t), run[-1])
