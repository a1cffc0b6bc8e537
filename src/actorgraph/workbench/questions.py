"""The named questions as sentences with fields, in groups."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlencode

from actorgraph.query import Question, find_question, questions

# The groups in the order of the page, and their headings.
GROUPS = {
    "events": "Events",
    "words": "Words",
    "doubt": "Doubt",
    "ties": "Time and ties",
}
# A field is written as {parameter:kind}; the kinds are those of FIELD_LABELS.
SENTENCES = {
    "events": {
        "who-harmed-whom": "Who harmed whom?",
        "who-helped-whom": "Who helped whom?",
        "who-was-killed-or-held": "Who was killed, hurt or held?",
        "who-works-with-whom": "Who works with whom?",
        "who-refused-what": "Who refused what?",
        "who-was-asked-and-refused": "Who was asked, and refused?",
        "what-was-asked-and-done": "What was {of:actor} asked to do, and was it done?",
        "which-promises-were-kept": "Which promises were kept?",
        "what-is-planned": "What is planned?",
        "what-is-said-of-people-at-risk": "What is said about people at risk?",
        "which-groups-are-at-risk": "Which groups are at risk, and from whom?",
        "events-by-plover-code": "Which events have which PLOVER code?",
    },
    "words": {
        "what-did-somebody-say": "What did {name:actor} say?",
        "what-did-each-actor-say": "Who said what to whom?",
        "who-is-accused-by-whom": "Who accuses whom?",
        "who-urged-whom": "Who urged whom to do what?",
        "who-speaks-of-whom": "Who speaks about whom?",
        "who-holds-what-attitude": "What does {of:actor} want, fear or believe?",
    },
    "doubt": {
        "what-is-alleged-and-by-whom": "What is only alleged, and by whom?",
        "what-was-denied": "What was denied?",
        "claims-on-one-source": "What rests on one source?",
        "what-rests-on-unnamed-sources": "What rests on sources that nobody names?",
        "who-contradicts-whom": "Who contradicts whom?",
        "which-articles-contradict-each-other": "Where do articles contradict each other?",
        "what-is-told-twice": "What is in more than one claim?",
        "how-many-independent-origins-tell-it": "How many independent sources have an event?",
        "who-is-told-of-by-most-sources": "Who is mentioned by most sources?",
        "who-stands-behind": "On whose word does the claim {of:claim} rest?",
    },
    "ties": {
        "what-changed-between": "What happened from {from:date} to {to:date}?",
        "what-happened-when": "What happened when?",
        "what-happened-where": "What happened in {name:place}?",
        "what-has-no-date": "Which events have no date?",
        "dyads-by-month": "Who did what to whom, month by month?",
        "who-stands-between": "What lies between {from:actor} and {to:actor}?",
        "everything-about": "What is known about {name:actor}?",
        "who-is-related-to-whom": "Who is related to {name:actor}?",
        "who-leads-what": "Who leads or works for what?",
        "who-held-what-office": "Who held an office before, or will hold it?",
        "who-owns-what": "Who owns what?",
        "who-founded-what": "Who founded what?",
        "what-is-a-subsidiary-of-what": "Which body belongs to which?",
        "what-does-each-article-tell": "How many claims does each article make?",
    },
}
FIELD_LABELS = {
    "actor": "Name of a person or body",
    "place": "Name of a place",
    "date": "Date: 2017, 2017-05 or 2017-05-31",
    "claim": "Code of a claim",
}
# Without a name these would be about everybody, and take minutes.
NEEDED = {"everything-about": ("name",)}
FIELD = re.compile(r"\{(\w+):(\w+)\}")
DATE = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a sentence: the parameter that it fills, and what it takes.

    `kind` is one of FIELD_LABELS, `label` what a person hears, and `is_needed` whether the question
    needs it.
    """

    name: str
    kind: str
    label: str
    is_needed: bool

    @property
    def takes_name(self) -> bool:
        """Whether it takes the name of somebody or of a place."""
        return self.kind in ("actor", "place")

    def fault(self, value: str) -> str:
        """Return what is wrong with a value; empty if nothing is."""
        if not value:
            return ""
        if self.kind == "date" and not DATE.fullmatch(value):
            return "A date is written 2017, 2017-05 or 2017-05-31."
        if len(value) > LONGEST_NAME:
            return f"A name has at most {LONGEST_NAME} characters."
        return ""


@dataclass(frozen=True, slots=True)
class Form:
    """A question as a sentence: pieces of text, and fields between them."""

    question: Question
    group: str
    parts: tuple[str | Field, ...]

    @property
    def name(self) -> str:
        """The name of the question."""
        return self.question.name

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields of the sentence."""
        return tuple(part for part in self.parts if isinstance(part, Field))

    def sentence(self, values: Mapping[str, str]) -> str:
        """Return the sentence with values in its fields, and `…` in those that are empty."""
        words = []
        for part in self.parts:
            if isinstance(part, Field):
                words.append(values.get(part.name) or "…")
            else:
                words.append(part)
        return "".join(words)

    def address(self, values: Mapping[str, str], folder: str = "/ask/", ending: str = "") -> str:
        """Return the address of the question with these values."""
        given = urlencode({name: value for name, value in values.items() if value})
        address = f"{folder}{self.name}{ending}"
        return f"{address}?{given}" if given else address


@cache
def forms() -> dict[str, Form]:
    """Return all questions as forms, by name, in the order of the page."""
    made = {}
    for group, sentences in SENTENCES.items():
        for name, sentence in sentences.items():
            made[name] = _form(find_question(name), group, sentence)
    # A question of which nobody has made a sentence has its title.
    for question in questions():
        if question.name not in made:
            made[question.name] = Form(question, "ties", (question.title,))
    return made


def _form(question: Question, group: str, sentence: str) -> Form:
    parts: list[str | Field] = []
    end = 0
    for found in FIELD.finditer(sentence):
        name, kind = found.groups()
        needed = (*question.needs, *NEEDED.get(question.name, ()))
        field = Field(name, kind, FIELD_LABELS[kind], name in needed)
        parts += [sentence[end : found.start()], field]
        end = found.end()
    parts.append(sentence[end:])
    return Form(question, group, tuple(part for part in parts if part))


def grouped() -> list[tuple[str, list[Form]]]:
    """Return the heading of each group with its questions."""
    return [
        (heading, [form for form in forms().values() if form.group == group])
        for group, heading in GROUPS.items()
    ]
