"""Bring an output into a form that a refactoring must keep byte for byte.

Names of rules may change, so whatever names a rule is left out.
So are versions of actorgraph, sizes of files and texts that name the scratch folder.
"""

import json
import re
from typing import Any

RULE = "/id/rule/"
RULE_KEYS = ("rule", "rules", "foundBy", "tiedBy")
# What is said of a rule: in Turtle and its kin up to the full stop, in RDF/XML one element.
RULE_BLOCK = re.compile(rf"(?ms)^[ \t]*<[^>\s]*{RULE}.*?[ \t\n]\.\n\n?")
RULE_ELEMENT = re.compile(rf"(?ms)^[ \t]*<([\w:]+) rdf:about=\"[^\"]*{RULE}.*?</\1>\n")
EXPLAINED_RULE = re.compile(r"^(  rule +).*(\(confidence .*\))$", re.MULTILINE)
VERSION = re.compile(r"\bactorgraph(/| )\d+\.\d+\.\d+\b")
SIZES = re.compile(r"^(bytes|format)\b.*\n", re.MULTILINE)
CONTENTS = re.compile(r'<script type="application/json" id="([\w-]+)">(.*?)</script>', re.DOTALL)


def normal_text(text: str) -> str:
    """Leave versions out of any text."""
    return VERSION.sub(r"actorgraph\1VERSION", text)


def normal_rdf(text: str) -> str:
    """Leave rules out of RDF that has lines: Turtle, TriG, N-Triples, N-Quads, RDF/XML."""
    return normal_lines(RULE_ELEMENT.sub("", RULE_BLOCK.sub("", text)))


def normal_explanation(text: str) -> str:
    """Keep of the line that names a rule only the confidence."""
    return normal_text(EXPLAINED_RULE.sub(r"\1\2", text))


def normal_statistics(text: str) -> str:
    """Leave out the lines with sizes of files and with the version of the format."""
    return SIZES.sub("", text)


def normal_json(text: str) -> str:
    """Leave rules out of JSON; the order of keys and rows stays."""
    kept = _without_rules(json.loads(text))
    return normal_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n")


def normal_lines(text: str) -> str:
    """Leave out the lines that name a rule by its IRI, as in CSV."""
    lines = text.splitlines(keepends=True)
    return normal_text("".join(line for line in lines if RULE not in line))


def page_contents(page: str) -> dict[str, str]:
    """Return the JSON that a page embeds, by the id of its element."""
    return {name: normal_json(text) for name, text in CONTENTS.findall(page)}


def _without_rules(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {key: held for key, held in value.items() if key not in RULE_KEYS}
        return {key: _without_rules(held) for key, held in kept.items()}
    if isinstance(value, list):
        return [_without_rules(item) for item in value if not _names_rule(item)]
    return value


def _names_rule(item: Any) -> bool:
    """Tell whether an item is a node of a rule, or a row of an answer with a rule in a cell."""
    if not isinstance(item, dict):
        return False
    cells = [cell.get("value") for cell in item.values() if isinstance(cell, dict)]
    return any(RULE in str(text) for text in [item.get("@id"), *cells])
