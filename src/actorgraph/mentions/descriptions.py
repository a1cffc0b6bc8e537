"""Descriptions: common nouns that mean people, bodies, places and works."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from itertools import takewhile

from actorgraph.language.document import Document, Sentence, Token
from actorgraph.language.grammar import (
    SUBJECTS,
    any_lemma,
    before,
    below,
    is_plural,
    words_of,
)
from actorgraph.mentions.counted_people import (
    counts_things,
    is_group_counted,
    is_one_of_people,
)
from actorgraph.mentions.loose_dates import without_date
from actorgraph.mentions.mention import Mention
from actorgraph.mentions.noun_kinds import kinds_of_noun
from actorgraph.mentions.quantities import quantity
from actorgraph.mentions.runs import (
    LEFT_OF_HEAD,
    TAKING_PART,
    is_lemma_in,
    is_word_in,
    words_joined,
)
from actorgraph.mentions.speaking import is_source, is_speaker, kind_of_speaker
from actorgraph.mentions.states import is_organ, state_of, state_word
from actorgraph.mentions.things import is_thing_here
from actorgraph.text.article import Span
from actorgraph.vocabulary.kinds import Kind

RIGHT_OF_HEAD = ("prep", "acl", "relcl", "amod")
WITHIN_A_NAME = ("compound", "nmod")
WITHIN_A_PHRASE = (*WITHIN_A_NAME, "amod")
# A description with what follows its head is a name for it only while it is short.
LONGEST_IN_CHARACTERS = 120
ENDS = (",", ";", ":", "(", ")", "–", "—", "--")
CLAUSES = ("acl", "relcl", "advcl", "ccomp")
SUPERLATIVES = ("most", "least", "much", "many", "little")
QUOTATION_MARKS = str.maketrans("", "", '"“”„«»')
# In the plural, nouns for these describe a group.
COUNTED_AS_GROUPS = frozenset(["Person", "Group", "Organisation", "Government"])


def descriptions(
    document: Document,
    sentence: Sentence,
    named: AbstractSet[int],
    speakers: AbstractSet[int] = frozenset(),
) -> Iterator[Mention]:
    """Yield the descriptions of a sentence.

    `named` are the positions of tokens that belong to names, `speakers` those of words that speak
    a quotation.
    """
    for token in sentence.tokens:
        if token.index in named:
            continue
        kind = _kind_described(token)
        if not kind and (token.index in speakers or is_speaker(token)):
            kind = kind_of_speaker(token)
        if not kind and is_source(token):
            kind = "Document"
        if kind and not _belongs_to_another(token, named):
            yield _description(document, token, kind)


def _belongs_to_another(
    token: Token,
    named: AbstractSet[int],
) -> bool:
    """Return whether a noun is only part of another name or description."""
    # `Presidents Bush and Putin`
    precedes_a_name = token.dep in WITHIN_A_NAME and token.head.index in named
    if precedes_a_name and token.head.having("conj"):
        return True
    # `the police station`, but not `the workers union`
    return token.dep in WITHIN_A_PHRASE and token.tag != "NNS"


def _kind_described(token: Token) -> Kind:
    """Return the kind of what a common noun describes; empty if it does not describe an actor."""
    if is_one_of_people(token):
        return "Person"
    if is_group_counted(token):
        return "Group"
    if _is_somebody(token):
        return "Person"
    if _is_people_by_quality(token):
        return "Group"
    if token.pos not in ("NOUN", "PROPN") or token.dep == "nummod":
        return ""
    kinds = kinds_of_noun(token)
    if not kinds or counts_things(token) or is_thing_here(token):
        return ""
    if not is_plural(token):
        return _kind_in_singular(token, kinds)
    if COUNTED_AS_GROUPS & set(kinds):
        return "Group"
    return kinds[0]


def _is_somebody(token: Token) -> bool:
    """`Someone phoned`, but not `if someone phones`."""
    if token.dep not in SUBJECTS or not is_lemma_in(token, "indefinitePersons"):
        return False
    return token.head.tag == "VBD" or bool(token.head.having("auxpass"))


def _is_people_by_quality(token: Token) -> bool:
    """`The wounded were taken away`, but not `the wounded man`."""
    if token.tag not in ("JJ", "JJS", "VBN", "VBG", "NN") or token.dep not in TAKING_PART:
        return False
    if not is_word_in(token, "peopleByQuality") or is_plural(token):
        return False
    return any_lemma(token.having("det"), ("the",))


def _kind_in_singular(token: Token, kinds: tuple[Kind, ...]) -> Kind:
    """Return the first kind that a noun has in the singular.

    A noun for groups alone (`crowd`) is a group, and so is `the police`, although a body may be
    called so.
    """
    others = [kind for kind in kinds if kind != "Group"]
    if not others:
        return "Group"
    if "Group" in kinds and is_lemma_in(token, "collectiveNouns"):
        return "Group"
    return others[0]


def _description(
    document: Document,
    token: Token,
    kind: Kind,
) -> Mention:
    """Return the mention of a noun and the words before it."""
    phrase = without_date(_words_left_of(token))
    quantifier = _quantifier_before(token, phrase)
    start = _begin([token, *phrase, *quantifier])
    span = Span(start, token.span.end)
    owner = _owner(token)
    organ = _organ(token, kind)
    if organ:
        return Mention(span, token.index, "Organisation", "name", organ, owner=owner)
    at_least, at_most = quantity(document.article.quote(span))
    name_begin = start
    # `between 40 and 50 men` are not `40 and 50 men`.
    if not (quantifier or _is_compared(phrase)):
        name_begin = _begin([token, *_naming(phrase)])
    name = document.article.text[name_begin : token.span.end]
    return Mention(
        span=span,
        head=token.index,
        kind=kind,
        form="nominal",
        name=name.translate(QUOTATION_MARKS),
        longer=_longer(document, token, start),
        plural=is_plural(token) or kind == "Group",
        owner=owner,
        at_least=at_least,
        at_most=at_most,
    )


def _begin(words: list[Token]) -> int:
    return min(word.span.begin for word in words)


def _words_left_of(token: Token) -> list[Token]:
    return words_of(before(token, *LEFT_OF_HEAD))


def _owner(token: Token) -> int | None:
    """Return the position of the possessor or of the state before a noun: `Sweden's minister`."""
    owner = next(iter(token.having("poss")), None) or state_of(token)
    if owner is None:
        return None
    return owner.index


def _organ(token: Token, kind: Kind) -> str:
    """Name an organ after its state: `the South Korean puppet military` is its military.

    Empty for any other description.
    """
    if token.text == "police":
        return _police_of(token)
    if kind != "Organisation" or is_plural(token) or not is_organ(token.lemma):
        return ""
    # `the German news agency` is not Germany's agency.
    if any_lemma(token.having("compound"), ("news",)):
        return ""
    state = state_word(token)
    if state is None:
        return ""
    words, _ = state
    return f"{words_joined(words)} {token.text}"


def _police_of(token: Token) -> str:
    """Name the force of a state or town, `Dutch police`, but not `44 police` who were hurt."""
    if token.having("nummod"):
        return ""
    state = state_word(token)
    words = state[0] if state else list(before(token, *WITHIN_A_NAME))
    if not words or (state is None and words[-1].entity not in ("GPE", "LOC")):
        return ""
    return f"{words_joined(words)} {token.text}"


def _quantifier_before(token: Token, phrase: list[Token]) -> list[Token]:
    """Return `over` of `over 60 Chechens`, which parsers put above the noun."""
    above = token.head
    if not phrase or not token.having("nummod"):
        return []
    if phrase[0].lemma in SUPERLATIVES:
        # `At most 15 people fled`
        near = above.having("advmod")
        return [word for word in near if word.lemma == "at" and word.index == phrase[0].index - 1]
    if token.dep != "pobj" or phrase[0].pos == "DET":
        # `spoke about the two men`
        return []
    if not is_lemma_in(above, "numberPrepositions"):
        return []
    if above.lemma == "between" and not below(token.having("nummod"), "conj"):
        return []
    return [above]


def _naming(phrase: list[Token]) -> list[Token]:
    return [word for word in phrase if word.pos != "DET" and word.tag != "PRP$"]


def _is_compared(phrase: list[Token]) -> bool:
    """`no fewer than 20 men`, `no more than ten men`"""
    words = [word.text.casefold() for word in phrase[:3]]
    return words[:1] == ["no"] and words[2:] == ["than"]


def _longer(document: Document, token: Token, start: int) -> str:
    """Return a description with what follows its head: `head of the tax office`.

    It ends at a comma. If it is too long, it ends before a clause within it. Empty where nothing
    follows.
    """
    after = [child for child in token.having(*RIGHT_OF_HEAD) if child.index > token.index]
    # `rebels backed by Chad`: who backs them is no name of theirs.
    following = [child for child in after if not child.having("agent")]
    tail = words_of(following)
    if not tail:
        return ""
    for end in _ends(document, token, max(word.index for word in tail)):
        text = document.article.text[start:end].rstrip(" ,;:\"'")
        if "\n" not in text and len(text) <= LONGEST_IN_CHARACTERS:
            return text
    return ""


def _ends(document: Document, token: Token, last: int) -> Iterator[int]:
    """Yield the offsets where a description may end, the last one first."""
    words = list(takewhile(_is_within, document.tokens[token.index + 1 : last + 1]))
    if not words:
        return
    yield words[-1].span.end
    for place in range(len(words) - 1, 0, -1):
        if _opens_a_clause(words[place], token):
            yield words[place - 1].span.end


def _is_within(word: Token) -> bool:
    """Return whether a description goes on at a word: it ends at a comma or a bracket."""
    return word.text not in ENDS


def _opens_a_clause(word: Token, noun: Token) -> bool:
    """Return whether a word begins a clause within a description, not one of its own noun."""
    if word.dep in CLAUSES:
        return word.head is not noun
    return word.dep in ("mark", "nsubj", "aux", "nsubjpass") and word.head.dep in CLAUSES
