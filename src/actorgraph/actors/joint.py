"""Several named actors meant by one description: `both sides`, `the two leaders`."""

from collections.abc import Iterable, Iterator, Mapping

from actorgraph.actors.figure import Figure
from actorgraph.actors.seen import Seen
from actorgraph.language.document import Document, Token
from actorgraph.language.grammar import SUBJECTS, any_lemma
from actorgraph.language.lists import coordinated
from actorgraph.mentions import Mention
from actorgraph.mentions.families import singulars
from actorgraph.mentions.runs import is_word_in
from actorgraph.vocabulary.kinds import Kind
from actorgraph.vocabulary.lexicon import word_set

# How far back `both sides` may look, in words: about four paragraphs.
REACH_IN_WORDS = 250
# Names that are not joined, `Chad's president met … of Niger`, are looked for this near.
REACH_IN_SENTENCES = 2
# `the two countries`: more are seldom meant one by one.
NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5}
# Those whom an article is about have so many mentions, and so many times those of anybody else.
FEWEST_MENTIONS, MARGIN = 3, 2
NARROWING = ("amod", "compound", "prep", "relcl", "acl", "poss")
# Which kinds each word set may mean, the likeliest first.
SETS: tuple[tuple[str, tuple[Kind, ...]], ...] = (
    ("jointStates", ("Government",)),
    ("jointPeople", ("Person",)),
    ("jointBodies", ("Organisation",)),
    ("jointSides", ("Government", "Organisation", "Person")),
)
ANY_KIND: tuple[Kind, ...] = ("Government", "Organisation", "Person")


def members_meant(
    document: Document,
    mention: Mention,
    seen: Seen,
    by_head: Mapping[int, Figure],
) -> list[Figure]:
    """Return the named figures that a description of so many means; empty if it is unclear."""
    noun = document.tokens[mention.head]
    number = _number(noun)
    if mention.form != "nominal" or not number:
        return []
    for kind in _kinds(noun):
        joined = _joined_before(document, noun, kind, number, by_head)
        if joined:
            return joined
        near = _near(noun, kind, seen, document)
        if len(near) == number:
            return near
        acting = [figure for figure in near if _acts_near(document, noun, figure)]
        if len(acting) == number:
            return acting
    for kind in _kinds(noun)[:1]:
        return _foremost(noun, kind, seen, number)
    return []


def family_members(mention: Mention, figures: Iterable[Figure]) -> list[Figure]:
    """Return the people who bear the surname of a family: Ola and Kari of `the Nordmanns`."""
    surnames = set(singulars(mention.name))
    if not surnames or mention.form != "nominal":
        return []
    members: list[Figure] = []
    for figure in figures:
        full_names = (name.split() for name in figure.names if " " in name)
        if figure.kind == "Person" and any(name[-1] in surnames for name in full_names):
            members.append(figure)
    return members if len(members) > 1 else []


def _kinds(noun: Token) -> tuple[Kind, ...]:
    if noun.lemma in word_set("bothWords"):
        return ANY_KIND
    for name, kinds in SETS:
        if noun.lemma in word_set(name):
            return kinds
    return ()


def _number(noun: Token) -> int:
    """Return how many a noun means: two of `both sides`; 0 if it brings in others."""
    if any(child.index > noun.index for child in noun.having(*NARROWING)):
        return 0
    if noun.having("amod", "compound", "poss"):
        return 0
    if noun.lemma in word_set("bothWords"):
        # `Both agreed`
        return 2
    determiners = noun.having("det", "predet", "cc", "preconj")
    if any_lemma(determiners, word_set("bothWords")):
        return 2
    if noun.lemma in word_set("pairNouns") and any_lemma(determiners, ("the",)):
        return 2
    # `the two countries`, but not `two countries`
    if not any_lemma(determiners, word_set("definiteDeterminers")):
        return 0
    for number in noun.having("nummod"):
        return NUMBERS.get(number.lemma, 0)
    return 0


def _acts_near(document: Document, noun: Token, figure: Figure) -> bool:
    """`Chad Oil sued Niger Oil in a court, their third dispute between the two companies`."""
    for mention in figure.mentions_between(
        document.sentences[noun.sentence].tokens[0].index, noun.index
    ):
        if _takes_part(document.tokens[mention.head]):
            return True
    return False


def _joined_before(
    document: Document,
    noun: Token,
    kind: Kind,
    number: int,
    by_head: Mapping[int, Figure],
) -> list[Figure]:
    """Return the figures that were named together last: `talks between Chad and Niger`."""
    earliest = max(0, noun.index - REACH_IN_WORDS)
    for place in range(noun.index - 1, earliest - 1, -1):
        token = document.tokens[place]
        if not token.having("conj") or place not in by_head:
            continue
        figures = list(_of_kind(coordinated(token), kind, by_head))
        if len(figures) == number:
            # `Merkel met Putin and Macron. The two leaders …`
            taking_part = filter(_takes_part, document.sentences[token.sentence].tokens)
            all_named = list(_of_kind(taking_part, kind, by_head))
            return figures if len(all_named) <= number else []
    return []


def _takes_part(token: Token) -> bool:
    """Return whether a name is more than a place: neither `in Chad` nor `Chad's`."""
    if token.dep == "pobj":
        return not is_word_in(token.head, "placePrepositions")
    return token.dep in (*SUBJECTS, "dobj", "dative", "conj", "attr")


def _of_kind(
    heads: Iterable[Token],
    kind: Kind,
    by_head: Mapping[int, Figure],
) -> Iterator[Figure]:
    """Yield the named figures of a kind that head words mean, each once."""
    figures: dict[Figure, None] = {}
    for head in heads:
        figure = by_head.get(head.index)
        if figure is not None and figure.kind == kind and figure.names:
            figures[figure] = None
    yield from figures


def _near(noun: Token, kind: Kind, seen: Seen, document: Document) -> list[Figure]:
    """Return the named figures of a kind in the sentence of a noun and the one before it."""
    first = max(0, noun.sentence - REACH_IN_SENTENCES + 1)
    earliest = document.sentences[first].tokens[0].index
    figures = seen.near(noun.index, noun.index - earliest)
    return [figure.whole for figure in figures if figure.kind == kind and _is_named(figure)]


def _foremost(noun: Token, kind: Kind, seen: Seen, number: int) -> list[Figure]:
    """Return the named figures of a kind most frequent so far, if clearly so."""
    counted = [
        (len(figure.mentions_between(0, noun.index)), figure)
        for figure in seen.before(noun.index)
        if figure.kind == kind and _is_named(figure)
    ]
    counted.sort(key=lambda pair: -pair[0])
    if len(counted) < number:
        return []
    least = counted[number - 1][0]
    if least < FEWEST_MENTIONS:
        return []
    if any(MARGIN * count > least for count, _ in counted[number:]):
        return []
    return [figure for _, figure in counted[:number]]


def _is_named(figure: Figure) -> bool:
    return bool(figure.names or figure.wikidata)
