"""Shards: a few sources each, built anywhere and kept once, in a folder all machines share."""

import base64
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from actorgraph.corpus.builders import Built
from actorgraph.corpus.source import Failure, Source
from actorgraph.errors import StoreError
from actorgraph.files import replace, sync_folder

# Sources in a shard: some seconds of work, which is what is lost with a machine.
SIZE = 16
INBOX, DONE = "in", "done"
MANIFEST, ARTICLES, FAILURES = "manifest.json", "articles.nq", "failures.jsonl"
Outcome = Built | Failure
Work = Callable[[Sequence[Source]], Iterable[Outcome]]


@dataclass(frozen=True, slots=True)
class Shards:
    """A folder of shards; `settings`, how their sources are read, is part of each source's key."""

    folder: Path
    settings: str

    def name(self, sources: Iterable[Source]) -> str:
        """Return the name of a shard: a hash of its sources' keys, whatever their order."""
        keys = "\n".join(sorted(source.key(self.settings) for source in sources))
        return hashlib.sha256(keys.encode()).hexdigest()[:32]

    def offer(self, sources: Sequence[Source]) -> str:
        """Write a shard's sources for whoever builds it, and return its name. Raises StoreError."""
        name = self.name(sources)
        lines = "".join(_to_line(source) for source in sources)
        try:
            (self.folder / INBOX).mkdir(parents=True, exist_ok=True)
            replace(self.folder / INBOX / name, lines)
        except OSError as error:
            raise self._cannot_write(error) from error
        return name

    def sources(self, name: str) -> list[Source]:
        """Return a shard's sources, in the order in which they were offered. Raises StoreError."""
        try:
            with (self.folder / INBOX / name).open(encoding="ascii") as lines:
                return [_from_line(line) for line in lines]
        except OSError as error:
            remedy = "name a folder that all machines share"
            raise StoreError(
                f"shard {name} is missing", where=self.folder, remedy=remedy
            ) from error

    def is_done(self, name: str) -> bool:
        """Return whether a shard is built and kept."""
        return (self.folder / DONE / name / MANIFEST).exists()

    def keep(self, name: str, outcomes: Iterable[Outcome]) -> bool:
        """Keep what became of a shard's sources; return False if it was kept already.

        Raises StoreError.
        """
        finished = list(outcomes)
        done = self.folder / DONE
        try:
            done.mkdir(parents=True, exist_ok=True)
            part = Path(tempfile.mkdtemp(prefix=".part-", dir=done))
            try:
                self._write(part, name, finished)
                os.rename(part, done / name)
            except OSError:
                # The rename fails if another machine was faster.
                if not self.is_done(name):
                    raise
                return False
            finally:
                shutil.rmtree(part, ignore_errors=True)
            sync_folder(done)
        except OSError as error:
            raise self._cannot_write(error) from error
        return True

    def _write(self, folder: Path, name: str, outcomes: Sequence[Outcome]) -> None:
        """Write a shard's files, safe from a power cut; the same outcomes give the same bytes."""
        built = [outcome for outcome in outcomes if isinstance(outcome, Built)]
        built.sort(key=lambda outcome: outcome.source.key(self.settings))
        failed = [outcome.line() + "\n" for outcome in outcomes if isinstance(outcome, Failure)]
        content = b"".join(outcome.quads for outcome in built)
        manifest = {
            "shard": name,
            "settings": self.settings,
            "sha256": hashlib.sha256(content).hexdigest(),
            "articles": self._entries(built),
        }
        replace(folder / ARTICLES, content, durable=True)
        replace(folder / FAILURES, "".join(sorted(failed)), durable=True)
        replace(folder / MANIFEST, _json(manifest), durable=True)

    def _entries(self, built: Sequence[Built]) -> list[dict[str, Any]]:
        """Return each article's key and source, and where its quads begin and end."""
        entries = []
        begin = 0
        for outcome in built:
            end = begin + len(outcome.quads)
            key = outcome.source.key(self.settings)
            entries.append({"key": key, "source": outcome.source.name, "begin": begin, "end": end})
            begin = end
        return entries

    def read(self, name: str) -> Iterator[Outcome]:
        """Yield what became of a shard's sources. Raises StoreError if its files are damaged."""
        place = self.folder / DONE / name
        remedy = "delete it and run again"
        try:
            manifest = json.loads((place / MANIFEST).read_bytes())
            content = (place / ARTICLES).read_bytes()
            failures = (place / FAILURES).read_text("utf-8").splitlines()
        except (OSError, ValueError) as error:
            raise StoreError("a shard cannot be read", where=place, remedy=remedy) from error
        if hashlib.sha256(content).hexdigest() != manifest["sha256"]:
            raise StoreError("a shard is damaged", where=place, remedy=remedy)
        by_key = {source.key(self.settings): source for source in self.sources(name)}
        for entry in manifest["articles"]:
            yield Built(by_key[entry["key"]], content[entry["begin"] : entry["end"]])
        for line in failures:
            yield Failure(**json.loads(line))

    def finished(self) -> dict[str, str]:
        """Return the shard of each article that an earlier run built, by its source's key.

        Raises StoreError.
        """
        shards: dict[str, str] = {}
        for path in sorted((self.folder / DONE).glob(f"*/{MANIFEST}")):
            try:
                manifest = json.loads(path.read_bytes())
            except (OSError, ValueError) as error:
                remedy = "delete its folder"
                raise StoreError("a shard cannot be read", where=path, remedy=remedy) from error
            name = manifest["shard"]
            if manifest["settings"] == self.settings and (self.folder / INBOX / name).exists():
                shards |= {entry["key"]: name for entry in manifest["articles"]}
        return shards

    def sweep(self) -> None:
        """Delete all shards, once their articles are in the store."""
        for part in (INBOX, DONE):
            shutil.rmtree(self.folder / part, ignore_errors=True)
        with suppress(OSError):  # the folder may hold other files
            self.folder.rmdir()

    def _cannot_write(self, error: OSError) -> StoreError:
        reason = (error.strerror or "unknown reason").casefold()
        what = f"a shard cannot be written: {reason}"
        return StoreError(what, where=self.folder, remedy="name another folder: --shards DIR")


def process_shard(shards: Shards, name: str, work: Work) -> bool:
    """Build a shard's sources and keep the outcomes; return False if that was done before.

    Needs nothing but the folder: it may be called on any machine, at the same time, and again.
    Raises StoreError.
    """
    if shards.is_done(name):
        return False
    return shards.keep(name, work(shards.sources(name)))


def _to_line(source: Source) -> str:
    fields = asdict(source)
    fields["content"] = base64.b64encode(source.content).decode()
    return _json(fields) + "\n"


def _from_line(line: str) -> Source:
    fields = json.loads(line)
    fields["content"] = base64.b64decode(fields["content"])
    return Source(**fields)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=True)
