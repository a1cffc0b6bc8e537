"""The record of a mention: words of an article that name, describe or point at somebody."""

from dataclasses import dataclass
from typing import Literal

from actorgraph.text.article import Span
from actorgraph.vocabulary.kinds import Kind

Form = Literal["name", "nominal", "adjective", "pronoun"]
"""How a mention means somebody; an adjective is that of a state, `French`."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that mean somebody.

    `head` and `owner` are positions of tokens in the document: the head word, and the head of the
    possessor or of the state's adjective before it. `name` is the mention without article and
    title, `longer` a description with what follows its head, where that is short. `at_least` and
    `at_most` bound the number of people that a description gives.
    """

    span: Span
    head: int
    kind: Kind
    form: Form
    name: str = ""
    longer: str = ""
    wikidata: str | None = None
    plural: bool = False
    owner: int | None = None
    at_least: int | None = None
    at_most: int | None = None
