"""An actor: one member of the cast of an article, with its name, kinds, mentions and identity."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from actorgraph.actors.figure import Figure
from actorgraph.actors.identity import Cast, Link, Linker, identify
from actorgraph.actors.whereabouts import Where, whereabouts
from actorgraph.deadline import check as check_deadline
from actorgraph.language.document import Document, Token
from actorgraph.mentions import Mention
from actorgraph.text.article import Span
from actorgraph.text.review import Decision
from actorgraph.vocabulary.gazetteer import first_names, gazetteer
from actorgraph.vocabulary.kinds import Kind

# The kinds of actors who may be described without a name: `a source`, `the ministry`.
MAY_BE_UNNAMED = ("Person", "Organisation", "Government", "Document")

# The parser's labels for names of actors.
NAMED_PARTIES = ("PERSON", "ORG", "GPE", "LOC", "FAC")


@dataclass(frozen=True, slots=True)
class Actor:
    """One member of the cast; `key` is its position there, `kinds` its classes, chief one first.

    `unnamed` marks a described actor without a name, `protected` a group of people at risk
    or somebody whose real name is withheld.
    `at_least` and `at_most` bound the size of a group; `members` are the keys of the actors that a
    description of several means: `both sides`. `where` says whether it may be a place, a
    government or both, by whether it takes part in a claim.
    """

    key: int
    kinds: tuple[Kind, ...]
    name: str
    aliases: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    wikidata: str | None = None
    unnamed: bool = False
    protected: bool = False
    at_least: int | None = None
    at_most: int | None = None
    members: tuple[int, ...] = ()
    link: Link | None = None
    decisions: tuple[Decision, ...] = ()
    where: Where = ""

    @property
    def kind(self) -> Kind:
        """The chief class."""
        return self.kinds[0]


def make_actor(
    document: Document,
    keys: Mapping[Figure, int],
    figure: Figure,
    cast: Cast,
    linker: Linker | None,
) -> Actor:
    """Return the actor that a figure has become; `cast` are all of the article's figures.

    `keys` are their positions in the cast.

    Raises LinkerError.
    """
    check_deadline()
    kind = figure.kind or _guessed_kind(figure)
    # Whoever is not named, or is at risk, is never linked.
    unnamed = kind in MAY_BE_UNNAMED and not figure.names and not figure.wikidata
    link = None
    if not (unnamed or figure.at_risk or figure.unlinked):
        link = identify(document, figure, kind, linker, cast)
    name = _label(document, figure)
    at_least, at_most = _size(figure, kind)
    return Actor(
        key=keys[figure],
        kinds=_kinds(figure, kind),
        name=name,
        aliases=_on_one_line(_aliases(document, figure, kind) - {name}),
        mentions=tuple(sorted(set(figure.mentions), key=_place)),
        wikidata=link.wikidata if link else None,
        link=link,
        decisions=tuple(figure.decisions),
        members=_members(figure, keys),
        unnamed=unnamed,
        protected=figure.at_risk,
        at_least=at_least,
        at_most=at_most,
        where=whereabouts(document, figure),
    )


def _members(figure: Figure, keys: Mapping[Figure, int]) -> tuple[int, ...]:
    """Return the keys of those whom a description of several means; people at risk stay a group."""
    if figure.at_risk:
        return ()
    return tuple(keys[member] for member in figure.members if member in keys)


def _place(mention: Mention) -> tuple[int, int, str]:
    return mention.span.begin, mention.span.end, mention.form


def _guessed_kind(figure: Figure) -> Kind:
    """Guess the kind of a name that nothing else shows."""
    name = figure.names[0] if figure.names else ""
    if " " not in name:
        return "Organisation"
    # `Robin Zentrix`, but neither `Zentrix` nor `eBay`
    first_word = name.split()[0].casefold()
    return "Person" if first_word in first_names() else "Organisation"


def _kinds(figure: Figure, kind: Kind) -> tuple[Kind, ...]:
    """Return the classes of an actor: a government that is a country is also a place."""
    if kind == "Government" and _is_territory(figure):
        return "Government", "Place"
    return (kind,)


def _is_territory(figure: Figure) -> bool:
    if figure.wikidata in _territories():
        return True
    return any(name in gazetteer().shared for name in figure.names)


@cache
def _territories() -> frozenset[str]:
    """Return the identities of all known states and their parts."""
    entries = gazetteer().names.values()
    return frozenset(entry.wikidata for entry in entries if entry.kind == "Government")


def _label(document: Document, figure: Figure) -> str:
    """Return the best name: the fullest proper name, else a state's, else a description."""
    if figure.names:
        return figure.names[0]
    adjectives = figure.of_form("adjective")
    if adjectives:
        return adjectives[0].name
    descriptions = figure.of_form("nominal")
    # A number is part of the label only where every mention has one: reports may differ on it.
    unnumbered = [mention.name for mention in descriptions if not _has_number(mention)]
    numbered = [document.article.quote(mention.span) for mention in descriptions]
    return min(unnumbered or numbered, key=lambda name: (-len(name), name))


def _has_number(mention: Mention) -> bool:
    return mention.at_least is not None or mention.at_most is not None


def _aliases(
    document: Document,
    figure: Figure,
    kind: Kind,
) -> set[str]:
    """Return the names and descriptions of an actor."""
    aliases: set[str] = set()
    for mention in figure.of_form("name"):
        aliases.update((document.article.quote(mention.span), mention.name))
    for mention in figure.of_form("nominal"):
        aliases.update(_descriptions(document, figure, mention))
    # `Russian` of Russia, `the Republican nominee` of the party
    for mention in figure.of_form("adjective"):
        aliases.add(document.article.quote(mention.span))
    if kind == "Group" and figure.body:
        aliases.update(_names_by_work(document, figure, figure.body))
    return aliases - {""}


def _descriptions(document: Document, figure: Figure, mention: Mention) -> Iterator[str]:
    """Yield the forms of a description that are not taken for somebody else's name.

    `a reporter` of Tom Brand, not `a reporter for the Post`: who looks for the Post does not look
    for him. Whoever has no name is known by what describes them: `members of the union`.
    """
    short, longer = mention.span, Span(mention.span.begin, mention.span.begin + len(mention.longer))
    others = list(_names_of_others(document, figure, longer if mention.longer else short))
    if not figure.names:
        others = [name for name in others if _is_loosely_tied(name, mention.head)]
    if not any(name.span.end <= short.end for name in others):
        yield document.article.quote(short)
        yield mention.name
    if not others:
        yield mention.longer


def _names_of_others(document: Document, figure: Figure, span: Span) -> Iterator[Token]:
    """Yield the words of proper names within a description that are not of the figure's own."""
    for word in document.words(span):
        is_name = word.pos == "PROPN" and word.entity in NAMED_PARTIES
        if is_name and not any(word.text in name for name in figure.names):
            yield word


def _is_loosely_tied(name: Token, described: int) -> bool:
    """Return whether a name is behind the `by` of a clause on a noun, or behind `at`.

    `rebels backed by Chad`, `a whistleblower at Petrax`.
    """
    above = takewhile(lambda word: word.index != described, name.ancestors())
    return any(word.dep == "agent" or word.lemma == "at" for word in above)


def _on_one_line(aliases: set[str]) -> tuple[str, ...]:
    """Return names sorted, each with single spaces for the line breaks of the article."""
    return tuple(sorted(" ".join(alias.split()) for alias in aliases))


def _names_by_work(
    document: Document,
    figure: Figure,
    work: Figure,
) -> Iterator[str]:
    """Yield the names of authors by their work: `authors of the report`."""
    for mention in figure.of_form("nominal"):
        if mention.owner is None:
            yield f"{mention.name} of {_label(document, work)}"


def _size(
    figure: Figure,
    kind: Kind,
) -> tuple[int | None, int | None]:
    """Return the first lower and the first upper bound that descriptions of a group give."""
    if kind != "Group":
        return None, None
    descriptions = figure.of_form("nominal")
    lower = (mention.at_least for mention in descriptions if mention.at_least)
    upper = (mention.at_most for mention in descriptions if mention.at_most)
    return next(lower, None), next(upper, None)
