"""People as the whole article shows them: by full names, titles and what is said of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import takewhile

from actorgraph.language.document import Document, Token
from actorgraph.language.grammar import SUBJECTS, before
from actorgraph.mentions.kinds import kinds_headed_by
from actorgraph.mentions.runs import Run, head_of, is_word_in, run_of, text_of
from actorgraph.times.time_words import MONTHS
from actorgraph.vocabulary.gazetteer import first_names, gazetteer

# What the parser takes a person for who has an unusual name.
MISTAKEN_LABELS = ("ORG", "PRODUCT", "WORK_OF_ART")
# How many words of a name the parser may have broken off.
LONGEST_REST_IN_WORDS = 4
NOUN_PLACES = (*SUBJECTS, "poss", "dobj", "pobj")


def full_names(document: Document) -> list[Run]:
    """Return the people's names of several words that end in a word with a capital."""
    return list(_full_names(document))


def _full_names(document: Document) -> Iterator[Run]:
    for entity in document.entities:
        if entity.label != "PERSON":
            continue
        parsed = run_of(document, entity)
        run = [*parsed, *rest_of_person(document, parsed)]
        if len(run) > 1 and run[-1].pos == "PROPN" and run[-1].text.istitle():
            yield run


def surnames(names: Iterable[Run]) -> frozenset[str]:
    """Return the last words of full names, without those that are known names."""
    return frozenset(_last_words(names) - gazetteer().names.keys())


def namesakes(document: Document, names: Iterable[Run]) -> frozenset[str]:
    """Return the surnames that are also names of states and towns: `Jordan` of `Ola Jordan`.

    Not where the article speaks of the state, too.
    """
    shared = _last_words(names) & gazetteer().names.keys()
    return frozenset(name for name in shared if not _is_also_a_place(document, name))


def families(names: Iterable[Run]) -> frozenset[str]:
    """Return the surnames of which there may be a plural: those of a first name and a surname.

    What two different full names end in is a surname, too.
    """
    first_words: dict[str, set[str]] = defaultdict(set)
    found: set[str] = set()
    for run in names:
        surname = run[-1].text
        first_words[surname].add(run[0].text)
        if len(run) == 2 and run[0].text.casefold() in first_names():
            found.add(surname)
    found.update(surname for surname, words in first_words.items() if len(words) > 1)
    return frozenset(found)


def _last_words(names: Iterable[Run]) -> set[str]:
    return {run[-1].text for run in names}


def _is_also_a_place(document: Document, name: str) -> bool:
    """Return whether an article speaks of a state by this name: `in Jordan`, `Jordanian`."""
    state = gazetteer().names[name]
    for token in document.tokens:
        adjective = gazetteer().demonyms.get(token.text)
        if adjective and adjective.wikidata == state.wikidata:
            return True
        if token.text == name and is_where(token):
            return True
    return False


def is_where(name: Token) -> bool:
    """Return whether a name is that of a place here: `in Jordan`."""
    return name.dep == "pobj" and is_word_in(name.head, "placePrepositions")


def rest_of_person(document: Document, run: Run) -> Run:
    """Return the words of a person's name that the parser broke off.

    `Ola Maria | Ruiz Nordmann`, and a month as a surname: `Clara | May`.
    """
    last = run[-1]
    following = document.tokens[last.index + 1 : last.index + 1 + LONGEST_REST_IN_WORDS]
    rest = [token for token in following if token.sentence == last.sentence]
    if not rest or not _is_capitalised(rest[0]):
        return ()
    if rest[0].entity == "PERSON" and _is_compound_of(run, rest):
        return list(takewhile(_is_of_person, rest))
    if _is_surname_of_month(run, rest):
        return rest[:1]
    return ()


def _is_compound_of(run: Run, rest: Run) -> bool:
    """Return whether a name depends on a person's right behind it."""
    head = head_of(run)
    if head.dep not in ("compound", "nmod"):
        return False
    return any(token is head.head and token.entity == "PERSON" for token in rest)


def _is_of_person(token: Token) -> bool:
    return token.entity == "PERSON"


def _is_surname_of_month(run: Run, rest: Run) -> bool:
    """`Clara May was arrested`, but not `Clara, May 3` or `told Clara May 3`."""
    if rest[0].text not in MONTHS or rest[0].entity == "PERSON":
        return False
    if len(run) != 1 or run[0].text.casefold() not in first_names():
        return False
    return len(rest) == 1 or not rest[1].text[:1].isdigit()


def is_namesake(token: Token) -> bool:
    """Return whether a name of a month or a place may be a surname here: `May fled`."""
    if token.dep not in NOUN_PLACES or is_where(token):
        return False
    # `in May`, `the May election`
    if token.having("det", "amod", "compound", "nummod"):
        return False
    if token.text in MONTHS:
        return token.dep != "pobj" or token.head.lemma in ("by", "against", "with")
    return True


def is_bare_surname(tokens: Run, place: int) -> bool:
    """Return whether a word taken for a common noun may be a surname alone: `Lady had left`."""
    token = tokens[place]
    if token.pos != "NOUN" or token.dep not in NOUN_PLACES:
        return False
    # `a Lady`, `young Lady`
    if token.having("det", "amod", "compound"):
        return False
    # `Lady Nordmann`
    following = tokens[place + 1 : place + 2]
    if following and following[0].text[:1].isupper():
        return False
    # `Anna Lady`; the first word of a sentence has a capital anyway.
    return place < 2 or not tokens[place - 1].text[:1].isupper()


def people_called(document: Document) -> frozenset[int]:
    """Return the offsets of names of two or three words that the article shows to be a person's.

    Once the name follows a title or is said to be somebody, `Kim Ho is a lawyer`, it is that of a
    person wherever it occurs.
    """
    names_of_people: set[str] = set()
    offsets: dict[str, list[int]] = defaultdict(list)
    for entity in document.entities:
        run = run_of(document, entity)
        if entity.label not in MISTAKEN_LABELS or len(run) not in (2, 3):
            continue
        name = text_of(document, run)
        offsets[name].append(run[0].span.begin)
        if _is_somebody(run):
            names_of_people.add(name)
    found: set[int] = set()
    for name in names_of_people:
        found.update(offsets[name])
    return frozenset(found)


def _is_somebody(run: Run) -> bool:
    """Return whether a name follows a person's title or is said to be a person."""
    if not all(map(_is_capitalised, run)):
        return False
    # `the lawyer Nordic Institute`
    if kinds_headed_by(run[-1].text.casefold()) - {"Person"}:
        return False
    return any(_describes_a_person(noun) for noun in _said_of(run))


def _is_capitalised(token: Token) -> bool:
    return token.pos == "PROPN" and token.text.istitle()


def _said_of(run: Run) -> list[Token]:
    """Return the nouns that say what a name is: `lawyer Kim Ho`, `Kim Ho is a lawyer`."""
    head = head_of(run)
    titles = [noun for noun in before(head, "compound") if noun.index < run[0].index]
    if head.dep == "nsubj" and head.head.lemma == "be":
        return [*head.head.having("attr"), *titles]
    return titles


def _describes_a_person(noun: Token) -> bool:
    if not noun.text.islower():
        return False
    return "Person" in kinds_headed_by(noun.lemma)
