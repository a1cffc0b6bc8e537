"""Proper names: known beforehand, seen by the parser, or merely capitalised."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from actorgraph.language.document import Sentence, Token
from actorgraph.mentions.coordination import coordinated_names
from actorgraph.mentions.evidence import NameEvidence
from actorgraph.mentions.families import family_named_by
from actorgraph.mentions.halves import half_named_by
from actorgraph.mentions.joined_names import names_joined
from actorgraph.mentions.mention import Mention
from actorgraph.mentions.naming import name_mention
from actorgraph.mentions.no_names import (
    is_described,
    is_no_name,
    is_occasion,
    is_people,
    is_prefixed,
)
from actorgraph.mentions.persons import is_bare_surname, is_namesake
from actorgraph.mentions.runs import Run, has_prefix, text_of
from actorgraph.mentions.trimming import completed, is_field, is_office, trimmed
from actorgraph.vocabulary.gazetteer import (
    LONGEST_NAME,
    gazetteer,
    head_kinds,
    titles,
)
from actorgraph.vocabulary.kinds import Kind
from actorgraph.vocabulary.lexicon import kinds_of_things, speech_verbs

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
    for name in filter(None, map(trimmed, names_joined(run))):
        if not is_no_name(name):
            yield name_mention(evidence, name, kind)
        elif is_occasion(name):
            # `United Nations` of `United Nations Climate Summit`
            host = _known_at_start(evidence, name)
            if host:
                yield host


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
    if not run or run[0].text in gazetteer().demonyms or is_people(run):
        return None
    if place == 0 and len(run) == 1 and not _is_name_at_start(evidence, token):
        return None
    name = _without_titles(trimmed(run))
    if not name or is_field(name) or _is_common_noun(name):
        return None
    if is_occasion(name) or is_prefixed(name) or is_described(name):
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
