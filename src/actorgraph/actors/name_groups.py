"""Names of one actor: full name and surname, acronym and expansion, two spellings."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from actorgraph.actors.acronyms import join_acronyms
from actorgraph.actors.figure import Figure
from actorgraph.actors.figure_keys import only_figure
from actorgraph.actors.honorifics import fitting, gender_addressed, gender_by_kin
from actorgraph.actors.named_figures import NamedFigures
from actorgraph.actors.personal_names import is_short_for_person, words_counted
from actorgraph.actors.respellings import join_spellings
from actorgraph.actors.spellings import name_key
from actorgraph.actors.uncertain import is_uncertain, lower_case_words
from actorgraph.deadline import check as check_deadline
from actorgraph.language.document import Document
from actorgraph.mentions import OPPOSITES, Mention, is_half
from actorgraph.vocabulary.gazetteer import gazetteer, words
from actorgraph.vocabulary.lexicon import word_set

# A longer name is rather that of a body called after somebody.
LONGEST_PERSON_IN_WORDS = 4
# Whom a bare surname means is clear only where it is used so often.
FEWEST_BARE_SURNAMES = 2


def group_names(
    document: Document,
    mentions: Sequence[Mention],
) -> list[Figure]:
    """Group the names that mean the same actor, in the order of their first mention.

    The longest names come first, so that a surname finds its full name.
    """
    figures = _figures_by_name(document, mentions)
    join_acronyms(document, figures)
    join_spellings(document, figures)
    lower_case = lower_case_words(document)
    certain = [figure for figure in figures if not is_uncertain(document, figure, lower_case)]
    for figure in certain:
        figure.add_heads(_last_words(figure))
        figure.learn_gender()
    return sorted(certain, key=lambda figure: figure.first)


def _last_words(figure: Figure) -> Iterator[str]:
    """Yield the last words of names of several words: `network`."""
    for name in figure.names:
        if " " in name:
            yield name.split()[-1].casefold()


def _figures_by_name(document: Document, mentions: Sequence[Mention]) -> list[Figure]:
    named = NamedFigures()
    for (name, identity, gender), same in _by_name(document, mentions):
        check_deadline()
        figure = _figure_called(named, name, identity, gender, same)
        if figure is None:
            figure = Figure()
        for mention in same:
            figure.add_mention(mention)
        figure.learn_gender_shown(gender or gender_by_kin(document, same))
        named.add(figure, name)
    return named.figures


class NameKey(NamedTuple):
    """What mentions by one name share: the name's key, identity, and gender of the address."""

    name: str
    identity: str | None
    gender: str


def _by_name(
    document: Document,
    mentions: Sequence[Mention],
) -> list[tuple[NameKey, list[Mention]]]:
    """Return the mentions by name, identity and form of address, those of most words first."""
    groups: dict[NameKey, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.form in ("name", "adjective"):
            gender = gender_addressed(document, mention)
            groups[NameKey(name_key(mention.name), mention.wikidata, gender)].append(mention)
    return sorted(groups.items(), key=_longest_first)


def _longest_first(
    group: tuple[NameKey, list[Mention]],
) -> tuple[int, str, str, bool, str]:
    (name, identity, gender), _ = group
    # A surname alone comes behind `Mr` and `Mrs`, who show whose it may be.
    return -name.count(" "), name, identity or "", not gender, gender


def _figure_called(
    named: NamedFigures,
    name: str,
    identity: str | None,
    gender: str,
    same: Sequence[Mention],
) -> Figure | None:
    """Return the only figure that already has this name, or a longer form of it."""
    if identity:
        return _identified_as(named, name, identity) or _firm_of(named, name)
    exact = [figure for figure in named.called(name) if _is_called(figure, name)]
    if " " not in name:
        exact = [figure for figure in exact if not gender or figure.gender in ("", gender)]
    if not exact:
        alike = _sharing_a_bearer(named, same[0].name)
        return alike or _figure_shortened(named, name, gender, same)
    if len(exact) == 1:
        return exact[0]
    # Of several with a known bearer, nothing says which one is meant.
    if exact[0].wikidata:
        return None
    if all(figure.kind == "Person" for figure in exact):
        return only_figure(_foremost(exact, same))
    return exact[0]


def _sharing_a_bearer(named: NamedFigures, name: str) -> Figure | None:
    """Return the only body that another name of several bodies may mean: `Greens`, `Green Party`.

    Of all who bear a shared name, an article means the one that it also calls by another name.
    """
    bearers = _bearers(name)
    if not bearers:
        return None
    return only_figure([figure for figure in named.figures if bearers & _may_be(figure)])


def _bearers(name: str) -> frozenset[str]:
    """Return the identities of the bodies that share a name."""
    entries = gazetteer().shared.get(name, ())
    return frozenset(
        entry.wikidata for entry in entries if entry.wikidata and entry.kind == "Organisation"
    )


def _may_be(figure: Figure) -> frozenset[str]:
    """Return the identities that a figure has, or that its names leave open."""
    if figure.wikidata:
        return frozenset([figure.wikidata])
    return frozenset().union(*map(_bearers, figure.names))


def _is_called(figure: Figure, name: str) -> bool:
    return any(name_key(own) == name for own in figure.names)


def _figure_shortened(
    named: NamedFigures,
    name: str,
    gender: str,
    same: Sequence[Mention],
) -> Figure | None:
    """Return the only figure that a name is short for: Tatiana Vinnik for `Vinnik`."""
    longer = [
        figure
        for figure in named.perhaps_shortened(name)
        if _may_be_short_for(name, figure, named.figures)
    ]
    longer = fitting(longer, gender)
    if len(longer) > 1 and all(figure.kind == "Person" for figure in longer):
        # Of two who share a surname, it means the one mentioned before its first use.
        first_use = min(mention.head for mention in same)
        longer = [figure for figure in longer if figure.first < first_use] or longer
        longer = _foremost(longer, same)
    return only_figure(longer)


def _foremost(bearers: list[Figure], surnames: Sequence[Mention]) -> list[Figure]:
    """Return the one of several of a surname whom the article is about; all, if it is not clear.

    An article uses the bare surname often, and names the others in full each time.
    """
    if len(surnames) < FEWEST_BARE_SURNAMES:
        return bearers
    bearers = sorted(bearers, key=lambda figure: -len(figure.mentions))
    most, second = bearers[:2] if len(bearers) > 1 else (bearers[0], bearers[0])
    if len(most.mentions) > len(second.mentions):
        return [most]
    return bearers


def _identified_as(
    named: NamedFigures,
    name: str,
    identity: str,
) -> Figure | None:
    """Return the figure with an identity, or one whose name leaves it open.

    `Georgian` shows which `Georgia` is meant.
    """
    figure = named.identified(identity)
    if figure:
        return figure
    for figure in named.called(name):
        if figure.wikidata or figure.kind == "Person":
            continue
        same_names = [own for own in figure.names if name_key(own) == name]
        if any(_may_mean(own, identity) for own in same_names):
            return figure
    return None


def _firm_of(named: NamedFigures, name: str) -> Figure | None:
    """Return the only firm of unknown identity whose full name begins with a name."""
    firms = [figure for figure in named.perhaps_shortened(name) if not figure.wikidata]
    return only_figure([firm for firm in firms if _is_firm(name, firm)])


def _is_firm(name: str, figure: Figure) -> bool:
    """`Zentrix` of `Zentrix Motor Company`, but not of `Zentrix Foundation`."""
    if figure.kind != "Organisation":
        return False
    for full_name in figure.names:
        first, _, rest = name_key(full_name).partition(f"{name} ")
        if not first and rest and word_set("firmWords").issuperset(rest.split()):
            return True
    return False


def _may_mean(name: str, identity: str) -> bool:
    """Return whether a name that several bear may be that of an identity."""
    bearers = gazetteer().shared.get(name, ())
    return any(entry.wikidata == identity for entry in bearers)


def _may_be_short_for(
    name: str,
    figure: Figure,
    figures: Sequence[Figure],
) -> bool:
    if name in OPPOSITES:
        return _is_half_of(name, figure, figures)
    if figure.kind == "Organisation" and _is_bare_body(name, figure):
        return True
    if _is_firm(name, figure):
        return True
    if figure.wikidata:
        return False
    return _is_short_for(name, figure)


def _is_bare_body(name: str, figure: Figure) -> bool:
    """`the Commission` of `European Commission`, `the Church` of `Church of the Sea`."""
    if name.split()[-1] not in words("Organisation", "headWord"):
        return False
    for full_name in figure.names:
        whole = name_key(full_name)
        if whole.endswith(f" {name}") or whole.startswith(f"{name} of "):
            return True
    return False


def _is_half_of(
    name: str,
    figure: Figure,
    figures: Sequence[Figure],
) -> bool:
    """Return whether a name is half a state's: `the South` of `South Korea`.

    Not `the West` of `West Bank`.
    """
    if name not in OPPOSITES:
        return False
    for full in figure.names:
        side, _, rest = name_key(full).partition(" ")
        if side != name:
            continue
        other_half = f"{OPPOSITES[side]} {rest}"
        if any(_is_called(other, other_half) for other in figures):
            return True
        if any(map(is_half, figure.names)):
            return True
    return False


def _is_short_for(name: str, figure: Figure) -> bool:
    """Return whether a name is a short form of a person's or a body's."""
    parts = name.split()
    for full_name in figure.names:
        whole = name_key(full_name).split()
        if figure.kind == "Person" and 1 < words_counted(whole) <= LONGEST_PERSON_IN_WORDS:
            if is_short_for_person(parts, whole):
                return True
        elif figure.kind == "Organisation" and _begins_with(whole, parts):
            # `Ifo` of `Ifo Institute`, but not of `Ifo Dahl`
            next_word = whole[len(parts)]
            return len(parts) > 1 or next_word in words("Organisation", "headWord")
    return False


def _begins_with(whole: list[str], parts: list[str]) -> bool:
    return len(whole) > len(parts) and whole[: len(parts)] == parts
