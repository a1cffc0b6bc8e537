"""Acceptance policies: rules that select the claims that make a direct edge between two actors."""

import json
import re
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from actorgraph.errors import QueryError

DEFAULT = "default"
FILE_PREFIX = "policy-"
# A policy with this line decides on each claim by what that claim's own article says.
CLAIM_SCOPE = re.compile(r"^# scope: claim\s*$", re.M)


@dataclass(frozen=True, slots=True)
class Policy:
    """An acceptance policy: its name and its SPARQL."""

    name: str
    sparql: str

    @property
    def is_local(self) -> bool:
        """Whether an article's edges depend on that article alone."""
        return CLAIM_SCOPE.search(self.sparql) is not None

    def to_json(self) -> str:
        """Write the policy as stores record it."""
        return json.dumps([self.name, self.sparql])

    @classmethod
    def from_json(cls, text: str) -> "Policy | None":
        """Read a recorded policy; None from an empty text."""
        if not text:
            return None
        name, sparql = json.loads(text)
        return cls(name, sparql)


def policies() -> list[str]:
    """Return the names of the packaged policies, sorted."""
    names = (path.name for path in files("actorgraph.queries").iterdir())
    return sorted(
        name.removeprefix(FILE_PREFIX).removesuffix(".rq")
        for name in names
        if name.startswith(FILE_PREFIX)
    )


def find_policy(policy: str | Path) -> Policy:
    """Return a policy by its name or its file. Raises QueryError if there is none."""
    if isinstance(policy, Path) or policy.endswith(".rq"):
        return _read_file(Path(policy))
    if policy not in policies():
        raise QueryError(
            "no acceptance policy has this name",
            where=policy,
            remedy=f"use {', '.join(policies())}",
        )
    source = files("actorgraph.queries").joinpath(f"{FILE_PREFIX}{policy}.rq")
    return Policy(policy, source.read_text("utf-8"))


def _read_file(path: Path) -> Policy:
    try:
        sparql = path.read_text("utf-8")
    except (OSError, ValueError) as error:
        raise QueryError(
            "the policy's file cannot be read",
            where=str(path),
            remedy="check the path",
        ) from error
    return Policy(path.stem.removeprefix(FILE_PREFIX), sparql)
