"""Who is named, described or pointed at: names, nominal descriptions and pronouns."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from actorgraph.article import Span
from actorgraph.document import Document, Entity, Sentence, Token
from actorgraph.gazetteer import LONGEST_NAME, Entry, gazetteer, head_kinds, people, titles, words

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
NOBODY = ("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL", "LANGUAGE", "EVENT")
PRONOUNS = frozenset(
    "he him his himself she her hers herself it its itself they them their theirs themselves "
    "we us our ours ourselves i me my mine myself".split()
)
LEFT_OF_HEAD = ("det", "poss", "amod", "nummod", "compound", "nmod", "quantmod", "predet", "neg")
RIGHT_OF_HEAD = ("prep", "acl", "relcl", "amod")
LONGEST_DESCRIPTION = 90


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand for someone.

    `head` and `owner` are positions of tokens in the document: the head word, and the head of a possessor or of a
    state's adjective before it. `name` is the words without article and title. `form` is name, nominal, adjective (of a state) or
    pronoun.
    """

    span: Span
    head: int
    kind: str
    form: str
    name: str = ""
    longer: str = ""
    wikidata: str | None = None
    plural: bool = False
    owner: int | None = None
    at_least: int | None = None
    at_most: int | None = None


def find_mentions(document: Document) -> tuple[Mention, ...]:
    """Find every mention, in the order of the text; a longer one stands before one that begins with it."""
    found: list[Mention] = []
    for sentence in document.sentences:
        names = list(_names(document, sentence))
        named = {token for mention in names for token in range(mention.head - 12, mention.head + 13)
                 if _covers(document, mention, token)}
        found.extend(names)
        found.extend(_nominals(document, sentence, named))
        found.extend(_adjectives(sentence, named))
        found.extend(_pronouns(sentence))
    return tuple(sorted(found, key=lambda m: (m.span.begin, -m.span.end)))


def _covers(document: Document, mention: Mention, index: int) -> bool:
    return 0 <= index < len(document.tokens) and document.tokens[index].span in mention.span


# ── names ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _names(document: Document, sentence: Sentence) -> Iterator[Mention]:
    tokens, place = sentence.tokens, 0
    entities = {entity.first.index: entity for entity in document.entities if entity.first.sentence == sentence.index}
    while place < len(tokens):
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
    while run and (run[0].pos in ("DET", "PUNCT") or run[0].text.casefold() in words("Person", "honorific")):
        run = run[1:]
    while len(run) > 1 and run[0].lemma in titles() and run[0].entity == "PERSON":
        run = run[1:]
    while run and _is_office(run[-1]) and (len(run) == 1 or run[-1].head.dep == "appos" or not run[-1].entity or run[0].entity != "PERSON"):
        run = run[:-1]
    return run


def _is_office(token: Token) -> bool:
    """Tell whether a capitalised word is a title, not a name: `Prime Minister`, `Spokesperson`."""
    return titles().get(token.text.casefold(), "PartOf") != "PartOf" or token.text in ("Prime", "Vice", "Deputy", "Foreign")


def _is_adjective(run: list[Token]) -> bool:
    """Tell whether a people's adjective only describes the next word: `Russian officials`."""
    head = _head(tuple(run))
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
    for token in tokens[place:]:
        if token.pos != "PROPN" or token.entity or not token.text[:1].isupper():
            break
        run.append(token)
    if not run or run[0].text in gazetteer().demonyms or _is_people(run):
        return None
    if place == 0 and len(run) == 1 and run[0].text not in _name_words(document):
        return None  # any word is capitalised at the start of a sentence
    trimmed = _trimmed(run)
    while trimmed and trimmed[0].lemma in titles() and len(trimmed) > 1:
        trimmed = trimmed[1:]
    if not trimmed or (len(trimmed) == 1 and (_is_office(trimmed[0]) or trimmed[0].text.casefold() in head_kinds())):
        return None
    return len(run), [_name(document, tuple(trimmed), "", None)]


def _name(document: Document, run: tuple[Token, ...], kind: str, entry: Entry | None) -> Mention:
    state = state_word(_head(run))
    if state and titles().get(run[-1].text.casefold()) == "PartOf" and state[0][-1].index == run[0].index - 1:
        run = (*state[0], *run)  # `Indonesian Navy`
    text = document.article.text[run[0].span.begin : run[-1].span.end]
    entry = entry or (gazetteer().names.get(text) if kind != "Person" else None)
    return Mention(
        span=Span(run[0].span.begin, run[-1].span.end),
        head=_head(run).index,
        kind=_repaired(run, kind, entry),
        form="name",
        name=text,
        wikidata=entry.wikidata if entry else None,
    )


def _repaired(run: tuple[Token, ...], kind: str, entry: Entry | None) -> str:
    """Correct the parser's kind by the word that heads the name and by a title before it."""
    if entry:
        return entry.kind
    last = run[-1].text.casefold()
    kinds = head_kinds().get(last, ())
    if len(run) > 1 and "Organisation" in kinds and kind != "Person":
        return "Organisation"
    if len(run) > 1 and "Organisation" in head_kinds().get(run[0].text.casefold(), ()) and kind != "Person":
        return "Organisation"
    before = [child for child in _head(run).children if child.dep == "compound" and child.index < run[0].index]
    if any(child.lemma in titles() or child.lemma in words("Person", "headWord") for child in before):
        return "Person"
    return kind


def _head(run: tuple[Token, ...]) -> Token:
    """Return the token of a run that hangs on nothing within it."""
    inside = {token.index for token in run}
    return next((t for t in run if t.head.index not in inside or t.head is t), run[-1])


# ── descriptions ──────────────────────────────────────────────────────────────────────────────────────────────────


def _nominals(document: Document, sentence: Sentence, named: set[int]) -> Iterator[Mention]:
    for token in sentence.tokens:
        if token.index in named:
            continue
        kind = _kind_described(token)
        if kind and (token.dep not in ("compound", "amod", "nmod") or token.tag == "NNS"):
            yield _nominal(document, token, kind)


def _kind_described(token: Token) -> str:
    """Return the class of what a common noun describes, or nothing."""
    plural = token.tag in ("NNS", "NNPS")
    if token.pos == "NUM" and token.dep in ("nsubj", "nsubjpass", "dobj") and token.lemma.isalpha():
        return "Group"
    if token.tag in ("NNPS", "NNS") and people(token.text):
        return "Group"
    if token.lemma == "those" and token.pos in ("DET", "PRON") and token.having("relcl", "acl", "prep"):
        return "Group"
    if token.pos not in ("NOUN", "PROPN") or token.dep == "nummod":
        return ""
    kinds = head_kinds().get(token.lemma, ()) or head_kinds().get(token.text.casefold(), ())
    if not kinds:
        return ""
    if plural:
        return "Group" if set(kinds) & {"Person", "Group", "Organisation", "Government"} else kinds[0]
    singular = [kind for kind in kinds if kind != "Group"]
    if "Group" in kinds and (not singular or token.lemma in ("police", "group", "community", "minority", "team")):
        return "Group"
    return singular[0] if singular else ""


def _nominal(document: Document, token: Token, kind: str) -> Mention:
    left = [t for child in token.children if child.dep in LEFT_OF_HEAD and child.index < token.index
            for t in child.subtree()]
    before = _quantifier_before(document, token)
    begin = min([t.span.begin for t in [*left, *before]] + [token.span.begin])
    span = Span(begin, token.span.end)
    words_before = [t for t in left if t.pos != "DET" and t.tag != "PRP$"]
    name_begin = min([t.span.begin for t in words_before] + [token.span.begin])
    owner = next((c for c in token.children if c.dep == "poss"), None) or _state_before(token)
    organ = _organ(token, kind)
    if organ:
        return Mention(span, token.index, "Organisation", "name", organ, owner=owner.index if owner else None)
    low, high = _quantity(document.article.quote(span))
    return Mention(
        span=span,
        head=token.index,
        kind=kind,
        form="nominal",
        name=document.article.text[name_begin : token.span.end],
        longer=_longer(document, token, begin),
        plural=token.tag in ("NNS", "NNPS") or kind == "Group",
        owner=owner.index if owner else None,
        at_least=low,
        at_most=high,
    )


def _organ(token: Token, kind: str) -> str:
    """Name an organ by its state: `the South Korean puppet military` is the South Korean military."""
    state = state_word(token)
    if kind != "Organisation" or state is None or titles().get(token.lemma) != "PartOf" or token.tag in ("NNS", "NNPS"):
        return ""
    return f"{' '.join(word.text for word in state[0])} {token.text}"


def state_word(token: Token) -> tuple[list[Token], Entry] | None:
    """Return the adjective or name of a state that qualifies a noun, in its words: `South Korean`, `EU`."""
    table = gazetteer()
    before = [c for c in token.children if c.dep in ("amod", "compound", "nmod") and c.index < token.index]
    for place, child in enumerate(before):
        pair = [*child.having("compound", "amod"), child] if child.having("compound", "amod") else before[max(0, place - 1) : place + 1]
        for run in (pair, [child]):
            text = " ".join(word.text for word in run)
            entry = table.demonyms.get(text) or table.names.get(text)
            if entry:
                return run, entry
    return None


def _quantifier_before(document: Document, token: Token) -> list[Token]:
    """Return `over` of `over 60 Chechens`, which parsers hang on the verb as a preposition."""
    above = token.head
    numbered = any(child.dep == "nummod" for child in token.children)
    return [above] if token.dep == "pobj" and numbered and above.lemma in ("over", "around", "about", "under") else []


def _state_before(token: Token) -> Token | None:
    """Return the adjective or name of a state that qualifies a noun: `Russian federal authorities`, `EU countries`."""
    state = state_word(token)
    behind = next((c for p in token.having("prep") if p.lemma == "of" for c in p.having("pobj")), None)
    if behind is not None and behind.pos == "PROPN" and {"Government", "Place"} & set(head_kinds().get(token.lemma, ())):
        return behind
    return state[0][-1] if state else behind


def _longer(document: Document, token: Token, begin: int) -> str:
    """Return the description with what follows its head, where that is short."""
    tail = [t for child in token.children if child.dep in RIGHT_OF_HEAD and child.index > token.index
            for t in child.subtree()]
    end = max([t.span.end for t in tail] + [token.span.end])
    text = document.article.text[begin:end].rstrip(" ,;:\"'")
    return text if tail and len(text) <= LONGEST_DESCRIPTION and "\n" not in text else ""


NUMBERS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "dozen": 12,
     "hundred": 100, "thousand": 1000, "million": 1_000_000}
QUANTITY = re.compile(
    r"(?P<hedge>over|more than|at least|almost|nearly|up to|fewer than|less than|around|about|some|roughly)?\s*"
    rf"(?:an?\s+)?(?P<number>\d[\d,.]*|{'|'.join(NUMBERS)})\b(?:\s+(?P<scale>hundred|thousand|million|dozen))?",
    re.IGNORECASE,
)
# "Around a hundred" may be some more or some fewer: a tenth either way.
MARGIN = 10


def _quantity(text: str) -> tuple[int | None, int | None]:
    """Read a number before a noun as an interval: `over 60` is (61, None), `almost 20` is (None, 19)."""
    match = QUANTITY.search(text)
    if not match:
        return None, None
    word = match["number"].casefold()
    digits = word.replace(",", "").rstrip(".")
    if word not in NUMBERS and not digits.isdigit():
        return None, None
    number = NUMBERS[word] if word in NUMBERS else int(digits)
    if number in (0, 1):
        return None, None
    number *= NUMBERS[match["scale"].casefold()] if match["scale"] else 1
    hedge = (match["hedge"] or "").casefold()
    if hedge in ("over", "more than"):
        return number + 1, None
    if hedge == "at least":
        return number, None
    if hedge in ("almost", "nearly", "fewer than", "less than"):
        return None, number - 1
    if hedge == "up to":
        return None, number
    if hedge:
        return number - number // MARGIN, number + number // MARGIN
    return number, number


# ── pronouns ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _adjectives(sentence: Sentence, named: set[int]) -> Iterator[Mention]:
    """Yield the adjectives of states: `French` of `the French president` points at France."""
    table = gazetteer().demonyms
    for place, token in enumerate(sentence.tokens):
        before = sentence.tokens[place - 1] if place else token
        entry = table.get(f"{before.text} {token.text}")
        span = Span(before.span.begin, token.span.end) if entry else token.span
        entry = entry or table.get(token.text)
        organ = titles().get(token.head.text.casefold()) == "PartOf"  # within `Indonesian Navy` it points at the state
        if entry and (organ or token.index not in named) and token.dep in LEFT_OF_HEAD:
            yield Mention(span, token.index, entry.kind, "adjective", entry.label, wikidata=entry.wikidata)


def _pronouns(sentence: Sentence) -> Iterator[Mention]:
    for token in sentence.tokens:
        word = token.text.casefold()
        if word in PRONOUNS and token.pos in ("PRON", "DET") and token.dep != "expl":
            yield Mention(token.span, token.index, "", "pronoun", token.text, plural=word[:2] in ("th", "we", "us", "ou"))
