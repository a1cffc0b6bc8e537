"""The rows of a page in full, as its script restores them."""

from typing import Any

from actorgraph.views.page.packing import LETTERS

Row = dict[str, Any]
NAMES = {letter: name for name, letter in LETTERS.items()}


def unpacked(contents: Row) -> Row:
    """Return the page's contents with its claims in full; what is usual stays left out."""
    rules = list(contents["rules"])
    restored = {
        key: [_claim(row, contents["classes"], rules, contents["roots"]["own"]) for row in rows]
        for key, rows in contents.items()
        if key in ("claims", "attitudes")
    }
    return contents | restored


def _claim(row: list[Any], classes: list[list[Any]], rules: list[str], own: str) -> Row:
    kind, rule, confidence, verb, distances, cue, code, rest = [*row, 0, 0, 0][:8]
    name = classes[kind][0]
    evidence = _spans(distances, 0)
    start = evidence[0][0] if evidence else 0
    claim: Row = {
        "certainty": "asserted",
        "polarity": (classes[kind][3:] or ["neutral"])[0],
        **{NAMES.get(key, key): value for key, value in (rest or {}).items()},
        "kind": name,
        "rule": rules[rule],
        "confidence": str(confidence),
        "verb": verb,
        "evidence": evidence,
        "code": own + _code(evidence, code or f"-{name.lower()}"),
    }
    if cue:
        claim["cue"] = _spans(cue, start)
    if "content" in claim:
        claim["content"] = _spans(claim["content"], start)
    return claim


def _spans(distances: list[int], offset: int) -> list[list[int]]:
    spans = []
    for place in range(0, len(distances), 2):
        begin = offset + distances[place]
        offset = begin + distances[place + 1]
        spans.append([begin, offset])
    return spans


def _code(evidence: list[list[int]], code: str) -> str:
    if code.startswith("-"):
        return f"{evidence[0][0]}-{evidence[-1][1]}{code}"
    return code
