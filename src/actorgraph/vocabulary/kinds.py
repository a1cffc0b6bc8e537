"""The kinds of actors as Python spells them: the local names of the ontology's classes."""

from typing import Literal

Kind = Literal[
    "",
    "Person",
    "Group",
    "Organisation",
    "Government",
    "Document",
    "Place",
    "Thing",
]
"""The class of an actor; empty while it is open, `Thing` for what is mentioned but cannot act."""
