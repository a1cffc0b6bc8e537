"""The record of a mention, and the dependencies by which words hang before a head."""

from dataclasses import dataclass

from actorgraph.text.article import Span

LEFT_OF_HEAD = ("det", "poss", "amod", "nummod", "compound", "nmod", "quantmod", "predet", "neg")


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand for someone.

    `head` and `owner` are positions of tokens in the document: the head word, and the head of a possessor or of a
    state's adjective before it. `name` is the words without article and title. `form` is name, nominal, adjective (of a state) or
    pronoun.
    """

    span: Span
    head: int
    kind: str
    form: str
    name: str = ""
    longer: str = ""
    wikidata: str | None = None
    plural: bool = False
    owner: int | None = None
    at_least: int | None = None
    at_most: int | None = None
