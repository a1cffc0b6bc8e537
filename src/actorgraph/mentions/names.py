"""Proper names: known beforehand, seen by the parser, or merely capitalised."""

from collections.abc import Iterator
from functools import lru_cache

from actorgraph.article import Span
from actorgraph.document import Document, Entity, Sentence, Token
from actorgraph.gazetteer import LONGEST_NAME, Entry, first_names, gazetteer, head_kinds, people, titles, words
from actorgraph.lexicon import frames, speech_verbs
from actorgraph.mentions.joined import half, joined
from actorgraph.mentions.mention import LEFT_OF_HEAD, Mention
from actorgraph.mentions.persons import called_people, head_of, stands_alone, surnames
from actorgraph.mentions.sides import side
from actorgraph.mentions.states import state_word

LABELS = {
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
# Before these titles one word is what the office is for, not a body: `Defence Minister`.
PORTFOLIOS = ("minister", "secretary", "commissioner", "premier")
NOBODY = ("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL", "LANGUAGE", "EVENT")


def names(document: Document, sentence: Sentence) -> Iterator[Mention]:
    """Yield the names of a sentence, the longest that begins at each word."""
    tokens, place = sentence.tokens, 0
    entities = {entity.first.index: entity for entity in document.entities if entity.first.sentence == sentence.index}
    while place < len(tokens):
        shared = joined(document, tokens, place) or half(document, tokens, place)
        if shared:
            place += shared[0]
            yield from shared[1]
            continue
        options = [
            _known(document, tokens, place),
            _parsed(document, tokens, place, entities),
            _capitalised(document, tokens, place),
        ]
        best = max((o for o in options if o), key=lambda o: o[0], default=None)
        if best is None:
            place += 1
            continue
        place += best[0]
        yield from best[1]
        for mention in best[1]:
            yield from _within(document, mention)


def _within(document: Document, mention: Mention) -> Iterator[Mention]:
    """Yield the known body within a longer name that is not its own: `Reuters` of `Reuters Photo Prize`."""
    run = tuple(document.words(mention.span)) if " " in mention.name and not mention.wikidata else ()
    for length in range(min(len(run) - 1, LONGEST_NAME), 0, -1):
        entry = gazetteer().names.get(document.article.quote(Span(run[0].span.begin, run[length - 1].span.end)))
        if entry and entry.wikidata and entry.kind == "Organisation" and mention.kind != "Person":
            inner = _name(document, run[:length], entry.kind, entry)
            if inner.head != mention.head:
                yield inner
            return


def _known(document: Document, tokens: tuple[Token, ...], place: int) -> tuple[int, list[Mention]] | None:
    """Match the longest known name that begins here: a state, an institution, a metonym."""
    if not tokens[place].text[:1].isupper():
        return None
    for length in range(min(LONGEST_NAME, len(tokens) - place), 0, -1):
        run = tokens[place : place + length]
        text = document.article.text[run[0].span.begin : run[-1].span.end].replace("’", "'")
        entry = gazetteer().names.get(text)
        if entry and not (length == 1 and _inside_longer_name(run[0])):
            return length, [_name(document, run, entry.kind, entry)]
    return None


def _inside_longer_name(token: Token) -> bool:
    """Tell whether a state's name is only the first word of another name: `Georgia Tech`, `Jordan Smith`."""
    after = token.head
    return token.dep == "compound" and after.entity in ("PERSON",) and after.text[:1].isupper()


def _parsed(
    document: Document, tokens: tuple[Token, ...], place: int, entities: dict[int, Entity]
) -> tuple[int, list[Mention]] | None:
    """Take the name that the parser sees here, cut where two names are joined."""
    entity = entities.get(tokens[place].index)
    if entity is None:
        return None
    run = list(document.tokens[entity.first.index : entity.last.index + 1])
    if entity.label in NOBODY:
        return len(run), []
    if entity.label not in LABELS:
        return None
    found = []
    for part in _parts(run):
        trimmed = _trimmed(part)
        if len(trimmed) == 1 and trimmed[0].text.casefold() in head_kinds() and trimmed[0].head.lemma == "of":
            continue  # `Secretary of State`
        if len(trimmed) == 1 and _is_field(trimmed[0]):
            continue
        if trimmed and not _is_adjective(trimmed) and not _is_people(trimmed):
            found.append(_name(document, tuple(trimmed), LABELS[entity.label], None))
    return len(run), found


def _parts(run: list[Token]) -> Iterator[list[Token]]:
    """Cut `the Court of Human Rights and the Criminal Court` in two: an article behind `and` begins another name."""
    begin = 0
    for place, token in enumerate(run):
        after = run[place + 1] if place + 1 < len(run) else None
        if token.pos == "CCONJ" and after is not None and (after.pos == "DET" or token.head.entity == "PERSON"):
            yield run[begin:place]
            begin = place + 1
    yield run[begin:]


def _trimmed(run: list[Token]) -> list[Token]:
    """Leave out an article, titles and honorifics before a name, and the genitive behind it."""
    while run and (run[-1].tag == "POS" or not any(c.isalnum() for c in run[-1].text)):
        run = run[:-1]
    while run and (run[0].pos in ("DET", "PUNCT") or _is_honorific(run[0])):
        run = run[1:]
    while len(run) > 1 and run[0].entity == "PERSON" and (run[0].lemma in titles() or _is_state(run[0])):
        run = run[1:]
    while (
        run
        and _is_office(run[-1])
        and (len(run) == 1 or run[-1].head.dep == "appos" or not run[-1].entity or run[0].entity != "PERSON")
    ):
        portfolio = len(run) == 2 and run[-1].text.casefold() in PORTFOLIOS and not run[0].text.isupper()
        run = [] if portfolio and run[0].text not in gazetteer().names else run[:-1]
    return run


def _is_honorific(token: Token) -> bool:
    """Tell whether a word is a form of address; `St.` belongs to what is named for a saint."""
    return token.text.casefold() in words("Person", "honorific") and token.text.casefold() != "st."


def _is_field(token: Token) -> bool:
    """Tell whether a word is what an office is for, not a body: `Defence` of `Defence Minister`."""
    office = token.dep == "compound" and token.head.text.casefold() in PORTFOLIOS
    return office and not token.text.isupper() and token.text not in gazetteer().names


def _is_state(token: Token) -> bool:
    """Tell whether a word that the recogniser glued to a person's name is a state's: `in Chad Ola Nordmann`."""
    entry = gazetteer().names.get(token.text)
    return entry is not None and entry.kind == "Government" and token.text.casefold() not in first_names()


def _is_office(token: Token) -> bool:
    """Tell whether a capitalised word is a title, not a name: `Prime Minister`, `Spokesperson`."""
    return titles().get(token.text.casefold(), "PartOf") != "PartOf" or token.text in (
        "Prime",
        "Vice",
        "Deputy",
        "Foreign",
    )


def _is_adjective(run: list[Token]) -> bool:
    """Tell whether a people's adjective only describes the next word: `Russian officials`."""
    head = head_of(tuple(run))
    text = " ".join(token.text for token in run)
    if len(run) == 1 and head.pos == "ADJ" and head.entity == "NORP":
        return True
    return text in gazetteer().demonyms and (head.pos == "ADJ" or head.dep in LEFT_OF_HEAD)


@lru_cache(maxsize=4)
def _name_words(document: Document) -> frozenset[str]:
    """Return the words that are names somewhere within a sentence of the document."""
    inside = {t.text for e in document.entities for t in document.tokens[e.first.index : e.last.index + 1]}
    return frozenset(inside | {t.text for s in document.sentences for t in s.tokens[1:] if t.pos == "PROPN"})


def _is_people(run: list[Token]) -> bool:
    """Tell whether the name is a people's: `Chechens` are described, not named."""
    return run[-1].tag in ("NNPS", "NNS") and people(run[-1].text) is not None


def _capitalised(document: Document, tokens: tuple[Token, ...], place: int) -> tuple[int, list[Mention]] | None:
    """Take a run of capitalised names that the parser's recogniser passed over."""
    run: list[Token] = []
    if tokens[place].text in surnames(document) and stands_alone(tokens, place):
        return 1, [_name(document, (tokens[place],), "Person", None)]
    for token in tokens[place:]:
        if token.pos != "PROPN" or token.entity or not token.text[:1].isupper():
            break
        run.append(token)
    if not run or run[0].text in gazetteer().demonyms or _is_people(run):
        return None
    unknown = place == 0 and len(run) == 1 and run[0].text not in _name_words(document)
    if unknown and not (run[0].dep == "nsubj" and run[0].head.lemma in speech_verbs()):
        return None  # any word is capitalised at the start of a sentence
    trimmed = _trimmed(run)
    while trimmed and trimmed[0].lemma in titles() and len(trimmed) > 1:
        trimmed = trimmed[1:]
    if len(trimmed) == 1 and _is_field(trimmed[0]):
        return None
    if not trimmed or (len(trimmed) == 1 and (_is_office(trimmed[0]) or trimmed[0].text.casefold() in head_kinds())):
        return None
    return len(run), [_name(document, tuple(trimmed), "", None)]


def _name(document: Document, run: tuple[Token, ...], kind: str, entry: Entry | None) -> Mention:
    state = state_word(head_of(run))
    if state and titles().get(run[-1].text.casefold()) == "PartOf" and state[0][-1].index == run[0].index - 1:
        run = (*state[0], *run)  # `Indonesian Navy`
    text = document.article.text[run[0].span.begin : run[-1].span.end]
    entry = entry or (gazetteer().names.get(text) if kind != "Person" else None)
    entry = side(document, text, head_of(run)) or _seat(text, head_of(run)) or entry
    return Mention(
        span=Span(run[0].span.begin, run[-1].span.end),
        head=head_of(run).index,
        kind=_repaired(document, run, kind, entry),
        form="name",
        name=text,
        wikidata=(entry.wikidata or None) if entry else None,
    )


# What a government does and a city does not.
ACTS_OF_STATE = frozenset(["Request", "Accuse", "Reject", "Threaten", "Agree", "Sanction", "Concede", "Support"])


def _seat(text: str, head: Token) -> Entry | None:
    """Take a capital for its government where it speaks or acts as one: `Moscow rejected the proposal`."""
    entry = gazetteer().seats.get(text)
    if entry is None or head.dep != "nsubj":
        return None
    verb = head.head.lemma
    acts = {frame.kind for frame in frames().get(verb, ())}
    return entry if verb in speech_verbs() or acts & ACTS_OF_STATE else None


def _repaired(document: Document, run: tuple[Token, ...], kind: str, entry: Entry | None) -> str:
    """Correct the parser's kind by the word that heads the name and by a title before it."""
    if entry:
        return entry.kind
    if 1 < len(run) <= 3 and kind in ("Organisation", "") and run[0].span.begin in called_people(document):
        return "Person"
    last = run[-1].text.casefold()
    first = run[0].text.casefold()
    if len(run) > 1 and first in first_names() and "Organisation" not in head_kinds().get(last, ()):
        return "Person"
    kinds = head_kinds().get(last, ())
    if len(run) > 1 and "Organisation" in kinds and kind != "Person":
        return "Organisation"
    if len(run) > 1 and "Organisation" in head_kinds().get(run[0].text.casefold(), ()) and kind != "Person":
        return "Organisation"
    before = [child for child in head_of(run).children if child.dep == "compound" and child.index < run[0].index]
    if any(child.lemma in titles() or child.lemma in words("Person", "headWord") for child in before):
        return "Person"
    return kind
