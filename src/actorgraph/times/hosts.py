"""Hosts: the verb or noun that the words of a time belong to, whatever the parser hung them on."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from actorgraph.language.document import Document, Token
from actorgraph.language.grammar import (
    AUXILIARIES,
    NOMINAL,
    PRESENT_TAGS,
    SUBJECTS,
    any_lemma,
    is_verb,
    verb_above,
)
from actorgraph.times import periods
from actorgraph.times.tense import is_saying
from actorgraph.times.time import TimeMention
from actorgraph.vocabulary.event_nouns import noun_frames
from actorgraph.vocabulary.lexicon import word_set

UP_THE_PHRASE = ("pobj", "prep", "conj", "appos", "compound", "poss", "nmod", "npadvmod", "nummod")
BEFORE_AN_OPENING = ("ADP", "ADV", "CCONJ", "DET", "PUNCT", "SCONJ", "SPACE")
LONGEST_RECORD = 10  # words from `the first` to `since`
STEPS = 8  # words that are climbed within a noun phrase at most


class Hosts(NamedTuple):
    """The times of verbs and of nouns by the index of the word.

    `loose` are times of verbs that the parser hung on a noun of the clause. `hours` are the verbs
    that have an hour.
    """

    verbs: dict[int, list[TimeMention]]
    nouns: dict[int, list[TimeMention]]
    loose: dict[int, list[TimeMention]]
    hours: set[int]


def find_hosts(document: Document, mentions: Iterable[TimeMention]) -> Hosts:
    """Assign each time with an EDTF string to its verb or noun."""
    hosts = Hosts(defaultdict(list), defaultdict(list), defaultdict(list), set())
    for mention in mentions:
        words = document.words(mention.span)
        if words and mention.kind == "hour":
            hosts.hours.update(verb.index for verb in _verbs_at_an_hour(document, words))
        if words and mention.time.edtf and mention.kind != "duration":
            _assign(document, hosts, mention, words)
    return hosts


def is_event(noun: Token) -> bool:
    """Return whether a noun names an event: `summit`, `arrest`."""
    return noun.lemma in noun_frames() or is_occasion(noun)


def is_occasion(noun: Token) -> bool:
    """Return whether a noun names an event during which others happen: `summit`, `war`."""
    return noun.lemma in word_set("occasions")


def _assign(document: Document, hosts: Hosts, mention: TimeMention, words: Sequence[Token]) -> None:
    host = _host(words)
    if host is None or _counts_from(document, mention, words):
        return
    if mention.denied and _is_denied(host):
        mention = replace(mention, time=mention.denied)
    for verb in _clauses_of_a_time(words):
        hosts.verbs[verb.index].append(_at_its_edge(mention))
    noun = _measured_before(document, words)
    if noun or mention.kind == "adjectival":
        noun = noun or _event_behind_of(document, words)
        hosts.nouns[(noun or host).index].append(mention)
        return
    clause = _dated_clause(document, words, host)
    if clause:
        hosts.verbs[clause.index].append(mention)
    elif is_verb(host):
        _assign_to_verb(document, hosts, mention, words, host)
    else:
        _assign_to_noun(hosts, mention, host)


def _verbs_at_an_hour(document: Document, words: Sequence[Token]) -> Iterator[Token]:
    """Yield the verb that happens at an hour: `At noon, Roe left`, `left at around noon`."""
    host = _host(words)
    if host is None:
        return
    verb = host if is_verb(host) else verb_above(host)
    if verb:
        yield _dated_clause(document, words, host) or verb


def _assign_to_verb(
    document: Document,
    hosts: Hosts,
    mention: TimeMention,
    words: Sequence[Token],
    verb: Token,
) -> None:
    """Assign a time to its verb, or to the event that is named in front of it."""
    event = _event_in_front(document, words, verb)
    if event:
        # `condemned on Monday the arrest of Roe on Sunday`
        has_another = any(other.time != mention.time for other in hosts.verbs[verb.index])
        if has_another or _happens_at_another_time(event, verb):
            hosts.nouns[event.index].append(mention)
            return
    hosts.verbs[verb.index].append(mention)
    _assign_to_noun_in_front(document, hosts, mention, words)


def _event_in_front(document: Document, words: Sequence[Token], verb: Token) -> Token | None:
    """Return the event noun in whose phrase the word before a time is: `the arrest of Roe`."""
    index = words[0].index - 1
    if index < 0:
        return None
    event, word = None, document.tokens[index]
    for _ in range(STEPS):
        if is_verb(word) or word.head is word:
            break
        if word.pos == "NOUN" and is_event(word):
            event = word
        word = word.head
    return event if word is verb else None


def _event_behind_of(document: Document, words: Sequence[Token]) -> Token | None:
    """`led the coup of 1973`: the coup is of that year, whatever the parser hung `of` on."""
    index = words[0].index - 2
    if index < 0 or document.tokens[index + 1].lemma != "of":
        return None
    noun = document.tokens[index]
    return noun if noun.pos == "NOUN" else None


def _happens_at_another_time(event: Token, verb: Token) -> bool:
    """`armed themselves ahead of the vote`: not when the vote was."""
    word = event
    for _ in range(STEPS):
        word = word.head
        if word is verb:
            return False
        if word.lemma in word_set("prepositionsOfOtherEvents"):
            return True
    return False


def _at_its_edge(mention: TimeMention) -> TimeMention:
    """`since 2009, when she won`: she won in 2009."""
    edge = periods.published((mention.time.edtf or "").strip("/"))
    if mention.kind != "interval" or edge.first is None or edge.last is None:
        return mention
    time = replace(
        mention.time,
        edtf=edge.edtf,
        not_before=f"{edge.first}T00:00:00",
        not_after=f"{edge.last}T23:59:59",
    )
    return replace(mention, time=time, kind="date")


def _clauses_of_a_time(words: Sequence[Token]) -> Iterator[Token]:
    """`an improvement from 2008, when it lost money`, `the attack on Friday, which killed two`."""
    for word in words:
        for verb in word.having("relcl"):
            if verb.tag == "VBD" or any_lemma(verb.having("advmod"), ("when",)):
                yield verb


def _dated_clause(document: Document, words: Sequence[Token], host: Token) -> Token | None:
    """Return the verb that a time dates by its place, whatever the parser hung the time on."""
    if _opens_the_sentence(document, words):
        # `In March, a member of the council filed a suit`: the parser may choose `member`.
        root = document.sentences[host.sentence].root
        verb = host if is_verb(host) else root
        if is_verb(verb):
            return _dated_by_opening(verb)
    behind = _verb_behind(document, words)
    is_subject = behind is not None and host.dep in SUBJECTS and host.head is behind
    if is_subject and not is_event(host):
        # `The owner yesterday told police`
        return behind
    return None


def _counts_from(document: Document, mention: TimeMention, words: Sequence[Token]) -> bool:
    """Return whether a time only says since when something was the first: `the worst since 2009`.

    What is the first since then did not begin then.
    """
    if mention.kind != "interval" or words[0].lemma != "since":
        return False
    begin = max(0, words[0].index - LONGEST_RECORD)
    before = document.tokens[begin : words[0].index]
    same_sentence = (token for token in before if token.sentence == words[0].sentence)
    return any(
        token.tag in ("JJS", "RBS") or token.lemma in word_set("recordWords")
        for token in same_sentence
    )


def _is_denied(word: Token) -> bool:
    """`did not meet until Friday`, `is not expected to meet until Friday`."""
    if word.having("neg"):
        return True
    return word.dep in ("xcomp", "ccomp") and bool(word.head.having("neg"))


def _host(words: Sequence[Token]) -> Token | None:
    """Return the verb or noun above the words of a time; None if nothing is above them."""
    inside = {word.index for word in words}
    top = next((word for word in words if word.head.index not in inside), None)
    if top is None:
        return None
    host = top.head
    while host.head is not host and not is_verb(host) and host.pos not in NOMINAL:
        # `earlier on Friday`, `until late on Friday`, `was able on Friday`
        host = host.head
    return host


def _opens_the_sentence(document: Document, words: Sequence[Token]) -> bool:
    """Return whether a time is in front of its clause: `On Monday, …`, `But last May …`."""
    first = words[0]
    if first.pos in ("ADP", "SCONJ", "DET", "ADJ") and first.text[0].isupper():
        return True
    for token in document.sentences[first.sentence].tokens:
        if token is first:
            return True
        if token.pos not in BEFORE_AN_OPENING:
            return False
    return False


def _dated_by_opening(verb: Token) -> Token:
    """`For the last quarter of 2009, Ford says it made profits`: it made them then."""
    if is_saying(verb) and verb.tag in PRESENT_TAGS:
        return next(iter(verb.having("ccomp")), verb)
    return verb


def _verb_behind(document: Document, words: Sequence[Token]) -> Token | None:
    """Return the verb directly behind a time, with its auxiliaries; None if there is none."""
    index = words[-1].index + 1
    if index >= len(document.tokens):
        return None
    word = document.tokens[index]
    if word.sentence != words[0].sentence or not is_verb(word):
        return None
    if word.dep in AUXILIARIES:
        word = word.head
    is_clause = word.dep in ("ROOT", "ccomp", "conj", "advcl")
    return word if is_clause else None


def _measured_before(document: Document, words: Sequence[Token]) -> Token | None:
    """`lowered its forecast for growth this year`: the growth is of this year, not the forecast."""
    index = words[0].index - 1
    noun = document.tokens[max(0, index)]
    if noun.dep != "pobj" or noun.head.lemma not in ("for", "of"):
        return None
    return noun if noun.lemma in word_set("measuredOverTime") else None


def _assign_to_noun_in_front(
    document: Document, hosts: Hosts, mention: TimeMention, words: Sequence[Token]
) -> None:
    """`marked the anniversary of his death in 1987`: the year may be that of the death."""
    index = words[0].index - 1
    if index < 0:
        return
    noun = document.tokens[index]
    if noun.pos == "NOUN" and is_event(noun) and noun.sentence == words[0].sentence:
        hosts.nouns[noun.index].append(mention)


def _assign_to_noun(hosts: Hosts, mention: TimeMention, host: Token) -> None:
    nouns = list(_nouns_up_from(host))
    events = [noun for noun in nouns if is_event(noun)]
    for noun in nouns:
        hosts.nouns[noun.index].append(mention)
    verb = verb_above(host)
    if verb is None or events or _is_in_subject(host, verb):
        return
    # A stretch of time is not when: `taxes for the period from 2004 to 2009`.
    if host.lemma not in word_set("stretchesOfTime"):
        # `killed his brother in 1986`
        hosts.loose[verb.index].append(mention)


def _is_in_subject(noun: Token, verb: Token) -> bool:
    while noun.head is not noun and noun is not verb:
        if noun.dep in SUBJECTS:
            return True
        noun = noun.head
    return False


def _nouns_up_from(noun: Token) -> Iterator[Token]:
    """Yield a noun, and the nouns above it in its phrase: `the sentence of the court`."""
    yield noun
    above = noun
    for _ in range(STEPS):
        if above.dep not in UP_THE_PHRASE or above.head is above or is_verb(above.head):
            return
        above = above.head
        if above.pos == "NOUN":
            yield above
