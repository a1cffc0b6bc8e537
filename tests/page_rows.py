"""The rows of a page in full, as its script restores them."""

from typing import Any

Row = dict[str, Any]


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
    kind, rule, confidence, verb, evidence, cue, code, rest = [*row, 0, 0, 0][:8]
    name = classes[kind][0]
    claim: Row = {
        "certainty": "asserted",
        "polarity": (classes[kind][3:] or ["neutral"])[0],
        **(rest or {}),
        "kind": name,
        "rule": rules[rule],
        "confidence": str(confidence),
        "verb": verb,
        "evidence": _spans(evidence),
        "code": own + _code(evidence, code or f"-{name.lower()}"),
    }
    if cue:
        claim["cue"] = _spans(cue)
    if "content" in claim:
        claim["content"] = _spans(claim["content"])
    return claim


def _spans(offsets: list[int]) -> list[list[int]]:
    return [offsets[place : place + 2] for place in range(0, len(offsets), 2)]


def _code(evidence: list[int], code: str) -> str:
    if code.startswith("-"):
        return f"{evidence[0]}-{evidence[-1]}{code}"
    return code
