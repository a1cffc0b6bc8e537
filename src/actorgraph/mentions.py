"""Who is named."""

from dataclasses import dataclass

from actorgraph.article import Span


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name, describe or stand for someone; `head` is the position of the head token in the document."""

    span: Span
    head: int
    kind: str
    form: str
