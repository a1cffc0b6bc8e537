"""Whom in the world an actor is: a link is a claim of its own, with a reason and a score."""

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from actorgraph.actors.figure import Figure
from actorgraph.errors import LinkerError
from actorgraph.language.document import Document
from actorgraph.mentions import Mention
from actorgraph.vocabulary.gazetteer import gazetteer, listed
from actorgraph.vocabulary.kinds import Kind

# How far the packaged tables are trusted: a full name, or one word that could be another's.
SCORE_OF_FULL_NAME, SCORE_OF_ONE_WORD = 0.98, 0.93
SCORE_OF_ADJECTIVE, SCORE_OF_METONYM = 0.9, 0.85
# A name that several bear, where the states that the article mentions leave one.
SCORE_OF_SHARED_NAME = 0.75
# A company or an authority from the long list.
SCORE_OF_LISTED_NAME = 0.85
# A linker's candidate counts if it is this likely, and leads the second one by this much.
LEAST_SCORE, LEAST_LEAD = 0.8, 0.2
# The tables hold states, bodies and places.
NEVER_IN_TABLES = ("Person", "Group")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Whom a name may mean, by a linker: the Wikidata id, a score from 0 to 1, and a reason."""

    wikidata: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Link:
    """The identity of an actor, by which name, why, and how sure (0 to 1)."""

    wikidata: str
    name: str
    reason: str
    score: float


class Cast:
    """What all figures of an article show together, gathered when it is first asked for."""

    def __init__(self, figures: Sequence[Figure] = ()) -> None:
        self._figures = figures
        self._parts: AbstractSet[str] | None = None
        self._states: AbstractSet[str | None] | None = None

    @property
    def parts_of_people(self) -> AbstractSet[str]:
        """The first names and surnames of the article's people."""
        if self._parts is None:
            self._parts = _parts_of_people(self._figures)
        return self._parts

    @property
    def states(self) -> AbstractSet[str | None]:
        """The identities of the states that the article mentions."""
        if self._states is None:
            states = (figure for figure in self._figures if figure.kind == "Government")
            self._states = {state.wikidata for state in states}
        return self._states


Linker = Callable[[str, str, str], Sequence[Candidate]]
"""Takes a name, a kind (Person, Organisation …) and the sentence, and returns candidates."""


def identify(
    document: Document,
    figure: Figure,
    kind: Kind,
    linker: Linker | None,
    cast: Cast,
) -> Link | None:
    """Link a named figure by the packaged tables or else by the linker; None if nothing is certain.

    `cast` are the article's figures, because they show whether a name is ambiguous there. The
    tables link no person and no group. Raises LinkerError if the linker fails.
    """
    link = None
    if kind not in NEVER_IN_TABLES:
        link = _link_by_tables(figure, cast)
    if link or figure.wikidata:
        return link
    if linker is None or not figure.names or kind == "Group":
        return None
    return _link_by_linker(document, figure, kind, linker)


def _link_by_tables(
    figure: Figure,
    cast: Cast,
) -> Link | None:
    if figure.wikidata:
        return _known(figure, cast)
    return _shared(figure, cast) or _of_its_state(figure) or _listed(figure, cast)


def _link_by_linker(
    document: Document,
    figure: Figure,
    kind: Kind,
    linker: Linker,
) -> Link | None:
    """Return the candidate of a linker that is likely and leads clearly."""
    name = figure.names[0]
    mention = next(mention for mention in figure.mentions if mention.name == name)
    sentence = document.sentences[document.tokens[mention.head].sentence]
    context = document.article.quote(sentence.span)
    try:
        candidates = sorted(linker(name, kind, context), key=lambda candidate: -candidate.score)
    except Exception as error:
        raise LinkerError(
            f"the linker failed: {error}",
            where=name,
            remedy="fix it, or build without a linker",
        ) from error
    if not candidates or not _is_clear(candidates):
        return None
    best = candidates[0]
    return Link(best.wikidata, name, best.reason, best.score)


def _is_clear(candidates: Sequence[Candidate]) -> bool:
    best = candidates[0].score
    second = candidates[1].score if len(candidates) > 1 else 0.0
    return best >= LEAST_SCORE and best - second >= LEAST_LEAD


def _known(figure: Figure, cast: Cast) -> Link | None:
    """Return the link of a name in the packaged tables, with the reason."""
    identified = [mention for mention in figure.mentions if mention.wikidata]
    known = [mention for mention in identified if mention.wikidata == figure.wikidata]
    is_ambiguous = len(known) != len(identified) and not figure.decisions
    if not known or is_ambiguous:
        return None
    # `Virginia` may be short for Virginia Nordmann.
    if {mention.name for mention in known} <= cast.parts_of_people:
        return None
    metonyms = _metonyms_of(figure)
    mention = _clearest(known, metonyms)
    reason, score = _reason_and_score(mention, metonyms)
    return Link(mention.wikidata or "", mention.name, reason, score)


def _metonyms_of(figure: Figure) -> frozenset[str]:
    """Return the names that mean somebody by another thing: `the Kremlin`, a state's capital."""
    seats = gazetteer().seats.items()
    return gazetteer().metonyms | {
        name for name, entry in seats if entry.wikidata == figure.wikidata
    }


def _clearest(
    known: Sequence[Mention],
    metonyms: frozenset[str],
) -> Mention:
    """Return the mention whose name identifies best: a proper name, and the longest."""

    def clarity(mention: Mention) -> tuple[bool, bool, int, int]:
        is_proper = mention.name not in metonyms
        return is_proper, mention.form == "name", len(mention.name), -mention.span.begin

    return max(known, key=clarity)


def _reason_and_score(
    mention: Mention,
    metonyms: frozenset[str],
) -> tuple[str, float]:
    if mention.form == "adjective":
        return "the text uses its adjective", SCORE_OF_ADJECTIVE
    if mention.name in metonyms:
        return "its name is a metonym in the packaged table", SCORE_OF_METONYM
    table = _table_of(mention.name)
    is_full_name = " " in mention.name or table == "states"
    score = SCORE_OF_FULL_NAME if is_full_name else SCORE_OF_ONE_WORD
    return f"its name is in the packaged table of {table}", score


def _table_of(name: str) -> str:
    """Return the packaged table that has a name: `states`, `places` or `bodies`."""
    entry = gazetteer().names.get(name)
    if entry is None or entry.kind == "Government":
        return "states"
    return "places" if entry.kind == "Place" else "bodies"


def _listed(figure: Figure, cast: Cast) -> Link | None:
    """Return the link of a body in the long list, unless its name may be a person's."""
    if figure.kind != "Organisation":
        return None
    name = next((name for name in figure.names if name in listed()), None)
    if name is None or name in gazetteer().names:
        return None
    if name in cast.parts_of_people:
        return None
    reason = "its name is in the packaged list of companies and authorities"
    return Link(listed()[name].wikidata, name, reason, SCORE_OF_LISTED_NAME)


def _parts_of_people(figures: Sequence[Figure]) -> set[str]:
    """Return the first names and surnames of the article's people."""
    parts: set[str] = set()
    for figure in figures:
        if figure.kind != "Person":
            continue
        for name in figure.names:
            if " " in name:
                words = name.split()
                parts.update((words[0], words[-1]))
    return parts


def _shared(figure: Figure, cast: Cast) -> Link | None:
    """Return the link of a name that several bear, if the article's states leave one of them."""
    shared = gazetteer().shared
    name = next((name for name in figure.names if name in shared), None)
    if name is None:
        return None
    bearers = [
        entry for entry in shared[name] if entry.home in cast.states or entry.home == entry.wikidata
    ]
    if len(bearers) != 1 or not bearers[0].wikidata:
        return None
    reason = "several bear this name, and the article speaks of the state of this one alone"
    return Link(bearers[0].wikidata, name, reason, SCORE_OF_SHARED_NAME)


def _of_its_state(figure: Figure) -> Link | None:
    """Return the link of a name that several bear, behind the state's adjective.

    `German Green Party`.
    """
    for name in figure.names:
        adjective, _, shared_name = name.partition(" ")
        state = gazetteer().demonyms.get(adjective)
        entries = gazetteer().shared.get(shared_name, ())
        bearers = [entry for entry in entries if state and entry.home == state.wikidata]
        if len(bearers) == 1 and bearers[0].wikidata:
            reason = "its name has the adjective of the state before a name that several bear"
            return Link(bearers[0].wikidata, name, reason, SCORE_OF_ADJECTIVE)
    return None
