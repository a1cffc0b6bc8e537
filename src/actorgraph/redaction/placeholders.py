"""What redaction writes in place of names: pseudonyms and fixed words."""

import hmac
import re
from dataclasses import dataclass

import pyoxigraph as ox

from actorgraph.vocabulary.vocab import INDIVIDUALS

# The version of the redaction policies.
VERSION = 1
AT_RISK = "people at risk"
NOBODY = "somebody whom the text does not name"
ARTICLE = "an article that this export does not name"
POLICY = f"redaction policy of version {VERSION}"
EVIDENCE = "evidence"
RULES = f"{INDIVIDUALS}rule/"
FOREIGN_RULE = ox.NamedNode(f"{RULES}of-another-tool")
CODE_LENGTH = 20
# The last digits of a pseudonym, as labels show them.
SHOWN_LENGTH = 4

PSEUDONYM = re.compile(rf"{re.escape(INDIVIDUALS)}[a-z]+/withheld-[0-9a-f]{{{CODE_LENGTH}}}")
WORDS = re.compile(
    rf"{AT_RISK}(, \d+ or more)?"
    rf"|{NOBODY}"
    rf"|{ARTICLE}"
    rf"|{EVIDENCE}"
    r"|redaction policy .*"
    rf"|[a-z]+ [0-9a-f]{{{SHOWN_LENGTH}}}"
    r"|true"
    r"|\d+"
)


@dataclass(frozen=True, slots=True)
class Pseudonyms:
    """Pseudonyms under a key that is made for one export and stored nowhere."""

    key: bytes

    def iri(self, kind: str, name: str) -> ox.NamedNode:
        """Return the pseudonym of a thing: an HMAC, which needs the key to be reproduced."""
        code = hmac.new(self.key, f"{kind} {name}".encode(), "sha256").hexdigest()
        return ox.NamedNode(f"{INDIVIDUALS}{kind}/withheld-{code[:CODE_LENGTH]}")


def short_code(pseudonym: ox.NamedNode) -> str:
    """Return the digits of a pseudonym that a label shows."""
    return pseudonym.value[-SHOWN_LENGTH:]


def is_placeholder(text: str) -> bool:
    """Return whether a text or IRI was written by redaction."""
    return bool(WORDS.fullmatch(text) or PSEUDONYM.fullmatch(text))
