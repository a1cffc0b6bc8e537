"""What a reviewer decided, applied to the figures before they become actors."""

from collections.abc import Sequence

from actorgraph.actors.figure import Figure
from actorgraph.actors.spellings import name_key
from actorgraph.language.document import Document
from actorgraph.mentions import Mention
from actorgraph.text.review import Decision


def apply_decisions(
    document: Document,
    figures: list[Figure],
    decisions: Sequence[Decision],
) -> None:
    """Join, split and unlink figures as decided.

    A decision that names nobody here, or more than one, changes nothing.
    """
    for decision in decisions:
        first = figure_named(document, figures, decision.first)
        second = figure_named(document, figures, decision.second)
        if first is None:
            continue
        if decision.kind == "unlink":
            first.unlink()
            first.record(decision)
        elif decision.kind == "different" and first is second:
            _split(document, figures, first, decision)
        elif decision.kind == "same" and second and may_be_joined(first, second):
            first.absorb(second)
            first.record(decision)
            figures.remove(second)


def figure_named(
    document: Document,
    figures: Sequence[Figure],
    name: str,
) -> Figure | None:
    """Return the figure that a decision names; None if there is not exactly one.

    `name` is a name or a description, with the offset of one mention if need be: `Kim @120`.
    """
    named = [figure for figure in figures if _mentions_named(document, figure, name)]
    return named[0] if len(named) == 1 else None


def _mentions_named(
    document: Document,
    figure: Figure,
    name: str,
) -> list[Mention]:
    plain, _, begin = name.partition(" @")
    begin = begin.strip()
    return [
        mention
        for mention in figure.of_form("name", "nominal")
        if begin in ("", str(mention.span.begin)) and _is_called(document, mention, plain)
    ]


def _is_called(
    document: Document,
    mention: Mention,
    name: str,
) -> bool:
    written = document.article.quote(mention.span)
    return name_key(name) in (name_key(mention.name), name_key(written))


def may_be_joined(first: Figure, second: Figure) -> bool:
    """Return whether a decision may join two figures.

    Described people at risk and unnamed sources are never joined with a name.
    """
    if first is second or first.at_risk or second.at_risk:
        return False
    return bool(first.names) == bool(second.names)


def _split(
    document: Document,
    figures: list[Figure],
    figure: Figure,
    decision: Decision,
) -> None:
    """Give the mentions of the second name a figure of their own."""
    moved = _mentions_named(document, figure, decision.second)
    # Pronouns alone would be nobody.
    rest = [mention for mention in figure.mentions if mention not in moved]
    if not moved or all(mention.form == "pronoun" for mention in rest):
        return
    split = figure.split_off(moved)
    figure.record(decision)
    split.record(decision)
    figures.append(split)
