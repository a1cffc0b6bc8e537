"""The redaction policy: a small versioned file that says what an export withholds, and how."""

import re
import tomllib
from dataclasses import dataclass, fields
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from actorgraph.errors import QueryError

DEFAULT = "default"
VERSION = 1
CHOICES = {
    "protected": ("merge", "pseudonym", "suppress"),
    "unnamed": ("pseudonym", "suppress"),
    "bodies": ("merge", "suppress"),
    "ties": ("cut", "keep"),
    "places": ("state", "none"),
    "times": ("month", "year", "none"),
}
# The size of a smaller group would identify individuals, whatever a file says.
SMALLEST_GROUP = 3
# Larger is no policy that somebody wrote: the names of 300,000 people have less.
LARGEST_FILE_IN_BYTES = 8_000_000
# What it costs to look for a name grows with the square of its words.
LONGEST_NAME_IN_WORDS = 40
LONGEST_NAME_IN_CHARACTERS = 400
WORDS = re.compile(r"\w+")
Keys = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class RedactionPolicy:
    """What is withheld.

    `k` is the smallest group whose size is shown, `names` are protected in addition to those whom
    the graph marks, `victims` says whether to protect unnamed victims. CHOICES has the values of
    the other keys.
    """

    version: int
    name: str
    k: int = 10
    names: tuple[str, ...] = ()
    victims: bool = True
    protected: str = "merge"
    unnamed: str = "pseudonym"
    bodies: str = "merge"
    ties: str = "cut"
    places: str = "state"
    times: str = "month"


def read_policy(policy: str | Path = DEFAULT) -> RedactionPolicy:
    """Read a packaged policy by its name, or a TOML file; missing keys are as in the default.

    Raises QueryError if there is no such policy, or it is invalid.
    """
    keys = _read_keys(policy)
    _check_known(keys, policy)
    _check_version(keys, policy)
    _check_group_size(keys, policy)
    _check_names(keys, policy)
    if not isinstance(keys.get("victims", True), bool):
        raise QueryError(
            "victims is neither true nor false", where=policy, remedy="write true or false"
        )
    if "names" in keys:
        keys["names"] = tuple(keys["names"])
    return RedactionPolicy(**keys)


def _read_keys(policy: str | Path) -> Keys:
    path = Path(policy)
    source = files("actorgraph.queries").joinpath(f"redaction-{path.name}.toml")
    if path.suffix == ".toml":
        source = path
    try:
        return tomllib.loads(_read(source))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise QueryError(
            f"is not valid TOML: {error}", where=policy, remedy="correct the file"
        ) from error
    except (OSError, ValueError) as error:
        raise QueryError(
            "no redaction policy can be read here",
            where=policy,
            remedy=f"use {DEFAULT}, or a .toml file",
        ) from error


def _read(source: Traversable) -> str:
    """Return the text of a policy. Raises OSError, ValueError if it is too large or not a file."""
    # Reading a pipe or a device might never end.
    if not source.is_file():
        raise ValueError("not a file")
    with source.open("rb") as file:
        content = file.read(LARGEST_FILE_IN_BYTES + 1)
    if len(content) > LARGEST_FILE_IN_BYTES:
        raise ValueError("too large")
    return content.decode("utf-8").replace("\r\n", "\n")


def _check_known(keys: Keys, where: object) -> None:
    """Check that each key exists, and that each choice is one of those there are."""
    known = [field.name for field in fields(RedactionPolicy)]
    for key, value in keys.items():
        if key not in known:
            raise QueryError(
                f"has an unknown key {key!r}",
                where=where,
                remedy=f"known keys are {', '.join(known)}",
            )
        if key in CHOICES and value not in CHOICES[key]:
            raise QueryError(
                f"{key} is {value!r}",
                where=where,
                remedy=f"write one of {', '.join(CHOICES[key])}",
            )


def _check_version(keys: Keys, where: object) -> None:
    name = keys.get("name")
    has_name = isinstance(name, str) and name
    if not has_name or keys.get("version") != VERSION:
        raise QueryError(
            "needs a name and the version it is written for",
            where=where,
            remedy=f"version = {VERSION}",
        )


def _check_group_size(keys: Keys, where: object) -> None:
    k = keys.get("k", SMALLEST_GROUP)
    # In Python, true is a whole number, too.
    is_number = isinstance(k, int) and not isinstance(k, bool)
    if not is_number or k < SMALLEST_GROUP:
        raise QueryError(
            f"k is {k!r}", where=where, remedy=f"write a whole number from {SMALLEST_GROUP}"
        )


def _check_names(keys: Keys, where: object) -> None:
    names = keys.get("names", [])
    if not isinstance(names, list) or not all(map(_is_name, names)):
        raise QueryError(
            "names is not a list of names", where=where, remedy='write names = ["A Name"]'
        )
    if any(map(_is_too_long, names)):
        raise QueryError(
            "one of the names is too long",
            where=where,
            remedy=f"write names of up to {LONGEST_NAME_IN_WORDS} words",
        )


def _is_name(name: object) -> bool:
    return isinstance(name, str) and bool(name.strip())


def _is_too_long(name: str) -> bool:
    if len(name) > LONGEST_NAME_IN_CHARACTERS:
        return True
    # Hyphens and apostrophes separate words, too.
    return len(WORDS.findall(name)) > LONGEST_NAME_IN_WORDS
