"""Looking for a name in every spelling: in texts, IRIs, and the bytes of files."""

import gzip
import html
import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from io import BufferedIOBase
from itertools import chain, islice
from pathlib import Path
from typing import cast
from urllib.parse import quote, unquote

from actorgraph.graph.mint import slug
from actorgraph.text.folding import folded, is_uncased
from actorgraph.text.look_alikes import with_latin_look_alikes

# A name of so many letters is not within other words by accident; a shorter one counts as a whole
# word alone.
LONG_NAME = 5
# With fewer letters, random bytes would be taken for a name.
LONG_SIGN = 6
# The slug of a name without a Latin letter, which names nobody.
NO_SLUG = "actor"
# A larger file is searched for bytes alone.
LARGEST_TEXT_IN_BYTES = 32_000_000
# What separates the words of a name in a file: spaces, `%20`, `\\u00a0`, `&nbsp;`, hyphens.
GAP = rb"(?:[^a-z0-9]|%20|%c2%a0|u00a0|nbsp;){1,6}"
# A large file is read in parts, each with the end of the last.
PART_IN_BYTES = 1_000_000
PARTS_OF_A_TEXT = LARGEST_TEXT_IN_BYTES // PART_IN_BYTES
OVERLAP_IN_BYTES = 4_096
ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")


@dataclass(frozen=True, slots=True)
class NameSearch:
    """Finds one of some names, or codes such as the end of an IRI.

    `phrases` are folded names, and the slugs that they have in IRIs.
    """

    names: tuple[str, ...]
    phrases: frozenset[str]

    @classmethod
    def of(cls, names: Iterable[str]) -> "NameSearch":
        """Look for these names; those without a letter or digit are left out."""
        given = tuple(name for name in names if folded(name))
        phrases = set()
        for name in given:
            phrases.add(folded(name))
            phrases.add(folded(with_latin_look_alikes(name)))
            segment = slug(name)
            plain = folded(segment)
            # `Ørsted` has the slug `rsted`; a slug of two letters would be found everywhere.
            if segment != NO_SLUG and len(plain) >= LONG_NAME:
                phrases.add(plain)
        return cls(given, frozenset(phrases))

    def is_in(self, text: str) -> bool:
        """Return whether a text or IRI contains a name, however it is spelled."""
        plain = _unescaped(text)
        if self._are_in(folded(plain)):
            return True
        # A Cyrillic `а` must not hide a Latin name.
        latin = with_latin_look_alikes(plain)
        return latin != plain and self._are_in(folded(latin))

    def _are_in(self, plain: str) -> bool:
        return any(_contains(plain, phrase) for phrase in self.phrases)

    def is_in_file(self, path: Path) -> bool:
        """Return whether a file contains a name, in any encoding or escape, also compressed.

        Raises OSError.
        """
        if path.stat().st_size <= LARGEST_TEXT_IN_BYTES:
            is_found = self.is_in_bytes(path.read_bytes())
        else:
            with path.open("rb") as file:
                is_found = self._has_signs(_parts(file))
        return is_found or any(map(self._is_in_stream, _unpacked(path)))

    def _is_in_stream(self, file: BufferedIOBase) -> bool:
        """Return whether a stream contains a name; of a long one, the bytes alone are searched.

        A stream that breaks off is searched up to there.
        """
        parts = _parts(file)
        first = b"".join(islice(parts, PARTS_OF_A_TEXT))
        return self.is_in_bytes(first) or self._has_signs(chain([first], parts))

    def _has_signs(self, parts: Iterable[bytes]) -> bool:
        """Return whether the bytes of a name are in some parts, each with the end of the last."""
        signs = self._signs()
        end = b""
        for part in parts:
            content = end + part
            if any(sign.search(content) for sign in signs):
                return True
            end = content[-OVERLAP_IN_BYTES:]
        return False

    def is_in_bytes(self, content: bytes) -> bool:
        """Return whether bytes contain a name: those of a text, or of a database."""
        if any(sign.search(content) for sign in self._signs()):
            return True
        if b"\0" in content:
            return False
        return self.is_in(_unescaped(content.decode("utf-8", "replace")))

    def _signs(self) -> list[re.Pattern[bytes]]:
        """Return patterns of the bytes that a name may have in a binary file."""
        signs = []
        for phrase in sorted(self.phrases):
            words = phrase.split()
            if phrase.isascii() and len("".join(words)) >= LONG_SIGN:
                signs.append(re.compile(GAP.join(map(str.encode, words)), re.IGNORECASE))
        for name in self.names:
            if len(folded(name)) >= LONG_SIGN or not name.isascii():
                for spelling in sorted(_spellings(name)):
                    signs.append(re.compile(re.escape(spelling), re.IGNORECASE))
        return signs


def _parts(file: BufferedIOBase) -> Iterator[bytes]:
    """Yield the content of a stream, up to where it breaks off."""
    with suppress(EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile):
        while part := file.read1(PART_IN_BYTES):
            yield part


def _unpacked(path: Path) -> Iterator[BufferedIOBase]:
    """Yield the contents of a compressed file; nothing if it is not one, or is broken."""
    if path.suffix.casefold() == ".gz":
        with gzip.open(path) as file:
            yield file
    elif path.suffix.casefold() == ".zip" and zipfile.is_zipfile(path):
        with suppress(zipfile.BadZipFile, RuntimeError), zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                with archive.open(name) as member:
                    yield cast(BufferedIOBase, member)


def _contains(plain: str, phrase: str) -> bool:
    if len(phrase) < LONG_NAME and not is_uncased(phrase):
        return f" {phrase} " in f" {plain} "
    if phrase in plain:
        return True
    joined = phrase.replace(" ", "")
    # As in `ivanpetrov@…` or `ivanPetrov.jpg`.
    return any(joined in word for word in plain.split())


def _unescaped(text: str) -> str:
    """Undo what JSON, RDF, HTML and IRIs escape."""
    plain = text
    if "\\" in plain:
        plain = ESCAPE.sub(_character, plain)
    if "&" in plain:
        plain = html.unescape(plain)
    if "%" in plain:
        plain = unquote(plain)
    return plain


def _character(match: re.Match[str]) -> str:
    number = int(match[1] or match[2], 16)
    # Halves of a pair, and what is not a character, stay as they are.
    if 0xD800 <= number < 0xE000 or number > 0x10FFFF:
        return match[0]
    return chr(number)


def _spellings(name: str) -> set[bytes]:
    """Return a name in the encodings and escapes of files."""
    found: set[bytes] = set()
    for text in (name, name.casefold(), name.title()):
        found.update(text.encode(encoding, "replace") for encoding in ENCODINGS)
        found.add(json.dumps(text)[1:-1].encode())
        found.add(quote(text).encode())
    return found
