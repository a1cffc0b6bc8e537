"""Where a name begins and ends: titles, brackets, quotation marks and trailing words are no part of it."""

from itertools import takewhile

from actorgraph.language.document import Document, Entity, Token
from actorgraph.vocabulary.gazetteer import first_names, gazetteer, head_kinds, titles, words

# Before and behind these titles stands what the office is for, not a body: `Defence Minister`, `Minister of Health`.
PORTFOLIOS = ("minister", "secretary", "commissioner", "premier")
FIELDED = (*PORTFOLIOS, "professor", "lecturer", "student", "scholar")
FIELD_PREPOSITIONS = ("of", "for")
# A word with one of these is an address or a piece of mark-up.
FOREIGN = frozenset("<>=@$|{}\\")
MARKS = ('"', "``", "''", "(", ")", "[", "]")
# Words in lower case that end no name.
LOOSE = ("ADP", "DET", "CCONJ", "SCONJ", "PART", "PRON", "ADV")


def whole(document: Document, entity: Entity) -> list[Token]:
    """Return a name's words, carried on where the parser broke off behind a preposition: `Institute for | Justice`."""
    run = list(document.tokens[entity.first.index : entity.last.index + 1])
    behind = document.tokens[entity.last.index + 1 :][:6]
    purpose = len(behind) > 1 and behind[0].text == "to" and behind[1].text.istitle()
    if purpose and "Organisation" in head_kinds().get(
        run[-1].text.casefold(), ()
    ):  # `Committee to | Protect Journalists`
        return run + list(takewhile(lambda t: t.text == "to" or t.text.istitle(), behind))
    if entity.label == "ORG" and run[-1].text in FIELD_PREPOSITIONS:
        same = (t for t in behind if t.sentence == run[-1].sentence)
        run += takewhile(lambda t: t.pos == "PROPN" and t.text.istitle() and not t.entity, same)
    return run


def trimmed(run: list[Token]) -> list[Token]:
    """Leave out an article, titles and honorifics before a name, and what is only glued to it."""
    run = _within_marks(run)
    while run and (
        run[-1].tag == "POS" or not any(c.isalnum() for c in run[-1].text) or _is_loose(run[-1])
    ):
        run = run[:-1]
    while run and (run[0].pos in ("DET", "PUNCT") or _is_honorific(run[0])):
        run = run[1:]
    while (
        len(run) > 1
        and run[0].entity == "PERSON"
        and (run[0].lemma in titles() or _is_state(run[0]))
    ):
        run = run[1:]
    while (
        run
        and is_office(run[-1])
        and (len(run) == 1 or run[-1].dep != "pobj")  # `Court of Justice`
        and (
            len(run) == 1
            or run[-1].head.dep == "appos"
            or not run[-1].entity
            or run[0].entity != "PERSON"
        )
    ):
        portfolio = (
            len(run) == 2 and run[-1].text.casefold() in PORTFOLIOS and not run[0].text.isupper()
        )
        run = [] if portfolio and run[0].text not in gazetteer().names else run[:-1]
    return _without_office(run)


def _within_marks(run: list[Token]) -> list[Token]:
    """Return the longest part of a run between brackets, mark-up and odd quotation marks; a nickname stays in."""
    quoted = sum(t.text in MARKS[:3] for t in run)
    parts: list[list[Token]] = [[]]
    for token in run:
        clause = token.text.islower() and (
            token.tag in ("WRB", "WDT", "WP") or token.pos == "SCONJ"
        )
        mark = token.text in MARKS and not (
            quoted == 2 and token.text in MARKS[:3] and run[0].entity == "PERSON"
        )
        if mark or clause or FOREIGN & set(token.text):
            parts.append([])
        else:
            parts[-1].append(token)
    return max(parts, key=len)


def _is_loose(token: Token) -> bool:
    """Tell whether a word in lower case only follows a name: `Office of the`, `Foreign Ministers of`."""
    return token.text.islower() and token.pos in LOOSE


def _without_office(run: list[Token]) -> list[Token]:
    """Cut what the office behind a known body is for: `EU | Enlargement Commissioner`, `Pentagon | Press Secretary`."""
    if len(run) < 2 or run[-1].dep != "compound" or run[-1].head.index != run[-1].index + 1:
        return run
    office = run[-1].head.text.casefold()
    known = " ".join(t.text for t in run[:-1]) in gazetteer().names
    named = f"{run[-1].text.casefold()} {office}" in titles() or office in PORTFOLIOS
    return run[:-1] if known and named else run


def _is_honorific(token: Token) -> bool:
    """Tell whether a word is a form of address; `St.` belongs to what is named for a saint."""
    return token.text.casefold() in words("Person", "honorific") and token.text.casefold() != "st."


def is_field(run: list[Token]) -> bool:
    """Tell whether a name is what an office is for, not a body: `Defence Minister`, `the Minister of Foreign Affairs`."""
    if " ".join(t.text for t in run) in gazetteer().names or any(t.text.isupper() for t in run):
        return False
    inside = {t.index for t in run}
    head = next((t for t in run if t.head.index not in inside or t.head is t), run[-1])
    above = head.head
    if head.dep == "compound" and len(run) == 1:
        return above.text.casefold() in PORTFOLIOS
    of_office = (
        head.dep == "pobj"
        and above.text in FIELD_PREPOSITIONS
        and above.head.text.casefold() in FIELDED
    )
    body = {"Organisation", "Place", "Government"} & set(
        head_kinds().get(run[-1].text.casefold(), ())
    )
    return of_office and not body and head.entity not in ("GPE", "PERSON", "NORP")


def _is_state(token: Token) -> bool:
    """Tell whether a word that the recogniser glued to a person's name is a state's: `in Chad Ola Nordmann`."""
    entry = gazetteer().names.get(token.text)
    return (
        entry is not None
        and entry.kind == "Government"
        and token.text.casefold() not in first_names()
    )


def is_office(token: Token) -> bool:
    """Tell whether a capitalised word is a title, not a name: `Prime Minister`, `Spokesperson`."""
    return titles().get(token.text.casefold(), "PartOf") != "PartOf" or token.text in (
        "Prime",
        "Vice",
        "Deputy",
        "Foreign",
    )
