"""What one reader changes in a file of decisions: decide, undo, redo, without overwriting others.

What was undone is in a hidden file next to it, so that it can be redone in another session.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from actorgraph import files
from actorgraph.errors import ReviewError
from actorgraph.text.review import Decision
from actorgraph.text.review_file import Review, ReviewReader, read_review_file, update_review
from actorgraph.text.verdicts import Verdict, latest

UNDONE = ".review-undone.toml"
Entry = Decision | Verdict


class DecidedMeanwhile(Exception):
    """Somebody else decided on a claim after it was shown; `verdict` is what they decided."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict.claim)
        self.verdict = verdict


def stamp(verdict: Verdict | None) -> str:
    """Return what a form says of the verdict that it shows, to notice a later one."""
    return f"{verdict.date} {verdict.by}".strip() if verdict else ""


@dataclass(frozen=True, slots=True)
class ReaderChanges:
    """The changes of one reader in a file of decisions.

    A change has reached the disk on return. Every method raises ReviewError, and then nothing was
    changed.
    """

    by: str
    file: ReviewReader

    def decide(self, entries: Sequence[Entry], seen: Mapping[str, str]) -> None:
        """Add decisions, unless somebody else decided on one of the claims meanwhile.

        `seen` maps claims to the stamps of the verdicts that were shown. Raises DecidedMeanwhile.
        """

        def change(review: Review) -> Review:
            last = {verdict.claim: verdict for verdict in latest(review.verdicts)}
            for claim, shown in seen.items():
                verdict = last.get(claim)
                # A later decision of the same reader replaces the earlier one.
                if verdict and verdict.by != self.by and stamp(verdict) != shown:
                    raise DecidedMeanwhile(verdict)
            undone = self._undone()
            self._save_undone(undone, undone.without(*self._own(undone)))
            return review.with_added(entries)

        self._update(change)

    def undo(self) -> list[Entry]:
        """Remove the last decision of the reader, with all that were made at once with it."""
        removed: list[Entry] = []

        def change(review: Review) -> Review:
            own = self._own(review)
            last = max((entry.date for entry in own), default="")
            removed.extend(entry for entry in own if entry.date == last)
            # Before the decisions are removed: a process that is killed in between loses nothing.
            undone = self._undone()
            self._save_undone(undone, undone.merged_with(Review().with_added(removed)))
            return review.without(*removed)

        self._update(change)
        return removed

    def redo(self) -> list[Entry]:
        """Add again what the reader undid last."""
        added: list[Entry] = []

        def change(review: Review) -> Review:
            # What was redone stays in the file until the reader decides something else.
            present = set(review.entries())
            own = [entry for entry in self._own(self._undone()) if entry not in present]
            first = min((entry.date for entry in own), default="")
            added.extend(entry for entry in own if entry.date == first)
            return review.with_added(added)

        self._update(change)
        return added

    def _update(self, change: Callable[[Review], Review]) -> None:
        path = self.file.path
        try:
            if not path.parent.exists():
                path.parent.mkdir(files.PRIVATE_FOLDER, exist_ok=True)
                files.sync_folder(path.parent.parent)
        except OSError as error:
            raise ReviewError(
                "not saved, and nothing was changed: the folder cannot be made",
                where=path.parent,
                remedy="decide again once it can",
            ) from error
        update_review(path.parent, change, name=path.name, reader=self.file)

    def _own(self, review: Review) -> list[Entry]:
        return [entry for entry in review.entries() if entry.by == self.by]

    def _undone(self) -> Review:
        return read_review_file(self.file.path.with_name(UNDONE))

    def _save_undone(self, before: Review, after: Review) -> None:
        if before != after:
            path = self.file.path.with_name(UNDONE)
            files.replace(path, after.to_toml(), durable=True, private=True)
