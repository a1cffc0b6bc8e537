"""People as the whole article shows them: by full names, titles and what is said of them."""

from collections import defaultdict

from actorgraph.language.document import Document, Entity, Token
from actorgraph.language.grammar import SUBJECTS, before
from actorgraph.mentions.kinds import kinds_headed_by
from actorgraph.mentions.runs import Run, head_of, run_of, text_of
from actorgraph.vocabulary.gazetteer import gazetteer

# What the parser takes a person for who has an unusual name.
MISTAKEN_LABELS = ("ORG", "PRODUCT", "WORK_OF_ART")
NOUN_PLACES = (*SUBJECTS, "poss", "dobj", "pobj")


def surnames(document: Document) -> frozenset[str]:
    """Return the last words of people's full names, without those that are known names."""
    full_names = [entity for entity in document.entities if _is_full_name(entity)]
    words = {entity.last.text for entity in full_names if entity.last.text.istitle()}
    return frozenset(words - gazetteer().names.keys())


def _is_full_name(entity: Entity) -> bool:
    if entity.label != "PERSON" or entity.first is entity.last:
        return False
    return entity.last.pos == "PROPN"


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
