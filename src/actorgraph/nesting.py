"""How deep the brackets of a graph go, found before a parser sees it.

Oxigraph and `json` build each level inside the one above, and a hundred thousand levels end the
process. No graph that anybody wrote nests more than a few.
"""

import re
from itertools import accumulate

MOST_LEVELS = 100
TOO_DEEP = f"nested deeper than {MOST_LEVELS} levels"
# What can contain a bracket that does not nest: strings, IRIs, comments, and escapes in names. A
# string or an IRI that does not end is not skipped, since no parser reads beyond it.
RDF_TEXT = re.compile(
    rb"""
      \"\"\" (?: [^"\\] | \\. | "(?!"") )*+ \"\"\"
    | \'\'\' (?: [^'\\] | \\. | '(?!'') )*+ \'\'\'
    | " (?: [^"\\\n\r] | \\. )*+ "
    | ' (?: [^'\\\n\r] | \\. )*+ '
    | < (?: [^<>"{}|^`\\\x00-\x20] | \\[uU] )*+ >
    | \# [^\n\r]*+
    | \\ .
    """,
    re.DOTALL | re.VERBOSE,
)
# A text without its end reaches to the end of the content: it is looked for once.
JSON_TEXT = re.compile(rb'" (?: [^"\\] | \\. )*+ (?: " | \\? \Z )', re.DOTALL | re.VERBOSE)
# `<!DOCTYPE`, `<!ENTITY`, but neither a comment nor CDATA
DECLARATION = re.compile(rb"<!(?!--|\[CDATA\[)")
XML_TAG = re.compile(
    rb"""
    < (?P<closing>/?) [A-Za-z_]
    (?: "[^"]*+" | '[^']*+' | [^<>"'/] | /(?!>) )*+
    (?P<empty>/?) >
    """,
    re.VERBOSE,
)
BRACKET = re.compile(rb"<<|>>|[\[\](){}]")
OPENING = (b"<<", b"[", b"(", b"{")


def is_too_deep(content: bytes) -> bool:
    """Return whether Turtle, TriG, N-Triples or N-Quads nest deeper than any graph needs."""
    return _nests_too_deep(content, RDF_TEXT)


def is_xml_too_deep(content: bytes) -> bool:
    """Return whether RDF/XML nests deeper than any graph needs, or declares entities.

    Oxigraph takes minutes over a hundred thousand levels; no graph that we write has a DTD.
    """
    if DECLARATION.search(content):
        return True
    level = 0
    for tag in XML_TAG.finditer(content):
        if tag["closing"]:
            level -= 1
        elif not tag["empty"]:
            level += 1
        if level > MOST_LEVELS:
            return True
    return False


def is_json_too_deep(content: bytes) -> bool:
    """Return whether JSON nests deeper than any result of a query needs."""
    return _nests_too_deep(content, JSON_TEXT)


def _nests_too_deep(content: bytes, text: re.Pattern[bytes]) -> bool:
    # Most files have fewer brackets in all, or none outside of strings.
    if sum(map(content.count, OPENING)) <= MOST_LEVELS:
        return False
    brackets = BRACKET.findall(text.sub(b" ", content))
    levels = accumulate(brackets, _level, initial=0)
    return any(level > MOST_LEVELS for level in levels)


def _level(level: int, bracket: bytes) -> int:
    """Return the level after a bracket; one that closes nothing is for the parser to refuse."""
    if bracket in OPENING:
        return level + 1
    return max(0, level - 1)
