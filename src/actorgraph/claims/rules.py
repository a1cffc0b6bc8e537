"""The rules that make claims: the table that `find_claims` executes, in its order.

`python scripts/rules.py` writes it to docs/rules.md.
"""

from typing import NamedTuple

from actorgraph.claims.actions import coded_actions
from actorgraph.claims.attitudes import attitudes
from actorgraph.claims.attitudes.hearsay import hearsay
from actorgraph.claims.claim import Action, Attitude, Claim, Relation, Statement
from actorgraph.claims.event_nouns import event_nouns
from actorgraph.claims.relations.affiliations import affiliations
from actorgraph.claims.relations.appositions import described
from actorgraph.claims.relations.kinship import kinships
from actorgraph.claims.relations.memberships import inclusions, memberships
from actorgraph.claims.relations.organs import organs_of_states
from actorgraph.claims.relations.ownership import ownerships
from actorgraph.claims.relations.seats import seats
from actorgraph.claims.relations.titles import titled_names
from actorgraph.claims.relations.understood import (
    UNDERSTOOD,
    UNDERSTOOD_FIRM,
    understood_offices,
    understood_posts,
)
from actorgraph.claims.relations.verbs import offices_of_verbs
from actorgraph.claims.rule import Rule, named
from actorgraph.claims.speech.headlines import headline_statements
from actorgraph.claims.speech.nouns import noun_statements
from actorgraph.claims.speech.quoted import quoted_statements
from actorgraph.claims.speech.reported import reported_statements
from actorgraph.claims.speech.sources import sourced_statements

STATEMENT_RULES: tuple[Rule[Statement], ...] = (
    Rule(
        "quotation",
        quoted_statements,
        "“The talks have failed,” said Astrid Holm.",
    ),
    Rule(
        "continued quotation",
        quoted_statements,
        "“The talks have failed,” said Astrid Holm. She left the room for an hour. "
        "“We will certainly not go on with them in this way.”",
    ),
    Rule(
        "turn of an interview",
        quoted_statements,
        "A transcript of the broadcast follows.\n\n"
        "HOLM: Has the council read the report?\n\n"
        "BRANDT: The council read every page of it.\n\n"
        "HOLM: Then why did the council not act?\n\n"
        "BRANDT: The council acted in March.",
    ),
    Rule(
        "reported speech",
        reported_statements,
        "Astrid Holm said that the talks had failed.",
    ),
    Rule(
        "according to",
        sourced_statements,
        "According to Astrid Holm, the talks have failed.",
    ),
    Rule(
        "in the words of",
        sourced_statements,
        "In the words of Astrid Holm, the talks have failed.",
    ),
    Rule(
        "noun of saying",
        noun_statements,
        "Astrid Holm rejected Norway's claim that the talks had failed.",
    ),
    Rule(
        "headline",
        headline_statements,
        "Norway: The talks have failed",
    ),
)

# By the grammar that found the doer; the class is right about as often again as the parties are.
# A passive whose subject is its own is `passive`, any other names the grammar as well.
ACTION_RULES: tuple[Rule[Action], ...] = (
    Rule("active", coded_actions, "Chad attacked Niger."),
    Rule("relative", coded_actions, "Chad, which attacked Niger, left the talks."),
    Rule("coordination", coded_actions, "Chad left the talks and attacked Niger."),
    Rule("control", coded_actions, "Norway urged Chad to attack Niger."),
    Rule("participle", coded_actions, "Chad left the talks, attacking Niger."),
    Rule("gerund", coded_actions, "Norway accused Chad of attacking Niger."),
    Rule("subjectless", coded_actions, "Attacking Niger in cooperation with Chad was wrong."),
    Rule("passive", coded_actions, "Niger was attacked by Chad."),
    Rule("passive, relative", coded_actions, "Niger, which was attacked by Chad, lost."),
    Rule("passive, coordination", coded_actions, "Ada Lund was tried and arrested by Chad."),
    Rule("passive, control", coded_actions, "Ada Lund wants to be arrested by Chad."),
    Rule("passive, participle", coded_actions, "A man arrested by Chad left."),
    Rule("passive, gerund", coded_actions, "Ada Lund insisted on being arrested by Chad."),
    Rule("passive, subjectless", coded_actions, "Being attacked by Chad was a shock."),
    Rule("event noun", event_nouns, "The invasion of Niger by Chad failed."),
)

ATTITUDE_RULES: tuple[Rule[Attitude], ...] = (
    Rule("attitude verb", attitudes, "Norway wants to leave the talks."),
    Rule("attitude noun", attitudes, "Norway's plan to leave the talks failed."),
    Rule("attitude adjective", attitudes, "Norway is willing to leave the talks."),
    Rule("hearsay", hearsay, "Norway reportedly left the talks."),
)

# Of two rules that find one relation, the first one counts.
RELATION_RULES: tuple[Rule[Relation], ...] = (
    Rule("title before a name", titled_names, "German chancellor Astrid Holm left."),
    Rule("apposition", described, "Astrid Holm, the chancellor of Germany, left."),
    Rule("verb of office", offices_of_verbs, "Ola Nordmann heads the Nordic Council."),
    Rule("name and body", affiliations, "Astrid Holm of the Nordic Union resigned."),
    Rule("owned body", ownerships, "Nordic Oil is a subsidiary of Harbour Holdings."),
    Rule("kin", kinships, "Astrid Holm, the sister of Ola Nordmann, resigned."),
    Rule("organ of a state", organs_of_states, "The Indonesian Navy attacked Chad."),
    Rule(
        "several of a body",
        memberships,
        "Commanders of the People's Army attacked Chad.",
    ),
    Rule(
        "home of a people",
        memberships,
        "The Rohingya, a stateless minority from Myanmar, left.",
    ),
    Rule("seat of a body", seats, "Nordic Oil, based in Norway, sued Chad."),
    Rule("one of a people", memberships, "One Rohingya, Muhammad Amin, left Myanmar."),
    Rule("inclusion", inclusions, "The rescued sailors included Bangladeshis."),
    Rule(
        UNDERSTOOD,
        understood_offices,
        "Norway left the talks. Norway asked for help. Norway lost. "
        "President Ola Nordmann resigned.",
    ),
    Rule(
        UNDERSTOOD_FIRM,
        understood_posts,
        "Nordic Oil left the talks. Nordic Oil asked for help. Nordic Oil lost. "
        "CEO Ola Nordmann resigned.",
    ),
)

RULES: tuple[Rule[Claim], ...] = (
    *STATEMENT_RULES,
    *ACTION_RULES,
    *ATTITUDE_RULES,
    *RELATION_RULES,
)
BY_NAME = named(RULES)
# By the class of what they find.
BY_CLASS: dict[str, tuple[Rule[Claim], ...]] = {
    "Statement": STATEMENT_RULES,
    "Action": ACTION_RULES,
    "Attitude": ATTITUDE_RULES,
    "Relation": RELATION_RULES,
}


class Row(NamedTuple):
    """A row of the table of rules as people read it; `finds` is the class of claims."""

    name: str
    confidence: float
    example: str
    finds: str


def table() -> tuple[Row, ...]:
    """Return the rules in the order in which they run."""
    rows: list[Row] = []
    for kind, rules in BY_CLASS.items():
        for rule in rules:
            row = Row(rule.name, rule.confidence, rule.example, kind)
            rows.append(row)
    return tuple(rows)
