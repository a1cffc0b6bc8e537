"""Where a name begins and ends: titles, brackets, quotation marks and loose words are cut off."""

from itertools import takewhile

from actorgraph.language.document import Document, Entity, Token
from actorgraph.mentions.kinds import kinds_headed_by
from actorgraph.mentions.persons import rest_of_person
from actorgraph.mentions.runs import Run, head_of, is_word_in, run_of, words_joined
from actorgraph.vocabulary.gazetteer import first_names, gazetteer, titles, words
from actorgraph.vocabulary.lexicon import word_set

FIELD_PREPOSITIONS = ("of", "for")
# A word with one of these is an address or a piece of mark-up.
MARKUP = frozenset("<>=@$|{}\\")
QUOTATION_MARKS = ('"', "``", "''")
BRACKETS = ("(", ")", "[", "]")
# In lower case, words of these classes end no name.
LOOSE_CLASSES = ("ADP", "DET", "CCONJ", "SCONJ", "PART", "PRON", "ADV")
QUESTION_TAGS = ("WRB", "WDT", "WP")
# How many words behind a name the parser may have missed.
LONGEST_REST_IN_WORDS = 6


def completed(document: Document, entity: Entity) -> list[Token]:
    """Return the words of a name, with those that the parser broke off."""
    run = list(run_of(document, entity))
    if entity.label == "PERSON":
        return [*run, *rest_of_person(document, run)]
    last = run[-1]
    end = last.index + 1
    rest = document.tokens[end : end + LONGEST_REST_IN_WORDS]
    # `Committee to | Protect Journalists`
    if _names_a_purpose(rest) and names_a_body(last):
        return [*run, *takewhile(_continues_a_purpose, rest)]
    # `Institute for | Justice`
    if entity.label == "ORG" and last.text in FIELD_PREPOSITIONS:
        same_sentence = [token for token in rest if token.sentence == last.sentence]
        run.extend(takewhile(_continues_a_field, same_sentence))
    return run


def names_a_body(token: Token) -> bool:
    """Return whether a word heads the names of bodies: `Institute`."""
    return "Organisation" in kinds_headed_by(token.text.casefold())


def _names_a_purpose(rest: Run) -> bool:
    if len(rest) < 2 or rest[0].text != "to":
        return False
    return rest[1].text.istitle()


def _continues_a_purpose(token: Token) -> bool:
    return token.text == "to" or token.text.istitle()


def _continues_a_field(token: Token) -> bool:
    if token.pos != "PROPN" or token.entity:
        return False
    return token.text.istitle()


def trimmed(run: list[Token]) -> list[Token]:
    """Return a name without articles, titles and forms of address, and what is only attached to it.

    Empty where nothing is left: `the Prime Minister` is not a name.
    """
    run = _before_loose_end(_within_marks(run))
    while run and _is_attached(run[-1]):
        run = run[:-1]
    while run and _precedes_a_name(run[0]):
        run = run[1:]
    while _begins_with_office(run):
        run = run[1:]
    while run and _ends_in_office(run):
        run = _before_office(run)
    return _without_field(run)


def _within_marks(run: list[Token]) -> list[Token]:
    """Return the longest part of a run between brackets, mark-up and clauses.

    Two quotation marks in a person's name hold a nickname, which stays in: `Ola "Olle" Nordmann`.
    """
    marks_quoted = sum(token.text in QUOTATION_MARKS for token in run)
    has_nickname = marks_quoted == 2 and run[0].entity == "PERSON"
    parts: list[list[Token]] = [[]]
    for token in run:
        is_nickname_mark = has_nickname and token.text in QUOTATION_MARKS
        if _divides(token) and not is_nickname_mark:
            parts.append([])
        else:
            parts[-1].append(token)
    return max(parts, key=len)


def _before_loose_end(run: list[Token]) -> list[Token]:
    """Cut off what depends on the verb: `Zentrix | of threatening` of `accused Zentrix of …`."""
    for place in range(1, len(run)):
        token = run[place]
        if token.pos != "ADP" or token.head.index >= run[0].index:
            continue
        rest = run[place:]
        if all(word.text.islower() for word in rest):
            return run[:place]
    return run


def _divides(token: Token) -> bool:
    """Return whether a name ends at a word: a bracket, a mark, mark-up, or `who` of a clause."""
    if token.text in QUOTATION_MARKS or token.text in BRACKETS:
        return True
    if MARKUP & set(token.text):
        return True
    if not token.text.islower():
        return False
    return token.tag in QUESTION_TAGS or token.pos == "SCONJ"


def _is_attached(token: Token) -> bool:
    """Return whether a last word only follows a name: `'s`, a mark, `of` of `Office of`."""
    if token.tag == "POS" or not any(map(str.isalnum, token.text)):
        return True
    return token.text.islower() and token.pos in LOOSE_CLASSES


def _precedes_a_name(token: Token) -> bool:
    """Return whether a first word only precedes a name: an article, a mark, a form of address."""
    return token.pos in ("DET", "PUNCT") or _is_honorific(token)


def _is_honorific(token: Token) -> bool:
    """`Mr` is a form of address; `St.` belongs to what is named after a saint."""
    word = token.text.casefold()
    return word in words("Person", "honorific") and word != "st."


def _begins_with_office(run: Run) -> bool:
    """Return whether a person's name begins with a title or a state: `in Chad Ola Nordmann`."""
    if len(run) < 2 or run[0].entity != "PERSON":
        return False
    if run[0].lemma in titles():
        return True
    # `Chad Nordmann` and `Chad Jordan` are whole names.
    return len(run) > 2 and _is_state(run[0])


def _is_state(token: Token) -> bool:
    entry = gazetteer().names.get(token.text)
    if entry is None or entry.kind != "Government":
        return False
    # `Chad Nordmann`
    return token.text.casefold() not in first_names()


def is_office(token: Token) -> bool:
    """Return whether a capitalised word is a title, not a name: `Prime Minister`, `Spokesperson`.

    The title of an organ is a name: `Ministry`.
    """
    if titles().get(token.text.casefold(), "PartOf") != "PartOf":
        return True
    if not token.text.istitle():
        return False
    return is_word_in(token, "officeModifiers")


def _ends_in_office(run: Run) -> bool:
    """Return whether a name ends in somebody's title: `Nordic Union President`."""
    last = run[-1]
    if not is_office(last):
        return False
    if len(run) == 1:
        return True
    # `Court of Justice`
    if last.dep == "pobj":
        return False
    # A surname may be a title: `Ola Bishop`, but not `Ola Nordmann, Bishop`.
    is_surname = last.entity and run[0].entity == "PERSON"
    return last.head.dep == "appos" or not is_surname


def _before_office(run: list[Token]) -> list[Token]:
    """Return a name without its last word, a title; nothing of `Defence Minister`."""
    first, last = run[0], run[-1]
    is_portfolio = is_word_in(last, "portfolioOffices")
    if len(run) == 2 and is_portfolio and not _is_body(first):
        return []
    return run[:-1]


def _is_body(token: Token) -> bool:
    """Return whether a word names a body: an acronym, or a known name."""
    return token.text.isupper() or token.text in gazetteer().names


def _without_field(run: list[Token]) -> list[Token]:
    """Cut off the field of an office behind a known body: `EU | Enlargement Commissioner`."""
    if len(run) < 2:
        return run
    field, office = run[-1], run[-1].head
    if field.dep != "compound" or office.index != field.index + 1:
        return run
    title = office.text.casefold()
    is_title = f"{field.text.casefold()} {title}" in titles()
    has_field = is_title or title in word_set("portfolioOffices")
    if has_field and words_joined(run[:-1]) in gazetteer().names:
        return run[:-1]
    return run


def is_field(run: Run) -> bool:
    """Return whether a name is the field of an office, not a body.

    `Defence` of `Defence Minister`, `Foreign Affairs` of `the Minister of Foreign Affairs`.
    """
    if words_joined(run) in gazetteer().names:
        return False
    if any(token.text.isupper() for token in run):
        return False
    head = head_of(run)
    if head.dep == "compound" and len(run) == 1:
        return is_word_in(head.head, "portfolioOffices")
    if head.entity in ("GPE", "PERSON", "NORP") or not _follows_an_office(head):
        return False
    bodies = {"Organisation", "Place", "Government"}
    return not bodies & kinds_headed_by(run[-1].text.casefold())


def _follows_an_office(head: Token) -> bool:
    """Return whether a name follows `minister of` or `professor for`."""
    preposition = head.head
    if head.dep != "pobj" or preposition.text not in FIELD_PREPOSITIONS:
        return False
    office = preposition.head
    if is_word_in(office, "portfolioOffices"):
        return True
    return is_word_in(office, "academicOffices")
