"""Whom a name means: the mention of a run of words, with its kind and its known bearer."""

import re

from actorgraph.language.document import Token
from actorgraph.language.grammar import any_lemma, before
from actorgraph.mentions.evidence import NameEvidence
from actorgraph.mentions.kinds import UNSURE, kind_by_words
from actorgraph.mentions.mention import Mention
from actorgraph.mentions.runs import Run, head_of, span_of
from actorgraph.mentions.states import is_organ, state_word
from actorgraph.mentions.teams import team
from actorgraph.vocabulary.gazetteer import Entry, gazetteer, head_kinds, titles, words
from actorgraph.vocabulary.kinds import Kind
from actorgraph.vocabulary.lexicon import (
    frames,
    kinds_of_things,
    kinds_with,
    speech_verbs,
    word_set,
)

# `ZTX`, which the parser takes for a person
ACRONYM = re.compile(r"[A-Z]{3,7}")
END_OF_QUOTATION = re.compile(r"[,.?!][\"”]")
AGE = re.compile(r"\d\d")
# What a single word is taken for that may be a first name.
UNSURE_OF_ONE_WORD = ("Place", "Organisation", "")
# A name that the parser takes for a body's may be a person's if it has so many words.
WORDS_OF_A_PERSON = (2, 3)


def name_mention(
    evidence: NameEvidence,
    run: Run,
    kind: Kind,
    known: Entry | None = None,
) -> Mention:
    """Return the mention of a name.

    `kind` is what the parser or the tables take it for; `known` is its entry there, if it has one.
    """
    run = _with_state(run)
    span, head = span_of(run), head_of(run)
    name = evidence.document.article.quote(span)
    if known is None and kind != "Person":
        known = gazetteer().names.get(name)
    entry = _bearer_here(evidence, name, head) or known
    return Mention(
        span=span,
        head=head.index,
        kind=entry.kind if entry else _kind(evidence, run, kind),
        form="name",
        name=name,
        wikidata=(entry.wikidata or None) if entry else None,
    )


def _with_state(run: Run) -> Run:
    """Return an organ's name with the state right before it: `Indonesian | Navy`."""
    if not is_organ(run[-1].text.casefold()):
        return run
    state = state_word(head_of(run))
    if state is None:
        return run
    state_words, _ = state
    if state_words[-1].index != run[0].index - 1:
        return run
    return (*state_words, *run)


def _bearer_here(
    evidence: NameEvidence,
    name: str,
    head: Token,
) -> Entry | None:
    """Return whom the name of a town or state means in this sentence, if not itself."""
    # `Kiel lost to Bochum`
    if evidence.reports_sport:
        club_or_team = team(name, head)
        if club_or_team:
            return club_or_team
    return _government(name, head)


def _government(name: str, head: Token) -> Entry | None:
    """Return the government of a capital that speaks or acts as one: `Moscow rejected the plan`."""
    entry = gazetteer().seats.get(name)
    if entry is None:
        return None
    # `spying by Ankara`
    if head.dep == "pobj" and head.head.lemma == "by" and _is_done_by(head.head):
        return entry
    if head.dep != "nsubj":
        return None
    verb = head.head.lemma
    actions = {frame.kind for frame in frames().get(verb, ())}
    if verb in speech_verbs() or actions & kinds_with("act of state"):
        return entry
    return None


def _is_done_by(by: Token) -> bool:
    """`the attack by Ankara`, `was rejected by Ankara`, but not `the village by Ankara`."""
    if by.dep == "agent":
        return True
    kinds = kinds_of_things().get(by.head.lemma, frozenset())
    return bool(kinds) and not kinds & {"person", "place", "thing"}


def _kind(evidence: NameEvidence, run: Run, kind: Kind) -> Kind:
    """Return the kind of an unknown name: what its words or its place show, else the parser's."""
    # `Kim Ho`, if the article says somewhere that Kim Ho is a lawyer
    may_be_person = len(run) in WORDS_OF_A_PERSON and kind in UNSURE
    if may_be_person and run[0].span.begin in evidence.people:
        return "Person"
    if kind in UNSURE_OF_ONE_WORD and _is_shown_to_be_person(evidence, run):
        return "Person"
    if kind in ("Organisation", "Person") and _is_town(head_of(run)):
        return "Place"
    if len(run) > 1:
        shown = kind_by_words([token.text.casefold() for token in run], kind)
        if shown:
            return shown
    # `lawyer Zentrix`
    if _has_title(run):
        return "Person"
    if kind == "Person" and _is_band(evidence, run):
        return "Organisation"
    if kind != "Organisation" and _is_called_a_body(evidence, run):
        return "Organisation"
    return kind


def _is_band(evidence: NameEvidence, run: Run) -> bool:
    """Return whether a plural with an article names a body: `the Nordics`, but not a family's."""
    head = head_of(run)
    if len(run) > 1 or not head.text.endswith("s") or not any_lemma(head.having("det"), ("the",)):
        return False
    singular = head.text.removesuffix("s")
    return not {head.text, singular, head.text.removesuffix("es")} & evidence.surnames


def _is_shown_to_be_person(evidence: NameEvidence, run: Run) -> bool:
    return _is_said_to_be_aged(evidence, run) or _is_spoken_to(evidence, run)


def _is_spoken_to(evidence: NameEvidence, run: Run) -> bool:
    """Return whether a name is an address at the end of a quotation: `"You lied, Amara!"`."""
    text, span = evidence.document.article.text, span_of(run)
    return text.endswith(", ", 0, span.begin) and bool(END_OF_QUOTATION.match(text, span.end))


def _is_said_to_be_aged(evidence: NameEvidence, run: Run) -> bool:
    """Return whether an age follows a name: `Maryam, 24, said`."""
    following = evidence.document.tokens[run[-1].index + 1 : run[-1].index + 4]
    texts = [token.text for token in following]
    if len(texts) < 3 or texts[0] != "," or texts[2] != ",":
        return False
    return bool(AGE.fullmatch(texts[1])) and head_of(run).dep != "pobj"


def _is_called_a_body(evidence: NameEvidence, run: Run) -> bool:
    """Return whether a name is that of a body: `the newspaper Zentrix`, `Zentrix newspaper`, `ZTX`.

    Not a surname: `the Lindahl firm` is the firm of a Lindahl.
    """
    head = head_of(run)
    if len(run) == 1 and head.text in evidence.surnames:
        return False
    if head.entity == "PERSON" and len(run) == 1 and ACRONYM.fullmatch(head.text):
        return True
    nouns = [noun for noun in before(head, "compound", "nmod") if noun.index < run[0].index]
    # `Zentrix newspaper`: the noun behind the name
    if head.dep in ("compound", "nmod") and _is_next_noun(evidence, head):
        nouns.append(head.head)
    return any(noun.text in word_set("namedBodyNouns") for noun in nouns)


def _is_next_noun(evidence: NameEvidence, name: Token) -> bool:
    """Return whether a name's noun is right behind it, or behind a word for it: `a Zentrix daily`.

    `the Zentrix financial daily`
    """
    between = evidence.document.tokens[name.index + 1 : name.head.index]
    return all(word.text.islower() and word.dep in ("amod", "compound") for word in between)


def _is_town(head: Token) -> bool:
    """Return whether a name is a place's: `the town of Yeoncheon`, `his town, Yeoncheon`."""
    above = head.head
    if head.dep == "pobj" and above.lemma == "of":
        above = above.head
    elif head.dep != "appos":
        return False
    return head_kinds().get(above.lemma) == ("Place",)


def _has_title(run: Run) -> bool:
    """Return whether a name follows a title or a noun for people: `spokesman Zentrix`."""
    for noun in before(head_of(run), "compound"):
        if noun.index >= run[0].index:
            continue
        if noun.lemma in titles() or noun.lemma in words("Person", "headWord"):
            return True
    return False
