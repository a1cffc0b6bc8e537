"""Proper names: known beforehand, seen by the parser, or merely capitalised."""

from collections.abc import Iterator
from functools import lru_cache

from actorgraph.language.document import Document, Entity, Sentence, Token
from actorgraph.mentions.edges import is_field, is_office, trimmed, whole
from actorgraph.mentions.joined import half, joined
from actorgraph.mentions.kinds import told_by_words
from actorgraph.mentions.mention import LEFT_OF_HEAD, Mention
from actorgraph.mentions.persons import called_people, head_of, stands_alone, surnames
from actorgraph.mentions.sides import side
from actorgraph.mentions.states import state_word
from actorgraph.text.article import Span
from actorgraph.vocabulary.gazetteer import (
    LONGEST_NAME,
    Entry,
    gazetteer,
    head_kinds,
    people,
    titles,
    words,
)
from actorgraph.vocabulary.lexicon import frames, speech_verbs

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


def names(document: Document, sentence: Sentence) -> Iterator[Mention]:
    """Yield the names of a sentence, the longest that begins at each word."""
    tokens, place = sentence.tokens, 0
    entities = {
        entity.first.index: entity
        for entity in document.entities
        if entity.first.sentence == sentence.index
    }
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
    run = (
        tuple(document.words(mention.span)) if " " in mention.name and not mention.wikidata else ()
    )
    for length in range(min(len(run) - 1, LONGEST_NAME), 0, -1):
        entry = gazetteer().names.get(
            document.article.quote(Span(run[0].span.begin, run[length - 1].span.end))
        )
        if entry and entry.wikidata and entry.kind == "Organisation" and mention.kind != "Person":
            inner = _name(document, run[:length], entry.kind, entry)
            if inner.head != mention.head:
                yield inner
            return


def _known(
    document: Document, tokens: tuple[Token, ...], place: int
) -> tuple[int, list[Mention]] | None:
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
    run = whole(document, entity)
    if entity.label in NOBODY:
        return len(run), []
    if entity.label not in LABELS:
        return None
    found = []
    for part in _parts(run):
        kept = trimmed(part)
        if (
            len(kept) == 1
            and kept[0].text.casefold() in head_kinds()
            and kept[0].head.lemma == "of"
        ):
            continue  # `Secretary of State`
        if kept and not is_field(kept) and not _is_adjective(kept) and not _is_people(kept):
            found.append(_name(document, tuple(kept), LABELS[entity.label], None))
    return len(run), found


def _parts(run: list[Token]) -> Iterator[list[Token]]:
    """Cut `the Court of Human Rights and the Criminal Court` in two: an article behind `and` begins another name.

    So does a body behind `at`: `the Sea Institute at Oslo University`.
    """
    begin = 0
    for place, token in enumerate(run):
        after = run[place + 1] if place + 1 < len(run) else None
        joins = (
            token.pos == "CCONJ"
            and after is not None
            and (after.pos == "DET" or token.head.entity == "PERSON")
        )
        at = token.text == "at" and "Organisation" in head_kinds().get(run[-1].text.casefold(), ())
        if joins or (at and place):
            yield run[begin:place]
            begin = place + 1
    yield run[begin:]


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
    inside = {
        t.text for e in document.entities for t in document.tokens[e.first.index : e.last.index + 1]
    }
    return frozenset(
        inside | {t.text for s in document.sentences for t in s.tokens[1:] if t.pos == "PROPN"}
    )


def _is_people(run: list[Token]) -> bool:
    """Tell whether the name is a people's: `Chechens` are described, not named."""
    return run[-1].tag in ("NNPS", "NNS") and people(run[-1].text) is not None


def _capitalised(
    document: Document, tokens: tuple[Token, ...], place: int
) -> tuple[int, list[Mention]] | None:
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
    kept = trimmed(run)
    while kept and kept[0].lemma in titles() and len(kept) > 1:
        kept = kept[1:]
    if not kept or is_field(kept):
        return None
    if len(kept) == 1 and (is_office(kept[0]) or kept[0].text.casefold() in head_kinds()):
        return None
    return len(run), [_name(document, tuple(kept), "", None)]


def _name(document: Document, run: tuple[Token, ...], kind: str, entry: Entry | None) -> Mention:
    state = state_word(head_of(run))
    if (
        state
        and titles().get(run[-1].text.casefold()) == "PartOf"
        and state[0][-1].index == run[0].index - 1
    ):
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
ACTS_OF_STATE = frozenset(
    ["Request", "Accuse", "Reject", "Threaten", "Agree", "Sanction", "Concede", "Support"]
)


def _seat(text: str, head: Token) -> Entry | None:
    """Take a capital for its government where it speaks or acts as one: `Moscow rejected the proposal`."""
    entry = gazetteer().seats.get(text)
    if entry is None or head.dep != "nsubj":
        return None
    verb = head.head.lemma
    acts = {frame.kind for frame in frames().get(verb, ())}
    return entry if verb in speech_verbs() or acts & ACTS_OF_STATE else None


def _is_town(head: Token) -> bool:
    """Tell whether a name is said to be a place's: `the town of Yeoncheon`."""
    above = head.head
    return (
        head.dep == "pobj"
        and above.lemma == "of"
        and head_kinds().get(above.head.lemma, ()) == ("Place",)
    )


def _repaired(document: Document, run: tuple[Token, ...], kind: str, entry: Entry | None) -> str:
    """Correct the parser's kind by the words that head the name and by a title before it."""
    if entry:
        return entry.kind
    if (
        1 < len(run) <= 3
        and kind in ("Organisation", "")
        and run[0].span.begin in called_people(document)
    ):
        return "Person"
    if kind == "Organisation" and _is_town(head_of(run)):
        return "Place"
    if len(run) > 1 and (told := told_by_words([t.text.casefold() for t in run], kind)):
        return told
    before = [
        child
        for child in head_of(run).children
        if child.dep == "compound" and child.index < run[0].index
    ]
    if any(
        child.lemma in titles() or child.lemma in words("Person", "headWord") for child in before
    ):
        return "Person"
    return kind
