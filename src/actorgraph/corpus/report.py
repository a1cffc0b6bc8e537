"""The report of a run: what became of the sources, and why some of them yielded no graph."""

from dataclasses import dataclass, field

from actorgraph.corpus.source import SKIPPED, Failure

# Reasons that are counted each on its own; a broken corpus may have as many as it has sources.
MOST_REASONS = 1_000
OTHER_REASON = "other reasons"


@dataclass(slots=True)
class Reason:
    """Why sources yielded no graph: how many, the first of them, and what to do.

    `kind` is FAILED or SKIPPED.
    """

    kind: str
    reason: str
    remedy: str
    example: str
    count: int = 0


@dataclass(slots=True)
class Report:
    """What became of the sources.

    They were added, already known (in the store before this run), duplicates (of the same text, in
    the store or in this run), skipped (not English), or failed.
    """

    added: int = 0
    known: int = 0
    duplicates: int = 0
    skipped: int = 0
    failed: int = 0
    _reasons: dict[tuple[str, str, str], Reason] = field(default_factory=dict)

    @property
    def built(self) -> int:
        """The number of sources that this run read, whatever became of them."""
        return self.added + self.duplicates + self.skipped + self.failed

    @property
    def seen(self) -> int:
        """The number of all sources."""
        return self.built + self.known

    def fail(self, failure: Failure) -> None:
        """Count a source that yielded no graph, and why."""
        if failure.kind == SKIPPED:
            self.skipped += 1
        else:
            self.failed += 1
        key = (failure.kind, failure.reason, failure.remedy)
        if key not in self._reasons and len(self._reasons) >= MOST_REASONS:
            key = (failure.kind, OTHER_REASON, "")
        reason = self._reasons.setdefault(key, Reason(*key, example=failure.source))
        reason.count += 1

    def reasons(self) -> list[Reason]:
        """Return why sources yielded no graph, the commonest reason first."""
        return sorted(
            self._reasons.values(),
            key=lambda reason: (-reason.count, reason.kind, reason.reason),
        )

    def summary(self) -> str:
        """Return the counts on one line."""
        counts = {
            "added": self.added,
            "already known": self.known,
            "duplicate": self.duplicates,
            "skipped": self.skipped,
            "failed": self.failed,
        }
        return ", ".join(f"{count} {what}" for what, count in counts.items())
