"""Readers: plug-ins that propose claims about an article, found by entry point.

A package brings one by an entry point of the group `actorgraph.readers`; what it names is called
without arguments and gives a `Reader`.
"""

from collections.abc import Iterable
from dataclasses import replace
from importlib.metadata import EntryPoint, entry_points
from typing import Protocol

from actorgraph.errors import ProposalError
from actorgraph.proposals.proposal import Proposal
from actorgraph.text.article import Article

GROUP = "actorgraph.readers"


class Reader(Protocol):
    """Proposes claims. `maker` is its name with its version, and whatever else changes answers."""

    maker: str

    def read(self, article: Article) -> Iterable[Proposal]:
        """Yield the claims that it finds in an article."""


def reader_names() -> list[str]:
    """Return the names of the readers that are installed."""
    return sorted(entry.name for entry in entry_points(group=GROUP))


def load_reader(name: str) -> Reader:
    """Return an installed reader by name. Raises ProposalError if there is none, or it fails."""
    for entry in entry_points(group=GROUP, name=name):
        return _loaded(entry)
    known = ", ".join(reader_names()) or "none"
    raise ProposalError("no such reader", where=name, remedy=f"installed: {known}")


def _loaded(entry: EntryPoint) -> Reader:
    try:
        make = entry.load()
        reader: Reader = make()
    except ProposalError:
        raise
    except Exception as error:
        what = f"the reader cannot be loaded: {error!r}"
        raise ProposalError(what, where=entry.name, remedy="install it again") from error
    return reader


def propose(reader: Reader, article: Article) -> list[Proposal]:
    """Return what a reader proposes about an article, marked as its own.

    Raises ProposalError if the reader fails, or gives anything but proposals.
    """
    try:
        proposals = list(reader.read(article))
    except ProposalError:
        raise
    except Exception as error:
        what = f"the reader failed: {error!r}"
        raise ProposalError(what, where=reader.maker, remedy="report it to its author") from error
    for proposal in proposals:
        if not isinstance(proposal, Proposal):
            what = "the reader gave something that is not a Proposal"
            raise ProposalError(what, where=reader.maker, remedy="report it to its author")
    return [replace(each, maker=reader.maker, article=article.sha256) for each in proposals]
