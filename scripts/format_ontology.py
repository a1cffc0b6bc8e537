"""Format the Turtle of `ontology/`: one property a line, one item of a list a line, lists of words
sorted.

    python scripts/format_ontology.py [--check] [FILE ...]

Comments and blank lines between statements are kept; a comment within a statement is an error.
`--check` changes nothing and exits with 1 where a file is not formatted.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

ONTOLOGY = Path(__file__).parent.parent / "ontology"
TOKEN = re.compile(
    r'(?P<space>\s+)|(?P<comment>#[^\n]*)|(?P<string>"""(?s:.*?)"""(?:@\w+)?|"(?:[^"\\\n]|\\.)*"(?:@[\w-]+|\^\^[\w:]+)?)'
    r"|(?P<iri><[^>\s]*>)|(?P<prefix>@prefix)|(?P<mark>[;,.](?=\s|$))|(?P<name>[^\s;,\"<>]+)"
)
# A list of these words is a set: sorted, so that a new word has one place.
WORD = re.compile(r'"[^"]*"$')
WIDEST = 100


def formatted(text: str) -> str:
    """Return the text of a Turtle file in the format of this project."""
    return "".join(_statements(text)).strip("\n") + "\n"


def _statements(text: str) -> Iterator[str]:
    statement: list[str] = []
    for token in TOKEN.finditer(text):
        kind, word = token.lastgroup, token[0]
        if kind == "space":
            if not statement and word.count("\n") > 1:
                yield "\n"
        elif kind == "comment":
            if statement:
                raise ValueError(f"a comment within a statement: {word}")
            yield f"{word}\n"
        elif word == "." and kind == "mark":
            yield _statement(statement)
            statement = []
        else:
            statement.append(word)


def _statement(words: list[str]) -> str:
    if words[0] == "@prefix":
        return f"{' '.join(words)} .\n"
    subject, *rest = words
    lines = [_property(part) for part in _split(rest, ";") if part]
    return f"{subject} " + " ;\n  ".join(lines) + " .\n"


def _property(words: list[str]) -> str:
    predicate, *rest = words
    items = [" ".join(part) for part in _split(rest, ",")]
    if all(WORD.match(item) for item in items):
        items = sorted(set(items))
    line = f"{predicate} {' , '.join(items)}"
    if len(items) == 1 or (len(line) <= WIDEST and len(items) < 4):
        return line
    return f"{predicate}\n    " + " ,\n    ".join(items)


def _split(words: list[str], mark: str) -> list[list[str]]:
    parts: list[list[str]] = [[]]
    for word in words:
        if word == mark:
            parts.append([])
        else:
            parts[-1].append(word)
    return parts


def _same(old: str, new: str) -> bool:
    return set(ox.parse(old, format=ox.RdfFormat.TURTLE)) == set(
        ox.parse(new, format=ox.RdfFormat.TURTLE)
    )


def main() -> int:
    """Format the files named, or every file of the ontology that has no blank nodes."""
    named = [Path(name) for name in sys.argv[1:] if name != "--check"]
    paths = named or sorted(path for path in ONTOLOGY.rglob("*.ttl") if path.name != "shapes.ttl")
    unformatted = []
    for path in paths:
        old = path.read_text("utf-8")
        if "[" in re.sub(r'"[^"\n]*"', "", old):
            continue
        new = formatted(old)
        if not _same(old, new):
            raise ValueError(f"{path.name}: formatting would change its triples")
        if new != old:
            unformatted.append(path)
    for path in unformatted:
        if "--check" in sys.argv:
            print(f"{path.name} is not formatted: run python scripts/format_ontology.py")
        else:
            path.write_text(formatted(path.read_text("utf-8")), encoding="utf-8")
    return int("--check" in sys.argv and bool(unformatted))


if __name__ == "__main__":
    sys.exit(main())
