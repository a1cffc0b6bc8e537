"""Which actor in the world is meant: a link is a claim of its own, with a reason and a score."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from actorgraph.actors.figure import Figure
from actorgraph.errors import LinkerError
from actorgraph.language.document import Document
from actorgraph.vocabulary.gazetteer import gazetteer, listed

# How far the packaged tables are trusted: a state's or body's full name, a single word that could be another's.
FULL_NAME, ONE_WORD, ADJECTIVE, METONYM = 0.98, 0.93, 0.9, 0.85
# A name that several bear, where the states that the article speaks of leave one bearer.
SHARED = 0.75
# A company or an authority out of the long list.
LISTED = 0.85
# A candidate of a linker counts if it is this likely, and leads the second by this much.
LIKELY, LEAD = 0.8, 0.2


@dataclass(frozen=True, slots=True)
class Candidate:
    """Whom a name may mean, by a linker: the Wikidata id, a score from 0 to 1, and why."""

    wikidata: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Link:
    """Whom an actor is taken for, by which name, why, and how sure (0 to 1)."""

    wikidata: str
    name: str
    reason: str
    score: float


Linker = Callable[[str, str, str], Sequence[Candidate]]
"""Takes a name, a kind (Person, Organisation …) and the sentence, and returns candidates; it may use any index."""


def identify(
    document: Document,
    figure: Figure,
    kind: str,
    linker: Linker | None,
    figures: Sequence[Figure] = (),
) -> Link | None:
    """Link a named figure by the packaged tables, or else by the linker; None where nothing is certain enough.

    `figures` are all of the article's: they tell whether a name is ambiguous there. The tables link no person and no
    group. Raises LinkerError where the linker fails.
    """
    packaged = None
    if kind not in ("Person", "Group"):
        packaged = (
            _packaged(figure, figures)
            if figure.wikidata
            else _shared(figure, figures) or _listed(figure, figures)
        )
    if packaged or figure.wikidata:
        return packaged
    if linker is None or not figure.names or kind == "Group":
        return None
    first = next(m for m in figure.mentions if m.name == figure.names[0])
    sentence = document.sentences[document.tokens[first.head].sentence]
    try:
        found = sorted(
            linker(figure.names[0], kind, document.article.quote(sentence.span)),
            key=lambda c: -c.score,
        )
    except Exception as error:
        raise LinkerError(
            f"the linker failed: {error}", where=figure.names[0], remedy="mend it or leave it out"
        ) from error
    second = found[1].score if len(found) > 1 else 0.0
    if not found or found[0].score < LIKELY or found[0].score - second < LEAD:
        return None
    return Link(found[0].wikidata, figure.names[0], found[0].reason, found[0].score)


def _packaged(figure: Figure, figures: Sequence[Figure]) -> Link | None:
    """Say why the tables took a name for someone."""
    telling = [m for m in figure.mentions if m.wikidata == figure.wikidata]
    several = {m.wikidata for m in figure.mentions if m.wikidata} != {
        figure.wikidata
    } and not figure.decisions
    if not telling or several or {m.name for m in telling} <= _parts_of_persons(figures):
        return None
    table = gazetteer()
    seats = {name for name, entry in table.seats.items() if entry.wikidata == figure.wikidata}
    standing = table.metonyms | seats
    mention = max(
        telling,
        key=lambda m: (m.name not in standing, m.form == "name", len(m.name), -m.span.begin),
    )
    entry = table.names.get(mention.name)
    what = {"Government": "states", "Place": "places"}.get(
        entry.kind if entry else "Government", "bodies"
    )
    if mention.form == "adjective":
        return Link(mention.wikidata or "", mention.name, "the text uses its adjective", ADJECTIVE)
    if mention.name in standing:
        return Link(
            mention.wikidata or "",
            mention.name,
            "its name stands for whom the packaged table says",
            METONYM,
        )
    score = FULL_NAME if " " in mention.name or what == "states" else ONE_WORD
    return Link(
        mention.wikidata or "", mention.name, f"its name is in the packaged table of {what}", score
    )


def _listed(figure: Figure, figures: Sequence[Figure]) -> Link | None:
    """Find a body in the long list, where the parser takes the name for a body's and no person bears it."""
    name = next((n for n in figure.names if n in listed()), "")
    if (
        not name
        or figure.kind != "Organisation"
        or name in gazetteer().names
        or name in _parts_of_persons(figures)
    ):
        return None
    return Link(
        listed()[name].wikidata,
        name,
        "its name is in the packaged list of companies and authorities",
        LISTED,
    )


def _parts_of_persons(figures: Sequence[Figure]) -> set[str]:
    """Return the first names and surnames of the article's people: `Paris` may be short for one of them."""
    full = [name.split() for f in figures if f.kind == "Person" for name in f.names if " " in name]
    return {part for parts in full for part in (parts[0], parts[-1])}


def _shared(figure: Figure, figures: Sequence[Figure]) -> Link | None:
    """Decide between the bearers of one name by the states that the article speaks of, if they leave one alone."""
    name = next((n for n in figure.names if n in gazetteer().shared), "")
    spoken_of = {f.wikidata for f in figures if f.wikidata and f.kind == "Government"}
    bearers = gazetteer().shared.get(name, ())
    fits = [
        bearer for bearer in bearers if bearer.home in spoken_of or bearer.home == bearer.wikidata
    ]
    if len(fits) != 1 or not fits[0].wikidata:
        return None
    reason = "several bear this name, and the article speaks of the state of this one alone"
    return Link(fits[0].wikidata, name, reason, SHARED)
