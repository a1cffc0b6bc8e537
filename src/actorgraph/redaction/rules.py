"""The redaction policy: a small versioned file that says what an export withholds, and how."""

import tomllib
from dataclasses import dataclass, fields
from importlib.resources import files
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
# A smaller group than this tells of individuals, whatever a file says.
SMALLEST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class RedactionPolicy:
    """What is withheld: `k` the smallest group told of, `names` protected beside the marked ones, and a choice each."""

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
    """Read a packaged policy by its name, or a TOML file; what a file leaves out is as in the default.

    Raises QueryError where there is no such policy, or it holds what no policy has.
    """
    path = Path(policy)
    packaged = files("actorgraph.queries").joinpath(f"redaction-{path.name}.toml")
    source = packaged if path.suffix != ".toml" else path
    try:
        held = tomllib.loads(source.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise QueryError(f"is no TOML: {error}", where=policy, remedy="mend it there") from error
    except (OSError, ValueError) as error:
        raise QueryError(
            "no redaction policy can be read here",
            where=policy,
            remedy=f"use {DEFAULT}, or a .toml file",
        ) from error
    _check(held, policy)
    given: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in held.items()
    }
    return RedactionPolicy(**given)


def _check(held: dict[str, Any], where: object) -> None:
    known = {field.name: field.type for field in fields(RedactionPolicy)}
    for key, value in held.items():
        if key not in known:
            raise QueryError(
                f"has an unknown key {key!r}", where=where, remedy=f"it may have {', '.join(known)}"
            )
        if key in CHOICES and value not in CHOICES[key]:
            raise QueryError(
                f"{key} is {value!r}", where=where, remedy=f"write {', '.join(CHOICES[key])}"
            )
    if held.get("version") != VERSION or not isinstance(held.get("name"), str) or not held["name"]:
        raise QueryError(
            "needs a name and the version it is written for",
            where=where,
            remedy=f"version = {VERSION}",
        )
    k, names = held.get("k", SMALLEST), held.get("names", [])
    if not isinstance(k, int) or isinstance(k, bool) or k < SMALLEST:
        raise QueryError(f"k is {k!r}", where=where, remedy=f"write a whole number from {SMALLEST}")
    if not isinstance(names, list) or not all(
        isinstance(name, str) and name.strip() for name in names
    ):
        raise QueryError(
            "names is no list of names", where=where, remedy='write names = ["A Name"]'
        )
    if not isinstance(held.get("victims", True), bool):
        raise QueryError(
            "victims is neither true nor false", where=where, remedy="write one of them"
        )
