"""The columns of answers: what their headings are, and which say what a claim says already."""

import re

from actorgraph.graph.records import CERTAINTY_IN_WORDS

# A claim's words, its badge and who says so have these already.
SAID_BY_CLAIM = frozenset({"verb", "certainty", "denied", "accordingTo", "words", "article"})
SAID_BY_OTHERS = re.compile(
    r"(other|later|denial|second|third|outcome)(Verb|Certainty|Denied|AccordingTo)"
)
SAID_BY_ANY = frozenset({"first", "second", "third", "deniedBy", "toldIn", "deniedIn", "steps"})
# An event has no page; its words are in another column.
WITHOUT_PAGE = frozenset({"happening"})
# Columns with names of actors, those who do something first.
ACTORS = (
    *("doer", "actor", "who", "helper", "accuser", "asker", "refuser", "speaker", "holder"),
    *("person", "founder", "owner", "subsidiary", "relative", "from", "by", "group", "people"),
    *("possibly", "possiblyBy", "affected", "helped", "accused", "asked", "partner", "to"),
    *("whom", "toWhom", "touched", "about", "addressee", "body", "owned", "founded", "parent"),
    *("where", "place", "between", "via", "askedBy", "alsoSaidBy", "accordingTo", "deniedBy"),
)
NUMBERS = frozenset(
    {"claims", "speakers", "sources", "origins", "articles", "asserted", "reserved", "denials"}
    | {"inItsOwnVoice", "atLeast", "atMost", "layer"}
)
HEADINGS = {
    "accordingTo": "Who says so",
    "act": "What",
    "actor": "Who",
    "affected": "To whom",
    "asserted": "Said plainly",
    "atLeast": "At least",
    "atMost": "At most",
    "by": "By whom",
    "certainty": "How sure",
    "code": "PLOVER code",
    "doer": "Who",
    "from": "Who",
    "held": "With reserve",
    "inItsOwnVoice": "In its own voice",
    "issued": "Published",
    "mode": "How",
    "new": "For the first time",
    "part": "Part",
    "possibly": "Or perhaps",
    "possiblyBy": "Or perhaps by",
    "reserved": "With reserve",
    "source": "Source",
    "says": "Says",
    "tenure": "When in office",
    "time": "When",
    "to": "To whom",
    "touched": "To whom",
    "via": "And between",
    "what": "What",
    "who": "Who",
    "written": "In its words",
}
OTHER_CLAIMS = {
    "claim": "In the article",
    "claim2": "Second step",
    "claim3": "Third step",
    "denial": "The denial",
    "later": "Said later",
    "other": "The other claim",
}
# What the questions call the certainty of many claims, and what was done later.
IN_WORDS = {
    **CERTAINTY_IN_WORDS,
    "asserted": "said plainly",
    "reported as done": "it is said to be done",
    "reported as not done": "it is said not to be done",
    "no later report": "nothing is said later",
    "asserted: done": "it is said to be done",
    "asserted: not done": "it is said not to be done",
    "alleged: done": "alleged to be done",
    "alleged: not done": "alleged not to be done",
}


def is_said(column: str) -> bool:
    """Return whether the claim's own cells say what a column does."""
    if column in SAID_BY_CLAIM or column in SAID_BY_ANY:
        return True
    return bool(SAID_BY_OTHERS.fullmatch(column))


def heading(column: str) -> str:
    """Return the heading of a column: of `alsoSaidBy`, `Also said by`."""
    if column in HEADINGS:
        return HEADINGS[column]
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", column).lower()
    return words[:1].upper() + words[1:]
