"""A point or period in time, as the article gives it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Time:
    """When, as an EDTF string, with the words as written and, where they follow, the bounds as xsd:dateTime."""

    text: str
    edtf: str | None = None
    not_before: str | None = None
    not_after: str | None = None
