"""Governors: what the word above a clause or an event noun says of whether it happened.

The words are in `ontology/words/certainty.ttl`, one set for each signature. A signature has two
effects: one if the governor is affirmed, `managed to flee`, and one if it is denied, `did not
manage to flee`.
"""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from actorgraph.vocabulary.lexicon import word_set


class Effect(NamedTuple):
    """What is said of what a governor governs.

    `kind` is its factuality; empty if it is that of the governor. Of what is `taken` to have
    happened, nothing above the governor says otherwise.
    """

    kind: str = ""
    negated: bool = False
    taken: bool = False


class Signature(NamedTuple):
    """The effects of the governors of one word set."""

    words: str
    affirmed: Effect
    denied: Effect
    example: str


SIGNATURES = (
    Signature(
        "impliedGovernors",
        Effect(),
        Effect(negated=True),
        "Chad managed to flee.",
    ),
    Signature(
        "enabledGovernors",
        Effect(),
        Effect(negated=True),
        "Chad was able to flee.",
    ),
    Signature(
        "failedGovernors",
        Effect(negated=True),
        Effect(),
        "Chad failed to act.",
    ),
    Signature(
        "refusedGovernors",
        Effect(negated=True),
        Effect("Possible"),
        "Chad refused to act.",
    ),
    Signature(
        "deniedGovernors",
        Effect(negated=True),
        Effect("Possible"),
        "Chad denied having met Niger.",
    ),
    Signature(
        "accusedGovernors",
        Effect("Alleged"),
        Effect("Alleged"),
        "Norway accused Chad of spying.",
    ),
    Signature(
        "answeredGovernors",
        Effect("Alleged"),
        Effect(taken=True),
        "Chad claimed responsibility for the attack.",
    ),
    Signature(
        "chargedGovernors",
        Effect("Alleged"),
        Effect("Alleged"),
        "Ada Lund was charged with spying.",
    ),
    Signature(
        "believedGovernors",
        Effect("Possible"),
        Effect("Possible", negated=True),
        "Norway fears that Chad attacks.",
    ),
    Signature(
        "opinionGovernors",
        Effect(),
        Effect("Possible", negated=True),
        "Norway thinks that Chad attacked.",
    ),
    Signature(
        "toldGovernors",
        Effect(),
        Effect("Possible"),
        "Norway reported two attacks.",
    ),
    Signature(
        "vouchedGovernors",
        Effect(taken=True),
        Effect("Possible"),
        "Chad admitted that it attacked.",
    ),
    Signature(
        "possibleGovernors",
        Effect("Possible"),
        Effect("Possible", negated=True),
        "Chad risked attacking Niger.",
    ),
    Signature(
        "feasibleGovernors",
        Effect("Possible"),
        Effect(negated=True),
        "It is possible to flee.",
    ),
    Signature(
        "intendedGovernors",
        Effect("Intended"),
        Effect("Intended", negated=True),
        "Chad plans to attack Niger.",
    ),
    Signature(
        "requestedGovernors",
        Effect("Requested"),
        Effect("Requested", negated=True),
        "Norway urged Chad to leave.",
    ),
    Signature(
        "obligedGovernors",
        Effect("Requested"),
        Effect("Requested", negated=True),
        "Chad has to leave.",
    ),
    Signature(
        "forbiddenGovernors",
        Effect("Requested", negated=True),
        Effect("Requested"),
        "Norway warned Chad against attacking.",
    ),
    Signature(
        "judgedGovernors",
        Effect("Alleged"),
        Effect("Alleged"),
        "Ada Lund may be convicted of spying.",
    ),
    Signature(
        "factiveGovernors",
        Effect(taken=True),
        Effect(taken=True),
        "Chad regretted attacking Niger.",
    ),
)
SOURCED = word_set("sourcedGovernors")
# Governors of which the tense decides: `had to flee`, `will be able to flee`.
IMPLYING = "impliedGovernors"
ENABLING = "enabledGovernors"
OBLIGING = "obligedGovernors"
VOUCHING = "vouchedGovernors"
# Governors of which the subject, denied, says nothing: `did not admit that it attacked`.
TELLING = ("accusedGovernors", "answeredGovernors", "toldGovernors", VOUCHING)
# Governors that count only once they have come about, and as long as nobody undoes them.
JUDGING = "judgedGovernors"


@cache
def signatures() -> dict[str, Signature]:
    """Return the signatures by governor and form: `manage to`, `accuse of`, `the claim`."""
    found: dict[str, Signature] = {}
    for signature in SIGNATURES:
        found.update(dict.fromkeys(word_set(signature.words), signature))
    return found


def governing(entries: Iterable[str]) -> str:
    """Return the first of several entries that the table has; empty if it has none."""
    return next((entry for entry in entries if entry in signatures()), "")


def plans(entry: str) -> bool:
    """Return whether a governor shows that what it governs is planned or asked for."""
    return shows(entry, "Intended", "Requested")


def shows(entry: str, *kinds: str) -> bool:
    """Return whether a governor that is affirmed shows one of these factualities."""
    signature = signatures().get(entry)
    return signature is not None and signature.affirmed.kind in kinds
