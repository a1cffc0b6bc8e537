"""Descriptions: which actor, if any, `the network`, `her organisation`, `Chechen authorities` means."""

from collections.abc import Iterable
from itertools import takewhile

from actorgraph.actors.figure import Figure
from actorgraph.actors.titles import bearer, is_titled
from actorgraph.language.document import Document, Token
from actorgraph.mentions import Mention
from actorgraph.mentions.quantities import QUANTITY
from actorgraph.vocabulary.gazetteer import titles, words

DEFINITE = frozenset(["the", "this", "that", "these", "those", "said", "such"])
# Words so wide that any body of the kind may be meant by them.
WIDE = {
    "Organisation": frozenset(
        [
            "organisation",
            "organization",
            "group",
            "body",
            "company",
            "firm",
            "agency",
            "institution",
        ]
    ),
    "Government": frozenset(["country", "nation", "state", "government"]),
}
# How far back a description may look for whom it means, in words: about four paragraphs.
REACH = 250
# `the head of the Ifo economic think tank in Munich, Clemens Fuest`
LONGEST_TITLE = 12
# Forms of address before a name: `His Excellency Dr`.
ADDRESS = 4


def apposed(document: Document, mention: Mention, by_head: dict[int, Figure]) -> Figure | None:
    """Return the named actor that stands in apposition to a description: `its representative, Tatiana Vinnichenko`."""
    token = document.tokens[mention.head]
    subject = predicated(token)
    if subject is not None:
        bearer = by_head.get(subject.index)
        return bearer if bearer and bearer.names and agrees(mention, bearer) else None
    near = [*token.having("appos"), *([token.head] if token.dep == "appos" else [])]
    for other in near:
        figure = by_head.get(other.index)
        if figure and figure.names and agrees(mention, figure):
            return figure
    beside = (
        _beside(document, mention, by_head)
        if token.lemma in titles() and mention.kind == "Person"
        else None
    )
    return beside if beside and beside.kind == "Person" else None


def predicated(token: Token) -> Token | None:
    """Return of whom a noun is said: `Tanya Orlova is director of the programme`."""
    verb = token.head
    if token.dep != "attr" or verb.lemma != "be" or verb.having("neg"):
        return None
    return next((s for s in verb.having("nsubj") if s.tag not in ("WDT", "WP", "EX")), None)


def _beside(document: Document, mention: Mention, by_head: dict[int, Figure]) -> Figure | None:
    """Return who is named behind a titled description and its comma, where the parser saw no apposition."""
    after = document.tokens[mention.head + 1 : mention.head + 1 + LONGEST_TITLE]
    if not after:
        return None
    if after[0].pos == "PROPN":
        named = [f for f in dict.fromkeys(by_head.values()) if _is_named_at(f, after[0].span.begin)]
        return named[0] if named else None
    if not (after[0].text == "," or after[0].dep == "prep"):
        return None
    for place, token in enumerate(after[:-1]):
        if token.pos in ("VERB", "AUX") or token.sentence != document.tokens[mention.head].sentence:
            return None
        if token.text == ",":
            begins = {
                t.span.begin
                for t in takewhile(
                    lambda t: t.pos == "PROPN", after[place + 1 : place + 1 + ADDRESS]
                )
            }
            named = [
                f
                for f in dict.fromkeys(by_head.values())
                if any(_is_named_at(f, begin) for begin in begins)
            ]
            return named[0] if named else None
    return None


def _is_named_at(figure: Figure, begin: int) -> bool:
    return any(
        m.form == "name" and m.span.begin == begin and " " in m.name for m in figure.mentions
    )


def agrees(mention: Mention, figure: Figure) -> bool:
    """Tell whether a description can be of this figure: its kind, or a kind still open."""
    if mention.kind == "Group":
        return figure.kind == "Group"
    if mention.kind == "Organisation" and _tells_apart(mention, figure):
        return False
    if mention.kind == "Government" and figure.kind in ("Government", "Place"):
        return True
    return figure.kind in (mention.kind, "")


def _tells_apart(mention: Mention, figure: Figure) -> bool:
    """Tell whether a description names another organ than the name does: a news agency is not `the country's military`."""
    organs = {title for title, kind in titles().items() if kind == "PartOf"}
    head = mention.name.split()[-1].casefold()
    own = {name.split()[-1].casefold() for name in figure.names if " " in name}
    return (
        head in organs
        and bool(own & (organs | words("Organisation", "headWord")))
        and head not in own
    )


def meant(
    document: Document, mention: Mention, figures: Iterable[Figure], by_head: dict[int, Figure]
) -> Figure | None:
    """Return the figure, met before, that a description means; None where it brings someone new."""
    token = document.tokens[mention.head]
    owner = by_head.get(mention.owner) if mention.owner is not None else None
    if owner and token.lemma in words("Government", "standsFor") and owner.kind == "Government":
        return owner
    if mention.kind in ("Government", "Place") and _names_itself(token, owner):
        return owner
    if mention.owner is not None and document.tokens[mention.owner].tag == "PRP$":
        return _of_its_owner(mention, token, owner)
    before = [f for f in figures if 0 < mention.head - f.last <= REACH and f is not owner]
    before.sort(key=lambda f: -f.last)
    if is_titled(mention, token) and (_is_definite(token) or mention.owner is not None):
        return bearer(token, owner, before)
    if _is_definite(token):
        return _by_head(mention, token, before) or _by_kind(mention, token, before)
    if mention.kind == "Group":
        return _same_words(
            mention, sorted((f for f in figures if f.last < mention.head), key=lambda f: -f.last)
        )
    return None


def _names_itself(token: Token, owner: Figure | None) -> bool:
    """`the republic of Chechnya`, `the city of Paris`: what stands behind `of` is the thing itself."""
    behind = [o.index for p in token.having("prep") if p.lemma == "of" for o in p.having("pobj")]
    return owner is not None and bool(owner.names) and any(m.head in behind for m in owner.mentions)


def _of_its_owner(mention: Mention, token: Token, owner: Figure | None) -> Figure | None:
    """Resolve `her organisation`, `his country`: what the owner's title ties him or her to."""
    body = owner.belongs if owner else None
    wide = WIDE.get(mention.kind, frozenset())
    if body and token.lemma in wide and (body.kind == mention.kind or token.lemma == "country"):
        return body
    return None


def _is_definite(token: Token) -> bool:
    return any(child.dep == "det" and child.lemma in DEFINITE for child in token.children)


def _by_head(mention: Mention, token: Token, before: list[Figure]) -> Figure | None:
    """Take the nearest figure whose name or description has the same head: `the network`, `the report`."""
    words_ = token.text.casefold()
    fits = [
        f for f in before if {token.lemma, words_} & f.heads and (agrees(mention, f) or f.names)
    ]
    fits = [f for f in fits if f.plural == mention.plural or f.names]
    if (
        fits
        and (mention.kind == "Group" or not fits[0].names)
        and not _compatible(mention, fits[0])
    ):
        return None
    return fits[0] if fits else None


def _compatible(mention: Mention, figure: Figure) -> bool:
    """Two descriptions may be of one only where their words do not tell them apart: `the appeals court`, `the district court`."""
    core = _core(mention)
    return any(
        core <= _core(other) or _core(other) <= core
        for other in figure.mentions
        if other.form == "nominal"
    )


def _by_kind(mention: Mention, token: Token, before: list[Figure]) -> Figure | None:
    """Let a wide word such as `the organisation` mean the latest named body of its kind, if it stands alone."""
    if token.lemma not in WIDE.get(mention.kind, frozenset()) or any(
        c.dep in ("amod", "compound", "prep", "relcl") for c in token.children
    ):
        return None
    named = [f for f in before if f.names and f.kind == mention.kind]
    return named[0] if named and mention.head - named[0].last < REACH // 2 else None


def _same_words(mention: Mention, before: list[Figure]) -> Figure | None:
    core = _core(mention)
    if len(core) < 2:
        return None
    return next(
        (f for f in before if f.kind == "Group" and any(_core(m) == core for m in f.mentions)), None
    )


def _core(mention: Mention) -> frozenset[str]:
    """The words that describe, without number and article."""
    text = QUANTITY.sub(" ", mention.name.casefold())
    return frozenset(text.replace("the ", " ").split()) - {
        "only",
        "a",
        "few",
        "these",
        "those",
        "other",
    }
