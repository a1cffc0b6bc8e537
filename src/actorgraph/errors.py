"""The errors a user can cause. Each says on one line what is wrong, where, and what to do next."""


class ActorgraphError(Exception):
    """Bad input; the command line prints it on one line and exits with code 2."""

    def __init__(self, what: str, *, where: object = None, remedy: str = "") -> None:
        self.what, self.remedy = what, remedy
        parts = [f"{where}: {what}" if where is not None else what, remedy]
        super().__init__("; ".join(" ".join(part.split()) for part in parts if part))


class ArticleError(ActorgraphError):
    """The article cannot be read."""


class GraphError(ActorgraphError):
    """The file is no graph of this vocabulary, or a graph that contradicts its article."""


class QueryError(ActorgraphError):
    """The question is unknown or is no SPARQL."""


class ModelError(ActorgraphError):
    """The parser's model is missing or unfit."""


class ReviewError(ActorgraphError):
    """The file of decisions is broken, or a decision names nobody or someone who must not be named."""


class StoreError(ActorgraphError):
    """A store cannot be opened, read or written."""


class ClusterError(ActorgraphError):
    """The cluster that articles are built on cannot be reached, or fails."""


class LinkerError(ActorgraphError):
    """A linker that was passed in failed."""
