"""A source: one article's bytes and what is known of it, before it is read; or the reason why there is none."""

import hashlib
import json
from dataclasses import dataclass

TEXT = "text"
# The columns of a table, or the keys of a JSON line, that are understood.
COLUMNS = (TEXT, "title", "published", "publisher", "url", "id")


@dataclass(frozen=True, slots=True)
class Source:
    """One article: the bytes of a text or a page, its name in messages, and what its row says of it."""

    name: str
    content: bytes
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    title: str | None = None

    def rank(self, settings: str) -> str:
        """Return what decides between sources of one text: how they are read, then the earliest date, then the rest."""
        told = [
            settings,
            self.published or "~",
            self.publisher or "~",
            self.url or "~",
            self.title or "~",
        ]
        return json.dumps([*told, hashlib.sha256(self.content).hexdigest()])

    def key(self, settings: str) -> str:
        """Return the hash of all that the graph is made from: bytes, metadata, and how they are read."""
        return hashlib.sha256(self.rank(settings).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that gave no graph: which, why, and what to do about it."""

    source: str
    reason: str
    remedy: str

    def line(self) -> str:
        """Return it as one line of JSON."""
        return json.dumps(
            {"source": self.source, "reason": self.reason, "remedy": self.remedy}, ensure_ascii=True
        )
