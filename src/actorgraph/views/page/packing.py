"""The rows of the page as it carries them: short, without what the script can restore.

`scripts/rows.js` is the other half, and docs/page-data.md describes the format.
"""

import json
import re
from collections.abc import Callable, Iterable
from typing import Any

from actorgraph.views.page.reading import Block
from actorgraph.vocabulary.vocab import INDIVIDUALS

Row = dict[str, Any]
RULE_ROOT = f"{INDIVIDUALS}rule/"
# The row of a node that is an event; its claim's row has the rest.
EVENT_NODE = 0
# Where something is as usual, a row has this.
USUAL = 0
# Left out of a claim's `rest`: these have a place of their own, or come from the class.
PLACED = ("kind", "rule", "confidence", "verb", "evidence", "cue", "code", "polarity")
# The same of an actor. The HTML has its mentions, and the map how it folds.
OF_ACTORS = ("id", "kind", "label", "same", "mentions", "sort")
# Of an article: only the reading needs them.
OF_ARTICLES = ("text", "headings", "notices")
# How `rest` calls what many rows have; `rows.js` has the same table.
LETTERS = {
    "agents": "a",
    "aliases": "n",
    "by": "b",
    "certainty": "c",
    "content": "q",
    "holders": "h",
    "label": "l",
    "members": "m",
    "object": "o",
    "polarity": "p",
    "recipients": "r",
    "subject": "s",
    "targets": "t",
    "view": "v",
}
WIKIDATA_ID = re.compile(r"Q[0-9]+")
NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")
CAPITAL = re.compile(r"(?<=.)[A-Z]")


def packed(rows: Row) -> Row:
    """Return the rows of `page_contents`, shortened; an article's text stays as it is."""
    claims = [*rows["claims"], *rows["attitudes"]]
    own = shared_beginning([row["code"] for row in claims])
    identities = _identity_root([*rows["nodes"], *rows["others"]])
    pack_claim = _claims(rows, own)
    pack_actor = _actors(rows, own, identities)
    written = {key: value for key, value in rows.items() if key != "edges"}
    version = _version(rows["rules"])
    roots = {"own": own, "rule": RULE_ROOT, "identity": identities, "version": version}
    return written | {
        "roots": rows["roots"] | roots,
        "rules": _rules(rows["rules"], version),
        "classes": _classes(rows["classes"], claims),
        "nodes": [pack_actor(row) for row in rows["nodes"]],
        "others": [pack_actor(row) for row in rows["others"]],
        "claims": [pack_claim(row) for row in rows["claims"]],
        "attitudes": [pack_claim(row) for row in rows["attitudes"]],
    }


def shared_beginning(codes: list[str]) -> str:
    """Return the article's code if all claims' codes begin with it, with its hyphen; else nothing.

    A code with a scheme is a complete IRI and keeps its beginning.
    """
    beginnings = {code.partition("-")[0] for code in codes}
    if len(beginnings) != 1 or any("://" in code or "-" not in code for code in codes):
        return ""
    return f"{beginnings.pop()}-"


def _version(rules: dict[str, str]) -> str:
    """Return the version with which the IRIs of most rules end; empty without any."""
    versions = [iri.rpartition("/")[2] for iri in rules.values()]
    return max(sorted(set(versions)), key=versions.count, default="")


def _rules(rules: dict[str, str], version: str) -> dict[str, str | int]:
    """Return the end of each rule's IRI by name; what the name and the version say is left out."""
    ends: dict[str, str | int] = {}
    for name, iri in rules.items():
        end = iri.removeprefix(RULE_ROOT)
        ends[name] = USUAL if end == f"{_slug(name)}/{version}" else end
    return ends


def _slug(name: str) -> str:
    """Return a name in small letters with hyphens."""
    return NOT_IN_SLUG.sub("-", name.lower()).strip("-")


def _classes(classes: dict[str, Row], claims: list[Row]) -> list[list[Any]]:
    """Return each class as its name, label, other classes and polarity, the last as needed.

    A class of actors has no types, so its list is empty. The label is usually the name in words.
    """
    polarities = {row["kind"]: row["polarity"] for row in claims if "polarity" in row}
    packed_classes = []
    for name, row in classes.items():
        types = [kind for kind in row.get("types", ()) if kind not in (name, "Claim")]
        usual_label = CAPITAL.sub(r" \g<0>", name).lower()
        fields = [name, row["label"], types, polarities.get(name, "neutral")]
        packed_classes.append(without_usual(fields, [None, usual_label, [], "neutral"]))
    return packed_classes


def _claims(rows: Row, own: str) -> Callable[[Row], list[Any]]:
    """Return what packs a claim: kind, rule, confidence, verb, evidence, cue, code and the rest."""
    kinds = {name: number for number, name in enumerate(rows["classes"])}
    rules = {name: number for number, name in enumerate(rows["rules"])}

    def pack(row: Row) -> list[Any]:
        evidence = row.get("evidence", [])
        start = evidence[0][0] if evidence else 0
        fields = [
            kinds[row["kind"]],
            rules[row.get("rule", "")],
            _number(row.get("confidence", "0")),
            row["verb"],
            flat(evidence),
            flat(row.get("cue", []), start),
            _code(row, own),
            _rest(row, start),
        ]
        return without_usual(fields, [None, None, None, None, None, [], USUAL, {}])

    return pack


def _rest(claim: Row, start: int) -> Row:
    """Return what has no place in a claim's row; `start` is where its evidence begins."""
    rest = {key: value for key, value in claim.items() if key not in PLACED}
    if rest.get("certainty") == "asserted":
        del rest["certainty"]
    if "content" in rest:
        rest["content"] = flat(rest["content"], start)
    return lettered(rest)


def lettered(rest: Row) -> Row:
    """Return a row's rest with a letter for each usual name."""
    return {LETTERS.get(key, key): value for key, value in rest.items()}


def without_usual(fields: list[Any], usual: list[Any]) -> list[Any]:
    """Return fields with 0 where they are as usual, and without the last ones that are."""
    short = [
        USUAL if field == default else field for field, default in zip(fields, usual, strict=True)
    ]
    while usual[len(short) - 1] is not None and short[-1] == USUAL:
        short.pop()
    return short


def flat(spans: Iterable[Iterable[int]], start: int = 0) -> list[int]:
    """Return spans as one list, each begin and end as its distance from the offset before it.

    The first is the distance from `start`.
    """
    distances = []
    for span in spans:
        for offset in span:
            distances.append(offset - start)
            start = offset
    return distances


def _number(confidence: str) -> float | str:
    """Return a confidence as a number, if the number is written in the same way."""
    number = float(confidence)
    return number if json.dumps(number) == confidence else confidence


def _code(row: Row, own: str) -> str | int:
    """Return a claim's code; what its span and kind say is left out."""
    code = str(row["code"]).removeprefix(own)
    evidence = row.get("evidence", [])
    # A redacted claim has none.
    if not evidence:
        return code
    place = f"{evidence[0][0]}-{evidence[-1][1]}"
    if code == f"{place}-{row['kind'].lower()}":
        return USUAL
    return code.removeprefix(place)


def _actors(rows: Row, own: str, identities: str) -> Callable[[Row], list[Any] | int]:
    """Return what packs an actor: kind, label, id and the rest."""
    kinds = {name: number for number, name in enumerate(rows["classes"])}

    def pack(row: Row) -> list[Any] | int:
        if "claim" in row:
            return EVENT_NODE
        rest = {key: value for key, value in row.items() if key not in OF_ACTORS}
        same = row.get("same", "")
        if same != _usual_identity(row["id"], identities):
            rest["same"] = same
        kind = kinds.get(row["kind"], row["kind"])
        fields = [kind, row["label"], _id(row, own), lettered(rest)]
        return without_usual(fields, [None, None, USUAL, {}])

    return pack


def _identity_root(actors: list[Row]) -> str:
    """Return what the identities begin with that end in their actor's id; empty without any."""
    for row in actors:
        same, actor = row.get("same", ""), row.get("id", "")
        if WIKIDATA_ID.fullmatch(actor) and same.endswith(f"/{actor}"):
            return str(same.removesuffix(actor))
    return ""


def _usual_identity(actor: str, root: str) -> str:
    """Return the identity that an actor's id gives: that of Wikidata, or none."""
    return root + actor if root and WIKIDATA_ID.fullmatch(actor) else ""


def _id(row: Row, own: str) -> str | int:
    """Return an actor's id; what its name or the article says is left out."""
    actor, name = str(row["id"]), str(row["label"])
    if not own or not actor.startswith(own):
        return actor
    rest = actor.removeprefix(own)
    if name.isascii() and rest == _slug(name):
        return USUAL
    return f"-{rest}"


def article_row(row: Row, blocks: tuple[Block, ...]) -> Row:
    """Return an article's row without its text, which the HTML has in blocks.

    `gap` is what usually lies between two blocks, `gaps` what else lies before the block of a
    number, or after the last. A text with a character that HTML cannot hold stays.
    """
    text = row["text"]
    if text is None or "\0" in text:
        return row
    ends = [0, *(block.end for block in blocks)]
    begins = [*(block.begin for block in blocks), len(text)]
    between = [text[end:begin] for end, begin in zip(ends, begins, strict=True)]
    inner = between[1:-1]
    gap = max(sorted(set(inner)), key=inner.count, default="")
    gaps = {number: white for number, white in enumerate(between) if white != gap}
    rest = {key: value for key, value in row.items() if key not in OF_ARTICLES}
    return rest | {"gap": gap, "gaps": gaps}
