"""Pronouns: whom `she`, `it`, `their` and, inside a quotation, `we` mean."""

from collections.abc import Iterable, Iterator, Sequence

from actorgraph.actors.figure import THING, Figure
from actorgraph.language.document import Document, Token
from actorgraph.language.quotations import Quotation
from actorgraph.mentions import Mention
from actorgraph.vocabulary.gazetteer import head_kinds, titles
from actorgraph.vocabulary.lexicon import speech_verbs

FEMININE = frozenset(["she", "her", "hers", "herself"])
MASCULINE = frozenset(["he", "him", "his", "himself"])
# Verbs whose `it` is nobody where a clause follows.
SEEMING = ("seem", "appear", "happen", "emerge", "remain", "become", "matter", "follow")
# Adjectives of whoever is so: `it is eager to …` speaks of somebody.
PERSONAL = frozenset(
    "able afraid angry anxious aware bound capable committed concerned confident convinced determined due eager entitled "  # noqa: SIM905
    "free glad happy inclined keen likely obliged open pleased poised prepared proud quick ready reluctant responsible set "
    "slow sorry sure unable unaware unlikely unwilling willing worried".split()
)
THING_WORDS = frozenset(["it", "its", "itself"])
SPEAKER = frozenset(["i", "me", "my", "mine", "myself"])
SPEAKERS = frozenset(["we", "us", "our", "ours", "ourselves"])
SEVERAL = frozenset(["they", "them", "their", "theirs", "themselves"])
SUBJECT = ("nsubj", "nsubjpass")
# A pronoun looks back over the sentence before and the one before that; farther is guessing.
REACH = 3
# What makes an actor clearly likelier than a thing: as much as standing as the subject does.
CLEARLY = 1.5
SPEAKING = 10.0


def antecedent(
    document: Document, mention: Mention, figures: Iterable[Figure], quotations: Sequence[Quotation]
) -> Figure | None:
    """Return the likeliest figure before a pronoun that agrees with it in gender and number; None for nobody.

    Things compete with actors: an actor is meant by `it` or `they` only where it is clearly likelier than any thing.
    """
    token = document.tokens[mention.head]
    if token.text.casefold() in SEVERAL and joined_subjects(document, token):
        return None  # several named together, and no one actor is all of them
    scored = [
        (value, figure)
        for figure in figures
        for value in _saliences(document, token, figure, quotations)
    ]
    scored = [(v, f) for v, f in scored if f.kind == THING or not _is_no_body(token)]
    actor = max(((v, f) for v, f in scored if f.kind != THING), key=_likeliest, default=None)
    thing = max(((v, f) for v, f in scored if f.kind == THING), key=_likeliest, default=None)
    if actor is None or (thing and actor[0] < thing[0] + _margin(token)):
        return thing[1] if thing else None
    best, word = actor[1], token.text.casefold()
    if best.kind == "Person" and not best.gender:
        best.gender = "feminine" if word in FEMININE else "masculine" if word in MASCULINE else ""
    return best


def is_expletive(token: Token) -> bool:
    """Tell whether `it` stands for nobody: `it is unclear whether …`, `it seems that …`, `it is up to Chad to …`."""
    verb = token.head
    if token.text.casefold() != "it" or token.dep not in SUBJECT:
        return False
    said = [
        c
        for c in verb.children
        if c.dep in ("acomp", "attr", "oprd", "prep") and c.index > verb.index
    ]
    if any(s.lemma in PERSONAL for s in said):
        return False
    clauses = verb.having("ccomp", "xcomp", "csubj", "advcl", "relcl") + [
        c for s in said for c in (*s.having("xcomp", "ccomp", "acl", "relcl"), *_opened(s))
    ]
    clauses = [c for c in clauses if c.index > token.index and any(_opens(m) for m in c.children)]
    if verb.lemma in SEEMING:
        return bool(clauses)
    return verb.lemma == "be" and bool(clauses) and any(s.dep != "attr" for s in said)


def _is_no_body(token: Token) -> bool:
    """Tell whether `it` is said to be what no body is: `it was a mistake that …`."""
    it = token.text.casefold() == "it" and token.dep in SUBJECT and token.head.lemma == "be"
    said = token.head.having("attr") if it else []
    return any(
        s.pos == "NOUN" and not set(head_kinds().get(s.lemma, ())) - {"Document", "Place"}
        for s in said
    )


def _opened(preposition: Token) -> list[Token]:
    return (
        [c for o in preposition.having("pobj", "prep") for c in (o, *o.children)]
        if preposition.dep == "prep"
        else []
    )


def _opens(token: Token) -> bool:
    """Tell whether a word opens the clause that `it` announces."""
    return token.tag == "TO" or token.text.casefold() in (
        "that",
        "whether",
        "if",
        "how",
        "when",
        "why",
        "what",
    )


def _likeliest(pair: tuple[float, Figure]) -> tuple[float, int]:
    return pair[0], pair[1].last


def _margin(token: Token) -> float:
    """How much likelier than any thing an actor must be; a possessive is nearly always an actor's, and no thing speaks."""
    if token.dep in SUBJECT and token.head.lemma in speech_verbs():
        return -SPEAKING
    return 0.0 if token.text.casefold() == "its" else CLEARLY


def joined_subjects(document: Document, token: Token) -> list[Token]:
    """Return the subjects before a word in its sentence that join several names."""
    before = [
        t
        for t in document.sentences[token.sentence].tokens
        if t.index < token.index and t.dep in SUBJECT
    ]
    return [
        t
        for t in before
        if any(c.dep == "conj" and c.pos == "PROPN" for c in t.children) and t.pos == "PROPN"
    ]


def spoken_by(
    document: Document,
    mention: Mention,
    quotations: Sequence[Quotation],
    by_head: dict[int, Figure],
) -> Figure | None:
    """Return whom `I` or `we` inside a quotation means: the speaker, or the body the speaker stands for."""
    word = document.tokens[mention.head].text.casefold()
    quotation = next((q for q in quotations if mention.span in q.span and q.speaker), None)
    speaker = by_head.get(quotation.speaker.index) if quotation and quotation.speaker else None
    if speaker is None or word in SPEAKER:
        return speaker
    return speaker.belongs or speaker if word in SPEAKERS else None


def _agrees(token: Token, figure: Figure) -> bool:
    word = token.text.casefold()
    if word in FEMININE or word in MASCULINE:
        wanted = "feminine" if word in FEMININE else "masculine"
        return figure.kind == "Person" and not figure.plural and figure.gender in ("", wanted)
    if word in THING_WORDS:
        return (
            figure.kind in ("Organisation", "Government", "Document", THING) and not figure.plural
        )
    return word in SEVERAL and (figure.plural or figure.kind in ("Organisation", "Government"))


def _saliences(
    document: Document, token: Token, figure: Figure, quotations: Sequence[Quotation]
) -> Iterator[float]:
    """Score a figure by each mention of it near before the pronoun; nothing where none is near or it is ruled out."""
    if not _agrees(token, figure):
        return
    word = token.text.casefold()
    quoted = any(token.span in q.span for q in quotations)
    office = token.tag == "PRP$" and titles().get(token.head.lemma) in ("Represents", "WorksFor")
    for mention in figure.mentions:
        other = document.tokens[mention.head]
        distance = token.sentence - other.sentence
        if (
            other.index >= token.index
            or distance >= REACH
            or mention.form == "adjective"
            or _co_argument(token, other)
        ):
            continue
        if other.text.casefold() in SPEAKER | SPEAKERS and word in THING_WORDS | SEVERAL:
            continue
        score = (
            -2.0 * distance
            + (1.5 if other.dep in SUBJECT else 0.0)
            + (0.5 if mention.form != "nominal" else 0.0)
        )
        score += 0.7 if figure.plural == (word in SEVERAL) else 0.0
        score += 0.5 if other.dep == token.dep else 0.0
        score += 1.5 if office and figure.kind == "Organisation" else 0.0
        score += 2.0 if word in THING_WORDS and _says_of_itself(token, other) else 0.0
        score -= 1.6 if quoted != any(other.span in q.span for q in quotations) else 0.0
        yield score - 0.002 * (token.index - other.index)


def _says_of_itself(token: Token, other: Token) -> bool:
    """`The company said it would close`: the subject of a clause is most often the subject of what it says."""
    return token.dep in SUBJECT and other.dep in SUBJECT and token.head.head is other.head


def _co_argument(token: Token, other: Token) -> bool:
    """An object pronoun never means the subject of its own verb: `Merkel urged him`."""
    if token.text.casefold().endswith(("self", "selves")) or token.tag == "PRP$":
        return token.tag == "PRP$" and token.head is other
    verb = token.head if token.dep != "pobj" else token.head.head
    return other.head is verb and other is not token and other.dep in (*SUBJECT, "dobj", "dative")
