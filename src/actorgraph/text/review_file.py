"""The whole of `review.toml`: decisions about identity and verdicts on claims, changed safely.

Whoever changes the file holds its lock, reads it again, and writes a whole new one to the disk, so
that two people who decide at once overwrite nothing.
"""

import tomllib
from collections.abc import Callable, Hashable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from actorgraph import files
from actorgraph.errors import ReviewError
from actorgraph.files import state_of
from actorgraph.text.review import NAME, Decision, decisions_in, write_decisions
from actorgraph.text.verdicts import Verdict, read_entry, toml_lines

LOCK = ".review.lock"
OWN_FILES = "review"  # the folder of the files of readers who do not see each other's decisions
ENTRIES = ("decision", "claim")
BEGINNING_OF_VERDICT = "\n[[claim]]"
Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True)
class Review:
    """What people decided about an article or a store: who is who, and which claims are right."""

    decisions: tuple[Decision, ...] = ()
    verdicts: tuple[Verdict, ...] = ()

    def __len__(self) -> int:
        return len(self.decisions) + len(self.verdicts)

    def entries(self) -> list[Decision | Verdict]:
        """Return all of them as lists number them: identities first."""
        return [*self.decisions, *self.verdicts]

    def merged_with(self, other: "Review") -> "Review":
        """Return these, and then those of another review that are not among them."""
        return Review(
            _united(self.decisions, other.decisions),
            _united(self.verdicts, other.verdicts),
        )

    def with_added(self, entries: Iterable[Decision | Verdict]) -> "Review":
        """Return these, and then some more, which may be among them."""
        made = tuple(entries)
        decisions = (entry for entry in made if isinstance(entry, Decision))
        verdicts = (entry for entry in made if isinstance(entry, Verdict))
        return Review((*self.decisions, *decisions), (*self.verdicts, *verdicts))

    def without(self, *entries: Decision | Verdict) -> "Review":
        """Return the review without some entries; they may be gone already."""
        gone = set(entries)
        return Review(
            tuple(decision for decision in self.decisions if decision not in gone),
            tuple(verdict for verdict in self.verdicts if verdict not in gone),
        )

    def entry(self, number: int) -> Decision | Verdict:
        """Return an entry by its number, counted from 1. Raises ReviewError if there is none."""
        entries = self.entries()
        if not 1 <= number <= len(entries):
            raise ReviewError(
                f"there is no decision {number}",
                where=NAME,
                remedy=f"the file has {len(entries)}",
            )
        return entries[number - 1]

    def to_toml(self) -> str:
        """Write the review as the text of the file."""
        return write_decisions(self.decisions) + _written(self.verdicts)


def _written(verdicts: Iterable[Verdict]) -> str:
    """Return verdicts as the file has them, each after an empty line."""
    parts = []
    for verdict in verdicts:
        parts.append("\n" + "\n".join(toml_lines(verdict)) + "\n")
    return "".join(parts)


def _united(first: tuple[Entry, ...], second: tuple[Entry, ...]) -> tuple[Entry, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def own_file(folder: Path, reader: str) -> Path:
    """Return the file of a reader who does not see the others' decisions."""
    return folder / OWN_FILES / f"{reader}.toml"


def read_review(folder: Path) -> Review:
    """Read the file of a folder; an empty review if there is none. Raises ReviewError."""
    return read_review_file(folder / NAME)


def read_decisions(folder: Path) -> tuple[Decision, ...]:
    """Read the decisions about identity of a folder; none if it has no such file.

    Raises ReviewError if the file cannot be read or is not a list of complete decisions.
    """
    return read_review(folder).decisions


def read_verdicts(folder: Path) -> tuple[Verdict, ...]:
    """Read the verdicts on claims of a folder, as `read_decisions` does."""
    return read_review(folder).verdicts


def read_review_file(path: Path) -> Review:
    """Read a file of decisions; an empty review if there is none. Raises ReviewError."""
    return _read_text(_text_of(path), path)


def _read_text(text: str, path: Path) -> Review:
    """Return the review that the text of a file is. Raises ReviewError."""
    tables = _tables(text, path)
    strange = [name for name in tables if name not in ENTRIES]
    claims = tables.pop("claim", [])
    if strange or not isinstance(claims, list):
        raise ReviewError(
            f"has entries that are not decisions: {', '.join(strange) or 'claim'}",
            where=path,
            remedy="keep only [[decision]] and [[claim]] entries",
        )
    decisions = decisions_in(tables, path)
    return Review(decisions, tuple(read_entry(entry, path) for entry in claims))


def _text_of(path: Path) -> str:
    if not path.exists():
        return ""
    try:
        return path.read_text("utf-8")
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error


def _tables(text: str, path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: Exception) -> ReviewError:
    return ReviewError(f"cannot be read: {error}", where=path, remedy="correct or delete it")


class ReviewReader:
    """Reads a file of decisions again when it has changed; what was only appended is read alone.

    A file of thousands of decisions takes seconds to parse, and each decision appends one.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._state: Hashable = None
        self._text = ""
        self._review = Review()

    def read(self) -> Review:
        """Return what the file holds now; an empty review if there is none. Raises ReviewError."""
        state = state_of(self.path)
        if state != self._state:
            text = _text_of(self.path)
            self._review = self._parsed(text)
            self._text = text
            self._state = state
        return self._review

    def text_with(self, review: Review) -> str:
        """Return the text of the file as it has to be with another review.

        Verdicts that are only appended leave the text before them as it is.
        """
        count = len(self._review.verdicts)
        begins_alike = review.verdicts[:count] == self._review.verdicts
        is_as_before = begins_alike and review.decisions == self._review.decisions
        if self._text.endswith("\n") and is_as_before:
            return self._text + _written(review.verdicts[count:])
        return review.to_toml()

    def _parsed(self, text: str) -> Review:
        appended = text[len(self._text) :]
        is_continued = bool(self._text) and text.startswith(self._text)
        # A table without a header of its own belongs to the last verdict that was read.
        if is_continued and appended.startswith(BEGINNING_OF_VERDICT):
            more = _read_text(appended, self.path)
            return self._review.with_added(more.entries())
        return _read_text(text, self.path)


def update_review(
    folder: Path,
    change: Callable[[Review], Review],
    *,
    name: str = NAME,
    reader: ReviewReader | None = None,
) -> Review:
    """Change the file of a folder, which has reached the disk on return; return what it holds.

    `change` is given what the file holds once nobody else may write it; a `reader` of the file
    spares reading all of it. Raises ReviewError; the file is then unchanged.
    """
    reader = reader or ReviewReader(folder / name)
    try:
        with locked(folder):
            before = reader.read()
            after = change(before)
            if after != before:
                text = reader.text_with(after)
                files.replace(folder / name, text, durable=True, private=True)
    except OSError as error:
        reason = error.strerror or error
        raise ReviewError(
            f"not saved, and nothing was changed: {reason}",
            where=folder / name,
            remedy="decide again once the file can be written",
        ) from error
    return after


def locked(folder: Path) -> AbstractContextManager[None]:
    """Hold the lock of a folder's decisions. Raises OSError if others do not let go of it."""
    return files.locked(folder / LOCK)


def add(folder: Path, entries: Iterable[Decision | Verdict]) -> Review:
    """Append decisions and verdicts to the file of a folder. Raises ReviewError."""
    made = tuple(entries)
    return update_review(folder, lambda review: review.with_added(made))
