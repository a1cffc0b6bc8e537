"""Plain English: what a person reads uses the field's standard terms and today's language."""

import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# A word or phrase that is archaic, a riddle or private to this project, and what to write.
BANNED = {
    r"tells? whether": "return whether",
    r"told": "says, reports, facts",
    r"tellings?": "report, facts",
    r"(?:is|are|was|were) no (?!longer|more|less|fewer|further)": "is not a",
    r"stands?": "is, lies, means",
    r"anew": "again",
    r"thereby|hereby|therein|wherein|whereby": "so, in which",
    r"whereof|thereof|thither|whence": "of which, from which",
    r"deeds?": "action, event",
    r"mend(?:s|ed|ing)?": "fix, repair",
    r"in the place of": "replace",
    r"whosoever|whomever": "whoever",
    r"of such": "of these",
    r"for naught|naught": "nothing",
    r"lest": "so that … not",
    r"shelf|riddle": "name the thing",
    r"is to be had": "is available",
    r"go(?:es)? astray": "is lost",
}
PATTERN = {
    re.compile(rf"(?<![\w<|\[-]){words}(?![\w-])", re.IGNORECASE): use
    for words, use in BANNED.items()
}
# Texts that are not ours: licences and vendored code.
FOREIGN = ("vendor", "LICENSE")
DOCUMENTS = [
    path
    for path in [
        *ROOT.glob("*.md"),
        *ROOT.glob("docs/**/*.md"),
        *ROOT.glob("ontology/*.md"),
        *ROOT.glob("queries/*.rq"),
    ]
    if not any(part in str(path) for part in FOREIGN)
]
TEMPLATES = [path for path in (ROOT / "src").rglob("*.jinja") if "vendor" not in path.parts]
MODULES = sorted((ROOT / "src" / "actorgraph").rglob("*.py"))
ONTOLOGY = sorted((ROOT / "ontology").glob("*.ttl"))


def python_prose(text: str) -> Iterator[tuple[int, str]]:
    """Yield (line, text) of the comments and strings of a module; examples in backticks are left
    out.
    """
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type in (
            tokenize.COMMENT,
            tokenize.STRING,
            getattr(tokenize, "FSTRING_MIDDLE", -1),
        ):
            yield token.start[0], re.sub(r"`[^`]*`|“[^”]*”", "", token.string)


def turtle_prose(text: str) -> Iterator[tuple[int, str]]:
    """Yield (line, text) of the definitions, notes and comments of a Turtle file; examples quote
    how news writes.
    """
    for number, line in enumerate(text.splitlines(), 1):
        if re.match(r"\s*(#|skos:(definition|scopeNote)|rdfs:comment)", line):
            yield number, re.sub(r"“[^”]*”", "", line)


def plain_prose(text: str) -> Iterator[tuple[int, str]]:
    """Yield (line, text) of a document without its code."""
    text = re.sub(r"```.*?```", lambda found: "\n" * found[0].count("\n"), text, flags=re.DOTALL)
    for number, line in enumerate(text.splitlines(), 1):
        yield number, re.sub(r"`[^`]*`|“[^”]*”|\]\([^)]*\)", "", line)


def faults(found: Iterator[tuple[int, str]]) -> list[str]:
    return [
        f"line {number}: {match[0]!r}, write: {use}"
        for number, text in found
        for pattern, use in PATTERN.items()
        for match in pattern.finditer(text)
    ]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_code_is_plain_english(path: Path) -> None:
    assert faults(python_prose(path.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    "path", [*DOCUMENTS, *TEMPLATES], ids=lambda path: str(path.relative_to(ROOT))
)
def test_documents_are_plain_english(path: Path) -> None:
    assert faults(plain_prose(path.read_text("utf-8"))) == []


@pytest.mark.parametrize("path", ONTOLOGY, ids=lambda path: path.name)
def test_the_ontology_is_plain_english(path: Path) -> None:
    assert faults(turtle_prose(path.read_text("utf-8"))) == []


def test_the_check_finds_what_it_bans() -> None:
    assert faults(plain_prose("It is no fault.\n`told` in code, and anew outside."))
    assert faults(plain_prose("It is no longer here, and nothing `stands` here.")) == []
