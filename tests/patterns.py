"""Every regular expression of the package, and pieces of text that may make one slow."""

import ast
import pkgutil
import re
import re._parser as sre
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import fields, is_dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import actorgraph

SOURCE = Path(actorgraph.__file__).parent
MOST_PIECES = 60
DEEPEST = 6
# A sign of each class that a pattern may ask for.
OF_A_CLASS = {
    "CATEGORY_DIGIT": "7",
    "CATEGORY_NOT_DIGIT": "a",
    "CATEGORY_SPACE": " ",
    "CATEGORY_NOT_SPACE": "a",
    "CATEGORY_WORD": "a",
    "CATEGORY_NOT_WORD": "-",
}
# What most patterns do not expect.
ENDS = ("", "\x01", "!")


def compiled() -> dict[str, re.Pattern[Any]]:
    """Return the patterns that the modules of the package hold, by module and name."""
    found: dict[str, re.Pattern[Any]] = {}
    for info in pkgutil.walk_packages(actorgraph.__path__, "actorgraph."):
        if info.name.endswith("__main__"):
            continue
        with suppress(ImportError):
            module = import_module(info.name)
            for name, value in vars(module).items():
                for place, pattern in _patterns_in(value):
                    found.setdefault(f"{info.name}:{name}{place}", pattern)
    # A pattern that another module imports counts once.
    unique = {id(pattern): name for name, pattern in reversed(found.items())}
    return {name: found[name] for name in sorted(unique.values())}


def _patterns_in(value: object, depth: int = 0) -> Iterator[tuple[str, re.Pattern[Any]]]:
    if isinstance(value, re.Pattern):
        yield "", value
    elif depth > DEEPEST:
        return
    elif isinstance(value, tuple | list):
        for place, part in enumerate(value):
            for inner, pattern in _patterns_in(part, depth + 1):
                yield f"[{place}]{inner}", pattern
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            with suppress(AttributeError):
                for inner, pattern in _patterns_in(getattr(value, field.name), depth + 1):
                    yield f".{field.name}{inner}", pattern


def inline() -> dict[str, str]:
    """Return the sources of the patterns that are written where they are used, by place.

    What is put into one (`rf"{name}"`) is taken for the word `aName`.
    """
    found = {}
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            source = _source_of(node)
            if source is not None:
                found[f"{path.relative_to(SOURCE)}:{source}"] = source
    return found


def _source_of(node: ast.AST) -> str | None:
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or not node.args:
        return None
    of_re = isinstance(node.func.value, ast.Name) and node.func.value.id == "re"
    if not of_re or node.func.attr in ("escape", "compile"):
        return None
    pattern = node.args[0]
    if isinstance(pattern, ast.Constant) and isinstance(pattern.value, str):
        return pattern.value
    if isinstance(pattern, ast.JoinedStr):
        parts = [
            part.value if isinstance(part, ast.Constant) else "aName" for part in pattern.values
        ]
        return "".join(map(str, parts))
    return None


@cache
def pieces(pattern: re.Pattern[Any]) -> list[str]:
    """Return strings made of what a pattern asks for: its literals, their pairs, its words."""
    text = pattern.pattern
    source = text.decode("latin-1") if isinstance(text, bytes) else text
    atoms = list(dict.fromkeys(_atoms(sre.parse(source, pattern.flags & ~re.UNICODE))))
    signs = [atom for atom in atoms if len(atom) == 1][:24]
    words = [atom for atom in atoms if len(atom) > 1][:24]
    pairs = [first + second for first in signs for second in signs if first != second]
    spaced = [f"{word} " for word in words]
    joined = ["".join(words[:4]), " ".join(words[:4])] if words else []
    threes = [f"{signs[0]}{pair}" for pair in pairs[:40]]
    return list(dict.fromkeys([*signs, *words, *spaced, *joined, *pairs, *threes]))[:MOST_PIECES]


def _atoms(parsed: Any) -> Iterator[str]:
    """Yield the signs and words that a parsed pattern asks for."""
    run = ""
    for operator, argument in parsed:
        name = str(operator)
        if name == "LITERAL":
            run += chr(argument)
            yield chr(argument)
            continue
        if run:
            yield run
            run = ""
        yield from _atoms_of(name, argument)
    if run:
        yield run


def _atoms_of(name: str, argument: Any) -> Iterator[str]:
    if name in ("ANY", "NOT_LITERAL"):
        yield from ("a", " ")
    elif name == "IN":
        yield from _of_a_set(argument)
    elif name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        yield from _atoms(argument[2])
    elif name == "BRANCH":
        for branch in argument[1]:
            yield from _atoms(branch)
    elif name == "SUBPATTERN":
        yield from _atoms(argument[-1])
    elif name == "ATOMIC_GROUP":
        yield from _atoms(argument)
    elif name in ("ASSERT", "ASSERT_NOT"):
        yield from _atoms(argument[1])


def _of_a_set(members: Iterable[Any]) -> Iterator[str]:
    members = list(members)
    if str(members[0][0]) == "NEGATE":
        yield "a"
        yield " "
    for operator, argument in members:
        name = str(operator)
        if name == "LITERAL":
            yield chr(argument)
        elif name == "RANGE":
            yield chr(argument[0])
        elif name == "CATEGORY":
            yield OF_A_CLASS[str(argument)]


def seconds(pattern: re.Pattern[Any], text: str, *, anchored: bool) -> float:
    """Return the processor time of looking for a pattern, at the beginning or all over a text."""
    subject: Any = text.encode("utf-8") if isinstance(pattern.pattern, bytes) else text
    begin = time.process_time()
    if anchored:
        pattern.match(subject)
        pattern.fullmatch(subject)
    else:
        for _ in pattern.finditer(subject):
            pass
    return time.process_time() - begin


SHORT = (16, 24, 32, 40, 64, 128, 256, 596)  # characters
LONG = (2048, 4096, 8192)
SLOW = 0.1  # seconds for a short text
NOTICEABLE = 0.03  # seconds for a long one
GROWTH = 3.0  # times, where the text is twice as long: linear is 2, quadratic is 4


def slow_piece(
    pattern: re.Pattern[Any],
    *,
    anchored: bool = False,
    longest: int = LONG[-1],
) -> str:
    """Return the piece whose repetition takes a pattern more than linear time; empty if none.

    Up to 600 characters it may only not take more than a blink.
    """
    for piece in pieces(pattern):
        for end in ENDS:

            def taken(size: int, piece: str = piece, end: str = end) -> float:
                text = (piece * (size // len(piece) + 1))[:size] + end
                return seconds(pattern, text, anchored=anchored)

            if any(taken(size) > SLOW for size in SHORT if size <= longest):
                return f"{piece!r} … {end!r}"
            if longest >= LONG[-1] and _more_than_linear(taken):
                return f"{piece!r} … {end!r}"
    return ""


def _more_than_linear(taken: Callable[[int], float]) -> bool:
    if taken(LONG[-1]) < NOTICEABLE:
        return False
    # The least of three: the machine may be busy.
    times = [min(taken(size) for _ in range(3)) for size in LONG]
    return times[-1] > NOTICEABLE and times[-1] > GROWTH * GROWTH * times[0]
