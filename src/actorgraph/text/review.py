"""Decisions of a person about identity: a small file next to the graph that every build obeys."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from actorgraph.errors import ReviewError

NAME = "review.toml"
UNSURE = "unsure"
KINDS = ("same", "different", "unlink", UNSURE)
HEADER = "# Decisions of people. `actorgraph review` writes them; `actorgraph build` obeys them."

# The names of each actor, and whether it must never be tied to an identity, by IRI.
Cast = Mapping[str, tuple[frozenset[str], bool]]


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision of one kind: `same`, `different`, `unlink` or `unsure`.

    `same`: the two actors are one; `different`: they are two; `unlink`: the first is not whom its
    link names; `unsure`: somebody looked at the two, and could not say. An actor is named by a name
    that the article uses, or by `name @begin`, the offset of one of its mentions.
    """

    kind: str
    first: str
    second: str = ""
    by: str = ""
    date: str = ""
    note: str = ""

    def __str__(self) -> str:
        names = [quoted(name) for name in (self.first, self.second) if name]
        remarks = [remark for remark in (self.by, self.date, self.note) if remark]
        text = f"{self.kind} {' and '.join(names)}"
        if remarks:
            text += f" ({'; '.join(remarks)})"
        return text


def quoted(text: str) -> str:
    """Return a text as TOML has it."""
    # TOML allows no DEL, which JSON leaves as it is.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


KEYS = tuple(field.name for field in fields(Decision))


def decisions_in(tables: Mapping[str, object], path: Path) -> tuple[Decision, ...]:
    """Return the decisions of a file that was parsed. Raises ReviewError if one is incomplete."""
    entries = tables.get("decision", [])
    if not isinstance(entries, list):
        raise ReviewError(
            "has entries that are not decisions: decision",
            where=path,
            remedy="keep only [[decision]] and [[claim]] entries",
        )
    return tuple(_decision(entry, path) for entry in entries)


def _decision(entry: object, path: Path) -> Decision:
    if not isinstance(entry, dict) or not _are_texts(entry.values()):
        raise ReviewError(
            "a decision has a value that is not text",
            where=path,
            remedy='write key = "text"',
        )
    unknown = sorted(set(entry) - set(KEYS))
    if unknown:
        raise ReviewError(
            f"a decision has an unknown key {unknown[0]!r}",
            where=path,
            remedy=f"use {', '.join(sorted(KEYS))}",
        )
    if not _is_complete(entry):
        raise ReviewError(
            "a decision is incomplete",
            where=path,
            remedy=f"give kind ({', '.join(KINDS)}), first and second",
        )
    return Decision(**entry)


def _are_texts(values: Iterable[object]) -> bool:
    return all(isinstance(value, str) for value in values)


def _is_complete(entry: Mapping[str, str]) -> bool:
    kind = entry.get("kind")
    if kind not in KINDS or not entry.get("first"):
        return False
    return kind == "unlink" or bool(entry.get("second"))


def counting(decisions: Iterable[Decision]) -> list[Decision]:
    """Return the decisions that count: of several on the same two actors the last one.

    Whoever is unsure in the end decides nothing.
    """
    last: dict[tuple[str, ...], Decision] = {}
    for decision in decisions:
        names = sorted(name.casefold() for name in (decision.first, decision.second))
        key = (*names, "unlink") if decision.kind == "unlink" else tuple(names)
        last.pop(key, None)
        last[key] = decision
    return [decision for decision in last.values() if decision.kind != UNSURE]


def write_decisions(decisions: Sequence[Decision]) -> str:
    """Return decisions as the text of the file."""
    lines = [HEADER]
    for decision in decisions:
        lines.extend(["", "[[decision]]", *_entries(decision)])
    return "\n".join(lines) + "\n"


def _entries(decision: Decision) -> Iterator[str]:
    for key in KEYS:
        value = getattr(decision, key)
        if value:
            yield f"{key} = {quoted(value)}"


def refuse(decision: Decision, cast: Cast) -> None:
    """Raise ReviewError if a decision must not be obeyed.

    It names nobody in the cast, or ties people at risk or an unnamed source to somebody.
    """
    for name in filter(None, (decision.first, decision.second)):
        guarded = list(_guarded(name, cast))
        if not guarded:
            raise ReviewError(
                "nobody in this graph has this name",
                where=name,
                remedy="use a name as the page shows it",
            )
        if decision.kind == "same" and any(guarded):
            raise ReviewError(
                "people at risk and unnamed sources are never tied to anyone",
                where=name,
                remedy="leave them as they are",
            )


def _guarded(name: str, cast: Cast) -> Iterator[bool]:
    """Yield, for each actor with a name, whether it must never be tied to an identity."""
    plain = name.partition(" @")[0].casefold()
    for names, is_guarded in cast.values():
        if plain in {name.casefold() for name in names}:
            yield is_guarded
