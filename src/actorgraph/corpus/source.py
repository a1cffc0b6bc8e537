"""A source: one article's bytes and metadata before it is read; or the reason why there is none."""

import hashlib
import json
from dataclasses import asdict, dataclass

from actorgraph.text.reading import LIMIT

TOO_LARGE = f"is over the limit of {LIMIT / 1e6:g} MB"
ONE_ARTICLE = "give one article, not an archive"
# What became of a source without a graph: it failed, or is skipped because it is not English.
FAILED, SKIPPED = "failed", "skipped"
# Sorts after every date and every name, so that a source that has one comes first.
UNKNOWN = "~"


@dataclass(frozen=True, slots=True)
class Source:
    """One article: the bytes of a text or a page, its name in messages, and its metadata.

    `encoding` is what whoever sent the page says.
    """

    name: str
    content: bytes
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    title: str | None = None
    encoding: str | None = None

    def rank(self, settings: str) -> str:
        """Return what decides between sources of the same text; the smallest wins.

        First how they are read, then the earliest date, then the rest.
        """
        metadata = (self.published, self.publisher, self.url, self.title)
        fields = [settings, *(value or UNKNOWN for value in metadata)]
        if self.encoding is not None:
            fields.append(self.encoding)
        return json.dumps([*fields, hashlib.sha256(self.content).hexdigest()])

    def key(self, settings: str) -> str:
        """Return the hash of all that makes the graph: bytes, metadata, and how they are read."""
        rank = self.rank(settings).encode("utf-8", "surrogatepass")
        return hashlib.sha256(rank).hexdigest()


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that yielded no graph: its name, why, what to do, and whether it is only skipped."""

    source: str
    reason: str
    remedy: str
    kind: str = FAILED

    def line(self) -> str:
        """Return the failure as one line of JSON."""
        return json.dumps(asdict(self), ensure_ascii=True)


Item = Source | Failure


def source_within_limit(
    name: str, content: bytes, *, failed_as: str = "", **metadata: str | None
) -> Item:
    """Return a source, or a failure if its content is too large."""
    if len(content) > LIMIT:
        return Failure(failed_as or name, TOO_LARGE, ONE_ARTICLE)
    return Source(name, content, **metadata)
