"""What a person decided, applied to the figures before they become actors."""

from collections.abc import Sequence

from actorgraph.actors.figure import Figure
from actorgraph.actors.spellings import name_key
from actorgraph.language.document import Document
from actorgraph.text.review import Decision


def apply(document: Document, figures: list[Figure], decisions: Sequence[Decision]) -> None:
    """Join, part and unlink figures as decided; a decision that fits nobody here changes nothing."""
    for decision in decisions:
        first, second = (
            borne_by(document, figures, name) for name in (decision.first, decision.second)
        )
        if decision.kind == "unlink" and first:
            first.wikidata, first.unlinked = None, True
            first.decisions.append(decision)
        elif (
            decision.kind == "same"
            and first
            and second
            and first is not second
            and may_be_one(first, second)
        ):
            first.absorb(second)
            first.decisions.append(decision)
            figures.remove(second)
        elif decision.kind == "different" and first and first is second:
            _part(document, figures, first, decision)


def borne_by(document: Document, figures: Sequence[Figure], name: str) -> Figure | None:
    """Return the figure that a decision names; None where nobody, or more than one, bears the name."""
    plain, _, begin = name.partition(" @")
    fits = [
        f
        for f in figures
        if any(_is_called(document, f, i, plain, begin) for i in range(len(f.mentions)))
    ]
    return fits[0] if len(fits) == 1 else None


def _is_called(document: Document, figure: Figure, place: int, name: str, begin: str) -> bool:
    mention = figure.mentions[place]
    if begin and str(mention.span.begin) != begin.strip():
        return False
    written = document.article.quote(mention.span)
    return mention.form in ("name", "nominal") and name_key(name) in (name_key(mention.name), name_key(written))


def may_be_one(first: Figure, second: Figure) -> bool:
    """Described people at risk and unnamed sources are never tied to a name."""
    return bool(first.names) == bool(second.names) and not (first.at_risk or second.at_risk)


def _part(document: Document, figures: list[Figure], figure: Figure, decision: Decision) -> None:
    """Give the mentions of the second name a figure of their own."""
    plain, _, begin = decision.second.partition(" @")
    moved = [
        m for i, m in enumerate(figure.mentions) if _is_called(document, figure, i, plain, begin)
    ]
    if not moved or len(moved) == len(figure.mentions):
        return
    other = Figure(gender=figure.gender)
    for mention in moved:
        figure.mentions.remove(mention)
        other.add(mention)
    if other.wikidata == figure.wikidata:  # two who are not one cannot share an identity
        other.wikidata, other.unlinked = None, True
    for one in (figure, other):
        one.decisions.append(decision)
    figures.append(other)
