"""Names of one actor: full name and surname, acronym and expansion, the same name twice."""

import re
from collections import defaultdict
from collections.abc import Sequence

from actorgraph.actors.figure import Figure
from actorgraph.actors.spellings import SMALL_WORDS, join_variants, name_key
from actorgraph.actors.uncertain import is_doubtful
from actorgraph.language.document import Document
from actorgraph.mentions import OPPOSITES, Mention, is_half
from actorgraph.vocabulary.gazetteer import gazetteer, words

# How far apart a name and its acronym in brackets may stand, in characters.
NEAR = 30
def group_names(document: Document, mentions: Sequence[Mention]) -> list[Figure]:
    """Join the names that mean one actor, the longest names first, so that a surname finds its bearer."""
    figures: list[Figure] = []
    named = [mention for mention in mentions if mention.form in ("name", "adjective")]
    spread: dict[tuple[str, str | None], list[Mention]] = defaultdict(list)
    for mention in named:
        spread[name_key(mention.name), mention.wikidata].append(mention)
    for (name, identity), same in sorted(
        spread.items(), key=lambda item: (-item[0][0].count(" "), item[0][0], item[0][1] or "")
    ):
        figure = _bearer(figures, name, identity, same) or _new(figures)
        for mention in same:
            figure.add(mention)
    _join_acronyms(document, figures)
    join_variants(document, figures)
    figures = [figure for figure in figures if not is_doubtful(document, figure)]
    for figure in figures:
        figure.heads |= {name.split()[-1].casefold() for name in figure.names if " " in name}
        figure.learn_gender()
    return sorted(figures, key=lambda figure: min(m.head for m in figure.mentions))


def _new(figures: list[Figure]) -> Figure:
    figures.append(Figure())
    return figures[-1]


def _bearer(
    figures: list[Figure], name: str, identity: str | None, same: list[Mention]
) -> Figure | None:
    """Find the one figure that already bears this name, or a longer form of it."""
    if identity:
        known = next((figure for figure in figures if figure.wikidata == identity), None)
        return known or _undecided(figures, name, identity)
    exact = [figure for figure in figures if any(name_key(n) == name for n in figure.names)]
    if exact:
        return exact[0] if not exact[0].wikidata or len(exact) == 1 else None
    longer = [
        f
        for f in figures
        if (_half(name, f, figures) if f.wikidata or name in OPPOSITES else _short_for(name, f))
    ]
    if len(longer) > 1 and all(f.kind == "Person" for f in longer):
        first = min(m.head for m in same)
        longer = [
            f for f in longer if min(m.head for m in f.mentions) < first
        ]  # who alone was met when it is first said
    return longer[0] if len(longer) == 1 else None


def _undecided(figures: list[Figure], name: str, identity: str) -> Figure | None:
    """Find who bears this name among several bearers, undecided so far: `Georgian` tells which `Georgia` is meant."""
    bearers = {text: {e.wikidata for e in entries} for text, entries in gazetteer().shared.items()}
    fits = (f for f in figures if not f.wikidata and f.kind != "Person")
    return next(
        (
            f
            for f in fits
            if any(name_key(n) == name and identity in bearers.get(n, ()) for n in f.names)
        ),
        None,
    )


def _half(name: str, figure: Figure, figures: list[Figure]) -> bool:
    """Tell whether a name is half a state's: `the South` beside `South Korea`, not `the West` beside `West Bank`."""
    for side, _, rest in (name_key(full).partition(" ") for full in figure.names if name in OPPOSITES):
        if side == name and (
            f"{OPPOSITES[side]} {rest}" in {name_key(n) for f in figures for n in f.names}
            or any(map(is_half, figure.names))
        ):
            return True
    return False


def _short_for(name: str, figure: Figure) -> bool:
    """Tell whether a name is a short form: the surname or first name of a person, the distinctive word of a body."""
    parts = name.split()
    for full in map(name_key, figure.names):
        whole = full.split()
        if figure.kind == "Person" and 1 < len(whole) <= 4:
            if len(parts) == 1 and parts[0] in (whole[-1], whole[0]):
                return True
            if len(parts) > 1 and parts[-1] == whole[-1] and parts[0] == whole[0]:
                return True
        elif (
            figure.kind == "Organisation"
            and len(whole) > len(parts)
            and whole[: len(parts)] == parts
        ):
            return whole[len(parts)] in words("Organisation", "headWord") or len(parts) > 1
    return False


def _join_acronyms(document: Document, figures: list[Figure]) -> None:
    """Join `Korean People's Army` and `KPA`: initials that fit, or capitals in brackets behind the name."""
    for short in [
        f for f in figures if any(n.isupper() and 2 <= len(n) <= 7 and n.isalpha() for n in f.names)
    ]:
        if short.wikidata:
            continue
        acronym = next(n for n in short.names if n.isupper())
        fits = [
            f for f in figures if f is not short and any(_initials(n) == acronym for n in f.names)
        ]
        fits = fits or [f for f in figures if f is not short and _in_brackets(document, f, short)]
        if len(fits) == 1:
            fits[0].absorb(short)
            figures.remove(short)


def _initials(name: str) -> str:
    parts = re.split(r"[\s\-]+", name.replace("'s", "").replace("’s", ""))
    return "".join(
        part[0].upper()
        for part in parts
        if part and part.casefold() not in SMALL_WORDS and part[0].isalpha()
    )


# What may stand between a name and the other one in brackets: `(`, `(known as`, `(the Italian`.
OPENED = re.compile(
    r"\s*[(\[]\s*(?:(?:the|or|also|now|formerly|known as|called) )*[\"“'‘]?(?:[A-Z]\w+ )?"
)
CLOSED = re.compile(r"[\"”'’]?\s*[)\],;]")
BODIES = ("Organisation", "Document", "")


def _in_brackets(document: Document, full: Figure, short: Figure) -> bool:
    """Tell whether a body's name and an acronym stand side by side, the second in brackets, in either order."""
    if full.kind not in BODIES:
        return False
    text = document.article.text
    return any(
        OPENED.fullmatch(text[one.span.end : other.span.begin])
        and CLOSED.match(text[other.span.end :])
        for long in full.mentions
        for brief in short.mentions
        for one, other in [sorted((long, brief), key=lambda m: m.span.begin)]
        if " " in long.name and one.span.end < other.span.begin <= one.span.end + NEAR
    )
