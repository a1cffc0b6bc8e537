"""Any parse that a parser could give: bytes become a text of the lexicon's words, and a tree over
them with any labels.

Which tree spaCy gives for a sentence nobody promises; what stands behind its door must take each of
them.
"""

from functools import cache

from actorgraph.language.document import Document, Entity, Sentence, Token
from actorgraph.text.article import Article, Span
from actorgraph.text.reading import read_text
from actorgraph.vocabulary.event_nouns import noun_frames
from actorgraph.vocabulary.gazetteer import first_names, gazetteer, head_kinds, titles
from actorgraph.vocabulary.lexicon import frames, markers, speech_verbs

WIDTH = 6  # bytes that tell of one word
LONGEST = 60  # words of a sentence
PLAIN = tuple(
    """
    the a of to in by with that who which whose him her his their they it he she we you not
    never no neither and or but was were been be is had has have will would could may must
    according allegedly reportedly said as for from against between two three dozens hundred
    2017 May Monday last week month yesterday former Mr Dr government police people gay men
    woman source official “ ” " ' ’s , . ; : - – ( ) ? ! … 🎣 \u202e \u200b % $5 U.S. N’Djamena é
    """.split()  # noqa: SIM905
)
DEPS = tuple(
    """
    nsubj nsubjpass csubj dobj dative pobj prep agent attr acomp xcomp ccomp advcl relcl acl
    conj cc amod compound poss appos det nummod neg aux auxpass mark advmod npadvmod punct dep
    pcomp oprd prt parataxis intj expl case quantmod meta
    """.split()  # noqa: SIM905
)
KINDS = (
    ("VERB", "VBD"),
    ("VERB", "VBN"),
    ("VERB", "VBG"),
    ("VERB", "VB"),
    ("NOUN", "NN"),
    ("NOUN", "NNS"),
    ("PROPN", "NNP"),
    ("PRON", "PRP"),
    ("DET", "DT"),
    ("ADP", "IN"),
    ("ADJ", "JJ"),
    ("ADV", "RB"),
    ("NUM", "CD"),
    ("AUX", "VBD"),
    ("PUNCT", "''"),
    ("X", "FW"),
)
LABELS = ("PERSON", "ORG", "GPE", "NORP", "DATE", "CARDINAL", "LAW", "EVENT")


@cache
def vocabulary() -> tuple[str, ...]:
    """Return the words that rules look for, and some that none does."""
    known = (
        {frame.verb for held in frames().values() for frame in held}
        | set(noun_frames())
        | speech_verbs()
    )
    known |= {
        part
        for held in frames().values()
        for frame in held
        for part in (*frame.particles, *frame.objects)
    }
    known |= {
        part for predicate in ("marker",) for text in markers(predicate) for part in text.split()
    }
    names = {part for name in sorted(gazetteer().names)[::9] for part in name.split()}
    names |= set(sorted(first_names())[::40]) | set(titles()) | set(head_kinds())
    return (*PLAIN, *sorted(known), *sorted(names))


def document(data: bytes) -> Document:
    """Return a document of as many words as there are six bytes for, in sentences and paragraphs
    that the bytes cut.
    """
    told = [data[place : place + WIDTH] for place in range(0, len(data) - WIDTH + 1, WIDTH)]
    sentences: list[list[bytes]] = [[]]
    for word in told:
        if len(sentences[-1]) >= LONGEST or (sentences[-1] and word[5] % 16 == 0):
            sentences.append([])
        sentences[-1].append(word)
    lines = [" ".join(map(_word, sentence)) for sentence in sentences]
    article = read_text("Talks fail again\n\n" + "\n".join(lines), published="2017-08-21")
    return _parsed(article, sentences)


def encoded(parsed: Document) -> bytes:
    """Return the bytes whose document is nearest to one that a parser gave; an unknown word becomes
    a name.
    """
    places = {word: place for place, word in reversed(list(enumerate(vocabulary())))}
    tags = {tag: place for place, (_, tag) in reversed(list(enumerate(KINDS)))}
    begun = {entity.first.index: entity for entity in parsed.entities if entity.label in LABELS}
    told = bytearray()
    for sentence in parsed.sentences:
        first = sentence.tokens[0].index
        for token in sentence.tokens[:LONGEST]:
            word = places.get(token.lemma, places.get(token.text, places["Mr"]))
            entity = begun.get(token.index)
            mark = LABELS.index(entity.label) if entity else 15
            length = min(entity.last.index - token.index, 3) if entity else 0
            cut = 0 if token.index == first else 1
            capital = 64 if token.text[:1].isupper() else 0
            dep = DEPS.index(token.dep) if token.dep in DEPS else DEPS.index("dep")
            kind = tags.get(
                token.tag, next((n for n, (pos, _) in enumerate(KINDS) if pos == token.pos), 15)
            )
            head = min(token.head.index - first, 255)
            told += bytes(
                [word % 256, word // 256, dep, kind | mark << 4, head, cut | length << 4 | capital]
            )
    return bytes(told)


def _word(told: bytes) -> str:
    words = vocabulary()
    word = words[(told[0] + 256 * told[1]) % len(words)]
    return word.capitalize() if told[5] & 64 else word


def _parsed(article: Article, sentences: list[list[bytes]]) -> Document:
    """Lay tokens over the lines; a block of the article may hold several, and a line may be no
    block that is read.
    """
    tokens: list[Token] = []
    held: list[Sentence] = []
    entities: list[Entity] = []
    begin = article.text.index("\n\n") + 2
    for told in sentences:
        run = []
        block = next((b for b in article.blocks if b.span.begin <= begin < b.span.end), None)
        for word in told:
            token = _token(word, len(tokens) + len(run), begin, len(held))
            begin = token.span.end + 1
            run.append(token)
        if (
            block is None
            or block.kind not in ("title", "heading", "paragraph")
            or run[-1].span.end > block.span.end
        ):
            continue
        _grow(run, told)
        entities += _entities(run, told)
        tokens += run
        held.append(Sentence(len(held), block, tuple(run)))
    return Document(article, "any/0", tuple(held), tuple(tokens), tuple(entities))


def _token(told: bytes, index: int, begin: int, sentence: int) -> Token:
    text = _word(told)
    pos, tag = KINDS[told[3] % len(KINDS)]
    dep = DEPS[told[2] % len(DEPS)]
    return Token(
        index, text, text.casefold(), pos, tag, dep, Span(begin, begin + len(text)), sentence, ""
    )


def _grow(run: list[Token], told: list[bytes]) -> None:
    """Give each token a head: what the bytes say, and the root where that would close a ring."""
    root = told[0][4] % len(run)
    heads = [told[place][4] % len(run) for place in range(len(run))]
    heads[root] = root
    for place in range(len(run)):
        above, steps = place, 0
        while above != root and steps <= len(run):
            above, steps = heads[above], steps + 1
        if above != root:
            heads[place] = root
    for place, token in enumerate(run):
        token.head = run[heads[place]]
        if place == root:
            token.dep = "ROOT"
        else:
            token.head.children.append(token)


def _entities(run: list[Token], told: list[bytes]) -> list[Entity]:
    found, place = [], 0
    while place < len(run):
        mark = told[place][3] >> 4
        if mark < 8:
            last = min(place + (told[place][5] >> 4) % 4, len(run) - 1)
            found.append(Entity(run[place], run[last], LABELS[mark]))
            for token in run[place : last + 1]:
                token.entity = LABELS[mark]
            place = last
        place += 1
    return found
