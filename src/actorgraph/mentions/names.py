"""Proper names: known beforehand, seen by the parser, or merely capitalised."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from actorgraph.language.document import Sentence, Token
from actorgraph.language.grammar import is_plural
from actorgraph.mentions.coordination import coordinated_names
from actorgraph.mentions.evidence import NameEvidence
from actorgraph.mentions.families import family_named_by
from actorgraph.mentions.halves import half_named_by
from actorgraph.mentions.mention import Mention
from actorgraph.mentions.naming import name_mention
from actorgraph.mentions.persons import is_bare_surname, is_namesake
from actorgraph.mentions.runs import LEFT_OF_HEAD, Run, has_prefix, head_of, text_of, words_joined
from actorgraph.mentions.trimming import completed, is_field, is_office, names_a_body, trimmed
from actorgraph.vocabulary.gazetteer import (
    LONGEST_NAME,
    gazetteer,
    head_kinds,
    listed,
    people,
    titles,
)
from actorgraph.vocabulary.kinds import Kind
from actorgraph.vocabulary.lexicon import kinds_of_things, speech_verbs, word_set

KINDS_BY_LABEL: dict[str, Kind] = {
    "PERSON": "Person",
    "ORG": "Organisation",
    "GPE": "Place",
    "LOC": "Place",
    "FAC": "Place",
    "LAW": "Document",
    "NORP": "Group",
    "PRODUCT": "",
    "WORK_OF_ART": "",
}
# Labels of the parser whose words name nobody: no name is looked for within them.
NOBODY = (
    "DATE",
    "TIME",
    "MONEY",
    "PERCENT",
    "QUANTITY",
    "ORDINAL",
    "CARDINAL",
    "LANGUAGE",
    "EVENT",
)


class Reading(NamedTuple):
    """How a sentence may be read from one word on: the number of words, and the names in them."""

    length: int
    mentions: list[Mention]


SAID_OF_SOMEBODY = ("attr", "acomp", "oprd", "amod", "advmod", "npadvmod")
# No name has so many words.
LONGEST_RUN = 40

Reader = Callable[[NameEvidence, Run, int], Reading | None]
"""Reads the names that begin at a word of a sentence; None where none does."""


def names(
    evidence: NameEvidence,
    sentence: Sentence,
) -> Iterator[Mention]:
    """Yield the names of a sentence, the longest that begins at each word."""
    tokens, place = sentence.tokens, 0
    while place < len(tokens):
        reading = _shared_or_half(evidence, tokens, place)
        if reading is None:
            reading = _longest(evidence, tokens, place)
        place += reading.length
        yield from reading.mentions


def _shared_or_half(
    evidence: NameEvidence,
    tokens: Run,
    place: int,
) -> Reading | None:
    """Read names that share a word, half the name of a state, or a family."""
    length, shared = coordinated_names(evidence, tokens, place)
    if shared:
        return Reading(length, shared)
    half = half_named_by(tokens[place], evidence.halves)
    if half:
        return Reading(1, [half])
    family = family_named_by(tokens[place], evidence.families)
    if family:
        return Reading(1, [family])
    return None


def _longest(
    evidence: NameEvidence,
    tokens: Run,
    place: int,
) -> Reading:
    """Return the longest reading at a place; of equally long ones, that of the first reader."""
    if has_prefix(tokens, place):
        return Reading(1, [])
    readings = [read(evidence, tokens, place) for read in READERS]
    longest = max(
        (reading for reading in readings if reading),
        key=lambda reading: reading.length,
        default=Reading(1, []),
    )
    mentions = []
    for mention in longest.mentions:
        mentions.append(mention)
        inner = _known_within(evidence, mention)
        if inner:
            mentions.append(inner)
    return Reading(longest.length, mentions)


def _known_within(
    evidence: NameEvidence,
    mention: Mention,
) -> Mention | None:
    """Return the known body at the start of a name: `Reuters` of `Reuters Photo Prize`."""
    if " " not in mention.name or mention.wikidata or mention.kind == "Person":
        return None
    inner = _known_at_start(evidence, evidence.document.words(mention.span))
    return inner if inner and inner.head != mention.head else None


def _known_at_start(evidence: NameEvidence, run: Run) -> Mention | None:
    for length in range(min(len(run) - 1, LONGEST_NAME), 0, -1):
        name = run[:length]
        entry = gazetteer().names.get(text_of(evidence.document, name))
        if entry and entry.wikidata and entry.kind == "Organisation":
            return name_mention(evidence, name, entry.kind, entry)
    return None


def _namesake(
    evidence: NameEvidence,
    tokens: Run,
    place: int,
) -> Reading | None:
    """Read `Jordan` or `May` alone as the surname of somebody named in full, `Ola Jordan`."""
    token = tokens[place]
    is_month = token.text in evidence.surnames and token.entity == "DATE"
    if not is_month and token.text not in evidence.namesakes:
        return None
    if not is_namesake(token):
        return None
    return Reading(1, [Mention(token.span, token.index, "Person", "name", token.text)])


def _known(
    evidence: NameEvidence,
    tokens: Run,
    place: int,
) -> Reading | None:
    """Match the longest known name that begins here: a state, an institution, a metonym."""
    if not tokens[place].text[:1].isupper():
        return None
    for length in range(min(LONGEST_NAME, len(tokens) - place), 0, -1):
        run = tokens[place : place + length]
        name = text_of(evidence.document, run).replace("’", "'")
        entry = gazetteer().names.get(name)
        if entry is None or (length == 1 and _begins_a_person(run[0])):
            continue
        mention = name_mention(evidence, run, entry.kind, entry)
        return Reading(length, [mention])
    return None


def _begins_a_person(token: Token) -> bool:
    """Return whether a known name is only the first word of a person's: `Jordan Smith`."""
    following = token.head
    if token.dep != "compound" or following.entity != "PERSON":
        return False
    return following.text[:1].isupper()


def _parsed(
    evidence: NameEvidence,
    tokens: Run,
    place: int,
) -> Reading | None:
    """Take the name that the parser sees here, cut where two names are joined."""
    entity = evidence.entities.get(tokens[place].index)
    if entity is None:
        return None
    run = completed(evidence.document, entity)
    # `May 2017`: the words are taken, and name nobody.
    if entity.label in NOBODY:
        return Reading(len(run), [])
    if entity.label not in KINDS_BY_LABEL:
        return None
    kind = KINDS_BY_LABEL[entity.label]
    return Reading(len(run), list(_mentions_in(evidence, run, kind)))


def _mentions_in(evidence: NameEvidence, run: list[Token], kind: Kind) -> Iterator[Mention]:
    for name in filter(None, map(trimmed, _parts(run))):
        if not _is_no_name(name):
            yield name_mention(evidence, name, kind)
        elif _is_occasion(name):
            # `United Nations` of `United Nations Climate Summit`
            host = _known_at_start(evidence, name)
            if host:
                yield host


def _parts(run: list[Token]) -> Iterator[list[Token]]:
    """Yield the names that a run joins.

    An article behind `and` begins another name, `the Court of Human Rights and the Criminal
    Court`; so does a body behind `at`, `the Sea Institute at Oslo University`.
    """
    ends_in_body = names_a_body(run[-1])
    begin = 0
    for place, token in enumerate(run):
        at_body = place > 0 and token.text == "at" and ends_in_body
        if at_body or _joins(run, place):
            yield run[begin:place]
            begin = place + 1
    yield run[begin:]


def _joins(run: list[Token], place: int) -> bool:
    token = run[place]
    if token.pos != "CCONJ" or place + 1 == len(run):
        return False
    return run[place + 1].pos == "DET" or token.head.entity == "PERSON"


def _is_no_name(run: list[Token]) -> bool:
    """Return whether what the parser takes for a name only describes."""
    if _is_state_of_office(run) or _is_occasion(run):
        return True
    if is_field(run) or _is_adjective(run):
        return True
    return _is_people(run) or _is_prefixed(run) or _is_described(run)


def _is_prefixed(run: list[Token]) -> bool:
    """`pro-Moscow`, `un-American`, `Ex-CIA`: whom somebody is for, against or was with."""
    if run[-1].span.end - run[0].span.begin != sum(len(token.text) for token in run):
        return False
    prefix, hyphen, _ = "".join(token.text for token in run).casefold().partition("-")
    return bool(hyphen) and prefix in word_set("joinedPrefixes")


def _is_occasion(run: list[Token]) -> bool:
    """`Operation Whirlwind`, `the Nordvik Festival`: what happens, not who acts."""
    if run[0].entity == "PERSON" and run[-1].entity == "PERSON":
        return False
    name = words_joined(run)
    if name in gazetteer().names or name in listed():
        return False
    first, last = run[0].text.casefold(), run[-1].text.casefold()
    if len(run) > 1 and first in word_set("operationNouns"):
        return True
    return last in word_set("occasionNouns")


def _is_described(run: list[Token]) -> bool:
    """`Coalition Commanders`, `Critics of the Church`: people described, with capitals."""
    head = head_of(run)
    if not is_plural(head) or words_joined(run) in gazetteer().names:
        return False
    # `the Masters`, a family
    if head.entity == "PERSON" and len(run) > 1:
        return False
    kinds = head_kinds().get(head.lemma.casefold(), ())
    return bool(kinds) and set(kinds) <= {"Person", "Group"}


def _is_state_of_office(run: list[Token]) -> bool:
    """`State` of `Secretary of State`."""
    if len(run) > 1 or run[0].head.lemma != "of":
        return False
    return run[0].text.casefold() in head_kinds()


def _is_adjective(run: list[Token]) -> bool:
    """Return whether an adjective only describes the next word: `Russian officials`."""
    head = head_of(run)
    if len(run) == 1 and head.pos == "ADJ" and head.entity == "NORP":
        return True
    # `they are Polish American`, but neither `the Japanese` nor `rescued Rohingya`
    if _is_said_of_somebody(head):
        return True
    # `East European voters`, `LGBTQ activists`, but not `Republicans`
    if head.entity == "NORP" and head.dep in ("amod", "compound", "nmod") and not is_plural(head):
        return True
    # `South Korean officials`
    if words_joined(run) not in gazetteer().demonyms:
        return False
    return head.pos == "ADJ" or head.dep in LEFT_OF_HEAD


def _is_said_of_somebody(head: Token) -> bool:
    if head.entity != "NORP" or is_plural(head) or head.having("det"):
        return False
    return head.dep in SAID_OF_SOMEBODY


def _is_people(run: list[Token]) -> bool:
    """Return whether a name is that of a people, which is described and not named: `Chechens`."""
    return is_plural(run[-1]) and people(run[-1].text) is not None


def _capitalised(
    evidence: NameEvidence,
    tokens: Run,
    place: int,
) -> Reading | None:
    """Take a run of capitalised words that the parser's recogniser missed."""
    token = tokens[place]
    # `Cage`, which the parser takes for a common noun, after `Robert Cage`
    if token.text in evidence.surnames and is_bare_surname(tokens, place):
        return Reading(1, [name_mention(evidence, (token,), "Person")])
    run = _capitalised_run(tokens, place)
    if not run or run[0].text in gazetteer().demonyms or _is_people(run):
        return None
    if place == 0 and len(run) == 1 and not _is_name_at_start(evidence, token):
        return None
    name = _without_titles(trimmed(run))
    if not name or is_field(name) or _is_common_noun(name):
        return None
    if _is_occasion(name) or _is_prefixed(name) or _is_described(name):
        return None
    return Reading(len(run), [name_mention(evidence, name, "")])


def _capitalised_run(tokens: Run, place: int) -> list[Token]:
    run: list[Token] = []
    # A headline in capitals is a run, too; read to its end from each word, it takes its square.
    for token in tokens[place : place + LONGEST_RUN]:
        if token.pos != "PROPN" or token.entity or not token.text[:1].isupper():
            break
        run.append(token)
    return run


def _is_name_at_start(evidence: NameEvidence, token: Token) -> bool:
    """Return whether the first word of a sentence, which always has a capital, is a name.

    It is one elsewhere in the article, or it says something: `Zentrix said …`.
    """
    if token.text in evidence.name_words:
        return True
    if token.dep != "nsubj":
        return False
    return token.head.lemma in speech_verbs() or _acts_on_somebody(token)


def _acts_on_somebody(token: Token) -> bool:
    """`Petrax defrauded the city`, but not `Smoke filled the streets`, a known word."""
    known = (token.lemma.casefold(), token.text.casefold())
    if any(word in kinds_of_things() or word in head_kinds() for word in known):
        return False
    return bool(token.head.having("dobj"))


def _without_titles(run: list[Token]) -> list[Token]:
    while len(run) > 1 and run[0].lemma in titles():
        run = run[1:]
    return run


def _is_common_noun(run: list[Token]) -> bool:
    """Return whether a single word is a title or a noun with a capital: `Spokesperson`."""
    if len(run) > 1:
        return False
    return is_office(run[0]) or run[0].text.casefold() in head_kinds()


# Of equally long readings the first one counts: what is known goes before what the parser sees.
READERS: tuple[Reader, ...] = (_namesake, _known, _parsed, _capitalised)
