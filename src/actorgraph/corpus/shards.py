"""Shards: some sources each, built anywhere and any number of times, and kept once, in a folder that all machines see."""

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

from actorgraph.corpus.builders import Built
from actorgraph.corpus.source import Failure, Source
from actorgraph.errors import StoreError

SIZE = 16  # sources of a shard: some seconds of work, which is what the loss of a machine costs
INBOX, DONE = "in", "done"
MANIFEST, ARTICLES, FAILURES = "manifest.json", "articles.nq", "failures.jsonl"
Work = Callable[[Sequence[Source]], Iterable[Built | Failure]]


@dataclass(frozen=True, slots=True)
class Shards:
    """A folder of shards; `settings` is how their sources are read, which is part of every source's key."""

    folder: Path
    settings: str

    def name(self, sources: Iterable[Source]) -> str:
        """Return the name of a shard: the hash of its sources' keys, so that the same sources are the same shard."""
        keys = "\n".join(sorted(source.key(self.settings) for source in sources))
        return hashlib.sha256(keys.encode()).hexdigest()[:32]

    def offer(self, sources: Sequence[Source]) -> str:
        """Lay out a shard's sources for whoever builds it; returns its name. Raises StoreError."""
        name = self.name(sources)
        lines = "".join(_line(source) for source in sources)
        try:
            (self.folder / INBOX).mkdir(parents=True, exist_ok=True)
            beside = self.folder / INBOX / f".{name}"
            beside.write_text(lines, "ascii")
            os.replace(beside, self.folder / INBOX / name)
        except OSError as error:
            raise self._unwritten(error) from error
        return name

    def sources(self, name: str) -> list[Source]:
        """Return a shard's sources, in the order in which they were laid out. Raises StoreError."""
        try:
            with (self.folder / INBOX / name).open(encoding="ascii") as lines:
                return [_source(line) for line in lines]
        except OSError as error:
            raise StoreError(
                f"shard {name} is not there", where=self.folder, remedy="name a shared folder"
            ) from error

    def is_done(self, name: str) -> bool:
        """Tell whether a shard is built and kept."""
        return (self.folder / DONE / name / MANIFEST).exists()

    def keep(self, name: str, outcomes: Iterable[Built | Failure]) -> bool:
        """Keep what became of a shard's sources: written beside, flushed, renamed; False where it was kept already.

        Raises StoreError where the folder cannot be written.
        """
        told = list(outcomes)
        try:
            (self.folder / DONE).mkdir(parents=True, exist_ok=True)
            beside = Path(tempfile.mkdtemp(prefix=".part-", dir=self.folder / DONE))
            try:
                self._write(beside, name, told)
                os.rename(beside, self.folder / DONE / name)
            except OSError:
                if not self.is_done(name):
                    raise
                return False
            finally:
                shutil.rmtree(beside, ignore_errors=True)
            _flush(self.folder / DONE)
        except OSError as error:
            raise self._unwritten(error) from error
        return True

    def _write(self, beside: Path, name: str, told: Sequence[Built | Failure]) -> None:
        built = sorted(
            (o for o in told if isinstance(o, Built)), key=lambda o: o.source.key(self.settings)
        )
        entries, begin = [], 0
        for outcome in built:
            end = begin + len(outcome.quads)
            key = outcome.source.key(self.settings)
            entries.append({"key": key, "source": outcome.source.name, "begin": begin, "end": end})
            begin = end
        content = b"".join(outcome.quads for outcome in built)
        failed = "".join(sorted(o.line() + "\n" for o in told if isinstance(o, Failure)))
        code = hashlib.sha256(content).hexdigest()
        manifest = {"shard": name, "settings": self.settings, "sha256": code, "articles": entries}
        for file, text in (
            (ARTICLES, content),
            (FAILURES, failed.encode()),
            (MANIFEST, _json(manifest).encode()),
        ):
            with (beside / file).open("wb") as opened:
                opened.write(text)
                opened.flush()
                os.fsync(opened.fileno())
        _flush(beside)

    def read(self, name: str) -> Iterator[Built | Failure]:
        """Yield what became of a shard's sources. Raises StoreError where its files are not what was written."""
        place = self.folder / DONE / name
        try:
            manifest = json.loads((place / MANIFEST).read_bytes())
            content = (place / ARTICLES).read_bytes()
            failures = (place / FAILURES).read_text("utf-8").splitlines()
        except (OSError, ValueError) as error:
            raise StoreError(
                "a shard cannot be read", where=place, remedy="delete it, and run it again"
            ) from error
        if hashlib.sha256(content).hexdigest() != manifest["sha256"]:
            raise StoreError(
                "a shard is not what was written", where=place, remedy="delete it, and run it again"
            )
        by_key = {source.key(self.settings): source for source in self.sources(name)}
        for entry in manifest["articles"]:
            yield Built(by_key[entry["key"]], content[entry["begin"] : entry["end"]])
        for line in failures:
            yield Failure(**json.loads(line))

    def finished(self) -> dict[str, str]:
        """Return the shard of each article, by its source's key, that a run before this one has built. Raises StoreError."""
        found: dict[str, str] = {}
        for path in sorted((self.folder / DONE).glob(f"*/{MANIFEST}")):
            try:
                manifest = json.loads(path.read_bytes())
            except (OSError, ValueError) as error:
                raise StoreError(
                    "a shard cannot be read", where=path, remedy="delete its folder"
                ) from error
            if (
                manifest["settings"] == self.settings
                and (self.folder / INBOX / manifest["shard"]).exists()
            ):
                found |= {entry["key"]: manifest["shard"] for entry in manifest["articles"]}
        return found

    def sweep(self) -> None:
        """Remove all shards: what they held is in the store."""
        for part in (INBOX, DONE):
            shutil.rmtree(self.folder / part, ignore_errors=True)
        with suppress(OSError):  # something of somebody else's stands there, too
            self.folder.rmdir()

    def _unwritten(self, error: OSError) -> StoreError:
        reason = (error.strerror or "unknown reason").casefold()
        return StoreError(
            f"no shard can be written: {reason}",
            where=self.folder,
            remedy="name a folder: --shards DIR",
        )


def process_shard(shards: Shards, name: str, work: Work) -> bool:
    """Build a shard's sources and keep what became of them; False where that was done before, by whomever.

    Needs nothing but the folder: any engine may call it, anywhere, at the same time, again. Raises StoreError.
    """
    return False if shards.is_done(name) else shards.keep(name, work(shards.sources(name)))


def _line(source: Source) -> str:
    return _json(asdict(source) | {"content": base64.b64encode(source.content).decode()}) + "\n"


def _source(line: str) -> Source:
    told = json.loads(line)
    return Source(**told | {"content": base64.b64decode(told["content"])})


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=True)


def _flush(folder: Path) -> None:
    """Flush a folder's own list of names to the disk."""
    if os.name == "nt":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
