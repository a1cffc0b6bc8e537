"""The errors that a user can cause. Each says on one line what is wrong, where, and what to do."""


class ActorgraphError(Exception):
    """Bad input; the command line prints the error on one line and exits with code 2.

    `what` is the problem, `where` the file, name or address that has it, and `remedy` an
    instruction that solves it.
    """

    def __init__(self, what: str, *, where: object = None, remedy: str = "") -> None:
        self.what = what
        self.remedy = remedy
        problem = what if where is None else f"{where}: {what}"
        parts = [_on_one_line(part) for part in (problem, remedy)]
        super().__init__("; ".join(filter(None, parts)))


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


class ArticleError(ActorgraphError):
    """The article cannot be read."""


class LanguageError(ArticleError):
    """The article is not in a language that is read."""


class GraphError(ActorgraphError):
    """A file is not a graph of this vocabulary, contradicts its article, or cannot be written."""


class QueryError(ActorgraphError):
    """The question is unknown or not valid SPARQL."""


class ModelError(ActorgraphError):
    """The parser's model is missing or unsuitable."""


class ReviewError(ActorgraphError):
    """The file of decisions is invalid, or a decision must not be obeyed."""


class ProposalError(ActorgraphError):
    """A file of proposed claims cannot be read."""


class StoreError(ActorgraphError):
    """A store cannot be opened, read or written."""


class ClusterError(ActorgraphError):
    """The cluster that builds articles cannot be reached, or fails."""


class LinkerError(ActorgraphError):
    """A user's linker failed."""
