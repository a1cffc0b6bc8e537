"""Authors: `the authors`, `the researchers` are those who wrote a study, and stay a group."""

from collections.abc import Iterable
from itertools import islice

from actorgraph.actors.figure import Figure
from actorgraph.language.document import Document
from actorgraph.language.grammar import any_lemma
from actorgraph.mentions import Mention
from actorgraph.mentions.runs import is_lemma_in
from actorgraph.vocabulary.lexicon import word_set


def work_of(
    document: Document,
    mention: Mention,
    seen: Iterable[Figure],
    owner: Figure | None,
) -> Figure | None:
    """Return the work whose authors a plural description means; None if it means no authors.

    It is the owner, `the report's authors`, or else the only work among the figures seen so far.
    """
    token = document.tokens[mention.head]
    if mention.kind != "Group" or not is_lemma_in(token, "authorNouns"):
        return None
    if owner is not None:
        return owner if is_work(owner) else None
    # `the authors of the law`, `young researchers`
    if any(child.dep not in ("det", "punct") for child in token.children):
        return None
    if not any_lemma(token.having("det"), ("the",)):
        return None
    works = list(islice(filter(is_work, seen), 2))
    return works[0] if len(works) == 1 else None


def is_work(figure: Figure) -> bool:
    """Return whether a figure is a work that has authors: a study, but not a law."""
    return figure.kind == "Document" and bool(word_set("authoredWorks") & figure.heads)


def authors_of(work: Figure, seen: Iterable[Figure]) -> Figure:
    """Return the group that wrote a work: the one seen before, or a new one."""
    for figure in seen:
        if figure.body is work and figure.kind == "Group" and not figure.names:
            return figure
    return Figure(body=work)
