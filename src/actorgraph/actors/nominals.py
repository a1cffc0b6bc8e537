"""Descriptions: which figure `the network`, `her organisation`, `Chechen authorities` means."""

from collections.abc import Mapping, Sequence

from actorgraph.actors.apposition import agrees
from actorgraph.actors.figure import Figure
from actorgraph.actors.governments import state_in_question
from actorgraph.actors.labels import labelled_body, names_another
from actorgraph.actors.seen import FEWEST_WORDS_OF_SAME_GROUP, Seen, describing_words
from actorgraph.actors.titles import holder, is_title
from actorgraph.language.document import Document, Token
from actorgraph.language.grammar import any_lemma, behind
from actorgraph.mentions import Mention
from actorgraph.mentions.runs import LEFT_OF_HEAD, is_lemma_in
from actorgraph.vocabulary.gazetteer import gazetteer, words
from actorgraph.vocabulary.kinds import Kind
from actorgraph.vocabulary.lexicon import word_set

# How far back a description may mean somebody, in words: about four paragraphs.
REACH_IN_WORDS = 250
# `the organisation` may mean any body: it reaches only half as far.
REACH_OF_WIDE_NOUN_IN_WORDS = 125
# With one of these, `the organisation` is no longer any body.
NARROWING = ("amod", "compound", "prep", "relcl")


def figure_meant(
    document: Document,
    mention: Mention,
    seen: Seen,
    by_head: Mapping[int, Figure],
) -> Figure | None:
    """Return the figure, seen before, that a description means; None if it is somebody new."""
    token = document.tokens[mention.head]
    labelled = labelled_body(document, token, by_head)
    if labelled:
        return labelled
    owner = None if mention.owner is None else by_head.get(mention.owner)
    if owner and _is_owner_itself(mention, token, owner):
        return owner
    if owner and token.lemma in words("Government", "standsFor"):
        state = _state_with_seat(mention, owner, seen)
        if state:
            return state
    if _has_possessive(document, mention):
        return _body_of(mention, token, owner)
    if _is_title_of_somebody(mention, token):
        return holder(token, owner, seen.near(mention.head, REACH_IN_WORDS))
    if _is_definite(token) or _is_force_alone(token):
        near = seen.near(mention.head, REACH_IN_WORDS)
        return _known_again(document, mention, token, near, by_head)
    if mention.kind == "Group":
        return _by_words(mention, seen) or _by_more_words(document, mention, seen)
    return None


def _known_again(
    document: Document,
    mention: Mention,
    token: Token,
    near: Sequence[Figure],
    by_head: Mapping[int, Figure],
) -> Figure | None:
    """Return whom a definite description means among the figures that are near."""
    near = [figure for figure in near if not names_another(token, figure, by_head)]
    figure = _by_head(mention, token, near) or _by_kind(document, mention, token, near)
    return figure or _group_named(mention, token, near)


def _state_with_seat(mention: Mention, owner: Figure, seen: Seen) -> Figure | None:
    """Return the state whose government has its seat in a town: `the Ankara government`."""
    seats = gazetteer().seats
    identities = {seats[name].wikidata for name in owner.names if name in seats}
    for figure in seen.before(mention.head):
        if figure.wikidata and figure.wikidata in identities:
            return figure
    return None


def _is_title_of_somebody(mention: Mention, token: Token) -> bool:
    """`the president`, `Chad's president`, but not `a president`."""
    if not is_title(mention, token):
        return False
    return mention.owner is not None or _is_definite(token)


def _has_possessive(document: Document, mention: Mention) -> bool:
    """`her organisation`."""
    if mention.owner is None:
        return False
    return document.tokens[mention.owner].tag == "PRP$"


def _is_definite(token: Token) -> bool:
    """`the network`, `this group`."""
    return any_lemma(token.having("det"), word_set("definiteDeterminers"))


def _is_force_alone(token: Token) -> bool:
    """`Police said`, without an article, where the article has named whose police it is."""
    if not is_lemma_in(token, "forcesAlone"):
        return False
    return not token.having(*LEFT_OF_HEAD, "prep", "relcl", "acl")


def _is_bare_plural(mention: Mention) -> bool:
    """`survivors … survivors`, but not `two men … two men`."""
    if not mention.plural or mention.at_least or mention.at_most or mention.longer:
        return False
    if " " in mention.name:
        return False
    noun = mention.name.casefold()
    return noun not in word_set("vagueWords") and noun not in word_set("anyPeople")


def _is_owner_itself(
    mention: Mention,
    token: Token,
    owner: Figure,
) -> bool:
    # `Chechen authorities` act for Chechnya
    if owner.kind == "Government" and token.lemma in words("Government", "standsFor"):
        return True
    # `the republic of Chechnya`, `the city of Paris`
    if mention.kind not in ("Government", "Place") or not owner.names:
        return False
    named = {noun.index for noun in behind(token, "of")}
    return any(own_mention.head in named for own_mention in owner.mentions)


def _body_of(
    mention: Mention,
    token: Token,
    owner: Figure | None,
) -> Figure | None:
    """Return what the owner's title ties them to: `her organisation`, `his country`."""
    if owner is None or owner.body is None:
        return None
    if token.lemma not in wide_nouns(mention.kind):
        return None
    if owner.body.kind == mention.kind or token.lemma == "country":
        return owner.body
    return None


def wide_nouns(kind: Kind) -> frozenset[str]:
    """Return the nouns that any body or any state may be called by."""
    if kind == "Organisation":
        return word_set("wideBodyNouns")
    if kind == "Government":
        return word_set("wideStateNouns")
    return frozenset()


def _by_head(
    mention: Mention,
    token: Token,
    near: Sequence[Figure],
) -> Figure | None:
    """Return the latest figure whose name or description ends so: `the network`, `the report`."""
    for figure in near:
        if _shares_head(mention, token, figure):
            # `the appeals court` is not `the district court`.
            must_fit = mention.kind == "Group" or not figure.names
            if must_fit and not _words_fit(mention, figure):
                return None
            return figure
    return None


def _shares_head(
    mention: Mention,
    token: Token,
    figure: Figure,
) -> bool:
    if not {token.lemma, token.text.casefold()} & figure.heads:
        return False
    if figure.names:
        return True
    return figure.plural == mention.plural and agrees(mention, figure)


def _words_fit(mention: Mention, figure: Figure) -> bool:
    """Return whether the words of a description include those of another one, or the reverse."""
    described = describing_words(mention)
    for description in figure.of_form("nominal"):
        known = describing_words(description)
        if described <= known or known <= described:
            return True
    return False


def _by_kind(
    document: Document,
    mention: Mention,
    token: Token,
    near: Sequence[Figure],
) -> Figure | None:
    """Return the latest named body of its kind for a wide noun alone: `the organisation`."""
    if token.lemma not in wide_nouns(mention.kind) or token.having(*NARROWING):
        return None
    named = [figure for figure in near if figure.names and figure.kind == mention.kind]
    if not named or mention.head - named[0].last >= REACH_OF_WIDE_NOUN_IN_WORDS:
        return None
    if token.lemma == "government":
        return state_in_question(document, token, named)
    return named[0]


def _group_named(mention: Mention, token: Token, near: Sequence[Figure]) -> Figure | None:
    """Return the body that `the group` is: the latest that is named, if it is near."""
    if token.lemma != "group" or token.tag == "NNS" or behind(token, "of"):
        return None
    if token.having("appos"):
        # `the militant group, Fist`
        return None
    named = [figure for figure in near if figure.names and figure.kind == "Organisation"]
    if not named or mention.head - named[0].last >= REACH_OF_WIDE_NOUN_IN_WORDS:
        return None
    return named[0]


def _by_words(mention: Mention, seen: Seen) -> Figure | None:
    """Return the latest group described in the same words: `gay Chechens … gay Chechens`."""
    described = describing_words(mention)
    if len(described) < FEWEST_WORDS_OF_SAME_GROUP and not _is_bare_plural(mention):
        return None
    return seen.group_described(described, mention.head)


def _by_more_words(document: Document, mention: Mention, seen: Seen) -> Figure | None:
    """Return the only group whose description adds words, or drops some.

    `German corporate leaders … corporate leaders`; neither has a number, nor is a single word.
    """
    token = document.tokens[mention.head]
    described = describing_words(mention)
    if not mention.plural or _is_counted(mention):
        return None
    if len(described) < FEWEST_WORDS_OF_SAME_GROUP:
        return None
    near = [
        figure
        for figure in seen.near(mention.head, REACH_OF_WIDE_NOUN_IN_WORDS)
        if token.lemma in figure.heads and _is_uncounted_group(figure)
    ]
    if len(near) != 1:
        return None
    return near[0] if _words_fit(mention, near[0]) else None


def _is_counted(mention: Mention) -> bool:
    return mention.at_least is not None or mention.at_most is not None


def _is_uncounted_group(figure: Figure) -> bool:
    if figure.kind != "Group" or figure.names:
        return False
    return figure.plural and not any(map(_is_counted, figure.mentions))
