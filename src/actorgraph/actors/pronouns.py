"""Pronouns: whom `she`, `it`, `their` and, inside a quotation, `we` mean."""

from collections.abc import Iterable, Sequence

from actorgraph.actors.figure import Figure
from actorgraph.document import Document, Token
from actorgraph.gazetteer import titles
from actorgraph.mentions import Mention
from actorgraph.quotations import Quotation

FEMININE = frozenset(["she", "her", "hers", "herself"])
MASCULINE = frozenset(["he", "him", "his", "himself"])
THING = frozenset(["it", "its", "itself"])
SEVERAL = frozenset(["they", "them", "their", "theirs", "themselves"])
SPEAKER = frozenset(["i", "me", "my", "mine", "myself"])
SPEAKERS = frozenset(["we", "us", "our", "ours", "ourselves"])
SUBJECT = ("nsubj", "nsubjpass")
# A pronoun looks back over the sentence before and the one before that; farther is guessing.
REACH = 3


def antecedent(
    document: Document, mention: Mention, figures: Iterable[Figure], quotations: Sequence[Quotation]
) -> Figure | None:
    """Return the likeliest figure before a pronoun that agrees with it in gender and number."""
    token = document.tokens[mention.head]
    if token.text.casefold() in SEVERAL and joined_subjects(document, token):
        return None  # several named together, and no one actor is all of them
    fitting = [figure for figure in figures if _agrees(token, figure)]
    scored = [
        (score, figure) for figure in fitting if (score := _salience(document, token, figure, quotations)) is not None
    ]
    if not scored:
        return None
    best = max(scored, key=lambda pair: (pair[0], pair[1].last))[1]
    word = token.text.casefold()
    if best.kind == "Person" and not best.gender:
        best.gender = "feminine" if word in FEMININE else "masculine" if word in MASCULINE else ""
    return best


def joined_subjects(document: Document, token: Token) -> list[Token]:
    """Return the subjects before a word in its sentence that join several names."""
    before = [t for t in document.sentences[token.sentence].tokens if t.index < token.index and t.dep in SUBJECT]
    return [t for t in before if any(c.dep == "conj" and c.pos == "PROPN" for c in t.children) and t.pos == "PROPN"]


def spoken_by(
    document: Document, mention: Mention, quotations: Sequence[Quotation], by_head: dict[int, Figure]
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
    if word in THING:
        return figure.kind in ("Organisation", "Government", "Document") and not figure.plural
    return word in SEVERAL and (figure.plural or figure.kind in ("Organisation", "Government"))


def _salience(document: Document, token: Token, figure: Figure, quotations: Sequence[Quotation]) -> float | None:
    """Score a figure by its latest mention before the pronoun; None where none is near or it is ruled out."""
    quoted = any(token.span in q.span for q in quotations)
    best: float | None = None
    office = token.tag == "PRP$" and titles().get(token.head.lemma) in ("Represents", "WorksFor")
    for mention in figure.mentions:
        other = document.tokens[mention.head]
        distance = token.sentence - other.sentence
        if other.index >= token.index or distance >= REACH or mention.form == "adjective" or _co_argument(token, other):
            continue
        score = -2.0 * distance + (1.5 if other.dep in SUBJECT else 0.0) + (0.5 if mention.form != "nominal" else 0.0)
        score += 0.7 if figure.plural == (token.text.casefold() in SEVERAL) else 0.0
        score += 0.5 if other.dep == token.dep else 0.0
        score += 1.5 if office and figure.kind == "Organisation" else 0.0
        score -= 1.6 if quoted != any(other.span in q.span for q in quotations) else 0.0
        score -= 0.002 * (token.index - other.index)
        best = score if best is None else max(best, score)
    return best


def _co_argument(token: Token, other: Token) -> bool:
    """An object pronoun never means the subject of its own verb: `Merkel urged him`."""
    if token.text.casefold().endswith(("self", "selves")) or token.tag == "PRP$":
        return token.tag == "PRP$" and token.head is other
    verb = token.head if token.dep != "pobj" else token.head.head
    return other.head is verb and other is not token and other.dep in (*SUBJECT, "dobj", "dative")
