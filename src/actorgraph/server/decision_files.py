"""The files of decisions of a server, which applies decisions to the store in the background."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from actorgraph.graph.mint.naming import article_code
from actorgraph.graph.review.elsewhere import elsewhere_in
from actorgraph.server import logs
from actorgraph.server.engine import Engine
from actorgraph.server.refusal import Refusal
from actorgraph.text.review import NAME
from actorgraph.text.review_changes import Entry, ReaderChanges
from actorgraph.text.review_file import ReviewReader, own_file
from actorgraph.text.verdicts import Verdict

# A decision is applied once nobody has decided for a while, or at last after a longer while.
QUIET_IN_SECONDS = 2.0
LONGEST_WAIT_IN_SECONDS = 20.0
# Before the next attempt, while another process writes the store; doubled after each.
PAUSE_IN_SECONDS = 5.0
LONGEST_PAUSE_IN_SECONDS = 160.0


@dataclass(slots=True)
class DecisionFiles:
    """The files of decisions next to a store, and what of them is not applied to the store yet.

    `articles` are the ends of the IRIs of articles with new verdicts; `relinks` says that
    identities were decided.
    """

    engine: Engine
    folder: Path
    is_blind: bool = False
    quiet: float = QUIET_IN_SECONDS
    articles: set[str] = field(default_factory=set)
    relinks: bool = False
    pause: float = PAUSE_IN_SECONDS
    changes: int = 0
    applying: "asyncio.Task[None] | None" = None
    _files: dict[Path, ReviewReader] = field(default_factory=dict)

    def changes_of(self, reader: str, *, is_common: bool) -> ReaderChanges:
        """Return the changes of a reader in the common file, or else in their own."""
        path = self.folder / NAME if is_common else own_file(self.folder, reader)
        return ReaderChanges(reader, self._file(path))

    def _file(self, path: Path) -> ReviewReader:
        if path not in self._files:
            self._files[path] = ReviewReader(path)
        return self._files[path]

    def note(self, entries: Iterable[Entry]) -> None:
        """Have entries of the common file applied soon that were added or removed."""
        for entry in entries:
            if isinstance(entry, Verdict):
                self.articles.add(article_code(entry.article))
                # Somebody of another article is tied to who it is there.
                self.relinks = self.relinks or bool(elsewhere_in(entry))
            else:
                self.relinks = True
        self.changes += 1
        if self.applying is None and not self.is_applied:
            self.applying = asyncio.get_running_loop().create_task(self._apply())

    def note_all(self) -> None:
        """Have all verdicts of the common file applied: the last server may have been killed.

        Raises ReviewError.
        """
        self.note(self._file(self.folder / NAME).read().verdicts)

    @property
    def is_applied(self) -> bool:
        """Whether the store has all decisions."""
        return not self.articles and not self.relinks

    async def stop(self) -> None:
        """Stop applying; the next server that lets readers decide goes on with it."""
        if self.applying is not None:
            self.applying.cancel()
            await asyncio.gather(self.applying, return_exceptions=True)

    async def _apply(self) -> None:
        try:
            while not self.is_applied:
                await self._wait_for_quiet()
                await self._apply_now()
        finally:
            self.applying = None

    async def _wait_for_quiet(self) -> None:
        waited = 0.0
        changes = -1
        while changes != self.changes and waited < LONGEST_WAIT_IN_SECONDS:
            changes = self.changes
            await asyncio.sleep(self.quiet)
            waited += self.quiet

    async def _apply_now(self) -> None:
        """Apply what was noted, and serve the store as it is then."""
        articles, self.articles = self.articles, set()
        relinks, self.relinks = self.relinks, False
        try:
            await self.engine.judge(sorted(articles), relinks=relinks)
            self.pause = PAUSE_IN_SECONDS
            logs.write("applied", articles=len(articles), relinked=relinks)
        except Refusal as refusal:
            logs.write("not applied", reason=refusal.message)
            if refusal.retry:
                self.articles |= articles
                self.relinks = self.relinks or relinks
                await asyncio.sleep(self.pause)
                self.pause = min(2 * self.pause, LONGEST_PAUSE_IN_SECONDS)
