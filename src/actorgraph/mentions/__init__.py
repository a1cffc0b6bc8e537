"""Who is named, described or pointed at: names, nominal descriptions and pronouns."""

from collections.abc import Iterator, Sequence

from actorgraph.language.document import Document, Sentence, Token
from actorgraph.language.quotations import Quotation
from actorgraph.mentions.descriptions import descriptions
from actorgraph.mentions.joined import HALVES, is_half
from actorgraph.mentions.mention import Mention
from actorgraph.mentions.names import names
from actorgraph.mentions.states import state_adjectives
from actorgraph.text.article import Span

__all__ = ["HALVES", "Mention", "find_mentions", "is_half"]

PRONOUNS = frozenset(
    "he him his himself she her hers herself it its itself they them their theirs themselves "  # noqa: SIM905
    "we us our ours ourselves i me my mine myself".split()
)
# Capitals of so few letters are an acronym, not a shouted surname.
ACRONYM = 3


def find_mentions(document: Document, quotations: Sequence[Quotation]) -> tuple[Mention, ...]:
    """Find every mention, in the order of the text; a longer one stands before one that begins with it."""
    found: list[Mention] = []
    spoken = [(quotation, quotation.speaker) for quotation in quotations if quotation.speaker]
    speakers = {speaker.index for _, speaker in spoken}
    labels = {
        speaker.sentence: (quotation.label, speaker)
        for quotation, speaker in spoken
        if quotation.label
    }
    for sentence in document.sentences:
        named = list(names(document, sentence))
        taken = {t.index for mention in named for t in sentence.tokens if t.span in mention.span}
        if sentence.index in labels:
            named = _labelled(document, named, *labels[sentence.index])
        found.extend(named)
        found.extend(descriptions(document, sentence, taken, speakers))
        known = {
            t.index
            for mention in named
            if mention.wikidata
            for t in sentence.tokens
            if t.span in mention.span
        }
        found.extend(m for m in state_adjectives(sentence, taken) if m.head not in known)
        found.extend(_pronouns(sentence))
    return tuple(sorted(found, key=lambda m: (m.span.begin, -m.span.end)))


def _labelled(
    document: Document, named: list[Mention], label: Span, speaker: Token
) -> list[Mention]:
    """Read the label of a turn as a name, `SMITH:` as Smith."""
    words = document.article.quote(label)
    name = words.title() if words.isupper() and len(words) > ACRONYM else words
    return [
        *(m for m in named if not m.span.overlaps(label)),
        Mention(label, speaker.index, "Person", "name", name),
    ]


def _pronouns(sentence: Sentence) -> Iterator[Mention]:
    for token in sentence.tokens:
        word = token.text.casefold()
        if word in PRONOUNS and token.pos in ("PRON", "DET") and token.dep != "expl":
            yield Mention(
                token.span,
                token.index,
                "",
                "pronoun",
                token.text,
                plural=word[:2] in ("th", "we", "us", "ou"),
            )
