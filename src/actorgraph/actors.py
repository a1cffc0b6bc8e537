"""Who is meant: the cast of an article."""

from dataclasses import dataclass

from actorgraph.mentions import Mention


@dataclass(frozen=True, slots=True)
class Actor:
    """One member of the cast; `key` is its position there, `kinds` its classes, the chief one first."""

    key: int
    kinds: tuple[str, ...]
    name: str
    aliases: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    wikidata: str | None = None
    unnamed: bool = False
    protected: bool = False
    at_least: int | None = None
    at_most: int | None = None
