"""Authors: `the authors`, `the researchers` are those who wrote the one study spoken of, and stay a group."""

from actorgraph.actors.figure import Figure
from actorgraph.language.document import Document
from actorgraph.mentions import Mention

WRITERS = frozenset(["author", "researcher", "writer", "scientist", "scholar", "co-author"])
# Works that somebody wrote or did; a law or a statement has makers of another kind.
WORKS = frozenset(
    "report study paper survey analysis research book article review editorial column letter poll".split()  # noqa: SIM905
)


def authors(
    document: Document, mention: Mention, before: list[Figure], owner: Figure | None
) -> Figure | None:
    """Return the work whose authors a plural description means: its owner, or the one work spoken of so far."""
    token = document.tokens[mention.head]
    if mention.kind != "Group" or token.lemma not in WRITERS:
        return None
    if owner is not None:
        return owner if is_work(owner) else None
    if any(child.dep not in ("det", "punct") for child in token.children):
        return None
    if not any(child.lemma == "the" for child in token.having("det")):
        return None
    works = [figure for figure in before if is_work(figure)]
    return works[0] if len(works) == 1 else None


def is_work(figure: Figure) -> bool:
    """Tell whether a figure is a work that has authors."""
    return figure.kind == "Document" and bool(WORKS & figure.heads)


def of_work(work: Figure, met: list[Figure]) -> Figure:
    """Return the group that wrote a work: the one met before, or a new one."""
    known = (f for f in met if f.kind == "Group" and f.belongs is work and not f.names)
    return next(known, Figure(belongs=work))
