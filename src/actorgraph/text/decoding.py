"""From bytes to text: by the byte-order mark, as UTF-8, or by the charset that a page declares."""

import codecs
import re

from actorgraph.errors import ArticleError

# From this share of control characters on, a file is not text.
CONTROLS = 0.01
# From this share of null characters on, a text is UTF-16 that was read as something else.
NULLS_OF_UTF_16 = 0.4  # in every second byte
HEAD = 20_000  # bytes from which an encoding is guessed
CHARSET_HEAD = 4096  # bytes in which a page declares its charset
# What is broken in more places is in another encoding.
MOST_REPLACED = 0.01  # share of the characters
REPLACEMENT = "\ufffd"
WESTERN = "windows-1252"
# Byte-order marks. That of UTF-32 begins with that of UTF-16, so it comes first.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHARSET = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.I
)
_CONTROL_BYTES = bytes([*range(9), *range(14, 27), 28, 29, 30, 31, 127])
_HIGH = re.compile(rb"[\x80-\xff]")
# A character of two to four bytes in UTF-8.
_UTF_8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def decode(
    content: bytes, name: str, encoding: str | None = None, charset: str | None = None
) -> str:
    """Decode the bytes of a text or page; `encoding` is what the user gives, `charset` its sender.

    Where it is clear which encoding is meant, bytes that it does not have become U+FFFD: a bad byte
    costs a character and not the article. Raises ArticleError.
    """
    if encoding is not None:
        return _in(content, check_encoding(encoding), name)
    marked = next((encoding for mark, encoding in MARKS if content.startswith(mark)), None)
    try:
        return content.decode(marked or "utf-8")
    except UnicodeDecodeError:
        pass
    declared = charset or _declared(content)
    if declared is not None and b"\x00" not in content:
        text = content.decode(declared, errors="replace")
        if text.count(REPLACEMENT) <= MOST_REPLACED * len(text):
            return text
    if _is_mostly_utf_8(content):
        return content.decode(errors="replace")
    guess = _guess(content)
    if guess is None:
        raise binary(name)
    raise not_utf_8(name, guess)


def check_encoding(encoding: str) -> str:
    """Return an encoding's name as Python knows it. Raises ArticleError if it does not."""
    try:
        found = codecs.lookup(encoding)
        # Python also has codecs that make no text: `base64`, `zip`.
        "a".encode(found.name).decode(found.name)
    except (LookupError, ValueError, AssertionError) as error:
        raise ArticleError(
            "is not a known encoding",
            where=encoding,
            remedy="give utf-8, windows-1252, utf-16, …",
        ) from error
    return found.name


def is_encoding(encoding: str) -> bool:
    """Return whether bytes can be decoded by an encoding of this name."""
    try:
        check_encoding(encoding)
    except ArticleError:
        return False
    return True


def _in(content: bytes, encoding: str, name: str) -> str:
    text = content.decode(encoding, errors="replace")
    if text.count(REPLACEMENT) > MOST_REPLACED * len(text):
        raise ArticleError(
            f"is not {encoding}",
            where=name,
            remedy="give another --encoding, or none",
        )
    return text.removeprefix("\ufeff")


def _declared(content: bytes) -> str | None:
    """Return the charset that a page declares, as browsers read it."""
    match = _CHARSET.search(content[:CHARSET_HEAD])
    if match is None:
        return None
    return as_browsers_read(match[1].decode("ascii"))


def as_browsers_read(charset: str) -> str | None:
    """Return the encoding that browsers take for a charset; None for one that nobody knows."""
    charset = charset.casefold()
    if charset in {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"}:
        return WESTERN
    return charset if is_encoding(charset) else None


def _is_mostly_utf_8(content: bytes) -> bool:
    """Return whether more of the bytes above ASCII are whole characters of UTF-8 than are not."""
    high = len(_HIGH.findall(content))
    whole = sum(len(character) for character in _UTF_8.findall(content))
    is_text = _guess_of_nulls(content) is None and b"\x00" not in content
    return is_text and whole > high - whole


def _guess_of_nulls(content: bytes) -> str | None:
    head = content[:HEAD]
    for first, encoding in ((1, "utf-16le"), (0, "utf-16be")):
        every_second = head[first::2]
        if every_second.count(0) > NULLS_OF_UTF_16 * len(every_second):
            return encoding
    return None


def _guess(content: bytes) -> str | None:
    """Guess the encoding of what is not UTF-8; None if it does not look like text at all."""
    encoding = _guess_of_nulls(content)
    if encoding is not None:
        return encoding
    head = content[:HEAD]
    controls = len(head) - len(head.translate(None, _CONTROL_BYTES))
    if b"\x00" in head or controls > CONTROLS * len(head):
        return None
    if _is_western(content):
        return WESTERN
    from charset_normalizer import from_bytes

    best = from_bytes(head).best()
    if best is None:
        return WESTERN
    return best.encoding.replace("_", "-")


def _is_western(content: bytes) -> bool:
    """Return whether all bytes above ASCII are letters or marks of windows-1252.

    In an English text that is what they are; other encodings have such letters for half of them.
    """
    high = b"".join(_HIGH.findall(content))
    text = high.decode(WESTERN, errors="replace")
    return all(
        character.isalpha() or character in "‘’“”–—…•€£«»°§\u00a0\u00ad·¿¡" for character in text
    )


def not_utf_8(name: str, encoding: str) -> ArticleError:
    """Return the error for a text in another encoding."""
    remedy = f"give --encoding {encoding}, or convert it: iconv -f {encoding} -t utf-8"
    return ArticleError("is not UTF-8", where=name, remedy=remedy)


def binary(name: str) -> ArticleError:
    """Return the error for what is no text."""
    remedy = "give the article as .txt or .html"
    return ArticleError("is not text but binary", where=name, remedy=remedy)
