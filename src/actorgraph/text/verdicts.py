"""A person's verdicts on claims, as `review.toml` has them next to the decisions about identity."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from actorgraph.errors import ReviewError
from actorgraph.text.rejections import REASONS
from actorgraph.text.review import quoted

VERDICTS = ("accepted", "rejected", "corrected", "unsure")
# After these, the claim as the tool found it no longer counts.
SET_ASIDE = ("rejected", "corrected")
TEXTS = (
    "verdict",
    "reason",
    "article",
    "claim",
    "kind",
    "evidence",
    "cue",
    "words",
    "digest",
    "by",
    "date",
    "note",
)
REQUIRED = ("verdict", "article", "claim", "kind", "evidence")
TABLES = ("old", "new")
DIGEST_LENGTH = 16  # as in a shareable graph

# What a claim says: the names in each role, and its class, certainty and negation.
Fields = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a person decided about one claim, and enough to find that claim again.

    `article` is the SHA-256 of the text, `claim` the end of the claim's IRI, `kind` its class;
    `evidence` and `cue` are offsets in the text: `120-164`. `words` is the evidence, empty where
    words are withheld, and `digest` its hash. `old` is what the claim said when it was judged;
    `new` is the fields that a correction changes. `date` is a date or a moment in ISO 8601.
    """

    verdict: str
    article: str
    claim: str
    kind: str
    evidence: str
    cue: str = ""
    words: str = ""
    digest: str = ""
    reason: str = ""
    by: str = ""
    date: str = ""
    note: str = ""
    old: Fields = field(default_factory=dict)
    new: Fields = field(default_factory=dict)

    def __str__(self) -> str:
        parts = [self.verdict, self.claim]
        if self.reason:
            parts.append(f"because: {self.reason}")
        for name, values in self.new.items():
            before = ", ".join(self.old.get(name, ())) or "nothing"
            after = ", ".join(values) or "nothing"
            parts.append(f"{name}: {before} → {after}")
        remarks = [remark for remark in (self.by, self.date, self.note) if remark]
        text = "  ".join(parts)
        if remarks:
            text += f" ({'; '.join(remarks)})"
        return text

    def __hash__(self) -> int:
        return hash((self.verdict, self.article, self.claim, self.by, self.date))

    @property
    def is_set_aside(self) -> bool:
        """Whether the claim as the tool found it no longer counts."""
        return self.verdict in SET_ASIDE

    def without_words(self) -> "Verdict":
        """Return the verdict without the article's words; their hash stays."""
        return replace(self, words="", digest=self.digest or digest_of(self.words))


def digest_of(words: str) -> str:
    """Return the first 16 hexadecimal digits of the SHA-256 of a span's words."""
    return hashlib.sha256(words.encode()).hexdigest()[:DIGEST_LENGTH]


def latest(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """Return the last verdict on each claim, in the order in which they were made."""
    last: dict[tuple[str, str], Verdict] = {}
    for verdict in verdicts:
        key = verdict.article, verdict.claim
        last.pop(key, None)
        last[key] = verdict
    return list(last.values())


def read_entry(entry: object, path: Path) -> Verdict:
    """Return the verdict of one `[[claim]]` of a file. Raises ReviewError if it is not one."""
    if not isinstance(entry, dict):
        raise _wrong("a verdict is not a table", path, "write [[claim]]")
    unknown = sorted(set(entry) - {*TEXTS, *TABLES})
    if unknown:
        raise _wrong(
            f"a verdict has an unknown key {unknown[0]!r}", path, f"use {', '.join(TEXTS)}"
        )
    texts = {name: entry[name] for name in TEXTS if name in entry}
    if not all(isinstance(value, str) for value in texts.values()):
        raise _wrong("a verdict has a value that is not text", path, 'write key = "text"')
    _check_complete(texts, path)
    old = _fields(entry.get("old", {}), path)
    new = _fields(entry.get("new", {}), path)
    verdict = replace(Verdict(**texts), old=old, new=new)
    if verdict.verdict == "corrected" and not verdict.new:
        raise _wrong("a correction changes nothing", path, "give it [claim.new]")
    return verdict


def _check_complete(texts: Mapping[str, str], path: Path) -> None:
    missing = [name for name in REQUIRED if not texts.get(name)]
    if missing:
        raise _wrong("a verdict is incomplete", path, f"give {', '.join(missing)}")
    if texts["verdict"] not in VERDICTS:
        raise _wrong(
            f"a verdict is {texts['verdict']!r}", path, f"write one of {', '.join(VERDICTS)}"
        )
    reason = texts.get("reason", "")
    if texts["verdict"] == "rejected" and reason not in REASONS:
        raise _wrong(
            f"a rejection has the reason {reason!r}", path, f"write one of: {', '.join(REASONS)}"
        )


def _fields(table: object, path: Path) -> dict[str, tuple[str, ...]]:
    if not isinstance(table, dict):
        raise _wrong("the fields of a verdict are not a table", path, "write [claim.new]")
    fields = {}
    for name, values in table.items():
        is_list = isinstance(values, list) and all(isinstance(value, str) for value in values)
        if not is_list:
            raise _wrong(f"the field {name!r} is not a list of texts", path, 'write ["text"]')
        fields[name] = tuple(values)
    return fields


def _wrong(what: str, path: Path, remedy: str) -> ReviewError:
    return ReviewError(what, where=path, remedy=remedy)


def toml_lines(verdict: Verdict) -> Iterator[str]:
    """Yield the lines of one verdict as the file has it."""
    yield "[[claim]]"
    for name in TEXTS:
        value = getattr(verdict, name)
        if value:
            yield f"{name} = {quoted(value)}"
    for name in TABLES:
        table: Fields = getattr(verdict, name)
        if table:
            yield f"[claim.{name}]"
            for key, values in table.items():
                listed = ", ".join(map(quoted, values))
                yield f"{quoted(key)} = [{listed}]"
