"""What a person decided about identity: a small file beside the graph that every rebuild obeys."""

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from actorgraph.errors import ReviewError

NAME = "review.toml"
KINDS = ("same", "different", "unlink")


@dataclass(frozen=True, slots=True)
class Decision:
    """`same`: the two are one; `different`: they are not; `unlink`: the first is not whom its link says.

    An actor is named by a name that the article uses, or by `name @begin`, the offset of one of its mentions.
    """

    kind: str
    first: str
    second: str = ""
    by: str = ""
    date: str = ""
    note: str = ""

    def __str__(self) -> str:
        named = " and ".join(
            json.dumps(name, ensure_ascii=False) for name in (self.first, self.second) if name
        )
        said = "; ".join(part for part in (self.by, self.date, self.note) if part)
        return f"{self.kind} {named}" + (f" ({said})" if said else "")


def read_decisions(folder: Path) -> tuple[Decision, ...]:
    """Read the decisions of an article's folder; none where it has no such file. Raises ReviewError."""
    path = folder / NAME
    if not path.exists():
        return ()
    try:
        held = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ReviewError(
            f"cannot be read: {error}", where=path, remedy="mend it or take it away"
        ) from error
    entries = held.pop("decision", [])
    if held or not isinstance(entries, list):
        unknown = ", ".join(held) or "decision"
        raise ReviewError(
            f"holds what no review has: {unknown}",
            where=path,
            remedy="keep only [[decision]] entries",
        )
    return tuple(_decision(entry, path) for entry in entries)


def _decision(entry: object, path: Path) -> Decision:
    known = {field.name for field in fields(Decision)}
    if not isinstance(entry, dict) or not all(isinstance(value, str) for value in entry.values()):
        raise ReviewError(
            "a decision is not made of texts", where=path, remedy='write key = "text"'
        )
    unknown = sorted(set(entry) - known)
    if unknown:
        raise ReviewError(
            f"a decision has an unknown key {unknown[0]!r}",
            where=path,
            remedy=f"use {', '.join(sorted(known))}",
        )
    needed = {"kind", "first"} | ({"second"} if entry.get("kind") != "unlink" else set())
    if entry.get("kind") not in KINDS or any(not entry.get(key) for key in needed):
        raise ReviewError(
            "a decision is incomplete",
            where=path,
            remedy=f"give kind ({', '.join(KINDS)}), first and second",
        )
    return Decision(**entry)


def write_decisions(decisions: Sequence[Decision]) -> str:
    """Return decisions as the text of the file."""
    lines = [
        "# Decisions about identity. `actorgraph review` writes them; `actorgraph build` obeys them."
    ]
    for decision in decisions:
        lines += ["", "[[decision]]"]
        for field in fields(Decision):
            value = getattr(decision, field.name)
            if value:
                lines.append(f"{field.name} = {json.dumps(value, ensure_ascii=False)}")
    return "\n".join(lines) + "\n"


def refuse(decision: Decision, cast: Mapping[str, tuple[frozenset[str], bool]]) -> None:
    """Refuse a decision that names nobody, or ties people at risk or an unnamed source to somebody; raises ReviewError.

    `cast` holds, by IRI, the names of each actor and whether it must never be tied to an identity.
    """
    for name in (decision.first, decision.second):
        plain = name.partition(" @")[0].casefold()
        bearers = [
            guarded for names, guarded in cast.values() if plain in {n.casefold() for n in names}
        ]
        if name and not bearers:
            raise ReviewError(
                "nobody in this graph is called so",
                where=name,
                remedy="use a name as the page shows it",
            )
        if decision.kind == "same" and any(bearers):
            raise ReviewError(
                "people at risk and unnamed sources are never tied to anyone",
                where=name,
                remedy="leave them as they are",
            )


def without(decisions: Sequence[Decision], place: int) -> tuple[Decision, ...]:
    """Take one decision back by its place, counted from 1; raises ReviewError where there is none."""
    if not 1 <= place <= len(decisions):
        raise ReviewError(
            f"there is no decision {place}", where=NAME, remedy=f"there are {len(decisions)}"
        )
    return (*decisions[: place - 1], *decisions[place:])
