"""A time expression in its context: the preposition before it and the words around it.

Alone, `2015` may be a number and `May` a prime minister: what is around them decides.
"""

import re
from dataclasses import dataclass

from actorgraph.times.form import FormMatch
from actorgraph.times.form_patterns import any_of
from actorgraph.times.time_words import MONTHS
from actorgraph.vocabulary.lexicon import word_set

TIME_PREPOSITIONS = word_set("timePrepositions") | {"the year", "the night of"}
LOOSE_PREPOSITIONS = word_set("looseTimePrepositions")
DURING = ("during", "in", "throughout")
LONGEST_LEAD = 40  # characters
LONGEST_NAME_START = 4  # characters, as of ` Jon`: what follows farther on is not part of a name

LEAD = re.compile(
    rf"""(?<![\w-])
    (?:
        (?:in\s+|of\s+)?
        (?P<naming>the\ year)                        # "the year 2015"
      | (?:(?:on|in|during|since|by)\s+)?
        the\s+
        (?:morning|afternoon|evening|night|(?:early|small|wee)\ hours|week|weekend|month|day)
        \s+of                                        # "on the night of 3 June"
      | (?P<word>{any_of(word_set("timeLeads")).replace(" ", "[ ]")})
        (?:\s+the)?                                  # "in the 1990s"
    )
    \s+$""",
    re.IGNORECASE | re.VERBOSE,
)
DETERMINER = re.compile(
    rf"(?:(?<!\w){any_of(word_set('timeDeterminers'))}|['’]s)\s+"
    rf"(?:(?:separate|previous|later|new|controversial|disputed|failed|infamous|deadly|secret)\s+)?$",
    re.IGNORECASE,
)
# A lower-case word behind a time is a noun unless it is a known one or looks otherwise.
NOUN = re.compile(rf"\s++(?!(?:{any_of(word_set('wordsAfterTimes'))}|\w+ly|\w+ed)\b)[a-z]")
NAMED_NOUN = re.compile(rf"{NOUN.pattern}|\s++[A-Z][\w-]++")
# What only a person does: `May took office`.
VERB = re.compile(rf"\s++(?:\w+ed|{any_of(word_set('verbsAfterMay'))})\b")
COUNTED = re.compile(rf"\s++{any_of(word_set('nounsCountedByYears'))}\b")
ONWARDS = re.compile(r"\s++(?:on|onwards?)\b")
LISTED = re.compile(rf"(?:,|,?\s++(?:and|or))\s++(?:\d{{4}}|{any_of(MONTHS)})\b")
POSSESSIVE = re.compile(r"['’]s?(?!\w)")
CAPITALISED = re.compile(r"\s+[A-Z][a-z]")


@dataclass(frozen=True, slots=True)
class Expression:
    """A form with the preposition that leads to it; `begin` is where the preposition begins.

    It `describes` where it belongs to a noun: `the 2015 election`, `Friday's talks`.
    """

    text: str
    match: FormMatch
    lead: str
    begin: int
    describes: bool

    @property
    def end(self) -> int:
        """The offset behind its last character."""
        return self.match.end

    @property
    def opens_parenthesis(self) -> bool:
        """Whether the form follows an opening parenthesis."""
        return self.text[self.match.begin - 1 : self.match.begin] == "("

    @property
    def is_in_parentheses(self) -> bool:
        """Whether parentheses enclose the form and nothing else: `Okafor (2015)`."""
        return self.opens_parenthesis and self.text[self.end : self.end + 1] == ")"

    def precedes(self, pattern: re.Pattern[str]) -> bool:
        """Return whether a pattern matches the text behind it."""
        return pattern.match(self.text, self.end) is not None


def in_context(text: str, floor: int, match: FormMatch) -> Expression:
    """Return a form with what is around it; `floor` is the offset at which its block begins."""
    earliest = max(floor, match.begin - LONGEST_LEAD)
    before = text[earliest : match.begin]
    lead, begin = "", match.begin
    lead_match = LEAD.search(before)
    if lead_match:
        lead, begin = _lead(lead_match), earliest + lead_match.start()
    possessive = POSSESSIVE.match(text, match.end) is not None
    determined = DETERMINER.search(before) is not None and lead != "the year"
    # `a separate 1994 deal`, `the 2016 Republican convention`
    described = NAMED_NOUN if match.form.name in ("year", "month") else NOUN
    describes = possessive or (determined and described.match(text, match.end) is not None)
    return Expression(text, match, lead, begin, describes)


def _lead(match: re.Match[str]) -> str:
    """Return the preposition that leads to a time, or a phrase that does: `the night of`."""
    if match["word"]:
        return " ".join(match["word"].lower().split())
    if match["naming"]:
        return "the year"
    return "the night of"


def is_time(expression: Expression) -> bool:
    """Return whether its context makes a bare month, year or season a time."""
    bare = expression.match.form.bare
    if bare == "month":
        return _is_month(expression, expression.match.regex_match["month"])
    if bare == "era":
        return expression.lead in DURING or bool(expression.match.regex_match["edge"])
    if bare == "season":
        return expression.lead in TIME_PREPOSITIONS or expression.describes
    return _is_year(expression)


def _is_year(expression: Expression) -> bool:
    if expression.is_in_parentheses or expression.describes:
        return True
    # `after 2015 people were counted`
    if expression.lead in LOOSE_PREPOSITIONS:
        return not expression.precedes(NOUN)
    # `in 2015 cases`, while `in 2015 people fled` has a year
    return expression.lead in TIME_PREPOSITIONS and not expression.precedes(COUNTED)


def _is_month(expression: Expression, name: str) -> bool:
    """Return whether a month is not somebody's name; of the months, only May is a surname."""
    if name == "May":
        return _is_the_month_may(expression)
    if expression.describes or expression.lead in TIME_PREPOSITIONS:
        return True
    # `by April Jones`
    return expression.lead in LOOSE_PREPOSITIONS and not _begins_a_name(expression)


def _is_the_month_may(expression: Expression) -> bool:
    # `May's plan`
    possessive = expression.precedes(POSSESSIVE)
    if expression.describes and not possessive:
        return True
    # `since May took office`
    acts = expression.lead != "in" and expression.precedes(VERB)
    return expression.lead in TIME_PREPOSITIONS and not possessive and not acts


def _begins_a_name(expression: Expression) -> bool:
    following = expression.text[expression.end : expression.end + LONGEST_NAME_START]
    return CAPITALISED.match(following) is not None
